"""The form of a step: one part for each thing the life cycle's table needs to be told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dumas_docs.access.roles import READ
from dumas_docs.access.scope import local_today
from dumas_docs.actions.advance_case import NOTHING_ARRIVED
from dumas_docs.enums import ContactMedium, Outcome, Sp4nArchiveReason
from dumas_docs.intake.completeness import REQUESTS
from dumas_docs.models import BasePage, Complaint, CompletenessCheck, CompletionRequest
from dumas_docs.selectors.completion import asking_in_words
from dumas_docs.selectors.evidence import files_of
from dumas_docs.selectors.untold import notice_to_send
from dumas_docs.selectors.withdrawals import LETTER, files_after, letters_after
from workflows.lifecycles.table import Transition

NO_NAMES = _("Write no names of complainants or reported parties: everybody who may read the case reads this.")
# Labels of choices by need.
CHOICES: dict[str, Any] = {"outcome": Outcome, "archive_reason": Sp4nArchiveReason}


def past_day(value: date) -> None:
    """Raise a ValidationError for a day that has not come yet."""
    if value > local_today():
        raise forms.ValidationError(_("This day has not come yet."))


def area(label: Any, *, rows: int = 4, help_text: Any = "", required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=5000, required=required, help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


def day(label: Any) -> forms.DateField:
    """A day up to today."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, initial=local_today, validators=[past_day])


def medium(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=ContactMedium.choices)


class StepForm(forms.Form):
    """Fields for what `transition` needs; `given()` is what `advance_case` takes."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, *args: Any, transition: Transition, page: BasePage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.transition, self.page = transition, page
        for need in transition.needs:
            self.fields.update(self._fields_of(need))

    def _fields_of(self, need: str) -> dict[str, forms.Field]:
        if need in CHOICES:
            codes = self.transition.choices.get(need, CHOICES[need].values)
            if len(codes) == 1:
                return {}
            labels = {"outcome": _("Outcome"), "archive_reason": _("Ground for filing")}
            choices = [("", "—"), *((code, CHOICES[need](code).label) for code in codes)]
            return {need: forms.ChoiceField(label=labels[need], choices=choices)}
        parts: dict[str, Callable[[], dict[str, forms.Field]]] = {
            "reason": self._reason,
            "told": self._told,
            "items": lambda: {
                "items": forms.MultipleChoiceField(
                    label=_("What is missing"), choices=list(REQUESTS.items()), initial=self._missing(),
                    widget=forms.CheckboxSelectMultiple, help_text=asking_in_words(self.page, on=local_today()),
                ),
            },
            "message": lambda: {
                "message_medium": medium(_("Sent by")),
                "message_on": day(_("Sent on")),
                "message_text": area(_("Text of the request"), rows=6, help_text=NO_NAMES),
            },
            "arrived": self._arrived,
            "withdrawal": lambda: {
                "withdrawal": forms.ChoiceField(
                    label=_("The written withdrawal"), choices=self._files(),
                    help_text=_("Only what came after the complaint. Add the signed letter to the files first."),
                ),
                "withdrawal_read": forms.BooleanField(
                    label=_("I have read it: the complainant, or who acts for him, withdraws the complaint and signed.")
                ),
            },
            "reference": lambda: {"reference": forms.CharField(label=_("Reference"), max_length=200)},
        }  # fmt: skip
        return parts[need]()

    def _reason(self) -> dict[str, forms.Field]:
        explains = "outcome" in self.transition.needs
        label = _("Explanation of the outcome") if explains else _("Reason")
        return {"reason": area(label, help_text=NO_NAMES)}

    def _told(self) -> dict[str, forms.Field]:
        """With the notice that was approved with the review, where there is one to be sent (W2)."""
        notice = notice_to_send(self.page) if isinstance(self.page, Complaint) else None
        fields: dict[str, forms.Field] = {
            "told_medium": medium(_("The complainant was told by")),
            "told_on": day(_("Told on")),
            "told_text": area(_("What the complainant was told"), help_text=NO_NAMES),
        }  # fmt: skip
        if notice is not None:
            fields["told_medium"].initial, fields["told_text"].initial = notice["medium"], notice["text"]
        return fields

    def _arrived(self) -> dict[str, forms.Field]:
        asked = list(
            CompletionRequest.objects.filter(page=self.page.pk, answered_at=None).values_list("items", flat=True)
        )
        codes = list(dict.fromkeys([code for items in asked for code in items] + self._missing()))
        return {
            "arrived_items": forms.MultipleChoiceField(
                label=_("What arrived"), choices=[(code, REQUESTS.get(code, code)) for code in codes],
                widget=forms.CheckboxSelectMultiple, error_messages={"required": NOTHING_ARRIVED},
                help_text=_("What stays unchecked is still missing; it can be asked for again."),
            ),
            "arrived_on": day(_("Arrived on")),
            "arrived_note": area(_("Note"), required=False, help_text=NO_NAMES),
        }  # fmt: skip

    def _missing(self) -> list[str]:
        check = CompletenessCheck.objects.filter(complaint_id=self.page.pk).first()
        return [code for code in check.missing if code in REQUESTS] if check else []

    def _files(self) -> list[tuple[str, Any]]:
        if not isinstance(self.page, Complaint):
            return []
        after = {f"{door}:{row.pk}" for door, rows in files_after(self.page).items() for row in rows}
        files = [(f"{row.door}:{row.pk}", row.name) for row in files_of(self.page) if not row.is_withheld]
        letters = [page for page in letters_after(self.page) if READ in page.reader_verbs]
        return [
            ("", "—"),
            *((key, name) for key, name in files if key in after),
            *((f"{LETTER}:{page.pk}", f"{page.title} {page.subject}") for page in letters),
        ]

    def given(self) -> dict[str, Any]:
        """What was told, as `advance_case` takes it."""
        data: Mapping[str, Any] = self.cleaned_data
        told: dict[str, Any] = {}
        for need in self.transition.needs:
            if need in ("told", "message"):
                told[need] = {part: data[f"{need}_{part}"] for part in ("medium", "on", "text")}
            elif need == "arrived":
                told[need] = {part: data[f"arrived_{part}"] for part in ("items", "on", "note")}
            elif need in data:
                told[need] = data[need]
        return told
