"""Doors of approval chains: tasks, the chain of a document, the public check of a signature."""

from __future__ import annotations

from tests.leaks.doors import EVERY_PAGE, EVERY_TEXT, Door, listing, page
from tests.leaks.rows import Of

STEP = Of("task_state", ("case_secret", "open_letter", "order"))
DOORS = {
    "dumas_tasks": listing(),
    "dumas_initial_many": listing(forms=({}, {"langkah": STEP})),
    "dumas_chain": Door(
        [{"page_id": EVERY_PAGE}],
        forms=(
            {}, {"aksi": "ajukan"}, {"aksi": "setuju", "langkah": STEP, "versi": "1"},
            {"aksi": "nomor", "langkah": STEP},
            {"aksi": "kembalikan", "langkah": STEP, "comment": "keliru"}, {"aksi": "kirim", "langkah": STEP},
            {"aksi": "tanda-tangan", "langkah": STEP, "password": "x"}, {"aksi": "jalur"},
        ),
        deep=("case_secret", "open_letter", "order"),
    ),
    "dumas_deadlines": listing({"kelompok": "TERLAMBAT"}, {"kelompok": "x"}),
    "dumas_case_limits": page(),
    "dumas_workload": listing(),
    "dumas_check_signature": listing({"kode": EVERY_TEXT}, {"kode": ""}),
}  # fmt: skip
