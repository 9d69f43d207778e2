"""What the page of subject access requests says of each request."""

from datetime import date, datetime

from app.queries.requests.requests import CheckRow, RequestRow
from models.values import london_day
from models.vocabulary.requests import AskedBy, RequestOutcome
from ui.tables.row_table_model import Column
from ui.text import plain_day_text


def columns() -> tuple[Column[RequestRow], ...]:
    """The list of requests."""
    return (
        Column("person", "Person", person_said, bold=True, width=170),
        Column("state", "What is next", _state, sort=_order, tooltip=_state, width=190),
        Column("due", "Last day", _due, sort=_last_day, tooltip=lambda row: row.time, width=120),
        Column("received", "Received", _received, sort=lambda row: row.received_on, width=110),
        Column("asked_by", "Who asks", _asked_by, tooltip=_asked_by, width=120),
        Column("handler", "Who answers it", lambda row: row.handler, width=120),
        Column("wanted", "What is asked for", _wanted, tooltip=_wanted, quiet=True),
    )  # fmt: skip


def person_said(row: RequestRow) -> str:
    """By name, with the mark of whoever died."""
    return f"{row.person} ({row.mark})" if row.mark else row.person


def lines_of(row: RequestRow) -> tuple[str, ...]:
    """How a request stands, a line for each thing: its time, the evidence, the copy, how it ended."""
    return tuple(each for each in (row.time, _evidence(row), _extended(row), _copied(row), _ended(row)) if each)


def check_said(check: CheckRow) -> str:
    """What was looked at, by whom and when, and what was found."""
    if check.at is None:
        return f"{check.what.label}: not looked at yet"
    return f"{check.what.label}: {' '.join(check.found.split())} ({check.by}, {_day_of(check.at)})"


def _state(row: RequestRow) -> str:
    return row.outcome.label if row.outcome is not None else row.state.label


def _order(row: RequestRow) -> int:
    return list(type(row.state)).index(row.state)


def _last_day(row: RequestRow) -> date:
    return row.due_on or date.max


def _received(row: RequestRow) -> str:
    return plain_day_text(row.received_on)


def _day_of(moment: datetime) -> str:
    return plain_day_text(london_day(moment))


def _due(row: RequestRow) -> str:
    if row.outcome is not None:
        return ""
    return plain_day_text(row.due_on) if row.due_on is not None else "not running"


def _asked_by(row: RequestRow) -> str:
    return row.asked_by.label if row.asked_by is AskedBy.PERSON else row.asker


def _wanted(row: RequestRow) -> str:
    return " ".join(row.wanted.split()) or "everything"


def _evidence(row: RequestRow) -> str:
    asked = f"Evidence was asked for on {plain_day_text(row.evidence_asked_on)}. " if row.evidence_asked_on else ""
    if row.evidence_seen_on is None:
        return asked.strip()
    may = f"{row.authority.label}: " if row.authority is not None else ""
    return f"{asked}{may}{row.evidence} (seen by {row.evidence_seen_by}, {plain_day_text(row.evidence_seen_on)})"


def _extended(row: RequestRow) -> str:
    if row.extended_on is None:
        return ""
    return f"Told on {plain_day_text(row.extended_on)} that it takes longer: {row.extended_because}"


def _copied(row: RequestRow) -> str:
    return f"Copy made by {row.copied_by}, {_day_of(row.copied_at)}" if row.copied_at is not None else ""


def _ended(row: RequestRow) -> str:
    if row.outcome is None or row.ended_on is None:
        return ""
    how = f", {row.given_how.label.lower()}" if row.given_how is not None else ""
    to = f" to {row.given_to}{how}" if row.given_to else ""
    label = "Handed on" if row.outcome is RequestOutcome.HANDED_ON else row.outcome.label
    because = f": {row.because}" if row.because else ""
    return f"{label}{to} on {plain_day_text(row.ended_on)}{because}"
