"""Where a role comes from, as far as the person of the scope may know of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F
from django.utils.translation import gettext as _

from dumas_docs.models import AclScope, BasePage, Cause, GrantCause


@dataclass(frozen=True)
class Place:
    """The page a role was given on: its name and address, or words that do not betray them."""

    title: str
    url: str = ""
    is_known: bool = True
    is_folder: bool = False

    def reason_of(self, cause: GrantCause) -> str:
        """Why the role was given. The office's own set-up on a folder is no secret, whatever else the folder holds."""
        told = self.is_known or (self.is_folder and cause.cause == Cause.ORGANISASI)
        return cause.reason if told else ""


def places_of(causes: Iterable[GrantCause], page: BasePage) -> dict[int, Place]:
    """The pages of `causes` by id, for a reader of `page`, who may not know of all of them."""
    ids = {cause.page_id for cause in causes} - {page.pk}
    places = {page.pk: Place(_("this page"))}
    for above in BasePage.objects.filter(pk__in=ids):
        places[above.pk] = Place(above.title, above.get_url() or "")
    if hidden := ids - set(places):
        # A scope's own row says whether it is a folder; the page itself is not read.
        itself = AclScope.objects.filter(scope_id=F("ancestor_id"), scope_id__in=hidden, is_folder=True)
        folders = set(itself.values_list("scope_id", flat=True))
        unnamed = {True: _("a folder above your reach"), False: _("(restricted)")}
        for pk in hidden:
            places[pk] = Place(unnamed[pk in folders], is_known=False, is_folder=pk in folders)
    return places
