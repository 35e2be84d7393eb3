"""Which permission of guardian stores which role. The rows never change once they are made, so they are read once."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import post_migrate

from .roles import BY_CODENAME, Role

_known: dict[int, Role] = {}


def roles_by_permission() -> dict[int, Role]:
    """The role of each permission that stores one, by the permission's id."""
    return _known or _read()


def permission_ids() -> dict[str, int]:
    """The id of the permission that stores a role, by the role's code."""
    return {role.code: pk for pk, role in roles_by_permission().items()}


def install() -> None:
    """Read again after migrations, and in tests after the tables were emptied, as Django does with content types."""
    post_migrate.connect(_forget, dispatch_uid="dumas_role_permissions")


def _read() -> dict[int, Role]:
    from dumas_docs.models.base import BasePage

    of_pages = Permission.objects.filter(content_type=ContentType.objects.get_for_model(BasePage))
    rows = of_pages.filter(codename__in=BY_CODENAME).values_list("pk", "codename")
    found = {pk: BY_CODENAME[codename] for pk, codename in rows}
    # While migrations still make them, what is missing comes a moment later.
    if len(found) == len(BY_CODENAME):
        _known.update(found)
    return found


def _forget(**_rest: Any) -> None:
    _known.clear()
