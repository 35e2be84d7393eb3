"""Why a file is not taken in, as a code to store and a sentence to show."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class RefusalCode(StrEnum):
    KOSONG = "KOSONG"
    TERLALU_BESAR = "TERLALU_BESAR"
    BOM_ZIP = "BOM_ZIP"
    DEKLARASI_DOKUMEN = "DEKLARASI_DOKUMEN"
    TERLALU_BANYAK_PIKSEL = "TERLALU_BANYAK_PIKSEL"
    RUSAK = "RUSAK"
    PROGRAM = "PROGRAM"
    KODE_AKTIF = "KODE_AKTIF"
    MAKRO = "MAKRO"
    ARSIP = "ARSIP"
    JENIS_TIDAK_DITERIMA = "JENIS_TIDAK_DITERIMA"


MESSAGES = {
    RefusalCode.KOSONG: _("The file “%(name)s” is empty."),
    RefusalCode.TERLALU_BESAR: _("The file “%(name)s” is larger than the limit of %(limit)s MB."),
    RefusalCode.BOM_ZIP: _("The file “%(name)s” would unpack to an unreasonable size (zip bomb). It was not opened."),
    RefusalCode.DEKLARASI_DOKUMEN: _(
        "The document “%(name)s” declares contents of its own outside its text (DOCTYPE), through which other files "
        "could be read. It was not opened. Ask for a new copy or a PDF."
    ),
    RefusalCode.TERLALU_BANYAK_PIKSEL: _("The image “%(name)s” has more than %(limit)s million pixels."),
    RefusalCode.RUSAK: _("The file “%(name)s” is damaged or cut off. Ask the sender to send it again."),
    RefusalCode.PROGRAM: _("The file “%(name)s” contains a computer program, whatever its name says."),
    RefusalCode.KODE_AKTIF: _("The file “%(name)s” contains a web page or script that could run on its own."),
    RefusalCode.MAKRO: _("The document “%(name)s” contains macros. Ask for a copy without macros or as PDF."),
    RefusalCode.ARSIP: _("The file “%(name)s” is a packed archive. Ask for the files one by one."),
    RefusalCode.JENIS_TIDAK_DITERIMA: _("The file “%(name)s” is of a kind this office does not accept as evidence."),
}


class FileRefused(Exception):
    """The file is not taken in; `code` says why, `str()` says it to a person in the active language."""

    def __init__(self, *, code: RefusalCode, name: str, limit: str = "") -> None:
        super().__init__(code, name, limit)
        self.code = code
        self.name = name
        self.limit = limit

    @property
    def message(self) -> str:
        return str(MESSAGES[self.code]) % {"name": self.name, "limit": self.limit}

    def __str__(self) -> str:
        return self.message
