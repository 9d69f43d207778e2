"""Teams, patches, who serves which, and what a team can do in a week."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Recorded
from models.values import Call
from models.vocabulary.staff import TeamKind


class Team(Recorded):
    """A short-term or an interim team. Its limit is in worker minutes a week (REF-15).

    `worker_minutes_a_week` is what it was contracted to do when it began, before reductions; what changed since then,
    or will, is a `ContractedChange` each. `closed_from` is the first day without it; its history stays.
    """

    __tablename__ = "team"
    rules = (
        UniqueConstraint("office_id", "name"),
        CheckConstraint("worker_minutes_a_week >= 0", name="limit_not_negative"),
    )

    name: Mapped[str]
    kind: Mapped[TeamKind]
    worker_minutes_a_week: Mapped[int]
    worker_minutes_because: Mapped[str] = mapped_column(default="")
    telephone: Mapped[str] = mapped_column(default="")
    closed_from: Mapped[date | None]
    closed_because: Mapped[str | None]


class ContractedChange(Recorded):
    """What a team is contracted to do from a day on, in worker minutes a week; of two with one day the newer (REF-15).

    One that was withdrawn before its day stays on record and never counts.
    """

    __tablename__ = "contracted_change"
    links = {"team_id": "team", "set_by_id": "staff", "withdrawn_by_id": "staff"}
    rules = (
        CheckConstraint("worker_minutes_a_week >= 0", name="hours_not_negative"),
        CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_by_id IS NULL)", name="withdrawn_by_somebody"),
    )

    team_id: Mapped[UUID]
    from_day: Mapped[date]
    worker_minutes_a_week: Mapped[int]
    because: Mapped[str]
    set_at: Mapped[datetime]
    set_by_id: Mapped[UUID]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[UUID | None]
    withdrawn_because: Mapped[str | None]


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
    withdrawn_at: Mapped[datetime | None]  # entered by mistake: it stays on record and reduces nothing


class UsualHours(Recorded):
    """What a team is contracted to do at one call in one patch: a breakdown that warns, never a limit (REF-15).

    Worker minutes a week, and how many workers are out at the same time: the two together say for how long each of
    them works at that call of a day, and so what is left for a double-up. Nothing is said where there is no row.
    """

    __tablename__ = "usual_hours"
    links = {"team_id": "team", "patch_id": "patch"}
    rules = (
        UniqueConstraint("office_id", "team_id", "patch_id", "call"),
        CheckConstraint("worker_minutes_a_week >= 0", name="minutes_not_negative"),
        CheckConstraint("workers_at_once BETWEEN 1 AND 99", name="somebody_works"),
    )

    team_id: Mapped[UUID]
    patch_id: Mapped[UUID]
    call: Mapped[Call]
    worker_minutes_a_week: Mapped[int]
    workers_at_once: Mapped[int]


class Patch(Recorded):
    """A part of the area, served by one MDT. `closed_from` is the first day on which it is no patch any more."""

    __tablename__ = "patch"
    rules = (UniqueConstraint("office_id", "name"),)

    name: Mapped[str]
    closed_from: Mapped[date | None]
    closed_because: Mapped[str | None]


class PatchPostcode(Recorded):
    """An outward code ("DE4") or a sector ("DE4 3") of a patch; it suggests a patch, and never changes anybody's.

    Two patches may claim one: that is warned of. One taken off the patch stays on record with its moment.
    """

    __tablename__ = "patch_postcode"
    links = {"patch_id": "patch"}
    rules = (UniqueConstraint("office_id", "patch_id", "part"),)

    patch_id: Mapped[UUID]
    part: Mapped[str]
    ended_at: Mapped[datetime | None]


class TeamPatch(Recorded):
    """Which team serves which patch; one that it serves no more stays on record with the moment."""

    __tablename__ = "team_patch"
    links = {"team_id": "team", "patch_id": "patch"}
    rules = (UniqueConstraint("office_id", "team_id", "patch_id"),)

    team_id: Mapped[UUID]
    patch_id: Mapped[UUID]
    ended_at: Mapped[datetime | None]
