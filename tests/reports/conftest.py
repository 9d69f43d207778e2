"""Papers that tests draw, and ways to read what was drawn."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader

from models.values import Call, Money, PlannedVisit
from models.vocabulary.agreement import Authority, Funding
from models.vocabulary.episodes import EpisodeKind
from reports.agreement.paper import AgreementPaper, MoneyLine, Reach, Signatory
from reports.service_plan import GoalLine, ServicePlanPaper


@pytest.fixture
def week():
    every, weekend = frozenset(range(7)), frozenset({5, 6})
    return (
        PlannedVisit(every, Call.MORNING, 45, 2, tasks="wash & dress, breakfast"),
        PlannedVisit(frozenset(range(5)), Call.LUNCH, 30),
        PlannedVisit(weekend, Call.LUNCH, 30, at=time(12, 15)),
        PlannedVisit(every, Call.BED, 30),
    )


@pytest.fixture
def agreement(week):
    return AgreementPaper(
        reference="HW-AG-7K3M2",
        issued_on=date(2026, 11, 20),
        council="Derbyshire County Council",
        person="Łukasz O'Brien",
        preferred_name="Łukasz",
        born=date(1943, 12, 14),
        address=("12 Ŵyn & Sons Lane", "Matlock", "DE4 3AF"),
        mosaic_id="M701415",
        team="Interim Dales",
        team_telephone="0114 496 0003",
        dso=Reach("Carol Fretwell", "0114 496 0003"),
        case_coordinator=Reach("Neil Wragg", "0114 496 0001"),
        complaints=Reach("Complaints team", "0114 496 0090"),
        finance=Reach("Finance team", "0114 496 0091"),
        kind=EpisodeKind.INTERIM_TEAM,
        begins_on=date(2026, 11, 16),
        week=week,
        visits_a_week=21,
        contact_minutes=735,
        worker_minutes=1050,
        funding=Funding.SELF_FUNDER,
        lines=(
            MoneyLine("Visits by one carer", "7", Money(Decimal("24.80")), Money(Decimal("173.60"))),
            MoneyLine("Visits by two carers", "5.25", Money(Decimal("49.60")), Money(Decimal("260.40"))),
        ),
        week_total=Money(Decimal("434.00")),
        liable_from=datetime(2026, 11, 16, 9, 30, tzinfo=UTC),
        charged_from=date(2026, 11, 16),
        facts=("On 12 November 2026 at 10:15 it was confirmed that you need ongoing support.",),
        signatories=(Signatory("Anna O'Brien", Authority.LPA_PROPERTY, "0114 496 0555"),),
    )


@pytest.fixture
def service_plan(week):
    return ServicePlanPaper(
        reference="HW-SP-3KQ2-2",
        council="Derbyshire County Council",
        person="Łukasz O'Brien",
        preferred_name="Łukasz",
        address=("12 Ŵyn & Sons Lane", "Matlock", "DE4 3AF"),
        kind=EpisodeKind.SHORT_TERM,
        version=2,
        valid_from=date(2026, 11, 9),
        began_on=date(2026, 11, 2),
        team=Reach("STS Dales North", "0114 496 0001"),
        dso=Reach("Priya Raman", "0114 496 0001"),
        week=week,
        lasts="six weeks",
        goals_within="two days",
        ends_on=date(2026, 12, 13),
        goals=(GoalLine(1, "I make my own tea.", "Four mornings of five", date(2026, 12, 4), (Call.MORNING,)),),
    )


@pytest.fixture
def words_of() -> Callable[[bytes], str]:
    """All the text of a PDF in one line with single spaces."""

    def read(made: bytes) -> str:
        return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages).split())

    return read


@pytest.fixture
def content_of() -> Callable[[bytes], list[str]]:
    """The words of a PDF without heads and feet of pages."""

    def read(made: bytes) -> list[str]:
        kept: list[str] = []

        def keep(text, matrix, _placed, _font, _size):
            if 82 < matrix[5] < 790:
                kept.append(text)

        for page in PdfReader(BytesIO(made)).pages:
            page.extract_text(visitor_text=keep)
        return "".join(kept).split()

    return read
