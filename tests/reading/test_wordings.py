"""What a sender wrote stays with those who may see identities until somebody says that it names nobody."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission

from dumas_docs.actions.clear_wording import MayNotClear, WordingChanged, clear_wording
from dumas_docs.actions.give_disposition import give_disposition
from dumas_docs.actions.hide_in_case import hide_in_case
from dumas_docs.enums import Level
from dumas_docs.models import ClearedWording, Complaint
from dumas_docs.models.wordings import is_cleared, wording_of
from search import outbox
from tests.admin.forms import values_on
from workflows.models import Position, RankGroup

# A name no rule finds, and a word that is none.
UNKNOWN, PLAIN = "Lakawanggah Saro", "terowongan"
WORDS = (f"Keluhan {UNKNOWN}", f"{PLAIN} itu", f"ditutup {UNKNOWN}", f"Perjanjian dengan {UNKNOWN}")


@pytest.fixture
def raw(office) -> Complaint:
    """A case as it came in, with two versions nobody has looked through."""
    case = office.case()
    ClearedWording.objects.all().delete()
    for ending in ("pagi", "malam"):
        case.substance_summary, case.legal_refs = f"Keluhan {UNKNOWN}.", f"Perjanjian dengan {UNKNOWN}"
        case.chronology = f"{PLAIN} itu ditutup {UNKNOWN} tiap {ending}."
        case.save_revision().publish()
    office.person("penyunting", "Penyunting", "editor")
    for name in ("penyunting", "kabid"):
        office.people[name].user_permissions.add(Permission.objects.get(codename="access_admin"))
    outbox.drain()
    return Complaint.objects.get(pk=case.pk)


def doors(case: Complaint) -> list[str]:
    *_, first, last = case.revisions.order_by("pk").values_list("pk", flat=True)
    edit = f"/penyuntingan/pages/{case.pk}"
    return [
        case.url, f"/naskah/{case.pk}/versi/{first}/", f"/naskah/{case.pk}/versi/{first}/{last}/", f"{edit}/edit/",
        f"{edit}/revisions/{first}/view/", f"{edit}/revisions/{first}/revert/", f"{edit}/view_draft/",
        f"{edit}/revisions/compare/{first}...{last}/", f"/cari/?q={UNKNOWN}", f"/cari/?q={PLAIN}", "/", "/kasus/",
    ]  # fmt: skip


def clear(office, case: Complaint, by: str = "kabid", **values) -> None:
    given = {"wording": wording_of(case), "names_nobody": True} | values
    clear_wording(case=case, by=office.people[by], now=office.now, **given)


@pytest.mark.parametrize("name", ["pembaca", "agendaris", "penyunting"])
def test_nobody_without_identities_reads_it_through_any_door(office, enter, raw, name):
    client = enter(name)
    for address in doors(raw):
        response = client.get(address)
        assert response.status_code == 200 or (name != "penyunting" and "/penyuntingan/" in address), address
        text = response.content.decode()
        assert not [words for words in WORDS if words in text], address
        assert raw.title not in text if address.startswith("/cari/") else True
    assert "belum diperiksa dari nama orang" in client.get(raw.url).content.decode()


def test_who_may_see_identities_reads_finds_and_opens_it(office, enter, raw, trail):
    client = enter("kabid")
    for address in doors(raw)[:-2]:
        assert UNKNOWN in client.get(address).content.decode(), address
    found = client.get(f"/cari/?q={PLAIN}").content.decode()
    assert raw.title in found and f"<mark>{PLAIN}</mark>" in found
    sent = {"wording": wording_of(raw), "names_nobody": "ya"}
    assert enter("pembaca").post(f"/naskah/{raw.pk}/uraian/", sent).status_code == 404
    assert enter("penyunting").post(f"/naskah/{raw.pk}/uraian/", sent).status_code == 404
    assert not is_cleared(raw)
    assert "kini terbuka" in client.post(f"/naskah/{raw.pk}/uraian/", sent, follow=True).content.decode()
    outbox.drain()
    assert trail("uraian.dibuka", page_id=raw.pk) == 1
    reader = enter("pembaca")
    assert f"ditutup {UNKNOWN} tiap malam" in reader.get(raw.url).content.decode()
    assert raw.title in reader.get(f"/cari/?q={PLAIN}").content.decode()
    # The wording before stays closed, also beside the one that is open.
    for address in doors(raw)[1:3]:
        assert "tiap pagi" not in reader.get(address).content.decode()
    assert (
        "kini tertutup"
        in client.post(f"/naskah/{raw.pk}/uraian/", sent | {"names_nobody": "tidak"}, follow=True).content.decode()
    )
    assert UNKNOWN not in reader.get(raw.url).content.decode()


def test_only_the_words_that_were_read_are_opened(office, raw):
    with pytest.raises(MayNotClear):
        clear(office, raw, by="pembaca")
    read = wording_of(raw)
    raw.chronology = "Lain."
    raw.save_revision().publish()
    with pytest.raises(WordingChanged):
        clear(office, raw, wording=read)
    assert not is_cleared(raw)


def test_who_edits_without_reading_it_loses_nothing_of_it(office, enter, raw):
    address = f"/penyuntingan/pages/{raw.pk}/edit/"
    client = enter("penyunting")
    data = values_on(client.get(address).content)
    assert "chronology" not in data
    client.post(address, data | {"category": "Jalan", "chronology": "Ditimpa.", "substance_summary": "Ditimpa."})
    stored = Complaint.objects.get(pk=raw.pk).get_latest_revision_as_object()
    assert (stored.category, UNKNOWN in stored.chronology, UNKNOWN in stored.substance_summary) == ("Jalan", True, True)


def test_open_words_stay_open_when_they_are_edited_or_lose_a_name(office, enter, raw):
    clear(office, raw)
    address = f"/penyuntingan/pages/{raw.pk}/edit/"
    client = enter("penyunting")
    client.post(address, values_on(client.get(address).content) | {"legal_refs": "UU 25/2009"})
    draft = Complaint.objects.get(pk=raw.pk).get_latest_revision_as_object()
    assert draft.legal_refs == "UU 25/2009" and is_cleared(draft)
    case = Complaint.objects.get(pk=raw.pk)
    case.reported_parties.create(name=UNKNOWN, institution="Dinas")
    case.save()
    hide_in_case(case=case, by=None, now=office.now)
    case = Complaint.objects.get(pk=raw.pk)
    assert UNKNOWN not in case.chronology and is_cleared(case)


def test_who_sees_identities_opens_what_he_has_written_himself(office, enter, raw):
    clear(office, raw)
    address = f"/penyuntingan/pages/{raw.pk}/edit/"
    client = enter("kabid")
    client.post(address, values_on(client.get(address).content) | {"legal_refs": "Menurut Budi Hartono"})
    draft = Complaint.objects.get(pk=raw.pk).get_latest_revision_as_object()
    assert draft.legal_refs == "Menurut Budi Hartono" and not is_cleared(draft)


def test_who_works_on_it_by_a_disposition_reads_it(office, enter, raw):
    Position.objects.filter(code="asdep").update(rank_group=RankGroup.ESELON_II)
    give_disposition(
        page=raw, from_position=office.people["asdep"].appointments.get().position,
        to_positions=[office.people["orang_luar"].appointments.get().position], instructions=["TELAAH"],
        by=office.people["asdep"], now=office.now,
    )  # fmt: skip
    assert f"ditutup {UNKNOWN}" in enter("orang_luar").get(raw.url).content.decode()
    assert raw.level == Level.TERBATAS
