"""Powers over somebody's money and who holds them; who is asked to sign an agreement, why, and who refused (FUND-5)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Recorded
from models.vocabulary.agreement import Acting, PowerKind, SignsAs, SignsBecause


class Power(Recorded):
    """A lasting or enduring power of attorney, or a deputy's order: one document, however many hold it.

    What nobody has looked up yet is none; `seen_on` and `seen_by_id` say who saw a certified copy, and when.
    Source: Mental Capacity Act 2005 (FUND-5).
    """

    __tablename__ = "power"
    links = {"person_id": "person", "seen_by_id": "staff"}
    rules = (
        CheckConstraint("(seen_on IS NULL) = (seen_by_id IS NULL)", name="copy_seen_by_somebody"),
        CheckConstraint("registered_on IS NULL OR registered_on >= dated", name="registered_after_it_was_made"),
    )

    person_id: Mapped[UUID]
    kind: Mapped[PowerKind]
    dated: Mapped[date | None]
    reference: Mapped[str] = mapped_column(default="")  # its number, where it has one
    registered_on: Mapped[date | None]
    covers_it: Mapped[bool | None]  # whether a deputy's order covers such an agreement
    acts: Mapped[Acting | None]
    seen_on: Mapped[date | None]
    seen_by_id: Mapped[UUID | None]


class PowerHolder(Recorded):
    """An attorney or deputy of one power. A replacement acts from the day they replaced somebody, none before."""

    __tablename__ = "power_holder"
    links = {"power_id": "power", "representative_id": "representative"}
    rules = (
        UniqueConstraint("office_id", "power_id", "representative_id"),
        CheckConstraint("is_replacement OR acts_from IS NULL", name="only_a_replacement_begins_later"),
    )

    power_id: Mapped[UUID]
    representative_id: Mapped[UUID]
    is_replacement: Mapped[bool] = mapped_column(default=False)
    acts_from: Mapped[date | None]
    stopped_on: Mapped[date | None]  # the first day on which they act no more


class SigningBasis(Recorded):
    """What was said when one agreement was issued of who signs it, and why not the person. Source: FUND-5."""

    __tablename__ = "signing_basis"
    links = {"agreement_id": "agreement", "power_id": "power"}
    rules = (
        UniqueConstraint("office_id", "agreement_id"),
        CheckConstraint("(power_id IS NULL) = (because IS NULL)", name="a_power_is_used_for_a_reason"),
        CheckConstraint(
            "because <> 'lacks_capacity' OR (assessed_by <> '' AND assessed_on IS NOT NULL AND evidence <> '')",
            name="capacity_was_assessed",
        ),
    )

    agreement_id: Mapped[UUID]
    power_id: Mapped[UUID | None]  # none where the person signs
    because: Mapped[SignsBecause | None]
    together: Mapped[bool | None]  # of a mixed power: whether this is one of the decisions made together
    assessed_by: Mapped[str] = mapped_column(default="")
    assessed_on: Mapped[date | None]
    evidence: Mapped[str] = mapped_column(default="")


class AgreementSigner(Recorded):
    """One of those who are asked to sign one agreement: exactly these have a block on the paper. Source: FUND-5."""

    __tablename__ = "agreement_signer"
    links = {"agreement_id": "agreement", "representative_id": "representative"}
    rules = (
        UniqueConstraint("office_id", "agreement_id", "position"),
        CheckConstraint("(representative_id IS NULL) = (signs_as = 'self')", name="the_person_or_a_representative"),
    )

    agreement_id: Mapped[UUID]
    representative_id: Mapped[UUID | None]  # none where the person signs
    name: Mapped[str]  # as it stands on the paper
    signs_as: Mapped[SignsAs]
    position: Mapped[int]
    signed_at: Mapped[datetime | None]


class SignatureRefused(Recorded):
    """Somebody refused to sign: an outcome that stays, also when somebody signs later. Source: FUND-5."""

    __tablename__ = "signature_refused"
    links = {"agreement_id": "agreement", "recorded_by_id": "staff"}
    rules = (CheckConstraint("reason <> ''", name="refused_for_a_reason"),)

    agreement_id: Mapped[UUID]
    refused_at: Mapped[datetime]
    refused_by: Mapped[str]
    reason: Mapped[str]
    said_of_cost: Mapped[str] = mapped_column(default="")
    recorded_by_id: Mapped[UUID]
