"""Indexes by open work, so that no screen gets slower with history."""

TABLES: tuple[str, ...] = ()


def create() -> None:
    """Make what is kept."""


def drop() -> None:
    """Take it away again."""
