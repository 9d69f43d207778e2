"""Rating by hand, correcting, and undoing; nothing that was rated is ever forgotten (IPAD-1, IPAD-2)."""

from collections.abc import Mapping
from datetime import date, datetime, time
from functools import cache
from uuid import UUID

from sqlalchemy import insert

from app.door.changes import Changes, Topic, changes
from app.door.errors import ChangedMeanwhile, refuse_if
from app.door.turn import Turn
from app.services.deed import add, look
from app.services.goals.before_rating import before_rating
from models.base import Base
from models.goals import Goal
from models.prepared import PreparedInsert
from models.ratings import UNDONE, Rating, RatingCorrection
from models.rules.deciding import not_on_staff_lacks
from models.rules.goals.arrivals import closed_goal_lacks, in_service_lacks, visit_lacks
from models.rules.goals.not_made import rated_though_lacks
from models.values import Call, from_london
from models.vocabulary.goals import Letter

_TABLE = Base.metadata.tables[Rating.__tablename__]
_INSERT = insert(_TABLE)
_COLUMNS = (
    "goal_id", "day", "call", "worker_id", "office_id", "at", "letter", "wording", "comment", "operation_id", "version"
)  # fmt: skip
_USUAL = {
    Call.NIGHT: time(0, 30),  # an hour later doesn't exist on the last Sunday of March
    Call.MORNING: time(8),
    Call.LUNCH: time(12),
    Call.TEA: time(16, 30),
    Call.BED: time(20),
}


def rate(
    turn: Turn,
    *,
    goal: UUID,
    day: date,
    call: Call,
    worker: UUID,
    seen: Letter | None,
    letter: Letter,
    comment: str = "",
    at: datetime | None = None,
    is_meant: bool = False,
) -> Changes:
    """Rate a goal at a visit, as this worker saw it; their other letter later is a correction, the earlier one kept.

    `seen` is this worker's letter as it stood there when the desk looked, none where there was none. `at` is the moment
    of the visit, the usual time of the call where nobody says. Refused where another desk has rated since, before the
    call has begun, outside the service, after the goal was closed, and by somebody not on the staff that day. A first
    letter on a visit that wasn't due for the goal, or is recorded as not made, is asked about until it `is_meant`.
    Source: OPG 3.4 (IPAD-1, IPAD-2).
    """
    held, comment = before_rating(turn, goal=goal, day=day, call=call, worker=worker), comment.strip()
    refuse_if(not_on_staff_lacks(held.worker, day, "worker"))
    found = _rating(turn, goal, day, call, worker) if held.is_rated else None
    _refuse_if_rated(turn, found, seen)
    in_service = in_service_lacks(held.name, day, held.episodes)
    refuse_if((*visit_lacks(day, call, turn.moment), *in_service, *closed_goal_lacks(held.closed_at, day)))
    is_said_already = found is not None and found.withdrawn_at is None
    is_meant = is_meant or is_said_already
    refuse_if(rated_though_lacks(held.visit, is_at_its_call=held.is_at_its_call, is_meant=is_meant))
    if found is None:
        key = {"goal_id": goal, "day": day, "call": call, "worker_id": worker}
        at = at or _usual_moment(turn, day, call)
        _append(turn, {**key, "at": at, "letter": letter, "wording": held.wording, "comment": comment})
    elif found.withdrawn_at is not None or found.letter is not letter or (comment and found.comment != comment):
        if found.withdrawn_at is None:
            _keep_earlier(turn, found, "")
        found.letter, found.comment, found.wording = letter, comment or found.comment, held.wording
        found.at, found.withdrawn_at, found.operation_id = at or found.at, None, turn.operation
    return changes(Topic.RATINGS, person=held.person, made=goal)


def undo_rating(
    turn: Turn, *, goal: UUID, day: date, call: Call, worker: UUID, letter: Letter, back_to: Letter | None
) -> Changes:
    """Take back this worker's letter: to the earlier one, or to none where it was the first.

    `letter` is what stood there when the desk looked; refused when another desk rated since. What is taken back is
    kept like any correction. Source: OPG 3.4 (IPAD-2).
    """
    held = look(turn, Goal, goal, lock=True)
    found = _rating(turn, goal, day, call, worker)
    _refuse_if_rated(turn, found, letter)
    if found is None:
        raise LookupError("a letter that stands has its rating")
    _keep_earlier(turn, found, UNDONE)
    if back_to is None:
        found.withdrawn_at = turn.moment
    else:
        found.letter = back_to
    return changes(Topic.RATINGS, person=held.person_id, made=goal)


def _refuse_if_rated(turn: Turn, rating: Rating | None, seen: Letter | None) -> None:
    """Refuse where another desk has rated since. The letter is what a desk sees, so it stands for the version."""
    if rating is not None and rating.operation_id == turn.operation:
        return
    if (None if rating is None or rating.withdrawn_at is not None else rating.letter) is not seen:
        raise ChangedMeanwhile


def _rating(turn: Turn, goal: UUID, day: date, call: Call, worker: UUID) -> Rating | None:
    """This worker's letter as it stands now, for this deed to change."""
    return turn.session.get(Rating, (goal, day, call, worker), populate_existing=True, with_for_update=True)


def _append(turn: Turn, rating: Mapping[str, object]) -> None:
    """Store a first rating; of two desks that rate one place at once the later is told that its key is taken."""
    row = {**rating, "office_id": turn.office, "operation_id": turn.operation, "version": 1}
    if turn.session.get_bind().dialect.name == "sqlite":
        _insert_in_file().put(turn.session.connection(), row)
    else:
        turn.session.execute(_INSERT, row)


@cache
def _insert_in_file() -> PreparedInsert:
    return PreparedInsert(_TABLE, _COLUMNS)


def _keep_earlier(turn: Turn, rating: Rating, because: str) -> None:
    add(
        turn,
        RatingCorrection(
            goal_id=rating.goal_id,
            day=rating.day,
            call=rating.call,
            worker_id=rating.worker_id,
            earlier_letter=rating.letter,
            earlier_at=rating.at,
            earlier_comment=rating.comment,
            corrected_at=turn.moment,
            because=because,
        ),
    )
    rating.operation_id = turn.operation


def _usual_moment(turn: Turn, day: date, call: Call) -> datetime:
    """When such a visit usually is; on the day itself not later than now."""
    return min(from_london(datetime.combine(day, _USUAL[call])), turn.moment)
