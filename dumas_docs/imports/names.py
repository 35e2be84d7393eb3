"""A file name from outside, made safe to store, show and download."""

import re
import unicodedata

MAX_BYTES = 180
NO_NAME = "tanpa-nama"
FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')
RESERVED = re.compile(r"^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)
EXTENSION = re.compile(r"\.([A-Za-z0-9]{1,8})$")


def clean_file_name(raw: str | None) -> str:
    """The last path component of `raw` without control, invisible or direction characters, at most 180 bytes long."""
    text = unicodedata.normalize("NFC", raw or "")
    text = "".join(" " if unicodedata.category(c) in ("Zl", "Zp") else c for c in text if _visible(c))
    text = re.split(r"[/\\]", text.rstrip("/\\ "))[-1]
    text = FORBIDDEN.sub("_", text)
    text = re.sub(r"\s+", " ", text).strip(" .")
    if RESERVED.match(text):
        text = f"_{text}"
    return shorten(text) or NO_NAME


def extension_of(name: str) -> str:
    """Lower-case extension without its dot, or an empty string."""
    match = EXTENSION.search(name)
    return match[1].lower() if match else ""


def shorten(name: str, *, extra: int = 0) -> str:
    """`name` cut to the longest storable length less `extra` bytes, keeping its extension."""
    room = MAX_BYTES - extra
    if len(name.encode()) <= room:
        return name
    ending = EXTENSION.search(name)
    suffix = ending[0] if ending else ""
    stem = name[: len(name) - len(suffix)].encode()[: room - len(suffix)]
    return stem.decode("utf-8", "ignore").rstrip(" .") + suffix


def _visible(character: str) -> bool:
    # Cf holds zero-width and right-to-left override characters, which make "fdp.exe" look like "exe.pdf".
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn")
