"""Whether a mail really comes from the institution whose address it bears."""

from __future__ import annotations

import re

# Whoever likes has an address there; only the whole address says something.
FREE_MAIL = frozenset({
    "gmail.com", "yahoo.com", "yahoo.co.id", "ymail.com", "outlook.com", "hotmail.com", "icloud.com", "proton.me",
    "protonmail.com", "live.com", "mail.com", "rocketmail.com", "aol.com",
})  # fmt: skip


def same_office(address: str, known: str) -> bool:
    """Whether `address` is the `known` one, or of its domain where the domain belongs to one institution."""
    address, known = address.strip().casefold(), known.strip().casefold()
    if not address or "@" not in known or "@" not in address:
        return False
    domain = known.rpartition("@")[2]
    return address == known or (domain not in FREE_MAIL and address.rpartition("@")[2] == domain)


def is_proved(results: str, *, trusted: str, domain: str) -> bool:
    """Whether the office's own mail server (`trusted`, its name in Authentication-Results, RFC 8601) found that the
    mail comes from `domain`. A sender writes From as he likes: without that finding nothing is proved."""
    server, _semicolon, found = results.partition(";")
    if not trusted or server.split() == [] or server.split()[0].casefold() != trusted.casefold():
        return False
    for result in found.split(";"):
        passed = re.match(r"\s*dmarc\s*=\s*pass\b", result, re.IGNORECASE)
        stated = re.search(r"header\.from\s*=\s*([\w.\-]+)", result, re.IGNORECASE)
        if passed and stated and stated.group(1).casefold() == domain.casefold():
            return True
    return False
