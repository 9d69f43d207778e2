"""How many clocks run of each kind: what would keep its setting if a policy number were changed now."""

from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, exists, func, or_, select

from app.door.turn import Turn
from models.breaks import Break
from models.capacity import is_promised
from models.closed_before import is_taken_over_closed
from models.episodes import Episode
from models.goals import Goal
from models.onward import OnwardConnection
from models.people import Person
from models.referrals import Hold, Referral
from models.requests import AccessRequest
from models.reviews import LongTermReview
from models.rules.office.settings import Clock
from models.rules.referrals.suitability import notice_last_day
from models.transfer import Transfer
from models.vocabulary.closure import BreakKind
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.referrals import ReferralOutcome
from models.vocabulary.reviews import StaysBecause

_SHORT_TERM = Episode.kind == EpisodeKind.SHORT_TERM
_STAYS = (BreakKind.HOSPITAL, BreakKind.CARE_HOME)
_OLDEST_NOTICE = timedelta(days=90)  # no notice is longer, by the bounds of its setting


def running(turn: Turn) -> dict[Clock, int]:
    """Of each kind of clock, how many run now; nobody's who has died."""
    counts = _counts(turn)
    row = turn.session.execute(select(*(count.label(clock.name) for clock, count in counts.items()))).one()
    found = {clock: int(getattr(row, clock.name)) for clock in counts}
    return {**found, Clock.NOTICE: _notices(turn)}


def _counts(turn: Turn) -> dict[Clock, ScalarSelect[int]]:
    open_break = (Break.returned_at.is_(None), Break.office_id == turn.office)
    in_sts, in_interim = Break.episode_kind == EpisodeKind.SHORT_TERM, Break.episode_kind != EpisodeKind.SHORT_TERM
    sent = (
        Transfer.office_id == turn.office,
        Transfer.sent_to_brokerage_at.is_not(None),
        Transfer.abandoned_at.is_(None),
    )
    return {
        Clock.CAPACITY: _capacity(turn),
        Clock.SUPPORT_PLAN: _episodes(turn, _SHORT_TERM, Episode.support_plan_at.is_(None)),
        Clock.GOALS: _episodes(turn, _SHORT_TERM, ~_has_complete_goal()),
        Clock.SIX_WEEKS: _episodes(turn, _SHORT_TERM),
        Clock.REVIEW: _count(
            Episode,
            Episode.office_id == turn.office,
            Episode.package_started_on.is_not(None),
            Episode.package_reviewed_on.is_(None),
            ~is_taken_over_closed(),
        ),
        Clock.ANOTHER_SERVICE: _count(
            OnwardConnection, OnwardConnection.office_id == turn.office, OnwardConnection.answered_at.is_(None)
        ),
        Clock.WRITTEN_TO: _reviews(
            turn,
            LongTermReview.letter_sent_on.is_not(None),
            LongTermReview.planned_on.is_(None),
            LongTermReview.met_on.is_(None),
            LongTermReview.outcome.is_(None),
        ),
        Clock.NO_PROVIDER: _reviews(turn, LongTermReview.stays_because == StaysBecause.NO_PROVIDER),
        Clock.LOOKED_FOR: _count(Transfer, *sent, Transfer.handed_over_at.is_(None), _is_open(Transfer.episode_id)),
        Clock.WITH_BROKERAGE: _count(
            Transfer, *sent, or_(_is_open(Transfer.episode_id), _is_open(Transfer.to_episode_id))
        ),
        Clock.INTERIM: _episodes(turn, ~_SHORT_TERM),
        Clock.STAY_AWAY: _count(Break, *open_break, in_sts, Break.kind.in_(_STAYS)),
        Clock.INTERIM_BREAK: _count(Break, *open_break, in_interim),
        Clock.HOSPITAL_QUESTION: _count(Break, *open_break, in_sts, Break.kind == BreakKind.HOSPITAL),
        Clock.ACCESS: _count(AccessRequest, AccessRequest.office_id == turn.office, AccessRequest.outcome.is_(None)),
        Clock.BREAK_QUESTION: _count(Break, *open_break, or_(in_interim, Break.kind != BreakKind.HOSPITAL)),
    }


def _count(kind: Any, *where: ColumnElement[bool]) -> ScalarSelect[int]:
    return select(func.count()).select_from(kind).where(*where).scalar_subquery()


def _capacity(turn: Turn) -> ScalarSelect[int]:
    """Referrals whose capacity is held or promised: each has one clock. (REF-13)."""
    held = exists().where(Hold.referral_id == Referral.id, Hold.ended_at.is_(None)).correlate(Referral)
    return _count(Referral, Referral.office_id == turn.office, or_(held, is_promised()))


def _episodes(turn: Turn, *where: ColumnElement[bool]) -> ScalarSelect[int]:
    """Those open, of people of whose death nobody has heard."""
    return (
        select(func.count())
        .select_from(Episode)
        .join(Person, Person.id == Episode.person_id)
        .where(
            Episode.office_id == turn.office,
            Episode.ended_at.is_(None),
            Person.death_reported_at.is_(None),
            Person.died_on.is_(None),
            *where,
        )
        .scalar_subquery()
    )


def _reviews(turn: Turn, *where: ColumnElement[bool]) -> ScalarSelect[int]:
    return _count(LongTermReview, LongTermReview.office_id == turn.office, LongTermReview.closed_on.is_(None), *where)


def _is_open(episode: Any) -> ColumnElement[bool]:
    return exists().where(Episode.id == episode, Episode.ended_at.is_(None)).correlate(Transfer)


def _has_complete_goal() -> ColumnElement[bool]:
    """One with all five said; a draft settles nothing. (GOAL-1, GOAL-3)."""
    said = (Goal.statement, Goal.measure, Goal.achievable, Goal.relevant)
    return (
        exists()
        .where(Goal.episode_id == Episode.id, Goal.target.is_not(None), *(func.trim(each) != "" for each in said))
        .correlate(Episode)
    )


def _notices(turn: Turn) -> int:
    """Agencies whose last day lies ahead, each by the setting of the day on which its notice was given. (REF-9)."""
    given = turn.session.scalars(
        select(Referral.notice_given_on).where(
            Referral.office_id == turn.office,
            Referral.notice_given_on >= turn.day - _OLDEST_NOTICE,
            or_(Referral.outcome.is_(None), Referral.outcome == ReferralOutcome.STARTED),
        )
    )
    last_days = (notice_last_day(each, turn.policy) for each in given if each is not None)
    return sum(each >= turn.day for each in last_days)
