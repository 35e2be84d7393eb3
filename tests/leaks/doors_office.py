"""The product's own doors."""

from __future__ import annotations

from tests.leaks.doors import Door, empty, listing, row, unvisited
from tests.leaks.rows import Of

DOORS = {
    "dumas_home": listing(),
    "dumas_archive": listing(),
    "login": listing({"next": Of("link")}),
    "logout": unvisited("ends the visitor's session"),
    "password_change": empty("the person's own password"),
    "password_change_done": empty("says that the password was changed"),
    "dumas_file": row("attachment"),
    "dumas_image": row("scan"),
    "dumas_rendition": row("rendition"),
    "wagtail_serve": Door([{"": Of("path")}]),
}
