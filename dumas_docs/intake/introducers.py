"""Persons whom a text names behind a word that says so: a title, an office, a rank, a kinship or a label."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dumas_docs.intake.names import CHILD_OF, INITIAL_OR_WORD, NAME_IN_TEXT, NOT_NAMES
from dumas_docs.intake.ordinary_words import begins_with_capitals, is_no_name, is_ordinary_word, means_something
from dumas_docs.intake.places import BEFORE_PLACE, is_behind_place, province_in
from dumas_docs.intake.reported import OFFICE as ANY_OFFICE
from dumas_docs.intake.title_words import BERNAMA, CALLED, HONORIFIC, KIN, LABEL, OFFICE, OFFICES, RANKS

# A line may be broken between a title and the name; a blank line ends the greeting.
GAP = r"(?:[ \t]+|[ \t]*\n[ \t]*)"
# "Bu RT 04", "Letkol Inf.", "Mayor (Purn)": what stands between a title and the name.
BESIDE = (
    r"(?:[ \t]+(?i:haji|bayan|carik|modin|guru|mantri|dokter|lurah|kades|camat|kadus|dukuh|rt|rw)\b(?:[ \t]?\d{1,3})?"
    r"|[ \t]+(?i:inf|cpl|pol|kav|arm|czi|cba|caj|chb|laut|pnb|tek)\b\.?)?(?:[ \t]*\((?i:purn|pur|ret)\.?\))?"
)
TITLED = rf"(?:(?i:{HONORIFIC}|(?:{CALLED}|{RANKS})\b\.?){BESIDE}{GAP})"
INTRODUCED = re.compile(
    r"(?P<before>(?<![\w@.])(?:"
    rf"(?P<titled>{TITLED})"
    rf"|(?P<called>(?i:{BERNAMA}),?:?\s+|(?i:saya|kami)(?i: sendiri)? ?\(\s*)"
    rf"|(?P<kin>(?i:{KIN})(?i:nya|(?: (?:kandung|tiri|angkat|kerja|sekantor|satu|desa|kampung|sebelah|dekat)){{0,2}}"
    rf" (?:saya|kami|sy|ku|kita|beliau)),?:?\s+(?:\(\s*)?)"
    rf"|(?P<labelled>(?i:{LABEL})(?: \w+){{0,3}}[ \t]*:\s*)"
    rf"|(?P<office>(?i:{OFFICE})[ \t]+|(?i:{KIN})(?:,?[ \t]+|[ \t]+\())"
    rf")(?P<more>(?:{TITLED}|(?i:{BERNAMA})\s+){{0,3}}))(?P<name>{NAME_IN_TEXT})"
)
# "Kepala sekolah kami, Budi Santoso, memotong", "Ketua RT 04, Budi Santoso."
APPOSED = re.compile(
    rf"\b(?i:{ANY_OFFICE}|bendesa|klian|kelian|nakhoda|imam|takmir|tuha peut|mukim|ninik mamak|datuak|tokoh|pejabat)\b"
    rf"[^\n,.;:()]{{0,60}},[ \t]+(?P<more>{TITLED}{{0,3}})(?P<name>{NAME_IN_TEXT})"
    r"(?=,|\s*[(.;]|\s+(?:yang|dan|serta|me\w+|di\w+|ber\w+|tidak|sudah|telah|ikut|minta|bilang)\b|\s*$)"
)
# "Budi Santoso (34)", "Wagiyem, 61 tahun": whoever has an age is a person.
AGED = re.compile(
    rf"(?P<name>{NAME_IN_TEXT})[ \t]*"
    r"(?:\((?:umur |usia )?\d{2}(?:[ \t]*(?:th|thn|tahun)\.?)?\)|\(\d{1,3} ?(?:th|thn|tahun)"
    r"|,[ \t]*(?:(?:ber)?umur|(?:ber)?usia)\b|,?[ \t]*\(?\d{1,2} ?(?:th|thn|tahun)\b)"
)
AND_NAME = re.compile(
    rf"\s*(?:,\s*(?:dan|serta)|,|\s(?:dan|serta|bersama|beserta|maupun|&))\s+(?P<name>{NAME_IN_TEXT})"
)
# "Ahmad bin H. Umar", "Siti d/h Lim": whoever stands on one side is a person, and so is who stands on the other.
JOINED = re.compile(
    rf"(?P<name>{INITIAL_OR_WORD}(?:[ \t]+{INITIAL_OR_WORD}){{0,3}})[ \t]+"
    rf"(?i:{CHILD_OF}|alias|al\.|a\.k\.a\.?|aka|d/h|dh\.?)[ \t]+(?:(?i:haji|hj?|kh|drs?|ir|alm)\b\.?[ \t]+)?"
    rf"(?P<other>{NAME_IN_TEXT})"
)
TITLE_ALONE = re.compile(rf"{HONORIFIC}|{CALLED}|{RANKS}|dkk|cs|dpo|tn|ny|nn", re.IGNORECASE)
# In capitals alone these are followed by a name more often than by a verb.
LOCAL_OFFICE = re.compile(r"(?:camat|lurah|kades|kadus|kasun|bayan|carik|modin|bidan|mantri)\s+$", re.IGNORECASE)
SMALL_CALLED = re.compile(
    r"(?P<before>(?<![\w@.])(?i:pak|bu|bpk|mbah|mbak|kang|bang|sdri?|lik|pakde|bude|ustad[zh]?)\.?[ \t]+"
    r"(?P<office>(?i:kades|lurah|camat|kadus|carik|bayan|haji|rt|rw|guru|mantri|bidan|dokter)[ \t]+"
    r"(?:\d{1,3}[ \t]+)?)?)"
    r"(?P<name>[a-z']{4,})(?![\w@])"
)
SUFFIXES = ("nya", "kan", "lah", "kah", "pun", "ku", "mu")
MONTHS = re.compile(r"mei|juni|juli|april|maret|januari|agustus", re.IGNORECASE)
YEAR_OR_DAY = re.compile(r"\s*\d")
DIRECTION = re.compile(
    r"\b(?:utara|selatan|barat|timur|tengah|tenggara|pusat|hulu|hilir|raya|baru|lama|kidul|lor|wetan|kulon|atas|bawah|"
    r"i{1,3}|iv)$",
    re.IGNORECASE,
)
# Among capitals alone the name ends where a verb or another word begins.
VERB = re.compile(
    r"^(?:me[mn]\w{3,}|ber\w{4,}|di[^aeiou]\w{3,}|ter\w{4,}|ke\w{5,}an|pe\w{5,}an|sebe\w+|se[jkp]\w{2,})$",
    re.IGNORECASE,
)
ABBREVIATION, LONGEST_IN_CAPITALS, MAX_INTRODUCED, LONG_WORD = 4, 3, 60, 6
WORD = re.compile(rf"{INITIAL_OR_WORD}|(?i:{CHILD_OF})")


def people_introduced(text: str) -> list[str]:
    """Everybody whom `text` names behind a title, rank, office, kinship or label, or beside "bin" and "alias"; and in
    full where he is named so elsewhere in it."""
    found = []
    for match, name in _introduced(text):
        if not match["office"] or not _is_word_or_place(text, name):
            found += [name, *_joined_by_and(text, match, name)]
    for match in APPOSED.finditer(text):
        name = _name_in(match["name"], in_capitals=False)
        if name == match["name"].strip(" ,.") and (" " in name or match["more"]) and not DIRECTION.search(name):
            found.append(name)
    for match in AGED.finditer(text):
        name = _name_in(match["name"], in_capitals=False)
        if name == match["name"].strip(" ,.") and not _is_word_or_place(text, name):
            found.append(name)
    for match in JOINED.finditer(text):
        found += [name for side in ("name", "other") if (name := _name_in(match[side], in_capitals=match[0].isupper()))]
    found = list(dict.fromkeys(name for name in found if len(name) > 2))[:MAX_INTRODUCED]
    return list(dict.fromkeys([*found, *_in_full(text, found)]))


def without_small(text: str, mark: str) -> str:
    """`text` with `mark` in place of a name that is written small behind "pak" or "mbah": "pak kades sutrisno"."""

    with_capitals = begins_with_capitals(text)

    def hidden(match: re.Match[str]) -> str:
        word = match["name"]
        # Who writes capitals elsewhere writes a verb small behind "Pak RT".
        is_doubtful = with_capitals and (match["office"] or len(word) < LONG_WORD)
        is_word = means_something(word) or VERB.match(word) or _stops(word) or word.endswith(SUFFIXES)
        return match[0] if is_doubtful or is_word else f"{match['before']}{mark}"

    return SMALL_CALLED.sub(hidden, text)


def without_introduced(text: str, mark: str) -> str:
    """`text` with `mark` in place of each name behind a title, rank, kinship or label."""
    parts, at = [], 0
    for match, name in _introduced(text):
        # An office may be followed by its place.
        if not match["office"]:
            # Among capitals alone the words behind the name look like parts of it.
            end = match.start("name") + len(match["name"].partition(name)[0] + name)
            parts += [text[at : match.start("name")], mark]
            at = end if match[0].isupper() else match.end()
    return "".join([*parts, text[at:]])


def _introduced(text: str) -> Iterator[tuple[re.Match[str], str]]:
    at = 0
    while match := INTRODUCED.search(text, at):
        name = _introduced_name(match)
        if name:
            yield match, name
        # "Atasan saya, Kepala Seksi Drs. Budi": behind what is no name another introduction may begin.
        at = match.end() if name and not match[0].isupper() else match.start("name")


def _introduced_name(match: re.Match[str]) -> str:
    before, written = match["before"], match["name"]
    in_capitals = before.isupper() and written.isupper()
    first = written.split()[0].strip(".,")
    if match["titled"] and is_behind_place(match.string, match.start()):
        return ""
    if MONTHS.fullmatch(first):
        is_date = YEAR_OR_DAY.match(match.string[match.start("name") + len(first) :]) or not match["titled"]
        return "" if is_date else first
    name = _name_in(written, in_capitals=in_capitals, is_titled=bool(match["titled"] or match["kin"] or match["more"]))
    surely = match["titled"] or match["called"] or match["labelled"] or match["more"] or LOCAL_OFFICE.search(before)
    if in_capitals and not surely:
        return ""
    if match["office"] and not match["more"] and (DIRECTION.search(written) or _is_addressed(match)):
        return ""
    return "" if province_in(name) else name


def _name_in(written: str, *, in_capitals: bool, is_titled: bool = False) -> str:
    """The words of `written` as far as they can be a name."""
    kept: list[str] = []
    for word in WORD.findall(written):
        bare = word.strip(".,")
        shortened = bare.isupper() and not in_capitals and 1 < len(bare) <= ABBREVIATION
        if _stops(bare) or (shortened and not is_titled):
            break
        if in_capitals and kept and (len(kept) == LONGEST_IN_CAPITALS or VERB.match(bare)):
            break
        kept.append(word)
    while kept and re.fullmatch(CHILD_OF, kept[-1], re.IGNORECASE):
        kept.pop()
    name = " ".join(kept).strip(" ,.") if len(kept) > 1 or (kept and len(kept[0].strip(".")) > 1) else ""
    return name if re.search(r"[^\W\d_]{2}", name) else ""


def _is_addressed(match: re.Match[str]) -> bool:
    """Whether the office is one to which a letter goes: "Kepada Yth. Camat Rimbo"."""
    return bool(
        re.search(
            r"(?i)\b(?:yth|terhormat)\b\W*(?:bapak|ibu)?[ /]*$",
            match.string[max(0, match.start() - 40) : match.start()],
        )
    )


def _is_word_or_place(text: str, name: str) -> bool:
    """Whether `text` writes `name` small, or behind a word for places: "Camat Rimbo" of "Kecamatan Rimbo"."""
    first = re.escape(name.split()[0])
    placed = rf"\b(?:di|ke|dari|se|desa|kecamatan|kelurahan|kampung|kabupaten|kota|dusun|nagari|gampong)[ \t]+{first}\b"
    return re.search(placed, text, re.IGNORECASE) is not None or is_ordinary_word(name, texts=(text,))


def _joined_by_and(text: str, match: re.Match[str], name: str) -> Iterator[str]:
    """Who is named together with somebody: "Maria Lakamau serta Paulus Bria", behind a comma alone by two words."""
    if match[0].isupper() or name != match["name"].strip(" ,."):
        return
    end = match.end()
    while more := AND_NAME.match(text, end):
        other = _name_in(more["name"], in_capitals=False)
        by_comma = more[0].lstrip().startswith(",") and not re.match(r"\s*,\s*(?:dan|serta)", more[0])
        if other != more["name"].strip(" ,.") or (by_comma and " " not in other) or province_in(other):
            return
        yield other
        end = more.end()


def _in_full(text: str, names: list[str]) -> Iterator[str]:
    """The longer names in `text` that begin or end with one of `names` of one word."""
    single = {name.lower() for name in names if " " not in name and len(name) > 2}
    if not single:
        return
    words = "|".join(sorted(map(re.escape, single), key=len, reverse=True))
    whole = (
        rf"(?<!\w)(?P<left>(?:{INITIAL_OR_WORD}[ \t]+){{0,2}})(?P<word>(?i:{words}))"
        rf"(?P<right>(?:[ \t]+{INITIAL_OR_WORD}){{0,3}})(?!\w)"
    )
    for match in re.finditer(whole, text):
        if not match["word"][0].isupper() or not (match["left"] or match["right"]):
            continue
        in_capitals = match[0].isupper()
        right = _name_in(match["word"] + match["right"], in_capitals=in_capitals) or match["word"]
        left: list[str] = []
        written = [] if in_capitals else match["left"].split()
        begins = re.search(r"(?:^|[.!?:\n][\s\"'(]*)$", text[max(0, match.start() - 5) : match.start()])
        for number, word in reversed(list(enumerate(written))):
            # The word that begins a sentence has its capital from there.
            if _stops(word) or (begins and number == 0 and not word.endswith(".")):
                break
            left.insert(0, word)
        if is_behind_place(match.string, match.start()):
            continue
        name = " ".join([*left, right])
        if " " in name:
            yield name


def _stops(word: str) -> bool:
    bare = word.strip(".,")
    found = is_no_name(bare) or NOT_NAMES.fullmatch(bare) or OFFICES.match(bare) or BEFORE_PLACE.match(bare)
    return bool(found or TITLE_ALONE.fullmatch(bare))
