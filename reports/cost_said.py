"""The notice of what was said about cost: to whom, by whom, when and how, for the person and their family (FUND-8)."""

from dataclasses import dataclass
from datetime import date, datetime

from reportlab.platypus import Flowable

from models.vocabulary.agreement import CostSaidHow
from reports.agreement.paper import Reach
from reports.layout.day_and_time import moment_in_words, short_day, unbroken
from reports.layout.page import furniture_of, make
from reports.layout.sheet import Sheet, block
from reports.layout.styles import Edition
from reports.layout.tables import panel
from reports.layout.tagging import Node
from reports.layout.text import Markup, typed
from reports.layout.wording import Wording, wording

CURRENT_WORDING = "v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One time that somebody was told; `leaflet` is the version printed on it.

    What was written down of it is a worker's sentence, and those are in no family's paper.
    """

    at: datetime
    to: str
    by: str
    how: CostSaidHow
    leaflet: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CostSaidPaper:
    """What was said about cost in one run of service, the earliest first."""

    reference: str
    council: str
    made_on: date
    person: str
    preferred_name: str
    told: tuple[Told, ...]
    dso: Reach
    wording: str = CURRENT_WORDING


@dataclass(frozen=True, slots=True)
class _Page:
    paper: CostSaidPaper
    words: Wording
    sheet: Sheet

    def say(self, name: str, /, **values: str) -> Flowable:
        return self.sheet.say(self.words.say(name, **values))


def render(paper: CostSaidPaper, edition: Edition = Edition.STANDARD, words: Wording | None = None) -> bytes:
    """The notice as PDF; the same paper gives the same bytes. Without `words` in those that the program ships."""
    words = words or wording("cost_said", paper.wording)
    furniture = furniture_of(paper, words, edition)

    def story(root: Node) -> list[Flowable]:
        page = _Page(paper, words, Sheet(furniture.scale, root))
        return [*_opening(page, is_draft=furniture.is_draft), *_told(page), *_sums(page)]

    return make(furniture, story)


def _opening(page: _Page, *, is_draft: bool) -> list[Flowable]:
    paper, words, sheet = page.paper, page.words, page.sheet
    about = words.say("for_whom", person=paper.person, day=short_day(paper.made_on))
    draft = [page.say("draft")] if is_draft else []
    said = [
        page.say("summary.greeting", name=paper.preferred_name or paper.person),
        page.say("summary.why"),
        page.say("summary.check"),
    ]
    return [sheet.title(words.text("title")), sheet.say(about), *draft, panel(said, sheet.scale.room, sheet.scale)]


def _told(page: _Page) -> list[Flowable]:
    times = (each for told in page.paper.told for each in _time(page, told))
    return [*page.sheet.part(page.words.text("told.heading"), 9), *times]


def _time(page: _Page, told: Told) -> list[Flowable]:
    words, sheet = page.words, page.sheet
    facts = sheet.facts(
        (words.text("told.to"), typed(told.to)),
        (words.text("told.by"), typed(told.by)),
        (words.text("told.how"), _how(words, told)),
    )
    return block(sheet.scale, [sheet.topic(words.say("told.day", moment=moment_in_words(told.at))), *facts])


def _how(words: Wording, told: Told) -> Markup:
    """How they were told; the leaflet is named with its version, whatever else went with it."""
    leaflet = words.say("told.leaflet", version=told.leaflet)
    if told.how is CostSaidHow.LEAFLET:
        return leaflet
    how = words.say(f"told.{told.how.value}")
    return Markup(f"{how}<br/>{leaflet}") if told.leaflet else how


def _sums(page: _Page) -> list[Flowable]:
    """Kept together: whom to call never stands alone on a last page."""
    dso, sheet = page.paper.dso, page.sheet
    told = [
        *sheet.part(page.words.text("sums.heading")),
        page.say("sums.no_bill"),
        page.say("sums.less"),
        page.say("sums.ask", name=dso.name, telephone=unbroken(dso.telephone)),
    ]
    return block(sheet.scale, told[1:])
