"""What a machine, the office itself or an advertiser sent is refused; whatever a person may have written is not."""

from email.message import EmailMessage

import pytest

from dumas_docs.intake import unwritten
from dumas_docs.intake.errors import AdvertisingMail, AutomaticMail, InvitationMail, OwnMail
from dumas_docs.intake.mail import IncomingMail
from tests.intake.letters import MAILBOXES, mail, read

OFFICE = "Layanan Dumas <dumas@setneg.go.id>"


def refuse_unwritten(letter: IncomingMail) -> None:
    unwritten.refuse_unwritten(letter, own=MAILBOXES)


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto-Submitted": "auto-replied"},
        {"Auto-Submitted": "auto-generated"},
        {"X-Autoreply": "yes"},
        {"Precedence": "auto_reply"},
        {"Return-Path": "<>"},
    ],
)
def test_machines_say_so_in_their_headers(headers):
    with pytest.raises(AutomaticMail):
        refuse_unwritten(mail("Saya sedang cuti.", headers=headers))


@pytest.mark.parametrize(
    ("sender", "subject"),
    [
        ("Mail Delivery Subsystem <mailer-daemon@x.example>", "Delivery problem"),
        ("Budi Santoso <b@x.example>", "Automatic reply: Tanda terima"),
        ("Budi Santoso <b@x.example>", "Balasan otomatis: Tanda terima"),
        ("Budi Santoso <b@x.example>", "Dibaca: Tanda terima"),
    ],
)
def test_machines_are_known_by_sender_and_subject(sender, subject):
    with pytest.raises(AutomaticMail):
        refuse_unwritten(mail("x", sender=sender, subject=subject))


def test_a_report_about_delivery_is_no_letter():
    head = b"From: x@x.example\nSubject: Gagal\nContent-Type: multipart/report; boundary=b\n\n"
    with pytest.raises(AutomaticMail):
        refuse_unwritten(read(head + b"--b\n\nAlamat tidak ada.\n--b--\n"))


@pytest.mark.parametrize(
    "headers",
    [{"Auto-Submitted": "no"}, {"Precedence": "list", "List-Id": "<warga.milis.example>"}, {"Return-Path": "<b@x.id>"}],
)
def test_people_are_not_machines(headers):
    refuse_unwritten(mail("Jalan kami rusak.", headers=headers))


def test_a_report_of_lapor_comes_from_a_machine_and_counts():
    refuse_unwritten(mail("Tracking ID: 1", headers={"X-Lapor-Id": "1", "Auto-Submitted": "auto-generated"}))


def test_the_offices_own_mail_does_not_become_a_case():
    for receiver in ("dumas@setneg.go.id", "warga@x.example"):
        with pytest.raises(OwnMail):
            refuse_unwritten(mail("Tanda terima DM-2026-000001", sender=OFFICE, to=receiver))


def test_what_the_office_passes_on_counts():
    letter = "Mohon didaftarkan.\n\nFrom: Sari Dewi <sari@x.example>\nSubject: Jalan\n\nJalan kami rusak."
    refuse_unwritten(mail(letter, sender=OFFICE))
    refuse_unwritten(mail("Surat warga terlampir.", sender=OFFICE, to="asdep.dumas@setneg.go.id"))


def test_advertising_is_told_by_its_header_and_its_words():
    many = {"List-Unsubscribe": "<https://toko.example/berhenti>", "Precedence": "bulk"}
    with pytest.raises(AdvertisingMail):
        refuse_unwritten(mail("Diskon 90 persen hari ini!", subject="PROMO", headers=many))
    refuse_unwritten(mail("Kami mengadukan pungli di pasar.", subject="Petisi warga", headers=many))
    refuse_unwritten(mail("Bapak Presiden, dengarkan kami.", subject="Petisi", headers=many))
    refuse_unwritten(mail("Diskon 90 persen hari ini!", subject="PROMO"))


CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:{method}\r\nBEGIN:VEVENT\r\nSUMMARY:Rapat\r\nEND:VEVENT\r\nEND:VCALENDAR"
)


def answer(method: str, text: str, *, alone: bool = False) -> bytes:
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = "Budi <b@x.example>", "dumas@setneg.go.id", "Diterima: Rapat"
    if not alone:
        letter.set_content(text)
        letter.add_alternative("<p>x</p>", subtype="html")
        letter.add_alternative(CALENDAR.format(method=method), subtype="calendar")
    else:
        letter.set_content(CALENDAR.format(method=method), subtype="calendar")
    return bytes(letter)


@pytest.mark.parametrize("method", ["REPLY", "reply", "COUNTER"])
@pytest.mark.parametrize("alone", [True, False])
def test_an_answer_to_an_invitation_is_no_letter(method, alone):
    with pytest.raises(AutomaticMail):
        refuse_unwritten(read(answer(method, "Budi menerima undangan ini.", alone=alone)))


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL", "publish"])
@pytest.mark.parametrize("alone", [True, False])
def test_an_invitation_is_no_letter_whatever_the_meeting_is_about(method, alone):
    raw = answer(method, "Anda diundang pada rapat koordinasi pengaduan.", alone=alone)
    with pytest.raises(InvitationMail):
        refuse_unwritten(read(raw.replace(b"Diterima: Rapat", b"Undangan: Rapat pengaduan lahan")))


def test_a_complaint_beside_a_calendar_counts_and_the_calendar_is_no_evidence():
    for method in ("REPLY", "REQUEST"):
        letter = read(answer(method, "Kami mengadukan pungli di pasar sejak Mei 2026."))
        refuse_unwritten(letter)
        assert letter.attachments == ()
