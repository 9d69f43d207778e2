"""Each policy setting in the field's words, the place it stands in, and which clocks it rules.

A setting that rules a clock keeps to those that run: the one in force when a clock began applies to it to its end. What
is no clock (a warning, a suggestion, a limit that is asked about when a deed is done) changes for everybody at once.
"""

from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from enum import Enum
from functools import cache
from typing import Any

from models.policy import PolicySettings
from models.rules.sentences import counted, day_text, joined, moment_text
from models.values import london_day, start_of_day
from models.vocabulary.cld import InterimType

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


class Clock(Enum):
    """What begins and keeps the setting of its beginning; the value is what runs."""

    CAPACITY = "capacity held or promised"
    NOTICE = "notice to an agency"
    SUPPORT_PLAN = "a support plan to complete"
    GOALS = "goals to be set"
    SIX_WEEKS = "short-term support"
    REVIEW = "a long-term package to review"
    ANOTHER_SERVICE = "a question to another service"
    WRITTEN_TO = "a review without a day after its letter"
    NO_PROVIDER = "a review that found no provider"
    LOOKED_FOR = "a package not handed over"
    WITH_BROKERAGE = "a package with Brokerage"
    INTERIM = "interim support"
    STAY_AWAY = "a stay in hospital or a care home"
    INTERIM_BREAK = "a break in interim support"
    HOSPITAL_QUESTION = "the question about a hospital stay"
    BREAK_QUESTION = "the question about a break"
    ACCESS = "a subject access request"


class Group(Enum):
    """Where a setting stands on the page, in the order of a person's way."""

    REFERRAL = "Referral and capacity"
    SUPPORT = "Short-term support"
    GOALS = "Goals and ratings"
    MONEY = "Brokerage and money"
    ENDING = "Breaks and ends"
    RECORDS = "Kept records"
    RETURN = "Statutory return"


@dataclass(frozen=True, slots=True)
class Said:
    """A setting in words; `clock` is what keeps the setting of its start, none where the change is for everybody."""

    group: Group
    words: str
    clock: Clock | None = None


SAID = {
    "adult_age": Said(Group.REFERRAL, "The service is for people of this age and over"),
    "provider_notice": Said(Group.REFERRAL, "Notice given to an agency whose whole package moves", Clock.NOTICE),
    "urgent_and_planned": Said(Group.REFERRAL, "Urgent and planned support are told apart before acceptance"),
    "block_hours": Said(Group.REFERRAL, "Contracted hours are bought as a block for each team's area"),
    "hold_for": Said(Group.REFERRAL, "Found capacity is held for somebody who isn't ready yet", Clock.CAPACITY),
    "hold_warning": Said(Group.REFERRAL, "Before held capacity runs out, Today warns"),
    "start_within": Said(Group.REFERRAL, "A start is agreed at most so long after capacity was found", Clock.CAPACITY),
    "dated_ahead_up_to": Said(Group.REFERRAL, "A plan, an end or a return further ahead is asked about"),
    "support_plan_within": Said(Group.SUPPORT, "After the start, the support plan is in place", Clock.SUPPORT_PLAN),
    "visit_step": Said(Group.SUPPORT, "Minutes of a visit come in steps of; others are asked about"),
    "visit_asked_from": Said(Group.SUPPORT, "A visit is asked about when it lasts as long as"),
    "visit_reason_below": Said(Group.SUPPORT, "Why a visit is so short is asked when it lasts less than"),
    "allocated_worker_asked": Said(Group.SUPPORT, "An allocated worker is asked for until one is named"),
    "recuperation_possible": Said(Group.SUPPORT, "Somebody can recover and recuperate first, without goals"),
    "short_term_days": Said(Group.SUPPORT, "Short-term support lasts up to this day", Clock.SIX_WEEKS),
    "short_term_prompt_day": Said(Group.SUPPORT, "What follows is asked from this day of support", Clock.SIX_WEEKS),
    "onward_asked_after": Said(
        Group.SUPPORT, "What was asked of another service is asked about after", Clock.ANOTHER_SERVICE
    ),
    "review_arranged_after": Said(
        Group.SUPPORT, "After the letter about a review, its day is asked for after", Clock.WRITTEN_TO
    ),
    "review_arranged_within": Said(
        Group.SUPPORT, "After the letter about a review, its day is arranged within", Clock.WRITTEN_TO
    ),
    "review_provider_asked_after": Said(
        Group.SUPPORT, "Where a review found no provider, it is asked again after", Clock.NO_PROVIDER
    ),
    "long_term_review_after": Said(Group.SUPPORT, "A long-term package is reviewed after its start", Clock.REVIEW),
    "goals_within": Said(Group.GOALS, "After the start, goals are set", Clock.GOALS),
    "mosaic_goals_before": Said(Group.GOALS, "Goals are recorded in MOSAIC too where support began before"),
    "achieved_of": Said(Group.GOALS, "A goal seems achieved: so many last visits are looked at"),
    "achieved_at_least": Said(Group.GOALS, "A goal seems achieved: independent at so many of them"),
    "plateau_over": Said(Group.GOALS, "No more progress: two spans as long as this are compared"),
    "more_help_over": Said(Group.GOALS, "Needs more help: so many visits are compared with as many before"),
    "one_worker_over": Said(Group.GOALS, "An OT is asked to look whether one worker is enough after"),
    "declining_of": Said(Group.GOALS, "A goal is often declined: so many last visits are looked at"),
    "declining_at_least": Said(Group.GOALS, "A goal is often declined: declined at so many of them"),
    "not_recorded_for": Said(Group.GOALS, "Visits without a rating are asked about after"),
    "estimate_from": Said(Group.GOALS, "When a goal may be reached is estimated from so many rated visits on"),
    "assessor_sheet_over": Said(Group.GOALS, "Progress pages show the ratings of the last"),
    "brokerage_for": Said(Group.MONEY, "Without an offer, Brokerage looks for a provider first", Clock.WITH_BROKERAGE),
    "transfer_counts_from_listed": Said(
        Group.MONEY, "For the transfer, that time counts from the lack of provision list, not from sending",
        Clock.LOOKED_FOR,
    ),
    "charging_counts_from_listed": Said(
        Group.MONEY, "For charging, that time counts from the lack of provision list, not from sending",
        Clock.WITH_BROKERAGE,
    ),
    "charge_from_eligible": Said(
        Group.MONEY, "A co-funder pays from when they were found eligible, not from the later moment", Clock.INTERIM
    ),
    "bill_weeks": Said(Group.MONEY, "A bill for interim support has"),
    "charged_week_begins": Said(Group.MONEY, "The charged week begins on weekday (Monday is 1)"),
    "part_weeks_by_day": Said(Group.MONEY, "A week charged in part costs the visits of its charged days, not nothing"),
    "return_planned_within": Said(
        Group.ENDING, "A return from hospital or a care home is planned within, or STS ends", Clock.STAY_AWAY
    ),
    "interim_break_days": Said(
        Group.ENDING, "Interim support ends after so many whole days without a visit", Clock.INTERIM_BREAK
    ),
    "ask_hospital_every": Said(
        Group.ENDING, "Whether somebody comes back from hospital is asked every", Clock.HOSPITAL_QUESTION
    ),
    "ask_break_every": Said(Group.ENDING, "When support resumes after a break is asked every", Clock.BREAK_QUESTION),
    "access_answered_within": Said(Group.RECORDS, "A subject access request is answered within", Clock.ACCESS),
    "access_extended_by": Said(Group.RECORDS, "A complex request may take longer by", Clock.ACCESS),
    "access_warning": Said(Group.RECORDS, "Before a request's last day, Today warns"),
    "retention_years": Said(Group.RECORDS, "Records are reviewed so long after the end of care"),
    "return_interim_type": Said(Group.RETURN, "Interim support goes into the statutory return as"),
    "return_council_code": Said(Group.RETURN, "The council's code in the statutory return"),
    "return_mapping_approved": Said(Group.RETURN, "The statutory return's mapping, approved by the council"),
}  # fmt: skip


@cache
def named() -> dict[str, Any]:
    """The declared settings by name, with what their numbers count, their bounds and their source."""
    return {each.name: each.metadata for each in fields(PolicySettings)}


def number_of(policy: PolicySettings, name: str) -> int:
    """The plain number of a setting, as it is stored: hours or days counted, yes as 1."""
    value, unit = getattr(policy, name), named()[name]["unit"]
    if isinstance(value, timedelta):
        return value // (_HOUR if unit == "hours" else _DAY)
    return int(value)


def value_said(name: str, number: int) -> str:
    """A setting's number as it is read: "72 h", "14 days", "day 42", "yes", "8 Dec 2021"."""
    unit = named()[name]["unit"]
    if unit == "hours":
        return f"{number} h"
    if unit == "days":
        return counted(number, "day")
    if unit == "yes or no":
        return "yes" if number else "no"
    if unit == "yyyymmdd":
        return day_text(day_of_number(number))
    if unit == "years":
        return counted(number, "year")
    if unit == "months":
        return counted(number, "calendar month")
    if unit == "release":
        return f"by the release from {day_text(day_of_number(number))}" if number else "not approved yet"
    if unit in {"choice", "code"}:
        return dict(choices_of(name)).get(number, f"{number:03}")
    return f"day {number}" if name in _DAY_OF_SUPPORT else counted(number, *_COUNTED.get(name, ("visit", "")))


def bounds_said(name: str) -> str:
    """Between which numbers an office may set it: "1 to 336 hours", "yes or no"."""
    meta = named()[name]
    if meta["unit"] == "yes or no":
        return "yes or no"
    if meta["unit"] == "choice":
        return joined([words for _, words in choices_of(name)], "or")
    if meta["unit"] == "release":
        return "one of the releases that Homeward has, or none yet"
    if meta["unit"] == "yyyymmdd":
        return f"a day from {value_said(name, meta['least'])} to {value_said(name, meta['most'])}"
    if meta["unit"] == "code":
        return f"a number from {meta['least'] + 1} to {meta['most']}, or {meta['least']} for {choices_of(name)[0][1]}"
    unit = meta["unit"] if meta["unit"] != "count" else _COUNTED.get(name, ("visit", "visits"))[1]
    return f"{meta['least']} to {meta['most']} {unit}"


def choices_of(name: str) -> tuple[tuple[int, str], ...]:
    """The numbers of a setting that stand for something in words, each with them."""
    return _CHOICES.get(name, ())


def day_of_number(number: int) -> date:
    """The day that a number such as 20211208 stands for; ValueError where there is no such day."""
    return date.fromisoformat(str(number))


def change_said(name: str, before: int, after: int, from_at: datetime, running: int, *, is_now: bool) -> str:
    """What a change does, before it is saved: which clocks keep what, and what the new ones have."""
    was, will = value_said(name, before), value_said(name, after)
    day = "now" if is_now else from_said(from_at)
    clock = SAID[name].clock
    if before == after:
        return f"It is {was} already: nothing changes."
    if clock is None:
        return f"This is no clock: from {day} it is {will} instead of {was}, for everybody."
    if not running:
        return f"No clock runs that keeps {was}; new ones from {day} have {will}."
    keeps = "keeps" if running == 1 else "keep"
    return f"{counted(running, 'running clock')} ({clock.value}) {keeps} {was}; new ones from {day} have {will}."


def from_said(moment: datetime) -> str:
    """From when, as it is read: a day where it begins with it, else the moment."""
    day = london_day(moment)
    return day_text(day) if moment == start_of_day(day) else moment_text(moment)


_DAY_OF_SUPPORT = {"short_term_days", "short_term_prompt_day", "charged_week_begins"}
_COUNTED = {
    "bill_weeks": ("week", "weeks"),
    "charged_week_begins": ("of the week", "as Monday to Sunday"),
    "interim_break_days": ("day", "days"),
    "short_term_days": ("day", "days"),
    "short_term_prompt_day": ("day", "days"),
    "visit_asked_from": ("minute", "minutes"),
    "visit_reason_below": ("minute", "minutes"),
    "visit_step": ("minute", "minutes"),
}
_CHOICES = {
    "return_interim_type": tuple((each.value, each.label) for each in InterimType),
    "return_council_code": ((0, "not set yet"),),
}
