"""Who works in the office. A member of staff who leaves is archived, never deleted."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Recorded
from models.vocabulary.staff import Role


class Staff(Recorded):
    """A member of staff, with the team in which they mainly work."""

    __tablename__ = "staff"
    links = {"team_id": "team"}
    rules = (UniqueConstraint("office_id", "name"),)

    name: Mapped[str]
    role: Mapped[Role]
    team_id: Mapped[UUID | None]
    telephone: Mapped[str] = mapped_column(default="")
    login: Mapped[str | None]
    archived_at: Mapped[datetime | None]
    trained_for_equipment: Mapped[bool] = mapped_column(default=False)  # OPG 3.8 (PSP-10)
