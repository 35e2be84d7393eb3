from django.db import migrations
from wagtail.models import BootstrapLocaleField, BootstrapTranslatableModel, BootstrapTranslationKeyField


class Migration(migrations.Migration):
    """Locale and translation key, which need wagtailcore's first tables."""

    dependencies = [
        ("dumas_docs", "0001_base_page"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        BootstrapLocaleField("dumas_docs.BasePage"),
        BootstrapTranslationKeyField("dumas_docs.BasePage"),
        BootstrapTranslatableModel("dumas_docs.BasePage"),
    ]
