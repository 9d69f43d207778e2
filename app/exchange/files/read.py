"""Reads a CSV file or an Excel workbook as rows of typed cells, each with the line that people see in it.

Bounded before any parser, and in a process of its own; nothing in a file is ever run, evaluated or followed. What the
columns mean is elsewhere.
"""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from app.desk.files import refuse_if_held
from app.door.errors import Refused, Unavailable
from app.door.progress import Progress
from app.exchange.columns import Field
from app.exchange.files.names import MOST_BYTES, called
from app.exchange.files.reader import KEPT
from app.exchange.files.sheet import Sheet


def read_sheet(
    source: Path | bytes,
    name: str = "",
    *,
    tab: str | None = None,
    fields: Sequence[Field] = (),
    progress: Progress | None = None,
) -> Sheet:
    """The table of a file, or of bytes that are called `name`; what is chosen and refused says `parsed`.

    Read in a process of its own, which `progress` can stop (Stopped); what breaks it is refused.
    """
    content, called_so = (_bytes_of(source), source.name) if isinstance(source, Path) else (source, name)
    return replace(KEPT.sheet(content, called_so, tab, fields, progress), digest=sha256(content).hexdigest())


def _bytes_of(path: Path) -> bytes:
    refuse_if_held(path)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Refused(f"{called(path.name)} is larger than {MOST_BYTES // 2**20} MB: split it into smaller files.")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Refused(f"{called(path.name)} is not there any more: choose the file again.") from error
    except IsADirectoryError as error:
        raise Refused(f"{called(path.name)} is a folder: choose a file in it.") from error
    except OSError as error:
        raise Unavailable(
            f"{called(path.name)} can't be opened: close it elsewhere, check that you may read it, and try again."
        ) from error
