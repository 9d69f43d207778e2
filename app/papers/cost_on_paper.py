"""What the agreement says of the cost: the periods that it tells, in lines, and who had told about it before."""

from app.queries.agreement.charged_days import ChargedDays, SaidOfCost
from models.policy import PolicySettings
from models.rules.agreement.bill import Bill, four_weeks
from models.rules.agreement.periods import Period
from models.rules.agreement.weekly_cost import Cost
from models.values import Money, PlannedVisit, london_day
from models.vocabulary.agreement import CostSaidHow
from reports.agreement.paper import CostPeriod, CostTold, FirstDays, MoneyLine, TurnCost
from reports.layout.day_and_time import duration


def money_lines(cost: Cost) -> tuple[MoneyLine, ...]:
    """The lines of a working, as the paper has them."""
    return tuple(MoneyLine(_label(each.visit), duration(each.minutes), each.rate, each.cost) for each in cost.lines)


def cost_periods(days: ChargedDays, policy: PolicySettings) -> tuple[CostPeriod, ...]:
    """The periods that a paper of now tells: what goes on and what comes, and all before that no signed paper covers.

    Source: OPG 5.3, 5.6; good practice (FUND-7).
    """
    now = days.now
    told = (
        each for each in days.periods if now is None or not each.agreed or (each.until or now.from_day) >= now.from_day
    )
    return tuple(found for each in told if (found := _period(each, policy)) is not None)


def first_days(days: ChargedDays, policy: PolicySettings) -> FirstDays | None:
    """The charged days before the first whole week, told on the first paper only; without lines where they are free."""
    if days.bill is None or any(each.signed_at is not None for each in days.papers):
        return None
    return _part_week(days.bill, policy)


def told_of_cost(said: SaidOfCost) -> CostTold:
    """What was said, as the family reads it: "by letter", "with our leaflet, version 3"."""
    how = {
        CostSaidHow.LETTER: "by letter",
        CostSaidHow.LEAFLET: "with our leaflet",
        CostSaidHow.BY_WORD: "by word of mouth",
    }[said.how]
    leaflet = f", version {said.leaflet}" if said.leaflet else ""
    return CostTold(london_day(said.said_at), said.said_by, said.said_to, f"{how}{leaflet}")


def _period(period: Period, policy: PolicySettings) -> CostPeriod | None:
    cost, weeks = period.cost, four_weeks(period, policy)
    if cost is None or weeks is None:
        return None
    return CostPeriod(
        from_day=period.from_day,
        until=period.until,
        lines=money_lines(cost),
        total=cost.total,
        bill_total=weeks,
        agreed=period.agreed,
        is_asked=period.is_asked,
        turns=_turns(period),
    )


def _turns(period: Period) -> tuple[TurnCost, ...]:
    """Both weeks where calls take turns, each from the first charged week of it on that the period has."""
    costs = period.costs
    if len(costs) == 1:
        return ()
    return tuple(
        TurnCost(from_day=day, lines=money_lines(each), total=each.total)
        for day, each in zip(period.first_weeks, costs, strict=True)
    )


def _part_week(bill: Bill, policy: PolicySettings) -> FirstDays | None:
    begins = policy.charged_week_begins - 1
    if bill.from_day.weekday() == begins:
        return None
    parts = []
    for each in bill.parts:
        if each.from_day > bill.from_day and each.from_day.weekday() == begins:
            break
        parts.append(each)
    if not policy.part_weeks_by_day or not parts:
        return FirstDays(from_day=bill.from_day, until=bill.from_day, lines=(), total=Money.pence(0))
    lines = tuple(line for each in parts for line in money_lines(each.cost))
    if not lines:  # all was asked to stop, or nothing is planned on these days: the periods say so
        return None
    total = Money.pence(sum(each.cost.total.in_pence for each in parts))
    return FirstDays(from_day=bill.from_day, until=parts[-1].until, lines=lines, total=total)


def _label(visit: PlannedVisit) -> str:
    workers = ", two care workers" if visit.workers > 1 else ""
    when = f"{visit.at:%H:%M}" if visit.at else visit.call.label
    return f"{when}, {visit.days_text}, {visit.minutes} minutes{workers}"
