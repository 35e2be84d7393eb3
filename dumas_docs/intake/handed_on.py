"""Whose letter a mail is when it hands on the letter of another."""

import re
from dataclasses import dataclass

from dumas_docs.intake.forwarded import forwarded_letter
from dumas_docs.intake.headers import Address
from dumas_docs.intake.mail import IncomingMail
from dumas_docs.intake.mime import MAX_DEPTH
from dumas_docs.intake.names import CLOSING

OFFICE_DOMAIN = "setneg.go.id"
ANSWER = re.compile(r"^\s*(?:re|bls|balas)\s*:", re.IGNORECASE)
GREETING = re.compile(
    r"^\W*(?:kepada|yth|yang terhormat|dengan hormat|assalam\w*|selamat (?:pagi|siang|sore|malam)|salam|bapak|ibu|dear|"
    r"di tempat)\b.{0,60}$",
    re.IGNORECASE,
)
HANDS_ON = re.compile(
    r"\b(?:meneruskan|diteruskan|teruskan|terusan|forward\w*|fwd?|fyi|menyampaikan|disampaikan|sampaikan|(?:di)?daftarkan|"
    r"(?:di)?tindak ?lanjut\w*|ditindak\w*|terlampir|lampirkan|berikut|titipan|di bawah(?: ini)?|untuk diketahui|"
    r"(?:surat|surel|aduan|pengaduan|laporan|keluhan)(?: dari)?(?: seorang)? (?:warga|masyarakat))\b",
    re.IGNORECASE,
)
OWN_MATTER = re.compile(
    r"(?<!warga )(?<!masyarakat )\b(?:saya|kami|aku)\b[^.\n]{0,40}\b(?:mengadu\w*|melapor\w*|laporkan|adukan|mengalami|"
    r"dirugikan|keberatan|menuntut|ditipu|dipecat|dipukul|diminta|dipaksa|membayar|korban|mengeluh\w*)\b"
    r"|\b(?:jalan|rumah|tanah|sawah|lahan|anak|suami|istri|gaji|upah|desa|kampung|lingkungan) (?:saya|kami)\b",
    re.IGNORECASE,
)
# Of words that hand a letter on; a mail inside the mail is set off more clearly than lines in its text.
FEW_WORDS, WORDS, WORDS_BESIDE_MAIL = 12, 40, 120


@dataclass(frozen=True, kw_only=True)
class Writing:
    """Who wrote a letter, and his words. `handed_on_by` passed it on, the last one first; `may_be_handed_on` when the
    sender writes of a matter himself and another's letter stands below."""

    sender: Address
    text: str
    handed_on_by: tuple[Address, ...] = ()
    may_be_handed_on: bool = False


def writing_of(mail: IncomingMail) -> Writing:
    """The letter in `mail`: of one handed on by this office's own people, or by somebody who adds no matter of his own,
    the letter of its writer; of one handed on several times the innermost."""
    sender, text, passed = mail.sender, mail.text, list[Address]()
    readers = {person.email for person in (*mail.to, *mail.cc)}
    for _time in range(MAX_DEPTH):
        inner = forwarded_letter(text)
        if inner is None:
            break
        by_colleague = sender.email.endswith(OFFICE_DOMAIN)
        is_answer = bool(ANSWER.match(mail.subject)) and not inner.says_so and not passed
        is_ours = inner.sender.email in readers or inner.sender.email.endswith(OFFICE_DOMAIN)
        is_same = bool(sender.email) and inner.sender.email == sender.email
        if not by_colleague and (is_ours or is_answer or is_same or not inner.is_block):
            break
        if not by_colleague and not _only_hands_on(inner.before, most=WORDS_BESIDE_MAIL if inner.says_so else WORDS):
            return Writing(
                sender=sender, text=inner.before, handed_on_by=tuple(passed), may_be_handed_on=not passed
            )  # fmt: skip
        passed.append(sender)
        sender, text = inner.sender, inner.text
    return Writing(sender=sender, text=text, handed_on_by=tuple(passed))


def _only_hands_on(before: str, *, most: int) -> bool:
    """Whether somebody says no more than that he passes a letter on."""
    said: list[str] = []
    for line in before.splitlines():
        if CLOSING.match(line):
            break
        if not GREETING.match(line):
            said.append(line)
    text = "\n".join(said)
    words = len(re.findall(r"[^\W\d_]+", text))
    if OWN_MATTER.search(text):
        return False
    return words <= (most if HANDS_ON.search(text) else FEW_WORDS)
