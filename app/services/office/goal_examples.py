"""The library of example goals from which a goal's form is filled, as the office edits it (GOAL-3)."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, load, take
from app.services.office.placing import put_at
from app.services.staff_of_day import seat_role
from models.goals import GoalExample
from models.rules.goals.aims import Aim, aim_lacks
from models.rules.goals.examples import example_lacks
from models.rules.office.editors import office_editor_lacks
from models.rules.office.lists import archived_lacks, is_kept_lacks
from models.values import Call, fold
from models.vocabulary.goals import GoalPurpose


def add_example(
    turn: Turn,
    *,
    purpose: GoalPurpose,
    statement: str,
    days_ahead: int,
    measure: str = "",
    achievable: str = "",
    relevant: str = "",
    calls: Iterable[Call] = (),
    aim: Aim | None = None,
) -> Changes:
    """Add an example at the end of the library; an archived one of this statement comes back, worded as told here.

    `days_ahead` is how far ahead its target lies. "…" by itself is a blank that whoever sets the goal fills in.
    Source: OPG 3.3 (GOAL-3).
    """
    _refuse_others(turn)
    examples = _examples(turn)
    refuse_if((*example_lacks(statement, _kept(examples), days_ahead, turn.policy), *aim_lacks(aim)))
    columns = _columns(purpose, statement, measure, achievable, relevant, days_ahead, calls, aim)
    position = max([each.position for each in examples], default=-1) + 1
    known = next((each for each in examples if each.statement_folded == fold(statement)), None)
    if known is None:
        made = add(turn, GoalExample(**columns, position=position))
        return changes(Topic.SETTINGS, made=made.id)
    back = take(turn, GoalExample, known.id)
    _put(back, {**columns, "position": position, "archived_at": None})
    return changes(Topic.SETTINGS, made=back.id)


def change_example(
    turn: Turn,
    *,
    example: UUID,
    seen: int,
    purpose: GoalPurpose,
    statement: str,
    days_ahead: int,
    measure: str,
    achievable: str,
    relevant: str,
    calls: Iterable[Call],
    aim: Aim | None,
) -> Changes:
    """Word an example otherwise; goals that were set by it stay as they are. Source: OPG 3.3 (GOAL-3)."""
    _refuse_others(turn)
    held = load(turn, GoalExample, example, seen=seen)
    refuse_if(archived_lacks(held.statement, is_archived=held.archived_at is not None))
    others = [each.statement for each in _examples(turn) if each.id != example]  # an archived one keeps its words
    refuse_if((*example_lacks(statement, others, days_ahead, turn.policy), *aim_lacks(aim)))
    _put(held, _columns(purpose, statement, measure, achievable, relevant, days_ahead, calls, aim))
    return changes(Topic.SETTINGS)


def move_example(turn: Turn, *, example: UUID, seen: int, to: int) -> Changes:
    """Put an example at this place of the library, the first is 1; the others make room."""
    _refuse_others(turn)
    held = load(turn, GoalExample, example, seen=seen)
    refuse_if(archived_lacks(held.statement, is_archived=held.archived_at is not None))
    kept = [each for each in _examples(turn) if each.archived_at is None]
    put_at(turn, kept, held, to)
    return changes(Topic.SETTINGS)


def archive_example(turn: Turn, *, example: UUID, seen: int) -> Changes:
    """Offer it no more; goals that were set by it stay as they are."""
    _refuse_others(turn)
    held = load(turn, GoalExample, example, seen=seen)
    refuse_if(archived_lacks(held.statement, is_archived=held.archived_at is not None))
    held.archived_at = turn.moment
    return changes(Topic.SETTINGS)


def restore_example(turn: Turn, *, example: UUID, seen: int) -> Changes:
    """Offer an archived example again, at the end of the library."""
    _refuse_others(turn)
    held = load(turn, GoalExample, example, seen=seen)
    refuse_if(is_kept_lacks(held.statement, is_archived=held.archived_at is not None))
    held.archived_at, held.position = None, max(each.position for each in _examples(turn)) + 1
    return changes(Topic.SETTINGS)


def _refuse_others(turn: Turn) -> None:
    refuse_if(office_editor_lacks(seat_role(turn)))


def _examples(turn: Turn) -> list[GoalExample]:
    query = select(GoalExample).where(GoalExample.office_id == turn.office)
    return list(turn.session.scalars(query.order_by(GoalExample.position, GoalExample.id)))


def _kept(examples: list[GoalExample]) -> list[str]:
    return [each.statement for each in examples if each.archived_at is None]


def _columns(
    purpose: GoalPurpose,
    statement: str,
    measure: str,
    achievable: str,
    relevant: str,
    days_ahead: int,
    calls: Iterable[Call],
    aim: Aim | None,
) -> dict[str, Any]:
    wanted = set(calls)
    return {
        "purpose": purpose,
        "statement": " ".join(statement.split()),
        "statement_folded": fold(statement),
        "measure": measure.strip(),
        "achievable": achievable.strip(),
        "relevant": relevant.strip(),
        "days_ahead": days_ahead,
        "calls": ",".join(call.value for call in Call if call in wanted),
        "aim": aim.kept if aim else None,
    }


def _put(held: GoalExample, columns: dict[str, Any]) -> None:
    for name, value in columns.items():
        setattr(held, name, value)
