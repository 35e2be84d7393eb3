"""Dispositions go down, are split and passed on, reported and closed; they open no more than their level (S4; W8)."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dumas_docs.access.proof import grant_faults
from dumas_docs.access.scope import person_scope
from dumas_docs.access.selectors import verbs_on
from dumas_docs.actions.give_disposition import (
    AlreadyDisposed,
    LaterThanOrdered,
    MayNotDispose,
    NotDownward,
    NothingOrdered,
    RecipientMayNotRead,
    RecipientVacant,
    SealedLetter,
    give_disposition,
)
from dumas_docs.actions.set_level import set_level
from dumas_docs.actions.work_on_disposition import (
    DispositionEnded,
    NotYourDisposition,
    PassedOnOpen,
    RecipientsOpen,
    WordsMissing,
    begin_work,
    close_disposition,
    give_back,
    note_read,
    report_done,
)
from dumas_docs.enums import DispositionState, Level
from dumas_docs.models import AuditEntry, Disposition, DispositionRecipient
from dumas_docs.selectors.dispositions import disposition_tree, my_dispositions
from tests.lifecycles.office import Office, again
from workflows.chains.dispositions import ACTS
from workflows.models import Appointment, TransitionRecord


def give(office: Office, page, who: str, *to: str, parent=None, **values) -> Disposition:
    return give_disposition(
        page=page, from_position=office.positions[who], to_positions=[office.positions[each] for each in to],
        by=office.people[who], now=office.now, parent=parent, **({"instructions": ["TELAAH"]} | values),
    )  # fmt: skip


def part(sheet: Disposition, office: Office, who: str) -> DispositionRecipient:
    return sheet.recipients.get(position=office.positions[who])


def reads(office: Office, who: str, page) -> bool:
    return "read" in verbs_on(office.people[who], again(page))


def test_a_disposition_moves_the_case_and_opens_it_while_it_is_open(office):
    case = office.case("TERCATAT")
    assert not reads(office, "analis", case)
    sheet = give(office, case, "asdep", "analis")
    assert again(case).state == "DIDISPOSISI" and TransitionRecord.objects.get().name == "DISPOSISI"
    assert reads(office, "analis", case) and not reads(office, "staf", case)
    assert "change" not in verbs_on(office.people["analis"], again(case))
    row = part(sheet, office, "analis")
    report_done(row=row, report="Sudah ditelaah.", by=office.people["analis"], now=office.now)
    assert not reads(office, "analis", case)
    close_disposition(sheet=sheet, by=office.people["asdep"], now=office.now)
    assert again(sheet).closed_by == office.people["asdep"] and grant_faults(on=timezone.localdate()) == []
    verbs = AuditEntry.objects.filter(verb__startswith="disposisi").values_list("verb", flat=True)
    assert list(verbs) == ["disposisi.diberikan", "disposisi.dilaporkan", "disposisi.ditutup"]


@pytest.mark.parametrize(
    ("who", "to", "goes"),
    [
        ("menteri", "agendaris", True), ("deputi", "asdep", True), ("asdep", "kabid", True), ("kabid", "staf", True),
        ("kasubid", "analis", True), ("asdep", "deputi", False), ("kasubid", "kabid", False),
        ("asdep", "agendaris", False), ("kabid", "kabid", False), ("kasubid", "kepala_arsip", False),
    ],
)  # fmt: skip
def test_downward_only(office, who, to, goes):
    case = office.case("DITELAAH")
    if goes:
        assert give(office, case, who, to).recipients.count() == 1
        return
    with pytest.raises(NotDownward) as refused:
        give(office, case, who, to)
    assert refused.value.titles == [office.positions[to].title]
    assert not Disposition.objects.exists()


def test_equal_ranks_of_one_unit_do_not_order_each_other(office):
    case = office.case("DITELAAH", handler="analis")
    sheet = give(office, case, "kasubid", "analis")
    with pytest.raises(NotDownward):
        give(office, case, "analis", "analis2", parent=part(sheet, office, "analis"))


def test_who_may_not_give(office):
    case = office.case("DITELAAH", handler="analis")
    for who, position in (("analis", "analis"), ("staf", "staf"), ("analis", "asdep"), ("orang_luar", "orang_luar")):
        with pytest.raises(MayNotDispose):
            give_disposition(
                page=case, from_position=office.positions[position], to_positions=[office.positions["staf"]],
                by=office.people[who], now=office.now, instructions=["TELAAH"],
            )  # fmt: skip


def test_bad_input_is_named(office):
    case = office.case("DITELAAH")
    for values in ({"instructions": []}, {"instructions": [], "note": "  "}):
        with pytest.raises(NothingOrdered):
            give(office, case, "asdep", "kabid", **values)
    with pytest.raises(NothingOrdered):
        give(office, case, "asdep")
    give(office, case, "asdep", "kabid", instructions=[], note="Pelajari.", is_verbal=True)
    with pytest.raises(AlreadyDisposed):
        give(office, case, "deputi", "kabid")
    office.vacate("staf")
    with pytest.raises(RecipientVacant) as vacant:
        give(office, case, "asdep", "staf", "analis")
    assert vacant.value.titles == ["Staf"] and Disposition.objects.count() == 1


def test_the_leader_a_letter_is_written_to_directs_first(office):
    letter = office.incoming("MENUNGGU_ARAHAN", addressee="Asisten Deputi")
    for below in ("kabid", "kasubid"):
        with pytest.raises(MayNotDispose):
            give(office, letter, below, "analis")
    give(office, letter, "asdep", "kabid")
    other = office.incoming("MENUNGGU_ARAHAN", addressee="asisten deputi ")
    assert give(office, other, "deputi", "asdep").from_position == office.positions["deputi"]
    stray = office.incoming("DICATAT", addressee="Kepada siapa saja")
    assert give(office, stray, "kabid", "analis").pk


def test_the_last_sheet_that_its_giver_closes_finishes_the_letter(office):
    letter = office.incoming("MENUNGGU_ARAHAN")
    first = give(office, letter, "asdep", "kabid", due_on=timezone.localdate())
    with pytest.raises(LaterThanOrdered):
        give(office, letter, "kabid", "analis", parent=part(first, office, "kabid"),
             due_on=timezone.localdate() + timedelta(days=1))  # fmt: skip
    second = give(office, letter, "kabid", "analis", parent=part(first, office, "kabid"))
    report_done(row=part(second, office, "analis"), report="Beres.", by=office.people["analis"], now=office.now)
    close_disposition(sheet=second, by=office.people["kabid"], now=office.now)
    report_done(row=part(first, office, "kabid"), report="Beres.", by=office.people["kabid"], now=office.now)
    assert again(letter).state == "DIDISPOSISI"
    close_disposition(sheet=first, by=office.people["asdep"], now=office.now)
    assert again(letter).state == "SELESAI"
    other = office.incoming("MENUNGGU_ARAHAN")
    close_disposition(
        sheet=give(office, other, "asdep", "kabid"), by=office.people["asdep"], now=office.now, reason="x"
    )
    assert again(other).state == "DIDISPOSISI"


def test_a_sealed_letter_is_not_disposed(office):
    letter = office.incoming(subject="", seal="AMPLOP_TERTUTUP_PRIBADI", level=Level.SANGAT_RAHASIA)
    from dumas_docs.access import grants
    from dumas_docs.models import Cause

    grants.give(page=letter, role="director", to=office.positions["deputi"].group, cause=Cause.ORGANISASI,
                now=office.now)  # fmt: skip
    with pytest.raises(SealedLetter):
        give(office, letter, "deputi", "asdep")


def test_a_disposition_lifts_nobody_s_level(office):
    secret = office.case("DITELAAH", level=Level.RAHASIA)
    with pytest.raises(RecipientMayNotRead):
        give(office, secret, "asdep", "analis")
    case = office.case("DITELAAH", agenda_no="2/Agd/2026")
    give(office, case, "asdep", "analis")
    assert reads(office, "analis", case)
    set_level(page=case, level=Level.RAHASIA, by=office.people["asdep"], now=office.now)
    assert not verbs_on(office.people["analis"], again(case)) & {"see", "read"}
    assert grant_faults(on=timezone.localdate()) == []
    handled = office.case("DITELAAH", level=Level.RAHASIA, handler="analis", agenda_no="3/Agd/2026")
    assert give(office, handled, "asdep", "analis").recipients.count() == 1


def test_split_passed_on_reported_and_closed_from_below(office):
    """S4 steps 1-4: the leader directs, the head sorts, the staff drafts; each reports upward."""
    letter = office.incoming("MENUNGGU_ARAHAN", level=Level.TERBATAS)
    first = give(office, letter, "deputi", "asdep", "kabid", note="Bahas.", is_verbal=True, paraf="WA")
    assert again(letter).state == "DIDISPOSISI"
    asdep_part, kabid_part = part(first, office, "asdep"), part(first, office, "kabid")
    with pytest.raises(MayNotDispose):
        give_disposition(
            page=letter, from_position=office.positions["staf"], to_positions=[office.positions["analis"]],
            by=office.people["staf"], now=office.now, instructions=["TELAAH"], parent=asdep_part,
        )  # fmt: skip
    second = give(office, letter, "asdep", "kasubid", parent=asdep_part)
    third = give(office, letter, "kasubid", "analis", parent=part(second, office, "kasubid"))
    assert reads(office, "analis", letter)
    begin_work(row=part(third, office, "analis"), by=office.people["analis"], now=office.now)
    assert again(letter).state == "DIPROSES"
    with pytest.raises(PassedOnOpen):
        report_done(row=asdep_part, report="Selesai.", by=office.people["asdep"], now=office.now)
    with pytest.raises(NotYourDisposition):
        report_done(row=part(third, office, "analis"), report="x", by=office.people["kasubid"], now=office.now)
    with pytest.raises(WordsMissing):
        give_back(row=part(third, office, "analis"), reason=" ", by=office.people["analis"], now=office.now)
    give_back(row=part(third, office, "analis"), reason="Bukan wilayah saya.", by=office.people["analis"],
              now=office.now)  # fmt: skip
    with pytest.raises(DispositionEnded):
        begin_work(row=part(third, office, "analis"), by=office.people["analis"], now=office.now)
    close_disposition(sheet=third, by=office.people["kasubid"], now=office.now)
    report_done(row=part(second, office, "kasubid"), report="Dikerjakan sendiri.", by=office.people["kasubid"],
                now=office.now)  # fmt: skip
    close_disposition(sheet=second, by=office.people["asdep"], now=office.now)
    report_done(row=asdep_part, report="Konsep balasan siap.", by=office.people["asdep"], now=office.now)
    with pytest.raises(RecipientsOpen):
        close_disposition(sheet=first, by=office.people["deputi"], now=office.now)
    with pytest.raises(NotYourDisposition):
        close_disposition(sheet=first, by=office.people["asdep"], now=office.now, reason="x")
    close_disposition(sheet=first, by=office.people["deputi"], now=office.now, reason="Tidak diperlukan lagi.")
    kabid_part.refresh_from_db()
    assert kabid_part.state == "DIKEMBALIKAN" and "Tidak diperlukan lagi." in kabid_part.report
    with pytest.raises(DispositionEnded):
        close_disposition(sheet=first, by=office.people["deputi"], now=office.now)
    with person_scope(office.people["deputi"]):
        (top,) = disposition_tree(letter, user=office.people["deputi"], on=timezone.localdate())
    assert [each.position.code for each in top.parts] == ["asdep", "kabid"]
    assert top.parts[0].passed_on[0].parts[0].passed_on[0].parts[0].position.code == "analis"
    assert top.is_mine and top.instructions == ["Telaah"]


def test_the_giver_closes_the_whole_branch_with_one_remark(office):
    """W8, "giver closes": what was passed on was ordered within his order and ends with it, each part saying why."""
    letter = office.incoming("MENUNGGU_ARAHAN", level=Level.TERBATAS)
    first = give(office, letter, "deputi", "asdep", "kabid")
    second = give(office, letter, "asdep", "kasubid", parent=part(first, office, "asdep"))
    third = give(office, letter, "kasubid", "analis", parent=part(second, office, "kasubid"))
    report_done(row=part(first, office, "kabid"), report="Beres.", by=office.people["kabid"], now=office.now)
    with pytest.raises(RecipientsOpen):
        close_disposition(sheet=first, by=office.people["deputi"], now=office.now, reason=" ")
    for other in (second, third):
        with pytest.raises(NotYourDisposition):
            close_disposition(sheet=other, by=office.people["deputi"], now=office.now, reason="Bukan lembar saya.")
    close_disposition(sheet=first, by=office.people["deputi"], now=office.now, reason="Perkara selesai.")
    assert not Disposition.objects.filter(closed_at=None).exists()
    told = {row.position.code: (row.state, row.report) for row in DispositionRecipient.objects.all()}
    assert (
        told["kabid"] == ("SELESAI", "Beres.")
        and told["asdep"][1] == "Ditarik oleh pemberi disposisi: Perkara selesai."
    )
    for code in ("kasubid", "analis"):
        assert told[code] == ("DIKEMBALIKAN", "Ditarik bersama disposisi yang diteruskan: Perkara selesai.")
    assert not reads(office, "analis", letter)
    assert AuditEntry.objects.filter(verb="disposisi.ditutup", page_id=letter.pk).count() == 3


def test_my_dispositions(office):
    case = office.case("DITELAAH")
    give(office, case, "asdep", "analis", due_on=timezone.localdate())
    with person_scope(office.people["analis"]):
        (mine,) = my_dispositions(user=office.people["analis"], on=timezone.localdate())
        assert (mine.page.pk, mine.from_title, mine.is_late) == (case.pk, "Asisten Deputi", False)
        note_read(rows=[mine.row], now=office.now)
    assert DispositionRecipient.objects.get().state == "DIBACA"
    for who in ("analis2", "staf"):
        with person_scope(office.people[who]):
            assert my_dispositions(user=office.people[who], on=timezone.localdate()) == []
            assert disposition_tree(case, user=office.people[who], on=timezone.localdate()) == []


def test_a_tree_of_two_hundred_costs_no_more_than_one_of_two(office):
    case = office.case("DITELAAH")
    counts = []
    for size in (2, 200):
        while Disposition.objects.count() < size:
            parent = DispositionRecipient.objects.last()
            sheet = Disposition.objects.create(
                page=case, parent=parent, from_position=office.positions["asdep"], given_by=office.people["asdep"],
                given_as="Asdep", given_at=office.now, level=case.level,
            )  # fmt: skip
            DispositionRecipient.objects.create(page=case, disposition=sheet, position=office.positions["kabid"])
        with person_scope(office.people["asdep"]) as scope:
            scope.resolution  # noqa: B018  resolved before counting
            with CaptureQueriesContext(
                connection,
            ) as queries:
                disposition_tree(case, user=office.people["asdep"], on=timezone.localdate())
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 4


def test_each_row_of_the_printed_table_is_walked(office):
    """W8 as `print_chain` shows it: from each state it names to the one it names, and from no other."""
    case, by, now = office.case("TERCATAT"), office.people, office.now
    sheet = give(office, case, "asdep", "kabid")
    row = part(sheet, office, "kabid")
    doers = {
        "baca": lambda: note_read(rows=[row], now=now),
        "kerjakan": lambda: begin_work(row=row, by=by["kabid"], now=now),
        "lapor": lambda: report_done(row=row, report="Selesai.", by=by["kabid"], now=now),
        "kembalikan": lambda: give_back(row=row, reason="Bukan tugas kami.", by=by["kabid"], now=now),
        "tarik": lambda: close_disposition(sheet=sheet, by=by["asdep"], now=now, reason="Keliru."),
    }
    states = set(DispositionState)
    assert {state for act in ACTS for state in (*act.source, act.target) if state} == states
    for act in ACTS:
        for state in sorted(states) if act.name in doers else ():
            Disposition.objects.filter(pk=sheet.pk).update(closed_at=None)
            DispositionRecipient.objects.filter(pk=row.pk).update(state=state)
            row.refresh_from_db()
            with suppress(DispositionEnded):
                doers[act.name]()
            row.refresh_from_db()
            assert row.state == (act.target if state in act.source else state), (act.name, state)


def test_what_a_stand_in_gives_to_his_own_position_is_read_by_who_else_holds_it(office, client):
    letter, analyst, other = office.incoming("DICATAT"), office.people["analis"], office.people["kabid"]
    Appointment.objects.create(
        person=analyst, position=office.positions["kasubid"], kind="PLH", starts_on=timezone.localdate(),
        ends_on=timezone.localdate(), decree_no="1",
    )  # fmt: skip
    Appointment.objects.create(
        person=other,
        position=office.positions["analis"],
        kind="DEFINITIF",
        starts_on=timezone.localdate(),
        decree_no="1",
    )
    first = give(office, letter, "asdep", "kasubid")
    sheet = give_disposition(
        page=letter, from_position=office.positions["kasubid"], to_positions=[office.positions["analis"]], by=analyst,
        now=office.now, parent=first.recipients.get(), instructions=["TELAAH"],
    )  # fmt: skip
    for person, state in ((analyst, "DIBERIKAN"), (other, "DIBACA")):
        client.force_login(person)
        assert client.get(f"/naskah/{letter.pk}/disposisi/").status_code == 200
        assert sheet.recipients.get().state == state


def test_what_one_gives_to_a_position_he_alone_holds_is_read_by_himself(office, client):
    letter, kasubid = office.incoming("DICATAT"), office.people["kasubid"]
    Appointment.objects.filter(position=office.positions["analis"]).delete()
    Appointment.objects.create(
        person=kasubid, position=office.positions["analis"], kind="PLT", starts_on=timezone.localdate(), decree_no="1"
    )
    first = give(office, letter, "asdep", "kasubid")
    sheet = give(office, letter, "kasubid", "analis", parent=first.recipients.get())
    client.force_login(kasubid)
    assert client.get(f"/naskah/{letter.pk}/disposisi/").status_code == 200
    assert sheet.recipients.get().state == "DIBACA"
