"""Whom a time limit of a case is told: who handles it, and the head of its unit; nobody who may not read the case."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.urls import reverse

from dumas_docs.access.resolve import resolve
from dumas_docs.access.roles import READ
from dumas_docs.access.scope import system_scope
from dumas_docs.conf import setting
from dumas_docs.models import Complaint
from workflows.clocks.recipients import Recipients
from workflows.models import Appointment


def recipients_of_cases(*, subject_ids: Collection[int], on: date) -> Mapping[int, Recipients]:
    """Actors and superiors of many cases; each person's rights are resolved once. The reference is the number alone."""
    with system_scope("whom reminders go to"):
        cases = list(Complaint.objects.filter(pk__in=subject_ids).select_related("handler"))
        heads = _heads({case.unit_id for case in cases if case.unit_id}, on=on)
        rights: dict[int, Any] = {}

        def readers(people: Collection[Any], case: Complaint) -> tuple[Any, ...]:
            for person in people:
                if person.pk not in rights:
                    rights[person.pk] = resolve(user=person, on=on)
            return tuple(person for person in people if READ in rights[person.pk].verbs(case))

        found = {}
        for case in cases:
            superiors = readers(heads.get(case.unit_id, ()), case)
            actors = readers([case.handler] if case.handler else [], case) or superiors
            if actors:
                found[case.pk] = Recipients(
                    reference=case.title, path=reverse("dumas_case_limits", args=[case.pk]), actors=actors,
                    superiors=superiors,
                )  # fmt: skip
        return found


def _heads(units: set[int], *, on: date) -> dict[int, list[Any]]:
    """Who heads these units on a day, plt. and plh. included."""
    found: dict[int, list[Any]] = {}
    held = Appointment.objects.on(on).filter(
        position__unit__in=units, position__role_code=setting("INTAKE_HEAD_ROLE"), person__is_active=True
    )
    for each in held.select_related("person", "position").order_by("kind", "pk"):
        found.setdefault(each.position.unit_id, []).append(each.person)
    return found
