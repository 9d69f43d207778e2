"""Who looked at whom, and what was printed, saved or exported: no change, so it is told to no other desk.

The rows are only ever added to, as the guards of either database see to. The seals don't hold them: the chain is made
of entries of the audit, which everybody of the office reads in History and every other desk is told of; a look would
have to be an entry there, hidden from both again.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base
from models.keys import new_id
from models.vocabulary.access import Access


class AccessNote(Base):
    """One look, print or export. Never changed; `what` names the paper or file, `rows` how many an export held."""

    __tablename__ = "access_note"
    __table_args__ = (
        ForeignKeyConstraint(["office_id", "person_id"], ["person.office_id", "person.id"]),
        ForeignKeyConstraint(["office_id", "staff_id"], ["staff.office_id", "staff.id"]),
        Index(None, "office_id", "at"),
        Index(None, "person_id", "at"),
        Index(None, "staff_id", "at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    office_id: Mapped[UUID] = mapped_column(ForeignKey("office.id"))
    at: Mapped[datetime]
    staff_id: Mapped[UUID]
    deed: Mapped[Access]
    what: Mapped[str]
    person_id: Mapped[UUID | None]
    rows: Mapped[int | None]
    because: Mapped[str | None]  # why it was made in another print than its reader needs
    # A server's own words, whatever a desk says: who, when, and in which transaction. What is told for a look that was
    # noted before asks them, so that nobody reads by another's look, by an old one, or by one that is taken back.
    login: Mapped[str | None]
    noted_at: Mapped[datetime | None]
    noted_in: Mapped[int | None] = mapped_column(BigInteger)
