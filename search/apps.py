from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Finding past cases. The label keeps its tables apart from a host site's own `search`."""

    name = "search"
    label = "dumas_search"
    verbose_name = _("Search")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from search.receivers import connect

        connect()
