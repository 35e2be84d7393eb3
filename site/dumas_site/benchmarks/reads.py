"""What reading costs: first pages and counts for three persons, and the explorer beside a stock Wagtail site."""

from __future__ import annotations

from datetime import datetime

from django.test import Client

from dumas_docs.access import grants
from dumas_docs.access.scope import person_scope
from dumas_docs.access.selectors import visible_to
from dumas_docs.models import BasePage, Cause
from workflows.models import Appointment, Position, RankGroup

from .figures import Figure, timed
from .world import World


def measure_reads(world: World) -> list[Figure]:
    """First page (newest 50) and count for each person, with resolving the person charged to each."""
    figures = []
    for label, person in (("few", world.few), ("12 %", world.some), ("60 %", world.many)):
        with person_scope(person):
            seen = visible_to(person).count()
        world.shares[label] = seen / world.pages

        def first_page(person=person) -> None:
            with person_scope(person):
                list(visible_to(person).order_by("-latest_revision_created_at")[:50])

        def count(person=person) -> None:
            with person_scope(person):
                visible_to(person).count()

        strict = label == "12 %"
        name = f"{label} person ({seen / world.pages:.0%})"
        figures.append(timed(f"visible_to first page, {name}", first_page, goal="≤ 10 ms" if strict else ""))
        figures.append(timed(f"visible_to count, {name}", count, goal="≤ 60 ms" if strict else ""))
    return figures


def measure_listing(world: World, *, now: datetime) -> Figure:
    """The explorer on a folder of 5,000 cases, through the whole of Django, for a head of unit."""
    person = world.many
    grants.give(page=world.listing, role="head", to=person, cause=Cause.ORGANISASI, now=now)
    position = Position.objects.create(
        code="ukur", title="Kepala unit ukur", unit=world.unit, role_code="asdep", rank_group=RankGroup.ESELON_II
    )
    Appointment.objects.create(person=person, position=position, starts_on=now.date())
    client = Client()
    client.force_login(person)
    children = BasePage.objects.child_of(world.listing).count()
    address = f"/penyuntingan/pages/{world.listing.pk}/"

    def open_listing() -> None:
        response = client.get(address)
        if response.status_code != 200:
            raise RuntimeError(f"{address} answered {response.status_code}")
        response.content  # noqa: B018  rendered here

    return timed(f"explorer, 50 of {children}", open_listing, times=15, goal="≤ 40 queries, ≤ stock")
