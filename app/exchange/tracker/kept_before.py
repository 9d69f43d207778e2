"""The workbook as it was before each export, kept beside it: the last ten, in a folder "NAME before".

Only files whose names are of our own pattern are ever counted or deleted: whatever else somebody puts there stays.
"""

import re
import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from app.desk.files import put_in_place, read_if_there, sweep
from app.door.errors import Unavailable
from models.values import to_london

MOST_KEPT = 10
_WHEN = re.compile(r" \d{4}-\d\d-\d\d \d\d\.\d\d(?: \(\d{1,3}\))?")


def folder_of(workbook: Path) -> Path:
    """Where this workbook's earlier ones are kept."""
    return workbook.with_name(f"{workbook.stem} before")


def kept_before(workbook: Path) -> tuple[Path, ...]:
    """Those that are kept, the newest first; none where the folder isn't there or can't be read."""
    try:
        ours = [each for each in folder_of(workbook).iterdir() if _is_ours(workbook, each)]
        return tuple(sorted(ours, key=lambda each: (each.stat().st_mtime_ns, each.name), reverse=True))
    except OSError:
        return ()


def keep_before(workbook: Path, content: bytes, moment: datetime) -> Path:
    """Keep these bytes of the workbook before others take their place.

    Kept already by an export that failed after this, they aren't kept twice: what fails again and again would push the
    other nine out. Unavailable: they can't be kept. The export doesn't go without: what was in the workbook couldn't be
    had again.
    """
    folder = folder_of(workbook)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise Unavailable(
            f"The workbook as it is now can't be kept in the folder “{folder.name}”, so nothing was exported: check "
            "that you may make a folder beside it. Nothing is lost; every change waits."
        ) from error
    if (newest := next(iter(kept_before(workbook)), None)) is not None and _says(newest, content):
        return newest
    stem = f"{workbook.stem} {to_london(moment):%Y-%m-%d %H.%M}"
    names = (f"{stem}{f' ({n})' if n > 1 else ''}{workbook.suffix}" for n in range(1, 1000))
    kept = next(folder / name for name in names if not (folder / name).exists())
    put_in_place(kept, content, over=False)
    with suppress(OSError):  # not on every shared drive; the folder's own rights stand then
        shutil.copymode(workbook, kept)
    return kept


def _says(file: Path, content: bytes) -> bool:
    try:
        return file.stat().st_size == len(content) and read_if_there(file) == content
    except (OSError, Unavailable):
        return False


def prune(workbook: Path) -> None:
    """Delete what is older than the last ten; one that can't be deleted now is deleted after another export."""
    for old in kept_before(workbook)[MOST_KEPT:]:
        with suppress(OSError):
            old.unlink()
    sweep(folder_of(workbook), f"{workbook.stem} *{workbook.suffix}", since=workbook)


def _is_ours(workbook: Path, file: Path) -> bool:
    stem = file.stem.removeprefix(workbook.stem)
    named = stem != file.stem and _WHEN.fullmatch(stem) is not None and file.suffix == workbook.suffix
    return named and file.is_file() and not file.is_symlink()
