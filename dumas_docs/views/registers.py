"""Registers: reading the book of a unit's numbers, and voiding one of them."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from dumas_docs.access.roles import CHANGE
from dumas_docs.actions.void_number import NumberAlreadyVoid, may_void, void_number
from dumas_docs.models import (
    Folder,
    Register,
    RegisterEntry,
)
from dumas_docs.selectors.registers import book_lines, entries_of, may_read_book, register_name, registers_of

from .document import frame, page_with, refuse, sent

PER_PAGE = 50


class VoidForm(forms.Form):
    """Why the number is void, and that it is meant."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "It stands in the register book and beside the number, for everybody who may know of the document. "
            "Write no names of persons and nothing of the content."
        ),
    )  # fmt: skip
    sure = forms.BooleanField(label=gettext_lazy("Yes, this number was given by mistake and becomes void for good."))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def void(request: HttpRequest, page_id: int) -> HttpResponse:
    """Void the number of a registered document: fields `reason` and `sure`. For the unit's head and supervisor."""
    page = page_with(request, page_id, CHANGE)
    entry = RegisterEntry.objects.filter(document_id=page.pk, void_at__isnull=True).first()
    if not may_void(page, verbs=page.reader_verbs) or not page.live or entry is None:
        refuse(request, page)
    form = VoidForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            void_number(entry=entry, by=request.user, now=timezone.now(), reason=form.cleaned_data["reason"])
        except NumberAlreadyVoid:
            messages.info(request, _("The number is void already."))
        else:
            messages.success(request, _("The number is void; the document stays."))
        return redirect(page.get_url(request) or "dumas_home")
    context = {**frame(request, page, tab=""), "form": form}
    return render(request, "dumas_docs/void_number.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def book(request: HttpRequest, page_id: int) -> HttpResponse:
    """The numbers of a unit's register in order; `?buku=` chooses a register where the folder holds several.

    A document the reader may not know of is a bare place in the order: its number is taken, and that is all."""
    folder = get_object_or_404(Folder, pk=page_id)
    if not may_read_book(folder):
        refuse(request, folder)
    registers = list(registers_of(folder))
    asked = request.GET.get("buku", "")
    chosen = next((register for register in registers if str(register.pk) == asked), None)
    if asked and chosen is None:
        raise Http404
    chosen = chosen or (registers[0] if registers else None)
    entries = entries_of(chosen) if chosen else RegisterEntry.objects.none()
    shown = Paginator(entries, PER_PAGE).get_page(request.GET.get("page"))
    around = frame(request, folder, tab="")
    context = {
        **around,
        "breadcrumb": [*around["breadcrumb"], {"label": folder.title, "url": folder.get_url(request)}],
        "lines": book_lines(list(shown)),
        "page_obj": shown,
        "chosen": _label(chosen) if chosen else "",
        "registers": [
            {"label": _label(register), "code": register.pk, "active": register == chosen} for register in registers
        ],
    }
    return render(request, "dumas_docs/register.html", context)


def _label(register: Register) -> str:
    return f"{register_name(register.code)} {register.year}"
