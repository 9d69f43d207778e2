"""Writing down who looked, printed or exported. It is no change of a record: no other desk is told.

A print or an export is noted in a transaction of its own before the paper or file is made: where it can't be written,
nothing is made. A key-safe code is told for a look that is stored already. That somebody's record was opened is noted
behind the answer, and never keeps anybody from reading: a file can't stop whoever may read it anyway, and a server
doesn't either (README, *What does a server hold of who looked?*).

None of this is a user's deed: `homeward do` doesn't offer it, or anybody could write down that another had looked.
"""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from app.door.changes import Changes, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from models.access import AccessNote
from models.keys import new_id
from models.people import Person
from models.rules.people.editions import other_print_lacks
from models.vocabulary.access import KEY_SAFE_CODE, Access
from models.vocabulary.people import PaperFormat
from models.vocabulary.print_packs import PackPaper

QUIET = timedelta(minutes=15)  # in which the same look is one look
_RECORD = "the record"


def note_access(
    turn: Turn, *, did: Access, what: str, person: UUID | None = None, rows: int | None = None, because: str = ""
) -> Changes:
    """Whoever sits here did this with `what`, about at most one person; `rows` is how many an export holds.

    `because` is why it was made in another print than its reader needs. What was made is the note.
    """
    noted = new_id()
    turn.session.add(
        AccessNote(
            id=noted,
            office_id=turn.office,
            at=turn.moment,
            staff_id=turn.staff,
            deed=did,
            what=what.strip(),
            person_id=person,
            rows=rows,
            because=because.strip() or None,
        )
    )
    return changes(made=noted)


def note_paper(
    turn: Turn, *, did: Access, what: str, reader: UUID, chosen: PaperFormat | None, because: str = ""
) -> Changes:
    """A paper for `reader`, a person, is printed or saved in this print; none is a draft.

    Refused in another print than they need without a reason. Source: DAPB1605 (accessible information).
    """
    needed = turn.session.scalars(select(Person.paper_format).where(Person.id == reader)).one()
    refuse_if(other_print_lacks(needed, chosen, because))
    said = because if chosen not in {None, needed} else ""
    return note_access(turn, did=did, what=what, person=reader, because=said)


def note_papers(
    turn: Turn,
    *,
    did: Access,
    what: str,
    papers: Sequence[PackPaper],
    person: UUID,
    chosen: PaperFormat | None,
    because: str = "",
) -> Changes:
    """Each of several papers about a person that are made together is noted as it is alone, copies of one once.

    `what` is said behind the name of each, for instance whom it is about. Refused as `note_paper` is where one of them
    is given to the person; that somebody only looks asks for no reason. Source: DAPB1605 (accessible information).
    """
    noted = changes()
    for each in dict.fromkeys(papers):
        called = ": ".join(filter(None, (each.label, what.strip())))
        if each.is_for_the_person and did is not Access.PREVIEWED:
            noted = note_paper(turn, did=did, what=called, reader=person, chosen=chosen, because=because)
        else:
            noted = note_access(turn, did=did, what=called, person=person)
    return noted


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


def note_key_safe_look(turn: Turn, *, person: UUID) -> Changes:
    """Whoever sits here is about to see this person's key-safe code: each look by itself, stored before the reading."""
    return note_access(turn, did=Access.OPENED, what=KEY_SAFE_CODE, person=person)


def note_opened(turn: Turn, *, person: UUID) -> Changes:
    """Whoever sits here opened this person's record, wherever in the program: once within `QUIET`."""
    return note_once(turn, did=Access.OPENED, what=_RECORD, person=person)
