"""A paper beside bare reportlab with the same words, tables and fonts; 200 of them beside one process that draws all.

Seconds are of the processor for the one paper, which nothing else on the machine changes, and of the clock for the
many: side by side is what they are about.
"""

import dataclasses
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from io import BytesIO

from pypdf import PdfReader

from app.papers.batch import Drawing, one_pdf
from models.values import Call, Money, PlannedVisit
from models.vocabulary.agreement import Authority, Funding
from models.vocabulary.episodes import EpisodeKind
from reports.agreement.agreement import render
from reports.agreement.paper import AgreementPaper, MoneyLine, Reach, Signatory
from reports.layout.batch import joined
from reports.layout.styles import Edition
from tests.benchmarks.bare_paper import BarePaper
from tests.benchmarks.measure import Measure, clocked, side_by_side

_ONE, _MANY = 2.0, 0.6  # of the design
_PAPERS, _TURNS = 200, 3


def measures(runs: int) -> Iterator[Measure]:
    """One agreement, then many."""
    paper = agreement(0)
    draw = partial(render, paper, Edition.STANDARD)
    bare, pages = BarePaper("reports.agreement.agreement", draw), len(PdfReader(BytesIO(draw())).pages)
    drawn = bare.draw(pages)[1]
    if drawn != pages:
        raise ValueError(f"The bare paper has {drawn} pages and ours {pages}: they aren't the same paper.")
    yield side_by_side(
        "one agreement, warm",
        lambda: worked(draw),
        lambda: worked(lambda: bare.draw(pages)),
        "the same by bare reportlab",
        goal=_ONE,
        runs=runs * 3,
    )
    drawings = [Drawing(f"Person {number}", render, (agreement(number), Edition.STANDARD)) for number in range(_PAPERS)]
    yield side_by_side(
        f"{_PAPERS} agreements as one PDF",
        lambda: clocked(lambda: one_pdf(drawings, "Agreements", "Council")),
        lambda: clocked(lambda: joined([(each.title, each.draw(*each.given)) for each in drawings], "All", "Council")),
        "drawn and joined by one process",
        goal=_MANY,
        runs=min(runs, _TURNS),
    )


def worked(work: Callable[[], object]) -> float:
    """Seconds of the processor that one call takes."""
    began = time.process_time()
    work()
    return time.process_time() - began


def agreement(number: int) -> AgreementPaper:
    """An agreement of a self-funder with 21 visits a week, whom an attorney signs for; each its own."""
    every, weekdays = frozenset(range(7)), frozenset(range(5))
    week = (
        PlannedVisit(every, Call.MORNING, 45, 2, tasks="wash and dress, breakfast"),
        PlannedVisit(every, Call.LUNCH, 30),
        PlannedVisit(weekdays, Call.BED, 30),
    )
    paper = AgreementPaper(
        reference="ISA-M701415-1",
        issued_on=date(2026, 11, 20),
        council="Derbyshire County Council",
        person="Łukasz O'Brien",
        preferred_name="Łukasz",
        born=date(1943, 12, 14),
        address=("12 Mill Lane", "Matlock", "DE4 3AF"),
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
        visits_a_week=19,
        contact_minutes=675,
        worker_minutes=990,
        funding=Funding.SELF_FUNDER,
        lines=(
            MoneyLine("Visits by one carer", "6", Money(Decimal("24.80")), Money(Decimal("148.80"))),
            MoneyLine("Visits by two carers", "5.25", Money(Decimal("49.60")), Money(Decimal("260.40"))),
        ),
        week_total=Money(Decimal("409.20")),
        liable_from=datetime(2026, 11, 16, 9, 30, tzinfo=UTC),
        charged_from=date(2026, 11, 16),
        facts=("On 12 November 2026 at 10:15 it was confirmed that you need ongoing support.",),
        signatories=(Signatory("Anna O'Brien", Authority.LPA_PROPERTY, "0114 496 0555"),),
    )
    return dataclasses.replace(paper, reference=f"ISA-M701415-{number}", person=f"Łukasz O'Brien {number}")
