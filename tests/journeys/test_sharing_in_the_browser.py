"""A head of a bureau shares a folder with a person and takes it back, in the browser."""

import pytest

from dumas_docs.access.selectors import may
from dumas_docs.models import BasePage, Folder

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_share_and_withdraw(office, browser_page):
    folder = Folder.objects.get(slug="surat-masuk")
    guest = office["ppk"]
    page = browser_page(1280, user=office["kabiro"])
    address = f"/naskah/{folder.pk}/berbagi/"
    assert not may(guest, "read", BasePage.objects.get(pk=folder.pk))

    page.goto(address)
    page.get_by_label("Nama, nama masuk, jabatan, atau unit").fill("Gunarso")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Tambah").first.click()
    page.get_by_label(f"Pembaca untuk {guest.get_full_name()}").check()
    page.get_by_role("button", name="Simpan").click()
    page.wait_for_load_state("networkidle")
    assert may(guest, "read", BasePage.objects.get(pk=folder.pk))

    page.goto(address)
    page.get_by_label(f"Pembaca untuk {guest.get_full_name()}").uncheck()
    page.get_by_role("button", name="Simpan").click()
    page.wait_for_load_state("networkidle")
    assert not may(guest, "read", BasePage.objects.get(pk=folder.pk))
