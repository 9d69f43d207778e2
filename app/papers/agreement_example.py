"""The agreement of nobody, to look at its words before they are released: person, days and sums are invented."""

from datetime import date, timedelta

from app.door.turn import Turn
from app.papers.reach import out_of_hours
from app.queries.office.choices import here
from models.rules.plans.totals import totals
from models.values import Call, Money, PlannedVisit, start_of_day
from models.vocabulary.agreement import Authority, Funding, SignsAs
from models.vocabulary.episodes import EpisodeKind
from reports.agreement.paper import (
    AgreementPaper,
    CostPeriod,
    CostTold,
    FirstDays,
    MoneyLine,
    Reach,
    Signatory,
)

_DAYS = frozenset(range(7))
_WEEK = (PlannedVisit(_DAYS, Call.MORNING, 30, 1), PlannedVisit(_DAYS, Call.BED, 30, 2))
_DAY = timedelta(days=1)


def agreement_example(turn: Turn) -> AgreementPaper:
    """One with what most papers lack: an attorney, days before the paper, a request for less, and a price to come."""
    office, sums = here(turn), totals(_WEEK)
    first, weeks = turn.day - 9 * _DAY, turn.policy.bill_weeks
    before = _period(first, turn.day - _DAY, 52080, weeks, agreed=False)
    now = _period(turn.day, turn.day + 13 * _DAY, 17360, weeks, agreed=True, is_asked=True)
    return AgreementPaper(
        reference="EXAMPLE",
        issued_on=turn.day,
        council=office.council,
        person="Example Person",
        preferred_name="Example",
        born=None,
        address=("1 Example Street",),
        mosaic_id="",
        team="Example team",
        team_telephone="",
        dso=Reach("Example DSO", ""),
        case_coordinator=Reach("Example coordinator", ""),
        complaints=Reach("Complaints", office.complaints_telephone),
        finance=Reach("Finance", office.finance_telephone),
        kind=EpisodeKind.INTERIM_TEAM,
        begins_on=first - _DAY,
        week=_WEEK,
        visits_a_week=sums.visits,
        contact_minutes=sums.contact_minutes,
        worker_minutes=sums.worker_minutes,
        funding=Funding.SELF_FUNDER,
        lines=now.lines,
        week_total=now.total,
        liable_from=start_of_day(first),
        charged_from=first,
        facts=("This is an example: nothing has happened.",),
        signatories=(_attorney(turn),),
        break_days=turn.policy.interim_break_days,
        missing=("This is an example: it is about nobody.",),
        out_of_hours=out_of_hours(office),
        periods=(before, now, _period(turn.day + 14 * _DAY, None, 53760, weeks, agreed=False)),
        first_days=FirstDays(from_day=first, until=first + _DAY, lines=before.lines, total=before.total),
        bill_weeks=turn.policy.bill_weeks,
        said_of_cost=(CostTold(first - _DAY, "Example DSO", "Example Attorney", "with our leaflet, version 1"),),
        formats=("Braille",),
    )


def _period(
    day: date, until: date | None, pence: int, weeks: int, *, agreed: bool, is_asked: bool = False
) -> CostPeriod:
    line = MoneyLine("Example visits", "7 hours", Money.pence(pence // 7), Money.pence(pence))
    return CostPeriod(
        from_day=day,
        until=until,
        lines=(line,),
        total=line.amount,
        bill_total=Money.pence(weeks * pence),
        agreed=agreed,
        is_asked=is_asked,
    )


def _attorney(turn: Turn) -> Signatory:
    return Signatory(
        "Example Attorney",
        Authority.LPA_PROPERTY,
        "",
        SignsAs.ATTORNEY,
        turn.day,
        "7000-EXAMPLE",
        "Example DSO",
        turn.day,
    )
