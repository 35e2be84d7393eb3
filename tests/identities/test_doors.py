"""Through the web: who writes in a case without `identity`, and who reads there."""

from __future__ import annotations

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from dumas_docs.access.scope import system_scope
from dumas_docs.actions.hide_in_case import hide_in_case
from dumas_docs.models import AuditEntry, BasePage, Complaint, IncomingLetter
from search import outbox
from tests.access.office import NOW
from tests.admin.forms import values_on
from tests.identities.people import NAME, PHONE, REPORTED, named


def url(name: str, *args) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=args)


@pytest.fixture
def editor(desk):
    return desk.client(desk.at("penyunting", "editor"))


@pytest.fixture
def reader(desk):
    return desk.client(desk.at("pembaca", "reader"))


@pytest.fixture
def old_letter(desk) -> IncomingLetter:
    """A letter with two versions from before its case knew whom they name."""
    case = desk.office.case()
    page = desk.office.letter(BasePage.objects.get(pk=case.pk), sender=NAME, body=f"Saya {NAME}")
    page.save_revision().publish(skip_permission_checks=True)
    page = IncomingLetter.objects.get(pk=page.pk)
    page.body = f"Saya {NAME}, {PHONE}, mengadukan {REPORTED}"
    page.save_revision().publish(skip_permission_checks=True)
    case = Complaint.objects.get(pk=case.pk)
    case.complainants.create(full_name=NAME, phone=PHONE)
    case.reported_parties.create(name=REPORTED)
    case.save_revision().publish(skip_permission_checks=True)
    hide_in_case(case=case, by=None, now=NOW)
    return IncomingLetter.objects.get(pk=page.pk)


def test_an_editor_files_a_letter_and_is_told_what_was_hidden(editor, case):
    add = reverse("wagtailadmin_pages:add", args=["dumas_docs", "incomingletter", case.pk])
    typed = {**values_on(editor.get(add).content), "subject": f"Surat {NAME}", "sender": NAME, "addressee": "Asdep",
             "body": f"Saya {NAME}"}  # fmt: skip
    response = editor.post(add, typed)
    assert response.status_code == 302, response.context["form"].errors
    letter = IncomingLetter.objects.get(sender="Pengadu")
    assert (letter.subject, letter.body) == ("Surat [pengadu]", "Saya [pengadu]")
    told = [str(message) for message in get_messages(response.wsgi_request)]
    assert [line for line in told if "Pengirim" in line and "identitas" in line.lower()]
    assert not any(named(line) for line in told)
    assert AuditEntry.objects.filter(verb="naskah.disamarkan", page_id=letter.pk, actor__username="penyunting").exists()


def test_an_editor_saves_a_version_by_hand_or_automatically(editor, letter):
    screen = editor.get(url("edit", letter.pk))
    assert not named(screen.content.decode())
    typed = {**values_on(screen.content), "body": f"Kata {NAME}, {PHONE}"}
    saved = editor.post(url("edit", letter.pk), typed, headers={"accept": "application/json"})
    assert saved.json()["success"] and not list(get_messages(saved.wsgi_request))
    saved = editor.post(url("edit", letter.pk), typed)
    assert [str(found) for found in get_messages(saved.wsgi_request) if "Isi" in str(found)]
    again = {**values_on(editor.get(url("edit", letter.pk)).content), "subject": "Lain"}
    assert again["body"] == "Kata [pengadu], [telepon]"
    saved = editor.post(url("edit", letter.pk), {**again, "action-publish": "1"})
    assert not [str(found) for found in get_messages(saved.wsgi_request) if "Isi" in str(found)]
    assert not any(named(revision.content) for revision in letter.revisions.all())


def test_a_remark_names_nobody(editor, letter):
    typed = values_on(editor.get(url("edit", letter.pk)).content)
    remark = {"text": f"Apakah {NAME} hadir?", "contentpath": "body", "position": "", "id": "", "DELETE": "",
              "resolved": "", "replies": inline_formset([])}  # fmt: skip
    typed |= nested_form_data({"comments": inline_formset([remark])})
    assert editor.post(url("edit", letter.pk), typed).status_code == 302
    assert letter.wagtail_admin_comments.get().text == "Apakah [pengadu] hadir?"


def test_new_identities_reach_the_letters_of_the_case(desk, case, letter):
    head = desk.client(desk.at("kepala", "head"))
    page = IncomingLetter.objects.get(pk=letter.pk)
    page.body = "Saksi Ratna Kartika melihatnya."
    page.save_revision().publish(skip_permission_checks=True)
    typed = values_on(head.get(url("edit", case.pk)).content)
    typed |= {"complainants-0-represented_by": "Ratna Kartika", "addressees": ["PRESIDEN"]}
    assert head.post(url("edit", case.pk), typed).status_code == 302
    assert IncomingLetter.objects.get(pk=letter.pk).body == "Saksi [kuasa] melihatnya."


@pytest.mark.parametrize("role", ["reader", "registrar", "editor", "head"])
def test_nobody_reads_names_in_a_letter(desk, letter, old_letter, role):
    client = desk.client(desk.at("orang", role))
    for page in (letter, old_letter):
        with system_scope("test"):
            versions = list(page.revisions.order_by("pk").values_list("pk", flat=True))
        doors = [
            page.url, reverse("dumas_versions", args=[page.pk]), reverse("dumas_history", args=[page.pk]),
            *(reverse("dumas_version", args=[page.pk, version]) for version in versions),
            *(reverse("dumas_compare", args=[page.pk, versions[0], version]) for version in versions[1:]),
        ]  # fmt: skip
        if role in ("editor", "head"):
            doors += [
                url("edit", page.pk), url("history", page.pk), url("view_draft", page.pk),
                *(url("revisions_view", page.pk, version) for version in versions),
                *(url("revisions_revert", page.pk, version) for version in versions),
                *(url("revisions_compare", page.pk, versions[0], version) for version in versions[1:]),
            ]  # fmt: skip
        for door in doors:
            response = client.get(door)
            assert response.status_code == 200, door
            assert not named(response.content.decode()), door


def test_restoring_an_old_version_stores_it_without_names(editor, old_letter):
    first = old_letter.revisions.order_by("pk").first()
    with system_scope("test"):
        assert NAME in first.content["body"]
    typed = values_on(editor.get(url("revisions_revert", old_letter.pk, first.pk)).content)
    assert typed["body"] == "Saya [pengadu]"
    assert editor.post(url("edit", old_letter.pk), {**typed, "revision": first.pk}).status_code == 302
    newest = IncomingLetter.objects.get(pk=old_letter.pk).latest_revision
    assert newest.pk != first.pk and newest.content["body"] == "Saya [pengadu]"


def test_the_search_finds_nobody(reader, letter, old_letter):
    outbox.drain()
    for word in ("sekar", "wulandari", f'"{NAME}"', "darmaji"):
        response = reader.get("/cari/", {"q": word})
        assert letter.url not in response.content.decode() and old_letter.url not in response.content.decode()
    response = reader.get("/cari/", {"q": "mengadukan"})
    assert old_letter.url in response.content.decode()
    assert not named(response.content.decode())
