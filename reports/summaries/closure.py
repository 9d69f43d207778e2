"""The closure summary: how support ended, what was reached, what closed it; it stays after a death (END-6)."""

from dataclasses import dataclass
from datetime import datetime

from reportlab.platypus import Flowable

from reports.layout.day_and_time import moment_in_words
from reports.layout.page import make
from reports.layout.sheet import DeskFurniture, Sheet
from reports.layout.styles import Edition
from reports.layout.tagging import Node
from reports.layout.text import bold, typed
from reports.progress.paper import ProgressPaper
from reports.summaries import parts

_VERSION = "v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosureSummaryPaper:
    """One end of support. `decided`, `remains` and the others are sentences; `steps` are each with its standing."""

    made_at: datetime
    progress: ProgressPaper
    began: datetime
    ended: datetime
    reason: str
    fact: str
    decided: str
    death: str
    breaks: tuple[str, ...]
    reassessments: tuple[str, ...]
    assistive: str
    steps: tuple[tuple[str, str], ...]
    remains: tuple[str, ...]
    closed: str
    reopened: tuple[str, ...]


def render(paper: ClosureSummaryPaper, edition: Edition = Edition.STANDARD) -> bytes:
    """The summary as PDF; the same paper gives the same bytes."""
    about = paper.progress
    furniture = DeskFurniture(
        title=f"Closure summary: {about.person}",
        council=about.council,
        reference=about.reference,
        person=about.person,
        wording=_VERSION,
        edition=edition,
    )

    def story(root: Node) -> list[Flowable]:
        sheet = Sheet(furniture.scale, root)
        shown = [*_opening(sheet, paper), *parts.goals(sheet, about), *parts.then_and_now(sheet, about, "At the end")]
        return [*shown, *_between(sheet, paper), *parts.milestones(sheet, about), *_closing(sheet, paper)]

    return make(furniture, story)


def _opening(sheet: Sheet, paper: ClosureSummaryPaper) -> list[Flowable]:
    about = paper.progress
    return [
        sheet.title(f"Closure summary: {about.person}"),
        sheet.say(typed(f"As it stood at {moment_in_words(paper.made_at)}.")),
        *parts.died(sheet, about),
        *sheet.facts(
            *parts.who(about),
            ("Support", typed(about.support)),
            ("Began", typed(moment_in_words(paper.began))),
            ("Ended", bold(moment_in_words(paper.ended))),
            ("Because", bold(paper.reason)),
            ("Rests on", typed(paper.fact)),
            ("Decided", typed(paper.decided)),
            ("Death", typed(paper.death)),
        ),
    ]


def _between(sheet: Sheet, paper: ClosureSummaryPaper) -> list[Flowable]:
    shown = [*sheet.part("What else there was", 7), *sheet.facts(*parts.beside(paper.progress))]
    if paper.reassessments:
        shown += [*sheet.part("Needs reassessed"), *sheet.listed(paper.reassessments)]
    return [*shown, *parts.listed(sheet, "Breaks in service", paper.breaks, "None.")]


def _closing(sheet: Sheet, paper: ClosureSummaryPaper) -> list[Flowable]:
    facts = [(step, typed(standing)) for step, standing in paper.steps]
    shown = [
        *sheet.part("Closing the package", 7),
        *sheet.facts(("Assistive technology", typed(paper.assistive)), *facts),
    ]
    shown.append(sheet.say(bold(paper.closed)))
    shown += sheet.listed(paper.remains)
    if paper.reopened:
        shown += [*sheet.part("Reopened"), *sheet.listed(paper.reopened)]
    return shown
