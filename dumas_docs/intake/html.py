"""HTML mail as plain text a person can read."""

import re

import nh3
from bs4 import BeautifulSoup, NavigableString, Tag

from dumas_docs.imports.charsets import clean_text

MAX_HTML = 3_000_000
# A parser builds a tree, and a deep one takes it minutes; nobody writes a letter like that.
MAX_TAGS = 50_000
MAX_DEPTH = 1_000
KEPT = {
    "a", "b", "blockquote", "br", "center", "dd", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
    "i", "li", "ol", "p", "pre", "span", "strong", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
BLOCKS = KEPT - {"a", "b", "em", "i", "span", "strong", "u", "td", "th"}
GONE = {"script", "style", "title", "template", "noscript", "iframe", "object", "svg", "math"}
# Elements that need no end tag say nothing about depth.
NESTING_TAG = re.compile(r"<(/?)(?!(?:br|hr|img|input|meta|link|p|li|td|th|tr|dt|dd|col|wbr)\b)[a-z]", re.IGNORECASE)
TAG = re.compile(r"<[^<>]*>")


def html_to_text(html: str) -> str:
    """Readable text of `html`: one line for each block, table cells parted by ` | `, scripts and styles gone."""
    html = html[:MAX_HTML]
    if html.count("<") > MAX_TAGS or _is_deep(html):
        return _tidy(TAG.sub(" ", re.sub(r"(?is)<(script|style)\b.*?(</\1>|$)", " ", html)))
    safe = nh3.clean(html, tags=KEPT, clean_content_tags=GONE, attributes={"a": {"href"}}, link_rel=None)
    pieces: list[str] = []
    for node in BeautifulSoup(safe, "lxml").descendants:
        if isinstance(node, Tag):
            pieces.append(_mark(node))
        elif isinstance(node, NavigableString):
            inside_pre = any(parent.name == "pre" for parent in node.parents)
            pieces.append(str(node) if inside_pre else re.sub(r"\s+", " ", str(node)))
            pieces.append(_closing(node))
    return _tidy("".join(pieces))


def _is_deep(html: str) -> bool:
    depth = 0
    for closing in NESTING_TAG.findall(html):
        depth = max(0, depth - 1) if closing else depth + 1
        if depth > MAX_DEPTH:
            return True
    return False


def _mark(tag: Tag) -> str:
    if tag.name in ("td", "th"):
        return " | " if tag.find_previous_sibling(("td", "th")) else ""
    if tag.name == "li":
        return "\n- "
    return "\n" if tag.name in BLOCKS else ""


def _closing(text: NavigableString) -> str:
    # A block ends where its last text ends, so what follows outside begins on a new line.
    node: NavigableString | Tag = text
    while node.next_sibling is None and isinstance(node.parent, Tag):
        node = node.parent
        if node.name in ("td", "th"):
            return ""
        if node.name in BLOCKS:
            return "\n"
    return ""


def _tidy(text: str) -> str:
    lines = [re.sub(r"[ \t\xa0]+", " ", line).strip() for line in clean_text(text).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
