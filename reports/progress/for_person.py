"""The progress page as the person reads it: in plain words, without a suggestion or a word of money (FUND-1)."""

from dataclasses import dataclass
from itertools import accumulate, groupby

from reportlab.platypus import Flowable

from models.values import Call
from models.vocabulary.goals import GoalState, Letter
from reports.agreement.paper import Reach
from reports.layout.by_turns import by_turns, contact_in, visits_in
from reports.layout.day_and_time import counted, duration, short_day, unbroken
from reports.layout.page import furniture_of, make
from reports.layout.sheet import Sheet, block, together
from reports.layout.styles import Edition
from reports.layout.tables import panel
from reports.layout.tagging import Node
from reports.layout.text import Markup, bold, typed
from reports.layout.wording import Wording, wording
from reports.progress.paper import ProgressGoal, ProgressPaper, WeekOf
from reports.progress.strip import AWAY, NOT_MADE, NOT_RECORDED, strips
from reports.progress.turns import turns_told


@dataclass(frozen=True, slots=True)
class _Page:
    paper: ProgressPaper
    words: Wording
    sheet: Sheet

    def say(self, name: str, /, **values: str) -> Flowable:
        return self.sheet.say(self.words.say(name, **values))

    def part(self, name: str, lines: float = 5) -> list[Flowable]:
        return list(self.sheet.part(self.words.text(f"{name}.heading"), lines))


def render(paper: ProgressPaper, edition: Edition = Edition.STANDARD, words: Wording | None = None) -> bytes:
    """The page as PDF; the same paper gives the same bytes. Without `words` in those that the program ships."""
    words = words or wording("progress", paper.wording)
    furniture = furniture_of(paper, words, edition)

    def story(root: Node) -> list[Flowable]:
        page = _Page(paper, words, Sheet(furniture.scale, root))
        told = [*_opening(page, is_draft=furniture.is_draft), *_goals(page)]
        return [*told, *_visits(page), *_steps(page), *_helps(page), *_people(page)]

    return make(furniture, story)


def _opening(page: _Page, *, is_draft: bool) -> list[Flowable]:
    paper, words, sheet = page.paper, page.words, page.sheet
    about = words.say("for_whom", person=paper.person, first=short_day(paper.first_day), last=short_day(paper.last_day))
    top = [sheet.title(words.text("title")), sheet.say(about)]
    if is_draft:
        top.append(page.say("draft"))
    said = [
        page.say("summary.greeting", name=paper.preferred_name or paper.person),
        page.say("summary.why", days=str(paper.days)),
        page.say("summary.talk"),
    ]
    return [*top, panel(said, sheet.scale.room, sheet.scale), *_signs(page)]


def _signs(page: _Page) -> list[Flowable]:
    if not page.paper.goals:
        return []
    words, marks = page.words, [each for goal in page.paper.goals for each in goal.marks]
    rows = [(bold(letter.value), typed(words.text(f"signs.by_{letter.value}"))) for letter in Letter]
    if any(each.is_awaited for each in marks):
        rows.append((bold(NOT_RECORDED), typed(words.text("signs.by_none"))))
    if any(goal.not_made for goal in page.paper.goals):
        rows.append((bold(NOT_MADE), typed(words.text("signs.by_missed"))))
    if any(each.away for each in marks):
        rows.append((bold(AWAY), typed(words.text("signs.by_away"))))
    titles = (words.text("signs.letter"), words.text("signs.meaning"))
    return [*page.part("signs", 9), page.sheet.grid(titles, rows, (1, 5))]


def _goals(page: _Page) -> list[Flowable]:
    if not page.paper.goals:
        return [*page.part("goals"), page.say("goals.none")]
    return [*page.part("goals", 12), *(each for goal in page.paper.goals for each in _goal(page, goal))]


def _goal(page: _Page, goal: ProgressGoal) -> list[Flowable]:
    words, sheet, paper = page.words, page.sheet, page.paper
    top: list[Flowable] = [sheet.topic(Markup(f"{goal.number}. {typed(goal.statement)}"))]
    if goal.own_words:
        top.append(sheet.say(typed(f"“{goal.own_words}”")))
    if goal.state is GoalState.ACHIEVED:
        top.append(page.say("goals.reached"))
    said = [words.say("goals.changed", day=short_day(day), text=text) for day, text in goal.earlier]
    said += [words.say("goals.measured", text=each) for each in (goal.measured_by, goal.aims_at) if each]
    if goal.target and goal.state is GoalState.OPEN:
        said.append(words.say("goals.target", day=short_day(goal.target)))
    top += sheet.listed(said)
    if goal.rated:
        visits = counted(goal.rated, "visit")
        top.append(page.say("goals.counted", days=str(paper.days), visits=visits))
        top += sheet.listed(_counts(page, goal))
    else:
        top.append(page.say("goals.nothing", days=str(paper.days)))
    shown = strips(goal.marks, paper.first_day, paper.last_day, sheet.scale, sheet.root)
    return [*block(sheet.scale, [*top, *shown[:1]]), *shown[1:], *_weeks(page, goal)]


def _counts(page: _Page, goal: ProgressGoal) -> list[Markup]:
    """How often which way, those that never happened left out."""
    return [
        page.words.say(f"goals.count_{letter.value}", times=counted(goal.count(letter), "time"))
        for letter in Letter
        if goal.count(letter)
    ]


def _weeks(page: _Page, goal: ProgressGoal) -> list[Flowable]:
    if not any(each.letters for each in goal.weeks):
        return []
    told = []
    series = accumulate(each.begins_anew for each in goal.weeks)  # weeks of two series aren't told as one
    numbered = ((each.letters, of, each.number) for each, of in zip(goal.weeks, series, strict=True))
    for (letters, _), alike in groupby(numbered, key=lambda each: each[:2]):
        numbers = [number for *_, number in alike]
        which = str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"
        name = "goals.week" if len(numbers) == 1 else "goals.several_weeks"
        told.append(page.words.say(name, number=which, how=_how(page, letters)))
    return [together([page.say("goals.weeks"), *page.sheet.listed(told)])]


def _how(page: _Page, letters: tuple[Letter, ...]) -> Markup:
    ways = [page.words.text(f"goals.week_{letter.value}") for letter in letters]
    if not ways:
        return typed(page.words.text("goals.week_none"))
    return typed(ways[0]) if len(ways) == 1 else page.words.say("goals.week_between", low=ways[0], high=ways[1])


def _visits(page: _Page) -> list[Flowable]:
    paper, words = page.paper, page.words
    has_ended = any(each.kind.value == "end" and each.day for each in paper.milestones)
    calls = [
        call for call in Call if any(each.call is call for week in (paper.at_start, paper.now) for each in week.visits)
    ]
    rows = [(bold(call.label), _at(page, paper.at_start, call), _at(page, paper.now, call)) for call in calls]
    titles = (
        words.text("visits.call"),
        words.say("visits.at_start", day=short_day(paper.at_start.day)),
        words.say("visits.at_end" if has_ended else "visits.now", day=short_day(paper.now.day)),
    )
    told = [
        _sum(page, "visits.then", paper.at_start),
        _sum(page, "visits.ended" if has_ended else "visits.today", paper.now),
    ]
    grid = page.sheet.grid(titles, rows, (1.2, 2.4, 2.4))
    return [*page.part("visits", 9), *told, grid, *turns_told(page.sheet, paper)]


def _sum(page: _Page, name: str, week: WeekOf) -> Flowable:
    visits = by_turns(week.visits, lambda each: counted(visits_in(each), "visit"))
    return page.say(name, visits=visits, hours=by_turns(week.visits, lambda each: duration(contact_in(each))))


def _at(page: _Page, week: WeekOf, call: Call) -> Markup:
    told = [
        page.words.say(
            "visits.line",
            days=each.days_text,
            minutes=str(each.minutes),
            workers=counted(each.workers, "care worker"),
        )
        for each in week.visits
        if each.call is call
    ]
    return Markup("<br/>".join(told)) or typed(page.words.text("visits.no_visit"))


def _steps(page: _Page) -> list[Flowable]:
    words = page.words
    reached = ((each.kind, each.day) for each in page.paper.milestones if each.day)
    rows = [(bold(words.text(f"steps.{kind.value}")), typed(short_day(day))) for kind, day in reached]
    if not rows:
        return []
    titles = (words.text("steps.step"), words.text("steps.day"))
    return [*page.part("steps", 8), page.sheet.grid(titles, rows, (3, 2.4))]


def _helps(page: _Page) -> list[Flowable]:
    if not page.paper.equipment:
        return []
    return [together([*page.part("helps")[1:], page.say("helps.lead"), *page.sheet.listed(page.paper.equipment)])]


def _people(page: _Page) -> list[Flowable]:
    paper, words = page.paper, page.words
    people = [("people.team", paper.team), ("people.dso", paper.dso)]
    if paper.case_coordinator is not None:
        people.append(("people.coordinator", paper.case_coordinator))
    facts = [(words.text(name), _reach(page, reach)) for name, reach in people]
    return [*page.part("people", 7), *page.sheet.facts(*facts)]


def _reach(page: _Page, reach: Reach) -> Markup:
    if not reach.telephone:
        return typed(reach.name)
    return page.words.say("people.reach", name=reach.name, telephone=unbroken(reach.telephone))
