"""Doors of the organisation on the editing side, and of the pages that count work."""

from __future__ import annotations

from tests.leaks.doors import Door, listing, row
from tests.leaks.rows import Of

TOMORROW = "31-12-2099"
LINE = {
    "name": "Uji", "takes_effect_on": TOMORROW, "baris-TOTAL_FORMS": "1", "baris-INITIAL_FORMS": "0",
    "baris-0-kind": "GANTI_PEJABAT", "baris-0-position": Of("position"),
}  # fmt: skip
DECREE = {"decree_no": "Uji 2"}


def _list(namespace: str, kind: str, *, adding: dict, editing: dict, delete: bool = True) -> dict[str, Door]:
    found = {
        f"{namespace}:index": listing(q="q"),
        f"{namespace}:index_results": listing(),
        f"{namespace}:add": listing(forms=({}, adding)),
        f"{namespace}:edit": row(kind, forms=({}, editing)),
    }
    return found | ({f"{namespace}:delete": row(kind, forms=({}, {**DECREE, "reason": "Uji 3"}))} if delete else {})


DOORS = {
    **_list("pengangkatan", "appointment", adding={"kind": "PLT", **DECREE}, editing={"ends_on": TOMORROW, **DECREE}),
    **_list("pengganti", "substitute", adding={"chains": "W4a", **DECREE}, editing={"ends_on": TOMORROW, **DECREE}),
    **_list("jabatan", "position", adding={"code": "baru", "title": "Baru"}, editing={"title": "x"}, delete=False),
    **_list("unit-kerja", "unit", adding={"code": "baru", "name": "Baru"}, editing={"name": "x"}, delete=False),
    **_list("perubahan-organisasi", "change", adding=LINE, editing=LINE),
    "perubahan-organisasi:confirm": row("change", forms=({}, {**DECREE, "seen": "x"})),
}
