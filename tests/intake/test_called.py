"""Whoever stands in the header of a mail is hidden in all its texts, and stored with the fullest of his names."""

import pytest

from dumas_docs.intake.display_names import mailbox_in, name_in_display, people_in_address, people_in_display
from dumas_docs.intake.from_mail import MailCase, case_from_mail
from dumas_docs.intake.name_forms import is_short_form
from tests.intake.letters import MAILBOXES, NOW, raw_mail, read


def case(text: str, **facts) -> MailCase:
    raw = raw_mail(text, **facts)
    return case_from_mail(mail=read(raw), raw=raw, accepted=[], refused=[], mailboxes=MAILBOXES, now=NOW)


def shown(found: MailCase) -> str:
    """Everything of the case that is read without the right to identities."""
    facts = found.facts
    return "\n".join(
        (facts.subject, facts.chronology, facts.substance_summary, found.matter.subject, found.matter.text)
    )


@pytest.mark.parametrize(
    ("sender", "subject", "text", "name"),
    [
        ("Parwati Susilohadi", "Jalan", "Perkenalkan, Parwati Susilohadi, warga desa.\n\nTerima kasih\nParwati S.",
         "Parwati Susilohadi"),
        ("Kristanto Adhiwibowo", "Trotoar rusak Kristanto Adhiwibowo", "Isi.\n\nSalam,\nKristanto A.",
         "Kristanto Adhiwibowo"),
        ("Listyowati Sumardjono", "Anak", "Anak Listyowati Sumardjono terlantar.\n\nHormat saya,\nListyowati",
         "Listyowati Sumardjono"),
        ("Wagiman", "Jalan", "Saya Wagiman Prawirodirdjo.\n\nHormat saya,\nWagiman Prawirodirdjo",
         "Wagiman Prawirodirdjo"),
        ("listyowati sumardjono", "Anak Listyowati Terlantar", "Kata sumardjono, benar.\n\nHormat saya,\nlistyowati",
         "Listyowati Sumardjono"),
        ("PARWATI SUSILOHADI", "PARWATI SUSILOHADI MENGADU", "Kata susilohadi.\n\nSalam,\nP. Susilohadi",
         "PARWATI SUSILOHADI"),
        ('"Sumardjono, Listyowati"', "Jalan", "Kata Sumardjono Listyowati.\n\nSalam,\nL. Sumardjono",
         "Listyowati Sumardjono"),
        ('"Hj. Parwati Susilohadi, S.Pd."', "Jalan Rusak Parwati", "Hj. Parwati datang.\n\nSalam,\nHj. Parwati",
         "Hj. Parwati Susilohadi, S.Pd."),
        ("H. Mohammad Suroto Kartodikromo", "Jalan", "Moh. Suroto lapor.\n\nSalam,\nH. Suroto",
         "H. Mohammad Suroto Kartodikromo"),
        ("\"'Parwati Susilohadi' via Pengaduan Warga\"", "Jalan", "Kata Susilohadi.\n\nSalam,\nPARWATI",
         "Parwati Susilohadi"),
        ("Bu Tini (Hartini Kusumawardani)", "Hartini Kusumawardani lapor", "Isi.\n\nSalam,\nTini",
         "Hartini Kusumawardani"),
        ("=?utf-8?q?Listyowati_Sumardjono?=", "Sumardjono", "Isi.\n\nSalam,\nListyowati", "Listyowati Sumardjono"),
        ("Kristanto", "Laporan Jalan Rusak Kristanto", "saya kristanto dari desa.\nJalan rusak.", "Kristanto"),
    ],
)  # fmt: skip
def test_the_fullest_name_is_stored_and_no_form_of_it_is_shown(sender, subject, text, name):
    found = case(text, sender=f"{sender} <x9@warga.example>", subject=subject)
    (person,) = found.facts.complainants
    assert (person.full_name, person.email) == (name, "x9@warga.example")
    left = shown(found).lower()
    forms = ("parwati", "susilohadi", "kristanto", "adhiwibowo", "listyowati", "sumardjono", "wagiman", "prawirodirdjo",
             "suroto", "kartodikromo", "hartini", "kusumawardani", "tini", "p. s", "moh.")  # fmt: skip
    assert not [form for form in forms if form in left]


def test_completeness_is_judged_on_the_fuller_name():
    assert case("Isi.\n\nSalam,\nListyowati", sender="Listyowati Sumardjono <x9@x.id>").facts.checked.named is True


def test_who_signs_and_whose_mailbox_it_is_are_both_hidden():
    found = case(
        "Saya Dewi, anaknya.\n\nHormat saya,\nSumarni Wulandari", sender="Dewi Anggraini <d@x.id>",
        subject="Titipan Dewi Anggraini",
    )  # fmt: skip
    assert [person.full_name for person in found.facts.complainants] == ["Sumarni Wulandari"]
    assert not {"dewi", "anggraini", "sumarni", "wulandari"} & set(shown(found).lower().replace(",", " ").split())


def test_whom_an_answer_is_to_reach_is_hidden():
    found = case(
        "Kata Adhiwibowo.\n\nSalam,\nKristanto A.", sender="Laporan Online <form@x.id>",
        subject="Kristanto Adhiwibowo", headers={"Reply-To": "Kristanto Adhiwibowo <k@x.id>"},
    )  # fmt: skip
    assert found.facts.complainants[0].full_name == "Kristanto Adhiwibowo"
    assert "Kristanto" not in shown(found) and "Adhiwibowo" not in shown(found)


@pytest.mark.parametrize(
    ("sender", "headers"),
    [
        ("Sumarni Wulandari <s@x.id>", {"Sender": "Kristanto Adhiwibowo <k@x.id>"}),
        ("Sumarni Wulandari <s@x.id>, Kristanto Adhiwibowo <k@x.id>", {}),
        ("Sumarni Wulandari <s@x.id>", {"Reply-To": "=?utf-8?q?Adhiwibowo=2C_Kristanto?= <k@x.id>"}),
    ],
)
def test_everybody_in_the_header_is_hidden(sender, headers):
    text = "Kristanto Adhiwibowo yang mengetik. Kata Adhiwibowo dan Bu Sumarni."
    found = case(text, sender=sender, headers=headers, subject="Titipan Kristanto Adhiwibowo")
    assert [person.full_name for person in found.facts.complainants] == ["Sumarni Wulandari"]
    assert not [name for name in ("Kristanto", "Adhiwibowo", "Sumarni") if name in shown(found)]


@pytest.mark.parametrize("account", ["anonim", "Admin", "Wali Murid", "Warga"])
def test_a_refusal_to_be_named_hides_no_words(account):
    text = "Laporan anonim dari wali murid dan warga; admin diam."
    assert case(text, sender=f"{account} <x91@x.id>").facts.chronology == text


def test_an_office_is_hidden_as_the_sender_and_its_place_stays():
    found = case(
        "Jalan di Kecamatan Gubug rusak. Kami, Camat Gubug, melapor.\n\nHormat kami,\nSuwardi Mangun",
        sender="Camat Gubug <c@x.id>",
    )
    assert found.facts.complainants[0].full_name == "Suwardi Mangun"
    assert "Kecamatan Gubug" in shown(found) and "Camat Gubug" not in shown(found)


def test_the_mailbox_that_a_list_shows_as_a_name_is_the_senders():
    text = "Harga tanah.\n\nSalam, Jokopriyambada\n\n-----Original Message-----\nFrom: Hendra Wibawa <h@x.id>\n" \
        "Sent: Thursday\nTo: Jokopriyambada; Dewi Ratih\nSubject: Tanah\n\nPak Jokopriyambada, tolong."  # fmt: skip
    found = case(text, sender="\"'jokopriyambada@kantor.example' via Forum Warga\" <grup@x.id>", subject="RE: Tanah")
    (person,) = found.facts.complainants
    assert (person.full_name, person.email) == ("Jokopriyambada", "jokopriyambada@kantor.example")
    assert not [name for name in ("joko", "hendra", "wibawa", "dewi", "ratih") if name in shown(found).lower()]


def test_words_of_a_mailbox_are_nobodys_name():
    found = case("Pengaduan Warga diabaikan; pengaduan warga banyak.", sender="Pengaduan Warga <c@x.id>")
    assert found.facts.complainants[0].full_name == "" and found.facts.checked.named is False
    assert found.facts.chronology == "Pengaduan Warga diabaikan; pengaduan warga banyak."


def test_a_name_that_is_a_word_hides_the_name_and_not_the_word():
    found = case("Suku bunga tinggi. Kata Bu Bunga.\n\nSalam,\nBunga", sender="Bunga Citrawati <b@x.id>")
    assert found.facts.complainants[0].full_name == "Bunga Citrawati"
    assert "Suku bunga tinggi." in found.facts.chronology and "Bunga" not in found.facts.chronology


@pytest.mark.parametrize(
    ("display", "people"),
    [
        ("Susilohadi, Parwati", ["Parwati Susilohadi"]),
        ("parwati.susilohadi", ["Parwati Susilohadi"]),
        ("ParwatiSusilohadi88", ["Parwati Susilohadi"]),
        ("Agus Salim via Budi Santoso", ["Agus Salim", "Budi Santoso"]),
        ("Dewi Ratih - Kelurahan Contoh", ["Dewi Ratih"]),
        ("R. Ay. Siti Hartinah", ["R. Ay. Siti Hartinah"]),
        ("O'Brien Santoso", ["O'Brien Santoso"]),
        ("Camat Gubug", []),
        ("Pengaduan Warga", []),
        ("Jawa Barat", []),
        ("Yayasan Terang Bangsa", []),
        ("sd77", []),
        ("'jokopriyambada@kantor.example' via Pengaduan Warga", ["Jokopriyambada"]),
        ("'siti.ramadhania@kantor.example' via Forum", ["Siti Ramadhania"]),
        ("admin@karangtaruna.example", []),
        ("", []),
    ],
)
def test_people_in_a_display_name(display, people):
    assert people_in_display(display) == people


def test_the_name_of_a_mailbox_and_of_an_address():
    assert name_in_display("pegawai-prihatin") == "pegawai-prihatin"
    assert name_in_display("Pengaduan Warga") == ""
    assert people_in_address("parwati.susilohadi77@x.id") == ["Parwati Susilohadi"]
    assert name_in_display("admin@karangtaruna.example") == ""
    assert mailbox_in("'Joko@Kantor.example' via Warga") == "joko@kantor.example" and mailbox_in("Joko") == ""
    assert people_in_address("maesarohtun7@x.id") == ["Maesarohtun"]
    assert people_in_address("pengaduan@x.id") == people_in_address("bunga@x.id") == []
    assert people_in_address("dinas.kota@x.id") == people_in_address("joko@x.id") == []


@pytest.mark.parametrize(
    ("short", "whole", "same"),
    [
        ("Parwati S.", "Parwati Susilohadi", True),
        ("Susilohadi", "Hj. Parwati Susilohadi, S.Pd.", True),
        ("S. Parwati", "Parwati Susilohadi", True),
        ("Moh. Yusuf", "Mohammad Yusuf", True),
        ("P. S.", "Parwati Susilohadi", False),
        ("Parwati Dewi", "Parwati Susilohadi", False),
        ("Parwati Susilohadi", "Parwati", False),
        ("Wati", "Parwati Susilohadi", False),
    ],
)
def test_short_forms_of_one_name(short, whole, same):
    assert is_short_form(short, of=whole) is same
