"""Wagtail's doors to people, groups, sites, workflows and collections, and its helpers."""

from __future__ import annotations

from tests.leaks.doors import PAGE, Door, empty, listing, row, unvisited
from tests.leaks.rows import Of

HELPER = "a form or script of the admin that reads no page"
PASSWORD = "reset of passwords is switched off"


def _model(namespace: str, kind: str, *names: str, q: str = "q") -> dict[str, Door]:
    """The doors of one of Wagtail's model viewsets."""
    lists = {name: listing(exports=name == "index", q=q) for name in ("index", "index_results", "add") if name in names}
    rows = {name: row(kind) for name in names if name not in lists}
    return {f"{namespace}:{name}": door for name, door in {**lists, **rows}.items()}


CALENDAR_DAY = {
    "date": "31-03-2026", "kind": "LIBUR_KHUSUS", "name": "Libur", "status": "RESMI", "decree_no": "Uji 1/2026",
    "reason": "uji",
}  # fmt: skip
VIEWSET = ("index", "index_results", "add", "edit", "delete", "history", "history_results", "usage")
DOORS = {
    **_model("wagtailusers_users", "user", *VIEWSET),
    **_model("wagtailusers_groups", "group", *VIEWSET),
    **_model("wagtailsites", "site", *VIEWSET, "copy"),
    "wagtailsnippets:index": listing(),
    "wagtailadmin_collections:index": listing(),
    "wagtailadmin_collections:add": listing(),
    "wagtailadmin_collections:edit": row("collection"),
    "wagtailadmin_collections:delete": row("collection"),
    "wagtailadmin_collections:set_privacy": row("collection", "collection_id"),
    "kalender:index": listing({"year": "2026"}, q="q"),
    "kalender:index_results": listing(),
    "kalender:add": listing(forms=({}, CALENDAR_DAY)),
    "kalender:edit": row("calendar_day", forms=({}, CALENDAR_DAY)),
    "kalender:delete": row("calendar_day", forms=({}, {"reason": "keliru"})),
    "wagtailadmin_workflows:index": listing({"show_disabled": "true"}),
    "wagtailadmin_workflows:index_results": listing(),
    "wagtailadmin_workflows:add": listing(forms=({}, {"name": "x", "pages-0-page": PAGE, "pages-TOTAL_FORMS": "1",
                                                      "pages-INITIAL_FORMS": "0"})),
    **{f"wagtailadmin_workflows:{name}": row("workflow")
       for name in ("enable", "disable", "edit", "usage", "usage_results")},
    "wagtailadmin_workflows:remove": Door([{"page_pk": PAGE}, {"page_pk": PAGE, "workflow_pk": Of("workflow")}]),
    "wagtailadmin_workflows:add_task": Door([{"app_label": "wagtailcore", "model_name": "groupapprovaltask"}]),
    "wagtailadmin_workflows:select_task_type": listing(),
    "wagtailadmin_workflows:task_index": listing(),
    "wagtailadmin_workflows:task_index_results": listing(),
    **{f"wagtailadmin_workflows:{name}": row("task") for name in ("edit_task", "disable_task", "enable_task")},
    "wagtailadmin_workflows:task_chooser": listing({"q": "Persetujuan"}),
    "wagtailadmin_workflows:task_chooser_results": listing({"q": "Persetujuan"}),
    "wagtailadmin_workflows:task_chooser_create": listing(),
    "wagtailadmin_workflows:task_chosen": row("task", "task_id"),
    "wagtailadmin_account": empty("the person's own settings"),
    "wagtailadmin_dismissibles": empty(HELPER),
    "wagtailadmin_sprite": empty(HELPER),
    "wagtailadmin_javascript_catalog": empty(HELPER),
    "wagtailadmin_login": listing({"next": Of("path")}),
    "wagtailadmin_logout": unvisited("ends the visitor's session"),
    "wagtailadmin_error_test": unvisited("raises on purpose: Wagtail's own test of the page for errors"),
    "wagtailadmin_password_reset": empty(PASSWORD),
    "wagtailadmin_password_reset_done": empty(PASSWORD),
    "wagtailadmin_password_reset_confirm": empty(PASSWORD, kwargs=({"uidb64": "MQ", "token": "x"},)),
    "wagtailadmin_password_reset_complete": empty(PASSWORD),
}  # fmt: skip
