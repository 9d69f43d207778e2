"""Breaks in service: when to ask about one, when it has reached its limit, and which end it offers.

Which rule applies follows the kind of the episode when the break began. In STS a stay in hospital is asked about every
day until its limit, or until no return within it is to be expected; a care home placement has the same limit, or none
to wait for where it is planned for longer; an interim break is counted in whole days between two visits.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from models.policy import PolicySettings
from models.rules.clocks import deadline, end_of_day, in_utc, is_more_than, is_past
from models.rules.decision import Lack, Prompt
from models.rules.sentences import day_text
from models.rules.who import DSO, NOBODY, STS_DSO
from models.values import london_day, start_of_day
from models.vocabulary.closure import BreakKind
from models.vocabulary.episodes import EpisodeKind

_FIELD = "closure.break"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakFacts:
    """A break as it is recorded; `episode_kind` is the kind when it began."""

    kind: BreakKind
    episode_kind: EpisodeKind
    began_at: datetime
    last_visit_on: date
    return_expected_at: datetime | None = None
    is_return_announced: bool = False  # to Scheduling: then its day asks by END-9
    long_term_planned: bool = False
    return_still_planned: bool = True  # the last answer about a return from hospital within the limit
    last_asked_at: datetime
    returned_at: datetime | None = None
    next_visit_on: date | None = None


def days_without_service(last_visit_on: date, until: date) -> int:
    """Whole days between the last visit and the next one (or today), neither of them counted.

    Source: OPG 6.2 (END-3).
    """
    return max((until - last_visit_on).days - 1, 0)


def has_no_visit_yet(facts: BreakFacts, day: date) -> bool:
    """Whether the break lasts, or its next visit is still to come: one visit resets the count of days.

    Source: OPG 6.2 (END-3).
    """
    return facts.returned_at is None or (facts.next_visit_on is not None and facts.next_visit_on > day)


def is_long_break(facts: BreakFacts, day: date, policy: PolicySettings) -> bool:
    """Whether an interim break has lasted long enough by this day to end the service. Source: OPG 6.2 (END-3)."""
    if not facts.episode_kind.is_interim:
        return False
    until = min(facts.next_visit_on or day, day)
    return days_without_service(facts.last_visit_on, until) >= policy.at(facts.began_at).interim_break_days


def is_back_too_late(facts: BreakFacts, policy: PolicySettings) -> bool:
    """Whether the return is expected later than STS waits; one expected on a day counts from that day's beginning.

    Source: OPG 6.1 (END-3).
    """
    expected = facts.return_expected_at
    return expected is not None and is_more_than(
        facts.began_at, policy.at(facts.began_at).return_planned_within, expected
    )


def is_long_placement(facts: BreakFacts, policy: PolicySettings) -> bool:
    """Whether a care home placement is planned for longer than STS waits, or for good. Source: OPG 6.1 (END-3)."""
    if facts.kind is not BreakKind.CARE_HOME:
        return False
    return facts.long_term_planned or not facts.return_still_planned or is_back_too_late(facts, policy)


def end_prompted_from(facts: BreakFacts, policy: PolicySettings) -> datetime | None:
    """From which moment ending is to be considered; none while no limit is known. Source: OPG 6.1, 6.2 (END-3)."""
    if facts.episode_kind.is_interim:
        return _interim_limit(facts, policy)
    if facts.returned_at is not None or facts.kind not in {BreakKind.HOSPITAL, BreakKind.CARE_HOME}:
        return None
    limit = deadline(facts.began_at, policy.at(facts.began_at).return_planned_within)
    if is_long_placement(facts, policy):
        return in_utc(facts.began_at)
    is_clear = not facts.return_still_planned or is_back_too_late(facts, policy)
    return min(limit, in_utc(facts.last_asked_at)) if is_clear else limit


def asked_next_on(facts: BreakFacts, policy: PolicySettings) -> date | None:
    """The day on which to ask about the break again; none where nothing is asked, or ending is prompted by then.

    A return that was expected is asked about on its day, of every break; if it then stays unknown, after a week again.
    Source: OPG 6.1 (END-3); good practice.
    """
    if facts.returned_at is not None:
        return None
    days = [day for day in (_usual_question_on(facts, policy), _return_asked_on(facts, policy)) if day is not None]
    day, limit = min(days, default=None), end_prompted_from(facts, policy)
    return None if day is None or (limit is not None and start_of_day(day) >= limit) else day


def offered_end(facts: BreakFacts) -> date:
    """The day offered as the end of service: when the break began, or a later last visit. Source: OPG 6.2 (END-3)."""
    return max(london_day(facts.began_at), facts.last_visit_on)


def break_prompts(name: str, facts: BreakFacts, moment: datetime, policy: PolicySettings) -> tuple[Prompt, ...]:
    """Ask about the break, or from its limit on prompt to end, as it is due at the moment.

    After the return only an interim break whose next visit is still to come is of interest. Source: OPG 6.1, 6.2
    (END-3).
    """
    if not has_no_visit_yet(facts, london_day(moment)):
        return ()
    ending = tuple(each for each in _ending(name, facts, policy) if each.is_due_at(moment))
    return ending or tuple(each for each in _question(name, facts, policy) if each.is_due_at(moment))


def begin_lacks(
    *,
    began_at: datetime,
    last_visit_on: date,
    started_at: datetime,
    last_returned_at: datetime | None,
    moment: datetime,
) -> tuple[Lack, ...]:
    """A break begins within the service, not ahead, after its last visit and when the one before it has ended.

    The first of these that fails is named. Source: OPG 6.1, 6.2 (END-3).
    """
    if is_past(moment, began_at) or is_past(began_at, started_at):
        return (Lack("END-3", "A break begins between the start of the episode and now.", DSO, "began_at"),)
    if last_visit_on > london_day(began_at):
        return (Lack("END-3", "The last visit can't be after the break began.", DSO, "last_visit"),)
    if last_returned_at is not None and is_past(began_at, last_returned_at):
        lasted = day_text(london_day(last_returned_at))
        return (Lack("END-3", f"The break before lasted until {lasted}: this one begins after it.", DSO, "began_at"),)
    return ()


def last_visit_lacks(last_visit_on: date, before: BreakFacts | None) -> tuple[Lack, ...]:
    """Between the last visit before an earlier break and the next one after it there was none: days go on counting.

    Source: OPG 6.2 (END-3).
    """
    if before is None or before.next_visit_on is None:
        return ()
    if not before.last_visit_on < last_visit_on < before.next_visit_on:
        return ()
    last, following = day_text(before.last_visit_on), day_text(before.next_visit_on)
    sentence = (
        f"According to the break before, no visit was made after {last} and before {following}: correct the last visit."
    )
    return (Lack("END-3", sentence, DSO, "last_visit"),)


def end_offered_at(facts: BreakFacts) -> datetime:
    """The moment offered as the end of service: as the break began, or the beginning of the day that is offered.

    Source: OPG 6.1, 6.2 (END-3).
    """
    day = offered_end(facts)
    return facts.began_at if london_day(facts.began_at) == day else start_of_day(day)


def return_lacks(
    *, returned_at: datetime, next_visit_on: date, began_at: datetime, moment: datetime
) -> tuple[Lack, ...]:
    """Nobody comes back before the break began, nor ahead, nor is visited before; the first that fails is named.

    Source: OPG 6.1, 6.2 (END-3).
    """
    if is_past(returned_at, began_at):
        began = day_text(london_day(began_at))
        return (Lack("END-3", f"The return can't be before the break began on {began}.", DSO, "at"),)
    if is_past(moment, returned_at):
        return (Lack("END-3", "A return is recorded when it has happened.", DSO, "at"),)
    return next_visit_lacks(returned_at, next_visit_on)


def next_visit_lacks(returned_at: datetime, next_visit_on: date | None) -> tuple[Lack, ...]:
    """Nobody is visited before the return, of today or expected; no day is that of the return. OPG 6.2 (END-3)."""
    if next_visit_on is None or next_visit_on >= london_day(returned_at):
        return ()
    return (Lack("END-3", "The next visit can't be before the return.", DSO, "next_visit"),)


def ended_already_lacks(returned_at: datetime | None) -> tuple[Lack, ...]:
    """A break that has ended is neither asked about nor ended again. Source: OPG 6.1, 6.2 (END-3)."""
    return () if returned_at is None else (Lack("END-3", "This break has ended already.", NOBODY),)


def undoing_lacks(because: str) -> tuple[Lack, ...]:
    """It is said why a break was no break. Source: good practice (END-3)."""
    return () if because.strip() else (Lack("END-3", "Say why recording the break was a mistake.", DSO, "because"),)


def moving_lacks(*, has_open_break: bool) -> tuple[Lack, ...]:
    """Nobody is handed over while they are away. Source: OPG 6.1 (END-3)."""
    if not has_open_break:
        return ()
    return (
        Lack("END-3", "A break in service is open: record the return, or end the service.", STS_DSO, "closure.break"),
    )


def _interim_limit(facts: BreakFacts, policy: PolicySettings) -> datetime | None:
    """After so many whole days without a visit; none where the next one is known and comes sooner."""
    reached = facts.last_visit_on + (policy.at(facts.began_at).interim_break_days + 1) * _DAY
    if facts.returned_at is not None and (facts.next_visit_on is None or facts.next_visit_on < reached):
        return None
    return start_of_day(reached)


def _usual_question_on(facts: BreakFacts, policy: PolicySettings) -> date | None:
    """Hospital in STS is asked about daily, family and away weekly; a placement and interim wait for their limit."""
    if facts.episode_kind.is_interim or facts.kind is BreakKind.CARE_HOME:
        return None
    policy = policy.at(facts.last_asked_at)
    every = policy.ask_hospital_every if facts.kind is BreakKind.HOSPITAL else policy.ask_break_every
    return london_day(facts.last_asked_at) + every


def _return_asked_on(facts: BreakFacts, policy: PolicySettings) -> date | None:
    """The day on which the person was to be back; once that was asked about and no other day is known, weekly."""
    if facts.return_expected_at is None or facts.is_return_announced:
        return None
    expected, asked = london_day(facts.return_expected_at), london_day(facts.last_asked_at)
    return expected if asked < expected else asked + policy.at(facts.last_asked_at).ask_break_every


def _question(name: str, facts: BreakFacts, policy: PolicySettings) -> tuple[Prompt, ...]:
    day = asked_next_on(facts, policy)
    if day is None:
        return ()
    due, limit = end_of_day(day), end_prompted_from(facts, policy)
    return (
        Prompt(
            "END-3",
            f"{name} {_question_text(facts, day, policy)}",
            start_of_day(day),
            due if limit is None else min(due, limit),
            _FIELD,
        ),
    )


def _question_text(facts: BreakFacts, day: date, policy: PolicySettings) -> str:
    """What is asked on that day, after the person's name."""
    if facts.kind is BreakKind.HOSPITAL and not facts.episode_kind.is_interim:
        hours = _hours(policy.at(facts.began_at))
        return f"is in hospital: is a return within {hours} hours of the admission still planned?"
    expected = facts.return_expected_at
    if expected is not None and london_day(expected) <= day:
        return f"was to be back on {day_text(london_day(expected))}: record the return, or ask when they come back."
    where = "with family" if facts.kind is BreakKind.FAMILY else "away"
    return f"has been {where} since {day_text(london_day(facts.began_at))}: ask when the service resumes."


def _ending(name: str, facts: BreakFacts, policy: PolicySettings) -> tuple[Prompt, ...]:
    since = end_prompted_from(facts, policy)
    if since is None:
        return ()
    why = _limit_text(facts, policy)
    end = day_text(offered_end(facts))
    return (Prompt("END-3", f"{name} {why}: end the service, offered as of {end}.", since, None, _FIELD),)


def _limit_text(facts: BreakFacts, policy: PolicySettings) -> str:
    """Why ending is to be considered, after the person's name."""
    policy = policy.at(facts.began_at)
    hours = _hours(policy)
    if facts.episode_kind.is_interim:
        return f"has had {policy.interim_break_days} days or more without a visit"
    if facts.kind is BreakKind.CARE_HOME:
        if is_long_placement(facts, policy):
            return f"has moved to a care home for more than {hours} hours"
        return f"has been in a care home for {hours} hours"
    if not facts.return_still_planned:
        return f"is in hospital and no return within {hours} hours is planned"
    if facts.return_expected_at is not None and is_back_too_late(facts, policy):
        back = day_text(london_day(facts.return_expected_at))
        return f"is in hospital and expected back on {back}, later than {hours} hours after the admission"
    return f"has been in hospital for {hours} hours"


def _hours(policy: PolicySettings) -> int:
    return int(policy.return_planned_within.total_seconds() // 3600)
