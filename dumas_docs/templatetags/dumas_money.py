"""`{{ amount|rupiah }}`: money as the office writes it."""

from __future__ import annotations

from django import template

from dumas_docs.exports.accountability import rupiah

register = template.Library()
register.filter("rupiah", rupiah)
