"""Personal service plans, in versions: `models.rules.plans.in_force` says which is in force on a day."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ColumnElement, Index, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Recorded
from models.rules.plans.covered import restored
from models.values import Call, CoveredCall, PlannedVisit, days_of, london_day
from models.vocabulary.plans import PlanChange, PlanKind
from models.vocabulary.two_weeks import EVERY_WEEK


class Plan(Recorded):
    """A version of the PSP. A finished or superseded one never changes: a trigger refuses it (PSP-2).

    The totals are kept beside the visits, so that a list of people needs no second look; both are written once. Where
    calls take turns they are those of `heavier_week` (1 or 2, else 0); the other takes `lighter_minutes` of workers.
    """

    __tablename__ = "plan"
    links = {"episode_id": "episode", "made_by_id": "staff", "scheduling_confirmed_by_id": "staff"}
    rules = (
        UniqueConstraint("office_id", "episode_id", "number"),
        Index(None, "effective_from"),
        CheckConstraint("number > 0", name="numbered_from_one"),
        CheckConstraint("change <> 'more' OR scheduling_confirmed_at IS NOT NULL", name="more_is_confirmed"),
        CheckConstraint("change <> 'step_down' OR mdt_agreed_at IS NOT NULL", name="step_down_is_agreed"),
        CheckConstraint(
            "change <> 'interim_change' OR coordinator_agreed_at IS NOT NULL", name="interim_change_is_agreed"
        ),
        CheckConstraint("heavier_week IN (0, 1, 2)", name="heavier_of_two"),
        CheckConstraint("(lighter_minutes IS NULL) = (heavier_week = 0)", name="lighter_minutes_of_two"),
        CheckConstraint(
            "(lighter_contact_minutes IS NULL) = (heavier_week = 0)", name="lighter_contact_minutes_of_two"
        ),
    )

    episode_id: Mapped[UUID]
    number: Mapped[int]
    kind: Mapped[PlanKind]
    change: Mapped[PlanChange]
    because: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime]
    made_by_id: Mapped[UUID | None]  # none where the plan was taken over from another system
    effective_from: Mapped[datetime]
    scheduling_confirmed_at: Mapped[datetime | None]  # PSP-3
    scheduling_confirmed_by_id: Mapped[UUID | None]
    mdt_agreed_at: Mapped[datetime | None]  # PSP-4
    coordinator_agreed_at: Mapped[datetime | None]  # PSP-5
    amended_support_plan_at: Mapped[datetime | None]
    amended_po_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    visits_a_week: Mapped[int]
    contact_minutes: Mapped[int]
    worker_minutes: Mapped[int]
    has_double_up: Mapped[bool]
    heavier_week: Mapped[int] = mapped_column(default=EVERY_WEEK, server_default="0")
    lighter_minutes: Mapped[int | None]
    lighter_contact_minutes: Mapped[int | None]
    covered: Mapped[str | None]  # which calls others cover, a line each, as `models.rules.plans.covered` keeps them

    @property
    def from_day(self) -> date:
        """The day from whose 00:00 it is in force, the first from the moment of the start (PSP-2)."""
        return london_day(self.effective_from)

    @property
    def covers(self) -> tuple[CoveredCall, ...]:
        """The calls that others cover."""
        return restored(self.covered)


class PlanTakenBack(Recorded):
    """That a version agreed for a later day was taken back before it, and why: it is never in force (PSP-2).

    A row of its own, because a version that another follows never changes.
    """

    __tablename__ = "plan_taken_back"
    links = {"plan_id": "plan", "taken_back_by_id": "staff"}
    rules = (
        UniqueConstraint("office_id", "plan_id"),
        CheckConstraint("because <> ''", name="with_a_reason"),
    )

    plan_id: Mapped[UUID]
    taken_back_at: Mapped[datetime]
    taken_back_by_id: Mapped[UUID]
    because: Mapped[str]


class PlanVisit(Recorded):
    """A line of the week: days (a bit a day, Monday the lowest), call or time, minutes of one worker, workers.

    `weeks` is 1 or 2 where it is due in one of two weeks only: see `models.vocabulary.two_weeks`.
    """

    __tablename__ = "plan_visit"
    links = {"plan_id": "plan"}
    rules = (
        UniqueConstraint("office_id", "plan_id", "number"),
        CheckConstraint("workers IN (1, 2)", name="one_or_two_workers"),
        CheckConstraint("minutes BETWEEN 1 AND 1440", name="minutes_of_a_day"),
        CheckConstraint("days BETWEEN 1 AND 127", name="days_of_a_week"),
        CheckConstraint("weeks IN (0, 1, 2)", name="week_of_two"),
    )

    plan_id: Mapped[UUID]
    number: Mapped[int]
    days: Mapped[int]
    call: Mapped[Call]
    at: Mapped[time | None]
    minutes: Mapped[int]
    workers: Mapped[int]
    tasks: Mapped[str] = mapped_column(default="")
    weeks: Mapped[int] = mapped_column(default=EVERY_WEEK, server_default="0")
    short_because: Mapped[str | None]  # why so short a visit is enough; none where nobody said, or it isn't short

    @property
    def planned(self) -> PlannedVisit:
        """The line as a value."""
        return PlannedVisit(days_of(self.days), self.call, self.minutes, self.workers, self.at, self.tasks, self.weeks)


def mean_minutes(plan: Any) -> tuple[Any, Any]:
    """Worker and contact minutes a week of a version, the mean of two weeks where calls take turns. (FIG-1)."""
    worker = (plan.worker_minutes + func.coalesce(plan.lighter_minutes, plan.worker_minutes)) // 2
    contact = (plan.contact_minutes + func.coalesce(plan.lighter_contact_minutes, plan.contact_minutes)) // 2
    return worker, contact


def is_of_week(which: Any) -> ColumnElement[bool]:
    """Whether a line is due in week A (1) or B (2), a number or what stands for it in a statement. (PSP-1)."""
    return PlanVisit.weeks.in_((EVERY_WEEK, which))
