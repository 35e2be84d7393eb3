from django.apps import AppConfig


class DumasSiteConfig(AppConfig):
    """The ready-made site: demo office, URLs, deployment."""

    name = "dumas_site"
