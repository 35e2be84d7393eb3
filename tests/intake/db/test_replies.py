"""A mail that quotes a letter of the office: linked when sender and number leave no doubt, else a clerk is told."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from dumas_docs.access import grants
from dumas_docs.actions.add_document import add_document
from dumas_docs.actions.case_clocks import follow_case
from dumas_docs.actions.receive_mail import MailStatus
from dumas_docs.enums import Level
from dumas_docs.exports.dates import day_text
from dumas_docs.models import (
    Cause,
    ComplainantNotice,
    Complaint,
    IncomingLetter,
    InstitutionReply,
    OutgoingLetter,
    QuotedNumber,
    ReceivedMail,
    Recipient,
)
from tests.exports.reading_docx import body_texts
from workflows.calendar.hours import office_day
from workflows.models import Clock, TransitionRecord

NUMBER = "T-17/Kemensetneg/D-4/Dumas/DM.01.01/11/2026"
PROOF = {"Authentication-Results": "mx.kantor.example; dmarc=pass header.from=bpn.example"}
ANSWER = (
    "Yth. Asisten Deputi,\n\nMenindaklanjuti surat Saudara nomor t-17 / Kemensetneg / D-4/Dumas / DM.01.01 / 11 / 2026 "
    "bersama ini kami sampaikan bahwa sertifikat tanah telah diterbitkan pada 3 November 2026.\n"
)
FROM_BPN = "Kantor Pertanahan <tu@bpn.example>"


@pytest.fixture
def sent(take_in, office) -> OutgoingLetter:
    """A letter of a forwarded case, sent to an institution whose address is known."""
    take_in(text="Sertifikat tanah sawah saya di Kabupaten Ngawi tidak kunjung terbit.", subject="Sertifikat sawah")
    case = Complaint.objects.get()
    Complaint.objects.filter(pk=case.pk).update(state="DITERUSKAN")
    letter = OutgoingLetter(
        subject="Tindak lanjut", body=[("paragraph", "<p>Isi.</p>")], signatory_position="Asisten Deputi",
        level=Level.TERBATAS, unit=office.unit,
    )  # fmt: skip
    letter.recipients = [Recipient(name="Kantor Pertanahan Kabupaten Ngawi", email="surat@bpn.example")]
    add_document(parent=case, document=letter, by=None, now=timezone.now())
    OutgoingLetter.objects.filter(pk=letter.pk).update(
        number=NUMBER, state="DIKIRIM", signed_at=timezone.now(), dispatched_at=timezone.now()
    )
    return OutgoingLetter.objects.get(pk=letter.pk)


def answer(take_in, **more):
    return take_in(**{"text": ANSWER, "subject": "Tanggapan", "sender": FROM_BPN, **more})


def test_a_proved_reply_is_part_of_the_case_at_once_and_counts_once(take_in, sent, settings):
    settings.DUMAS_DOCS = {**getattr(settings, "DUMAS_DOCS", {}), "TRUSTED_MAIL_SERVER": "mx.kantor.example"}
    outcome = answer(take_in, headers=PROOF, files={"berita acara.txt": b"Sertifikat nomor 7"})
    assert (outcome.status, Complaint.objects.count()) == (MailStatus.TANGGAPAN, 1)
    case, reply = Complaint.objects.get(), IncomingLetter.objects.get()
    link = InstitutionReply.objects.get()
    assert (link.page_id, link.letter, link.reply_letter) == (case.pk, sent, reply)
    assert link.institution == reply.sender == "Kantor Pertanahan Kabupaten Ngawi"
    assert (case.state, reply.level, outcome.number) == ("DITANGGAPI", case.level, reply.title)
    assert TransitionRecord.objects.get(name="CATAT_TANGGAPAN").by is None
    assert reply.attachments.count() == 1 and "3 November 2026" in reply.body
    again = answer(take_in, headers=PROOF, files={"berita acara.txt": b"Sertifikat nomor 7"})
    assert (again.status, again.number, InstitutionReply.objects.count()) == ("SUDAH_TERCATAT", case.title, 1)
    assert ReceivedMail.objects.filter(letter=reply).count() == 1


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ({}, "PERLU_KEPASTIAN"),  # the address fits, but no server has proved it
        ({"sender": "Siapa <siapa@warga.example>", "headers": PROOF}, "INSTANSI_LAIN"),
        ({"headers": {"Authentication-Results": "mx.jahat.example; dmarc=pass header.from=bpn.example"}},
         "PERLU_KEPASTIAN"),
        ({"text": ANSWER.replace("17", "18"), "headers": PROOF}, "TIDAK_DIKENAL"),
    ],
)  # fmt: skip
def test_anything_less_is_registered_as_usual_and_says_so(take_in, sent, settings, facts, verdict):
    settings.DUMAS_DOCS = {**getattr(settings, "DUMAS_DOCS", {}), "TRUSTED_MAIL_SERVER": "mx.kantor.example"}
    outcome = answer(take_in, **facts)
    assert outcome.status == MailStatus.TERDAFTAR
    first, second = Complaint.objects.order_by("pk")
    assert (first.state, InstitutionReply.objects.count(), IncomingLetter.objects.count()) == ("DITERUSKAN", 0, 0)
    quoted = QuotedNumber.objects.get()
    assert (quoted.complaint_id, quoted.verdict) == (second.pk, verdict)
    assert quoted.letter == (None if verdict == "TIDAK_DIKENAL" else sent)


def test_a_clerk_links_what_he_may_see_and_others_learn_nothing(take_in, sent, office, client):
    answer(take_in)
    first, second = Complaint.objects.order_by("pk")
    quoted = QuotedNumber.objects.get()
    address = reverse("dumas_quote_decide", args=[second.pk, quoted.pk])
    # Somebody who handles the new message only: no word of the case, and no way to link.
    analyst = office.users["analis"]
    grants.give(page=second, role="handler", to=analyst, cause=Cause.PENUGASAN, now=timezone.now())
    grants.give(page=office.home, role="member", to=analyst, cause=Cause.BERBAGI, now=timezone.now())
    client.force_login(analyst)
    page = client.get(second.url).content.decode()
    assert "nomor surat yang tidak Anda kenal" in page and first.title not in page and sent.title not in page
    assert client.post(address, {"decision": "link"}).status_code == 404
    assert not InstitutionReply.objects.exists()
    head = office.users["asdep"]
    client.force_login(head)
    page = client.get(second.url).content.decode()
    assert first.title in page and "Tautkan sebagai tanggapan" in page
    Complaint.objects.filter(pk=second.pk).update(complete_at=timezone.now())
    follow_case(case_id=second.pk, now=timezone.now())
    sent_in = {"decision": "link", "institution": "Kantor Pertanahan", "sender_no": "55/BPN.Ngawi/XI/2026",
               "sender_date": timezone.localdate().isoformat(), "summary": "Sertifikat telah diterbitkan.",
               "told_medium": "EMAIL",
               "told_on": timezone.localdate().isoformat(), "told_text": "Diterima sebagai tanggapan."}  # fmt: skip
    form = client.get(address).content.decode()
    assert "Kantor Pertanahan Kabupaten Ngawi" in form and "diterima sebagai tanggapan" in form
    refused = client.post(address, sent_in | {"told_text": ""})
    assert refused.status_code == 422 and 'value="Kantor Pertanahan"' in refused.content.decode()
    early = client.post(address, sent_in | {"told_on": "2020-01-01"})
    assert early.status_code == 422 and not InstitutionReply.objects.exists()
    assert Clock.objects.running().filter(subject_id=second.pk).exists()
    OutgoingLetter.objects.filter(pk=sent.pk).update(state="BATAL")
    void = client.post(address, sent_in)
    assert void.status_code == 422 and not InstitutionReply.objects.exists()
    OutgoingLetter.objects.filter(pk=sent.pk).update(state="DIKIRIM")
    assert client.post(address, sent_in).status_code == 302
    link = InstitutionReply.objects.get()
    assert (link.page_id, link.letter, link.recorded_by, link.institution) == (
        first.pk, sent, head, "Kantor Pertanahan",
    )  # fmt: skip
    assert link.summary == "Sertifikat telah diterbitkan." and second.related_cases.get().other_id == first.pk
    letter = IncomingLetter.objects.child_of(first).get()
    # The complainant reads who answered, when, by which letter and what, not the number of another register.
    form = "\n".join(body_texts(client.get(reverse("dumas_download", args=[first.pk])).content))
    today = day_text(timezone.localdate())
    said = f"tanggal {today}, diterima {today}, menjawab surat nomor {sent.number}: {link.summary}"
    assert f"Kantor Pertanahan nomor 55/BPN.Ngawi/XI/2026 {said}" in form and second.title not in form
    assert link.reply_letter == letter and letter.body and letter.level >= first.level
    # What was never a complaint ends as one: by the table, its sender told, its limits stopped.
    second.refresh_from_db()
    assert (second.state, second.outcome) == ("DIARSIPKAN", "DIJELASKAN")
    assert first.title not in second.outcome_text and sent.title not in second.outcome_text
    assert ComplainantNotice.objects.get(page_id=second.pk).text == "Diterima sebagai tanggapan."
    assert not Clock.objects.running().filter(subject_id=second.pk).exists()
    assert client.post(address, {"decision": "link"}).status_code == 302
    assert InstitutionReply.objects.count() == 1


def test_an_answer_to_a_secret_letter_starts_as_secret_and_tells_nobody_whether_the_number_exists(
    take_in, sent, office, client
):
    secret = NUMBER.replace("T-17", "R-17")
    OutgoingLetter.objects.filter(pk=sent.pk).update(number=secret, level=Level.RAHASIA)
    first = Complaint.objects.get()
    Complaint.objects.filter(pk=first.pk).update(level=Level.RAHASIA)
    known = answer(take_in, text=ANSWER.replace("t-17", "r-17"))
    made_up = answer(take_in, text=ANSWER.replace("t-17", "R - 99"), subject="Jawaban kami")
    assert (known.level, made_up.level) == (Level.RAHASIA, Level.RAHASIA)
    grants.give(page=office.home, role="registrar", to=office.users["analis"], cause=Cause.BERBAGI, now=timezone.now())
    client.force_login(office.users["analis"])
    for case in Complaint.objects.exclude(pk=first.pk):
        told = client.get(case.url).content.decode()
        assert "sertifikat tanah telah diterbitkan" not in told and secret not in told
    # A letter without prefix of its own whose case was made secret later: by mail it counts, at the desk it would tell.
    OutgoingLetter.objects.filter(pk=sent.pk).update(number=NUMBER)
    assert answer(take_in, subject="Balasan").level == Level.RAHASIA


@pytest.mark.parametrize(("state", "said"), [("BATAL", "yang sudah batal"), ("BERNOMOR", "yang belum dikirim")])
def test_a_void_or_unsent_letter_links_nothing_and_who_may_read_it_is_told_why(
    take_in, sent, office, client, state, said
):
    OutgoingLetter.objects.filter(pk=sent.pk).update(state=state)
    answer(take_in)
    assert QuotedNumber.objects.get().verdict == "TIDAK_DIKENAL"
    case = Complaint.objects.latest("pk")
    client.force_login(office.users["asdep"])
    told = client.get(case.url).content.decode()
    assert said in told and sent.title in told and "Tautkan sebagai" not in told
    grants.give(page=case, role="handler", to=office.users["analis"], cause=Cause.PENUGASAN, now=timezone.now())
    client.force_login(office.users["analis"])
    told = client.get(case.url).content.decode()
    assert "yang tidak Anda kenal" in told and said not in told and sent.title not in told


def test_limits_begin_at_registration_not_at_the_first_step(take_in, office):
    complete = (
        "Kepada Yth. Bapak Presiden\n\nNama saya Sumarni Wulandari, Dusun Krajan RT 03, Kabupaten Ngawi. Sejak 3 Maret "
        "2021 permohonan sertifikat sawah saya di kantor pertanahan Kabupaten Ngawi tidak diproses tanpa alasan.\n\n"
        "Hormat saya,\n(ttd)\nSumarni Wulandari\nHP 0812-3456-7890\n"
    )
    take_in(text="Jalan rusak.", subject="Jalan")
    lacking = Complaint.objects.get()
    assert lacking.complete_at is None and not Clock.objects.filter(subject_id=lacking.pk).exists()
    take_in(text=complete, subject="Sertifikat", files={"bukti.txt": b"Surat permohonan sertifikat tahun 2021"},
            headers={"X-Lapor-Id": "9041177"})  # fmt: skip
    case = Complaint.objects.exclude(pk=lacking.pk).get()
    running = dict(Clock.objects.filter(subject_id=case.pk).values_list("code", "started_on"))
    began = office_day(case.received_at)
    assert case.complete_at == case.received_at
    assert running == dict.fromkeys(("followup_letter", "sp4n_verify", "sp4n_route", "sp4n_response"), began)
