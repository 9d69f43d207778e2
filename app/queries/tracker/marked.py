"""What Scheduling marked as the database knows it, by the number of the change, with where it was read."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.door.turn import Turn
from models.people import Person
from models.rules.tracker.copies import ReadIn
from models.rules.tracker.refs import Told
from models.tracker import TrackerBook, TrackerChange
from models.values import london_day, to_london, whole_name
from models.vocabulary.tracker import CclMark, TrackerChangeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class SentChange:
    """A change that went out, whose it is and what it says, and what Scheduling answered as far as it was read."""

    number: int
    kind: TrackerChangeKind
    person_id: UUID
    person: str
    ccl: CclMark | None
    by: str
    on: date | None
    query: str
    read_in: ReadIn
    told: Told

    @property
    def is_marked(self) -> bool:
        """Whether Scheduling answered anything."""
        return self.ccl is not None or self.on is not None or bool(self.by or self.query)


def sent_changes(turn: Turn) -> tuple[SentChange, ...]:
    """All changes that went out, in their order, in one statement: a tracker holds them all."""
    rows = turn.session.execute(
        select(
            TrackerChange.number, TrackerChange.kind, TrackerChange.person_id, Person.given, Person.family,
            TrackerChange.ccl, TrackerChange.ccl_by, TrackerChange.ccl_on, TrackerChange.ccl_query,
            TrackerChange.marked_in, TrackerChange.marked_at_export, TrackerChange.notified_at,
            TrackerChange.effective_at, TrackerChange.visits_a_week, TrackerChange.contact_minutes,
        )
        .join(Person, Person.id == TrackerChange.person_id)
        .where(TrackerChange.office_id == turn.office, TrackerChange.exported_at.is_not(None))
        .order_by(TrackerChange.number)
    )  # fmt: skip
    return tuple(
        SentChange(
            number=row.number,
            kind=row.kind,
            person_id=row.person_id,
            person=whole_name(row.given, row.family),
            ccl=row.ccl,
            by=row.ccl_by,
            on=london_day(row.ccl_on) if row.ccl_on else None,
            query=row.ccl_query,
            read_in=ReadIn(row.marked_in, row.marked_at_export),
            told=Told(
                notified=to_london(row.notified_at).replace(tzinfo=None),
                change=row.kind.label,
                effective=london_day(row.effective_at),
                person=whole_name(row.given, row.family),
                visits=row.visits_a_week,
                hours=row.contact_minutes / 60,
            ),
        )
        for row in rows
    )


def exports_known(turn: Turn, book: UUID | None) -> int:
    """How often this database knows that the workbook was exported; 0 where it never heard of it."""
    if book is None:
        return 0
    query = select(TrackerBook.exports).where(TrackerBook.office_id == turn.office, TrackerBook.id == book)
    return turn.session.scalar(query) or 0
