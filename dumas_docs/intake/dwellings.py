"""Where somebody lives, as it is said in running text, with or without a label: "Kami tinggal di Gang Melati No. 7"."""

from __future__ import annotations

import re

from dumas_docs.intake.marks import ADDRESS
from dumas_docs.intake.names import own_lines

STREET = (
    r"(?:jl|jln|jalan|gg|gang|lr|lrg|lorong|perum|perumahan|griya|komp|komplek|kompleks|blok|apartemen|rusun|rusunawa)"
)
VILLAGE = (
    r"(?:kp|kampung|dk|dukuh|dukuhan|dsn|dusun|lingk|lingkungan|ds|desa|kel|kelurahan|jorong|banjar|nagari|pekon"
    r"|gampong)"
)
NAME = r"(?-i:(?!(?:[Rr][TtWw]|N[Oo])(?![a-z])|[A-Z]{1,4}[-/]\d)[A-Z][\w'\u2019-]*\.?|\d{1,2}(?=[ ][A-Z]))"
WITHIN = r"[ \t]*,?[ \t]*"
NUMBERED = (
    r"(?:(?:no|nomor)\b\.?[ \t]?:?[ \t]?(?:[a-z]{1,2}[ \t]?[-./]?[ \t]?)?\d{1,4}(?:[ \t]?(?-i:[A-Z]))?\b"
    r"(?:[/-]\d{1,3})?(?![/-]?\d)|(?-i:(?!RT|RW|KM)[A-Z]{1,4}[-/]\d{1,3}[A-Z]?)\b(?![/-]?\d))"
)
# Without "No." a figure is a house only where the address ends or goes on; four of them may be a year.
BARE = (
    r"(?-i:(?!RT|RW|KM)[A-Z]{1,4}[ ]?[-./]?[ ]?)?\d{1,3}(?-i:[A-Za-z])?(?:[/-]\d{1,3})?\b"
    r"(?=[ \t]*(?:[,.;:)(\]|\n]|$)|[ ]{2}|\t|[ \t]+(?:rt|rw|kel|kec|kab|kota|desa|ds|blok|gang|gg|no)\b)"
)
RW = r"rw(?![a-z])\.?[ \t]?[:/.]?[ \t]?"
NEIGHBOURS = (
    r"(?:rt[ \t]?[/-][ \t]?rw\b\.?[ \t]?:?[ \t]?\d{1,3}[ \t]?[/-][ \t]?\d{1,3}"
    rf"|rt(?![a-z])\.?[ \t]?[:/.]?[ \t]?\d{{1,3}}(?!\d)[ \t]?(?:[/.-][ \t]?(?:{RW})?|,?[ \t]?{RW})\d{{1,3}})(?!\d)"
)
NAMES = rf"(?:\.[ \t]*|[ \t]+){NAME}(?:[ \t]+{NAME}){{0,4}}"
PART = rf"(?:(?:{STREET}|{VILLAGE})\b{NAMES}(?:{WITHIN}(?:{NUMBERED}|{BARE}))?|blok\b\.?[ \t]*(?:{NUMBERED}|{BARE}))"
RUN = rf"(?:{PART}|{NEIGHBOURS})(?:{WITHIN}(?:{NEIGHBOURS}|{NUMBERED}|{PART}))*"
LEAD = (
    r"(?:(?:ber(?:tempat )?)?tinggal(?: (?:saya|kami))?(?: (?:di|pada))?|(?:menetap|mengontrak|(?:nge|meng)?kost?) di"
    r"|beralamat(?:kan)?(?: di)?|(?:ber)?domisili(?: (?:saya|kami))?(?: di)?|kediaman (?:saya|kami) di"
    r"|rumah(?:nya| saya| kami| orang tua saya| ibu saya)(?: (?:ada|berada|terletak))? di"
    r"|alamat(?:nya| lengkap| rumah| tinggal| domisili)?(?: (?:saya|kami))?"
    r"(?: (?:ada|berada))?(?: (?:di|adalah|ialah|yaitu))?)[ \t]*:?[ \t]+"
)
# The name of a street may be written small before its number; behind these words it needs no short form either.
SHORT = rf"(?:jln?|gg|gang|perum)\b\.?[ \t]*(?:[\w'\u2019-]+\.?[ \t]+){{1,3}}?(?:{NUMBERED}|{NEIGHBOURS})"
ANY = re.compile(rf"(?<![\w[])(?P<address>{RUN}|{SHORT}(?:{WITHIN}(?:{NEIGHBOURS}|{NUMBERED}|{PART}))*)", re.IGNORECASE)
SMALL = rf"{STREET}\b\.?[ \t]+(?:[\w'\u2019-]+\.?[ \t]+){{1,5}}?(?:{NUMBERED}|{NEIGHBOURS})"
LED = re.compile(
    rf"\b(?P<lead>{LEAD})(?P<address>(?:{SMALL}(?:{WITHIN}(?:{NEIGHBOURS}|{NUMBERED}|{PART}))*|{RUN}))", re.IGNORECASE
)
OF_ONESELF = re.compile(r"\b(?:saya|kami|aku|keluarga)\b[^.;\n]{0,60}$", re.IGNORECASE)
TELLING = re.compile(rf"{NUMBERED}|{NEIGHBOURS}", re.IGNORECASE)
DOOR = re.compile(rf"^{STREET}\b|[ ,]{STREET}\b", re.IGNORECASE)
# Where something stands or happened.
PLACE_BEFORE = re.compile(
    r"\b(?:kantor\w*|gedung|toko|ruko|warung|pabrik|gudang|pasar|proyek|sekolah|[st]k|sd\w?|sm[pak]\w?|puskesmas|klinik"
    r"|rs\w*|rumah sakit|hotel|terminal|jembatan|lokasi\w*|kejadian\w*|tkp|terletak|berlokasi|depan|seberang|samping"
    r"|sekitar|sepanjang|ruas|perempatan|pertigaan|simpang|pt|cv|bank|polsek|polres|masjid|gereja|cabang|restoran|bengkel"
    r"|banjir|kebakaran|kecelakaan|lampu|kunjungi|datang(?:i)? ke|ketua|pengurus|kepala)\b[^.;\n]{0,40}$",
    re.IGNORECASE,
)
PLACE_AFTER = re.compile(
    r"^[ \t]*(?:yang |sudah |telah |masih |kini |sering |mulai |terus ){0,2}(?:rusak|berlubang|banjir|longsor|amblas"
    r"|ambles|tergenang|macet|ditutup|gelap|jebol|putus)\b",
    re.IGNORECASE,
)


def dwelling_in(text: str) -> str:
    """Where the writer of `text` says that he lives; empty when he does not."""
    for line in own_lines(text):
        for match in LED.finditer(line):
            said = f"{line[: match.start()]} {match['lead']}"
            if OF_ONESELF.search(said) and _is_door(match["address"]):
                return match["address"].strip(" .,:")
    return ""


def without_dwellings(text: str) -> str:
    """`text` with a mark for every address that leads to a door, save those of an office or of what happened there."""
    text = LED.sub(lambda match: f"{match['lead']}{ADDRESS}" if _is_door(match["address"]) else match[0], text)
    return ANY.sub(_unless_place, text)


def _unless_place(match: re.Match[str]) -> str:
    address, text = match["address"], match.string
    line = text[max(0, match.start() - 60, text.rfind("\n", 0, match.start()) + 1) : match.start()]
    is_place = PLACE_BEFORE.search(line) or PLACE_AFTER.match(text[match.end() : match.end() + 60])
    if is_place or not (TELLING.search(address) or re.search(rf"(?:{BARE})$", address, re.IGNORECASE)):
        return match[0]
    return ADDRESS + address[len(address.rstrip(" ,\t")) :]


def _is_door(address: str) -> bool:
    """A village alone says where the matter plays."""
    return bool(DOOR.search(address) or TELLING.search(address))
