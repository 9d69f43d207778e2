"""The first rows of Today, from the lines that a file keeps, before anything of SQLAlchemy is imported.

What has to be asked, and by which rules and settings the lines must have been derived, this desk notes beside its other
things once they are settled (`app.desk.first_rows_noted`). Where anything is otherwise by now, another day, other
settings, another program, or something that was written and isn't settled, there are no first rows: the page comes as
soon as it can be asked.
"""

import json
import os
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from app.door.clock import Clock
from app.queries.today.in_order import in_order, of_team
from app.queries.today.line import SOURCES, Line
from app.queries.today.prompt_row import FirstRows
from app.queries.today.said_in_one import said_in_one
from models.first_answers import Answers, first_answers
from models.program_stamp import stamp_of
from models.values import london_day

_FILE = "sqlite:///"
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


@dataclass(frozen=True, slots=True)
class Sitting:
    """Who was chosen to sit at this desk, which team is in view, and for whom this desk acts up to which day."""

    staff: UUID | None
    team: UUID | None
    acting_for: UUID | None = None
    acting_until: date | None = None


class _Member(NamedTuple):
    id: UUID
    name: str
    is_here: bool
    on_leave: bool
    leave_until: date | None


def first_rows(folder: Path, address: str, sitting: Sitting, clock: Clock) -> FirstRows | None:
    """What Today showed if it were asked now; none where the kept lines can't be used as they are."""
    file = file_of(address)
    note = None if file is None else _noted(folder, file)
    if file is None or note is None or note.program != stamp_of(SOURCES):
        return None
    answers = first_answers(file, note.revision, note.asked)
    if answers is None or answers["state"] != [(note.day, note.word, None)]:
        return None
    goes_on_at = next((_moment(at) for (at,) in answers["clock"]), None)
    moment = goes_on_at or clock.now()
    if str(london_day(moment)) != note.day or begun(answers["settings"], moment) != note.settings:
        return None
    return _made(note, answers, sitting, moment, goes_on_at)


def begun(settings: Iterable[tuple[Any, ...]], moment: datetime) -> list[list[Any]]:
    """The settings that have come into force by a moment, as a file keeps them: name, number, from when."""
    until = moment.astimezone(UTC).strftime(_MOMENT)
    return [list(each) for each in settings if each[2] <= until]


def file_of(address: str) -> Path | None:
    """The file of an address; none of a server's."""
    return Path(address.removeprefix(_FILE)) if address.startswith(_FILE) else None


def _made(
    note: FirstRowsNote, answers: Answers, sitting: Sitting, moment: datetime, goes_on_at: datetime | None
) -> FirstRows | None:
    day = date.fromisoformat(note.day)
    staff: dict[UUID | None, _Member] = {each.id: each for each in map(_member, answers["staff"])}
    here = sitting.staff if sitting.staff is not None and sitting.staff in staff else UUID(note.staff)
    until = sitting.acting_until
    acting_for = sitting.acting_for if until is not None and day <= until else None
    acting = frozenset[UUID]() if acting_for is None else frozenset({acting_for})
    lines = [line for line in map(_line, answers["lines"]) if line.is_shown_at(moment)]
    rows = of_team(in_order(lines, moment, day, here, staff), sitting.team, acting)
    return FirstRows(tuple(said_in_one(rows)), note.lesson, acting_for, goes_on_at)


def _noted(folder: Path, file: Path) -> FirstRowsNote | None:
    try:
        told: Mapping[str, Any] = json.loads(_note_of(folder, file).read_text(encoding="utf-8"))
        return FirstRowsNote(**told)
    except (OSError, ValueError, TypeError):
        return None


def _note_of(folder: Path, file: Path) -> Path:
    return folder / f"{zlib.crc32(str(file.resolve()).encode()):08x}.json"


def _member(row: tuple[Any, ...]) -> _Member:
    key, name, is_here, on_leave, until = row
    return _Member(UUID(key), name, bool(is_here), bool(on_leave), None if until is None else date.fromisoformat(until))


def _line(row: tuple[Any, ...]) -> Line:
    return Line._make(made(value) for made, value in zip(_MADE, row, strict=True))


@lru_cache(maxsize=16_384)
def _key(text: str | None) -> UUID | None:
    return None if text is None else UUID(text)


@lru_cache(maxsize=4_096)
def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(f"{text}+00:00")


def _text(text: str) -> str:
    return text


_MOMENTS = {"shown_from", "due", "since", "until"}
_MADE = tuple(_moment if each in _MOMENTS else _key if each.endswith("_id") else _text for each in Line._fields)
