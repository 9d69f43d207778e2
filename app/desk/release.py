"""Which Homeward this is, as papers and workbooks name their maker."""

from importlib.metadata import version


def program() -> str:
    """Name and version."""
    return f"Homeward {version('homeward')}"
