"""The list of synonyms: who keeps it, what is refused, and that a change holds from the next question on."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from dumas_docs.models import Complaint
from search import outbox
from search.backends import get_backend
from search.models import Synonym
from search.query import parse
from search.synonyms import groups, one_list, other_names
from workflows.models import Appointment, Position


def test_names_are_compared_as_the_search_does_and_fillers_do_not_matter():
    with one_list([("UMKM", "usaha mikro kecil dan menengah"), ("TL", "tindak lanjut"), ("TL", "tenaga listrik")]):
        assert other_names("tl") == ("tindak lanjut", "tenaga listrik")
        assert other_names("Tindak  LANJUT") == ("TL",)
        asked = parse("keluhan usaha mikro kecil dan menengah")
        assert list(groups(asked.words)) == [("keluhan",), ("usaha", "mikro", "kecil", "menengah")]
        assert other_names("usaha mikro kecil menengah") == ("UMKM",)


@pytest.mark.parametrize(
    ("short", "long", "field", "words"),
    [
        ("", "tindak lanjut", "short", ""),
        ("***", "tindak lanjut", "short", "Tuliskan sekurang-kurangnya satu kata"),
        ("TLX", "satu dua tiga empat lima enam tujuh", "long", "Paling banyak 6 kata"),
        ("Pungutan", "memungut", "long", "keduanya memang sudah sama"),
        ("tl", "Tindak Lanjut", "long", "Pasangan ini sudah ada dalam daftar: TL = tindak lanjut"),
        ("tindak lanjut", "TL", "long", "Pasangan ini sudah ada dalam daftar"),
    ],
)
def test_what_the_search_cannot_use_is_refused_in_words(db, short, long, field, words):
    with pytest.raises(ValidationError) as refused:
        Synonym(short=short, long=long).full_clean()
    assert words in " ".join(refused.value.message_dict[field])


def employed(person, office):
    """The editing side opens for holders of a position."""
    post = Position.objects.create(code=f"jabatan-{person.username}", title="Jabatan", unit=office.unit)
    Appointment.objects.create(
        person=person, position=post, kind="DEFINITIF", starts_on=timezone.localdate(), decree_no="SK-1"
    )
    return person


def test_an_archivist_changes_the_list_and_the_next_question_finds_by_it(office, client):
    case = office.pages["restricted"]
    Complaint.objects.filter(pk=case.pk).update(category="pekerja migran anggrek")
    outbox.queue(case.pk)
    outbox.drain()

    def found() -> set[int]:
        return {hit.page_id for hit in get_backend().search(parse("PMA"), user=office.people["reader"]).hits}

    assert found() == set()
    client.force_login(employed(office.person("archivist", "archivist"), office))
    assert "padanan-kata" in client.get(reverse("wagtailadmin_home")).content.decode()
    add = reverse("padanan-kata:add")
    refused = client.post(add, {"short": "TL", "long": "tindak lanjut", "note": "ganda"})
    assert "Pasangan ini sudah ada dalam daftar" in refused.content.decode()
    assert 'value="ganda"' in refused.content.decode()
    client.post(add, {"short": "PMA", "long": "pekerja migran anggrek"})
    row = Synonym.objects.get(short="PMA")
    assert found() == {case.pk}
    client.post(reverse("padanan-kata:edit", args=[row.pk]), {"short": "PMX", "long": "pekerja migran anggrek"})
    assert found() == set()
    Synonym.objects.filter(pk=row.pk).update(short="PMA")
    assert found() == {case.pk}, "whoever changed it, and however"
    client.post(reverse("padanan-kata:delete", args=[row.pk]))
    assert found() == set() and not Synonym.objects.filter(pk=row.pk).exists()


def test_the_list_is_read_once_for_each_question(office, django_assert_max_num_queries):
    outbox.drain()
    with django_assert_max_num_queries(200) as asked:
        get_backend().search(parse("pungutan liar tindak lanjut gandaria"), user=office.people["reader"])
    assert len([query for query in asked if "dumas_search_synonym" in query["sql"]]) == 1


def test_others_do_not_reach_it(office, client):
    row = Synonym.objects.first()
    client.force_login(employed(office.people["head"], office))
    assert "padanan-kata" not in client.get(reverse("wagtailadmin_home")).content.decode()
    for address in (reverse("padanan-kata:index"), reverse("padanan-kata:edit", args=[row.pk])):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"]) == (302, reverse("wagtailadmin_home"))
