"""Wagtail's doors to pages: explorer, forms, versions, workflows, choosers, bulk actions, reports, its own API."""

from __future__ import annotations

from dumas_docs.admin.views import closed
from tests.leaks.doors import (
    DEEP,
    EVERY_PAGE,
    EVERY_TEXT,
    EXPORTS,
    FEW_PAGES,
    NOTHING,
    PAGE,
    TEXT,
    Door,
    empty,
    listing,
    page,
    part,
)
from tests.leaks.rows import Of, Own

TYPES = ("basepage", "folder", "complaint", "incomingletter", "outgoingletter", "assignmentorder", "monitoringreport",
         "monitoringactivity", "financialaccountability", "servicestandard", "sop")  # fmt: skip
OPEN = ("open_letter", "open")
SECRET = ("case_secret", "blocked", "window")
SECRET_PAGE = Of("page", ("case_secret",))
BULK_ACTIONS = ("delete", "move", "publish", "unpublish")

EXPLORER = ({}, {"q": TEXT}, {"q": TEXT, "search_all": "1"}, {"ordering": "-latest_revision_created_at"},
            {"ordering": "ord"}, {"has_child_pages": "true"}, {"p": "2"}, {"content_type": "999"}, {"owner": "1"},
            *EXPORTS)  # fmt: skip
CONTAINERS = Of("page", ("vault", "open", "blocked"))
BY_TYPE = [
    {"content_type_app_name": "dumas_docs", "content_type_model_name": model}
    for model in ("basepage", "folder", "complaint", "servicestandard")
]
CREATE = [
    {"content_type_app_name": "dumas_docs", "content_type_model_name": model, "parent_page_id": PAGE}
    for model in ("incomingletter",)
]
COPY_FORM = {"new_title": "Salinan", "new_slug": "salinan", "new_parent_page": FEW_PAGES, "copy_subpages": "on"}
REVISION = Of("revision", ("case_secret",))
WORKFLOW = [
    {
        "page_id": Own("task_state_id"),
        "task_state_id": Of("task_state", ("case_secret", "standard")),
        "action_name": action,
    }
    for action in ("decide", "reject")
]

LIST_DOORS = {
    "wagtailadmin_explore_root": listing({"q": TEXT}),
    "wagtailadmin_explore": Door([{"parent_page_id": EVERY_PAGE}, {"parent_page_id": 1}]),
    "wagtailadmin_explore_results": Door([{"parent_page_id": CONTAINERS}, {"parent_page_id": 1}], EXPLORER),
    "wagtailadmin_pages:search": listing(
        {"q": EVERY_TEXT}, {"q": TEXT, "search_all": "1"}, {"content_type": "dumas_docs.complaint"},
        {"ordering": "title"},
    ),
    "wagtailadmin_pages:search_results": listing(q="q"),
    "wagtailadmin_pages:type_use": Door(BY_TYPE, ({}, *EXPORTS)),
    "wagtailadmin_pages:type_use_results": Door(BY_TYPE),
    "wagtailadmin_pages:choose_parent": Door(
        [{"app_label": "dumas_docs", "model_name": model} for model in TYPES[2:5]],
        forms=({}, {"parent_page": FEW_PAGES}),
    ),
}  # fmt: skip

PAGE_DOORS = {
    "wagtailadmin_pages:add": Door(CREATE),
    "wagtailadmin_pages:preview_on_add": Door(CREATE, ({}, {"mode": ""}), ({}, {"subject": "Percobaan", "slug": "x"})),
    "wagtailadmin_pages:add_subpage": page("parent_page_id"),
    "wagtailadmin_pages:usage": page(),
    "wagtailadmin_pages:edit": Door([{"page_id": EVERY_PAGE}], forms=(
        {}, {"subject": "Diubah", "action-publish": "1"},
    )),
    "wagtailadmin_pages:preview_on_edit": page(queries=({}, {"mode": ""}), forms=({}, {"subject": "Percobaan"})),
    "wagtailadmin_pages:view_draft": page(),
    "wagtailadmin_pages:delete": page(queries=({}, {"next": "/penyuntingan/"})),
    "wagtailadmin_pages:unpublish": page(forms=({}, {"include_descendants": "on"})),
    "wagtailadmin_pages:convert_alias": page(),
    "wagtailadmin_pages:move": page("page_to_move_id"),
    "wagtailadmin_pages:move_confirm": Door([
        {"page_to_move_id": FEW_PAGES, "destination_id": Of("page", OPEN)},
        {"page_to_move_id": Of("page", OPEN), "destination_id": FEW_PAGES},
        {"page_to_move_id": Of("page", SECRET), "destination_id": Of("page", SECRET)},
    ]),
    "wagtailadmin_pages:set_page_position": page("page_to_move_id", forms=({}, {"position": "0"})),
    "wagtailadmin_pages:copy": Door([{"page_id": FEW_PAGES}], forms=({}, COPY_FORM)),
    "wagtailadmin_pages:set_privacy": page(forms=({}, {"restriction_type": "login"})),
    "wagtailadmin_pages:lock": page(),
    "wagtailadmin_pages:unlock": page(queries=({}, {"next": "/penyuntingan/"})),
    "wagtailadmin_pages:history": page(queries=({}, *EXPORTS)),
    "wagtailadmin_pages:history_results": page(),
    "wagtailadmin_pages:workflow_history": page(),
    "wagtailadmin_pages:workflow_history_detail": part("workflow_state_id", Of("workflow_state")),
    "wagtailadmin_pages:workflow_action": Door(WORKFLOW, forms=({}, {"comment": "ya"})),
    "wagtailadmin_pages:collect_workflow_action_data": Door(WORKFLOW, forms=({}, {"comment": "ya"})),
    "wagtailadmin_pages:confirm_workflow_cancellation": page(),
    "wagtailadmin_pages:workflow_preview": Door([{"page_id": PAGE, "task_id": Of("task")}]),
    "wagtailadmin_pages:revisions_index": page(),
    "wagtailadmin_pages:revisions_view": part("revision_id", REVISION),
    "wagtailadmin_pages:revisions_revert": part("revision_id", REVISION, forms=({}, {"action-publish": "1"})),
    "wagtailadmin_pages:revisions_unschedule": part("revision_id", REVISION),
    "wagtailadmin_pages:revisions_compare": Door([
        {"pk": PAGE, "revision_id_a": "earliest", "revision_id_b": "latest"},
        {"pk": FEW_PAGES, "revision_id_a": "live", "revision_id_b": "latest"},
        {"pk": Own("revision_id_a"), "revision_id_a": REVISION, "revision_id_b": "latest"},
        {"pk": Own("revision_id_b"), "revision_id_a": "earliest", "revision_id_b": REVISION},
    ]),
    "wagtailadmin_editing_sessions:ping": Door(
        [{"app_label": "dumas_docs", "model_name": model, "object_id": PAGE, "session_id": 1}
         for model in ("basepage", "complaint")],
        queries=(), forms=({"revision_id": "1", "is_editing": "1"},),
    ),
    "wagtailadmin_editing_sessions:release": Door([{"session_id": Of("session")}]),
}  # fmt: skip

CHOOSER_QUERIES = ({}, {"page_type": "dumas_docs.complaint"}, {"page_type": "wagtailcore.page"}, {"multiple": "1"},
                   {"user_perms": "move_to", "target_pages[]": FEW_PAGES}, {"p": "2"})  # fmt: skip
CHOOSER_DOORS = {
    "wagtailadmin_choose_page": listing(*CHOOSER_QUERIES),
    "wagtailadmin_choose_page_child": Door(
        [{"parent_page_id": EVERY_PAGE}, {"parent_page_id": 1}], ({}, {"multiple": "1"}), deep=DEEP
    ),
    "wagtailadmin_choose_page_search": listing(
        {"q": EVERY_TEXT}, {"q": TEXT, "page_type": "dumas_docs.complaint"}, {"q": "ZQXJ", "multiple": "1"}
    ),
    "wagtailadmin_choose_page_chosen_multiple": listing({"id": EVERY_PAGE}, {"id": str(2**63)}, {"id": "abc"}),
    "wagtailadmin_choose_page_external_link": listing(
        {"url": Of("link", SECRET), "link_text": "x"}, {"parent_page_id": FEW_PAGES},
        forms=({}, {"external-link-chooser-url": Of("link"), "external-link-chooser-link_text": "x"}),
    ),
    "wagtailadmin_choose_page_email_link": listing({"parent_page_id": FEW_PAGES}),
    "wagtailadmin_choose_page_phone_link": listing({"parent_page_id": FEW_PAGES}),
    "wagtailadmin_choose_page_anchor_link": listing({"parent_page_id": FEW_PAGES}),
}  # fmt: skip

BULK_DOORS = {
    "wagtail_bulk_action": Door(
        [{"app_label": app, "model_name": model, "action": action}
         for app, model in (("dumas_docs", "basepage"), ("wagtailcore", "page"), ("dumas_docs", "complaint"))
         for action in (BULK_ACTIONS if model == "basepage" else BULK_ACTIONS[:1])]
        + [{"app_label": "dumas_docs", "model_name": model, "action": action}
           for model in ("attachment", "scan") for action in ("delete", "add_tags")],
        queries=({"id": SECRET_PAGE}, {"id": "all"}, {"id": "all", "childOf": SECRET_PAGE}, {"id": "all", "q": "ZQXJ"},
                 {"id": Of("attachment", SECRET_PAGE.only)}, {"id": Of("scan", SECRET_PAGE.only)}, {"id": str(2**63)}),
        posts=({"id": SECRET_PAGE}, {"id": "all", "childOf": SECRET_PAGE}),
    ),
}  # fmt: skip

API_QUERIES = (
    {}, {"child_of": FEW_PAGES, "for_explorer": "1"}, {"child_of": PAGE}, {"descendant_of": PAGE}, {"search": TEXT},
    {"ancestor_of": PAGE}, {"translation_of": FEW_PAGES}, {"type": "dumas_docs.Complaint", "fields": "*"},
    {"type": "dumas_docs.Complaint", "fields": "*,parent(*)", "limit": "20"}, {"order": "random"}, {"fields": "*"},
    {"has_children": "true"}, {"id": EVERY_PAGE},
)  # fmt: skip
API_ACTIONS = ("copy", "delete", "publish", "unpublish", "move", "create_alias", "convert_alias",
               "revert_to_page_revision", "copy_for_translation")  # fmt: skip
API_DOORS = {
    "wagtailadmin_api:pages:listing": Door(NOTHING, API_QUERIES),
    "wagtailadmin_api:pages:detail": Door(
        [{"pk": EVERY_PAGE}], ({"fields": "*"}, {}, {"fields": "_,title,parent(*)"}), deep=DEEP
    ),
    "wagtailadmin_api:pages:find": Door(NOTHING, ({"id": PAGE}, {"html_path": Of("path")}, {"id": str(2**63)})),
    "wagtailadmin_api:pages:action": Door(
        [{"pk": FEW_PAGES, "action_name": action} for action in API_ACTIONS],
        queries=(), forms=({}, {"destination_page_id": "3", "recursive": "true"}),
    ),
}  # fmt: skip
REPORT_DOORS = {
    f"wagtailadmin_reports:{name}{suffix}": listing(*(queries if not suffix else ()), exports=not suffix)
    for name, queries in {
        "locked_pages": ({"locked_by": "1"},),
        "workflow": ({"status": "in_progress"}, {"reviewable": "true"}),
        "workflow_tasks": ({"status": "in_progress"},),
        "site_history": ({"label": TEXT}, {"object_type": "1"}, {"is_commenting_action": "true"}),
        "aging_pages": ({"content_type": "1"},),
        "page_types_usage": ({"page_locale": "id"},),
    }.items()
    for suffix in ("", "_results")
}
# The pattern of the shut part of the admin, as the URLconf names it.
CLOSED = str(closed.urlpatterns[0].pattern)
# Where Wagtail would make and change workflows and tasks.
TABLES = str(closed.urlpatterns[1].pattern)
REST = {
    "wagtailadmin_home": listing(),
    f"unnamed {CLOSED}": empty("shuts what the office does not use", path="/penyuntingan/documents/"),
    f"unnamed {TABLES}": empty(
        "keeps the chains of the office from Wagtail's editor of workflows", path="/penyuntingan/workflows/edit/1/"
    ),
    "unnamed login/": empty("leads to the office's own page for signing in", path="/penyuntingan/login/"),
    "unnamed test404/": empty("answers 404 always", path="/penyuntingan/test404/"),
    "unnamed ^.*/$": empty("the admin's own 404", path="/penyuntingan/tidak-ada/"),
}
DOORS = LIST_DOORS | PAGE_DOORS | CHOOSER_DOORS | BULK_DOORS | API_DOORS | REPORT_DOORS | REST
