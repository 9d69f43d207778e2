"""What a file keeps for the first rows of Today, read at a start before anything of SQLAlchemy is imported.

What has to be asked, and by which rules and settings the lines must have been derived, this desk notes beside its other
things once they are settled (`app.desk.first_rows_noted`). Where anything is otherwise by now, another day, other
settings, another program, or something that was written and isn't settled, there are no first rows: the page comes as
soon as it can be asked.

Little is imported here: while the file answers, which takes no turn of Python's, the window's thread goes on.
"""

import json
import os
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.desk.opened import file_of
from app.queries.today.line import SOURCES
from models.first_answers import Answers, first_answers
from models.program_stamp import stamp_of

_MOMENT = "%Y-%m-%d %H:%M:%S.%f"  # as a file keeps it, which orders as the moments do


@dataclass(frozen=True, slots=True)
class FirstRowsNote:
    """What this desk noted of a file: who sat here, and what is true of the lines if they can be used.

    `asked` are whole statements by their names: state, lines, staff, settings, clock. `settings` are the rows of that
    question that had begun, as the file keeps them, `program` when this program was written. No person is in it.
    """

    program: str
    revision: str
    day: str
    word: str
    settings: list[list[Any]]
    staff: str
    lesson: str
    asked: dict[str, str]

    def keep(self, folder: Path, file: Path) -> None:
        """Write it, for this account alone, unless it stands there; what can't be written isn't known then."""
        if _noted(folder, file) == self:
            return
        place = _note_of(folder, file)
        with suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            import secrets  # noqa: PLC0415  only who keeps a note needs it, long after the first rows

            beside = folder / f".{place.stem}.{secrets.token_hex(4)}"
            descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
                json.dump(asdict(self), opened)
            beside.replace(place)


def kept_lines(folder: Path, address: str) -> tuple[FirstRowsNote, Answers] | None:
    """What a file answers to the questions that this desk noted; none where its kept lines can't be used as they are.

    Whether they are still of this day and of the settings in force, `app.desk.first_rows_made` looks.
    """
    file = file_of(address)
    note = None if file is None else _noted(folder, file)
    if file is None or note is None or note.program != stamp_of(SOURCES):
        return None
    answers = first_answers(file, note.revision, note.asked)
    if answers is None or answers["state"] != [(note.day, note.word, None)]:
        return None
    return note, answers


def begun(settings: Iterable[tuple[Any, ...]], moment: datetime) -> list[list[Any]]:
    """The settings that have come into force by a moment, as a file keeps them: name, number, from when."""
    until = moment.astimezone(UTC).strftime(_MOMENT)
    return [list(each) for each in settings if each[2] <= until]


def _noted(folder: Path, file: Path) -> FirstRowsNote | None:
    try:
        told: Mapping[str, Any] = json.loads(_note_of(folder, file).read_text(encoding="utf-8"))
        return FirstRowsNote(**told)
    except (OSError, ValueError, TypeError):
        return None


def _note_of(folder: Path, file: Path) -> Path:
    return folder / f"{zlib.crc32(str(file.resolve()).encode()):08x}.json"
