"""Reads what people type for the calls of a week: "am 45x2, lunch 30, bed 30x2 daily".

`x2` is two workers and `x7` seven days a week; what can't be read is named, never guessed, and what was typed is kept.
"""

import re
from dataclasses import dataclass, field
from datetime import time

from models.values import Call, PlannedVisit, call_at
from models.vocabulary.two_weeks import EVERY_WEEK, WEEK_A, WEEK_B, weeks_text

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
    rf"""(?P<turn>\(?\s*\b(?<!each\s)(?<!every\s)(?<!per\s)(?<!a\s)(?:week|wk)\s*\(?\s*(?P<letter>[ab])\b\s*\)?)
    |(?P<range>\b{_DAY}\s*(?:-|–|—|to)\s*{_DAY}\b)
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


@dataclass(frozen=True, slots=True)
class _When:
    days: frozenset[int] = frozenset()
    weeks: int = EVERY_WEEK

    def __bool__(self) -> bool:
        return bool(self.days)


@dataclass(slots=True)
class _Visit:
    call: Call
    at: time | None
    minutes: int | None = None
    workers: int = 1
    days: _When = _When()
    inherited: _When = _When()


@dataclass(slots=True)
class _Reader:
    """The visits so far.

    Days said after a visit are of all before it that have none of their own; days said before one are of it, and of
    those after it that have none. A week of two is of the days beside it.
    """

    may_take_turns: bool = False

    visits: list[_Visit] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    leading: _When = _When()
    group: _When = _When()
    spare_minutes: int | None = None
    leading_is_of_this_part: bool = False
    part_begins: bool = True
    group_begins_part: bool = False
    group_ends_part: bool = False
    group_has_its_week: bool = False

    def days(self, days: frozenset[int]) -> None:
        """A day, alone or among days that stand together."""
        if self.group_has_its_week:
            self.unread.append(f"which days are in {weeks_text(self.group.weeks)}")
        self._join(days, self.group.weeks)

    def turn(self, weeks: int, typed: str) -> None:
        """Which of two weeks the days are of that stand before it or, where none do, behind it."""
        if not self.may_take_turns or self.group.weeks not in {EVERY_WEEK, weeks}:
            self.unread.append(typed)
            return
        self.group_has_its_week = bool(self.group)
        self._join(frozenset(), weeks)

    def _join(self, days: frozenset[int], weeks: int) -> None:
        if self.group == _When():
            self.group_begins_part = self.part_begins
        self.group = _When(self.group.days | days, weeks)
        self.group_ends_part = self.part_begins = False

    def comma(self) -> None:
        """A part of the text ends; between days a comma joins them as well."""
        if self.group:
            self.group_ends_part = True
        self.part_begins, self.leading_is_of_this_part = True, False

    def end_days(self, *, before_call: bool) -> None:
        """The days that stood together are complete: give them to the visits that they are said of."""
        if not self.group:
            self.unread += [f"{weeks_text(self.group.weeks)} without a day"] if self.group.weeks else []
            self.group = _When()
            return
        without = [visit for visit in self.visits if not visit.days]
        if before_call and (not self.visits or (self.group_begins_part and not self.group_ends_part)):
            self.leading, self.leading_is_of_this_part = self.group, True
        elif without:
            for visit in without:
                visit.days = self.group
        else:
            self.unread.append("days without a call")
        self.group, self.group_has_its_week = _When(), False

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
        planned = []
        for visit in self.visits:
            when = visit.days or visit.inherited or _When(EVERY_DAY)
            if visit.minutes is not None:
                line = PlannedVisit(when.days, visit.call, visit.minutes, visit.workers, visit.at, weeks=when.weeks)
                planned.append(line)
        assumed = any(not (visit.days or visit.inherited) for visit in self.visits if visit.minutes is not None)
        return CallsRead(typed, tuple(planned), tuple(self.unread), assumed)


def read_calls(typed: str, *, may_take_turns: bool = False) -> CallsRead:
    """The planned visits that a line of free text asks for. Without any days it means every day, and says so.

    "Thu (week A)" is read where calls `may_take_turns` in two weeks, and else named as unread.
    """
    reader = _Reader(may_take_turns)
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
        case "turn":
            reader.turn(WEEK_A if token["letter"] == "a" else WEEK_B, text.strip("() "))
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
            _take_word(reader, text)


def _take_word(reader: _Reader, typed: str) -> None:
    word = typed.strip(".:()-–")
    if word in _CALL_OF:
        reader.call(_CALL_OF[word], None)
    elif word and (word not in _FILLING or _may_be_a_week(reader, word, typed)):
        reader.unread.append(word)


def _may_be_a_week(reader: _Reader, word: str, typed: str) -> bool:
    """Whether "a" may be one of two weeks: "Thu (A)", "Thu A week"."""
    return word == "a" and (typed != word or bool(reader.group))


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
