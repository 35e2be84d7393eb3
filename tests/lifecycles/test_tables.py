"""The tables hold: they are the office's own (domain.md §6-§8), and their faults would be found."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import call_command

from dumas_docs.access.roles import VERBS
from dumas_docs.actions.case_effects import EFFECTS_ON_CASES
from dumas_docs.enums import ComplaintState, IncomingLetterState, Outcome, OutgoingState, Sp4nArchiveReason, Sp4nStatus
from workflows.lifecycles.complaint import COMPLAINT, SP4N, sp4n_status
from workflows.lifecycles.drawing import rows
from workflows.lifecycles.effects import EFFECTS
from workflows.lifecycles.faults import faults
from workflows.lifecycles.guards import GUARDS
from workflows.lifecycles.incoming_letter import INCOMING_LETTER
from workflows.lifecycles.needs import NEEDS
from workflows.lifecycles.outgoing_letter import OUTGOING_LETTER
from workflows.lifecycles.registry import LIFECYCLES

# domain.md §6, row by row: (from, to).
COMPLAINT_ROWS = {
    ("DITERIMA", "TERCATAT"), ("TERCATAT", "DIDISPOSISI"), ("DIDISPOSISI", "DITELAAH"),
    ("DITELAAH", "MENUNGGU_KELENGKAPAN"), ("MENUNGGU_KELENGKAPAN", "DITELAAH"), ("DITELAAH", "DIARSIPKAN"),
    ("DITELAAH", "MENUNGGU_ARAHAN"), ("MENUNGGU_ARAHAN", "PENYUSUNAN_TL"), ("PENYUSUNAN_TL", "DITERUSKAN"),
    # §15, W3: back to the review.
    ("MENUNGGU_ARAHAN", "DITELAAH"),
    ("DITERUSKAN", "DITANGGAPI"), ("DITERUSKAN", "DIPANTAU"), ("DITANGGAPI", "DIPANTAU"), ("DIPANTAU", "DITANGGAPI"),
    ("DITANGGAPI", "SELESAI"), ("SELESAI", "DITUTUP"), ("DIARSIPKAN", "DITUTUP"), ("SELESAI", "DITELAAH"),
    ("DITUTUP", "DITELAAH"),
    # A reply that was registered as a complaint of its own; nothing is said of it in §6.
    ("DITERIMA", "DIARSIPKAN"), ("TERCATAT", "DIARSIPKAN"), ("DIDISPOSISI", "DIARSIPKAN"),
    ("MENUNGGU_KELENGKAPAN", "DIARSIPKAN"),
    # §6, 5a: what W2 decided is told to the complainant afterwards, and that is recorded.
    ("DIARSIPKAN", "DIARSIPKAN"),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(LIFECYCLES))
def test_a_table_has_no_fault(name):
    assert faults(LIFECYCLES[name]) == []


def test_the_states_are_those_of_the_archive():
    for lifecycle, states in (
        (COMPLAINT, ComplaintState), (INCOMING_LETTER, IncomingLetterState), (OUTGOING_LETTER, OutgoingState),
    ):  # fmt: skip
        assert set(lifecycle.states) == set(states.values), lifecycle.name


def test_the_complaint_is_the_office_s_own_table():
    rows = {(source, step.target) for step in COMPLAINT.transitions for source in step.source}
    withdrawn = {row for row in rows if "DICABUT" in row}
    assert rows - withdrawn == COMPLAINT_ROWS
    ended = {"SELESAI", "DIARSIPKAN", "DITUTUP", "DICABUT"}
    assert {source for source, target in withdrawn if target == "DICABUT"} == set(COMPLAINT.states) - ended
    assert {target for source, target in withdrawn if source == "DICABUT"} == {"DITUTUP"}


def test_every_name_of_the_tables_is_known_and_used():
    steps = [step for lifecycle in LIFECYCLES.values() for step in lifecycle.transitions]
    assert {guard for step in steps for guard in step.guards} == set(GUARDS)
    assert {need for step in steps for need in step.needs} == set(NEEDS)
    assert {effect for step in steps for effect in step.effects} == set(EFFECTS)
    assert {step.verb for step in steps} <= set(VERBS)
    assert {effect for step in COMPLAINT.transitions for effect in step.effects} == set(EFFECTS_ON_CASES)
    told = [step.choices for step in COMPLAINT.transitions]
    assert {code for choices in told for code in choices.get("outcome", ())} == set(Outcome.values)
    assert {code for choices in told for code in choices.get("archive_reason", ())} == set(Sp4nArchiveReason.values)


def test_nothing_ends_a_complaint_in_silence():
    """S2: no stopping without outcome, reason and the complainant being told."""
    for step in COMPLAINT.transitions:
        if step.target in COMPLAINT.endings and not set(step.source) <= set(COMPLAINT.endings):
            assert {"outcome", "reason", "told"} <= set(step.needs), step.name


def test_faults_are_found():
    archive = next(step for step in COMPLAINT.transitions if step.name == "ARSIPKAN")
    silent = replace(archive, needs=("reason",), choices={})
    strange = replace(archive, name="ANEH", guards=("x",), effects=("y",), needs=("z", *archive.needs), who=("w",))
    lost = replace(COMPLAINT, states=(*COMPLAINT.states, "TERSESAT"))
    assert "ARSIPKAN: leads into DIARSIPKAN without outcome, told" in faults(replace(COMPLAINT, transitions=(silent,)))
    found = faults(replace(COMPLAINT, transitions=(*COMPLAINT.transitions, strange)))
    assert {"ANEH: unknown guard x", "ANEH: unknown effect y", "ANEH: unknown need z", "ANEH: unknown role w"} <= set(
        found
    )
    assert {"TERSESAT: no transition leads there", "TERSESAT: nothing leads away from it"} <= set(faults(lost))
    assert "ARSIPKAN: stands twice from DITELAAH" in faults(
        replace(COMPLAINT, transitions=(*COMPLAINT.transitions, archive))
    )


def test_sp4n_projects_every_state():
    assert set(SP4N) == set(COMPLAINT.states)
    assert {sp4n_status(state=state, review_result="") for state in SP4N} <= set(Sp4nStatus.values)
    assert sp4n_status(state="DIARSIPKAN", review_result="BUKAN_KEWENANGAN") == "BUKAN_KEWENANGAN"
    assert sp4n_status(state="DIARSIPKAN", review_result="DUPLIKAT") == "DIARSIPKAN"


@pytest.mark.parametrize("name", sorted(LIFECYCLES))
def test_a_table_prints(name):
    out = StringIO()
    call_command("print_lifecycle", name, stdout=out)
    text = out.getvalue()
    for step in LIFECYCLES[name].transitions:
        assert step.name in text.replace("\n", "")
        for source in step.source:
            assert f"{source} --> {step.target}: {step.label}" in text


def test_what_a_step_asks_for_is_printed_in_words():
    told = {name: " ".join(row) for lifecycle in LIFECYCLES.values() for name, row in _printed(lifecycle)}
    assert "cara, tanggal, dan isi pemberitahuan kepada pengadu" in told["pengaduan SELESAIKAN"]
    assert "yang diterima dan tanggalnya" in told["pengaduan DATA_MASUK"]
    for words in told.values():
        assert not {*NEEDS, *VERBS} & set(words.replace(";", " ").split()), words


def _printed(lifecycle):
    return [
        (f"{lifecycle.name} {step.name}", row) for step, row in zip(lifecycle.transitions, rows(lifecycle), strict=True)
    ]


def test_the_names_are_listed():
    out = StringIO()
    call_command("print_lifecycle", stdout=out)
    assert [line.split(":")[0] for line in out.getvalue().splitlines()] == list(LIFECYCLES)
