"""The figures of a team or a patch, or of the whole office, in a period (FIG-1); seven statements.

Where hours are bought as a block three more, and one more where somebody recuperates again.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, CompoundSelect, and_, case, func, not_, or_, select, union, union_all
from sqlalchemy.orm import InstrumentedAttribute, aliased

from app.door.turn import Turn
from app.queries.figures.blocks import block_spans
from app.queries.figures.support import explained_counts, goal_counts, holds_ended, is_complete, moves, support_ends
from app.queries.figures.whose import Narrowed, Whose, of_those
from models.aims_decided import aims_decided
from models.base import as_kept
from models.care_at_home import SupportAim
from models.episodes import Episode, Milestone
from models.goals import Goal
from models.owners_of_days import team_of_day_or_end, team_of_referral_of_day_or_outcome
from models.prepared import Prepared
from models.referral_parts import first_parts
from models.referrals import Referral
from models.rules.figures.block_hours import BlockSpan, block_hours
from models.rules.figures.endings import (
    SupportEndFacts,
    endings,
    endings_by_team,
    endings_by_year,
    hours_then_and_now,
)
from models.rules.figures.explained import ExplainedCount, explained
from models.rules.figures.figure import Figure, FigurePeriod, FigureRow, beside
from models.rules.figures.holds import HoldFigureFacts, holds
from models.rules.figures.outcomes import GoalCount, goal_outcomes
from models.rules.figures.pathways import referrals_by_pathway
from models.rules.figures.referred import ReferralFigureFacts, referrals_by_band, time_to_start, waiting_now
from models.rules.figures.stays import StayFigureFacts, goals_in_time, length_of_stay
from models.rules.figures.ways_on import TransferFigureFacts, days_lost, transfers
from models.rules.plans.aim import AimDecided
from models.rules.referrals.queue_order import band_of
from models.teams import Patch, Team
from models.transfer import PastOffer, Transfer
from models.vocabulary.closure import EndReason
from models.vocabulary.episodes import EpisodeKind, MilestoneKind
from models.vocabulary.plans import AimOfSupport
from models.vocabulary.referrals import (
    ComesFrom,
    Pathway,
    ReferralDocument,
    ReferralOutcome,
    ReferralReason,
    Support,
)

__all__ = ["Figure", "FigureRow", "FiguresView", "figures"]
_STATEMENTS_KEPT = 8  # of as many periods, of one team and of all
_AT_ONCE = 500  # rows, between which it can be stopped
_PARTS = 10  # of the work, of which each says when it is reached: eight readings, then each period counted

Fact = TypeVar("Fact")


@dataclass(frozen=True, slots=True)
class FiguresView:
    """All figures of one period; `team_id` is none for the whole office, `patch_id` none for the whole area.

    `whose` says both in words, such as "STS North, patch Matlock".
    """

    first: date
    last: date
    team_id: UUID | None
    patch_id: UUID | None
    whose: str
    figures: tuple[Figure, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing happened in the period: what is so now is no part of it."""
        return all(each.is_empty for each in self.figures if not each.of_now)

    @property
    def is_so_now(self) -> tuple[str, ...]:
        """What there is at this moment, whatever the period, in sentences."""
        return tuple(each.sentence for each in self.figures if each.of_now and not each.is_empty)


def figures(turn: Turn, *, first: date, last: date, team: UUID | None = None, patch: UUID | None = None) -> FiguresView:
    """The figures from the first to the last day, both included, beside as many days before. CASE; CAB; STCH (FIG-1).

    The team is that of now: of the end, or of the last day of the period that is shown; a patch is where somebody lives
    on that day. Of a county's years it takes seconds: the turn says how far it is, and it can be stopped, with no
    figure shown. Refused: a team or a patch that isn't the office's.
    """
    whose = Whose(team, patch)
    period = FigurePeriod(first, last)
    before = period.before
    asked = period if before is None else FigurePeriod(before.first, last)
    facts = _read(turn, whose, asked, period)
    shown = _of_period(turn, facts, period, is_before=False)
    if before is not None:
        turn.reached(_PARTS - 1, _PARTS)
        earlier = _of_period(turn, facts, before, is_before=True)
        shown = [beside(now, then, period.days) for now, then in zip(shown, earlier, strict=True)]
    return FiguresView(
        first,
        last,
        team,
        patch,
        _name_of(turn, team, patch),
        (
            *shown,
            waiting_now(facts.referrals, turn.moment),
            endings_by_year(facts.ends, period),
        ),
    )


def _name_of(turn: Turn, team: UUID | None, patch: UUID | None) -> str:
    """The team, and the patch where one was asked for, by their names."""
    named = "All teams"
    if team is not None:
        named = turn.session.scalars(select(Team.name).where(Team.id == team, Team.office_id == turn.office)).one()
    if patch is None:
        return named
    asked = select(Patch.name).where(Patch.id == patch, Patch.office_id == turn.office)
    return f"{named}, patch {turn.session.scalars(asked).one()}"


class _Facts(NamedTuple):
    """What both periods are counted from."""

    referrals: tuple[ReferralFigureFacts, ...]
    stays: tuple[StayFigureFacts, ...]
    ends: tuple[SupportEndFacts, ...]
    goals: tuple[GoalCount, ...]
    moves: tuple[TransferFigureFacts, ...]
    holds: tuple[HoldFigureFacts, ...]
    explained: tuple[ExplainedCount, ...]
    blocks: tuple[BlockSpan, ...]


def _read(turn: Turn, whose: Whose, asked: FigurePeriod, period: FigurePeriod) -> _Facts:
    """One kind of them after the other."""
    kinds: tuple[Iterator[Any], ...] = (
        _referrals(turn, whose, asked),
        _stays(turn, whose, asked),
        support_ends(turn, whose, asked),
        goal_counts(turn, whose, asked, period),
        moves(turn, whose, asked),
        holds_ended(turn, whose, asked),
        explained_counts(turn, whose, asked, period),
        block_spans(turn, whose, asked),
    )
    read = []
    for number, kind in enumerate(kinds):
        turn.reached(number, _PARTS)
        read.append(tuple(_unless_stopped(turn, kind)))
    turn.reached(len(kinds), _PARTS)
    return _Facts(*read)


def _unless_stopped(turn: Turn, found: Iterable[Fact]) -> Iterator[Fact]:
    """All of them, if nobody stops it meanwhile."""
    rows = iter(found)
    while some := list(islice(rows, _AT_ONCE)):
        turn.go_on()
        yield from some


def _of_period(turn: Turn, facts: _Facts, period: FigurePeriod, *, is_before: bool) -> list[Figure]:
    """The figures that the period before is told of too."""
    return [
        referrals_by_band(facts.referrals, period),
        *([referrals_by_pathway(facts.referrals, period)] if turn.policy.urgent_and_planned else ()),
        time_to_start(facts.referrals, period, None if is_before else turn.moment),
        goals_in_time(facts.stays, period, turn.moment, turn.policy),
        days_lost(facts.stays, period, turn.moment, turn.policy),
        length_of_stay(facts.stays, period, turn.policy),
        hours_then_and_now(facts.ends, period),
        endings(facts.ends, period),
        endings_by_team(facts.ends, period),
        goal_outcomes(each for each in facts.goals if each.is_before is is_before),
        transfers(facts.moves, period),
        holds(facts.holds, period),
        *([block_hours(facts.blocks, period, turn.day)] if turn.policy.block_hours else ()),
        explained(each for each in facts.explained if each.is_before is is_before),
    ]


class _Referred(NamedTuple):
    """What `_referrals` asks of a referral; its keys are only compared, so they are as they are kept."""

    id: Any
    earlier_id: Any
    first_asked_at: datetime
    received_at: datetime
    from_hospital: bool
    hospital_answer: bool | None
    document: ReferralDocument | None
    reason: ReferralReason | None
    urgent: bool
    support: Support
    outcome: ReferralOutcome | None
    started_at: datetime | None
    pathway: Pathway | None
    comes_from: ComesFrom | None


def _referrals(turn: Turn, whose: Whose, period: FigurePeriod) -> Iterator[ReferralFigureFacts]:
    """Those that came in or started in the period, those that wait, and the other parts of each. (REF-17)."""
    asked = _asked_of_referrals(turn.office, period, whose.narrowed)
    read = _unless_stopped(turn, asked.tuples(turn.session.connection(), whose.told))
    found = list(map(_Referred._make, read))
    banded = lru_cache(maxsize=None)(band_of)  # of a county's years most are alike
    for rows in _together(found):
        row, started = rows[0], rows[0].started_at
        if len(rows) > 1:
            started = min((each.started_at for each in rows if each.started_at is not None), default=None)
        hospital = (row.document, row.reason, row.from_hospital, row.hospital_answer)
        rest = tuple([each.outcome for each in rows[1:]]) if len(rows) > 1 else ()
        band = banded(*hospital, row.support, row.urgent).band
        came = (row.pathway, row.comes_from)
        yield ReferralFigureFacts(band, row.first_asked_at, row.received_at, row.outcome, rest, started, *came)


def _together(found: Sequence[_Referred]) -> Iterator[Sequence[_Referred]]:
    """The parts of each, the first one first; most are whole, and nothing else is looked for. (REF-17)."""
    earlier = {row.earlier_id for row in found if row.earlier_id is not None}
    linked = [row for row in found if row.earlier_id is not None or row.id in earlier] if earlier else []
    first = first_parts((row.id, row.earlier_id, row.received_at) for row in linked)
    parts: defaultdict[Any, list[_Referred]] = defaultdict(list)
    for row in linked:
        parts[first[row.id]].append(row)
    yield from ([row] for row in found if not first or row.id not in first)
    for key, rows in parts.items():
        yield sorted(rows, key=lambda row: row.id != key)


@lru_cache(maxsize=_STATEMENTS_KEPT)
def _asked_of_referrals(office: UUID, period: FigurePeriod, narrowed: Narrowed) -> Prepared:
    columns = (
        as_kept(Referral.id), as_kept(Referral.earlier_id), Referral.first_asked_at, Referral.received_at,
        Referral.from_hospital, Referral.hospital_answer, Referral.document, Referral.reason, Referral.urgent,
        Referral.support, Referral.outcome, Episode.started_at, Referral.pathway, Referral.comes_from,
    )  # fmt: skip
    begun = and_(Episode.referral_id == Referral.id, _is_begin())
    others = _others(office, period).subquery()
    of_it = and_(Referral.person_id == others.c.person_id, Referral.received_at == others.c.received_at)
    came = select(*columns).outerjoin(Episode, begun).where(*_came(office, period))
    besides = select(*columns).select_from(others).join(Referral, of_it).outerjoin(Episode, begun)
    team, person = team_of_referral_of_day_or_outcome(period.last), Referral.person_id
    both = (
        of_those(each, narrowed, team=team, person=person, office=office, day=period.last) for each in (came, besides)
    )
    return Prepared(union_all(*both))


def _came(office: UUID, period: FigurePeriod) -> tuple[ColumnElement[bool], ...]:
    return Referral.office_id == office, _is_in(Referral.received_at, period)


def _others(office: UUID, period: FigurePeriod) -> CompoundSelect[*tuple[Any, ...]]:
    """Whose referrals count besides, and when they came: those that wait, and with which the service began meanwhile.

    All parts of one came together (REF-17). With what the service began is asked of each later, and here would look
    through all that did.
    """
    asked = select(Referral.person_id, Referral.received_at)
    began = asked.join(Episode, Episode.referral_id == Referral.id)
    came_else = not_(_is_in(Referral.received_at, period))
    return union(
        asked.where(Referral.office_id == office, Referral.outcome.is_(None), came_else),
        began.where(Episode.office_id == office, _is_in(Episode.started_at, period), came_else),
    )


def _is_begin() -> ColumnElement[bool]:
    """Whether an episode is the one with which the service began, and wasn't undone."""
    return and_(Episode.undone_at.is_(None), Episode.follows_id.is_(None))


def _is_in(moment: InstrumentedAttribute[Any], period: FigurePeriod) -> ColumnElement[bool]:
    """Whether a moment lies in the period, as `FigurePeriod.holds` says."""
    begins, ends = period.bounds
    return and_(moment >= begins, moment < ends)


def _stays(turn: Turn, whose: Whose, period: FigurePeriod) -> Iterator[StayFigureFacts]:
    """Short-term episodes that weren't undone and whose support, interim included, met the period. (DAY-4, INT-7).

    Each is of the team at its end, or on the period's last day.
    """
    asked = _asked_of_stays(turn.office, period, whose.narrowed)
    found = list(map(StayFigureFacts._make, asked.tuples(turn.session.connection(), whose.told)))
    again = [each.recuperates_again for each in found if each.recuperates_again is not None]
    if again:
        decided = aims_decided(turn.session, turn.office, again)
        found = [_since_goals(each, decided) for each in found]
    yield from found


def _since_goals(stay: StayFigureFacts, decided: Mapping[UUID, AimDecided]) -> StayFigureFacts:
    """Of somebody who recuperates again, from when the time for goals counted before: their record has it no more."""
    aim = None if stay.recuperates_again is None else decided.get(stay.recuperates_again)
    return stay if aim is None or aim.after is None else stay._replace(goals_from=aim.after.goals_from)


@lru_cache(maxsize=_STATEMENTS_KEPT)
def _asked_of_stays(office: UUID, period: FigurePeriod, narrowed: Narrowed) -> Prepared:
    begins, ends = period.bounds
    goals, independent, assessed = aliased(Milestone), aliased(Milestone), aliased(Milestone)
    support_end, moved = _support_end(), Episode.end_reason == EndReason.TRANSFERRED
    offered = select(func.min(PastOffer.offered_at)).where(PastOffer.transfer_id == Transfer.id).correlate(Transfer)
    first_offer = func.coalesce(offered.scalar_subquery(), Transfer.offer_at)
    recuperates_again = and_(SupportAim.support_for == AimOfSupport.RECUPERATE, SupportAim.version > 1)
    query: Any = select(
        Episode.started_at, Episode.first_support_at, func.coalesce(goals.at, _first_complete_goal()),
        Episode.ended_at, case((moved, support_end), else_=Episode.ended_at),
        independent.at, assessed.at, Transfer.sent_to_brokerage_at, first_offer, SupportAim.support_for,
        SupportAim.goals_from, SupportAim.decided_on, case((recuperates_again, SupportAim.id)),
    )  # fmt: skip
    for milestone, kind in (
        (goals, MilestoneKind.GOALS_SET),
        (independent, MilestoneKind.MAXIMUM_INDEPENDENCE),
        (assessed, MilestoneKind.ASSESSED),
    ):
        stands = and_(milestone.episode_id == Episode.id, milestone.kind == kind, milestone.withdrawn_at.is_(None))
        query = query.outerjoin(milestone, stands)
    query = query.outerjoin(Transfer, and_(Transfer.episode_id == Episode.id, Transfer.abandoned_at.is_(None)))
    query = query.outerjoin(SupportAim, SupportAim.episode_id == Episode.id).where(
        Episode.office_id == office,
        Episode.kind == EpisodeKind.SHORT_TERM,
        Episode.undone_at.is_(None),
        Episode.started_at < ends,
        or_(Episode.ended_at.is_(None), Episode.ended_at >= begins, and_(moved, _support_goes_on(begins))),
    )
    team, person = team_of_day_or_end(period.last), Episode.person_id
    return Prepared(of_those(query, narrowed, team=team, person=person, office=office, day=period.last))


def _later(last: Any) -> ColumnElement[bool]:
    """Whether an episode is the last of the support that the outer one began: a hand-over ends none (INT-7)."""
    return and_(
        last.person_id == Episode.person_id,
        last.first_support_at == Episode.first_support_at,
        last.undone_at.is_(None),
        or_(last.end_reason.is_(None), last.end_reason != EndReason.TRANSFERRED),
    )


def _support_end() -> Any:
    last = aliased(Episode)
    return select(func.max(last.ended_at)).where(_later(last)).correlate(Episode).scalar_subquery()


def _support_goes_on(begins: datetime) -> ColumnElement[bool]:
    last = aliased(Episode)
    goes_on = or_(last.ended_at.is_(None), last.ended_at >= begins)
    return select(last.id).where(_later(last), goes_on).correlate(Episode).exists()


def _first_complete_goal() -> Any:
    """When the first goal with all five parts was set, where no milestone says so."""
    return (
        select(func.min(Goal.set_at)).where(Goal.episode_id == Episode.id, is_complete())
        .correlate(Episode).scalar_subquery()
    )  # fmt: skip
