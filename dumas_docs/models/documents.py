"""What all documents share: numbered on creation, neutral title and slug, parts of a case."""

from __future__ import annotations

from typing import Any, ClassVar

from wagtail.admin.panels import FieldPanel

from dumas_docs.access.scope import local_today, scope_or_none
from dumas_docs.enums import Level

from .base import BasePage
from .closed_case import takes_new
from .registers import Register


class DocumentPage(BasePage):
    """A numbered document. The number is the title and the slug; the subject is content and stays behind `read`."""

    is_folder = False
    default_level = Level.TERBATAS
    # Register that numbers the document when it is first saved, and the pattern of its number.
    register_code: ClassVar[str] = ""
    number_pattern: ClassVar[str] = "{seq}"
    # What others wrote is filed in a case that has ended; the office's own papers are not begun there.
    is_from_outside: ClassVar[bool] = False

    content_panels = [FieldPanel("subject")]

    class Meta:
        abstract = True

    @classmethod
    def can_create_at(cls, parent: Any) -> bool:
        """For who reads the archive now, where somebody does."""
        scope = scope_or_none()
        if scope is not None and not scope.is_system and not scope.resolution.may_begin(cls, parent):
            return False
        return super().can_create_at(parent) and takes_new(parent, cls)

    def can_move_to(self, parent: Any) -> bool:
        return super().can_move_to(parent) and takes_new(parent, type(self))

    @property
    def least_level(self) -> Level:
        """The level the document has at least from its first moment."""
        return self.default_level

    def take_place_defaults(self) -> None:
        self.level = max(self.level, self.least_level)
        super().take_place_defaults()
        if self.register_code and not self.title:
            self.take_number()

    def take_number(self) -> None:
        """Take the next number of the type's register; it becomes title and slug. Call inside a transaction."""
        entry = Register.objects.allocate(
            code=self.register_code, unit=self.unit, year=local_today().year, pattern=self.number_pattern
        )
        self.title = self.draft_title = entry.text
        self.slug = entry.slug
        self.number_entry = entry

    def save(self, *args, **kwargs):
        if kwargs.get("update_fields") is None:
            self.hide_identities()
        result = super().save(*args, **kwargs)
        entry = self.__dict__.pop("number_entry", None)
        if entry is not None:
            entry.document_id = self.pk
            entry.save(update_fields=["document"])
        return result

    def save_revision(self, *args, **kwargs):
        self.hide_identities()
        return super().save_revision(*args, **kwargs)

    def with_content_json(self, content):
        """An older version; persons that the case came to know since are hidden in it."""
        from dumas_docs.actions.hide_in_document import hide_in, persons_of_its_cases

        version = super().with_content_json(content)
        hide_in(version, persons_of_its_cases(version))
        return version

    def hide_identities(self, persons: Any = None) -> list[str]:
        """Inside a case: put marks in place of `persons`, else of those the case knows; returns the fields that changed
        (0005-identities-inside-a-case.md)."""
        from dumas_docs.actions.hide_in_document import hide_in, persons_around

        known = persons_around(self) if persons is None else persons
        changed = hide_in(self, known, loaded_only=self._state.adding)
        self.hidden_fields = tuple(dict.fromkeys([*self.hidden_fields, *changed]))
        return changed
