import django.db.models.deletion
import modelsearch.index
from django.conf import settings
from django.db import migrations, models

# A migration that makes Django copy the table of SearchDocument (SQLite) must run SQLITE again: its triggers go with it.
SQLITE = (
    """CREATE VIRTUAL TABLE dumas_search_fulltext USING fts5(
        title_terms, body_terms, file_terms, content='dumas_search_searchdocument', content_rowid='page_id',
        columnsize=0, tokenize='unicode61 remove_diacritics 2')""",
    """CREATE TRIGGER dumas_search_inserted AFTER INSERT ON dumas_search_searchdocument BEGIN
        INSERT INTO dumas_search_fulltext(rowid, title_terms, body_terms, file_terms)
        VALUES (new.page_id, new.title_terms, new.body_terms, new.file_terms); END""",
    """CREATE TRIGGER dumas_search_deleted AFTER DELETE ON dumas_search_searchdocument BEGIN
        INSERT INTO dumas_search_fulltext(dumas_search_fulltext, rowid, title_terms, body_terms, file_terms)
        VALUES ('delete', old.page_id, old.title_terms, old.body_terms, old.file_terms); END""",
    """CREATE TRIGGER dumas_search_updated AFTER UPDATE ON dumas_search_searchdocument BEGIN
        INSERT INTO dumas_search_fulltext(dumas_search_fulltext, rowid, title_terms, body_terms, file_terms)
        VALUES ('delete', old.page_id, old.title_terms, old.body_terms, old.file_terms);
        INSERT INTO dumas_search_fulltext(rowid, title_terms, body_terms, file_terms)
        VALUES (new.page_id, new.title_terms, new.body_terms, new.file_terms); END""",
)
SQLITE_BACK = (
    "DROP TRIGGER dumas_search_inserted",
    "DROP TRIGGER dumas_search_deleted",
    "DROP TRIGGER dumas_search_updated",
    "DROP TABLE dumas_search_fulltext",
)
# The terms are folded and stemmed already (search/terms.py), so the dictionary "simple" leaves them as they are.
POSTGRESQL = (
    """ALTER TABLE dumas_search_searchdocument ADD COLUMN vector tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('simple'::regconfig, title_terms), 'A') ||
        setweight(to_tsvector('simple'::regconfig, body_terms), 'C') ||
        setweight(to_tsvector('simple'::regconfig, file_terms), 'D')) STORED""",
    "CREATE INDEX dumas_search_vector ON dumas_search_searchdocument USING gin (vector)",
)
POSTGRESQL_BACK = (
    "DROP INDEX dumas_search_vector",
    "ALTER TABLE dumas_search_searchdocument DROP COLUMN vector",
)


def add_full_text(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def remove_full_text(apps, schema_editor):
    for statement in {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchDocument",
            fields=[
                (
                    "page",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("year", models.PositiveSmallIntegerField(null=True)),
                ("channel", models.CharField(blank=True, max_length=20)),
                ("state", models.CharField(blank=True, max_length=24)),
                ("issues", models.TextField(blank=True)),
                ("provinces", models.TextField(blank=True)),
                ("date", models.DateField(null=True)),
                ("fingerprint", models.CharField(max_length=64)),
                ("indexed_at", models.DateTimeField()),
                ("institution_terms", models.TextField(blank=True)),
                ("number_terms", models.TextField(blank=True)),
                ("title_terms", models.TextField(blank=True)),
                ("subject", models.TextField(blank=True)),
                ("body", models.TextField(blank=True)),
                ("body_terms", models.TextField(blank=True)),
                ("file_terms", models.TextField(blank=True)),
            ],
            options={
                "verbose_name": "search document",
                "verbose_name_plural": "search documents",
                "base_manager_name": "objects",
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="SearchNumber",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("page_id", models.BigIntegerField()),
                ("key", models.CharField(max_length=120)),
            ],
            options={
                "verbose_name": "number of a document",
                "verbose_name_plural": "numbers of documents",
            },
        ),
        migrations.CreateModel(
            name="SearchPending",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("page_id", models.BigIntegerField()),
                ("queued_at", models.DateTimeField(auto_now_add=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("fault", models.CharField(blank=True, max_length=100)),
            ],
            options={
                "verbose_name": "page to be indexed",
                "verbose_name_plural": "pages to be indexed",
            },
        ),
        migrations.CreateModel(
            name="FullText",
            fields=[
                (
                    "page",
                    models.OneToOneField(
                        db_column="rowid",
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="dumas_search.searchdocument",
                    ),
                ),
                ("title_terms", models.TextField()),
                ("body_terms", models.TextField()),
                ("file_terms", models.TextField()),
            ],
            options={
                "db_table": "dumas_search_fulltext",
                "managed": False,
            },
        ),
        migrations.AddIndex(
            model_name="searchdocument",
            index=models.Index(fields=["date"], name="searchdocument_date"),
        ),
        migrations.AddIndex(
            model_name="searchnumber",
            index=models.Index(fields=["key"], name="searchnumber_key"),
        ),
        migrations.AddConstraint(
            model_name="searchnumber",
            constraint=models.UniqueConstraint(fields=("page_id", "key"), name="searchnumber_once"),
        ),
        migrations.AddIndex(
            model_name="searchpending",
            index=models.Index(fields=["page_id"], name="searchpending_page"),
        ),
        migrations.RunPython(add_full_text, remove_full_text),
    ]
