"""Doors of Wagtail that stay shut, for everyone or for what is the office's own; its login and account page."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, re_path
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import RedirectView
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

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
    "|(?:users|groups)/delete|workflows/(?:disable|tasks/disable|task_chooser)"
)


class TablesView(View):
    """Approval runs along the office's chains alone, and those are tables: nothing is made or changed here."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_superuser:
            raise PermissionDenied
        messages.error(
            request,
            _(
                "Approval runs along the chains of the office alone. They are changed in their tables "
                "(workflows/chains) and brought in by sync_chains; documents on their way keep the table they began "
                "with."
            ),
        )
        return redirect("wagtailadmin_workflows:index")


urlpatterns = [
    re_path(rf"^(?:{CLOSED})(?:/.*)?$", ClosedView.as_view()),
    re_path(
        r"^workflows/(?:tasks/)?(?:add|edit|enable|select_type)/(?:.+/)?$", require_admin_access(TablesView.as_view())
    ),
    path("account/", require_admin_access(OwnAccountView.as_view()), name="wagtailadmin_account"),
    path("login/", RedirectView.as_view(pattern_name="login", query_string=True)),
]
