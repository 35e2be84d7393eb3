"""What this room adds to Wagtail's editing side. Registration only."""

from __future__ import annotations

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from .administration.failures import failures_viewset
from .administration.synonyms import SynonymPolicy, synonyms_viewset
from .models import Synonym

register_permission_policy(Synonym, SynonymPolicy(Synonym))
hooks.register("register_admin_viewset", lambda: failures_viewset)
hooks.register("register_admin_viewset", lambda: synonyms_viewset)
