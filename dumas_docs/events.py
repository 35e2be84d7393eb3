"""Signals for other rooms. Senders are page classes; receivers load by id and let a row that is gone be gone."""

from django.dispatch import Signal

# page_id: roles, inheritance, level or place of this page changed.
access_changed = Signal()
# page_id: content or files of this page changed.
content_changed = Signal()
# page_id: the page is gone.
page_removed = Signal()
# The office's worker is running: what waits for a quiet moment may be worked off. Receivers may fail alone.
worker_runs = Signal()
