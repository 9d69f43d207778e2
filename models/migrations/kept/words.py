"""The words by which people are found, kept folded."""

TABLES: tuple[str, ...] = ()


def create() -> None:
    """Make what is kept."""


def drop() -> None:
    """Take it away again."""
