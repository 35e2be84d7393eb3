"""What is asked when somebody acts at a step."""

from django import forms
from django.utils.translation import gettext_lazy as _

from workflows.chains import Asks


class CommentForm(forms.Form):
    """A remark that stays in the history."""

    comment = forms.CharField(
        label=_("Comment"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReturnForm(forms.Form):
    """A return says why."""

    comment = forms.CharField(
        label=_("What has to be changed"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ProposalForm(forms.Form):
    """What the superior is asked to direct."""

    comment = forms.CharField(
        label=_("Proposed direction"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Write which direction you propose. A proposal without words cannot be passed on.")
        },
    )  # fmt: skip


class DirectionForm(forms.Form):
    """A direction is given in words."""

    comment = forms.CharField(
        label=_("Direction"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what is to be done. A direction without words cannot be recorded.")},
    )  # fmt: skip


ASKED_FOR: dict[str, type[forms.Form]] = {Asks.PROPOSAL: ProposalForm, Asks.DIRECTION: DirectionForm}
