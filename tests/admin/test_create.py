"""Creating every type through the editing side: numbers, defaults, rights of the writer."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from dumas_docs.access import grants
from dumas_docs.access.roles import READ, SEE
from dumas_docs.access.scope import local_today
from dumas_docs.access.selectors import may, verbs_on
from dumas_docs.actions.add_documents import add_documents
from dumas_docs.actions.file_document import file_document
from dumas_docs.models import (
    AssignmentOrder,
    AuditEntry,
    BasePage,
    Complaint,
    Folder,
    FolderPurpose,
    GrantCause,
    IncomingLetter,
    MonitoringActivity,
    MonitoringReport,
    OutgoingLetter,
    Register,
    ServiceStandard,
    Sop,
)
from tests.access.office import NOW
from tests.admin.forms import values_on

WHEN = {"received_at": "2026-11-16 09:00"}
DAYS = {"starts_on": "2026-12-01", "ends_on": "2026-12-03"}
CASES = [
    (Folder, {"title": "Berkas umum"}),
    (IncomingLetter, {"subject": "Undangan rapat", "sender": "Biro Hukum", "addressee": "Asdep", **WHEN}),
    (OutgoingLetter, {"subject": "Tindak lanjut"}),
    (AssignmentOrder, {"subject": "Pemantauan", "place": "Kupang", **DAYS, "leader_rank": "ASDEP"}),
    (MonitoringReport, {"subject": "Hasil", **DAYS, "basis": "DATABASE", "mode": "LANGSUNG", "purpose": "RAKOR",
                        "leader_rank": "ASDEP"}),
    (MonitoringActivity, {"subject": "Pemantauan", "basis": "DATABASE", "mode": "LANGSUNG", "purpose": "RAKOR"}),
    (ServiceStandard, {"title": "Standar layanan"}),
    (Sop, {"title": "SOP layanan"}),
]  # fmt: skip


def add_url(model: type[BasePage], parent: BasePage) -> str:
    return reverse("wagtailadmin_pages:add", args=["dumas_docs", model._meta.model_name, parent.pk])


@pytest.mark.parametrize("role", ["editor", "contributor", "registrar"])
@pytest.mark.parametrize(("model", "typed"), CASES, ids=[model.__name__ for model, _typed in CASES])
def test_whoever_may_add_creates_every_type(desk, model, typed, role):
    writer = desk.at("penulis", role)
    client = desk.client(writer)
    url = add_url(model, desk.office.root)
    screen = client.get(url)
    assert screen.status_code == 200
    response = client.post(url, {**values_on(screen.content), **typed})
    page = model.objects.child_of(desk.office.root).last()
    assert page is not None, response.context and response.context["form"].errors
    assert response.status_code == 302
    assert page.owner == writer
    assert page.latest_revision is not None
    assert AuditEntry.objects.filter(verb="naskah.dibuat", page_id=page.pk, actor=writer).count() == 1
    if model.register_code:
        assert page.register_entries.get().text == page.title
        assert page.slug == page.register_entries.get().slug
    if model in (IncomingLetter, Folder):
        assert page.live
    else:
        assert not page.live
        assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    if model is OutgoingLetter:
        assert page.drafter == writer
    assert client.get(response.url).status_code == 200


def test_invalid_input_takes_no_number_and_loses_nothing(desk):
    writer = desk.at("penulis", "editor")
    client = desk.client(writer)
    url = add_url(IncomingLetter, desk.office.root)
    screen = values_on(client.get(url).content)
    for _ in range(3):
        refused = client.post(url, {**screen, "subject": "", "sender": "Biro Hukum", "addressee": ""})
        assert refused.status_code == 200
        assert b"Biro Hukum" in refused.content
        assert {"subject", "addressee"} <= set(refused.context["form"].errors)
    ahead = {"sender_date": "2999-01-01", "received_at": "2026-01-02 08:00"}
    refused = client.post(url, {**screen, "subject": "Hal", "sender": "S", "addressee": "A", **ahead})
    assert "sender_date" in refused.context["form"].errors
    assert not Register.objects.filter(code="surat-masuk", last_number__gt=0).exists()
    for n in range(1, 4):
        client.post(url, {**screen, "subject": "Hal", "sender": "S", "addressee": "A"})
        assert IncomingLetter.objects.last().title.startswith(f"{n:05}/")


def test_a_background_save_never_takes_a_number(desk):
    client = desk.client(desk.at("penulis", "editor"))
    url = add_url(OutgoingLetter, desk.office.root)
    screen = values_on(client.get(url).content)
    answer = client.post(url, {**screen, "subject": "Hal"}, headers={"accept": "application/json"})
    assert answer.status_code == 400
    assert not OutgoingLetter.objects.exists()


def test_no_register_outside_of_a_unit(desk):
    loose = BasePage.objects.get(depth=2).add_child(instance=Folder(title="Lepas", slug="lepas"))
    assert loose.unit_id is None
    writer = desk.at("penulis", "editor", loose)
    client = desk.client(writer)
    url = add_url(OutgoingLetter, loose)
    answer = client.post(url, {**values_on(client.get(url).content), "subject": "Hal"})
    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors()
    assert not OutgoingLetter.objects.exists()


def test_a_sealed_letter_is_filed_by_its_envelope_and_its_registrar_knows_the_outside_alone(desk):
    registrar, archivist = desk.at("agendaris", "registrar"), desk.at("arsiparis", "archivist")
    head, editor = desk.at("kepala", "head"), desk.at("penyunting", "editor")
    client = desk.client(registrar)
    url = add_url(IncomingLetter, desk.office.root)
    addressee = desk.office.holder("tujuan", "menteri")
    typed = {"seal": "AMPLOP_TERTUTUP_PRIBADI", "sender": "Tanpa nama", "addressee": "Menteri",
             "deliverer": "Kurir antar-kantor", **WHEN}  # fmt: skip
    screen = values_on(client.get(url).content)
    refused = client.post(url, {**screen, **typed, "subject": "Rahasia"})
    assert "seal" in refused.context["form"].errors
    response = client.post(url, {**screen, **typed, "subject": ""})
    letter = IncomingLetter.objects.get()
    assert response.status_code == 302
    assert letter.level == 3
    cause = GrantCause.objects.get(page_id=letter.pk, role="director")
    assert (cause.group, cause.cause) == (desk.office.position("menteri").group, "ORGANISASI")
    assert may(addressee, READ, letter)
    for keeper in (registrar, archivist):
        assert verbs_on(keeper, letter) == {SEE}
        card = desk.client(keeper).get(letter.get_url()).content.decode()
        assert letter.title in card and "Kurir antar-kantor" in card and "Tanpa nama" not in card
    assert not verbs_on(head, letter) and not verbs_on(editor, letter)
    above = GrantCause.objects.get(user=archivist, role="archivist")
    grants.revoke(cause=above, now=timezone.now())
    assert not may(archivist, SEE, letter) and may(registrar, SEE, letter)
    assert client.get(reverse("wagtailadmin_pages:edit", args=[letter.pk])).status_code == 404
    assert client.get(response.url).status_code == 200


def test_who_registers_a_sealed_letter_without_keeping_the_register_knows_its_outside(desk):
    desk.office.holder("tujuan", "menteri")
    writer = desk.at("pencatat", "contributor")
    letter = IncomingLetter(
        seal="AMPLOP_TERTUTUP_PRIBADI", sender="Tanpa nama", addressee="Menteri", received_at=timezone.now()
    )
    file_document(page=letter, parent=desk.office.root, by=writer, now=timezone.now())
    assert verbs_on(writer, letter) == {SEE}


def test_a_letter_is_open_to_the_position_it_is_written_to(desk):
    minister, writer = desk.office.holder("tujuan", "menteri"), desk.at("agendaris", "registrar")
    colleague = desk.office.holder("rekan", "deputi")
    letter = IncomingLetter(subject="Undangan", sender="Kantor", addressee="menteri", received_at=timezone.now())
    file_document(page=letter, parent=desk.office.root, by=writer, now=timezone.now())
    assert may(minister, READ, letter) and not may(colleague, SEE, letter)
    desk.office.give(desk.office.root, "head", desk.office.position("menteri"))
    again = IncomingLetter(subject="Undangan", sender="Kantor", addressee="Menteri", received_at=timezone.now())
    file_document(page=again, parent=desk.office.root, by=writer, now=timezone.now())
    assert may(minister, READ, again)
    assert not GrantCause.objects.filter(page_id=again.pk, group=desk.office.position("menteri").group).exists()


def test_a_sealed_letter_nobody_could_open_takes_no_number(desk):
    client = desk.client(desk.at("agendaris", "registrar"))
    url = add_url(IncomingLetter, desk.office.root)
    typed = {**values_on(client.get(url).content), "seal": "AMPLOP_TERTUTUP_PRIBADI", "sender": "Tanpa nama",
             "subject": "", "addressee": "Entah siapa", **WHEN}  # fmt: skip
    refused = client.post(url, typed)
    assert refused.status_code == 200
    assert "addressee" in refused.context["form"].errors
    assert not IncomingLetter.objects.exists()
    assert not Register.objects.filter(code="surat-masuk", last_number__gt=0).exists()
    head = desk.office.holder("kepala", "asdep")
    assert client.post(url, typed).status_code == 302
    assert may(head, READ, IncomingLetter.objects.get())


def test_bulk_insertion_closes_a_sealed_letter_as_well(desk):
    letter = IncomingLetter(
        seal="AMPLOP_TERTUTUP_PRIBADI", sender="Tanpa nama", addressee="Menteri", received_at=timezone.now()
    )
    add_documents(parent=desk.office.root, documents=[letter], by=None, now=timezone.now())
    assert IncomingLetter.objects.get(pk=letter.pk).level == 3


def test_nobody_moves_a_folder_out_of_the_intakes_sight(desk):
    client = desk.client(desk.at("penyunting", "editor"))
    year = desk.office.folder(slug="2026", purpose="TAHUN", register="pengaduan", year=2026)
    url = reverse("wagtailadmin_pages:edit", args=[year.pk])
    screen = values_on(client.get(url).content)
    assert not {"slug", "purpose", "register", "year"} & screen.keys()
    typed = {**screen, "slug": "lain", "purpose": "UMUM", "action-publish": "1"}
    assert client.post(url, typed).status_code == 302
    kept = Folder.objects.get(pk=year.pk)
    assert (kept.slug, kept.purpose, kept.register, kept.year) == ("2026", "TAHUN", "pengaduan", 2026)


def test_the_address_of_a_new_folder_tells_nothing_of_a_hidden_one(desk):
    desk.office.folder(title="Rapat", slug="rapat", inherits=False)
    client = desk.client(desk.at("penyunting", "editor"))
    url = add_url(Folder, desk.office.root)
    slugs = []
    for title in ("Rapat", "Rapat", "Lain"):
        typed = {**values_on(client.get(url).content), "title": title, "slug": "rapat"}
        assert client.post(url, typed).status_code == 302
        slugs.append(Folder.objects.filter(title=title).latest("pk").slug)
    assert slugs[0] != slugs[1]
    assert all(re.fullmatch(r"(rapat|lain)-[a-z2-9]{6}", slug) for slug in slugs)


def test_writers_who_would_lose_their_own_draft_may_go_on_with_it(desk):
    contributor = desk.at("penulis", "contributor")
    client = desk.client(contributor)
    url = add_url(OutgoingLetter, desk.office.root)
    client.post(url, {**values_on(client.get(url).content), "subject": "Hal"})
    cause = GrantCause.objects.get(page_id=OutgoingLetter.objects.get().pk)
    assert (cause.user, cause.role, cause.cause) == (contributor, "editor", "PEMBUAT")


@pytest.mark.parametrize("method", ["get", "post"])
def test_complaints_are_registered_at_the_intake(desk, method, settings):
    client = desk.client(desk.at("penulis", "head"))
    response = getattr(client, method)(add_url(Complaint, desk.office.folder(register="pengaduan")))
    assert response.status_code == 302
    assert response.url == reverse("dumas_intake")
    assert not Complaint.objects.exists()


def test_readers_do_not_create(desk):
    client = desk.client(desk.at("pembaca", "reader"))
    response = client.post(add_url(OutgoingLetter, desk.office.root), {"subject": "Hal"})
    assert response.status_code == 302
    assert not OutgoingLetter.objects.exists()


@pytest.mark.parametrize(("model", "typed"), CASES[-2:], ids=["ServiceStandard", "Sop"])
def test_the_name_of_a_hidden_standard_or_sop_is_not_told_by_its_address(desk, model, typed):
    desk.office.folder(title="Tertutup", slug="layanan", inherits=False)
    client = desk.client(desk.at("penulis", "editor"))
    url = add_url(model, desk.office.root)
    for title in ("Layanan", "Lain"):
        screen = values_on(client.get(url).content)
        assert "slug" not in screen
        assert client.post(url, {**screen, **typed, "title": title, "slug": "layanan"}).status_code == 302
        made = model.objects.get(title=title)
        assert re.fullmatch(rf"{title.lower()}-[a-z2-9]{{6}}", made.slug)


def test_who_files_into_a_top_secret_case_is_told_who_will_read_it(desk):
    case = desk.office.case(level=3)
    writer, other = desk.at("penulis", "contributor", case), desk.office.case(level=2)
    words = "Berkas ini Sangat Rahasia"
    client = desk.client(writer)
    screen = client.get(add_url(IncomingLetter, case))
    assert words in screen.content.decode()
    typed = {"subject": "Undangan", "sender": "Biro Hukum", "addressee": "Asdep", **WHEN}
    answer = client.post(add_url(IncomingLetter, case), {**values_on(screen.content), **typed}, follow=True)
    letter = IncomingLetter.objects.child_of(case).get()
    assert "read" not in verbs_on(writer, letter)
    assert "tidak bagi Anda" in answer.content.decode()
    desk.office.give(other, "contributor", writer)
    assert words not in client.get(add_url(IncomingLetter, other)).content.decode()


def test_a_letter_put_into_a_register_goes_into_its_year(desk):
    book = desk.office.folder(purpose=FolderPurpose.BUKU, register="surat-masuk")
    client = desk.client(desk.at("petugas", "registrar", book))
    for _each in range(2):
        url = add_url(IncomingLetter, book)
        values = {**values_on(client.get(url).content), "sender": "Biro Hukum", "subject": "Undangan",
                  "addressee": "Asdep", **WHEN}  # fmt: skip
        assert client.post(url, values).status_code == 302
    year = Folder.objects.child_of(book).get()
    assert (year.purpose, year.year) == (FolderPurpose.TAHUN, local_today().year)
    assert IncomingLetter.objects.child_of(year).count() == 2
    assert not IncomingLetter.objects.child_of(book).exists()


@pytest.mark.parametrize("role", ["contributor", "registrar"])
def test_who_registered_a_letter_corrects_it_and_nobody_else_of_the_desk(desk, role):
    client = desk.client(desk.at("agendaris", role))
    url = add_url(IncomingLetter, desk.office.root)
    typed = {"sender": "Dinas Contho", "addressee": "Asdep", "subject": "Hal", **WHEN}
    client.post(url, {**values_on(client.get(url).content), **typed})
    letter = IncomingLetter.objects.get()
    edit = reverse("wagtailadmin_pages:edit", args=[letter.pk])
    screen = client.get(edit)
    assert screen.status_code == 200
    answer = client.post(edit, {**values_on(screen.content), "sender": "Dinas Contoh", "action-publish": "1"})
    assert answer.status_code == 302
    assert IncomingLetter.objects.get().sender == "Dinas Contoh"
    assert GrantCause.objects.get(page_id=letter.pk).cause == "PEMBUAT"
    other = desk.client(desk.at("agendaris2", role))
    assert other.get(edit).status_code != 200


def test_what_lies_above_a_registrars_reach_is_not_his_to_correct(desk):
    registrar = desk.at("agendaris", "registrar")
    case = desk.office.case(level=2)
    page = IncomingLetter(subject="Hal", received_at=NOW, sender="Dinas", addressee="Asdep")
    letter = file_document(page=page, parent=case, by=registrar, now=NOW)
    assert letter.level == 2
    assert not GrantCause.objects.filter(page_id=letter.pk).exists()
    assert not may(registrar, READ, letter)
