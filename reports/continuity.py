"""The continuity list: who is in service, calls, contacts and risks, on paper for when computers fail (DAY-3).

It is dated, for desks only, and says nothing that opens a door.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from models.values import Call, CoveredCall, PlannedVisit, london_day
from reports.agreement.paper import Reach
from reports.layout.by_turns import turns_note
from reports.layout.day_and_time import address_line, counted, moment_in_words, short_day, unbroken
from reports.layout.flowables import heading, paragraph
from reports.layout.page import Furniture, make
from reports.layout.styles import Edition, Scale
from reports.layout.tables import Grid, grid_table
from reports.layout.tagging import Node
from reports.layout.text import Markup, bold, typed

_SMALL = Scale(body=10, small=10, margin=14 * mm)  # for a desk in an emergency: as few pages as can still be read
_TITLES = ("Person", "Calls", "Contacts", "Risks, and what to know")
_SHARES = (3.1, 2.6, 2.6, 3.2)
_ROUND = ("Person", "When", "What is done", "Ring")
_ROUND_SHARES = (2.6, 2.4, 4.4, 2.0)
_KEEP_SAFE = "Personal: keep it locked away, and shred it when a newer one is printed"
_CODE = re.compile(
    r"(?P<what>\bkey[\s-]*(?:safe|box|pad)[a-z]*|\b(?:door|entry|gate|alarm|access)[\s-]*(?:code|number|pin)\b|\bcode\b)"
    r"(?P<between>[^\d\n.;]{0,30}?)(?P<code>(?:(?<![a-z])[a-z]{1,2})?\d[\da-z#*-]*)",
    re.IGNORECASE,
)
_NOT_PRINTED = "(code not printed)"
_LOCK = re.compile(r"\bkey[\s-]*(?:safe|box|pad)|\bks\b|\bcombination\b|\b(?:lock|pin|code)\b", re.IGNORECASE)
_SHORT_NUMBER = re.compile(r"(?<![\d/£.])(?<!\d )\d{3,8}(?![\d/])(?! \d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContinuityLine:
    """One person in service. `coming` says calls that are agreed for later; `to_know` are sentences, each a line.

    `week` is the plan of the day, for the rounds, and `shared` what to say at a call of it that is one visit for two;
    `away` says why nobody calls now, empty where they are at home.
    """

    name: str
    preferred: str
    born: date | None
    nhs_number: str
    address: tuple[str, ...]
    telephone: str
    patch: str
    support: str
    calls: str
    contacts: tuple[Reach, ...]
    to_know: tuple[str, ...]
    coming: tuple[str, ...] = ()
    week: tuple[PlannedVisit, ...] = ()
    shared: tuple[tuple[Call, str], ...] = ()
    away: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContinuityPaper:
    """Everybody in service at a moment, by patch and name. `left_out` are those reported to have died."""

    council: str
    office: str
    team: str
    moment: datetime
    people: tuple[ContinuityLine, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class _Sheet(Furniture):
    """The page's furniture in small print, whatever the edition."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "scale", _SMALL)


def render(paper: ContinuityPaper) -> bytes:
    """The list as PDF; the same paper gives the same bytes."""
    furniture = _Sheet(
        title=f"Continuity list: {paper.team}",
        council=paper.council,
        reference=f"CONTINUITY-{paper.moment:%Y%m%d-%H%M}",
        person=_KEEP_SAFE,
        wording="v1",
        edition=Edition.STANDARD,
    )

    def story(root: Node) -> list[Flowable]:
        return [*_opening(paper, root), *_rounds(paper, root), *_people(paper, root)]

    return make(furniture, story)


def without_codes(text: str) -> str:
    """The text with what opens a door or a key safe taken out: a list may be lost.

    Where a lock is spoken of, every short number goes, wherever it stands; one of a telephone's groups stays.
    """
    plain = _CODE.sub(lambda found: f"{found['what']}{found['between']}{_NOT_PRINTED}", text)
    return _SHORT_NUMBER.sub(_NOT_PRINTED, plain) if _LOCK.search(plain) else plain


def cover_without_codes(covered: Iterable[CoveredCall]) -> tuple[CoveredCall, ...]:
    """Who covers which call, with what opens a door taken out of what was typed of them."""
    return tuple(replace(each, by=without_codes(each.by)) for each in covered)


def _opening(paper: ContinuityPaper, root: Node) -> list[Flowable]:
    about = f"{paper.office}, {paper.team}. As at {moment_in_words(paper.moment)}: {_counted(len(paper.people))}."
    codes = "Codes of key safes and doors are taken out where they are recognised."
    told = [about, f"What changed since then isn't in it. {codes}"]
    if paper.left_out:
        told.append(
            f"{_counted(paper.left_out)} reported to have died: not in this list. Ask the DSO before any visit."
        )
    week = [visit for line in paper.people for visit in line.week]
    coming = (each for line in paper.people for each in line.coming)
    note = turns_note(week, london_day(paper.moment), coming)
    told += [note] if note else []
    return [
        paragraph(typed("Continuity list"), _SMALL.title(), root, "H1"),
        *(paragraph(typed(text), _SMALL.text(), root) for text in told),
    ]


def _rounds(paper: ContinuityPaper, root: Node) -> list[Flowable]:
    """By patch and call of the day: whom to visit, when, what is done, whom to ring; a row is never torn."""
    shown: list[Flowable] = []
    for patch, within in groupby(paper.people, key=lambda line: line.patch):
        lines = tuple(within)
        for call in Call:
            rows = tuple(_on_round(line, call) for line in lines if _at(line, call))
            if rows:
                title = f"{patch or 'No patch'}, {call.label.lower()} round · {_counted(len(rows))}"
                shown += [_SMALL.enough_room(5), heading(title, _SMALL.heading_over_table(), root, 2)]
                shown.append(grid_table(Grid(_ROUND, rows, _ROUND_SHARES), _SMALL.room, _SMALL, root))
    return shown


def _at(line: ContinuityLine, call: Call) -> list[PlannedVisit]:
    return [visit for visit in line.week if visit.call is call]


def _on_round(line: ContinuityLine, call: Call) -> tuple[Markup, ...]:
    visits = _at(line, call)
    who = [bold(line.name), *_typed(address_line(line.address), line.away)]
    done = _typed(*(visit.tasks for visit in visits)) or _typed("No tasks in the plan")
    when = _typed(*map(_when, visits), *(text for shared, text in line.shared if shared is call))
    return _lines(who), _lines(when), _lines(done), _lines(_typed(unbroken(line.telephone)))


def _when(visit: PlannedVisit) -> str:
    at = f"{visit.at:%H:%M}, " if visit.at else ""
    workers = ", two care workers" if visit.workers > 1 else ""
    return f"{at}{visit.days_text}: {visit.minutes}\u00a0min{workers}"


def _people(paper: ContinuityPaper, root: Node) -> list[Flowable]:
    if not paper.people:
        return [paragraph(typed("Nobody is in service."), _SMALL.text(), root)]
    shown: list[Flowable] = []
    for patch, within in groupby(paper.people, key=lambda line: line.patch):
        lines = tuple(within)
        title = f"{patch or 'No patch'}, who they are · {_counted(len(lines))}"
        shown.append(_SMALL.enough_room(6))
        shown.append(heading(title, _SMALL.heading_over_table(), root, 2))
        grid = Grid(_TITLES, tuple(_row(line) for line in lines), _SHARES)
        shown.append(grid_table(grid, _SMALL.room, _SMALL, root))
    return shown


def _row(line: ContinuityLine) -> tuple[Markup, ...]:
    likes = f"“{line.preferred}”" if line.preferred and line.preferred not in line.name else ""
    born = f"Born {short_day(line.born)}" if line.born else ""
    nhs = f"NHS {line.nhs_number}" if line.nhs_number else ""
    who = [bold(line.name), *_typed(likes, address_line(line.address), unbroken(line.telephone), born, nhs)]
    calls = [bold(line.support), *_typed(line.calls, *line.coming)]
    known = _typed(*line.to_know) or _typed("Nothing recorded")
    return _lines(who), _lines(calls), _lines(_typed(*map(_reach, line.contacts))), _lines(known)


def _reach(contact: Reach) -> str:
    return f"{contact.name} {unbroken(contact.telephone)}".strip()


def _typed(*texts: str) -> list[Markup]:
    return [typed(without_codes(text)) for text in texts if text.strip()]


def _lines(parts: list[Markup]) -> Markup:
    return Markup("<br/>".join(parts))


def _counted(number: int) -> str:
    return counted(number, "person", "people")
