"""What the agreement says about money: what a week costs, worked line by line, from when, and why from then."""

from collections.abc import Sequence
from datetime import date, timedelta

from reportlab.platypus import Flowable, KeepTogether

from models.values import Money
from reports.agreement.paper import CostPeriod, MoneyLine
from reports.agreement.sheet import Sheet
from reports.layout.day_and_time import counted, day_in_words, moment_in_words, short_day, unbroken
from reports.layout.flowables import bullets, paragraph
from reports.layout.language import as_read
from reports.layout.tables import Grid, grid_table
from reports.layout.tagging import Node
from reports.layout.text import Markup, bold, typed


def money(sheet: Sheet) -> list[Flowable]:
    """Part 4: what a week costs, worked line by line, from when, and the facts that this rests on."""
    node, top = sheet.part("money")
    paper = sheet.paper
    charges = bool(paper.lines) or any(each.lines for each in paper.periods)
    nothing = "" if charges or not paper.periods else "_nothing"  # all that is to come was asked to stop
    intro = [top, sheet.say(node, f"money.intro_{paper.who_pays}{nothing}")]
    if paper.lines and paper.is_shared:
        intro.append(sheet.say(node, "money.full_cost"))
    if paper.periods:
        first, *later = (_period(sheet, node, each) for each in paper.periods)
        shown: list[Flowable] = [KeepTogether([*intro, *first]), *(KeepTogether(each) for each in later)]
        shown += [sheet.say(node, "money.rounding")] if charges else []
        shown += _first_days(sheet, node)
    else:
        if paper.lines:
            working = _working(sheet, node, paper.lines, paper.week_total, "money.week_total")
            intro += [working, sheet.scale.space(), sheet.say(node, "money.rounding")]
        shown = [KeepTogether(intro)]
    shown += [sheet.say(node, "money.free"), sheet.ask(node, "money.liable_title"), *_liable(sheet, node)]
    shown += [sheet.ask(node, "money.billing_title"), sheet.say(node, "money.billing")]
    shown += [sheet.say(node, "money.billing_wrong")]
    finance = paper.finance
    return [*shown, sheet.say(node, "money.billing_ask", name=finance.name, telephone=unbroken(finance.telephone))]


def _period(sheet: Sheet, node: Node, period: CostPeriod) -> list[Flowable]:
    """One period: from when, until when, its week line by line, and what the weeks of a bill cost."""
    days = {"from_day": day_in_words(period.from_day)}
    if period.until is not None:
        days["until"] = day_in_words(period.until)
    ends = "_until" if period.until is not None else ""
    if not period.lines:
        return [sheet.say(node, f"money.period_nothing{ends}", **days)]
    weeks = counted(sheet.paper.bill_weeks, "week")
    told: list[Flowable] = [sheet.say(node, f"money.period{ends}", **days)]
    told += [sheet.say(node, "money.not_agreed")] if period.agreed is False else []
    told += [sheet.say(node, "money.asked")] if period.is_asked else []
    for each in period.turns:
        told.append(_turn(sheet, node, each.from_day, period.until))
        told += [_working(sheet, node, each.lines, each.total, "money.week_total"), sheet.scale.space()]
    if not period.turns:
        told += [_working(sheet, node, period.lines, period.total, "money.week_total"), sheet.scale.space()]
    return [*told, sheet.say(node, "money.bill_sum", weeks=weeks, amount=str(period.bill_total))]


def _turn(sheet: Sheet, node: Node, day: date, until: date | None) -> Flowable:
    """Over the lines of one of two weeks; words from before there were such weeks don't have it."""
    is_again = until is None or day + timedelta(weeks=2) <= until
    name = "money.turn" if is_again else "money.turn_once"
    if sheet.has(name):
        return sheet.say(node, name, day=day_in_words(day))
    again = ", and every second week after it" if is_again else ""
    return paragraph(typed(f"The week from {day_in_words(day)}{again}:"), sheet.scale.text(), node)


def _first_days(sheet: Sheet, node: Node) -> list[Flowable]:
    """The days before the first whole week, with their own lines; or that they cost nothing."""
    first = sheet.paper.first_days
    if first is None:
        return []
    if not first.lines:
        return [sheet.say(node, "money.first_days_free")]
    told = "money.first_days" if first.until > first.from_day else "money.first_days_one"
    said = sheet.say(node, told, from_day=day_in_words(first.from_day), until=day_in_words(first.until))
    names = ("what", "first_days_hours", "rate", "first_days_amount")
    working = _working(sheet, node, first.lines, first.total, "money.first_days_total", names)
    return [KeepTogether([said, working]), sheet.scale.space()]


def _working(
    sheet: Sheet,
    node: Node,
    lines: Sequence[MoneyLine],
    total: Money | None,
    total_name: str,
    names: Sequence[str] = ("what", "hours", "rate", "amount"),
) -> Flowable:
    words = sheet.words
    titles = tuple(words.text(f"money.{title}") for title in names)
    rows = [
        (typed(as_read(line.label)), typed(as_read(line.hours)), typed(str(line.rate)), typed(str(line.amount)))
        for line in lines
    ]
    if total is not None:
        rows.append((bold(words.text(total_name)), Markup(""), Markup(""), bold(str(total))))
    grid = Grid(titles, tuple(rows), (2.1, 1.1, 1.0, 1.0), frozenset({1, 2, 3}), total=total is not None)
    return grid_table(grid, sheet.scale.room, sheet.scale, node)


def _liable(sheet: Sheet, node: Node) -> list[Flowable]:
    paper = sheet.paper
    if paper.liable_from is None:
        return [sheet.say(node, "money.no_moment")]
    ahead = "_if" if paper.is_conditional else ""
    name = "money.share_from" if paper.is_shared else f"money.liable{ahead}"
    said = [sheet.say(node, name, moment=moment_in_words(paper.liable_from))]
    said += bullets([typed(as_read(fact)) for fact in paper.facts], sheet.scale, node)
    if paper.charged_from is not None and not paper.is_shared:
        said.append(sheet.say(node, f"money.charged{ahead}", day=day_in_words(paper.charged_from)))
    return [*said, *_told_before(sheet, node)]


def _told_before(sheet: Sheet, node: Node) -> list[Flowable]:
    """Days charged though they lie before the first paper that has them; who had told about the cost by then (FUND-8).

    Days of which a signed paper says the price are no surprise to anybody.
    """
    paper = sheet.paper
    unsaid = (each.from_day for each in paper.periods if not each.agreed and each.lines)
    first = min(unsaid, default=paper.issued_on)
    if paper.charged_from is None or first >= paper.issued_on:
        return []
    renewed = "_again" if any(each.agreed is not None for each in paper.periods) else ""
    name = f"money.before_paper{renewed}" if paper.said_of_cost else f"money.before_paper{renewed}_none"
    head = sheet.say(node, name, day=day_in_words(first), issued=short_day(paper.issued_on))
    said = [
        sheet.words.say(
            "money.before_paper_said", day=short_day(each.day), by=each.by, to=each.to, how=as_read(each.how)
        )
        for each in paper.said_of_cost
    ]
    return [head, *bullets(said, sheet.scale, node)]
