"""Words that letters write in two ways: the spelling of the dictionary, and the one that offices and people use."""

from django.db import migrations

SPELLINGS = (
    ("sertipikat", "sertifikat"),
    ("e-KTP", "KTP elektronik"),
    ("ijin", "izin"),
    ("propinsi", "provinsi"),
    ("kwitansi", "kuitansi"),
    ("apotik", "apotek"),
    ("obyek", "objek"),
    ("subyek", "subjek"),
    ("jadual", "jadwal"),
    ("resiko", "risiko"),
    ("praktek", "praktik"),
    ("nasehat", "nasihat"),
    ("hakekat", "hakikat"),
    ("analisa", "analisis"),
    ("aktifitas", "aktivitas"),
    ("legalisir", "legalisasi"),
    ("standarisasi", "standardisasi"),
)


def add(apps, schema_editor):
    synonyms = apps.get_model("dumas_search", "Synonym").objects
    known = {short.casefold() for short in synonyms.values_list("short", flat=True)}
    for short, long in SPELLINGS:
        if short.casefold() not in known:
            synonyms.create(short=short, long=long)


class Migration(migrations.Migration):
    dependencies = [("dumas_search", "0005_saved_searches")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
