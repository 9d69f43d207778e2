"""Making what Today shows anew where the records have changed since, and comparing it with what they say.

Whoever settles does it alone: of two who derived the same person at once, the one who read first could store last.
"""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Uuid,
    case,
    cast,
    delete,
    func,
    insert,
    literal,
    select,
    true,
    tuple_,
)

from app.door.turn import Turn
from app.queries.today.due_lines import about_of, derived, to_derive, word_of_turn
from app.queries.today.line import Line
from models.due import DueDay, DueLine, DueMark

_LOCK = 727_008  # at a server one desk settles at a time; the others leave it to that one, or to the next
_AT_ONCE = 200  # marks taken away by one statement


def settle(turn: Turn) -> int:
    """Derive whose records were written since, or everything on another day, and keep it; how many lines were made.

    In one transaction, which takes away only the marks that it saw before it read the records.
    """
    if not _is_alone(turn):
        return 0
    marks = turn.session.execute(
        select(DueMark.about_id, DueMark.written_in).where(DueMark.office_id == turn.office)
    ).all()
    about = to_derive(turn)
    if about is not None and not marks:
        return 0
    lines = derived(turn, about)
    seen = [(mark.about_id, mark.written_in) for mark in marks]
    (_take_away_in_file if _is_file(turn) else _take_away_on_server)(turn, about, seen)
    if lines:
        turn.session.execute(insert(DueLine), _numbered(turn, lines))
    if about is None:
        turn.session.execute(insert(DueDay), {"office_id": turn.office, "day": turn.day, "word": word_of_turn(turn)})
    return len(lines)


def _take_away_in_file(turn: Turn, about: Collection[UUID] | None, seen: Sequence[tuple[UUID, int]]) -> None:
    _delete(turn, DueLine, true() if about is None else DueLine.about_id.in_(about))
    for start in range(0, len(seen), _AT_ONCE):
        _delete(turn, DueMark, tuple_(DueMark.about_id, DueMark.written_in).in_(seen[start : start + _AT_ONCE]))
    if about is None:
        _delete(turn, DueDay, true())


def _delete(turn: Turn, kind: type[DueLine] | type[DueMark] | type[DueDay], which: ColumnElement[bool]) -> None:
    rows = delete(kind).where(kind.office_id == turn.office, which)
    turn.session.execute(rows, execution_options={"synchronize_session": False})  # it holds no object of them


def _take_away_on_server(turn: Turn, about: Collection[UUID] | None, seen: Sequence[tuple[UUID, int]]) -> None:
    """By a function of the server's, for no login there may delete anything itself."""
    whose = None if about is None else list(about)
    marked, written = [about_id for about_id, _ in seen], [written_in for _, written_in in seen]
    turn.session.execute(
        select(
            func.public.homeward_settled(
                literal(turn.office, Uuid()),
                cast(literal(whose, ARRAY(Uuid())), ARRAY(Uuid())),
                cast(literal(marked, ARRAY(Uuid())), ARRAY(Uuid())),
                cast(literal(written, ARRAY(BigInteger())), ARRAY(BigInteger())),
            )
        )
    )


def _is_file(turn: Turn) -> bool:
    return turn.session.get_bind().dialect.name == "sqlite"


def _is_alone(turn: Turn) -> bool:
    """A file has one writer at a time; at a server whoever only sits on the lock is put out, and no reader settles."""
    if _is_file(turn):
        return True
    may = func.public.homeward_may_settle(literal(turn.office, Uuid()))
    has_lock = func.pg_try_advisory_xact_lock(_LOCK, func.hashtext(literal(str(turn.office))))
    is_alone = turn.session.scalar(select(case((may, has_lock))))
    if is_alone is False:
        turn.session.execute(select(func.public.homeward_clear_stuck()))
    return bool(is_alone)


def _numbered(turn: Turn, lines: list[Line]) -> list[dict[str, object]]:
    """As rows of the table: the lines of each person have numbers of their own."""
    last: dict[UUID, int] = {}
    rows = []
    for each in lines:
        whom = about_of(each)
        last[whom] = number = last.get(whom, 0) + 1
        rows.append({"office_id": turn.office, "about_id": whom, "number": number, **each._asdict()})
    return rows
