"""Rows of a workbook that bear a Ref of ours and are about another change than the one the Ref means here."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from app.door.errors import Refused
from app.exchange.files.cells import Cell
from app.exchange.tracker.opened import TrackerFile
from app.queries.tracker.state import number_of, ref_of
from models.rules.sentences import counted, day_text
from models.rules.tracker.refs import Told, is_about_another, is_told_then
from models.values import london_day, to_london
from reports.tracker.page import TrackerRow, TrackerUnreadable
from reports.tracker.sheets import TRACKER

NOTIFIED = "Notified"
_SAYS = ("Ref", "Change", "Effective", "Person")
_MORE = (NOTIFIED, "Visits a week", "Hours a week")
_SHOWN = 80  # signs of what somebody typed: enough to know it again

Rows = Mapping[int, tuple[int, Cell]]  # by their line the change's number, and what stands under Notified


def about_another(file: TrackerFile, rows: Rows, told: Mapping[int, Told]) -> dict[int, str]:
    """What stands in these rows and what their Refs mean here, by line, where it isn't the same change.

    What was told when the workbook says so is passed by; only the others are read again, with more of their cells.
    """
    doubtful = {
        line: number
        for line, (number, notified) in rows.items()
        if number in told and not is_told_then(_moment(notified), told[number])
    }
    if not doubtful:
        return {}
    sheet = file.columns(TRACKER, _SAYS, also=_MORE).sheet
    at = {heading: column for column, heading in reversed(tuple(enumerate(sheet.header)))}
    found = {}
    for row in sheet.rows:
        number = doubtful.get(row.line)
        if number is None:
            continue
        stands = _stands(row.cells, at)
        if is_about_another(stands, told[number]):
            found[row.line] = (
                f"{ref_of(number)} in row {row.line} of the workbook is about {_said(stands)}; here it is about "
                f"{_said(told[number])}"
            )
    return found


def refuse_others(file: TrackerFile, stand: Rows, rows: Sequence[TrackerRow]) -> None:
    """Put nothing back over a row that is about another change than its Ref means here: somebody would lose it."""
    told = {number: _told(row) for row in rows if (number := number_of(row.ref)) is not None}
    try:
        another = list(about_another(file, stand, told).values())
    except Refused:
        return  # a heading of ours is gone: said by name when the workbook is to be added to
    if another:
        more = f" {counted(len(another) - 1, 'more row')} likewise." if len(another) > 1 else ""
        raise TrackerUnreadable(
            f"{another[0]}.{more} That is so where a column was sorted alone, or where a backup of the records was put "
            f"back and Refs were given out again. “{file.name}” was left as it is and nothing was exported: put its "
            "rows right, or keep it aside and make a new one."
        )


def _told(row: TrackerRow) -> Told:
    effective = row.effective
    return Told(
        notified=to_london(row.notified).replace(tzinfo=None),
        change=row.change.label,
        effective=london_day(effective) if isinstance(effective, datetime) else effective,
        person=row.person,
        visits=row.visits_a_week,
        hours=row.minutes_a_week and row.minutes_a_week / 60,
    )


def _stands(cells: tuple[Cell, ...], at: Mapping[str, int]) -> Told:
    def under(heading: str) -> Cell:
        column = at.get(heading)
        return cells[column] if column is not None and column < len(cells) else None

    effective = under("Effective")
    return Told(
        notified=_moment(under(NOTIFIED)),
        change=_text(under("Change")),
        effective=effective.date() if isinstance(effective, datetime) else _day(effective),
        person=_text(under("Person")),
        visits=_number(under("Visits a week")),
        hours=_number(under("Hours a week")),
    )


def _moment(cell: Cell) -> datetime | None:
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=None)
    return datetime(cell.year, cell.month, cell.day) if isinstance(cell, date) else None  # noqa: DTZ001  a sheet's clock


def _day(cell: Cell) -> date | None:
    return cell if isinstance(cell, date) else None


def _text(cell: Cell) -> str:
    return " ".join(cell.split())[:_SHOWN] if isinstance(cell, str) else ""


def _number(cell: Cell) -> float | None:
    return float(cell) if isinstance(cell, (int, float)) and not isinstance(cell, bool) else None


def _said(told: Told) -> str:
    """A change in words: “Ann Moss (Start on 3 Nov 2026, told on 2 Nov 2026 at 14:05)”."""
    when = f" on {day_text(told.effective)}" if told.effective else ""
    notified = told.notified
    at = f"told on {day_text(notified)} at {notified:%H:%M}" if notified else ""
    change = f"{told.change or 'a change'}{when}"
    return f"{told.person or 'nobody named'} ({', '.join(filter(None, (change, at)))})"
