"""What is stored of a document in a case: nobody the case knows."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dumas_docs.actions.add_document import add_document
from dumas_docs.actions.add_documents import add_documents
from dumas_docs.actions.case_records import record_inquiry
from dumas_docs.actions.hide_in_words import told_without_persons
from dumas_docs.models import (
    AssignmentOrder,
    AuditEntry,
    BasePage,
    ComplainantIdentity,
    Complaint,
    IncomingLetter,
    MonitoringReport,
    OutgoingLetter,
)
from tests.access.office import NOW, TODAY
from tests.identities.people import NAME, NIK, REPORTED, STREET, named

TABLE = {
    "columns": [{"type": "text", "heading": f"Kata {REPORTED}"}],
    "rows": [{"values": [NAME]}],
    "caption": f"Milik {NAME}",
}


def columns(page: BasePage) -> str:
    """Everything the tables and the versions of a document hold of it, as text."""
    stored = type(page).objects.get(pk=page.pk)
    rows = [stored.serializable_data(), *(revision.content for revision in stored.revisions.all())]
    return repr([{name: value for name, value in row.items() if name != "owner"} for row in rows])


def outgoing(**values) -> OutgoingLetter:
    page = OutgoingLetter(**{
        "subject": f"Jawaban kepada {NAME}", "signatory_position": "Asdep",
        "body": [
            ("paragraph", f"<p>Sdr. <b>Sekar</b> Wulandari &amp; <i>{REPORTED}</i></p>"),
            ("numbered", [f"alamat {STREET}", "tetap"]),
        ], **values,
    })  # fmt: skip
    page.body = page._meta.get_field("body").stream_block.to_python(
        [*page.body.get_prep_value(), {"type": "table", "value": TABLE}]
    )
    page.recipients.create(name=NAME, sort_order=0)
    page.recipients.create(name="Kepala Desa Contoh", sort_order=1)
    return page


def order() -> AssignmentOrder:
    page = AssignmentOrder(
        subject="Klarifikasi", considering=f"<p>pengaduan <b>{NAME}</b></p>", basis="<p>Dasar</p>",
        task=f"<p>menemui {REPORTED}</p>", place=STREET, starts_on=TODAY, ends_on=TODAY, leader_rank="ASDEP",
        reporting=f"Hasil tentang {REPORTED}",
    )  # fmt: skip
    page.assignees.create(name="Dewi Lestari", position_title="Analis", is_leader=True)
    return page


def report() -> MonitoringReport:
    rich = dict.fromkeys(("implementation", "analysis", "conclusion", "recommendation"), f"<p>{NAME}: hadir</p>")
    page = MonitoringReport(
        subject="Hasil", basis="DATABASE", mode="LANGSUNG", purpose="RAKOR", leader_rank="ASDEP", direction_text="Ada",
        partner=REPORTED, institutions="Dinas", starts_on=TODAY, ends_on=TODAY, team="Dewi Lestari", routed_to="Asdep",
        sections=[("section", {"heading": f"Kata {NAME}", "text": f"<p>NIK {NIK}</p>"})], **rich,
    )  # fmt: skip
    page.clarified_cases.create(letter_ref="B-1", institution="Dinas", response=f"{REPORTED} mengaku")
    return page


def test_a_letter_as_typed_is_stored_with_marks(letter):
    assert (letter.sender, letter.subject) == ("Pengadu", "Surat dari [pengadu]")
    assert letter.body == "Saya [pengadu], [alamat], NIK [NIK], wa [telepon]."
    assert (letter.deliverer, letter.attachments_note) == ("kurir [pengadu]", "KTP_[pengadu].pdf")
    assert not named(columns(letter))


@pytest.mark.parametrize("make", [outgoing, order, report])
def test_every_text_of_every_type(case, make):
    page = make()
    BasePage.objects.get(pk=case.pk).add_child(instance=page)
    page.save_revision()
    assert not named(columns(page))
    added = add_document(parent=case, document=make(), by=None, now=NOW)
    assert not named(columns(added))
    assert AuditEntry.objects.filter(verb="naskah.disamarkan", page_id=added.pk).count() == 1


def test_blocks_keep_their_mark_up_ids_and_order(case):
    page = outgoing()
    BasePage.objects.get(pk=case.pk).add_child(instance=page)
    body = OutgoingLetter.objects.get(pk=page.pk).body
    assert [block.id for block in body][:2] == [block.id for block in page.body][:2]
    assert body[0].value.source == "<p>Sdr. <b>[pengadu]</b> &amp; <i>[terlapor]</i></p>"
    assert list(body[1].value) == ["alamat [alamat]", "tetap"]
    assert body[2].value.row_data[0]["values"][0] == "[pengadu]"
    assert [row.name for row in page.recipients.all()] == ["Pengadu", "Kepala Desa Contoh"]


def test_a_case_hides_its_own_persons_in_its_summary(case):
    case.substance_summary = f"{NAME} dipungut {REPORTED}."
    case.save_revision().publish(skip_permission_checks=True)
    stored = Complaint.objects.get(pk=case.pk)
    assert stored.substance_summary == "[pengadu] dipungut [terlapor]."
    assert stored.complainants.get().full_name.reveal() == NAME
    assert stored.reported_parties.get().institution == "Kantor Desa Contoh"


def test_a_letter_that_may_disclose_stays_and_so_does_what_lies_elsewhere(desk, case):
    approved = outgoing(identity_disclosure_approved=True)
    BasePage.objects.get(pk=case.pk).add_child(instance=approved)
    assert NAME in OutgoingLetter.objects.get(pk=approved.pk).subject
    assert desk.office.letter(sender=NAME, subject=NAME).sender == NAME
    sealed = desk.office.letter(
        BasePage.objects.get(pk=case.pk), sender=NAME, subject="", seal="AMPLOP_TERTUTUP_PRIBADI"
    )
    assert IncomingLetter.objects.get(pk=sealed.pk).sender == NAME


def test_a_name_at_the_end_of_a_full_field_costs_no_other_word(desk, case):
    subject = "x" * 296 + " Ani"
    ComplainantIdentity.objects.create(complaint=case, full_name="Ani")
    page = desk.office.letter(BasePage.objects.get(pk=case.pk), subject=subject)
    assert page.subject == "x" * 296 + " •••"


def test_a_letter_with_grants_of_its_own_is_in_the_case_still(desk, letter):
    desk.office.give(letter, "editor", desk.office.staff("penulis"))
    page = IncomingLetter.objects.get(pk=letter.pk)
    assert page.acl_item_id == page.pk
    page.body = f"Kata {NAME}"
    page.save_revision().publish(skip_permission_checks=True)
    assert IncomingLetter.objects.get(pk=letter.pk).body == "Kata [pengadu]"


def letters(count: int) -> list[IncomingLetter]:
    return [
        IncomingLetter(subject=f"Hal {NAME}", received_at=NOW, sender=f"Kantor {number}", addressee="Asdep")
        for number in range(count)
    ]


def test_many_at_once_ask_for_the_persons_once(case):
    counts = []
    for count in (2, 20):
        with CaptureQueriesContext(connection) as asked:
            stored = add_documents(parent=case, documents=letters(count), by=None, now=NOW)
        assert {letter.subject for letter in stored} == {"Hal [pengadu]"}
        counts.append(sum("identity" in query["sql"] for query in asked))
    assert counts[0] == counts[1] == 1


def test_outside_of_cases_nobody_is_asked_for(desk):
    with CaptureQueriesContext(connection) as asked:
        page = add_document(parent=desk.office.root, document=letters(1)[0], by=None, now=NOW)
        page = IncomingLetter.objects.get(pk=page.pk)
        page.save_revision().publish(skip_permission_checks=True)
    assert not [query["sql"] for query in asked if "complainantidentity" in query["sql"]]
    assert page.subject == f"Hal {NAME}"


def test_what_is_written_about_a_case_names_nobody(desk, case):
    told = told_without_persons(case, {"outcome": "SELESAI", "told": {"text": f"Kepada {NAME}.", "on": TODAY}})
    assert told["outcome"] == "SELESAI" and told["told"]["on"] == TODAY and NAME not in told["told"]["text"]
    asked = record_inquiry(
        case=case, medium="SURAT", asked_at=NOW, question=f" Bagaimana surat {NAME} tentang {REPORTED}? ",
        by=desk.at("penyunting", "editor"), now=NOW,
    )  # fmt: skip
    assert not named(asked.question) and asked.question.startswith("Bagaimana surat")
