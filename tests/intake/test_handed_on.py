"""The complainant is who wrote a letter, not who hands it on; his address is nowhere that of the other."""

from email.message import EmailMessage

import pytest

from dumas_docs.intake.from_mail import MailCase, case_from_mail
from dumas_docs.intake.mime import MailNote
from tests.intake.letters import MAILBOXES, NOW, raw_mail, read

LETTER = (
    "Saluran irigasi di desa kering sejak 3 Maret 2026 dan tidak ada yang memeriksa.\n\nHormat saya,\n"
    "Sulasmono Ekawardaya\nDusun Krajan RT 2"
)
WRITER, PASSER = "Sulasmono Ekawardaya <sul@warga.example>", "Hendrawan Sasmita <hendra@instansi.example>"
OWN_MATTER = "Jalan di depan kantor kami rusak dan kami sudah dua kali dirugikan.\n\nHormat saya,\nHendrawan Sasmita"
GMAIL = (
    "---------- Forwarded message ---------\nFrom: {writer}\nDate: Thu, 12 Mar 2026 at 09:15\nSubject: Irigasi\n"
    "To: <hendra@instansi.example>\n\n\n"
)
BLOCKS = [
    GMAIL,
    "---------- Pesan terusan ---------\nDari: {writer}\nDate: Kam, 12 Mar 2026 09.15\nSubject: Irigasi\n\n",
    "-----Original Message-----\nFrom: Sulasmono Ekawardaya [mailto:sul@warga.example]\nSent: Thursday, March 12\n"
    "To: hendra@instansi.example\nSubject: Irigasi\n\n",
    "________________________________\nDari: {writer}\nDikirim: Kamis, 12 Maret 2026 09.15\nKepada: Hendrawan Sasmita\n"
    "Perihal: Irigasi\n\n",
    "Dari: {writer}\nKirim: Kamis, 12 Maret 2026\nPerihal: Irigasi\n\n",
    "Subject: Irigasi\nDate: 12 March 2026\nFrom: {writer}\n\n",
]


def case_of(raw: bytes) -> MailCase:
    return case_from_mail(mail=read(raw), raw=raw, accepted=[], refused=[], mailboxes=MAILBOXES, now=NOW)


def nested(before: str, letter: str = LETTER, *, sender: str = PASSER, writer: str = WRITER) -> MailCase:
    inner, outer = EmailMessage(), EmailMessage()
    inner["From"], inner["Subject"], inner["Date"] = writer, "Irigasi", "Thu, 12 Mar 2026 09:15:00 +0700"
    inner.set_content(letter)
    outer["From"], outer["To"], outer["Subject"] = sender, "dumas@setneg.go.id", "Fwd: Irigasi"
    if before:
        outer.set_content(before)
    outer.add_attachment(inner)
    return case_of(bytes(outer))


def inline(before: str, block: str, *, letter: str = LETTER, subject: str = "Fwd: Irigasi") -> MailCase:
    return case_of(raw_mail(f"{before}\n\n{block.format(writer=WRITER)}{letter}", sender=PASSER, subject=subject))


def who(found: MailCase) -> list[tuple[str, str]]:
    return [(person.full_name, person.email) for person in found.facts.complainants]


@pytest.mark.parametrize(
    "before",
    [
        "",
        "Mohon tindak lanjut.",
        "Yth. Dumas,\nbersama ini kami teruskan surat warga kami untuk ditindaklanjuti.\n\nHormat kami,\nHendrawan S.",
        "FYI\n\nHendrawan Sasmita",
    ],
)
@pytest.mark.parametrize("sender", [PASSER, "Camat Pringsewu <camat@instansi.example>"])
def test_the_writer_of_a_mail_inside_the_mail_complains(before, sender):
    found = nested(before, sender=sender)
    assert who(found) == [("Sulasmono Ekawardaya", "sul@warga.example")]
    assert found.matter.sender_email == "sul@warga.example"
    assert found.message.notes == (MailNote.DITERUSKAN,)
    assert not {"Sulasmono", "Hendrawan", "Sasmita", "Krajan"} & set(found.facts.chronology.replace(",", " ").split())


def test_a_writer_without_an_address_gets_none_of_another():
    assert who(nested("Mohon tindak lanjut.", writer="Sulasmono Ekawardaya")) == [("Sulasmono Ekawardaya", "")]


@pytest.mark.parametrize("block", BLOCKS)
def test_the_writer_of_a_letter_forwarded_in_the_text_complains(block):
    found = inline("FYI, mohon arahan.\n\nHendrawan Sasmita", block)
    assert who(found) == [("Sulasmono Ekawardaya", "sul@warga.example")]
    assert found.message.notes == (MailNote.DITERUSKAN,)
    assert found.facts.checked.in_indonesian is True
    assert not {"Sulasmono", "Ekawardaya", "Hendrawan", "Sasmita"} & set(found.facts.chronology.split())


def test_a_forward_that_quotes_line_by_line():
    quoted = "> From: {writer}\n> Subject: Irigasi\n> Date: 12 March 2026\n>\n> " + LETTER.replace("\n", "\n> ")
    assert who(inline("Begin forwarded message:", quoted, letter="")) == [("Sulasmono Ekawardaya", "sul@warga.example")]


@pytest.mark.parametrize("form", ["inline", "nested"])
def test_who_adds_a_matter_of_his_own_complains_and_the_clerk_is_asked(form):
    found = inline(OWN_MATTER, GMAIL) if form == "inline" else nested(OWN_MATTER)
    assert who(found) == [("Hendrawan Sasmita", "hendra@instansi.example")]
    assert found.message.notes == (MailNote.MUNGKIN_DITERUSKAN,)
    assert not {"Sulasmono", "Hendrawan", "Krajan"} & set(found.facts.chronology.split())


def test_an_answer_to_the_office_is_the_complainants():
    block = "-----Original Message-----\nFrom: Dumas <dumas@setneg.go.id>\nSent: Monday\nTo: hendra\nSubject: Bukti\n\n"
    found = inline("Mohon tindak lanjut.", block, subject="RE: Bukti", letter="Mohon lengkapi bukti.")
    assert who(found) == [("Hendrawan Sasmita", "hendra@instansi.example")]
    assert found.message.notes == ()


def test_the_head_of_ones_own_letter_is_no_forward():
    text = f"Kepada Yth. Menteri\nDari: {PASSER}\nPerihal: Jalan\n\nJalan rusak sejak 3 Maret 2026."
    found = case_of(raw_mail(text, sender=PASSER))
    assert (who(found), found.message.notes) == ([("Hendrawan Sasmita", "hendra@instansi.example")], ())


@pytest.mark.parametrize("letter", ["Jalan rusak. Tolong kami.", "Irigasi kering, mohon dibantu pak."])
def test_headers_in_english_do_not_tell_the_language(letter):
    block = (
        "-----Original Message-----\nFrom: {writer}\nSent: Thursday, March 12, 2026 9:15 AM\nTo: the office of camat\n"
        "Cc: head of the village\nSubject: Irigasi\n\n"
    )
    assert inline("FYI", block, letter=letter).facts.checked.in_indonesian is not False
