"""Writing down who looked, printed or exported. It is no change of a record: no other desk is told.

A print or an export is noted in a transaction of its own before the paper or file is made: where it can't be written,
nothing is made. That somebody's record was opened is noted behind the answer, and never keeps anybody from reading: a
file can't stop whoever may read it anyway. On a server the note has to be committed before the narrative is read
(trust/README.md, *The database refuses*, 7): that belongs to its logins and rights, and comes with them.

None of this is a user's deed: `homeward do` doesn't offer it, or anybody could write down that another had looked.
"""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from app.door.changes import Changes, changes
from app.door.turn import Turn
from models.access import AccessNote
from models.vocabulary.access import Access

QUIET = timedelta(minutes=15)  # in which the same look is one look
_RECORD = "the record"


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


def note_once(turn: Turn, *, did: Access, what: str, person: UUID | None = None, rows: int | None = None) -> Changes:
    """As `note_access`, unless whoever sits here did the same within `QUIET`: one row tells of both."""
    same = select(AccessNote.id).where(
        AccessNote.office_id == turn.office,
        AccessNote.staff_id == turn.staff,
        AccessNote.at > turn.moment - QUIET,
        AccessNote.deed == did,
        AccessNote.person_id.is_(None) if person is None else AccessNote.person_id == person,
        AccessNote.what == what.strip(),
    )
    if turn.session.scalars(same.limit(1)).first() is not None:
        return changes()
    return note_access(turn, did=did, what=what, person=person, rows=rows)


def note_opened(turn: Turn, *, person: UUID) -> Changes:
    """Whoever sits here opened this person's record, wherever in the program: once within `QUIET`."""
    return note_once(turn, did=Access.OPENED, what=_RECORD, person=person)
