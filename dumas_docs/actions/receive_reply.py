"""Take in a reply whose sender is proved to be the addressee of the letter it quotes: it joins that letter's case."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from io import BytesIO

from django.db import transaction
from django.utils.timezone import localtime

from dumas_docs import events
from dumas_docs.access import audit
from dumas_docs.access.scope import bookkeeping, office_day
from dumas_docs.enums import LetterOrigin, LetterSeal, Level
from dumas_docs.intake.facts import RefusedFile
from dumas_docs.intake.from_mail import MailCase
from dumas_docs.models import Complaint, FieldGroup, IncomingLetter, InstitutionReply, OutgoingLetter, ReceiptState
from dumas_docs.selectors.sheet_frames import signed_position
from workflows.models import Signature

from .add_document import add_document
from .advance_case import StepRefused, advance_case
from .keep_files import attach, ending_of, kept_files
from .quarantine import quarantine_file
from .register_complaint import claim, refuse_same_message


def receive_reply(
    *, found: MailCase, letter: OutgoingLetter, institution: str, now: datetime, refused: Sequence[RefusedFile] = ()
) -> IncomingLetter:
    """Put the message into the case of `letter` as an incoming letter, link it as the reply, note the case answered.

    The reply is at least as secret as its case. Raises AlreadyReceived, SameMessage, OSError and database errors; then
    nothing of it is kept."""
    now = localtime(now)
    endings = [ending_of(file) for file in found.files] + [".eml"]
    with kept_files(digest=found.message.digest, endings=endings) as store:
        stored = [store.write(file.open(), ending=ending_of(file)) for file in found.files]
        original = store.write(BytesIO(found.message.raw), ending=".eml")
        with transaction.atomic(), bookkeeping():
            received = claim(found.message, by=None, now=now, original=original)
            refuse_same_message(received)
            case = Complaint.objects.parent_of(letter).get()
            facts = found.facts
            reply = IncomingLetter(
                unit=case.unit, level=max(Level(case.level), facts.level), subject=facts.subject,
                received_at=facts.received_at, origin=LetterOrigin.EKSTERN, sender=institution[:200],
                sender_date=facts.letter_date, addressee=signatory_of(letter), body=facts.chronology,
                seal=LetterSeal.TERBUKA,
            )  # fmt: skip
            add_document(parent=case, document=reply, by=None, now=now)
            for file, name in zip(found.files, stored, strict=True):
                attach(page=reply, file=file, stored=name, now=facts.received_at, names_person=True)
            for bad in refused:
                quarantine_file(case=case, file=bad, digest=received.digest, now=now)
            link = InstitutionReply.objects.create(
                page=case, institution=institution[:200], letter=letter, reply_letter=reply,
                replied_on=office_day(facts.received_at), recorded_at=now,
                # What is stricter than the case is told by the reply alone.
                summary=facts.substance_summary if reply.level <= case.level else "",
            )  # fmt: skip
            received.state, received.complaint, received.letter = ReceiptState.TERDAFTAR, case, reply
            received.reason_code = received.quarantine_name = ""
            received.save()
            with suppress(StepRefused), transaction.atomic():
                advance_case(page=case, name="CATAT_TANGGAPAN", by=None, now=now)
            audit.record(verb="pesan.diterima", page=case, group=FieldGroup.METADATA, at=now,
                         data={"reply": link.pk, "digest": found.message.digest})  # fmt: skip
            events.content_changed.send(sender=Complaint, page_id=case.pk)
    return reply


def signatory_of(letter: OutgoingLetter) -> str:
    """To whom a reply to `letter` is addressed: the position that signed it."""
    signature = Signature.objects.standing().filter(subject=letter.pk).order_by("at").last()
    return signed_position(signature) if signature else letter.signatory_position
