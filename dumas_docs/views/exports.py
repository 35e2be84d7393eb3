"""Documents out: a document as docx, or as PDF where LibreOffice is installed."""

from __future__ import annotations

import logging
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.models import Revision

from dumas_docs.actions.export_document import ExportNeedsReason, can_export, export_document, needs_reason
from dumas_docs.exports.certificate import CertificateUnusable
from dumas_docs.exports.pdf import PdfNotMade, converter
from dumas_docs.models import BasePage
from dumas_docs.selectors.versions import text_to_read, version_of

from .document import frame, page_with, sent
from .headers import as_download

logger = logging.getLogger(__name__)


class ReasonForm(forms.Form):
    """Why a copy of a secret document is taken."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("It is recorded. The copy carries your name, the time and its number on every page."),
    )  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def download(request: HttpRequest, page_id: int) -> HttpResponse:
    """The file; `?versi=` takes one version, `?lembar=` one of its sheets or dispositions, `?bentuk=pdf` a PDF.

    From RAHASIA up the field `reason` is asked first."""
    page = page_with(request, page_id)
    as_pdf = request.GET.get("bentuk") == "pdf"
    sheet = request.GET.get("lembar", "")
    version, revision_id = _version(request, page)
    if not can_export(version, sheet) or (as_pdf and not converter()):
        raise Http404
    form = ReasonForm(sent(request))
    if needs_reason(version, sheet) and not form.is_valid():
        return _ask_reason(request, page, form)
    try:
        made = export_document(
            page=page, version=version, revision_id=revision_id, by=request.user, now=timezone.now(),
            reason=form.cleaned_data["reason"] if form.is_bound and form.is_valid() else "", as_pdf=as_pdf,
            sheet=sheet,
        )  # fmt: skip
    except ExportNeedsReason:
        return _ask_reason(request, page, form)
    except PdfNotMade:
        messages.error(request, _("The PDF could not be made. Take the Word file and save it as PDF there."))
        return redirect(page.get_url(request) or "dumas_home")
    except CertificateUnusable as fault:
        logger.error("The signing certificate cannot be used: %s", fault)
        messages.error(
            request,
            _("The PDF could not be signed with the office's certificate. Tell the administrator; take the Word file."),
        )
        return redirect(page.get_url(request) or "dumas_home")
    return as_download(HttpResponse(made.content, content_type=made.mime), name=made.name)


def _version(request: HttpRequest, page: BasePage) -> tuple[BasePage, int | None]:
    """What is asked for, under the rights of the version page; without a query what the reading page shows."""
    asked = request.GET.get("versi", "")
    if not asked:
        return text_to_read(page), None
    if not asked.isdecimal() or len(asked) > 17:
        raise Http404
    try:
        revision, version = version_of(page, revision_id=int(asked), user=request.user)
    except Revision.DoesNotExist as error:
        raise Http404 from error
    return version, revision.pk


def _ask_reason(request: HttpRequest, page: BasePage, form: Any) -> HttpResponse:
    context = {**frame(request, page, tab="baca"), "form": form}
    return render(request, "dumas_docs/export_reason.html", context, status=422 if form.errors else 200)
