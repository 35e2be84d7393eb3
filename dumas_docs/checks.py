"""System checks: house rules that must not be forgotten."""

from __future__ import annotations

from django.conf import settings
from django.core import checks

from dumas_docs.access.roles import ROLES, SEE, VERBS
from dumas_docs.enums import Level

SESSION_MESSAGES = "django.contrib.messages.storage.session.SessionStorage"


@checks.register(checks.Tags.security)
def check_access_kernel(app_configs, **kwargs) -> list[checks.CheckMessage]:
    """The kernel is in force: middleware, swapped models, a policy for every page type, a manager that filters."""
    from django.apps import apps
    from wagtail.models import get_page_models
    from wagtail.permissions import policy_registry

    from dumas_docs.access.policy import PageAccessPolicy
    from dumas_docs.admin.users_app import ArchiveUsersConfig
    from dumas_docs.models.queries import ScopedQuery

    found: list[checks.CheckMessage] = []
    if "dumas_docs.access.middleware.AccessMiddleware" not in settings.MIDDLEWARE:
        found.append(
            checks.Error("AccessMiddleware is not installed: every page query would fail.", id="dumas_docs.E001")
        )
    if not isinstance(apps.get_app_config("wagtailusers"), ArchiveUsersConfig):
        found.append(
            checks.Error(
                "Administrators could set passwords unseen: install dumas_docs.admin.users_app.ArchiveUsersConfig "
                "in place of wagtail.users.",
                id="dumas_docs.E007",
            )
        )
    if settings.MESSAGE_STORAGE != SESSION_MESSAGES:
        found.append(
            checks.Error(
                "Messages with names of files and documents would outlive the session in a cookie: "
                f"set MESSAGE_STORAGE to {SESSION_MESSAGES}.",
                id="dumas_docs.E008",
            )
        )
    for model in get_page_models():
        if not isinstance(policy_registry.get_by_type(model), PageAccessPolicy):
            found.append(checks.Error(f"{model._meta.label} has no access policy.", obj=model, id="dumas_docs.E002"))
        for manager in (model._default_manager, model._base_manager):
            if not isinstance(manager.all().query, ScopedQuery):
                found.append(
                    checks.Error(
                        f"{model._meta.label}.{manager.name} does not filter.", obj=model, id="dumas_docs.E003"
                    )
                )
    return found


@checks.register(checks.Tags.security)
def check_roles(app_configs, **kwargs) -> list[checks.CheckMessage]:
    """Roles use known verbs, reach SANGAT_RAHASIA never, and act only on what they see."""
    found: list[checks.CheckMessage] = []
    for role in ROLES.values():
        if unknown := set(role.reach) - set(VERBS):
            found.append(checks.Error(f"Role {role.code} uses unknown verbs {sorted(unknown)}.", id="dumas_docs.E004"))
        if any(reach == Level.SANGAT_RAHASIA for reach in role.reach.values()):
            found.append(checks.Error(f"Role {role.code} inherits SANGAT_RAHASIA.", id="dumas_docs.E005"))
        if any(reach > role.reach.get(SEE, -1) for reach in role.reach.values()):
            found.append(checks.Error(f"Role {role.code} acts on what it does not see.", id="dumas_docs.E006"))
    return found


@checks.register(checks.Tags.security, deploy=True)
def check_signing_certificate(app_configs, **kwargs) -> list[checks.CheckMessage]:
    """A certificate that is set up opens with its password and is of this day (`manage.py check --deploy`)."""
    from django.utils import timezone

    from dumas_docs.exports.certificate import CertificateUnusable, certificate_for, is_set_up

    if not is_set_up():
        return []
    try:
        certificate_for(now=timezone.now())
    except CertificateUnusable as fault:
        return [checks.Error(f"The signing certificate cannot be used: {fault}", id="dumas_docs.E009")]
    return []
