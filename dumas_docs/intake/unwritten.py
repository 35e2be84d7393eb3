"""Mails that nobody wrote to complain: answers of machines, the office's own mail coming back, advertising."""

import re
from collections.abc import Collection

from dumas_docs.intake.classify import is_lapor_referral, principals_addressed
from dumas_docs.intake.errors import AdvertisingMail, AutomaticMail, InvitationMail, OwnMail
from dumas_docs.intake.forwarded import forwarded_letter
from dumas_docs.intake.handed_on import OWN_MATTER
from dumas_docs.intake.keywords import ASPIRATION, COMPLAINT, INFORMATION, OVERSIGHT
from dumas_docs.intake.mail import IncomingMail

MACHINES = re.compile(r"^(?:mailer-daemon|postmaster|mail-daemon|bounces?|noreply-dmarc\S*)\b.*@", re.IGNORECASE)
MACHINE_SUBJECT = re.compile(
    r"^\W*(?:automatic reply|auto(?:matic)?[ -]?(?:reply|response)|out of (?:the )?office|balasan otomatis|"
    r"jawaban otomatis|undeliver(?:ed|able)\b|delivery status notification|read:|dibaca:)",
    re.IGNORECASE,
)
# RFC 3462: only programs write reports about the delivery or reading of a mail.
REPORT = re.compile(r"^multipart/report\b", re.IGNORECASE)
NULL_SENDER = re.compile(r"^<\s*>$")


def refuse_unwritten(mail: IncomingMail, *, own: Collection[str]) -> None:
    """Raise AutomaticMail, InvitationMail, OwnMail or AdvertisingMail; return for everything a person may have written.

    `own` are the office's mailboxes. Reports of SP4N-LAPOR! come from a machine and are complaints all the same; what
    somebody forwards from the office's mailbox is a letter of another."""
    if is_lapor_referral(mail):
        return
    if _is_automatic(mail) or (mail.answers_invitation and not _concerns_the_office(mail)):
        raise AutomaticMail
    # What is invited to stands in the subject, whatever words the meeting is about.
    if mail.invites and not mail.attachments and not OWN_MATTER.search(mail.text):
        raise InvitationMail
    if _comes_back(mail, own=own) and not forwarded_letter(mail.text):
        raise OwnMail
    if "List-Unsubscribe" in mail.headers and not _concerns_the_office(mail):
        raise AdvertisingMail


def _is_automatic(mail: IncomingMail) -> bool:
    headers = mail.headers
    return bool(
        headers.get("Auto-Submitted", "no").lower().strip() not in ("", "no")
        or {"X-Autoreply", "X-Autorespond"} & set(headers)
        or headers.get("Precedence", "").lower().strip() in ("auto_reply", "auto-reply")
        or REPORT.match(headers.get("Content-Type", ""))
        or NULL_SENDER.match(headers.get("Return-Path", ""))
        or MACHINES.match(mail.sender.email)
        or MACHINE_SUBJECT.match(mail.subject)
    )


def _comes_back(mail: IncomingMail, *, own: Collection[str]) -> bool:
    """Sent by a mailbox of the office to itself or to strangers; to another of its mailboxes it passes something on."""
    others = {person.email for person in mail.to + mail.cc} & set(own) - {mail.sender.email}
    return mail.sender.email in own and not others


def _concerns_the_office(mail: IncomingMail) -> bool:
    """Petitions and lists of citizens are sent by the same programs as advertising; their words tell them apart."""
    text = f"{mail.subject}\n{mail.text[:20_000]}"
    said = any(pattern.search(text) for pattern in (COMPLAINT, OVERSIGHT, INFORMATION, ASPIRATION))
    return said or bool(principals_addressed(mail))
