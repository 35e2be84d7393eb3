"""A letter that was edited in Word and comes back: examined like every file, read in the bounded child process."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any, BinaryIO

from django.utils.translation import gettext_lazy as _

from dumas_docs.exports.blocks import Block, Blocks, Grid, Line, Run
from dumas_docs.exports.rich import tidy

from .accept import accept_file
from .extraction import ExtractionStatus, extract_text
from .limits import DEFAULT_LIMITS, FileLimits

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# A keyword of the file, for other properties do not survive in every word processor.
VERSION = re.compile(r"dumas-docs-(\d{1,18})-(\d{1,18})(?!\d)")
DEEPEST = 3
NOTES = {
    "tracked": _("Tracked changes were taken as accepted."),
    "comments": _("Comments of Word were left out."),
    "footnotes": _("Footnotes were left out: a letter has none."),
    "pictures": _("Pictures and text boxes were left out. Add pictures under Files."),
    "links": _("Links became plain text."),
}
PROBLEMS = {
    "external": _("The file refers to contents outside of itself (a template, picture or object elsewhere). It was not "
                  "taken in. Break the links in Word and save it again."),
    "embedded": _("The file carries another file or a control inside. It was not taken in. Remove it in Word and save "
                  "it again."),
    "frame": _("The text could not be told from the head and the signature, whose styles were lost. Take the letter "
               "out again, paste your text between “Yth.” and the signature, and send that file."),
    "kind": _("This is not a Word document (.docx)."),
    "long": _("The letter is too long to be read, or reading it took too much time or memory."),
    "stranger": _("This file was not taken out of this letter. Take the letter out as Word, edit that file, and send "
                  "it."),
}  # fmt: skip


class NotReturned(ValueError):
    """The file cannot become a version of a letter; `code` says why, `str()` says it to a person."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    def __str__(self) -> str:
        return str(PROBLEMS[self.code])


@dataclass(frozen=True, kw_only=True)
class ReturnedLetter:
    """What came back. A part of the head that the file does not show is None; `notes` are codes of NOTES."""

    page_id: int
    revision_id: int
    subject: str | None
    attachments: str | None
    to: tuple[str, ...]
    copies: tuple[str, ...]
    body: Blocks
    notes: tuple[str, ...]

    @property
    def note_texts(self) -> list[str]:
        return [str(NOTES[note]) for note in self.notes]


def read_letter(*, name: str | None, content: BinaryIO, limits: FileLimits = DEFAULT_LIMITS) -> ReturnedLetter:
    """Examine and read one file.

    Raises NotReturned, and what `accept_file` raises: FileRefused (macros among them), ReaderUnavailable, OSError."""
    content.seek(0)
    accepted = accept_file(name=name, content=content, limits=limits)
    if accepted.mime != WORD:
        raise NotReturned("kind")
    content.seek(0)
    read = extract_text(content=BytesIO(content.read()), reader="letter", limits=limits)
    if read.status != ExtractionStatus.BERHASIL:
        raise NotReturned("long")
    try:
        return _letter(json.loads(read.text))
    except (ValueError, KeyError, TypeError, IndexError) as error:
        if isinstance(error, NotReturned):
            raise
        # Cut off at the limit of characters.
        raise NotReturned("long") from error


def letter_to_data(letter: ReturnedLetter) -> dict[str, Any]:
    """The letter in plain values, to be kept between showing the difference and confirming it."""
    blocks = [
        {"rows": [list(row) for row in block.rows], "columns": list(block.head)} if isinstance(block, Grid)
        else {"runs": [[run.text, run.bold, run.italic] for run in block.runs], "mark": block.mark,
              "level": block.level, "begins": block.begins}
        for block in letter.body
    ]  # fmt: skip
    return {**letter.__dict__, "body": blocks}


def letter_from_data(data: dict[str, Any]) -> ReturnedLetter:
    """What `letter_to_data` made."""
    body: list[Block] = []
    for item in data["body"]:
        if "rows" in item:
            body.append(Grid(tuple(item["columns"]), tuple(tuple(row) for row in item["rows"])))
        else:
            runs = tuple(Run(*run) for run in item["runs"])
            body.append(Line(runs, item["mark"], item["level"], item["begins"]))
    return ReturnedLetter(**{
        **data, "body": tuple(body), **{name: tuple(data[name]) for name in ("to", "copies", "notes")}
    })  # fmt: skip


def _letter(found: dict[str, Any]) -> ReturnedLetter:
    version = VERSION.search(found["version"])
    problem = found.get("problem")
    if version is None and problem in (None, "frame"):
        raise NotReturned("stranger")
    if problem or version is None:
        raise NotReturned(problem or "stranger")
    head = found["head"]
    # A memorandum names its addressees in its head.
    to = head["Yth."].splitlines() if "Yth." in head else found["to"]
    return ReturnedLetter(
        page_id=int(version[1]),
        revision_id=int(version[2]),
        subject=_flat(head["Hal"]) if "Hal" in head else None,
        attachments=_flat(head["Lampiran"]) if "Lampiran" in head else None,
        to=tuple(line.strip() for line in to if line.strip()),
        copies=tuple(_flat(text) for text in found["copies"]),
        body=tuple(_blocks(found["blocks"])),
        notes=tuple(note for note in NOTES if note in found["notes"]),
    )


def _blocks(items: list[dict[str, Any]]) -> list[Block]:
    found: list[Block] = []
    before = ""
    for item in items:
        if "rows" in item:
            rows = [tuple(text.strip() for text in row) for row in item["rows"]]
            head = rows.pop(0) if item["head"] and rows else ()
            found.append(Grid(head, tuple(rows)))
            before = ""
            continue
        runs = tidy(Run(*run) for run in item["runs"])
        if runs:
            begins = bool(item["mark"]) and item["list"] != before
            found.append(Line(runs, item["mark"], min(item["level"], DEEPEST), begins))
        before = item["list"] if item["mark"] else before
    return found


def _flat(text: str) -> str:
    return " ".join(text.split())
