"""What an approval chain asks a document: its kind and the facts that decide who acts (domain.md §15)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.fields import RichTextField
from wagtail.locks import BaseLock
from wagtail.models import Workflow
from wagtail.utils.text import text_from_html

from dumas_docs.access.scope import bookkeeping
from workflows.lifecycles.registry import LIFECYCLES
from workflows.lifecycles.table import ChainEvent

from .closed_text import ClosedText

# What a chain does with a text that may still be mended.
WHILE_WRITTEN = {ChainEvent.HANDED_IN, ChainEvent.TO_SIGN, ChainEvent.SIGNED, ChainEvent.FINISHED}


class InChain:
    """For document types. `chain_kind` names the tables of workflows.chains; empty: no chain."""

    chain_kind: ClassVar[str] = ""
    # Only the end of its chain makes a version final.
    final_by_chain: ClassVar[bool] = False
    # Governed fields that signature and registry set on the way; nobody types them, a return takes them back.
    signature_stamps: ClassVar[tuple[str, ...]] = ()
    number_stamps: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def blank_stamps(cls, *names: str) -> dict[str, Any]:
        """These stamps, or all of them, as they are before anybody signs or numbers the document."""
        stamps = names or (*cls.signature_stamps, *cls.number_stamps)
        return {name: cls._meta.get_field(name).get_default() for name in stamps}  # type: ignore[attr-defined]

    def chain_facts(self) -> dict[str, Any]:
        """Facts the conditions of a chain ask, with `drafter_id` and `ordered_ids` (persons an order is given to)."""
        return {"level": self.level, "state": getattr(self, "state", ""), "drafter_id": self.owner_id}

    def who_drafted(self, by: Any) -> Any:
        """In whose name a chain runs that `by` begins: who hands a document in stands for its text."""
        return by

    def current_facts(self) -> dict[str, Any]:
        """The facts of the newest version, which is the one a chain decides about."""
        with bookkeeping():
            return self.newest_for_facts().chain_facts()

    def newest_for_facts(self) -> Any:
        """The newest version for questions whose answer shows nothing of its text: persons are not looked for in it,
        and its references not checked, which would be most of the work of a step."""
        latest = self.get_latest_revision()  # type: ignore[attr-defined]
        if latest is None:
            return self
        version = type(self).from_serializable_data(latest.content, check_fks=False)  # type: ignore[attr-defined]
        for name in ("pk", "path", "depth", "numchild", "owner_id", "live", *self.governed_fields):  # type: ignore[attr-defined]
            setattr(version, name, getattr(self, name))
        return version

    def check_complete(self) -> None:
        """Raises ValidationError that names what the newest version lacks before it can be handed in."""
        with bookkeeping():
            latest = self.get_latest_revision_as_object()
            faults: dict[str, Any] = {}
            try:
                latest.full_clean()
            except ValidationError as found:
                faults = found.update_error_dict(faults)
            for field in latest._meta.get_fields():
                if field.name not in faults and _says_nothing(field, latest):
                    faults[field.name] = ValidationError(field.error_messages["blank"], code="blank")
            if faults:
                raise ValidationError(faults)
            latest.check_parts()

    def check_parts(self) -> None:
        """Rules about rows that belong to the document; raises ValidationError."""

    @property
    def may_be_handed_in(self) -> bool:
        """Whether a chain may begin in the present state; what was sent out does not go its way again."""
        lifecycle = LIFECYCLES.get(self.chain_kind)
        rows = lifecycle.transitions if lifecycle is not None else ()
        begins = [row for row in rows if row.on_chain == ChainEvent.HANDED_IN]
        return not begins or any(self.state in row.source for row in begins)  # type: ignore[attr-defined]

    @property
    def is_void(self) -> bool:
        """Whether the document was given up: it counts no longer, nor does a signature that stood under it."""
        return getattr(self, "state", "") == "BATAL"

    @property
    def text_stands(self) -> bool:
        """Whether no further version may be written: it was signed, accepted, sent or made void."""
        lifecycle = LIFECYCLES.get(self.chain_kind)
        if lifecycle is None or not self.final_by_chain:
            return False
        rows = [row for row in lifecycle.transitions if row.on_chain in WHILE_WRITTEN]
        return not any(self.state in row.source for row in rows)  # type: ignore[attr-defined]

    def get_lock(self) -> BaseLock | None:
        return ClosedText(self) if self.text_stands else super().get_lock()  # type: ignore[misc]

    def get_workflow(self) -> Workflow | None:
        """The chain the document would begin now."""
        from workflows.engine.sync import workflow_for

        with bookkeeping():
            begins = self.pk and (self.may_be_handed_in or self.workflow_in_progress)
            return workflow_for(kind=self.chain_kind, facts=self.current_facts()) if begins else None

    @staticmethod
    def tasks_address() -> str:
        """Where one goes after acting: the right to the document may have gone with the step."""
        return reverse("dumas_tasks")

    def step_address(self) -> str:
        """Where one acts at the step the document waits at."""
        return reverse("dumas_chain", args=[self.pk])


def _says_nothing(field: Any, page: Any) -> bool:
    """Whether a part that is asked for was left empty; an editor of rich text leaves empty paragraphs behind."""
    if field.name == "subject":
        return not page.subject.strip()
    is_asked = isinstance(field, RichTextField) and not field.blank
    return is_asked and not text_from_html(getattr(page, field.name)).strip()
