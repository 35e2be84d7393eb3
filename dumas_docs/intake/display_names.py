"""Names of people in what a mail program shows as the sender: in quotes, turned round, with remarks or "via"."""

from __future__ import annotations

import re

from dumas_docs.intake.name_forms import is_short_form, name_words
from dumas_docs.intake.names import DEGREE, is_organisation, looks_like_person
from dumas_docs.intake.ordinary_words import is_ordinary_name, means_something
from dumas_docs.intake.places import province_in

# What parts several names, or a name from the group, form or office that handed the mail on.
BETWEEN = re.compile(
    r"[()\[\]{}<>|/;&\"\u201c\u201d\u2018]|\s[-\u2013\u2014~]+\s|(?<!\w)['\u2019]|['\u2019](?!\w)"
    r"|\b(?:via|melalui|lewat|on behalf of|atas nama|a\.\s?n\.|qq|dkk|cs|dan|and)(?!\w)",
    re.IGNORECASE,
)
ALIAS = re.compile(r"\w\s*[(\[\"\u201c'].+[)\]\"\u201d']\s*\w*\s*$")
VIA = re.compile(r"\b(?:via|melalui|lewat|on behalf of|atas nama|a\.\s?n\.|qq|dan|and)(?!\w)|&", re.IGNORECASE)
DEGREES = re.compile(rf"(?:\s*,\s*{DEGREE})+\s*$")
TURNED = re.compile(r"^(?P<family>[^,]+),\s*(?P<given>[^,]+)$")
JOINED = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z]{2})")
END_OF_SENTENCE = re.compile(r"(?<=\w{4})\.$")
ADDRESSES = re.compile(r"<[^<>]*>|[^\s<>()\[\],;:\"]+@[^\s<>()\[\],;:\"]+")
MAILBOX = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
LEAST_LETTERS, LEAST_ALONE = 3, 5


def people_in_display(display: str) -> list[str]:
    """Each person named in the display name of a sender, his name written as in a letter; none for an office or unit.

    "Susilohadi, Parwati" becomes "Parwati Susilohadi", "parwati.susilohadi" too."""
    found = (
        _person(re.sub(r"(?<=\w{4})\.$", "", part.strip(" ,:_-*")))
        for part in BETWEEN.split(re.sub(r"\S+@\S+", " ", display))
    )
    # "'joko.susilo@kantor.example' via Forum": a list shows the mailbox in place of the name.
    behind = [name for email in MAILBOX.findall(display) for name in people_in_address(email)]
    return list(dict.fromkeys([*(name for name in found if name), *behind]))


def mailbox_in(display: str) -> str:
    """The sender's own mailbox where a list or form shows it as his name; empty when there is none."""
    found = MAILBOX.search(display)
    return found[0].lower() if found else ""


def called_beside(display: str) -> list[str]:
    """The names by which one sender calls himself: "Bu Tini (Hartini Kusumawardani)"; empty when there are not two."""
    names = people_in_display(display) if ALIAS.search(display) and not VIA.search(display) else []
    return names if len(names) == 2 else []


def people_in_address(email: str) -> list[str]:
    """Who is named by the address itself: "parwati.susilohadi@warga.example", "parwatisusilo77@warga.example"."""
    words = [word for word in re.split(r"[._+\d-]+", email.partition("@")[0]) if word]
    named = len(words) > 1 and all(len(word) >= LEAST_LETTERS for word in words)
    if len(words) == 1:
        named = len(words[0]) >= LEAST_ALONE and not means_something(words[0])
    return [name] if named and (name := _person(" ".join(words).lower())) else []


def people_in_header(value: str) -> list[str]:
    """Everybody named in a decoded address header such as Reply-To; a comma inside a name parts nobody."""
    return [name for display in ADDRESSES.split(value) for name in people_in_display(display.strip(" ,;"))]


def name_in_display(display: str) -> str:
    """The name to register of a display name: as it stands, or of several the longest; empty for words of a mailbox."""
    people = people_in_display(display)
    if not people:
        return "" if is_ordinary_name(display) or mailbox_in(display) else display
    longest = max(people, key=letters)
    return display if name_words(display) == name_words(longest) else longest


def letters(name: str) -> int:
    """How many letters of a name are written out."""
    return len("".join(name_words(name)))


def fuller_name(name: str, others: list[str]) -> str:
    """The longest of `others` of which `name` is a short form, or `name` itself."""
    for other in others:
        if is_short_form(name, of=other) and letters(other) > letters(name):
            name = other
    return name


def _person(part: str) -> str:
    part = END_OF_SENTENCE.sub("", part)
    degrees = DEGREES.search(part)
    bare = part[: degrees.start()] if degrees else part
    if turned := TURNED.match(bare):
        bare = f"{turned['given'].strip()} {turned['family'].strip()}"
    if " " not in bare:
        bare = JOINED.sub(" ", re.sub(r"[._+-]+", " ", bare))
    bare = re.sub(r"\s*\d+$", "", bare).strip()
    written = bare.title() if bare.islower() else bare
    name = written + (part[degrees.start() :].rstrip() if degrees else "")
    is_place = bool(province_in(name)) or is_ordinary_name(name)
    is_person = looks_like_person(name) and not is_organisation(name) and not is_place
    return name if is_person and any(len(word) >= LEAST_LETTERS for word in name_words(name)) else ""
