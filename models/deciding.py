"""Who decided a deed that somebody else may have typed in (END-10)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ColumnElement, and_, exists, or_
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Recorded
from models.meetings import Decision, MeetingTakenBack
from models.vocabulary.deciding import DecidedDeed
from models.vocabulary.meetings import DecisionKind

WORD_OF_DECISION = {
    DecisionKind.MAXIMUM_INDEPENDENCE: DecidedDeed.MAXIMUM_INDEPENDENCE,
    DecisionKind.TRANSFER: DecidedDeed.TRANSFER,
}  # a step-down's word is kept with the plan's version that rests on it


class WhoDecided(Recorded):
    """Whose word one deed rests on, and who typed it in: a member of staff, or an MDT by its day and those present.

    It is about a referral or an episode, and about one version of its plan where the deed made one.
    """

    __tablename__ = "who_decided"
    links = {
        "referral_id": "referral",
        "episode_id": "episode",
        "plan_id": "plan",
        "decided_by_id": "staff",
        "typed_by_id": "staff",
    }
    rules = (
        CheckConstraint("(referral_id IS NULL) <> (episode_id IS NULL)", name="about_one_record"),
        CheckConstraint("(decided_by_id IS NULL) = (mdt_on IS NOT NULL)", name="by_somebody"),
        CheckConstraint("(mdt_on IS NULL) = (present = '')", name="mdt_with_those_present"),
    )

    deed: Mapped[DecidedDeed]
    referral_id: Mapped[UUID | None]
    episode_id: Mapped[UUID | None]
    plan_id: Mapped[UUID | None]
    decided_at: Mapped[datetime]
    decided_by_id: Mapped[UUID | None]
    mdt_on: Mapped[date | None]  # the day of the meeting whose word it is
    present: Mapped[str] = mapped_column(default="")
    typed_by_id: Mapped[UUID]


def word_stands() -> ColumnElement[bool]:
    """Whether a word of the statement isn't that of a decision which its meeting took back. Source: OPG 3.5 (MDT-3)."""
    decided, taken = Decision.__table__, MeetingTakenBack.__table__
    of_kind = [and_(decided.c.kind == kind, WhoDecided.deed == deed) for kind, deed in WORD_OF_DECISION.items()]
    its = (decided.c.episode_id == WhoDecided.episode_id, decided.c.decided_at == WhoDecided.decided_at, or_(*of_kind))
    return ~exists().where(taken.c.decision_id == decided.c.id, *its).correlate_except(taken, decided)
