"""The individual service agreement for interim home care: what a family reads and signs. Source: OPG 5.3 to 5.6."""

from reportlab.platypus import Flowable

from models.vocabulary.languages import Language
from reports.agreement.cost import money
from reports.agreement.paper import AgreementPaper
from reports.agreement.sheet import Sheet
from reports.agreement.signing import signing, signing_to_read
from reports.agreement.what_is_agreed import copies, people, rights, service, summary, terms
from reports.layout.day_and_time import short_day
from reports.layout.flowables import bullets, paragraph
from reports.layout.language import as_read, read_in, template, translation
from reports.layout.page import Furniture, Standing, furniture_of, make
from reports.layout.styles import Edition
from reports.layout.tables import panel
from reports.layout.tagging import Node
from reports.layout.text import phrase, typed
from reports.layout.wording import Wording, wording

_SIGN_THE_ENGLISH = (
    "This is a translation of the paper with the reference {typed}. Sign the English one: both say the same."
)
_IN_ENGLISH = "What stands here in English are the council’s own words, which nobody has put into this language yet."


def render(
    paper: AgreementPaper,
    edition: Edition,
    words: Wording | None = None,
    *,
    standing: Standing = Standing.ISSUED,
    proof: str = "",
    language: Language | None = None,
) -> bytes:
    """The agreement as PDF; the same paper gives the same bytes. Without `words` in those that the program ships.

    `proof` is the SHA-256 of its frozen values. In a `language` it is a translation, which nobody signs.
    """
    words = words or wording("agreement", paper.wording)
    if language is None:
        return _drawn(paper, edition, words, standing, proof)
    with read_in(translation(language)):
        return _drawn(paper, edition, words, Standing.TRANSLATED, "")


def _drawn(paper: AgreementPaper, edition: Edition, words: Wording, standing: Standing, proof: str) -> bytes:
    furniture = furniture_of(paper, words, edition, standing=standing, proof=proof)

    def story(root: Node) -> list[Flowable]:
        sheet = Sheet(paper=paper, words=words, scale=furniture.scale, root=root)
        parts = (summary, people, service, money, terms, rights, copies)
        told = [*_opening(sheet, furniture), *(piece for part in parts for piece in part(sheet))]
        if standing is Standing.TRANSLATED:
            return [*told, *signing_to_read(sheet)]
        return [*told, *signing(sheet, is_draft=furniture.is_draft)]

    return make(furniture, story)


def _opening(sheet: Sheet, furniture: Furniture) -> list[Flowable]:
    paper, scale = sheet.paper, sheet.scale
    opening: list[Flowable] = [
        paragraph(typed(sheet.words.text("title")), scale.title(), sheet.root, "H1"),
        paragraph(
            sheet.words.say("for_whom", person=paper.person, day=short_day(paper.issued_on)), scale.text(), sheet.root
        ),
    ]
    if paper.formats and sheet.has("also_as"):
        said = sheet.words.say("also_as", formats=", ".join(map(as_read, paper.formats)))
        opening.append(paragraph(said, scale.text(), sheet.root))
    if furniture.standing is Standing.TRANSLATED:
        told = (phrase(template(_SIGN_THE_ENGLISH), typed=paper.reference), typed(as_read(_IN_ENGLISH)))
        opening.append(panel([paragraph(each, scale.cell(), sheet.root) for each in told], scale.room, scale))
    if furniture.is_draft and paper.missing:
        warning = paragraph(sheet.words.say("draft"), scale.cell(), sheet.root)
        missing = bullets([typed(what) for what in paper.missing], scale, sheet.root)
        opening.append(panel([warning, *missing], scale.room, scale))
    return opening
