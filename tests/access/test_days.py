"""Rights begin and end on the office's day, in whatever time zone somebody looks at the editing side."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from dumas_docs.access.scope import office_day
from dumas_docs.actions.share import EndsInThePast, share

LATE = datetime(2026, 11, 16, 16, 30, tzinfo=UTC)  # half past eleven at night in Jakarta
TODAY = date(2026, 11, 16)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Honolulu", "UTC"])
def test_the_day_does_not_depend_on_the_zone_of_the_reader(zone):
    with timezone.override(zone):
        assert office_day(LATE) == TODAY
        assert office_day(datetime(2026, 11, 16, 17, 0, tzinfo=UTC)) == date(2026, 11, 17)


def test_a_last_day_is_judged_by_the_office(office):
    head, other, case = office.holder("asdep", "asdep"), office.staff("lain"), office.case(level=1)
    office.give(office.root, "head", office.position("asdep"), cause="ORGANISASI")
    with timezone.override("Pacific/Kiritimati"):
        assert share(page=case, role="reader", to=other, by=head, now=LATE, ends_on=TODAY).ends_on == TODAY
    with timezone.override("Pacific/Honolulu"), pytest.raises(EndsInThePast):
        share(page=case, role="reader", to=other, by=head, now=LATE, ends_on=date(2026, 11, 15))
