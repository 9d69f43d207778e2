"""What an OT answered about two workers on a plan's calls."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped

from models.base import Recorded
from models.vocabulary.plans import TwoWorkers


class DoubleUpAnswer(Recorded):
    """Whether an OT found one worker enough on a version's calls for two: when, by whom, why. OPG 3.7 (PSP-10).

    It changes no plan. A version has one row: answered anew it is the same one, and the audit keeps what was said.
    """

    __tablename__ = "double_up_answer"
    links = {"plan_id": "plan", "answered_by_id": "staff", "recorded_by_id": "staff"}
    rules = (
        UniqueConstraint("office_id", "plan_id"),
        CheckConstraint("because <> ''", name="answered_for_a_reason"),
        CheckConstraint(
            "ask_again_on IS NULL OR (answer = 'two_needed' AND ask_again_on > answered_on)", name="asked_again_later"
        ),
    )

    plan_id: Mapped[UUID]
    answer: Mapped[TwoWorkers]
    because: Mapped[str]
    answered_on: Mapped[date]
    answered_by_id: Mapped[UUID]
    recorded_by_id: Mapped[UUID]
    ask_again_on: Mapped[date | None]  # not before this day, where the OT named one
