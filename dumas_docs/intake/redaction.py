"""Takes identities out of texts that are read without the right to identities (S1 B.7.4; domain.md §12).

The message as it came is kept whole beside the case, for those with that right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dumas_docs.intake.names import NAME_WORD, TITLES, is_organisation, looks_like_person

COMPLAINANT, ADDRESS, PHONE, NIK, EMAIL = "[pengadu]", "[alamat]", "[telepon]", "[NIK]", "[surel]"
REPORTED, REPRESENTATIVE, SOMEBODY = "[terlapor]", "[kuasa]", "[nama]"
EMPLOYEE_NO, OCCUPATION = "[NIP]", "[pekerjaan]"
MARKS = (
    COMPLAINANT, ADDRESS, PHONE, NIK, EMAIL, REPORTED, REPRESENTATIVE, SOMEBODY, EMPLOYEE_NO, OCCUPATION,
)  # fmt: skip
OFFICE_DOMAIN = "setneg.go.id"
OFFICE_PHONES = ("81311117426", "81390005096")
EMAIL_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE_NUMBER = re.compile(r"(?<![\w/.])(?:\+?62|0)[\s.-]?8\d{1,2}[\s.-]?\d{3,4}[\s.-]?\d{3,5}(?![\d/])")
NIK_NUMBER = re.compile(r"(?<!\d)\d{16}(?!\d)")
NIP_NUMBER = re.compile(r"(?<!\d)(?:19|20|99)\d{6}\s?\d{6}\s?\d\s?\d{3}(?!\d)")
REPEATED = re.compile(rf"({'|'.join(map(re.escape, MARKS))})(?:[\s,.]+\1)+")
LEAST_LETTERS, LONG_OCCUPATION = 3, 12
# Parts of an address that lead to a door; village, regency and province say where the matter plays.
DOOR = re.compile(
    r"\b(?:jl|jln|jalan|gg|gang|rt|rw|no|nomor|blok|perum\w*|komplek\w*|dusun|dsn|dukuh|jorong|lr|kp)\b", re.IGNORECASE
)
# Others who are named: witnesses, relatives, officials. Words that stand where a name would are offices.
OFFICES = re.compile(
    r"^(?:presiden|wakil|wapres|menteri|mensesneg|gubernur|bupati|wali\w*|camat|lurah|kepala|ketua|sekretaris|bendahara"
    r"|direktur|deputi|asisten|dirjen|jenderal|kapol\w*|kajari|jaksa|hakim|polisi|dokter|guru|rektor|kades|kadis|rt|rw"
    r"|dan|atau|yang|petugas|pimpinan|pejabat|anggota|staf|sekalian|semua|tersebut|ibu|bapak|pak|bu|koordinator"
    r"|pengurus|negara|kota|desa|dinas|tk[iw])\b",
    re.IGNORECASE,
)
NAME = rf"{NAME_WORD}(?:[ \t]+(?:bin|binti|van|{NAME_WORD}))*"
KIN = r"ibu|bapak|ayah|suami|istri|anak|kakak|adik|paman|bibi|orang tua|mertua|keponakan|cucu"
HONORIFIC = r"Ibu|Bapak|Pak|Bu|Bpk\.?|Sdr\.?|Sdri\.?|Saudara|Saudari|Ny\.|Nyonya|Tn\.|Almarhum|Almarhumah|Alm\."
NAMED = re.compile(
    rf"(?P<before>(?<!\w)(?:(?:[Bb]ernama|[Dd]ipanggil|[Aa]tas nama|[Aa]\.\s?n\.)"
    rf"|(?i:{KIN})(?: kandung)? (?:saya|kami),?"
    rf"|(?:{HONORIFIC})"
    rf"|(?:Ketua|Bendahara|Sekretaris|Koordinator|Saksi|Pelaku|Korban)\b[ \w]{{0,30}}:)\s+)"
    rf"(?!(?:{HONORIFIC})\s)(?P<name>{NAME})"
)
QUOTED_SENDER = re.compile(
    r"(?m)^(?P<before>[>\s]*(?:From|Dari|To|Kepada|Cc)\s*:\s*|--- Surel terlampir: .*? \| dari )"
    r"(?P<name>[^|\n<]{2,80}?)(?=\s*(?:<|\|))"
)
CLOSING_LINES, CLOSING_WORDS = 6, 4


def redact(
    text: str,
    *,
    names: Sequence[str] = (),
    addresses: Sequence[str] = (),
    reported: Sequence[str] = (),
    representatives: Sequence[str] = (),
    occupations: Sequence[str] = (),
) -> str:
    """`text` with the given persons and every telephone number, NIK, NIP and e-mail address replaced by marks.

    People who are named beside a title or a kinship ("Pak Dulah", "ibu saya, ...") are replaced as well."""
    for address in addresses:
        for part in [address, *(part for part in address.split(", ") if DOOR.search(part))]:
            if len(part) > LEAST_LETTERS:
                text = _literal(part).sub(ADDRESS, text)
    for occupation in occupations:
        if len(occupation) > LONG_OCCUPATION:
            text = _literal(occupation).sub(OCCUPATION, text)
    marked = ((COMPLAINANT, names), (REPRESENTATIVE, representatives), (REPORTED, reported))
    for mark, persons in marked:
        for person in persons:
            text = _without_whole(text, person, mark)
    text = QUOTED_SENDER.sub(_somebody, NAMED.sub(_somebody, text))
    for mark, persons in marked:
        for person in persons:
            text = _without_words(text, person, mark)
    text = EMAIL_ADDRESS.sub(lambda m: m[0] if m[0].lower().endswith(OFFICE_DOMAIN) else EMAIL, text)
    text = PHONE_NUMBER.sub(_phone, text)
    text = NIP_NUMBER.sub(EMPLOYEE_NO, NIK_NUMBER.sub(NIK, text))
    return REPEATED.sub(r"\1", _without_signature(text))


def without_personal_numbers(text: str) -> str:
    """`text` without telephone numbers, NIK, NIP and e-mail addresses, by which a person could be found."""
    text = EMAIL_ADDRESS.sub(" ", PHONE_NUMBER.sub(" ", text))
    return NIP_NUMBER.sub(" ", NIK_NUMBER.sub(" ", text))


def _somebody(match: re.Match[str]) -> str:
    return match[0] if OFFICES.match(match["name"]) else f"{match['before']}{SOMEBODY}"


def _phone(match: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", match[0])
    return match[0] if digits.endswith(OFFICE_PHONES) else PHONE


def _literal(value: str) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, value.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def _bare(name: str) -> str:
    return re.sub(rf"^(?:{TITLES}\s+)+", "", re.sub(r",.*$", "", name), flags=re.IGNORECASE).strip()


def _without_whole(text: str, name: str, mark: str) -> str:
    for whole in dict.fromkeys((name.strip(), _bare(name))):
        if len(whole) >= LEAST_LETTERS:
            text = _literal(whole).sub(mark, text)
    return text


def _without_words(text: str, name: str, mark: str) -> str:
    """Parts of a person's name where they stand alone: inside "Kota Damarsari" the word is a place."""
    if not looks_like_person(name) or is_organisation(name):
        return text
    for word in re.findall(r"[^\W\d_]+", _bare(name)):
        if len(word) >= LEAST_LETTERS:
            written = f"{re.escape(word.capitalize())}|{re.escape(word.upper())}"
            alone = rf"(?<!\w)(?<![A-Z\d][\w'’]\s)(?:{written})(?!\w)(?!\s+[A-Z\d\[])"
            text = re.sub(alone, lambda match: _alone(match, mark), text)
    return text


def _alone(match: re.Match[str], mark: str) -> str:
    before = re.search(r"(\w+)[ \t]+$", match.string[max(0, match.start() - 40) : match.start()])
    return match[0] if before and before[1][0].isupper() else mark


def _without_signature(text: str) -> str:
    """A closing line with a telephone number names its owner, however it is written."""
    lines = text.split("\n")
    filled = [number for number, line in enumerate(lines) if line.strip()][-CLOSING_LINES:]
    for number in filled:
        line = lines[number]
        at = line.find(PHONE)
        if at > 0 and len(line[:at].split()) <= CLOSING_WORDS and not line.lstrip().startswith("["):
            label = re.search(r"(?i)\b(?:hp|wa|telp|telepon|whatsapp|no)\b[\s.:/\w]{0,8}$", line[:at])
            if label is None or label.start() > 0:
                lines[number] = f"{COMPLAINANT} {line[label.start() if label else at :]}"
    return "\n".join(lines)
