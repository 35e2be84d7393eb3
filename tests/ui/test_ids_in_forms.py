"""Ids go into forms and addresses as they are: Django writes 1234 as 1.234 on an Indonesian page."""

from __future__ import annotations

import re
from pathlib import Path

from django.template import Context, Template

TEMPLATES = Path(__file__).parents[2] / "templates"
# Sent back by the browser; `for` and `id` only refer to each other.
SENT = re.compile(r"""(?:\b(?:value|name)="[^"{}]*|[?&][a-z]+=)\{\{\s*([\w.]*\b(?:pk|id|\w+_id))\s*\}\}""")


def test_a_number_is_written_with_a_point_and_an_id_is_not():
    written = Template('{{ a }} {{ a|stringformat:"d" }}').render(Context({"a": 1234}))
    assert written == "1.234 1234"


def test_no_template_sends_an_id_as_a_number():
    found = {
        f"{path.relative_to(TEMPLATES)}: {match[1]}"
        for path in TEMPLATES.rglob("*.html")
        for match in SENT.finditer(path.read_text(encoding="utf-8"))
    }
    assert found == set()
