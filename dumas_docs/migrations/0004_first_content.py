from django.db import migrations

ISSUE_CODES = {
    "01": "Penyalahgunaan wewenang",
    "02": "Pelayanan masyarakat",
    "03": "Korupsi/pungutan liar",
    "04": "Kepegawaian/ketenagakerjaan",
    "05": "Pertanahan/perumahan",
    "06": "Hukum/peradilan dan HAM",
    "07": "Kewaspadaan nasional",
    "08": "Tata laksana/regulasi",
    "09": "Lingkungan hidup",
    "10": "Umum",
}

# Entries are added and never changed, replaced or removed; the end of the trail only moves on. Whoever owns the tables
# can take the guard away, which the chain shows against an anchor kept elsewhere.
POSTGRES_GUARD = (
    """CREATE FUNCTION dumas_audit_is_append_only() RETURNS trigger AS $$
    BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$ LANGUAGE plpgsql""",
    """CREATE TRIGGER dumas_audit_no_change BEFORE UPDATE OR DELETE ON dumas_docs_auditentry
    FOR EACH ROW EXECUTE FUNCTION dumas_audit_is_append_only()""",
    """CREATE TRIGGER dumas_audit_no_truncate BEFORE TRUNCATE ON dumas_docs_auditentry
    FOR EACH STATEMENT EXECUTE FUNCTION dumas_audit_is_append_only()""",
    """CREATE TRIGGER dumas_audit_end_only_grows BEFORE UPDATE ON dumas_docs_audithead
    FOR EACH ROW WHEN (NEW.id <> OLD.id OR NEW.length <= OLD.length) EXECUTE FUNCTION dumas_audit_is_append_only()""",
    """CREATE TRIGGER dumas_audit_end_no_delete BEFORE DELETE ON dumas_docs_audithead
    FOR EACH ROW EXECUTE FUNCTION dumas_audit_is_append_only()""",
    """CREATE TRIGGER dumas_audit_end_no_truncate BEFORE TRUNCATE ON dumas_docs_audithead
    FOR EACH STATEMENT EXECUTE FUNCTION dumas_audit_is_append_only()""",
)
REFUSE = "BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END"
# INSERT OR REPLACE removes a row without asking the triggers for DELETE, so a number that is taken is refused before.
SQLITE_GUARD = (
    f"CREATE TRIGGER dumas_audit_no_change BEFORE UPDATE ON dumas_docs_auditentry {REFUSE}",
    f"CREATE TRIGGER dumas_audit_no_delete BEFORE DELETE ON dumas_docs_auditentry {REFUSE}",
    f"""CREATE TRIGGER dumas_audit_no_replace BEFORE INSERT ON dumas_docs_auditentry
    WHEN EXISTS (SELECT 1 FROM dumas_docs_auditentry WHERE id = NEW.id OR number = NEW.number) {REFUSE}""",  # noqa: S608  no value of a person
    f"""CREATE TRIGGER dumas_audit_end_only_grows BEFORE UPDATE ON dumas_docs_audithead
    WHEN NEW.id <> OLD.id OR NEW.length <= OLD.length {REFUSE}""",
    f"CREATE TRIGGER dumas_audit_end_no_delete BEFORE DELETE ON dumas_docs_audithead {REFUSE}",
    f"""CREATE TRIGGER dumas_audit_end_no_replace BEFORE INSERT ON dumas_docs_audithead
    WHEN EXISTS (SELECT 1 FROM dumas_docs_audithead WHERE id = NEW.id) {REFUSE}""",  # noqa: S608  no value of a person
)


def guard_audit(apps, schema_editor):
    guards = {"postgresql": POSTGRES_GUARD, "sqlite": SQLITE_GUARD}
    for statement in guards.get(schema_editor.connection.vendor, ()):
        schema_editor.execute(statement)


def unguard_audit(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION dumas_audit_is_append_only() CASCADE")
    elif schema_editor.connection.vendor == "sqlite":
        for statement in SQLITE_GUARD:
            schema_editor.execute(f"DROP TRIGGER {statement.split()[2]}")


def add_issue_codes(apps, schema_editor):
    issue_code = apps.get_model("dumas_docs", "IssueCode")
    for code, name in ISSUE_CODES.items():
        issue_code.objects.get_or_create(code=code, defaults={"name": name})


def plant_tree(apps, schema_editor):
    """Root and first page get their pointers; the first page becomes a folder everybody may stand on."""
    base_page = apps.get_model("dumas_docs", "BasePage")
    folder = apps.get_model("dumas_docs", "Folder")
    scope = apps.get_model("dumas_docs", "AclScope")
    content_type = apps.get_model("contenttypes", "ContentType")
    root = base_page.objects.get(depth=1)
    home = base_page.objects.get(depth=2)
    folder_type, _ = content_type.objects.get_or_create(app_label="dumas_docs", model="folder")
    as_folder = folder(basepage_ptr=home)
    for field in base_page._meta.fields:
        setattr(as_folder, field.attname, getattr(home, field.attname))
    as_folder.title = as_folder.draft_title = "Dumas Docs"
    as_folder.content_type_id = folder_type.pk
    as_folder.is_public = True
    as_folder.save()
    base_page.objects.filter(pk=root.pk).update(acl_folder_id=root.pk, title="Semua naskah", draft_title="Semua naskah")
    base_page.objects.filter(pk=home.pk).update(acl_folder_id=home.pk)
    scope.objects.create(scope=root, ancestor=root, is_folder=True)
    scope.objects.create(scope_id=home.pk, ancestor_id=home.pk, is_folder=True)
    scope.objects.create(scope_id=home.pk, ancestor=root, is_folder=True)


def remove_stock_rights(apps, schema_editor):
    """Wagtail's first groups and its moderation workflow would suggest rights that mean nothing here."""
    apps.get_model("auth", "Group").objects.filter(name__in=["Editors", "Moderators"]).delete()
    for model in ("WorkflowPage", "WorkflowTask", "GroupApprovalTask", "Task", "Workflow"):
        apps.get_model("wagtailcore", model).objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("dumas_docs", "0003_archive"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtaildocs", "0001_initial"),
        ("wagtailimages", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(add_issue_codes, migrations.RunPython.noop),
        migrations.RunPython(plant_tree, migrations.RunPython.noop),
        migrations.RunPython(remove_stock_rights, migrations.RunPython.noop),
        migrations.RunPython(guard_audit, unguard_audit),
    ]
