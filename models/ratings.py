"""IPAD ratings: one current letter a goal, visit and worker, with what it was before a correction; visits not made.

A visit is a person, a local day and a call of that day, so a rating needs no visit record: its key is goal, day,
call and worker, and the table is clustered in that order for histories.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, FetchedValue, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Recorded, SharedMoment
from models.values import Call
from models.vocabulary.goals import Letter, NotMade

UNDONE = "Undone"  # why a letter is an earlier one that was taken back
IMPORTED = "Imported"  # why it is an earlier one: a file brought another


class Rating(Base):
    """The current letter. Source: OPG 3.4 (IPAD-1, IPAD-2)."""

    __tablename__ = "rating"
    __table_args__ = (
        ForeignKeyConstraint(["office_id", "goal_id"], ["goal.office_id", "goal.id"]),
        ForeignKeyConstraint(["office_id", "worker_id"], ["staff.office_id", "staff.id"]),
        ForeignKeyConstraint(["office_id", "import_id"], ["rating_import.office_id", "rating_import.id"]),
        CheckConstraint("version > 0", name="version_from_one"),
        Index(None, "office_id", "day"),
        {"sqlite_with_rowid": False},
    )
    __mapper_args__ = {"eager_defaults": False}

    goal_id: Mapped[UUID] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    call: Mapped[Call] = mapped_column(primary_key=True)
    worker_id: Mapped[UUID] = mapped_column(primary_key=True)
    office_id: Mapped[UUID]
    at: Mapped[datetime] = mapped_column(SharedMoment)
    letter: Mapped[Letter]
    wording: Mapped[int]  # which wording of the goal was rated
    comment: Mapped[str] = mapped_column(default="")
    import_id: Mapped[UUID | None]
    withdrawn_at: Mapped[datetime | None]  # a first rating that was undone: kept, and counted nowhere
    operation_id: Mapped[UUID | None]
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime | None] = mapped_column(server_default=FetchedValue(), deferred=True)
    created_by: Mapped[str | None] = mapped_column(server_default=FetchedValue(), deferred=True)
    updated_at: Mapped[datetime | None] = mapped_column(server_default=FetchedValue(), deferred=True)
    updated_by: Mapped[str | None] = mapped_column(server_default=FetchedValue(), deferred=True)


class RatingCorrection(Recorded):
    """A letter as it was before the same worker's rating was corrected (IPAD-1, IPAD-2)."""

    __tablename__ = "rating_correction"
    rules = (
        ForeignKeyConstraint(
            ["goal_id", "day", "call", "worker_id"],
            ["rating.goal_id", "rating.day", "rating.call", "rating.worker_id"],
        ),
        # A rating's key has no office; the goal's has, and so both stand behind the same wall.
        ForeignKeyConstraint(["office_id", "goal_id"], ["goal.office_id", "goal.id"]),
        Index(None, "goal_id", "day", "call", "worker_id"),
    )

    goal_id: Mapped[UUID]
    day: Mapped[date]
    call: Mapped[Call]
    worker_id: Mapped[UUID]
    earlier_letter: Mapped[Letter]
    earlier_at: Mapped[datetime]
    earlier_comment: Mapped[str] = mapped_column(default="")
    corrected_at: Mapped[datetime]
    because: Mapped[str] = mapped_column(default="")


class VisitNotMade(Recorded):
    """That a planned visit wasn't made: why, by whom it was noted, when. Source: good practice on OPG 3.4 (IPAD-1).

    A visit has one row: noted anew after it was taken back, or for another reason, it is the same one, and the audit
    keeps what it said before.
    """

    __tablename__ = "visit_not_made"
    links = {"person_id": "person", "noted_by_id": "staff", "worker_id": "staff", "import_id": "rating_import"}
    rules = (UniqueConstraint("office_id", "person_id", "day", "call"),)

    person_id: Mapped[UUID]
    day: Mapped[date]
    call: Mapped[Call]
    reason: Mapped[NotMade]
    note: Mapped[str] = mapped_column(default="")
    worker_id: Mapped[UUID | None]  # whom a file names with it
    import_id: Mapped[UUID | None]
    noted_at: Mapped[datetime]
    noted_by_id: Mapped[UUID]
    withdrawn_at: Mapped[datetime | None]  # it was made after all: kept, and counted nowhere


class RatingImport(Recorded):
    """A file of ratings that was read: when, which, and how many rows of each kind."""

    __tablename__ = "rating_import"

    file_name: Mapped[str]
    digest: Mapped[str]
    read_at: Mapped[datetime]
    accepted: Mapped[int]
    known: Mapped[int]
    changed: Mapped[int]
    refused: Mapped[int]
