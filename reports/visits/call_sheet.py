"""The call sheet: what a worker needs who goes to somebody's home: who, when, what to do, what to know, whom to ring.

It is for workers, never addressed to the person. The code of the key safe stands on it where whoever prints may see it,
and on no other paper; one that was typed into another text is taken out where it is recognised. Where none is printed a
line is left on which the office may write it by hand.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from reportlab.platypus import Flowable

from models.values import CoveredCall, PlannedVisit, WhyShort, london_day
from reports.agreement.paper import Reach
from reports.continuity import cover_without_codes, without_codes
from reports.layout.by_turns import turns_note
from reports.layout.day_and_time import address_line, counted, moment_in_words, short_day, unbroken
from reports.layout.page import make
from reports.layout.sheet import DeskFurniture, Sheet, block
from reports.layout.styles import Edition
from reports.layout.tables import panel, week_table
from reports.layout.tagging import Node
from reports.layout.text import Markup, bold, typed

_VERSION = "v1"
_NO_NUMBER = "no number recorded"
_TWO = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSheetPaper:
    """One person's calls. `to_know` are sentences that must not be missed; `coming` says weeks agreed for later.

    `covered` are the calls that others cover, at which no worker comes; `shared` says which visits are another's too.
    """

    reference: str
    council: str
    made_at: datetime
    person: str
    preferred_name: str
    born: date | None
    address: tuple[str, ...]
    telephone: str
    support: str
    communication: str
    risks: str
    to_know: tuple[str, ...]
    week: tuple[PlannedVisit, ...]
    week_from: date
    why_short: tuple[WhyShort, ...]
    coming: tuple[str, ...]
    goals: tuple[tuple[str, str], ...]
    to_ring: tuple[tuple[str, Reach], ...]
    key_safe: str = field(default="", repr=False)
    is_code_kept: bool = False
    covered: tuple[CoveredCall, ...] = ()
    shared: tuple[str, ...] = ()


def render(paper: CallSheetPaper, edition: Edition = Edition.STANDARD) -> bytes:
    """The sheet as PDF; the same paper gives the same bytes."""
    furniture = DeskFurniture(
        title=f"Call sheet: {paper.person}",
        council=paper.council,
        reference=paper.reference,
        person=f"{paper.person} · personal",
        wording=_VERSION,
        edition=edition,
    )

    def story(root: Node) -> list[Flowable]:
        sheet = Sheet(furniture.scale, root)
        parts = (_opening, _to_ring, _calls, _goals)
        return [piece for part in parts for piece in part(sheet, paper)]

    return make(furniture, story)


def _typed(text: str) -> Markup:
    return typed(without_codes(text.strip()))


def _opening(sheet: Sheet, paper: CallSheetPaper) -> list[Flowable]:
    made = f"As it stood at {moment_in_words(paper.made_at)}. Ask the team what changed since then."
    shown = [sheet.title(f"Call sheet: {paper.person}"), sheet.say(typed(made))]
    if paper.to_know:
        marks: list[Flowable] = [sheet.say(bold(without_codes(each))) for each in paper.to_know]
        shown.append(panel(marks, sheet.scale.room, sheet.scale))
    shown += sheet.facts(
        ("Name", bold(paper.person)),
        ("Likes to be called", _typed(paper.preferred_name)),
        ("Born", typed(short_day(paper.born)) if paper.born else typed("")),
        ("Address", _typed(address_line(paper.address))),
        ("Telephone", _typed(unbroken(paper.telephone))),
        ("Support", typed(paper.support)),
        ("Communication", _typed(paper.communication) or typed("Nothing recorded")),
        ("Risks, and what to know", _typed(paper.risks) or typed("Nothing recorded")),
    )
    if paper.key_safe:
        shown += sheet.facts(("Key safe", bold(paper.key_safe)))
        shown.append(sheet.say(typed("Keep this sheet safe: with its address and this code anybody gets in.")))
    elif paper.is_code_kept:
        shown += sheet.facts(("Key safe", typed("The office keeps its code, which isn't printed here: ask the team.")))
    return [*shown, *block(sheet.scale, [sheet.to_write("How to get in (by hand)", lines=1.6)])]


def _calls(sheet: Sheet, paper: CallSheetPaper) -> list[Flowable]:
    shown = list(sheet.part(f"The calls, from {short_day(paper.week_from)}", 9))
    covered = cover_without_codes(paper.covered)
    shown += [week_table(paper.week, sheet.scale.room, sheet.scale, sheet.root, covered), sheet.scale.space()]
    note = turns_note(paper.week, london_day(paper.made_at), paper.coming)
    shown += [sheet.say(typed(note))] if note else []
    for visit in paper.week:
        workers = f"{counted(visit.workers, 'worker')} together" if visit.workers == _TWO else "1 worker"
        at = f", at {visit.at:%H:%M}" if visit.at else ""
        head = f"{visit.call.label}, {visit.days_text}{at}: {visit.minutes} minutes, {workers}"
        tasks = [text.strip() for text in visit.tasks.replace(";", "\n").split("\n")]
        told = sheet.listed(without_codes(each) for each in tasks) or [sheet.say(typed("No tasks are written down."))]
        shown += block(sheet.scale, [sheet.topic(typed(head)), *told])
    shown += _why_short(sheet, paper)
    if covered:
        said = (f"{each.call.label}, {each.days_text}: {each.by}" for each in covered)
        shown += block(sheet.scale, [sheet.topic(typed("Covered by others: no worker comes")), *sheet.listed(said)])
    if paper.shared:
        said = (without_codes(each) for each in paper.shared)
        shown += block(sheet.scale, [sheet.topic(typed("Visits for two")), *sheet.listed(said)])
    return [*shown, *sheet.listed(map(without_codes, paper.coming))]


def _why_short(sheet: Sheet, paper: CallSheetPaper) -> list[Flowable]:
    """What a short call is for, so that it is used for that. Source: NICE NG21, 1.4.2 (PSP-1)."""
    if not paper.why_short:
        return []
    said = sheet.listed(without_codes(f"{each.call.label}: {each.because}") for each in paper.why_short)
    return list(block(sheet.scale, [sheet.topic(typed("Why a call is short")), *said]))


def _goals(sheet: Sheet, paper: CallSheetPaper) -> list[Flowable]:
    shown = list(sheet.part("Goals to work on", 6))
    if not paper.goals:
        return [*shown, sheet.say(typed("No complete goal is set yet."))]
    help_less = "Let the person do what they can: wait, then remind, then help. Rate each goal after the visit."
    rows = [(_typed(statement), typed(calls)) for statement, calls in paper.goals]
    return [*shown, sheet.say(typed(help_less)), sheet.grid(("Goal", "At"), rows, (3, 1.4))]


def _to_ring(sheet: Sheet, paper: CallSheetPaper) -> list[Flowable]:
    facts = [
        (label, typed(f"{reach.name}, {unbroken(reach.telephone) or _NO_NUMBER}")) for label, reach in paper.to_ring
    ]
    facts.append(("Life in danger", bold("999")))
    return [*sheet.part("Whom to ring", 8), *sheet.facts(*facts)]
