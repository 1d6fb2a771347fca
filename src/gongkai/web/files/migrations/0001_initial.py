import django.db.models.deletion
import gongkai.web.shell.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("bodies", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=gongkai.web.shell.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="文件名")),
                ("kind", models.CharField(max_length=20, verbose_name="格式")),
                ("media_type", models.CharField(max_length=100)),
                ("size", models.PositiveBigIntegerField(verbose_name="大小")),
                ("sha256", models.CharField(db_index=True, max_length=64, verbose_name="校验值")),
                ("purpose", models.CharField(max_length=40, verbose_name="用途")),
                (
                    "unseen",
                    models.JSONField(
                        default=list, help_text="没有人看过的部分，例如未识别的扫描页。", verbose_name="未检查的内容"
                    ),
                ),
                ("uploaded_at", models.DateTimeField(auto_now_add=True)),
                ("body", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="bodies.body")),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
    ]
