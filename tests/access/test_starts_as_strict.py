"""A case that begins as closed as another one."""

from __future__ import annotations

import pytest

from dumas_docs.access import grants
from dumas_docs.access.selectors import verbs_on
from dumas_docs.actions.start_as_strict import start_as_strict
from dumas_docs.enums import Level
from dumas_docs.models import BasePage, Cause, GrantCause
from tests.access.office import NOW, TODAY


@pytest.mark.django_db
def test_who_is_asked_in_the_chain_of_the_other_case_gets_no_right_here(office):
    deputy, reader = office.holder("budi", "deputi"), office.person("rina")
    other, case = office.case(level=2, inherits=False), office.case(level=2)
    step = [grants.Given("approver", office.positions["deputi"].group)]
    grants.give_together(page=other, given=step, cause=Cause.LANGKAH, cause_ref="langkah:77", now=NOW)
    office.give(other, "reader", reader)
    start_as_strict(case=case, stated=Level.RAHASIA, other=other, now=NOW)
    assert not GrantCause.objects.filter(page=case, cause=Cause.LANGKAH).exists()
    here = BasePage.objects.get(pk=case.pk)
    assert not here.inherits and not verbs_on(deputy, here, on=TODAY) and "read" in verbs_on(reader, here, on=TODAY)
