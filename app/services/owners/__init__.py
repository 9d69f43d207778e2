"""Changing who has what, from a day."""
