"""Roles as a table: which verbs a role carries, and how high it reaches by inheritance (domain.md §10).

A grant directly on a document reaches any level; through a folder or case a role reaches up to the level written here.
SANGAT_RAHASIA stands in no row: it is reached by direct grant only (docs/decisions/0003-roles-and-reach.md).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dumas_docs.enums import Level

SEE, READ, IDENTITY, ADD, CHANGE = "see", "read", "identity", "add", "change"
SHARE, SET_LEVEL, APPROVE, DISPOSE, HOLD = "share", "set_level", "approve", "dispose", "hold"

VERBS: dict[str, Promise] = {
    SEE: _("know that the document exists: number, date, unit"),
    READ: _("read the content, the files and the versions"),
    IDENTITY: _("see who complains and who is complained about"),
    ADD: _("add documents inside"),
    CHANGE: _("edit and add files"),
    SHARE: _("give others access"),
    SET_LEVEL: _("change the security level"),
    APPROVE: _("approve, sign and publish"),
    DISPOSE: _("take part in retention and disposal"),
    HOLD: _("set and lift a legal hold"),
}

B, T, R = Level.BIASA, Level.TERBATAS, Level.RAHASIA


@dataclass(frozen=True)
class Role:
    """One local role. `reach` maps each verb to the highest level the role reaches by inheritance."""

    code: str
    label: Promise
    says: Promise
    reach: dict[str, Level] = field(hash=False)
    drafts: bool = False
    # Puts what came from outside into a case or a monitoring, and writes no papers of the office there (domain.md §2).
    only_registers: bool = False

    @property
    def codename(self) -> str:
        """Codename of the guardian permission that stores a grant of this role."""
        return f"role_{self.code}"

    @property
    def verbs(self) -> frozenset[str]:
        return frozenset(self.reach)


def _upto(level: Level, *verbs: str) -> dict[str, Level]:
    return dict.fromkeys(verbs, level)


ROLES: dict[str, Role] = {
    role.code: role
    for role in (
        Role("reader", _("Reader"), _("Reads finished documents up to restricted, without names of complainants."),
             _upto(T, SEE, READ)),
        Role("identity_reader", _("Reader with identities"),
             _("Reads finished documents up to restricted, with the names of complainants and reported parties."),
             _upto(T, SEE, READ, IDENTITY)),
        Role("member", _("Unit member"),
             _("Reads ordinary documents; of restricted ones only the number is known."),
             {SEE: T, READ: B}),
        Role("contributor", _("Contributor"), _("Reads finished documents and adds new ones, up to restricted."),
             _upto(T, SEE, READ, ADD)),
        Role("editor", _("Editor"), _("Writes and edits documents up to restricted, without identities."),
             _upto(T, SEE, READ, ADD, CHANGE), drafts=True),
        Role("registrar", _("Registrar"),
             _("Registers mail and letters; reads up to restricted, of secret ones knows the number, no identities."),
             {SEE: R, READ: T, ADD: R}, drafts=True, only_registers=True),
        Role("handler", _("Case handler"),
             _("Works on the case: reads, edits and adds up to secret, with identities."),
             _upto(R, SEE, READ, IDENTITY, ADD, CHANGE), drafts=True),
        Role("supervisor", _("Supervisor"),
             _("Leads the work of a division: edits, approves and shares up to restricted, with identities."),
             _upto(T, SEE, READ, IDENTITY, ADD, CHANGE, SHARE, APPROVE), drafts=True),
        Role("head", _("Head of unit"),
             _("Answers for the unit: everything up to secret, including sharing and security levels."),
             _upto(R, SEE, READ, IDENTITY, ADD, CHANGE, SHARE, SET_LEVEL, APPROVE), drafts=True),
        Role("director", _("Policy maker"),
             _("Directs and approves: reads up to secret, with identities; shares."),
             _upto(R, SEE, READ, IDENTITY, SHARE, APPROVE), drafts=True),
        Role("archivist", _("Archivist"),
             _("Keeps the records: knows every number up to secret, reads ordinary documents, prepares disposal."),
             {SEE: R, READ: B, DISPOSE: R}, drafts=True),
        Role("records_head", _("Head of records unit"),
             _("Answers for the records: reads up to restricted, decides on disposal and holds."),
             {SEE: R, READ: T, DISPOSE: R, HOLD: R}, drafts=True),
        Role("approver", _("Acts at a step"),
             _("Reads the document and decides at the step of a chain it waits at, while it waits there."),
             _upto(R, SEE, READ, APPROVE), drafts=True),
        Role("envelope", _("Keeper of the envelope"),
             _("Knows of a sealed letter by its outside: number, day, addressee and deliverer; never what is in it."),
             _upto(R, SEE)),
        Role("auditor", _("Internal auditor"),
             _("Reads ordinary documents; restricted and secret ones only by a dated grant on the document."),
             _upto(B, SEE, READ)),
    )
}  # fmt: skip

# Given by chains, and by registering a sealed letter; never by sharing.
NEVER_SHARED = frozenset({"approver", "envelope"})
BY_CODENAME: dict[str, Role] = {role.codename: role for role in ROLES.values()}
GUARDIAN_PERMISSIONS = [(role.codename, f"Role {role.code}") for role in ROLES.values()]
