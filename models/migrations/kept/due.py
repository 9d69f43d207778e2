"""Today's lines, kept ready by the transactions that change what they rest on."""

TABLES: tuple[str, ...] = ()


def create() -> None:
    """Make what is kept."""


def drop() -> None:
    """Take it away again."""
