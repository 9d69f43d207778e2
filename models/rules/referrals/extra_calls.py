"""Extra calls beside another provider: they are for a limited time, and somebody says what happens at its end."""

from dataclasses import dataclass
from datetime import date, datetime

from models.rules.clocks import end_of_day, is_past
from models.rules.decision import Lack, Prompt
from models.rules.sentences import day_text
from models.rules.who import DSO
from models.values import start_of_day
from models.vocabulary.referrals import Notice

_PROVIDER = "the existing provider"


@dataclass(frozen=True, slots=True)
class ExtraCallsFacts:
    """Extra calls that are given: the last day for which they were agreed, and beside whose care."""

    until: date
    provider: str = ""


def extra_calls_prompts(name: str, given: tuple[ExtraCallsFacts, ...]) -> tuple[Prompt, ...]:
    """Their last day has come: due on it, overdue from the next morning. Source: OPG 1.4 (REF-9)."""
    return tuple(
        Prompt(
            "REF-9",
            f"{name}'s extra calls were agreed up to {day_text(each.until)}: end them, extend them with the "
            "provider's agreement, or move the whole package.",
            start_of_day(each.until),
            end_of_day(each.until),
            "plans.extra_calls",
        )
        for each in given
    )


def given_lacks(*, are_given: bool) -> tuple[Lack, ...]:
    """Only extra calls that are given beside another provider are decided about. Source: OPG 1.4 (REF-9)."""
    if are_given:
        return ()
    return (Lack("REF-9", "There are no extra calls here beside another provider.", DSO),)


def extending_lacks(until: date, limit: date, today: date, agreed_by: str) -> tuple[Lack, ...]:
    """A longer time ends later than before, not in the past, and the provider has agreed. Source: OPG 1.4 (REF-9)."""
    agreed = Lack("REF-9", "Say who of the existing provider agreed to the longer time.", _PROVIDER, "whom")
    lacks = () if agreed_by.strip() else (agreed,)
    if until <= limit or until < today:
        said = f"The extra calls are agreed up to {day_text(limit)}: give a later day that hasn't passed."
        return (Lack("REF-9", said, DSO, "until"), *lacks)
    return lacks


def ended_lacks(*, plan_has_fewer: bool) -> tuple[Lack, ...]:
    """The calls end by a version of the plan that has fewer hours, in force or agreed. Source: OPG 1.4 (REF-9)."""
    if plan_has_fewer:
        return ()
    return (Lack("REF-9", "Take the extra calls out of the plan first, by a new version with fewer hours.", DSO),)


def moving_lacks(notice: Notice | None, given_on: date | None) -> tuple[Lack, ...]:
    """The whole package moves with notice to the agency, worked or paid, from its day. Source: OPG 1.4 (REF-9)."""
    how = Lack("REF-9", "Say whether the notice to the agency is worked or paid.", DSO, "notice")
    when = Lack("REF-9", "Say on which day the agency was given notice.", DSO, "notice_given_on")
    return (*(() if notice else (how,)), *(() if given_on else (when,)))


def said_lacks(whom: str, said: str, said_at: datetime, moment: datetime) -> tuple[Lack, ...]:
    """What was said, with whom, and not ahead; all that fails is named. Source: OPG 1.4 (REF-9)."""
    ahead = Lack("REF-9", "This can't be said in the future: record it when it is.", DSO, "said_at")
    return (
        *(() if whom.strip() else (Lack("REF-9", "Say with whom it was spoken about.", DSO, "whom"),)),
        *(() if said.strip() else (Lack("REF-9", "Write down what was said.", DSO, "said"),)),
        *((ahead,) if is_past(moment, said_at) else ()),
    )
