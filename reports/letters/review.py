"""The letter about a long-term review: why, that it isn't about less support, who comes, what to choose, whom to ask.

Nobody signs it, and no sum stands in it. Source: CAB §2, §5 (LTR-1).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reportlab.platypus import Flowable, KeepTogether

from reports.agreement.paper import Reach
from reports.layout.day_and_time import day_in_words, unbroken
from reports.layout.page import Standing, furniture_of, make
from reports.layout.styles import Edition
from reports.layout.tagging import Node
from reports.layout.told import Told
from reports.layout.wording import Wording, wording
from reports.letters.letter import NIGHT, head

_PAPER = "review_letter"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewLetterPaper:
    """One letter as it is printed. Who comes is named, both or neither; `planned_on` is their day, where it is known.

    `contact` is who answers questions; `formats` are those beyond print in which the reader gets it too.
    """

    reference: str
    written_on: date
    council: str
    area: str
    person: str
    preferred_name: str
    address: tuple[str, ...]
    contact: Reach
    complaints: Reach
    reviewers: tuple[Reach, Reach] | None = None
    planned_on: date | None = None
    out_of_hours: Reach | None = None
    formats: tuple[str, ...] = ()
    wording: str = "v1"


def render(
    paper: ReviewLetterPaper,
    edition: Edition,
    words: Wording | None = None,
    *,
    standing: Standing = Standing.ISSUED,
) -> bytes:
    """The letter as PDF; the same paper gives the same bytes."""
    words = words or wording(_PAPER, paper.wording)
    page = furniture_of(paper, words, edition, standing=standing)

    def story(root: Node) -> list[Flowable]:
        told, said = Told(words=words, scale=page.scale, root=root), _values(paper)
        opening = head(told, paper, said, ("summary.news", "summary.same"), is_draft=page.is_draft)
        return [*opening, *_answers(paper, told, said)]

    return make(page, story)


def _answers(paper: ReviewLetterPaper, told: Told, said: dict[str, str]) -> Iterator[Flowable]:
    """Each question on one page with its answer; what these words don't ask is left out."""
    who = "visit.named" if paper.reviewers else "visit.not_named"
    day = "visit.day" if paper.planned_on else "visit.no_day"
    night = NIGHT if paper.out_of_hours else NIGHT[1:]
    for question, names in (
        ("why.title", ("why.firms", "why.fits")),
        ("less.title", ("less.no", "less.checked")),
        ("visit.title", (who, day, "visit.with_you")),
        ("choice.title", ("choice.part", "choice.direct_payment", "choice.goes_on", "choice.hand_over")),
        ("ask.title", ("ask.whom", *night, "ask.formats", "ask.complain")),
    ):
        answer = told.answer(told.root, question, *names, **said)
        if answer:
            yield KeepTogether(answer)


def _values(paper: ReviewLetterPaper) -> dict[str, str]:
    said = {"area": paper.area}
    for role, whom in (("contact", paper.contact), ("complaints", paper.complaints)):
        said |= {role: whom.name, f"{role}_telephone": unbroken(whom.telephone)}
    if paper.reviewers is not None:
        said |= dict(zip(("social_worker", "direct_care"), (each.name for each in paper.reviewers), strict=True))
    if paper.planned_on is not None:
        said["day"] = day_in_words(paper.planned_on)
    if paper.out_of_hours is not None:
        said["night"] = unbroken(paper.out_of_hours.telephone)
    return said
