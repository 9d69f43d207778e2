"""The audit: who did what, when, to which row. Written by the database's triggers only, never changed."""

from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import BigInteger, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base

NAMES_NOBODY = frozenset({"window", "homeward", "desk", "first start"})  # stamps that don't say who sat there


class AuditEntry(Base):
    """One change of one row, with the row before and after as JSON."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index(None, "row_id"),
        Index(None, "office_id", "number"),
        Index(None, "office_id", "at"),
        Index(None, "operation_id"),
        Index(None, "office_id", "table_name", "number"),
        Index(None, "office_id", "by", "number"),
    )

    number: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    at: Mapped[datetime]
    by: Mapped[str]
    deed: Mapped[str]
    table_name: Mapped[str]
    row_id: Mapped[UUID]
    office_id: Mapped[UUID | None]
    operation_id: Mapped[UUID | None]
    before: Mapped[str | None]
    after: Mapped[str | None]


def moment_kept(kept: str) -> datetime:
    """A moment as either database writes it into the JSON of a row."""
    told = datetime.fromisoformat(kept)
    return told if told.tzinfo else told.replace(tzinfo=UTC)
