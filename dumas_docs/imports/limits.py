"""How much a single file may cost the office's machine."""

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class FileLimits:
    """Bounds for one incoming file; every number may be changed by the caller's settings."""

    max_bytes: int = 25 * MEBIBYTE
    max_pixels: int = 60_000_000
    max_archive_entries: int = 5_000
    max_unpacked_bytes: int = 200 * MEBIBYTE
    # Ordinary Word styles pack about 35 to 1; below this size even a high ratio harms nobody.
    max_ratio: int = 200
    ratio_checked_from_bytes: int = 10 * MEBIBYTE
    max_text_characters: int = 2_000_000
    max_pages: int = 2_000
    child_address_space: int = 768 * MEBIBYTE
    child_cpu_seconds: int = 20
    child_wall_seconds: int = 30


DEFAULT_LIMITS = FileLimits()
