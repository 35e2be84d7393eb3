"""What the crawl found, and doors by people for a person to read."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tests.leaks.canaries import Canary


@dataclass(frozen=True)
class Finding:
    """Something a door does that it must not."""

    door: str
    person: str
    what: str
    detail: str
    attempt: str

    def __str__(self) -> str:
        return f"{self.door} [{self.person}] {self.what}: {self.detail} ({self.attempt})"


@dataclass
class Report:
    """Answers and findings by door and person, and the door at which each canary was rightfully met."""

    findings: list[Finding] = field(default_factory=list)
    statuses: dict[tuple[str, str], Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    met: dict[Canary, set[str]] = field(default_factory=lambda: defaultdict(set))

    @property
    def knocks(self) -> int:
        return sum(sum(counted.values()) for counted in self.statuses.values())

    def doors_found(self) -> set[str]:
        return {finding.door for finding in self.findings}

    def text(self, people: Iterable[str]) -> str:
        """Doors by people: the statuses answered, `!` where something was found; then all findings."""
        people = list(people)
        found = {(finding.door, finding.person) for finding in self.findings}
        doors = sorted({door for door, _person in self.statuses})
        width = max((len(door) for door in doors), default=0)
        lines = [self.summary(), "", " " * width + "  " + "  ".join(f"{name[:11]:11}" for name in people)]
        for door in doors:
            cells = []
            for name in people:
                counted = self.statuses.get((door, name), Counter())
                cell = ("!" if (door, name) in found else "") + " ".join(str(status) for status in sorted(counted))
                cells.append(f"{cell[:11]:11}")
            lines.append(f"{door:{width}}  " + "  ".join(cells))
        lines += ["", *(str(finding) for finding in self.findings)]
        return "\n".join(line.rstrip() for line in lines) + "\n"

    def summary(self) -> str:
        doors = {door for door, _person in self.statuses}
        people = {person for _door, person in self.statuses}
        return f"{self.knocks} knocks on {len(doors)} doors by {len(people)} people: {len(self.findings)} findings"


def publish(report: Report, part: str, people: Iterable[str], folder: Path) -> None:
    """Add one part to the file that LEAK_REPORT names, or to one in `folder`, and print its summary."""
    path = Path(os.environ.get("LEAK_REPORT") or folder / "leaks.txt")
    with path.open("a", encoding="utf-8") as file:
        file.write(f"===== {part} =====\n{report.text(people)}\n")
    print(f"{part}: {report.summary()} ({path})")
