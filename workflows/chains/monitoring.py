"""W5a-W7: monitoring, its report and its account (domain.md §7, §15; S0 B.1, B.2, B.6)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from .table import Chain, Condition, Step, Verb, Where

NUMBERED = Step("nomor-tu", "registrar", Verb.NUMBER, 5, where=Where.OFFICE)
BY_ASDEP = Condition(
    "asdep_berangkat", _("the Asdep travels himself"), _("the Asdep does not travel himself"),
    lambda facts: facts.get("leader_rank") == "ASDEP",
)  # fmt: skip
BY_OTHERS = Condition(
    "kabid_ke_bawah", _("head of division or below travels"), _("the Asdep travels himself"),
    lambda facts: facts.get("leader_rank") == "KABID_KE_BAWAH",
)  # fmt: skip

MONITORING = (
    Chain(
        code="W5a", name=_("Direct monitoring by a division"), kind="surat-perintah", when=BY_OTHERS,
        steps=(
            Step("ttd-asdep", "asdep", Verb.SIGN, 10),
            NUMBERED,
            Step("fasilitas-ppk", "ppk", Verb.APPROVE, 10, mends=False),
        ),
        returns_to=_("team"), effect=_("ready"), source="S0 B.1, B.2.a; domain.md §15",
    ),
    Chain(
        code="W5b", name=_("Direct monitoring by the Asdep"), kind="surat-perintah", when=BY_ASDEP,
        steps=(
            Step("setuju-deputi", "deputy", Verb.APPROVE, 10),
            Step("ttd-ppk", "ppk", Verb.SIGN, 10),
            NUMBERED,
        ),
        returns_to=_("Asdep"), effect=_("ready"), source="S0 B.1, B.2.a; domain.md §15",
    ),
    Chain(
        code="W5c", name=_("Indirect monitoring"), kind="pemantauan",
        when=Condition(
            "tidak_langsung", _("the monitoring is indirect and being prepared"), _("another case"),
            lambda facts: facts.get("mode") == "TIDAK_LANGSUNG" and facts.get("state") == "PERSIAPAN",
        ),
        steps=(
            Step("setuju-asdep", "asdep", Verb.APPROVE, 10, only_if=BY_OTHERS),
            Step("setuju-deputi", "deputy", Verb.APPROVE, 10, only_if=BY_ASDEP),
        ),
        returns_to=_("team"), effect=_("ready, without an order"), source="S0 B.2.b; domain.md §15",
    ),
    Chain(
        code="W6", name=_("Monitoring report"), kind="laporan-pemantauan",
        when=Condition("laporan", _("always"), _("never"), lambda facts: True),
        steps=(
            Step("terima-asdep", "asdep", Verb.APPROVE, 15, only_if=BY_OTHERS),
            Step("terima-deputi", "deputy", Verb.APPROVE, 15, only_if=BY_ASDEP),
        ),
        returns_to=_("team"), effect=_("done; feeds the periodic reports"), source="S0 B.6.a; domain.md §15",
    ),
    Chain(
        code="W7", name=_("Financial account"), kind="spj",
        when=Condition("spj", _("always"), _("never"), lambda facts: True),
        steps=(
            Step("verifikasi-bpp", "bpp", Verb.VERIFY, 30),
            Step("terima-ppk", "ppk", Verb.APPROVE, 15, mends=False),
        ),
        returns_to=_("team"), effect=_("the account is accepted"), source="S0 B.6.b; domain.md §15",
    ),
)  # fmt: skip
