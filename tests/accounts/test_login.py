"""Logging in: recorded, and closed for a while after many failures."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from dumas_docs.actions.note_login import TRIES, WITHIN, note_failed_login
from dumas_docs.checks import check_access_kernel
from dumas_docs.models import AuditEntry

SECRET = "sandi-yang-panjang-sekali"


@pytest.fixture
def person(db, tests_own_scope):
    return get_user_model().objects.create_user("analis1", password=SECRET)


def log_in(client, username="analis1", password=SECRET):
    return client.post(reverse("login"), {"username": username, "password": password})


def test_success_and_failure_are_recorded(person, client):
    assert log_in(client, password="salah").status_code == 200
    assert log_in(client).status_code == 302
    assert list(AuditEntry.objects.values_list("verb", "refused", "data")) == [
        ("akun.gagal_masuk", True, {"account": "analis1"}), ("akun.masuk", False, {"account": "analis1"}),
    ]  # fmt: skip


def test_a_name_that_is_nobodys_is_never_stored(person, client):
    log_in(client, username="SandiTerketikDiSini")
    entry = AuditEntry.objects.get(verb="akun.gagal_masuk")
    assert entry.data["account"].startswith("#")
    assert "SandiTerketikDiSini" not in str(entry.data)


@pytest.mark.parametrize("username", ["analis1", "tidak-ada"])
def test_many_failures_close_the_account_for_a_while(person, client, username):
    for _ in range(TRIES):
        answer = log_in(client, username=username, password="salah")
    assert not answer.context["form"].has_error("__all__", "too_many")
    answer = log_in(client, username=username)
    assert answer.status_code == 200
    assert answer.context["form"].has_error("__all__", "too_many")
    assert AuditEntry.objects.filter(verb="akun.gagal_masuk").count() == TRIES


def test_it_opens_again(person, client):
    for _ in range(TRIES):
        note_failed_login(username="analis1", now=timezone.now() - WITHIN - timedelta(seconds=1))
    assert log_in(client).status_code == 302


def test_a_success_in_between_counts(person, client):
    for _ in range(TRIES - 1):
        log_in(client, password="salah")
    assert log_in(client).status_code == 302
    client.logout()
    log_in(client, password="salah")
    assert log_in(client).status_code == 302


def test_what_was_said_to_one_person_is_not_told_to_the_next(person, client):
    log_in(client)
    request = client.get("/").wsgi_request
    messages.info(request, "Surat saksi.pdf")
    answer = HttpResponse()
    request._messages.update(answer)
    request.session.save()
    client.cookies.update(answer.cookies)
    client.post(reverse("logout"))
    assert "saksi" not in client.get(reverse("login")).content.decode()


def test_a_site_that_keeps_messages_in_a_cookie_is_told(settings):
    assert not check_access_kernel(None)
    settings.MESSAGE_STORAGE = "django.contrib.messages.storage.fallback.FallbackStorage"
    assert [fault.id for fault in check_access_kernel(None)] == ["dumas_docs.E008"]
