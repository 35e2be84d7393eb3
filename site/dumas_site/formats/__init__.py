"""Formats beyond those of Django, by language (FORMAT_MODULE_PATH)."""
