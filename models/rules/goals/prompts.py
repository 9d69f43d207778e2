"""What Today says about somebody in service: goals, plans, six weeks, assessment, and safeguarding concerns."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain

from models.policy import PolicySettings
from models.rules.clocks import day_numbered, deadline_of_days, end_of_day
from models.rules.decision import Prompt
from models.rules.goals.milestones import MilestoneFacts, is_assessment_due
from models.rules.goals.smart import RecordPlace, goals_due, record_places
from models.rules.sentences import day_text, joined
from models.values import london_day, start_of_day
from models.vocabulary import EpisodeKind, MilestoneKind


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodePromptFacts:
    """What an episode's prompts rest on, named as the record names it.

    `first_support_at` is when day 1 is counted from (none: the start); `goals_complete_at` when the first complete
    goal was set; `recorded_in` the places where all goals are ticked as recorded; `extended_to` the last day of the
    newest extension; the `changed` ones belong to the newest change of an interim plan.
    """

    name: str
    kind: EpisodeKind
    started_at: datetime
    first_support_at: datetime | None = None
    ended_at: datetime | None = None
    goal_setter: str = ""
    goals_complete_at: datetime | None = None
    recorded_in: frozenset[RecordPlace] = frozenset()
    support_plan_at: datetime | None = None
    extended_to: date | None = None
    milestones: tuple[MilestoneFacts, ...] = ()
    changed_at: datetime | None = None
    changed_support_plan_at: datetime | None = None
    changed_po_at: datetime | None = None
    package_started_on: date | None = None
    package_reviewed_on: date | None = None

    @property
    def is_short_term(self) -> bool:
        """Whether short-term support goes on: goals, support plan and six weeks belong to it alone."""
        return self.kind is EpisodeKind.SHORT_TERM and self.ended_at is None


@dataclass(frozen=True, slots=True)
class ConcernFacts:
    """A safeguarding concern: when it was raised, and when somebody was told."""

    raised_at: datetime
    told_at: datetime | None = None


def episode_prompts(facts: EpisodePromptFacts, moment: datetime, policy: PolicySettings) -> tuple[Prompt, ...]:
    """Everything to be shown about this episode at the moment, the long-term review even after its end.

    Source: OPG 3.3, 3.6, 5.3; STCH (GOAL-1, GOAL-5, PSP-5 to PSP-8, MILE-2).
    """
    prompts = chain(
        goal_prompts(facts, policy),
        recording_prompts(facts, policy),
        support_plan_prompts(facts, policy),
        six_weeks_prompts(facts, policy),
        assessment_prompts(facts),
        interim_change_prompts(facts),
        review_prompts(facts, policy),
    )
    return tuple(each for each in prompts if each.is_due_at(moment))


def goal_prompts(facts: EpisodePromptFacts, policy: PolicySettings) -> tuple[Prompt, ...]:
    """Goals are to be set within the limit; a draft doesn't settle it. Source: OPG 3.3 (GOAL-1)."""
    if not facts.is_short_term or facts.goals_complete_at is not None:
        return ()
    who = f"{facts.goal_setter} sets them" if facts.goal_setter else "the MDT has yet to agree who sets them"
    sentence = f"{facts.name} has no complete goal yet: {who}."
    return (Prompt("GOAL-1", sentence, facts.started_at, goals_due(facts.started_at, policy), "goals.new"),)


def recording_prompts(facts: EpisodePromptFacts, policy: PolicySettings) -> tuple[Prompt, ...]:
    """Goals that are set have to stand in the other records as well. Source: OPG 3.3 (GOAL-5)."""
    if not facts.is_short_term or facts.goals_complete_at is None:
        return ()
    words = {RecordPlace.HELD_RECORD: "in the personal held record", RecordPlace.MOSAIC: "in MOSAIC"}
    places = record_places(facts.started_at, policy)
    missing = [words[each] for each in places if not each.is_automatic and each not in facts.recorded_in]
    if not missing:
        return ()
    sentence = f"{facts.name}'s goals are to be recorded {joined(missing)}."
    return (Prompt("GOAL-5", sentence, facts.goals_complete_at, None, "goals.recorded"),)


def support_plan_prompts(facts: EpisodePromptFacts, policy: PolicySettings) -> tuple[Prompt, ...]:
    """The support plan is to be in place some days after the start. Source: STCH (PSP-6)."""
    if not facts.is_short_term or facts.support_plan_at is not None:
        return ()
    due = deadline_of_days(london_day(facts.started_at), policy.support_plan_within)
    sentence = f"{facts.name} has no support plan in place yet: complete it with the person."
    return (Prompt("PSP-6", sentence, facts.started_at, due, "plans.support_plan"),)


def six_weeks_prompts(facts: EpisodePromptFacts, policy: PolicySettings) -> tuple[Prompt, ...]:
    """The last day comes near: end, extend while still gaining independence, or interim support.

    With an extension, its last day takes the place of day 42. Source: STCH; OPG 5.4 (PSP-7).
    """
    if not facts.is_short_term:
        return ()
    first = london_day(facts.first_support_at or facts.started_at)
    ordinary = day_numbered(first, policy.short_term_days)
    last = max(ordinary, facts.extended_to or ordinary)
    shown = last - timedelta(days=policy.short_term_days - policy.short_term_prompt_day)
    sentence = (
        f"{facts.name} is in service up to {day_text(last)}: end it, agree interim support, or extend it if the person "
        "is still gaining independence."
    )
    return (Prompt("PSP-7", sentence, start_of_day(shown), end_of_day(last), "plans.extension"),)


def assessment_prompts(facts: EpisodePromptFacts) -> tuple[Prompt, ...]:
    """Maximum independence is reached and ongoing need not assessed. Source: OPG 3.6 (MILE-2)."""
    if facts.ended_at is not None or not is_assessment_due(facts.milestones):
        return ()
    reached = next(each.at for each in facts.milestones if each.kind is MilestoneKind.MAXIMUM_INDEPENDENCE)
    sentence = (
        f"{facts.name} reached maximum independence on {day_text(london_day(reached))}: the SW, CCW or case "
        "coordinator assesses ongoing need, or decides on no further action."
    )
    return (Prompt("MILE-2", sentence, reached, None, "goals.milestones"),)


def interim_change_prompts(facts: EpisodePromptFacts) -> tuple[Prompt, ...]:
    """Changed interim hours need a support plan and an amended PO request. Source: OPG 5.3 (PSP-5)."""
    if facts.changed_at is None or facts.ended_at is not None or not facts.kind.is_interim:
        return ()
    asked = (
        (facts.changed_support_plan_at, "a support plan", "plans.support_plan"),
        (facts.changed_po_at, "an amended PO request", "plans.po_request"),
    )
    return tuple(
        Prompt(
            "PSP-5",
            f"{facts.name}'s interim hours were changed: the case coordinator makes {what} for it.",
            facts.changed_at,
            None,
            field,
        )
        for done, what, field in asked
        if done is None
    )


def review_prompts(facts: EpisodePromptFacts, policy: PolicySettings) -> tuple[Prompt, ...]:
    """A long-term package is reviewed two weeks after it starts. Source: STCH (PSP-8)."""
    if facts.package_started_on is None or facts.package_reviewed_on is not None:
        return ()
    day = facts.package_started_on + policy.long_term_review_after
    started = day_text(facts.package_started_on)
    sentence = f"{facts.name}'s long-term package, started on {started}, is to be reviewed."
    return (Prompt("PSP-8", sentence, start_of_day(day), end_of_day(day), "plans.review"),)


def concern_prompts(name: str, concerns: tuple[ConcernFacts, ...]) -> tuple[Prompt, ...]:
    """A safeguarding concern stays until somebody was told. Source: good practice (DAY-1)."""
    sentence = f"{name} has a safeguarding concern that nobody has been told of: tell whoever must know, and record it."
    return tuple(
        Prompt("DAY-1", sentence, each.raised_at, None, "today.concern") for each in concerns if each.told_at is None
    )
