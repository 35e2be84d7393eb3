"""Where a mail came in, to whom it speaks, what it is about and how secret it starts. Suggestions with reasons."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dumas_docs.enums import Addressee, Anonymity, Channel, Classification, LetterSeal, Level, Oversight
from dumas_docs.intake.keywords import (
    ASPIRATION,
    CATEGORY_ISSUES,
    COMPLAINT,
    GENERAL_ISSUE,
    INFORMATION,
    ISSUE_KEYWORDS,
    OVERSIGHT,
    SPECIFIC_DATA,
)
from dumas_docs.intake.mail import IncomingMail
from dumas_docs.intake.names import regency_in
from dumas_docs.intake.places import province_in
from dumas_docs.intake.seals import personal_mark, seal_of, sealed_addressees

MAX_ISSUES = 3
# A letter says what it is about long before this many characters; a whole ledger attached need not be searched.
ANALYSED = 200_000
OPENING_LINES = 15
ADDRESSING = re.compile(
    r"\b(?:kepada|yth\b\.?|yang terhormat|yang (?:saya|kami) hormati|ditujukan|untuk|kagem|bapak|ibu|pak|bpk\.?|"
    r"perhatian|to the|dear)(?:[^\n]{0,25}\n[^\n]{0,80}|[^\n]{0,120})|^\s*\d+\.\s*[^\n]{0,80}",
    re.IGNORECASE | re.MULTILINE,
)
COPY_LINE = re.compile(r"^\W*(?:tembusan|cc|salinan)\b", re.IGNORECASE)
PRINCIPALS = (
    (Addressee.WAPRES, re.compile(r"\b(?:wakil presiden|wapres|vice president)\b", re.IGNORECASE)),
    (
        Addressee.PRESIDEN,
        re.compile(
            r"(?<!wakil )(?<!vice )(?<!mantan )(?<!calon )(?<!pemilihan )(?<!peraturan )(?<!keputusan )(?<!instruksi )"
            r"(?<!istana )\b(?:presiden|president)\b(?! (?:direktur|director|komisaris))",
            re.IGNORECASE,
        ),
    ),
    (
        Addressee.MENSESNEG,
        re.compile(
            r"\b(?:menteri sekretaris negara|mensesneg|mensetneg|minister of (?:the )?state secretar\w*)\b"
            r"|\b(?:bapak|ibu|pak) menteri\b(?!\s+(?!yang\b|di\b|dan\b|sekretaris\b)[a-z])",
            re.IGNORECASE,
        ),
    ),
)
COPY_ENTRY = re.compile(r"^\W*(?:\d+[.)]|[-\u2022*])|^\s*(?:yth\b|bapak|ibu)", re.IGNORECASE)
TO_ANOTHER = re.compile(
    r"^\W*(?:kepada\b\W*)?(?:yth\b\.?|yang terhormat)|^\W*kepada\s*:?\s*$", re.IGNORECASE | re.MULTILINE
)
OWN_HOUSE = re.compile(r"\b(?:sekretariat negara|kemensetneg|setneg|asisten deputi|asdep|dumas)\b", re.IGNORECASE)
COPY_OF_LETTER = re.compile(
    r"\btembusan surat\b|\bsurat utama ditujukan\b|\bkami (?:sampaikan|kirimkan) tembusan\b", re.IGNORECASE
)
SUBJECT_COPY = re.compile(r"^\W*(?:tembusan|cc)\b", re.IGNORECASE)
LAPOR_FIELD = r"^\W*{label}\s*:\s*(?P<value>[^\n]{{1,200}})$"
PRIVATE_MARK = re.compile(r"^\W*(?:sangat\s+)?(?:pribadi|rahasia|confidential)\b", re.IGNORECASE)
TOP_SECRET_MARK = re.compile(r"\bsangat rahasia\b", re.IGNORECASE)
SEALED = re.compile(r"\bamplop (?:yang )?(?:ter)?tutup\w*\b|\b(?:tanpa|tidak|jangan) dibuka\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class CaseLocation:
    regency: str = ""
    province: str = ""


@dataclass(frozen=True, kw_only=True)
class MailClass:
    """Suggestions for a new case; `reasons` are the words of the mail that led to them, by field name."""

    channel: Channel
    external_id: str
    category: str
    location: CaseLocation
    addressees: tuple[Addressee, ...]
    is_cc_only: bool
    classification: Classification
    issue_codes: tuple[str, ...]
    oversight: Oversight
    security_level: Level
    seal: LetterSeal
    reasons: Mapping[str, tuple[str, ...]]

    @property
    def is_referral(self) -> bool:
        """Whether an officer of SP4N-LAPOR! passed the report on; the sender is then not the complainant."""
        return self.channel == Channel.SITUS_LAPOR


def is_lapor_referral(mail: IncomingMail) -> bool:
    """Whether the mail carries a report of SP4N-LAPOR!, known by its header or its subject with a tracking id."""
    return bool(
        mail.headers.get("X-Lapor-Id") or ("LAPOR!" in mail.subject.upper() and _field(mail.text, "tracking id"))
    )


def classify(
    *,
    mail: IncomingMail,
    anonymity: Anonymity,
    mailboxes: Mapping[str, Channel],
    attached: Sequence[tuple[str, str]] = (),
) -> MailClass:
    """Suggest how to register `mail`; `attached` holds (name, extracted text), `mailboxes` the office's addresses."""
    whole = "\n".join([mail.subject, mail.text, *[text for _name, text in attached]])[:ANALYSED]
    referral = is_lapor_referral(mail)
    category = _field(mail.text, "kategori") if referral else ""
    location = _field(mail.text, "lokasi") if referral else ""
    addressees = principals_addressed(mail, attached)
    oversight = _words(OVERSIGHT, whole)
    issues, issue_words = _issues(mail, whole=whole, category=category)
    personal = personal_mark(mail, addressees=addressees)
    if personal:
        addressees = sealed_addressees(mail, addressees=addressees)
    level, seal, level_words = _level(
        mail, whole=whole, oversight=bool(oversight), anonymity=anonymity, personal=personal
    )
    return MailClass(
        channel=_channel(mail, referral=referral, mailboxes=mailboxes),
        external_id=(mail.headers.get("X-Lapor-Id") or _field(mail.text, "tracking id"))[:40] if referral else "",
        category=category,
        location=CaseLocation(regency=regency_in(location), province=province_in(location)),
        addressees=addressees,
        is_cc_only=_is_copy(mail, addressees=addressees, mailboxes=mailboxes),
        classification=_classification(mail, referral=referral),
        issue_codes=issues,
        oversight=Oversight.BERKADAR_PENGAWASAN if oversight else Oversight.TIDAK_BERKADAR_PENGAWASAN,
        security_level=level,
        seal=seal,
        reasons={"oversight": oversight, "issue_codes": issue_words, "security_level": level_words},
    )


def _field(text: str, label: str) -> str:
    match = re.search(LAPOR_FIELD.format(label=label), text, re.IGNORECASE | re.MULTILINE)
    return match["value"].strip() if match else ""


def _words(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(match[0].lower() for match in pattern.finditer(text)))[:8]


def _channel(mail: IncomingMail, *, referral: bool, mailboxes: Mapping[str, Channel]) -> Channel:
    if referral:
        return Channel.SITUS_LAPOR
    for person in mail.to + mail.cc:
        if person.email in mailboxes:
            return mailboxes[person.email]
        if person.email.startswith("persuratan"):
            return Channel.EMAIL_PERSURATAN
    return Channel.EMAIL_DUMAS


def principals_addressed(mail: IncomingMail, attached: Sequence[tuple[str, str]] = ()) -> tuple[Addressee, ...]:
    """Who of the leaders the mail or a letter in it speaks to; those who only get a copy are left out."""
    found: set[Addressee] = set()
    for text in (f"untuk {mail.subject}", mail.text, *[text for _name, text in attached]):
        opening = "\n".join(_without_copies(text)[:OPENING_LINES])
        addressing = " \n".join(match[0] for match in ADDRESSING.finditer(opening))
        found |= {principal for principal, pattern in PRINCIPALS if pattern.search(addressing)}
    return tuple(principal for principal in Addressee if principal in found)


def _without_copies(text: str) -> list[str]:
    """The filled lines of a letter without the list of those who get a copy."""
    kept: list[str] = []
    in_copies = False
    for line in text[:ANALYSED].splitlines():
        if line.strip():
            in_copies = bool(COPY_LINE.match(line)) or (in_copies and bool(COPY_ENTRY.match(line)))
            if not in_copies:
                kept.append(line)
    return kept


def _is_copy(mail: IncomingMail, *, addressees: tuple[Addressee, ...], mailboxes: Mapping[str, Channel]) -> bool:
    """A mere copy is not eligible (domain §3 addressee); a letter that also speaks to a principal is no mere copy."""
    if addressees:
        return False
    direct = {person.email for person in mail.to} & set(mailboxes)
    copied = {person.email for person in mail.cc} & set(mailboxes)
    says_copy = SUBJECT_COPY.match(mail.subject) or COPY_OF_LETTER.search(mail.text)
    return bool(copied and not direct) or bool(says_copy) or _speaks_to_another(mail.text)


def _speaks_to_another(text: str) -> bool:
    """Whether a letter is addressed to another office and names a leader only among those who get a copy."""
    kept = _without_copies(text)
    addressed = TO_ANOTHER.search("\n".join(kept[:OPENING_LINES]))
    copies = [line for line in text[:ANALYSED].splitlines() if line.strip() and line not in kept]
    copied = any(pattern.search("\n".join(copies)) for _principal, pattern in PRINCIPALS)
    return bool(addressed and copied) and not OWN_HOUSE.search("\n".join(kept[:OPENING_LINES]))


def _classification(mail: IncomingMail, *, referral: bool) -> Classification:
    stated = _field(mail.text, "klasifikasi") if referral else ""
    subject = stated or re.sub(r"^(?:\s*(?:re|fwd?|bls|trs)\s*:)+", "", mail.subject, flags=re.IGNORECASE)
    if INFORMATION.search(subject):
        return Classification.PERMINTAAN_INFORMASI
    if ASPIRATION.search(subject):
        return Classification.ASPIRASI
    opening = mail.text[:800]
    if COMPLAINT.search(subject) or (stated and not INFORMATION.search(stated)):
        return Classification.PENGADUAN
    # A request quotes the complaint it asks about; what else it says decides.
    rest = re.sub(INFORMATION, "", opening)
    if INFORMATION.search(opening) and not COMPLAINT.search(rest) and not OVERSIGHT.search(rest):
        return Classification.PERMINTAAN_INFORMASI
    if ASPIRATION.search(opening) and not COMPLAINT.search(opening) and not OVERSIGHT.search(opening):
        return Classification.ASPIRASI
    return Classification.PENGADUAN


def _issues(mail: IncomingMail, *, whole: str, category: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    scores: dict[str, int] = {}
    words: list[str] = []
    for code, pattern in ISSUE_KEYWORDS.items():
        compiled = re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)
        matches = [match[0].lower() for match in compiled.finditer(whole)]
        in_subject = len(compiled.findall(f"{mail.subject} {category}"))
        # Many hits of one word say less than hits of several words.
        score = len(set(matches)) + 2 * in_subject
        if score:
            scores[code] = score
            words += list(dict.fromkeys(matches))[:3]
    for word, code in CATEGORY_ISSUES.items():
        if word in category.lower():
            scores[code] = scores.get(code, 0) + 5
    best = sorted(scores, key=lambda code: (-scores[code], code))[:MAX_ISSUES]
    strong = [code for code in best if scores[code] * 3 >= scores[best[0]]]
    return tuple(strong) or (GENERAL_ISSUE,), tuple(words[:8])


def _level(
    mail: IncomingMail, *, whole: str, oversight: bool, anonymity: Anonymity, personal: str
) -> tuple[Level, LetterSeal, tuple[str, ...]]:
    """Domain §10, §12: a case starts TERBATAS; oversight, secrecy, specific data RAHASIA; sealed SANGAT_RAHASIA."""
    marked = PRIVATE_MARK.match(mail.subject) or PRIVATE_MARK.match(mail.text)
    top_secret = marked and TOP_SECRET_MARK.search(marked[0])
    sealed = marked and SEALED.search(mail.text[:1000])
    if personal or top_secret or sealed:
        words = [found[0].strip().lower() for found in (marked, sealed) if found]
        seal = seal_of(personal=personal, sealed=bool(sealed), top_secret=bool(top_secret))
        return Level.SANGAT_RAHASIA, seal, tuple(dict.fromkeys(filter(None, [personal, *words])))
    reasons = ["berkadar pengawasan"] if oversight else []
    if marked:
        reasons.append(marked[0].strip().lower())
    if anonymity != Anonymity.TERBUKA:
        reasons.append(f"identitas {anonymity.value.lower()}")
    reasons += [f"data pribadi: {kind}" for kind, pattern in SPECIFIC_DATA.items() if pattern.search(whole)]
    return (Level.RAHASIA if reasons else Level.TERBATAS), LetterSeal.TERBUKA, tuple(reasons)
