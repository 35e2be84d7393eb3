"""What a letter about a step says, and who answers whether it is still wanted. The archive registers its answer."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows.chains import Asks, Verb
from workflows.models import ClockNotice

from .recipients import NobodyAnswers
from .step_notices import StepNotice

WAITS: dict[str, Promise] = {
    Verb.INITIAL: gettext_lazy("Waits for your initials"),
    Verb.APPROVE: gettext_lazy("Waits for your approval"),
    Verb.SIGN: gettext_lazy("Waits for your signature"),
    Verb.NUMBER: gettext_lazy("Waits for you to number and send it out"),
    Verb.VERIFY: gettext_lazy("Waits for your verification"),
    Asks.DIRECTION: gettext_lazy("Waits for your direction"),
    Asks.PROPOSAL: gettext_lazy("Waits for your proposal of a direction"),
}


@dataclass(frozen=True)
class StepLetter:
    """One letter to one person. `wanted` is a key of WAITS; `reference` is the number, empty where the document has
    none and is not open to all."""

    kind: StepNotice
    wanted: str
    path: str
    reference: str = ""

    @property
    def subject(self) -> str:
        """What is to be done, and the number."""
        words = str(WAITS[self.wanted] if self.kind == StepNotice.LANGKAH else self.kind.label)
        return f"{words}: {self.reference}" if self.reference else words

    @property
    def lines(self) -> list[str]:
        """The sentences of the letter, without its address."""
        named = self.reference or _("a document that is not open to all")
        said = {
            StepNotice.LANGKAH: _("%(waits)s: %(document)s."),
            StepNotice.KEMBALI: _("It came back to you with a comment, which stands with it: %(document)s."),
            StepNotice.SELESAI: _("Every step of the approval is done: %(document)s."),
        }[self.kind]
        return [said % {"waits": WAITS[self.wanted], "document": named}]


class StepLetterSource(Protocol):
    """Answers for many letters at once, by their ids, in an access scope of its own. A letter that is not wanted any
    more, or whose person may not read the document or wants no such mail, is left out."""

    def __call__(self, *, notices: Collection[ClockNotice]) -> Mapping[int, StepLetter]: ...


_registered: list[StepLetterSource] = []


def register_step_letters(source: StepLetterSource) -> None:
    """Make `source` the one that answers, in place of any before it."""
    _registered[:] = [source]


def step_letters_of(*, notices: Collection[ClockNotice]) -> Mapping[int, StepLetter]:
    """Ask the registered source. Raises NobodyAnswers."""
    if not notices:
        return {}
    if not _registered:
        raise NobodyAnswers
    return _registered[0](notices=notices)
