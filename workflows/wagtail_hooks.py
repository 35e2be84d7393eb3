"""What this room adds to Wagtail's editing side. Registration only."""

from __future__ import annotations

from wagtail import hooks

from workflows.calendar_admin.viewset import calendar_viewset

hooks.register("register_admin_viewset", lambda: calendar_viewset)
