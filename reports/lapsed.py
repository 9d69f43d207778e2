"""The letter to the assessor when a hold has lapsed: what was asked, how long it was held, why it lapsed, what now.

It is for the assessor, never addressed to the person. Source: OPG 2.3 (REF-13).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from reportlab.platypus import Flowable

from models.values import PlannedVisit
from reports.agreement.paper import Reach
from reports.continuity import without_codes
from reports.layout.day_and_time import moment_in_words, short_day, unbroken
from reports.layout.page import make
from reports.layout.sheet import DeskFurniture, Sheet, or_not_recorded, together
from reports.layout.styles import Edition
from reports.layout.tables import panel, week_table
from reports.layout.tagging import Node
from reports.layout.text import Markup, bold, plain, typed

_VERSION = "v1"
_LONGEST_REFERENCE = 60  # a reference from a file may be anything, and the square code holds only so much


@dataclass(frozen=True, slots=True, kw_only=True)
class LapsedPaper:
    """Held from `found_at` up to and including `expired_at`, released at `lapsed_at`; `told_at` the assessor heard.

    `totals` is the sum of the calls in a sentence, `written` what the referrer wrote.
    """

    council: str
    written_on: date
    reference: str
    referrer: Reach
    person: str
    born: date | None
    nhs_number: str
    mosaic_id: str
    died: bool
    received_at: datetime
    first_asked_at: datetime
    week: tuple[PlannedVisit, ...]
    totals: str
    written: str
    found_at: datetime | None
    expired_at: datetime | None
    lapsed_at: datetime | None
    told_at: datetime | None
    was_promised: bool
    team: Reach


def render(paper: LapsedPaper, edition: Edition = Edition.STANDARD) -> bytes:
    """The letter as PDF; the same paper gives the same bytes."""
    reference = plain(paper.reference)[:_LONGEST_REFERENCE]
    furniture = DeskFurniture(
        title=f"Hold lapsed, referral {reference}: {paper.person}",
        council=paper.council,
        reference=reference,
        person=paper.person,
        wording=_VERSION,
        edition=edition,
    )

    def story(root: Node) -> list[Flowable]:
        sheet = Sheet(furniture.scale, root)
        told = [piece for part in (_opening, _asked, _held) for piece in part(paper, sheet)]
        return [*told, together(_now(sheet))]

    return make(furniture, story)


def _opening(paper: LapsedPaper, sheet: Sheet) -> Iterator[Flowable]:
    yield sheet.title("The capacity that was held has been released")
    yield sheet.say(typed(f"To the assessor. Written on {short_day(paper.written_on)}."))
    if paper.died:
        died = bold(f"The death of {paper.person} is reported. Ask the DSO before any contact.")
        yield panel([sheet.say(died)], sheet.scale.room, sheet.scale)
    yield from sheet.facts(
        ("Referral", bold(paper.reference)),
        ("Referrer", or_not_recorded(_reach(paper.referrer))),
        ("Person", bold(paper.person)),
        ("Born", typed(short_day(paper.born) if paper.born else "")),
        ("NHS number", typed(unbroken(paper.nhs_number))),
        ("MOSAIC id", typed(paper.mosaic_id)),
    )


def _asked(paper: LapsedPaper, sheet: Sheet) -> Iterator[Flowable]:
    yield from sheet.part("What the referral asked for", 9)
    if paper.week:
        yield sheet.say(bold(paper.totals))  # above the week, which may fill the page
        yield week_table(paper.week, sheet.scale.room, sheet.scale, sheet.root)
        yield sheet.scale.space()
    if paper.written.strip():
        yield sheet.say(typed(f"As the referrer wrote it: {without_codes(paper.written.strip())}"))
    elif not paper.week:
        yield sheet.say(typed("No calls were recorded."))
    first, came = moment_in_words(paper.first_asked_at), moment_in_words(paper.received_at)
    yield sheet.say(typed(f"It was first asked for at {first}. This referral came at {came}."))


def _held(paper: LapsedPaper, sheet: Sheet) -> Iterator[Flowable]:
    yield from sheet.part("How long capacity was held, and why that ended", 8)
    yield from sheet.facts(
        ("Held by, for questions", or_not_recorded(_reach(paper.team))),
        ("Held from", _moment(paper.found_at)),
        ("Up to and including", _moment(paper.expired_at)),
        ("Released", _moment(paper.lapsed_at)),
        ("Assessor told", _moment(paper.told_at)),
    )
    promised = "A start had been agreed, but the service did not start by the last moment of that promise."
    held = "The service did not start by the last moment of the hold."
    yield sheet.say(typed(promised if paper.was_promised else held))


def _now(sheet: Sheet) -> Iterator[Flowable]:
    """What the assessor can do; on one page."""
    _, heading = sheet.part("What now")
    yield heading
    yield sheet.say(bold("No hours are held for this person any more."))
    yield from sheet.listed((
        "If support is still needed, refer again: it needs a new referral, which links back to this one.",
        "The new referral gets a band of its own. It is ranked by the moment at which support was first asked for.",
    ))  # fmt: skip


def _moment(moment: datetime | None) -> Markup:
    return typed(moment_in_words(moment) if moment is not None else "Not recorded")


def _reach(reach: Reach) -> str:
    return ", ".join(part for part in (reach.name, unbroken(reach.telephone)) if part)
