"""The plugin's settings, read from `DUMAS_DOCS` in the host site's settings."""

from __future__ import annotations

from typing import Any

from django.conf import settings

DEFAULTS: dict[str, Any] = {
    # Shown in the header, in receipts and in letters.
    "OFFICE_NAME": "Dumas Docs",
    # The first line of a letterhead.
    "MINISTRY_NAME": "Kementerian Sekretariat Negara",
    # Secrets that close identities, newest first; kept outside the database.
    "IDENTITY_KEYS": [],
    # A PKCS#12 file and its password: PDFs of signed documents then bear the office's certificate (PAdES). Empty: none.
    "SIGNING_CERTIFICATE": "",
    "SIGNING_PASSWORD": "",
    # Printed on the login page: this is a demo with invented people.
    "DEMO": False,
    # Code of the unit whose intake folder receives mails.
    "INTAKE_UNIT": "asdep-dumas",
    # Mailboxes people write to, each with the channel it is (S1 A.2.1, A.6); what they send comes from the office.
    "INTAKE_MAILBOXES": {"dumas@setneg.go.id": "EMAIL_DUMAS", "asdep.dumas@setneg.go.id": "EMAIL_DUMAS"},
    # How documents that go out are numbered, by type (domain.md §8); a type without a line is numbered as SURAT_DINAS.
    "NUMBER_PATTERNS": {
        "SURAT_DINAS": "{prefix}-{seq}/Kemensetneg/{unit}/{klasifikasi}/{MM}/{YYYY}",
        "MEMORANDUM": "{seq}/{unit}/{klasifikasi}/{MM}/{YYYY}",
        "NOTA_DINAS": "{seq}/{unit}/{klasifikasi}/{MM}/{YYYY}",
        "SURAT_PERINTAH": "{seq}/{unit}/{klasifikasi}/{MM}/{YYYY}",
    },
    # The file plan code in a number when the document names none.
    "DEFAULT_CLASSIFICATION": "DM.01.01",
    # Working days within which a follow-up letter asks an institution to reply, unless its drafter enters another day.
    "REPLY_WORKING_DAYS": 14,
    # What stands between number and year of an agenda number.
    "AGENDA_CODE": "Agd-Dumas",
    # The same in the agenda of letters that come in, by code of the unit that keeps it; a unit without a line has
    # "SM-" and its code. Two agendas never share a code: their numbers would be equal (domain.md §8).
    "AGENDA_CODES": {},
    # Role codes of positions: the head who answers for intake, and the leaders letters are addressed to. A top secret
    # letter is opened to their positions alone (S4).
    "INTAKE_HEAD_ROLE": "asdep",
    "ADDRESSEE_ROLES": {"PRESIDEN": "president", "WAPRES": "vice_president", "MENSESNEG": "minister"},
    # Security level from which the Minister instead of the Deputy directs the follow-up of a case (S1 A.1.1c names both
    # and not when; top secret matters are the Minister's, domain.md §15 W18-W19). 4: never.
    "MINISTER_DIRECTS_FROM": 3,
    # How a complainant asks for progress (S1 A.6); printed on receipts.
    "INQUIRY_CONTACTS": ["dumas@setneg.go.id", "WhatsApp 0813-1111-7426"],
    # Name under which the office's mail server writes what it found about a sender (Authentication-Results, RFC 8601).
    # Empty: no sender is taken as proved, and every reply waits for a clerk.
    "TRUSTED_MAIL_SERVER": "",
    # Largest mail and largest single file, in bytes.
    "MAX_MAIL_BYTES": 40 * 1024 * 1024,
    "MAX_FILE_BYTES": 25 * 1024 * 1024,
    "MAX_IMAGE_PIXELS": 60_000_000,
    # How far back "likely the same matter" looks, in days.
    "DUPLICATE_DAYS": 730,
}


def setting(name: str) -> Any:
    """The value of one plugin setting. Raises KeyError for a name that does not exist."""
    default = DEFAULTS[name]
    return getattr(settings, "DUMAS_DOCS", {}).get(name, default)
