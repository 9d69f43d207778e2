"""What the rules need to know of a referral, taken from its records: the one place that knows both by name."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from models.referrals import Hold, InformationRequest, Placement, Referral
from models.rules.referrals import queue_order, stage
from models.rules.referrals.from_hospital import HospitalSigns
from models.rules.referrals.pathway import PathwayFacts
from models.rules.referrals.suitability import ReferralFacts


def moments_of(
    record: Referral,
    asked: Iterable[InformationRequest],
    hold: Hold | None,
    unchecked: Sequence[str] = (),
    *,
    death_known: bool,
) -> stage.ReferralMoments:
    """The moments from which its stage is computed; `hold` is the latest one. (REF-12)."""
    return stage.ReferralMoments(
        first_asked=record.first_asked_at,
        questions=tuple(stage.Asked(each.asked_at, each.received_at) for each in asked),
        accepted_at=record.accepted_at,
        scheduling_confirmed_at=record.scheduling_confirmed_at,
        hold=stage.HeldCapacity(hold.found_at, hold.ended_at, hold.ended_as) if hold else None,
        given_back_at=record.capacity_given_back_at,
        found_at=record.capacity_found_at,
        first_start_at=first_start_of(record.capacity_found_at, record.first_start_agreed_at, record.start_planned_at),
        death_known=death_known,
        outcome=record.outcome,
        outcome_at=record.outcome_at,
        unchecked=tuple(unchecked),
    )


def first_start_of(
    found_at: datetime | None, first_agreed_at: datetime | None, planned_at: datetime | None
) -> datetime | None:
    """The start that was agreed first while this clock runs; what was promised before clocks were kept has one."""
    return planned_at if found_at is None else first_agreed_at


def hospital_signs_of(record: Referral) -> HospitalSigns:
    """What says that the person comes from hospital, and what was answered. (REF-10)."""
    return HospitalSigns(
        document=record.document, reason=record.reason, field=record.from_hospital, answer=record.hospital_answer
    )


def suitability_of(record: Referral, born: date | None, asked: Iterable[InformationRequest]) -> ReferralFacts:
    """What suitability is decided on: the assessment, never a diagnosis. (REF-5)."""
    return ReferralFacts(
        document=record.document,
        reason=record.reason,
        born=born,
        from_hospital=record.from_hospital,
        hospital_answer=record.hospital_answer,
        urgent=record.urgent,
        support=record.support,
        needs_and_risks=record.needs_and_risks,
        still_asked=tuple(each.what for each in asked if each.received_at is None),
        alternatives_considered=record.alternatives_considered,
        end_of_life=record.end_of_life,
        end_of_life_discussion=record.end_of_life_discussion,
        delivery_confirmed=record.delivery_confirmed_at is not None,
        chc=record.chc,
        chc_reviewed=record.chc_reviewed_at is not None,
        existing_package=record.existing_package,
        notice=record.notice,
        notice_given_on=record.notice_given_on,
        extra_until=record.extra_until,
        provider_agreed=record.provider_agreed_at is not None,
        pathway=pathway_of(record),
    )


def pathway_of(record: Referral) -> PathwayFacts:
    """What the referral says of urgent or planned support. (STC-1)."""
    return PathwayFacts(record.pathway, record.comes_from, record.community_aim, record.exceptional_because)


def place_of(record: Referral, placement: Placement | None, decided_by: str) -> queue_order.QueueFacts:
    """What the Care Hub's order needs to know. (REF-10, REF-11)."""
    placed = None
    if placement is not None:
        placed = queue_order.Placement(
            placement.band, placement.because, decided_by, placement.consulted, placement.expires_at
        )
    return queue_order.QueueFacts(
        reference=record.reference,
        first_asked=record.first_asked_at,
        from_hospital=record.from_hospital,
        hospital_answer=record.hospital_answer,
        document=record.document,
        reason=record.reason,
        urgent=record.urgent,
        support=record.support,
        placement=placed,
    )
