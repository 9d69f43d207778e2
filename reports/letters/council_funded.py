"""The letter to somebody for whom the council pays: good news, what goes on as it is, and what when it changes."""

from reportlab.platypus import Flowable

from reports.layout.page import Standing, make
from reports.layout.styles import Edition
from reports.layout.tagging import Node
from reports.layout.wording import Wording, wording
from reports.letters.letter import NIGHT, LetterPaper, LetterSheet, answers, furniture, opening

_PAPER = "council_funded"


def render(
    paper: LetterPaper, edition: Edition, words: Wording | None = None, *, standing: Standing = Standing.ISSUED
) -> bytes:
    """The letter as PDF; the same paper gives the same bytes. Source: OPG 5.5 (FUND-6)."""
    words = words or wording(_PAPER, paper.wording)
    page = furniture(paper, words, edition, standing)

    def story(root: Node) -> list[Flowable]:
        sheet = LetterSheet(paper=paper, words=words, scale=page.scale, root=root)
        told = answers(
            sheet,
            ("nothing.title", ("nothing.to_do", "nothing.bill")),
            ("on.title", ("on.goes_on", "on.ends")),
            ("changes.title", ("changes.money", "changes.needs")),
            ("ask.title", ("ask.whom", *NIGHT, "ask.formats", "ask.complain")),
        )
        return [*opening(sheet, is_draft=page.is_draft), *told]

    return make(page, story)
