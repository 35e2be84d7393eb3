"""Tasks of a person, and the chain of one document: hand in, initial, approve, sign, number, return."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.models import WorkflowState

from dumas_docs.access.roles import CHANGE, SHARE
from dumas_docs.access.scope import current_scope, local_today
from dumas_docs.actions.chain_moves import take_other_way
from dumas_docs.actions.chain_rights import is_closed_to_drafter, is_lost_to_drafter
from dumas_docs.actions.number_document import (
    LONGEST_ENTRY,
    ExpeditionMissing,
    ExpeditionTooLong,
    NotNumbered,
    NotSigned,
    dispatch_document,
    number_document,
)
from dumas_docs.actions.sign_document import WrongPassword, is_genuine, sign_document, signature_with
from dumas_docs.models import OutgoingLetter
from dumas_docs.models.in_chain import InChain
from dumas_docs.selectors.dispositions import letters_to_dispose, my_dispositions
from dumas_docs.selectors.held_up import held_up
from dumas_docs.selectors.named_sheets import beside
from dumas_docs.selectors.other_way import may_take_other_way, other_way
from dumas_docs.selectors.proposed_direction import proposed_direction
from dumas_docs.selectors.returned import returned_to
from dumas_docs.selectors.step_actors import decided_by_another
from dumas_docs.selectors.tasks import GROUPS, progress_of, tasks_of
from dumas_docs.selectors.unconfirmed import directions_to_confirm
from dumas_docs.selectors.untold import to_be_told
from workflows.chains import Asks, Verb
from workflows.engine.acting import may_act
from workflows.engine.decide import REFUSALS, StepIsOver, approve_step, refusal_in_words, return_step
from workflows.engine.submit import AlreadyHandedIn, NoChainHere, hand_in
from workflows.lifecycles.advance import NeedsMissing, StepRefused
from workflows.models import StepState

from .document import frame, page_with, refuse, sent
from .lacking import lacking_in_words
from .rows import rows_of
from .standing import capital

HEADINGS: dict[Verb | Asks, Promise] = {
    Verb.SIGN: gettext_lazy("To sign"),
    Asks.DIRECTION: gettext_lazy("To direct"),
    Verb.APPROVE: gettext_lazy("To approve"),
    Asks.PROPOSAL: gettext_lazy("To propose a direction"),
    Verb.VERIFY: gettext_lazy("To verify"),
    Verb.INITIAL: gettext_lazy("To initial"),
    Verb.NUMBER: gettext_lazy("To number and send out"),
}


class CheckForm(forms.Form):
    """The code printed under a signed document."""

    kode = forms.CharField(label=gettext_lazy("Verification code"), max_length=40)


@login_required
@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    """What waits for this person, longest waiting first."""
    found = tasks_of(user=request.user, on=local_today())
    groups = [
        {
            "heading": HEADINGS[act],
            "rows": found[act],
            "bulk": act == Verb.INITIAL and any(row.may_bulk for row in found[act]),
        }
        for act in GROUPS
        if act in found
    ]
    user, on = request.user, local_today()
    stuck = held_up(user=user, on=on)
    disposes = current_scope().resolution.has_verb_anywhere(SHARE)
    context = {
        "groups": groups, "returned": returned_to(user), "held_up": [row for row in stuck if row.is_mine],
        "held_up_below": [row for row in stuck if not row.is_mine],
        "dispositions": my_dispositions(user=user, on=on),
        "to_confirm": directions_to_confirm(user=user, on=on),
        "untold": to_be_told(user),
        "letters": rows_of(request, letters_to_dispose(user=user, on=on)) if disposes else [],
    }  # fmt: skip
    return render(request, "dumas_docs/tasks.html", context)


@login_required
@require_POST
def initial_many(request: HttpRequest) -> HttpResponse:
    """Initial several documents at once; only where the table of the chain allows it, never secret ones."""
    # Each as "step-version": what the list showed is what is initialled.
    chosen = {_number(step): _number(seen) for step, _dash, seen in (
        text.partition("-") for text in request.POST.getlist("langkah")
    )}  # fmt: skip
    offered = tasks_of(user=request.user, on=local_today()).get(Verb.INITIAL, [])
    done = 0
    for row in offered:
        if row.step.pk in chosen and row.may_bulk:
            try:
                approve_step(step=row.step, by=request.user, now=timezone.now(), seen=chosen[row.step.pk])
                done += 1
            except (*REFUSALS, StepRefused) as fault:
                messages.error(request, f"{row.page.title}: {_words(fault)}")
    gone = set(chosen) - {row.step.pk for row in offered}
    if done:
        messages.success(request, _("%(count)d documents initialled.") % {"count": done})
    if not _tell_who_was_first(request, sorted(gone)[:20]) and not done:
        messages.info(request, _("Nothing was initialled."))
    return redirect("dumas_tasks")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def chain(request: HttpRequest, page_id: int) -> HttpResponse:
    """Where a document stands in its chain; POST `aksi` names one of ACTS."""
    try:
        page = page_with(request, page_id)
    except Http404:
        if _tell_who_was_first(request, [_number(request.POST.get("langkah"))]):
            return redirect("dumas_tasks")
        raise
    if not isinstance(page, InChain):
        refuse(request, page)
    fault = ""
    if sent(request) is not None:
        fault = _act(request, page)
        if not fault:
            return redirect("dumas_chain", page_id=page.pk) if _still_here(request, page) else redirect("dumas_tasks")
    progress = progress_of(page, user=request.user, may_change=CHANGE in page.reader_verbs, now=timezone.now())
    acts = progress.step is not None and may_act(progress.step, request.user)
    way = other_way(page, progress.step)
    context = {
        **frame(request, page, tab="rantai"),
        "progress": progress,
        "verb": Verb(progress.step.office_task.verb).name if progress.step else "",
        "acts": acts,
        "fault": fault,
        "other_way": way.name if way else "",
        "may_take_other_way": way is not None and may_take_other_way(page, verbs=page.reader_verbs),
        "number": getattr(page, "number", ""),
        "beside": beside(page) if acts and progress.step and progress.step.office_task.role_code == "ppk" else {},
        "is_letter": isinstance(page, OutgoingLetter),
        "comment": request.POST.get("comment", ""),
        **_return_reaches(progress.step if acts else None, page),
        "asks": progress.step.office_task.asks if acts and progress.step else Asks.NOTHING,
        "words": request.POST.get("arahan", proposed_direction(progress.step) if acts and progress.step else ""),
    }
    return render(request, "dumas_docs/chain.html", context, status=422 if fault else 200)


def _tell_who_was_first(request: HttpRequest, step_ids: Iterable[int]) -> bool:
    """Say of steps that were this person's too who decided them; whether there were any."""
    found = [decided_by_another(user=request.user, step_id=step_id) for step_id in step_ids if step_id]
    for step in filter(None, found):
        messages.info(request, refusal_in_words(StepIsOver(step)))
    return any(found)


def _still_here(request: HttpRequest, page: Any) -> bool:
    """Whoever acted may have lost the right to the document with the step."""
    from dumas_docs.access.roles import READ
    from dumas_docs.access.scope import forget_resolution
    from dumas_docs.access.selectors import may

    forget_resolution()
    return may(request.user, READ, type(page).objects.filter(pk=page.pk).first() or page)


def _act(request: HttpRequest, page: Any) -> str:
    """Do what was asked; the reason in words when it could not be done."""
    asked = ACTS.get(request.POST.get("aksi", ""))
    if asked is None:
        return _("Choose what is to be done.")
    step = None
    if asked not in (_hand_in, _take_other_way):
        step = StepState.objects.filter(subject_id=page.pk, pk=_number(request.POST.get("langkah"))).first()
        if step is None:
            return refusal_in_words(StepIsOver())
    try:
        asked(request, page, step)
    except (*REFUSALS, StepRefused, NeedsMissing) as fault:
        return _words(fault)
    except ValidationError as fault:
        return lacking_in_words(fault, of=type(page))
    except AlreadyHandedIn:
        return _("The document has been handed in already.")
    except NoChainHere:
        return _("The document needs no approval in its present state.")
    except WrongPassword:
        return _("The password is wrong. Nothing was signed.")
    except NotSigned:
        return _("The document is not signed yet.")
    except ExpeditionMissing:
        return _("Fill in the expedition entry.")
    except ExpeditionTooLong:
        return _("The expedition entry has at most %(longest)d characters.") % {"longest": LONGEST_ENTRY}
    except NotNumbered:
        return _("The document has no number yet.")
    return ""


def _words(fault: Exception) -> str:
    """Why it could not be done, as sentences."""
    if isinstance(fault, StepRefused):
        return " ".join(capital(reason) for reason in fault.reasons)
    if isinstance(fault, NeedsMissing):
        return " ".join(capital(words) for words in fault.needs.values())
    return refusal_in_words(fault)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 18 else 0


def _return_reaches(step: StepState | None, page: Any) -> dict[str, bool]:
    """Whether a return opens the document to its drafter again, or reaches nobody."""
    is_lost = step is not None and is_lost_to_drafter(step, page)
    opens = is_lost and step is not None and is_closed_to_drafter(step, page)
    return {"opens_to_drafter": opens, "reaches_nobody": is_lost and not opens}


def _hand_in(request: HttpRequest, page: Any, step: Any) -> None:
    if CHANGE not in page.reader_verbs:
        refuse(request, page)
    hand_in(subject=page, by=request.user)
    messages.success(request, _("The document was handed in."))


def _approve(request: HttpRequest, page: Any, step: StepState) -> None:
    if step.office_task.verb in (Verb.SIGN, Verb.NUMBER):
        raise StepIsOver
    # What is directed or proposed has a field of its own, which is filled in; a comment of a return is another thing.
    said = request.POST.get("comment" if step.office_task.asks == Asks.NOTHING else "arahan", "")
    done = approve_step(
        step=step, by=request.user, now=timezone.now(), comment=said[:2000], seen=_number(request.POST.get("versi"))
    )
    if done.workflow_state.status == WorkflowState.STATUS_IN_PROGRESS:
        messages.success(request, _("Done. The document has gone on to its next step."))
    else:
        messages.success(request, _("Done. That was the last step; the approval is complete."))


def _return(request: HttpRequest, page: Any, step: StepState) -> None:
    return_step(step=step, by=request.user, now=timezone.now(), comment=request.POST.get("comment", "")[:2000])
    messages.success(request, _("The document went back to its drafter with your comment."))


def _sign(request: HttpRequest, page: Any, step: StepState) -> None:
    sign_document(
        step=step, by=request.user, password=request.POST.get("password", ""), now=timezone.now(), request=request,
        seen=_number(request.POST.get("versi")),
    )  # fmt: skip
    messages.success(request, _("The document is signed."))


def _give_number(request: HttpRequest, page: Any, step: StepState) -> None:
    number = number_document(step=step, by=request.user, now=timezone.now())
    messages.success(request, _("The document has the number %(number)s.") % {"number": number})


def _dispatch(request: HttpRequest, page: Any, step: StepState) -> None:
    dispatch_document(step=step, by=request.user, now=timezone.now(), expedition_ref=request.POST.get("expedition", ""))
    messages.success(request, _("The document was sent out."))


def _take_other_way(request: HttpRequest, page: Any, step: Any) -> None:
    if not may_take_other_way(page, verbs=page.reader_verbs):
        refuse(request, page)
    take_other_way(page, by=request.user)
    messages.success(request, _("The document has begun the right way, from its first step."))


ACTS: dict[str, Callable[[HttpRequest, Any, Any], None]] = {
    "ajukan": _hand_in,
    "jalur": _take_other_way,
    "setuju": _approve,
    "kembalikan": _return,
    "tanda-tangan": _sign,
    "nomor": _give_number,
    "kirim": _dispatch,
}


@require_safe
def check_signature(request: HttpRequest) -> HttpResponse:
    """For everybody: whether a verification code belongs to a genuine signature. Nothing of the content is told."""
    form = CheckForm(request.GET if "kode" in request.GET else None)
    asked = form.is_bound and form.is_valid()
    signature = signature_with(form.cleaned_data["kode"]) if asked else None
    if signature is not None and not is_genuine(signature):
        signature = None
    counts = signature is not None and signature.step.outdated_at is None
    context = {"form": form, "asked": asked, "signature": signature, "counts": counts}
    return render(request, "dumas_docs/check_signature.html", context)
