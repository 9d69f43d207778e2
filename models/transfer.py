"""The way on from STS: Brokerage, the conditions, the checklist and the move to interim support."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Recorded, index_where
from models.vocabulary.today import ChaserAbout
from models.vocabulary.transfer import OfferEnd, TransferRoute, TransferStepKind


class Transfer(Recorded):
    """The facts about one person's way to ongoing care, each with its moment (INT-1, INT-2, FUND-2, FUND-3).

    Maximum independence and the assessment aren't here: they are milestones of the episode (MILE-1).
    """

    __tablename__ = "transfer"
    links = {"episode_id": "episode", "to_episode_id": "episode", "to_team_id": "team", "interim_dso_id": "staff"}
    rules = (
        Index(
            "uq_transfer_episode",
            "episode_id",
            unique=True,
            postgresql_where=text("abandoned_at IS NULL"),
            sqlite_where=text("abandoned_at IS NULL"),
        ),
        index_where(
            "ix_transfer_with_brokerage",
            "office_id",
            rows="sent_to_brokerage_at IS NOT NULL AND offer_at IS NULL AND abandoned_at IS NULL",
        ),
        CheckConstraint("listed_at IS NULL OR sent_to_brokerage_at IS NOT NULL", name="listed_after_sent"),
        CheckConstraint("listed_at IS NULL OR listed_at >= sent_to_brokerage_at", name="listed_not_before_sent"),
        CheckConstraint("(handed_over_at IS NULL) = (to_episode_id IS NULL)", name="handed_over_to_an_episode"),
        CheckConstraint("own_search_since IS NULL OR own_search_evidence <> ''", name="own_search_evidenced"),
    )

    episode_id: Mapped[UUID]
    route: Mapped[TransferRoute | None]
    to_team_id: Mapped[UUID | None]
    interim_dso_id: Mapped[UUID | None]
    to_episode_id: Mapped[UUID | None]
    support_plan_at: Mapped[datetime | None]  # the long-term support plan
    agreed_at: Mapped[datetime | None]  # this transfer, by the MDT
    need_confirmed_at: Mapped[datetime | None]  # by the case coordinator (FUND-3)
    sent_to_brokerage_at: Mapped[datetime | None]
    listed_at: Mapped[datetime | None]  # on the lack of provision list, as Brokerage says
    offer_at: Mapped[datetime | None]  # the offer that stands; what fell through is a `PastOffer`
    offer_provider: Mapped[str] = mapped_column(default="")
    offer_starts_on: Mapped[date | None]
    offer_accepted_at: Mapped[datetime | None]  # by the person: off the list from that day (FUND-6)
    own_search_since: Mapped[date | None]
    own_search_evidence: Mapped[str] = mapped_column(default="")
    fabo_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")
    handed_over_at: Mapped[datetime | None]
    abandoned_at: Mapped[datetime | None]


class PastOffer(Recorded):
    """An offer that came to nothing: declined by the person or withdrawn by the provider, when and why (INT-1)."""

    __tablename__ = "past_offer"
    links = {"transfer_id": "transfer", "recorded_by_id": "staff"}
    rules = (
        CheckConstraint("because <> ''", name="with_a_reason"),
        CheckConstraint("ended_at >= offered_at", name="ended_after_it_came"),
    )

    transfer_id: Mapped[UUID]
    provider: Mapped[str]
    offered_at: Mapped[datetime]
    starts_on: Mapped[date | None]
    accepted_at: Mapped[datetime | None]
    ended_at: Mapped[datetime]
    ended_as: Mapped[OfferEnd]
    because: Mapped[str]
    recorded_by_id: Mapped[UUID]


class PastListing(Recorded):
    """A time on the lack of provision list that an accepted offer broke off; the present one is on the transfer."""

    __tablename__ = "past_listing"
    links = {"transfer_id": "transfer"}

    transfer_id: Mapped[UUID]
    listed_at: Mapped[datetime]


class TransferStep(Recorded):
    """A tick of the transfer checklist: who did it, when, with a note (INT-3 to INT-6)."""

    __tablename__ = "transfer_step"
    links = {"transfer_id": "transfer", "done_by_id": "staff"}
    rules = (UniqueConstraint("office_id", "transfer_id", "step"),)

    transfer_id: Mapped[UUID]
    step: Mapped[TransferStepKind]
    done_at: Mapped[datetime | None]  # none again where a tick was taken back
    done_by_id: Mapped[UUID | None]
    note: Mapped[str] = mapped_column(default="")
    asked_at: Mapped[datetime | None]  # of whoever does it: MOSAIC, PST, Brokerage…
    reference: Mapped[str | None]  # theirs
    not_needed_because: Mapped[str | None]  # then it counts as done, for what waits for it


class Chaser(Recorded):
    """CHC or Brokerage asked once more: about whom, by whom, of whom and when; the last one is shown (REF-8, INT-1)."""

    __tablename__ = "chaser"
    links = {"person_id": "person", "referral_id": "referral", "transfer_id": "transfer", "by_id": "staff"}
    rules = (
        CheckConstraint("(about = 'chc') = (referral_id IS NOT NULL)", name="chc_about_a_referral"),
        CheckConstraint("(about = 'brokerage') = (transfer_id IS NOT NULL)", name="brokerage_about_a_transfer"),
        CheckConstraint("whom <> ''", name="chased_somebody"),
    )

    person_id: Mapped[UUID]
    about: Mapped[ChaserAbout]
    referral_id: Mapped[UUID | None]
    transfer_id: Mapped[UUID | None]
    by_id: Mapped[UUID]
    whom: Mapped[str]
    chased_at: Mapped[datetime]
