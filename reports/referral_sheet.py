"""The referral sheet: all of one referral as it stood at a moment, for those who work with it.

It is for desks and workers, never addressed to the person; codes of doors and key safes are left out where recognised.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from models.values import PlannedVisit, to_london
from reports.agreement.paper import Reach
from reports.continuity import without_codes
from reports.layout.day_and_time import address_line, moment_in_words, short_day, unbroken
from reports.layout.flowables import heading, paragraph
from reports.layout.page import Furniture, make
from reports.layout.styles import Edition, Scale, scale_for
from reports.layout.tables import Grid, facts_table, grid_table, panel, week_table
from reports.layout.tagging import Node
from reports.layout.text import Markup, bold, plain, typed

_VERSION = "v1"
_NOT_SAID = "Not stated"
_KEEP_SAFE = "Keep it safe: codes of key safes and doors are taken out only where they are recognised."
_DESK = Scale(body=10.5, small=9.5, margin=18 * mm)  # for desks and bags: two pages where the house's 12 pt needs three
_LONGEST_REFERENCE = 60  # a reference from a file may be anything, and the square code holds only so much


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """The person, with the NHS number as it is read: 3-3-4."""

    name: str
    preferred: str
    born: date | None
    age: int | None
    nhs_number: str
    mosaic_id: str
    address: tuple[str, ...]
    patch: str
    telephone: str
    communication: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Why and how it came. `hospital` is one sentence, empty where no hospital plays a part."""

    reference: str
    earlier_reference: str
    received_at: datetime
    first_asked_at: datetime
    document: str
    reason: str
    pathway: str
    urgent: bool
    hospital: str
    referrer: Reach
    team: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The calls asked for; `totals` is their sum in a sentence, `written` what the referrer wrote."""

    week: tuple[PlannedVisit, ...]
    totals: str
    written: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What is needed and what there is. `chc`, `end_of_life` and `notes` are empty where they play no part."""

    support: str
    needs_and_risks: str
    alternatives: str
    provider: tuple[str, ...]
    chc: str
    end_of_life: str
    notes: str


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One question about the referral and its answer, if there is one."""

    what: str
    of_whom: str
    asked_at: datetime
    asked_by: str
    chased_at: datetime | None
    received_at: datetime | None
    answer: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing that happened."""

    at: datetime
    what: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralSheetPaper:
    """One referral at one moment: `stage` and `band` are in words, `standing` sentences that say more about it."""

    council: str
    office: str
    made_at: datetime
    stage: str
    band: str
    standing: tuple[str, ...]
    death_reported_at: datetime | None
    who: Who
    origin: Origin
    asked: Asked
    needs: Needs
    questions: tuple[QuestionLine, ...]
    history: tuple[HistoryLine, ...]


@dataclass(frozen=True, slots=True)
class _Page(Furniture):
    """The page's furniture; standard print is a little smaller than on papers that are addressed to people."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "scale", _DESK if self.edition is Edition.STANDARD else scale_for(self.edition))


@dataclass(frozen=True, slots=True)
class _Sheet:
    paper: ReferralSheetPaper
    scale: Scale
    root: Node

    def part(self, title: str) -> Iterator[Flowable]:
        """A heading that isn't left alone at the foot of a page."""
        yield self.scale.enough_room(5)
        yield heading(title, self.scale.heading_over_table(), self.root, 2)

    def say(self, text: Markup) -> Flowable:
        return paragraph(text, self.scale.text(), self.root)

    def facts(self, *facts: tuple[str, Markup]) -> Flowable:
        """What is known, line by line; what plays no part is left out."""
        return facts_table([each for each in facts if each[1]], self.scale.room, self.scale, self.root)

    def grid(
        self, titles: tuple[str, ...], rows: tuple[tuple[Markup, ...], ...], widths: tuple[float, ...]
    ) -> Flowable:
        return grid_table(Grid(titles, rows, widths), self.scale.room, self.scale, self.root)


def render(paper: ReferralSheetPaper, edition: Edition = Edition.STANDARD) -> bytes:
    """The sheet as PDF; the same paper gives the same bytes."""
    reference = plain(paper.origin.reference)[:_LONGEST_REFERENCE]
    furniture = _Page(
        title=f"Referral {reference}: {paper.who.name}",
        council=paper.council,
        reference=reference,
        person=paper.who.name,
        wording=_VERSION,
        edition=edition,
    )

    def story(root: Node) -> list[Flowable]:
        sheet = _Sheet(paper, furniture.scale, root)
        parts = (_opening, _who, _origin, _calls, _needs, _questions, _history)
        return [piece for part in parts for piece in part(sheet)]

    return make(furniture, story)


def _opening(sheet: _Sheet) -> Iterator[Flowable]:
    paper = sheet.paper
    yield paragraph(_typed(f"Referral of {paper.who.name}"), sheet.scale.title(), sheet.root, "H1")
    where = f"{paper.office}, {paper.origin.team}. As it stood at {moment_in_words(paper.made_at)}."
    yield sheet.say(typed(f"{where} {_KEEP_SAFE}"))
    said = [bold(paper.stage), _typed(paper.band), *(_typed(each) for each in paper.standing)]
    if paper.death_reported_at is not None:
        said.insert(0, bold(f"Death reported on {_moment(paper.death_reported_at)}. Ask the DSO before any contact."))
    yield panel([sheet.say(each) for each in said], sheet.scale.room, sheet.scale)


def _who(sheet: _Sheet) -> Iterator[Flowable]:
    who = sheet.paper.who
    years = f" ({who.age})" if who.age is not None else ""
    yield from sheet.part("Who it is about")
    yield sheet.facts(
        ("Name", bold(who.name)),
        ("Likes to be called", _typed(who.preferred)),
        ("Born", _or_not_said(f"{short_day(who.born)}{years}" if who.born else "")),
        ("NHS number", _or_not_said(unbroken(who.nhs_number))),
        ("MOSAIC id", _typed(who.mosaic_id)),
        ("Address", _or_not_said(address_line(who.address))),
        ("Patch", _typed(who.patch)),
        ("Telephone", _or_not_said(unbroken(who.telephone))),
        ("Communication", _or_not_said(who.communication)),
    )


def _origin(sheet: _Sheet) -> Iterator[Flowable]:
    origin = sheet.paper.origin
    yield from sheet.part("How it came")
    yield sheet.facts(
        ("Reference", bold(origin.reference)),
        ("Continues", _typed(origin.earlier_reference)),
        ("Received", _typed(moment_in_words(origin.received_at))),
        ("First asked", _typed(moment_in_words(origin.first_asked_at))),
        ("Referrer", _or_not_said(_reach(origin.referrer))),
        ("Document", _or_not_said(origin.document)),
        ("Reason", _or_not_said(origin.reason)),
        ("Urgent or planned", _typed(origin.pathway)),
        ("Urgent", _typed("Yes" if origin.urgent else "No")),
        ("Hospital", _typed(origin.hospital)),
    )


def _calls(sheet: _Sheet) -> Iterator[Flowable]:
    asked, scale = sheet.paper.asked, sheet.scale
    yield scale.enough_room(9)
    yield heading("Calls asked for", scale.heading_over_table(), sheet.root, 2)
    if asked.week:
        yield sheet.say(bold(asked.totals))  # above the week, which may fill the page
        yield week_table(asked.week, scale.room, scale, sheet.root)
        yield scale.space()
    else:
        yield sheet.say(typed("No calls have been read from the referral."))
    if asked.written:
        yield sheet.say(_typed(f"As the referrer wrote it: {asked.written}"))


def _needs(sheet: _Sheet) -> Iterator[Flowable]:
    needs = sheet.paper.needs
    yield from sheet.part("What is needed, and what there is")
    yield sheet.facts(
        ("Support now", _or_not_said(needs.support)),
        ("Needs and risks", _or_not_said(needs.needs_and_risks)),
        ("Also considered", _or_not_said(needs.alternatives)),
        ("Existing provider", _lines(needs.provider) or typed(_NOT_SAID)),
        ("CHC", _typed(needs.chc)),
        ("End of life", _typed(needs.end_of_life)),
        ("Notes", _typed(needs.notes)),
    )


def _questions(sheet: _Sheet) -> Iterator[Flowable]:
    yield from sheet.part("Information asked")
    if not sheet.paper.questions:
        yield sheet.say(typed("Nothing has been asked."))
        return
    rows = tuple((_question(each), _answer(each)) for each in sheet.paper.questions)
    yield sheet.grid(("Asked", "Answered"), rows, (1, 1))


def _question(each: QuestionLine) -> Markup:
    by = f" by {each.asked_by}" if each.asked_by else ""
    chased = f"Last chased {_moment(each.chased_at)}" if each.chased_at else ""
    return _lines((each.what, f"Of {each.of_whom}, {_moment(each.asked_at)}{by}", chased))


def _answer(each: QuestionLine) -> Markup:
    if each.received_at is None:
        return bold("Not answered yet")
    return _lines((each.answer, _moment(each.received_at)))


def _history(sheet: _Sheet) -> Iterator[Flowable]:
    yield from sheet.part("What happened")
    rows = tuple((typed(_moment(each.at)), _typed(each.what), _typed(each.by)) for each in sheet.paper.history)
    yield sheet.grid(("When", "What", "By"), rows, (1.5, 3.4, 1.2))


def _reach(reach: Reach) -> str:
    return ", ".join(part for part in (reach.name, unbroken(reach.telephone)) if part)


def _moment(moment: datetime) -> str:
    """With the month's first three letters, so that it stays on one line of a table."""
    local = to_london(moment)
    day, month, year = short_day(local.date()).split()
    return f"{unbroken(f'{day} {month[:3]} {year}')}, {local:%H:%M}"


def _typed(text: str) -> Markup:
    return typed(without_codes(text.strip()))


def _or_not_said(text: str) -> Markup:
    return _typed(text) or typed(_NOT_SAID)


def _lines(texts: tuple[str, ...]) -> Markup:
    return Markup("<br/>".join(_typed(text) for text in texts if text.strip()))
