"""Three monitorings from direction to end, as S0 B tells them."""

from __future__ import annotations

from tests.monitoring.monitoring_office import again
from workflows.models import TransitionRecord


def steps_of(activity):
    return list(TransitionRecord.objects.filter(subject_id=activity.pk).values_list("name", flat=True))


def test_a_division_travels(office):
    activity = office.activity("kabid", "analis")
    assert (activity.title[:4], activity.leader_rank) == ("PMT-", "KABID_KE_BAWAH")
    activity = office.step(office.direct(activity, "asdep"), "SIAPKAN", "analis")
    order = office.paper(activity, "surat-perintah", by="analis")
    assert [(row.name, row.is_leader) for row in order.assignees.all()] == [("Kabid", True), ("Analis", False)]
    office.hand_in(order, by="kabid")
    office.sign_and_send(order, "asdep")
    office.act(order, "ppk")
    activity = again(activity)
    assert activity.state == "SIAP" and activity.live
    office.material(activity)
    for name in ("KOORDINASIKAN", "LAKSANAKAN", "ANALISIS"):
        activity = office.step(activity, name, "analis")
    report = office.written(office.paper(activity, "laporan"))
    assert report.clarified_cases.get().letter_ref == "B-0/2026" and "Laksanakan." in report.direction_text
    office.hand_in(report, by="kabid")
    office.act(report, "asdep")
    assert again(activity).state == "LAPORAN_DISAMPAIKAN"
    account = office.spent(office.paper(activity, "spj"))
    office.hand_in(account, by="kabid")
    assert again(account).state == "DIAJUKAN" and again(account).submitted_at
    office.act(account, "bpp")
    assert again(account).state == "DIVERIFIKASI"
    office.act(account, "ppk")
    account, activity = again(account), again(activity)
    assert steps_of(account) == ["AJUKAN", "VERIFIKASI", "TERIMA"] and account.accepted_at
    assert account.live and account.state == "DITERIMA" and account.amount == account.amount.from_float(2050000.5)
    assert activity.state == "SELESAI"
    assert steps_of(activity) == [
        "ARAHKAN", "SIAPKAN", "NYATAKAN_SIAP", "KOORDINASIKAN", "LAKSANAKAN", "ANALISIS", "SAMPAIKAN_LAPORAN",
        "SELESAIKAN",
    ]  # fmt: skip


def test_the_asdep_travels(office):
    activity = office.activity("asdep", "kabid", by="asdep")
    assert activity.leader_rank == "ASDEP"
    assert office.direct(activity, "deputi").state == "DIARAHKAN"
    activity = office.step(activity, "SIAPKAN", "asdep")
    order = office.paper(activity, "surat-perintah", by="asdep")
    assert order.signatory_role == "ppk"
    office.hand_in(order, by="asdep")
    assert office.waits(order).office_task.step_code == "setuju-deputi"
    office.act(order, "deputi")
    office.sign_and_send(order, "ppk")
    assert again(activity).state == "SIAP"
    office.material(activity)
    for name in ("KOORDINASIKAN", "LAKSANAKAN", "ANALISIS"):
        activity = office.step(activity, name, "asdep")
    report = office.written(office.paper(activity, "laporan", by="asdep"))
    office.hand_in(report, by="asdep")
    assert [code for code, done in office.story(report)] == ["terima-asdep", "terima-deputi"]
    office.act(report, "deputi")
    account = office.spent(office.paper(again(activity), "spj", by="asdep"))
    assert again(activity).state == "LAPORAN_DISAMPAIKAN"
    office.hand_in(account, by="asdep")
    office.act(account, "bpp")
    office.act(account, "ppk")
    assert again(activity).state == "SELESAI"


def test_nobody_travels(office):
    activity = office.direct(office.activity("kabid", "analis", mode="TIDAK_LANGSUNG"), "asdep")
    activity = office.step(activity, "SIAPKAN", "kabid")
    office.hand_in(activity, by="kabid")
    assert office.waits(activity).office_task.step_code == "setuju-asdep"
    office.act(activity, "asdep")
    activity = again(activity)
    assert activity.state == "SIAP" and activity.live
    office.material(activity)
    for name in ("KOORDINASIKAN", "LAKSANAKAN", "ANALISIS"):
        activity = office.step(activity, name, "kabid")
    report = office.written(office.paper(activity, "laporan"))
    office.hand_in(report, by="kabid")
    office.act(report, "asdep")
    assert again(activity).state == "SELESAI"
