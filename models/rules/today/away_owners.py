"""What is said of an owner who isn't there today: what is theirs stands with the team, marked (DAY-4)."""

from datetime import date

from models.rules.sentences import day_text
from models.values import DAYS


def away_words(until: date | None, today: date, *, has_left: bool, on_leave: bool) -> str:
    """After a name: "who has left", "on leave until Fri 4 Dec"; nothing of who is there.

    `until` is the last day of the leave, none where nobody knows it yet. Source: STCH; good practice (DAY-4).
    """
    if has_left:
        return "who has left"
    if not on_leave:
        return ""
    return f"on leave until {_named(until, today)}" if until is not None else "on leave"


def _named(day: date, today: date) -> str:
    text = f"{DAYS[day.weekday()]} {day_text(day)}"
    return text.removesuffix(f" {today.year}") if day.year == today.year else text
