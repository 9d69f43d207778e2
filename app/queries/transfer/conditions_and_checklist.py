"""The parts of the tab Interim transfer that the rules decide: conditions, the clock, the checklist, the hand-over."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.door.turn import Turn
from app.queries.transfer.lacks import LackLine
from app.queries.transfer.view import BrokerageClock, Column, ConditionLine, Facts, PastOfferLine, PlanView, StepLine
from app.queries.who_decided import who_decided
from models.costs import Eligibility
from models.episodes import Episode
from models.plans import Plan, PlanVisit
from models.plans_of_days import is_plan_of_day_or_end
from models.policy import PolicySettings
from models.rules.clocks import duration_text, in_utc
from models.rules.closure.deaths import DeathFacts
from models.rules.decision import Lack
from models.rules.plans.totals import totals
from models.rules.sentences import joined, moment_text
from models.rules.spoken_limits import hours_said
from models.rules.transfer import conditions as rules
from models.rules.transfer.checklist import ChecklistFacts, ChecklistStep, checklist
from models.rules.transfer.conditions import HandOverFacts, TransferFacts, hand_over_lacks
from models.transfer import Transfer
from models.transfer_facts import PastWithBrokerage, Reached
from models.values import Money, PlannedVisit
from models.vocabulary.agreement import Funding
from models.vocabulary.deciding import DecidedDeed
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.plans import PlanKind
from models.vocabulary.transfer import TransferRole, TransferStepKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One read of the episode, its person and its transfer; the record is for this read only."""

    episode: UUID
    person: UUID
    person_name: str
    mosaic_id: str
    episode_seen: int
    kind: EpisodeKind
    started_at: datetime
    ended_at: datetime | None
    team_name: str
    dso_name: str
    coordinator_name: str
    funding: Funding
    death: DeathFacts
    record: Transfer | None
    independence_seen: int | None
    assessment_seen: int | None
    to_team_name: str
    to_dso_name: str
    interim_ended_at: datetime | None
    row_waits: bool
    package_started_on: date | None
    eligibility: Eligibility | None
    past: PastWithBrokerage
    reached: Reached
    past_offers: tuple[PastOfferLine, ...]

    @property
    def has_moved(self) -> bool:
        """Whether the move to interim support is made, and recorded here."""
        return self.record is not None and self.record.handed_over_at is not None


@dataclass(frozen=True, slots=True)
class Tick:
    """A tick of the checklist, or one that was taken back."""

    step: TransferStepKind
    seen: int
    done_at: datetime | None
    done_by: str
    note: str
    asked_at: datetime | None = None
    reference: str = ""
    not_needed: str = ""


@dataclass(frozen=True, slots=True)
class Week:
    """The plan in force and its visits; none and nothing where there is no plan."""

    shown: PlanView | None
    visits: tuple[PlannedVisit, ...]

    @property
    def kind(self) -> PlanKind | None:
        """Which plan it is."""
        return self.shown.kind if self.shown else None


def lack_lines(lacks: Iterable[Lack]) -> tuple[LackLine, ...]:
    """What is missing, as the tab shows it."""
    return tuple(LackLine(each.rule, each.sentence, each.who, each.field) for each in lacks)


def facts_shown(
    turn: Turn, episode: UUID, record: Transfer | None, reached: Reached, eligible: Eligibility | None
) -> Facts:
    """The recorded facts with their moments, and whose word they are (END-10); milestones need no record of a move."""
    of_episodes = (record.episode_id, record.to_episode_id) if record is not None else (episode,)
    words = who_decided(turn, episodes=tuple(each for each in of_episodes if each))
    shown = Facts(
        independence_agreed_at=reached.independent_at,
        assessed_at=reached.assessed_at,
        decision=reached.decision,
        need_confirmed_at=reached.need_at(None),
        independence_by=words.get(DecidedDeed.MAXIMUM_INDEPENDENCE, ""),
        agreed_by=words.get(DecidedDeed.TRANSFER, ""),
        need_confirmed_by=words.get(DecidedDeed.ONGOING_NEED, ""),
    )
    if record is None:
        return shown
    return replace(
        shown,
        support_plan_at=record.support_plan_at,
        agreed_at=record.agreed_at,
        reason=record.reason,
        need_confirmed_at=reached.need_at(record.need_confirmed_at),
        sent_to_brokerage_at=record.sent_to_brokerage_at,
        listed_at=record.listed_at,
        offer_at=record.offer_at,
        offer_provider=record.offer_provider,
        offer_starts_on=record.offer_starts_on,
        offer_accepted_at=record.offer_accepted_at,
        own_search_since=record.own_search_since,
        own_search_evidence=record.own_search_evidence,
        fabo_at=record.fabo_at,
        eligible_at=eligible.eligible_at if eligible else None,
        eligible_by=eligible.identified_by if eligible else "",
        budget=Money.pence(eligible.budget_pence) if eligible and eligible.budget_pence is not None else None,
    )


def condition_lines(facts: TransferFacts, moment: datetime) -> tuple[ConditionLine, ...]:
    """The four that must all hold (INT-1)."""
    return tuple(_line(each) for each in rules.conditions(facts, moment))


def alternative_lines(facts: TransferFacts, moment: datetime, policy: PolicySettings) -> tuple[ConditionLine, ...]:
    """The three of which one must hold (INT-1)."""
    return tuple(_line(each) for each in rules.alternatives(facts, moment, policy))


def _line(condition: rules.Condition) -> ConditionLine:
    return ConditionLine(condition.rule, condition.holds, condition.sentence, condition.who)


def brokerage_clock(facts: TransferFacts, moment: datetime, policy: PolicySettings) -> BrokerageClock:
    """How long the package is with Brokerage, and whether to ask for *listed*. Source: OPG 5.1, 5.2 (INT-2)."""
    limit = rules.brokerage_limit(facts, policy)
    is_over = limit is not None and in_utc(moment) >= limit
    return BrokerageClock(
        limit,
        is_over,
        rules.is_listing_missing(facts, moment, policy),
        hours_said(policy.brokerage_for),
        _clock_sentence(limit, moment, is_over=is_over),
    )


def _clock_sentence(limit: datetime | None, moment: datetime, *, is_over: bool) -> str:
    if limit is None:
        return "The hours with Brokerage don't run yet."
    if is_over:
        return f"The hours with Brokerage were over on {moment_text(limit)}."
    return f"Another {duration_text(limit - in_utc(moment))} with Brokerage, until {moment_text(limit)}."


def columns(known: Known, ticks: Sequence[Tick]) -> tuple[Column, ...]:
    """The checklist as four columns, one a role. Source: MG (INT-3 to INT-6)."""
    record = known.record
    facts = ChecklistFacts(
        route=record.route if record else None,
        funding=known.funding,
        has_offer=record is not None and record.offer_at is not None,
        has_moved=known.has_moved,
        row_waits=known.row_waits,
        has_interim_ended=known.interim_ended_at is not None,
        done=frozenset(each.step for each in ticks if each.done_at is not None),
    )
    ticked = {each.step: each for each in ticks}
    steps = checklist(facts)
    return tuple(
        Column(role, tuple(_step(each, ticked.get(each.kind)) for each in steps if each.role is role))
        for role in TransferRole
    )


def _step(step: ChecklistStep, tick: Tick | None) -> StepLine:
    waits = joined([*(f"“{each.label}”" for each in step.waits_for), *([step.later] if step.later else [])])
    done_by, done_at, note = (tick.done_by, tick.done_at, tick.note) if tick else ("", None, "")
    line = StepLine(step.rule, step.kind, tick.seen if tick else None, step.state, done_by, done_at, note, waits)
    if tick is None:
        return line
    return replace(line, asked_at=tick.asked_at, reference=tick.reference, not_needed=tick.not_needed)


def plan_and_week(turn: Turn, episode: UUID) -> Week:
    """The plan in force, in one statement."""
    rows = turn.session.execute(
        select(Plan.id, Plan.kind, Plan.number, PlanVisit)
        .join(Episode, Episode.id == Plan.episode_id)
        .outerjoin(PlanVisit, PlanVisit.plan_id == Plan.id)
        .where(Plan.episode_id == episode, Plan.office_id == turn.office, is_plan_of_day_or_end(turn.day))
        .order_by(PlanVisit.number)
    ).all()
    if not rows:
        return Week(None, ())
    visits = tuple(row.PlanVisit.planned for row in rows if row.PlanVisit is not None)
    first = rows[0]
    return Week(PlanView(first.id, first.kind, first.number, totals(visits).sentence), visits)


def lacks_before_the_move(
    turn: Turn, known: Known, facts: TransferFacts, week: Week, ticks: Sequence[Tick]
) -> tuple[LackLine, ...]:
    """What the hand-over would be refused for; nothing once it is done. Source: OPG 5.2; MG (INT-7, INT-8)."""
    record = known.record
    if known.has_moved:
        return ()
    choice = HandOverFacts(
        route=record.route if record else None,
        has_team=record is not None and record.to_team_id is not None,
        plan_kind=week.kind,
        done=frozenset(each.step for each in ticks if each.done_at is not None),
        is_death_known=known.death.is_known,
    )
    return lack_lines(hand_over_lacks(facts, choice, turn.moment, turn.policy))
