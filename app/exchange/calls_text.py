"""Reads what people type for the calls of a week: "am 45x2, lunch 30, bed 30x2 daily".

`x2` is two workers and `x7` seven days a week; what can't be read is named, never guessed, and what was typed is kept.
"""

import re
from dataclasses import dataclass, field
from datetime import time

from models.values import Call, PlannedVisit, call_at

EVERY_DAY = frozenset(range(7))

_CALLS = {
    Call.MORNING: "am morning mornings mornin breakfast brekkie",
    Call.LUNCH: "lunch lunchtime dinner midday noon",
    Call.TEA: "tea teatime",
    Call.BED: "bed bedtime evening eve supper",
    Call.NIGHT: "night overnight nocte waking",
}
_CALL_OF = {word: call for call, words in _CALLS.items() for word in words.split()}
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FILLING = {"call", "calls", "visit", "visits", "at", "for", "each", "of", "on", "the", "a", "per", "week", "pw", "and"}
_DAY = r"(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:days?)?"
_TOKENS = re.compile(
    rf"""(?P<range>\b{_DAY}\s*(?:-|–|—|to)\s*{_DAY}\b)
    |(?P<day>\b{_DAY}\b)
    |(?P<week>\b(?:daily|everyday|7\s*/\s*7|every\s+day|each\s+day|(?:7|seven)\s+days(?:\s+(?:a|per)\s+week)?)(?!\w)|[x×*]\s*7(?!\w))
    |(?P<part>\b(?:weekdays?|weekends?)\b)
    |(?P<workers>[x×*]\s*(?P<by>[12])(?!\d)(?:\s*(?:carers?|workers?|staff))?
        |\b(?P<of>[12])\s*(?:carers?|workers?|staff)\b)
    |(?P<double>\bdouble(?:[\s-]*(?:up|handed))?\b|\bdu\b)
    |(?P<single>\bsingle(?:[\s-]*handed)?\b)
    |(?P<clock>\b(?:[01]?\d|2[0-3])[:.][0-5]\d(?:\s*[ap]m)?\b|\b(?:1[0-2]|[1-9])[ap]m\b)
    |(?P<hours>\b\d(?:\.\d+)?\s*(?:h|hrs?|hours?)\b)
    |(?P<minutes>(?<![\w.])\d{{1,3}}(?!\d|[.:]\d)\s*(?:m|mins?|minutes?)?(?![a-wyz]))
    |(?P<comma>[,;\n])
    |(?P<joint>[&+/])
    |(?P<word>[^\s,;&+/]+)""",
    re.VERBOSE,
)
_LEAST, _MOST = 5, 720


@dataclass(frozen=True, slots=True)
class CallsRead:
    """What was typed, the visits read from it, the words that could not be read, and whether the days are assumed."""

    typed: str
    visits: tuple[PlannedVisit, ...]
    unread: tuple[str, ...]
    days_assumed: bool


@dataclass(slots=True)
class _Visit:
    call: Call
    at: time | None
    minutes: int | None = None
    workers: int = 1
    days: frozenset[int] = frozenset()
    inherited: frozenset[int] = frozenset()


@dataclass(slots=True)
class _Reader:
    """The visits so far.

    Days said after a visit are of all before it that have none of their own; days said before one are of it, and of
    those after it that have none.
    """

    visits: list[_Visit] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    leading: frozenset[int] = frozenset()
    group: frozenset[int] = frozenset()
    spare_minutes: int | None = None
    leading_is_of_this_part: bool = False
    part_begins: bool = True
    group_begins_part: bool = False
    group_ends_part: bool = False

    def days(self, days: frozenset[int]) -> None:
        """A day, alone or among days that stand together."""
        if not self.group:
            self.group_begins_part = self.part_begins
        self.group |= days
        self.group_ends_part = self.part_begins = False

    def comma(self) -> None:
        """A part of the text ends; between days a comma joins them as well."""
        if self.group:
            self.group_ends_part = True
        self.part_begins, self.leading_is_of_this_part = True, False

    def end_days(self, *, before_call: bool) -> None:
        """The days that stood together are complete: give them to the visits that they are said of."""
        if not self.group:
            return
        without = [visit for visit in self.visits if not visit.days]
        if before_call and (not self.visits or (self.group_begins_part and not self.group_ends_part)):
            self.leading, self.leading_is_of_this_part = self.group, True
        elif without:
            for visit in without:
                visit.days = self.group
        else:
            self.unread.append("days without a call")
        self.group = frozenset()

    def call(self, call: Call, at: time | None) -> None:
        """A call begins; minutes that stood before it are its own."""
        self.end_days(before_call=True)
        visit = _Visit(call, at, self.spare_minutes, inherited=self.leading)
        if self.leading_is_of_this_part:
            visit.days = self.leading
        self.spare_minutes, self.part_begins = None, False
        self.visits.append(visit)

    def minutes(self, minutes: int, typed: str) -> None:
        """How long the calls last that have no length yet, or the one that follows."""
        waiting = [visit for visit in self.visits if visit.minutes is None]
        if not _LEAST <= minutes <= _MOST or (not waiting and self.spare_minutes is not None):
            self.unread.append(typed)
        elif waiting:
            for visit in waiting:
                visit.minutes = minutes
        else:
            self.spare_minutes = minutes

    def workers(self, workers: int, typed: str) -> None:
        """How many workers the latest call needs."""
        if self.visits:
            self.visits[-1].workers = workers
        else:
            self.unread.append(typed)

    def finished(self, typed: str) -> CallsRead:
        """What has been read; a call without a length is not one."""
        self.end_days(before_call=False)
        self.unread += [f"{visit.call.value} (no minutes)" for visit in self.visits if visit.minutes is None]
        self.unread += [] if self.spare_minutes is None else [f"{self.spare_minutes} (no call)"]
        planned = [
            PlannedVisit(visit.days or visit.inherited or EVERY_DAY, visit.call, visit.minutes, visit.workers, visit.at)
            for visit in self.visits
            if visit.minutes is not None
        ]
        assumed = any(not (visit.days or visit.inherited) for visit in self.visits if visit.minutes is not None)
        return CallsRead(typed, tuple(planned), tuple(self.unread), assumed)


def read_calls(typed: str) -> CallsRead:
    """The planned visits that a line of free text asks for. Without any days it means every day, and says so."""
    reader = _Reader()
    if not typed.strip():
        return reader.finished(typed)
    for token in _TOKENS.finditer(typed.casefold().replace("_", " ")):
        _take(reader, token)
    return reader.finished(typed)


def visits_text(visits: tuple[PlannedVisit, ...]) -> str:
    """A week in words, days that are alike together: "every day: morning 45 ×2, tea 30"."""
    days = dict.fromkeys(visit.days_text for visit in visits)
    return "; ".join(f"{each}: {', '.join(str(v) for v in visits if v.days_text == each)}" for each in days)


def _take(reader: _Reader, token: re.Match[str]) -> None:
    kind, text = token.lastgroup, token.group().strip()
    match kind:
        case "comma":
            reader.comma()
        case "range" | "day" | "week" | "part":
            reader.days(_days(kind, text))
        case "workers":
            reader.workers(int(token["by"] or token["of"]), text)
        case "double" | "single":
            reader.workers(2 if kind == "double" else 1, text)
        case "hours":
            reader.minutes(round(float(text.rstrip("hours ")) * 60), text)
        case "minutes":
            reader.minutes(int(re.sub(r"\D", "", text)), text)
        case "clock":
            at = _clock(text)
            reader.call(call_at(at), at)
        case "word":
            _take_word(reader, text.strip(".:()-–"))


def _take_word(reader: _Reader, word: str) -> None:
    if word in _CALL_OF:
        reader.call(_CALL_OF[word], None)
    elif word and word not in _FILLING:
        reader.unread.append(word)


def _days(kind: str, text: str) -> frozenset[int]:
    if kind == "week":
        return EVERY_DAY
    if kind == "part":
        return frozenset({5, 6}) if text.startswith("weekend") else frozenset(range(5))
    found = [_WEEKDAYS.index(name[:3]) for name in re.findall(_DAY, text)]
    if kind == "day":
        return frozenset(found)
    first, last = found
    return frozenset((first + step) % 7 for step in range((last - first) % 7 + 1))


def _clock(text: str) -> time:
    hour, minute = (int(part or 0) for part in re.match(r"(\d+)(?:[:.](\d+))?", text).groups())  # type: ignore[union-attr]
    if text.endswith("pm") and hour < 12:  # noqa: PLR2004  noon
        hour += 12
    elif text.endswith("am") and hour == 12:  # noqa: PLR2004  midnight
        hour = 0
    return time(hour, minute)
