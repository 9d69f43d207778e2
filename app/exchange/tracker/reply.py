"""What waits for Scheduling's answer, as a small workbook for e-mail; it comes back through `round_trip.read_back`."""

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Row, or_, select
from sqlalchemy.orm import aliased

from app.desk.files import put_in_place
from app.door.errors import Refused
from app.door.turn import Turn
from app.door.work import Work
from app.exchange.tracker.page import about_here, day_or_moment, marks_known
from app.queries.tracker.state import ref_of
from app.services.history.noting import note_access
from models.keys import new_id
from models.people import Person
from models.tracker import TrackerBook, TrackerChange
from models.values import whole_name
from models.vocabulary.access import Access
from models.vocabulary.tracker import CclMark
from reports.tracker.page import TrackerPage, TrackerRow


@dataclass(frozen=True, slots=True)
class WaitingForAnswers:
    """The changes that aren't in CCL as far as is known, or that are asked about, and the tracker they stand in."""

    page: TrackerPage
    reply_to: UUID | None


def export_reply(work: Work, path: Path, *, program: str) -> tuple[str, ...]:
    """Write what waits for an answer to a new file, and say the Refs in it; who exports is noted first.

    Refused: nothing waits. Unavailable: a file of that name is there (it may be the tracker), or it can't be written.
    """
    from reports.tracker.reply import render  # noqa: PLC0415  its library costs half a second, for a rare deed

    waiting: WaitingForAnswers = work.read(waiting_for_answers, program=program)
    refs = tuple(row.ref for row in waiting.page.rows)
    if not refs:
        raise Refused("Nothing waits for Scheduling's answer: all that went out is in CCL.")
    page = replace(waiting.page, about=replace(waiting.page.about, book=str(new_id()), exports=1))
    content = render(page, reply_to=str(waiting.reply_to or ""))
    work.write(partial(note_access, did=Access.EXPORTED, what=f"what waits for answers as {path.name}", rows=len(refs)))
    put_in_place(path, content, over=False)
    return refs


def waiting_for_answers(turn: Turn, *, program: str) -> WaitingForAnswers:
    """What went out and has no Yes, in their order, with what Scheduling has answered so far."""
    newest = select(TrackerBook.id).where(TrackerBook.office_id == turn.office).order_by(TrackerBook.exported_at.desc())
    reply_to = turn.session.scalar(newest.limit(1))
    rows = tuple(_row(row) for row in turn.session.execute(_changes(turn)))
    return WaitingForAnswers(TrackerPage(turn.moment, about_here(turn, program=program), rows), reply_to)


def _changes(turn: Turn) -> Any:
    taken_back = aliased(TrackerChange)
    return (
        select(
            TrackerChange.number, TrackerChange.kind, TrackerChange.notified_at, TrackerChange.effective_at,
            TrackerChange.ccl, TrackerChange.ccl_by, TrackerChange.ccl_on, TrackerChange.ccl_query,
            taken_back.number.label("retracts"), Person.given, Person.family,
        )
        .join(Person, Person.id == TrackerChange.person_id)
        .outerjoin(taken_back, taken_back.id == TrackerChange.retracts_id)
        .where(
            TrackerChange.office_id == turn.office,
            TrackerChange.exported_at.is_not(None),
            or_(TrackerChange.ccl.is_(None), TrackerChange.ccl != CclMark.YES),
        )
        .order_by(TrackerChange.number)
    )  # fmt: skip


def _row(row: Row[Any]) -> TrackerRow:
    return TrackerRow(
        ref=ref_of(row.number),
        notified=row.notified_at,
        change=row.kind,
        effective=day_or_moment(row.effective_at),
        person=whole_name(row.given, row.family),
        mosaic_id="",
        retracts=ref_of(row.retracts) if row.retracts else "",
        marks=marks_known(row),
    )
