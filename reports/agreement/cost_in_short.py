"""What the summary says of the cost: the price of now, from when, what it was before and when another comes."""

from reportlab.platypus import Flowable

from reports.agreement.paper import AgreementPaper, CostPeriod
from reports.agreement.sheet import Sheet
from reports.layout.day_and_time import day_in_words
from reports.layout.flowables import paragraph
from reports.layout.language import as_read
from reports.layout.tagging import Node
from reports.layout.text import Markup


def cost_told(sheet: Sheet, node: Node) -> list[Flowable]:
    """The cost in the summary, as it is known. Source: OPG 5.5, 5.6 (FUND-2, FUND-3, FUND-7)."""
    paper = sheet.paper
    if paper.is_shared:
        said = [sheet.say(node, "summary.cost_share")]
        if paper.charged_from:
            said.append(sheet.say(node, "summary.cost_share_from", day=day_in_words(paper.charged_from)))
        return said
    if paper.week_total is None or paper.who_pays == "unknown":
        return [sheet.say(node, "summary.cost_unknown")]
    now = _now(paper)
    stopped = now is not None and not now.lines
    amount = paragraph(_figure(sheet, stopped=stopped), sheet.scale.figure(), node)
    if paper.charged_from is None:
        return [amount, sheet.say(node, "summary.cost_no_day")]
    asked = [sheet.say(node, "money.asked")] if now is not None and now.is_asked and now.lines else []
    name = "summary.cost_from_if" if paper.is_conditional else "summary.cost_from"
    from_when = [] if stopped else [sheet.say(node, name, day=day_in_words(paper.charged_from))]
    return [amount, *asked, *from_when, *(_others(sheet, node, now) if now is not None else ())]


def _figure(sheet: Sheet, *, stopped: bool) -> Markup:
    """The price of a week, or of two that take turns."""
    amount, other = str(sheet.paper.week_total), sheet.paper.week_lighter
    if stopped:
        return sheet.words.say("summary.cost_nothing", amount=amount)
    if other is None:
        return sheet.words.say("summary.cost_week", amount=amount)
    if sheet.has("summary.cost_turns"):
        return sheet.words.say("summary.cost_turns", amount=amount, other=str(other))
    return sheet.words.say("summary.cost_week", amount=f"{amount}{as_read(' or ')}{other}")


def _now(paper: AgreementPaper) -> CostPeriod | None:
    """The period whose price the paper names as the price of a week: that of its day, or the first one ahead."""
    begun = [each for each in paper.periods if each.from_day <= paper.issued_on]
    return begun[-1] if begun else next(iter(paper.periods), None)


def _others(sheet: Sheet, node: Node, now: CostPeriod) -> list[Flowable]:
    """From when the price counts where it isn't the first, what it was before, and when another comes."""
    paper, said = sheet.paper, []
    if paper.charged_from is not None and now.from_day > paper.charged_from:
        said.append(sheet.say(node, "summary.cost_since", day=day_in_words(now.from_day)))
    for each in paper.periods:
        when = "then" if each.from_day > now.from_day else "before" if each.from_day < now.from_day else ""
        if when:
            nothing = "" if each.lines else "_nothing"
            until = day_in_words(each.until) if each.until is not None else ""
            told = {"day": day_in_words(each.from_day), "until": until, "amount": each.a_week}
            said.append(sheet.say(node, f"summary.cost_{when}{nothing}", **told))
    return said
