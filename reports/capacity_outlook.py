"""The seven-day outlook of capacity, for the wall and for the morning talk with Scheduling: a page a team."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from reportlab.platypus import Flowable, PageBreak

from models.values import DAYS, hours_text
from reports.layout.day_and_time import moment_in_words, short_day
from reports.layout.flowables import bullets, heading, paragraph
from reports.layout.page import Furniture, make
from reports.layout.styles import Edition, Scale
from reports.layout.tables import Grid, grid_table, panel
from reports.layout.tagging import Node
from reports.layout.text import Markup, bold, typed

_VERSION = "v1"
_DAY_TITLES = ("Day", "Limit", "Given away", "Comes back", "Free that day", "Free a week")
_CALL_TITLES = ("Patch and call", "Usual", "In use", "Promised", "Held", "Free", "Free for two")


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day; worker minutes, on the very day except `free_a_week`."""

    day: date
    contracted: int
    given: int
    back: int
    free: int
    free_a_week: int


@dataclass(frozen=True, slots=True)
class CallLine:
    """One call of one patch; worker minutes a week, `contracted` and `free` None where nobody has said it."""

    patch: str
    call: str
    contracted: int | None
    in_use: int
    promised: int
    held: int
    free: int | None
    double_ups: str


@dataclass(frozen=True, slots=True)
class BackLine:
    """One person whose hours come back, or may."""

    day: date | None
    person: str
    minutes: int
    sentence: str


@dataclass(frozen=True, slots=True)
class MayBackLine:
    """One person whose hours may come back, from a day between two, by an estimate."""

    first: date
    last: date
    person: str
    minutes: int
    sentence: str


@dataclass(frozen=True, slots=True)
class TeamPage:
    """One team: its load in a sentence, its days, reductions in words, calls, what comes back, and what may."""

    name: str
    sentence: str
    days: tuple[DayLine, ...]
    reductions: tuple[str, ...]
    calls: tuple[CallLine, ...]
    back: tuple[BackLine, ...]
    may_come_back: tuple[MayBackLine, ...] = ()


@dataclass(frozen=True, slots=True)
class OutlookPaper:
    """The outlook of an office's teams as it stood at one moment."""

    reference: str
    council: str
    office: str
    made_at: datetime
    teams: tuple[TeamPage, ...]


@dataclass(frozen=True, slots=True)
class _Sheet:
    team: TeamPage
    scale: Scale
    root: Node

    def part(self, title: str) -> Flowable:
        return heading(title, self.scale.heading_over_table(), self.root, 2)

    def say(self, text: str) -> Flowable:
        return paragraph(typed(text), self.scale.text(), self.root)


def render(paper: OutlookPaper) -> bytes:
    """The outlook as PDF; the same paper gives the same bytes."""
    furniture = Furniture(
        title=f"Capacity outlook: {paper.office}",
        council=paper.council,
        reference=paper.reference,
        person=f"Capacity of {paper.office}",
        wording=_VERSION,
        edition=Edition.STANDARD,
    )

    def story(root: Node) -> list[Flowable]:
        shown: list[Flowable] = []
        for number, team in enumerate(paper.teams):
            shown += [PageBreak()] if number else []
            shown += _team(_Sheet(team, furniture.scale, root), paper)
        return shown or [paragraph(typed("No team is in view."), furniture.scale.text(), root)]

    return make(furniture, story)


def _team(sheet: _Sheet, paper: OutlookPaper) -> Iterator[Flowable]:
    team, scale, root = sheet.team, sheet.scale, sheet.root
    yield heading(f"Capacity of {team.name}, next seven days", scale.title(), root, 1)
    yield sheet.say(
        f"As it stood at {moment_in_words(paper.made_at)}. Hours are worker hours: a double-up counts both."
    )
    yield panel([sheet.say(team.sentence), *(sheet.say(each) for each in team.reductions)], scale.room, scale)
    yield sheet.part("Free on each day")
    yield grid_table(_days(team), scale.room, scale, root)
    yield sheet.part("What comes back")
    yield from _back(sheet)
    if team.may_come_back:
        yield scale.enough_room(4)
        yield sheet.part("What may come back, by the ratings")
        yield sheet.say("An estimate from each person's own ratings, counted nowhere above: the MDT decides.")
        yield grid_table(_may(team), scale.room, scale, root)
    if team.calls:
        yield scale.enough_room(6)
        yield sheet.part("By patch and call, hours a week")
        yield grid_table(_calls(team), scale.room, scale, root)


def _days(team: TeamPage) -> Grid:
    rows = tuple(
        (
            bold(_day(each.day)), _h(each.contracted), _h(each.given),
            _h(each.back), bold(_free(each.free)), typed(_free(each.free_a_week)),
        )
        for each in team.days
    )  # fmt: skip
    return Grid(_DAY_TITLES, rows, (1.9, 0.8, 1, 1, 1.1, 1), frozenset(range(1, len(_DAY_TITLES))))


def _back(sheet: _Sheet) -> Iterator[Flowable]:
    dated = tuple(each for each in sheet.team.back if each.day is not None)
    others = [each for each in sheet.team.back if each.day is None]
    if not sheet.team.back:
        yield sheet.say("Nothing is expected back in these days.")
    if dated:
        rows = tuple(
            (typed(short_day(each.day)), bold(each.person), _h(each.minutes), typed(each.sentence))
            for each in dated
            if each.day is not None
        )
        grid = Grid(("Free from", "Person", "Hours a week", "Why"), rows, (1.7, 1.5, 0.9, 2.8), frozenset({2}))
        yield grid_table(grid, sheet.scale.room, sheet.scale, sheet.root)
    if others:
        yield sheet.scale.space()
        yield sheet.say("Without a day, and so not counted above:")
        said = [Markup(bold(each.person) + typed(f", {_hours(each.minutes)}: {each.sentence}")) for each in others]
        yield from bullets(said, sheet.scale, sheet.root)


def _may(team: TeamPage) -> Grid:
    rows = tuple(
        (
            typed(f"{short_day(each.first)} to {short_day(each.last)}"), bold(each.person), _h(each.minutes),
            typed(each.sentence),
        )
        for each in team.may_come_back
    )  # fmt: skip
    return Grid(("May be between", "Person", "Up to, a week", "Why"), rows, (1.7, 1.5, 0.9, 2.8), frozenset({2}))


def _calls(team: TeamPage) -> Grid:
    rows = tuple(
        (
            bold(f"{each.patch}, {each.call}"), _or_unsaid(each.contracted), _h(each.in_use), _h(each.promised),
            _h(each.held), typed("–") if each.free is None else typed(_free(each.free)),
            typed(each.double_ups or "–"),
        )
        for each in team.calls
    )  # fmt: skip
    return Grid(_CALL_TITLES, rows, (2.3, 0.8, 0.9, 1.2, 0.8, 1.1, 1.1), frozenset(range(1, len(_CALL_TITLES))))


def _or_unsaid(minutes: int | None) -> Markup:
    return typed("–") if minutes is None else _h(minutes)


def _h(minutes: int) -> Markup:
    return typed(hours_text(minutes) if minutes else "–")


def _day(day: date) -> str:
    """The weekday and the day; the year stands at the top of the page."""
    number, month, _year = short_day(day).split()
    return f"{DAYS[day.weekday()]} {number} {month}"


def _hours(minutes: int) -> str:
    return f"{hours_text(minutes)} h a week"


def _free(minutes: int) -> str:
    return hours_text(minutes) if minutes >= 0 else f"{hours_text(-minutes)} over"
