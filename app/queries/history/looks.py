"""Who looked, printed and exported, newest first: for the service manager."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.door.errors import refuse_if
from app.door.turn import Turn
from models.access import AccessNote
from models.people import Person
from models.rules.history.access import looks_lacks
from models.rules.sentences import counted
from models.staff import Staff
from models.values import whole_name
from models.vocabulary.access import Access

_MOST = 200


@dataclass(frozen=True, slots=True)
class LookRow:
    """One look, print or export, as a sentence."""

    at: datetime
    said: str


def looks(turn: Turn, *, about: UUID | None = None, before: datetime | None = None) -> tuple[LookRow, ...]:
    """Of one person or of the whole office, at most 200; `before` goes on with older ones. One statement, by index."""
    role = turn.session.scalars(select(Staff.role).where(Staff.id == turn.staff)).one()
    refuse_if(looks_lacks(role))
    asked = select(AccessNote, Staff.name, Person.given, Person.family).join(Staff, Staff.id == AccessNote.staff_id)
    asked = asked.outerjoin(Person, Person.id == AccessNote.person_id).where(AccessNote.office_id == turn.office)
    if about is not None:
        asked = asked.where(AccessNote.person_id == about)
    if before is not None:
        asked = asked.where(AccessNote.at < before)
    found = turn.session.execute(asked.order_by(AccessNote.at.desc()).limit(_MOST))
    return tuple(
        LookRow(note.at, _said(note, name, whole_name(given or "", family or "")))
        for note, name, given, family in found
    )


def _said(note: AccessNote, by: str, person: str) -> str:
    about = f" ({person})" if person.strip() and person not in note.what else ""
    rows = "" if note.rows is None else f" with {counted(note.rows, 'row')}"
    because = f", not in the print they need: {note.because}" if note.because else ""
    return f"{by} {_DID[note.deed]} {note.what}{about}{rows}{because}".rstrip(".") + "."


_DID = {
    Access.OPENED: "opened",
    Access.PREVIEWED: "looked at",
    Access.PRINTED: "printed",
    Access.SAVED: "saved",
    Access.EXPORTED: "exported",
}
