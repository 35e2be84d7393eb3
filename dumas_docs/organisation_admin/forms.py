"""Forms of the organisation. They ask; the actions decide."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from workflows.chains import CHAINS
from workflows.lifecycles.roles import ROLE_WORDS
from workflows.models import AppointmentKind, ChangeKind, Position, Reorganisation, ReorganisationLine, Unit

DECREE_HELP = _("Number of the decision or order this rests on. It is kept on the audit trail.")


class PersonField(forms.ModelChoiceField):
    """An active account, by full name."""

    def __init__(self, **kwargs: Any) -> None:
        people = get_user_model().objects.filter(is_active=True).order_by("first_name", "username")
        super().__init__(people, **{"label": _("Person"), **kwargs})

    def label_from_instance(self, obj: Any) -> str:
        name = obj.get_full_name()
        return f"{name} ({obj.get_username()})" if name else obj.get_username()


class PositionField(forms.ModelChoiceField):
    """A position with its unit."""

    def __init__(self, **kwargs: Any) -> None:
        found = Position.objects.select_related("unit").order_by("unit__code", "title")
        super().__init__(found, **{"label": _("Position"), **kwargs})

    def label_from_instance(self, obj: Position) -> str:
        return f"{obj.title} · {obj.unit.name}"


class DecreeForm(forms.Form):
    """Every change rests on a decree."""

    decree_no = forms.CharField(label=_("Decree number"), max_length=100, help_text=DECREE_HELP)


class WithdrawForm(forms.Form):
    """A slip may have no decree of its own; then its reason is kept."""

    reason = forms.CharField(
        label=_("Decree number or reason"), max_length=200,
        help_text=_("Number of the decision, or what was entered by mistake. It is kept on the audit trail."),
    )  # fmt: skip


class AppointmentForm(DecreeForm):
    person = PersonField()
    position = PositionField()
    kind = forms.ChoiceField(
        label=_("Kind"), choices=AppointmentKind.choices, initial=AppointmentKind.DEFINITIF, widget=forms.RadioSelect,
        help_text=_("Plt. holds a vacant position; plh. stands in while the holder is away, and needs a last day."),
    )  # fmt: skip
    starts_on = forms.DateField(
        label=_("First day"), widget=AdminDateInput,
        help_text=_(
            "Rights begin at 00.00 office time on this day, and not before. It may lie in the future. If it has "
            "passed, they begin now, and the day of the decree is kept on the audit trail."
        ),
    )  # fmt: skip
    ends_on = forms.DateField(
        label=_("Last day"), required=False, widget=AdminDateInput, help_text=_("Empty: until further notice.")
    )
    field_order = ("person", "position", "kind", "starts_on", "ends_on", "decree_no")


class AppointmentEndForm(DecreeForm):
    ends_on = forms.DateField(
        label=_("Last day"), required=False, widget=AdminDateInput,
        help_text=_("Rights end at midnight after this day. Empty: until further notice."),
    )  # fmt: skip
    field_order = ("ends_on", "decree_no")


class SubstituteForm(DecreeForm):
    position = PositionField(label=_("Acts for the holder of"))
    person = PersonField(label=_("Substitute"))
    chains = forms.MultipleChoiceField(
        label=_("In these chains"), widget=forms.CheckboxSelectMultiple,
        help_text=_("What is not ticked is not covered. A sealed letter is never opened this way."),
    )  # fmt: skip
    starts_on = forms.DateField(label=_("First day"), widget=AdminDateInput)
    ends_on = forms.DateField(label=_("Last day"), widget=AdminDateInput)
    field_order = ("position", "person", "chains", "starts_on", "ends_on", "decree_no")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chains: Any = self.fields["chains"]
        chains.choices = [(chain.code, f"{chain.code} {chain.name}") for chain in CHAINS]


class SubstituteEndForm(DecreeForm):
    ends_on = forms.DateField(label=_("Last day"), widget=AdminDateInput)
    field_order = ("ends_on", "decree_no")


class RoleField(forms.ChoiceField):
    """A role that chains and life cycles look for, or that a position of this office has already."""

    def __init__(self, **kwargs: Any) -> None:
        help_text = _("What the post does in chains; nobody finds a post with another role.")
        super().__init__(choices=self._known, label=_("Role"), help_text=help_text, **kwargs)

    @staticmethod
    def _known() -> list[tuple[str, str]]:
        used = Position.objects.order_by("role_code").values_list("role_code", flat=True).distinct()
        own = [(code, code) for code in used if code not in ROLE_WORDS]
        return [("", "—"), *((code, f"{capfirst(str(words))} ({code})") for code, words in ROLE_WORDS.items()), *own]


class UnitForm(forms.ModelForm):
    """Where a unit stands is chosen once: its line of superiors decides running steps."""

    class Meta:
        model = Unit
        fields = ["code", "name", "letter_code", "parent"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name in ("code", "parent"):
                self.fields[name].disabled = True


class PositionForm(forms.ModelForm):
    """The unit is chosen once; later a position moves by a change of the organisation, from a day on."""

    class Meta:
        model = Position
        fields = ["code", "title", "unit", "role_code", "rank_group"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name in ("code", "unit", "role_code"):
                self.fields[name].disabled = True
            self.fields["unit"].help_text = _("A position moves to another unit under “Changes of the organisation”.")
        self.fields["role_code"] = RoleField(disabled=self.fields["role_code"].disabled)


class ChangeForm(forms.ModelForm):
    class Meta:
        model = Reorganisation
        fields = ["name", "takes_effect_on"]
        widgets = {"takes_effect_on": AdminDateInput}


class LineForm(forms.ModelForm):
    """One line; an empty one is left out."""

    kind = forms.ChoiceField(label=_("What"), choices=[("", "—"), *ChangeKind.choices], required=False)
    position = PositionField(required=False)
    person = PersonField(required=False, label=_("New holder"), empty_label=_("— nobody: it becomes vacant —"))
    appointment_kind = forms.ChoiceField(
        label=_("As"), choices=AppointmentKind.choices, required=False, initial=AppointmentKind.DEFINITIF
    )

    class Meta:
        model = ReorganisationLine
        fields = ["kind", "position", "person", "appointment_kind", "unit", "to_unit"]
        labels = {"unit": _("Unit"), "to_unit": _("To unit")}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        kind = data.get("kind")
        data["appointment_kind"] = data.get("appointment_kind") or AppointmentKind.DEFINITIF
        if not kind and any(data.get(name) for name in ("position", "person", "unit", "to_unit")):
            raise ValidationError({"kind": _("Say what this line changes.")})
        return data

    def _post_clean(self) -> None:
        if self.cleaned_data.get("kind"):
            super()._post_clean()  # type: ignore[misc]


LineFormSet = forms.modelformset_factory(ReorganisationLine, form=LineForm, extra=3, can_delete=True)
