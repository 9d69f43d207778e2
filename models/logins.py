"""Who may log in to a server, and what each may do in which office. In a file there are none: whoever opens it may all.

A login is a role of the server's, one a person; nobody shares one, and what a desk may do is asked of these rows by
`session_user` for each statement, never of what a desk says of itself.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Recorded
from models.keys import new_id
from models.vocabulary.access import Right


class Login(Base):
    """A person's own role at the server, by its name there; who left is disabled, with the reason, and stays named."""

    __tablename__ = "login"
    __table_args__ = (
        UniqueConstraint("name"),
        CheckConstraint("(disabled_at IS NULL) = (disabled_because IS NULL)", name="disabled_for_a_reason"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str]
    display_name: Mapped[str]
    disabled_at: Mapped[datetime | None]
    disabled_because: Mapped[str | None]
    operation_id: Mapped[UUID | None]


class Membership(Recorded):
    """What a login may do in an office: each right includes those below it, and key-safe codes are one of their own.

    `staff_id` is who of the office's staff they are; none for whoever only looks after the program. One that ended
    is withdrawn and keeps its row; joined again, it stands again. `because` is why it was changed last.
    """

    __tablename__ = "membership"
    links = {"staff_id": "staff"}
    rules = (UniqueConstraint("office_id", "login"), Index(None, "login"))

    login: Mapped[str] = mapped_column(ForeignKey("login.name"))
    staff_id: Mapped[UUID | None]
    right: Mapped[Right]
    key_safe: Mapped[bool] = mapped_column(default=False)
    withdrawn_at: Mapped[datetime | None]
    because: Mapped[str | None]
