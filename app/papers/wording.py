"""The phrases of the papers that families read, each with where it stands; and a paper with them, of nobody."""

from dataclasses import dataclass
from datetime import timedelta

from app.door.turn import Turn
from app.door.wording import ShippedWords, shipped_papers, shipped_words
from app.papers.words import words_of
from app.queries.office.choices import here
from models.rules.plans.totals import totals
from models.rules.spoken_limits import weeks_said, within_said
from models.values import Call, PlannedVisit
from models.vocabulary.agreement import Funding
from models.vocabulary.episodes import EpisodeKind
from reports.agreement import agreement, paper
from reports.layout.styles import Edition
from reports.service_plan import GoalLine, ServicePlanPaper
from reports.service_plan import render as render_plan

_DAYS = frozenset(range(7))


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase: in which paper and part it stands, its name there, and its words with {places} to be filled."""

    paper: str
    part: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class PaperWording:
    """A paper's phrases in the version that is printed now."""

    paper: str
    title: str
    version: str
    phrases: tuple[Phrase, ...]


def wordings(turn: Turn) -> tuple[PaperWording, ...]:
    """Every phrase of each paper in force, in the order of its file."""
    return tuple(_wording(turn, shipped_words(name)) for name in shipped_papers())


def example_pages(turn: Turn, *, paper_name: str, edition: str) -> bytes:
    """A paper of nobody in these words, to look at: its person, reference and sums are invented and say so."""
    words = words_of(turn, paper=paper_name)
    if paper_name == "agreement":
        return agreement.render(_agreement(turn), Edition(edition), words)
    return render_plan(_plan(turn), Edition(edition), words)


def _wording(turn: Turn, shipped: ShippedWords) -> PaperWording:
    words = words_of(turn, paper=shipped.paper)
    phrases = (Phrase(shipped.title, each.part, each.name, words.text(each.name)) for each in words.phrases.values())
    return PaperWording(shipped.paper, shipped.title, words.version, tuple(phrases))


def _week() -> tuple[PlannedVisit, ...]:
    return (PlannedVisit(_DAYS, Call.MORNING, 30, 1), PlannedVisit(_DAYS, Call.BED, 30, 2))


def _agreement(turn: Turn) -> paper.AgreementPaper:
    office, sums = here(turn), totals(_week())
    return paper.AgreementPaper(
        reference="EXAMPLE",
        issued_on=turn.day,
        council=office.council,
        person="Example Person",
        preferred_name="",
        born=None,
        address=("1 Example Street",),
        mosaic_id="",
        team="Example team",
        team_telephone="",
        dso=paper.Reach("Example DSO", ""),
        case_coordinator=paper.Reach("Example coordinator", ""),
        complaints=paper.Reach("Complaints", office.complaints_telephone),
        finance=paper.Reach("Finance", office.finance_telephone),
        kind=EpisodeKind.INTERIM_TEAM,
        begins_on=turn.day,
        week=_week(),
        visits_a_week=sums.visits,
        contact_minutes=sums.contact_minutes,
        worker_minutes=sums.worker_minutes,
        funding=Funding.SELF_FUNDER,
        break_days=turn.policy.interim_break_days,
        missing=("This is an example: it is about nobody.",),
    )


def _plan(turn: Turn) -> ServicePlanPaper:
    office, sums = here(turn), totals(_week())
    return ServicePlanPaper(
        reference="EXAMPLE",
        council=office.council,
        person="Example Person",
        preferred_name="",
        address=("1 Example Street",),
        kind=EpisodeKind.SHORT_TERM,
        version=1,
        valid_from=turn.day,
        began_on=turn.day,
        ends_on=turn.day + timedelta(days=turn.policy.short_term_days - 1),
        team=paper.Reach("Example team", ""),
        dso=paper.Reach("Example DSO", ""),
        week=_week(),
        visits_a_week=sums.visits,
        contact_minutes=sums.contact_minutes,
        lasts=weeks_said(turn.policy.short_term_days),
        goals_within=within_said(turn.policy.goals_within),
        goals=(GoalLine("I will make my own lunch", "made on 6 of 7 days", None, (Call.LUNCH,)),),
    )
