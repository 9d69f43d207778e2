"""A blank IPAD sheet for somebody's goals: a box a visit in which the worker rings a letter (OPG 3.4, IPAD-1)."""

from dataclasses import dataclass
from datetime import date, timedelta

from reportlab.lib.enums import TA_CENTER
from reportlab.platypus import Flowable

from models.values import DAYS, Call
from models.vocabulary.goals import Letter, NotMade
from reports.layout.day_and_time import short_day
from reports.layout.flowables import paragraph
from reports.layout.page import make
from reports.layout.sheet import DeskFurniture, Sheet, block, small
from reports.layout.styles import RULE, TINT, Edition, Scale
from reports.layout.tables import bare_table
from reports.layout.tagging import Node
from reports.layout.text import Markup, bold, typed
from reports.progress.strip import NOT_MADE

_VERSION = "v1"
_A_WEEK = 7
_HOSPITAL, _NOT_DUE = "H", "–"
_LETTERS = " ".join(letter.value for letter in Letter)


@dataclass(frozen=True, slots=True)
class IpadGoal:
    """A goal, what is said `beside` its statement, and the visits planned for it: a day and its call."""

    number: int
    statement: str
    measured_by: str
    beside: tuple[str, ...]
    visits: frozenset[tuple[date, Call]]


@dataclass(frozen=True, slots=True, kw_only=True)
class IpadSheetPaper:
    """The sheet of the days from `first_day` on, so many whole weeks; `away` says that no visit is planned now."""

    reference: str
    council: str
    person: str
    mosaic_id: str
    team: str
    team_telephone: str
    first_day: date
    weeks: int
    away: str
    goals: tuple[IpadGoal, ...]


def render(paper: IpadSheetPaper, edition: Edition = Edition.STANDARD) -> bytes:
    """The sheet as PDF; the same paper gives the same bytes."""
    furniture = DeskFurniture(
        title=f"IPAD sheet: {paper.person}",
        council=paper.council,
        reference=paper.reference,
        person=paper.person,
        wording=_VERSION,
        edition=edition,
    )

    def story(root: Node) -> list[Flowable]:
        sheet = Sheet(furniture.scale, root)
        return [*_opening(sheet, paper), *(each for goal in paper.goals for each in _goal(sheet, paper, goal))]

    return make(furniture, story)


def _opening(sheet: Sheet, paper: IpadSheetPaper) -> list[Flowable]:
    last = paper.first_day + timedelta(days=_A_WEEK * paper.weeks - 1)
    about = " · ".join(part for part in (paper.person, paper.mosaic_id, paper.team, paper.team_telephone) if part)
    how = "After each visit ring one letter for each goal, and write your initials under it. Rate what you saw."
    rows = [(bold(letter.value), typed(letter.label)) for letter in Letter]
    shown: list[Flowable] = [
        sheet.title(f"IPAD sheet, {short_day(paper.first_day)} to {short_day(last)}"),
        sheet.say(bold(about)),
        sheet.say(typed(how)),
    ]
    if paper.away:
        shown.append(sheet.say(bold(paper.away)))
    shown += [sheet.grid(("Letter", "What the person did"), rows, (1, 5)), sheet.scale.space()]
    shown += [sheet.grid(("Instead", "Where nothing can be rated"), _instead(), (1, 5)), sheet.scale.space()]
    if not paper.goals:
        shown.append(sheet.say(typed("No complete goal is set yet, so there is nothing to rate.")))
    return shown


def _instead() -> list[tuple[Markup, Markup]]:
    """What is written where no letter is ringed: none of it is D, which says that a goal was declined (IPAD-1)."""
    why = "; ".join(each.label.lower() for each in NotMade)
    return [
        (bold(NOT_MADE), typed(f"The visit was not made: write {NOT_MADE} and why ({why}). D is for a goal that was "
                               "declined while you were there.")),
        (bold(_HOSPITAL), typed("In hospital, or away: write it across these visits, and ring no letter.")),
        (bold(_NOT_DUE), typed("The goal was not due at this visit: leave it as it is.")),
    ]  # fmt: skip


def _goal(sheet: Sheet, paper: IpadSheetPaper, goal: IpadGoal) -> list[Flowable]:
    head: list[Flowable] = [sheet.topic(Markup(f"{goal.number}. {typed(goal.statement)}"), level=2)]
    if goal.measured_by:
        head.append(sheet.say(typed(f"Measured: {goal.measured_by}")))
    head += [sheet.say(typed(each)) for each in goal.beside]
    if not goal.visits:
        head.append(sheet.say(typed("No visit is planned for it in these days.")))
        return block(sheet.scale, head)
    calls = [call for call in Call if any(each is call for _, each in goal.visits)]
    shown: list[Flowable] = []
    for week in range(paper.weeks):
        begin = paper.first_day + timedelta(days=_A_WEEK * week)
        table = _week(begin, calls, goal.visits, sheet.scale, sheet.root)
        shown += block(sheet.scale, [*(head if week == 0 else []), table, sheet.scale.space()])
    return shown


def _week(begin: date, calls: list[Call], visits: frozenset[tuple[date, Call]], scale: Scale, parent: Node) -> Flowable:
    days = [begin + timedelta(days=each) for each in range(_A_WEEK)]
    node = parent.add("Table")
    top = node.add("TR")
    middle = small(scale)
    middle.alignment = TA_CENTER
    between = "\n" if scale.is_large else " "
    cells: list[list[Flowable]] = [[paragraph(bold("Visit"), scale.cell(), top.add("TH", scope="Column"))]]
    cells[0] += [
        paragraph(bold(f"{DAYS[day.weekday()]}{between}{day.day}"), middle, top.add("TH", scope="Column"))
        for day in days
    ]
    for call in calls:
        row = node.add("TR")
        line: list[Flowable] = [paragraph(bold(call.label), scale.cell(), row.add("TH", scope="Row"))]
        for day in days:
            text = f"{_LETTERS}\n\u00a0" if (day, call) in visits else _NOT_DUE
            line.append(paragraph(typed(text), middle, row.add("TD")))
        cells.append(line)
    label = scale.body * 6.2
    style = [
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("GRID", (0, 0), (-1, -1), 0.6, RULE),
        ("BACKGROUND", (0, 0), (-1, 0), TINT), ("LEFTPADDING", (1, 0), (-1, -1), 1),
        ("RIGHTPADDING", (1, 0), (-1, -1), 1), ("LEFTPADDING", (0, 0), (0, -1), 3),
        ("TOPPADDING", (0, 0), (-1, -1), scale.gap * 0.4), ("BOTTOMPADDING", (0, 0), (-1, -1), scale.gap * 0.4),
    ]  # fmt: skip
    return bare_table(cells, [label, *[(scale.room - label) / _A_WEEK] * _A_WEEK], style, header=1)
