"""What a file is called in a sentence, and how large it may be."""

from reports.layout.workbook_limits import DEFAULT_LIMITS

LIMITS = DEFAULT_LIMITS
MOST_BYTES = LIMITS.stored
MOST_ROWS = 250_000


def called(name: str) -> str:
    """The file's name in quotation marks, or "The file" where it has none."""
    return f"“{name}”" if name else "The file"
