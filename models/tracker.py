"""What Scheduling is told: each change once, as it was told, where it went, and what came back from which workbook."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ColumnElement, Index, UniqueConstraint, and_, literal_column, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Recorded, index_where
from models.vocabulary.tracker import CclMark, TrackerChangeKind

_WAITING = "exported_at IS NULL AND withdrawn_at IS NULL"
_NOT_IN_CCL = "exported_at IS NOT NULL AND (ccl IS NULL OR ccl <> 'yes')"


class TrackerBook(Recorded):
    """A workbook of the tracker, by the id that its sheet About holds, and how often it was written from here.

    The count stands in the workbook too: a copy that somebody put back holds a smaller one than this.
    """

    __tablename__ = "tracker_book"
    rules = (CheckConstraint("exports >= 1", name="written_once_at_least"),)

    file_name: Mapped[str]
    exports: Mapped[int]
    exported_at: Mapped[datetime]


class TrackerChange(Recorded):
    """One row of the Excel tracker. Its number is never reused; what it says is frozen when it is notified."""

    __tablename__ = "tracker_change"
    links = {"person_id": "person", "episode_id": "episode", "referral_id": "referral", "retracts_id": "tracker_change"}
    rules = (
        UniqueConstraint("office_id", "number"),
        CheckConstraint("(kind = 'retracted') = (retracts_id IS NOT NULL)", name="retracts_something"),
        CheckConstraint("(exported_at IS NULL) = (exported_to IS NULL)", name="exported_to_a_file"),
        Index(
            "ix_tracker_change_waiting",  # of all that was ever told, few wait: a desk asks for them again and again
            "office_id",
            "number",
            postgresql_where=text(_WAITING),
            sqlite_where=text(_WAITING),
        ),
        index_where(
            "ix_tracker_change_office_id_exported_at", "office_id", "exported_at", rows="exported_at IS NOT NULL"
        ),
        Index(None, "office_id", "ccl"),
        index_where("ix_tracker_change_not_in_ccl", "office_id", "number", rows=_NOT_IN_CCL),
    )

    number: Mapped[int]
    kind: Mapped[TrackerChangeKind]
    person_id: Mapped[UUID]
    episode_id: Mapped[UUID | None]
    referral_id: Mapped[UUID | None]
    retracts_id: Mapped[UUID | None]
    notified_at: Mapped[datetime]
    effective_at: Mapped[datetime]
    from_team: Mapped[str] = mapped_column(default="")
    to_team: Mapped[str] = mapped_column(default="")
    visits_a_week: Mapped[int] = mapped_column(default=0)
    contact_minutes: Mapped[int] = mapped_column(default=0)
    has_double_up: Mapped[bool] = mapped_column(default=False)
    calls: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    dso: Mapped[str] = mapped_column(default="")
    case_note: Mapped[str] = mapped_column(default="")
    exported_at: Mapped[datetime | None]
    exported_to: Mapped[str | None]
    withdrawn_at: Mapped[datetime | None]  # before it went out: Scheduling never hears of it (REF-13)
    ccl: Mapped[CclMark | None]
    ccl_by: Mapped[str] = mapped_column(default="")
    ccl_on: Mapped[datetime | None]
    ccl_query: Mapped[str] = mapped_column(default="")
    marked_in: Mapped[UUID | None]  # the workbook, by the id it holds: it may be one that this database never wrote
    marked_at_export: Mapped[int | None]  # and the count that stood in it then
    written: Mapped[str | None]  # the cells that follow the person, as a workbook last got them (JSON, by heading)

    @classmethod
    def is_not_in_ccl(cls) -> ColumnElement[bool]:
        """Whether a change of the statement went out and has no Yes, said as its index says it."""
        no_yes = cls.ccl.is_(None) | (cls.ccl != literal_column("'yes'"))
        return and_(cls.exported_at.is_not(None), no_yes)
