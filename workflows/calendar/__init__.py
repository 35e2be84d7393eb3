"""Working days: pure arithmetic, the office's table of holidays, and how it changes (domain.md §5)."""
