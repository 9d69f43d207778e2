"""The latest rating, kept on its goal."""

TABLES: tuple[str, ...] = ()


def create() -> None:
    """Make what is kept."""


def drop() -> None:
    """Take it away again."""
