"""What Today says about somebody's plan: support plan, six weeks, changed interim hours, the long-term package."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

from models.policy import PolicySettings
from models.rules.clocks import deadline_of_days, end_of_day
from models.rules.decision import Prompt
from models.rules.plans.changes import short_term_day
from models.rules.sentences import day_text
from models.values import london_day, start_of_day
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.today import DeedOf


@dataclass(frozen=True, slots=True)
class InterimChange:
    """A change of interim hours, in force or to come; `made_at` is when it was agreed, done what has a moment."""

    made_at: datetime
    from_day: date
    support_plan_at: datetime | None = None
    po_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPromptFacts:
    """What the prompts about an episode's plan rest on, named as the record names it.

    `first_support_at` is when day 1 is counted from (none: the start); `extended_to` the last day of the newest
    extension; `changes` are those of an interim plan that are in force or to come, the soonest first; `is_allocated`
    says that there is an allocated worker today.
    """

    name: str
    kind: EpisodeKind
    started_at: datetime
    first_support_at: datetime | None = None
    ended_at: datetime | None = None
    support_plan_at: datetime | None = None
    extended_to: date | None = None
    changes: tuple[InterimChange, ...] = ()
    is_allocated: bool = False
    package_started_on: date | None = None
    package_reviewed_on: date | None = None

    @property
    def is_short_term(self) -> bool:
        """Whether short-term support goes on: support plan and six weeks belong to it alone."""
        return self.kind is EpisodeKind.SHORT_TERM and self.ended_at is None


def plan_prompts(facts: PlanPromptFacts, moment: datetime, policy: PolicySettings) -> tuple[Prompt, ...]:
    """Everything to be shown about an episode's plan at the moment, the long-term review even after its end.

    Source: OPG 5.3; STCH (PSP-5 to PSP-8, STC-2).
    """
    prompts = chain(
        allocated_worker_prompts(facts, policy),
        support_plan_prompts(facts, policy),
        six_weeks_prompts(facts, policy),
        interim_change_prompts(facts),
        review_prompts(facts, policy),
    )
    return tuple(each for each in prompts if each.is_due_at(moment))


def allocated_worker_prompts(facts: PlanPromptFacts, policy: PolicySettings) -> tuple[Prompt, ...]:
    """Where the office asks for it, each service that goes on has an allocated worker. Source: STCH (STC-2, PSP-11)."""
    if facts.is_allocated or facts.ended_at is not None or not policy.allocated_worker_asked:
        return ()
    sentence = f"{facts.name} has no allocated worker: name whom they and their family turn to."
    return (Prompt("STC-2", sentence, facts.started_at, None, "plans.owner"),)


def support_plan_prompts(facts: PlanPromptFacts, policy: PolicySettings) -> tuple[Prompt, ...]:
    """The support plan is to be in place some days after the start. Source: STCH (PSP-6)."""
    if not facts.is_short_term or facts.support_plan_at is not None:
        return ()
    due = deadline_of_days(london_day(facts.started_at), policy.at(facts.started_at).support_plan_within)
    sentence = f"{facts.name} has no support plan in place yet: complete it with the person."
    return (Prompt("PSP-6", sentence, facts.started_at, due, "plans.support_plan"),)


def six_weeks_prompts(facts: PlanPromptFacts, policy: PolicySettings) -> tuple[Prompt, ...]:
    """The last day comes near: end, extend while still gaining independence, or interim support.

    With an extension, its last day takes the place of day 42. Source: STCH; OPG 5.4 (PSP-7, STC-3).
    """
    if not facts.is_short_term:
        return ()
    first = london_day(facts.first_support_at or facts.started_at)
    where = short_term_day(first, first, policy, facts.extended_to)
    last, shown = where.last_day, where.ask_from
    sentence = (
        f"{facts.name}'s short-term support lasts up to {day_text(last)}: end it, agree interim support, or extend it "
        "if the person is still gaining independence."
    )
    return (Prompt("PSP-7", sentence, start_of_day(shown), end_of_day(last), "plans.extension"),)


def interim_change_prompts(facts: PlanPromptFacts) -> tuple[Prompt, ...]:
    """Changed interim hours need a support plan and an amended PO request, each change its own. (PSP-5).

    Source: OPG 5.3.
    """
    if facts.ended_at is not None or not facts.kind.is_interim:
        return ()
    asked = (
        (each, what, field)
        for each in facts.changes
        for done, what, field in (
            (each.support_plan_at, "a support plan", "plans.support_plan"),
            (each.po_at, "an amended PO request", "plans.po_request"),
        )
        if done is None
    )
    return tuple(
        Prompt(
            "PSP-5",
            f"{facts.name}'s interim hours were changed from {day_text(change.from_day)}: the case coordinator makes "
            f"{what} for it.",
            change.made_at,
            None,
            field,
            DeedOf.CASE_COORDINATOR,
        )
        for change, what, field in asked
    )


def review_prompts(facts: PlanPromptFacts, policy: PolicySettings) -> tuple[Prompt, ...]:
    """A long-term package is reviewed two weeks after it starts. Source: STCH (PSP-8, STC-3)."""
    if facts.package_started_on is None or facts.package_reviewed_on is not None:
        return ()
    day = facts.package_started_on + policy.at(start_of_day(facts.package_started_on)).long_term_review_after
    started = day_text(facts.package_started_on)
    sentence = f"{facts.name}'s long-term package, started on {started}, is to be reviewed."
    return (Prompt("PSP-8", sentence, start_of_day(day), end_of_day(day), "plans.review"),)
