"""Every URL name stands in the table of doors, and the table names nothing that is gone."""

from tests.leaks.crawl import url_names
from tests.leaks.doors import table


def test_every_url_name_has_an_entry():
    missing = sorted(set(url_names()) - table().keys())
    assert not missing, f"Doors without an entry in tests/leaks/doors_*.py: {', '.join(missing)}"


def test_no_entry_is_left_over():
    left_over = sorted(table().keys() - set(url_names()))
    assert not left_over, f"Entries of doors that are gone: {', '.join(left_over)}"
