"""The record that somebody refused to sign an agreement: for the file, and for whoever asks for it (FUND-5)."""

from dataclasses import dataclass
from datetime import date, datetime

from reportlab.platypus import Flowable

from models.vocabulary.agreement import SignsAs
from reports.agreement.paper import Reach
from reports.layout.day_and_time import moment_in_words, short_day, unbroken
from reports.layout.flowables import heading, paragraph
from reports.layout.page import furniture_of, make
from reports.layout.styles import Edition, Scale
from reports.layout.tables import facts_table
from reports.layout.tagging import Node
from reports.layout.text import Markup, typed
from reports.layout.wording import Wording, wording

CURRENT_WORDING = "v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedPaper:
    """What is kept of a refusal. `asked` are those who were asked to sign, and as what."""

    council: str
    reference: str
    issued_on: date
    person: str
    refused_by: str
    refused_at: datetime
    because: str
    said_of_cost: str
    recorded_by: str
    asked: tuple[tuple[str, SignsAs], ...]
    dso: Reach
    wording: str = CURRENT_WORDING


def render(paper: RefusedPaper, edition: Edition, words: Wording | None = None) -> bytes:
    """The record as PDF; the same paper gives the same bytes. Without `words` in those that the program ships."""
    words = words or wording("refused", paper.wording)
    furniture = furniture_of(paper, words, edition)

    def story(root: Node) -> list[Flowable]:
        return _told(paper, words, furniture.scale, root)

    return make(furniture, story)


def _told(paper: RefusedPaper, words: Wording, scale: Scale, root: Node) -> list[Flowable]:
    about = words.say("for_whom", person=paper.person, reference=paper.reference, day=short_day(paper.issued_on))
    facts = [
        (words.text("facts.who"), _who(paper, words, paper.refused_by)),
        (words.text("facts.when"), typed(moment_in_words(paper.refused_at))),
        (words.text("facts.why"), typed(paper.because)),
        (words.text("facts.cost"), typed(paper.said_of_cost or words.text("facts.cost_nothing"))),
        (words.text("facts.asked"), Markup("<br/>".join(_who(paper, words, name) for name, _ in paper.asked))),
        (words.text("facts.recorded"), typed(paper.recorded_by)),
    ]
    dso = paper.dso
    return [
        paragraph(typed(words.text("title")), scale.title(), root, "H1"),
        paragraph(about, scale.text(), root),
        heading(words.text("facts.heading"), scale.heading_over_table(), root, 2),
        facts_table(facts, scale.room, scale, root),
        scale.space(2),
        heading(words.text("signing.heading"), scale.heading(), root, 2),
        paragraph(words.say("signing.nobody"), scale.text(), root),
        *([paragraph(words.say("signing.next"), scale.text(), root)] if words.says("signing.next") else []),
        paragraph(words.say("signing.later"), scale.text(), root),
        paragraph(words.say("signing.ask", name=dso.name, telephone=unbroken(dso.telephone)), scale.text(), root),
    ]


def _who(paper: RefusedPaper, words: Wording, name: str) -> Markup:
    """Their name, and as what they were to sign."""
    role = dict(paper.asked).get(name, SignsAs.SELF)
    if role is SignsAs.SELF:
        return typed(name)
    return words.say(
        "facts.as_deputy" if role is SignsAs.DEPUTY else "facts.as_attorney", name=name, person=paper.person
    )
