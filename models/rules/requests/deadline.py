"""Until when a subject access request is answered: a calendar month, longer for a reason that is told within it.

Time that whoever asks takes to say what they mean isn't taken off: the earlier day stands, in their favour.
"""

from dataclasses import dataclass, field
from datetime import date

from models.policy import PolicySettings
from models.rules.clocks import end_of_day, months_after
from models.rules.closure.deaths import DeathFacts
from models.rules.decision import Lack, Prompt
from models.rules.requests.working_days import next_working_day
from models.rules.sentences import day_text
from models.rules.who import SERVICE_MANAGER, WHOEVER_TYPED
from models.values import start_of_day
from models.vocabulary.requests import AskedBy, RequestOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFacts:
    """What a request's time rests on."""

    received_on: date
    asked_by: AskedBy = AskedBy.PERSON
    evidence_asked_on: date | None = None
    evidence_seen_on: date | None = None
    extended_on: date | None = None
    copied_on: date | None = None
    outcome: RequestOutcome | None = None
    death: DeathFacts = field(default_factory=DeathFacts)


def runs_from(facts: RequestFacts) -> date | None:
    """From which day time runs: the request's, or that of the evidence which was asked for; none while it's awaited.

    Source: UK GDPR, article 12(3), 12(6); ICO, right of access (SAR-1).
    """
    return facts.received_on if facts.evidence_asked_on is None else facts.evidence_seen_on


def first_due_on(facts: RequestFacts, policy: PolicySettings) -> date | None:
    """The last day without an extension: where it is no working day, the next that is one. UK GDPR, 12(3) (SAR-1)."""
    since = runs_from(facts)
    return None if since is None else _due(since, _in_force(since, policy).access_answered_within)


def due_on(facts: RequestFacts, policy: PolicySettings) -> date | None:
    """The last day on which the request is answered in time; none while evidence is awaited. UK GDPR, 12(3) (SAR-1)."""
    since = runs_from(facts)
    if since is None or facts.extended_on is None:
        return first_due_on(facts, policy)
    force = _in_force(since, policy)
    return _due(since, force.access_answered_within + force.access_extended_by)


def extending_lacks(
    facts: RequestFacts, told_on: date, because: str, today: date, policy: PolicySettings
) -> tuple[Lack, ...]:
    """It takes longer once, for a reason told within the first month. Source: UK GDPR, article 12(3) (SAR-1)."""
    first = first_due_on(facts, policy)
    if facts.extended_on is not None:
        sentence = f"Whoever asks was told on {day_text(facts.extended_on)} that it takes longer: that is done once."
        return (Lack("SAR-1", sentence, SERVICE_MANAGER),)
    if first is None:
        return (
            Lack("SAR-1", "Time doesn't run while the evidence is awaited: nothing is extended yet.", WHOEVER_TYPED),
        )
    lacks = []
    if not because.strip():
        sentence = "Say why the request is complex, as whoever asks was told."
        lacks.append(Lack("SAR-1", sentence, WHOEVER_TYPED, "because"))
    if told_on > today:
        sentence = "Record the longer time once whoever asks has been told of it."
        lacks.append(Lack("SAR-1", sentence, WHOEVER_TYPED, "told_on"))
    elif told_on < facts.received_on:
        sentence = f"The request came on {day_text(facts.received_on)}: they can't have been told before."
        lacks.append(Lack("SAR-1", sentence, WHOEVER_TYPED, "told_on"))
    elif told_on > first:
        sentence = f"That it takes longer had to be told by {day_text(first)}: answer the request now."
        lacks.append(Lack("SAR-1", sentence, SERVICE_MANAGER, "told_on"))
    return tuple(lacks)


def explained(facts: RequestFacts, policy: PolicySettings) -> str:
    """How the last day comes about, in words. Source: UK GDPR, article 12(3); ICO, right of access (SAR-1)."""
    since, due = runs_from(facts), due_on(facts, policy)
    if since is None or due is None:
        return "Time runs from the day on which the evidence that was asked for has been seen."
    force = _in_force(since, policy)
    months = force.access_answered_within + (force.access_extended_by if facts.extended_on is not None else 0)
    day = months_after(since, months)
    span = "One calendar month" if months == 1 else f"{months} calendar months"
    from_what = "the evidence was seen" if facts.evidence_asked_on is not None else "the request was received"
    moved = f", which is no working day, so {day_text(due)}" if due != day else ""
    return (
        f"{span} from {day_text(since)}, when {from_what}: {day_text(day)}{moved}. Bank holidays proclaimed for one "
        "year aren't known here, and waiting for an answer about what is meant takes nothing off."
    )


def request_prompts(name: str, facts: RequestFacts, policy: PolicySettings) -> tuple[Prompt, ...]:
    """As its last day nears a request is said on Today; one about somebody who died from the start. (SAR-1, SAR-3).

    While evidence is awaited it is asked about again, after as long as Today warns before the last day.
    """
    if facts.outcome is not None:
        return ()
    due = due_on(facts, policy)
    if facts.death.is_known:
        sentence = (
            f"{name}: the subject access request of {day_text(facts.received_on)} is about somebody who died. Tell "
            "whoever asks, and hand it on to information governance."
        )
        limit = end_of_day(due) if due is not None else None
        return (Prompt("SAR-3", sentence, start_of_day(facts.received_on), limit, "subject_access.end"),)
    if due is None:
        asked = facts.evidence_asked_on or facts.received_on
        sentence = f"{name}: evidence was asked for on {day_text(asked)} and hasn't been seen. Ask again, or end it."
        shown = start_of_day(asked + policy.access_warning)
        return (Prompt("SAR-1", sentence, shown, None, "subject_access.evidence"),)
    sentence = (
        f"{name}: the subject access request of {day_text(facts.received_on)} is answered by {day_text(due)}, as the "
        "law says."
    )
    shown = start_of_day(due - policy.access_warning)
    return (Prompt("SAR-1", sentence, shown, end_of_day(due), "subject_access.release"),)


def _due(since: date, months: int) -> date:
    return next_working_day(months_after(since, months))


def _in_force(since: date, policy: PolicySettings) -> PolicySettings:
    return policy.at(start_of_day(since))
