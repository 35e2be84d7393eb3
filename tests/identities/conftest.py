"""A case with a complainant and a reported party, and people who read its documents with and without `identity`."""

from __future__ import annotations

import pytest

from dumas_docs.models import BasePage, Complaint, IncomingLetter
from tests.admin.conftest import desk
from tests.identities.people import NAME, NIK, PHONE, REPORTED, STREET

__all__ = ["desk"]


@pytest.fixture
def case(desk) -> Complaint:
    page = desk.office.case(subject="Pungutan di kantor desa")
    page.complainants.create(full_name=NAME, address=f"{STREET}, Kabupaten Contoh", id_number=NIK, phone=PHONE)
    page.reported_parties.create(name=REPORTED, institution="Kantor Desa Contoh")
    page.save()
    page.save_revision().publish(skip_permission_checks=True)
    return Complaint.objects.get(pk=page.pk)


@pytest.fixture
def letter(desk, case) -> IncomingLetter:
    """A letter of the complainant, written into the case with everything in it."""
    page = desk.office.letter(
        BasePage.objects.get(pk=case.pk), subject=f"Surat dari {NAME}", sender=NAME, deliverer=f"kurir {NAME.upper()}",
        attachments_note=f"KTP_{NAME.replace(' ', '_')}.pdf", body=f"Saya {NAME}, {STREET}, NIK {NIK}, wa {PHONE}.",
    )  # fmt: skip
    page.save_revision().publish(skip_permission_checks=True)
    return IncomingLetter.objects.get(pk=page.pk)
