"""Who works in the office, from which day to which, as what, and when they are on leave. Nobody is ever deleted.

What counts on a day is told in one place, `models.staff_of_days`: `Staff.role` is only the role that somebody began
with.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Recorded
from models.vocabulary.staff import Role


class Staff(Recorded):
    """A member of staff, with the team in which they mainly work."""

    __tablename__ = "staff"
    links = {"team_id": "team"}
    rules = (UniqueConstraint("office_id", "name"),)

    name: Mapped[str]
    role: Mapped[Role]  # the first one; what somebody became later is a `StaffRole`
    team_id: Mapped[UUID | None]
    telephone: Mapped[str] = mapped_column(default="")
    login: Mapped[str | None]
    archived_at: Mapped[datetime | None]  # how a leaver was kept before there were spells: the last day is its day
    trained_for_equipment: Mapped[bool] = mapped_column(default=False)  # OPG 3.8 (PSP-10)


class StaffSpell(Recorded):
    """From which day to which somebody is on the staff, both included; who has none is on it always (END-10)."""

    __tablename__ = "staff_spell"
    links = {"staff_id": "staff"}
    rules = (CheckConstraint("last_day >= first_day", name="ends_after_it_begins"),)

    staff_id: Mapped[UUID]
    first_day: Mapped[date | None]  # none: since before the program
    last_day: Mapped[date | None]  # none: nobody said that they leave
    because: Mapped[str] = mapped_column(default="")  # why it ends


class StaffRole(Recorded):
    """What somebody is from a day on: a CWC who becomes DSO (END-10)."""

    __tablename__ = "staff_role"
    links = {"staff_id": "staff"}

    staff_id: Mapped[UUID]
    from_day: Mapped[date]
    role: Mapped[Role]
    because: Mapped[str] = mapped_column(default="")
    withdrawn_at: Mapped[datetime | None]


class StaffLeave(Recorded):
    """From which day to which somebody is on leave, both included (DAY-4). Why isn't kept: it is nobody's business."""

    __tablename__ = "staff_leave"
    links = {"staff_id": "staff"}
    rules = (CheckConstraint("last_day >= first_day", name="ends_after_it_begins"),)

    staff_id: Mapped[UUID]
    first_day: Mapped[date]
    last_day: Mapped[date | None]  # none: nobody knows yet when they are back
    withdrawn_at: Mapped[datetime | None]


class StaffTeam(Recorded):
    """A team in which somebody works beside their main one."""

    __tablename__ = "staff_team"
    links = {"staff_id": "staff", "team_id": "team"}
    rules = (UniqueConstraint("office_id", "staff_id", "team_id"),)

    staff_id: Mapped[UUID]
    team_id: Mapped[UUID]
    withdrawn_at: Mapped[datetime | None]


class FormerName(Recorded):
    """What somebody was called before: files and old papers still say it."""

    __tablename__ = "former_name"
    links = {"staff_id": "staff"}

    staff_id: Mapped[UUID]
    name: Mapped[str]
    until: Mapped[datetime]
