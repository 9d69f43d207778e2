"""What is expected of somebody's support: an end, a return or a move that was recorded ahead of its day."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Recorded
from models.vocabulary.closure import EndReason, ExpectedKind

_OPEN = text("confirmed_at IS NULL AND taken_back_at IS NULL")


class ExpectedChange(Recorded):
    """A change ahead of its day; it changes nothing until somebody confirms it. One open of a kind (END-9)."""

    __tablename__ = "expected_change"
    links = {
        "episode_id": "episode",
        "announced_by_id": "staff",
        "settled_by_id": "staff",
        "told_id": "tracker_change",
        "to_team_id": "team",
    }
    rules = (
        Index(
            "uq_expected_change_open",
            "episode_id",
            "kind",
            unique=True,
            postgresql_where=_OPEN,
            sqlite_where=_OPEN,
        ),
        CheckConstraint("(kind = 'end') = (reason IS NOT NULL)", name="end_for_a_reason"),
        CheckConstraint("confirmed_at IS NULL OR taken_back_at IS NULL", name="settled_once"),
        CheckConstraint("taken_back_at IS NULL OR because <> ''", name="taken_back_with_a_reason"),
    )

    episode_id: Mapped[UUID]
    kind: Mapped[ExpectedKind]
    expected_at: Mapped[datetime]
    reason: Mapped[EndReason | None]  # of an end
    package_on: Mapped[date | None]  # of an end with ongoing care: when that starts
    to_team_id: Mapped[UUID | None]  # of a move: the interim team; none where the person stays with STS
    announced_at: Mapped[datetime]
    announced_by_id: Mapped[UUID]
    told_id: Mapped[UUID]  # what Scheduling heard last about it
    confirmed_at: Mapped[datetime | None]  # when somebody said that it happened
    taken_back_at: Mapped[datetime | None]
    settled_by_id: Mapped[UUID | None]
    because: Mapped[str] = mapped_column(default="")  # why it was moved last, or taken back
