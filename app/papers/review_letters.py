"""The letters of an area's programme to all who are still to be written to, as one PDF (LTR-1).

They are printed here; that they were sent is a deed of its own (`joint_review.record_letters`).
"""

from itertools import chain
from uuid import UUID

from app.door.errors import refuse_if
from app.door.turn import Turn
from app.papers.batch import Drawing, one_pdf
from app.papers.editions import edition_for
from app.papers.words import words_lacks, words_of
from app.queries.episodes.in_service import address_lines
from app.queries.office.choices import OfficeView, here
from app.queries.people.formats import formats_of_many
from app.queries.reviews.letters import LetterRow, Reviewer, ToWriteTo, letters_to_write
from models.rules.closure.deaths import paper_lacks
from models.rules.reviews.programme import letter_again_lacks, letters_lacks, to_post_lacks, to_ring_lacks
from reports.agreement.paper import Reach
from reports.layout.styles import Edition
from reports.layout.wording import Wording
from reports.letters.review import ReviewLetterPaper, render

PAPER = "review_letter"


def review_letters_pdf(turn: Turn, *, programme: UUID, person: UUID | None = None) -> bytes:
    """Each letter in the print that its reader needs, with a bookmark each, by name; none to somebody who died.

    Refused where nobody is to be written to, and where one has no address or nobody to ring. CAB §2, §5 (LTR-1).
    `person` is somebody whose letter was sent and didn't arrive: a new one to them alone, of today, as all stands
    now. That it is sent changes nothing of when they were first written to.
    """
    found = letters_to_write(turn, programme=programme, person=person)
    office, words = here(turn), words_of(turn, paper=PAPER)
    formats = formats_of_many(turn, people=[row.person for row in found.letters])
    papers = [
        (_paper(turn, row, found, office, formats.get(row.person, ()), words.version), row.paper_format)
        for row in found.letters
    ]
    without = (
        *(to_post_lacks(row.name, row.address) for row in found.letters),
        *(to_ring_lacks(each.person, each.contact.telephone) for each, _ in papers),
    )
    lacks = letters_lacks if person is None else letter_again_lacks
    refuse_if(() if person is None else chain.from_iterable(map(paper_lacks, found.dead)))
    refuse_if((*lacks(found.area, len(papers)), *chain.from_iterable(without)))
    refuse_if(words_lacks(words, paper=PAPER), saying="These letters can't be printed yet:")
    drawings = [Drawing(each.person, render, (each, edition_for(needed), words)) for each, needed in papers]
    return one_pdf(drawings, f"Letters about long-term reviews: {found.area}", office.council)


def example_pages(turn: Turn, edition: Edition, words: Wording) -> bytes:
    """The letter to nobody, to look at its words."""
    paper = ReviewLetterPaper(
        reference="EXAMPLE",
        written_on=turn.day,
        council=here(turn).council,
        area="Example area",
        person="Example Person",
        preferred_name="",
        address=("1 Example Street",),
        contact=Reach("Example social worker", ""),
        complaints=Reach("Complaints", here(turn).complaints_telephone),
        reviewers=(Reach("Example social worker", ""), Reach("Example DSO", "")),
        planned_on=turn.day,
    )
    return render(paper, edition, words)


def _paper(
    turn: Turn, row: LetterRow, found: ToWriteTo, office: OfficeView, formats: tuple[str, ...], wording: str
) -> ReviewLetterPaper:
    contact = _contact(row.reviewers, found.writer)
    night = office.out_of_hours_telephone
    return ReviewLetterPaper(
        reference=f"LTR-{row.mosaic_id or str(row.person)[-8:]}-{turn.day:%Y%m%d}",
        written_on=turn.day,
        council=office.council,
        area=found.area,
        person=row.name,
        preferred_name=row.preferred,
        address=address_lines(row.address, row.postcode),
        contact=contact,
        complaints=Reach("the complaints team", office.complaints_telephone)
        if office.complaints_telephone
        else contact,
        reviewers=(_reach(row.reviewers[0]), _reach(row.reviewers[1])) if row.reviewers else None,
        planned_on=row.planned_on,
        out_of_hours=Reach("Out of hours", night) if night else None,
        formats=formats,
        wording=wording,
    )


def _contact(reviewers: tuple[Reviewer, Reviewer] | None, writer: Reviewer | None) -> Reach:
    """Who answers questions: the first of those who come who has a number, else whoever writes."""
    asked = [*(reviewers or ()), *([writer] if writer is not None else [])]
    return next((_reach(each) for each in asked if each.telephone.strip()), Reach("", ""))


def _reach(reviewer: Reviewer) -> Reach:
    return Reach(reviewer.name, reviewer.telephone)
