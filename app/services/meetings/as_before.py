"""Whether nothing has changed for somebody since the last meeting, looked at again in the deed that rests on it."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from app.door.errors import refuse_if
from app.door.turn import Turn
from models.breaks import Break
from models.episodes import Episode, Milestone
from models.meetings import Action, Decision, Meeting, not_taken_back
from models.news import NEWS, news
from models.owners_of_days import is_in_team
from models.people import Person
from models.plans import Plan
from models.plans_of_days import is_plan_of_day
from models.ratings import VisitNotMade
from models.rules.meetings.standing import Standing, StandingFacts, changed_meanwhile_lacks, standing
from models.values import whole_name
from models.vocabulary.episodes import MilestoneKind
from models.vocabulary.meetings import DecisionKind


def refuse_if_changed_since_the_last(turn: Turn, held: Meeting, episodes: Collection[UUID]) -> None:
    """Refused, by name, where the last meeting of the kind didn't leave each of these episodes' people as they are.

    What ratings suggest is no part of it: an agenda says that before. Source: OPG 3.5 (MDT-1, MDT-3).
    """
    last = turn.session.scalars(
        select(func.max(Meeting.held_at)).where(
            Meeting.team_id == held.team_id, Meeting.kind == held.kind, Meeting.finished_at.is_not(None)
        )
    ).one()
    decided: defaultdict[UUID, set[DecisionKind]] = defaultdict(set)
    asked = select(Decision.episode_id, Decision.kind).where(Decision.meeting_id == held.id, not_taken_back(Decision))
    for episode, kind in turn.session.execute(asked):
        decided[episode].add(kind)
    refuse_if(
        changed_meanwhile_lacks(
            [
                whole_name(row.given, row.family)
                for row in _rows(turn, held.team_id, episodes)
                if not row.is_here
                or standing(_facts(row, decided[row.id], last), last, turn.moment) is not Standing.AS_BEFORE
            ]
        )
    )


def _rows(turn: Turn, team: UUID, episodes: Collection[UUID]) -> list[Any]:
    begun = (Plan.episode_id == Episode.id, is_plan_of_day(turn.day))
    open_end = (Milestone.episode_id == Episode.id, Milestone.withdrawn_at.is_(None))
    missed = (VisitNotMade.person_id == Episode.person_id, VisitNotMade.withdrawn_at.is_(None))
    undone = select(Action.id).where(Action.episode_id == Episode.id, Action.done_at.is_(None), not_taken_back(Action))
    away = select(Break.id).where(Break.episode_id == Episode.id, Break.returned_at.is_(None))
    query = (
        select(
            Episode.id, Episode.started_at, Episode.kind, Person.given, Person.family, Person.death_reported_at,
            select(Plan.effective_from).where(*begun).correlate(Episode).scalar_subquery().label("plan_from"),
            *(
                select(Milestone.at).where(*open_end, Milestone.kind == kind).correlate(Episode).scalar_subquery()
                .label(kind.value)
                for kind in (MilestoneKind.MAXIMUM_INDEPENDENCE, MilestoneKind.ASSESSED)
            ),
            select(func.max(VisitNotMade.noted_at)).where(*missed).correlate(Episode).scalar_subquery().label("missed"),
            undone.correlate(Episode).exists().label("undone"), away.correlate(Episode).exists().label("away"),
            is_in_team(team, turn.day).label("is_here"), *news(turn.day),
        )
        .join(Person, Person.id == Episode.person_id)
        .where(Episode.office_id == turn.office, Episode.id.in_(episodes))
        .order_by(Person.family_folded, Person.given_folded, Episode.id)
    )  # fmt: skip
    return list(turn.session.execute(query))


def _facts(row: Any, decided: Collection[DecisionKind], last: datetime | None) -> StandingFacts:
    is_assessed = getattr(row, MilestoneKind.ASSESSED.value) is not None or row.kind.is_interim
    return StandingFacts(
        started_at=row.started_at,
        plan_since=row.plan_from,
        news_at=[at for at in (getattr(row, each) for each in NEWS) if at is not None],
        unassessed_since=None if is_assessed else getattr(row, MilestoneKind.MAXIMUM_INDEPENDENCE.value),
        undone=int(row.undone),
        is_away=row.away,
        has_missed=row.missed is not None and last is not None and row.missed > last,
        death_reported=row.death_reported_at is not None,
        decided=decided,
    )
