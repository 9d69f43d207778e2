"""What somebody has: their episodes by role, and their open actions (DAY-4)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.door.turn import Turn
from models.owned_by import owned_by
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
