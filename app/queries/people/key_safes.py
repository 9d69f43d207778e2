"""Whether the code of somebody's key safe is kept; and the code itself, for a look that was noted before."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Uuid, bindparam, exists, func, literal, select

from app.door.errors import refuse_if
from app.door.turn import Turn
from models.access import AccessNote
from models.key_safes import KeySafe, KeySafeCode
from models.rules.people.key_safes import look_lacks, no_code_lacks
from models.vocabulary.access import KEY_SAFE_CODE


@dataclass(frozen=True, slots=True)
class KeySafeRow:
    """`seen` is the record's version, none where there is none; `set_at` since when the code holds, none without one.

    `may_be_told` unless the server gives this login no codes; in a file whoever opens it may have all.
    """

    seen: int | None
    set_at: datetime | None
    may_be_told: bool


class Code:
    """A code on its way to whoever asked: no list, log or answer of a command shows it by mistake."""

    __slots__ = ("told",)

    def __init__(self, told: str) -> None:
        self.told = told


def key_safe(turn: Turn, *, person: UUID) -> KeySafeRow:
    """Of one person; one statement."""
    at_server = turn.session.get_bind().dialect.name == "postgresql"
    office = bindparam("office", turn.office, Uuid())
    told = func.array_position(func.homeward_my_key_safes(), office).is_not(None) if at_server else literal(True)
    kept = select(KeySafe.version, KeySafe.set_at).where(KeySafe.person_id == person, KeySafe.office_id == turn.office)
    found = kept.subquery()
    one = select(told.label("may_be_told")).subquery()
    row = turn.session.execute(select(found, one.c.may_be_told).select_from(one).outerjoin(found, literal(True))).one()
    return KeySafeRow(row.version, row.set_at, bool(row.may_be_told))


def key_safe_code(turn: Turn, *, person: UUID, look: UUID) -> Code:
    """The code, for a look that is noted and stored already. A server's function sees to it that this is one's own, of
    the last minute; a file can't stop whoever may read it anyway.

    Refused without such a look, without the right to codes, and where none is kept.
    """
    if turn.session.get_bind().dialect.name == "postgresql":
        told = turn.session.execute(select(func.homeward_key_safe_code(person, look))).scalar_one()
    else:
        noted = exists().where(
            AccessNote.id == look,
            AccessNote.person_id == person,
            AccessNote.staff_id == turn.staff,
            AccessNote.what == KEY_SAFE_CODE,
        )
        refuse_if(look_lacks(is_noted=bool(turn.session.scalar(select(noted)))))
        asked = select(KeySafeCode.code).join(KeySafe, KeySafe.code_id == KeySafeCode.id)
        asked = asked.where(KeySafe.person_id == person, KeySafe.office_id == turn.office)
        told = turn.session.scalars(asked).one_or_none()
    refuse_if(no_code_lacks(is_kept=told is not None))
    return Code(told or "")
