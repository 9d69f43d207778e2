"""The letter to a co-funder: from when a share counts, what decides it, and that nobody asks for money before then."""

from reportlab.platypus import Flowable

from reports.layout.flowables import bullets
from reports.layout.page import Standing, make
from reports.layout.styles import Edition
from reports.layout.tagging import Node
from reports.layout.text import typed
from reports.layout.wording import Wording, wording
from reports.letters.letter import NIGHT, LetterPaper, LetterSheet, answers, furniture, opening, values

_PAPER = "co_funder"


def render(
    paper: LetterPaper, edition: Edition, words: Wording | None = None, *, standing: Standing = Standing.ISSUED
) -> bytes:
    """The letter as PDF; the same paper gives the same bytes. Source: OPG 5.5 (FUND-2)."""
    words = words or wording(_PAPER, paper.wording)
    page = furniture(paper, words, edition, standing)

    def story(root: Node) -> list[Flowable]:
        sheet = LetterSheet(paper=paper, words=words, scale=page.scale, root=root)
        return [*opening(sheet, is_draft=page.is_draft), *_from_when(sheet), *_rest(sheet)]

    return make(page, story)


def _from_when(sheet: LetterSheet) -> list[Flowable]:
    """From which day, and what had happened by then; or on what a day to come depends; or that none is known yet."""
    paper, node = sheet.paper, sheet.root
    if paper.shared_from is None:
        return answers(sheet, ("from.title", ("from.not_known",)))
    if paper.shared_from > paper.written_on:
        return answers(sheet, ("from.title", ("from.ahead", "from.before")))
    said = sheet.answer(node, "from.title", "from.day", **values(paper))
    return [*said, *bullets([typed(fact) for fact in paper.facts], sheet.scale, node), sheet.say(node, "from.before")]


def _rest(sheet: LetterSheet) -> list[Flowable]:
    return answers(
        sheet,
        ("share.title", ("share.decides", "share.most")),
        ("assessment.title", ("assessment.how", "assessment.own", "assessment.help")),
        ("told.title", ("told.letter", "told.by")),
        ("before.title", ("before.nothing",)),
        ("review.title", ("review.ask", "review.complain")),
        ("less.title", ("less.call",)),
        ("ask.title", ("ask.whom", *NIGHT, "ask.formats")),
    )
