"""The digest of what a version says: comments and bookkeeping are not content."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

NOT_CONTENT = {
    "wagtail_admin_comments", "latest_revision", "latest_revision_created_at", "live_revision", "live",
    "has_unpublished_changes", "first_published_at", "last_published_at", "numchild", "path", "depth", "url_path",
    "locked", "locked_at", "locked_by", "draft_title", "owner", "acl_folder", "acl_item", "level", "inherits",
    "is_public", "state", "number", "number_parts", "signed_at", "dispatched_at", "expedition_ref", "submitted_at",
}  # fmt: skip


def content_digest(revision: Any) -> str:
    """SHA-256 of the content of a Wagtail revision."""
    content = {name: value for name, value in revision.content.items() if name not in NOT_CONTENT}
    return hashlib.sha256(json.dumps(content, sort_keys=True, cls=DjangoJSONEncoder).encode()).hexdigest()
