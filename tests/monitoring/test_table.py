"""Each row of the monitoring's table, refused and taken (domain.md §7; S0 B, C.1)."""

from __future__ import annotations

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from dumas_docs.access.selectors import verbs_on
from dumas_docs.actions.advance_case import NeedsMissing, StepRefused, advance_case
from dumas_docs.enums import AccountState, MonitoringState
from dumas_docs.models import AssignmentOrder, FinancialAccountability, MonitoringActivity, MonitoringReport, TeamMember
from tests.monitoring.monitoring_office import RICH, again
from workflows.engine.decide import return_step
from workflows.lifecycles.financial_account import FINANCIAL_ACCOUNT
from workflows.lifecycles.monitoring import MONITORING
from workflows.models import Signature, StepState, TransitionRecord


def _direction(office, activity):
    from dumas_docs.models import Direction

    Direction.objects.create(
        page=activity, given_by="Asdep", position=office.positions["asdep"], given_at=office.now, text="Ya."
    )


def _order(office, activity, *, signer="asdep"):
    order = office.order("kabid", "analis", by="kabid")
    again(order).move(activity, "last-child")
    order = again(order)
    order.starts_on, order.ends_on = activity.starts_on, activity.ends_on
    order.save_revision()
    order.save()
    state = office.hand_in(again(order), by="kabid")
    step = StepState.objects.filter(workflow_state=state).first()
    Signature.objects.create(
        step=step, subject=order, revision=order.latest_revision, signer=office.people[signer], at=office.now,
        signer_name="x", signed_as="x", digest="0" * 64, code=f"KODE-{order.pk}",
    )  # fmt: skip
    AssignmentOrder.objects.filter(pk=order.pk).update(signed_at=office.now, state="DIKIRIM")


def _report(office, activity, *, state="PARAF"):
    report = MonitoringReport(
        subject="Hasil", basis="DATABASE", mode="LANGSUNG", purpose="RAKOR", leader_rank="KABID_KE_BAWAH",
        direction_text="x", partner="x", institutions="x", team="x", routed_to="Asdep", starts_on=timezone.localdate(),
        ends_on=timezone.localdate(), state=state, **dict.fromkeys(RICH, "<p>x</p>"),
    )  # fmt: skip
    again(activity).add_child(instance=report)


def _ended(office, activity):
    _report(office, activity, state="DIKIRIM")
    account = FinancialAccountability(subject="x", charged_to="x", state="DITERIMA")
    again(activity).add_child(instance=account)


def _order_withdrawn(office, activity):
    AssignmentOrder.objects.child_of(activity).update(signed_at=None, state="BATAL")


WALK = (
    # step, from, who takes it, who may not, what makes it possible
    ("ARAHKAN", "KONSEP", "asdep", "analis", _direction),
    ("SIAPKAN", "DIARAHKAN", "kabid", "deputi", _direction),
    ("NYATAKAN_SIAP", "PERSIAPAN", "kabid", "deputi", _order),
    ("KOORDINASIKAN", "SIAP", "analis", "deputi", lambda office, activity: office.material(activity)),
    *(("SIAPKAN_ULANG", state, "kabid", "deputi", _order_withdrawn) for state in ("SIAP", "DIKOORDINASIKAN")),
    ("LAKSANAKAN", "DIKOORDINASIKAN", "analis", "deputi", None),
    ("ANALISIS", "DILAKSANAKAN", "kabid", "bpp", None),
    ("SAMPAIKAN_LAPORAN", "ANALISIS", "kabid", "deputi", _report),
    ("SELESAIKAN", "LAPORAN_DISAMPAIKAN", "asdep", "kabid", _ended),
    *(("BATALKAN", state, "deputi", "kabid", None) for state in MONITORING.states[:-2]),
)


def at(office, state: str) -> MonitoringActivity:
    activity = office.activity("kabid", "analis")
    MonitoringActivity.objects.filter(pk=activity.pk).update(state=state)
    if state == "PERSIAPAN":
        _direction(office, activity)
    elif state in ("SIAP", "DIKOORDINASIKAN"):
        _order(office, again(activity))
    return again(activity)


def test_every_row_is_walked(office):
    table = {(step.name, source) for step in MONITORING.transitions for source in step.source}
    assert {(name, source) for name, source, *_rest in WALK} == table
    assert set(MONITORING.states) == set(MonitoringState.values)
    for name, source, who, other, satisfy in WALK:
        _walk(office, at(office, source), name, source, who, other, satisfy)


def _walk(office, activity, name, source, who, other, satisfy):
    step = MONITORING.transition(name, state=source)
    given = {"reason": "Sebab."} if step.needs else {}
    if satisfy is not None:
        with pytest.raises(StepRefused) as refused:
            office.step(activity, name, who, **given)
        assert all(reason and reason == reason.strip() for reason in refused.value.reasons)
        satisfy(office, again(activity))
    with pytest.raises(StepRefused):
        office.step(activity, name, other, **given)
    if step.needs:
        with pytest.raises(NeedsMissing):
            advance_case(page=again(activity), name=name, by=office.people[who], now=office.now)
    assert again(activity).state == source, name
    assert office.step(activity, name, who, **given).state == step.target, name


def test_each_guard_speaks_for_itself(office):
    def reasons(activity, name="NYATAKAN_SIAP", by="kabid"):
        with pytest.raises(StepRefused) as refused:
            office.step(activity, name, by)
        return set(refused.value.reasons)

    unsigned = "surat perintah belum ditandatangani"
    activity = at(office, "PERSIAPAN")
    assert reasons(activity) == {unsigned}
    row = activity.team.first()
    row.competence = ""
    activity.team.add(row)
    activity.mechanism = " "
    activity.save()
    activity.save_revision()
    assert reasons(activity) == {
        unsigned, "usulan belum memuat enam unsurnya", "kompetensi setiap anggota tim belum disebutkan",
    }  # fmt: skip
    own = at(office, "PERSIAPAN")
    _order(office, own, signer="kabid")
    assert reasons(own) == {"tidak seorang pun menandatangani surat perintah untuk dirinya sendiri"}
    indirect = office.activity("kabid", mode="TIDAK_LANGSUNG")
    MonitoringActivity.objects.filter(pk=indirect.pk).update(state="PERSIAPAN")
    _direction(office, indirect)
    assert reasons(indirect) == {"pemantauan tidak langsung belum disetujui"}
    # When the Asdep monitors, his own direction is none.
    early = office.activity("kabid", starts_on=timezone.localdate() + timedelta(days=1))
    MonitoringActivity.objects.filter(pk=early.pk).update(state="DIKOORDINASIKAN")
    assert reasons(early, "LAKSANAKAN") == {"hari pertama pemantauan belum tiba"}
    asdep = office.activity("asdep", by="asdep")
    _direction(office, asdep)
    undirected = (
        "belum ada arahan yang berlaku untuk tim ini: dari Asdep, atau dari Deputi bila Asdep ikut memantau; arahan "
        "lisan berlaku setelah ditegaskan pemberinya"
    )
    assert reasons(asdep, "ARAHKAN", "deputi") == {undirected}
    joined = at(office, "PERSIAPAN")
    _order(office, joined)
    joined.team.add(TeamMember(person=office.people["asdep"], competence="Memimpin."))
    joined.save_revision()
    other = "surat perintah menugaskan orang atau hari yang berbeda dari rencana; cabut surat perintah itu lalu susun "
    assert reasons(joined) == {undirected, f"{other}yang baru, atau sesuaikan rencananya"}
    for values in ({"starts_on": timezone.localdate() - timedelta(days=1)}, {"ends_on": date(2030, 1, 1)}):
        moved = at(office, "PERSIAPAN")
        _order(office, moved)
        for name, value in values.items():
            setattr(moved, name, value)
        moved.save_revision()
        assert reasons(moved) == {f"{other}yang baru, atau sesuaikan rencananya"}
    office.step(at(office, "SIAP"), "BATALKAN", "deputi", reason="Sebab.")


def test_an_account_goes_back_and_comes_again_and_nobody_on_the_way_mends_it(office):
    activity = at(office, "ANALISIS")
    account = office.spent(office.paper(activity, "spj"))
    office.hand_in(account, by="kabid")
    return_step(step=office.waits(account), by=office.people["bpp"], now=timezone.now(), comment="Kuitansi kurang.")
    assert again(account).state == "DIKEMBALIKAN"
    office.hand_in(account, by="kabid")
    office.act(account, "bpp")
    for code in ("bpp", "ppk"):
        assert "change" not in verbs_on(office.people[code], again(account)), code
    return_step(step=office.waits(account), by=office.people["ppk"], now=timezone.now(), comment="Jumlah keliru.")
    mended = again(account)
    mended.note = "Kuitansi menyusul."
    mended.save_revision()
    office.hand_in(account, by="kabid")
    office.act(account, "bpp")
    office.act(account, "ppk")
    assert again(account).state == "DITERIMA" and again(account).note == "Kuitansi menyusul."
    walked = TransitionRecord.objects.filter(subject_id=account.pk).values_list("name", "source")
    table = {(step.name, source) for step in FINANCIAL_ACCOUNT.transitions for source in step.source}
    assert table == set(walked)
    assert set(FINANCIAL_ACCOUNT.states) == set(AccountState.values)


def test_calling_off_ends_the_approval_that_runs(office):
    activity = office.activity("kabid", mode="TIDAK_LANGSUNG")
    activity = office.step(office.direct(activity, "asdep"), "SIAPKAN", "kabid")
    office.hand_in(activity, by="kabid")
    assert office.waits(activity)
    office.step(activity, "BATALKAN", "deputi", reason="Instansi sudah menjawab.")
    assert office.waits(activity) is None and again(activity).state == "DIBATALKAN"


def test_table_and_chains_are_printed():
    for command, name, words in (
        ("print_lifecycle", "pemantauan", ("NYATAKAN_SIAP", "DIBATALKAN", "stateDiagram")),
        ("print_lifecycle", "spj", ("VERIFIKASI", "DITERIMA")),
        ("print_chain", "W5c", ("setuju-asdep", "setuju-deputi")),
        ("print_chain", "W7", ("verifikasi-bpp", "terima-ppk")),
    ):
        out = StringIO()
        call_command(command, name, stdout=out)
        for word in words:
            assert word in out.getvalue(), word
