"""Brings the tables of chains into the database. Running chains keep the version they began with."""

from __future__ import annotations

from django.db import transaction
from wagtail.models import Workflow, WorkflowTask

from workflows.chains import CHAINS, Chain, Facts, Step, chain_for
from workflows.chains.table import act_in_words
from workflows.lifecycles.roles import in_words
from workflows.models import ChainVersion, OfficeTask


def sync_chains() -> list[str]:
    """Make a workflow of every table that is new or changed; returns the codes. Running it again changes nothing."""
    return [chain.code for chain in CHAINS if _sync(chain)]


@transaction.atomic
def _sync(chain: Chain) -> bool:
    current = ChainVersion.objects.select_for_update().filter(code=chain.code, is_current=True).first()
    if current is not None and current.fingerprint == chain.fingerprint:
        _rename(current, chain)
        return False
    if current is not None:
        ChainVersion.objects.filter(pk=current.pk).update(is_current=False)
    known = ChainVersion.objects.filter(code=chain.code, fingerprint=chain.fingerprint)
    if known.update(is_current=True):
        return True
    workflow = Workflow.objects.create(name=f"{chain.code} {chain.name}")
    version = ChainVersion.objects.create(code=chain.code, fingerprint=chain.fingerprint, workflow=workflow)
    for order, step in enumerate(chain.steps):
        task = OfficeTask.objects.create(
            name=_name(chain, step), version=version, step_code=step.code, role_code=step.role,
            verb=step.verb.value, where=step.where.value, condition=step.only_if.name,
            standard_minutes=step.standard_minutes, bulk=step.bulk, is_last_decision=step is chain.last_decision,
        )  # fmt: skip
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    return True


def _name(chain: Chain, step: Step) -> str:
    """How the editing side calls the step: whose it is, and what is done."""
    return f"{chain.code} {in_words([step.role])}: {act_in_words(step.verb, step.asks)}"


def _rename(version: ChainVersion, chain: Chain) -> None:
    names = {step.code: _name(chain, step) for step in chain.steps}
    for task in version.tasks.all():
        if task.name != names[task.step_code]:
            OfficeTask.objects.filter(pk=task.pk).update(name=names[task.step_code])


def workflow_for(*, kind: str, facts: Facts) -> Workflow | None:
    """The workflow a document begins now; None when it needs none, or the chains were never synchronised."""
    chain = chain_for(kind=kind, facts=facts)
    if chain is None:
        return None
    version = ChainVersion.objects.filter(code=chain.code, is_current=True).select_related("workflow").first()
    return version.workflow if version else None
