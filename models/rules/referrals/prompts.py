"""What Today says about a referral: information outstanding, capacity held, a discharge without a start, CHC."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain

from models.policy import PolicySettings
from models.rules.capacity.holds import hold_expires
from models.rules.clocks import is_past
from models.rules.closure.deaths import DeathFacts
from models.rules.decision import Prompt
from models.rules.referrals.chc import ChcFacts, chc_prompts
from models.rules.sentences import day_text, moment_text
from models.values import start_of_day
from models.vocabulary.referrals import ReferralOutcome

_JUST_AFTER = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class QuestionFacts:
    """Information that was asked for: of whom, when, and when it came."""

    asked_at: datetime
    of_whom: str
    received_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralPromptFacts:
    """What a referral's prompts rest on, named as the record names it.

    `hold_found_at` is when the capacity was found that is held or promised, `first_start_at` the start agreed first for
    it; `chc_since` the moment at which CHC was known; `placed_until` is up to when a placement out of order that
    nobody has lifted holds, none where it has no end.
    """

    name: str
    outcome: ReferralOutcome | None = None
    questions: tuple[QuestionFacts, ...] = ()
    hold_found_at: datetime | None = None
    from_hospital: bool = False
    discharge_on: date | None = None
    chc_since: datetime | None = None
    chc_asked_at: datetime | None = None
    chc_transferred_at: datetime | None = None
    received_at: datetime | None = None
    accepted_at: datetime | None = None
    is_promised: bool = False
    first_start_at: datetime | None = None
    placed_until: datetime | None = None


def referral_prompts(facts: ReferralPromptFacts, moment: datetime, policy: PolicySettings) -> tuple[Prompt, ...]:
    """Everything to be shown about this referral at the moment.

    Source: OPG 1.3, 1.5, 2.1, 2.2, 2.3 (REF-3, REF-8, REF-11, REF-12, REF-13, REF-18).
    """
    prompts = chain(
        information_prompts(facts),
        deciding_prompts(facts),
        placement_prompts(facts),
        hold_prompts(facts, moment, policy),
        discharge_prompts(facts),
        _chc_prompts(facts),
    )
    return tuple(each for each in prompts if each.is_due_at(moment))


def information_prompts(facts: ReferralPromptFacts) -> tuple[Prompt, ...]:
    """Information was asked for and hasn't come. Source: OPG 2.1 (REF-3)."""
    if facts.outcome is not None:
        return ()
    return tuple(
        Prompt(
            "REF-3",
            f"{facts.name} waits for information, asked of {each.of_whom} on {moment_text(each.asked_at)}: chase it.",
            each.asked_at,
            None,
            "referrals.information",
        )
        for each in facts.questions
        if each.received_at is None
    )


def deciding_prompts(facts: ReferralPromptFacts) -> tuple[Prompt, ...]:
    """While nothing else is awaited, the referral waits for the DSO's decision, or once accepted for capacity.

    Source: OPG 1.5, 2.1, 2.4 (REF-12).
    """
    is_awaited = any(each.received_at is None for each in facts.questions)
    if facts.outcome is not None or is_awaited or facts.hold_found_at is not None or facts.is_promised:
        return ()
    if facts.accepted_at is not None:
        sentence = f"{facts.name} is accepted and waits for capacity: ask Scheduling, and record what they find."
        return (Prompt("REF-12", sentence, facts.accepted_at, None, "referrals.hold"),)
    if facts.received_at is None:
        return ()
    sentence = f"{facts.name}'s referral waits for a decision: accept it, ask for more, signpost or decline it."
    return (Prompt("REF-12", sentence, facts.received_at, None, "referrals.accept"),)


def placement_prompts(facts: ReferralPromptFacts) -> tuple[Prompt, ...]:
    """A placement out of order has run out: the referral stands where the order puts it, which somebody has to know.

    Source: OPG 2.2 (REF-11).
    """
    if facts.outcome is not None or facts.placed_until is None:
        return ()
    sentence = (
        f"{facts.name} was placed out of order until {moment_text(facts.placed_until)}, and stands in the order again: "
        "decide anew, or lift the placement."
    )
    return (Prompt("REF-11", sentence, facts.placed_until + _JUST_AFTER, None, "referrals.place"),)


def hold_prompts(facts: ReferralPromptFacts, moment: datetime, policy: PolicySettings) -> tuple[Prompt, ...]:
    """Held or promised capacity comes to its limit, or has passed it; and a discharge date is asked for meanwhile.

    The limit itself is still within: expired is what lies after it. Source: OPG 2.3 (REF-13).
    """
    if facts.outcome is not None or facts.hold_found_at is None:
        return ()
    limit = hold_expires(facts.hold_found_at, policy, facts.first_start_at)
    taken = "held" if facts.first_start_at is None else "promised"
    if is_past(limit, moment):
        sentence = f"{facts.name}'s {taken} capacity has expired: release it and tell the assessor."
        return (Prompt("REF-13", sentence, limit + _JUST_AFTER, limit, "referrals.hold"),)
    sentence = f"{facts.name} has capacity {taken} until {moment_text(limit)}: start the service or give it back."
    shown = max(limit - policy.hold_warning, facts.hold_found_at)
    held = Prompt("REF-13", sentence, shown, limit, "referrals.hold")
    return (held, *_discharge_date_prompts(facts, taken))


def may_be_home(discharge_on: date | None, day: date) -> bool:
    """Whether somebody who waits may be home without support: the discharge date has come.

    Source: good practice (REF-18).
    """
    return discharge_on is not None and discharge_on <= day


def discharge_prompts(facts: ReferralPromptFacts) -> tuple[Prompt, ...]:
    """The discharge date has come and nothing has started. Source: good practice (REF-18)."""
    if facts.outcome is not None or facts.discharge_on is None:
        return ()
    sentence = (
        f"{facts.name} may be home without support: discharge was for {day_text(facts.discharge_on)} "
        "and nothing has started."
    )
    return (Prompt("REF-18", sentence, start_of_day(facts.discharge_on), None, "referrals.start"),)


def _chc_prompts(facts: ReferralPromptFacts) -> tuple[Prompt, ...]:
    """While the referral waits; of somebody in service their episode says it, wherever CHC was recorded (REF-8)."""
    is_over = facts.outcome not in {None, ReferralOutcome.STARTED}
    if is_over or facts.chc_since is None:
        return ()
    chc = ChcFacts(facts.chc_since, facts.chc_asked_at, facts.chc_transferred_at)
    return chc_prompts(facts.name, chc, "referrals.chc")


def died_prompts(facts: ReferralPromptFacts, death: DeathFacts) -> tuple[Prompt, ...]:
    """Somebody died while they waited: what was held or promised is given back by one action. Source: END-6."""
    since = death.reported_at or death.confirmed_at
    if facts.outcome is not None or since is None:
        return ()
    died = "has died" if death.confirmed_at is not None else "is reported to have died"
    if facts.hold_found_at is not None:
        todo = "capacity is still theirs: give it back and take the referral off the queue"
    else:
        todo = "the referral still waits: take it off the queue"
    sentence = f"{facts.name} {died}, and {todo}; the assessor is told."
    return (Prompt("END-6", sentence, since, None, "referrals.died"),)


def _discharge_date_prompts(facts: ReferralPromptFacts, taken: str) -> tuple[Prompt, ...]:
    """While it can still be used; what has expired is released, and no date would bring it back."""
    if not facts.from_hospital or facts.discharge_on is not None or facts.hold_found_at is None:
        return ()
    sentence = f"{facts.name} has capacity {taken} and no discharge date: ask the ward or the referrer for it."
    return (Prompt("REF-13", sentence, facts.hold_found_at, None, "referrals.discharge"),)
