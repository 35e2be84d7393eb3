"""Text that is encrypted at rest and shows a mask unless it is deliberately revealed (access.md, "Identities")."""

from __future__ import annotations

import base64
import hashlib
import hmac
import unicodedata
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django import forms
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from dumas_docs.conf import setting

MARK = "sealed:"
MASK = "•••"


def _derive(secret: str, purpose: bytes) -> bytes:
    kdf = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"dumas-docs " + purpose)
    return kdf.derive(secret.encode())


def _secrets() -> tuple[str, ...]:
    secrets = tuple(setting("IDENTITY_KEYS"))
    if not secrets:
        raise ImproperlyConfigured("DUMAS_DOCS['IDENTITY_KEYS'] is empty: identities cannot be closed or opened.")
    return secrets


@lru_cache(maxsize=8)
def _box(secrets: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_derive(secret, b"identity"))) for secret in secrets])


@lru_cache(maxsize=32)
def _hash_key(secret: str) -> bytes:
    return _derive(secret, b"exact match")


def normalise(text: str) -> str:
    """The form in which identities are compared: no case, accents, punctuation or spaces."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in plain if char.isalnum())


def keyed_hash(text: str) -> str:
    """Hash for exact match under the newest key; empty for text without letters or digits."""
    return _hash(text, _secrets()[0])


def keyed_hashes(text: str) -> list[str]:
    """Hashes of `text` under every key in use, for searching while keys are being changed."""
    return [found for secret in _secrets() if (found := _hash(text, secret))]


def _hash(text: str, secret: str) -> str:
    plain = normalise(text)
    return hmac.new(_hash_key(secret), plain.encode(), hashlib.sha256).hexdigest() if plain else ""


class SealedText:
    """An encrypted text. `str()` gives the mask; `reveal()` the text itself, for those who have asked `identity`."""

    __slots__ = ("token",)

    def __init__(self, token: str) -> None:
        self.token = token

    @classmethod
    def seal(cls, text: str) -> SealedText:
        text = text.replace("\x00", "").strip()
        return cls(MARK + _box(_secrets()).encrypt(text.encode()).decode() if text else "")

    def reveal(self) -> str:
        """The plain text. Raises InvalidToken when no key in use opens it."""
        return _box(_secrets()).decrypt(self.token[len(MARK) :].encode()).decode() if self.token else ""

    def __str__(self) -> str:
        return MASK if self.token else ""

    __repr__ = __str__

    def __bool__(self) -> bool:
        return bool(self.token)

    def __len__(self) -> int:
        return len(str(self))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SealedText) and (self.token == other.token or self.reveal() == other.reveal())

    def __hash__(self) -> int:
        return hash(keyed_hash(self.reveal()) if self.token else "")


def as_sealed(value: Any) -> SealedText:
    """Plain text, a token or a SealedText as a SealedText."""
    if isinstance(value, SealedText):
        return value
    text = "" if value is None else str(value)
    if text.startswith(MARK):
        try:
            found = SealedText(text)
            found.reveal()
            return found
        except InvalidToken:
            pass
    return SealedText.seal(text)


class SealedAttribute(DeferredAttribute):
    """Turns whatever is assigned into a SealedText; deferred columns load as always."""

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = as_sealed(value)


class SealedFormField(forms.CharField):
    """Edits the revealed text; only forms for readers with `identity` may contain it."""

    def prepare_value(self, value: Any) -> Any:
        return value.reveal() if isinstance(value, SealedText) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class SealedTextField(models.TextField):
    """A text column that holds ciphertext; the attribute is always a SealedText."""

    descriptor_class = SealedAttribute

    def from_db_value(self, value, expression, connection):
        return SealedText(value or "")

    def to_python(self, value):
        return as_sealed(value)

    def get_prep_value(self, value):
        return as_sealed(value).token

    def value_to_string(self, obj) -> str:
        return as_sealed(self.value_from_object(obj)).token

    def get_default(self):
        return SealedText("")

    def formfield(self, **kwargs):
        # SealedText has no length of its own to validate, and a text area is wrong for names.
        multiline = kwargs.pop("multiline", False)
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 2}) if multiline else forms.TextInput)
        kwargs["form_class"] = SealedFormField
        return models.Field.formfield(self, **kwargs)
