"""The product's own doors: reading, files, versions, sharing, the registration desk and the search."""

from __future__ import annotations

from django.utils import timezone

from tests.leaks.doors import (
    DEEP,
    EVERY_PAGE,
    EVERY_TEXT,
    FEW_PAGES,
    PAGE,
    Door,
    empty,
    listing,
    page,
    row,
    unvisited,
)
from tests.leaks.files import WORD_IN_FILES
from tests.leaks.rows import Of, Own, Upload

TODAY = timezone.localdate().isoformat()

FILE, IMAGE, REVISION = Of("attachment"), Of("scan"), Of("revision", ("case_secret",))
DISPOSITION = Of("sheet code", ("case_secret",))
OPEN_PAGE = Of("page", ("open_letter",))
FILES_OF_PAGES = [
    {"page_id": Own("pk"), "pk": rows, "door": door} for rows, door in ((FILE, "berkas"), (IMAGE, "gambar"))
]
SHARE_FORM = {
    "aksi": "simpan", "baris": "orang-1", "peran": "orang-1:head", "alasan-orang-1": "perlu",
}  # fmt: skip
MATTER = {"subject": "Pungutan", "chronology": Of("matter")}
IDENTITY = {"subject": "Pungutan", "chronology": "Tidak ada hubungannya.", "full_name": Of("name"), "email": ""}

READING = {
    "dumas_home": listing(),
    "dumas_cases": listing(
        {}, {"daftar": "terbuka"}, {"daftar": "bulan-ini"}, {"daftar": "belum-ditangani"}, {"daftar": "ditangani"},
        {"daftar": "menunggu-arahan"}, {"daftar": "perlu-dilengkapi"}, {"daftar": "tidak-ada"}, {"page": "2"},
        {"daftar": "ditanggapi"}, {"daftar": "menunggu-ditutup"},
    ),
    "dumas_public": listing({"page": "2"}),
    "dumas_archive": listing(),
    "login": listing({"next": Of("link", ("case_secret", "vault"))}),
    "logout": unvisited("ends the visitor's session"),
    "password_change": empty("the person's own password"),
    "password_reset_confirm": empty(
        "sets a new password by a link that an administrator gave", kwargs=({"uidb64": "MQ", "token": "x"},)
    ),
    "password_change_done": empty("says that the password was changed"),
    "wagtail_serve": Door([{"": Of("path")}], forms=()),
    # Files
    "dumas_file": row("attachment"),
    "dumas_image": row("scan"),
    "dumas_rendition": row("rendition"),
    "dumas_thumbnail": row("scan"),
    "dumas_files": page(forms=({}, {"files": Upload("bukti.txt", b"isi berkas")})),
    "dumas_file_remove": Door(FILES_OF_PAGES, queries=()),
    "dumas_file_judge": Door(FILES_OF_PAGES, queries=(), forms=({"validity": "TIDAK", "reason": "tidak cocok"},)),
    "dumas_file_mark": Door(FILES_OF_PAGES, queries=(), forms=({"names_person": "ya"},)),
    # One document
    "dumas_wording": Door([{"page_id": EVERY_PAGE}], forms=({"names_nobody": "ya"}, {"names_nobody": "tidak"})),
    "dumas_identities": Door([{"page_id": EVERY_PAGE}], forms=({}, {"reason": "perlu"})),
    "dumas_level": page(forms=({}, {"level": "0", "reason": "turun"}, {"level": "3", "reason": "naik"})),
    "dumas_move": Door(
        [{"page_id": PAGE}, {"page_id": OPEN_PAGE}],
        forms=({}, {"place": FEW_PAGES, "reason": "pindah"}, {"place": Of("page", ("vault", "open"))}),
    ),
    "dumas_delete_draft": page(forms=({}, {"reason": "keliru"})),
    "dumas_void_number": page(forms=({}, {"reason": "keliru", "sure": "on"})),
    "dumas_register": Door(
        [{"page_id": EVERY_PAGE}], ({}, {"page": "2"}, {"buku": "1"}, {"buku": "x"}), deep=("open", "vault", *DEEP)
    ),
    "dumas_publicity": page(forms=({}, {"public": "1"}, {"public": "0", "reason": "tarik"})),
    "dumas_download": Door(
        [{"page_id": EVERY_PAGE}],
        ({}, {"versi": REVISION}, {"lembar": "matriks"}, {"lembar": "fasilitas"}, {"lembar": DISPOSITION}),
        ({}, {"reason": "perlu"}), ({}, {"versi": REVISION}, {"lembar": DISPOSITION}),
        deep=(*DEEP, "activity", "open_activity"),
    ),
    "dumas_word_return": Door([{"page_id": EVERY_PAGE}], forms=(
        {}, {"file": Upload("surat.docx", b"bukan Word")}, {"proposal": "palsu"},
    ), deep=DEEP),
    "dumas_versions": page(queries=({}, {"page": "2"})),
    "dumas_version": Door([{"page_id": Own("revision_id"), "revision_id": REVISION}]),
    "dumas_compare": Door([
        {"page_id": Own("older_id"), "older_id": REVISION, "newer_id": 1},
        {"page_id": Own("newer_id"), "older_id": 1, "newer_id": REVISION},
        {"page_id": Own("newer_id"), "older_id": Of("revision", ("vault",)), "newer_id": REVISION},
    ]),
    "dumas_history": Door([{"page_id": EVERY_PAGE}], ({}, {"bacaan": "1"})),
}  # fmt: skip
WORK = {
    # Sharing
    "dumas_sharing": page(forms=(
        {}, SHARE_FORM, {"cari": "sibling"}, {"tambah": "orang-1"}, {"aksi": "simpan", "ada": "orang-1:head"},
        {"aksi": "simpan", "batas-1": "2031-01-01", "semula-1": ""},
    )),
    "dumas_sharing_people": page(forms=({}, {"cari": "sibling"})),
    "dumas_sharing_inheritance": page(forms=({}, {"aksi": "hentikan", "alasan": "perlu"}, {"aksi": "lanjutkan"})),
    "dumas_access_of": page(queries=({}, {"q": "sibling"}, {"orang": "1"}, {"orang": "765432"}, {"orang": "x"})),
    # Registration desk
    "dumas_intake": listing(forms=({}, MATTER, IDENTITY)),
    "dumas_intake_hints": listing(forms=({}, MATTER, IDENTITY)),
    "dumas_intake_done": row("token", "token"),
    "dumas_intake_receipt": row("token", "token", queries=({}, {"bentuk": "teks"})),
    "dumas_receipt": page(
        queries=({}, {"bentuk": "teks"}), forms=({}, {"reason": "perlu"}, {"reason": "perlu", "bentuk": "teks"})
    ),
    "dumas_original": page(forms=({}, {"reason": "perlu"})),
    "dumas_relation_decide": Door(
        [{"page_id": Own("pk"), "pk": Of("proposal")}], forms=({}, {"decision": "link"}, {"decision": "reject"})
    ),
    "dumas_quote_decide": Door(
        [{"page_id": Own("pk"), "pk": Of("quote")}],
        forms=(
            {}, {"decision": "link"}, {"decision": "reject"},
            {"decision": "link", "institution": "Dinas", "told_medium": "EMAIL", "told_on": TODAY, "told_text": "x"},
        ),
    ),
    # Search
    "dumas_search": listing(
        {"q": EVERY_TEXT}, {"q": Of("person")}, {"q": "ZQXJ"}, {"q": WORD_IN_FILES}, {"jenis": "complaint"},
        {"tahun": TODAY[:4]}, {"bulan": TODAY[:7]}, {"hal": "2"},
        forms=({}, {"q": Of("person")}),
    ),
    "dumas_search_complete": Door(
        forms=(
            {}, {"bidang": "nomor", "awal": EVERY_TEXT}, {"bidang": "instansi", "awal": EVERY_TEXT},
            {"bidang": "nomor", "awal": "ZQXJ"}, {"bidang": "instansi", "awal": "ZQXJ"},
            {"bidang": "tahun", "awal": ""}, {"bidang": "nomor", "awal": "DM"},
        )
    ),
    "dumas_repeats": Door([{"page_id": EVERY_PAGE}], forms=({}, {"alasan": "perlu"})),
    "dumas_similar": Door([{"page_id": EVERY_PAGE}], forms=()),
    "dumas_similar_typed": listing(forms=({}, MATTER, {"subject": EVERY_TEXT, "chronology": "Pungutan"})),
    "dumas_saved": listing(),
    "dumas_saved_save": Door(
        forms=(
            {}, {"q": "ZQXJ", "nama": "uji"}, {"q": Of("person"), "nama": "uji"}, {"jenis": "sop", "nama": "x"},
        )
    ),
    "dumas_saved_open": row("saved search"),
    "dumas_saved_change": row("saved search", forms=({}, {"nama": "uji", "beri_tahu": "ya"})),
    "dumas_saved_delete": row("saved search"),
    "dumas_search_list": Door(
        forms=(
            {}, {"q": EVERY_TEXT, "bentuk": "csv"}, {"q": EVERY_TEXT, "bentuk": "csv", "alasan": "perlu"},
            {"jenis": "complaint", "bentuk": "csv", "alasan": "perlu"}, {"q": WORD_IN_FILES, "bentuk": "xlsx"},
            {"q": "ZQXJ", "bentuk": "docx"},
        )
    ),
}  # fmt: skip
DOORS = READING | WORK
