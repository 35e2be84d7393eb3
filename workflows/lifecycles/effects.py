"""Effects by name: what follows from a transition. The archive carries them out; here stands what each one says."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EFFECTS: dict[str, Promise] = {
    "become_handler": _("whoever takes the case handles it"),
    "note_complete": _("the day the file was complete is kept, where nothing is missing"),
    "ask_completion": _("the request to the complainant is recorded"),
    "take_in_data": _("what arrived is recorded and the check of completeness runs again"),
    "propose_direction": _("the chain of the direction begins"),
    "set_outcome": _("outcome and explanation are set"),
    "mark_withdrawal": _("the file is marked as the written withdrawal"),
    "set_resolved": _("the day of resolution is set; the clock of the time limit stops"),
    "set_closed": _("the day of closing is set; retention begins"),
    "tell_complainant": _("what the complainant was told is recorded"),
    "clear_outcome": _("outcome, resolution and closing are cleared; the record keeps them"),
    "end_corrections": _("who registered the document no longer corrects the entry"),
    "number_proposal": _("the memorandum that proposes the plan gets its number"),
    "void_proposal": _("the number of the memorandum that proposed the plan becomes void"),
    "open_to_team": _("the team may work on the monitoring and what lies in it"),
    "make_plan_final": _("the newest plan becomes the final one"),
    "close_to_team": _("the team no longer works on it"),
    "stop_chain": _("an approval chain that still runs ends"),
    "clean_draft": _("persons the case knows by now are taken out of the draft"),
    "clear_signature": _("a signature that stood under it counts no more"),
    "keep_void_number": _("the number stays in the register, marked as void"),
    "give_up_number": _("the number stays in the register, void; the text that is signed next gets its own"),
}
