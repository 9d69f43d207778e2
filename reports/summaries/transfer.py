"""The transfer summary for the interim DSO: why, what was agreed, what stands with Brokerage, what is done (INT-3).

It is for those who take the support over, never addressed to the person.
"""

from dataclasses import dataclass
from datetime import datetime

from reportlab.platypus import Flowable

from reports.layout.day_and_time import address_line, moment_in_words, unbroken
from reports.layout.page import make
from reports.layout.sheet import DeskFurniture, Sheet
from reports.layout.styles import Edition
from reports.layout.tagging import Node
from reports.layout.text import bold, typed
from reports.progress.paper import ProgressPaper
from reports.summaries import parts

_VERSION = "v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """A step of the checklist, whose it is, and how it stands."""

    role: str
    step: str
    standing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferSummaryPaper:
    """One transfer at a moment. `agreed`, `lacks` and `brokerage` are sentences; `funding` says who pays."""

    made_at: datetime
    progress: ProgressPaper
    address: tuple[str, ...]
    telephone: str
    communication: str
    risks: str
    route: str
    move: str
    reason: str
    agreed: tuple[str, ...]
    lacks: tuple[str, ...]
    brokerage: tuple[str, ...]
    funding: str
    assistive: str
    contacts: tuple[str, ...]
    coming: tuple[str, ...]
    steps: tuple[StepLine, ...]


def render(paper: TransferSummaryPaper, edition: Edition = Edition.STANDARD) -> bytes:
    """The summary as PDF; the same paper gives the same bytes."""
    about = paper.progress
    furniture = DeskFurniture(
        title=f"Transfer to interim support: {about.person}",
        council=about.council,
        reference=about.reference,
        person=about.person,
        wording=_VERSION,
        edition=edition,
    )

    def story(root: Node) -> list[Flowable]:
        sheet = Sheet(furniture.scale, root)
        shown = [*_opening(sheet, paper), *_why(sheet, paper), *parts.then_and_now(sheet, about, "In force")]
        shown += [*sheet.listed(paper.coming), *parts.goals(sheet, about), *_beside(sheet, paper)]
        return [*shown, *parts.milestones(sheet, about), *_steps(sheet, paper)]

    return make(furniture, story)


def _opening(sheet: Sheet, paper: TransferSummaryPaper) -> list[Flowable]:
    about = paper.progress
    return [
        sheet.title(f"Transfer to interim support: {about.person}"),
        sheet.say(typed(f"For the interim DSO. As it stood at {moment_in_words(paper.made_at)}.")),
        *parts.died(sheet, about),
        *sheet.facts(
            *parts.who(about),
            ("Support so far", typed(about.support)),
            ("Goes to", bold(paper.route)),
            ("Move", typed(paper.move)),
            ("Address", parts.coded(address_line(paper.address))),
            ("Telephone", parts.coded(unbroken(paper.telephone))),
            ("Communication", parts.coded(paper.communication)),
            ("Risks, and what to know", parts.coded(paper.risks)),
        ),
    ]


def _why(sheet: Sheet, paper: TransferSummaryPaper) -> list[Flowable]:
    shown = [*sheet.part("Why, and what was agreed"), sheet.say(typed(paper.reason or "No reason is recorded yet."))]
    shown += sheet.listed(paper.agreed)
    if paper.lacks:
        shown += [sheet.topic(typed("Still missing for the transfer")), *sheet.listed(paper.lacks)]
    return [*shown, *parts.listed(sheet, "Brokerage", paper.brokerage, "Nothing is recorded of Brokerage yet.")]


def _beside(sheet: Sheet, paper: TransferSummaryPaper) -> list[Flowable]:
    return [
        *sheet.part("What else there is", 7),
        *sheet.facts(
            ("Who pays", typed(paper.funding)),
            ("Assistive technology", typed(paper.assistive)),
            *parts.beside(paper.progress),
        ),
        *parts.listed(sheet, "Family and others to ring", paper.contacts, "Nobody is recorded."),
    ]


def _steps(sheet: Sheet, paper: TransferSummaryPaper) -> list[Flowable]:
    rows = [(typed(each.role), bold(each.step), typed(each.standing)) for each in paper.steps]
    if not rows:
        return []
    return [*sheet.part("The checklist", 6), sheet.grid(("Whose", "Step", "How it stands"), rows, (1.2, 2.6, 1.8))]
