"""A certificate authority of a test's own, and a certificate for the loopback address."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

LOOPBACK = ipaddress.ip_address("127.0.0.1")


@dataclass(frozen=True)
class Authority:
    """It signs; `certificate` is what whoever trusts it keeps, as PEM."""

    key: ec.EllipticCurvePrivateKey
    name: x509.Name
    certificate: bytes

    def for_loopback(self) -> tuple[bytes, bytes]:
        """(key, certificate) of a server on 127.0.0.1, as PEM."""
        key = ec.generate_private_key(ec.SECP256R1())
        named = _begun(_name("127.0.0.1"), self.name, key).add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(LOOPBACK)]), critical=False
        )
        written = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return written, named.sign(self.key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def authority() -> Authority:
    """A new one."""
    key, name = ec.generate_private_key(ec.SECP256R1()), _name("Uji")
    told = _begun(name, name, key).add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    signed = told.sign(key, hashes.SHA256())
    return Authority(key, name, signed.public_bytes(serialization.Encoding.PEM))


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _begun(subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
    )
