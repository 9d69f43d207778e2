"""The hours of somebody on the agenda, at the start of their support and now (MDT-1)."""

from dataclasses import dataclass
from datetime import date

from models.rules.sentences import day_text
from models.values import hours_text


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekHours:
    """The minutes a week of one version of a plan: with the person, and of workers."""

    contact_minutes: int
    worker_minutes: int


def hours_then_and_now(first: WeekHours, now: WeekHours, since: date, a_week: str = "a week") -> str:
    """The hours of the first plan of the support beside those of the version in force from `since`.

    `a_week` says of which week they are where calls take turns. Worker hours are said where one worker's aren't all of
    them; empty where nothing has changed. Source: OPG 3.5 (MDT-1).
    """
    if first == now:
        return ""
    contact = f"{hours_text(first.contact_minutes)} → {hours_text(now.contact_minutes)} contact hours"
    has_two = first.contact_minutes != first.worker_minutes or now.contact_minutes != now.worker_minutes
    workers = f", {hours_text(first.worker_minutes)} → {hours_text(now.worker_minutes)} worker hours" if has_two else ""
    return f"{contact}{workers} {a_week} since {day_text(since)}"


def of_which_week(*, takes_turns: bool) -> str:
    """Of what week the hours of a plan are: of the heavier of two where calls take turns. (PSP-1, MDT-1)."""
    return "in the heavier of two weeks" if takes_turns else "a week"
