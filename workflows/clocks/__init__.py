"""Time limits: the table of clocks, running and explaining them, reminders, and what a board shows (domain.md §5)."""
