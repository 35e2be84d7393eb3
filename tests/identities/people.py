"""Whom the case of these tests knows, and whether a text names one of them."""

import re

NAME, REPORTED = "Sekar Wulandari", "Darmaji Sutrisno"
NIK, PHONE, STREET = "3174015501900009", "0812-3456-7890", "Jalan Kenanga 7"
NEEDLES = ("sekar", "wulandari", "darmaji", "sutrisno", NIK, PHONE, "kenanga")


def named(text: object) -> list[str]:
    """Which of their names and numbers stand in `text`."""
    return [needle for needle in NEEDLES if re.search(rf"(?<![^\W_]){needle}(?![^\W_])", str(text), re.IGNORECASE)]
