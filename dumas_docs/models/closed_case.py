"""What the end of a case closes, and what stays possible (domain.md §6, §9, §10, §12).

An end state (resolved, filed without follow-up, also as a duplicate or a reply, withdrawn, closed) ends the work: the
text of the case stands, and no study, letter, order, report or direction is begun in it any more. It is opened by the
step that the table names, on new evidence (§6), never by an editor.

Still possible in every end state, because the office owes it:
- what comes in from outside is filed: letters, files, replies of institutions. New evidence reopens a case only if it
  can be filed before (§6);
- identities are corrected with a reason, since access and correction are always processed (§12);
- access, level and place change, words of the sender are cleared or withheld, persons hidden (§10);
- steps towards retention (§9).

Until the file is closed (DITUTUP) what is unfinished must still come to its end, for closing asks for that (§6): drafts
that were begun are finished or voided (what was still on its way out is stopped with the case, and no follow-up letter
leaves for it any more), dispositions reported and closed, file plan code and file number set; the
complainant who asks how his case stands is recorded and answered (§6, 9; S1 A.2.6), an intervention is recorded (S2).
In a closed file none of this is open, and none of it begins: its retention runs from that day (§9).

A monitoring that was finished or called off is closed in the same way; no step leads out of it (§7)."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.locks import BaseLock

from dumas_docs.access.roles import CHANGE, IDENTITY
from workflows.lifecycles.complaint import COMPLAINT
from workflows.lifecycles.monitoring import MONITORING

# By kind of file, the states in which the work on it is over.
ENDED = {COMPLAINT.name: COMPLAINT.endings, MONITORING.name: MONITORING.finals}


def has_ended(file: Any) -> bool:
    """Whether the work on a complaint or a monitoring is over, whichever way it ended."""
    return file.state in ENDED[file.chain_kind]


def is_closed(case: Any) -> bool:
    """Whether the file of a complaint is closed for good."""
    return case.state in COMPLAINT.finals


def ended_in_words(file: Any) -> str:
    """Why nothing is written or begun in a file that has ended, and what to do."""
    if file.chain_kind != COMPLAINT.name:
        words = _("This monitoring is “%(state)s”: nothing is changed or begun in it any more.")
        return words % {"state": file.get_state_display()}
    return _(
        "This case is “%(state)s”: nothing is changed or begun in it any more. What still comes in is filed with it as "
        "a letter or a file; on new evidence the Assistant Deputy reopens it from “Resolved” or “Closed”."
    ) % {"state": file.get_state_display()}


def takes_new(parent: Any, model: type) -> bool:
    """Whether a new document of type `model` may be put into `parent`: an ended file takes what came from outside."""
    if getattr(parent.specific_class, "chain_kind", "") not in ENDED:
        return True
    return getattr(model, "is_from_outside", False) or not has_ended(parent.specific)


class ClosedCase(BaseLock):
    """Holds for everybody; who sees identities and gave a reason corrects these and nothing else."""

    def for_user(self, user: Any) -> bool:
        return not (getattr(self.object, "is_being_corrected", False) and self._may_correct(user))

    def get_message(self, user: Any) -> str:
        if not self.for_user(user):
            return _("This case has ended: only what this screen shows is corrected.")
        words = ended_in_words(self.object)
        if not self._may_correct(user):
            return words
        url = reverse("wagtailadmin_pages:edit", args=[self.object.pk])
        link = '{} <a class="button button-small button-secondary" href="{}?identitas=1">{}</a>'
        return format_html(link, words, url, _("Correct identities, with a reason"))

    def get_locked_by(self, user: Any) -> str:
        return _("The case has ended")

    def get_description(self, user: Any) -> str:
        return ended_in_words(self.object)

    def _may_correct(self, user: Any) -> bool:
        return {IDENTITY, CHANGE} <= self.object.permissions_for_user(user).verbs
