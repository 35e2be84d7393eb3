"""What the role codes of positions are called when a refusal names them (domain.md §2)."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

ROLE_WORDS: dict[str, Promise] = {
    "registrar": gettext_lazy("the registrar"),
    "tu_staff": gettext_lazy("the staff of the leader's office"),
    "tu_head": gettext_lazy("the head of the leader's office"),
    "tu_bureau_head": gettext_lazy("the head of the Administration Bureau"),
    "protocol_head": gettext_lazy("the head of protocol"),
    "analyst": gettext_lazy("the analyst"),
    "subdivision_head": gettext_lazy("the head of subdivision"),
    "division_head": gettext_lazy("the head of division"),
    "asdep": gettext_lazy("the Assistant Deputy"),
    "deputy": gettext_lazy("the Deputy"),
    "ministry_secretary": gettext_lazy("the Secretary of the Ministry"),
    "minister": gettext_lazy("the Minister"),
    "ppk": gettext_lazy("the commitment-making officer"),
    "bpp": gettext_lazy("the assistant treasurer"),
    "archivist": gettext_lazy("the archivist"),
    "records_unit_head": gettext_lazy("the head of the records unit"),
}


def in_words(role_codes: Iterable[str]) -> str:
    """Roles as a sentence names them: "the Deputy or the Minister"."""
    words = [str(ROLE_WORDS.get(code, code)) for code in role_codes]
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s or %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


# What the right on the document is called that a step asks for besides the position.
RIGHT_WORDS: dict[str, Promise] = {
    "see": gettext_lazy("know of it"),
    "read": gettext_lazy("read it"),
    "add": gettext_lazy("add to it"),
    "change": gettext_lazy("change it"),
    "approve": gettext_lazy("approve it"),
    "share": gettext_lazy("share it"),
    "dispose": gettext_lazy("decide about its retention"),
}
