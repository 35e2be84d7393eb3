"""W1-W3: review of a complaint, direct archiving, direction (domain.md §15; S1 A.1, A.2).

W1 and W2 are chains of the review, by its result; W3 is a chain of the case that awaits its direction."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from .table import BELOW_TOP_SECRET, Asks, Chain, Condition, Step, Verb

SECRET = 2  # RAHASIA
NOT_ELIGIBLE = {"TIDAK_MEMENUHI_SYARAT", "BUKAN_KEWENANGAN", "DUPLIKAT"}

AWAITS_DIRECTION = Condition(
    "menunggu_arahan", _("the case awaits a direction"), _("no direction is awaited"),
    lambda facts: facts.get("state") == "MENUNGGU_ARAHAN",
)  # fmt: skip
REVIEWED = Condition(
    "hasil_telaah", _("the review found it eligible"), _("the review has no such result"),
    lambda facts: facts.get("review_result") == "MEMENUHI_SYARAT",
)  # fmt: skip
REFUSED = Condition(
    "tidak_memenuhi_syarat", _("the review found it not eligible"), _("the review has no such result"),
    lambda facts: facts.get("review_result") in NOT_ELIGIBLE,
)  # fmt: skip
SECRET_OR_60 = Condition(
    "rahasia_atau_60_hari", _("the case is secret or of the 60-day class"),
    _("the case is neither secret nor of the 60-day class"),
    lambda facts: facts.get("level", 0) >= SECRET or facts.get("sla_class") == "PEMERIKSAAN_60",
)  # fmt: skip

BY_DEPUTY = Condition(
    "arahan_deputi", _("the direction is the Deputy's"), _("the direction is the Minister's"),
    lambda facts: facts.get("directing_role") != "minister",
)  # fmt: skip
BY_MINISTER = Condition(
    "arahan_menteri", _("the direction is the Minister's (top secret cases)"), _("the direction is the Deputy's"),
    lambda facts: facts.get("directing_role") == "minister",
)  # fmt: skip

CASES = (
    Chain(
        code="W1", name=_("Review of a complaint"), kind="telaah", when=REVIEWED,
        steps=(
            Step("paraf-kasubid", "subdivision_head", Verb.INITIAL, 10, bulk=True, only_if=BELOW_TOP_SECRET),
            Step("setuju-kabid", "division_head", Verb.APPROVE, 10, only_if=BELOW_TOP_SECRET),
            Step("setuju-asdep", "asdep", Verb.APPROVE, 15, only_if=SECRET_OR_60),
        ),
        returns_to=_("analyst"), effect=_("result and class of the time limit are fixed"),
        source="S1 A.2.3; domain.md §15",
    ),
    Chain(
        code="W2", name=_("Direct archiving"), kind="telaah", when=REFUSED,
        steps=(
            Step("setuju-kabid", "division_head", Verb.APPROVE, 10, only_if=BELOW_TOP_SECRET),
            Step("setuju-asdep", "asdep", Verb.APPROVE, 15),
        ),
        returns_to=_("analyst"), effect=_("archived with reason and notice"), source="S1 A.2.4; domain.md §15",
    ),
    Chain(
        code="W3", name=_("Direction"), kind="pengaduan", when=AWAITS_DIRECTION,
        steps=(
            Step("usul-asdep", "asdep", Verb.APPROVE, 15, asks=Asks.PROPOSAL),
            Step("arahan-deputi", "deputy", Verb.APPROVE, 15, only_if=BY_DEPUTY, asks=Asks.DIRECTION),
            Step("arahan-menteri", "minister", Verb.APPROVE, 15, only_if=BY_MINISTER, asks=Asks.DIRECTION),
        ),
        returns_to=_("analyst"), effect=_("the direction is stored"), source="S1 A.1.1c; domain.md §15",
    ),
)  # fmt: skip
