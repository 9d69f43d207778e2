"""A paper of nobody in the words that an office has drafted, or prints today: to look at before they are released."""

from datetime import timedelta

from app.door.turn import Turn
from app.papers import cost_said, review_letters
from app.papers.agreement_example import agreement_example
from app.papers.progress_example import progress_example
from app.papers.words import words_drafted
from app.queries.office.choices import here
from models.rules.spoken_limits import weeks_said, within_said
from models.values import Call, PlannedVisit
from models.vocabulary.episodes import EpisodeKind
from reports.agreement import agreement
from reports.agreement.paper import Reach
from reports.layout.styles import Edition
from reports.layout.wording import Wording
from reports.letters import co_funder, council_funded
from reports.letters.letter import LetterPaper
from reports.progress import for_person, then_and_now
from reports.service_plan import GoalLine, ServicePlanPaper
from reports.service_plan import render as render_plan

_DAYS = frozenset(range(7))


def has_example(paper_name: str) -> bool:
    """Whether a paper of nobody can be drawn in these words."""
    return paper_name in _EXAMPLES


def example_pages(turn: Turn, *, paper_name: str, edition: str) -> bytes:
    """A paper of nobody in the draft's words, or today's: its person, reference and sums are invented and say so."""
    words = words_drafted(turn, paper=paper_name)
    return _EXAMPLES[paper_name](turn, Edition(edition), words)


def _week() -> tuple[PlannedVisit, ...]:
    return (PlannedVisit(_DAYS, Call.MORNING, 30, 1), PlannedVisit(_DAYS, Call.BED, 30, 2))


def _letter(turn: Turn) -> LetterPaper:
    office = here(turn)
    return LetterPaper(
        reference="EXAMPLE",
        written_on=turn.day,
        council=office.council,
        person="Example Person",
        preferred_name="",
        address=("1 Example Street",),
        kind=EpisodeKind.INTERIM_TEAM,
        team="Example team",
        dso=Reach("Example DSO", ""),
        case_coordinator=Reach("Example coordinator", ""),
        complaints=Reach("Complaints", office.complaints_telephone),
        finance=Reach("Finance", office.finance_telephone),
        begins_on=turn.day,
        break_days=turn.policy.interim_break_days,
        shared_from=turn.day,
        facts=("This is an example: nothing has happened.",),
    )


def _plan(turn: Turn) -> ServicePlanPaper:
    office = here(turn)
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
        team=Reach("Example team", ""),
        dso=Reach("Example DSO", ""),
        week=_week(),
        lasts=weeks_said(turn.policy.short_term_days),
        goals_within=within_said(turn.policy.goals_within),
        goals=(GoalLine(1, "I will make my own lunch", "made on 6 of 7 days", None, (Call.LUNCH,)),),
    )


def _agreement_pages(turn: Turn, edition: Edition, words: Wording) -> bytes:
    return agreement.render(agreement_example(turn), edition, words)


def _plan_pages(turn: Turn, edition: Edition, words: Wording) -> bytes:
    return render_plan(_plan(turn), edition, words)


def _progress_pages(turn: Turn, edition: Edition, words: Wording) -> bytes:
    return for_person.render(progress_example(turn), edition, words)


def _end_pack_pages(turn: Turn, edition: Edition, words: Wording) -> bytes:
    return then_and_now.render(progress_example(turn), edition, words)


def _co_funder_pages(turn: Turn, edition: Edition, words: Wording) -> bytes:
    return co_funder.render(_letter(turn), edition, words)


def _council_pages(turn: Turn, edition: Edition, words: Wording) -> bytes:
    return council_funded.render(_letter(turn), edition, words)


_EXAMPLES = {
    "agreement": _agreement_pages,
    "co_funder": _co_funder_pages,
    "cost_said": cost_said.example_pages,
    "council_funded": _council_pages,
    "end_pack": _end_pack_pages,
    "progress": _progress_pages,
    "review_letter": review_letters.example_pages,
    "service_plan": _plan_pages,
}
