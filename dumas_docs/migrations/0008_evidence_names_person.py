from django.db import migrations, models

NAMES_PERSON = {
    "default": False,
    "editable": False,
    "help_text": "Opened only with the right to identities.",
    "verbose_name": "names persons",
}
REASON = {"blank": True, "editable": False, "max_length": 300, "verbose_name": "reason of the judgement"}


class Migration(migrations.Migration):
    dependencies = [("dumas_docs", "0007_kept_grants")]

    operations = [
        migrations.AddField("attachment", "names_person", models.BooleanField(**NAMES_PERSON)),
        migrations.AddField("attachment", "validity_reason", models.CharField(**REASON)),
        migrations.AddField("scan", "names_person", models.BooleanField(**NAMES_PERSON)),
        migrations.AddField("scan", "validity_reason", models.CharField(**REASON)),
    ]
