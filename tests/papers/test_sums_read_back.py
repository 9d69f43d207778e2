"""Every sum that an agreement tells, read back from its PDF by two readers and worked out anew without our cost code.

The facts of each story are plain days, minutes and pence, written here; what the paper says is read from its text.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from app.papers.issuing import agreement_pages, issue_agreement, issued_pages
from app.queries.transfer.transfer import transfer
from app.services.agreement import costs
from app.services.office import policy
from models.costs import ChargeRequest
from models.episodes import Episode
from models.transfer import PastListing, PastOffer, Transfer
from models.values import Call, PlannedVisit
from models.vocabulary.agreement import ChargeAsk
from models.vocabulary.people import PaperFormat
from models.vocabulary.transfer import OfferEnd
from tests.builders import SmallOffice
from tests.papers.read_back import ReadMoney, ReadSum, by_each, money_of, pence_of
from tests.papers.test_agreement import a_rate, an_interim

LONDON, DAY, HOUR = ZoneInfo("Europe/London"), timedelta(days=1), timedelta(hours=1)
EVERY, WORKDAYS, WEEKEND = frozenset(range(7)), frozenset(range(5)), frozenset({5, 6})
Visit = tuple[frozenset[int], Call, int, int]
Week = tuple[Visit, ...]
ONE: Week = ((EVERY, Call.MORNING, 30, 1),)
ODD: Week = (  # lines that end in a part of a penny, at this rate
    (WORKDAYS, Call.MORNING, 35, 2),
    (WEEKEND, Call.MORNING, 25, 1),
    (frozenset({0, 2, 4}), Call.LUNCH, 50, 1),
    (EVERY, Call.BED, 20, 1),
)
FIVE: Week = tuple((EVERY, call, 35, 2) for call in list(Call)[:5])


@dataclass(frozen=True)
class Story:
    """Somebody in interim support: London's wall clock for each moment, plans and rates by their first day."""

    now: datetime
    began: datetime
    listed: datetime
    plans: tuple[tuple[date, Week], ...]
    rates: tuple[tuple[date, int, int], ...] = ((date(2023, 4, 1), 2477, 4961),)
    asked: tuple[tuple[datetime, Week, datetime | None], ...] = ()
    past_listing: datetime | None = None
    ends: date | None = None
    settings: dict[str, int] = field(default_factory=dict)

    @property
    def charged_from(self) -> date:
        """The first whole day after the later of two: interim began; 48 elapsed hours on the list were exceeded."""
        over = self.listed.astimezone(UTC) + 48 * HOUR
        began = self.began.astimezone(UTC)
        local = max(began, over).astimezone(LONDON)
        if began > over and local.time() == time(0):
            return local.date()
        return local.date() + DAY

    def planned(self, day: date) -> Week:
        """The plan of a day: the version that began last."""
        return [week for begins, week in self.plans if begins <= day][-1]

    def rate(self, day: date) -> tuple[int, int]:
        """Pence an hour on a day for one and for two workers."""
        return [(one, two) for begins, one, two in self.rates if begins <= day][-1]

    def charged(self, day: date, weekday: int) -> Counter[tuple[int, int]]:
        """What the plan of `day` has on a weekday, or what was asked for instead, if that costs less."""
        planned = on(self.planned(day), weekday)
        for asked_at, week, withdrawn_at in reversed(self.asked):
            stands = day > asked_at.date() and (withdrawn_at is None or day <= withdrawn_at.date())
            if stands:
                asked, price = on(week, weekday), self.rate(day)
                return asked if cost(asked, price) < cost(planned, price) else planned
        return planned


def at(year: int, month: int, day: int, hour: int = 9, minute: int = 0, *, fold: int = 0) -> datetime:
    """A moment by the clock on London's wall."""
    return datetime(year, month, day, hour, minute, tzinfo=LONDON, fold=fold)


def on(week: Week, weekday: int) -> Counter[tuple[int, int]]:
    """How many visits of so many minutes by so many workers lie on a weekday."""
    return Counter((minutes, workers) for days, _, minutes, workers in week if weekday in days)


def cost(visits: Counter[tuple[int, int]], price: tuple[int, int]) -> int:
    """What a day's visits cost, in sixtieths of a penny, so that nothing is rounded."""
    return sum(number * minutes * price[workers - 1] for (minutes, workers), number in visits.items())


STORIES = {
    "the rate changes in April": Story(
        at(2027, 3, 25), at(2027, 3, 22), at(2027, 3, 19),
        ((date(2027, 3, 22), ODD),), ((date(2026, 4, 1), 2477, 4961), (date(2027, 4, 1), 2559, 5117)),
    ),
    "the plan changes next week": Story(
        at(2026, 11, 20), at(2026, 11, 18), at(2026, 11, 15), ((date(2026, 11, 18), ODD), (date(2026, 11, 23), FIVE)),
    ),
    "plan and rate change in the middle of a week": Story(
        at(2027, 3, 30), at(2027, 3, 28), at(2027, 3, 24), ((date(2027, 3, 28), FIVE), (date(2027, 4, 2), ODD)),
        ((date(2026, 4, 1), 2477, 4961), (date(2027, 4, 1), 2559, 5117)),
    ),
    "48 hours across the clocks that go back": Story(
        at(2026, 10, 27), at(2026, 10, 23), at(2026, 10, 24, 0, 30), ((date(2026, 10, 23), FIVE),)
    ),  # over at 23:30 on the 25th: charged from the 26th; by days counted on the wall it would be the 27th
    "48 hours across the clocks that go forward": Story(
        at(2027, 3, 31), at(2027, 3, 26), at(2027, 3, 27, 23, 30), ((date(2027, 3, 26), ODD),)
    ),  # over at 00:30 on the 30th: charged from the 31st
    "the hour that comes twice": Story(
        at(2026, 10, 28), at(2026, 10, 25, 1, 30, fold=1), at(2026, 10, 20), ((date(2026, 10, 25), ONE),)
    ),
    "five visits a day by two workers": Story(
        at(2026, 11, 20), at(2026, 11, 18), at(2026, 11, 15), ((date(2026, 11, 18), FIVE),)
    ),
    "it begins at midnight": Story(
        at(2026, 11, 20), at(2026, 11, 19, 0), at(2026, 11, 15), ((date(2026, 11, 19), ODD),)
    ),
    "the 48 hours end at midnight, and more is needed": Story(
        at(2026, 11, 20), at(2026, 11, 16), at(2026, 11, 17, 0), ((date(2026, 11, 16), ODD),)
    ),
    "it begins as the 48 hours end": Story(
        at(2026, 11, 20), at(2026, 11, 19, 0), at(2026, 11, 17, 0), ((date(2026, 11, 19), ODD),)
    ),
    "less was asked for, then all again": Story(
        at(2026, 11, 30), at(2026, 11, 18), at(2026, 11, 15), ((date(2026, 11, 18), ODD),),
        asked=((at(2026, 11, 24, 11), ((WORKDAYS, Call.MORNING, 35, 1),), at(2026, 11, 27, 10)),),
    ),
    "less was asked for, in other ways on other days": Story(
        at(2026, 11, 25), at(2026, 11, 18), at(2026, 11, 15), ((date(2026, 11, 18), ODD),),
        asked=((at(2026, 11, 24, 11), ((EVERY, Call.MORNING, 60, 1), (WEEKEND, Call.BED, 10, 1)), None),),
    ),
    "all was to stop": Story(
        at(2026, 11, 25), at(2026, 11, 18), at(2026, 11, 15), ((date(2026, 11, 18), ODD),),
        asked=((at(2026, 11, 24, 23, 59), (), None),),
    ),
    "an accepted offer broke the list": Story(
        at(2026, 11, 20), at(2026, 11, 10), at(2026, 11, 16, 12), ((date(2026, 11, 10), ODD),),
        past_listing=at(2026, 11, 8, 12),
    ),
    "a leap day": Story(
        at(2028, 2, 27), at(2028, 2, 26), at(2028, 2, 20), ((date(2028, 2, 26), ODD), (date(2028, 2, 29), FIVE)),
        ((date(2027, 4, 1), 2559, 5117),),
    ),
    "part weeks are free": Story(
        at(2026, 11, 20), at(2026, 11, 18), at(2026, 11, 15), ((date(2026, 11, 18), ODD),),
        settings={"part_weeks_by_day": 0},
    ),
    "weeks begin on Thursday and a bill has 13": Story(
        at(2026, 11, 20), at(2026, 11, 17), at(2026, 11, 10), ((date(2026, 11, 17), ODD), (date(2026, 11, 21), FIVE)),
        settings={"charged_week_begins": 4, "bill_weeks": 13},
    ),
    "weeks begin on the first charged day": Story(
        at(2026, 11, 20), at(2026, 11, 18), at(2026, 11, 10), ((date(2026, 11, 18), ODD),),
        settings={"charged_week_begins": 4},
    ),
    "it has ended": Story(
        at(2026, 12, 4), at(2026, 11, 18), at(2026, 11, 15),
        ((date(2026, 11, 18), ODD), (date(2026, 11, 24), FIVE)), ends=date(2026, 11, 30),
    ),
    "it has ended in the first week": Story(
        at(2026, 12, 4), at(2026, 11, 18), at(2026, 11, 15), ((date(2026, 11, 18), ODD),), ends=date(2026, 11, 20)
    ),
    "what decides lies ahead": Story(
        at(2026, 11, 20), at(2026, 11, 18), at(2026, 11, 19, 12), ((date(2026, 11, 18), ODD),)
    ),
}  # fmt: skip


@pytest.fixture(params=list(STORIES))
def story(request):
    return STORIES[request.param]


@pytest.fixture
def episode(sqlite_office, story):
    """The story's records; what is asked for goes through the deeds at its own moment."""
    office = sqlite_office
    office.clock.move_to(story.began.astimezone(UTC))
    for begins, one, two in story.rates:
        a_rate(office, from_day=begins, single=one, double=two)
    first, *later = story.plans
    moments = ("listed_at", "sent_to_brokerage_at")
    facts = {name: story.listed.astimezone(UTC) for name in moments} | {
        "need_confirmed_at": story.began.astimezone(UTC) - DAY * 9
    }
    if story.past_listing is not None:
        facts["sent_to_brokerage_at"] = story.past_listing.astimezone(UTC)
    made = an_interim(office, *visits(first[1]), began=story.began.astimezone(UTC), **facts)
    for number, (begins, week) in enumerate(later, start=2):
        midnight = datetime.combine(begins, time(0), LONDON).astimezone(UTC)
        office.a_plan(made, *visits(week), number=number, effective_from=midnight)
    if story.past_listing is not None:
        with office.database.reading() as session:
            key = session.query(Transfer).one().id
        past = story.past_listing.astimezone(UTC)
        office.store(
            PastListing(transfer_id=key, listed_at=past),
            PastOffer(
                transfer_id=key, provider="Peak Care", offered_at=past + 20 * HOUR, accepted_at=past + 24 * HOUR,
                starts_on=None, ended_at=past + 90 * HOUR, ended_as=OfferEnd.WITHDRAWN, because="no staff",
                recorded_by_id=office.staff["DSO"],
            ),
        )  # fmt: skip
    for name, number in story.settings.items():
        office.do_as("Service manager", policy.set_policy, setting=name, number=number, because="told", from_at=None)
    for asked_at, week, withdrawn_at in story.asked:
        office.clock.move_to(asked_at.astimezone(UTC))
        asks = ChargeAsk.LESS if week else ChargeAsk.STOP
        request = office.do(
            costs.ask_for_less, episode=made, asks=asks, asked_at=office.now, asked_by="Ann", visits=visits(week)
        ).made
        if withdrawn_at is not None:
            office.clock.move_to(withdrawn_at.astimezone(UTC))
            seen = office.version(ChargeRequest, request)
            office.do(costs.withdraw_request, request=request, seen=seen, because="they need it again")
    office.clock.move_to(story.now.astimezone(UTC))
    if story.ends is not None:
        ended = datetime.combine(story.ends + DAY, time(15), LONDON).astimezone(UTC)
        with office.database.writing() as session:
            session.execute(update(Episode).where(Episode.id == made).values(ended_at=ended, end_reason="pvi_found"))
    return made


def visits(week: Week) -> tuple[PlannedVisit, ...]:
    return tuple(PlannedVisit(days, call, minutes, workers) for days, call, minutes, workers in week)


@pytest.mark.rule("FUND-3", "FUND-4", "FUND-7", "FUND-8")
def test_each_sum_of_the_paper_is_that_of_its_days(sqlite_office, story, episode, tmp_path):
    screen = sqlite_office.ask(transfer, episode=episode).money.charged
    first = story.charged_from
    for content in papers_of(sqlite_office, story, episode):
        for text in by_each(content, tmp_path):
            told = money_of(text)
            assert told.charged_from == first
            assert screen.startswith(f"Charged from {first:%a} {first.day} {first:%b %Y}")
            each_day_has_its_sum(story, told)
            first_days_have_theirs(story, told)
            said_before_or_if(story, told)


def papers_of(office: SmallOffice, story: Story, episode: UUID) -> list[bytes]:
    """What is issued, in both prints; of what has ended the draft, for nothing is issued any more."""
    if story.ends is not None:
        return [office.ask(agreement_pages, episode=episode, edition="draft")]
    made = office.do(issue_agreement, episode=episode, edition=PaperFormat.STANDARD).made
    return [office.ask(issued_pages, agreement=made, edition=each) for each in ("standard", "large_print")]


def each_day_has_its_sum(story: Story, told: ReadMoney) -> None:
    """Every day from the first charged one on lies in one period, told with that day's visits and prices."""
    weeks = story.settings.get("bill_weeks", 4)
    assert told.periods[0].from_day == story.charged_from
    assert told.periods[-1].until == story.ends
    for period in told.periods:
        lines_add_up(period)
        assert (period.weeks, period.bill) == ((weeks, weeks * period.total) if period.lines else (0, 0))
    for number in range(120):
        day = story.charged_from + number * DAY
        lying = [each for each in told.periods if each.from_day <= day and (each.until is None or day <= each.until)]
        if story.ends is not None and day > story.ends:
            assert lying == []
            continue
        (period,) = lying
        for weekday in range(7):
            read = Counter((each.minutes, each.workers) for each in period.lines if weekday in each.days)
            assert read == story.charged(day, weekday), (day, weekday)
        assert {(each.workers, each.rate) for each in period.lines} <= set(enumerate(story.rate(day), start=1)), day
        assert all(each.time == each.minutes * len(each.days) for each in period.lines)


def first_days_have_theirs(story: Story, told: ReadMoney) -> None:
    """The days before the first whole week cost the visits on them, or nothing where only whole weeks are charged."""
    begins = story.settings.get("charged_week_begins", 1)
    days: list[date] = []
    last = story.ends or date.max
    while (day := story.charged_from + len(days) * DAY).isoweekday() != begins and day <= last:
        days.append(day)
    if not days or not story.settings.get("part_weeks_by_day", 1):
        assert told.first_days is None
        assert ("Days before your first whole week cost nothing" in told.text) is bool(days)
        return
    found = told.first_days
    assert found is not None
    assert (found.from_day, found.until) == (days[0], days[-1])
    lines_add_up(found)
    minutes: Counter[tuple[int, int]] = Counter()
    for day in days:
        for (long, workers), number in story.charged(day, day.weekday()).items():
            minutes[workers, story.rate(day)[workers - 1]] += long * number
    read: Counter[tuple[int, int]] = Counter()
    for each in found.lines:
        read[each.workers, each.rate] += each.time
    assert read == minutes


def lines_add_up(told: ReadSum) -> None:
    """As a neighbour does it: each line is time × price, and they add up to the total."""
    assert [each.amount for each in told.lines] == [pence_of(each.time, each.rate) for each in told.lines]
    assert told.total == sum(each.amount for each in told.lines)


def said_before_or_if(story: Story, told: ReadMoney) -> None:
    """What lies ahead is told with its condition; charged days before the paper are said."""
    over = story.listed.astimezone(UTC) + 48 * HOUR
    ahead = max(over, story.began.astimezone(UTC)) > story.now.astimezone(UTC)
    assert ("if no care firm has offered to help you by then" in told.text) is ahead
    assert ("Then we charge from" in told.text) is ahead
    before = story.charged_from < story.now.date()
    assert ("This paper was made later" in told.text) is before


def test_the_reader_reads_pence_as_a_neighbour_does():
    assert [pence_of(minutes, 2477) for minutes in (20, 25, 30, 60)] == [826, 1032, 1239, 2477]
