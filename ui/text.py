"""Moments, durations and deadlines in words: the one place for every phrase with a number."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from app.door.clocks_apart import Apart
from models.values import DAYS, london_day, start_of_day, to_london
from ui.states import State

ONE_NAME = "One name is enough for somebody who has one only"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
_WITH_MINUTES_UNTIL = timedelta(hours=6)  # below this a quarter of an hour matters
_WITH_HOURS_UNTIL = len(DAYS) * _DAY


def day_text(day: date, today: date) -> str:
    """Such as "today", "tomorrow", "yesterday", else "Thu 5 Nov", with the year when it isn't this one."""
    return near_day_text(day, today) or full_day_text(day, today)


def near_day_text(day: date, today: date) -> str:
    """Such as "today", "tomorrow", "yesterday"; nothing for another day."""
    return {0: "today", 1: "tomorrow", -1: "yesterday"}.get((day - today).days, "")


def plain_day_text(day: date) -> str:
    """Such as "14 Mar 1942": for a day of which nobody minds the weekday, such as a birth date."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def full_day_text(day: date, today: date) -> str:
    """Such as "Thu 5 Nov", with the year when it isn't this one: for columns, where days stand under each other."""
    text = f"{DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"  # strftime would follow the system's language
    return text if day.year == today.year else f"{text} {day.year}"


def moment_text(moment: datetime, now: datetime) -> str:
    """Such as "today 14:30", "Thu 5 Nov 09:00", by the clock on the office wall."""
    return f"{day_text(london_day(moment), london_day(now))} {to_london(moment):%H:%M}"


def moments_told_apart(moments: Sequence[datetime], now: datetime) -> list[str]:
    """Each as `moment_text` has it, to the second where two are of one minute: "today 14:30:09"."""
    told = [moment_text(each, now) for each in moments]
    often = Counter(told)
    seconds = (f":{to_london(each):%S}" for each in moments)
    return [f"{said}{second if often[said] > 1 else ''}" for said, second in zip(told, seconds, strict=True)]


def is_whole_day(moment: datetime) -> bool:
    """Whether it is the beginning of a day, as what is known only by its day is kept."""
    return moment == start_of_day(london_day(moment))


def day_or_moment_text(moment: datetime, now: datetime) -> str:
    """Such as "Thu 5 Nov" for what is known only by its day, else as `moment_text`."""
    return day_text(london_day(moment), london_day(now)) if is_whole_day(moment) else moment_text(moment, now)


def moment_from(kept: str) -> datetime:
    """A moment that this desk kept as text."""
    return datetime.fromisoformat(kept)


def clock_text(moment: datetime) -> str:
    """Such as "14:30", by the clock on the office wall."""
    return f"{to_london(moment):%H:%M}"


def duration_text(length: timedelta) -> str:
    """The largest useful units: "45 min", "3 h 20 min", "9 h", "2 d 4 h", "12 d"."""
    length = abs(length)
    minutes, hours, days = length // _MINUTE, length // _HOUR, length // _DAY
    if length < _MINUTE:
        return "less than a minute"
    if length < _HOUR:
        return f"{minutes} min"
    if length < _DAY:
        rest = minutes % 60
        return f"{hours} h {rest} min" if rest and length < _WITH_MINUTES_UNTIL else f"{hours} h"
    rest = hours % 24
    return f"{days} d {rest} h" if rest and length < _WITH_HOURS_UNTIL else f"{days} d"


def deadline_text(due: datetime | None, now: datetime) -> str:
    """Such as "in 3 h", "now", "20 min late", "2 days late"; "open" for what has no limit."""
    if due is None:
        return "open"
    left = _elapsed(now, due)
    if abs(left) < _MINUTE:
        return "now"
    if left > timedelta():
        return f"in {duration_text(left)}"
    return f"{count(-left // _DAY, 'day')} late" if -left >= _DAY else f"{duration_text(left)} late"


def due_text(due: datetime, now: datetime) -> str:
    """How it stands with something that is due, after its name: "due in 3 h", "due now", "2 days late"."""
    words = deadline_text(due, now)
    return words if words.endswith("late") else f"due {words}"


def ends_text(end: datetime, now: datetime) -> str:
    """How it stands with a span of time, after its name: "48 hours end in 3 h", "… end now", "… are over"."""
    words = deadline_text(end, now)
    return "are over" if words.endswith("late") else f"end {words}"


def deadline_state(due: datetime | None, now: datetime, soon: timedelta = _DAY) -> State:
    """Overdue once the limit has passed, soon within the next 24 hours, waiting before; open without a limit."""
    if due is None:
        return State.OPEN
    left = _elapsed(now, due)
    if left < timedelta():
        return State.OVERDUE
    return State.SOON if left <= soon else State.WAITING


def spoken_deadline(due: datetime | None, now: datetime) -> str:
    """The deadline for a screen reader: "due in 3 h" or "3 days late", then the moment."""
    if due is None:
        return "open, no deadline"
    return f"{due_text(due, now)}, {moment_text(due, now)}"


def as_beginning(text: str) -> str:
    """As a sentence begins; the rest stays, for days, months and names keep their capitals."""
    return text[:1].upper() + text[1:]


def waiting_text(since: datetime, now: datetime) -> str:
    """How long something has waited: "2 d 4 h"."""
    return duration_text(_elapsed(since, now))


def elsewhere_text(names: tuple[str, ...]) -> str:
    """At which other desks a record is open too, the first two by name; the empty one is one's own, another window."""
    said = [name or "another window of yours" for name in names]
    rest = len(said) - 2
    return ", ".join(said[:2]) + (f" and {rest} more" if rest > 0 else "")


def goes_after_text(milliseconds: int) -> str:
    """How long something stays on the screen that goes without being asked."""
    return f"goes by itself after {milliseconds // 1_000} seconds"


def day_of_text(day: int, of: int) -> str:
    """Such as "day 12 of 42", or "day 45, past 42"."""
    return f"day {day} of {of}" if day <= of else f"day {day}, past {of}"


def count(number: int, one: str, many: str = "") -> str:
    """Such as "1 goal", "3 goals", "no goals"; `many` where it isn't one with an s."""
    if number == 1:
        return f"1 {one}"
    return f"{number or 'no'} {many or one + 's'}"


def shown_of_text(shown: int, every: int, one: str, many: str = "") -> str:
    """What a filter leaves: "2 of 12 people shown", "none of 3 goals shown"."""
    return f"{shown or 'none'} of {count(every, one, many)} shown"


def clock_apart_text(off: Apart) -> str:
    """What is off, by how much, what of the window is wrong by it, and who mends it."""
    return (
        f"{off.sentence}: what counts down on the screen is wrong by as much, what is recorded goes by the server's. "
        "Whoever looks after this computer can have its clock set by the network."
    )


def minutes_text(minutes: int) -> str:
    """Minutes as people say them: "45 min", "1 h 30 min", "2 h"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def listed(words: tuple[str, ...]) -> str:
    """Such as "bread", "bread and milk", "bread, milk and tea"."""
    if len(words) < 2:  # noqa: PLR2004  nothing to join
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def hidden_text(named: Mapping[str, int], others: int, one: str) -> str:
    """Such as "1 overdue and 2 other prompts are hidden by the filter."; nothing where nothing is hidden."""
    parts = [f"{number} {word}" for word, number in named.items() if number]
    parts += [f"{others} other" if parts else str(others)] if others else []
    is_one = sum(named.values()) + others == 1
    verb = f"{one} is" if is_one else f"{one}s are"
    return f"{listed(tuple(parts))} {verb} hidden by the filter." if parts else ""


def _elapsed(start: datetime, end: datetime) -> timedelta:
    """Counted in UTC, for a subtraction within one zone would ignore a clock change in between."""
    return end.astimezone(UTC) - start.astimezone(UTC)
