"""The form for what is corrected in a case that has ended (dumas_docs.models.closed_case)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from .forms import ArchivePageForm


class CorrectionForm(ArchivePageForm):
    """What may still be corrected in a case that has ended; everything else is no part of the form and stays.

    Erasure is refused: the file is kept (domain.md §12)."""

    def is_valid(self) -> bool:
        valid = super().is_valid()
        names = [name for name in self.identity_relations() if name in self.formsets] if self.is_bound else []
        rows = [form for name in names for form in self.formsets[name].initial_forms]
        if any(getattr(form, "cleaned_data", {}).get("DELETE") for form in rows):
            self.add_error(None, _("Identities are corrected here, not removed: the file of the case is kept."))
        return valid and not self.errors
