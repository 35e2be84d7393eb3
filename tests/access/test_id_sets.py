"""A set of ids as one condition."""

import pytest
from django.db.models import Q
from django.utils import timezone

from dumas_docs.access.id_sets import IdSet
from dumas_docs.access.scope import system_scope
from dumas_docs.models import Attachment, BasePage


def test_it_finds_what_a_list_of_parameters_finds(office):
    with system_scope("test"):
        ids = sorted(BasePage.objects.values_list("pk", flat=True))[::2]
        for column in ("id", "acl_folder_id", "acl_item_id"):
            among, listed = (Q(**{f"{column}__{how}": given}) for how, given in (("among", IdSet(ids)), ("in", ids)))
            for condition, same in ((among, listed), (~among, ~listed)):
                found = set(BasePage.objects.filter(condition).values_list("pk", flat=True))
                assert found == set(BasePage.objects.filter(same).values_list("pk", flat=True))
            assert not BasePage.objects.filter(**{f"{column}__among": IdSet(())}).exists()


def test_it_narrows_through_a_relation(office):
    with system_scope("test"):
        ids = sorted(BasePage.objects.values_list("pk", flat=True))[:2]
        for pk in ids:
            Attachment.objects.create(
                page_id=pk, title="x.pdf", mime="application/pdf", sha256="0" * 64, received_at=timezone.now(), file="x"
            )
        found = Attachment.objects.filter(page__id__among=IdSet(ids[:1]))
        assert list(found.values_list("page_id", flat=True)) == ids[:1]


def test_it_holds_more_than_a_statement_has_parameters(office):
    with system_scope("test"):
        assert BasePage.objects.filter(id__among=IdSet(range(300_000))).count() == BasePage.objects.count()


@pytest.mark.parametrize("wrong", ["1", "1); DROP TABLE x; --", 1.5, None, object()])
def test_it_holds_whole_numbers_only(wrong):
    with pytest.raises((ValueError, TypeError)):
        IdSet([wrong])
