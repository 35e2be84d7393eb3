"""Build the Indonesian catalogue (`make messages`), or say what is wrong with it (`messages.py --check`).

The catalogue locale/id/LC_MESSAGES/django.po holds every msgid of the code and the templates, and those that only
locale/parts/*.po name (words of Wagtail that this office says differently). A translation comes from the parts first,
then from the catalogue as it was. Needs no GNU gettext: Babel reads, merges and compiles.
"""

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from gettext import GNUTranslations
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PARTS = ROOT / "locale" / "parts"
CATALOGUE = ROOT / "locale" / "id" / "LC_MESSAGES" / "django.po"
COMPILED = CATALOGUE.with_suffix(".mo")
CODE = ("dumas_docs", "search", "workflows", "site/dumas_site")
TEMPLATES = ("templates", "dumas_docs", "search", "workflows", "site/dumas_site")
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    **{f"{name}_lazy": DEFAULT_KEYWORDS[name] for name in ("gettext", "ngettext", "pgettext", "npgettext")},
    "gettext_noop": None,
}
HEADER = """\
# Written by `make messages` from the code and locale/parts/*.po. Put translations into a part, not here.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Language: id\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""
# One fixed date, so that the same texts give the same bytes.
DATE = datetime(2026, 1, 1, tzinfo=UTC)

Key = tuple[str | None, str]


def key_of(message: Message) -> Key:
    return (message.context, message.id[0] if isinstance(message.id, tuple) else message.id)


def translation_of(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


def messages_of(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="id", abort_invalid=True)


def empty_catalogue() -> Catalog:
    catalogue = read_po(io.BytesIO(HEADER.encode()), locale="id")  # its one plural form; Babel would assume two
    catalogue.creation_date, catalogue.revision_date = DATE, DATE
    return catalogue


def sources() -> Iterator[tuple[str, io.BytesIO]]:
    """Every place that may hold a msgid, as Python text that Babel can read."""
    for folder in CODE:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield str(path.relative_to(ROOT)), io.BytesIO(path.read_bytes())
    for folder in TEMPLATES:
        for path in sorted(file for kind in ("html", "txt") for file in (ROOT / folder).rglob(f"*.{kind}")):
            if folder != "templates" and "templates" not in path.parts:
                continue
            name = str(path.relative_to(ROOT))
            text = templatize(path.read_text(encoding="utf-8"), origin=name)
            # What is left of the markup is filler; its indentation would only confuse the Python tokenizer.
            yield name, io.BytesIO("\n".join(map(str.lstrip, text.splitlines())).encode())


def extracted() -> Catalog:
    """The msgids of the code and the templates, with the files they stand in."""
    catalogue = empty_catalogue()
    for name, source in sources():
        for _line, texts, comments, context in extract("python", source, KEYWORDS, ("Translators:",)):
            catalogue.add(texts, locations=[(name, None)], auto_comments=comments, context=context)
    return catalogue


def translations() -> tuple[dict[Key, Message], list[str]]:
    """The translation of each msgid the parts name, and where two parts disagree."""
    known: dict[Key, Message] = {}
    origin: dict[Key, str] = {}
    disagreements = []
    for path in sorted(PARTS.glob("*.po")):
        for message in messages_of(read(path)):
            key = key_of(message)
            if not any(translation_of(message)) or message.fuzzy:
                continue
            if key in known and translation_of(known[key]) != translation_of(message):
                disagreements.append(f'"{key[1]}": {origin[key]} and {path.name} translate it differently')
            if key not in known:
                known[key], origin[key] = message, path.name
    return known, disagreements


def wanted() -> tuple[Catalog, list[str]]:
    """The catalogue as it should be now, and where the parts disagree."""
    known, disagreements = translations()
    before = {key_of(message): message for message in messages_of(read(CATALOGUE))} if CATALOGUE.exists() else {}
    catalogue = extracted()
    for key, message in known.items():
        if catalogue.get(key[1], context=key[0]) is None:
            catalogue.add(message.id, context=message.context)
    for message in messages_of(catalogue):
        source = known.get(key_of(message)) or before.get(key_of(message))
        if source is not None:
            forms = translation_of(source)
            message.string = forms[:1] if isinstance(message.id, tuple) else forms[0]
    return catalogue, disagreements


def as_po(catalogue: Catalog) -> bytes:
    output = io.BytesIO(HEADER.encode())
    output.seek(0, io.SEEK_END)
    write_po(output, catalogue, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True)
    return output.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    output = io.BytesIO()
    write_mo(output, catalogue)
    return output.getvalue()


def compiled_texts(data: bytes) -> dict:
    texts = vars(GNUTranslations(io.BytesIO(data)))["_catalog"]
    return {key: text for key, text in texts.items() if key}


def faults(catalogue: Catalog) -> list[str]:
    """Msgids without a translation, and translations that lose or invent a placeholder."""
    found = []
    for message in messages_of(catalogue):
        places = ", ".join(sorted({place for place, _line in message.locations})) or "locale/parts"
        if not all(translation_of(message)):
            found.append(f'not translated: "{key_of(message)[1]}" ({places})')
            continue
        found += [f'"{key_of(message)[1]}": {error} ({places})' for error in message.check(catalogue)]
    return found


def problems() -> list[str]:
    """Everything wrong with the catalogue on disk; empty when it is complete and fresh."""
    catalogue, found = wanted()
    found += faults(catalogue)
    if not CATALOGUE.exists() or CATALOGUE.read_bytes() != as_po(catalogue):
        found.append(f"{CATALOGUE.relative_to(ROOT)} is not up to date with the code and locale/parts: make messages")
    if not COMPILED.exists() or compiled_texts(COMPILED.read_bytes()) != compiled_texts(as_mo(catalogue)):
        found.append(f"{COMPILED.relative_to(ROOT)} is not up to date: make messages")
    return found


def main(arguments: list[str]) -> int:
    if arguments == ["--check"]:
        found = problems()
    else:
        catalogue, found = wanted()
        CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
        CATALOGUE.write_bytes(as_po(catalogue))
        COMPILED.write_bytes(as_mo(catalogue))
        found += faults(catalogue)
        print(f"{CATALOGUE.relative_to(ROOT)}: {len(catalogue)} texts")
    for problem in found:
        print(f"messages: {problem}")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
