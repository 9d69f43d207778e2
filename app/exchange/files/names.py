"""What a file is called in a sentence, how large it may be, and what reading it may take."""

from reports.layout.workbook_limits import DEFAULT_LIMITS

LIMITS = DEFAULT_LIMITS
MOST_BYTES = LIMITS.stored
MOST_ROWS = 250_000
MOST_MEMORY = 512 * 2**20  # bytes that the process which reads may take beyond its interpreter
MOST_SECONDS = 120  # for one file; the largest that may be brought takes less than half of it on a slow desk


def called(name: str) -> str:
    """The file's name in quotation marks, or "The file" where it has none."""
    return f"“{name}”" if name else "The file"
