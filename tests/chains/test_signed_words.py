"""Words that were signed stand: who becomes known later is withheld where they are read (docs/decisions/0011)."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from dumas_docs.access import grants
from dumas_docs.actions.hide_in_case import hide_in_case
from dumas_docs.actions.sign_document import is_genuine
from dumas_docs.models import AuditEntry, BasePage, Cause, Complaint, FieldGroup, OutgoingLetter, Recipient
from search import outbox
from search.models import SearchDocument
from tests.chains.test_moves import go
from tests.exports.reading_docx import body_texts, footer_of, text_of
from tests.identities.people import REPORTED, named
from workflows.models import Signature

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(office) -> Complaint:
    day = timezone.localdate()
    case = Complaint(
        subject="Pintu air", agenda_no="1/Agd/2026", agenda_date=day, received_at=office.now, channel="EMAIL_DUMAS",
        substance_summary="Inti.", chronology="Urutan.", state="PENYUSUNAN_TL", level=1,
    )  # fmt: skip
    BasePage.objects.get(pk=office.folder.pk).add_child(instance=case)
    case.save_revision().publish(skip_permission_checks=True)
    grants.give(page=case, role="handler", to=office.people["kabid"], cause=Cause.PENUGASAN, now=office.now)
    return Complaint.objects.get(pk=case.pk)


def signed_letter(office, case) -> OutgoingLetter:
    """It names somebody the case does not know."""
    letter = OutgoingLetter(
        subject=f"Tindakan {REPORTED}", reply_due_on=date(2026, 12, 1),
        body=[("paragraph", f"<p>Kami minta penjelasan {REPORTED} sampai 1 Desember 2026.</p>")],
        signatory_position="Asdep", owner=office.people["analis"], drafter=office.people["analis"], live=False, level=1,
    )  # fmt: skip
    letter.recipients = [Recipient(name="Kepala Dinas Contoh", rank="ESELON_II")]
    BasePage.objects.get(pk=case.pk).add_child(instance=letter)
    letter.save_revision(user=office.people["analis"])
    return go(office, letter, "+", "kasubid", "kabid", "asdep!")


@pytest.fixture
def numbered(office, case) -> OutgoingLetter:
    """Signed and numbered, and not sent yet."""
    return go(office, signed_letter(office, case), "#")


def know(case: Complaint, *names: str) -> None:
    case = Complaint.objects.get(pk=case.pk).get_latest_revision_as_object()
    case.reported_parties = [type(case).reported_parties.rel.related_model(name=name) for name in names]
    case.save_revision()
    hide_in_case(case=case, by=None, now=timezone.now())


def taken(office, letter, code: str, query: str = "") -> str:
    client = Client()
    client.force_login(office.people[code], backend="dumas_docs.access.backend.AppointmentBackend")
    response = client.get(f"/naskah/{letter.pk}/unduh/{query}")
    assert response.status_code == 200
    return "\n".join([*body_texts(response.content), text_of(footer_of(response.content))])


def read(office, letter, code: str) -> str:
    client = Client()
    client.force_login(office.people[code], backend="dumas_docs.access.backend.AppointmentBackend")
    return client.get(letter.get_url()).content.decode()


def test_a_person_who_becomes_known_later_changes_no_signed_word(office, case, numbered, capsys):
    signature, before = Signature.objects.get(), numbered.revisions.count()
    know(case, REPORTED, "Kepala Dinas Contoh")
    stored = OutgoingLetter.objects.get(pk=numbered.pk)
    assert stored.revisions.count() == before and stored.latest_revision_id == signature.revision_id
    call_command("verify_signature", signature.code)
    assert not named(stored.subject) and stored.recipients.get().name == "Terlapor"
    sent = go(office, numbered, ">")
    assert (sent.state, sent.live, sent.live_revision_id) == ("DIKIRIM", True, signature.revision_id)
    outbox.drain()
    assert not named(list(SearchDocument.objects.filter(page_id=numbered.pk).values()))
    for code in ("analis", "kabid"):
        page = read(office, sent, code)
        assert not named(page) and "Yth. " not in page.split("Terlapor")[0][-4:]
        assert signature.code in page and "Ada nama yang disamarkan" in page
    masked = taken(office, sent, "analis")
    assert not named(masked) and "Terlapor" in masked
    assert signature.code in masked and "naskah yang ditandatangani tidak berubah" in masked
    assert not named(taken(office, sent, "analis", f"?versi={signature.revision_id}"))
    for query in ("", f"?versi={signature.revision_id}"):
        own = taken(office, sent, "kabid", query)
        assert f"Kami minta penjelasan {REPORTED} sampai" in own and "Kepala Dinas Contoh" in own
        assert signature.code in own and "disamarkan" not in own and "Ditandatangani secara elektronik" in own
    opened = AuditEntry.objects.filter(verb="ekspor.dibuat", field_group=FieldGroup.IDENTITAS)
    assert {entry.actor_id for entry in opened} == {office.people["kabid"].pk}


def test_a_corrected_name_gives_the_words_back(office, case, numbered):
    know(case, REPORTED)
    assert "[terlapor]" in OutgoingLetter.objects.get(pk=numbered.pk).subject
    know(case, "Orang Lain Sama Sekali")
    stored = OutgoingLetter.objects.get(pk=numbered.pk)
    assert stored.subject == f"Tindakan {REPORTED}" and named(str(stored.body))
    assert "Ada nama yang disamarkan" not in read(office, stored, "analis")
    assert REPORTED in taken(office, stored, "analis")


def test_the_desk_sends_what_was_signed(office, case, numbered):
    """Whoever acts at the step takes the true text; with the step that ends."""
    know(case, REPORTED)
    assert REPORTED in taken(office, numbered, "agendaris")
    assert not named(taken(office, numbered, "analis"))


def test_what_goes_back_is_a_draft_without_them(office, case):
    letter = signed_letter(office, case)
    know(case, REPORTED)
    signature = Signature.objects.get()
    back = go(office, letter, "-agendaris")
    assert back.state == "REVISI" and not named(back.latest_revision.content["body"])
    assert is_genuine(signature)
    again = go(office, letter, "+", "kasubid", "kabid", "asdep!", "#", ">")
    assert "[terlapor]" in taken(office, again, "kabid") and again.state == "DIKIRIM"


def test_no_door_of_the_editor_shows_them(office, case, numbered):
    """Editing side, versions and comparison, for an editor without identities."""
    first = numbered.revisions.order_by("pk").first().pk
    know(case, REPORTED)
    office.people["analis"].user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = Client()
    client.force_login(office.people["analis"], backend="dumas_docs.access.backend.AppointmentBackend")
    edit, last = f"/penyuntingan/pages/{numbered.pk}", numbered.latest_revision_id
    shown = [
        f"/naskah/{numbered.pk}/versi/{last}/", f"/naskah/{numbered.pk}/versi/", f"/naskah/{numbered.pk}/rantai/",
        f"/naskah/{numbered.pk}/riwayat/", f"{edit}/edit/", f"{edit}/view_draft/", f"{edit}/revisions/{last}/view/",
        f"{edit}/revisions/{last}/revert/", f"{edit}/revisions/compare/{first}...{last}/", f"{edit}/history/",
        f"{edit}/workflow_history/", f"/penyuntingan/pages/{case.pk}/", numbered.get_parent().get_url(),
    ]  # fmt: skip
    answers = {address: client.get(address, follow=True) for address in shown}
    assert not {address for address, answer in answers.items() if named(answer.content.decode())}
    assert answers[f"{edit}/edit/"].status_code == 200
