"""Fills the demo: an office with people, its standards, and cases that come in through the real intake."""

from __future__ import annotations

from datetime import datetime, timedelta
from textwrap import wrap
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from dumas_docs.access.scope import system_scope
from dumas_docs.models import Complaint
from dumas_docs.templatetags.dumas_ui import long_date
from dumas_site.demo.cases import work_on_cases
from dumas_site.demo.chains import send_drafts
from dumas_site.demo.letters import SHARED_FOR_DAYS, register_letters, share_report
from dumas_site.demo.monitoring import monitor_follow_up
from dumas_site.demo.office import DEMO_PASSWORD, set_up_demo_office
from dumas_site.demo.reading import MAIL
from dumas_site.demo.standards import publish_standards
from dumas_site.demo.work import move_along
from workflows.models import Appointment
from workflows.models.organisation import AppointmentKind

WIDTH = 96


class Command(BaseCommand):
    help = "Load the demo office and its cases. Run again: keeps what is there and adds only what is missing."

    def handle(self, *args, **options) -> None:
        with system_scope("load_demo"):
            now = timezone.now()
            people = set_up_demo_office(now=now)
            self.stdout.write(f"Kantor demo: {len(people)} orang. Standar dan SOP: {publish_standards()}.")
            call_command("receive_mail", str(MAIL), stdout=self.stdout, stderr=self.stderr)
            work_on_cases(now=now)
            persons = {person.username: person for person in get_user_model().objects.all()}
            register_letters(persons=persons, now=now)
            send_drafts(now=now)
            share_report(persons=persons, now=now)
            move_along(persons=persons, now=now)
            monitor_follow_up(persons=persons, now=now)
            self.stdout.write(f"Pengaduan dalam arsip: {Complaint.objects.count()}.")
            self._print_logins(people, now=now)

    def _print_logins(self, people: list[dict[str, Any]], *, now: datetime) -> None:
        """User name, position, name, and what to try there; the same days as on the screen."""
        on = timezone.localtime(now).date()
        acting = Appointment.objects.on(on).filter(kind=AppointmentKind.PLH).order_by("ends_on").first()
        days = {
            "last_day": long_date(acting.ends_on if acting else None),
            "shared_until": long_date(on + timedelta(days=SHARED_FOR_DAYS)),
        }
        held: dict[str, list[str]] = {}
        for each in Appointment.objects.on(on).select_related("person", "position").order_by("kind", "pk"):
            held.setdefault(each.person.get_username(), []).append(each.label)
        self.stdout.write(
            f"\nMasuk di {settings.WAGTAILADMIN_BASE_URL}/masuk/ dengan sandi {DEMO_PASSWORD} (semua akun)."
        )
        self.stdout.write("Tanpa masuk, halaman depan menampilkan standar pelayanan yang terbuka untuk umum.\n")
        for row in people:
            position = "; ".join(held.get(row["username"], ["tidak lagi menjabat"]))
            self.stdout.write(f"  {row['username']:<14} {row['full_name']}, {position}")
            for line in wrap(row["try"].format(**days), WIDTH):
                self.stdout.write(f"{'':<17}{line}")
