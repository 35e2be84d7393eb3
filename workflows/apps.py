from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkflowsConfig(AppConfig):
    """Who acts, in what order, by when. The label keeps its tables apart from a host site's own `workflows`."""

    name = "workflows"
    label = "dumas_workflows"
    verbose_name = _("Office and workflows")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from workflows.lifecycles import checks  # noqa: F401  registers the system checks
