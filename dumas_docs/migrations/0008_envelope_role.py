from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("dumas_docs", "0007_chain_steps"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="basepage",
            options={
                "base_manager_name": "objects",
                "permissions": [
                    ("bulk_delete_basepage", "Delete pages with children"),
                    ("lock_basepage", "Lock/unlock pages you've locked"),
                    ("publish_basepage", "Publish any page"),
                    ("unlock_basepage", "Unlock any page"),
                    ("role_reader", "Role reader"),
                    ("role_identity_reader", "Role identity_reader"),
                    ("role_member", "Role member"),
                    ("role_contributor", "Role contributor"),
                    ("role_editor", "Role editor"),
                    ("role_registrar", "Role registrar"),
                    ("role_handler", "Role handler"),
                    ("role_supervisor", "Role supervisor"),
                    ("role_head", "Role head"),
                    ("role_director", "Role director"),
                    ("role_archivist", "Role archivist"),
                    ("role_records_head", "Role records_head"),
                    ("role_approver", "Role approver"),
                    ("role_envelope", "Role envelope"),
                    ("role_auditor", "Role auditor"),
                ],
                "verbose_name": "page",
                "verbose_name_plural": "pages",
            },
        ),
    ]
