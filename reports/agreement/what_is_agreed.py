"""Parts 1 to 5 of the agreement, each from the paper and its wording to the pieces that are drawn."""

from reportlab.platypus import Flowable

from models.vocabulary.episodes import EpisodeKind
from reports.agreement.cost import cost_told
from reports.agreement.paper import Reach
from reports.agreement.sheet import Sheet
from reports.layout.day_and_time import (
    address_line,
    counted,
    day_in_words,
    duration,
    short_day,
    unbroken,
)
from reports.layout.flowables import bullets
from reports.layout.tables import facts_table, panel, week_table, week_tasks
from reports.layout.tagging import Node
from reports.layout.text import Markup, bold, typed


def summary(sheet: Sheet) -> list[Flowable]:
    """Part 1: half a page that says all that matters, readable at age 11."""
    node, top = sheet.part_with_table("summary")
    shown = [
        sheet.ask(node, "summary.who"),
        _who(sheet, node),
        sheet.ask(node, "summary.cost"),
        *cost_told(sheet, node),
    ]
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
