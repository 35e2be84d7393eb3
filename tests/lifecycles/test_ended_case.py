"""A case that has ended is closed by every door, until it is reopened; what the office still owes stays possible."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dumas_docs.actions.add_document import CaseEnded, add_document
from dumas_docs.actions.advance_case import advance_case
from dumas_docs.actions.case_records import FileClosed, answer_inquiry, record_inquiry, record_intervention
from dumas_docs.actions.move_page import MayNotMove, move_page
from dumas_docs.actions.record_direction import DirectionTooLate, record_direction
from dumas_docs.models import ComplainantIdentity, Complaint, IncomingLetter, ProgressInquiry, Review
from tests.admin.forms import values_on
from tests.lifecycles.office import again
from tests.lifecycles.test_case_steps import child, file_in
from workflows.lifecycles.complaint import COMPLAINT

pytestmark = [pytest.mark.django_db, pytest.mark.both]
REASON = {"reason": "Pengadu mengirim salinan KTP; ejaan namanya keliru."}


@pytest.fixture
def enter(office):
    def as_person(username: str) -> Client:
        client = Client()
        client.force_login(office.people[username])
        return client

    return as_person


@pytest.fixture
def case(office):
    case = office.case("SELESAI", handler="analis", resolved_at=office.now)
    case.complainants = [ComplainantIdentity(full_name="Sukirno Wiryodihardjo", phone="0812")]
    case.save_revision().publish()
    return again(case)


def put(case, state: str):
    Complaint.objects.filter(pk=case.pk).update(state=state)
    return again(case)


def study(**values) -> Review:
    return Review(
        subject="Telaah", issue_statement="<p>a</p>", conclusion="<p>b</p>", recommendation="<p>c</p>",
        advice="SURAT_TL", result="MEMENUHI_SYARAT", **values,
    )  # fmt: skip


def test_no_editor_and_no_new_paper_in_any_end_state(office, enter, case):
    client, edit = enter("analis"), reverse("wagtailadmin_pages:edit", args=[case.pk])
    typed = values_on(enter("analis").get(reverse("wagtailadmin_pages:edit", args=[put(case, "DITELAAH").pk])).content)
    elsewhere = child(office.case("DITELAAH", handler="analis"), study())
    versions = case.revisions.count()
    for state in COMPLAINT.endings:
        case = put(case, state)
        shown = client.get(edit)
        told = shown.content.decode()
        assert shown.context["locked_for_user"] and "tidak ada lagi yang diubah" in told, state
        for action in ("publish", "submit", "x"):
            client.post(edit, {**typed, "subject": "Diubah diam-diam", f"action-{action}": "1"})
        assert (again(case).subject, case.revisions.count()) == (case.subject, versions), state
        add = reverse("wagtailadmin_pages:add", args=["dumas_docs", "review", case.pk])
        for answer in (client.get(add, follow=True), client.post(add, {"subject": "x"}, follow=True)):
            assert "tidak ada lagi yang diubah" in answer.content.decode(), state
        for model in ("outgoingletter", "assignmentorder", "monitoringreport"):
            url = reverse("wagtailadmin_pages:add", args=["dumas_docs", model, case.pk])
            assert client.get(url).status_code == 302
        with pytest.raises(CaseEnded, match="surat masuk"):
            add_document(parent=case, document=study(), by=office.people["analis"], now=office.now)
        with pytest.raises(MayNotMove):
            move_page(page=elsewhere, to=case, by=office.people["asdep"], now=office.now, reason="Pindah.")
        with pytest.raises(DirectionTooLate):
            record_direction(case=case, position=office.positions["deputi"], mode="TERTULIS", given_at=office.now,
                             text="x", by=office.people["kabid"], now=office.now)  # fmt: skip
        assert client.get(reverse("dumas_direction", args=[case.pk])).status_code == 302
    assert not Review.objects.child_of(case).exists()
    sheet = enter("asdep").get(reverse("dumas_disposition_give", args=[put(case, "DITUTUP").pk]), follow=True)
    told = sheet.content.decode()
    assert "tidak ada lagi yang diperintahkan" in told and reverse("dumas_disposition_give", args=[case.pk]) not in told


def test_what_comes_in_is_filed_and_reopens_the_case(office, enter, case):
    client, case = enter("analis"), put(case, "DITUTUP")
    letters = reverse("wagtailadmin_pages:add", args=["dumas_docs", "incomingletter", case.pk])
    assert client.get(letters).status_code == 200
    letter = IncomingLetter(subject="Bukti", received_at=timezone.now(), sender="Pengadu", addressee="Asdep")
    add_document(parent=case, document=letter, by=office.people["analis"], now=timezone.now())
    file_in(office, case, "Bukti baru.")
    given = {"reason": "Bukti baru dari pengadu."}
    advance_case(page=again(case), name="BUKA_KEMBALI", by=office.people["asdep"], now=timezone.now(), given=given)
    shown = client.get(reverse("wagtailadmin_pages:edit", args=[case.pk]))
    assert not shown.context["locked_for_user"]
    add_document(parent=again(case), document=study(), by=office.people["analis"], now=timezone.now(), live=False)


def test_who_asks_is_answered_until_the_file_is_closed(office, enter, case):
    analyst, client = office.people["analis"], enter("analis")
    asked = {"medium": "EMAIL", "asked_at": office.now, "question": "Bagaimana hasilnya?", "by": analyst,
             "now": office.now}  # fmt: skip
    inquiry = record_inquiry(case=case, **asked)
    answer_inquiry(inquiry=inquiry, answer="Sudah selesai.", by=analyst, now=office.now)
    stale, case = case, put(case, "DITUTUP")
    for found in (stale, case):
        with pytest.raises(FileClosed):
            record_inquiry(case=found, **asked)
        with pytest.raises(FileClosed):
            record_intervention(case=found, trigger="TERLAMBAT", action="x", by=analyst, now=office.now)
    page = client.get(case.url).content.decode()
    for name in ("dumas_inquiry", "dumas_intervention"):
        address = reverse(name, args=[case.pk])
        assert address not in page
        answer = client.get(address, follow=True)
        assert "tidak ada lagi yang diubah" in answer.content.decode()
    assert ProgressInquiry.objects.count() == 1


def test_identities_are_corrected_with_a_reason_and_nothing_else(office, enter, case):
    client, edit = enter("analis"), reverse("wagtailadmin_pages:edit", args=[case.pk])
    draft = case.get_latest_revision_as_object()
    draft.subject = "Konsep sebelum berakhir"
    draft.save_revision(user=office.people["analis"])
    for state, filing, name in (("SELESAI", True, "Sukirno Wirya"), ("DITUTUP", False, "Sukirna Wirya")):
        put(case, state)
        assert f"{edit}?identitas=1" in enter("analis").get(edit).content.decode()
        assert "Alasan" in client.get(f"{edit}?identitas=1").content.decode()
        client.post(f"{edit}?identitas=1", REASON)
        shown = client.get(edit)
        typed = values_on(shown.content)
        assert not shown.context["locked_for_user"] and "subject" not in typed and "chronology" not in typed
        assert ("case_file" in typed) is filing
        erased = client.post(edit, typed | {"complainants-0-DELETE": "on", "action-publish": "1"})
        assert erased.status_code == 200 and "tidak dihapus" in erased.content.decode()
        typed |= {
            "complainants-0-full_name": name,
            "case_file": f"B/{state}",
            "subject": "Diubah",
            "action-publish": "1",
        }
        assert client.post(edit, typed).status_code == 302
        now = again(case)
        assert (now.subject, now.complainants.get().full_name.reveal()) == ("Pungutan liar", name)
        assert now.case_file == "B/SELESAI" and now.state == state
    # Who edits without the right to identities finds no such way, and reads nobody's name.
    office.person("penyunting", "Penyunting", "bid", "clerk", "PELAKSANA", "editor")
    writer = enter("penyunting")
    for answer in (writer.get(f"{edit}?identitas=1"), writer.post(f"{edit}?identitas=1", REASON), writer.get(edit)):
        told = answer.content.decode()
        assert "Sukirn" not in told and "0812" not in told and "?identitas=1" not in told
    assert writer.get(edit).context["locked_for_user"]


def test_a_letter_in_its_file_is_not_written_anew(office, enter):
    client = enter("asdep")
    for state, stands in (("SELESAI", False), ("DIBERKASKAN", True), ("DIKEMBALIKAN", True)):
        letter = office.incoming(state)
        shown = client.get(reverse("wagtailadmin_pages:edit", args=[letter.pk]))
        assert shown.context["locked_for_user"] is stands, state
        assert ("isinya tidak dapat diubah lagi" in shown.content.decode()) is stands
