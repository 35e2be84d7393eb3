"""Who complains and who is complained about: their own tables, encrypted, readable with `identity` only."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from .sealed import SealedTextField, keyed_hash


class ComplainantCategory(models.TextChoices):
    PERORANGAN = "PERORANGAN", _("Individual")
    KELOMPOK = "KELOMPOK", _("Group of citizens")
    BADAN = "BADAN", _("Legal entity or organisation")
    APARATUR = "APARATUR", _("State apparatus")
    KUASA = "KUASA", _("Attorney")


class InstitutionCategory(models.TextChoices):
    KEMENTERIAN = "KEMENTERIAN", _("Ministry or central institution")
    PROVINSI = "PROVINSI", _("Provincial government")
    KABUPATEN_KOTA = "KABUPATEN_KOTA", _("Regency or city government")
    DESA = "DESA", _("Village government")
    PENEGAK_HUKUM = "PENEGAK_HUKUM", _("Law enforcement")
    BUMN_BUMD = "BUMN_BUMD", _("State-owned enterprise")
    SWASTA = "SWASTA", _("Private")
    LAINNYA = "LAINNYA", _("Other")


class HashedIdentity(Orderable):
    """Keeps a keyed hash beside each column of `hashed`, for exact match without opening anything."""

    hashed: tuple[str, ...] = ()

    class Meta(Orderable.Meta):
        abstract = True

    def save(self, *args, **kwargs) -> None:
        self.set_hashes()
        super().save(*args, **kwargs)

    def set_hashes(self) -> None:
        """Recompute the hashes under the newest key."""
        for name in self.hashed:
            setattr(self, f"{name}_hash", keyed_hash(getattr(self, name).reveal()))


class ComplainantIdentity(HashedIdentity):
    """One complainant of a case (domain.md §4; S1 C.1.b: name, address, signature)."""

    complaint = ParentalKey("dumas_docs.Complaint", on_delete=models.CASCADE, related_name="complainants")
    full_name = SealedTextField(_("full name"))
    address = SealedTextField(_("address"), blank=True)
    occupation = SealedTextField(_("occupation"), blank=True)
    id_number = SealedTextField(_("identity number (NIK)"), blank=True)
    phone = SealedTextField(_("telephone"), blank=True)
    email = SealedTextField(_("e-mail"), blank=True)
    represented_by = SealedTextField(_("represented by"), blank=True)
    regency = models.CharField(_("regency or city"), max_length=100, blank=True)
    province = models.CharField(_("province"), max_length=100, blank=True)
    complainant_category = models.CharField(
        _("kind of complainant"),
        max_length=12,
        choices=ComplainantCategory.choices,
        default=ComplainantCategory.PERORANGAN,
    )
    signature_present = models.BooleanField(_("signature present"), default=False)
    power_of_attorney_stamped = models.BooleanField(_("stamped power of attorney present"), default=False)
    full_name_hash = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    id_number_hash = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    phone_hash = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    email_hash = models.CharField(max_length=64, blank=True, editable=False, db_index=True)

    hashed = ("full_name", "id_number", "phone", "email")

    class Meta(HashedIdentity.Meta):
        verbose_name = _("complainant")
        verbose_name_plural = _("complainants")

    def __str__(self) -> str:
        return str(self.full_name)


class ReportedParty(HashedIdentity):
    """One person or office complained about; protected like the complainant (S1 B.7.4)."""

    complaint = ParentalKey("dumas_docs.Complaint", on_delete=models.CASCADE, related_name="reported_parties")
    name = SealedTextField(_("name"), blank=True)
    employee_no = SealedTextField(_("employee number (NIP/NRP)"), blank=True)
    address = SealedTextField(_("address"), blank=True)
    position = SealedTextField(_("position"), blank=True)
    institution = models.CharField(_("institution"), max_length=200, blank=True)
    institution_category = models.CharField(
        _("kind of institution"), max_length=16, choices=InstitutionCategory.choices, blank=True
    )
    name_hash = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    employee_no_hash = models.CharField(max_length=64, blank=True, editable=False, db_index=True)

    hashed = ("name", "employee_no")

    class Meta(HashedIdentity.Meta):
        verbose_name = _("reported party")
        verbose_name_plural = _("reported parties")

    def __str__(self) -> str:
        return self.institution or str(self.name)
