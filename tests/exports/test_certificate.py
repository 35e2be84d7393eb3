"""The office's certificate under a PDF: made with an authority of this test, asked with pyHanko's own validator."""

from __future__ import annotations

from asyncio import events
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from asn1crypto.x509 import Certificate as Trusted
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID
from django.core.checks import run_checks
from django.test import Client
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfWriter

from dumas_docs.actions import export_document as export
from dumas_docs.exports import pdf
from dumas_docs.exports.certificate import CertificateUnusable, sign_pdf
from dumas_docs.models import AuditEntry, OutgoingLetter
from tests.chains.chain_office import ChainOffice
from tests.chains.test_moves import go
from tests.services import libreoffice

NOW = datetime.now(UTC)
PASSWORD = "rahasia-sertifikat"


@pytest.fixture(autouse=True)
def outside_of_the_browsers_loop() -> Iterator[None]:
    """Playwright leaves its event loop running in this thread; pyHanko runs one of its own."""
    running = events._get_running_loop()
    events._set_running_loop(None)
    yield
    events._set_running_loop(running)


class Authority:
    """A certificate authority, and the certificates it gives."""

    def __init__(self, name: str) -> None:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        self.root = self._certificate(self.name, self.key.public_key(), days=3650, ca=True)

    def _certificate(self, name: x509.Name, key, *, days: int, ca: bool) -> x509.Certificate:
        usage = dict.fromkeys(
            ("key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"), False
        )
        built = (
            x509.CertificateBuilder().subject_name(name).issuer_name(self.name).public_key(key)
            .serial_number(x509.random_serial_number()).not_valid_before(NOW - timedelta(days=30))
            .not_valid_after(NOW + timedelta(days=days))
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
            .add_extension(x509.KeyUsage(digital_signature=not ca, content_commitment=not ca, key_cert_sign=ca,
                                         crl_sign=ca, **usage), critical=True)
        )  # fmt: skip
        return built.sign(self.key, hashes.SHA256())

    def file(self, folder: Path, *, days: int = 365) -> Path:
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Asisten Deputi Contoh")])
        given = self._certificate(name, key.public_key(), days=days, ca=False)
        path = folder / f"kantor-{days}.p12"
        path.write_bytes(
            pkcs12.serialize_key_and_certificates(
                b"kantor", key, given, [self.root], BestAvailableEncryption(PASSWORD.encode())
            )
        )
        return path


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority("CA Contoh")


@pytest.fixture
def use(settings):
    def point_to(path: Path | str, password: str = PASSWORD) -> None:
        own = getattr(settings, "DUMAS_DOCS", {})
        settings.DUMAS_DOCS = {**own, "SIGNING_CERTIFICATE": str(path), "SIGNING_PASSWORD": password}

    return point_to


def plain_pdf() -> bytes:
    writer, made = PdfWriter(), BytesIO()
    writer.add_blank_page(width=595, height=842)
    writer.add_metadata({"/Title": "Naskah"})
    writer.write(made)
    return made.getvalue()


def validated(content: bytes, authority: Authority) -> PdfSignatureStatus:
    (signature,) = PdfFileReader(BytesIO(content)).embedded_signatures
    root = Trusted.load(authority.root.public_bytes(Encoding.DER))
    context = ValidationContext(trust_roots=[root], allow_fetching=False)
    return validate_pdf_signature(signature, signer_validation_context=context)


def test_a_signed_pdf_is_valid_as_a_whole_and_one_changed_byte_makes_it_invalid(authority, use, tmp_path):
    use(authority.file(tmp_path))
    signed = sign_pdf(plain_pdf(), reason="Asdep", now=NOW)
    (signature,) = PdfFileReader(BytesIO(signed)).embedded_signatures
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    status = validated(signed, authority)
    assert (status.bottom_line, status.valid, status.intact, status.trusted) == (True, True, True, True)
    assert status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    assert not validated(signed, Authority("CA lain")).trusted
    place = signed.index(b"Naskah")
    touched = signed[:place] + b"Maskah" + signed[place + 6 :]
    status = validated(touched, authority)
    assert not status.intact and not status.bottom_line
    # What is added behind the signature is not covered by it, and nothing may be added.
    try:
        status = validated(signed + b"\n% tambahan\n", authority)
        assert status.coverage != SignatureCoverageLevel.ENTIRE_FILE
    except SignatureValidationError:
        pass


@pytest.mark.parametrize("fault", ["missing", "password", "not-pkcs12", "expired"])
def test_a_certificate_that_cannot_be_used_signs_nothing_and_the_check_says_so(authority, use, tmp_path, fault):
    path, password = authority.file(tmp_path, days=-1 if fault == "expired" else 365), PASSWORD
    if fault == "missing":
        path = tmp_path / "tidak-ada.p12"
    elif fault == "password":
        password = "salah"
    elif fault == "not-pkcs12":
        path.write_bytes(b"bukan PKCS#12")
    use(path, password)
    with pytest.raises(CertificateUnusable):
        sign_pdf(plain_pdf(), reason="Asdep", now=NOW)
    found = [each.id for each in run_checks(include_deployment_checks=True)]
    assert "dumas_docs.E009" in found


@pytest.fixture
def stand_in(tmp_path, monkeypatch):
    """Stands in for LibreOffice: lays a whole PDF beside the file it was given last."""
    (tmp_path / "naskah.pdf").write_bytes(plain_pdf())
    program = tmp_path / "soffice"
    program.write_text(f'#!/bin/sh\nfor last; do :; done; cp "{tmp_path}/naskah.pdf" "${{last%.docx}}.pdf"\n')
    program.chmod(0o700)
    pdf.converter.cache_clear()
    monkeypatch.setenv("PATH", str(tmp_path))
    yield
    pdf.converter.cache_clear()


def signed_letter(office: ChainOffice) -> OutgoingLetter:
    letter = office.letter()
    return go(office, letter, "+", "kasubid", "kabid", "asdep!")


def download(office: ChainOffice, letter, follow: bool = False):
    client = Client()
    client.force_login(office.people["analis"])
    return client, client.get(f"/naskah/{letter.pk}/unduh/?bentuk=pdf", follow=follow)


@pytest.mark.django_db
def test_the_door_gives_a_signed_letter_its_certificate_and_nothing_else(
    authority, use, tmp_path, stand_in, monkeypatch
):
    office = ChainOffice()
    letter, draft = signed_letter(office), office.letter()
    client, answer = download(office, letter)
    assert answer.content == plain_pdf()  # off by default
    assert "bersertifikat" not in client.get(letter.url).content.decode()
    use(authority.file(tmp_path))
    client, answer = download(office, letter)
    assert validated(answer.content, authority).bottom_line
    entry = AuditEntry.objects.filter(verb="ekspor.dibuat", page_id=letter.pk).order_by("number").last()
    assert entry.data["code"] == letter.signatures.get().code and entry.data["certificate"]
    assert "Unduh sebagai PDF bersertifikat" in client.get(letter.url).content.decode()
    assert download(office, draft)[1].content == plain_pdf()
    assert "bersertifikat" not in client.get(draft.url).content.decode()
    # Words hidden from the reader are not the words that were signed.
    monkeypatch.setattr(export, "_hidden_for", lambda page, by: lambda text: text.replace("Isi", "I**"))
    assert download(office, letter)[1].content == plain_pdf()
    monkeypatch.undo()


@pytest.mark.django_db
def test_without_a_usable_certificate_no_unsigned_pdf_is_given_in_its_place(authority, use, tmp_path, stand_in):
    office = ChainOffice()
    letter = signed_letter(office)
    use(authority.file(tmp_path, days=-1))
    _client, answer = download(office, letter, follow=True)
    assert "PDF tidak dapat ditandatangani dengan sertifikat kantor" in answer.content.decode()
    assert not AuditEntry.objects.filter(page_id=letter.pk, data__kind="pdf").exists()


@pytest.mark.slow
@pytest.mark.skipif(libreoffice.find() is None, reason=f"MISSING: {libreoffice.LACK}")
@pytest.mark.django_db
def test_a_letter_converted_by_libreoffice_bears_a_valid_certificate(authority, use, tmp_path):
    office = ChainOffice()
    letter = signed_letter(office)
    use(authority.file(tmp_path))
    _client, answer = download(office, letter)
    assert answer["Content-Type"] == "application/pdf"
    status = validated(answer.content, authority)
    assert status.bottom_line and status.coverage == SignatureCoverageLevel.ENTIRE_FILE
