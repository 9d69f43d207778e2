"""How the limits of the policy settings are said on a screen: "48 hours", "14 days", "six weeks", "daily".

Screens and help state limits by these words, never by a number of their own, so that they follow the settings.
"""

from datetime import timedelta

from models.policy import PolicySettings
from models.rules.sentences import counted
from models.rules.today.headings import NEXT_DAY_WITHIN
from models.values import DAYS

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_NAMED = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_TEENS = range(11, 14)  # said with th, although they end in 1, 2 and 3
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def number_said(number: int) -> str:
    """A small number in letters, "ten", as sentences have it; a larger one in figures."""
    return _NAMED[number] if number < len(_NAMED) else str(number)


def hours_said(span: timedelta) -> str:
    """Such as "48 hours"."""
    return counted(span // _HOUR, "hour")


def days_said(span: timedelta) -> str:
    """Such as "14 days"."""
    return counted(span // _DAY, "day")


def weeks_said(days: int) -> str:
    """Such as "six weeks", and where it isn't whole weeks "40 days"."""
    weeks, rest = divmod(days, len(DAYS))
    if rest or not weeks:
        return counted(days, "day")
    return f"{number_said(weeks)} {'week' if weeks == 1 else 'weeks'}"


def months_said(number: int) -> str:
    """Such as "one calendar month"."""
    return f"{number_said(number)} calendar {'month' if number == 1 else 'months'}"


def within_said(span: timedelta) -> str:
    """What follows "in the first": such as "two days", "day", and where it isn't whole days "36 hours"."""
    days, rest = divmod(span, _DAY)
    if rest or not days:
        return hours_said(span)
    return "day" if days == 1 else f"{number_said(days)} days"


def how_often_said(span: timedelta) -> str:
    """Such as "daily", "every 7 days"."""
    return "daily" if span == _DAY else f"every {days_said(span)}"


def nth_said(number: int) -> str:
    """Such as "72nd"."""
    ending = "th" if number % 100 in _TEENS else _ENDINGS.get(number % 10, "th")
    return f"{number}{ending}"


def said_in_help(policy: PolicySettings) -> dict[str, str]:
    """What help writes in braces, {hold_for}, and how it is said under these settings."""
    return {
        "adult_age": str(policy.adult_age),
        "hold_for": hours_said(policy.hold_for),
        "hold_for_nth": nth_said(policy.hold_for // _HOUR),
        "one_worker_over": str(policy.one_worker_over),
        "onward_asked_after": days_said(policy.onward_asked_after),
        "review_arranged_after": days_said(policy.review_arranged_after),
        "access_answered_within": months_said(policy.access_answered_within),
        "access_extended_by": months_said(policy.access_extended_by),
        "access_warning": days_said(policy.access_warning),
        "retention_years": counted(policy.retention_years, "year"),
        "review_provider_asked_after": days_said(policy.review_provider_asked_after),
        "visit_reason_below": str(policy.visit_reason_below),
        "support_plan_within": days_said(policy.support_plan_within),
        "short_term_weeks": weeks_said(policy.short_term_days),
        "short_term_days": str(policy.short_term_days),
        "goals_within": hours_said(policy.goals_within),
        "estimate_from": number_said(policy.estimate_from),
        "brokerage_for": hours_said(policy.brokerage_for),
        "return_planned_within": hours_said(policy.return_planned_within),
        "interim_break_days": str(policy.interim_break_days),
        "ask_hospital_every": how_often_said(policy.ask_hospital_every),
        "next_day": hours_said(NEXT_DAY_WITHIN),
    }


def nothing_to_do(policy: PolicySettings) -> str:
    """What Today says while it is empty: what comes up there, with the limits of the settings."""
    goals, support = hours_said(policy.goals_within), weeks_said(policy.short_term_days)
    return (
        f"What has a limit or waits for somebody comes up here by itself: goals within {goals} of a start, held "
        f"capacity that runs out, the end of {support}, a transfer that can be agreed. Each line leads to the field "
        "that settles it; when that is done, the line goes. A day begins with the referrals that wait."
    )
