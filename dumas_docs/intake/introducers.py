"""Persons whom a text names behind a word that says so: a title, an office, a rank, a kinship or a label."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dumas_docs.intake.names import CHILD_OF, INITIAL_OR_WORD, NAME_IN_TEXT, NOT_NAMES
from dumas_docs.intake.ordinary_words import is_no_name
from dumas_docs.intake.places import BEFORE_PLACE, province_in

KIN = (
    r"ibu|bapak|ayah|suami|istri|isteri|anak|kakak|adik|paman|bibi|orang tua|mertua|keponakan|cucu|menantu|ipar|"
    r"besan|sepupu|nenek|kakek|rekan|teman|kawan|sahabat|tetangga|atasan|bawahan|majikan|klien|pacar|tunangan|"
    r"almarhum\w*"
)
HONORIFIC = (
    r"Ibu|Bapak|Pak|Bu|Bpk\.?|Sdr\.?|Sdri\.?|Saudara|Saudari|Sodara|Ny\.|Nyonya|Tn\.|Tuan|Nn\.|Nona|Almarhum|"
    r"Almarhumah|Alm\.|Almh\."
)
CALLED = (
    r"mas|mbak|mba|mbah|mbok|kang|teh|teteh|cak|bang|abang|uda|daeng|dg|om|tante|pakde|bude|paklik|bulik|ning|gus|"
    r"bli|mbok|ustad[zh]?|ustaz|ustad[zh]?ah|ustazah|kiai|kyai|kh|k\.h|hj|habib|tgk|tengku|pendeta|pdt|romo|"
    r"pastor|suster|bruder|drs?|dra|drg|ir|prof|apt|ns|mr|mrs|ms"
)
RANKS = (
    r"bhara[dt]a|bharatu|bripda|briptu|brigpol|brigadir|brigpda|bripka|aipda|aiptu|ipda|iptu|akp|kompol|akbp|"
    r"kombes(?: pol)?|brigjen|irjen|komjen|prada|pratu|praka|kopda|koptu|kopka|serda|sertu|serka|serma|pelda|"
    r"peltu|letda|lettu|kapten|mayor|letkol|kolonel|mayjen|letjen|jenderal|sersan|kopral|letnan"
)
# Behind these stands a name more often than a place or a unit.
OFFICE = (
    r"camat|lurah|kades|kadus|kasi|kasie|kasubag|kasubbag|kasubsi|kaur|kabid|kabag|kadis|kapolsek|kanit|sekdes|"
    r"sekcam|sekda|danramil|babinsa|bhabinkamtibmas|bayan|carik|modin|jogoboyo|keuchik|geuchik|penghulu|bidan|"
    r"mantri|perawat|dokter|hakim|jaksa|penyidik|notaris|pengacara|advokat|ajudan|mandor|satpam|calo|oknum|sopir|"
    r"supir|petugas|operator|dosen|guru|pelaku|korban|saksi|tersangka|terdakwa|terlapor|pelapor|pengadu|kasun|"
    r"juragan|makelar|rentenir|pengawas"
)
LABEL = (
    r"petugas|pic|saksi|cp|contact person|narahubung|nara hubung|kontak|penanggung ?jawab|pengirim|penerima|"
    r"operator|pendamping|pelaku|korban|ketua|sekretaris|bendahara|koordinator|admin|pelapor|pengadu|terlapor|"
    r"teradu|pemohon|tersangka|pewawancara|pencatat|disusun oleh|ditulis oleh|dibuat oleh|u\.?p|attn|"
    r"hormat (?:saya|kami)|ttd|mengetahui|kepada|untuk|to|cc|tembusan"
)
BERNAMA = (
    r"bernama|dipanggil|(?:nama )?panggilan(?:nya| saya| akrab(?:nya)?)?|panggil(?: saja| saya)?|disapa|"
    r"sebut saja|(?:kami|saya) sebut|atas nama|a\.?\s?n\.?|alias|a\.k\.a\.?|aka|yaitu|yakni|nama (?:asli|kecil|"
    r"lengkap)(?: saya|nya)?"
)
# A line may be broken between a title and the name; a blank line ends the greeting.
GAP = r"(?:[ \t]+|[ \t]*\n[ \t]*)"
TITLED = (
    rf"(?:(?i:{HONORIFIC}|(?:{CALLED}|{RANKS})\b\.?)(?:[ \t]+(?i:haji|bayan|carik|modin|guru|mantri|dokter))?{GAP})"
)
INTRODUCED = re.compile(
    r"(?P<before>(?<![\w@.])(?:"
    rf"(?P<titled>{TITLED})"
    rf"|(?P<called>(?i:{BERNAMA}),?:?\s+|(?i:saya|kami)(?i: sendiri)? ?\(\s*)"
    rf"|(?P<kin>(?i:{KIN})(?i:nya|(?: (?:kandung|tiri|angkat|kerja|sekantor|satu|desa|kampung|sebelah|dekat)){{0,2}}"
    rf" (?:saya|kami|sy|ku|kita|beliau)),?:?\s+(?:\(\s*)?)"
    rf"|(?P<labelled>(?i:{LABEL})(?: \w+){{0,3}}[ \t]*:\s*)"
    rf"|(?P<office>(?i:{OFFICE})\s+)"
    rf")(?P<more>(?:{TITLED}|(?i:{BERNAMA})\s+){{0,3}}))(?P<name>{NAME_IN_TEXT})"
)
# "Ahmad bin H. Umar", "Siti d/h Lim": whoever stands on one side is a person, and so is who stands on the other.
JOINED = re.compile(
    rf"(?P<name>{INITIAL_OR_WORD}(?:[ \t]+{INITIAL_OR_WORD}){{0,3}})[ \t]+"
    rf"(?i:{CHILD_OF}|alias|al\.|a\.k\.a\.?|aka|d/h|dh\.?)[ \t]+(?:(?i:haji|hj?|kh|drs?|ir|alm)\b\.?[ \t]+)?"
    rf"(?P<other>{NAME_IN_TEXT})"
)
TITLE_ALONE = re.compile(
    rf"{HONORIFIC}|hj|drs|dra|drg|ir|prof|bripka|aiptu|dkk|cs|dpo|mba?k|pak|bu|ny|tn|nn", re.IGNORECASE
)
MONTHS = re.compile(r"mei|juni|juli|april|maret|januari|agustus", re.IGNORECASE)
YEAR_OR_DAY = re.compile(r"\s*\d")
DIRECTION = re.compile(
    r"\b(?:utara|selatan|barat|timur|tengah|tenggara|pusat|hulu|hilir|raya|baru|lama|kidul|lor|wetan|kulon|atas|bawah|"
    r"i{1,3}|iv)$",
    re.IGNORECASE,
)
OFFICES = re.compile(
    r"^(?:presiden|wakil|wapres|menteri|mensesneg|gubernur|bupati|wali\w*|camat|lurah|kepala|ketua|sekretaris|bendahara"
    r"|direktur|deputi|asisten|dirjen|jenderal|kapol\w*|kajari|jaksa|hakim|polisi|dokter|guru|rektor|kades|kadis|rt|rw"
    r"|dan|atau|yang|petugas|pimpinan|pejabat|anggota|staf|sekalian|semua|tersebut|ibu|bapak|pak|bu|koordinator"
    r"|pengurus|negara|kota|desa|dinas|tk[iw])$",
    re.IGNORECASE,
)
# Among capitals alone the name ends where a verb or another word begins.
VERB = re.compile(
    r"^(?:me[mn]\w{3,}|ber\w{4,}|di[^aeiou]\w{3,}|ter\w{4,}|ke\w{5,}an|pe\w{5,}an|sebe\w+|se[jkp]\w{2,})$",
    re.IGNORECASE,
)
ABBREVIATION, LONGEST_IN_CAPITALS, MAX_INTRODUCED = 4, 3, 60
WORD = re.compile(rf"{INITIAL_OR_WORD}|(?i:{CHILD_OF})")


def people_introduced(text: str) -> list[str]:
    """Everybody whom `text` names behind a title, rank, office, kinship or label, or beside "bin" and "alias"; and in
    full where he is named so elsewhere in it."""
    found = []
    for match, name in _introduced(text):
        if not (match["office"] and _is_place(text, name)):
            found.append(name)
    for match in JOINED.finditer(text):
        found += [name for side in ("name", "other") if (name := _name_in(match[side], in_capitals=match[0].isupper()))]
    found = list(dict.fromkeys(name for name in found if len(name) > 2))[:MAX_INTRODUCED]
    return list(dict.fromkeys([*found, *_in_full(text, found)]))


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
    if MONTHS.fullmatch(first):
        is_date = YEAR_OR_DAY.match(match.string[match.start("name") + len(first) :]) or not match["titled"]
        return "" if is_date else first
    name = _name_in(written, in_capitals=in_capitals, is_titled=bool(match["titled"] or match["kin"] or match["more"]))
    if in_capitals and not (match["titled"] or match["called"] or match["labelled"] or match["more"]):
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


def _is_place(text: str, name: str) -> bool:
    """Whether `text` writes `name` behind a word for places elsewhere: "Camat Rimbo" of "Kecamatan Rimbo"."""
    first = re.escape(name.split()[0])
    placed = rf"\b(?:di|ke|dari|se|desa|kecamatan|kelurahan|kampung|kabupaten|kota|dusun|nagari|gampong)[ \t]+{first}\b"
    return re.search(placed, text, re.IGNORECASE) is not None


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
        left = [] if in_capitals else match["left"].split()
        begins = re.search(r"(?:^|[.!?:\n][\s\"'(]*)$", text[max(0, match.start() - 5) : match.start()])
        while left and (_stops(left[0]) or (begins and len(left) == 1 and not left[0].endswith("."))):
            left, begins = left[1:], None
        if left and any(_stops(word) for word in left):
            continue
        before = re.search(r"(\w+)\.?[ \t]+$", text[max(0, match.start() - 40) : match.start()])
        if before and BEFORE_PLACE.match(before[1]):
            continue
        name = " ".join([*left, right])
        if " " in name:
            yield name


def _stops(word: str) -> bool:
    bare = word.strip(".,")
    found = is_no_name(bare) or NOT_NAMES.fullmatch(bare) or OFFICES.match(bare) or BEFORE_PLACE.match(bare)
    return bool(found or TITLE_ALONE.fullmatch(bare))
