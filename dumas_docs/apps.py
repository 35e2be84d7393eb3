from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DumasDocsConfig(AppConfig):
    """The archive: what the office keeps, and who may see it."""

    name = "dumas_docs"
    verbose_name = _("Archive")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dumas_docs import checks, receivers  # noqa: F401  registers the system checks
        from dumas_docs.access.install import install
        from dumas_docs.actions import case_clocks, chain_effects, monitoring_events, stop_drafts, tell_of_steps

        install()
        receivers.connect()
        chain_effects.connect()
        monitoring_events.connect()
        case_clocks.connect()
        stop_drafts.connect()
        tell_of_steps.connect()
