"""Lists of pages: one set of columns everywhere, filters that name no people, and no bulk actions."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from django_filters.filters import DateFromToRangeFilter, MultipleChoiceFilter
from wagtail.admin.filters import DateRangePickerWidget, MultipleContentTypeFilter, WagtailFilterSet
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.views.pages.search import SearchView
from wagtail.admin.views.pages.usage import ContentTypeUseView
from wagtail.models import get_page_content_types
from wagtail.search.query import MATCH_ALL

from dumas_docs.admin.columns import COLUMNS
from dumas_docs.enums import Level
from dumas_docs.models import BasePage

from .side_panels import StatusPanel, side_panels


class ArchiveFilterSet(WagtailFilterSet):
    """Type, level and date. Lists of owners and editors would name colleagues by what they work on."""

    content_type = MultipleContentTypeFilter(
        label=_("Type"),
        queryset=lambda request: get_page_content_types(include_base_page_type=False),
        widget=CheckboxSelectMultiple,
    )
    level = MultipleChoiceFilter(label=_("Security level"), choices=Level.choices, widget=CheckboxSelectMultiple)
    latest_revision_created_at = DateFromToRangeFilter(label=_("Changed"), widget=DateRangePickerWidget)

    class Meta:
        model = BasePage
        fields: list[str] = []


class ListingMixin:
    """Rows of documents with a constant number of queries."""

    columns = COLUMNS
    base_columns = COLUMNS

    def annotate_queryset(self, pages: Any) -> Any:
        return pages.defer_streamfields().specific()


class ArchiveIndexView(ListingMixin, ExplorableIndexView):
    """One folder or case."""

    @property
    def explorable_columns(self) -> list:
        return self.columns

    def get_side_panels(self) -> Any:
        if self.parent_page.is_root():
            return super().get_side_panels()
        return side_panels(self, StatusPanel(
            self.parent_page.get_latest_revision_as_object(), self.request, show_schedule_publishing_toggle=False,
            live_object=self.parent_page, scheduled_object=self.scheduled_page,
        ))  # fmt: skip


class ArchiveTypeView(ListingMixin, ContentTypeUseView):
    """All documents of one type that the person may know of."""

    def get_table(self, object_list: Any) -> Any:
        return self.table_class(self.columns, object_list, **self.get_table_kwargs())

    def get_add_url(self) -> None:
        return None


class ArchiveSearchView(ListingMixin, SearchView):
    """Finding as on the search page, with its fields and phrases: Wagtail would read a field as a filter of its own."""

    def get_queryset(self) -> Any:
        asked = self.search_query or MATCH_ALL
        pages = BasePage.objects.order_by(self.ordering) if self.ordering else BasePage.objects.all()
        self.all_pages = found = self._found(pages, asked)
        if self.selected_content_type:
            found = self._found(pages.filter(content_type=self.selected_content_type), asked)
        self.content_types = [
            (ContentType.objects.get_for_id(pk), count) for pk, count in self.all_pages.facet("content_type_id").items()
        ]
        return found

    def _found(self, pages: Any, asked: Any) -> Any:
        return self.annotate_queryset(pages).autocomplete(asked, order_by_relevance=not self.ordering)
