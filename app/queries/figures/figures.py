"""The figures of a team, or of the whole office, in a period (FIG-1); two statements."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select

from app.door.turn import Turn
from models.episodes import Episode, Milestone
from models.goals import Goal
from models.owners_of_days import team_of_day_or_end, team_of_referral_of_day_or_outcome
from models.plans import Plan
from models.plans_of_days import is_plan_of_day_or_end
from models.referral_parts import first_parts
from models.referrals import Referral
from models.rules.figures.figures import (
    Figure,
    FigurePeriod,
    FigureRow,
    ReferralFigureFacts,
    StayFigureFacts,
    endings,
    goals_in_time,
    length_of_stay,
    referrals_by_band,
    time_to_start,
)
from models.rules.referrals.queue_order import QueueFacts, band
from models.vocabulary.episodes import EpisodeKind, MilestoneKind

__all__ = ["Figure", "FigureRow", "FiguresView", "figures"]


@dataclass(frozen=True, slots=True)
class FiguresView:
    """All figures of one period; `team_id` is none for the whole office."""

    first: date
    last: date
    team_id: UUID | None
    figures: tuple[Figure, ...]


def figures(turn: Turn, *, first: date, last: date, team: UUID | None = None) -> FiguresView:
    """The figures from the first to the last day, both included. Source: CASE; CAB; STCH (FIG-1)."""
    period = FigurePeriod(first, last)
    referrals, stays = tuple(_referrals(turn, team, last)), tuple(_stays(turn, team, last))
    return FiguresView(
        first,
        last,
        team,
        (
            referrals_by_band(referrals, period),
            time_to_start(referrals, period, turn.moment),
            goals_in_time(stays, period, turn.moment, turn.policy),
            length_of_stay(stays, period),
            endings(stays, period),
        ),
    )


def _referrals(turn: Turn, team: UUID | None, last: date) -> Iterator[ReferralFigureFacts]:
    query: Any = (
        select(
            Referral.id, Referral.earlier_id, Referral.reference, Referral.first_asked_at,
            Referral.received_at, Referral.from_hospital, Referral.hospital_answer, Referral.document, Referral.reason,
            Referral.urgent, Referral.support, Referral.outcome, Episode.started_at,
        )
        .outerjoin(
            Episode,
            and_(Episode.referral_id == Referral.id, Episode.undone_at.is_(None), Episode.follows_id.is_(None)),
        )
        .where(Referral.office_id == turn.office)
    )  # fmt: skip
    found = turn.session.execute(
        query if team is None else query.where(team_of_referral_of_day_or_outcome(last) == team)
    ).all()
    first = first_parts((row.id, row.earlier_id, row.received_at) for row in found)
    parts: defaultdict[UUID, list[Any]] = defaultdict(list)
    for row in found:
        parts[first[row.id]].append(row)
    for key, rows in parts.items():
        row = next((each for each in rows if each.id == key), rows[0])
        started = [each.started_at for each in rows if each.started_at is not None]
        asked = QueueFacts(
            reference=row.reference,
            first_asked=row.first_asked_at,
            from_hospital=row.from_hospital,
            hospital_answer=row.hospital_answer,
            document=row.document,
            reason=row.reason,
            urgent=row.urgent,
            support=row.support,
        )
        yield ReferralFigureFacts(
            band=band(asked).band,
            first_asked_at=row.first_asked_at,
            received_at=row.received_at,
            outcome=row.outcome,
            rest=tuple(each.outcome for each in rows if each is not row),
            started_at=min(started, default=None),
        )


def _stays(turn: Turn, team: UUID | None, last: date) -> Iterator[StayFigureFacts]:
    """Short-term episodes that weren't undone, each of the team at its end or on the period's last day. (DAY-4)."""
    query: Any = (
        select(
            Episode.started_at, Episode.first_support_at, Episode.ended_at, Episode.end_reason,
            Milestone.at.label("goals_set_at"), _first_complete_goal().label("complete_at"),
            _minutes(Plan.number == 1).label("first_minutes"),
            _minutes(is_plan_of_day_or_end(turn.day)).label("last_minutes"),
        )
        .outerjoin(
            Milestone,
            and_(
                Milestone.episode_id == Episode.id,
                Milestone.kind == MilestoneKind.GOALS_SET,
                Milestone.withdrawn_at.is_(None),
            ),
        )
        .where(
            Episode.office_id == turn.office,
            Episode.kind == EpisodeKind.SHORT_TERM,
            Episode.undone_at.is_(None),
        )
    )  # fmt: skip
    for row in turn.session.execute(query if team is None else query.where(team_of_day_or_end(last) == team)):
        yield StayFigureFacts(
            started_at=row.started_at,
            first_support_at=row.first_support_at,
            goals_complete_at=row.goals_set_at or row.complete_at,
            ended_at=row.ended_at,
            end_reason=row.end_reason,
            first_minutes=row.first_minutes or 0,
            last_minutes=row.last_minutes or 0,
        )


def _first_complete_goal() -> Any:
    """When the first goal with all five parts was set, where no milestone says so."""
    said = (Goal.statement, Goal.measure, Goal.achievable, Goal.relevant)
    return (
        select(func.min(Goal.set_at))
        .where(Goal.episode_id == Episode.id, Goal.target.is_not(None), *(func.trim(each) != "" for each in said))
        .correlate(Episode)
        .scalar_subquery()
    )


def _minutes(which: ColumnElement[bool]) -> Any:
    """Worker minutes a week of this plan of an episode."""
    return select(Plan.worker_minutes).where(Plan.episode_id == Episode.id, which).correlate(Episode).scalar_subquery()
