"""Wagtail's doors to documents and images; all of them are closed to everybody."""

from __future__ import annotations

from tests.leaks.doors import PAGE, TEXT, Door, empty, listing, row
from tests.leaks.rows import Of

UPLOAD = "an upload that waits for its form; uploading through Wagtail is closed"
FILE, IMAGE = Of("attachment"), Of("scan")
RENAME = ({}, {"title": "Diubah"})


def _chooser(kind: str) -> dict[str, Door]:
    rows = Of("attachment" if kind == "docs" else "scan")
    return {
        f"wagtail{kind}_chooser:choose": listing({"multiple": "1"}, {"q": TEXT}),
        f"wagtail{kind}_chooser:choose_results": listing({"p": "2"}, {"collection_id": "1"}, q="q"),
        f"wagtail{kind}_chooser:chosen": Door([{"pk": rows}]),
        f"wagtail{kind}_chooser:chosen_multiple": listing({"id": rows}),
        f"wagtail{kind}_chooser:create": listing(),
    }


DOORS = {
    "wagtaildocs:index": listing({"ordering": "title"}, {"collection_id": "1"}, q="q"),
    "wagtaildocs:index_results": listing(q="q"),
    "wagtaildocs:add": listing(),
    "wagtaildocs:edit": row("attachment", "document_id", forms=RENAME),
    "wagtaildocs:delete": row("attachment", "document_id"),
    "wagtaildocs:add_multiple": listing(),
    "wagtaildocs:edit_multiple": row("attachment", "doc_id", forms=RENAME),
    "wagtaildocs:create_multiple_from_uploaded_document": empty(UPLOAD, kwargs=({"uploaded_file_id": 1},)),
    "wagtaildocs:delete_multiple": row("attachment", "doc_id"),
    "wagtaildocs:delete_upload_multiple": empty(UPLOAD, kwargs=({"uploaded_file_id": 1},)),
    "wagtaildocs:document_usage": row("attachment", "document_id"),
    "wagtailimages:index": listing({"ordering": "title"}, {"tag": "x"}, q="q"),
    "wagtailimages:index_results": listing(q="q"),
    "wagtailimages:add": listing(),
    "wagtailimages:edit": row("scan", "image_id", forms=RENAME),
    "wagtailimages:delete": row("scan", "image_id"),
    "wagtailimages:url_generator": row("scan", "image_id"),
    "wagtailimages:url_generator_output": row("scan", "image_id"),
    "wagtailimages:preview": Door(
        [{"image_id": IMAGE, "filter_spec": "width-32"}, {"image_id": IMAGE, "filter_spec": "original"}]
    ),
    "wagtailimages:image_usage": row("scan", "image_id"),
    "wagtailimages:add_multiple": listing(),
    "wagtailimages:edit_multiple": row("scan", "image_id", forms=RENAME),
    "wagtailimages:create_multiple_from_uploaded_image": empty(UPLOAD, kwargs=({"uploaded_file_id": 1},)),
    "wagtailimages:delete_multiple": row("scan", "image_id"),
    "wagtailimages:delete_upload_multiple": empty(UPLOAD, kwargs=({"uploaded_file_id": 1},)),
    "wagtailimages_chooser:select_format": row("scan", "image_id"),
    **_chooser("docs"),
    **_chooser("images"),
    "wagtailadmin_api:documents:listing": listing({"id": FILE}, {"fields": "*"}, {"order": "random"}, q="search"),
    "wagtailadmin_api:documents:detail": row("attachment", queries=({}, {"fields": "*"})),
    "wagtailadmin_api:documents:find": listing({"id": FILE}),
    "wagtailadmin_api:images:listing": listing({"id": IMAGE}, {"fields": "*"}, {"order": "random"}, q="search"),
    "wagtailadmin_api:images:detail": row("scan", queries=({}, {"fields": "*"})),
    "wagtailadmin_api:images:find": listing({"id": IMAGE}),
    "wagtailadmin_tag_autocomplete": listing({"term": "z"}, {"term": TEXT}),
    "wagtailadmin_tag_model_autocomplete": Door([{"app_name": "taggit", "model_name": "tag"}], ({}, {"term": "z"})),
    "wagtailadmin_block_preview": listing({"id": PAGE}),
}
