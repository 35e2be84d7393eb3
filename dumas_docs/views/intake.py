"""The desk for letters on paper: form, live hints, and the page after saving."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, time
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dumas_docs.access import audit
from dumas_docs.access.roles import IDENTITY, READ
from dumas_docs.access.scope import bookkeeping
from dumas_docs.actions.add_document import MayNotAdd
from dumas_docs.actions.open_to_addressee import NoAddressee
from dumas_docs.actions.propose_relations import AlreadyDecided, MayNotLink, decide_relation
from dumas_docs.actions.register_complaint import AlreadyReceived, register_complaint
from dumas_docs.actions.reveal_identity import RevealNeedsReason, reveal_identity
from dumas_docs.actions.write_receipt import DOCX, named_receipt
from dumas_docs.exports.receipt import receipt_docx, receipt_text
from dumas_docs.intake.facts import Message, requests_for
from dumas_docs.intake.from_form import case_from_form, hide_in, matter_of
from dumas_docs.intake.from_mail import evidence
from dumas_docs.models import Attachment, Complaint, FieldGroup, ProposedRelation, ReceivedMail
from dumas_docs.models.intake import RECEIPT_NOTE
from dumas_docs.selectors.intake_desk import Hint, desk_units, form_digest, hints_for, open_proposals, registered_with

from .document import page_with
from .headers import as_download, file_name
from .identities import ReasonForm
from .intake_form import IntakeForm

OFFICE_OPENS = time(8)
HINT_FIELDS = (
    "subject", "chronology", "full_name", "email", "address", "reported_name", "represented_by", "occupation",
)  # fmt: skip
LONGEST_HINT = 20_000


@login_required
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """The form; a correct one becomes a case exactly once, however often it is sent."""
    units = _desk_or_404(request)
    today = timezone.localdate()
    if request.method == "GET":
        return _form_page(request, IntakeForm(units=units, today=today))
    sent = registered_with(user=request.user, token=request.POST.get("token", ""))
    if sent is not None:
        return redirect("dumas_intake_done", token=request.POST["token"])
    form = IntakeForm(request.POST, request.FILES, units=units, today=today)
    if not form.is_valid():
        return _form_page(request, form)
    data = form.cleaned_data
    try:
        _register(request, form, data)
    except AlreadyReceived:
        pass
    except MayNotAdd as error:
        raise Http404 from error
    except NoAddressee as error:
        form.add_error("level", str(error))
        return _form_page(request, form)
    except OSError:
        form.add_error(None, _("The files cannot be stored at the moment. Nothing was registered; try again later."))
        return _form_page(request, form)
    return redirect("dumas_intake_done", token=data["token"])


@login_required
@require_POST
def hints(request: HttpRequest) -> HttpResponse:
    """Cases that may be the same matter as what is being typed."""
    _desk_or_404(request)
    return render(request, "dumas_docs/intake_hints.html", {"hints": _hints(request)})


@login_required
@require_safe
def done(request: HttpRequest, token: str) -> HttpResponse:
    """What was registered, for the person who did it."""
    registered = registered_with(user=request.user, token=token)
    if registered is None:
        raise Http404
    context = {
        "registered": registered,
        "case": registered.case,
        "token": token,
        "requests": requests_for(registered.missing),
        "proposals": open_proposals(request.user, registered.case),
        "may_read": READ in registered.case.reader_verbs,
    }
    return render(request, "dumas_docs/intake_done.html", context)


@login_required
@require_safe
def done_receipt(request: HttpRequest, token: str) -> HttpResponseBase:
    """The receipt of what the person registered himself, also where he may not read the case."""
    registered = registered_with(user=request.user, token=token)
    if registered is None or registered.receipt_id is None:
        raise Http404
    with bookkeeping():
        held = get_object_or_404(Attachment, pk=registered.receipt_id)
        return _receipt(request, registered.case, held)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """The receipt of a case, for its readers; sent for, with the name for those who may open identities."""
    if request.method == "POST":
        return _receipt_with_name(request, page_id)
    case = get_object_or_404(Complaint, pk=page_id)
    held = get_object_or_404(Attachment, page_id=case.pk, note=RECEIPT_NOTE)
    return _receipt(request, case, held)


@login_required
@require_POST
def original(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """The message as it came. It names the sender, so it opens as identities do: with the right, and on the record."""
    case = page_with(request, page_id, IDENTITY)
    kept = ReceivedMail.objects.filter(complaint_id=case.pk, letter=None).exclude(original="")
    received = kept.order_by("pk").first()
    if received is None or not isinstance(case, Complaint):
        raise Http404
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        reveal_identity(case=case, by=request.user, now=timezone.now(), reason=reason, digest=received.digest)
    except RevealNeedsReason:
        messages.error(request, _("State why you need the message as it came; the reason is recorded."))
        return redirect(case.url)
    return _download(received.original, name=f"{case.title}.eml", mime="message/rfc822")


@login_required
@require_POST
def decide(request: HttpRequest, page_id: int, pk: int) -> HttpResponse:
    """Link a proposed case or put the proposal aside."""
    case = get_object_or_404(Complaint, pk=page_id)
    proposal = get_object_or_404(ProposedRelation, pk=pk, complaint_id=case.pk)
    if request.POST.get("decision") not in ("link", "reject"):
        raise Http404
    try:
        accept = request.POST["decision"] == "link"
        decide_relation(proposal=proposal, accept=accept, by=request.user, now=timezone.now())
    except MayNotLink as error:
        raise Http404 from error
    except AlreadyDecided:
        pass
    return redirect(case.url)


def _hints(request: HttpRequest) -> list[Hint]:
    typed = {name: request.POST.get(name, "").replace("\x00", "")[:LONGEST_HINT] for name in HINT_FIELDS}
    return hints_for(user=request.user, matter=matter_of(typed), now=timezone.now())


def _desk_or_404(request: HttpRequest) -> list[Any]:
    units = desk_units(request.user)
    if not units:
        raise Http404
    return units


def _register(request: HttpRequest, form: IntakeForm, data: dict[str, Any]) -> None:
    accepted = [file for _upload, file in form.accepted]
    facts, matter = case_from_form(data=data, received_at=_moment(data["received_on"]), accepted=accepted)
    files = []
    for upload, file in form.accepted:
        upload.seek(0)
        files.append(evidence(file=file, content=upload.read(), text=hide_in(file.extraction.text, data)))
    register_complaint(
        facts=facts, matter=matter, files=files, unit=data["unit"], by=request.user, now=timezone.now(),
        message=Message(digest=form_digest(user=request.user, token=data["token"]), size=0),
    )  # fmt: skip


def _moment(day: date) -> datetime:
    """A letter received today came now; one received earlier came when the office opened."""
    now = timezone.localtime()
    return now if day == now.date() else timezone.make_aware(datetime.combine(day, OFFICE_OPENS))


def _form_page(request: HttpRequest, form: IntakeForm) -> HttpResponse:
    context = {
        "form": form,
        "files_again": form.is_bound and bool(request.FILES),
        "hints": _hints(request) if form.is_bound else [],
    }
    return render(request, "dumas_docs/intake.html", context, status=422 if form.is_bound else 200)


def _receipt(request: HttpRequest, case: Complaint, held: Attachment) -> HttpResponseBase:
    audit.record(verb="ekspor.dibuat", by=request.user, page=case, group=FieldGroup.METADATA,
                 data={"kind": "tanda-terima", "sha256": held.sha256})  # fmt: skip
    if request.GET.get("bentuk") == "teks":
        response = HttpResponse(held.text, content_type="text/plain; charset=utf-8")
        name = file_name(f"{held.title.removesuffix('.docx')}.txt")
        response["Content-Disposition"] = content_disposition_header(as_attachment=False, filename=name) or "inline"
        return response
    return _download(held.file, name=held.title, mime=held.mime)


def _receipt_with_name(request: HttpRequest, page_id: int) -> HttpResponse:
    case = page_with(request, page_id, IDENTITY)
    if not isinstance(case, Complaint):
        raise Http404
    held = get_object_or_404(Attachment, page_id=case.pk, note=RECEIPT_NOTE)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        letter = named_receipt(case=case, by=request.user, now=timezone.now(), reason=reason)
    except RevealNeedsReason:
        messages.error(request, _("State why you need the receipt with the name; the reason is recorded."))
        return redirect(case.url)
    as_text = request.POST.get("bentuk") == "teks"
    content = receipt_text(letter).encode() if as_text else receipt_docx(letter)
    audit.record(verb="ekspor.dibuat", by=request.user, page=case, group=FieldGroup.IDENTITAS,
                 data={"kind": "tanda-terima", "sha256": hashlib.sha256(content).hexdigest()})  # fmt: skip
    name = held.title.removesuffix(".docx") + (".txt" if as_text else ".docx")
    mime = "text/plain; charset=utf-8" if as_text else DOCX
    return as_download(HttpResponse(content, content_type=mime), name=name)


def _download(stored: Any, *, name: str, mime: str) -> FileResponse:
    try:
        opened = stored.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return as_download(FileResponse(opened, content_type=mime), name=name)
