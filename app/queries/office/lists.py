"""The start checklist and the lists that the office keeps: as their pages show them, and as forms suggest."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, select

from app.door.turn import Turn
from models.referrals import StartCheck
from models.settings import ListEntry, StartCheckItem
from models.vocabulary.office import OfficeList


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line of a list; `place` counts from 1 among those that aren't archived, none of one that is."""

    id: UUID
    version: int
    name: str
    place: int | None
    archived_at: datetime | None
    in_use: bool


@dataclass(frozen=True, slots=True)
class Suggested:
    """The names of each list that aren't archived, in the office's order."""

    names: tuple[tuple[OfficeList, str], ...]

    def of(self, *wanted: OfficeList) -> tuple[str, ...]:
        """Those of some lists."""
        return tuple(name for of_list, name in self.names if of_list in wanted)


def start_checklist(turn: Turn) -> tuple[LineRow, ...]:
    """Every line in its order, archived ones last; `in_use` where somebody has ticked it. Source: OPG 2.4 (REF-19)."""
    ticked = exists().where(StartCheck.office_id == StartCheckItem.office_id, StartCheck.item == StartCheckItem.item)
    rows = turn.session.execute(
        select(StartCheckItem.id, StartCheckItem.version, StartCheckItem.item.label("name"),
               StartCheckItem.archived_at, ticked.correlate(StartCheckItem).label("in_use"))
        .where(StartCheckItem.office_id == turn.office)
        .order_by(StartCheckItem.archived_at.is_not(None), StartCheckItem.position, StartCheckItem.id)
    )  # fmt: skip
    return tuple(
        LineRow(row.id, row.version, row.name, None if row.archived_at else place, row.archived_at, bool(row.in_use))
        for place, row in enumerate(rows, start=1)
    )


def office_lists(turn: Turn) -> tuple[tuple[OfficeList, tuple[LineRow, ...]], ...]:
    """Every list with its entries in their order, archived ones last; one statement."""
    entries = turn.session.scalars(
        select(ListEntry)
        .where(ListEntry.office_id == turn.office)
        .order_by(ListEntry.archived_at.is_not(None), ListEntry.position, ListEntry.id)
    ).all()
    return tuple((each, _lines([entry for entry in entries if entry.of_list is each])) for each in OfficeList)


def suggested(turn: Turn) -> Suggested:
    """What the forms suggest while somebody types; one statement."""
    rows = turn.session.execute(
        select(ListEntry.of_list, ListEntry.name)
        .where(ListEntry.office_id == turn.office, ListEntry.archived_at.is_(None))
        .order_by(ListEntry.position, ListEntry.id)
    )
    return Suggested(tuple((row.of_list, row.name) for row in rows))


def _lines(entries: list[ListEntry]) -> tuple[LineRow, ...]:
    return tuple(
        LineRow(each.id, each.version, each.name, None if each.archived_at else place, each.archived_at, in_use=False)
        for place, each in enumerate(entries, start=1)
    )
