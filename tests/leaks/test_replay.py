"""A form that was opened while one had the right, and is sent after it was lost: nothing happens, nothing is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.leaks.browser_forms import filled_form
from tests.leaks.compare import difference
from tests.leaks.knock import Visitor, listening
from tests.leaks.rows import Attempt, Row, Upload
from tests.leaks.snapshot import Snapshot
from tests.leaks.world import World
from workflows.models import Appointment


@dataclass(frozen=True)
class Replay:
    """Where the form stands, where it goes, and what the person typed."""

    shown_at: str
    page: str = "case"
    sent_to: str = ""
    typed: Mapping[str, Any] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)

    def kwargs(self, world: World, door: str) -> dict[str, Any]:
        rows = {row.page: row for row in world.rows["page"]}
        named = {"wagtailadmin_pages:move_confirm": "page_to_move_id"}.get(door, "page_id")
        more = {
            name: next(row for row in world.rows[kind] if (row.home or row.page) == self.page)
            if kind in world.rows
            else kind
            for name, kind in (self.extra.items() if door == (self.sent_to or self.shown_at) else ())
        }
        return {named: rows[self.page], **more}


REPLAYS = {
    "edit": Replay("wagtailadmin_pages:edit", typed={"subject": "Diubah kemudian"}),
    "publish": Replay("wagtailadmin_pages:edit", typed={"subject": "Diubah kemudian", "action-publish": "1"}),
    "lock": Replay("wagtailadmin_pages:edit", sent_to="wagtailadmin_pages:lock"),
    "delete a draft": Replay("dumas_delete_draft", "sop", typed={"reason": "keliru"}),
    "void a number": Replay("dumas_void_number", "letter", typed={"reason": "keliru", "sure": "on"}),
    "level": Replay("dumas_level", typed={"level": "3", "reason": "naik"}),
    "move": Replay("dumas_move", typed={"reason": "pindah"}),
    "upload": Replay("dumas_files", typed={"files": Upload("bukti.txt", b"isi")}),
    "judge": Replay("dumas_files", sent_to="dumas_file_judge", typed={"validity": "TIDAK", "reason": "beda"},
                    extra={"door": "berkas", "pk": "attachment"}),
    "share": Replay("dumas_sharing", typed={"aksi": "simpan", "peran": "orang-1:reader", "alasan-orang-1": "perlu"}),
    "inheritance": Replay("dumas_sharing_inheritance", typed={"aksi": "hentikan", "alasan": "perlu"}),
    "identities": Replay("dumas_history", sent_to="dumas_identities", typed={"reason": "perlu"}),
    "link": Replay("dumas_history", "blocked", sent_to="dumas_relation_decide", typed={"decision": "link"},
                   extra={"pk": "proposal"}),
}  # fmt: skip


@pytest.mark.parametrize("name", REPLAYS)
def test_a_form_sent_after_the_right_was_lost(world: World, db: None, name: str):
    replay = REPLAYS[name]
    door = replay.sent_to or replay.shown_at
    entitled = world.people["entitled"]
    with listening() as listener:
        visitor = Visitor(entitled.name, entitled.user, listener)
        shown = visitor.knock(Attempt(replay.shown_at, kwargs=replay.kwargs(world, replay.shown_at)))
        assert shown.status == 200
        fields = {} if replay.sent_to else filled_form(shown.body)
        attempt = Attempt(door, kwargs=replay.kwargs(world, door), form={**fields, **replay.typed})
        assert visitor.knock(attempt).status not in (400, 404, 500), "the form itself is wrong"
        Appointment.objects.filter(person=entitled.user).update(ends_on=timezone.localdate() - timedelta(days=1))
        before = Snapshot.take()
        changes: list[str] = []
        answer = visitor.knock(attempt, after=lambda answer: changes.extend(before.changes()))
        unknown = {row for row in attempt.rows() if isinstance(row, Row)}
        absent = visitor.knock(attempt.without(unknown))
    assert changes == []
    assert difference(answer, absent, unknown) == ""
    assert not world.ledger.found_in(answer.everything) - world.ledger.found_in(answer.asked)


def test_the_desk_is_gone_with_the_right(world: World, db: None):
    entitled = world.people["entitled"]
    with listening() as listener:
        visitor = Visitor(entitled.name, entitled.user, listener)
        shown = visitor.knock(Attempt("dumas_intake"))
        assert shown.status == 200
        form = filled_form(shown.body, subject="Laporan baru", chronology="Yang terjadi kemarin.", full_name="Si Fulan")
        assert visitor.knock(Attempt("dumas_intake", form=form)).status in (302, 422)
        Appointment.objects.filter(person=entitled.user).update(ends_on=timezone.localdate() - timedelta(days=1))
        before = Snapshot.take()
        changes: list[str] = []
        answer = visitor.knock(
            Attempt("dumas_intake", form=form), after=lambda answer: changes.extend(before.changes())
        )
    assert (answer.status, changes) == (404, [])
    assert reverse("dumas_intake") not in answer.headers.values()
