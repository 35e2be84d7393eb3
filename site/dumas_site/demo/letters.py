"""Letters to the leaders, as the staff of the administration bureau registers them; and one report shared by name."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from dumas_docs.actions.ensure_folder import ensure_year_folder
from dumas_docs.actions.file_document import file_document
from dumas_docs.actions.set_level import set_level
from dumas_docs.actions.share import share
from dumas_docs.enums import Level
from dumas_docs.models import BasePage, GrantCause, IncomingLetter, MonitoringReport
from workflows.models import Unit

from .reading import content

SHARED_FOR_DAYS = 30


def register_letters(*, persons: dict[str, Any], now: datetime) -> None:
    """Register the letters of letters.json once, each by the bureau's staff; an ordinary one is lowered by its head."""
    unit = Unit.objects.get(code="biro-tu")
    folder = ensure_year_folder(unit=unit, register="surat-masuk", year=timezone.localtime(now).year)
    if folder.get_children().exists():
        return
    for row in content("letters")["letters"]:
        received = now - timedelta(days=row["days_ago"])
        letter = IncomingLetter(
            subject=row["subject"],
            sender=row["sender"],
            sender_no=row["sender_no"],
            sender_date=timezone.localtime(received - timedelta(days=3)).date(),
            addressee=row["addressee"],
            kind=row["kind"],
            origin=row["origin"],
            urgency=row["urgency"],
            seal=row["seal"],
            body=row["body"],
            received_at=received,
        )
        # Each time anew: a parent that was read before does not know of the children it got since.
        parent = BasePage.objects.get(pk=folder.pk)
        page = file_document(page=letter, parent=parent, by=persons["staf.tu"], now=now)
        if Level[row["level"]] < page.level:
            set_level(page=page, level=Level[row["level"]], by=persons["kabiro"], now=now, reason="Undangan terbuka.")


def share_report(*, persons: dict[str, Any], now: datetime) -> None:
    """Open one monitoring report to the treasurer for a while, unless that was ever done."""
    report = MonitoringReport.objects.filter(live=True).order_by("pk").first()
    guest = persons["bpp"]
    if report is None or GrantCause.objects.filter(page_id=report.pk, user=guest).exists():
        return
    until = timezone.localtime(now).date() + timedelta(days=SHARED_FOR_DAYS)
    share(
        page=report, role="reader", to=guest, by=persons["asdep"], now=now, ends_on=until,
        reason="Pertanggungjawaban biaya perjalanan.",
    )  # fmt: skip
