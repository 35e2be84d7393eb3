"""Every message of the file and mail rooms stands in the Indonesian catalogue."""

import ast
import re
from pathlib import Path

import pytest
from django.utils.translation import override

from dumas_docs.imports import accept, extraction, refusals
from dumas_docs.intake import completeness, errors, headers, likeness, mime

ROOT = Path(__file__).parents[2]
PARTS = ROOT / "locale/parts"
STRING = r'((?:"[^\n]*"\s*\n)+)'
ENTRY = re.compile(rf"^msgid {STRING}msgstr {STRING}", re.MULTILINE)
PLACE = re.compile(r"%\(\w+\)s")
MODULES = (accept, completeness, errors, extraction, headers, likeness, mime, refusals)
MARKERS = {"_", "gettext"}


def marked_messages() -> set[str]:
    found = set()
    for module in MODULES:
        for node in ast.walk(ast.parse(Path(module.__file__).read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MARKERS and node.args:
                argument = node.args[0]
                if isinstance(argument, ast.Constant):
                    found.add(argument.value)
    return found


def catalogue() -> dict[str, str]:
    entries = {}
    for part in PARTS.glob("*.po"):
        for message, translation in ENTRY.findall(part.read_text()):
            entries[unquote(message)] = unquote(translation)
    return entries


def unquote(lines: str) -> str:
    return "".join(ast.literal_eval(line.strip()) for line in lines.strip().splitlines())


def test_no_message_without_indonesian():
    translated = catalogue()
    assert {message for message in marked_messages() if not translated.get(message)} == set()
    for message in marked_messages():
        assert sorted(PLACE.findall(message)) == sorted(PLACE.findall(translated[message]))


@pytest.mark.parametrize(
    ("codes", "messages"),
    [
        (refusals.RefusalCode, refusals.MESSAGES),
        (accept.FileNote, accept.NOTES),
        (extraction.ExtractionStatus, extraction.MESSAGES),
        (headers.DateNote, headers.DATE_MESSAGES),
        (mime.MailNote, mime.NOTES),
        (likeness.WEIGHTS, likeness.REASONS),
    ],
)
def test_every_code_has_its_message(codes, messages):
    assert set(codes) == set(messages)


def test_messages_are_whole_sentences_in_any_language():
    with override("en"):
        assert refusals.FileRefused(code=refusals.RefusalCode.TERLALU_BESAR, name="a.pdf", limit="25").message == (
            "The file “a.pdf” is larger than the limit of 25 MB."
        )
        assert str(errors.MailTooLarge(size=52_428_800, limit=41_943_040)) == (
            "The mail is 50.0 MB, more than the limit of 40.0 MB."
        )
        assert all(str(text).endswith(".") for text in completeness.REQUESTS.values())
