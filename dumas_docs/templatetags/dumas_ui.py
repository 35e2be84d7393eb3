"""Presentation only: badges, dates, file sizes and icons of the office site (see docs/ui.md)."""

import datetime
import functools
import re
from collections.abc import Mapping
from typing import NamedTuple

from django import template
from django.core.paginator import Page
from django.template import RequestContext
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

register = template.Library()

SPRITE = "dumas_docs/components/icons.html"


class UnknownIcon(ValueError):
    """The sprite in `components/icons.html` has no such symbol."""


class UnknownLevel(ValueError):
    """The value is not one of the four confidentiality levels."""


class Level(NamedTuple):
    code: str
    slug: str
    meaning: str | Promise


# The wording follows domain.md §10; the index is the stored number of the level.
LEVELS = (
    Level("BIASA", "biasa", gettext_lazy("Publication does no harm.")),
    Level("TERBATAS", "terbatas", gettext_lazy("Publication disturbs the work of the unit.")),
    Level("RAHASIA", "rahasia", gettext_lazy("Publication harms the agency or a person's privacy.")),
    Level("SANGAT_RAHASIA", "sangat-rahasia", gettext_lazy("Publication harms the safety of the state.")),
)
_LEVEL_BY_CODE: Mapping[str, Level] = {level.code: level for level in LEVELS}

# A tone is how far a matter is, not what it is: everything unlisted is under way.
_TONES: Mapping[str, frozenset[str]] = {
    "new": frozenset({"DITERIMA", "TERCATAT", "DICATAT", "KONSEP", "BELUM_TERVERIFIKASI"}),
    "waiting": frozenset(
        {
            "MENUNGGU_KELENGKAPAN",
            "MENUNGGU_ARAHAN",
            "MENUNGGU_TTD",
            "PARAF",
            "REVISI",
            "TERTUNDA",
            "TERSEGEL_DISERAHKAN",
            "DIKEMBALIKAN",
        }
    ),
    "done": frozenset({"SELESAI", "DITANGGAPI", "DITANDATANGANI", "DIKIRIM", "BERLAKU", "LAPORAN_DISAMPAIKAN"}),
    "closed": frozenset({"DITUTUP", "DIARSIPKAN", "DIBERKASKAN", "BUKAN_KEWENANGAN", "DISERAHKAN"}),
    "void": frozenset({"BATAL", "DIBATALKAN", "DICABUT", "DIMUSNAHKAN"}),
}

_FILE_ICONS: Mapping[str, str] = {
    "pdf": "file-pdf",
    "doc": "file-doc",
    "docx": "file-doc",
    "odt": "file-doc",
    "rtf": "file-doc",
    "xls": "file-sheet",
    "xlsx": "file-sheet",
    "ods": "file-sheet",
    "csv": "file-sheet",
    "jpg": "file-image",
    "jpeg": "file-image",
    "png": "file-image",
    "gif": "file-image",
    "tif": "file-image",
    "tiff": "file-image",
    "webp": "file-image",
    "eml": "file-mail",
    "msg": "file-mail",
}


@functools.cache
def icon_names() -> frozenset[str]:
    """Return the names of the sprite's symbols."""
    return frozenset(re.findall(r'<symbol id="i-([a-z-]+)"', render_to_string(SPRITE)))


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Return an icon of the sprite; without `label` screen readers pass over it. Raises `UnknownIcon`."""
    if name not in icon_names():
        raise UnknownIcon(name)
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}"><use href="#i-{}"/></svg>', label, name)
    return format_html('<svg class="icon" aria-hidden="true" focusable="false"><use href="#i-{}"/></svg>', name)


@register.filter
def file_icon(filename: str) -> str:
    """Return the icon name that fits a file name's extension."""
    extension = str(filename).rpartition(".")[2].lower()
    return _FILE_ICONS.get(extension, "file")


def _level(value: int | str) -> Level:
    if isinstance(value, int) and 0 <= value < len(LEVELS):
        return LEVELS[value]
    if isinstance(value, str) and value in _LEVEL_BY_CODE:
        return _LEVEL_BY_CODE[value]
    raise UnknownLevel(repr(value))


@register.simple_tag
def level_badge(value: int | str) -> SafeString:
    """Return the badge of a confidentiality level, told apart by words and shape. Raises `UnknownLevel`."""
    level = _level(value)
    return format_html(
        '<span class="level level-{}" title="{}">{}<span class="level-name">{}</span></span>',
        level.slug,
        level.meaning,
        icon(f"level-{level.slug}"),
        level.code.replace("_", " "),
    )


@register.simple_tag
def level_meaning(value: int | str) -> str:
    """Return what a confidentiality level means, in one sentence. Raises `UnknownLevel`."""
    return str(_level(value).meaning)


@register.simple_tag
def level_marking(value: int | str) -> SafeString:
    """Return the classification band of a document, repeated on every printed sheet; empty for BIASA."""
    level = _level(value)
    if level.code == "BIASA":
        return SafeString("")
    return format_html(
        '<p class="marking marking-{}">{}<strong>{}</strong><span class="marking-note">{}</span></p>',
        level.slug,
        icon(f"level-{level.slug}"),
        level.code.replace("_", " "),
        level.meaning,
    )


@register.simple_tag
def state_badge(code: str, label: str = "", tone: str = "") -> SafeString:
    """Return the badge of a life-cycle state; the label defaults to the code in words."""
    if not tone:
        tone = next((name for name, codes in _TONES.items() if code in codes), "progress")
    return format_html(
        '<span class="state state-{}">{}</span>', tone, label or str(code).replace("_", " ").capitalize()
    )


@register.simple_tag
def masked(reason: str = "") -> SafeString:
    """Return the mark that stands for something this reader may not see, with `reason` as its explanation."""
    return format_html(
        '<span class="masked" title="{}"><span aria-hidden="true">•••</span>'
        '<span class="visually-hidden">{}</span></span>',
        reason or _("Masked: you do not hold the right to see this."),
        _("masked"),
    )


def _local(value: datetime.date) -> datetime.date:
    if isinstance(value, datetime.datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


@register.filter
def long_date(value: datetime.date | None) -> str:
    """Return a day as letters write it: "12 Maret 2026"; empty for nothing."""
    return formats.date_format(_local(value), "j F Y") if value else ""


@register.filter
def short_date(value: datetime.date | None) -> str:
    """Return a day for tables: "12 Mar 2026"; empty for nothing."""
    return formats.date_format(_local(value), "j M Y") if value else ""


@register.filter
def long_datetime(value: datetime.datetime | None) -> str:
    """Return a moment with its zone: "12 Maret 2026 pukul 09.15 WIB"; empty for nothing."""
    if not value:
        return ""
    local = _local(value)
    clock = formats.date_format(local, "H.i")
    zone = f" {local.tzname()}" if isinstance(local, datetime.datetime) and local.tzname() else ""
    return _("%(date)s at %(time)s") % {"date": formats.date_format(local, "j F Y"), "time": clock + zone}


@register.simple_tag
def when(value: datetime.date | None, form: str = "long") -> SafeString | str:
    """Return a `<time>` element for a day or moment; `form` is "long" (moments with the hour) or "short"."""
    if not value:
        return ""
    local = _local(value)
    if form == "short" and not isinstance(value, datetime.datetime):
        return _short_day(value, get_language() or "")
    if form == "short":
        return format_html(
            '<time datetime="{}" title="{}">{}</time>', local.isoformat(), _in_words(value), short_date(value)
        )
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), _in_words(value))


@functools.lru_cache(maxsize=4096)
def _short_day(value: datetime.date, language: str) -> SafeString:
    """Lists are full of days, and each is written twice."""
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', value.isoformat(), long_date(value), short_date(value)
    )


def _in_words(value: datetime.date) -> str:
    return long_datetime(value) if isinstance(value, datetime.datetime) else long_date(value)


@register.filter
def breakable(text: object) -> str:
    """Return a text of which a line may end behind each slash: "Kepegawaian/ketenagakerjaan" in a narrow column."""
    return str(text).replace("/", "/\u200b")


@register.filter
def file_size(value: int | None) -> str:
    """Return a size in words, "1,4 MB"; a size that is not known is empty, never "0 bytes"."""
    return "" if value is None else filesizeformat(value)


@register.filter
def initials(name: str) -> str:
    """Return at most two capital letters for a person's mark."""
    words = [word for word in str(name).split() if word[:1].isalpha()]
    return "".join(word[0] for word in words[:2]).upper() or "?"


@register.simple_tag
def page_numbers(page: Page) -> list[int | str]:
    """Return the numbers to offer below a list, with the paginator's ellipsis where some are left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.simple_tag(takes_context=True)
def page_address(context: RequestContext, number: int, parameter: str = "") -> str:
    """Return the present address with another page number and every other parameter kept."""
    query = context["request"].GET.copy()
    query[parameter or "page"] = str(number)
    return f"?{query.urlencode()}"
