"""The tables themselves, against domain.md §15."""

from __future__ import annotations

import itertools

import pytest
from django.core.management import call_command

from workflows.chains import CHAINS, chain_for
from workflows.chains.dispositions import ACTS
from workflows.chains.drawing import mermaid, notes, rows

# As domain.md §15 reads aloud: chain, then role and verb of each step.
TABLE = {
    "W1": "subdivision_head PARAF, division_head SETUJU, asdep SETUJU",
    "W2": "division_head SETUJU, asdep SETUJU",
    "W3": "asdep SETUJU, deputy SETUJU, minister SETUJU",
    "W4a": "subdivision_head PARAF, division_head PARAF, asdep TANDA_TANGAN, registrar NOMOR",
    "W4b": "subdivision_head PARAF, division_head PARAF, asdep PARAF, deputy TANDA_TANGAN, registrar NOMOR",
    "W4c": "subdivision_head PARAF, division_head PARAF, asdep PARAF, deputy PARAF, ministry_secretary PARAF, "
    "minister TANDA_TANGAN, registrar NOMOR",
    "W5a": "asdep TANDA_TANGAN, registrar NOMOR, ppk SETUJU",
    "W5b": "deputy SETUJU, ppk TANDA_TANGAN, registrar NOMOR",
    "W5c": "asdep SETUJU, deputy SETUJU",
    "W6": "asdep SETUJU, deputy SETUJU",
    "W7": "bpp VERIFIKASI, ppk SETUJU",
}


def test_the_tables_are_those_of_the_specification():
    told = {chain.code: ", ".join(f"{step.role} {step.verb}" for step in chain.steps) for chain in CHAINS}
    assert told == TABLE


@pytest.mark.parametrize(
    ("kind", "facts", "code"),
    [
        ("surat-keluar", {"addressee_rank": "ESELON_II"}, "W4a"),
        ("surat-keluar", {"addressee_rank": "ESELON_I"}, "W4b"),
        ("surat-keluar", {"addressee_rank": "MENTERI"}, "W4c"),
        ("surat-perintah", {"leader_rank": "KABID_KE_BAWAH"}, "W5a"),
        ("surat-perintah", {"leader_rank": "ASDEP"}, "W5b"),
        ("telaah", {"review_result": "MEMENUHI_SYARAT"}, "W1"),
        ("telaah", {"review_result": "TIDAK_MEMENUHI_SYARAT"}, "W2"),
        ("telaah", {"review_result": "BUKAN_KEWENANGAN"}, "W2"),
        ("telaah", {"review_result": "DUPLIKAT"}, "W2"),
        ("telaah", {"review_result": ""}, None),
        ("pengaduan", {"state": "MENUNGGU_ARAHAN"}, "W3"),
        ("pengaduan", {"state": "DITELAAH"}, None),
        ("laporan-pemantauan", {"leader_rank": "ASDEP"}, "W6"),
        ("spj", {}, "W7"),
        ("tak-dikenal", {}, None),
    ],
)
def test_facts_choose_the_chain(kind, facts, code):
    found = chain_for(kind=kind, facts=facts)
    assert (found.code if found else None) == code


def test_no_facts_fit_two_chains():
    results = ["", "MEMENUHI_SYARAT", "TIDAK_MEMENUHI_SYARAT", "PERLU_KELENGKAPAN", "BUKAN_KEWENANGAN", "DUPLIKAT"]
    states = ["DITELAAH", "MENUNGGU_ARAHAN", "DITERUSKAN"]
    for kind in {chain.kind for chain in CHAINS}:
        for result, state, rank, leader in itertools.product(
            results, states, ["ESELON_II", "ESELON_I", "MENTERI"], ["KABID_KE_BAWAH", "ASDEP"]
        ):
            facts = {"review_result": result, "state": state, "addressee_rank": rank, "leader_rank": leader}
            chain_for(kind=kind, facts=facts)


@pytest.mark.parametrize(
    ("code", "facts", "asked"),
    [
        ("W1", {"level": 1, "sla_class": "NON_PEMERIKSAAN_14"}, 2),
        ("W1", {"level": 2, "sla_class": "NON_PEMERIKSAAN_14"}, 3),
        ("W1", {"level": 1, "sla_class": "PEMERIKSAAN_60"}, 3),
        # §10: Kasubid and Kabid are not shown what is top secret.
        ("W1", {"level": 3}, 1),
        ("W2", {"level": 3}, 1),
        ("W4a", {"level": 3}, 2),
        ("W4b", {"level": 3}, 3),
        ("W6", {"leader_rank": "KABID_KE_BAWAH"}, 1),
        ("W6", {"leader_rank": "ASDEP"}, 1),
        ("W3", {"directing_role": "deputy"}, 2),
        ("W3", {"directing_role": "minister"}, 2),
    ],
)
def test_conditional_steps_are_asked_by_the_facts(code, facts, asked):
    chain = next(chain for chain in CHAINS if chain.code == code)
    assert sum(step.only_if.holds(facts) for step in chain.steps) == asked


@pytest.mark.parametrize(
    ("code", "facts", "step"),
    [
        ("W1", {"level": 1}, "setuju-kabid"),
        ("W1", {"level": 2}, "setuju-asdep"),
        ("W3", {"directing_role": "deputy"}, "arahan-deputi"),
        ("W3", {"directing_role": "minister"}, "arahan-menteri"),
        ("W6", {"leader_rank": "KABID_KE_BAWAH"}, "terima-asdep"),
        ("W4a", {}, "ttd-asdep"),
    ],
)
def test_who_decides_last_follows_from_the_facts(code, facts, step):
    assert next(chain for chain in CHAINS if chain.code == code).decides_last(facts).code == step


def test_dispositions_print_as_a_table_too(capsys):
    call_command("print_chain", "W8")
    printed = capsys.readouterr().out
    assert all(str(act.label).split()[0] in printed for act in ACTS) and "W4a" not in printed
    call_command("print_chain", "W8", "--mermaid")
    assert "DIBERIKAN --> DIBACA" in capsys.readouterr().out


def test_only_initials_and_never_a_signature_are_given_in_bulk():
    assert all(step.verb == "PARAF" for chain in CHAINS for step in chain.steps if step.bulk)


@pytest.mark.parametrize("chain", CHAINS, ids=lambda chain: chain.code)
def test_every_chain_prints_all_its_steps(chain, capsys):
    call_command("print_chain", chain.code)
    printed = capsys.readouterr().out
    assert all(step.code in printed for step in chain.steps)
    assert len(rows(chain)) == len(chain.steps)
    assert chain.source in notes(chain)[-1]
    assert mermaid(chain).count("-.->") == len(chain.steps)
