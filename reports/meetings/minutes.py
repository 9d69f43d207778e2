"""The minutes of an MDT meeting: who was there, what was decided about whom, who took on what by when (MDT-3)."""

from dataclasses import dataclass
from datetime import date, datetime

from reportlab.platypus import Flowable

from models.values import london_day
from reports.layout.day_and_time import clock_in_words, moment_in_words, short_day
from reports.layout.page import make
from reports.layout.sheet import DeskFurniture, Sheet, block, loose
from reports.layout.styles import Edition
from reports.layout.tagging import Node
from reports.layout.text import Markup, bold, struck, typed
from reports.meetings.said import why_taken_back

_VERSION = "v1"
_KEEP_SAFE = "Personal: keep it locked away"


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesAction:
    """What somebody took on, by when, and how it stood when the minutes were made.

    `taken_back` says why the meeting took it back, empty where it stands.
    """

    what: str
    owner: str
    due: date
    standing: str
    taken_back: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesPerson:
    """What a meeting said about one person; `mark` says that they have died since."""

    name: str
    mosaic_id: str
    mark: str
    said: tuple[str, ...]
    decisions: tuple[str, ...]
    actions: tuple[MinutesAction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesPaper:
    """One meeting. `finished_at` is none while it goes on: then these are not its minutes yet."""

    council: str
    office: str
    team: str
    kind: str
    held_at: datetime
    finished_at: datetime | None
    made_at: datetime
    present: tuple[str, ...]
    people: tuple[MinutesPerson, ...]
    general: tuple[MinutesAction, ...]


def render(paper: MinutesPaper, edition: Edition = Edition.STANDARD) -> bytes:
    """The minutes as PDF; the same paper gives the same bytes."""
    furniture = DeskFurniture(
        title=f"Minutes, {paper.kind}: {paper.team}",
        council=paper.council,
        reference=f"MIN-{paper.held_at:%Y%m%d-%H%M%S}",  # a meeting opened by mistake may begin in the same minute
        person=_KEEP_SAFE,
        wording=_VERSION,
        edition=edition,
    )

    def story(root: Node) -> list[Flowable]:
        sheet = Sheet(furniture.scale, root)
        return [*_opening(sheet, paper), *_people(sheet, paper), *_general(sheet, paper), *_end(sheet, paper)]

    return make(furniture, story)


def _opening(sheet: Sheet, paper: MinutesPaper) -> list[Flowable]:
    over = "not finished yet"
    if paper.finished_at is not None:
        is_same_day = london_day(paper.finished_at) == london_day(paper.held_at)
        over = f"finished at {(clock_in_words if is_same_day else moment_in_words)(paper.finished_at)}"
    return [
        sheet.title(f"Minutes of the {paper.kind}"),
        sheet.say(Markup(f"{bold(f'{paper.office}, {paper.team}')}")),
        sheet.say(typed(f"Held at {moment_in_words(paper.held_at)}, {over}.")),
        *sheet.part("Who was there"),
        *(sheet.listed(paper.present) or [sheet.say(typed("Nobody is recorded as there."))]),
    ]


def _people(sheet: Sheet, paper: MinutesPaper) -> list[Flowable]:
    shown = list(sheet.part("What was said and decided", 7))
    if not paper.people:
        return [*shown, sheet.say(typed("Nothing was recorded about anybody."))]
    for one in paper.people:
        name = " · ".join(part for part in (one.name, one.mosaic_id, one.mark) if part)
        shown += block(
            sheet.scale,
            [
                sheet.topic(typed(name)),
                *sheet.listed((*one.said, *one.decisions)),
                *_actions(sheet, one.actions),
            ],
        )
    return shown


def _general(sheet: Sheet, paper: MinutesPaper) -> list[Flowable]:
    if not paper.general:
        return []
    return [*sheet.part("Actions about nobody in particular", 6), *_actions(sheet, paper.general)]


def _actions(sheet: Sheet, actions: tuple[MinutesAction, ...]) -> list[Flowable]:
    if not actions:
        return []
    rows = [
        (
            struck(each.what) if each.taken_back else bold(each.what),
            typed(each.owner),
            typed(loose(short_day(each.due))),
            typed(why_taken_back(each.taken_back) if each.taken_back else each.standing),
        )
        for each in actions
    ]
    widths = (2.4, 1.4, 1.5, 1.5) if sheet.scale.is_large else (3, 1.5, 1.7, 1.3)
    return [sheet.grid(("Action", "Who", "By", "Now"), rows, widths), sheet.scale.space()]


def _end(sheet: Sheet, paper: MinutesPaper) -> list[Flowable]:
    made = f"Made from the record at {moment_in_words(paper.made_at)}. What was recorded later isn't in it."
    return [sheet.scale.space(), sheet.say(typed(made))]
