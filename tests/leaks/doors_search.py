"""Doors of the search on the editing side."""

from __future__ import annotations

from tests.leaks.doors import listing, row

SYNONYM = {"short": "uji", "long": "pengujian", "note": ""}
DOORS = {
    "padanan-kata:index": listing(exports=True, q="q"),
    "padanan-kata:index_results": listing(),
    "padanan-kata:add": listing(forms=({}, SYNONYM)),
    "padanan-kata:edit": row("synonym", forms=({}, SYNONYM)),
    "padanan-kata:delete": row("synonym"),
    "padanan-kata:history": row("synonym"),
    "padanan-kata:history_results": row("synonym"),
    "gagal-diindeks:index": listing(),
    "gagal-diindeks:again_all": listing(),
    "gagal-diindeks:again": row("failure"),
}
