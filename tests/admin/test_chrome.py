"""The frame of the editing side: menus, first screen, buttons, and nothing for superusers beyond their tools."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site
from wagtail.users.models import UserProfile

from dumas_docs.access import grants
from dumas_docs.models import AuditEntry, Complaint, GrantCause, IncomingLetter, RegisterEntry
from tests.access.office import NOW
from tests.admin.forms import values_on
from tests.versions.documents import SAMPLES


def menu(client) -> set[str]:
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    props = re.search(r'<script id="wagtail-sidebar-props" type="application/json">(.*?)</script>', html, re.S)
    return set(re.findall(r'"name": "([^"]+)"', json.dumps(json.loads(props.group(1)))))


def test_menus_hold_what_belongs_to_the_archive(desk):
    editor = menu(desk.client(desk.at("penyunting", "editor")))
    assert {"start", "archive"} <= editor
    assert not editor & {"images", "documents", "snippets", "collections", "help", "settings", "users", "groups",
                         "site-history", "aging-pages", "page-types-usage"}  # fmt: skip
    admin = menu(desk.client(get_user_model().objects.create_superuser("root", password="x")))
    assert {"settings", "users", "groups", "sites"} <= admin
    assert "collections" not in admin


def test_complaints_are_offered_in_their_book_only(desk):
    book, elsewhere = desk.office.folder(register="pengaduan"), desk.office.folder()
    client = desk.client(desk.at("penyunting", "editor"))
    offers = [client.get(reverse("wagtailadmin_pages:add_subpage", args=[each.pk])) for each in (book, elsewhere)]
    assert [b"add/dumas_docs/complaint/" in offer.content for offer in offers] == [True, False]


def test_a_superuser_sees_no_content_by_being_superuser(desk):
    case = SAMPLES["complaint"](desk.office).page
    client = desk.client(get_user_model().objects.create_superuser("root", password="x"))
    urls = [
        reverse("wagtailadmin_home"), reverse("wagtailadmin_pages:search") + f"?q={case.title}",
        reverse("wagtailadmin_explore_root"), reverse("wagtailadmin_choose_page"),
        reverse("wagtailadmin_choose_page_search") + f"?q={case.title}", reverse("wagtailadmin_api:pages:listing"),
    ]  # fmt: skip
    for url in urls:
        answer = client.get(url, follow=True)
        text = answer.content.decode().replace(f"q={case.title}", "").replace(f'value="{case.title}"', "")
        assert case.title not in text, url
        assert "Perkara LAMA" not in text
    assert client.get(reverse("wagtailadmin_explore", args=[case.pk])).status_code == 404
    assert client.get(reverse("wagtailadmin_pages:edit", args=[case.pk])).status_code == 404


def test_the_first_screen_counts_only_what_one_may_know_of(desk):
    Site.objects.get_or_create(hostname="localhost", defaults={"root_page": desk.office.root, "is_default_site": True})
    seen, closed = desk.office.folder(), desk.office.folder(inherits=False)
    desk.office.case(seen)
    desk.office.case(closed)
    client = desk.client(desk.at("pembaca", "editor", seen))
    summary = BeautifulSoup(client.get(reverse("wagtailadmin_home")).content, "html.parser").select_one(".w-summary")
    # The public first page, the folder and its case; neither the archive's root nor the closed folder.
    assert re.search(r"\b3\b", summary.text)


def test_recent_edits_end_with_the_right(desk):
    case = SAMPLES["complaint"](desk.office).page
    editor = desk.at("penyunting", "editor")
    client = desk.client(editor)
    url = reverse("wagtailadmin_pages:edit", args=[case.pk])
    client.post(url, values_on(client.get(url).content))
    home = reverse("wagtailadmin_home")
    assert case.title in client.get(home).content.decode()
    grants.revoke(cause=GrantCause.objects.get(user=editor), now=NOW)
    desk.office.give(desk.office.root, "member", editor)
    desk.office.give(desk.office.folder(), "editor", editor)
    assert case.title in client.get(reverse("wagtailadmin_explore", args=[desk.office.root.pk])).content.decode()
    assert case.title not in client.get(home).content.decode()


@pytest.mark.parametrize("name", ["edit", "history"])
def test_no_privacy_no_usage_no_preview(desk, name):
    case = SAMPLES["complaint"](desk.office).page
    client = desk.client(desk.at("pimpinan", "head"))
    text = client.get(reverse(f"wagtailadmin_pages:{name}", args=[case.pk])).content.decode()
    assert "set_privacy" not in text and "/privacy/" not in text
    assert "/usage/" not in text
    assert "/edit/preview/" not in text


def test_the_head_of_a_page_leads_to_the_reading_side(desk):
    case = SAMPLES["complaint"](desk.office).page
    text = desk.client(desk.at("pimpinan", "head")).get(reverse("wagtailadmin_pages:edit", args=[case.pk]))
    for url in (
        case.url,
        reverse("dumas_sharing", kwargs={"page_id": case.pk}),
        reverse("dumas_history", kwargs={"page_id": case.pk}),
    ):
        assert f'href="{url}"' in text.content.decode()


def test_a_deleted_draft_leaves_a_void_number(desk):
    draft = desk.office.letter(live=False)
    client = desk.client(desk.at("penyunting", "editor"))
    url = reverse("wagtailadmin_pages:delete", args=[draft.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"reason": ""}).status_code == 200
    assert client.post(url, {"reason": "Salah catat"}).status_code == 302
    assert RegisterEntry.objects.get(text=draft.title).void_reason == "Salah catat"
    assert AuditEntry.objects.filter(verb="naskah.dihapus", page_id=draft.pk).exists()


def test_moving_is_confirmed_recorded_and_needs_the_right(desk):
    case = SAMPLES["complaint"](desk.office).page
    target = desk.office.folder()
    url = reverse("wagtailadmin_pages:move_confirm", args=[case.pk, target.pk])
    assert desk.client(desk.at("penyunting", "editor")).post(url, {"reason": ""}).status_code == 302
    assert Complaint.objects.get(pk=case.pk).get_parent().pk == desk.office.root.pk
    client = desk.client(desk.at("pimpinan", "head"))
    assert target.title in client.get(url).content.decode()
    assert client.post(url, {"reason": "Salah folder"}).status_code == 302
    assert Complaint.objects.get(pk=case.pk).get_parent().pk == target.pk
    assert AuditEntry.objects.filter(verb="naskah.dipindah", page_id=case.pk).exists()


def test_there_is_one_login(client):
    anonymous = client.get(reverse("wagtailadmin_home"), follow=True)
    assert anonymous.redirect_chain[-1][0].startswith(reverse("login"))


def test_choosing_a_case_shows_what_one_may_know_of_it(desk):
    case = SAMPLES["complaint"](desk.office).page
    hidden = desk.office.case(subject="ZQTERSEMBUNYI", level=3)
    url = reverse("wagtailadmin_choose_page_child", args=[desk.office.root.pk]) + "?page_type=dumas_docs.complaint"
    text = desk.client(desk.at("penyunting", "editor")).get(url).content.decode()
    assert case.title in text and "Perkara LAMA" in text
    assert hidden.title not in text and "ZQTERSEMBUNYI" not in text


@pytest.mark.parametrize("language", ["id", "en"])
def test_days_are_written_as_officials_write_them_and_read_back(desk, language):
    letter = SAMPLES["incoming_letter"](desk.office).page
    head = desk.at("pimpinan", "head")
    UserProfile.get_for_user(head).delete()
    UserProfile.objects.create(user=head, preferred_language=language)
    client = desk.client(head)
    url = reverse("wagtailadmin_pages:edit", args=[letter.pk])
    values = values_on(client.get(url).content)
    assert re.fullmatch(r"\d\d-\d\d-\d{4} \d\d:\d\d", values["received_at"])
    answer = client.post(url, {**values, "received_at": "05-03-2026 10:12", "sender_date": "01-03-2026"})
    assert answer.status_code == 302
    stored = IncomingLetter.objects.get(pk=letter.pk).get_latest_revision_as_object()
    assert timezone.localtime(stored.received_at).strftime("%d %m %H:%M") == "05 03 10:12"
    assert stored.sender_date == date(2026, 3, 1)


def test_the_way_back_is_not_marked_as_the_page_one_is_on(desk):
    props = desk.client(desk.at("penyunting", "editor")).get(reverse("wagtailadmin_home")).content.decode()
    assert '"url": "/#main"' in props


def test_an_older_version_saved_by_the_system_names_nobody(desk):
    letter = desk.office.letter()
    older = letter.save_revision()
    letter.save_revision()
    client = desk.client(desk.at("penyunting", "editor"))
    text = client.get(reverse("wagtailadmin_pages:revisions_revert", args=[letter.pk, older.pk])).content.decode()
    assert "disimpan oleh sistem" in text
    assert "oleh None" not in " ".join(BeautifulSoup(text, "html.parser").get_text(" ").split())
