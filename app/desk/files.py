"""Writes a file whole or not at all, and recognises that somebody has it open in Excel or LibreOffice.

Lock files of others are read and named, never deleted. Works the same on Windows, where an open file can't be replaced.
"""

import os
import re
import secrets
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from glob import escape
from pathlib import Path

from app.door.errors import Refused, Unavailable
from models.file_signs import is_of_a_database
from models.held_files import is_held
from models.values import to_london

_EXCEL_NAME_BYTES = 55
_LONGEST_LOCK = 2_048
_LEFT = re.compile(r"\.[0-9a-f]{8}\.part")
_LEFT_LENGTH = len(".01234567.part")
_LEFT_AFTER_S = 3_600  # nobody writes a file for as long


@dataclass(frozen=True, slots=True)
class OpenElsewhere:
    """Somebody has a file open: in which program, who (empty when the lock file doesn't say), since when."""

    program: str
    who: str
    since: datetime | None

    def sentence(self, name: str) -> str:
        """What to say to the person who wants to write the file."""
        since = f" since {to_london(self.since):%H:%M on %d/%m/%Y}" if self.since else ""
        return (
            f"{self.who or 'Somebody'} has “{name}” open in {self.program}{since}. "
            "Nothing is lost: ask them to close it, then try again."
        )


def open_elsewhere(path: Path) -> OpenElsewhere | None:
    """Who has this file open, by the lock file that Excel or LibreOffice keeps beside it."""
    for lock, program in (
        (path.with_name(f"~${path.name}"), "Excel"),
        (path.with_name(f".~lock.{path.name}#"), "LibreOffice"),
    ):
        try:
            with lock.open("rb") as file:
                content = file.read(_LONGEST_LOCK)
            since = datetime.fromtimestamp(lock.stat().st_mtime, UTC)
        except FileNotFoundError:
            continue
        except OSError:  # Windows lets nobody read Excel's lock file while it is held: it is there all the same
            return OpenElsewhere(program, "", None)
        return OpenElsewhere(program, _excel_user(content) if program == "Excel" else _libreoffice_user(content), since)
    return None


def refuse_if_held(path: Path) -> None:
    """Refuse a file that belongs to a database open in this program, before anybody opens it: see models.held_files."""
    if is_held(path):
        raise Refused(f"“{path.name}” is where Homeward keeps its records: choose another file.")


def read_if_there(path: Path) -> bytes | None:
    """The file's bytes, or nothing when there is no such file yet; a missing folder is said.

    Refused: a file of a database that is open here.
    """
    _check_folder(path)
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Unavailable(f"“{path.name}” can't be read: check that you may open it, then try again.") from error


def read_at_most(path: Path, most: int) -> bytes:
    """The file's first bytes, up to `most`: whoever asks for one more than they take learns that there are more.

    Refused: a file of a database that is open here, and one that can't be read.
    """
    refuse_if_held(path)
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        raise Unavailable(f"“{path.name}” can't be read: check that you may open it, then try again.") from error


def put_in_place(path: Path, content: bytes, *, replaces: bytes | None = None, over: bool = True) -> None:
    """Write beside the target, read back, then replace it in one step; a failure leaves the old file as it was.

    `replaces` is what was read before: when the file has changed since then, nothing is written. With `over` false
    an existing file is never replaced. Refused: a database, whether or not it is open here, and what SQLite keeps
    beside one. Unavailable, each with its sentence: no such folder, read-only, full disk, open in another program.
    """
    _check_folder(path)
    if is_of_a_database(path):
        raise Refused(f"“{path.name}” is a database, and nothing is written over one: choose another name.")
    if (other := open_elsewhere(path)) is not None:
        raise Unavailable(other.sentence(path.name))
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise Unavailable(f"“{path.name}” is no file that can be written over: choose another name.")
    if path.exists() and not over:
        raise Unavailable(f"There is already a file “{path.name}”: choose another name.")
    if path.exists() and not os.access(path, os.W_OK):
        raise Unavailable(f"“{path.name}” is read-only: ask its owner, or choose another name.")
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        _write_checked(beside, content)
        if replaces is not None and read_if_there(path) != replaces:
            raise Unavailable(f"“{path.name}” was changed by somebody else a moment ago: try again.")
        _keep_rights(path, beside)
        os.replace(beside, path)  # noqa: PTH105  the one call that replaces in one step on Windows too
        _settle_folder(path.parent)
        sweep(path.parent, escape(path.name), since=path)
    except PermissionError as error:
        raise Unavailable(
            f"“{path.name}” can't be written: it is open in another program, or you may not write to its folder. "
            "Nothing is lost: close it, then try again."
        ) from error
    except OSError as error:
        raise Unavailable(f"“{path.name}” can't be written ({error.strerror}): free space, then try again.") from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def lies_beside(path: Path, end: str) -> Path:
    """Where what belongs to a PDF lies: under its name, whatever stops the name itself has."""
    return path.with_suffix(end) if path.suffix.casefold() == ".pdf" else path.with_name(path.name + end)


def refuse_beside(path: Path, ends: Iterable[str]) -> None:
    """Refuse a name beside which files of these ends are there already: whoever chose it was asked of it alone.

    Also of an end that nothing will be saved with this time: such a file would pass for part of what is.
    """
    ends = tuple(ends)
    if path.suffix.casefold() in ends:
        raise Refused(f"“{path.name}” would be the paper itself, and its data have that end: let it end in “.pdf”.")
    there = [each.name for each in (lies_beside(path, end) for end in ends) if each.exists()]
    if there:
        names = " and ".join(f"“{each}”" for each in there)
        raise Refused(f"There is already {names}, where what belongs to “{path.name}” is saved: choose another name.")


def sweep(folder: Path, names: str, *, since: Path) -> None:
    """Take away what a desk that lost its power in the midst of writing left in this folder, an hour ago or more.

    `names` is how the files are called that it was to become; `since` has just been written: both moments are the
    disk's own, for the clocks of two desks may differ. What can't be taken away harms nobody.
    """
    with suppress(OSError):
        before = since.stat().st_mtime - _LEFT_AFTER_S
        for left in folder.glob(f".{names}.*.part"):
            if _LEFT.fullmatch(left.name[-_LEFT_LENGTH:]) and left.stat().st_mtime < before:
                left.unlink()


def keep_aside(path: Path, moment: datetime) -> Path:
    """Give a damaged file another name beside its own, so that a new one can be made and it is never overwritten."""
    refuse_if_held(path)
    stem = f"{path.stem} (damaged {to_london(moment):%Y-%m-%d %H%M})"
    names = (path.with_name(f"{stem}{f' {n}' if n > 1 else ''}{path.suffix}") for n in range(1, 1000))
    aside = next(name for name in names if not name.exists())
    try:
        path.rename(aside)
    except OSError as error:
        raise Unavailable(f"“{path.name}” can't be put aside: close it in other programs, then try again.") from error
    return aside


def _write_checked(beside: Path, content: bytes) -> None:
    with beside.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if beside.read_bytes() != content:
        raise Unavailable(f"What was written to “{beside.parent.name}” reads back differently: check that drive.")


def _check_folder(path: Path) -> None:
    refuse_if_held(path)
    if not path.parent.is_dir():
        raise Unavailable(f"The folder “{path.parent}” is not there: is the shared drive connected?")
    if path.is_dir():
        raise Unavailable(f"“{path.name}” is a folder: choose a name for the file in it.")


def _keep_rights(path: Path, beside: Path) -> None:
    """The colleagues who could open the old file can open the new one."""
    if path.exists():
        with suppress(OSError):  # not on every shared drive; the folder's own rights stand then
            shutil.copymode(path, beside)


def _settle_folder(folder: Path) -> None:
    """Let the new name outlast a power cut; Windows opens no folders and needs none of this."""
    if os.name != "posix":
        return
    with suppress(OSError):  # some network drives can't, and have done their own
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def _excel_user(content: bytes) -> str:
    """Excel's lock: a length and the name in the desk's code page, padded; then a length and the name in UTF-16."""
    wide = content[_EXCEL_NAME_BYTES:]
    if len(wide) > 2:  # noqa: PLR2004  the length's own two bytes
        letters = int.from_bytes(wide[:2], "little")
        name = wide[2 : 2 + 2 * letters].decode("utf-16-le", "ignore").strip("\0 ")
        if name:
            return name
    return content[1 : 1 + content[0]].decode("cp1252", "ignore").strip("\0 ") if content else ""


def _libreoffice_user(content: bytes) -> str:
    """LibreOffice's lock: full name, login, machine and more, divided by commas; a comma within is escaped."""
    fields = [part.replace("\\,", ",").strip() for part in re.split(r"(?<!\\),", content.decode("utf-8", "ignore"))]
    return next((part for part in fields[:2] if part), "")
