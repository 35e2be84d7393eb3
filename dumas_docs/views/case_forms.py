"""Forms for what is put on record in a case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dumas_docs.actions.keep_progress_form import is_kept
from dumas_docs.actions.record_direction import directing_positions
from dumas_docs.enums import ContactMedium, InterventionTrigger
from dumas_docs.models import Complaint, IncomingLetter, OutgoingLetter
from dumas_docs.models.directions import DirectionMode
from dumas_docs.models.follow_up import is_follow_up
from dumas_docs.selectors.case_facts import SENT
from dumas_docs.selectors.direction_rules import DirectionPaper
from dumas_docs.selectors.evidence import files_of
from workflows.models import Position

from .standing_forms import NO_NAMES, area, day, medium, past_day


class MomentField(forms.DateTimeField):
    """A moment up to now, in the office's time."""

    def __init__(self, label: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(label=label, widget=widget, initial=timezone.localtime)

    def clean(self, value: Any) -> Any:
        moment = super().clean(value)
        if moment and moment > timezone.now():
            raise forms.ValidationError(_("This moment has not come yet."))
        return moment


class DirectionForm(forms.Form):
    """Who directed what, when and how."""

    def __init__(self, *args: Any, case: Complaint, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["position"]
        field.queryset = Position.objects.filter(pk__in=[position.pk for position in directing_positions(case)])
        came = [row for row in files_of(case) if not (row.is_withheld or row.is_receipt)]
        scans: Any = self.fields["paper_file"]
        scans.choices = [("", "—"), *((f"{row.door}:{row.pk}", row.name) for row in came)]

    position = forms.ModelChoiceField(label=_("Given by"), queryset=Position.objects.none())
    mode = forms.ChoiceField(label=_("Manner"), choices=DirectionMode.choices, widget=forms.RadioSelect)
    given_at = MomentField(_("Given at"))
    channel = forms.CharField(
        label=_("How it reached the office"), max_length=200,
        help_text=_("For example: disposition sheet 12/2026, telephone, meeting."),
    )  # fmt: skip
    text = area(_("Text of the direction"), rows=6, help_text=NO_NAMES)
    paper_file = forms.ChoiceField(
        label=_("The paper: its scan among the files here"), required=False,
        help_text=_("For a direction in writing that another gave: the scan, or number and date of the paper."),
    )  # fmt: skip
    paper_number = forms.CharField(label=_("The paper: its number"), max_length=80, required=False)
    paper_date = forms.DateField(
        label=_("The paper: its date"), required=False, validators=[past_day],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip

    def told(self) -> dict[str, Any]:
        """What was said, as `record_direction` takes it."""
        names = ("position", "mode", "given_at", "channel", "text")
        data = self.cleaned_data
        paper = DirectionPaper(file=data["paper_file"], number=data["paper_number"], dated=data["paper_date"])
        return {name: data[name] for name in names} | {"paper": paper}


class InquiryForm(forms.Form):
    """The complainant asked how the case stands."""

    medium = forms.ChoiceField(
        label=_("Asked by"), choices=[c for c in ContactMedium.choices if c[0] in ("LURING", "EMAIL", "WHATSAPP")]
    )
    asked_at = MomentField(_("Asked at"))
    question = area(_("Question"), required=False, help_text=NO_NAMES)


class AnswerForm(forms.Form):
    """What the complainant was answered, and whether the filled form is kept with it."""

    answer = area(_("Answer"), rows=6, help_text=NO_NAMES)
    with_form = forms.BooleanField(
        label=_("Keep the filled progress information form with this answer"), required=False, initial=True,
        help_text=_("It is filled from the case as it stands, names nobody, and lies among the files of the case."),
    )  # fmt: skip

    def __init__(self, *args: Any, case: Complaint, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_kept(case):
            del self.fields["with_form"]


class InterventionForm(forms.Form):
    """What was done about a time limit."""

    def __init__(self, *args: Any, reached: Sequence[InterventionTrigger], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["trigger"]
        field.choices = [(each.value, each.label) for each in reached]

    trigger = forms.ChoiceField(label=_("Trigger"))
    action = area(_("Action taken"), help_text=NO_NAMES)


class ReplyForm(forms.Form):
    """An institution replied; the letters are chosen among those of the case that the reader may read."""

    def __init__(self, *args: Any, case: Complaint, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, model in (("letter", OutgoingLetter), ("reply_letter", IncomingLetter)):
            found: Any = model.objects.child_of(case)
            if model is OutgoingLetter:
                found = filter(is_follow_up, found.filter(state__in=SENT).prefetch_related("recipients"))
            readable = [page.pk for page in found if "read" in page.reader_verbs]
            field: Any = self.fields[name]
            field.queryset = model.objects.filter(pk__in=readable)
            field.label_from_instance = lambda page: f"{page.title} {page.subject}"

    institution = forms.CharField(label=_("Institution"), max_length=200)
    replied_on = day(_("Replied on"))
    letter = forms.ModelChoiceField(
        label=_("Follow-up letter it answers"), queryset=OutgoingLetter.objects.none(), required=False
    )
    reply_letter = forms.ModelChoiceField(
        label=_("The reply among the letters of the case"), queryset=IncomingLetter.objects.none(), required=False
    )
    summary = area(_("What it says"), help_text=NO_NAMES)


class DuplicateForm(forms.Form):
    """Which case it repeats, and what the complainant was told."""

    number = forms.CharField(
        label=_("Number of the other case"), max_length=40, help_text=_("For example: DM-2026-000012.")
    )
    reason = area(_("Why it is the same matter"), help_text=NO_NAMES)
    told_medium = medium(_("The complainant was told by"))
    told_on = day(_("Told on"))
    told_text = area(_("What the complainant was told"), help_text=NO_NAMES)
