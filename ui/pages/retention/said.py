"""What the page of the retention review says of somebody's records, and of a legal hold."""

from datetime import date

from app.queries.retention.review import HoldRow, RetentionPage, RetentionRow
from models.vocabulary.retention import RetentionState
from ui.tables.row_table_model import Column
from ui.text import count, plain_day_text


def columns() -> tuple[Column[RetentionRow], ...]:
    """The list of what has passed the schedule."""
    return (
        Column("person", "Person", _person, bold=True, width=180),
        Column("state", "How it stands", _state, sort=_order, tooltip=_state, width=200),
        Column("ended", "Ended on", _ended, sort=lambda row: row.ended_on, width=110),
        Column("due", "Review due", _due, sort=lambda row: row.due_on, width=110),
        Column("decided", "Decided", _decided, tooltip=_decided, quiet=True),
    )


def hold_columns() -> tuple[Column[HoldRow], ...]:
    """The list of legal holds."""
    return (
        Column("person", "Person", _person, bold=True, width=180),
        Column("since", "Held since", _held_from, sort=lambda row: row.held_from, width=110),
        Column("asked_by", "Asked for by", lambda row: row.asked_by, width=190),
        Column("because", "What for", _because, tooltip=_because, width=260),
        Column("placed_by", "Placed by", lambda row: row.placed_by, quiet=True),
    )


def page_said(page: RetentionPage) -> str:
    """Which of how many are shown: "1 to 100 of 240 people"."""
    if not page.rows:
        return ""
    whole = count(page.of, "person", "people")
    return whole if len(page.rows) == page.of else f"{page.first + 1} to {page.first + len(page.rows)} of {whole}"


def _person(row: RetentionRow | HoldRow) -> str:
    return f"{row.person} ({row.mark})" if row.mark else row.person


def _state(row: RetentionRow) -> str:
    return f"Kept until {plain_day_text(row.keep_until)}" if row.keep_until and _is_kept(row) else row.state.label


def _is_kept(row: RetentionRow) -> bool:
    return row.state is RetentionState.KEPT


def _order(row: RetentionRow) -> int:
    return list(type(row.state)).index(row.state)


def _ended(row: RetentionRow) -> str:
    return plain_day_text(row.ended_on)


def _due(row: RetentionRow) -> str:
    return plain_day_text(row.due_on)


def _decided(row: RetentionRow) -> str:
    told = [
        _by(row.because, row.decided_by, row.decided_on),
        _by(row.approved_because, row.approved_by, row.approved_on),
    ]
    return "; approved: ".join(each for each in told if each)


def _by(because: str, who: str, day: date | None) -> str:
    return f"{' '.join(because.split())} ({who}, {plain_day_text(day)})" if day is not None else ""


def _held_from(row: HoldRow) -> str:
    return plain_day_text(row.held_from)


def _because(row: HoldRow) -> str:
    return " ".join(row.because.split())
