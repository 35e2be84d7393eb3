"""What every reader receives and gives back inside the child process."""

import time
from dataclasses import dataclass, field


class Encrypted(Exception):
    """The file asks for a password."""


class TooManyPixels(Exception):
    """The image would unpack to more pixels than allowed."""


class Enough(Exception):
    """A limit is reached; what has been collected so far is the result."""


@dataclass(kw_only=True)
class Reading:
    """Collects text page by page and stops at the limits."""

    max_characters: int
    max_pages: int
    max_pixels: int
    deadline: float
    pages: list[str] = field(default_factory=list)
    page_count: int | None = None
    size: tuple[int, int] | None = None
    characters: int = 0

    def add_page(self, text: str) -> None:
        """Keep one page; raises Enough when the text, the page count or the time is used up."""
        room = self.max_characters - self.characters
        self.pages.append(text[:room])
        self.characters += len(text)
        if len(text) > room or len(self.pages) >= self.max_pages:
            raise Enough
        self.check_time()

    def check_time(self) -> None:
        if time.monotonic() > self.deadline:
            raise Enough
