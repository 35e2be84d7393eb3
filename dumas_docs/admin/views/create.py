"""Creating through the editing side."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem, PageActionMenu
from wagtail.admin.views.pages.create import CreateView

from dumas_docs.access.roles import CHANGE, READ, SEE
from dumas_docs.access.scope import local_today
from dumas_docs.access.selectors import verbs_on
from dumas_docs.actions.add_document import CaseEnded, MayNotAdd
from dumas_docs.actions.ensure_folder import place_in_register
from dumas_docs.actions.file_document import FILED_AT_ONCE, file_document
from dumas_docs.actions.open_to_addressee import NoAddressee
from dumas_docs.admin.hidden import tell_hidden
from dumas_docs.enums import Level
from dumas_docs.models import BasePage
from dumas_docs.models.closed_case import ended_in_words, takes_new
from dumas_docs.models.registers import NoUnit

from .side_panels import StatusPanel, side_panels


class ArchiveCreateView(CreateView):
    """A number is taken in the same transaction as the page, and only when the form is valid.

    There is no publishing from here: a draft is first read by its writer. Letters and folders are filed at once."""

    def dispatch(
        self, request: HttpRequest, content_type_app_name: str, content_type_model_name: str, parent_page_id: int
    ) -> HttpResponseBase:
        """A case that has ended says so; Wagtail would only deny."""
        parent = BasePage.objects.filter(pk=parent_page_id).first()
        model = apps.all_models[content_type_app_name].get(content_type_model_name)
        if parent is not None and model is not None and not takes_new(parent, model):
            case = parent.specific
            if {SEE, READ} <= verbs_on(request.user, case):
                messages.warning(request, ended_in_words(case))
                return redirect(case.get_url(request) or "wagtailadmin_home")
        return super().dispatch(request, content_type_app_name, content_type_model_name, parent_page_id)

    @transaction.atomic
    def post(self, request: HttpRequest) -> HttpResponse:
        if self.expects_json_response:
            # A background save would take a number nobody asked for.
            return self.json_error_response("validation_error", _("A new document is not saved automatically."))
        return super().post(request)

    def get(self, request: HttpRequest) -> HttpResponse:
        if hasattr(self.page, "received_at"):
            self.page.received_at = timezone.now()
        if self.is_for_named_people_only:
            messages.warning(
                request,
                _(
                    "This file is top secret. What you put into it opens only to the heads, the handler and the "
                    "addressee named on the file. A draft stays open to its writer, a letter does not."
                ),
            )
        return super().get(request)

    @property
    def is_for_named_people_only(self) -> bool:
        return not self.parent_page.specific_class.is_folder and self.parent_page.level == Level.SANGAT_RAHASIA

    @property
    def filed_at_once(self) -> bool:
        return issubclass(self.page_class, FILED_AT_ONCE)

    @property
    def action_name_and_method(self) -> tuple[str, Any]:
        return ("file" if self.filed_at_once else "save"), self.file

    def file(self) -> HttpResponse:
        page = self.form.save(commit=False)
        try:
            with transaction.atomic():
                parent = place_in_register(
                    parent=self.parent_page, document=self.page_class, year=local_today().year, by=self.request.user
                )
                self.page = file_document(page=page, parent=parent, by=self.request.user, now=timezone.now())
        except MayNotAdd:
            self.form.add_error(None, _("You may not add documents to the folder of this year."))
            return self.form_invalid(self.form)
        except CaseEnded as error:
            self.form.add_error(None, str(error))
            return self.form_invalid(self.form)
        except NoUnit:
            self.form.add_error(None, _("This folder belongs to no unit, so no register can give a number here."))
            return self.form_invalid(self.form)
        except NoAddressee as error:
            self.form.add_error("addressee", str(error))
            return self.form_invalid(self.form)
        verbs = verbs_on(self.request.user, self.page)
        if self.form.show_comments_toggle and READ in verbs:
            self.subscription.page = self.page
            self.subscription.save()
        messages.success(self.request, self.confirmation(), buttons=self.reading_button() if READ in verbs else [])
        if READ in verbs:
            tell_hidden(self.request, self.page)
        return self.redirect_and_remain() if CHANGE in verbs and not self.filed_at_once else self.redirect_away()

    def confirmation(self) -> str:
        words = {"type": self.page_class.get_verbose_name().capitalize(), "title": self.page.title}
        if SEE not in verbs_on(self.request.user, self.page):
            return _("%(type)s %(title)s has been filed. It is open to its addressee alone, not to you.") % words
        if self.filed_at_once:
            return _("%(type)s %(title)s has been filed.") % words
        return _("%(type)s %(title)s has been begun as a draft.") % words

    def reading_button(self) -> list:
        return [messages.button(self.page.url, _("Read"), new_window=False)] if self.page.url else []

    def get_side_panels(self):
        return side_panels(self, StatusPanel(
            self.page, self.request, show_schedule_publishing_toggle=False, parent_page=self.parent_page
        ))  # fmt: skip

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["action_menu"] = FilingMenu(self.request, view="create", parent_page=self.parent_page, lock=None,
                                            locked_for_user=False, filed_at_once=self.filed_at_once)  # fmt: skip
        return context


class FilingMenuItem(ActionMenuItem):
    """The one button of the create screen."""

    name = "action-file"
    icon_name = "check"

    def __init__(self, label: str) -> None:
        super().__init__()
        self.label = label


class FilingMenu(PageActionMenu):
    def __init__(self, request: HttpRequest, *, filed_at_once: bool, **kwargs: Any) -> None:
        super().__init__(request, **kwargs)
        self.menu_items: list[ActionMenuItem] = []
        self.default_item = FilingMenuItem(_("File it") if filed_at_once else _("Save as draft"))
