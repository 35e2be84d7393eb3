"""What is asked when somebody acts at a step."""

from django import forms
from django.utils.translation import gettext_lazy as _


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
