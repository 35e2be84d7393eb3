"""A letter on paper is registered, found again by those who may, and does not exist for those who may not."""

import pytest
from docx import Document

from dumas_docs.models import Attachment, Complaint

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NAME = "Wagimin Sastrodihardjo"
WORD = "sepadanireng"


@pytest.fixture
def letter(tmp_path):
    """A scanned letter, as a Word file, that says one word nothing else says."""
    document = Document()
    document.add_paragraph(f"Kepada Yth. Menteri Sekretaris Negara. Tanah {WORD} kami digarap orang lain.")
    path = tmp_path / "surat.docx"
    document.save(path)
    return path


def register(page, letter) -> Complaint:
    page.goto("/daftar/")
    page.fill("input[name=full_name]", NAME)
    page.fill("input[name=address]", "Jalan Mawar 3, Kabupaten Rimbo Gadang")
    page.fill("input[name=subject]", "Tanah garapan keluarga")
    page.check("input[name=addressees][value=MENSESNEG]")
    page.fill("textarea[name=chronology]", f"Sejak 2024 tanah {WORD} digarap tanpa izin. Kepala desa sudah tahu.")
    page.set_input_files("input[name=scans]", str(letter))
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/daftar/*/")
    return Complaint.objects.get()


def search(page, words: str) -> None:
    page.goto("/cari/")
    page.locator("main input[name=q]").fill(words)
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("width", [1280, 390])
def test_registered_found_and_hidden(office, browser_page, letter, width):
    desk = browser_page(width, user=office["agendaris"])
    case = register(desk, letter)
    assert case.title in desk.content()
    assert case.tracking_code in desk.content()

    head = browser_page(width, user=office["asdep"])
    search(head, WORD)
    assert case.title in head.content()
    assert head.locator("mark").first.inner_text().lower().startswith(WORD[:5])
    head.goto(case.url)
    assert NAME not in head.content()
    head.get_by_role("button", name="Tampilkan identitas").click()
    head.wait_for_load_state()
    assert NAME in head.content()

    stranger = browser_page(width, user=office["katu"])
    file = Attachment.objects.exclude(note__startswith="Tanda terima").first()
    editing = f"/penyuntingan/pages/{case.pk}/edit/"
    for address in (case.url, f"/berkas/{file.pk}/", editing, f"/naskah/{case.pk}/berbagi/"):
        assert stranger.goto(address).status == 404, address
    search(stranger, WORD)
    assert case.title not in stranger.content()

    member = browser_page(width, user=office["analis2"])
    search(member, case.title)
    assert case.title in member.content()
    assert "Tanah garapan keluarga" not in member.content()
    member.goto(case.url)
    assert "Tanah garapan keluarga" not in member.content()
