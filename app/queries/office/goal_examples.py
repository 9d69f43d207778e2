"""The library of example goals: as its page shows it, and as a goal's form offers it (GOAL-3)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from app.door.turn import Turn
from models.goals import GoalExample
from models.rules.goals.aims import Aim, own_aim
from models.rules.goals.exact import exact_lacks
from models.rules.goals.smart import GoalFacts, smart_lacks
from models.values import Call
from models.vocabulary.goals import GoalPurpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleRow:
    """An example; `place` counts from 1 among those that aren't archived, none of one that is.

    `target` is the day that its days ahead come to from today; `lacks` is what a goal in these words would lack, or
    isn't exact in, a sentence each: a blank that whoever sets the goal fills in is one.
    """

    id: UUID
    version: int
    place: int | None
    purpose: GoalPurpose
    statement: str
    measure: str
    achievable: str
    relevant: str
    days_ahead: int
    target: date
    calls: tuple[Call, ...]
    aim: Aim | None
    lacks: tuple[str, ...]
    archived_at: datetime | None


def goal_examples(turn: Turn) -> tuple[ExampleRow, ...]:
    """Every example in the office's order, archived ones last; one statement. Source: OPG 3.3 (GOAL-3)."""
    found = turn.session.scalars(
        select(GoalExample)
        .where(GoalExample.office_id == turn.office)
        .order_by(GoalExample.archived_at.is_not(None), GoalExample.position, GoalExample.id)
    ).all()
    return tuple(_row(turn, place, each) for place, each in enumerate(found, start=1))


def _row(turn: Turn, place: int, example: GoalExample) -> ExampleRow:
    target = turn.day + timedelta(days=example.days_ahead)
    facts = GoalFacts(
        statement=example.statement, measure=example.measure, achievable=example.achievable, relevant=example.relevant,
        target=target, calls=example.calls, aim=example.aim or "",
    )  # fmt: skip
    lacks = (*smart_lacks(facts), *exact_lacks(facts, turn.day, turn.policy))
    return ExampleRow(
        id=example.id,
        version=example.version,
        place=None if example.archived_at else place,
        purpose=example.purpose,
        statement=example.statement,
        measure=example.measure,
        achievable=example.achievable,
        relevant=example.relevant,
        days_ahead=example.days_ahead,
        target=target,
        calls=tuple(Call(each) for each in example.calls.split(",") if each),
        aim=own_aim(example.aim or ""),
        lacks=tuple(each.sentence for each in lacks),
        archived_at=example.archived_at,
    )
