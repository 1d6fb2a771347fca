from django.db import migrations

from gongkai.web.trail import guards


class Migration(migrations.Migration):
    dependencies = [("trail", "0001_initial")]

    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: guards.guards_put(schema_editor.connection),
            lambda apps, schema_editor: guards.guards_lift(schema_editor.connection),
        ),
    ]
