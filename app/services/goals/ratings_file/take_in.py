"""Taking in the goal tracker app's ratings: what a file brings is shown first, then stored in one transaction.

A row is *accepted* when its worker has not rated that goal at that visit, *known* when the letter is there or was
there before a correction, *changed* when it is the same worker's other letter: of the two that of the later visit
moment stands and the other is kept (IPAD-2). So neither the same file nor an older one read again changes anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, insert, update

from app.door.changes import Changes, Topic
from app.door.turn import Turn
from app.services.deed import add, one_import_at_a_time
from app.services.goals.ratings_file.settle import Arrivals, Found, Kept, Stored, settle
from app.services.goals.ratings_file.warnings import asked_of_lines, warnings_of
from app.services.goals.ratings_file.whose_a_row_is import KnownGoals, RatingRow, in_parts
from models.base import Base
from models.keys import new_id
from models.ratings import IMPORTED, Rating, RatingCorrection, RatingImport

_ROWS_A_STATEMENT = 5_000
_RATING = Base.metadata.tables[Rating.__tablename__]
_CORRECTION = Base.metadata.tables[RatingCorrection.__tablename__]


@dataclass(frozen=True, slots=True)
class RefusedRating:
    """A row that can't go in, by its line in the file, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class RatingsPlan:
    """What a file would bring (or has just brought), in numbers, with all that somebody has to look at.

    `asked` is said of a line, the `warnings` of the file.
    """

    accepted: int
    known: int
    changed: int
    refused: tuple[RefusedRating, ...]
    warnings: tuple[str, ...]
    asked: tuple[tuple[int, str], ...]
    known_lines: tuple[int, ...]
    changed_lines: tuple[int, ...]
    operation: UUID
    arrivals: Arrivals

    def take_in(self, turn: Turn, *, file_name: str, digest: str, refused_before: int) -> Changes | None:
        """Store what was planned, where this very operation has planned it; none where it has to be looked up anew."""
        if turn.operation != self.operation:
            return None
        return _take_in(turn, self.arrivals, file_name, digest, len(self.refused) + refused_before)


def plan_import(turn: Turn, rows: Sequence[RatingRow]) -> RatingsPlan:
    """Say what importing these rows would do; stores nothing. Source: OPG 3.4 (IPAD-1, IPAD-2)."""
    known_goals, found, refused = _look_up(turn, rows)
    arrivals = settle(turn, found)
    brought = sorted(arrivals.accepted + arrivals.changed, key=_line)
    return RatingsPlan(
        accepted=len(arrivals.accepted),
        known=len(arrivals.known),
        changed=len(arrivals.changed),
        refused=tuple(refused),
        warnings=warnings_of(turn, known_goals, brought),
        asked=asked_of_lines(turn, known_goals, brought),
        known_lines=tuple(sorted(row.line for row, _ in arrivals.known)),
        changed_lines=tuple(sorted(row.line for row, _ in arrivals.changed)),
        operation=turn.operation,
        arrivals=arrivals,
    )


def import_ratings(
    turn: Turn, *, rows: Sequence[RatingRow], file_name: str, digest: str = "", refused_before: int = 0
) -> Changes:
    """Store what these rows bring, looked up anew, for another desk may have imported meanwhile.

    `refused_before` counts the rows that couldn't be read at all. A file that brings nothing leaves no trace.
    Source: OPG 3.4 (IPAD-2).
    """
    one_import_at_a_time(turn)
    _, found, refused = _look_up(turn, rows)
    return _take_in(turn, settle(turn, found), file_name, digest, len(refused) + refused_before)


def _take_in(turn: Turn, arrivals: Arrivals, file_name: str, digest: str, refused: int) -> Changes:
    if not arrivals.accepted and not arrivals.changed:
        return Changes(frozenset({Topic.RATINGS}))
    record = RatingImport(
        file_name=file_name,
        digest=digest,
        read_at=turn.moment,
        accepted=len(arrivals.accepted),
        known=len(arrivals.known),
        changed=len(arrivals.changed),
        refused=refused,
    )
    add(turn, record)
    _store(turn, arrivals, record.id)
    people = frozenset(match.person for _, match in (*arrivals.accepted, *arrivals.changed))
    return Changes(frozenset({Topic.RATINGS}), people, record.id)


def _look_up(turn: Turn, rows: Sequence[RatingRow]) -> tuple[KnownGoals, list[Found], list[RefusedRating]]:
    known_goals = KnownGoals(turn, rows)
    found: list[Found] = []
    refused: list[RefusedRating] = []
    for row in rows:
        turn.go_on()
        match = known_goals.find(row)
        if isinstance(match, str):
            refused.append(RefusedRating(row.line, match))
        else:
            found.append((row, match))
    return known_goals, found, refused


def _line(found: Found) -> int:
    return found[0].line


def _store(turn: Turn, arrivals: Arrivals, made_by: UUID) -> None:
    """Some thousand rows a statement; a correction names its rating, so ratings go first."""
    new = [each for each in arrivals.current if not each.is_row]
    other = [each for each in arrivals.current if each.is_row]
    for some in in_parts(new, _ROWS_A_STATEMENT):
        turn.go_on()
        turn.session.execute(insert(_RATING), [_rating(turn, each, made_by) for each in some])
    for part in in_parts(arrivals.earlier, _ROWS_A_STATEMENT):
        turn.go_on()
        turn.session.execute(insert(_CORRECTION), [_correction(turn, each) for each in part])
    for some in in_parts(other, _ROWS_A_STATEMENT):
        turn.go_on()
        turn.session.execute(_UPDATE, [_renamed(_rating(turn, each, made_by)) for each in some])


def _rating(turn: Turn, stored: Stored, made_by: UUID) -> dict[str, object]:
    goal, day, call, worker = stored.key
    return {
        "goal_id": goal,
        "day": day,
        "call": call,
        "worker_id": worker,
        "office_id": turn.office,
        "at": stored.given.at,
        "letter": stored.given.letter,
        "wording": stored.wording,
        "comment": stored.comment,
        "import_id": made_by,
        "withdrawn_at": None,
        "operation_id": turn.operation,
    }


def _correction(turn: Turn, kept: Kept) -> dict[str, object]:
    goal, day, call, worker = kept.key
    return {
        "id": new_id(),
        "office_id": turn.office,
        "operation_id": turn.operation,
        "goal_id": goal,
        "day": day,
        "call": call,
        "worker_id": worker,
        "earlier_letter": kept.given.letter,
        "earlier_at": kept.given.at,
        "earlier_comment": kept.comment,
        "corrected_at": turn.moment,
        "because": IMPORTED,
    }


def _renamed(row: dict[str, object]) -> dict[str, object]:
    """Bound names of the update, which may not be names of columns."""
    return {f"its_{name}": value for name, value in row.items() if name != "office_id"}


_KEY = ("goal_id", "day", "call", "worker_id")
_SET = ("at", "letter", "wording", "comment", "import_id", "withdrawn_at", "operation_id")
_UPDATE = (
    update(_RATING)
    .where(*(_RATING.c[name] == bindparam(f"its_{name}") for name in _KEY))
    .values({name: bindparam(f"its_{name}") for name in _SET})
)
