"""Wagtail's page views, where the archive's rules ask for more."""
