"""The presentation tags say the same thing in words, shapes and dates everywhere."""

import datetime
import re

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone, translation

from dumas_docs.templatetags import dumas_ui


@pytest.fixture(autouse=True)
def indonesian_office():
    with translation.override("id"), timezone.override("Asia/Jakarta"):
        yield


def render(source: str, **context: object) -> str:
    return Template("{% load dumas_ui %}" + source).render(Context(context))


def test_the_four_levels_differ_in_word_sign_and_outline():
    badges = [dumas_ui.level_badge(number) for number in range(4)]
    words = [re.search(r'level-name">([^<]+)<', badge)[1] for badge in badges]
    assert words == ["BIASA", "TERBATAS", "RAHASIA", "SANGAT RAHASIA"]
    for part in (r'href="#i-([a-z-]+)"', r'class="level (level-[a-z-]+)"', r'title="([^"]+)"'):
        assert len({re.search(part, badge)[1] for badge in badges}) == 4


def test_a_level_may_be_given_by_its_code():
    assert dumas_ui.level_badge("SANGAT_RAHASIA") == dumas_ui.level_badge(3)


@pytest.mark.parametrize("value", [-1, 4, "rahasia", "", None])
def test_an_unknown_level_is_refused_and_never_shown_as_ordinary(value):
    with pytest.raises(dumas_ui.UnknownLevel):
        dumas_ui.level_badge(value)


def test_only_ordinary_documents_carry_no_marking():
    assert [bool(dumas_ui.level_marking(number)) for number in range(4)] == [False, True, True, True]


@pytest.mark.parametrize(
    ("code", "tone", "words"),
    [
        ("DITERIMA", "new", "Diterima"),
        ("DITELAAH", "progress", "Ditelaah"),
        ("MENUNGGU_KELENGKAPAN", "waiting", "Menunggu kelengkapan"),
        ("SELESAI", "done", "Selesai"),
        ("DITUTUP", "closed", "Ditutup"),
        ("DICABUT", "void", "Dicabut"),
    ],
)
def test_states_show_how_far_a_matter_is(code, tone, words):
    assert dumas_ui.state_badge(code) == f'<span class="state state-{tone}">{words}</span>'


def test_a_state_takes_the_label_and_tone_it_is_given():
    assert render('{% state_badge "X" label tone="done" %}', label="<b>") == (
        '<span class="state state-done">&lt;b&gt;</span>'
    )


def test_masking_explains_itself_and_escapes_the_reason():
    assert 'title="&lt;a&gt;"' in dumas_ui.masked("<a>")
    assert "visually-hidden" in dumas_ui.masked()


def test_an_icon_must_exist():
    assert 'href="#i-lock"' in dumas_ui.icon("lock")
    with pytest.raises(dumas_ui.UnknownIcon):
        dumas_ui.icon("no-such-icon")


def test_a_labelled_icon_is_read_aloud_and_an_unlabelled_one_is_not():
    assert 'aria-label="Ya &amp; tidak"' in dumas_ui.icon("check", "Ya & tidak")
    assert 'aria-hidden="true"' in dumas_ui.icon("check")


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a.PDF", "file-pdf"), ("x.tar.docx", "file-doc"), ("pdf", "file-pdf"), ("a.exe", "file"), ("", "file")],
)
def test_files_have_the_icon_of_their_extension(name, expected):
    assert dumas_ui.file_icon(name) == expected
    assert expected in dumas_ui.icon_names()


def test_every_file_icon_and_level_sign_is_in_the_sprite():
    signs = {f"level-{level.slug}" for level in dumas_ui.LEVELS} | set(dumas_ui._FILE_ICONS.values())
    assert signs <= dumas_ui.icon_names()


def test_days_are_written_as_letters_write_them():
    day = datetime.date(2026, 3, 12)
    assert dumas_ui.long_date(day) == "12 Maret 2026"
    assert dumas_ui.short_date(day) == "12 Mar 2026"
    assert dumas_ui.when(day) == '<time datetime="2026-03-12">12 Maret 2026</time>'


def test_a_moment_near_midnight_falls_on_the_offices_day():
    late = datetime.datetime(2026, 3, 11, 17, 30, tzinfo=datetime.UTC)
    assert dumas_ui.long_date(late) == "12 Maret 2026"
    assert "00.30 WIB" in dumas_ui.long_datetime(late)
    assert 'datetime="2026-03-12T00:30:00+07:00"' in dumas_ui.when(late, "short")


@pytest.mark.parametrize("give", [dumas_ui.long_date, dumas_ui.short_date, dumas_ui.long_datetime, dumas_ui.when])
def test_no_date_gives_no_text(give):
    assert give(None) == ""


def test_an_unknown_size_is_not_nought():
    assert dumas_ui.file_size(None) == ""
    assert dumas_ui.file_size(0).startswith("0")
    assert dumas_ui.file_size(1468006) == "1,4\xa0MB"


@pytest.mark.parametrize(("name", "mark"), [("Rina Kusumawati S.H.", "RK"), ("rina", "R"), ("", "?"), ("123", "?")])
def test_initials(name, mark):
    assert dumas_ui.initials(name) == mark


def test_pages_keep_the_other_parameters_and_leave_out_the_middle():
    page = Paginator(range(437), 20).get_page(10)
    request = RequestFactory().get("/", {"q": "tanah & air", "page": "10"})
    assert render("{% page_address 11 %}", request=request) == "?q=tanah+%26+air&amp;page=11"
    assert dumas_ui.page_numbers(page) == [1, page.paginator.ELLIPSIS, 9, 10, 11, page.paginator.ELLIPSIS, 22]


def test_facts_show_masks_and_gaps_but_not_the_masked_value():
    facts = [
        {"label": "Nama", "value": "KENARI", "masked": True},
        {"label": "Alamat", "value": ""},
        {"label": "Jumlah", "value": 0},
    ]
    html = render('{% include "dumas_docs/components/facts.html" %}', facts=facts)
    assert "KENARI" not in html
    assert html.count('class="masked"') == 1
    assert html.count(">–<") == 1
    assert "<dd>0</dd>" in html
