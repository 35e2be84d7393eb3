"""Doors of the work on a case: steps, story, records, dispositions."""

from __future__ import annotations

from tests.leaks.doors import PAGE, Door, page, part
from tests.leaks.rows import Of, Own

DAY = "2026-03-02"
TOLD = {"told_medium": "EMAIL", "told_on": DAY, "told_text": "Sudah dijelaskan."}
RECORDED = {"medium": "EMAIL", "asked_at": f"{DAY}T08:00", "question": "Sampai mana?"}

MONITORING = Of("page", ("activity", "open_activity"))
DOORS = {
    "dumas_step": Door(
        [{"page_id": PAGE, "name": "CABUT"}, {"page_id": MONITORING, "name": "BATALKAN"}],
        forms=({}, {"reason": "perlu", **TOLD, "withdrawal": "berkas:1", "withdrawal_read": "on"}),
    ),
    "dumas_unseal": page(forms=({}, {"level": "1", "reason": "perlu"})),
    "dumas_story": page(),
    "dumas_follow_up": page(),
    "dumas_monitoring_begin": Door(
        [{"page_id": Of("page", ("activity", "open_activity", "case")), "paper": paper}
         for paper in ("surat-perintah", "laporan", "spj", "lain")],
        queries=(),
    ),
    "dumas_direction": Door([{"page_id": PAGE}, {"page_id": MONITORING}], forms=(
        {}, {"mode": "LISAN", "given_at": f"{DAY}T08:00", "channel": "x", "text": "y"},
        {"mode": "TERTULIS", "given_at": f"{DAY}T08:00", "channel": "x", "text": "y", "paper_file": "berkas:1"},
    )),
    "dumas_direction_confirm": part("pk", Of("direction")),
    "dumas_reply": page(forms=(
        {}, {"institution": "Dinas", "replied_on": DAY, "summary": "x", "letter": Of("page", ("outgoing",))},
        {"institution": "Dinas", "replied_on": DAY, "summary": "x", "reply_letter": Of("page", ("letter", "sealed"))},
    )),
    "dumas_inquiry": page(forms=({}, RECORDED)),
    "dumas_inquiry_answer": part("pk", Of("inquiry"), forms=({}, {"answer": "Sedang diproses.", "with_form": "on"})),
    "dumas_intervention": page(forms=({}, {"trigger": "TERLAMBAT", "action": "Menelepon."})),
    # The number of a case one may not read is answered like one that never was.
    "dumas_duplicate": Door(
        [{"page_id": Of("page", ("open_case", "case_secret"))}],
        forms=({}, {"number": Of("text", ("case_secret", "blocked")), "reason": "sama", **TOLD}),
    ),
    "dumas_dispositions": page(),
    "dumas_disposition_give": page(
        queries=({}, {"dari": Of("part")}, {"dari": "x"}), forms=({}, {"instructions": "TELAAH", "urgency": "BIASA"})
    ),
    "dumas_disposition_act": Door(
        [{"page_id": Own("pk"), "pk": rows, "deed": deed}
         for rows, deed in ((Of("sheet"), "tutup"), (Of("part"), "selesai"), (Of("part"), "kerjakan"))],
        forms=({"words": "Selesai."},),
    ),
}  # fmt: skip
