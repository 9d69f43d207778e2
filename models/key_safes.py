"""What opens a person's key safe: the record says that a code is kept and since when, the code lies apart.

The record is audited and told as every other is; the codes are only ever added, belong to no audit, and no list reads
them. At a server nobody selects from their table: a function tells one code to who has the right to it, for a look that
was noted and committed before (`models.migrations.walls.key_safes`).
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Recorded
from models.keys import new_id


class KeySafe(Recorded):
    """That somebody's home has a key safe whose code is kept: which code, and when it was set; none once it is gone."""

    __tablename__ = "key_safe"
    links = {"person_id": "person", "code_id": "key_safe_code"}
    rules = (
        UniqueConstraint("office_id", "person_id"),
        CheckConstraint("(code_id IS NULL) = (set_at IS NULL)", name="code_with_its_moment"),
    )

    person_id: Mapped[UUID]
    code_id: Mapped[UUID | None]
    set_at: Mapped[datetime | None]


class KeySafeCode(Base):
    """A code as it was typed. Never changed: another code is another row, and the record says which one holds."""

    __tablename__ = "key_safe_code"
    __table_args__ = (
        UniqueConstraint("office_id", "id"),
        ForeignKeyConstraint(["office_id", "person_id"], ["person.office_id", "person.id"]),
        CheckConstraint("code <> ''", name="says_something"),
        Index(None, "person_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    office_id: Mapped[UUID] = mapped_column(ForeignKey("office.id"))
    person_id: Mapped[UUID]
    code: Mapped[str]
