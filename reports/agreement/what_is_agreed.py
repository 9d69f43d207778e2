"""Parts 1 to 5 of the agreement, each from the paper and its wording to the pieces that are drawn."""

from dataclasses import dataclass

from reportlab.platypus import Flowable, KeepTogether

from models.vocabulary.episodes import EpisodeKind
from reports.agreement.paper import AgreementPaper, Reach
from reports.layout.day_and_time import (
    address_line,
    counted,
    day_in_words,
    duration,
    moment_in_words,
    short_day,
    unbroken,
)
from reports.layout.flowables import bullets, heading, paragraph
from reports.layout.styles import Scale
from reports.layout.tables import Grid, facts_table, grid_table, panel, week_table, week_tasks
from reports.layout.tagging import Node
from reports.layout.text import Markup, bold, typed
from reports.layout.wording import Wording


@dataclass(frozen=True, slots=True)
class Sheet:
    """What each part needs to write itself."""

    paper: AgreementPaper
    words: Wording
    scale: Scale
    root: Node

    def part(self, name: str) -> tuple[Node, Flowable]:
        """A new part with its heading."""
        node = self.root.add("Sect")
        return node, heading(self.words.text(f"{name}.heading"), self.scale.heading(), node, 2)

    def part_with_table(self, name: str) -> tuple[Node, list[Flowable]]:
        """A new part that begins with a table, which may run over to the next page rather than jump there whole."""
        node = self.root.add("Sect")
        top = heading(self.words.text(f"{name}.heading"), self.scale.heading_over_table(), node, 2)
        return node, [self.scale.enough_room(8), top]

    def say(self, node: Node, name: str, /, **values: str) -> Flowable:
        """A paragraph of ours."""
        return paragraph(self.words.say(name, **values), self.scale.text(), node)

    def ask(self, node: Node, name: str) -> Flowable:
        """A small heading."""
        return paragraph(typed(self.words.text(name)), self.scale.subheading(), node, "H3")


def summary(sheet: Sheet) -> list[Flowable]:
    """Part 1: half a page that says all that matters, readable at age 11."""
    node, top = sheet.part_with_table("summary")
    shown = [sheet.ask(node, "summary.who"), _who(sheet, node), sheet.ask(node, "summary.cost"), *_cost(sheet, node)]
    shown += [sheet.ask(node, "summary.why")]
    shown += [sheet.say(node, f"summary.why_{sheet.paper.who_pays}")]
    dso = sheet.paper.dso
    shown += [sheet.ask(node, "summary.ask")]
    shown += [sheet.say(node, "summary.ask_whom", name=dso.name, telephone=unbroken(dso.telephone))]
    return [*top, panel(shown, sheet.scale.room, sheet.scale)]


def people(sheet: Sheet) -> list[Flowable]:
    """Part 2: the person, who signs for them, and whom to call."""
    node, top = sheet.part_with_table("people")
    paper, words = sheet.paper, sheet.words
    facts = [(words.text("people.person"), _named(sheet))]
    if paper.born:
        facts.append((words.text("people.born"), typed(short_day(paper.born))))
    facts.append((words.text("people.address"), typed(address_line(paper.address))))
    facts.append((words.text("people.mosaic"), typed(paper.mosaic_id)))
    if paper.signatories:
        facts.append((words.text("people.representative"), _representatives(sheet)))
    facts.append((words.text("people.team"), _reach(sheet, Reach(paper.team, paper.team_telephone))))
    facts.append((words.text("people.dso"), _reach(sheet, paper.dso)))
    facts.append((words.text("people.coordinator"), _reach(sheet, paper.case_coordinator)))
    shown = [*top, facts_table(facts, sheet.scale.room, sheet.scale, node), sheet.scale.space()]
    if paper.signatories:
        shown.append(sheet.say(node, "people.you", person=paper.person))
    return shown


def service(sheet: Sheet) -> list[Flowable]:
    """Part 3: the week, and how it changes and ends."""
    node, top = sheet.part("service")
    paper = sheet.paper
    within_sts = paper.kind is EpisodeKind.INTERIM_IN_STS
    shown = [top, sheet.say(node, "service.team_sts" if within_sts else "service.team_interim")]
    shown += [sheet.ask(node, "service.week"), *_week(sheet, node)]
    shown += [sheet.ask(node, "service.changes_title"), sheet.say(node, "service.changes")]
    shown += [sheet.ask(node, "service.ends_title"), sheet.say(node, "service.ends")]
    shown += [sheet.say(node, "service.break", days=counted(paper.break_days, "day")), sheet.say(node, "service.needs")]
    return shown


def money(sheet: Sheet) -> list[Flowable]:
    """Part 4: what a week costs, worked line by line, from when, and the facts that this rests on."""
    node, top = sheet.part("money")
    paper = sheet.paper
    intro = [top, sheet.say(node, f"money.intro_{paper.who_pays}")]
    if paper.lines and paper.is_shared:
        intro.append(sheet.say(node, "money.full_cost"))
    if paper.lines:
        intro += [_working(sheet, node), sheet.scale.space(), sheet.say(node, "money.rounding")]
    shown: list[Flowable] = [KeepTogether(intro)]
    shown += [sheet.say(node, "money.free"), sheet.ask(node, "money.liable_title"), *_liable(sheet, node)]
    shown += [sheet.ask(node, "money.billing_title"), sheet.say(node, "money.billing")]
    shown += [sheet.say(node, "money.billing_wrong")]
    finance = paper.finance
    return [*shown, sheet.say(node, "money.billing_ask", name=finance.name, telephone=unbroken(finance.telephone))]


def rights(sheet: Sheet) -> list[Flowable]:
    """Part 5: stopping, complaining, and what is kept about the person."""
    node, top = sheet.part("rights")
    dso, complaints = sheet.paper.dso, sheet.paper.complaints
    return [
        top,
        sheet.ask(node, "rights.cancel_title"),
        sheet.say(node, "rights.cancel", name=dso.name, telephone=unbroken(dso.telephone)),
        sheet.ask(node, "rights.complain_title"),
        sheet.say(node, "rights.complain", name=complaints.name, telephone=unbroken(complaints.telephone)),
        sheet.ask(node, "rights.data_title"),
        sheet.say(node, "rights.data", council=sheet.paper.council),
    ]


def _week(sheet: Sheet, node: Node) -> list[Flowable]:
    paper, scale = sheet.paper, sheet.scale
    if not paper.week:
        return [sheet.say(node, "service.no_plan")]
    totals = sheet.say(
        node,
        "service.totals",
        visits=counted(paper.visits_a_week, "visit"),
        hours=duration(paper.contact_minutes),
        worker_hours=duration(paper.worker_minutes),
    )
    table = week_table(paper.week, scale.room, scale, node)
    return [table, scale.space(), totals, *bullets(week_tasks(paper.week), scale, node)]


def _who(sheet: Sheet, node: Node) -> Flowable:
    paper = sheet.paper
    if not paper.week:
        return sheet.say(node, "summary.who_no_plan", team=paper.team)
    visits, hours = counted(paper.visits_a_week, "visit"), duration(paper.contact_minutes)
    if paper.begins_on is None:
        return sheet.say(node, "summary.who_no_day", team=paper.team, visits=visits, hours=hours)
    day = day_in_words(paper.begins_on)
    return sheet.say(node, "summary.who_team", team=paper.team, day=day, visits=visits, hours=hours)


def _cost(sheet: Sheet, node: Node) -> list[Flowable]:
    paper = sheet.paper
    if paper.is_shared:
        said = [sheet.say(node, "summary.cost_share")]
        if paper.charged_from:
            said.append(sheet.say(node, "summary.cost_share_from", day=day_in_words(paper.charged_from)))
        return said
    if paper.week_total is None or paper.who_pays == "unknown":
        return [sheet.say(node, "summary.cost_unknown")]
    amount = paragraph(sheet.words.say("summary.cost_week", amount=str(paper.week_total)), sheet.scale.figure(), node)
    if paper.charged_from is None:
        return [amount, sheet.say(node, "summary.cost_no_day")]
    return [amount, sheet.say(node, "summary.cost_from", day=day_in_words(paper.charged_from))]


def _named(sheet: Sheet) -> Markup:
    paper = sheet.paper
    if not paper.preferred_name or paper.preferred_name == paper.person:
        return bold(paper.person)
    return Markup(f"{bold(paper.person)}, {sheet.words.say('people.known_as', name=paper.preferred_name)}")


def _representatives(sheet: Sheet) -> Markup:
    said = [
        sheet.words.say("people.authority", name=one.name, authority=one.authority.label)
        + (Markup(f", telephone {typed(unbroken(one.telephone))}") if one.telephone else "")
        for one in sheet.paper.signatories
    ]
    if len(said) > 1:
        said.append(sheet.words.say("people.jointly"))
    return Markup("<br/>".join(said))


def _reach(sheet: Sheet, reach: Reach) -> Markup:
    if not reach.telephone:
        return typed(reach.name)
    return sheet.words.say("people.reach", name=reach.name, telephone=unbroken(reach.telephone))


def _working(sheet: Sheet, node: Node) -> Flowable:
    paper, words = sheet.paper, sheet.words
    titles = tuple(words.text(f"money.{title}") for title in ("what", "hours", "rate", "amount"))
    rows = [
        (typed(line.label), typed(line.hours), typed(str(line.rate)), typed(str(line.amount))) for line in paper.lines
    ]
    if paper.week_total is not None:
        rows.append((bold(words.text("money.week_total")), Markup(""), Markup(""), bold(str(paper.week_total))))
    grid = Grid(titles, tuple(rows), (2.1, 1.1, 1.0, 1.0), frozenset({1, 2, 3}), total=paper.week_total is not None)
    return grid_table(grid, sheet.scale.room, sheet.scale, node)


def _liable(sheet: Sheet, node: Node) -> list[Flowable]:
    paper = sheet.paper
    if paper.liable_from is None:
        return [sheet.say(node, "money.no_moment")]
    name = "money.share_from" if paper.is_shared else "money.liable"
    said = [sheet.say(node, name, moment=moment_in_words(paper.liable_from))]
    said += bullets([typed(fact) for fact in paper.facts], sheet.scale, node)
    if paper.charged_from is not None and not paper.is_shared:
        said.append(sheet.say(node, "money.charged", day=day_in_words(paper.charged_from)))
    return said
