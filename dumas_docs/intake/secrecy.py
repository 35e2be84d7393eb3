"""Whether the writer of a mail wishes to stay unnamed, as far as he says so."""

import re

from dumas_docs.enums import Anonymity
from dumas_docs.intake.headers import Address
from dumas_docs.intake.mail import IncomingMail
from dumas_docs.intake.names import is_generic_name

SECRECY = re.compile(
    r"\b(?:identitas|nama|data diri|alamat)\b[^.\n]{0,50}\b(?:di)?rahasiakan"
    r"|\brahasiakan\b[^.\n]{0,40}\b(?:identitas|nama|data diri|saya|kami)\b"
    r"|\b(?:jangan|tidak|tanpa)\b[^.\n]{0,25}\b(?:(?:di)?(?:sebut|ungkap|umum|publikasi|sebar|buka)(?:kan)?|"
    r"(?:di)?(?:bocor|cantum)kan|membocorkan)\b[^.\n]{0,25}\b(?:nama|identitas|siapa (?:saya|kami))\b"
    r"|\b(?:identitas|nama)\b[^.\n]{0,30}\b(?:jangan|tidak)\b[^.\n]{0,20}"
    r"\bdi(?:sebut|ungkap|bocor|buka|publikasi|sebar|umum|tampil)\w*"
    r"|\b(?:jaga|menjaga|lindungi|melindungi)\b[^.\n]{0,30}\b(?:kerahasiaan|identitas|nama saya)\b"
    r"|\b(?:kerahasiaan|identitas)\b[^.\n]{0,40}\b(?:di(?:jaga|jamin|lindungi)|terjaga)\b"
    r"|\b(?:laporan|pengaduan|aduan|surat)\b(?: saya| kami| ini)*[^.\n]{0,15}\b(?:bersifat rahasia|dirahasiakan)\b"
    # A bare request speaks of whoever makes it.
    r"|\b(?:mohon|tolong|harap|minta|agar|supaya|semoga|harus|wajib|ingin|mau)\b(?: (?!tidak|jangan)\w+){0,3}?"
    r" (?:di)?rahasiakan\b"
    r"|(?:^|[.!?;:(\n])\s*(?:di)?rahasiakan(?: saja| ya| dulu| pak| bu)*\s*(?:[.!,;)]|$)"
    r"|\b(?:jangan|tidak|tak)\b[^.\n]{0,15}\bketahuan\b|\b(?:mohon|tolong|jaga)\b[^.\n]{0,20}\bkerahasiaan(?:nya)?\b"
    r"|\b(?:jangan|tidak|tanpa)\b[^.\n]{0,20}\bbawa-bawa (?:nama|saya|kami)\b"
    r"|\bkeep\b[^.\n]{0,30}\b(?:identity|name)\b[^.\n]{0,30}\b(?:confidential|secret|private)\b"
    r"|\bdo not (?:disclose|reveal|mention|publish)\b[^.\n]{0,20}\b(?:name|identity)\b",
    re.IGNORECASE,
)
ANONYMOUS_WORDS = re.compile(
    r"\b(?:pelapor|pengirim|nama)\s*:\s*(?:anonim|anonymous|rahasia|nn|n\.n\.)"
    r"|\b(?:saya|kami)\b[^.\n]{0,20}\b(?:tidak|tak|enggan|takut)\b[^.\n]{0,25}"
    r"\b(?:menyebut|mencantum|menulis|mengungkap|membuka)(?:kan)?\b[^.\n]{0,12}\b(?:nama|identitas|data diri)\b"
    r"|\b(?:want|wish|prefer) to (?:remain|stay|be) anonymous\b",
    re.IGNORECASE,
)
LAPOR_ANONYMOUS = re.compile(r"^\W*anonim\s*:\s*ya\b", re.IGNORECASE | re.MULTILINE)
LAPOR_SECRET = re.compile(r"^\W*rahasia\s*:\s*ya\b", re.IGNORECASE | re.MULTILINE)


def anonymity_of(mail: IncomingMail, *, sender: Address, is_named: bool, is_referral: bool) -> Anonymity:
    """The wish of the writer `sender`; `is_named` when he states a clear name, `is_referral` when LAPOR! passes his
    report on."""
    text = f"{mail.subject}\n{mail.text}"
    if is_referral and LAPOR_ANONYMOUS.search(text):
        return Anonymity.ANONIM
    if is_referral and LAPOR_SECRET.search(text):
        return Anonymity.RAHASIA
    hides = sender.name != "" and is_generic_name(sender.name, only_anonymous=True)
    unwilling = ANONYMOUS_WORDS.search(text)
    if not is_named and (unwilling or (hides and not is_referral)):
        return Anonymity.ANONIM
    return Anonymity.RAHASIA if unwilling or SECRECY.search(text) else Anonymity.TERBUKA
