"""A letter that follows a complaint up leaves the office on a direction, and not for a case that has ended."""

from __future__ import annotations

import re
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from dumas_docs.access.scope import bookkeeping
from dumas_docs.enums import ComplaintState, OutgoingType
from dumas_docs.exports.dates import day_text
from workflows.lifecycles.complaint import COMPLAINT

# From the direction of the Deputy or the Minister on, as long as the case is worked on (domain.md §6, 5b).
DIRECTED = (
    ComplaintState.PENYUSUNAN_TL, ComplaintState.DITERUSKAN, ComplaintState.DITANGGAPI, ComplaintState.DIPANTAU,
)  # fmt: skip
# What stays in the office: the note by which a direction is asked for is no follow-up.
INTERNAL = {
    OutgoingType.MEMORANDUM, OutgoingType.NOTA_DINAS, OutgoingType.SURAT_UNDANGAN_INTERNAL, OutgoingType.BERITA_ACARA,
    OutgoingType.LAPORAN, OutgoingType.TELAAHAN_STAF, OutgoingType.NOTULA,
}  # fmt: skip
# How the complainant stands among addressees, his name being hidden.
COMPLAINANT = re.compile(r"\bpengadu\b", re.IGNORECASE)


def is_follow_up(letter: Any) -> bool:
    """Whether the letter goes to somebody else than the complainant, outside of the office."""
    names = [row.name for row in letter.recipients.all()]
    return letter.type not in INTERNAL and not (names and all(COMPLAINANT.search(name) for name in names))


def why_not_sent(letter: Any) -> str:
    """Why the letter cannot follow its case up now, in words; empty where it can, and outside of cases."""
    with bookkeeping():
        case = letter.get_parent().specific
    if getattr(case, "chain_kind", "") != COMPLAINT.name or case.state in DIRECTED or not is_follow_up(letter):
        return ""
    if case.state in COMPLAINT.endings:
        words = _("Case %(number)s is “%(state)s”: no letter goes out for it any more. Give this draft up.")
    else:
        words = _(
            "Case %(number)s is “%(state)s”: a follow-up letter needs its approved review and the direction of the "
            "Deputy or the Minister first (S1 A.1.1c). Only a letter to the complainant alone may go before."
        )
    return words % {"number": case.title, "state": case.get_state_display()}


def asks_no_reply(letter: Any) -> str:
    """What the letter that forwards a case lacks about the reply it asks for (domain.md §13), in words; else empty."""
    with bookkeeping():
        case = letter.get_parent().specific
    forwards = getattr(case, "chain_kind", "") == COMPLAINT.name and case.state == ComplaintState.PENYUSUNAN_TL
    if not forwards or letter.type != OutgoingType.SURAT_DINAS or not is_follow_up(letter):
        return ""
    if letter.reply_due_on is None:
        return _("Enter until when the institution is asked to reply; the field stands under “Annexes and filing”.")
    day = day_text(letter.reply_due_on)
    if day not in " ".join(strip_tags(str(letter.body)).split()):
        return _("The text does not say until when the reply is asked for: %(day)s.") % {"day": day}
    return ""
