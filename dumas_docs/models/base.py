"""BasePage: every container and document of the archive, with the columns that decide who may see it (access.md)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractPage, Workflow
from wagtail.models.pages import AbstractPageMeta
from wagtail.search import index

from dumas_docs.access.roles import CHANGE, GUARDIAN_PERMISSIONS, READ, SEE
from dumas_docs.access.scope import as_bookkeeping, current_scope, scope_or_none
from dumas_docs.enums import Level

from .governed import GovernedColumns
from .queries import ScopedPageManager
from .row_order import number_rows
from .tree_paths import PathBelow


class BasePage(GovernedColumns, AbstractPage):
    """A page of the archive. Plain instances are containers: the tree's root and a fresh site's first page."""

    level = models.PositiveSmallIntegerField(
        _("security level"), choices=Level.choices, default=Level.BIASA, editable=False
    )
    unit = models.ForeignKey(
        "dumas_workflows.Unit",
        verbose_name=_("unit"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    inherits = models.BooleanField(_("inherits access"), default=True, editable=False)
    is_public = models.BooleanField(_("public"), default=False, editable=False)
    subject = models.CharField(_("subject"), max_length=300, blank=True)

    # Y3 pointers (docs/decisions/0002-y3-pointers.md); the composite indexes below serve them.
    acl_folder = models.ForeignKey(
        "self", on_delete=models.DO_NOTHING, null=True, editable=False, db_index=False, related_name="+"
    )
    acl_item = models.ForeignKey(
        "self", on_delete=models.DO_NOTHING, null=True, editable=False, db_index=False, related_name="+"
    )
    acl_folder.wagtail_reference_index_ignore = True
    acl_item.wagtail_reference_index_ignore = True

    objects = ScopedPageManager()

    # Wagtail's index of references would count pages a reader may not know of (wagtail_surfaces.md §6.21).
    wagtail_reference_index_ignore = True

    is_folder: ClassVar[bool] = True
    # Cases are scopes of their own, so that a grant on one touches no other row.
    is_record_scope: ClassVar[bool] = False
    default_level: ClassVar[Level] = Level.BIASA
    publish_verb: ClassVar[str] = CHANGE
    # Values that actions govern; restoring an old version never brings back an old one of these.
    governed_fields: ClassVar[tuple[str, ...]] = (
        "level", "unit_id", "inherits", "is_public", "acl_folder_id", "acl_item_id",
    )  # fmt: skip
    register_code: ClassVar[str] = ""
    # Names of the fields in which persons were hidden since this object was made, for telling who saved it.
    hidden_fields: tuple[str, ...] = ()

    search_fields = [
        *AbstractPage.search_fields,
        index.FilterField("level"),
        index.FilterField("acl_folder_id"),
        index.FilterField("acl_item_id"),
        index.FilterField("is_public"),
    ]
    settings_panels: ClassVar[list] = []
    promote_panels: ClassVar[list] = []
    private_page_options: ClassVar[list] = []

    class Meta(AbstractPageMeta):
        base_manager_name = "objects"
        permissions = [
            ("bulk_delete_basepage", "Delete pages with children"),
            ("lock_basepage", "Lock/unlock pages you've locked"),
            ("publish_basepage", "Publish any page"),
            ("unlock_basepage", "Unlock any page"),
            *GUARDIAN_PERMISSIONS,
        ]
        indexes = [
            models.Index(fields=["acl_folder", "level", "live"], name="page_acl_folder"),
            models.Index(fields=["acl_item", "level", "live"], name="page_acl_item"),
            models.Index(fields=["depth", "path"], name="page_depth_path"),
            models.Index(fields=["id"], name="page_public", condition=models.Q(is_public=True)),
            models.Index(fields=["latest_revision_created_at"], name="page_updated"),
        ]
        constraints = [
            models.CheckConstraint(
                name="page_public_is_ordinary",
                condition=models.Q(is_public=False) | models.Q(level=Level.BIASA),
            )
        ]

    def __str__(self) -> str:
        return self.title if self._known_to_reader() else str(_("(restricted)"))

    def _known_to_reader(self) -> bool:
        scope = scope_or_none()
        if scope is None or scope.is_system or self.pk is None:
            return True
        return SEE in scope.resolution.verbs(self)

    def get_admin_display_title(self) -> str:
        """The title for lists and choosers; "(restricted)" to those who may not know of the page."""
        return (self.draft_title or self.title) if self._known_to_reader() else str(_("(restricted)"))

    @property
    def level_enum(self) -> Level:
        return Level(self.level)

    @property
    def reader_verbs(self) -> frozenset[str]:
        """What the person of the current scope may do here. No query."""
        return current_scope().resolution.verbs(self)

    @property
    def subject_for_reader(self) -> str:
        """The subject, or the mask for a reader who may only know the number (domain.md §10)."""
        if not self.subject or READ in self.reader_verbs:
            return self.subject
        return str(_("(subject restricted)"))

    def permissions_for_user(self, user: Any):
        """The tester that admin views ask; every answer needs `see` first."""
        from dumas_docs.access.tester import AccessTester

        return AccessTester(user, self)

    # --- Tree, slug and revision bookkeeping sees every row (wagtail_surfaces.md §4.1.6) ---

    @as_bookkeeping
    def save(self, *args, **kwargs):
        """Save; a new page takes unit, level and access pointers from where it is put, in the same transaction.

        Without `update_fields`, governed columns that were not changed here keep what the database holds by now."""
        from dumas_docs.access import pointers

        with transaction.atomic():
            creating = self._state.adding
            if creating:
                pointers.hold_places()
                self.take_place_defaults()
            elif kwargs.get("update_fields") is None:
                self.take_governed_from_database()
            number_rows(self, loaded_only=True)
            result = super().save(*args, **kwargs)
            if creating:
                pointers.place_new(self)
        self.remember_governed()
        return result

    @as_bookkeeping
    def save_revision(self, *args, **kwargs):
        number_rows(self, loaded_only=False)
        return super().save_revision(*args, **kwargs)

    def take_place_defaults(self) -> None:
        """Before the first save: unit from above, level of the type, never below the document it is part of."""
        parent = self.get_parent(update=True) if self.depth and self.depth > 1 else None
        if parent is None:
            return
        if self.unit_id is None:
            self.unit_id = parent.unit_id
        self.level = max(
            self.level, self.default_level, Level.BIASA if parent.specific_class.is_folder else parent.level
        )

    @as_bookkeeping
    def get_parent(self, *args, **kwargs):
        return super().get_parent(*args, **kwargs)

    @as_bookkeeping
    def add_child(self, **kwargs):
        return super().add_child(**kwargs)

    @as_bookkeeping
    def add_sibling(self, pos=None, **kwargs):
        return super().add_sibling(pos, **kwargs)

    @as_bookkeeping
    def move(self, *args, **kwargs):
        return super().move(*args, **kwargs)

    @as_bookkeeping
    def delete(self, *args, **kwargs):
        return super().delete(*args, **kwargs)

    @as_bookkeeping
    def full_clean(self, *args, **kwargs):
        return super().full_clean(*args, **kwargs)

    @as_bookkeeping
    def minimal_clean(self):
        return super().minimal_clean()

    def clean(self) -> None:
        super().clean()
        if self.is_public and self.level != Level.BIASA:
            raise ValidationError(_("Only a document at the ordinary level can be public."))

    @staticmethod
    @as_bookkeeping
    def _slug_is_available(slug, parent_page, page=None):
        return AbstractPage._slug_is_available(slug, parent_page, page)

    @as_bookkeeping
    def copy(self, *args, **kwargs):
        return super().copy(*args, **kwargs)

    @as_bookkeeping
    def get_url_parts(self, request=None):
        return super().get_url_parts(request)

    @as_bookkeeping
    def get_view_restrictions(self):
        return super().get_view_restrictions()

    def get_workflow(self) -> Workflow | None:
        """The chain the document begins (`InChain`). A workflow that Wagtail lets one lay over a part of the archive
        has no hold here: nobody of the office decides in it, and the document could not go its own way."""
        return None

    @property
    def has_workflow(self) -> bool:
        return self.get_workflow() is not None

    @as_bookkeeping
    def get_translations(self, *args, **kwargs):
        return super().get_translations(*args, **kwargs)

    @as_bookkeeping
    def with_content_json(self, content):
        """A version with the content of a revision, but with today's level, access and register values."""
        version = super().with_content_json(content)
        for name in self.governed_fields:
            setattr(version, name, getattr(self, name))
        version.remember_governed_of(self)
        return version

    # --- The public and reading side ---

    def route(self, request, path_components):
        """Find the page of an address; answer 404 unless the visitor may know of it."""
        try:
            result = self._route_unfiltered(request, path_components)
        except Http404:
            # One word, such as the address of an icon, is no document's.
            if len(path_components) > 1:
                self._note_refusal(request, None)
            raise
        if SEE not in current_scope().resolution.verbs(result.page):
            self._note_refusal(request, result.page)
            raise Http404
        return result

    @staticmethod
    def _note_refusal(request, page) -> None:
        from dumas_docs.access import audit

        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            audit.record_refusal(page=page, by=request.user, door="wagtail_serve")

    @as_bookkeeping
    def _route_unfiltered(self, request, path_components):
        if not path_components:
            return super().route(request, []) if self.live else self._route_draft()
        child = self.get_children().filter(slug=path_components[0]).first()
        if child is None:
            raise Http404
        return child.specific._route_unfiltered(request, path_components[1:])

    def _route_draft(self):
        from wagtail.url_routing import RouteResult

        return RouteResult(self)

    def serve(self, request, *args, **kwargs):
        """The reading view; who may only know of the document gets its card."""
        from dumas_docs.views.reading import read_page

        request.is_preview = False
        return read_page(request, self, user=getattr(request, "user", None) or AnonymousUser())

    def serve_preview(self, request, mode_name):
        """This version on the editing side, as the reading view shows it; the view around it has asked and recorded."""
        from dumas_docs.views.reading import show_version

        request.is_preview = True
        return show_version(request, self)


BasePage._meta.get_field("path").register_lookup(PathBelow)
