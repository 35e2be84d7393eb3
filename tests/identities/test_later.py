"""Persons the case comes to know later, and documents put into it later."""

from __future__ import annotations

from datetime import timedelta

import pytest
from wagtail.models import Comment

from dumas_docs.access import audit
from dumas_docs.actions.hide_in_case import hide_in_case
from dumas_docs.actions.move_page import move_page
from dumas_docs.models import (
    Attachment,
    AuditEntry,
    BasePage,
    Complaint,
    FieldGroup,
    IncomingLetter,
    InterventionRecord,
    ProgressInquiry,
)
from dumas_docs.selectors.chain_story import transitions
from dumas_docs.selectors.story_events import Told
from search import outbox
from search.models import SearchDocument
from tests.access.office import NOW
from tests.identities.people import NAME, PHONE, REPORTED, named
from workflows.models import TransitionRecord


@pytest.fixture
def unknown(desk) -> Complaint:
    """A case that knows nobody yet."""
    page = desk.office.case()
    page.save_revision().publish(skip_permission_checks=True)
    return Complaint.objects.get(pk=page.pk)


@pytest.fixture
def early(desk, unknown) -> IncomingLetter:
    """A letter of the complainant that was stored before the case knew him, with a draft, a remark and a file."""
    page = desk.office.letter(BasePage.objects.get(pk=unknown.pk), sender=NAME, subject="Hal", body=f"Saya {NAME}")
    page.save_revision().publish(skip_permission_checks=True)
    page = IncomingLetter.objects.get(pk=page.pk)
    page.body = f"Rancangan tentang {REPORTED}"
    page.save_revision()
    Comment.objects.create(page=page, user=desk.office.staff("penulis"), text=f"Tanya {NAME}", contentpath="subject")
    attach(page, f"Tertanda {NAME}, {PHONE}")
    outbox.drain()
    return IncomingLetter.objects.get(pk=page.pk)


def attach(page: BasePage, text: str) -> Attachment:
    return Attachment.objects.create(
        page_id=page.pk, title="a.pdf", text=text, mime="application/pdf", sha256="0" * 64, received_at=NOW,
        file="berkas/x.pdf",
    )  # fmt: skip


def know(case: Complaint) -> None:
    case.complainants.create(full_name=NAME, phone=PHONE)
    case.reported_parties.create(name=REPORTED)
    case.save_revision()


def test_what_lies_in_the_case_follows_a_draft_of_its_identities(unknown, early):
    before = early.latest_revision_id
    know(unknown)
    assert hide_in_case(case=unknown, by=None, now=NOW) == 1
    page = IncomingLetter.objects.get(pk=early.pk)
    assert (page.live, page.sender, page.body) == (True, "Pengadu", "Saya [pengadu]")
    final, draft = page.live_revision, page.latest_revision
    assert before < final.pk < draft.pk
    assert (final.content["body"], draft.content["body"]) == ("Saya [pengadu]", "Rancangan tentang [terlapor]")
    assert page.has_unpublished_changes
    assert Comment.objects.get(page=page).text == "Tanya [pengadu]"
    assert Attachment.objects.get(page=page).text == "Tertanda [pengadu], [telepon]"
    entries = AuditEntry.objects.filter(verb="naskah.disamarkan", page_id=page.pk)
    assert [entry.data["revision"] for entry in entries] == [final.pk, draft.pk]
    assert all(entry.reason for entry in entries)
    assert hide_in_case(case=unknown, by=None, now=NOW) == 0


def test_words_written_beside_follow_and_records_are_shown_without_them(desk, unknown):
    """Records are never changed, so the story hides there what it shows."""
    clerk = desk.office.staff("penulis")
    told = {"page": unknown, "recorded_by": clerk, "recorded_at": NOW}
    Complaint.objects.filter(pk=unknown.pk).update(outcome_text=f"Hasil untuk {NAME}.")
    inquiry = ProgressInquiry.objects.create(**told, asked_at=NOW, medium="EMAIL", question=f"Kata {NAME}?")
    action = InterventionRecord.objects.create(**told, trigger="TERLAMBAT", action=f"Menelepon {REPORTED}.")
    TransitionRecord(
        subject_id=unknown.pk, lifecycle="pengaduan", name="CATAT", source="DITERIMA", target="TERCATAT", at=NOW,
        reason=f"Kata {NAME}.",
    ).save()  # fmt: skip
    know(unknown)
    hide_in_case(case=unknown, by=clerk, now=NOW)
    for row in (inquiry, action):
        row.refresh_from_db()
    assert (inquiry.question, action.action) == ("Kata [pengadu]?", "Menelepon [terlapor].")
    assert Complaint.objects.get(pk=unknown.pk).outcome_text == "Hasil untuk [pengadu]."
    beside = [entry.data.get("beside") for entry in AuditEntry.objects.filter(verb="naskah.disamarkan")]
    assert ["complaint", "interventionrecord", "progressinquiry"] in beside
    assert NAME in TransitionRecord.objects.get().reason
    audit.record(
        verb="naskah.beralih", by=clerk, page=unknown, at=NOW, group=FieldGroup.METADATA, reason=f"Kata {NAME}."
    )
    history = desk.client(desk.at("pembaca", "reader")).get(f"/naskah/{unknown.pk}/riwayat/").content.decode()
    assert "Kata [pengadu]." in history and NAME not in history
    case = Complaint.objects.get(pk=unknown.pk)
    assert [event.note for event in transitions(Told(case))] == ["Kata [pengadu]."]


def test_the_index_follows(unknown, early):
    know(unknown)
    hide_in_case(case=unknown, by=None, now=NOW)
    outbox.drain()
    rows = SearchDocument.objects.filter(page_id=early.pk).values()
    assert rows and not named(list(rows))


def test_a_draft_alone_stays_a_draft(desk, unknown):
    page = desk.office.letter(BasePage.objects.get(pk=unknown.pk), body=f"Kata {NAME}", live=False)
    page.save_revision()
    know(unknown)
    hide_in_case(case=unknown, by=None, now=NOW)
    page = IncomingLetter.objects.get(pk=page.pk)
    assert (page.live, page.body, page.latest_revision.content["body"]) == (False, "Kata [pengadu]", "Kata [pengadu]")


def test_the_case_itself_follows(unknown):
    unknown.chronology = f"{NAME} datang"
    unknown.save_revision().publish(skip_permission_checks=True)
    case = Complaint.objects.get(pk=unknown.pk)
    know(case)
    assert case.get_latest_revision_as_object().chronology == "[pengadu] datang"
    hide_in_case(case=case, by=None, now=NOW)
    case = Complaint.objects.get(pk=case.pk)
    assert case.chronology == "[pengadu] datang"
    assert not case.complainants.exists() and case.has_unpublished_changes
    assert case.get_latest_revision_as_object().complainants.get().full_name.reveal() == NAME


def test_older_versions_are_shown_without_them_and_kept_as_they_were(unknown, early):
    first = early.revisions.order_by("pk").first()
    know(unknown)
    hide_in_case(case=unknown, by=None, now=NOW)
    first.refresh_from_db()
    assert NAME in first.content["body"]
    assert first.as_object().body == "Saya [pengadu]"


def test_a_planned_version_is_published_without_them(unknown, early):
    page = IncomingLetter.objects.get(pk=early.pk)
    page.body = f"Terencana {NAME}"
    planned = page.save_revision(approved_go_live_at=NOW + timedelta(days=9))
    know(unknown)
    hide_in_case(case=unknown, by=None, now=NOW)
    planned.refresh_from_db()
    planned.publish(skip_permission_checks=True)
    assert IncomingLetter.objects.get(pk=early.pk).body == "Terencana [pengadu]"


def test_a_letter_put_into_a_case_and_taken_out_again(desk, case):
    page = desk.office.letter(sender=NAME, body=f"Saya {NAME}")
    page.save_revision().publish(skip_permission_checks=True)
    held = attach(page, f"Tertanda {NAME}")
    elsewhere, head = desk.office.folder(), desk.at("kepala", "head")
    first = page.latest_revision
    move_page(page=page, to=case, by=head, now=NOW, reason="Milik perkara.")
    moved = IncomingLetter.objects.get(pk=page.pk)
    assert (moved.sender, moved.body) == ("Pengadu", "Saya [pengadu]")
    held.refresh_from_db()
    assert (held.text, held.names_person) == ("Tertanda [pengadu]", True)
    move_page(page=moved, to=elsewhere, by=head, now=NOW, reason="Salah perkara.")
    outside = IncomingLetter.objects.get(pk=page.pk)
    assert outside.body == "Saya [pengadu]"
    first.refresh_from_db()
    assert NAME in first.content["body"] and not named(first.as_object().body)
