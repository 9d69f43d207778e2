"""What the agreement says about money: what a week costs, worked line by line, from when, and why from then."""

from reportlab.platypus import Flowable, KeepTogether

from reports.agreement.sheet import Sheet
from reports.layout.day_and_time import day_in_words, moment_in_words, unbroken
from reports.layout.flowables import bullets, paragraph
from reports.layout.tables import Grid, grid_table
from reports.layout.tagging import Node
from reports.layout.text import Markup, bold, typed


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


def cost_told(sheet: Sheet, node: Node) -> list[Flowable]:
    """The cost in the summary, as it is known."""
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
