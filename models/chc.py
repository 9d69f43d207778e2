"""NHS Continuing Healthcare of somebody in service, and the one definition of where CHC stands with them now."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ColumnElement, Subquery, exists, func, or_, select, union_all
from sqlalchemy.orm import Mapped, aliased, mapped_column

from models.base import Recorded
from models.episodes import Episode
from models.referrals import Referral
from models.rules.referrals.chc import ChcFacts
from models.vocabulary.referrals import ReferralOutcome


class ChcInService(Recorded):
    """CHC found of somebody in service, with or without a referral of ours; one made in error is withdrawn (REF-8).

    It belongs to the run of support in which it was recorded: interim goes on with it, a later support doesn't.
    """

    __tablename__ = "chc_in_service"
    links = {"episode_id": "episode", "recorded_by_id": "staff"}
    rules = (
        CheckConstraint("chased_at IS NULL OR asked_at IS NOT NULL", name="chased_after_asked"),
        CheckConstraint("(chased_at IS NULL) = (chased_whom = '')", name="chased_somebody"),
        CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_because = '')", name="withdrawn_with_a_reason"),
    )

    episode_id: Mapped[UUID]
    known_at: Mapped[datetime]
    fast_track: Mapped[bool]
    out_of_hours: Mapped[bool]
    asked_at: Mapped[datetime | None]
    transferred_at: Mapped[datetime | None]
    chased_at: Mapped[datetime | None]  # the last time; the audit keeps each
    chased_whom: Mapped[str] = mapped_column(default="")
    recorded_by_id: Mapped[UUID]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_because: Mapped[str] = mapped_column(default="")


def chc_now(office: UUID, people: Any = None) -> Subquery:
    """Of each person in service, by their open episode, of whom CHC is known: wherever it was recorded (REF-8).

    A referral counts that started this run of support, or waits beside it. `chc_in` makes the columns into facts.
    `people` is a statement of those who are asked about, everybody unless it is given.
    """
    of_these = () if people is None else (Episode.person_id.in_(people),)
    parts = union_all(*(part.where(*of_these) for part in (_at_a_referral(office), _in_service(office)))).subquery()
    return (
        select(
            parts.c.episode_id,
            func.min(parts.c.known_at).label("known_at"),
            func.min(parts.c.asked_at).label("asked_at"),
            func.min(parts.c.transferred_at).label("transferred_at"),
        )
        .group_by(parts.c.episode_id)
        .subquery("chc")
    )


def chc_in(row: Any) -> ChcFacts | None:
    """What a row with these columns says; none of somebody of whom CHC isn't known (REF-8)."""
    if row.chc_known_at is None:
        return None
    return ChcFacts(row.chc_known_at, row.chc_asked_at, row.chc_transferred_at)


def chc_columns(chc: Subquery) -> tuple[Any, ...]:
    """The columns that `chc_in` reads."""
    return (
        chc.c.known_at.label("chc_known_at"),
        chc.c.asked_at.label("chc_asked_at"),
        chc.c.transferred_at.label("chc_transferred_at"),
    )


def is_of_this_run(recorded: Any) -> Any:
    """Whether an episode belongs to the run of support of the statement's: interim counts its days from STS's first."""
    return (recorded.person_id == Episode.person_id) & (recorded.first_support_at == Episode.first_support_at)


def says_chc() -> Any:
    """Whether a referral says CHC of the open episode: it started this run, or it waits beside it."""
    started = (Referral.outcome == ReferralOutcome.STARTED) & (Referral.outcome_at >= Episode.first_support_at)
    return (
        (Referral.person_id == Episode.person_id)
        & Episode.ended_at.is_(None)
        & Referral.chc
        & (Referral.outcome.is_(None) | started)
    )


def was_chc() -> ColumnElement[bool]:
    """Whether CHC was found in the run of support of the statement's episode, also of one that has ended (REF-8)."""
    recorded = aliased(Episode)
    found = exists().where(
        ChcInService.episode_id == recorded.id, is_of_this_run(recorded), ChcInService.withdrawn_at.is_(None)
    )
    asked = exists().where(Referral.id == recorded.referral_id, is_of_this_run(recorded), Referral.chc)
    return or_(found.correlate(Episode), asked.correlate(Episode))


def _at_a_referral(office: UUID) -> Any:
    return (
        select(
            Episode.id.label("episode_id"),
            func.coalesce(Referral.chc_known_at, Referral.received_at).label("known_at"),
            Referral.chc_asked_at.label("asked_at"),
            Referral.chc_transferred_at.label("transferred_at"),
        )
        .join(Episode, says_chc())
        .where(Referral.office_id == office)
    )


def _in_service(office: UUID) -> Any:
    recorded = aliased(Episode)
    return (
        select(Episode.id, ChcInService.known_at, ChcInService.asked_at, ChcInService.transferred_at)
        .join(recorded, recorded.id == ChcInService.episode_id)
        .join(Episode, is_of_this_run(recorded))
        .where(ChcInService.office_id == office, ChcInService.withdrawn_at.is_(None), Episode.ended_at.is_(None))
    )
