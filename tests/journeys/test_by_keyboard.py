"""The whole of a head's and a registrar's work without a mouse, on a wide screen; one form of it on a telephone too."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from dumas_docs.access.scope import local_today
from dumas_docs.access.selectors import may
from dumas_docs.enums import Level
from dumas_docs.models import BasePage, ComplainantIdentity, Complaint, GrantCause, IncomingLetter
from dumas_site.demo.letters import register_letters
from tests.journeys.keyboard import press, walk_to, write

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = pytest.mark.parametrize("width", [1280, 390])
WIDE = pytest.mark.parametrize("width", [1280])


@pytest.fixture
def letter(office) -> IncomingLetter:
    """A restricted letter in the leaders' register."""
    register_letters(persons=office, now=timezone.now())
    return IncomingLetter.objects.get(subject__startswith="Permohonan audiensi")


def now_of(page: BasePage) -> BasePage:
    return BasePage.objects.get(pk=page.pk)


@WIDTHS
def test_give_a_role_until_a_day_and_take_it_back(office, letter, browser_page, width):
    guest, until = office["ppk"], local_today() + timedelta(days=14)
    page = browser_page(width, user=office["kabiro"])
    page.goto(f"/naskah/{letter.pk}/berbagi/")
    write(page, page.get_by_label("Nama, nama masuk, jabatan, atau unit"), "Gunarso")
    add = page.locator("#found button", has_text=guest.get_full_name())
    add.wait_for()
    press(page, add)
    reader = page.get_by_label(f"Pembaca untuk {guest.get_full_name()}")
    assert reader.evaluate("element => element === document.activeElement"), "the added row takes the focus"
    page.keyboard.press("Space")
    row = page.locator("tbody.principal-new")
    write(page, row.get_by_label("Alasan"), "Bahan audiensi.")
    walk_to(page, row.locator("input[type=date]"))
    row.locator("input[type=date]").fill(until.isoformat())  # how a day is typed depends on the browser's language
    press(page, page.get_by_role("button", name="Simpan"))
    given = GrantCause.objects.get(user=guest, page_id=letter.pk)
    assert (given.role, given.reason, given.ends_on) == ("reader", "Bahan audiensi.", until)
    assert may(guest, "read", now_of(letter))

    press(page, page.get_by_label(f"Pembaca untuk {guest.get_full_name()}"), "Space")
    press(page, page.get_by_role("button", name="Simpan"))
    assert not may(guest, "read", now_of(letter))


@WIDE
def test_raise_the_level_and_lower_it_with_a_reason(office, letter, browser_page, width):
    page = browser_page(width, user=office["kabiro"])
    page.goto(letter.url)
    press(page, page.get_by_role("link", name="Ubah tingkat keamanan"))
    walk_to(page, page.locator(f"#level-{Level.TERBATAS.value}"))
    page.keyboard.press("ArrowDown")
    press(page, page.get_by_role("button", name="Simpan tingkat"))
    assert now_of(letter).level == Level.RAHASIA
    assert not may(office["katu"], "read", now_of(letter))

    press(page, page.get_by_role("link", name="Ubah tingkat keamanan"))
    walk_to(page, page.locator(f"#level-{Level.RAHASIA.value}"))
    page.keyboard.press("ArrowUp")
    press(page, page.get_by_role("button", name="Simpan tingkat"))
    assert now_of(letter).level == Level.RAHASIA
    assert page.locator(".error-summary").evaluate("element => element === document.activeElement")
    assert page.locator(f"#level-{Level.TERBATAS.value}").is_checked(), "the choice is not lost"
    write(page, page.get_by_label("Alasan"), "Isinya sudah diumumkan.")
    press(page, page.get_by_role("button", name="Simpan tingkat"))
    assert now_of(letter).level == Level.TERBATAS


@WIDE
def test_stop_inheriting_and_inherit_again(office, letter, browser_page, width):
    page = browser_page(width, user=office["kabiro"])
    assert may(office["katu"], "read", now_of(letter))
    page.goto(f"/naskah/{letter.pk}/berbagi/")
    press(page, page.get_by_role("link", name="Hentikan pewarisan"))
    press(page, page.get_by_role("button", name="Hentikan pewarisan"))
    assert now_of(letter).inherits, "without a reason nothing is stopped"
    write(page, page.get_by_label("Alasan"), "Hanya untuk pimpinan.")
    press(page, page.get_by_role("button", name="Hentikan pewarisan"))
    assert not now_of(letter).inherits
    assert not may(office["katu"], "read", now_of(letter)) and may(office["kabiro"], "share", now_of(letter))

    press(page, page.get_by_role("link", name="Wariskan kembali"))
    write(page, page.get_by_label("Alasan"), "Pembatasan selesai.")
    press(page, page.get_by_role("button", name="Wariskan kembali"))
    assert now_of(letter).inherits and may(office["katu"], "read", now_of(letter))


@WIDE
def test_register_a_letter_find_it_and_open_it(office, browser_page, width, tmp_path):
    scan = tmp_path / "pindai.txt"
    scan.write_text("Surat pengaduan bertanda tangan.")
    page = browser_page(width, user=office["agendaris"])
    page.goto("/daftar/")
    assert page.locator("[name=full_name]").evaluate("element => element === document.activeElement")
    page.keyboard.type("Wagimin Sastrodihardjo")
    write(page, page.locator("[name=address]"), "Jalan Mawar 3, Kabupaten Rimbo Gadang")
    write(page, page.locator("[name=subject]"), "Tanah garapan keluarga")
    press(page, page.locator("[name=addressees][value=MENSESNEG]"), "Space")
    write(page, page.locator("[name=chronology]"), "Sejak 2024 tanah sepadanireng digarap tanpa izin.")
    walk_to(page, page.locator("[name=scans]"))
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files(scan)
    assert "pindai.txt" in page.locator("#chosen-files").inner_text()
    walk_to(page, page.get_by_role("button", name="Daftarkan pengaduan"))
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/daftar/*/")
    case = Complaint.objects.get()
    assert ComplainantIdentity.objects.get().full_name.reveal() == "Wagimin Sastrodihardjo"
    assert case.title in page.content()

    head = browser_page(width, user=office["asdep"])
    head.goto("/")
    head.keyboard.press("/")
    head.keyboard.type("sepadanireng")
    with head.expect_navigation():
        head.keyboard.press("Enter")
    press(head, head.get_by_role("main").get_by_role("link", name=case.title))
    assert head.url.endswith(case.url)
    assert "Tanah garapan keluarga" in head.locator("h1").inner_text()
