"""Several papers about one person as one PDF: which can be printed now, why another can't, and all that were ticked.

Each is made by the function that makes it alone, so that it says and refuses the same. They are joined rather than
saved one by one: joining keeps structure, fields and bookmarks of each, and a printer takes one job, which nobody
else's paper comes between.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.door.errors import Refused, refuse_if
from app.door.turn import Turn
from app.papers import agreement, cost_said, packs, progress, referral_sheet, refused, service_plan, summaries, visits
from app.papers.issuing_letters import issued_letter
from app.papers.words import final_words
from app.queries.agreement.paper_files import newest_issued
from app.queries.agreement.refusals import newest_refused_of
from app.queries.episodes.came_by import referral_of
from app.queries.episodes.in_view import in_view
from app.queries.episodes.run_of_service import run_of
from app.queries.office.choices import here
from app.queries.people.caseload import person_header
from models.rules.people.print_packs import aside_of, chosen_lacks, first_wanted, pack_of, papers_of
from models.rules.sentences import day_text
from models.values import london_day
from models.vocabulary.people import PaperFormat
from models.vocabulary.print_packs import PackPaper, PrintPack
from reports.layout.batch import joined
from reports.layout.styles import Edition


@dataclass(frozen=True, slots=True)
class PaperNow:
    """A paper in the list, under the moment at which it may first be wanted, with the packs that it belongs to.

    `why_not` is why it can't be printed now, in its refusal's own words, empty where it can. `which` says which one it
    is of several that there may be, `aside` why it goes along only where somebody asks for it.
    """

    paper: PackPaper
    moment: PrintPack
    packs: frozenset[PrintPack]
    why_not: str
    which: str = ""
    aside: str = ""

    @property
    def said(self) -> str:
        """What whoever chooses has to know of it."""
        return self.why_not or f"{self.which} {self.aside}".strip()

    def goes_along(self, pack: PrintPack | None) -> bool:
        """Whether it is one of this moment without being asked for."""
        return pack in self.packs and not (self.why_not or self.aside)


@dataclass(frozen=True, slots=True)
class PapersNow:
    """Everything that could be printed of somebody, in the order in which it is printed; `pack` fits the moment.

    `paper_format` is the print that they need.
    """

    name: str
    paper_format: PaperFormat
    pack: PrintPack
    papers: tuple[PaperNow, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """Whose papers, in which print; `look` is the note of the look at the key-safe code that the call sheet tells."""

    person: UUID
    paper_format: PaperFormat
    look: UUID | None = None

    @property
    def edition(self) -> Edition:
        return Edition(self.paper_format.value)

    def episode(self, turn: Turn) -> UUID:
        return run_of(turn, self.person).latest.id

    def referral(self, turn: Turn) -> UUID:
        return referral_of(turn, person=self.person).referral


@dataclass(frozen=True, slots=True)
class _Which:
    """Which paper it is where there may be several, and why it goes along only where it is asked for."""

    which: str = ""
    aside: str = ""


@dataclass(frozen=True, slots=True)
class _Maker:
    """What a paper is refused for before it is gathered whole, how it is made, and the folders of its wording.

    The gate of a paper of which there may be several answers which it is.
    """

    gate: Callable[[Turn, _Asked], object]
    make: Callable[[Turn, _Asked], bytes]
    words: tuple[str, ...] = ()


def papers_now(turn: Turn, *, person: UUID) -> PapersNow:
    """What of somebody can be printed now, and the moment of work that it is. Nothing is drawn and nothing noted."""
    about = person_header(turn, person=person)
    asked = _Asked(person, PaperFormat.STANDARD)
    papers = tuple(_now(turn, asked, each) for each in PackPaper)
    is_transferring = not next(each.why_not for each in papers if each.paper is PackPaper.TRANSFER_SUMMARY)
    pack = pack_of(has_ended=about.ended_at is not None, is_transferring=is_transferring)
    return PapersNow(about.name, in_view(turn, person).paper_format, pack, papers)


def together_pdf(
    turn: Turn,
    *,
    person: UUID,
    papers: Sequence[PackPaper],
    paper_format: PaperFormat,
    pack: PrintPack | None = None,
    on_both_sides: bool = True,
    look: UUID | None = None,
) -> bytes:
    """These papers in this order as one PDF, one that stands twice as two copies; refused with the first that is.

    `pack` names the file where they were chosen for a moment of work. `on_both_sides`: each begins on a new sheet.
    `look` is the note of the look at the key-safe code, where the call sheet is among them.
    """
    refuse_if(chosen_lacks(papers=len(papers)))
    asked = _Asked(person, paper_format, look)
    made = {each: _made_of(turn, asked, each, papers) for each in dict.fromkeys(papers)}
    named = ((title, made[each]) for each, title in zip(papers, _titles(papers), strict=True))
    title = f"{pack.label if pack else 'Papers'}: {person_header(turn, person=person).name}"
    return joined(named, title, here(turn).council, each_on_a_new_sheet=on_both_sides)


def _made_of(turn: Turn, asked: _Asked, paper: PackPaper, papers: Sequence[PackPaper]) -> bytes:
    """It is refused as it is alone; among several it is said which of them that is."""
    try:
        return _MADE[paper].make(turn, asked)
    except Refused as why:
        among = f"{paper.label}: it can't be printed now, so none of these is."
        refuse_if(why.lacks if len(set(papers)) > 1 else (), saying=among)
        raise


def _titles(papers: Sequence[PackPaper]) -> Iterator[str]:
    for place, each in enumerate(papers):
        copy = papers[:place].count(each) + 1
        yield f"{each.label}, copy {copy}" if copy > 1 else each.label


def _now(turn: Turn, asked: _Asked, paper: PackPaper) -> PaperNow:
    packs = frozenset(each for each in PrintPack if paper in papers_of(each))
    maker = _MADE[paper]
    try:
        told = maker.gate(turn, asked)
        for each in maker.words:
            final_words(turn, paper=each, edition=asked.edition)
    except Refused as why:
        return PaperNow(paper, first_wanted(paper), packs, str(why))
    it = told if isinstance(told, _Which) else _Which()
    return PaperNow(paper, first_wanted(paper), packs, "", it.which, it.aside)


def _of_person(*gates: Callable[..., object]) -> Callable[[Turn, _Asked], object]:
    return lambda turn, asked: [gate(turn, person=asked.person) for gate in gates]


def _made(pdf: Callable[..., bytes]) -> Callable[[Turn, _Asked], bytes]:
    return lambda turn, asked: pdf(turn, person=asked.person, paper_format=asked.paper_format)


def _letter(turn: Turn, asked: _Asked) -> bytes:
    return issued_letter(turn, episode=asked.episode(turn), paper_format=asked.paper_format)


def _which_agreement(turn: Turn, asked: _Asked) -> _Which:
    issued, run = newest_issued(turn, person=asked.person), run_of(turn, asked.person)
    goes_on = run.latest.ended_at is None and issued.episode in {each.id for each in run.episodes}
    which = f"{issued.reference}, issued on {day_text(london_day(issued.issued_at))}."
    return _Which(which, aside_of(goes_on=goes_on, death_reported=run.death_reported))


def _which_referral(turn: Turn, asked: _Asked) -> _Which:
    found = referral_of(turn, person=asked.person)
    where = "it is in the queue" if found.is_in_queue else "the support came by it"
    return _Which(f"{found.reference}, received on {day_text(london_day(found.received_at))}; {where}.")


_MADE: dict[PackPaper, _Maker] = {
    PackPaper.SERVICE_PLAN: _Maker(
        lambda turn, asked: service_plan.planned_for(turn, episode=asked.episode(turn)),
        lambda turn, asked: service_plan.service_plan_pages(turn, episode=asked.episode(turn), edition=asked.edition),
        ("service_plan",),
    ),
    PackPaper.IPAD_SHEET: _Maker(_of_person(visits.visited), _made(visits.ipad_sheet_pdf)),
    PackPaper.CALL_SHEET: _Maker(
        _of_person(visits.visited),
        lambda turn, asked: visits.call_sheet_pdf(
            turn, person=asked.person, paper_format=asked.paper_format, look=asked.look
        ),
    ),
    PackPaper.REFERRAL: _Maker(
        _which_referral,
        lambda turn, asked: referral_sheet.referral_sheet_pdf(
            turn, referral=asked.referral(turn), paper_format=asked.paper_format
        ),
    ),
    PackPaper.TRANSFER_SUMMARY: _Maker(
        _of_person(summaries.begun, progress.in_run), _made(summaries.transfer_summary_pdf)
    ),
    PackPaper.ASSESSOR_SHEET: _Maker(_of_person(progress.in_run), _made(progress.for_the_assessor)),
    PackPaper.AGREEMENT: _Maker(
        _which_agreement,
        lambda turn, asked: agreement.issued(turn, person=asked.person, reference=None, edition=asked.edition),
    ),
    PackPaper.LETTER: _Maker(_letter, _letter),
    PackPaper.COST_SAID: _Maker(_of_person(cost_said.gather), _made(cost_said.cost_said_pdf), ("cost_said",)),
    PackPaper.REFUSED: _Maker(
        lambda turn, asked: newest_refused_of(turn, episode=asked.episode(turn)),
        lambda turn, asked: refused.refused_of_episode(turn, episode=asked.episode(turn), edition=asked.edition),
        ("refused",),
    ),
    PackPaper.END_PACK: _Maker(_of_person(progress.told_to), _made(packs.end_pack_pdf), ("end_pack", "progress")),
    PackPaper.PROGRESS: _Maker(_of_person(progress.told_to), _made(progress.for_the_person), ("progress",)),
    PackPaper.CLOSURE_SUMMARY: _Maker(
        _of_person(summaries.ended, progress.in_run), _made(summaries.closure_summary_pdf)
    ),
}
