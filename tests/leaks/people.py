"""Who knocks: what each person holds, and by the rules of access.md what each may therefore know."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.utils import timezone

from dumas_docs.access import grants
from dumas_docs.access.roles import ROLES
from dumas_docs.models import Cause
from workflows.models import Appointment, Position, Unit

if TYPE_CHECKING:
    from tests.leaks.world import World

ALL = frozenset({"see", "read", "identity", "add", "change", "share", "set_level", "approve", "dispose", "hold"})
SEE = frozenset({"see"})
PASS = frozenset({"pass"})
READ = SEE | {"read"}
EDIT = READ | {"add", "change"}

# Pages of the confidential part by security level (pages.py builds them so).
FINISHED = ("vault", "case", "letter", "outgoing", "order", "report", "review", "window", "activity", "account")
DRAFTS = ("standard", "sop")
RESTRICTED = (*FINISHED, *DRAFTS)
SECRET = ("case_secret",)
TOP_SECRET = ("case_top", "sealed")
VAULT = (*RESTRICTED, *SECRET, *TOP_SECRET)
# A case inside the open folder that no longer inherits.
BLOCKED = "blocked"
CONFIDENTIAL = (*VAULT, BLOCKED)

HELD_POSITION = "staf-umum"


@dataclass
class Person:
    """One role of the crawl. `knows` maps confidential pages to the verbs the person rightfully has there."""

    name: str
    about: str
    knows: dict[str, frozenset[str]] = field(default_factory=dict)
    # Pages whose rows the person knocks with; empty: of all pages.
    knocks_with: tuple[str, ...] = ()
    user: User | None = None

    def may(self, page: str, verb: str) -> bool:
        """`pass` is what the address of a page tells of the folders around it."""
        known = self.knows.get(page, frozenset())
        return verb in known or (verb == "pass" and bool(known))


def _on(pages: tuple[str, ...], verbs: frozenset[str]) -> dict[str, frozenset[str]]:
    return dict.fromkeys(pages, verbs)


PEOPLE = (
    Person("entitled", "every verb on everything; the positive control", _on(CONFIDENTIAL, ALL)),
    Person("ex_holder", "held the entitled position until yesterday; created, locked and subscribed to what is there"),
    Person("future_holder", "takes the entitled position tomorrow"),
    Person("sibling", "head of the open folder; edits one letter in the secret one", {"window": EDIT, "vault": PASS}),
    Person("see_only", "unit member: knows the numbers of restricted documents", _on(FINISHED, SEE)),
    Person(
        "registrar", "reads restricted documents without identities, knows numbers of secret ones",
        {**_on(RESTRICTED, READ | {"add"}), **_on(SECRET, SEE | {"add"})},
    ),
    Person("clerk", "edits restricted documents without identities", _on(RESTRICTED, EDIT)),
    Person("contributor", "may add in another folder"),
    Person("approver", "member of the group of Wagtail's own approval task"),
    Person("tools", "Django permissions on users, groups, sites, workflows, collections"),
    Person("superuser", "superuser without any grant"),
    Person("position_only", "holds a position without grants"),
    Person("login_only", "may sign in, holds nothing"),
    Person("inactive", "the entitled person's deputy, deactivated while signed in"),
    Person("anonymous", "not signed in"),
)  # fmt: skip

# The sibling editor and the clerk stand nearest to what they may not know: he tries everything on SQLite, the clerk on
# PostgreSQL. The others knock with the pages that their own story is about.
USUAL = ("case_secret", BLOCKED)
KNOCKS_WITH: dict[str, tuple[str, ...]] = {
    "clerk": (), "ex_holder": ("case", "case_secret", "letter"), "see_only": ("case", "case_secret"),
    "registrar": ("case", "case_secret"), "approver": ("case_secret", "standard"),
    # Nobody of these holds anything near: one page tells as much as two.
    **dict.fromkeys(("tools", "position_only", "login_only", "inactive", "anonymous"), ("case_secret",)),
}  # fmt: skip
SIBLING_KNOCKS_WITH = {"sqlite": (), "postgresql": ("case", "case_secret", "window")}
APPROVERS = "Penyetuju (grup Wagtail)"
MODELS_OF_TOOLS = (
    ("auth", "user"), ("auth", "group"), ("wagtailcore", "site"), ("wagtailcore", "workflow"), ("wagtailcore", "task"),
    ("wagtailcore", "groupapprovaltask"), ("wagtailcore", "collection"), ("dumas_docs", "attachment"),
    ("dumas_docs", "scan"), ("dumas_docs", "basepage"), ("dumas_docs", "folder"), ("dumas_docs", "complaint"),
    ("dumas_workflows", "calendarday"), ("dumas_workflows", "unit"), ("dumas_workflows", "position"),
    ("dumas_workflows", "appointment"), ("dumas_workflows", "substitute"), ("dumas_workflows", "reorganisation"),
)  # fmt: skip


def build_units(world: World) -> None:
    for code, letters in (("unit-uji", "U-1"), ("unit-lain", "U-2")):
        world.units[code] = Unit.objects.create(code=code, name=f"Unit {letters}", letter_code=letters)


def build_people(world: World) -> None:
    """Users, positions and appointments; grants follow when the pages stand."""
    today = timezone.localdate()
    for person in PEOPLE:
        pages = KNOCKS_WITH | {"sibling": SIBLING_KNOCKS_WITH[connection.vendor]}
        known = Person(person.name, person.about, dict(person.knows), pages.get(person.name, USUAL))
        if person.name != "anonymous":
            known.user = User.objects.create(
                username=person.name, email=f"{person.name}@contoh.example", is_superuser=person.name == "superuser"
            )
        world.people[person.name] = known
    head, staff = (
        Position.objects.create(
            code=code, title=title, unit=world.units["unit-uji"], role_code="uji", rank_group="ESELON_III"
        )
        for code, title in (("kepala-uji", "Kepala Uji"), (HELD_POSITION, "Staf Umum"))
    )
    begun, ended, tomorrow = today - timedelta(days=400), today - timedelta(days=1), today + timedelta(days=1)
    _appoint(world, head, "entitled", begun)
    _appoint(world, head, "inactive", begun)
    _appoint(world, head, "ex_holder", begun, ended)
    _appoint(world, head, "future_holder", tomorrow)
    for name in PEOPLE_WITH_A_DESK:
        _appoint(world, staff, name, begun)
    approvers = Group.objects.create(name=APPROVERS)
    approvers.user_set.add(_user(world, "approver"))
    tools = _user(world, "tools")
    for app_label, model in MODELS_OF_TOOLS:
        tools.user_permissions.add(
            *Permission.objects.filter(content_type__app_label=app_label, content_type__model=model).exclude(
                codename__startswith="role_"
            )
        )


# Everybody here may enter the editing side; without it most doors would be shut for the wrong reason.
PEOPLE_WITH_A_DESK = (
    "ex_holder", "future_holder", "sibling", "see_only", "registrar", "clerk", "contributor", "approver", "tools",
    "position_only",
)  # fmt: skip


def give_grants(world: World) -> None:
    """What each holds, by sharing as the office would; then the inactive person is deactivated."""
    head = Position.objects.get(code="kepala-uji").group
    reason = world.plant("grant reason", "vault", "share")
    _grant(world, "unit", "member", _user(world, "see_only"))
    _grant(world, "open", "head", _user(world, "sibling"))
    _grant(world, "window", "editor", _user(world, "sibling"))
    _grant(world, "vault", "registrar", _user(world, "registrar"))
    _grant(world, "vault", "editor", _user(world, "clerk"))
    _grant(world, "elsewhere", "contributor", _user(world, "contributor"))
    _grant(world, "open", "head", head)
    for page in ("vault", "case_top", "sealed", BLOCKED):
        for role in ("head", "handler", "archivist", "records_head"):
            _grant(world, page, role, head, reason=reason if page == "vault" else "")
    ended = timezone.localdate() - timedelta(days=1)
    ex_holder = _user(world, "ex_holder")
    _grant(world, "case", "handler", ex_holder, ends_on=ended, reason=world.plant("old grant reason", "case", "share"))
    given = _grant(world, "case_secret", "handler", ex_holder)
    grants.revoke(cause=given, now=world.now, by=_user(world, "entitled"))
    inactive = _user(world, "inactive")
    inactive.is_active = False
    inactive.save()


def _grant(world: World, page: str, role: str, to: Any, **more: Any):
    assert role in ROLES
    return grants.give(
        page=world.pages[page], role=role, to=to, cause=Cause.BERBAGI, now=world.now,
        by=_user(world, "entitled"), **more,
    )  # fmt: skip


def _appoint(world: World, position: Position, name: str, starts_on: Any, ends_on: Any = None) -> None:
    Appointment.objects.create(person=_user(world, name), position=position, starts_on=starts_on, ends_on=ends_on)


def _user(world: World, name: str) -> User:
    user = world.people[name].user
    assert user is not None
    return user
