"""Why a mail cannot become a case; `str()` tells a person in the active language."""

from pathlib import Path

from django.utils.formats import number_format
from django.utils.translation import gettext

MEBIBYTE = 1024 * 1024


class MailRefused(Exception):
    """Base of all named intake errors; `code` is what to store."""

    code = ""

    @property
    def message(self) -> str:
        raise TypeError(f"{type(self).__name__} has no message")

    def __str__(self) -> str:
        return self.message


class EmptyMail(MailRefused):
    code = "SUREL_KOSONG"

    @property
    def message(self) -> str:
        return gettext("The mail is empty: no subject, no text and no attachment.")


class NotAMail(MailRefused):
    code = "BUKAN_SUREL"

    @property
    def message(self) -> str:
        return gettext("The file is not a mail: no mail header was found in it.")


class AutomaticMail(MailRefused):
    """An answer written by a machine; to register it would invite the next one."""

    code = "SUREL_OTOMATIS"

    @property
    def message(self) -> str:
        return gettext(
            "The mail was written by a machine (out-of-office or delivery notice), not by a complainant. If a person "
            "wrote it nevertheless, register it with the form."
        )


class OwnMail(MailRefused):
    """The office's own mail coming back; a copy of a receipt must not become a case."""

    code = "SUREL_SENDIRI"

    @property
    def message(self) -> str:
        return gettext(
            "The mail was sent by this office's own mailbox. If it holds a letter of a citizen, register it with the "
            "form."
        )


class InvitationMail(MailRefused):
    """An entry for the office's calendar; nobody complains in it."""

    code = "SUREL_UNDANGAN"

    @property
    def message(self) -> str:
        return gettext(
            "The mail only invites to a meeting or changes its time. If it is a complaint nevertheless, register it "
            "with the form."
        )


class AdvertisingMail(MailRefused):
    code = "SUREL_MASSAL"

    @property
    def message(self) -> str:
        return gettext(
            "The mail is advertising sent to many: it says nothing to this office. If it is a complaint nevertheless, "
            "register it with the form."
        )


class MailTooLarge(MailRefused):
    code = "SUREL_TERLALU_BESAR"

    def __init__(self, *, size: int, limit: int) -> None:
        super().__init__(size, limit)
        self.size = size
        self.limit = limit

    @property
    def message(self) -> str:
        sizes = {name: number_format(value / MEBIBYTE, 1) for name, value in vars(self).items()}
        return gettext("The mail is %(size)s MB, more than the limit of %(limit)s MB.") % sizes


class SourceUnreadable(MailRefused):
    """The path does not exist, may not be read, or changed while it was read."""

    code = "SUMBER_TIDAK_TERBACA"

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path

    @property
    def message(self) -> str:
        return gettext("The mail source “%(path)s” cannot be read.") % {"path": self.path}


def reason_of(code: str, *, size: int, limit: int) -> str:
    """Why a mail that was refused under `code` was refused, in the active language; empty for other codes."""
    if code == MailTooLarge.code:
        return MailTooLarge(size=size, limit=limit).message
    refusals = (EmptyMail, NotAMail, AutomaticMail, InvitationMail, OwnMail, AdvertisingMail)
    return next((refusal().message for refusal in refusals if refusal.code == code), "")
