"""The service plan for the person's home file: the week, the goals, whom to call. Never a word of money (FUND-1)."""

from dataclasses import dataclass
from datetime import date

from reportlab.platypus import Flowable, KeepTogether

from models.values import Call, CoveredCall, PlannedVisit, WhyShort
from models.vocabulary.closure import ExpectedKind
from models.vocabulary.episodes import EpisodeKind
from reports.agreement.paper import Reach
from reports.continuity import cover_without_codes, without_codes
from reports.layout.by_turns import by_turns, contact_in, turns_note, visits_in
from reports.layout.day_and_time import address_line, counted, day_in_words, duration, short_day, unbroken
from reports.layout.flowables import bullets, heading, paragraph
from reports.layout.page import furniture_of, make
from reports.layout.styles import Edition, Scale
from reports.layout.tables import facts_table, panel, week_table, week_tasks, why_lines
from reports.layout.tagging import Node
from reports.layout.text import Markup, bold, typed
from reports.layout.wording import Wording, wording

CURRENT_WORDING = "v2"
_WeekToCome = tuple[date, tuple[PlannedVisit, ...], tuple[CoveredCall, ...], tuple[WhyShort, ...]]


@dataclass(frozen=True, slots=True)
class GoalLine:
    """One goal as the person reads it; only complete goals have all of it. `aims_at` is what no measure says.

    `number` is the goal's own, by which the IPAD sheet and the tab call it too.
    """

    number: int
    statement: str
    measured_by: str = ""
    target: date | None = None
    calls: tuple[Call, ...] = ()
    own_words: str = ""
    aims_at: str = ""


@dataclass(frozen=True, slots=True)
class ServicePlanPaper:
    """One version of one plan. `ends_on` is the last day of a short-term plan, of no other.

    `lasts` says how long short-term support lasts, "six weeks", and `goals_within` in what time goals are set, "two
    days": both follow the settings in force at the start.
    """

    reference: str
    council: str
    person: str
    preferred_name: str
    address: tuple[str, ...]
    kind: EpisodeKind
    version: int
    valid_from: date
    began_on: date
    team: Reach
    dso: Reach
    week: tuple[PlannedVisit, ...]
    lasts: str
    goals_within: str
    recuperates: bool = False  # first, so that no goals are due (STC-2)
    ends_on: date | None = None
    is_extended: bool = False
    covered: tuple[CoveredCall, ...] = ()  # the calls that others cover
    why_short: tuple[WhyShort, ...] = ()
    shared: tuple[str, ...] = ()  # which visits are made together with somebody else's
    coming: tuple[_WeekToCome, ...] = ()  # agreed for later (PSP-2)
    expected: tuple[tuple[ExpectedKind, date], ...] = ()  # recorded ahead, not confirmed yet (END-9)
    goals: tuple[GoalLine, ...] = ()
    allocated_worker: Reach | None = None
    goal_setter: Reach | None = None
    case_coordinator: Reach | None = None
    out_of_hours: Reach | None = None
    wording: str = CURRENT_WORDING


@dataclass(frozen=True, slots=True)
class _Sheet:
    paper: ServicePlanPaper
    words: Wording
    scale: Scale
    root: Node

    def say(self, name: str, /, **values: str) -> Flowable:
        return paragraph(self.words.say(name, **values), self.scale.text(), self.root)

    def part(self, name: str) -> Flowable:
        return heading(self.words.text(f"{name}.heading"), self.scale.heading(), self.root, 2)


def render(paper: ServicePlanPaper, edition: Edition, words: Wording | None = None) -> bytes:
    """The plan as PDF; the same paper gives the same bytes. Without `words` in those that the program ships."""
    words = words or wording("service_plan", paper.wording)
    furniture = furniture_of(paper, words, edition)

    def story(root: Node) -> list[Flowable]:
        sheet = _Sheet(paper, words, furniture.scale, root)
        return [*_opening(sheet, is_draft=furniture.is_draft), *_week(sheet), *_goals(sheet), *_people(sheet)]

    return make(furniture, story)


def _opening(sheet: _Sheet, *, is_draft: bool) -> list[Flowable]:
    paper, words, scale, root = sheet.paper, sheet.words, sheet.scale, sheet.root
    about = words.say("for_whom", person=paper.person, version=str(paper.version), day=short_day(paper.valid_from))
    top: list[Flowable] = [
        paragraph(typed(words.text("title")), scale.title(), root, "H1"),
        paragraph(about, scale.text(), root),
    ]
    if is_draft:
        top.append(sheet.say("draft"))
    short_term = paper.kind is EpisodeKind.SHORT_TERM
    said = [sheet.say("summary.greeting", name=paper.preferred_name or paper.person)]
    said.append(sheet.say("summary.short_term", lasts=paper.lasts) if short_term else sheet.say("summary.interim"))
    began = day_in_words(paper.began_on)
    if short_term and paper.ends_on:
        end = "summary.day_and_extended" if paper.is_extended else "summary.day_and_end"
        said.append(sheet.say(end, began=began, ends=day_in_words(paper.ends_on), lasts=paper.lasts))
    else:
        said.append(sheet.say("summary.began", began=began))
    said += [sheet.say(f"summary.expected_{kind.value}", day=day_in_words(day)) for kind, day in paper.expected]
    return [*top, panel(said, scale.room, scale)]


def _week(sheet: _Sheet) -> list[Flowable]:
    paper, scale = sheet.paper, sheet.scale
    visits = by_turns(paper.week, lambda week: counted(visits_in(week), "visit"))
    hours = by_turns(paper.week, lambda week: duration(contact_in(week)))
    others = cover_without_codes(paper.covered)
    table = week_table(paper.week, scale.room, scale, sheet.root, others)
    shown = [sheet.part("week"), table, scale.space(), *_turns(sheet, paper.week, paper.valid_from)]
    shown += [sheet.say("week.totals", visits=visits, hours=hours), *_covered(sheet, others)]
    shown += bullets([typed(each) for each in paper.shared], scale, sheet.root)
    shown += [*_tasks(sheet, paper.week), *_why_short(sheet, paper.why_short)]
    for day, week, covered, why in paper.coming:
        shown += [*_coming(sheet, day, week, cover_without_codes(covered)), *_why_short(sheet, why)]
    return shown


def _turns(sheet: _Sheet, week: tuple[PlannedVisit, ...], day: date) -> list[Flowable]:
    """Which weeks are A and B where calls take turns."""
    note = turns_note(week, day)
    return [paragraph(typed(note), sheet.scale.text(), sheet.root)] if note else []


def _covered(sheet: _Sheet, covered: tuple[CoveredCall, ...]) -> list[Flowable]:
    """Who comes instead of us; an office's own words of an older version have no sentence for it."""
    if not covered or "week.covered" not in sheet.words.phrases:
        return []
    told = (typed(f"{each.call.label}, {each.days_text}: {each.by}") for each in covered)
    return [sheet.say("week.covered"), *bullets(list(told), sheet.scale, sheet.root)]


def _coming(
    sheet: _Sheet, day: date, week: tuple[PlannedVisit, ...], covered: tuple[CoveredCall, ...]
) -> list[Flowable]:
    """The week that is agreed from a later day on, whole, so that nobody has to put it together. (PSP-2)."""
    scale = sheet.scale
    title = paragraph(sheet.words.say("week.coming", day=day_in_words(day)), scale.subheading(), sheet.root, "H3")
    table = week_table(week, scale.room, scale, sheet.root, covered)
    turns = [] if any(each.weeks for each in sheet.paper.week) else _turns(sheet, week, day)  # said above already
    shown = [scale.enough_room(4), title, table, scale.space(), *turns]
    return [*shown, *_covered(sheet, covered), *_tasks(sheet, week)]


def _tasks(sheet: _Sheet, week: tuple[PlannedVisit, ...]) -> list[Flowable]:
    named = week_tasks(week)
    if not named:
        return []
    title = paragraph(typed(sheet.words.text("week.tasks")), sheet.scale.subheading(), sheet.root, "H3")
    return [title, *bullets(named, sheet.scale, sheet.root)]


def _why_short(sheet: _Sheet, why: tuple[WhyShort, ...]) -> list[Flowable]:
    """Why a visit under half an hour is enough, so that who is visited so shortly reads it too. (PSP-1)."""
    if not why or "week.short" not in sheet.words.phrases:
        return []
    told = [WhyShort(each.call, without_codes(each.because)) for each in why]
    title = paragraph(typed(sheet.words.text("week.short")), sheet.scale.subheading(), sheet.root, "H3")
    return [KeepTogether([title, *bullets(why_lines(told), sheet.scale, sheet.root)])]


def _goals(sheet: _Sheet) -> list[Flowable]:
    if not sheet.paper.goals and sheet.paper.kind.is_interim:
        return []  # interim support promises none
    if not sheet.paper.goals:
        recovers = sheet.paper.recuperates and "goals.recuperates" in sheet.words.phrases
        said = "goals.recuperates" if recovers else "goals.none"
        return [sheet.part("goals"), sheet.say(said, within=sheet.paper.goals_within)]
    shown = [sheet.part("goals"), sheet.say("goals.lead")]
    for goal in sheet.paper.goals:
        shown += _goal(sheet, goal)
    return shown


def _goal(sheet: _Sheet, goal: GoalLine) -> list[Flowable]:
    words, scale, root = sheet.words, sheet.scale, sheet.root
    title = Markup(f"{goal.number}. {typed(goal.statement)}")
    said: list[Markup] = []
    said += [words.say("goals.measured", text=each) for each in (goal.measured_by, goal.aims_at) if each]
    if goal.calls:
        said.append(words.say("goals.at_calls", calls=", ".join(call.value for call in goal.calls)))
    if goal.target:
        said.append(words.say("goals.target", day=short_day(goal.target)))
    shown: list[Flowable] = [paragraph(title, scale.subheading(), root, "H3")]
    if goal.own_words:
        shown.append(paragraph(typed(f"“{goal.own_words}”"), scale.text(), root))
    return [KeepTogether(shown + bullets(said, scale, root))]


def _people(sheet: _Sheet) -> list[Flowable]:
    paper, words, scale = sheet.paper, sheet.words, sheet.scale
    facts = [
        (words.text("people.team"), _reach(sheet, paper.team)),
        (words.text("people.dso"), _reach(sheet, paper.dso)),
    ]
    others = (
        ("people.allocated", paper.allocated_worker),
        ("people.setter", paper.goal_setter),
        ("people.coordinator", paper.case_coordinator),
        ("people.out_of_hours", paper.out_of_hours),
    )
    named = ((name, reach) for name, reach in others if name in words.phrases)  # v1 knows no allocated worker
    facts += [(words.text(name), _reach(sheet, reach)) for name, reach in named if reach is not None]
    if "people.emergency" in words.phrases:
        facts.append((words.text("people.emergency"), words.say("people.emergency_whom")))
    facts.append((words.text("people.person"), bold(paper.person)))
    facts.append((words.text("people.address"), typed(address_line(paper.address))))
    top = heading(words.text("people.heading"), scale.heading_over_table(), sheet.root, 2)
    table = facts_table(facts, scale.room, scale, sheet.root)
    return [scale.enough_room(6), top, table, scale.space(), sheet.say("people.changes")]


def _reach(sheet: _Sheet, reach: Reach) -> Markup:
    if not reach.telephone:
        return typed(reach.name)
    return sheet.words.say("people.reach", name=reach.name, telephone=unbroken(reach.telephone))
