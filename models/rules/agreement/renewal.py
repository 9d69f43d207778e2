"""Which charged days a signed agreement covers, and who needs a new one, from when and why (FUND-7)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum

from models.rules.agreement.periods import Period, charged_weeks
from models.rules.clocks import end_of_day
from models.rules.decision import Lack
from models.rules.sentences import day_text, joined
from models.rules.who import DSO
from models.values import Money
from models.vocabulary.agreement import Funding
from models.vocabulary.two_weeks import EVERY_WEEK, TURNS, week_of_two, weeks_text

_DAY = timedelta(days=1)
_ENDS = date.max


@dataclass(frozen=True, slots=True)
class ToldPrice:
    """What a paper says that a week costs from a day on; no sum where it says that a share is decided elsewhere.

    `lighter` is the cheaper week's where two take turns; none where each costs the same. `dearer_week` says in which
    week of two the dearer charged week begins, 0 where each costs the same.
    """

    from_day: date
    weekly: Money | None
    lighter: Money | None = None
    dearer_week: int = EVERY_WEEK

    def sum_in(self, which: int) -> Money | None:
        """The sum of the week that begins in a week A (1), or in a week B (2)."""
        return self.weekly if self.lighter is None or which == self.dearer_week else self.lighter


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFacts:
    """One agreement that was issued: what it says of the cost, who pays by it, and how far it has come."""

    reference: str
    issued_at: datetime
    funding: Funding
    prices: tuple[ToldPrice, ...]
    signed_at: datetime | None = None
    refused_at: datetime | None = None

    def price_on(self, day: date) -> ToldPrice | None:
        """What it says of a day: the last price that has begun by then."""
        begun = (each for each in self.prices if each.from_day <= day)
        return max(begun, key=lambda each: each.from_day, default=None)


class RenewalReason(Enum):
    """Why a new agreement is due; the words end the sentence "the agreement has to be made anew: …"."""

    PLAN = "the weekly hours change"
    RATE = "the price of an hour changes"
    PLAN_AND_RATE = "the weekly hours and the price of an hour change"
    REQUEST = "less was asked for"
    WHO_PAYS = "somebody else pays"


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """That a new agreement is due before a day, and why; the sums a week are none where no sum is told."""

    from_day: date
    because: RenewalReason
    before: Money | None
    after: Money | None
    lighter: tuple[Money | None, Money | None] = (None, None)  # the cheaper week's, before and after
    dearer_weeks: tuple[int, int] = (EVERY_WEEK, EVERY_WEEK)  # in which week of two the dearer begins, before and after
    told_at: datetime  # when the paper was issued that says otherwise

    @property
    def due(self) -> datetime:
        """The last moment of the day before the change."""
        return end_of_day(self.from_day - _DAY)


def agreed_periods(periods: Sequence[Period], papers: Sequence[PaperFacts]) -> tuple[Period, ...]:
    """The periods with whether a signed paper covers each; cut where a signed paper tells of another price.

    Not agreed is what costs more than the last signed paper says of that day. Nothing is said of it before the first
    signature. Source: OPG 5.3, 5.6; good practice (FUND-7).
    """
    signed = tuple(each for each in papers if each.signed_at is not None)
    if not signed:
        return tuple(periods)
    cut = (part for each in periods for part in _cut(each, signed))
    found: list[Period] = []
    for each in cut:
        marked = replace(each, agreed=_is_agreed(each, _last_of(signed, each.from_day)))
        if found and _goes_on(found[-1], marked):
            found[-1] = replace(found[-1], until=marked.until)
        else:
            found.append(marked)
    return tuple(found)


def renewal(periods: Sequence[Period], papers: Sequence[PaperFacts], funding: Funding, today: date) -> Renewal | None:
    """The first day from today on, or before it while it goes on, of which the papers say another cost.

    Only a signed agreement is made anew; a newer one that is issued and not refused settles it, and is chased for its
    signature. What has gone by is told by the next paper. Where the council pays there is none. Source: OPG 5.3, 5.6;
    good practice (FUND-7).
    """
    if not any(each.signed_at is not None for each in papers) or funding not in _WHO_PAY:
        return None
    standing = _standing(papers)
    newest = standing[-1]
    if newest.funding is not funding:
        return Renewal(
            from_day=today,
            because=RenewalReason.WHO_PAYS,
            before=_price(newest, today),
            after=None,
            told_at=newest.issued_at,
        )
    if funding is Funding.CO_FUNDER:  # whose share is told by letter
        return None
    for each in (part for period in periods for part in _cut(period, standing)):
        told = _last_of(standing, each.from_day)
        now = _charged(each)
        goes_on = each.until is None or each.until >= today
        if goes_on and now is not None and _differ(told, now, each.first_weeks):
            before = told or ToldPrice(each.from_day, None)
            return Renewal(
                from_day=each.from_day,
                because=_because(each, periods),
                before=before.weekly,
                after=now.weekly,
                lighter=(before.lighter, now.lighter),
                dearer_weeks=(before.dearer_week, now.dearer_week),
                told_at=newest.issued_at,
            )
    return None


def first_new_day(told: Sequence[ToldPrice], papers: Iterable[PaperFacts], week_begins: int) -> date | None:
    """The first day of which these prices say another cost than the signed papers do; none where they say no other.

    `week_begins` is the weekday with which a charged week begins, Monday 0. Source: OPG 5.3, 5.6 (FUND-7).
    """
    signed = tuple(each for each in papers if each.signed_at is not None)
    begins = min((each.from_day for each in told), default=_ENDS)
    of_signed = (price for paper in signed for price in paper.prices)
    days = sorted({each.from_day for each in (*told, *of_signed) if each.from_day >= begins})
    ends = (*(day - _DAY for day in days[1:]), None)
    return next(
        (
            day
            for day, until in zip(days, ends, strict=False)
            if _differ(_last_of(signed, day), prices_from(told, day)[0], charged_weeks(day, until, week_begins))
        ),
        None,
    )


def prices_from(told: Sequence[ToldPrice], day: date) -> tuple[ToldPrice, ...]:
    """What a paper says that counts from a day: nothing of earlier days, for each day has one paper (FUND-7)."""
    begun = [each for each in told if each.from_day <= day]
    now = [replace(max(begun, key=lambda each: each.from_day), from_day=day)] if begun else []
    return (*now, *(each for each in told if each.from_day > day))


def renewal_text(due: Renewal) -> str:
    """What is due, by when and why, in a sentence. (FUND-7)."""
    both = zip((due.before, due.after), due.lighter, due.dearer_weeks, strict=True)
    is_other_turn = EVERY_WEEK not in due.dearer_weeks and len(set(due.dearer_weeks)) > 1
    before, after = ((_sums_by_week if is_other_turn else _sums)(ToldPrice(due.from_day, *each)) for each in both)
    sums = f" ({before} → {after} a week)" if due.after is not None else ""
    return f"a new agreement is due before {day_text(due.from_day)}: {due.because.value}{sums}."


def together_lacks(signed_last: str) -> tuple[Lack, ...]:
    """Issued with many others is only what the person signs; `signed_last` is who else signed last, if anybody did.

    Who signs is asked each time it is somebody else, on the person's tab. Source: Mental Capacity Act 2005 (FUND-5).
    """
    if not signed_last:
        return ()
    sentence = f"{signed_last} signed last time: issue it on the tab Interim transfer, where it is asked who signs."
    return (Lack("FUND-5", sentence, DSO),)


_WHO_PAY = frozenset({Funding.SELF_FUNDER, Funding.CO_FUNDER})


def _standing(papers: Sequence[PaperFacts]) -> tuple[PaperFacts, ...]:
    """Signed, or issued after the last signature and not refused, in the order of issue."""
    ordered = sorted(papers, key=lambda each: each.issued_at)
    last = max(number for number, each in enumerate(ordered) if each.signed_at is not None)
    return tuple(
        each
        for number, each in enumerate(ordered)
        if each.signed_at is not None or (number > last and each.refused_at is None)
    )


def _last_of(papers: Iterable[PaperFacts], day: date) -> ToldPrice | None:
    """What the newest of the papers that say anything of a day says of it."""
    telling = [each for each in papers if each.price_on(day) is not None]
    return max(telling, key=lambda each: each.issued_at).price_on(day) if telling else None


def _price(paper: PaperFacts, day: date) -> Money | None:
    told = paper.price_on(day)
    return told.weekly if told is not None else None


def _is_agreed(period: Period, told: ToldPrice | None) -> bool:
    charged = _charged(period)
    if told is None or charged is None:
        return False
    weeks = map(week_of_two, period.first_weeks)
    return all(_covers(told.sum_in(which), charged.sum_in(which)) for which in weeks)


def _charged(period: Period) -> ToldPrice | None:
    cost = period.cost
    return ToldPrice(period.from_day, cost.total, period.lighter, period.dearer_week) if cost is not None else None


def _covers(told: Money | None, charged: Money | None) -> bool:
    return told is not None and charged is not None and charged.in_pence <= told.in_pence


def _differ(one: ToldPrice | None, other: ToldPrice, weeks: Iterable[date]) -> bool:
    """Whether they say another sum of one of the weeks that begin on these days."""
    return one is None or any(one.sum_in(which) != other.sum_in(which) for which in map(week_of_two, weeks))


def _sums(price: ToldPrice) -> str:
    weekly, lighter = price.weekly, price.lighter
    return f"{weekly} and {lighter} by turns" if lighter is not None else str(weekly or "no sum")


def _sums_by_week(price: ToldPrice) -> str:
    return joined([f"{price.sum_in(which)} in {weeks_text(which)}" for which in TURNS])


def _cut(period: Period, papers: Iterable[PaperFacts]) -> tuple[Period, ...]:
    """The period in parts of each of which the papers say one price."""
    told = {price.from_day for each in papers for price in each.prices}
    inside = sorted(day for day in told if period.from_day < day <= (period.until or _ENDS))
    begins = (period.from_day, *inside)
    ends = (*(day - _DAY for day in inside), period.until)
    return tuple(replace(period, from_day=day, until=until) for day, until in zip(begins, ends, strict=True))


def _goes_on(one: Period, other: Period) -> bool:
    return replace(one, from_day=other.from_day, until=other.until) == other


def _because(period: Period, periods: Sequence[Period]) -> RenewalReason:
    """What is other than on the day before; of the first charged day that the plan isn't what was printed."""
    before = next((each for each in periods if each.has(period.from_day - _DAY)), None)
    if period.is_asked:
        return RenewalReason.REQUEST
    if before is None or before.rate == period.rate:
        return RenewalReason.PLAN
    return RenewalReason.RATE if before.week == period.week else RenewalReason.PLAN_AND_RATE
