"""Accounts: no administrator acts for another person in silence."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from dumas_docs.access import audit
from dumas_docs.access.scope import person_scope
from dumas_docs.models import AuditEntry
from tests.access.office import Office, found_office

SECRET = "sandi-baru-yang-panjang-1"


@pytest.fixture
def office(db, tests_own_scope) -> Office:
    return found_office()


@pytest.fixture
def admin(office) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("root", email="root@kantor.example"))
    return client


@pytest.fixture
def asdep(office):
    office.person("asdep", email="asdep@kantor.example", last_name="Lama")
    return office.holder("asdep", "asdep")


def typed(person, **changes) -> dict:
    return {
        "username": person.username, "email": person.email, "first_name": person.first_name,
        "last_name": person.last_name, "is_active": "on", **changes,
    }  # fmt: skip


def edit(client, person, **changes):
    return client.post(reverse("wagtailusers_users:edit", args=[person.pk]), typed(person, **changes))


def test_nobody_sets_the_password_of_another(admin, asdep):
    screen = admin.get(reverse("wagtailusers_users:edit", args=[asdep.pk])).content.decode()
    assert "password1" not in screen
    before = asdep.password
    assert edit(admin, asdep, password1=SECRET, password2=SECRET).status_code == 302
    asdep.refresh_from_db()
    assert asdep.password == before


def test_a_changed_address_is_recorded_and_told_to_both(admin, asdep, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        edit(admin, asdep, email="lain@kantor.example", last_name="Baru")
    entry = AuditEntry.objects.get(verb="akun.diubah")
    assert entry.data == {"account": "asdep", "id": asdep.pk, "fields": ["email", "last_name"]}
    assert entry.actor_name == "root"
    assert sorted(to for sent in mail.outbox for to in sent.to) == ["asdep@kantor.example", "lain@kantor.example"]
    assert "lain@kantor.example" not in mail.outbox[0].body


@pytest.mark.parametrize(("changes", "field"), [({"is_active": ""}, "is_active"), ({"is_superuser": "on"},
                                                                                  "is_superuser")])  # fmt: skip
def test_closing_and_promoting_are_recorded(admin, asdep, changes, field):
    edit(admin, asdep, **changes)
    assert AuditEntry.objects.get(verb="akun.diubah").data["fields"] == [field]


def test_an_administrator_opens_and_saves_the_own_account(admin):
    root = get_user_model().objects.get(username="root")
    assert admin.get(reverse("wagtailusers_users:edit", args=[root.pk])).status_code == 200
    assert edit(admin, root, first_name="Baru", last_name="Lama").status_code == 302
    root.refresh_from_db()
    assert (root.first_name, root.is_superuser, root.is_active) == ("Baru", True, True)


def test_saving_without_a_change_records_nothing(admin, asdep):
    edit(admin, asdep)
    assert not AuditEntry.objects.filter(verb="akun.diubah").exists()


def test_a_new_account_is_recorded_and_told(admin, office, django_capture_on_commit_callbacks):
    values = {"username": "baru", "email": "baru@kantor.example", "first_name": "Orang", "last_name": "Baru",
              "password1": SECRET, "password2": SECRET}  # fmt: skip
    assert "password1" not in admin.get(reverse("wagtailusers_users:add")).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert admin.post(reverse("wagtailusers_users:add"), values).status_code == 302
    person = get_user_model().objects.get(username="baru")
    assert not person.has_usable_password() and not person.check_password(SECRET)
    assert AuditEntry.objects.get(verb="akun.dibuat").data == {"account": "baru", "id": person.pk}
    assert AuditEntry.objects.get(verb="akun.tautan_sandi").actor_name == "root"
    assert {to for sent in mail.outbox for to in sent.to} == {"baru@kantor.example"}
    [path] = {found[1] for sent in mail.outbox if (found := re.search(r"https?://[^/]+(/\S+)", sent.body))}
    visitor = Client()
    place = visitor.get(path, follow=True).redirect_chain[-1][0]
    visitor.post(place, {"new_password1": SECRET, "new_password2": SECRET})
    person.refresh_from_db()
    assert person.check_password(SECRET)


def test_an_account_is_made_although_the_mail_server_is_away(admin, office, monkeypatch):
    def refuse(*args, **kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr("dumas_docs.actions.send_reset_link.send_mail", refuse)
    values = {"username": "baru", "email": "baru@kantor.example", "first_name": "Orang", "last_name": "Baru"}
    answer = admin.post(reverse("wagtailusers_users:add"), values, follow=True)
    assert "tidak dapat dikirim" in answer.content.decode()
    assert not get_user_model().objects.get(username="baru").has_usable_password()
    assert not AuditEntry.objects.filter(verb="akun.tautan_sandi").exists()


def test_what_is_done_to_an_account_outside_of_requests_is_recorded_and_told(asdep, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        asdep.set_password(SECRET)
        asdep.email = "lain@kantor.example"
        asdep.save()
        asdep.save(update_fields=["last_login"])
    told = AuditEntry.objects.filter(verb__startswith="akun.").values_list("verb", "actor_id", "data__fields")
    assert list(told) == [("akun.sandi_luar", None, None), ("akun.diubah", None, ["email"])]
    assert sorted({to for sent in mail.outbox for to in sent.to}) == ["asdep@kantor.example", "lain@kantor.example"]
    person = get_user_model().objects.get(pk=asdep.pk)
    with person_scope(person):
        person.set_password("lain-lagi-yang-panjang")
        person.save()
    assert AuditEntry.objects.filter(verb="akun.sandi_luar").count() == 1


def test_groups_of_positions_are_out_of_reach(admin, asdep, office):
    group = office.position("asdep").group
    edit(admin, asdep, groups=[group.pk])
    assert not asdep.groups.exists()
    assert admin.get(reverse("wagtailusers_groups:edit", args=[group.pk])).status_code == 404
    assert group.name not in admin.get(reverse("wagtailusers_groups:index")).content.decode()
    plain = Group.objects.create(name="Tim Layanan")
    edit(admin, asdep, groups=[plain.pk])
    assert list(asdep.groups.all()) == [plain]
    assert AuditEntry.objects.get(verb="akun.diubah").data["fields"] == ["groups"]


def test_a_group_that_is_changed_is_on_record(admin):
    group = Group.objects.create(name="Tim Layanan")
    url = reverse("wagtailusers_groups:edit", args=[group.pk])
    screen = admin.get(url).content.decode()
    values = {"name": "Tim Lain"}
    for prefix in set(re.findall(r'name="([a-z_]+)-TOTAL_FORMS"', screen)):
        values |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
    assert admin.post(url, values).status_code == 302
    assert AuditEntry.objects.get(verb="akun.grup").data == {"name": "Tim Lain"}


def test_nobody_renames_himself(asdep, client):
    client.force_login(asdep)
    url = reverse("wagtailadmin_account")
    assert "name_email" not in client.get(url).content.decode()
    client.post(url, {
        "name_email-first_name": "Kepala", "name_email-last_name": "Lain", "name_email-email": "x@kantor.example",
        "locale-preferred_language": "id", "theme-theme": "system", "theme-contrast": "system",
        "theme-density": "default", "theme-keyboard_shortcuts": "",
    })  # fmt: skip
    asdep.refresh_from_db()
    assert (asdep.first_name, asdep.last_name, asdep.email) == ("Asdep", "Lama", "asdep@kantor.example")


def test_the_link_for_a_new_password_goes_to_the_person_and_works_once(asdep, client):
    call_command("reset_password", "asdep")
    assert mail.outbox[0].to == ["asdep@kantor.example"]
    assert AuditEntry.objects.get(verb="akun.tautan_sandi").data == {"account": "asdep"}
    path = re.search(r"https?://[^/]+(/\S+)", mail.outbox[0].body)[1]
    form = client.get(path, follow=True)
    assert form.context["validlink"]
    done = client.post(form.redirect_chain[-1][0], {"new_password1": SECRET, "new_password2": SECRET})
    assert done.status_code == 302
    asdep.refresh_from_db()
    assert asdep.check_password(SECRET)
    assert AuditEntry.objects.filter(verb="akun.sandi", actor_id=asdep.pk).exists()
    assert not Client().get(path, follow=True).context["validlink"]


def test_no_link_without_an_address(asdep):
    asdep.email = ""
    asdep.save()
    for name in ("asdep", "tidak-ada"):
        with pytest.raises(CommandError):
            call_command("reset_password", name)
    assert not mail.outbox


def test_ones_own_change_of_password_is_recorded_and_told(asdep, client, django_capture_on_commit_callbacks):
    client.force_login(asdep)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("password_change"), {"old_password": "x", "new_password1": SECRET,
                                                 "new_password2": SECRET})  # fmt: skip
    assert AuditEntry.objects.get(verb="akun.sandi").data == {"account": "asdep", "id": asdep.pk}
    assert mail.outbox[0].to == ["asdep@kantor.example"]


def test_the_history_keeps_the_name_of_the_time(admin, asdep, office):
    case = office.case()
    audit.record(verb="naskah.tingkat", by=asdep, page=case)
    edit(admin, asdep, first_name="Orang", last_name="Lain")
    reader = office.holder("pembaca", "pembaca")
    office.give(office.root, "head", reader)
    client = Client()
    client.force_login(reader)
    text = client.get(reverse("dumas_history", kwargs={"page_id": case.pk})).content.decode()
    assert "Asdep Lama" in text and "Orang Lain" not in text
