"""Names in the head of a mail reach nobody without `identity`: not in the case, not by the search."""

from __future__ import annotations

from django.utils import timezone

from dumas_docs.actions.clear_wording import clear_wording
from dumas_docs.models import Complaint
from dumas_docs.models.wordings import wording_of
from search.backends import get_backend
from search.outbox import drain
from search.query import parse
from tests.intake.test_handed_on import LETTER, PASSER
from tests.intake.test_handed_on import WRITER as INNER


def found_by(person, text: str) -> set[int]:
    return {hit.page_id for hit in get_backend().search(parse(text), user=person).hits}


def test_the_full_name_of_the_header_is_stored_sealed_and_found_with_identities_alone(take_in, office):
    take_in(
        text="Perkenalkan, Parwati Susilohadi, warga Desa Kalibening. Jalan rusak.\n\nTerima kasih\nParwati S.",
        sender="Parwati Susilohadi <parwati@warga.example>", subject="Jalan rusak Parwati Susilohadi",
        files={"catatan.txt": b"Dicatat oleh Parwati S. dan S. Parwati; Susilohadi hadir."},
    )  # fmt: skip
    case = Complaint.objects.get()
    assert case.complainants.get().full_name.reveal() == "Parwati Susilohadi"
    texts = [case.subject, case.chronology, case.substance_summary, str(case.latest_revision.content)]
    for text in [*texts, *case.attachments.values_list("text", flat=True)]:
        assert "Parwati" not in text and "Susilohadi" not in text
    drain()
    named = 'pengadu:"Parwati Susilohadi"'
    assert found_by(office.users["asdep"], named) == found_by(office.users["asdep"], "Kalibening") == {case.pk}
    assert found_by(office.users["pembaca"], "Kalibening") == set()
    clear_wording(
        case=case, wording=wording_of(case), names_nobody=True, by=office.users["asdep"], now=timezone.now()
    )  # fmt: skip
    drain()
    assert found_by(office.users["pembaca"], "Kalibening") == {case.pk}
    assert found_by(office.users["pembaca"], named) == found_by(office.users["pembaca"], "Susilohadi") == set()


def test_who_hands_a_letter_on_is_no_complainant_and_the_note_says_so(take_in, office):
    take_in(
        text=f"FYI, mohon arahan.\n\nDari: {INNER}\nDikirim: {timezone.now():%d/%m/%Y}\nPerihal: Irigasi\n\n{LETTER}",
        sender=PASSER, subject="Fwd: Irigasi",
    )  # fmt: skip
    case = Complaint.objects.get()
    person = case.complainants.get()
    assert (person.full_name.reveal(), person.email.reveal()) == ("Sulasmono Ekawardaya", "sul@warga.example")
    assert case.received_mails.get().notes == ["DITERUSKAN"]
    assert b"hendra@instansi.example" in case.received_mails.get().original.open("rb").read()
    assert "Hendrawan" not in case.chronology and "hendra@" not in case.chronology
