"""What Today shows, kept: the prompts of a day as lines, and which people's records were written since.

None of it is a record: it is derived from the records by the same rules that say it live, so it carries no stamps and
no audit, and whoever loses it derives it anew. The database's triggers write the marks (`models.migrations.marks`), so
that no writer can forget one; `app.kept.settling` makes the lines and takes the marks away that it has seen.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Integer
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base

NOBODY = UUID(int=0)  # whom a line or a mark is about that is about nobody in particular: a team's week, an action
_NUMBER = BigInteger().with_variant(Integer, "sqlite")
_BY_KEY = {"sqlite_with_rowid": False}  # one office's lines lie together, and in them one person's


class DueLine(Base):
    """A prompt of a day, shown from `since` on and not any more at `until` (none: to its end), with whose deed it is.

    `staff_id` is who does it and `responsible_id` who sees that it is done; their names and whether they are there
    today are asked when it is read.
    """

    __tablename__ = "due_line"
    __table_args__ = (_BY_KEY,)

    office_id: Mapped[UUID] = mapped_column(ForeignKey("office.id"), primary_key=True)
    about_id: Mapped[UUID] = mapped_column(primary_key=True)  # a person, or NOBODY
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    rule: Mapped[str]
    person_id: Mapped[UUID | None]
    person: Mapped[str]
    sentence: Mapped[str]
    shown_from: Mapped[datetime]
    due: Mapped[datetime | None]
    field: Mapped[str]
    referral_id: Mapped[UUID | None]
    episode_id: Mapped[UUID | None]
    concern_id: Mapped[UUID | None]
    action_id: Mapped[UUID | None]
    team_id: Mapped[UUID | None]
    team: Mapped[str]
    staff_id: Mapped[UUID | None]
    responsible_id: Mapped[UUID | None]
    since: Mapped[datetime]
    until: Mapped[datetime | None]


class DueMark(Base):
    """Something was written about a person (or NOBODY, or the whole office by its own id) and isn't settled yet.

    `written_in` is the server's transaction, so that two desks never wait for each other's mark; 0 in a file.
    """

    __tablename__ = "due_mark"
    __table_args__ = (_BY_KEY,)

    office_id: Mapped[UUID] = mapped_column(ForeignKey("office.id"), primary_key=True)
    about_id: Mapped[UUID] = mapped_column(primary_key=True)
    written_in: Mapped[int] = mapped_column(_NUMBER, primary_key=True, autoincrement=False)


class DueDay(Base):
    """For which day an office's lines were derived, and by which rules and settings: `models.due_word` says these."""

    __tablename__ = "due_day"

    office_id: Mapped[UUID] = mapped_column(ForeignKey("office.id"), primary_key=True)
    day: Mapped[date]
    word: Mapped[str]
