"""What is searched: one row for each document, filtered for the reader like the document itself."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelsearch.index import Indexed

from dumas_docs.models.queries import ReadableByPageQuerySet

from .terms import terms

# The most words a name in the list of synonyms has.
LONGEST_NAME = 6


class SearchDocument(Indexed, models.Model):
    """The searchable content of one document. Every SELECT is filtered by `read` on its page, in the same SQL.

    `search_fields` stays empty: modelsearch compiles our questions, but keeps no copy. Its own table is shared with
    Wagtail's page search, whose order of results is weighed by what all rows hold, also those a reader may not see.
    The full text index hangs on this table and is kept by the database itself (migration 0001)."""

    # No constraint: a page that goes takes this row along in search.receivers, locks in one order for all.
    page = models.OneToOneField(
        "dumas_docs.BasePage", on_delete=models.DO_NOTHING, db_constraint=False, primary_key=True, related_name="+"
    )
    kind = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField(null=True)
    channel = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=24, blank=True)
    # Several values, each between bars: "|03|05|".
    issues = models.TextField(blank=True)
    provinces = models.TextField(blank=True)
    date = models.DateField(null=True)
    fingerprint = models.CharField(max_length=64)
    indexed_at = models.DateTimeField()
    institution_terms = models.TextField(blank=True)
    number_terms = models.TextField(blank=True)
    title_terms = models.TextField(blank=True)
    subject = models.TextField(blank=True)
    body = models.TextField(blank=True)
    body_terms = models.TextField(blank=True)
    file_terms = models.TextField(blank=True)

    objects = ReadableByPageQuerySet.as_manager()
    search_fields: list = []
    wagtail_reference_index_ignore = True

    class Meta:
        base_manager_name = "objects"
        verbose_name = _("search document")
        verbose_name_plural = _("search documents")
        indexes = [models.Index(fields=["date"], name="searchdocument_date")]

    def __str__(self) -> str:
        return f"#{self.pk}"


class SearchNumber(models.Model):
    """A number by which people who may only know of a document find it: its own numbers, never the sender's."""

    page_id = models.BigIntegerField()
    key = models.CharField(max_length=120)

    class Meta:
        verbose_name = _("number of a document")
        verbose_name_plural = _("numbers of documents")
        indexes = [models.Index(fields=["key"], name="searchnumber_key")]
        constraints = [models.UniqueConstraint(fields=["page_id", "key"], name="searchnumber_once")]

    def __str__(self) -> str:
        return f"#{self.page_id}"


class Completion(models.Model):
    """One way to go on after a field filter: a number, an institution or the year of a document, as it is written.

    For readers of the document; where `is_outer`, also for who may only know of it."""

    page_id = models.BigIntegerField(db_index=True)
    field = models.CharField(max_length=10)
    # What must be typed, folded; an institution stands here once for each of its words.
    key = models.CharField(max_length=80, db_index=True)
    text = models.CharField(max_length=120)
    is_outer = models.BooleanField(default=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("completion of a filter")
        verbose_name_plural = _("completions of filters")

    def __str__(self) -> str:
        return f"#{self.page_id}"


class SearchPending(models.Model):
    """Outbox: a page that an engine must index anew, written in the transaction of the change.

    Each change adds its own row, so that a change committed while an older one is being indexed is never lost."""

    page_id = models.BigIntegerField()
    engine = models.CharField(max_length=20, default="database")
    queued_at = models.DateTimeField(auto_now_add=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    # Not before this moment is it tried again.
    due_at = models.DateTimeField(default=timezone.now)
    fault = models.CharField(max_length=100, blank=True)

    class Meta:
        verbose_name = _("page to be indexed")
        verbose_name_plural = _("pages to be indexed")
        indexes = [
            models.Index(fields=["page_id"], name="searchpending_page"),
            models.Index(fields=["engine", "due_at"], name="searchpending_due"),
        ]

    def __str__(self) -> str:
        return f"#{self.page_id}"


# Of a saved search, as its owner calls it.
LONGEST_SAVED_NAME = 80


class SavedSearch(models.Model):
    """A question somebody asks again and again, under a name of his own. It never names a person."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=LONGEST_SAVED_NAME)
    # As it stands in the address of its results, behind the question mark.
    question = models.TextField()
    tells = models.BooleanField(_("tell me of new documents by mail"), default=True)
    checked_at = models.DateTimeField()
    # More documents answer than are watched: nothing can be said of new ones.
    is_too_wide = models.BooleanField(default=False)
    # A letter is being handed over; who died meanwhile leaves it standing (search.notices).
    handing_over_at = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="savedsearch_name")]
        indexes = [models.Index(fields=["checked_at"], name="savedsearch_checked")]

    def __str__(self) -> str:
        return f"#{self.pk}"


class SavedMatch(models.Model):
    """A document that a saved search has found: found once, never new again."""

    saved = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="matches")
    page_id = models.BigIntegerField(db_index=True)
    found_at = models.DateTimeField()
    is_told = models.BooleanField(default=False)
    is_seen = models.BooleanField(default=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("document of a saved search")
        verbose_name_plural = _("documents of saved searches")
        constraints = [models.UniqueConstraint(fields=["saved", "page_id"], name="savedmatch_once")]

    def __str__(self) -> str:
        return f"#{self.page_id}"


class Synonym(models.Model):
    """A short form the office writes, and what it stands for: a question for one finds the other.

    Asked when a question is put, never kept in an index: a change holds from the next question on."""

    short = models.CharField(_("short form"), max_length=60, help_text=_("As people type it, for example dumas."))
    long = models.CharField(
        _("long form"), max_length=200, help_text=_("What it stands for, for example pengaduan masyarakat.")
    )
    note = models.CharField(
        _("note"), max_length=200, blank=True, help_text=_("For colleagues: where it is used. No names of persons.")
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")
        ordering = ["short", "pk"]

    def __str__(self) -> str:
        return f"{self.short} = {self.long}"

    def clean(self) -> None:
        faults = {name: fault for name in ("short", "long") if (fault := _fault_of(getattr(self, name)))}
        if faults:
            raise ValidationError(faults)
        mine = {terms(self.short), terms(self.long)}
        if len(mine) == 1:
            raise ValidationError({"long": gettext("For the search both are the same already.")})
        for other in Synonym.objects.exclude(pk=self.pk):
            if {terms(other.short), terms(other.long)} == mine:
                words = gettext("This pair is in the list already: %(pair)s.")
                raise ValidationError({"long": words % {"pair": other}})


def _fault_of(name: str) -> str:
    """Why the search cannot use a name, in words; empty for one it can use."""
    found = terms(name)
    if not found:
        return gettext("Write at least one word.")
    if len(found) > LONGEST_NAME:
        return gettext("At most %d words.") % LONGEST_NAME
    return ""


class FullText(models.Model):
    """SQLite's FTS5 table over SearchDocument; PostgreSQL has the column `vector` instead and no such table."""

    page = models.OneToOneField(
        SearchDocument, on_delete=models.DO_NOTHING, db_constraint=False, primary_key=True, db_column="rowid",
        related_name="+",
    )  # fmt: skip
    title_terms = models.TextField()
    body_terms = models.TextField()
    file_terms = models.TextField()

    wagtail_reference_index_ignore = True

    class Meta:
        managed = False
        db_table = "dumas_search_fulltext"

    def __str__(self) -> str:
        return f"#{self.pk}"
