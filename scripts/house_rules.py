"""Rules of this house that no ready-made tool checks (`make check`). Each finding names its rule, place and remedy.

An exception is one line in ALLOWED with its reason.
"""

import ast
import fnmatch
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import messages

ROOT = Path(__file__).resolve().parent.parent
PRODUCT = ("dumas_docs/", "search/", "workflows/", "site/dumas_site/")
LONGEST_FILE = 500

# rule → what it forbids and what to do instead
REMEDIES = {
    "syntax": "The file does not compile under this Python.",
    "file-length": f"A Python file has at most {LONGEST_FILE} lines: split it by noun.",
    "registry-host": "No package registry's host or index option in a tracked file: use package names and the locks.",
    "machine-path": "No path of one machine in a tracked file: derive it from the file's own place or a setting.",
    "translations": "Complete the Indonesian texts in locale/parts/*.po, then: make messages",
    "base-manager": "_base_manager goes round the reader's scope: use visible_to, or ask in dumas_docs.access.",
    "unscoped": "unscoped() shows what the reader may not see: only dumas_docs.access may call it.",
    "raw-sql": "Raw SQL is not filtered for the reader: write it with the ORM, or put it into dumas_docs.access.",
    "page-join": "select_related through a page joins pages past the reader's filter: fetch them with visible_to.",
}
# rule, path pattern, reason
ALLOWED = (
    ("base-manager", "dumas_docs/access/*", "the kernel itself"),
    ("unscoped", "dumas_docs/access/*", "the kernel itself"),
    ("raw-sql", "dumas_docs/access/*", "the kernel itself"),
    ("page-join", "dumas_docs/access/*", "the kernel itself"),
    ("base-manager", "dumas_docs/checks.py", "asks which manager it is, reads no row"),
    ("raw-sql", "site/dumas_site/benchmarks/*", "measures the database, shows no content"),
    ("raw-sql", "search/backends/elasticsearch/*", "`extra` of elasticsearch-dsl; the clock of the database"),
    ("raw-sql", "*/migrations/*", "runs before there is a reader"),
    ("base-manager", "*/migrations/*", "runs before there is a reader"),
    ("machine-path", "site/deploy/compose.yaml", "the container's own scratch folder"),
    ("file-length", "*/migrations/*", "written by Django"),
)
# Character classes keep these patterns from finding themselves.
REGISTRY_HOST = re.compile(
    r"py[p]i\.(org|python)|pythonhoste[d]|registry\.np[m]js|np[m]js\.org|mave[n]\.org|mave[n]\.apache|crate[s]\.io"
    r"|prox[y]\.golang|de[b]\.debian|--(extra-)?inde[x]-url|--find-link[s]\b|--trusted-hos[t]"
)
MACHINE_PATH = re.compile(r"(?<![\w}>*/.\])-])/(wor[k]|roo[t]|tm[p]|hom[e]/\w+|op[t]/wheels)(/|\b(?=[\s\"'`,;)]|$))")
CURSOR_OWNERS = ("connection", "connections")

Finding = tuple[str, str, int, str]  # rule, path, line, what stands there


def tracked_files() -> list[str]:
    """Files git knows or would add; names may hold spaces."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout.split("\0")
    return sorted(name for name in set(names) if name and (ROOT / name).is_file())


def text_of(name: str) -> str | None:
    """The file's text; None for one that is not text."""
    data = (ROOT / name).read_bytes()
    if b"\0" in data:
        return None
    return data.decode("utf-8", errors="replace")


def check_lines(name: str, text: str) -> Iterator[Finding]:
    lines = text.splitlines()
    if name.endswith(".py") and len(lines) > LONGEST_FILE:
        yield "file-length", name, len(lines), f"{len(lines)} lines"
    for rule, pattern in (("registry-host", REGISTRY_HOST), ("machine-path", MACHINE_PATH)):
        for number, line in enumerate(lines, 1):
            if found := pattern.search(line):
                yield rule, name, number, found.group().strip()


def check_calls(name: str, text: str) -> Iterator[Finding]:
    try:
        tree = ast.parse(text, filename=name)
    except SyntaxError as error:
        yield "syntax", name, error.lineno or 1, error.msg
        return
    for node in ast.walk(tree):
        rule = forbidden_by(node)
        if rule:
            yield rule, name, node.lineno, ast.unparse(node).splitlines()[0][:80]


def forbidden_by(node: ast.AST) -> str | None:
    """The rule that one piece of code breaks, if any."""
    if isinstance(node, ast.Attribute) and node.attr == "_base_manager":
        return "base-manager"
    if isinstance(node, ast.Attribute) and node.attr == "cursor" and owner_name(node.value) in CURSOR_OWNERS:
        return "raw-sql"
    if not isinstance(node, ast.Call):
        return None
    called = node.func.attr if isinstance(node.func, ast.Attribute) else owner_name(node.func)
    if called == "unscoped":
        return "unscoped"
    if called == "RawSQL" or (called in ("raw", "extra") and isinstance(node.func, ast.Attribute)):
        return "raw-sql"
    if called == "select_related" and any(joins_pages(argument) for argument in node.args):
        return "page-join"
    return None


def owner_name(node: ast.AST) -> str:
    """`connections` of `connections["default"]`, `connection` of `django.db.connection`."""
    if isinstance(node, ast.Subscript):
        return owner_name(node.value)
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def joins_pages(argument: ast.AST) -> bool:
    value = argument.value if isinstance(argument, ast.Constant) else None
    return isinstance(value, str) and "page" in value.split("__")


def is_allowed(finding: Finding) -> bool:
    rule, name, _line, _what = finding
    return any(rule == allowed and fnmatch.fnmatch(name, pattern) for allowed, pattern, _reason in ALLOWED)


def findings() -> Iterator[Finding]:
    for name in tracked_files():
        text = text_of(name)
        if text is None:
            continue
        yield from check_lines(name, text)
        if name.endswith(".py") and name.startswith(PRODUCT):
            yield from check_calls(name, text)
    for problem in messages.problems():
        yield "translations", "locale", 0, problem


def main() -> int:
    found = [finding for finding in findings() if not is_allowed(finding)]
    for rule in REMEDIES:
        of_rule = [finding for finding in found if finding[0] == rule]
        if of_rule:
            print(f"\n{rule}: {REMEDIES[rule]}")
        for _rule, name, line, what in of_rule:
            print(f"  {name}:{line}: {what}" if line else f"  {what}")
    if found:
        print(
            f"\nHouse rules: {len(found)} findings. An exception is a line with its reason in scripts/house_rules.py."
        )
        return 1
    print("House rules: kept.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
