"""A letter in a closed envelope: handed over unopened, opened by its addressee, who then chooses (S4 B.1)."""

from __future__ import annotations

import pytest
from django.test import Client

from dumas_docs.access import grants
from dumas_docs.access.scope import local_today
from dumas_docs.access.selectors import people_with
from dumas_docs.actions.advance_case import StepRefused, advance_case
from dumas_docs.actions.file_document import file_document
from dumas_docs.actions.open_to_addressee import NoAddressee
from dumas_docs.actions.set_level import LoweringNeedsReason
from dumas_docs.actions.unseal_letter import MayNotUnseal, unseal_letter
from dumas_docs.enums import Level
from dumas_docs.models import AuditEntry, BasePage, Cause, Disposition, Folder, GrantCause, IncomingLetter
from dumas_docs.selectors.explanation import explain
from tests.lifecycles.office import Office, again
from workflows.models import Appointment, Position, TransitionRecord

pytestmark = pytest.mark.django_db
SENDER = "Sekar Wulandari"


@pytest.fixture
def envelope(office) -> IncomingLetter:
    """Registered by the desk, written to the Deputi."""
    letter = IncomingLetter(
        received_at=office.now, sender=SENDER, addressee="Deputi", seal="AMPLOP_TERTUTUP_PRIBADI", deliverer="Kurir",
    )  # fmt: skip
    parent = BasePage.objects.get(pk=office.folder.pk)
    return again(file_document(page=letter, parent=parent, by=office.people["agendaris"], now=office.now))


def enter(office: Office, username: str) -> Client:
    client = Client()
    client.force_login(office.people[username], backend="dumas_docs.access.backend.AppointmentBackend")
    return client


def opened(office: Office, letter: IncomingLetter, state: str = "DIBUKA") -> IncomingLetter:
    advance_case(page=letter, name="BUKA_AMPLOP", by=office.people["deputi"], now=office.now)
    IncomingLetter.objects.filter(pk=letter.pk).update(state=state)
    return again(letter)


def test_the_desk_hands_it_over_without_opening_anything(office, envelope):
    desk, address = enter(office, "agendaris"), f"/naskah/{envelope.pk}/langkah/SERAHKAN_TERSEGEL/"
    card = desk.get(envelope.url).content.decode()
    assert address in card and SENDER not in card
    asked = desk.get(address).content.decode()
    assert "Serahkan" in asked and SENDER not in asked
    for name in ("BUKA_AMPLOP", "CATAT", "APA"):
        assert desk.get(f"/naskah/{envelope.pk}/langkah/{name}/").status_code == 404
    for stranger in ("analis", "asdep", "orang_luar"):
        assert enter(office, stranger).post(address, {"seen": "DITERIMA"}).status_code == 404
    assert again(envelope).state == "DITERIMA"
    assert desk.post(address, {"seen": "DITERIMA"}).status_code == 302
    record = TransitionRecord.objects.get(subject_id=envelope.pk)
    assert (record.name, record.by, again(envelope).state) == (
        "SERAHKAN_TERSEGEL", office.people["agendaris"], "TERSEGEL_DISERAHKAN",
    )  # fmt: skip
    told = desk.get(envelope.url).content.decode()
    assert "Diserahkan tersegel" in told and record.by_name in told and address not in told and SENDER not in told


def test_the_addressee_lifts_the_seal(office, envelope):
    deputy = office.people["deputi"]
    address = f"/naskah/{envelope.pk}/segel/"
    assert enter(office, "deputi").get(address).status_code == 404
    with pytest.raises(MayNotUnseal):
        unseal_letter(letter=envelope, level=Level.TERBATAS, by=deputy, now=office.now, reason="Biasa saja.")
    letter, client = opened(office, envelope), enter(office, "deputi")
    page = client.get(letter.url).content.decode()
    assert address in page and "tanpa dibuka" not in page and f"/naskah/{letter.pk}/disposisi/" in page
    for other in ("agendaris", "asdep"):
        assert enter(office, other).post(address, {"level": "1", "reason": "x"}).status_code == 404
    with pytest.raises(LoweringNeedsReason):
        unseal_letter(letter=letter, level=Level.TERBATAS, by=deputy, now=office.now)
    assert client.post(address, {"level": "1", "reason": "Surat dinas biasa."}).status_code == 302
    free = again(letter)
    assert (free.seal, free.level, free.live_revision.content["seal"]) == ("TERBUKA", Level.TERBATAS, "TERBUKA")
    lifted = AuditEntry.objects.get(verb="amplop.dilepas")
    assert (lifted.actor, lifted.reason, lifted.data) == (deputy, "Surat dinas biasa.", {"level": "TERBATAS"})
    # Who registered it may now enter the subject, until the letter moves on.
    assert GrantCause.objects.filter(page_id=free.pk, cause=Cause.PEMBUAT, role="editor", revoked_at=None).count() == 1
    advance_case(page=free, name="CATAT_SETELAH_DIBUKA", by=office.people["agendaris"], now=office.now)
    advance_case(page=again(free), name="AJUKAN", by=office.people["agendaris"], now=office.now)
    assert again(free).state == "MENUNGGU_ARAHAN"


def test_the_addressee_disposes_of_it(office, envelope):
    letter, client = opened(office, envelope, "DICATAT"), enter(office, "deputi")
    address, order = f"/naskah/{letter.pk}/disposisi/beri/", {
        "from_position": office.positions["deputi"].pk, "to_positions": [office.positions["asdep"].pk],
        "instructions": ["TELAAH"], "urgency": "BIASA",
    }  # fmt: skip
    refused = client.post(address, order)
    assert refused.status_code == 422 and not Disposition.objects.exists()
    assert again(letter).is_sealed
    grants.give(page=letter, role="reader", to=office.people["asdep"], cause=Cause.BERBAGI, now=office.now)
    with pytest.raises(MayNotUnseal):
        unseal_letter(letter=letter, level=Level.TERBATAS, by=office.people["asdep"], now=office.now, reason="x")
    assert client.post(address, order).status_code == 302
    given = again(letter)
    assert (given.state, given.is_sealed, given.level) == ("DIDISPOSISI", False, Level.SANGAT_RAHASIA)
    assert enter(office, "agendaris").get(letter.url).content.decode().count(SENDER) == 0


def test_the_addressee_keeps_it_sealed(office, envelope):
    letter = opened(office, envelope, "DICATAT")
    with pytest.raises(StepRefused):
        advance_case(
            page=letter, name="SIMPAN_TERSEGEL", by=office.people["asdep"], now=office.now, given={"reason": "x"}
        )
    advance_case(
        page=letter, name="SIMPAN_TERSEGEL", by=office.people["deputi"], now=office.now, given={"reason": "Pribadi."}
    )
    kept = again(letter)
    assert (kept.state, kept.is_sealed, kept.level) == ("SELESAI", True, Level.SANGAT_RAHASIA)


def test_who_stands_in_day_by_day_learns_nothing_of_the_envelope(office, envelope):
    asdep, deputy, on = office.people["asdep"], office.people["deputi"], local_today()
    position = office.positions["deputi"]
    appointed = Appointment.objects.create(
        person=asdep, position=position, kind="PLH", starts_on=on, ends_on=on, decree_no="1"
    )
    client, step = enter(office, "asdep"), f"/naskah/{envelope.pk}/langkah/BUKA_AMPLOP/"
    for address in (envelope.url, f"/naskah/{envelope.pk}/", f"/naskah/{envelope.pk}/riwayat/", step):
        assert client.get(address).status_code == 404
    assert client.post(step, {"seen": "DITERIMA"}).status_code == 404
    assert asdep not in people_with("see", envelope) and deputy in people_with("read", envelope)
    assert "sendiri" in " ".join(explain(asdep, envelope, on=on).without_effect)
    # The outside stays with who keeps the register, also where he is a stand-in there.
    Appointment.objects.filter(person=office.people["agendaris"]).update(kind="PLH", ends_on=on)
    assert enter(office, "agendaris").get(envelope.url).status_code == 200
    # A plt. is the addressee of a vacant position; whom the addressee names for this envelope opens it.
    Appointment.objects.filter(pk=appointed.pk).update(kind="PLT")
    assert enter(office, "asdep").get(envelope.url).status_code == 200
    appointed.delete()
    grants.give(page=envelope, role="director", to=asdep, cause=Cause.BERBAGI, by=deputy, now=office.now)
    advance_case(page=envelope, name="BUKA_AMPLOP", by=asdep, now=office.now)
    assert again(envelope).state == "DIBUKA"


@pytest.mark.parametrize(("kind", "opens"), [("DEFINITIF", True), ("PLH", False)])
def test_an_envelope_shared_with_a_position_is_opened_by_who_holds_it(office, envelope, kind, opens):
    asdep, deputy, today = office.people["asdep"], office.people["deputi"], local_today()
    Appointment.objects.filter(person=asdep).update(kind=kind, ends_on=None if opens else today)
    grants.give(
        page=envelope,
        role="director",
        to=office.positions["asdep"].group,
        cause=Cause.BERBAGI,
        by=deputy,
        now=office.now,
    )
    step = f"/naskah/{envelope.pk}/langkah/BUKA_AMPLOP/"
    answer = enter(office, "asdep").post(step, {"seen": "DITERIMA"})
    assert (again(envelope).state == "DIBUKA") is opens and answer.status_code == (302 if opens else 404)


def test_an_opened_seal_opens_to_the_stand_in_as_well(office, envelope):
    Appointment.objects.create(
        person=office.people["asdep"], position=office.positions["deputi"], kind="PLH", starts_on=local_today(),
        ends_on=local_today(), decree_no="1",
    )  # fmt: skip
    letter = opened(office, envelope)
    assert enter(office, "asdep").get(letter.url).status_code == 404
    unseal_letter(letter=letter, level=Level.RAHASIA, by=office.people["deputi"], now=office.now, reason="Biasa.")
    assert enter(office, "asdep").get(letter.url).status_code == 200


def test_a_complaint_sent_in_confidence_is_not_opened_to_the_stand_in(office):
    case = office.case(level=Level.SANGAT_RAHASIA)
    grants.give(page=case, role="director", to=office.positions["menteri"].group, cause=Cause.ORGANISASI,
                now=office.now)  # fmt: skip
    Appointment.objects.create(
        person=office.people["deputi"], position=office.positions["menteri"], kind="PLH", starts_on=local_today(),
        ends_on=local_today(), decree_no="1",
    )  # fmt: skip
    assert enter(office, "menteri").get(case.url).status_code == 200
    assert enter(office, "deputi").get(case.url).status_code == 404
    assert office.people["deputi"] not in people_with("see", case)


@pytest.mark.parametrize(("addressee", "who"), [("Deputi", "deputi"), ("asisten deputi", "asdep")])
def test_the_bureau_registers_for_leaders_outside_of_its_own_line(office, addressee, who):
    bureau = BasePage.objects.get(pk=office.folder.pk).add_sibling(
        "last-sibling", instance=Folder(title="Biro", slug="biro", unit=office.units["biro-tu"], purpose="UNIT")
    )
    grants.give(page=bureau, role="registrar", to=office.positions["agendaris"].group, cause=Cause.ORGANISASI,
                now=office.now)  # fmt: skip
    for seal in ("AMPLOP_TERTUTUP_PRIBADI", "TERBUKA"):
        letter = IncomingLetter(
            received_at=office.now, sender=SENDER, addressee=addressee, seal=seal,
            subject="" if seal != "TERBUKA" else "Undangan",
        )  # fmt: skip
        file_document(page=letter, parent=BasePage.objects.get(pk=bureau.pk), by=office.people["agendaris"],
                      now=office.now)  # fmt: skip
        assert enter(office, who).get(again(letter).url).status_code == 200
    Position.objects.create(
        code="kembar", title=addressee, unit=office.units["arsip"], role_code="x", rank_group="ESELON_I"
    )
    twin = IncomingLetter(received_at=office.now, sender=SENDER, addressee=addressee, seal="AMPLOP_TERTUTUP_PRIBADI")
    with pytest.raises(NoAddressee):
        file_document(page=twin, parent=BasePage.objects.get(pk=bureau.pk), by=office.people["agendaris"],
                      now=office.now)  # fmt: skip
    stray = IncomingLetter(received_at=office.now, sender=SENDER, addressee="Entah", seal="AMPLOP_TERTUTUP_PRIBADI")
    with pytest.raises(NoAddressee) as refused:
        file_document(page=stray, parent=BasePage.objects.get(pk=bureau.pk), by=office.people["agendaris"],
                      now=office.now)  # fmt: skip
    assert "“Entah” bukan nama jabatan" in str(refused.value)
