from django.db import migrations

# Records of transitions are added and never changed, replaced or removed, like the audit trail's.
POSTGRES_GUARD = (
    """CREATE FUNCTION dumas_transition_is_append_only() RETURNS trigger AS $$
    BEGIN RAISE EXCEPTION 'the history of documents is append-only'; END $$ LANGUAGE plpgsql""",
    """CREATE TRIGGER dumas_audit_transition_no_change BEFORE UPDATE OR DELETE ON dumas_workflows_transitionrecord
    FOR EACH ROW EXECUTE FUNCTION dumas_transition_is_append_only()""",
    """CREATE TRIGGER dumas_audit_transition_no_truncate BEFORE TRUNCATE ON dumas_workflows_transitionrecord
    FOR EACH STATEMENT EXECUTE FUNCTION dumas_transition_is_append_only()""",
)
REFUSE = "BEGIN SELECT RAISE(ABORT, 'the history of documents is append-only'); END"
# INSERT OR REPLACE removes a row without asking the triggers for DELETE, so an id that is taken is refused before.
SQLITE_GUARD = (
    f"CREATE TRIGGER dumas_audit_transition_no_change BEFORE UPDATE ON dumas_workflows_transitionrecord {REFUSE}",
    f"CREATE TRIGGER dumas_audit_transition_no_delete BEFORE DELETE ON dumas_workflows_transitionrecord {REFUSE}",
    f"""CREATE TRIGGER dumas_audit_transition_no_replace BEFORE INSERT ON dumas_workflows_transitionrecord
    WHEN EXISTS (SELECT 1 FROM dumas_workflows_transitionrecord WHERE id = NEW.id) {REFUSE}""",  # noqa: S608  no value of a person
)


def guard_history(apps, schema_editor):
    guards = {"postgresql": POSTGRES_GUARD, "sqlite": SQLITE_GUARD}
    for statement in guards.get(schema_editor.connection.vendor, ()):
        schema_editor.execute(statement)


def unguard_history(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION dumas_transition_is_append_only() CASCADE")
    elif schema_editor.connection.vendor == "sqlite":
        for statement in SQLITE_GUARD:
            schema_editor.execute(f"DROP TRIGGER {statement.split()[2]}")


class Migration(migrations.Migration):
    dependencies = [
        ("dumas_workflows", "0004_chains"),
    ]

    operations = [
        migrations.RunPython(guard_history, unguard_history),
    ]
