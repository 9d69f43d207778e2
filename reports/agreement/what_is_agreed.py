"""Parts 1 to 5 of the agreement, each from the paper and its wording to the pieces that are drawn."""

from collections.abc import Iterable

from reportlab.platypus import Flowable, KeepTogether

from models.vocabulary.episodes import EpisodeKind
from reports.agreement.cost_in_short import cost_told
from reports.agreement.paper import AgreementPaper, Reach
from reports.agreement.sheet import Sheet
from reports.layout.by_turns import by_turns, contact_in, turns_note, visits_in, weeks_of, workers_in
from reports.layout.day_and_time import (
    address_line,
    counted,
    day_in_words,
    duration,
    short_day,
    unbroken,
)
from reports.layout.flowables import bullets, paragraph
from reports.layout.language import as_read, template
from reports.layout.tables import facts_table, panel, week_table, week_tasks, why_lines
from reports.layout.tagging import Node
from reports.layout.text import Markup, bold, phrase, typed

_REACHED = ", telephone {telephone}"


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
    if paper.out_of_hours is not None and sheet.has("people.out_of_hours"):
        facts.append((words.text("people.out_of_hours"), typed(unbroken(paper.out_of_hours.telephone))))
    if sheet.has("people.emergency"):
        facts.append((words.text("people.emergency"), words.say("people.emergency_whom")))
    said = [sheet.say(node, "people.you", person=paper.person)] if paper.signatories else []
    return [*top, *said, facts_table(facts, sheet.scale.room, sheet.scale, node), sheet.scale.space()]


def service(sheet: Sheet) -> list[Flowable]:
    """Part 3: the week, and how it changes and ends."""
    node, top = sheet.part("service")
    paper = sheet.paper
    within_sts = paper.kind is EpisodeKind.INTERIM_IN_STS
    shown = [top, sheet.say(node, "service.team_sts" if within_sts else "service.team_interim")]
    shown += [sheet.ask(node, "service.week"), *_week(sheet, node)]
    ends = ("service.ends", "service.break", "service.needs")
    away = ("service.away", "service.away_charge")
    answers = (
        sheet.answer(node, "service.changes_title", "service.changes"),
        sheet.answer(node, "service.ends_title", *ends, days=counted(paper.break_days, "day")),
        sheet.answer(node, "service.away_title", *away, **_call(paper.dso)),
    )
    return [*shown, *_together(answers)]


def terms(sheet: Sheet) -> list[Flowable]:
    """The rest of part 4: when the price goes up, paying late, and the right to a financial assessment."""
    node, finance = sheet.root.add("Sect"), _call(sheet.paper.finance)
    answers = (
        sheet.answer(node, "terms.price_title", "terms.price", "terms.price_notice"),
        sheet.answer(node, "terms.late_title", "terms.late", "terms.late_charge", **finance),
        sheet.answer(node, "terms.assess_title", "terms.assess", **finance),
    )
    return _together(answers)


def rights(sheet: Sheet) -> list[Flowable]:
    """Part 5: stopping, somebody at their side, other formats, complaining, who checks, and what is kept of them."""
    node, top = sheet.part("rights")
    paper = sheet.paper
    dso, coordinator, complaints = _call(paper.dso), _call(paper.case_coordinator), _call(paper.complaints)
    kept = ("rights.data", "rights.privacy", "rights.ico")
    answers = (
        [top, *sheet.answer(node, "rights.cancel_title", "rights.cancel", **dso)],
        sheet.answer(node, "rights.advocate_title", "rights.advocate", **coordinator),
        sheet.answer(node, "rights.formats_title", "rights.formats", **dso),
        sheet.answer(node, "rights.complain_title", "rights.complain", **complaints),
        sheet.answer(node, "rights.care_title", "rights.care"),
        sheet.answer(node, "rights.data_title", *kept, council=paper.council),
    )
    return _together(answers)


def _together(answers: Iterable[list[Flowable]]) -> list[Flowable]:
    """Each question on one page with its answer."""
    return [KeepTogether(each) for each in answers if each]


def copies(sheet: Sheet) -> list[Flowable]:
    """Part 6: which copy stays at home, where the signed one goes by when, and what to do when it changes."""
    if not sheet.has("copies.heading"):
        return []
    node, top = sheet.part("copies")
    names = ("copies.keep", "copies.send", "copies.changed")
    said = [sheet.say(node, name, **_call(sheet.paper.dso)) for name in names if sheet.has(name)]
    return [KeepTogether([top, *said])]


def _call(whom: Reach) -> dict[str, str]:
    return {"name": whom.name, "telephone": unbroken(whom.telephone)}


def _week(sheet: Sheet, node: Node) -> list[Flowable]:
    paper, scale = sheet.paper, sheet.scale
    if not paper.week:
        return [sheet.say(node, "service.no_plan")]
    totals = sheet.say(
        node,
        "service.totals",
        visits=_visits(paper),
        hours=_hours(paper),
        worker_hours=_worker_hours(paper),
    )
    table = week_table(paper.week, scale.room, scale, node, paper.covered)
    others = [sheet.say(node, "service.covered")] if paper.covered and sheet.has("service.covered") else []
    tasks = bullets(week_tasks(paper.week), scale, node)
    turns = [paragraph(typed(note), scale.text(), node)] if (note := turns_note(paper.week, paper.issued_on)) else []
    return [table, scale.space(), *turns, totals, *others, *tasks, *_why_short(sheet, node)]


def _why_short(sheet: Sheet, node: Node) -> list[Flowable]:
    """Why a visit under half an hour is enough, as the plan for the home says it. (PSP-1)."""
    if not sheet.paper.why_short or not sheet.has("service.short"):
        return []
    return [sheet.say(node, "service.short"), *bullets(why_lines(sheet.paper.why_short), sheet.scale, node)]


def _who(sheet: Sheet, node: Node) -> Flowable:
    paper = sheet.paper
    if not paper.week:
        return sheet.say(node, "summary.who_no_plan", team=paper.team)
    visits, hours = _visits(paper), _hours(paper)
    if paper.begins_on is None:
        return sheet.say(node, "summary.who_no_day", team=paper.team, visits=visits, hours=hours)
    day = day_in_words(paper.begins_on)
    return sheet.say(node, "summary.who_team", team=paper.team, day=day, visits=visits, hours=hours)


def _visits(paper: AgreementPaper) -> str:
    if len(weeks_of(paper.week)) == 1:
        return counted(paper.visits_a_week, "visit")
    return by_turns(paper.week, lambda week: counted(visits_in(week), "visit"))


def _hours(paper: AgreementPaper) -> str:
    if len(weeks_of(paper.week)) == 1:
        return duration(paper.contact_minutes)
    return by_turns(paper.week, lambda week: duration(contact_in(week)))


def _worker_hours(paper: AgreementPaper) -> str:
    if len(weeks_of(paper.week)) == 1:
        return duration(paper.worker_minutes)
    return by_turns(paper.week, lambda week: duration(workers_in(week)))


def _named(sheet: Sheet) -> Markup:
    paper = sheet.paper
    if not paper.preferred_name or paper.preferred_name == paper.person:
        return bold(paper.person)
    return Markup(f"{bold(paper.person)}, {sheet.words.say('people.known_as', name=paper.preferred_name)}")


def _representatives(sheet: Sheet) -> Markup:
    said = [
        sheet.words.say("people.authority", name=one.name, authority=as_read(one.authority.label))
        + (phrase(template(_REACHED), telephone=unbroken(one.telephone)) if one.telephone else "")
        for one in sheet.paper.signatories
    ]
    if len(said) > 1:
        said.append(sheet.words.say("people.jointly"))
    return Markup("<br/>".join(said))


def _reach(sheet: Sheet, reach: Reach) -> Markup:
    if not reach.telephone:
        return typed(reach.name)
    return sheet.words.say("people.reach", name=reach.name, telephone=unbroken(reach.telephone))
