"""The letters about who pays: to a co-funder, and to somebody for whom the council pays. Gathered in one read."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from app.door.errors import refuse_if
from app.door.turn import Turn
from app.papers.reach import office_or_dso, out_of_hours, reach
from app.papers.words import words_lacks, words_of
from app.queries.agreement.basis import agreement_basis
from app.queries.episodes.in_service import Colleague, InService, in_service
from app.queries.people.formats import formats_told
from models.rules.agreement.charging import Liability, charge_lacks, charged_from, liability
from models.rules.agreement.letters import letter_lacks
from models.rules.closure.deaths import paper_lacks
from models.values import london_day
from models.vocabulary.agreement import Funding
from models.vocabulary.people import PaperFormat
from reports.layout.day_and_time import moment_in_words
from reports.layout.page import Standing
from reports.layout.styles import Edition
from reports.layout.wording import Wording
from reports.letters import co_funder, council_funded
from reports.letters.letter import LetterPaper

_KINDS: dict[Funding, tuple[str, str, Callable[..., bytes]]] = {
    Funding.CO_FUNDER: ("co_funder", "CF", co_funder.render),
    Funding.COUNCIL: ("council_funded", "CP", council_funded.render),
}


@dataclass(frozen=True, slots=True)
class PreparedLetter:
    """A letter ready to be printed, in whose words, and who pays."""

    paper: LetterPaper
    funding: Funding
    words: Wording
    paper_format: PaperFormat


def prepare_letter(turn: Turn, *, episode: UUID) -> PreparedLetter:
    """Gather the letter that fits who pays. Short-term, a death, a self-funder and not knowing who pays are refused.

    Source: OPG 1.2, 5.5 (FUND-1, FUND-2, FUND-6); good practice (END-6).
    """
    known = in_service(turn, episode=episode)
    refuse_if(charge_lacks(known.kind))
    refuse_if((*paper_lacks(known.death), *letter_lacks(known.funding)))
    folder, _, _ = _KINDS[known.funding]
    words = words_of(turn, paper=folder)
    decided = liability(agreement_basis(turn, known=known).charged, turn.policy)
    return PreparedLetter(_paper(turn, known, decided, words), known.funding, words, known.paper_format)


def draw_letter(prepared: PreparedLetter, edition: Edition) -> bytes:
    """The PDF; refused while the office owes words of its own, but for a draft."""
    folder, _, render = _KINDS[prepared.funding]
    if edition is not Edition.DRAFT:
        refuse_if(words_lacks(prepared.words, paper=folder), saying="This letter can't be printed yet (a draft can):")
    return render(prepared.paper, edition, prepared.words)


def draw_draft(prepared: PreparedLetter, edition: Edition) -> bytes:
    """What would be issued, to look at: marked, and without number."""
    _, _, render = _KINDS[prepared.funding]
    return render(prepared.paper, edition, prepared.words, standing=Standing.NOT_ISSUED)


def _paper(turn: Turn, known: InService, decided: Liability, words: Wording) -> LetterPaper:
    office, team = known.office, known.team
    _, sign, _ = _KINDS[known.funding]
    told = sorted((line.counts_from, line.told) for line in decided.lines if line.counts_from)
    return LetterPaper(
        reference=f"{sign}-{known.mosaic_id or str(known.person)[-8:]}-{turn.day:%Y%m%d}",
        written_on=turn.day,
        council=office.council,
        person=known.name,
        preferred_name=known.preferred,
        address=known.address,
        kind=known.kind,
        team=team.name,
        dso=reach(known.dso),
        case_coordinator=reach(known.coordinator or Colleague("your case coordinator", team.telephone)),
        complaints=office_or_dso("the complaints team", office.complaints_telephone, known),
        finance=office_or_dso("the finance team", office.finance_telephone, known),
        begins_on=london_day(known.started_at),
        break_days=turn.policy.interim_break_days,
        shared_from=charged_from(decided) if known.funding is Funding.CO_FUNDER else None,
        facts=tuple(f"{moment_in_words(at)}: {what}." for at, what in told),
        out_of_hours=out_of_hours(office),
        formats=formats_told(turn, person=known.person),
        wording=words.version,
    )
