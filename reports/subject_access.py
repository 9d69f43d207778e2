"""Everything known about one person, for a subject access request: what has to be read before it leaves is marked.

No code of a key safe or a door is ever in it, as far as it is recognised.
"""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from reportlab.platypus import Flowable

from reports.continuity import without_codes
from reports.layout.day_and_time import counted, moment_in_words
from reports.layout.page import make
from reports.layout.sheet import DeskFurniture, Sheet
from reports.layout.styles import Edition
from reports.layout.tables import panel
from reports.layout.tagging import Node
from reports.layout.text import Markup, bold, typed

_VERSION = "v1"
_CHECK = "(!) "


@dataclass(frozen=True, slots=True)
class AccessValue:
    """What is kept under which name; `review` says why it is read before it leaves, empty where it needn't be."""

    called: str
    value: str
    review: str


@dataclass(frozen=True, slots=True)
class AccessRecord:
    """One record, by what it is called."""

    called: str
    values: tuple[AccessValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectAccessPaper:
    """All records of a person at a moment, and each time that somebody looked at them, in sentences."""

    reference: str
    council: str
    office: str
    person: str
    made_at: datetime
    records: tuple[AccessRecord, ...]
    looks: tuple[str, ...]


def render(paper: SubjectAccessPaper, edition: Edition = Edition.STANDARD) -> bytes:
    """The bundle as PDF; the same paper gives the same bytes."""
    furniture = DeskFurniture(
        title=f"Everything known about {paper.person}",
        council=paper.council,
        reference=paper.reference,
        person=paper.person,
        wording=_VERSION,
        edition=edition,
    )

    def story(root: Node) -> list[Flowable]:
        sheet = Sheet(furniture.scale, root)
        return [*_opening(sheet, paper), *_records(sheet, paper), *_looks(sheet, paper)]

    return make(furniture, story)


def _opening(sheet: Sheet, paper: SubjectAccessPaper) -> list[Flowable]:
    marked = sum(bool(value.review) for record in paper.records for value in record.values)
    about = f"{paper.office}. All that Homeward keeps about {paper.person}, as at {moment_in_words(paper.made_at)}."
    said = [
        bold(f"Before this leaves: {counted(marked, 'value')} marked {_CHECK.strip()} must be read."),
        typed("They may be about somebody else. Take out what isn't the person's to see, and write down why."),
        typed("Codes of key safes and doors are never in it. Papers and scans kept as files are in a ZIP beside it."),
        typed("What was found before it leaves, and why records are held for anybody, isn't in it nor beside it."),
    ]
    return [
        sheet.title(f"Everything known about {paper.person}"),
        sheet.say(typed(about)),
        panel([sheet.say(each) for each in said], sheet.scale.room, sheet.scale),
    ]


def _records(sheet: Sheet, paper: SubjectAccessPaper) -> list[Flowable]:
    shown: list[Flowable] = []
    for called, several in groupby(paper.records, key=lambda each: each.called):
        shown += sheet.part(f"{called[:1].upper()}{called[1:]}", 6)
        for record in several:
            shown += sheet.facts(*((each.called, _value(each)) for each in record.values))
    return shown


def _value(each: AccessValue) -> Markup:
    value = typed(without_codes(each.value))
    return Markup(f"{bold(_CHECK)}{value}<br/>{typed(each.review)}") if each.review else value


def _looks(sheet: Sheet, paper: SubjectAccessPaper) -> list[Flowable]:
    if not paper.looks:
        return []
    return [*sheet.part("Who looked, printed and took out"), *sheet.listed(paper.looks)]
