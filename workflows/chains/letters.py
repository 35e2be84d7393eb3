"""W4a-W4c: an outgoing letter by rank of its highest addressee (domain.md §15; F12, F24; S4)."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .table import BELOW_TOP_SECRET, Chain, Condition, Step, Verb, Where

INITIALS = (
    Step("paraf-kasubid", "subdivision_head", Verb.INITIAL, 10, bulk=True, only_if=BELOW_TOP_SECRET),
    Step("paraf-kabid", "division_head", Verb.INITIAL, 10, bulk=True, only_if=BELOW_TOP_SECRET),
)
ASDEP_INITIALS = Step("paraf-asdep", "asdep", Verb.INITIAL, 15, bulk=True)
NUMBERED = Step("nomor-tu", "registrar", Verb.NUMBER, 5, where=Where.OFFICE)


def _addressed_to(rank: str, name: str, says: Promise) -> Condition:
    return Condition(
        name, says, _("the addressee is of another rank"), lambda facts: facts.get("addressee_rank") == rank
    )


def _chain(code: str, name: Promise, when: Condition, *steps: Step) -> Chain:
    return Chain(
        code=code, name=name, kind="surat-keluar", when=when, steps=(*INITIALS, *steps, NUMBERED),
        returns_to=_("drafter"), effect=_("forwarded"), source="domain.md §15; F12, F24",
    )  # fmt: skip


LETTERS = (
    _chain(
        "W4a", _("Letter signed by the Asdep"),
        _addressed_to("ESELON_II", "sampai_eselon_ii", _("highest addressee: up to echelon II or regional office")),
        Step("ttd-asdep", "asdep", Verb.SIGN, 15),
    ),
    _chain(
        "W4b", _("Letter signed by the Deputy"),
        _addressed_to("ESELON_I", "eselon_i", _("highest addressee: deputy minister level, governor or regent")),
        ASDEP_INITIALS, Step("ttd-deputi", "deputy", Verb.SIGN, 15),
    ),
    _chain(
        "W4c", _("Letter signed by the Minister"),
        _addressed_to("MENTERI", "menteri", _("highest addressee: minister or head of an institution")),
        ASDEP_INITIALS,
        Step("paraf-deputi", "deputy", Verb.INITIAL, 15),
        Step("paraf-sesmen", "ministry_secretary", Verb.INITIAL, 15),
        Step("ttd-menteri", "minister", Verb.SIGN, 15),
    ),
)  # fmt: skip
