"""W1-W3: a review goes its way, fixes or ends its case, and the Deputy's direction opens the follow-up."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dumas_docs.access import grants
from dumas_docs.actions.advance_case import StepRefused, advance_case
from dumas_docs.enums import Level
from dumas_docs.models import (
    BasePage,
    Cause,
    ComplainantNotice,
    Complaint,
    ConsultedCase,
    Direction,
    LinkedRule,
    Review,
)
from dumas_docs.selectors.proposed_direction import proposed_direction
from dumas_docs.selectors.step_letters import letters_about_steps
from tests.chains.chain_office import version_of
from tests.exports.reading_docx import body_texts
from tests.lifecycles.office import Office, again
from workflows.engine.acting import step_of, waiting_for
from workflows.engine.decide import DirectionMissing, ProposalMissing, approve_step, return_step
from workflows.engine.submit import NoChainHere, hand_in
from workflows.engine.sync import sync_chains
from workflows.models import Clock, ClockNotice, StepState, TransitionRecord

pytestmark = [pytest.mark.django_db, pytest.mark.both]
NOTICE = "Pengaduan Saudara tidak dapat ditindaklanjuti karena perkaranya sudah diputus pengadilan."
ARCHIVES = {
    "result": "TIDAK_MEMENUHI_SYARAT", "advice": "ARSIP", "sla_class": "", "archive_reason": "TIDAK_RELEVAN",
    "outcome": "DIJELASKAN", "notice_medium": "EMAIL", "notice": NOTICE,
}  # fmt: skip


@pytest.fixture
def office(db) -> Office:
    office = Office()
    sync_chains()
    return office


def entered(office: Office, username: str, address: str) -> str:
    client = Client()
    client.force_login(office.people[username])
    return client.get(address, follow=True).content.decode()


def review(office: Office, case: Complaint, **values: Any) -> Review:
    told: dict[str, Any] = {
        "result": "MEMENUHI_SYARAT", "advice": "SURAT_TL", "sla_class": "NON_PEMERIKSAAN_14",
        "conclusion": "<p>Simpulan.</p>", "recommendation": "<p>Saran.</p>",
    }  # fmt: skip
    page = Review(
        subject="Telaah pungutan", issue_statement="<p>Persoalan.</p>", owner=office.people["analis"], live=False,
        **(told | values),
    )  # fmt: skip
    BasePage.objects.get(pk=case.pk).add_child(instance=page)
    page.save_revision(user=office.people["analis"])
    return again(page)


def give(office: Office, page: Any) -> None:
    hand_in(subject=again(page), by=office.people["analis"])


def decide(office: Office, page: Any, *people: str, comment: str = "") -> None:
    for username in people:
        approve_step(step=step_of(page), by=office.people[username], now=timezone.now(), comment=comment)


def waits(page: Any) -> str:
    step = step_of(page)
    return step.office_task.step_code if step else ""


def under_review(office: Office, **values: Any) -> Complaint:
    case = office.case("DITELAAH", handler="analis", **values)
    Complaint.objects.filter(pk=case.pk).update(complete_at=office.now)
    return again(case)


def test_a_review_that_contradicts_itself_or_recommends_nothing_is_not_handed_in(office):
    case = under_review(office)
    for values, words in (
        ({"advice": "ARSIP"}, "tidak diarsipkan tanpa tindak lanjut"),
        ({"recommendation": '<p data-block-key="a1b2c"></p>'}, "recommendation"),
        ({"conclusion": "<p>&nbsp;</p>"}, "conclusion"),
    ):
        with pytest.raises(ValidationError) as refused:
            give(office, review(office, case, **values))
        assert words in str(refused.value), words


def test_a_review_is_approved_and_the_deputy_directs(office):
    case = under_review(office)
    study = review(office, case)
    assert study.level == case.level
    give(office, study)
    assert (again(study).state, waits(study)) == ("PARAF", "paraf-kasubid")
    assert again(case).review_result == "" and not Clock.objects.filter(code__startswith="sla").exists()
    decide(office, study, "kasubid", "kabid")
    done, fixed = again(study), again(case)
    assert (done.state, done.live, done.approved_by) == ("DISETUJUI", True, "Kepala Bidang (Kepala Bidang)")
    assert (fixed.review_result, fixed.sla_class, fixed.state) == (
        "MEMENUHI_SYARAT", "NON_PEMERIKSAAN_14", "MENUNGGU_ARAHAN",
    )  # fmt: skip
    assert Clock.objects.running().filter(subject_id=case.pk).count() == 2
    assert waits(case) == "usul-asdep"
    with pytest.raises(ProposalMissing):
        decide(office, case, "asdep", comment=" ")
    decide(office, case, "asdep", comment="Kirim kepada inspektorat.")
    decide(office, case, "deputi", comment="Teruskan kepada inspektorat.")
    direction = Direction.objects.get(page=case.pk)
    assert (direction.text, direction.position, direction.is_in_force) == (
        "Teruskan kepada inspektorat.", office.positions["deputi"], True,
    )  # fmt: skip
    assert again(case).state == "PENYUSUNAN_TL" and again(case).current_workflow_state is None
    told = TransitionRecord.objects.filter(subject_id=case.pk).values_list("name", "position_label", "by__username")
    assert list(told) == [("AJUKAN_ARAHAN", "Kepala Bidang", "kabid"), ("JALANKAN_ARAHAN", "Deputi", "deputi")]


def test_secret_cases_and_the_long_class_are_approved_by_the_asdep_as_well(office):
    for values, told in (({"level": Level.RAHASIA}, {}), ({}, {"sla_class": "PEMERIKSAAN_60"})):
        study = review(office, under_review(office, **values), **told)
        give(office, study)
        decide(office, study, "kasubid", "kabid")
        assert waits(study) == "setuju-asdep"


def test_what_does_not_qualify_is_archived_with_reason_and_notice(office):
    case = under_review(office)
    study = review(office, case, **ARCHIVES)
    give(office, study)
    decide(office, study, "kabid")
    assert again(case).state == "DITELAAH"
    decide(office, study, "asdep")
    filed = again(case)
    assert (filed.state, filed.review_result, filed.outcome) == ("DIARSIPKAN", "TIDAK_MEMENUHI_SYARAT", "DIJELASKAN")
    # Approving the notice tells nobody: the telling is a task of the handler, which closing the file waits for.
    assert not ComplainantNotice.objects.exists() and "diberi tahu:" not in entered(office, "analis", case.url)
    keeper, today = office.people["kepala_arsip"], timezone.localdate()
    with pytest.raises(StepRefused, match="belum diberi tahu"):
        advance_case(page=filed, name="TUTUP", by=keeper, now=timezone.now(), given={"reason": "Lengkap."})
    assert case.title in entered(office, "analis", "/tugas/") and case.title not in entered(
        office, "kasubid", "/tugas/"
    )
    where = f"/naskah/{case.pk}/langkah/beri_tahu/"
    assert NOTICE in entered(office, "analis", where)
    client = Client()
    client.force_login(office.people["analis"])
    sent = {"told_medium": "EMAIL", "told_on": today.isoformat(), "told_text": NOTICE, "seen": "DIARSIPKAN"}
    assert client.post(where, sent).status_code == 302
    notice = ComplainantNotice.objects.get(page_id=case.pk)
    assert (notice.text, notice.told_on, notice.recorded_by) == (NOTICE, today, office.people["analis"])
    assert case.title not in entered(office, "analis", "/tugas/") and client.post(where, sent).status_code == 422
    record = TransitionRecord.objects.get(subject_id=case.pk, name="ARSIPKAN")
    assert (record.name, record.facts["archive_reason"], study.title in record.reason) == (
        "ARSIPKAN", "TIDAK_RELEVAN", True,
    )  # fmt: skip
    assert not Clock.objects.running().filter(subject_id=case.pk).exists()


def test_a_review_is_read_and_taken_as_a_telaahan_staf(office):
    case, past = under_review(office), office.case("SELESAI")
    hidden = office.case("SELESAI", level=Level.SANGAT_RAHASIA)
    study = review(office, case)
    study.rules_linked = [LinkedRule(name="UU 25/2009 Pasal 36", relevance="Penyelenggara wajib mengelola pengaduan.")]
    study.past_cases_consulted = [ConsultedCase(complaint=past, note="Pola sama."), ConsultedCase(complaint=hidden)]
    study.save_revision(user=office.people["analis"])
    client = Client()
    client.force_login(office.people["analis"])
    page = client.get(study.url).content.decode()
    for words in ("Persoalan.", "UU 25/2009 Pasal 36", past.title, "Memenuhi syarat", "Kedudukan naskah"):
        assert words in page, words
    assert hidden.title not in page
    assert (
        reverse("wagtailadmin_pages:add", args=["dumas_docs", "review", case.pk])
        in client.get(case.url).content.decode()
    )
    told = "\n".join(body_texts(client.get(f"/naskah/{study.pk}/unduh/").content))
    for words in (
        "TELAAHAN STAF",
        "Saran.",
        "UU 25/2009 Pasal 36: Penyelenggara",
        f"Pengaduan {past.title}: Pola sama.",
    ):
        assert words in told, words
    assert hidden.title not in told


def test_a_direction_given_back_is_studied_again(office):
    case = under_review(office)
    first = review(office, case)
    give(office, first)
    decide(office, first, "kasubid", "kabid")
    decide(office, case, "asdep", comment="Kirim kepada inspektorat.")
    return_step(step=step_of(case), by=office.people["deputi"], now=timezone.now(), comment="Dalami wewenangnya.")
    back = again(case)
    assert (back.state, back.current_workflow_state, waits(case)) == ("DITELAAH", None, "")
    record = TransitionRecord.objects.filter(subject_id=case.pk).last()
    assert (record.name, record.reason) == ("KEMBALIKAN_TELAAH", "Dalami wewenangnya.")
    with pytest.raises(NoChainHere):
        give(office, first)
    second = review(office, case, sla_class="PEMERIKSAAN_60")
    give(office, second)
    decide(office, second, "kasubid", "kabid", "asdep")
    # The Asdep approved the review, the analyst wrote it: what is to be directed the Asdep still proposes himself.
    step = step_of(case)
    assert (again(case).sla_class, waits(case)) == ("PEMERIKSAAN_60", "usul-asdep")
    assert step.workflow_state.requested_by == office.people["analis"]
    assert step in waiting_for(office.people["asdep"], on=timezone.localdate())
    assert second.title in proposed_direction(step)
    decide(office, case, "asdep", comment="Kirim kepada inspektorat.")
    with pytest.raises(DirectionMissing):
        decide(office, case, "deputi", comment=" ")


def test_the_minister_directs_top_secret_cases(office):
    case = under_review(office, level=Level.SANGAT_RAHASIA)
    study = review(office, case)
    # Nobody below who was named reads it (§10): the Asdep alone approves, and only where the addressee named him.
    with pytest.raises(ValidationError, match="belum dibuka bagi Asisten Deputi"):
        give(office, study)
    asdep = office.positions["asdep"].group
    grants.give(page=case, role="head", to=asdep, cause=Cause.BERBAGI, now=timezone.now())
    give(office, study)
    assert waits(study) == "setuju-asdep"
    for code in ("kasubid", "kabid"):
        assert not StepState.objects.filter(subject_id=study.pk, position=office.positions[code]).exists()
        assert study.title not in entered(office, code, "/tugas/") and study.title not in entered(
            office, code, study.url
        )
    decide(office, study, "asdep")
    decide(office, case, "asdep", comment="Selesaikan.")
    assert waits(case) == "arahan-menteri"
    decide(office, case, "menteri", comment="Selesaikan di tingkat Deputi.")
    direction = Direction.objects.get(page=case.pk)
    assert (direction.position, again(case).state) == (office.positions["menteri"], "PENYUSUNAN_TL")


def test_who_directs_is_asked_for_his_words_with_the_proposal_before_him(office):
    case = under_review(office)
    study = review(office, case)
    give(office, study)
    decide(office, study, "kasubid", "kabid")
    proposal = f"Kirim surat tindak lanjut kepada instansi yang berwenang, sesuai saran telaah {study.title}."
    asdep, deputy = Client(), Client()
    asdep.force_login(office.people["asdep"])
    deputy.force_login(office.people["deputi"])
    url = reverse("dumas_chain", args=[case.pk])
    assert proposal in asdep.get(url).content.decode()
    assert "Untuk diusulkan arahannya" in asdep.get(reverse("dumas_tasks")).content.decode()
    [asked] = letters_about_steps(notices=list(ClockNotice.objects.filter(person=office.people["asdep"]))).values()
    assert asked.subject == f"Menunggu usulan arahan Anda: {case.title}"
    asked = {"aksi": "setuju", "langkah": step_of(case).pk, "versi": version_of(case)}
    refused = asdep.post(url, {**asked, "arahan": " "})
    assert (refused.status_code, "Usulan tanpa isi" in refused.content.decode()) == (422, True)
    assert asdep.post(url, {**asked, "arahan": "Kirim kepada inspektorat."}).status_code == 302
    step = step_of(case)
    told = ClockNotice.objects.filter(person=office.people["deputi"])
    [letter] = letters_about_steps(notices=list(told)).values()
    assert letter.subject == f"Menunggu arahan Anda: {case.title}"
    assert "Arahan: diusulkan" in deputy.get(reverse("dumas_story", args=[case.pk])).content.decode()
    board = deputy.get(reverse("dumas_tasks")).content.decode()
    assert ("Untuk diberi arahan" in board, "Untuk disetujui" in board) == (True, False)
    modal = reverse("wagtailadmin_pages:workflow_action", args=[case.pk, "decide", step.pk])
    data = reverse("wagtailadmin_pages:collect_workflow_action_data", args=[case.pk, "decide", step.pk])
    for address in (url, modal, data):
        assert "Kirim kepada inspektorat." in deputy.get(address).content.decode(), address
    asked = {"aksi": "setuju", "langkah": step.pk, "versi": version_of(case)}
    refused = deputy.post(url, {**asked, "arahan": " ", "comment": "Catatan."})
    words = "Arahan tanpa isi tidak dapat dicatat."
    assert (refused.status_code, words in refused.content.decode()) == (422, True)
    ajax = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}
    assert words in deputy.post(modal, {"comment": ""}, **ajax).json()["html"]
    deputy.post(modal, {"comment": ""})
    assert not Direction.objects.filter(page=case.pk).exists()
    deputy.post(modal, {"comment": "Kirim kepada gubernur."}, **ajax)
    assert Direction.objects.get(page=case.pk).text == "Kirim kepada gubernur."


def test_a_file_that_lacks_something_waits_under_review(office):
    case = under_review(office, missing=("signed",))
    study = review(office, case)
    give(office, study)
    decide(office, study, "kasubid", "kabid")
    assert (again(case).state, again(case).review_result) == ("DITELAAH", "MEMENUHI_SYARAT")


@pytest.mark.parametrize("lacks", ["archive_reason", "outcome", "notice_medium", "notice"])
def test_nothing_is_archived_in_silence(office, lacks):
    study = review(office, under_review(office), **(ARCHIVES | {lacks: ""}))
    with pytest.raises(ValidationError):
        give(office, study)
    assert again(study).state == "KONSEP"


def test_what_is_no_review_now_is_not_handed_in(office):
    case = under_review(office)
    one, other = review(office, case), review(office, case)
    with pytest.raises(ValidationError):
        give(office, review(office, case, sla_class=""))
    give(office, one)
    with pytest.raises(ValidationError):
        give(office, other)
    Complaint.objects.filter(pk=case.pk).update(state="DITERUSKAN")
    return_step(step=step_of(one), by=office.people["kasubid"], now=timezone.now(), comment="Keliru.")
    with pytest.raises(ValidationError):
        give(office, one)
