"""The progress sheet for the MDT and the assessor of ongoing need: what the ratings say, and the week then and now.

It is for those who work with the person. Minutes really spent stand only where somebody gave them: never a guess.
Source: OPG 3.4, 3.6 (PSP-12).
"""

from dataclasses import dataclass

from reportlab.platypus import Flowable

from models.values import Call, hours_text
from models.vocabulary.goals import Letter
from reports.agreement.paper import Reach
from reports.layout.by_turns import by_turns, contact_in, visits_in, workers_in
from reports.layout.day_and_time import counted, short_day, unbroken
from reports.layout.page import make
from reports.layout.sheet import NOT_RECORDED, DeskFurniture, Sheet, block, lines, loose, or_not_recorded
from reports.layout.styles import Edition
from reports.layout.tables import panel
from reports.layout.tagging import Node
from reports.layout.text import Markup, bold, typed
from reports.progress.paper import ProgressGoal, ProgressPaper, WeekMark, WeekOf
from reports.progress.strip import AWAY, DISPUTED, LATE, NOT_MADE, SIGNS, strips
from reports.progress.strip import NOT_RECORDED as NO_LETTER
from reports.progress.turns import turns_told

_VERSION = "v1"


@dataclass(frozen=True, slots=True)
class _Page:
    paper: ProgressPaper
    sheet: Sheet


def render(paper: ProgressPaper, edition: Edition = Edition.STANDARD) -> bytes:
    """The sheet as PDF; the same paper gives the same bytes."""
    furniture = DeskFurniture(
        title=f"Progress sheet: {paper.person}",
        council=paper.council,
        reference=paper.reference,
        person=paper.person,
        wording=_VERSION,
        edition=edition,
    )

    def story(root: Node) -> list[Flowable]:
        page = _Page(paper, Sheet(furniture.scale, root))
        return [piece for part in (_opening, _goals, _calls, _beside, _milestones) for piece in part(page)]

    return make(furniture, story)


def _opening(page: _Page) -> list[Flowable]:
    paper, sheet = page.paper, page.sheet
    shown = [sheet.title(f"Progress of {paper.person}")]
    between = f"{short_day(paper.first_day)} to {short_day(paper.last_day)}"
    shown.append(sheet.say(typed(f"For the MDT and for the assessment of ongoing need. Ratings of {between}.")))
    if paper.died:
        said = f"{paper.person} has died" if paper.died == "died" else f"{paper.person} is {paper.died}"
        shown.append(
            panel([sheet.say(bold(f"{said}. Ask the DSO before any contact."))], sheet.scale.room, sheet.scale)
        )
    return [
        *shown,
        *sheet.facts(
            ("Person", bold(paper.person)),
            ("Born", typed(short_day(paper.born)) if paper.born else typed("")),
            ("MOSAIC id", typed(paper.mosaic_id)),
            ("Support", typed(paper.support)),
            ("Team", _reach(paper.team)),
            ("DSO", _reach(paper.dso)),
            ("Case coordinator", _reach(paper.case_coordinator) if paper.case_coordinator else typed("Not named")),
        ),
    ]


def _reach(reach: Reach) -> Markup:
    return typed(", ".join(part for part in (reach.name, unbroken(reach.telephone)) if part))


def _goals(page: _Page) -> list[Flowable]:
    paper, sheet = page.paper, page.sheet
    shown = list(sheet.part("Goals and their ratings", 12))
    if paper.goals:
        shown.append(sheet.say(typed(_legend(paper))))
        shown += sheet.listed(f"{SIGNS[each.kind]}: {each.sentence}" for each in paper.began)
    else:
        shown.append(sheet.say(typed("No complete goal is set.")))
    if paper.drafts:
        verb = "isn't" if paper.drafts == 1 else "aren't"
        shown.append(sheet.say(typed(f"{counted(paper.drafts, 'goal')} {verb} complete yet and not shown.")))
    return [*shown, *(each for goal in paper.goals for each in _goal(page, goal))]


def _legend(paper: ProgressPaper) -> str:
    marks = [each for goal in paper.goals for each in goal.marks]
    said = [f"{letter.value} {letter.label.lower()}" for letter in Letter]
    if any(each.is_awaited for each in marks):
        said.append(f"{NO_LETTER} planned, not recorded")
    if any(goal.not_made for goal in paper.goals):
        said.append(f"{NOT_MADE} planned, not made")
    if any(each.away for each in marks):
        said.append(f"{AWAY} away")
    if any(each.is_disputed for each in marks):
        said.append(f"{DISPUTED} the workers rated differently: the most help is shown")
    if any(each.is_late for each in marks):
        said.append(f"{LATE} typed in or corrected days after the visit")
    return "; ".join(said) + "."


def _goal(page: _Page, goal: ProgressGoal) -> list[Flowable]:
    paper, sheet = page.paper, page.sheet
    target = f"By {short_day(goal.target)}" if goal.target else ""
    own = f"In their words: “{goal.own_words}”" if goal.own_words else ""
    measured = f"Measured: {goal.measured_by}" if goal.measured_by else ""
    reached = f"Reached when: {goal.aims_at}" if goal.aims_at else ""
    top: list[Flowable] = [sheet.topic(Markup(f"{goal.number}. {typed(goal.statement)}"))]
    facts = " · ".join(part for part in (goal.state.label, own, measured, reached, target) if part)
    earlier = (f"Until {short_day(day)} it said: {text}" for day, text in goal.earlier)
    top += [sheet.say(typed(facts)), *sheet.listed(earlier), sheet.say(typed(_counted(goal)))]
    began = [each for each in paper.began if each.goal in (None, goal.number)]
    shown = strips(goal.marks, paper.first_day, paper.last_day, sheet.scale, sheet.root, began, for_staff=True)
    return [*block(sheet.scale, [*top, *shown[:1]]), *shown[1:], *_after(page, goal)]


def _counted(goal: ProgressGoal) -> str:
    """Visits by letter; declined and not recorded apart, for they are no level (IPAD-3)."""
    if not goal.marks:
        return "No visit was planned for it in these days."
    letters = [f"{goal.count(each)} {each.value}" for each in Letter if each is not Letter.D and goal.count(each)]
    said = [f"{counted(goal.rated, 'visit')} rated" + (f": {', '.join(letters)}" if letters else "")]
    if goal.count(Letter.D):
        said.append(f"{goal.count(Letter.D)} declined")
    if goal.not_recorded:
        said.append(f"{goal.not_recorded} planned and not recorded")
    if goal.not_made:
        said.append(f"{goal.not_made} planned and not made")
    return "; ".join(said) + "."


def _after(page: _Page, goal: ProgressGoal) -> list[Flowable]:
    sheet = page.sheet
    weeks = ", ".join(
        f"{'anew (reworded or handed over): ' if each.begins_anew else ''}week {each.number} {_level(each)}"
        for each in goal.weeks
    )
    shown: list[Flowable] = [sheet.say(typed(f"Median by week since the start: {weeks}."))] if weeks else []
    if goal.says:
        says = sheet.say(typed("What the ratings suggest, for the MDT to decide:"))
        shown += block(sheet.scale, [says, *sheet.listed(goal.says)])
    if goal.comments:
        said = sheet.say(typed("What was said at the visits:"))
        shown += block(sheet.scale, [said, *sheet.listed(goal.comments)])
    return shown


def _level(week: WeekMark) -> str:
    declined = f" ({week.declined} declined)" if week.declined else ""
    letters = [each.value for each in week.letters]
    if not letters:
        return f"none{declined}"
    return (letters[0] if len(letters) == 1 else f"between {letters[0]} and {letters[1]}") + declined


def _calls(page: _Page) -> list[Flowable]:
    paper, sheet = page.paper, page.sheet
    weeks = (paper.at_start, paper.now)
    used = {each.call for week in weeks for each in week.visits}
    used |= {each.call for week in weeks for each in week.covered}
    calls = [call for call in Call if call in used]
    rows = [(bold(call.label), *(_at(week, call) for week in weeks), typed(NOT_RECORDED)) for call in calls]
    rows.append((bold("A week"), *(_sum(week) for week in weeks), typed(NOT_RECORDED)))
    titles = (
        "Call",
        loose(f"Planned at the start, {short_day(paper.at_start.day)}"),
        loose(f"Planned, {short_day(paper.now.day)}"),
        "Really spent",
    )
    return [
        *sheet.part("Calls, then and now", 9),
        sheet.grid(titles, rows, (1.4, 2, 2, 1.5) if sheet.scale.is_large else (1, 2.2, 2.2, 1.3)),
        *turns_told(sheet, paper),
        *sheet.listed(paper.coming),
    ]


def _at(week: WeekOf, call: Call) -> Markup:
    there = [
        f"{each.minutes}\u00a0min, {counted(each.workers, 'worker')}, {each.days_text}"
        + (f", at {each.at:%H:%M}" if each.at else "")
        for each in week.visits
        if each.call is call
    ]
    others = [f"{each.by} comes, not we: {each.days_text}" for each in week.covered if each.call is call]
    return lines((*there, *others)) or typed("–")


def _sum(week: WeekOf) -> Markup:
    return lines((
        by_turns(week.visits, lambda each: counted(visits_in(each), "visit")),
        by_turns(week.visits, lambda each: f"{hours_text(contact_in(each))}\u00a0h with the person"),
        by_turns(week.visits, lambda each: f"{hours_text(workers_in(each))}\u00a0h of workers"),
    ))  # fmt: skip


def _beside(page: _Page) -> list[Flowable]:
    paper, sheet = page.paper, page.sheet
    return [
        *sheet.part("What else there is", 8),
        *sheet.facts(
            ("What the family and others do", or_not_recorded(paper.family_does)),
            ("As told", typed(paper.family_told) if paper.family_does else typed("")),
            ("Calls that others cover, by the plan", lines(map(str, paper.now.covered))),
            ("Equipment and adaptations", lines(paper.equipment) or typed(NOT_RECORDED)),
            ("Direct work by an OT", lines(paper.specialist) or typed(NOT_RECORDED)),
            ("Asked of other services", lines(paper.onward) or typed(NOT_RECORDED)),
        ),
    ]


def _milestones(page: _Page) -> list[Flowable]:
    rows = [
        (bold(each.kind.label), typed(short_day(each.day) if each.day else "Not reached"), typed(each.detail))
        for each in page.paper.milestones
    ]
    return [
        *page.sheet.part("Milestones", 7),
        page.sheet.grid(("Milestone", "Day", "What is said of it"), rows, (2, 1.2, 2)),
    ]
