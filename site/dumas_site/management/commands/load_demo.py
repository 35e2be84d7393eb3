"""Fills the demo: an office with people, its standards, and cases that come in through the real intake."""

from __future__ import annotations

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from dumas_docs.access.scope import system_scope
from dumas_docs.models import Complaint
from dumas_site.demo.cases import work_on_cases
from dumas_site.demo.office import DEMO_PASSWORD, set_up_office
from dumas_site.demo.reading import MAIL
from dumas_site.demo.standards import publish_standards


class Command(BaseCommand):
    help = "Load the demo office and its cases. Run again: keeps what is there and adds only what is missing."

    def handle(self, *args, **options) -> None:
        with system_scope("load_demo"):
            now = timezone.now()
            people = set_up_office(now=now)
            self.stdout.write(f"Kantor demo: {len(people)} orang. Standar dan SOP: {publish_standards()}.")
            call_command("receive_mail", str(MAIL), stdout=self.stdout, stderr=self.stderr)
            work_on_cases(now=now)
            self.stdout.write(f"Pengaduan dalam arsip: {Complaint.objects.count()}.")
            self._print_logins(people)

    def _print_logins(self, people: list[dict]) -> None:
        self.stdout.write(f"\nMasuk di http://127.0.0.1:8000/masuk/ — sandi semua akun: {DEMO_PASSWORD}\n")
        for row in people:
            self.stdout.write(f"  {row['username']:<14} {row['full_name']}\n{'':<17}{row['try']}")
