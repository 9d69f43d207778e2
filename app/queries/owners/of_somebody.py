"""What somebody has: their episodes by role, their open actions, and what isn't handed on with them (DAY-4)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.door.turn import Turn
from app.queries.statement import AnyRow
from models.owned_by import owned_by, stays_with
from models.rules.owners.staying import Staying, hand_over_staying, note_staying
from models.values import whole_name
from models.vocabulary.owners import OwnerOf


@dataclass(frozen=True, slots=True)
class OwnedRow:
    """One thing that somebody has on a day: of which record, about whom; what an action says, and until when."""

    what: OwnerOf
    record: UUID
    person_id: UUID | None
    person: str
    said: str
    due: date | None


def what_somebody_owns(turn: Turn, *, staff: UUID, day: date | None = None) -> tuple[OwnedRow, ...]:
    """Everything that is theirs on a day, today unless said, by person; one statement. Source: STCH (DAY-4)."""
    rows = turn.session.execute(owned_by(turn.office, staff, day or turn.day))
    found = (
        OwnedRow(
            OwnerOf(row.word),
            row.record,
            row.person_id,
            whole_name(row.given, row.family) if row.given is not None else "",
            row.said,
            row.due,
        )
        for row in rows
    )
    return tuple(sorted(found, key=lambda each: (each.person, each.what.value, each.said)))


@dataclass(frozen=True, slots=True)
class StaysRow:
    """What isn't handed on with the rest: about whom, what it is, and what to do about it."""

    record: UUID
    person_id: UUID | None
    person: str
    said: str
    to_do: str


def what_stays_with(turn: Turn, *, staff: UUID) -> tuple[StaysRow, ...]:
    """Hand-overs that they are to receive, and notes of theirs that are still shown; one statement.

    Each says what to do about it instead. Source: OPG 5.2; STCH; good practice (DAY-2, DAY-4, INT-9).
    """
    rows = turn.session.execute(stays_with(turn.office, staff, turn.day))
    found = (_stays(row) for row in rows)
    return tuple(sorted(found, key=lambda each: (each.person_id is None, each.person, each.said)))


def _stays(row: AnyRow) -> StaysRow:
    person = whole_name(row.given, row.family) if row.given is not None else ""
    is_note = row.until is not None
    said: Staying = (
        note_staying(row.team, row.until)
        if is_note
        else hand_over_staying(row.team, is_asked=bool(row.is_asked), is_accepted=bool(row.is_accepted))
    )
    return StaysRow(row.record, row.person_id, person, said.said, said.to_do)
