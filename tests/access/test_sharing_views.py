"""The sharing tab as its users meet it, and as those who try to misuse it do."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import gettext

from dumas_docs.access import grants
from dumas_docs.access.scope import local_today, person_scope
from dumas_docs.access.selectors import may
from dumas_docs.enums import Level
from dumas_docs.models import BasePage, GrantCause
from dumas_docs.selectors.origins import places_of
from tests.access.office import NOW


@pytest.fixture
def head(office, client):
    person = office.holder("asdep", "asdep")
    office.give(office.root, "head", office.position("asdep"), cause="ORGANISASI", reason="Kepala unit")
    client.force_login(person)
    return person


def tab(page, name="dumas_sharing"):
    return reverse(name, kwargs={"page_id": page.pk})


def save(client, page, **fields):
    return client.post(tab(page), {"aksi": "simpan", **fields})


def state():
    return list(GrantCause.objects.order_by("pk").values()), list(BasePage.objects.values_list("pk", "inherits"))


def test_the_table_shows_people_roles_and_where_they_come_from(office, head, client):
    case, analyst = office.case(), office.person("analis")
    office.give(case, "handler", analyst, cause="PENUGASAN", reason="Pembagian tugas")
    office.give(case, "reader", office.person("pembaca"), reason="Bahan rapat")
    html = client.get(tab(case)).content.decode()
    for words in ("Analis", "Pembagian tugas", "Pembaca", "Bahan rapat", "Kepala unit", office.root.title):
        assert words in html
    assert f'value="orang-{office.person("pembaca").pk}:reader"' in html
    assert "checked" in html
    assert (
        html.count('type="checkbox"')
        == html.count('type="checkbox" class="row-edit-box"') + html.count('type="checkbox" name="peran"') + 1
    )  # the one in the key to the signs


def test_every_check_box_has_a_name_of_its_own(office, head, client):
    import re

    case = office.case()
    for name in ("satu", "dua"):
        office.give(case, "reader", office.person(name))
    html = client.get(tab(case)).content.decode()
    labels = re.findall(r'name="peran"[^>]*aria-label="([^"]+)"', html)
    assert len(labels) == len(set(labels)) > 10


def test_a_person_is_found_added_given_a_role_and_withdrawn(office, head, client):
    case, analyst = office.case(), office.person("nadira")
    key = f"orang-{analyst.pk}"
    found = client.post(tab(case, "dumas_sharing_people"), {"cari": "nadi"}).content.decode()
    assert f'value="{key}"' in found
    added = client.post(tab(case), {"tambah": key}).content.decode()
    assert f'value="{key}:reader"' in added
    assert not GrantCause.objects.filter(user=analyst).exists()
    until = local_today() + timedelta(days=30)
    fields = {"baris": [key], "peran": [f"{key}:reader"], f"alasan-{key}": "Telaah", f"sampai-{key}": until.isoformat()}
    answer = client.post(tab(case), {"aksi": "simpan", **fields}, follow=True)
    assert answer.redirect_chain == [(tab(case), 302)]
    assert "Nadira" in str(next(iter(answer.context["messages"])))
    cause = GrantCause.objects.get(user=analyst)
    assert (cause.role, cause.reason, cause.ends_on, cause.given_by) == ("reader", "Telaah", until, head)
    save(client, case, baris=[key], ada=[f"{key}:reader"], peran=[])
    assert not may(analyst, "see", case)


def test_a_role_given_meanwhile_by_somebody_else_is_not_withdrawn(office, head, client):
    case, other = office.case(), office.person("lain")
    office.give(case, "reader", other)
    save(client, case, baris=[f"orang-{other.pk}"], peran=[])
    assert may(other, "read", case)


def test_the_last_day_is_moved(office, head, client):
    case, reader = office.case(), office.person("pembaca")
    cause = office.give(case, "reader", reader, ends_on=local_today())
    cell, until = f"orang-{reader.pk}:reader", local_today() + timedelta(days=9)
    day = {f"batas-{cause.pk}": until.isoformat(), f"semula-{cause.pk}": local_today().isoformat()}
    save(client, case, ada=[cell], peran=[cell], **day)
    cause.refresh_from_db()
    assert cause.ends_on == until


def test_faults_are_shown_beside_their_fields_and_nothing_typed_is_lost(office, head, client):
    case, analyst = office.case(level=2), office.person("nadira")
    key, before = f"orang-{analyst.pk}", state()
    answer = client.post(
        tab(case), {"aksi": "simpan", "baris": [key], "peran": [f"{key}:reader"], f"sampai-{key}": "31/02/2026"}
    )
    html = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#alasan-{key}"' in html
    assert f'href="#sampai-{key}"' in html
    assert f'value="{key}:reader" aria-label' in html
    assert 'value="31/02/2026"' in html
    assert state() == before


@pytest.mark.parametrize(
    "fields",
    [
        {"peran": ["orang-{pk}:raja"]},
        {"peran": ["orang-{pk}:records_head"]},
        {"peran": ["orang-{self}:reader"]},
        {"peran": ["orang-999999999:reader"]},
        {"peran": ["orang-99999999999999999999999:reader"]},
        {"peran": ["jabatan-{pk}'--:reader"]},
        {"peran": ["orang-{closed}:reader"]},
        {"peran": ["::::"]},
        {"peran": ["\x00:reader"]},
        {"batas-999999999999999": "2099-01-01"},
        {"batas-99999999999999999999": "2099-01-01"},
        {"ada": ["orang-{pk}:reader"], "peran": []},
        {"baris": ["orang-{pk}"] * 5000},
        {"tambah": "jabatan-99999999", "aksi": ""},
    ],
)  # fmt: skip
def test_tampered_fields_change_nothing_and_are_no_error_of_the_server(office, head, client, fields):
    names = {
        "pk": office.person("lain").pk,
        "self": head.pk,
        "closed": office.person("tutup", is_active=False).pk,
    }
    case, before = office.case(), state()
    before = state()
    filled = {
        name: [text.format(**names) for text in value] if isinstance(value, list) else value.format(**names)
        for name, value in fields.items()
    }
    answer = client.post(tab(case), {"aksi": "simpan", **filled})
    assert answer.status_code in (200, 302, 400, 404, 422)
    assert state() == before


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("dumas_sharing", {"aksi": "simpan", "peran": ["orang-{pk}:reader"]}),
        ("dumas_sharing", {"tambah": "orang-{pk}"}),
        ("dumas_sharing_people", {"cari": "lain"}),
        ("dumas_sharing_inheritance", {"aksi": "hentikan", "alasan": "Coba"}),
        ("dumas_sharing_inheritance", {"aksi": "lanjutkan", "alasan": "Coba"}),
        ("dumas_sharing", None),
        ("dumas_sharing_inheritance", None),
        ("dumas_access_of", None),
    ],
)
def test_who_has_lost_the_right_meets_a_page_that_is_not_there(office, client, name, fields):
    case, sharer, other = office.case(), office.person("pembagi"), office.person("lain")
    cause = office.give(case, "supervisor", sharer)
    office.give(case, "reader", sharer)
    client.force_login(sharer)
    assert client.get(tab(case)).status_code == 200
    grants.revoke(cause=cause, now=NOW)
    before = state()
    if fields is None:
        answer = client.get(tab(case, name), {"orang": other.pk})
    else:
        filled = {
            k: [v[0].format(pk=other.pk)] if isinstance(v, list) else v.format(pk=other.pk) for k, v in fields.items()
        }
        answer = client.post(tab(case, name), filled)
    assert answer.status_code == 404
    assert state() == before


def test_the_search_shows_names_positions_and_units_only_and_no_lists(office, head, client):
    case = office.case()
    person = office.holder("nadira", "analis")
    person.email, person.last_name = "rahasia@kantor.example", "Kemalasari"
    person.save()
    office.person("nadir", is_active=False)
    search = tab(case, "dumas_sharing_people")
    found = client.post(search, {"cari": "kemala"}).content.decode()
    assert "Nadira Kemalasari" in found
    assert "Analis" in found
    assert "rahasia@" not in found
    assert "orang-" not in client.post(search, {"cari": "na"}).content.decode()
    assert "orang-" not in client.post(search, {"cari": "%%%"}).content.decode()
    for number in range(20):
        office.person(f"nadirawan{number}")
    assert client.post(search, {"cari": "nadira"}).content.decode().count("orang-") <= 8
    assert client.get(search).status_code == 405


def test_a_role_from_a_folder_one_may_not_know_of_is_shown_without_its_name_and_reason(office, client):
    secret = office.folder(title="Operasi Senyap", slug="f-9")
    case, sharer, other = office.case(secret), office.person("pembagi"), office.person("lain")
    office.give(secret, "reader", other, reason="Alasan yang tertutup")
    office.give(secret, "archivist", office.position("arsiparis"), cause="ORGANISASI", reason="Unit Kearsipan")
    office.give(case, "supervisor", sharer)
    client.force_login(sharer)
    for address in (tab(case), f"{tab(case, 'dumas_access_of')}?orang={other.pk}"):
        html = client.get(address).content.decode()
        assert "Lain" in html
        assert "Operasi Senyap" not in html
        assert "Alasan yang tertutup" not in html
        assert gettext("a folder above your reach") in html
    assert "Unit Kearsipan" in client.get(tab(case)).content.decode()


def test_the_reason_of_a_set_up_on_a_case_one_may_not_know_of_stays_hidden(office):
    case, reader = office.case(level=Level.RAHASIA), office.person("pembagi")
    cause = office.give(case, "reader", office.position("kabid"), cause="ORGANISASI", reason="Surat sangat rahasia")
    other = office.case()
    with person_scope(reader):
        place = places_of([cause], other)[case.pk]
    assert (place.title, place.reason_of(cause)) == (gettext("(restricted)"), "")


def test_inheritance_is_previewed_stopped_and_taken_up_again(office, head, client):
    office.give(office.root, "supervisor", office.position("kabid"), cause="ORGANISASI")
    other = office.holder("bagaskoro", "kabid")
    case, address = office.case(), None
    address = tab(case, "dumas_sharing_inheritance")
    preview = client.get(address)
    assert preview.context["change"].losing == ["Bagaskoro"]
    assert preview.context["change"].still_shares
    own = [one.cause_id for one in preview.context["change"].keepable if one.is_own]
    again = client.post(address, {"aksi": "pratinjau", "tetap": []})
    assert not again.context["change"].still_shares
    assert client.post(address, {"aksi": "hentikan", "tetap": own, "alasan": " "}).status_code == 422
    assert client.post(address, {"aksi": "hentikan", "tetap": [], "alasan": "Tertutup"}).status_code == 422
    assert client.post(address, {"aksi": "hentikan", "tetap": ["9" * 17], "alasan": "x"}).status_code == 422
    assert BasePage.objects.get(pk=case.pk).inherits
    client.post(address, {"aksi": "hentikan", "tetap": own, "alasan": "Tertutup"})
    assert not may(other, "see", BasePage.objects.get(pk=case.pk))
    assert client.get(address).context["change"].gaining == ["Bagaskoro"]
    client.post(address, {"aksi": "lanjutkan", "alasan": "Selesai"})
    assert may(other, "read", BasePage.objects.get(pk=case.pk))


def test_what_a_person_can_do_is_explained_with_the_reason_for_each(office, head, client):
    case = office.case(level=2)
    office.give(office.root, "supervisor", office.position("kabid"), cause="ORGANISASI")
    office.give(case, "reader", office.position("kabid"), reason="Bahan rapat")
    person = office.holder("bagaskoro", "kabid")
    found = client.get(tab(case, "dumas_access_of"), {"q": "bagas"})
    assert f"?orang={person.pk}" in found.content.decode()
    answer = client.get(tab(case, "dumas_access_of"), {"orang": person.pk})
    by_verb = {one.verb: one for one in answer.context["explanation"].answers}
    assert by_verb["read"].allowed
    assert "Bahan rapat" in " ".join(by_verb["read"].reasons)
    assert "Kabid" in " ".join(by_verb["read"].reasons)
    assert not by_verb["change"].allowed
    assert str(Level.TERBATAS.label) in by_verb["change"].reasons[0]
    for odd in ("0", "x", "9" * 30, "-1", "1;2"):
        assert client.get(tab(case, "dumas_access_of"), {"orang": odd}).status_code == 404


def test_the_number_of_queries_does_not_grow_with_people(office, head, client):
    case = office.case()

    def count():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(tab(case)).status_code == 200
        return len(queries)

    for number in range(3):
        office.give(case, "reader", office.person(f"orang{number}"))
        office.give(case, "reader", office.position(f"jabatan{number}"))
    count()
    few = count()
    for number in range(3, 23):
        office.give(case, "reader", office.person(f"orang{number}"))
        office.give(case, "reader", office.position(f"jabatan{number}"))
        office.appoint(office.person(f"orang{number}"), office.position(f"jabatan{number}"))
    assert count() == few


def test_a_former_holder_is_refused_by_name_and_nothing_is_lost(office, head, client):
    case, former = office.case(), office.person("mantan", last_name="Kabid")
    office.appoint(former, office.position("kabid"), ends_on=local_today() - timedelta(days=1))
    key, before = f"orang-{former.pk}", state()
    fields = {f"alasan-{key}": "Bahan serah terima", f"sampai-{key}": str(local_today() + timedelta(days=9))}
    answer = save(client, case, peran=f"{key}:reader", baris=key, **fields)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Mantan Kabid sudah tidak memegang jabatan" in html
    assert "Bahan serah terima" in html
    assert state() == before


def test_a_long_reason_is_refused_and_never_cut(office, head, client):
    case, key, before = office.case(), f"orang-{office.staff('teman').pk}", state()
    answer = save(client, case, peran=f"{key}:reader", baris=key, **{f"alasan-{key}": "alasan" * 3_000})
    assert answer.status_code == 422
    assert "paling banyak 500 karakter" in answer.content.decode()
    assert "alasan" * 3_000 in answer.content.decode()
    assert state() == before


def test_a_name_that_ends_in_a_full_stop_is_not_given_another(office, head, client):
    case, friend = office.case(), office.staff("teman")
    friend.last_name = "Sutanto, M.Ak."
    friend.save()
    key = f"orang-{friend.pk}"
    answer = save(client, case, peran=f"{key}:reader", baris=key)
    shown = client.get(answer["Location"]).content.decode()
    assert "Pembaca untuk Teman Sutanto, M.Ak." in shown
    assert "M.Ak.." not in shown
