"""What the summaries of a transfer and of a closure say alike: who it is, the goals, the week then and now."""

from collections.abc import Iterable

from reportlab.platypus import Flowable

from models.values import hours_text
from models.vocabulary.goals import Letter
from reports.agreement.paper import Reach
from reports.continuity import without_codes
from reports.layout.by_turns import by_turns, contact_in, visits_in, workers_in
from reports.layout.day_and_time import counted, short_day, unbroken
from reports.layout.sheet import NOT_RECORDED, Sheet, lines, loose, or_not_recorded
from reports.layout.tables import panel
from reports.layout.text import Markup, bold, typed
from reports.progress.paper import ProgressGoal, ProgressPaper, WeekOf
from reports.progress.turns import turns_told


def died(sheet: Sheet, paper: ProgressPaper) -> list[Flowable]:
    """That the person has died, before anything else is read; nothing of the living (END-6)."""
    if not paper.died:
        return []
    said = f"{paper.person} has died" if paper.died == "died" else f"{paper.person} is {paper.died}"
    return [panel([sheet.say(bold(f"{said}. Ask the DSO before any contact."))], sheet.scale.room, sheet.scale)]


def who(paper: ProgressPaper) -> list[tuple[str, Markup]]:
    """The person, and who is responsible."""
    return [
        ("Person", bold(paper.person)),
        ("Likes to be called", typed(paper.preferred_name)),
        ("Born", typed(short_day(paper.born)) if paper.born else typed("")),
        ("MOSAIC id", typed(paper.mosaic_id)),
        ("Team", reached(paper.team)),
        ("DSO", reached(paper.dso)),
        ("Case coordinator", reached(paper.case_coordinator) if paper.case_coordinator else typed("Not named")),
    ]


def reached(reach: Reach) -> Markup:
    """A name and its number on a line."""
    return typed(", ".join(part for part in (reach.name, unbroken(reach.telephone)) if part))


def goals(sheet: Sheet, paper: ProgressPaper) -> list[Flowable]:
    """A row a goal: what it says, where it stands, how often which letter in the last days."""
    shown = list(sheet.part("Goals", 6))
    if not paper.goals:
        return [*shown, sheet.say(typed("No complete goal was set."))]
    between = f"{short_day(paper.first_day)} to {short_day(paper.last_day)}"
    titles = ("Goal", "Where it stands", loose(f"Ratings, {between}"))
    return [*shown, sheet.grid(titles, map(_goal, paper.goals), (2.4, 1.2, 1.6)), sheet.scale.space()]


def _goal(goal: ProgressGoal) -> tuple[Markup, Markup, Markup]:
    letters = [f"{goal.count(each)} {each.value}" for each in Letter if each is not Letter.D and goal.count(each)]
    declined = f"{goal.count(Letter.D)} declined" if goal.count(Letter.D) else ""
    missing = f"{goal.not_recorded} not recorded" if goal.not_recorded else ""
    missed = f"{goal.not_made} not made" if goal.not_made else ""
    said = lines((", ".join(letters), declined, missing, missed))
    own = f"“{goal.own_words}”" if goal.own_words else ""
    reached = f"Reached when: {goal.aims_at}" if goal.aims_at else ""
    goal_said = Markup(
        "<br/>".join([bold(f"{goal.number}. {goal.statement}"), *map(typed, filter(None, (own, reached)))])
    )
    return goal_said, typed(goal.state.label), said or typed("None")


def then_and_now(sheet: Sheet, paper: ProgressPaper, last: str) -> list[Flowable]:
    """The planned week at the start and the last one, with what each adds up to."""
    weeks = (paper.at_start, paper.now)
    titles = ("", loose(f"At the start, {short_day(paper.at_start.day)}"), loose(f"{last}, {short_day(paper.now.day)}"))
    rows = [
        (bold("Calls"), *(_calls(week) for week in weeks)),
        (bold("A week"), *(_sum(week) for week in weeks)),
    ]
    grid = sheet.grid(titles, rows, (0.8, 2, 2))
    return [*sheet.part("The week, then and now", 7), grid, *turns_told(sheet, paper), sheet.scale.space()]


def _calls(week: WeekOf) -> Markup:
    return lines(
        f"{each.call.label} {each.minutes}\u00a0min, {counted(each.workers, 'worker')}, {each.days_text}"
        for each in week.visits
    ) or typed("No visits")


def _sum(week: WeekOf) -> Markup:
    return lines((
        by_turns(week.visits, lambda each: counted(visits_in(each), "visit")),
        by_turns(week.visits, lambda each: f"{hours_text(contact_in(each))}\u00a0h with the person"),
        by_turns(week.visits, lambda each: f"{hours_text(workers_in(each))}\u00a0h of workers"),
    ))  # fmt: skip


def milestones(sheet: Sheet, paper: ProgressPaper) -> list[Flowable]:
    """The five, in their order."""
    rows = [
        (bold(each.kind.label), typed(loose(short_day(each.day)) if each.day else "Not reached"), typed(each.detail))
        for each in paper.milestones
    ]
    titles = ("Milestone", "Day", "What is said of it")
    return [
        *sheet.part("Milestones", 7),
        sheet.grid(titles, rows, (1.7, 1.5, 1.6) if sheet.scale.is_large else (2, 1.3, 2)),
        sheet.scale.space(),
    ]


def beside(paper: ProgressPaper) -> list[tuple[str, Markup]]:
    """Equipment, an OT's work, and what others do."""
    return [
        ("Equipment and adaptations", lines(paper.equipment) or typed(NOT_RECORDED)),
        ("Direct work by an OT", lines(paper.specialist) or typed(NOT_RECORDED)),
        ("What the family and others do", or_not_recorded(paper.family_does)),
        ("As told", typed(paper.family_told) if paper.family_does else typed("")),
    ]


def coded(text: str) -> Markup:
    """What was typed, without what opens a door."""
    return typed(without_codes(text.strip()))


def listed(sheet: Sheet, title: str, texts: Iterable[str], nothing: str) -> list[Flowable]:
    """A part that is a list, or says that there is nothing."""
    return [*sheet.part(title), *(sheet.listed(texts) or [sheet.say(typed(nothing))])]
