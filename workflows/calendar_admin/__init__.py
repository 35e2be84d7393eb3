"""The calendar on the editing side: whoever has Django's permissions on calendar days keeps it."""
