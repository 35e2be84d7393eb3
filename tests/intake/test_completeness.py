"""Completeness by channel: what is missing, what a person must look at, and what is never decided by a machine."""

import dataclasses
import re

import pytest

from dumas_docs.enums import Anonymity, Channel, Classification, ReviewResult
from dumas_docs.intake.completeness import REQUESTS, CompletenessFacts, check_completeness, gather_facts
from dumas_docs.intake.completeness import _indonesian as _indonesian
from dumas_docs.intake.parties import Complainant, Found, FoundIn
from tests.intake.letters import mail

ALL = CompletenessFacts(**{field.name: True for field in dataclasses.fields(CompletenessFacts)})


def check(facts, *, channel=Channel.EMAIL_DUMAS, classification=Classification.PENGADUAN, **more):
    return check_completeness(facts=facts, channel=channel, classification=classification, **more)


def test_a_complete_complaint_is_left_to_the_analyst():
    result = check(ALL)
    assert (result.result, result.missing, result.to_check) == (None, (), ())


@pytest.mark.parametrize(
    "channel", [Channel.EMAIL_DUMAS, Channel.POS_BIRO_TU, Channel.EMAIL_PERSURATAN, Channel.LANGSUNG]
)
@pytest.mark.parametrize("name", ["written", "named", "addressed", "signed", "evidence"])
def test_the_five_things_of_the_service_standard(channel, name):
    result = check(dataclasses.replace(ALL, **{name: False}), channel=channel)
    assert (result.result, result.missing) == (ReviewResult.PERLU_KELENGKAPAN, (name,))
    assert len(result.requests()) == 1 and result.requests()[0].endswith(".")


def test_lapor_allows_reports_without_name_address_signature_and_evidence():
    bare = dataclasses.replace(ALL, named=False, addressed=False, signed=False, evidence=False)
    assert check(bare, channel=Channel.SITUS_LAPOR).result is None
    assert check(dataclasses.replace(bare, written=False), channel=Channel.SITUS_LAPOR).missing == ("written",)


def test_requests_for_information_need_no_proof():
    bare = dataclasses.replace(ALL, addressed=False, signed=False, evidence=False)
    for kind in (Classification.PERMINTAAN_INFORMASI, Classification.ASPIRASI):
        assert check(bare, classification=kind).missing == ()
        assert check(dataclasses.replace(bare, named=False), classification=kind).missing == ("named",)


def test_a_mere_copy_is_not_asked_to_complete_anything():
    result = check(dataclasses.replace(ALL, addressed=False), is_cc_only=True)
    assert result.result == ReviewResult.BUKAN_KEWENANGAN


def test_the_unknown_is_to_be_checked_never_missing():
    result = check(CompletenessFacts())
    assert (result.result, result.missing) == (None, ())
    assert len(result.to_check) == 10


def test_the_verdict_meets_requirements_is_never_given():
    values = (True, False, None)
    for named in values:
        for signed in values:
            for chronology in values:
                facts = dataclasses.replace(ALL, named=named, signed=signed, chronology_clear=chronology)
                assert check(facts).result in (None, ReviewResult.PERLU_KELENGKAPAN)


def test_every_required_thing_has_its_sentence():
    assert set(REQUESTS) >= {"written", "named", "addressed", "signed", "evidence", "chronology_clear", "in_indonesian"}


NAMED = Complainant(name=Found("Budi Santoso", FoundIn.TANDA_TANGAN), has_clear_name=True)


def facts_of(text: str, *, complainant=NAMED, subject="ADUAN", **more) -> CompletenessFacts:
    given = {"addressees": (), "is_cc_only": False} | more
    return gather_facts(mail=mail(text, subject=subject), complainant=complainant, **given)


def test_facts_of_a_bare_accusation():
    facts = facts_of("tolong ditindak oknum di dinas, banyak main proyek. saya saksi. hormat kami.")
    assert (facts.written, facts.addressed, facts.signed, facts.evidence) == (True, False, False, False)
    assert facts.chronology_clear is False
    assert facts.government_matter is True and facts.self_experienced_or_poa is True and facts.in_indonesian is True
    assert facts.addressed_to_principal is None


def test_a_scan_nobody_could_read_may_hold_address_signature_and_story():
    facts = facts_of("lihat lampiran", accepted_files=1)
    assert (facts.evidence, facts.addressed, facts.signed, facts.chronology_clear) == (True, None, None, None)


def test_facts_with_a_readable_letter():
    letter = "Pada 4 Februari 2022 saya mengajukan pendaftaran tanah. Pada 19-08-2022 petugas loket meminta uang. " * 3
    facts = facts_of("Surat terlampir.", attached=[("surat.docx", letter)], accepted_files=1)
    assert (facts.chronology_clear, facts.addressed, facts.signed) == (True, False, None)


def test_anonymous_and_foreign():
    hidden = dataclasses.replace(NAMED, anonymity=Anonymity.ANONIM)
    assert facts_of("isi surat", complainant=hidden).named is False
    assert facts_of("I went to the office to renew the permit and was asked for cash.").in_indonesian is False
    assert facts_of("ok").in_indonesian is None


@pytest.mark.parametrize(
    "text", ["Lampu taman for anak rusak", "Server it on rusak terus", "Jalan rusak parah by pass"]
)
def test_a_line_with_a_foreign_word_is_not_sent_back_for_translation(text):
    assert _indonesian(re.findall(r"[a-z]+", text.lower())) is not False


def test_an_english_letter_asks_for_a_translation():
    words = "the officer at the counter told us that the permit is not ready and we have to pay".split()
    assert _indonesian(words) is False
