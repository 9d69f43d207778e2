"""The cost of interim support: what each agreement says of it, what was said about it, and what less was asked for."""

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Recorded
from models.values import Call, PlannedVisit, days_of
from models.vocabulary.agreement import ChargeAsk, CostSaidHow, Funding
from models.vocabulary.two_weeks import EVERY_WEEK


class AgreementPrice(Recorded):
    """What an agreement says that a week costs from a day on, and who pays; written once, when it is issued (FUND-7).

    Without a sum where a financial assessment decides the share. Where two weeks take turns that cost more and less,
    `weekly_pence` is the dearer one's; it begins in the week of two that `dearer_week` says (1 or 2, else 0).
    """

    __tablename__ = "agreement_price"
    links = {"agreement_id": "agreement"}
    rules = (
        UniqueConstraint("office_id", "agreement_id", "from_day"),
        CheckConstraint("weekly_pence >= 0", name="not_negative"),
        CheckConstraint("lighter_pence BETWEEN 0 AND weekly_pence", name="lighter_costs_less"),
        CheckConstraint(
            "dearer_week IN (0, 1, 2) AND (lighter_pence IS NULL) = (dearer_week = 0)", name="dearer_of_two"
        ),
    )

    agreement_id: Mapped[UUID]
    from_day: Mapped[date]
    funding: Mapped[Funding]
    weekly_pence: Mapped[int | None]
    lighter_pence: Mapped[int | None]  # the other week's, where two take turns that cost more and less
    dearer_week: Mapped[int] = mapped_column(default=EVERY_WEEK, server_default="0")


class CostSaid(Recorded):
    """What was said about cost: to whom, by whom, when, how, with which version of the leaflet (FUND-8)."""

    __tablename__ = "cost_said"
    links = {"episode_id": "episode", "said_by_id": "staff", "recorded_by_id": "staff"}
    rules = (
        CheckConstraint("said_to <> ''", name="to_somebody"),
        CheckConstraint("how <> 'leaflet' OR leaflet <> ''", name="leaflet_of_a_version"),
    )

    episode_id: Mapped[UUID]
    said_to: Mapped[str]
    said_by_id: Mapped[UUID]
    said_at: Mapped[datetime]
    how: Mapped[CostSaidHow]
    leaflet: Mapped[str] = mapped_column(default="")  # the version printed on it
    said: Mapped[str] = mapped_column(default="")
    recorded_by_id: Mapped[UUID]


class ChargeRequest(Recorded):
    """A request to reduce the support, or to stop it: from the next whole day no more is charged (FUND-8).

    It stands until it is withdrawn, with the reason: the plan then counts again from the next whole day.
    """

    __tablename__ = "charge_request"
    links = {"episode_id": "episode", "taken_by_id": "staff", "withdrawn_by_id": "staff"}
    rules = (
        CheckConstraint("asked_by <> ''", name="asked_by_somebody"),
        CheckConstraint(
            "withdrawn_at IS NULL OR (withdrawn_because <> '' AND withdrawn_by_id IS NOT NULL)",
            name="withdrawn_with_a_reason",
        ),
        CheckConstraint("withdrawn_at IS NULL OR withdrawn_at >= asked_at", name="withdrawn_after_asked"),
    )

    episode_id: Mapped[UUID]
    asks: Mapped[ChargeAsk]
    asked_at: Mapped[datetime]
    asked_by: Mapped[str]
    taken_by_id: Mapped[UUID]
    said: Mapped[str] = mapped_column(default="")
    withdrawn_at: Mapped[datetime | None]
    withdrawn_because: Mapped[str] = mapped_column(default="")
    withdrawn_by_id: Mapped[UUID | None]


class AskedVisit(Recorded):
    """A line of the week that was asked for instead of the plan's; a request to stop has none (FUND-8)."""

    __tablename__ = "asked_visit"
    links = {"request_id": "charge_request"}
    rules = (
        UniqueConstraint("office_id", "request_id", "number"),
        CheckConstraint("workers IN (1, 2)", name="one_or_two_workers"),
        CheckConstraint("minutes BETWEEN 1 AND 1440", name="minutes_of_a_day"),
        CheckConstraint("days BETWEEN 1 AND 127", name="days_of_a_week"),
        CheckConstraint("weeks IN (0, 1, 2)", name="week_of_two"),
    )

    request_id: Mapped[UUID]
    number: Mapped[int]
    days: Mapped[int]
    call: Mapped[Call]
    at: Mapped[time | None]
    minutes: Mapped[int]
    workers: Mapped[int]
    weeks: Mapped[int] = mapped_column(default=EVERY_WEEK, server_default="0")

    @property
    def planned(self) -> PlannedVisit:
        """The line as a value."""
        return PlannedVisit(days_of(self.days), self.call, self.minutes, self.workers, self.at, weeks=self.weeks)


class Eligibility(Recorded):
    """That somebody was identified as eligible for ongoing support, by whom; their budget a week, if given (FUND-2)."""

    __tablename__ = "eligibility"
    links = {"transfer_id": "transfer", "recorded_by_id": "staff"}
    rules = (
        UniqueConstraint("office_id", "transfer_id"),
        CheckConstraint("identified_by <> ''", name="identified_by_somebody"),
        CheckConstraint("budget_pence >= 0", name="budget_not_negative"),
    )

    transfer_id: Mapped[UUID]
    eligible_at: Mapped[datetime]
    identified_by: Mapped[str]
    budget_pence: Mapped[int | None]  # the personal budget a week
    recorded_by_id: Mapped[UUID]
