"""A large archive for measuring: offices, years, cases with letters, and three persons who see few, some, many."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, F, Q
from wagtail.models import Locale

from dumas_docs.access import grants
from dumas_docs.actions.insert_documents import insert_rows
from dumas_docs.enums import Channel, Level
from dumas_docs.models import AclScope, BasePage, Cause, Complaint, Folder, FolderPurpose, IncomingLetter
from workflows.models import Unit

LETTERS_PER_CASE = 7
LISTING_CHILDREN = 5000
WIDE_PAGES = 16000
OFFICES = 25
YEARS = (2023, 2024, 2025, 2026)
LEVELS = (Level.BIASA, *(Level.TERBATAS,) * 7, *(Level.RAHASIA,) * 2)


@dataclass
class World:
    """Handles to what the measurements use."""

    pages: int
    unit: Unit
    listing: Folder
    wide: Folder
    offices: list[Folder]
    few: Any
    some: Any
    many: Any
    shares: dict[str, float]


def build(*, pages: int, now: datetime) -> World:
    """Fill an empty, migrated database with about `pages` pages. Deterministic."""
    chance = random.Random(20260312)  # noqa: S311  a seed, not a secret
    unit = Unit.objects.create(code="ukur", name="Unit ukur", letter_code="UKUR")
    home = Folder.objects.get(depth=2)
    archive = home.add_child(instance=Folder(title="Arsip ukur", slug="arsip-ukur", unit=unit))
    listing = archive.add_child(instance=Folder(title="Daftar", slug="daftar", unit=unit))
    wide = archive.add_child(instance=Folder(title="Lebar", slug="lebar", unit=unit, purpose=FolderPurpose.UNIT))
    wide_year = wide.add_child(instance=Folder(title="2026", slug="2026", unit=unit, purpose=FolderPurpose.TAHUN))
    offices = [
        archive.add_child(instance=Folder(title=f"Kantor {n}", slug=f"kantor-{n}", unit=unit)) for n in range(OFFICES)
    ]
    years = [
        office.add_child(instance=Folder(title=str(year), slug=str(year), unit=unit, purpose=FolderPurpose.TAHUN))
        for office in offices
        for year in YEARS
    ]
    per_case = LETTERS_PER_CASE + 1
    scale = min(1.0, pages / 100_000)
    listed, wide_cases = round(LISTING_CHILDREN * scale), round(WIDE_PAGES * scale / per_case)
    filler = Filler(chance=chance, now=now, unit=unit)
    filler.cases(listing, listed, letters=0)
    filler.cases(wide_year, wide_cases, letters=LETTERS_PER_CASE)
    rest = max(0, pages - listed - wide_cases * per_case) // per_case
    for place, year in enumerate(years):
        share = rest // len(years) + (1 if place < rest % len(years) else 0)
        filler.cases(year, share, letters=LETTERS_PER_CASE)
    world = World(BasePage.objects.count(), unit, listing, wide, offices, *_persons(), shares={})
    _grant(world, chance=chance, now=now)
    return world


class Filler:
    """Inserts cases with letters, numbered on from `serial`."""

    def __init__(self, *, chance: random.Random, now: datetime, unit: Unit, serial: int = 0) -> None:
        self.chance, self.now, self.unit = chance, now, unit
        self.serial = serial
        self.locale = Locale.get_default()
        self.types = {m: ContentType.objects.get_for_model(m) for m in (Complaint, IncomingLetter)}

    def cases(self, folder: Folder, count: int, *, letters: int) -> None:
        """Insert `count` cases with `letters` letters each below an empty folder."""
        if not count:
            return
        cases = [self._case(folder, place) for place in range(count)]
        insert_rows(BasePage, cases, returning=True)
        for case in cases:
            case.basepage_ptr_id = case.pk
        insert_rows(Complaint, cases)
        BasePage.objects.filter(path__startswith=folder.path, depth=folder.depth + 1).update(acl_item_id=F("id"))
        BasePage.objects.filter(pk=folder.pk).update(numchild=count)
        AclScope.objects.bulk_create(
            (AclScope(scope_id=case.pk, ancestor_id=case.pk, is_folder=False) for case in cases), batch_size=2000
        )
        papers = [self._letter(case, folder, place) for case in cases for place in range(letters)]
        if papers:
            insert_rows(BasePage, papers, returning=True)
            for paper in papers:
                paper.basepage_ptr_id = paper.pk
            insert_rows(IncomingLetter, papers)

    def _place(self, page: BasePage, parent: BasePage, folder: Folder, place: int) -> None:
        self.serial += 1
        page.path = BasePage._get_path(parent.path, parent.depth + 1, place + 1)
        page.depth, page.unit, page.locale = parent.depth + 1, self.unit, self.locale
        page.content_type = self.types[type(page)]
        page.slug = page.title.lower()
        page.draft_title = page.title
        page.url_path = f"{parent.url_path}{page.slug}/"
        page.acl_folder_id = folder.pk
        page.latest_revision_created_at = self.now - timedelta(minutes=self.chance.randrange(4 * 365 * 1440))

    def _case(self, folder: Folder, place: int) -> Complaint:
        case = Complaint(
            title=f"UK-{self.serial:07}",
            subject=f"Perihal ukur {self.serial} {self.chance.choice(('tanah', 'sekolah', 'jalan', 'upah'))}",
            level=self.chance.choice(LEVELS),
            agenda_no=str(self.serial),
            agenda_date=self.now.date(),
            received_at=self.now,
            channel=Channel.POS_BIRO_TU,
            substance_summary="Pokok masalah untuk pengukuran.",
            chronology="Kronologi untuk pengukuran. " * 8,
        )
        self._place(case, folder, folder, place)
        case.numchild = 0
        return case

    def _letter(self, case: Complaint, folder: Folder, place: int) -> IncomingLetter:
        letter = IncomingLetter(
            title=f"US-{self.serial:07}",
            subject=f"Surat ukur {self.serial}",
            level=case.level,
            received_at=self.now,
            sender="Instansi ukur",
            addressee="Unit ukur",
        )
        self._place(letter, case, folder, place)
        letter.acl_item_id = case.pk
        return letter


def _persons() -> tuple[Any, Any, Any]:
    user_model = get_user_model()
    few, some, many = (user_model.objects.create_user(username=f"ukur-{name}") for name in ("few", "some", "many"))
    return few, some, many


def _grant(world: World, *, chance: random.Random, now: datetime) -> None:
    """Twenty cases for one, about 12 % of all pages for the second, about 60 % for the third."""
    ids = list(Complaint.objects.values_list("pk", flat=True))
    for pk in chance.sample(ids, min(20, len(ids))):
        _give(BasePage.objects.get(pk=pk), "handler", world.few, now)
    reached = Q(level__lte=Level.TERBATAS)
    sizes = dict(BasePage.objects.filter(reached).order_by().values_list("acl_folder").annotate(n=Count("pk")))
    by_office = [
        sum(sizes.get(pk, 0) for pk in Folder.objects.filter(path__startswith=o.path).values_list("pk", flat=True))
        for o in world.offices
    ]
    for person, wanted, role in ((world.some, 0.12, "supervisor"), (world.many, 0.60, "head")):
        seen = 0.0
        for office, size in zip(world.offices, by_office, strict=True):
            if seen / world.pages >= wanted:
                break
            _give(office, role, person, now)
            seen += size / 0.8 if role == "head" else size


def _give(page: BasePage, role: str, person: Any, now: datetime) -> None:
    # Without a position only what has a last day counts.
    last_day = (now + timedelta(days=30)).date()
    grants.give(page=page, role=role, to=person, cause=Cause.ORGANISASI, now=now, ends_on=last_day)
