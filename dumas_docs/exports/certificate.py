"""The office's certificate under a PDF of a signed document (PAdES B-B), where a PKCS#12 file is set up."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path

from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12
from cryptography.x509 import Certificate

from dumas_docs.conf import setting

FIELD = "TandaTangan"


class CertificateUnusable(RuntimeError):
    """The file is missing, its password is wrong, it lacks a key, or its time is over; the words are for its keeper."""


def is_set_up() -> bool:
    """Whether PDFs of signed documents are signed with a certificate here."""
    return bool(setting("SIGNING_CERTIFICATE"))


def certificate_for(*, now: datetime) -> Certificate:
    """The certificate in use at that moment. Raises CertificateUnusable."""
    return _opened(now)[1]


def sign_pdf(pdf: bytes, *, reason: str, now: datetime) -> bytes:
    """The PDF with a signature over all of it, after which it may not be changed; nothing is asked of any server.

    Raises CertificateUnusable, also for a PDF that cannot be signed."""
    content, _certificate = _opened(now)
    # Half a second of start-up that an office without a certificate need not spend.
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign import signers
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
    from pyhanko.sign.general import SigningError

    signer = signers.SimpleSigner.load_pkcs12_data(content, other_certs=[], passphrase=_password())
    meta = signers.PdfSignatureMetadata(
        field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, reason=reason,
        name=setting("OFFICE_NAME"), certify=True, docmdp_permissions=MDPPerm.NO_CHANGES,
    )  # fmt: skip
    try:
        made: BytesIO = signers.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), meta, signer=signer)
    except (PdfError, SigningError, ValueError) as error:
        raise CertificateUnusable(str(error)) from error
    return made.getvalue()


def _opened(now: datetime) -> tuple[bytes, Certificate]:
    try:
        content = Path(setting("SIGNING_CERTIFICATE")).read_bytes()
        kept = load_pkcs12(content, _password())
    except (OSError, ValueError) as error:
        raise CertificateUnusable(f"{type(error).__name__}: {error}") from error
    if kept.key is None or kept.cert is None:
        raise CertificateUnusable("no key with its certificate in the file")
    certificate = kept.cert.certificate
    if not certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc:
        raise CertificateUnusable(f"valid until {certificate.not_valid_after_utc:%Y-%m-%d}")
    return content, certificate


def _password() -> bytes | None:
    return str(setting("SIGNING_PASSWORD")).encode() or None
