import django.db.models.deletion
from django.db import migrations, models

# Before, the letters of a step hung on a time limit that never ran and bore the step in its code.
STEP = "langkah:"


def hang_on_steps(apps, schema_editor):
    """The letters go to their steps; those of a step that is gone, and the false time limits, go away."""
    Clock, Notice, Step = (apps.get_model("dumas_workflows", name) for name in ("Clock", "ClockNotice", "StepState"))
    known = set(Step.objects.values_list("pk", flat=True))
    carriers = Clock.objects.filter(code__startswith=STEP)
    for clock_id, code in list(carriers.values_list("pk", "code")):
        letters, step_id = Notice.objects.filter(clock=clock_id), int(code.removeprefix(STEP))
        if step_id in known:
            letters.update(step=step_id, clock=None)
        else:
            letters.delete()
    carriers.delete()


def hang_on_clocks(apps, schema_editor):
    """Back again: a time limit that stands stopped from the beginning for each step with letters."""
    Clock, Notice, Step = (apps.get_model("dumas_workflows", name) for name in ("Clock", "ClockNotice", "StepState"))
    for step in Step.objects.filter(notices__isnull=False).distinct():
        first = Notice.objects.filter(step=step).earliest("pk")
        clock = Clock.objects.create(
            subject_id=step.subject_id, code=f"{STEP}{step.pk}", started_on=first.day, limit=0, counts_in="HARI_KERJA",
            monitor_before=0, due_on=first.day, monitor_on=first.day, started_at=first.queued_at,
            stopped_at=first.queued_at,
        )  # fmt: skip
        Notice.objects.filter(step=step).update(clock=clock, step=None)


class Migration(migrations.Migration):
    dependencies = [("dumas_workflows", "0007_reorganisation")]
    operations = [
        migrations.AddField(
            model_name="clocknotice",
            name="step",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notices",
                to="dumas_workflows.stepstate",
            ),
        ),
        migrations.AlterField(
            model_name="clocknotice",
            name="clock",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notices",
                to="dumas_workflows.clock",
            ),
        ),
        migrations.AddConstraint(
            model_name="clocknotice",
            constraint=models.UniqueConstraint(fields=["step", "kind", "person"], name="clocknotice_once_of_step"),
        ),
        migrations.AddConstraint(
            model_name="clocknotice",
            constraint=models.CheckConstraint(
                condition=models.Q(("clock__isnull", False), ("step__isnull", True))
                | models.Q(("clock__isnull", True), ("step__isnull", False)),
                name="clocknotice_about_one_thing",
            ),
        ),
        migrations.RunPython(hang_on_steps, hang_on_clocks),
    ]
