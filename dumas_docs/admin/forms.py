"""The edit form of each page type: what the person may not see is no part of it, and what is missing is named."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import BadRequest, ValidationError
from django.utils import timezone
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.models import WagtailAdminModelFormMetaclass

from dumas_docs.access.choosers import unknown_rows
from dumas_docs.admin.panels.identity import identities_open, sees_identities
from dumas_docs.admin.panels.wording import wording_open
from dumas_docs.admin.untouched import KeepsNameless, KeepsUntouched
from dumas_docs.enums import LetterSeal, SopShape
from dumas_docs.models.identities import HashedIdentity
from dumas_docs.models.travellers import Row, fault_of_accounts
from dumas_docs.models.wordings import WORDS, is_cleared
from workflows.chains.cases import NOT_ELIGIBLE


class ArchiveFormMetaclass(WagtailAdminModelFormMetaclass):
    """Rows below a page are stored as carefully as the page."""

    def __new__(cls, name: str, bases: tuple[type, ...], attrs: dict[str, Any]) -> Any:
        made = super().__new__(cls, name, bases, attrs)
        for formset in getattr(made, "formsets", {}).values():
            if not issubclass(formset.form, KeepsUntouched):
                row = formset.form
                kept = KeepsNameless if issubclass(formset.model, HashedIdentity) else KeepsUntouched
                formset.form = type(row)(row.__name__, (kept, row), {"Meta": row.Meta})
        return made


class ArchivePageForm(KeepsUntouched, WagtailAdminPageForm, metaclass=ArchiveFormMetaclass):
    """Identities are in the form only for those who hold `identity` on the page.

    A draft may be incomplete; whoever registers, submits or publishes it must fill in what the type requires."""

    # Mandatory fields whose column may be empty (domain.md §4).
    mandatory: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.mandatory:
            self.fields[name].required = True
        if not identities_open(self.instance, self.for_user):
            for name in self.identity_relations():
                del self.formsets[name]
        if self.is_bound:
            self._build_rows()

    def _build_rows(self) -> None:
        """Rows whose keys were tampered with cannot be built; Django would fail on them half-way."""
        try:
            for formset in self.formsets.values():
                _ = formset.forms
        except (MultiValueDictKeyError, ValidationError) as error:
            raise BadRequest("rows without their keys") from error

    def full_clean(self) -> None:
        try:
            super().full_clean()
        except MultiValueDictKeyError as error:
            raise BadRequest("a part of the form is missing") from error

    @classmethod
    def identity_relations(cls) -> list[str]:
        return [name for name, formset in cls.formsets.items() if issubclass(formset.model, HashedIdentity)]

    @property
    def shows_identities(self) -> bool:
        return any(name in self.formsets for name in self.identity_relations())

    def save(self, commit: bool = True) -> Any:
        # The action needs the page types, and this module is loaded with them.
        from dumas_docs.actions.hide_in_document import hide_in_remarks

        hide_in_remarks(self._remarks(), page=self.instance, parent=self.parent_page)
        return super().save(commit=commit)

    def _remarks(self) -> list[Any]:
        forms = self.formsets["comments"].forms if "comments" in self.formsets else []
        return [row.instance for form in forms for row in (form, *form.formsets["replies"].forms)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.is_deferred_validation:
            self.clean_complete(cleaned)
        return cleaned

    def clean_complete(self, cleaned: dict[str, Any]) -> None:
        """Rules a finished document keeps and a draft need not."""


class DocumentForm(ArchivePageForm):
    """Numbered documents: the subject is mandatory, their number is nobody's to type."""

    mandatory = ("subject",)


class ComplaintForm(DocumentForm):
    """Whom the letter addresses stands as it came: to none of the principals, as a mail to the office's box, it is
    lacking in its check of completeness and judged by its review, never kept from being saved (S1; domain.md §1, 6). An
    issue that was chosen is not taken away without another (§4); a case that came without one gets it when it is read.

    Words of the sender that are withheld from the person are no part of the form and stay as they are; what somebody
    without the right to identities writes over open ones stays open."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shows_wording = wording_open(self.instance, self.for_user)
        # Who sees identities may write one down; he opens the new words when he has read them again.
        self.keeps_wording = not sees_identities(self.instance, self.for_user) and is_cleared(self.instance)
        if not self.shows_wording:
            for name in WORDS:
                del self.fields[name]

    def save(self, commit: bool = True) -> Any:
        from dumas_docs.actions.clear_wording import keep_cleared

        saved = super().save(commit=commit)
        if self.keeps_wording:
            keep_cleared(self.instance, by=self.for_user, now=timezone.now())
        return saved

    def clean_complete(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("issue_codes") and self.initial.get("issue_codes"):
            self.add_error("issue_codes", _("Choose at least one issue."))


class ReviewForm(DocumentForm):
    """A review that files a complaint says on which ground, with which outcome, and what the complainant is told."""

    def clean_complete(self, cleaned: dict[str, Any]) -> None:
        archives = cleaned.get("result") in NOT_ELIGIBLE
        for name in ("archive_reason", "outcome", "notice_medium", "notice") if archives else ("sla_class",):
            if not cleaned.get(name):
                self.add_error(name, _("This is needed with the result you chose."))


class IncomingLetterForm(DocumentForm):
    """A closed envelope has no subject yet (S4 B.1)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seal = self.data.get(self.add_prefix("seal")) if self.is_bound else self.instance.seal
        self.fields["subject"].required = seal in (LetterSeal.TERBUKA, "", None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        received, dated = cleaned.get("received_at"), cleaned.get("sender_date")
        if received and received > timezone.now():
            self.add_error("received_at", _("This moment is still to come."))
        if received and dated and dated > timezone.localtime(received).date():
            self.add_error("sender_date", _("The letter is dated later than the day it was received."))
        return cleaned


class AssignmentOrderForm(DocumentForm):
    """An order names the persons ordered, officials of this office by their account, and one leads (domain.md §13)."""

    def is_valid(self) -> bool:
        valid = super().is_valid()
        if not self.is_bound or self.is_deferred_validation or not self.formsets["assignees"].is_valid():
            return valid
        people = [form.cleaned_data for form in self.formsets["assignees"].forms if not form.cleaned_data.get("DELETE")]
        if not people:
            self.add_error(None, _("Name at least one person who is ordered."))
        elif sum(bool(person.get("is_leader")) for person in people) != 1:
            self.add_error(None, _("Exactly one person leads the team."))
        rows = [Row(getattr(each.get("person"), "pk", None), each.get("name", "")) for each in people]
        if fault := fault_of_accounts(rows):
            self.add_error(None, fault)
        return valid and not self.errors


class MonitoringReportForm(DocumentForm):
    """A final report tells the result of at least one complaint (domain.md §4, §13)."""

    def is_valid(self) -> bool:
        valid = super().is_valid()
        rows = self.formsets["clarified_cases"]
        if not self.is_bound or self.is_deferred_validation or not rows.is_valid():
            return valid
        kept = [form for form in rows.forms if not form.cleaned_data.get("DELETE")]
        # Rows about cases the person may not know of are no part of the form, but of the report.
        if not kept and not unknown_rows(self.instance.clarified_cases.all()):
            self.add_error(None, _("Fill in at least one row of the matrix of clarification before publishing."))
        return valid and not self.errors


class MonitoringActivityForm(DocumentForm):
    """A plan names the cases that are monitored and a team with one coordinator (S0 B.2.a.1, C.1).

    Who travels, when and how stands as it was signed or approved; what was signed is withdrawn before it changes."""

    # What an order is signed for, and an indirect monitoring approved for, beside the team.
    approved: ClassVar[tuple[str, ...]] = ("mode", "starts_on", "ends_on")

    def is_valid(self) -> bool:
        valid = super().is_valid()
        cases, team = self.formsets["monitored_cases"], self.formsets["team"]
        if self.is_bound and team.is_valid() and (changed := self._changed(team)):
            from dumas_docs.selectors.activity_facts import why_approved_stands

            if fault := why_approved_stands(self.instance, proposed=self._proposed(team)):
                self.add_error(changed[0] if changed[0] in self.fields else None, fault)
                valid = False
        if not self.is_bound or self.is_deferred_validation or not (cases.is_valid() and team.is_valid()):
            return valid
        kept = [form for form in cases.forms if not form.cleaned_data.get("DELETE")]
        # Rows about cases the person may not know of are no part of the form, but of the plan.
        if not kept and not unknown_rows(self.instance.monitored_cases.all()):
            self.add_error(None, _("Name at least one case whose follow-up is monitored."))
        people = [form.cleaned_data for form in team.forms if not form.cleaned_data.get("DELETE")]
        if not people:
            self.add_error(None, _("Name at least one person of the team."))
        elif sum(bool(person.get("is_coordinator")) for person in people) != 1:
            self.add_error(None, _("Exactly one person coordinates the team."))
        return valid and not self.errors

    def _proposed(self, team: Any) -> Any:
        """Who would travel, and when."""
        from dumas_docs.selectors.activity_facts import Sending

        people = {person.pk for row in self._kept(team) if (person := row.get("person"))}
        told = {name: self.cleaned_data.get(name) for name in ("starts_on", "ends_on", "mode")}
        return Sending(people=frozenset(people), **told)

    @staticmethod
    def _kept(team: Any) -> list[dict[str, Any]]:
        return [form.cleaned_data for form in team.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]

    def _changed(self, team: Any) -> list[str]:
        """What differs from the plan as it was, of that which is signed or approved."""
        found = [name for name in self.approved if name in self.changed_data]
        before = {(form.initial.get("person"), form.initial.get("is_coordinator")) for form in team.initial_forms}
        after = {(getattr(row.get("person"), "pk", None), bool(row.get("is_coordinator"))) for row in self._kept(team)}
        return [*found, "team"] if before != after else found


class FinancialAccountabilityForm(DocumentForm):
    """An account names what was spent (S0 B.6.b)."""

    def is_valid(self) -> bool:
        valid = super().is_valid()
        rows = self.formsets["expenses"]
        if not self.is_bound or self.is_deferred_validation or not rows.is_valid():
            return valid
        if not [form for form in rows.forms if not form.cleaned_data.get("DELETE")]:
            self.add_error(None, _("Enter at least one expense."))
        return valid and not self.errors


class ServiceStandardForm(ArchivePageForm):
    """All 14 components, or the sections of the older layouts, stand before a standard is published (S1)."""

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.is_deferred_validation:
            try:
                self.instance.check_complete()
            except ValidationError as error:
                self.add_error(None, error)


class SopForm(ArchivePageForm):
    """The flow table begins and ends, and names only actors that have a column (domain.md §11)."""

    mandatory = ("sop_number", "approved_by_position")

    def is_valid(self) -> bool:
        valid = super().is_valid()
        steps, actors = self.formsets["steps"], self.formsets["actors"]
        if not self.is_bound or self.is_deferred_validation or not (steps.is_valid() and actors.is_valid()):
            return valid
        rows = [form.cleaned_data for form in steps.ordered_forms]
        columns = {form.cleaned_data["name"] for form in actors.forms if not form.cleaned_data.get("DELETE")}
        if not rows:
            self.add_error(None, _("The flow table has no step yet."))
        elif unknown := sorted({row["actor"] for row in rows} - columns):
            self.add_error(None, _("Actors without a column in the flow table: %s.") % ", ".join(unknown))
        elif len(rows) < 2 or {rows[0]["shape"], rows[-1]["shape"]} != {SopShape.TERMINATOR}:
            self.add_error(None, _("The flow table begins and ends with a terminator (capsule)."))
        return valid and not self.errors
