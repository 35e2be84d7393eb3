"""What looks like the name of a person or group in Indonesian letters, and where a letter is signed."""

import re

CLOSING = re.compile(
    r"^\W*(?:(?:salam )?hormat(?: saya| kami|ku)?|salam(?: .{0,20})?|terima ?kasih(?: .{0,30})?|"
    r"wassalam\w*(?: .{0,40})?|(?:matur )?nuwun|(?:yang )?(?:pemohon|pelapor|pengadu)|"
    r"yang (?:melapor|mengadu|membuat pernyataan)|atas nama (?:warga|masyarakat)\b.{0,60}|demikian\b.{0,200}|"
    r"(?:yours |very )?(?:sincerely|truly|faithfully|respectfully)(?: yours)?|(?:kind |best |warm )?regards|"
    r"thank you)\W*$",
    re.IGNORECASE,
)
# "Hormat saya, Budi Santoso" on one line.
CLOSING_AND_NAME = re.compile(
    r"^\W*(?:(?:salam )?hormat (?:saya|kami)|(?:kind |best )?regards|(?:yours )?sincerely|pelapor|pengadu)"
    r"\s*,\s*(?=\S)",
    re.IGNORECASE,
)
SIGNED = re.compile(r"^\W*(?:ttd|dto|tanda tangan|signed|materai|meterai(?: \d+)?)\W*$", re.IGNORECASE)
# What comes below is another letter, or the seal of a mail program.
LETTER_ENDS = re.compile(
    r"^(?:---|>|-- |_{8,}|-----BEGIN PGP SIGNATURE)|^(?:On|Pada|Le|Am)\b.{5,200}(?:wrote|menulis|tulis)\s*:\s*$"
    r"|^(?:From|Dari)\s*:.+<?\S+@\S+",
    re.IGNORECASE,
)
ARMOUR = re.compile(r"^(?:-----BEGIN PGP SIGNED MESSAGE-----|Hash: [\w-]+)\s*$")
# Below these words stands nothing but a name, even one that is written small.
NAME_BELOW = re.compile(r"^\W*(?:(?:salam )?hormat (?:saya|kami|ku)|pelapor|pengadu|pemohon)\W*$", re.IGNORECASE)
SMALL_NAME = re.compile(r"[a-z'\u2019]{3,}(?: [a-z'\u2019]{2,}){0,3}")
# Four letters or more that stand alone one after the other; two blanks part the words.
SPACED = re.compile(r"(?<![\w.])(?:[^\W\d_](?: |[ \t]{2,4})){3,60}[^\W\d_](?![\w.])")
# "阿明 (Budi Santoso)": who writes his name in another script adds how it is read.
OTHER_SCRIPT = re.compile(
    r"^(?P<own>[^\W\d_A-Za-z\u00c0-\u024f][^A-Za-z\u00c0-\u024f\n]{0,40}?)[\s,]*\(\s*(?P<read>[^()]{3,60}?)\s*\)$"
)
COLUMNS = re.compile(r"\s{3,}|\t|\s+/\s+")
ROLE = re.compile(
    r"^(?:wakil )?(?:ketua|koordinator|sekretaris|bendahara|pengurus|juru bicara|pelapor|pengadu)\b[\w\s]{0,40}?"
    r"(?:[:,]\s*|$)",
    re.IGNORECASE,
)
CLOSING_LINES = 6
TITLES = (
    r"(?:drs?|dra|drg|ir|prof|apt|h|hj|kh|r|rr|ny|nn|tn|sdr|sdri|saudara|saudari|bapak|bpk|ibu|pak|bu|mbah|mbak|ust(?:adz?|az)?|"
    r"kiai|kyai|pdt|tgk|jro|mr|mrs|ms)\.?"
)
# "M.M", "S.Sos.", "SH", "MSi": behind a comma, degrees and no office.
DEGREE = (
    r"(?:[A-Z][A-Za-z]{0,5}(?:\.\s?[A-Z][A-Za-z]{0,5}){1,3}\.?|[A-Z][A-Za-z]{0,4}\.|[A-Z]{2,3}|[SM][A-Z][a-z]{1,2}|Ph\.?D)"
    r"(?!\w)"
)
NAME_WORD = r"[A-Z\u00c0-\u00de][\w'\u2019`-]*\.?"
# Within a sentence a full stop belongs to a name only behind an initial or a short form: "M. Yusuf", "Dt. Rajo".
INITIAL_OR_WORD = r"(?:[A-Z\u00c0-\u00de][a-z]{0,3}\.(?=\s)|[A-Z\u00c0-\u00de][\w'\u2019`-]*)"
# "Ahmad bin H. Umar", "Lamria br. Sihombing": whose child somebody is.
CHILD_OF = r"(?:bin|binti|bt|br|boru|van|de|da|dos)\b\.?"
NAME_IN_TEXT = rf"{INITIAL_OR_WORD}(?:[ \t]+(?:{CHILD_OF}[ \t]+)?{INITIAL_OR_WORD}){{0,5}}"
PERSON = re.compile(rf"^(?:{TITLES}\s+)*{NAME_WORD}(?:\s+(?:{CHILD_OF}\s+)?{NAME_WORD}){{0,5}}(?:,\s*{DEGREE})*$")
NOT_NAMES = re.compile(
    r"\b(?:menteri|presiden|wakil|gubernur|bupati|walikota|kepala|ketua|lampiran|tembusan|kepada|yth|perihal|hal|nomor|"
    r"terima|kasih|demikian|mohon|indonesia|republik|kabupaten|kota|provinsi|desa|kecamatan|jakarta|sent|dikirim|iphone|"
    r"android|surel|email|camat|lurah|kades|pendamping|suksma|tks|hormat|salam|nuwun|wassalam|regards|sincerely|thanks|"
    r"kementerian|kejaksaan|kepolisian|pengadilan|mahkamah|ombudsman|komisi|komnas|dewan|dprd?|polri|polda|polres|polsek|"
    r"inspektorat|direktur|direktorat|deputi|asisten|sekretaris|bendahara|jaksa|kapol\w*|jalan|jl|jln|dusun|rt|rw|"
    r"januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember|istana|negara|daerah|"
    r"warga|guru|petani|nelayan|buruh|pensiunan|pegawai|karyawan|mahasiswa|anggota|mantan|pemilik|honorer|dear|yours|"
    r"dokumen|surat|foto|bukti|laporan|pengaduan|sertifikat|permohonan|kronologi|tanah|bantuan|sumber|keterangan|nama|lengkap|alamat|nik|ktp|pekerjaan|jabatan|"
    r"rumah|tangga|hamil|admin|nasional|instansi|petugas|pelayanan|layanan|kelurahan|kampung|puskesmas|rsud|sekolah|smpn?|"
    r"sman?|smkn?|pemda|pemkab|pemkot|pemprov|kantor|balai|posko)\b",
    re.IGNORECASE,
)
ORGANISATION = re.compile(
    r"\b(?:yayasan|forum|kantor|sekretariat|dinas|badan|instansi|kelompok|perkumpulan|ormas|organisasi|lembaga|lsm|"
    r"pt|cv|koperasi|serikat|paguyuban|ikatan|"
    r"himpunan|persatuan|aliansi|asosiasi|komunitas|karang taruna|panitia|poktan|gapoktan|majelis|universitas)\b",
    re.IGNORECASE,
)
ANONYMOUS = {"anonim", "anonymous", "anonymus", "hamba allah", "nn", "n.n.", "no name", "tanpa nama", "rahasia", "xxx"}
GENERIC = ANONYMOUS | {
    "warga", "masyarakat", "rakyat", "rakyat kecil", "wali murid", "orang tua murid", "orang tua siswa", "wali siswa",
    "pelapor", "pengadu", "admin", "administrator", "promo", "info", "noreply", "no-reply", "no reply", "user", "me",
    "warga negara", "seorang warga", "seorang warga negara", "korban", "saksi", "pembaca", "siswa", "mahasiswa",
    "karyawan", "buruh", "guru", "pegawai", "asn", "pns", "petugas", "mailer-daemon", "postmaster", "unknown",
}  # fmt: skip
ADDRESS_LINE = re.compile(
    r"^(?:jl|jln|jalan|gg|gang|dusun|dsn|desa|ds|dukuh|kampung|kp|kelurahan|kel|kecamatan|kec|perum|perumahan|komplek|"
    r"kompleks|blok|rt|rw|lingkungan|banjar|nagari|jorong|gampong|pekon|kabupaten|kab|kota)\b\.?\s*\S",
    re.IGNORECASE,
)
REGENCY = re.compile(
    r"\b(?i:(kabupaten|kab\.?|kota(?: administrasi)?|kotamadya))[ \t]+"
    r"((?:[A-Z][\w'-]+)(?:[ \t]+(?!(?:Provinsi|Prov|Kec|Kel|Indonesia|Jawa|Kode|Kal(?:bar|teng|sel|tim|tara)|"
    r"Sul(?:ut|teng|bar|sel|tra)|Sum(?:ut|bar|sel)|NT[BT])\b)[A-Z][\w'-]+){0,3})"
)


def looks_like_person(text: str) -> bool:
    """Whether a whole line can only be read as a name: up to six capitalised words without digits."""
    text = text.strip(" ,()")
    return bool(2 < len(text) <= 60 and PERSON.match(text) and not NOT_NAMES.search(text) and not is_generic_name(text))


def name_part(text: str) -> str:
    """Capitalised words of a sentence as far as they can be a name: "Budi Santoso" of "Budi Santoso Warga"."""
    stop = NOT_NAMES.search(text)
    return (text[: stop.start()] if stop else text).strip(" ,.")


def unspaced(text: str) -> str:
    """`text` with words that are written letter by letter joined: "B U D I  S A N T O S O"."""
    return SPACED.sub(lambda run: " ".join(re.sub(r"[ .]", "", word) for word in re.split(r"[ \t]{2,}", run[0])), text)


def clear_name(value: str) -> str:
    """A labelled name without dots, dashes to be filled in or trailing remarks; empty when nothing is left."""
    value = unspaced(value.strip())
    if in_other_script := OTHER_SCRIPT.match(value):
        value = in_other_script["read"]
    value = re.split(r"\s{3,}|\t|\(|;|\s/\s|,\s+(?=[a-z])", value)[0].strip(" .,_-:")
    return value if re.search(r"[^\W\d_]{2}", value) and len(value) <= 100 else ""


def is_generic_name(name: str, *, only_anonymous: bool = False) -> bool:
    """Whether `name` is a role, a mailbox or a refusal to be named rather than a name."""
    words = re.sub(r"[^\w.\s-]", " ", name).lower().split()
    return " ".join(words) in (ANONYMOUS if only_anonymous else GENERIC)


def is_organisation(name: str) -> bool:
    return bool(ORGANISATION.search(name))


def closing_block(text: str) -> list[str]:
    """The lines where a letter is signed: those after its closing phrase, otherwise a short last paragraph."""
    lines = own_lines(text)
    for index in range(len(lines) - 1, -1, -1):
        after = _below_closing(lines, index)
        if after:
            return after
    paragraphs = re.split(r"\n\s*\n", "\n".join(lines).strip())
    last = [line for line in paragraphs[-1].splitlines() if line]
    # A mail of one paragraph has a text, not a signature.
    signed = len(paragraphs) > 1 and len(last) <= CLOSING_LINES and all(len(line) <= 100 for line in last)
    # Without a closing phrase a single word may be a greeting or a place as well as a name.
    return [line for line in last if len(line.split()) > 1] if signed else []


def own_lines(text: str) -> list[str]:
    """The lines of a mail down to where another letter is quoted or passed on."""
    lines = [line.strip() for line in text.splitlines() if not ARMOUR.match(line)]
    return lines[: next((i for i, line in enumerate(lines) if LETTER_ENDS.match(line)), len(lines))]


def signatures_in(text: str) -> list[str]:
    """Names under every closing phrase of `text`, those of quoted and forwarded letters too."""
    lines = [re.sub(r"^[>\s]+", "", line).strip() for line in text.splitlines()]
    blocks = [*(_below_closing(lines, index) for index in range(len(lines))), closing_block(text)]
    beside = [part for block in blocks for line in block for part in COLUMNS.split(line)[1:] if looks_like_person(part)]
    signed = [name for block in blocks for name in (signer_in(block), *signers_in(block)) if name]
    return list(dict.fromkeys(signed)) + beside


def _below_closing(lines: list[str], index: int) -> list[str]:
    beside = CLOSING_AND_NAME.match(lines[index])
    if not (beside or CLOSING.match(lines[index])):
        return []
    after = [lines[index][beside.end() :]] if beside else []
    for line in lines[index + 1 : index + 1 + 2 * CLOSING_LINES]:
        if LETTER_ENDS.match(line):
            break
        if line and not SIGNED.match(line):
            after.append(line)
    if after and NAME_BELOW.match(lines[index]) and SMALL_NAME.fullmatch(after[0]):
        after[0] = after[0].title()
    return after[:CLOSING_LINES]


def signer_in(block: list[str]) -> str:
    """The name in a closing block: a line that is nothing but a name, or follows a role such as `Ketua:`."""
    for line in block[:3]:
        text = ROLE.sub("", COLUMNS.split(unspaced(line))[0])
        if in_other_script := OTHER_SCRIPT.match(text.strip()):
            text = in_other_script["read"]
        whole = re.fullmatch(r"\(\s*([^()]+?)\s*\)", text)
        text = whole[1] if whole else re.sub(r"\s*\([^)]*\)\s*$", "", text)
        if looks_like_person(text):
            return text.strip(" ,.") if not text.rstrip().endswith((".", ",")) else text.strip(" ,")
    return ""


def signers_in(block: list[str]) -> list[str]:
    """All who sign a closing block in an office of their group: "Ketua, Budi / Sekretaris, Dewi", or in columns."""
    found: list[str] = []
    is_below_role = False
    for line in block:
        parts = COLUMNS.split(line)
        bare = [ROLE.sub("", part).strip(" ()") for part in parts]
        has_role = any(ROLE.match(part) for part in parts)
        if (has_role or is_below_role) and all(looks_like_person(name) for name in bare):
            found += bare
        is_below_role = has_role and not any(bare)
    return list(dict.fromkeys(found))


def address_in(block: list[str]) -> str:
    """The lines of a closing block that state where the signer lives, joined."""
    return ", ".join(line.strip(" .,") for line in block if _states_address(line))


def _states_address(line: str) -> bool:
    words = line.split()
    # "Jalan rusak sejak Mei" speaks of a road; "jl. kenanga 14" and "Jalan Kenanga" say where.
    speaks = len(words) > 1 and words[0].istitle() and words[1].isalpha() and words[1].islower()
    return bool(ADDRESS_LINE.search(line)) and not line.endswith(":") and not speaks


def regency_in(text: str) -> str:
    """Kabupaten or kota named in an address, in its full form."""
    match = REGENCY.search(text)
    if not match:
        return ""
    kind = "Kabupaten" if match[1].lower().startswith("kab") else "Kota"
    return f"{kind} {match[2].strip()}"
