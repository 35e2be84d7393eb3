"""What the reading view of a folder shows: the folders and documents in it that this person may know of."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _

from dumas_docs.models import BasePage
from dumas_docs.selectors.contents import FIRST_SORT, SORTS, documents_in, folders_in

from .rows import rows_of

PER_PAGE = 50


def folder(request: HttpRequest, page: BasePage) -> dict[str, Any]:
    """Folders first, then documents, 50 at a time, in the order asked for."""
    sort = request.GET.get("urut", FIRST_SORT)
    sort = sort if sort in SORTS else FIRST_SORT
    shown = Paginator(documents_in(page, sort=sort), PER_PAGE).get_page(request.GET.get("page"))
    labels = {
        "terbaru": _("Latest first"),
        "terlama": _("Oldest first"),
        "nomor": _("By number"),
        "diubah": _("Last changed"),
    }
    return {
        "folders": folders_in(page),
        "rows": rows_of(request, shown),
        "page_obj": shown,
        "sorts": [{"label": label, "code": code, "active": code == sort} for code, label in labels.items()],
    }
