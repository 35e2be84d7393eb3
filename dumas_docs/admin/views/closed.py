"""Doors of Wagtail that stay shut, for everyone or for what is the office's own; its login and account page."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, re_path
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import RedirectView
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.workflows import Edit as EditWorkflow
from wagtail.admin.views.workflows import EditTask
from wagtail.models import Task, Workflow

from .accounts import OwnAccountView


class ClosedView(View):
    """Answers as if there were no such page."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        raise Http404


# Below the address of the editing side: bulk actions (they ask once for many), Wagtail's library of files and images,
# collections, snippets, tags of everybody, actions by the admin's own API, reports that count or name what one may not
# see, and a view made to fail. Accounts and groups belong to the record and are never deleted; stopping a chain or one
# of its steps would act on documents that the administrator may not know of.
CLOSED = (
    "bulk|collections|documents|images|snippets|tag-autocomplete|failwhale|test404|choose-external-link"
    "|api/main/(?:documents|images)|api/main/pages/[0-9]+/action|reports/(?:site-history|aging-pages|page-types-usage)"
    "|(?:users|groups)/delete|workflows/(?:disable|tasks/disable)"
)


class TableView(View):
    """A table of the office is not edited here; Wagtail's own workflows are."""

    model: ClassVar[type[Workflow | Task]]
    editor: ClassVar[type[View]]
    belongs: ClassVar[str]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        ours = self.model.objects.filter(**{"pk": kwargs["pk"], f"{self.belongs}__isnull": False})
        if not request.user.is_superuser or not ours.exists():
            return self.editor.as_view()(request, *args, **kwargs)
        messages.error(
            request,
            _(
                "This is an approval chain of the office. It is changed in its table (workflows/chains) and brought in "
                "by sync_chains; documents on their way keep the table they began with."
            ),
        )
        return redirect("wagtailadmin_workflows:index")


class ChainView(TableView):
    """A chain as Wagtail's workflow."""

    model, editor, belongs = Workflow, EditWorkflow, "chain_version"


class StepView(TableView):
    """A step of a chain as Wagtail's task."""

    model, editor, belongs = Task, EditTask, "officetask"


urlpatterns = [
    re_path(rf"^(?:{CLOSED})(?:/.*)?$", ClosedView.as_view()),
    path("workflows/edit/<int:pk>/", require_admin_access(ChainView.as_view())),
    path("workflows/tasks/edit/<int:pk>/", require_admin_access(StepView.as_view())),
    path("account/", require_admin_access(OwnAccountView.as_view()), name="wagtailadmin_account"),
    path("login/", RedirectView.as_view(pattern_name="login", query_string=True)),
]
