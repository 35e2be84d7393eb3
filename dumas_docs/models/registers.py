"""Registers: gap-free numbers per register, unit and year (domain.md §8, "Sequences")."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from dumas_docs.conf import setting
from dumas_docs.enums import Level, OutgoingType
from workflows.models import Unit

# Orders have numbers of their own beside those of letters.
ORDER = "SURAT_PERINTAH"


class NoUnit(ValueError):
    """A number was asked for outside of every unit; registers belong to units."""


def agenda_code(unit: Unit) -> str:
    """The kode agenda of a unit: what tells its agenda numbers from those of others (domain.md §8)."""
    return setting("AGENDA_CODES").get(unit.code, f"SM-{unit.code}")


def outgoing_register(kind: str, *, level: int) -> str:
    """The code of the register in which papers of a kind are numbered when they go out."""
    return f"keluar-{kind.lower()}"[:16] + ("-r" if level >= Level.RAHASIA else "")


def outgoing_registers() -> dict[str, tuple[str, bool]]:
    """Every register of what goes out, by code: the kind of its papers, and whether it is the one of secret ones."""
    return {
        outgoing_register(kind, level=level): (kind, level >= Level.RAHASIA)
        for kind in (*OutgoingType.values, ORDER)
        for level in (Level.BIASA, Level.RAHASIA)
    }


class RegisterManager(models.Manager):
    def allocate(self, *, code: str, unit: Unit | None, year: int, pattern: str) -> RegisterEntry:
        """Take the next number of (code, unit, year) and write its entry.

        The counter row is locked until the caller's transaction ends; a rollback gives the number back, so no gap and
        no double under any load. `pattern` is a format string with seq, year, unit, agenda. Raises NoUnit."""
        (entry,) = self.allocate_many(code=code, unit=unit, year=year, pattern=pattern, count=1)
        entry.save()
        return entry

    @transaction.atomic(savepoint=False)
    def allocate_many(
        self, *, code: str, unit: Unit | None, year: int, pattern: str, count: int
    ) -> list[RegisterEntry]:
        """Take the next `count` numbers in a row; the entries are returned unsaved. Raises NoUnit."""
        if unit is None:
            raise NoUnit(code)
        counters = self.select_for_update().filter(code=code, unit=unit, year=year)
        register = counters.first()
        if register is None:
            self.get_or_create(code=code, unit=unit, year=year)
            register = counters.get()
        first, agenda = register.last_number + 1, agenda_code(unit)
        register.last_number += count
        register.save(update_fields=["last_number"])
        now = timezone.now()
        return [
            RegisterEntry(
                register=register,
                number=number,
                text=pattern.format(seq=number, year=year, unit=unit.letter_code or unit.code, agenda=agenda),
                issued_at=now,
            )
            for number in range(first, first + count)
        ]


class Register(models.Model):
    """One counter; starts again on 1 January."""

    code = models.CharField(_("register"), max_length=20)
    unit = models.ForeignKey("dumas_workflows.Unit", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("year"))
    last_number = models.PositiveIntegerField(_("last number"), default=0)

    objects = RegisterManager()

    class Meta:
        verbose_name = _("register")
        verbose_name_plural = _("registers")
        constraints = [
            models.UniqueConstraint(fields=["code", "unit", "year"], name="register_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.year}"


class RegisterEntry(models.Model):
    """One number. It is used or void, for ever; it is never given again."""

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField(_("number"))
    text = models.CharField(_("written number"), max_length=100)
    document = models.ForeignKey(
        "dumas_docs.BasePage", on_delete=models.SET_NULL, null=True, related_name="register_entries"
    )
    issued_at = models.DateTimeField(_("issued at"))
    void_at = models.DateTimeField(null=True)
    void_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    void_reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("register entry")
        verbose_name_plural = _("register entries")
        constraints = [models.UniqueConstraint(fields=["register", "number"], name="registerentry_once")]

    def __str__(self) -> str:
        return self.text

    @property
    def slug(self) -> str:
        return slugify(self.text.replace("/", "-").replace(".", "-"))

    @property
    def is_void(self) -> bool:
        return self.void_at is not None


def memo_number_of(page: Any) -> str:
    """The number of the memorandum that is written out of an order or a plan; empty until it was decided."""
    registers = {outgoing_register(OutgoingType.MEMORANDUM, level=level) for level in Level}
    found = RegisterEntry.objects.filter(document_id=page.pk, register__code__in=registers, void_at=None)
    return found.order_by("pk").values_list("text", flat=True).last() or ""
