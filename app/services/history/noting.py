"""Writing down who looked, printed or exported: in a transaction of its own, before the paper or file is made.

Where it can't be written, the paper isn't made. It is no change of a record: no other desk is told.
"""

from uuid import UUID

from app.door.changes import Changes, changes
from app.door.turn import Turn
from models.access import AccessNote
from models.vocabulary.access import Access


def note_access(turn: Turn, *, did: Access, what: str, person: UUID | None = None, rows: int | None = None) -> Changes:
    """Whoever sits here did this with `what`, about at most one person; `rows` is how many an export holds."""
    turn.session.add(
        AccessNote(
            office_id=turn.office,
            at=turn.moment,
            staff_id=turn.staff,
            deed=did,
            what=what.strip(),
            person_id=person,
            rows=rows,
        )
    )
    return changes()
