"""Every prompt about one of somebody's records at a moment, which of them a death makes moot, and their order.

The prompts themselves stand with their subjects: `referrals.prompts`, `goals.prompts`, `goals.double_ups`,
`plans.prompts`, `plans.onward`, `transfer.prompts`, `agreement.prompts`, `closure.prompts`, `closure.breaks`,
`closure.expected`, `today.concerns`, `tracker.prompts`, `meetings.actions`, `meetings.weekly`, `reviews.prompts` and
`requests.deadline`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain

from models.policy import PolicySettings
from models.rules.agreement.prompts import CostPromptFacts, cost_prompts
from models.rules.closure.breaks import BreakFacts, break_prompts
from models.rules.closure.deaths import DeathFacts
from models.rules.closure.expected import ExpectedFacts, expected_prompts
from models.rules.closure.prompts import ClosingPromptFacts, closing_prompts, death_prompts
from models.rules.decision import Prompt
from models.rules.goals.double_ups import DoubleUpFacts, double_up_prompts
from models.rules.goals.prompts import GoalPromptFacts, goal_prompts
from models.rules.meetings.actions import ActionFacts, action_prompts
from models.rules.meetings.weekly import WeeklyFacts, weekly_prompts
from models.rules.plans.onward import OnwardFacts, onward_prompts
from models.rules.plans.prompts import PlanPromptFacts, plan_prompts
from models.rules.referrals.chc import ChcFacts, chc_prompts
from models.rules.referrals.extra_calls import ExtraCallsFacts, extra_calls_prompts
from models.rules.referrals.prompts import ReferralPromptFacts, died_prompts, referral_prompts
from models.rules.requests.deadline import RequestFacts, request_prompts
from models.rules.reviews.prompts import LettersFacts, letters_prompts, review_prompts
from models.rules.reviews.review import ReviewFacts
from models.rules.today.concerns import ConcernFacts, concern_prompts
from models.rules.today.headings import PromptGroup, is_at_once
from models.rules.tracker.prompts import QueryFacts, query_prompts
from models.rules.tracker.telling import OF_A_STOP
from models.rules.transfer.prompts import TransferPromptFacts, transfer_prompts

# Duties to others stay: confirming and closing, an untold concern, and capacity that is held or promised.
_AFTER_DEATH = frozenset(
    {
        "closure.end",
        "closure.steps",
        "closure.at",
        "transfer.checklist.sts_dso.package",
        "today.concern",
        "referrals.died",
        "subject_access.end",
    }
)
_HEADINGS = {group: number for number, group in enumerate(PromptGroup)}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPromptFacts:
    """What the prompts of one record rest on, which one desk owns; what doesn't belong to it is left empty.

    A record is a referral, an episode (goals, plan, CHC, breaks, closing; its cost), a transfer, a question of
    Scheduling's, an action of a meeting, a team's week, a long-term review, an area's letters about these, a subject
    access request, or what is known of a person besides: `is_person` marks the one on which a death that is only
    reported stands.
    """

    name: str
    death: DeathFacts = field(default_factory=DeathFacts)
    is_person: bool = False
    concerns: tuple[ConcernFacts, ...] = ()
    referral: ReferralPromptFacts | None = None
    goals: GoalPromptFacts | None = None
    plan: PlanPromptFacts | None = None
    onward: tuple[OnwardFacts, ...] = ()
    double_ups: DoubleUpFacts | None = None
    chc: ChcFacts | None = None
    extra_calls: tuple[ExtraCallsFacts, ...] = ()
    breaks: tuple[BreakFacts, ...] = ()
    expected: tuple[ExpectedFacts, ...] = ()
    closing: ClosingPromptFacts | None = None
    transfer: TransferPromptFacts | None = None
    cost: CostPromptFacts | None = None
    query: QueryFacts | None = None
    action: ActionFacts | None = None
    weekly: WeeklyFacts | None = None
    review: ReviewFacts | None = None
    request: RequestFacts | None = None
    letters: LettersFacts | None = None


def record_prompts(record: RecordPromptFacts, moment: datetime, policy: PolicySettings) -> tuple[Prompt, ...]:
    """Everything to be shown about this record at the moment; after a death only what is still meant.

    Source: `domain.md`, *Rules* (REF, PSP, GOAL, MILE, MDT, INT, FUND, END, LTR, SAR, DAY-1).
    """
    prompts = chain(
        _death_prompts(record),
        concern_prompts(record.name, record.concerns) if record.concerns else (),
        referral_prompts(record.referral, moment, policy) if record.referral else (),
        died_prompts(record.referral, record.death) if record.referral else (),
        goal_prompts(record.goals, moment, policy) if record.goals else (),
        plan_prompts(record.plan, moment, policy) if record.plan else (),
        onward_prompts(record.name, record.onward, policy),
        double_up_prompts(record.name, record.double_ups, policy),
        chc_prompts(record.name, record.chc, "plans.chc"),
        extra_calls_prompts(record.name, record.extra_calls),
        chain.from_iterable(break_prompts(record.name, each, moment, policy) for each in record.breaks),
        chain.from_iterable(expected_prompts(record.name, each) for each in record.expected),
        transfer_prompts(record.transfer, moment, policy) if record.transfer else (),
        cost_prompts(record.cost, moment) if record.cost else (),
        closing_prompts(record.closing, moment) if record.closing else (),
        query_prompts(record.query) if record.query else (),
        action_prompts(record.name, record.action) if record.action else (),
        weekly_prompts(record.weekly) if record.weekly else (),
        review_prompts(record.name, record.review, policy) if record.review else (),
        request_prompts(record.name, record.request, policy) if record.request else (),
        letters_prompts(record.letters) if record.letters else (),
    )
    due = (each for each in prompts if each.is_due_at(moment))
    stops = record.query is not None and record.query.change in OF_A_STOP
    return tuple(due) if stops else still_meant(due, record.death)


def still_meant(prompts: Iterable[Prompt], death: DeathFacts) -> tuple[Prompt, ...]:
    """Leave only what is owed to others once a death is reported. Source: good practice (END-6, END-8)."""
    return tuple(each for each in prompts if not death.is_known or each.field in _AFTER_DEATH)


def standing(
    group: PromptGroup, rule: str, due: datetime | None, shown_from: datetime, person: str
) -> tuple[int, bool, datetime, str, str]:
    """By which a line of Today is sorted: heading, what is to be done at once, deadline, person.

    Those without a deadline stand in the order in which they arose. Source: `domain.md`, *Rules* (prompt; DAY-1).
    """
    return _HEADINGS[group], not is_at_once(rule), due or shown_from, person, rule


def _death_prompts(record: RecordPromptFacts) -> tuple[Prompt, ...]:
    """A report is said once, of the person; after a confirmed death each episode is said that is still open."""
    if record.death.confirmed_at is None:
        return death_prompts(record.name, record.death, has_open_episode=False) if record.is_person else ()
    is_open = record.plan is not None and record.plan.ended_at is None
    return death_prompts(record.name, record.death, has_open_episode=is_open)
