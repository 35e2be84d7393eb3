"""The parties complained about, under every heading, label and list; the writer's own facts stay his."""

import pytest

from dumas_docs.intake.parties import read_parties
from dumas_docs.intake.reported import NamedParty, reported_in
from tests.intake.letters import mail

OWN = "Nama : Rukmini Sari\nPekerjaan : Petani\nAlamat : Jl. Melati 3, Kota Cimahi\n\n"
BLOCK = "Nama : Drs. KARSONO WIJAYA, M.M\nJabatan : Camat Rimbo\nNIP : 196501011990031002\n"


@pytest.mark.parametrize(
    "heading",
    [
        "Melaporkan :", "Dengan ini mengadukan:", "Terlapor", "TERLAPOR 1:", "B. Identitas Terlapor",
        "II. DATA PIHAK TERLAPOR :", "Yang saya laporkan adalah:", "Pihak yang diadukan", "Pejabat yang dilaporkan:",
        "Bersama surat ini kami bermaksud melaporkan oknum pejabat sebagai berikut:", "Para Teradu",
        "Pemerasan itu dilakukan oleh:",
    ],
)  # fmt: skip
def test_a_block_belongs_to_its_heading(heading):
    parties = read_parties(
        mail=mail(f"{OWN}{heading}\n{BLOCK}\nKronologi\nUang diminta.\n\nHormat saya,\nRukmini Sari")
    )
    assert parties.reported == (
        NamedParty(name="Drs. KARSONO WIJAYA, M.M", position="Camat Rimbo", employee_no="196501011990031002"),
    )
    own = parties.complainant
    assert (own.name.value, own.occupation.value) == ("Rukmini Sari", "Petani")


def test_a_complainant_without_an_occupation_gets_none_from_the_other():
    parties = read_parties(mail=mail(f"Nama : Rukmini Sari\n\nMelaporkan :\n{BLOCK}\nTerlapor 2:\nNama : Bambang\n"))
    assert parties.complainant.occupation is None
    assert [party.name for party in parties.reported] == ["Drs. KARSONO WIJAYA, M.M", "Bambang"]


@pytest.mark.parametrize(
    "text",
    [
        "Terlapor\nNama : Hendro Wibisono\nJabatan : Kepala Bidang\nInstansi : Dinas Pasar\n",
        "Nama Terlapor : Hendro Wibisono\nJabatan Terlapor: Kepala Bidang\nInstansi Terlapor : Dinas Pasar\n",
        "Terlapor | : | Hendro Wibisono\nJabatan | : | Kepala Bidang\nUnit kerja | : | Dinas Pasar\n",
        "Jabatan terlapor = Kepala Bidang\nNama terlapor = Hendro Wibisono\nInstansi terlapor = Dinas Pasar\n",
        "Terlapor: Hendro Wibisono, Kepala Bidang pada Dinas Pasar",
        "Kami melaporkan:\n1. Hendro Wibisono (Kepala Bidang pada Dinas Pasar)\n",
    ],
)  # fmt: skip
def test_position_and_institution_are_kept(text):
    assert reported_in(text) == [
        NamedParty(name="Hendro Wibisono", position="Kepala Bidang", institution="Dinas Pasar")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Saya mengadukan Ir. Bagus Prakoso, M.T. (NIP 19710304 199803 1 005), Kepala Dinas Pasar Kota Contoh, yang "
        "meminta setoran.\nTerlapor: Ir. Bagus Prakoso, M.T.",
        "Terlapor: Ir. Bagus Prakoso, M.T., NIP. 197103041998031005, Kepala Dinas Pasar Kota Contoh",
        "Terlapor:\nNama: Ir. Bagus Prakoso, M.T.\nNIP : 19710304 199803 1 005\nJabatan: Kepala Dinas Pasar Kota "
        "Contoh",
        "Terlapor:\nNama: Ir. Bagus Prakoso, M.T.\n\nIr. Bagus Prakoso, M.T. (NIP 197103041998031005) selaku Kepala "
        "Dinas Pasar Kota Contoh meminta uang.",
    ],
)
def test_position_and_number_that_stand_beside_the_name_are_kept(text):
    (party,) = reported_in(text)
    assert party.name.startswith("Ir. Bagus Prakoso")
    assert (party.position, party.employee_no) == ("Kepala Dinas Pasar Kota Contoh", "197103041998031005")


@pytest.mark.parametrize("between", ["\n", " "])
def test_a_list_of_officials(between):
    entries = [
        "Kami melaporkan pejabat berikut:", "1. Drs. H. Karsono Wijaya, M.Si. (NIP 19650101 199003 1 002)",
        "2. Sdri. Dewi Lestari, S.E., bendahara desa", "a) Camat Rimbo: Ir. Bagus Prakoso", "b) Lurah: Sutejo",
    ]  # fmt: skip
    found = reported_in(between.join(entries))
    assert [(party.name.rstrip("."), party.position) for party in found] == [
        ("Drs. H. Karsono Wijaya, M.Si", ""), ("Dewi Lestari, S.E", "bendahara desa"),
        ("Ir. Bagus Prakoso", "Camat Rimbo"), ("Sutejo", "Lurah"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Dengan ini kami melaporkan hal berikut:\n1. Jalan Rusak\n2. Lampu Mati",
        "Hal yang kami adukan bukan peristiwanya, melainkan penanganannya:\n1. Anak Budi",
        "Kami melaporkan bahwa sejak Mei air tidak mengalir:\n- Kampung Baru",
        "5. Terlapor masih mengajar di sekolah yang sama.",
        "Petugas bernama Gunarto meminta uang. Saksi: Ibu Aminah.",
        "Saksi:\nNama: Joko Susilo\nJabatan: Guru",
        "Yang melaporkan:\nNama: Rukmini Sari\nJabatan: Guru",
        "Saya yang bertanda tangan di bawah ini:\nNama: Rukmini Sari\nJabatan: Guru",
    ],
)
def test_others_are_not_reported(text):
    assert reported_in(text) == []


def test_a_witness_is_not_the_writer():
    parties = read_parties(mail=mail("Saksi:\nNama: Joko Susilo\nNIK: 3273011205780009\n\nKronologi\nUang diminta."))
    assert (parties.complainant.name.value, parties.complainant.id_number) == ("Sumarni Wulandari", None)


def test_below_the_matter_the_writer_speaks_again():
    text = f"Terlapor:\n{BLOCK}\nUraian\nUang diminta.\n\nNama : Rukmini Sari\nJabatan : Guru"
    own = read_parties(mail=mail(text)).complainant
    assert (own.name.value, own.occupation.value) == ("Rukmini Sari", "Guru")
