"""What a new version of a plan changes and who has to agree, and how long the short-term service runs."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from models.policy import PolicySettings
from models.rules.clocks import day_number, day_numbered, deadline_of_days
from models.rules.decision import Lack
from models.rules.plans.day_bounds import asked_about_lacks
from models.rules.plans.totals import PlanTotals, totals
from models.rules.sentences import day_text
from models.rules.who import MDT
from models.values import PlannedVisit, hours_text, london_day, start_of_day
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.plans import PlanChange

Week = tuple[PlannedVisit, ...]


class Direction(Enum):
    """Whether a version gives more, less or the same, in worker minutes a week."""

    MORE = "more"
    LESS = "less"
    SAME = "same"


def direction(old: Week, new: Week) -> Direction:
    """Compare two weeks by worker minutes. Source: OPG 1.5, 3.1 (PSP-3, PSP-4).

    Where calls take turns, by those of both weeks together and by those of the heavier one: more in either is more, as
    the team needs its hours in that week. A call every second week instead of every one, as long as before, is less.
    """
    return way_of(_worker_minutes(totals(old)), _worker_minutes(totals(new)))


def way_of(before: tuple[int, int], after: tuple[int, int]) -> Direction:
    """Compare worker minutes, each of two weeks in a row and then of the heavier one. Source: OPG 1.5, 3.1 (PSP-3)."""
    if any(now > was for was, now in zip(before, after, strict=True)):
        return Direction.MORE
    return Direction.SAME if after == before else Direction.LESS


def _worker_minutes(sums: PlanTotals) -> tuple[int, int]:
    """Of two weeks in a row, then of the heavier one."""
    return sums.minutes_of_two[1], sums.worker_minutes


def hours_differ(old: Week, new: Week) -> bool:
    """Whether the person gets other hours a week: two singles for one double-up are the same worker minutes."""
    return _hours(totals(old)) != _hours(totals(new))


def _hours(sums: PlanTotals) -> tuple[int, ...]:
    return (*sums.minutes_of_two, sums.contact_minutes, sums.worker_minutes)


def hours_change_text(old: Week, new: Week) -> str:
    """The change of hours in one phrase: "14 → 10.5 worker hours a week", of weeks that differ "14 → 14 or 12"."""
    before, after = totals(old), totals(new)
    worker, contact = (
        tuple(_in_turn(sums, of) for sums in (before, after)) for of in ("worker_minutes", "contact_minutes")
    )
    if _worker_minutes(before) != _worker_minutes(after):
        return f"{worker[0]} → {worker[1]} worker hours a week"
    if _hours(before) != _hours(after):
        return f"{contact[0]} → {contact[1]} contact hours a week"
    return f"{worker[1]} worker hours a week, unchanged"


def _in_turn(sums: PlanTotals, of: str) -> str:
    """The hours of a week, or of each of the two in turn, the heavier first."""
    weeks = sorted(sums.in_turn, key=lambda each: each.weeks != sums.heavier_week)
    return " or ".join(dict.fromkeys(hours_text(getattr(each, of)) for each in weeks or (sums,)))


def kind_of_change(old: Week, new: Week, episode: EpisodeKind) -> PlanChange:
    """How the new version is named: only less support in the short-term service counts as a step-down.

    Source: OPG 1.5, 3.1, 5.3 (PSP-2 to PSP-5).
    """
    if episode.is_interim:
        return PlanChange.INTERIM_CHANGE if hours_differ(old, new) else PlanChange.SAME_HOURS
    return {
        Direction.MORE: PlanChange.MORE,
        Direction.LESS: PlanChange.STEP_DOWN,
        Direction.SAME: PlanChange.SAME_HOURS,
    }[direction(old, new)]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoHasAgreed:
    """Who has agreed to a change, as recorded."""

    dso: bool = False
    scheduling: bool = False
    mdt: bool = False
    case_coordinator: bool = False


def change_lacks(old: Week, new: Week, episode: EpisodeKind, agreed: WhoHasAgreed) -> tuple[Lack, ...]:
    """Whose agreement a new version still needs; capacity for more support is asked beside it (REF-15).

    Source: OPG 1.5, 3.1, 5.3 (PSP-3, PSP-4, PSP-5).
    """
    kind, hours = kind_of_change(old, new, episode), hours_change_text(old, new)
    wanted = {
        PlanChange.MORE: (
            (agreed.dso, "PSP-3", "the DSO agrees that the service can meet the need", "the DSO"),
            (agreed.scheduling, "PSP-3", "Scheduling confirms the capacity", "Scheduling"),
        ),
        PlanChange.STEP_DOWN: ((agreed.mdt, "PSP-4", "the MDT agrees the step-down", "the MDT"),),
        PlanChange.INTERIM_CHANGE: (
            (agreed.case_coordinator, "PSP-5", "the case coordinator agrees the change", "the case coordinator"),
        ),
    }.get(kind, ())
    return tuple(Lack(rule, f"{hours}: record that {what}.", who) for done, rule, what, who in wanted if not done)


def support_plan_due(started_at: datetime, policy: PolicySettings) -> datetime:
    """The end of the fifth day after the day of the start in the office. Source: STCH (PSP-6)."""
    return deadline_of_days(london_day(started_at), policy.at(started_at).support_plan_within)


def long_term_review_due(long_term_started: date, policy: PolicySettings) -> datetime:
    """The end of the day two weeks after a long-term package started. Source: STCH (PSP-8)."""
    return deadline_of_days(long_term_started, policy.at(start_of_day(long_term_started)).long_term_review_after)


def day_of_episode(started: date, today: date) -> int:
    """Which day of the service this is; the day of the start is day 1. Source: domain.md, *Words*."""
    return day_number(started, today)


def last_day_of_short_term(started: date, policy: PolicySettings, extended_until: date | None = None) -> date:
    """Day 42, or the day of the extension where that is later. Source: STCH; SI 2014/2673 (PSP-7)."""
    six_weeks = day_numbered(started, policy.at(start_of_day(started)).short_term_days)
    return max(six_weeks, extended_until) if extended_until else six_weeks


class ShortTermState(Enum):
    """Where the six weeks stand."""

    NOT_STARTED = "not started"
    RUNNING = "running"
    ENDING = "ending"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class ShortTermDay:
    """The day of the service, its last day, when to ask what follows, and where that leaves it today.

    `last_number` counts the last day from day 1: 42, or more where it is extended.
    """

    day: int
    last_day: date
    last_number: int
    ask_from: date
    state: ShortTermState
    extended: bool

    @property
    def sentence(self) -> str:
        """The state in words."""
        until = f"{'extended until' if self.extended else 'last day'} {day_text(self.last_day)}"
        if self.state is ShortTermState.NOT_STARTED:
            return f"Not started, {until}"
        if self.state is ShortTermState.OVERDUE:
            return f"Day {self.day}, past the {until}"
        return f"Day {self.day}, {until}"


def short_term_day(
    started: date, today: date, policy: PolicySettings, extended_until: date | None = None
) -> ShortTermDay:
    """Where the six weeks stand: to be asked from day 35, overdue from day 43; an extension moves both together.

    Source: STCH; OPG 5.4 (PSP-7).
    """
    last_day = last_day_of_short_term(started, policy, extended_until)
    policy = policy.at(start_of_day(started))
    lead = timedelta(days=policy.short_term_days - policy.short_term_prompt_day)
    ask_from = last_day - lead
    if today < started:
        state = ShortTermState.NOT_STARTED
    elif today > last_day:
        state = ShortTermState.OVERDUE
    else:
        state = ShortTermState.ENDING if today >= ask_from else ShortTermState.RUNNING
    extended = last_day > day_numbered(started, policy.at(start_of_day(started)).short_term_days)
    number = day_of_episode(started, last_day)
    return ShortTermDay(day_of_episode(started, today), last_day, number, ask_from, state, extended)


def extension_lacks(
    *,
    still_gaining_independence: bool,
    until: date | None,
    started: date,
    policy: PolicySettings,
    extended_until: date | None = None,
    today: date | None = None,
    day_is_meant: bool = True,
) -> tuple[Lack, ...]:
    """An extension has one reason, and a day until which; waiting for care is interim support (PSP-9).

    A day in the past or far ahead of `today` is asked about until it is meant. Source: STCH; OPG 5.4 (PSP-7, STC-3).
    """
    reason = Lack(
        "PSP-7",
        "Only somebody still gaining independence is extended; waiting for ongoing care is interim support.",
        "the MDT",
        "still_gaining",
    )
    last_day = last_day_of_short_term(started, policy, extended_until)
    day = Lack("PSP-7", f"Say until which day, later than {day_text(last_day)}.", MDT, "extension")
    return (
        *(() if still_gaining_independence else (reason,)),
        *(() if until and until > last_day else (day,)),
        *_asked_until(until, today, last_day, policy, day_is_meant=day_is_meant),
    )


def _asked_until(
    until: date | None, today: date | None, last_day: date, policy: PolicySettings, *, day_is_meant: bool
) -> tuple[Lack, ...]:
    if until is None or today is None or until <= last_day:
        return ()
    what, field = "The last day of the extension", "extension_is_meant"
    return asked_about_lacks("PSP-7", what, until, today, policy, is_meant=day_is_meant, field=field)
