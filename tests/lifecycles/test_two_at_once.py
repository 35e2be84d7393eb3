"""Two people press the same button at the same moment: one step is taken, the other reads who was faster."""

from __future__ import annotations

import threading

import pytest
from django.db import connection
from django.utils import timezone

from dumas_docs.access.scope import system_scope
from dumas_docs.actions.advance_case import advance_case
from dumas_docs.models import ComplainantNotice
from tests.lifecycles.office import Office, again
from workflows.lifecycles.advance import StateMoved
from workflows.models import TransitionRecord


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_second_of_two_at_once_is_refused():
    office = Office()
    case = office.case("DITANGGAPI", handler="analis")
    told = {"medium": "EMAIL", "on": timezone.localdate(), "text": "Selesai."}
    given = {"outcome": "DIJELASKAN", "reason": "Dijelaskan.", "told": told}
    ready, said = threading.Barrier(2), []

    def resolve() -> None:
        try:
            with system_scope("two at once"):
                mine = again(case)
                ready.wait(timeout=20)
                advance_case(page=mine, name="SELESAIKAN", by=office.people["asdep"], now=office.now, given=given)
                said.append("taken")
        except StateMoved as late:
            said.append(late.reasons[0])
        finally:
            connection.close()

    both = [threading.Thread(target=resolve) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join(timeout=60)
    assert "taken" in said and len(said) == 2
    assert any("Asdep" in words or "Asisten Deputi" in words for words in said)
    assert TransitionRecord.objects.filter(subject_id=case.pk).count() == 1
    assert ComplainantNotice.objects.filter(page_id=case.pk).count() == 1
