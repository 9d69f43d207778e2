"""The refused rows of a file, to be corrected and imported again, with line and reason in the last columns."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from app.exchange.files.cells import text_of
from app.exchange.files.headings import LINE_HEADING, REFUSED_HEADING, own_columns
from app.exchange.looked import Looked
from app.exchange.reading import RefusedLine

_COULD_BE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")


def refused_file(looked: Looked[Any]) -> bytes:
    """The refused rows of a file that was looked at."""
    return refused_csv(looked.sheet.header, looked.refused)


def refused_csv(header: Sequence[str], refused: Sequence[RefusedLine]) -> bytes:
    """The refused rows as a CSV file to correct and import again, with line and reason in its last columns.

    A text that Excel would take for a formula begins with an apostrophe there; reading such a file takes it off again.
    """
    # A file that was corrected once already carries both columns: their old content is not kept.
    ours = own_columns(header)
    kept = [at for at in range(len(header)) if at not in ours]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*(_guarded(header[at]) for at in kept), LINE_HEADING, REFUSED_HEADING])
    for line in refused:
        cells = [text_of(line.cells[at]) if at < len(line.cells) else "" for at in kept]
        writer.writerow([*map(_guarded, cells), str(line.line), _guarded(line.reason)])
    return out.getvalue().encode("utf-8-sig")


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(_COULD_BE_A_FORMULA) else text
