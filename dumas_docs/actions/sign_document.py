"""Sign the version a chain has brought to its signatory (domain.md §8; F24: before the number is given)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth import authenticate
from django.db import transaction
from django.utils.translation import gettext

from dumas_docs.access import audit
from dumas_docs.access.scope import bookkeeping
from dumas_docs.enums import OnBehalf
from dumas_docs.models import BasePage, FieldGroup, OutgoingLetter
from dumas_docs.models.complaints import new_tracking_code
from dumas_docs.models.copy_numbers import lacks_copy_numbers
from workflows.chains import Verb
from workflows.engine.decide import StepIsOver, approve_step
from workflows.engine.digest import content_digest
from workflows.lifecycles.advance import StepRefused
from workflows.lifecycles.table import ChainEvent
from workflows.models import Signature, StepState

from .chain_moves import must_move_on

CAPACITIES = {"Plh. ": OnBehalf.PLH, "Plt. ": OnBehalf.PLT, "a.n. ": OnBehalf.AN}


class WrongPassword(PermissionError):
    """The password does not belong to who wants to sign."""


def sign_document(
    *, step: StepState, by: Any, password: str, now: datetime, seen: int | None = None, request: Any = None
) -> Signature:
    """Freeze the newest version under the name and position of `by`; the chain goes on to its number.

    `seen` is the id of the version he read. A wrong password counts like a failed log-in. Raises WrongPassword,
    MayNotAct, StepIsOver, DraftChanged, TextMoved, StepRefused."""
    account = authenticate(request, username=by.get_username(), password=password)
    if account is None or account.pk != by.pk:
        raise WrongPassword
    return _sign(step=step, by=by, now=now, seen=seen)


@transaction.atomic
def _sign(*, step: StepState, by: Any, now: datetime, seen: int | None) -> Signature:
    if step.office_task.verb != Verb.SIGN:
        raise StepIsOver
    done = approve_step(step=step, by=by, now=now, seen=seen)
    with bookkeeping():
        page = BasePage.objects.get(pk=done.subject_id).specific
        if isinstance(page, OutgoingLetter) and (words := lacks_copy_numbers(page.newest_for_facts())):
            # Its level may have been raised after it was handed in; signed, its text could not be mended any more.
            raise StepRefused((words, gettext("return it to who drafted it, who enters them")))
        signature = Signature.objects.create(
            step=done, subject=page, revision=done.revision, signer=by, signer_name=done.actor_name,
            signed_as=done.acted_as, at=now, digest=done.digest, code=new_tracking_code(),
        )  # fmt: skip
        values: dict[str, Any] = {"signed_at": now}
        if isinstance(page, OutgoingLetter):
            values["on_behalf"] = next(
                (code for sign, code in CAPACITIES.items() if done.acted_as.startswith(sign)), ""
            )
            values["signatory_position"] = done.position.title if done.position else ""
        type(page).objects.filter(pk=page.pk).update(**values)
    audit.record(
        verb="naskah.ditandatangani", by=by, page=page, group=FieldGroup.ISI, at=now,
        data={"revision": done.revision_id, "sha256": done.digest, "as": done.acted_as},
    )  # fmt: skip
    must_move_on(page, ChainEvent.SIGNED, by=by, acted_as=done.acted_as, now=now)
    return signature


def is_genuine(signature: Signature) -> bool:
    """Whether the signed version still says what was signed. Whether it still counts is told by `standing()`."""
    return content_digest(signature.revision) == signature.digest


def signature_with(code: str) -> Signature | None:
    """The signature of a verification code, typed with or without dashes and in small letters too."""
    letters = "".join(sign for sign in code.upper() if sign.isalnum())
    known = "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))
    return Signature.objects.select_related("revision", "step").filter(code=known).first()
