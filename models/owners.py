"""Who has what from which day: each change of an owner, kept for good beside the first one, which its record holds."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Recorded
from models.values import london_day
from models.vocabulary.owners import OwnerOf

_ABOUT = ("episode_id", "referral_id", "person_id", "action_id")
_HOW_MANY = " + ".join(f"(CASE WHEN {each} IS NULL THEN 0 ELSE 1 END)" for each in _ABOUT)


class OwnerChange(Recorded):
    """Another owner from 00:00 of a day; of two with one day the newer counts. Source: STCH (DAY-4).

    Nobody (an allocated worker only) is neither staff, team nor patch. What was taken back before its day never counts.
    """

    __tablename__ = "owner_change"
    links = {
        "episode_id": "episode",
        "referral_id": "referral",
        "person_id": "person",
        "action_id": "action",
        "to_staff_id": "staff",
        "to_team_id": "team",
        "to_patch_id": "patch",
        "made_by_id": "staff",
        "taken_back_by_id": "staff",
        "told_id": "tracker_change",
    }
    rules = (
        UniqueConstraint("office_id", "number"),
        Index(None, "effective_from"),
        CheckConstraint(f"{_HOW_MANY} = 1", name="about_one_record"),
        CheckConstraint("(what = 'team') = (to_team_id IS NOT NULL)", name="team_to_a_team"),
        CheckConstraint("(what = 'patch') = (to_patch_id IS NOT NULL)", name="patch_to_a_patch"),
        CheckConstraint("what NOT IN ('team', 'patch') OR to_staff_id IS NULL", name="staff_to_nobody_else"),
        CheckConstraint(
            "what IN ('team', 'patch', 'allocated_worker') OR to_staff_id IS NOT NULL", name="to_somebody"
        ),
        CheckConstraint("because <> ''", name="with_a_reason"),
        CheckConstraint(
            "(taken_back_at IS NULL) = (taken_back_because = '')", name="taken_back_with_a_reason"
        ),
    )  # fmt: skip

    what: Mapped[OwnerOf]
    episode_id: Mapped[UUID | None]
    referral_id: Mapped[UUID | None]
    person_id: Mapped[UUID | None]  # whose patch it is
    action_id: Mapped[UUID | None]
    to_staff_id: Mapped[UUID | None]
    to_team_id: Mapped[UUID | None]
    to_patch_id: Mapped[UUID | None]
    number: Mapped[int]  # grows with every change of the office
    effective_from: Mapped[datetime]  # 00:00 of its day in the office
    because: Mapped[str]
    made_at: Mapped[datetime]
    made_by_id: Mapped[UUID]
    told_id: Mapped[UUID | None]  # what Scheduling heard of it
    taken_back_at: Mapped[datetime | None]
    taken_back_because: Mapped[str] = mapped_column(default="")
    taken_back_by_id: Mapped[UUID | None]

    @property
    def from_day(self) -> date:
        """The office's day from which it counts."""
        return london_day(self.effective_from)

    @property
    def to(self) -> UUID | None:
        """Who or what has it from then on."""
        return self.to_staff_id or self.to_team_id or self.to_patch_id

    @property
    def about(self) -> UUID | None:
        """The record whose owner changes."""
        return self.episode_id or self.referral_id or self.person_id or self.action_id
