"""What became of people who stand in a workbook's sheet People and are in service no longer: their rows say it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, or_, select

from app.door.turn import Turn
from app.exchange.files.cells import Cell, text_of
from app.exchange.files.sheet import Sheet
from app.queries.statement import DEATH, AnyRow, death_of
from models.episodes import Episode
from models.people import Person
from models.values import london_day
from reports.tracker.people import KEY


@dataclass(frozen=True, slots=True)
class InWorkbook:
    """Who stands in a workbook: by key, or by MOSAIC id where the row has no key (an earlier release's)."""

    people: frozenset[UUID] = frozenset()
    mosaic_ids: frozenset[str] = frozenset()


NOBODY = InWorkbook()


@dataclass(frozen=True, slots=True)
class Left:
    """What became of each who left, by key, and their keys by MOSAIC id."""

    sentences: Mapping[str, str]
    keys: Mapping[str, str]


def standing_in(sheet: Sheet) -> InWorkbook:
    """Whom the rows of a sheet People name."""
    at = {heading: column for column, heading in reversed(tuple(enumerate(sheet.header)))}
    people, mosaic_ids = set(), set()
    for row in sheet.rows:
        key, mosaic_id = (_cell(row.cells, at.get(heading)) for heading in (KEY.title, "MOSAIC id"))
        if (person := _as_id(key)) is not None:
            people.add(person)
        elif mosaic_id:
            mosaic_ids.add(mosaic_id)
    return InWorkbook(frozenset(people), frozenset(mosaic_ids))


def who_left(turn: Turn, standing: InWorkbook, in_service: frozenset[UUID]) -> Left:
    """What became of those who stand in the workbook and aren't in service, in one statement about them alone."""
    gone = standing.people - in_service
    if not gone and not standing.mosaic_ids:
        return Left({}, {})
    ended = (
        select(func.max(Episode.ended_at))
        .where(Episode.person_id == Person.id, Episode.undone_at.is_(None))
        .correlate(Person)
        .scalar_subquery()
    )
    rows: Sequence[AnyRow] = turn.session.execute(
        select(Person.id, Person.mosaic_id, *DEATH, ended.label("ended_at")).where(
            Person.office_id == turn.office,
            or_(Person.id.in_(sorted(gone)), Person.mosaic_id.in_(sorted(standing.mosaic_ids))),
        )
    ).all()
    left = [row for row in rows if row.id not in in_service]
    return Left(
        {str(row.id): _sentence(row) for row in left},
        {row.mosaic_id: str(row.id) for row in left if row.mosaic_id},
    )


def _sentence(row: AnyRow) -> str:
    """What is known: a death before an end, and neither where the start was taken back."""
    if row.died_on is not None:
        return f"Died {_day(row.died_on)}"
    if (mark := death_of(row).mark) != "":
        return mark.capitalize()
    return f"Ended {_day(london_day(row.ended_at))}" if row.ended_at is not None else "Not in service"


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _cell(cells: tuple[Cell, ...], column: int | None) -> str:
    return text_of(cells[column]).strip() if column is not None and column < len(cells) else ""


def _as_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
