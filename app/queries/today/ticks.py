"""What has a word and a moment of all that Today rests on: milestones, steps, and what was asked of other services."""

from collections import defaultdict
from uuid import UUID

from sqlalchemy import Text, cast, literal, or_, select, union_all

from app.door.turn import Turn
from app.queries.statement import AnyRow, People
from app.queries.today.prompt_facts import of_people
from models.closure import ClosingStep, Closure
from models.episodes import Episode, Milestone
from models.onward import OnwardConnection
from models.transfer import Transfer, TransferStep


def tick_rows(turn: Turn, people: People = None) -> defaultdict[UUID, list[AnyRow]]:
    """By episode milestones, closing steps, and the services that haven't answered; by transfer its steps.

    Each with its word and moment; of a service also what was asked, in the support that follows a move too.
    """
    nothing = literal("")
    milestones = (
        select(
            Milestone.episode_id.label("of"), cast(Milestone.kind, Text).label("word"), Milestone.at,
            nothing.label("what"),
        )
        .join(Episode, Episode.id == Milestone.episode_id)
        .where(
            Milestone.office_id == turn.office,
            Milestone.withdrawn_at.is_(None),
            Episode.ended_at.is_(None),
            of_people(people, Episode.person_id),
        )
    )  # fmt: skip
    closing = (
        select(Closure.episode_id, cast(ClosingStep.step, Text), ClosingStep.done_at, nothing)
        .join(Closure, Closure.id == ClosingStep.closure_id)
        .join(Episode, Episode.id == Closure.episode_id)
        .where(
            ClosingStep.office_id == turn.office,
            ClosingStep.done_at.is_not(None),
            Closure.closed_at.is_(None),
            of_people(people, Episode.person_id),
        )
    )
    steps = (
        select(TransferStep.transfer_id, cast(TransferStep.step, Text), TransferStep.done_at, nothing)
        .join(Transfer, Transfer.id == TransferStep.transfer_id)
        .join(Episode, Episode.id == Transfer.episode_id)
        .where(
            TransferStep.office_id == turn.office,
            TransferStep.done_at.is_not(None),
            Transfer.abandoned_at.is_(None),
            of_people(people, Episode.person_id),
        )
    )
    asked = OnwardConnection
    onward = (
        select(Episode.id, cast(asked.service, Text), asked.asked_at, asked.what)
        .join(Episode, or_(Episode.id == asked.episode_id, Episode.follows_id == asked.episode_id))
        .where(
            asked.office_id == turn.office,
            asked.answered_at.is_(None),
            Episode.ended_at.is_(None),
            of_people(people, Episode.person_id),
        )
    )
    found: defaultdict[UUID, list[AnyRow]] = defaultdict(list)
    row: AnyRow
    for row in turn.session.execute(union_all(milestones, closing, steps, onward)):
        found[row.of].append(row)
    return found
