"""What could not be indexed, on the editing side: who sees it, what it tells, and trying it again."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone

from dumas_docs.models import Complaint
from search import outbox
from search.models import SearchPending


@pytest.fixture
def failed(office):
    """Three given-up rows: two changes of one document, and one of a secret case."""
    outbox.drain()
    common = {"attempts": outbox.MOST_ATTEMPTS, "fault": "mapper_parsing_exception", "due_at": timezone.now()}
    ordinary, secret = office.pages["ordinary"].pk, office.pages["secret"].pk
    return [SearchPending.objects.create(page_id=pk, **common) for pk in (ordinary, ordinary, secret)]


@pytest.fixture
def admin(client, office):
    person = get_user_model().objects.create(username="admin", is_superuser=True)
    office.people["admin"] = person
    office.give("admin", "reader", office.pages["ordinary"])
    client.force_login(person)
    return client


def test_the_list_tells_numbers_of_documents_one_may_know_of_and_nothing_else(office, failed, admin):
    page = admin.get(reverse("gagal-diindeks:index"))
    cells = [
        [cell.get_text(strip=True) for cell in row.select("td")][:4]
        for row in BeautifulSoup(page.content, "html.parser").select("table.listing tbody tr")
    ]
    assert cells == [
        [f"#{office.pages['ordinary'].pk}", "database", "5", "mapper_parsing_exception"],
        ["tidak terbuka bagi Anda", "database", "5", "mapper_parsing_exception"],
    ]
    text = page.content.decode()
    for name in ("ordinary", "secret"):
        assert office.pages[name].title not in text and office.pages[name].subject not in text


def test_one_or_all_are_tried_again(office, failed, admin, django_capture_on_commit_callbacks):
    Complaint.objects.filter(pk=office.pages["ordinary"].pk).update(category="anggrek")
    with django_capture_on_commit_callbacks(execute=True):
        answer = admin.post(reverse("gagal-diindeks:again", args=[failed[0].pk]), follow=True)
    assert "Sedang dicoba lagi" in answer.content.decode()
    assert list(SearchPending.objects.values_list("pk", flat=True)) == [failed[2].pk], "both changes of the document"
    gone = admin.post(reverse("gagal-diindeks:again", args=[failed[0].pk]), follow=True)
    assert "Sedang dicoba lagi" in gone.content.decode(), "somebody was quicker"
    with django_capture_on_commit_callbacks(execute=True):
        admin.post(reverse("gagal-diindeks:again_all"))
    assert not SearchPending.objects.exists()
    assert "Tidak ada" in admin.get(reverse("gagal-diindeks:index")).content.decode()


def test_only_who_looks_after_the_system_is_let_in(office, failed, client):
    client.force_login(office.people["head"])
    for name, arguments in (("index", []), ("again_all", []), ("again", [failed[0].pk])):
        answer = client.post(reverse(f"gagal-diindeks:{name}", args=arguments))
        assert answer.status_code == 404, name
    assert SearchPending.objects.filter(attempts=outbox.MOST_ATTEMPTS).count() == 3
