"""Chains in the database: each version of a table as a Wagtail workflow, its steps as tasks, each passing of a step."""

from __future__ import annotations

from inspect import unwrap
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import get_active_log_context
from wagtail.models import PageLogEntry, Task, TaskState, Workflow

from workflows.calendar.hours import office_day
from workflows.chains import Asks, Verb, Where, asked_at, mends_at
from workflows.chains.table import act_in_words

from .organisation import ForAPeriod, PeriodQuerySet, Position


class ChainVersion(models.Model):
    """One version of a table. A running chain keeps the version it began with; new ones begin with the current one."""

    code = models.CharField(_("code"), max_length=10)
    fingerprint = models.CharField(max_length=16)
    workflow = models.OneToOneField(Workflow, on_delete=models.PROTECT, related_name="chain_version")
    is_current = models.BooleanField(_("current"), default=True)

    class Meta:
        verbose_name = _("version of a chain")
        verbose_name_plural = _("versions of chains")
        constraints = [
            models.UniqueConstraint(fields=["code", "fingerprint"], name="chainversion_once"),
            models.UniqueConstraint(
                fields=["code"], condition=models.Q(is_current=True), name="chainversion_one_current"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.fingerprint}"


class StepProblem(models.TextChoices):
    """Why nobody can act at a step. It waits and says so; it is never skipped for that."""

    KOSONG = "KOSONG", _("nobody holds the position")
    LUAR_GARIS = "LUAR_GARIS", _("no such position stands above the unit the document comes from")
    PENYUSUN = "PENYUSUN", _("the only holder drafted the document")
    DIPERINTAH = "DIPERINTAH", _("the only holder is ordered by the document")


# Whoever has an action "approve" may, for Wagtail, also stop the whole chain without a word; here he returns it with
# one.
DECIDE = "decide"


class OfficeTask(Task):
    """A step of a chain as a Wagtail task. Who acts follows from role and unit when the step begins."""

    version = models.ForeignKey(ChainVersion, on_delete=models.PROTECT, related_name="tasks")
    step_code = models.CharField(max_length=40)
    role_code = models.CharField(max_length=40)
    verb = models.CharField(max_length=14, choices=[(verb.value, verb.value) for verb in Verb])
    where = models.CharField(max_length=8, choices=[(where.value, where.value) for where in Where])
    condition = models.CharField(max_length=40)
    standard_minutes = models.PositiveSmallIntegerField()
    is_last_decision = models.BooleanField(default=False)
    bulk = models.BooleanField(default=False)

    admin_form_fields: list[str] = []

    class Meta:
        verbose_name = _("step of a chain")
        verbose_name_plural = _("steps of chains")

    @property
    def asks(self) -> Asks:
        """What is asked at this step besides the decision."""
        return asked_at(self.version.code, self.step_code)

    @property
    def mends(self) -> bool:
        """Whether who initials or approves here may mend the text."""
        return mends_at(self.version.code, self.step_code)

    @property
    def act(self) -> str:
        """What is done at this step, as one says it."""
        return act_in_words(self.verb, self.asks)

    def start(self, workflow_state: Any, user: Any = None) -> StepState:
        """Begin the first step that is open. After a return that is an earlier one than the step that returned."""
        from workflows.engine.begin import begin_step

        known = getattr(workflow_state, "following", None)
        first = known if known is not None and known.pk == self.pk else workflow_state.get_next_task()
        task = first.specific if first is not None and first.pk != self.pk else self
        return begin_step(task, workflow_state, now=timezone.now())

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        from workflows.engine.acting import may_act, step_of

        step = step_of(obj)
        if step is None or step.task_id != self.pk or not may_act(step, user):
            return []
        back = ("reject", _("Return with a comment"), True)
        if self.verb in (Verb.SIGN, Verb.NUMBER):
            return [back, ("open", _("Sign …") if self.verb == Verb.SIGN else _("Number …"), False)]
        if self.asks == Asks.DIRECTION:
            return [back, (DECIDE, _("Direct …"), True)]
        if self.asks == Asks.PROPOSAL:
            return [back, (DECIDE, _("Propose …"), True)]
        words = {Verb.INITIAL: _("Initial"), Verb.VERIFY: _("Verify")}
        return [back, (DECIDE, words.get(Verb(self.verb), _("Approve")), False)]

    def get_form_for_action(self, action: str) -> Any:
        from workflows.engine.forms import ASKED_FOR, CommentForm, ReturnForm

        return ReturnForm if action == "reject" else ASKED_FOR.get(self.asks, CommentForm)

    def on_action(self, task_state: Any, user: Any, action_name: str, **kwargs: Any) -> str | None:
        """Act as the editor's buttons do; signing and numbering have a page of their own, whose address is returned."""
        from workflows.engine.archive import subject_of
        from workflows.engine.decide import REFUSALS, approve_step, refusal_in_words, return_step
        from workflows.lifecycles.advance import StepRefused

        step = task_state.specific
        comment = kwargs.get("comment", "")
        if action_name == "open":
            return subject_of(step.subject_id).step_address()
        act = return_step if action_name == "reject" else approve_step
        try:
            act(step=step, by=user, comment=comment, now=timezone.now())
        except REFUSALS as fault:
            raise PermissionDenied(refusal_in_words(fault)) from fault
        except StepRefused as fault:
            raise PermissionDenied(str(fault)) from fault
        return subject_of(step.subject_id).tasks_address()

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        from workflows.engine.acting import may_act, step_of

        step = step_of(obj)
        return step is None or self.verb == Verb.NUMBER or not may_act(step, user)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        from workflows.engine.acting import waiting_for

        mine = waiting_for(user, on=office_day(timezone.now())).filter(task=self)
        return TaskState.objects.filter(pk__in=mine.values("pk"))


def task_after(state: Any) -> Task | None:
    """As Wagtail's `get_next_task`, with what is asked of the step when it begins."""
    tasks = Task.objects.filter(workflow_tasks__workflow=state.workflow_id, active=True)
    left = tasks.exclude(pk__in=state.successful_task_states.values("task")).order_by("workflow_tasks__sort_order")
    return left.select_related("officetask__version").first()


class StepState(TaskState):
    """One passing of a step: for whom it waited, who acted as what, when, how long, and on which content."""

    subject = models.ForeignKey(settings.WAGTAIL_PAGE_MODEL, on_delete=models.CASCADE, related_name="chain_steps")
    position = models.ForeignKey(Position, on_delete=models.PROTECT, null=True, related_name="+")
    problem = models.CharField(max_length=10, choices=StepProblem.choices, blank=True)
    skip_reason = models.CharField(max_length=300, blank=True)
    decision = models.CharField(max_length=14, blank=True)  # Verb, or DIKEMBALIKAN
    acted_as = models.CharField(_("acted as"), max_length=250, blank=True)
    actor_name = models.CharField(max_length=200, blank=True)
    digest = models.CharField(_("SHA-256 of the content decided on"), max_length=64, blank=True)
    outdated_at = models.DateTimeField(_("no longer counts since"), null=True)
    standard_minutes = models.PositiveSmallIntegerField(default=0)
    office_minutes = models.PositiveIntegerField(null=True)

    RETURNED = "DIKEMBALIKAN"
    exclude_fields_in_copy = ["taskstate_ptr"]

    class Meta:
        verbose_name = _("passing of a step")
        verbose_name_plural = _("passings of steps")
        indexes = [models.Index(fields=["position", "problem"])]

    @property
    def office_task(self) -> OfficeTask:
        return self.task if isinstance(self.task, OfficeTask) else self.task.officetask

    # Inside the act that decides it is part of it: no savepoint of its own, nothing that it raises is passed over.
    approve = transaction.atomic(savepoint=False)(unwrap(TaskState.approve))
    reject = transaction.atomic(savepoint=False)(unwrap(TaskState.reject))

    def get_comment(self) -> str:
        return self.skip_reason or self.comment

    def log_state_change_action(self, user: Any, action: str) -> None:
        """As Wagtail writes it, of the document as it stands: the version need not be put together for its title, and
        what the engine itself says of rows it holds is not validated again."""
        from workflows.engine.archive import whole_archive

        state: Any = self.workflow_state
        following = state.following = task_after(state)
        with whole_archive():
            subject = self.subject.specific
        context = get_active_log_context()
        entry = PageLogEntry(
            page=subject, content_type=subject.cached_content_type, label=subject.get_admin_display_title(),
            action=f"wagtail.workflow.{action}", timestamp=timezone.now(), uuid=context.uuid,
            user=user or context.user, revision=self.revision,
            data={
                "workflow": {
                    "id": state.workflow_id, "title": state.workflow.name, "status": self.status,
                    "task_state_id": self.pk, "task": {"id": self.task_id, "title": self.task.name},
                    "next": {"id": following.pk, "title": following.name} if following else None,
                },
                "comment": self.get_comment(),
            },
        )  # fmt: skip
        PageLogEntry.objects.bulk_create([entry])


class Substitute(ForAPeriod, models.Model):
    """Who may act for the holder of a position, for how long and in which chains (a.n.)."""

    position = models.ForeignKey(
        Position, verbose_name=_("position"), on_delete=models.PROTECT, related_name="substitutes"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.PROTECT, related_name="substitutions"
    )
    chains = models.CharField(
        _("chains"),
        max_length=200,
        help_text=_("Codes separated by spaces, for example W4a W6. What is not named is not covered."),
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), help_text=_("Last day."))
    decree_no = models.CharField(_("decree number"), max_length=100)
    taken_back_at = models.DateTimeField(null=True, editable=False)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("substitute")
        verbose_name_plural = _("substitutes")
        ordering = ["position__code", "starts_on"]
        constraints = [
            models.CheckConstraint(
                name="substitute_ends_after_start", condition=models.Q(ends_on__gte=models.F("starts_on"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_name} a.n. {self.position}"


class SignatureQuerySet(models.QuerySet["Signature"]):
    def standing(self) -> SignatureQuerySet:
        """Those that count: the document was neither returned nor voided since."""
        return self.filter(step__outdated_at=None)


class Signature(models.Model):
    """A signed version: frozen by its digest, with who signed as what and the code by which anyone may check it."""

    step = models.OneToOneField(StepState, on_delete=models.PROTECT, related_name="signature")
    subject = models.ForeignKey(settings.WAGTAIL_PAGE_MODEL, on_delete=models.PROTECT, related_name="signatures")
    revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.PROTECT, related_name="+")
    signer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signer_name = models.CharField(max_length=200)
    signed_as = models.CharField(max_length=250)
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    code = models.CharField(max_length=19, unique=True)

    objects = SignatureQuerySet.as_manager()

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        ordering = ["at"]

    def __str__(self) -> str:
        return self.code
