"""Teams, patches, who serves which, and what a team can do in a week."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Recorded
from models.vocabulary import TeamKind


class Team(Recorded):
    """A short-term or an interim team. Its limit is in worker minutes a week (REF-15)."""

    __tablename__ = "team"
    rules = (
        UniqueConstraint("office_id", "name"),
        CheckConstraint("worker_minutes_a_week >= 0", name="limit_not_negative"),
    )

    name: Mapped[str]
    kind: Mapped[TeamKind]
    worker_minutes_a_week: Mapped[int]
    telephone: Mapped[str] = mapped_column(default="")


class Reduction(Recorded):
    """Worker minutes a week that a team is short of between two days, for leave or sickness (REF-15)."""

    __tablename__ = "reduction"
    links = {"team_id": "team"}
    rules = (
        CheckConstraint("worker_minutes_a_week > 0", name="reduces"),
        CheckConstraint("last_day >= first_day", name="ends_after_it_begins"),
    )

    team_id: Mapped[UUID]
    first_day: Mapped[date]
    last_day: Mapped[date]
    worker_minutes_a_week: Mapped[int]
    because: Mapped[str]


class Patch(Recorded):
    """A part of the area, served by one MDT."""

    __tablename__ = "patch"
    rules = (UniqueConstraint("office_id", "name"),)

    name: Mapped[str]


class TeamPatch(Recorded):
    """Which team serves which patch."""

    __tablename__ = "team_patch"
    links = {"team_id": "team", "patch_id": "patch"}
    rules = (UniqueConstraint("office_id", "team_id", "patch_id"),)

    team_id: Mapped[UUID]
    patch_id: Mapped[UUID]
