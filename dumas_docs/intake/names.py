"""What looks like the name of a person or group in Indonesian letters, and where a letter is signed."""

import re

CLOSING = re.compile(
    r"^\W*(?:hormat (?:saya|kami)|salam(?: hormat)?|hormatku|terima kasih|terimakasih|wassalam\w*(?: .{0,40})?|"
    r"pemohon|pelapor|pengadu|yang (?:melapor|mengadu|membuat pernyataan)|demikian\b.{0,200})\W*$",
    re.IGNORECASE,
)
CLOSING_LINES = 6
TITLES = r"(?:drs?|dra|ir|prof|h|hj|kh|r|rr|ny|nn|tn|sdr|sdri|bapak|ibu|pak|bu)\.?"
NAME_WORD = r"[A-Z\u00c0-\u00de][\w'\u2019`-]*\.?"
PERSON = re.compile(
    rf"^(?:{TITLES}\s+)*{NAME_WORD}(?:\s+(?:bin|binti|van|de|{NAME_WORD})){{0,5}}(?:,\s*(?:[A-Z][A-Za-z]{{0,5}}\.\s?)+)*$"
)
NOT_NAMES = re.compile(
    r"\b(?:menteri|presiden|wakil|gubernur|bupati|walikota|kepala|ketua|lampiran|tembusan|kepada|yth|perihal|hal|nomor|"
    r"terima|kasih|demikian|mohon|indonesia|republik|kabupaten|kota|provinsi|desa|kecamatan|jakarta|sent|dikirim|iphone|"
    r"android|surel|email|camat|lurah|kades|pendamping|suksma|tks|hormat|salam|nuwun|wassalam)\b",
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


def clear_name(value: str) -> str:
    """A labelled name without dots, dashes to be filled in or trailing remarks; empty when nothing is left."""
    value = re.split(r"\s{3,}|\t|\(|;|,\s+(?=[a-z])", value)[0].strip(" .,_-:")
    return value if re.search(r"[^\W\d_]{2}", value) and len(value) <= 100 else ""


def is_generic_name(name: str, *, only_anonymous: bool = False) -> bool:
    """Whether `name` is a role, a mailbox or a refusal to be named rather than a name."""
    words = re.sub(r"[^\w.\s-]", " ", name).lower().split()
    return " ".join(words) in (ANONYMOUS if only_anonymous else GENERIC)


def is_organisation(name: str) -> bool:
    return bool(ORGANISATION.search(name))


def closing_block(text: str) -> list[str]:
    """The lines where a letter is signed: those after its closing phrase, otherwise a short last paragraph."""
    lines = [line.strip() for line in text.splitlines()]
    lines = lines[: next((i for i, line in enumerate(lines) if line.startswith(("---", ">", "-- "))), len(lines))]
    for index in range(len(lines) - 1, -1, -1):
        if CLOSING.match(lines[index]):
            after = [line for line in lines[index + 1 :] if line]
            if after:
                return after[:CLOSING_LINES]
    paragraphs = re.split(r"\n\s*\n", "\n".join(lines).strip())
    last = [line for line in paragraphs[-1].splitlines() if line]
    # A mail of one paragraph has a text, not a signature.
    signed = len(paragraphs) > 1 and len(last) <= CLOSING_LINES and all(len(line) <= 100 for line in last)
    # Without a closing phrase a single word may be a greeting or a place as well as a name.
    return [line for line in last if len(line.split()) > 1] if signed else []


def signer_in(block: list[str]) -> str:
    """The name in a closing block: a line that is nothing but a name, or follows a role such as `Ketua:`."""
    for line in block[:3]:
        text = re.sub(
            r"^(?:ketua|koordinator|sekretaris|pengurus|pelapor|pengadu)[\w\s]{0,40}:\s*", "", line, flags=re.I
        )
        text = re.sub(r"\s*\([^)]*\)\s*$", "", text)
        if looks_like_person(text):
            return text.strip(" ,.") if not text.rstrip().endswith((".", ",")) else text.strip(" ,")
    return ""


def address_in(block: list[str]) -> str:
    """The lines of a closing block that state where the signer lives, joined."""
    return ", ".join(line.strip(" .,") for line in block if ADDRESS_LINE.search(line) and not line.endswith(":"))


def regency_in(text: str) -> str:
    """Kabupaten or kota named in an address, in its full form."""
    match = REGENCY.search(text)
    if not match:
        return ""
    kind = "Kabupaten" if match[1].lower().startswith("kab") else "Kota"
    return f"{kind} {match[2].strip()}"
