"""The papers of 25 people who differ in everything that papers stumble over, to be looked at.

`python3 -m tests.reports.twenty_five_people FOLDER` writes the agreement or the letter of each, and their service plan,
in standard and large print and the paper to sign as a draft too.
"""

import dataclasses
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from models.values import Call, Money, PlannedVisit
from models.vocabulary.agreement import Authority, Funding, SignsAs
from models.vocabulary.episodes import EpisodeKind
from reports.agreement import agreement
from reports.agreement.paper import AgreementPaper, CostPeriod, FirstDays, MoneyLine, Reach, Signatory
from reports.layout.day_and_time import duration
from reports.layout.styles import Edition
from reports.letters import co_funder, council_funded
from reports.letters.letter import LetterPaper
from reports.service_plan import ServicePlanPaper
from reports.service_plan import render as render_plan

EVERY = frozenset(range(7))
_NEXT_WEEK, _APRIL = date(2026, 11, 23), date(2027, 4, 1)  # the plan changes, the price changes
ONE = (PlannedVisit(EVERY, Call.MORNING, 45, tasks="Wash, dress, breakfast"),)
FIVE = tuple(PlannedVisit(EVERY, call, 30, 2, tasks="Help to move safely") for call in list(Call)[:5])
MIXED = (
    PlannedVisit(frozenset(range(5)), Call.MORNING, 45, 2),
    PlannedVisit(frozenset({5, 6}), Call.MORNING, 30),
    PlannedVisit(frozenset({0, 2, 4}), Call.LUNCH, 30),
    PlannedVisit(EVERY, Call.BED, 20),
)
SIXTY = (PlannedVisit(EVERY, Call.TEA, 60, tasks="\n".join(f"{line}. Do this with care." for line in range(1, 61))),)
_POWER = (date(2019, 5, 2), "7000-1234-5678", "Carol Fretwell", date(2026, 11, 18))
TWO = (
    Signatory("Anna Gill", Authority.LPA_PROPERTY, "0114 496 0555", SignsAs.ATTORNEY, *_POWER),
    Signatory("Piotr Gill", Authority.LPA_PROPERTY, "", SignsAs.ATTORNEY, *_POWER),
)
DEPUTY = (Signatory("Office of the Deputy & Sons LLP", Authority.DEPUTY, "0114 496 0556", SignsAs.DEPUTY, *_POWER),)
SELF, SHARE, COUNCIL = Funding.SELF_FUNDER, Funding.CO_FUNDER, Funding.COUNCIL

# Name, who pays, week, what else differs.
PEOPLE: tuple[tuple[str, Funding, tuple[PlannedVisit, ...], dict[str, Any]], ...] = (
    ("Jean Gill", SELF, ONE, {}),
    ("Łukasz O'Brien", SELF, MIXED, {"preferred_name": "Luke", "formats": ("Interpreter (Polish)",)}),
    ('=1+1 <b>& <para> {who} **x** "</font>', SELF, ONE, {"preferred_name": "{name} <i>"}),
    ("محمد الأحمد", SELF, ONE, {"preferred_name": "محمد"}),
    ("عائشة <خان> (2)", SHARE, MIXED, {}),
    ("রহিমা বেগম", COUNCIL, ONE, {"formats": ("Translation (Bengali)", "Audio")}),
    ("Wilhelmina" * 12, SELF, FIVE, {}),
    ("Wilhelmina" * 12, COUNCIL, ONE, {}),
    ("Cher", SHARE, ONE, {"formats": ("Easy read",)}),
    ("Ŵyn Tŷ", SELF, MIXED, {"signatories": TWO}),
    ("Mary Two Attorneys", SELF, FIVE, {"signatories": TWO, "formats": ("Braille (Grade 2)",)}),
    ("Deborah Deputised", SELF, ONE, {"signatories": DEPUTY}),
    ("Stays With STS", SELF, MIXED, {"kind": EpisodeKind.INTERIM_IN_STS}),
    ("Stays Too", SHARE, ONE, {"kind": EpisodeKind.INTERIM_IN_STS}),
    ("Council Pays", COUNCIL, FIVE, {}),
    ("Rate Changes In April", SELF, MIXED, {"charged_from": date(2027, 3, 30)}),
    ("Charged From The October Change", SELF, ONE, {"charged_from": date(2026, 10, 25)}),
    ("Charged From The March Change", SELF, ONE, {"charged_from": date(2026, 3, 29)}),
    ("Share Ahead", SHARE, ONE, {"charged_from": date(2026, 12, 1)}),
    ("Share Not Known", SHARE, ONE, {"charged_from": None}),
    ("Sixty Lines Of Tasks", SELF, SIXTY, {}),
    ("Sixty Lines And A Share", SHARE, SIXTY, {}),
    ("Five Visits A Day", SELF, FIVE, {"begins_on": date(2026, 11, 27)}),
    ("No Telephone Anywhere", SELF, ONE, {"team_telephone": "", "case_coordinator": Reach("Neil Wragg", "")}),
    ("Anne-Marie van der Berg-Ørsted", COUNCIL, MIXED, {"preferred_name": "Anne"}),
)


def papers() -> Iterator[tuple[str, bytes]]:
    """Each paper of each person, with the name of its file."""
    for number, (name, funding, week, others) in enumerate(PEOPLE, start=1):
        whole = _agreement(number, name, funding, week, others)
        for edition in Edition:
            yield f"{number:02}-{_KIND[funding]}-{edition.value}.pdf", _rendered(whole, edition)
        for edition in (Edition.STANDARD, Edition.LARGE_PRINT):
            yield f"{number:02}-plan-{edition.value}.pdf", render_plan(_plan(whole), edition)


_KIND = {SELF: "agreement", SHARE: "co_funder", COUNCIL: "council"}


def _rendered(whole: AgreementPaper, edition: Edition) -> bytes:
    if whole.funding is SELF:
        return agreement.render(whole, edition)
    return (co_funder if whole.funding is SHARE else council_funded).render(_letter(whole), edition)


def _agreement(
    number: int, name: str, funding: Funding, week: tuple[PlannedVisit, ...], others: dict[str, Any]
) -> AgreementPaper:
    minutes = sum(each.minutes * len(each.days) for each in week)

    whole = AgreementPaper(
        reference=f"ISA-M7014{number:02}-1", issued_on=date(2026, 11, 20), council="Derbyshire County Council",
        person=name, preferred_name="", born=date(1943, 12, 14), address=("12 Mill & Sons Lane", "Matlock", "DE4 3AF"),
        mosaic_id=f"M7014{number:02}", team="Interim Dales", team_telephone="0114 496 0003",
        dso=Reach("Carol Fretwell", "0114 496 0003"), case_coordinator=Reach("Neil Wragg", "0114 496 0001"),
        complaints=Reach("the complaints team", "0114 496 0090"), finance=Reach("the finance team", "0114 496 0091"),
        kind=EpisodeKind.INTERIM_TEAM, begins_on=date(2026, 11, 16), week=week,
        visits_a_week=sum(len(each.days) for each in week), contact_minutes=minutes,
        worker_minutes=sum(each.minutes * len(each.days) * each.workers for each in week), funding=funding,
        liable_from=datetime(2026, 11, 16, 9, 30, tzinfo=UTC), charged_from=date(2026, 11, 17),
        facts=("09:30 on Monday 16 November 2026: your interim support began.",),
        out_of_hours=Reach("Out of hours", "0114 496 0190"),
    )  # fmt: skip
    whole = dataclasses.replace(whole, **others)
    return _with_sums(whole) if funding is SELF else whole


def _with_sums(whole: AgreementPaper) -> AgreementPaper:
    """With the cost by period: the price of April, and where it is mentioned another plan from next week."""
    first = whole.charged_from or whole.issued_on
    changes = [first, *(each for each in (_NEXT_WEEK, _APRIL) if first < each)]
    ends = [*(each - timedelta(days=1) for each in changes[1:]), None]
    periods = tuple(_period(whole.week, day, until) for day, until in zip(changes, ends, strict=True))
    sunday = first + timedelta(days=6 - first.weekday())
    part = tuple(each for each in whole.week if each.days & frozenset(range(first.weekday(), 7)))
    days = _lines(part, first, tuple(range(first.weekday(), 7)))
    return dataclasses.replace(
        whole,
        periods=periods,
        lines=periods[0].lines,
        week_total=periods[0].total,
        first_days=FirstDays(from_day=first, until=sunday, lines=days, total=_total(days)) if first.weekday() else None,
    )


def _period(week: tuple[PlannedVisit, ...], day: date, until: date | None) -> CostPeriod:
    later = (*week, PlannedVisit(frozenset({5}), Call.NIGHT, 35)) if day >= _NEXT_WEEK else week
    lines = _lines(later, day, tuple(range(7)))
    total = _total(lines)
    return CostPeriod(
        from_day=day, until=until, lines=lines, total=total, bill_total=Money.pence(4 * total.in_pence),
        agreed=False if day >= _NEXT_WEEK else None,
    )  # fmt: skip


def _lines(week: tuple[PlannedVisit, ...], day: date, days: tuple[int, ...]) -> tuple[MoneyLine, ...]:
    found = []
    for visit in week:
        minutes = visit.minutes * sum(each in visit.days for each in days)
        rate = (2559 if day >= _APRIL else 2477) * visit.workers
        label = f"{visit.call.label}, {visit.days_text}, {visit.minutes} minutes"
        label += ", two workers" if visit.workers > 1 else ""
        found.append(
            MoneyLine(label, duration(minutes), Money.pence(rate), Money.pence((2 * minutes * rate + 60) // 120))
        )
    return tuple(found)


def _total(lines: tuple[MoneyLine, ...]) -> Money:
    return Money.pence(sum(each.amount.in_pence for each in lines))


def _letter(whole: AgreementPaper) -> LetterPaper:
    names = (each.name for each in dataclasses.fields(LetterPaper))
    shared = {name: getattr(whole, name) for name in names if hasattr(whole, name)}
    shared |= {"written_on": whole.issued_on, "shared_from": whole.charged_from, "wording": "v1"}
    return LetterPaper(**shared)


def _plan(whole: AgreementPaper) -> ServicePlanPaper:
    return ServicePlanPaper(
        reference=f"PSP-{whole.mosaic_id}-2", council=whole.council, person=whole.person,
        preferred_name=whole.preferred_name, address=whole.address, kind=whole.kind, version=2,
        valid_from=date(2026, 11, 16), began_on=whole.begins_on or whole.issued_on,
        team=Reach(whole.team, whole.team_telephone), dso=whole.dso, week=whole.week,
        lasts="six weeks",
        goals_within="two days", case_coordinator=whole.case_coordinator, out_of_hours=whole.out_of_hours,
    )  # fmt: skip


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for file, content in papers():
        (folder / file).write_bytes(content)
