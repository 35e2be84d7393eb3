"""The form "Register a complaint": one page, in the order in which a letter is read."""

from __future__ import annotations

import secrets
from typing import Any, BinaryIO, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from dumas_docs.actions.receive_mail import limits
from dumas_docs.enums import Addressee, Anonymity, Channel, Classification, Level, Oversight
from dumas_docs.imports.accept import AcceptedFile, accept_file
from dumas_docs.imports.extraction import ReaderUnavailable
from dumas_docs.imports.refusals import FileRefused
from dumas_docs.models import ComplainantCategory, IssueCode
from workflows.models import Unit

MAX_FILES = 30
# The Republic's own; an earlier date is a slip of the keyboard.
FIRST_YEAR = 1945
# Channels whose letters are typed in; mails and LAPOR! also come this way when they were printed first.
TOKEN_LENGTH = 22


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; each must pass the door for files before anything is registered, the empty ones too:
    Django's own check would name the first of them only, and that without its name."""

    widget = ManyFiles(attrs={"multiple": True})

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        given = [super(FilesField, self).clean(each, initial) for each in (data or [])]
        if len(given) > MAX_FILES:
            raise ValidationError(_("At most %(count)s files at once."), params={"count": MAX_FILES})
        return given


def _text(label: Any, *, length: int = 200, help_text: Any = "", **attrs: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off", **attrs})
    return forms.CharField(label=label, required=False, max_length=length, help_text=help_text, widget=widget)


class IntakeForm(forms.Form):
    """A letter as the registrar reads it. `accepted` holds its files after a successful check."""

    token = forms.CharField(widget=forms.HiddenInput, min_length=TOKEN_LENGTH, max_length=64)
    unit = forms.ModelChoiceField(label=_("unit that receives"), queryset=Unit.objects.none(), empty_label=None)
    channel = forms.ChoiceField(label=_("channel"), choices=Channel.choices, initial=Channel.POS_BIRO_TU)
    received_on = forms.DateField(
        label=_("received on"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    letter_date = forms.DateField(
        label=_("date of the letter"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    external_id = _text(_("LAPOR! tracking id"), length=40)
    full_name = _text(_("full name"), help_text=_("As it stands on the letter. Leave empty when the letter has none."))
    address = _text(_("address"), length=400)
    regency = _text(_("regency or city"), length=100)
    province = _text(_("province"), length=100)
    phone = _text(_("telephone"), length=40, inputmode="tel")
    email = forms.EmailField(label=_("e-mail"), required=False)
    id_number = _text(_("identity number (NIK)"), length=16, inputmode="numeric")
    occupation = _text(_("occupation"))
    complainant_category = forms.ChoiceField(
        label=_("kind of complainant"), choices=ComplainantCategory.choices, initial=ComplainantCategory.PERORANGAN
    )
    represented_by = _text(_("represented by"))
    anonymity = forms.ChoiceField(label=_("secrecy wished"), choices=Anonymity.choices, initial=Anonymity.TERBUKA)
    signature_present = forms.BooleanField(label=_("The letter is signed"), required=False)
    power_of_attorney_stamped = forms.BooleanField(label=_("A stamped power of attorney is enclosed"), required=False)
    subject = forms.CharField(
        label=_("subject"), max_length=300, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("What it is about, without names."),
    )  # fmt: skip
    addressees = forms.MultipleChoiceField(
        label=_("addressed to"), choices=Addressee.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    is_cc_only = forms.BooleanField(label=_("The office only received a copy (tembusan)"), required=False)
    chronology = forms.CharField(
        label=_("chronology"), widget=forms.Textarea(attrs={"rows": 8}), max_length=100_000,
        help_text=_("What happened, when and where, as the sender tells it. The complainant's name is hidden here."),
    )  # fmt: skip
    substance_summary = forms.CharField(
        label=_("core of the matter"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In a few sentences, without names. Left empty, it is taken from the chronology."),
    )  # fmt: skip
    names_nobody = forms.BooleanField(
        label=_("These words name nobody"), required=False,
        help_text=_("Readers without the right to identities read them at once. Left empty, a handler opens them."),
    )  # fmt: skip
    classification = forms.ChoiceField(
        label=_("classification"), choices=Classification.choices, initial=Classification.PENGADUAN
    )
    oversight = forms.ChoiceField(
        label=_("oversight content"), choices=[("", _("Not yet known")), *Oversight.choices], required=False,
        help_text=_("With oversight content the case becomes Secret."),
    )  # fmt: skip
    issue_codes = forms.ModelMultipleChoiceField(
        label=_("issues"), queryset=IssueCode.objects.all(), required=False, widget=forms.CheckboxSelectMultiple
    )
    case_regency = _text(_("regency or city of the matter"), length=100)
    case_province = _text(_("province of the matter"), length=100)
    level = forms.TypedChoiceField(
        label=_("security level"), coerce=int, initial=Level.TERBATAS,
        choices=[(level.value, level.label) for level in Level if level >= Level.TERBATAS],
        help_text=_("Top secret: only the addressee and the head of the unit can open the case afterwards."),
    )  # fmt: skip
    reported_name = _text(_("name"))
    reported_position = _text(_("position"))
    reported_institution = _text(_("institution"))
    has_evidence = forms.BooleanField(
        label=_("Evidence or supporting data is enclosed, besides the letter itself"), required=False
    )
    scans = FilesField(
        label=_("scans and files"), required=False, allow_empty_file=True,
        help_text=_("The scanned letter and its enclosures: PDF, pictures, docx, xlsx. Several at once."),
    )  # fmt: skip

    def __init__(self, *args: Any, units: list[Any], today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        for field in self.fields.values():
            field.label = capfirst(field.label)
        self.accepted: list[tuple[UploadedFile, AcceptedFile]] = []
        unit = cast(forms.ModelChoiceField, self.fields["unit"])
        unit.queryset = Unit.objects.filter(pk__in=[each.pk for each in units])
        unit.initial = units[0]
        if len(units) == 1:
            unit.widget = forms.HiddenInput()
        self.fields["received_on"].initial = today
        self.fields["token"].initial = secrets.token_urlsafe(16)
        self.fields["scans"].widget.attrs["data-file-list"] = "chosen-files"
        self.fields["scans"].widget.attrs["data-most-files"] = MAX_FILES
        self.fields["scans"].widget.attrs["data-too-many"] = _(
            "At most %(count)s files at once. Choose fewer here and add the others to the case afterwards."
        ) % {"count": MAX_FILES}
        self.fields["full_name"].widget.attrs["autofocus"] = True

    def clean_received_on(self) -> Any:
        return self._not_later(self.cleaned_data["received_on"])

    def clean_letter_date(self) -> Any:
        return self._not_later(self.cleaned_data["letter_date"])

    def clean_id_number(self) -> str:
        number = self.cleaned_data["id_number"].replace(" ", "")
        if number and not (number.isdecimal() and len(number) == 16):
            raise ValidationError(_("A NIK has 16 digits."))
        return number

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        written, received = data.get("letter_date"), data.get("received_on")
        if written and received and written > received:
            self.add_error("letter_date", _("The letter cannot be dated after it was received."))
        if data.get("has_evidence") and not data.get("scans") and "scans" not in self.errors:
            self.add_error("scans", _("Evidence is ticked, but no file is chosen."))
        # Files are examined only when all else is right: their check takes time and they must be chosen again.
        if not self.errors:
            self._examine(data.get("scans", []))
        return data

    def _examine(self, files: list[UploadedFile]) -> None:
        for file in files:
            try:
                file.seek(0)
                self.accepted.append((file, accept_file(name=file.name, content=cast(BinaryIO, file), limits=limits())))
            except (FileRefused, ReaderUnavailable) as error:
                self.add_error("scans", str(error))

    def _not_later(self, day: Any) -> Any:
        if day and day > self.today:
            raise ValidationError(_("The date lies in the future."))
        if day and day.year < FIRST_YEAR:
            raise ValidationError(_("The date lies before %(year)s."), params={"year": FIRST_YEAR})
        return day
