"""A message that quotes a letter of the office: it is that letter's reply, or the number means nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from dumas_docs.actions.case_records import NothingSent
from dumas_docs.actions.decide_quote import decide_quote, may_end
from dumas_docs.actions.propose_relations import AlreadyDecided, MayNotLink
from dumas_docs.models import Complaint, QuotedNumber
from dumas_docs.selectors.quotes import QuoteHint, open_quotes
from workflows.lifecycles.advance import NeedsMissing, StepRefused

from .document import frame
from .standing import capital
from .standing_forms import NO_NAMES, area, day, medium, past_day


class LinkForm(forms.Form):
    """Which institution replies, and what the sender was told: his message is a complaint no longer."""

    decision = forms.CharField(widget=forms.HiddenInput, initial="link")
    institution = forms.CharField(label=gettext_lazy("Institution that replies"), max_length=200)
    sender_no = forms.CharField(label=gettext_lazy("sender's letter number"), max_length=100, required=False)
    sender_date = forms.DateField(
        label=gettext_lazy("date of the letter"), required=False, validators=[past_day],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    summary = area(
        gettext_lazy("What it says"), required=False,
        help_text=gettext_lazy(
            "In your words and without names; the complainant reads this in the progress information form."
        ),
    )  # fmt: skip
    told_medium = medium(gettext_lazy("The sender was told by"))
    told_on = day(gettext_lazy("Told on"))
    told_text = area(gettext_lazy("What the sender was told"), help_text=NO_NAMES)

    def __init__(self, *args: Any, ends: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not ends:
            for part in ("medium", "on", "text"):
                del self.fields[f"told_{part}"]

    def told(self) -> dict[str, Any] | None:
        """As `advance_case` takes it; None where nothing ends."""
        data = self.cleaned_data
        return {part: data[f"told_{part}"] for part in ("medium", "on", "text")} if "told_on" in data else None


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decide_quoted(request: HttpRequest, page_id: int, pk: int) -> HttpResponse:
    """Link the message as the reply to the letter it quotes (a form: fields of LinkForm), or put the hint aside."""
    case = get_object_or_404(Complaint, pk=page_id)
    quoted = get_object_or_404(QuotedNumber, pk=pk, complaint_id=case.pk)
    decision = request.POST.get("decision") if request.method == "POST" else "link"
    if decision not in ("link", "reject"):
        raise Http404
    try:
        if decision == "reject":
            decide_quote(quote=quoted, accept=False, by=request.user, now=timezone.now())
            return redirect(case.url)
        if quoted.accepted is not None:
            raise AlreadyDecided
        return _link(request, case, quoted)
    except MayNotLink as error:
        raise Http404 from error
    except AlreadyDecided:
        messages.info(request, _("Somebody has decided about this number before."))
    return redirect(case.url)


def _link(request: HttpRequest, case: Complaint, quoted: QuotedNumber) -> HttpResponse:
    hint = next((hint for hint in open_quotes(request.user, case) if hint.row.pk == quoted.pk), None)
    if hint is None or not hint.may_link:
        raise MayNotLink
    form = LinkForm(request.POST or None, ends=may_end(case), initial=_first_words(hint))
    if form.is_valid() and _linked(request, quoted, form):
        messages.success(request, _("The message is linked as the reply; it is no complaint of its own any more."))
        return redirect(case.url)
    context = {
        **frame(request, case, tab=""),
        "form": form,
        "form_title": _("Link as the reply"),
        "button": _("Link as the reply"),
        "form_intro": _(
            "The message joins the case it answers. As a complaint of its own it ends, and its limits stop."
        ),
    }
    return render(request, "dumas_docs/case_form.html", context, status=422 if form.errors else 200)


def _first_words(hint: QuoteHint) -> dict[str, str]:
    row = hint.letter.recipients.first() if hint.letter is not None else None
    told = _("Your message was received as the reply to a letter of this office and is handled in the case it answers.")
    return {"institution": row.name if row else "", "told_text": told}


def _linked(request: HttpRequest, quoted: QuotedNumber, form: LinkForm) -> bool:
    try:
        decide_quote(
            quote=quoted, accept=True, told=form.told(), by=request.user, now=timezone.now(),
            **{name: form.cleaned_data[name] for name in ("institution", "summary", "sender_no", "sender_date")},
        )  # fmt: skip
    except StepRefused as refused:
        for reason in refused.reasons:
            form.add_error(None, capital(reason))
    except NothingSent:
        form.add_error(None, _("No letter of this case has left the office yet, so there is nothing to reply to."))
    except NeedsMissing as missing:
        form.add_error("told_on", capital(str(missing)))
    else:
        return True
    return False
