"""The page "then and now" of the end pack: visits, hours and goals at the start and at the end, no word of money.

Source: OPG 3.4, 3.6 (PSP-12, FUND-1).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from reportlab.platypus import Flowable

from models.values import Call
from models.vocabulary.episodes import MilestoneKind
from models.vocabulary.goals import GoalState
from reports.layout.by_turns import Week, by_turns, contact_in, visits_in
from reports.layout.day_and_time import counted, duration, short_day, unbroken
from reports.layout.page import furniture_of, make
from reports.layout.sheet import Sheet, block
from reports.layout.styles import Edition
from reports.layout.tables import panel
from reports.layout.tagging import Node
from reports.layout.text import Markup, bold, typed
from reports.layout.wording import Wording, wording
from reports.progress.paper import ProgressGoal, ProgressPaper, WeekMark, WeekOf
from reports.progress.turns import turns_told

_VERSION = "v1"


@dataclass(frozen=True, slots=True)
class _Page:
    paper: ProgressPaper
    words: Wording
    sheet: Sheet

    @property
    def has_ended(self) -> bool:
        return any(each.kind is MilestoneKind.END and each.day for each in self.paper.milestones)

    def say(self, name: str, /, **values: str) -> Flowable:
        return self.sheet.say(self.words.say(name, **values))


def render(paper: ProgressPaper, edition: Edition = Edition.STANDARD, words: Wording | None = None) -> bytes:
    """The page as PDF; the same paper gives the same bytes. Without `words` in those that the program ships."""
    words = words or wording("end_pack", _VERSION)
    furniture = furniture_of(paper, words, edition)

    def story(root: Node) -> list[Flowable]:
        page = _Page(paper, words, Sheet(furniture.scale, root))
        told = [*_opening(page, is_draft=furniture.is_draft), *_visits(page)]
        return [*told, *_goals(page), *_people(page)]

    return make(furniture, story)


def _opening(page: _Page, *, is_draft: bool) -> list[Flowable]:
    paper, words, sheet = page.paper, page.words, page.sheet
    first, last = short_day(paper.at_start.day), short_day(paper.now.day)
    draft = [page.say("draft")] if is_draft else []
    said = [
        page.say("summary.greeting", name=paper.preferred_name or paper.person),
        page.say("summary.ended" if page.has_ended else "summary.now"),
        page.say("summary.share"),
    ]
    about = sheet.say(words.say("for_whom", person=paper.person, first=first, last=last))
    return [sheet.title(words.text("title")), about, *draft, panel(said, sheet.scale.room, sheet.scale)]


def _visits(page: _Page) -> list[Flowable]:
    words, weeks = page.words, (page.paper.at_start, page.paper.now)
    rows = [
        (bold(call.label), *(_of_call(page, week, call) for week in weeks))
        for call in Call
        if any(each.call is call for week in weeks for each in week.visits)
    ]
    rows.append((bold(words.text("visits.count")), *(_visits_of(page, each.visits) for each in weeks)))
    rows.append(
        (bold(words.text("visits.time")), *(typed(by_turns(each.visits, partial(_spent, page))) for each in weeks))
    )
    titles = (
        words.text("visits.what"),
        words.say("visits.at_start", day=short_day(weeks[0].day)),
        words.say("visits.at_end" if page.has_ended else "visits.now", day=short_day(weeks[1].day)),
    )
    grid = page.sheet.grid(titles, rows, (1.2, 2, 2))
    return [*page.sheet.part(words.text("visits.heading"), 9), grid, *turns_told(page.sheet, page.paper)]


def _of_call(page: _Page, week: WeekOf, call: Call) -> Markup:
    return _visits_of(page, [each for each in week.visits if each.call is call])


def _visits_of(page: _Page, visits: Week) -> Markup:
    def said(week: Week) -> str:
        count = visits_in(week)
        return counted(count, "visit") if count else page.words.text("visits.no_visit")

    return typed(by_turns(visits, said))


def _spent(page: _Page, week: Week) -> str:
    minutes = contact_in(week)
    return duration(minutes) if minutes else page.words.text("visits.no_time")


def _goals(page: _Page) -> list[Flowable]:
    heading = page.sheet.part(page.words.text("goals.heading"), 9)
    if not page.paper.goals:
        return [*heading, page.say("goals.none")]
    return [*heading, *(each for goal in page.paper.goals for each in _goal(page, goal))]


def _goal(page: _Page, goal: ProgressGoal) -> list[Flowable]:
    sheet = page.sheet
    shown = [sheet.topic(Markup(f"{goal.number}. {typed(goal.statement)}")), page.say(_standing(page, goal))]
    rated = [each for each in goal.weeks if each.letters]
    if not rated:
        return block(sheet.scale, [*shown, page.say("goals.nothing")])
    told: Iterable[tuple[str, WeekMark]] = [("goals.then", rated[0]), ("goals.latest", rated[-1])][: len(rated)]
    facts = ((str(page.words.say(name, number=str(week.number))), _way(page, week)) for name, week in told)
    return block(sheet.scale, [*shown, *sheet.facts(*facts)])


def _standing(page: _Page, goal: ProgressGoal) -> str:
    if goal.state is not GoalState.OPEN:
        return f"goals.{goal.state.value}"
    return "goals.was_open" if page.has_ended else "goals.is_open"


def _way(page: _Page, week: WeekMark) -> Markup:
    ways = [page.words.text(f"goals.way_{letter.value}") for letter in week.letters]
    return typed(ways[0]) if len(ways) == 1 else page.words.say("goals.between", low=ways[0], high=ways[1])


def _people(page: _Page) -> list[Flowable]:
    dso = page.paper.dso
    heading = [*page.sheet.part(page.words.text("people.heading"))][1:]
    return block(page.sheet.scale, [*heading, page.say("people.ask", name=dso.name, telephone=unbroken(dso.telephone))])
