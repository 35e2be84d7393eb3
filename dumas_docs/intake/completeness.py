"""Is a complaint complete? What is missing is said in words fit for the complainant; the verdict is an analyst's."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from types import MappingProxyType

from django.utils.translation import gettext_lazy as _

from dumas_docs.enums import Addressee, Anonymity, Channel, Classification, ReviewResult
from dumas_docs.intake.classify import ANALYSED
from dumas_docs.intake.forwarded import without_header_lines
from dumas_docs.intake.mail import IncomingMail
from dumas_docs.intake.parties import Complainant

# S1 A.1.1b: in writing, clear name, address, signature, evidence or supporting data.
S1_REQUIRED = ("written", "named", "addressed", "signed", "evidence", "chronology_clear", "in_indonesian")
# SP4N-LAPOR! knows its reporters itself and allows anonymous and secret reports (domain §1.6).
LAPOR_REQUIRED = ("written", "chronology_clear", "in_indonesian")
# Requests for information and aspirations need somebody to answer, not proof (domain §1.1).
ANSWER_REQUIRED = ("written", "named")
LAPOR_CHANNELS = frozenset({Channel.SITUS_LAPOR, Channel.SMS_1708, Channel.X_TWITTER})
REQUESTS = MappingProxyType(
    {
        "written": _("A written description of the matter."),
        "named": _("The full name of the complainant."),
        "addressed": _("The complete address of the complainant."),
        "signed": _("A letter of complaint signed by the complainant (a scan or photograph is enough)."),
        "evidence": _("Evidence or supporting data that substantiates the complaint."),
        "chronology_clear": _("A clear account of what happened: when, where, who was involved."),
        "in_indonesian": _("The complaint, or a translation of it, in Indonesian."),
        "files": _("A readable copy of each file that arrived damaged, locked or in a form that is not accepted."),
    }
)
# Shorter texts without a readable letter beside them cannot tell when, where and who.
SHORT_TEXT, LONG_TEXT = 25, 60
SHORT_LINE = 10
STAMPED_TIMES = re.compile(
    r"\b\d{1,2}[\s./-](?:\d{1,2}|jan\w*|feb\w*|mar\w*|apr\w*|mei|jun\w*|jul\w*|agu\w*|sep\w*|okt\w*|nov\w*|des\w*)"
    r"[\s./-]\d{2,4}\b|\b(?:sejak|tahun|bulan|tanggal|tgl|pada)\s+\S*\d|\bsejak \w+",
    re.IGNORECASE,
)
GOVERNMENT = re.compile(
    r"\b(?:pemerintah\w*|kementerian|menteri|dinas|bupati|wali ?kota|gubernur|camat|lurah|kelurahan|kecamatan|"
    r"kepala desa|kades|perangkat desa|dana desa|rw \d+|rt \d+|kantor (?:pertanahan|desa|pajak|dinas)|bpn|rsud|"
    r"puskesmas|sekolah negeri|sd negeri|sdn|smpn|sman|sd inpres|polisi|polres|polsek|kejaksaan|pengadilan|pns|asn|"
    r"bumn|bumd|apbn|apbd|pegawai negeri|bantuan sosial|bansos|bersubsidi|izin|sertifikat tanah|pensiun\w*|anggaran)\b",
    re.IGNORECASE,
)
OWN_EXPERIENCE = re.compile(
    r"\b(?:saya|kami)\b[^.\n]{0,60}\b(?:alami|mengalami|mengajukan|mengurus|membayar|bayar|diminta|dipaksa|dipecat|"
    r"diberhentikan|dibebaskan|ditolak|dirugikan|menerima|melapor\w*|mendaftar|menyaksikan|tinggal|saksi)\b"
    r"|\b(?:permohonan|tanah|lahan|sawah|kebun|rumah|anak|suami|istri|sekolah anak|gaji|upah|homestay) (?:saya|kami)\b"
    r"|\bsaya saksi\b",
    re.IGNORECASE,
)
INDONESIAN = frozenset(
    "yang dan di ke dari untuk dengan tidak ini itu saya kami pada adalah oleh sudah belum akan atau karena bapak ibu "
    "mohon agar telah tersebut dalam juga ada kepada terhadap bahwa surat tolong lampiran pak lihat hari".split()
)
FOREIGN = frozenset("the of and to in is that for it was with as on have been this from which by are".split())


@dataclass(frozen=True, kw_only=True)
class CompletenessFacts:
    """Domain §4 CompletenessCheck: True, False, or None where only a person can tell."""

    written: bool | None = None
    named: bool | None = None
    addressed: bool | None = None
    signed: bool | None = None
    evidence: bool | None = None
    addressed_to_principal: bool | None = None
    government_matter: bool | None = None
    self_experienced_or_poa: bool | None = None
    chronology_clear: bool | None = None
    in_indonesian: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Completeness:
    """`missing` and `to_check` are names of CompletenessFacts; `result` is empty when an analyst has to judge."""

    facts: CompletenessFacts
    result: ReviewResult | None
    missing: tuple[str, ...]
    to_check: tuple[str, ...]

    def requests(self) -> list[str]:
        """What to ask of the complainant, one sentence for each missing thing, in the active language."""
        return [str(REQUESTS[name]) for name in self.missing]


def required_for(*, channel: Channel, classification: Classification) -> tuple[str, ...]:
    """What a submission must have, by channel (domain §1.6) and kind (domain §1.1)."""
    if classification != Classification.PENGADUAN:
        return ANSWER_REQUIRED if channel not in LAPOR_CHANNELS else ("written",)
    return LAPOR_REQUIRED if channel in LAPOR_CHANNELS else S1_REQUIRED


def check_completeness(
    *,
    facts: CompletenessFacts,
    channel: Channel,
    classification: Classification,
    is_cc_only: bool = False,
) -> Completeness:
    """Apply S1 A.1.1b and domain §1.6 to `facts`.

    The result is BUKAN_KEWENANGAN for a mere copy (domain §3 addressee), PERLU_KELENGKAPAN when something required is
    known to be missing, otherwise None: that a complaint meets the requirements is for an analyst to say (S1 A.2.3).
    """
    required = required_for(channel=channel, classification=classification)
    missing = tuple(name for name in required if getattr(facts, name) is False)
    to_check = tuple(field.name for field in fields(facts) if getattr(facts, field.name) is None)
    result = None
    if is_cc_only:
        result = ReviewResult.BUKAN_KEWENANGAN
    elif missing:
        result = ReviewResult.PERLU_KELENGKAPAN
    return Completeness(facts=facts, result=result, missing=missing, to_check=to_check)


def gather_facts(
    *,
    mail: IncomingMail,
    complainant: Complainant,
    addressees: Sequence[Addressee],
    is_cc_only: bool,
    attached: Sequence[tuple[str, str]] = (),
    accepted_files: int = 0,
) -> CompletenessFacts:
    """Read the facts off a mail; `attached` holds (name, text) of readable files, `accepted_files` counts those with
    something in them: an empty one is neither evidence nor a signed letter.

    A signature cannot be seen by a machine: unknown when a file may carry one, absent when there is no file. A scan
    that cannot be read may also hold the address, so nobody is asked for what he may have sent.
    """
    whole = "\n".join([without_header_lines(mail.text), *[text for _name, text in attached]])[:ANALYSED]
    words = re.findall(r"[^\W\d_]+", whole.lower())
    unread = accepted_files > len(attached)
    government = bool(GOVERNMENT.search(f"{mail.subject}\n{whole}"))
    own = complainant.power_of_attorney or bool(OWN_EXPERIENCE.search(whole))
    return CompletenessFacts(
        written=bool(words) or (None if accepted_files else False),
        named=False if complainant.anonymity == Anonymity.ANONIM else complainant.has_clear_name,
        addressed=True if complainant.address else None if unread else False,
        signed=None if accepted_files else False,
        evidence=accepted_files > 0,
        addressed_to_principal=bool(addressees) or (False if is_cc_only else None),
        government_matter=government or None,
        self_experienced_or_poa=own or None,
        chronology_clear=_chronology(whole, words=len(words), unread=unread),
        in_indonesian=_indonesian(words),
    )


def _chronology(text: str, *, words: int, unread: bool) -> bool | None:
    times = len(STAMPED_TIMES.findall(text))
    if times >= 2 and words >= SHORT_TEXT:
        return True
    if words < SHORT_TEXT and not times and not unread:
        return False
    return True if times and words >= LONG_TEXT else None


def _indonesian(words: list[str]) -> bool | None:
    if len(words) < 5:
        return None
    ours, theirs = sum(word in INDONESIAN for word in words), sum(word in FOREIGN for word in words)
    if theirs > ours:
        # A word or two of another language in a line say nothing about the language of the line.
        return False if len(words) >= SHORT_LINE and theirs > 1 else None
    return True if ours else None
