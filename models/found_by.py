"""By which words people are found, kept by the database itself whenever a person is written, whoever writes.

Derived from the person's record alone, so they carry no stamps and no audit; `database check` derives them again.
"""

from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base

_IN_ORDER_OF_SIGNS = Text().with_variant(Text(collation="C"), "postgresql")  # so that a beginning is a range


class PersonWord(Base):
    """A word, then all words of the person, as `models.rules.people.found_by` says."""

    __tablename__ = "person_word"
    __table_args__ = (
        ForeignKeyConstraint(["office_id", "person_id"], ["person.office_id", "person.id"], ondelete="CASCADE"),
        {"sqlite_with_rowid": False},
    )

    office_id: Mapped[UUID] = mapped_column(primary_key=True)
    found_by: Mapped[str] = mapped_column(_IN_ORDER_OF_SIGNS, primary_key=True)
    person_id: Mapped[UUID] = mapped_column(primary_key=True)


class NearWord(Base):
    """What a word is found by that was mistyped; the person is whoever brought the word into the office first.

    Without the person two desks that bring the same new word would wait for each other.
    """

    __tablename__ = "near_word"
    __table_args__ = (
        ForeignKeyConstraint(["office_id", "person_id"], ["person.office_id", "person.id"], ondelete="CASCADE"),
        {"sqlite_with_rowid": False},
    )

    office_id: Mapped[UUID] = mapped_column(primary_key=True)
    near: Mapped[str] = mapped_column(_IN_ORDER_OF_SIGNS, primary_key=True)
    word: Mapped[str] = mapped_column(_IN_ORDER_OF_SIGNS, primary_key=True)
    person_id: Mapped[UUID] = mapped_column(primary_key=True)
