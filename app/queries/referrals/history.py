"""What happened to one referral, in order, in words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from models.deciding import WhoDecided
from models.policy import PolicySettings
from models.referrals import Hold, InformationRequest, Placement, Referral
from models.rules.capacity.holds import hold_expires
from models.rules.sentences import moment_text
from models.values import hours_text
from models.vocabulary.deciding import DecidedDeed


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened: when, what in words, and who did it, where that is known."""

    at: datetime
    what: str
    by: str = ""


def history(
    record: Referral,
    asked: Iterable[InformationRequest],
    holds: tuple[Hold, ...],
    placements: Iterable[Placement],
    decided: Iterable[WhoDecided],
    staff: Mapping[UUID | None, str],
    policy: PolicySettings,
) -> tuple[Happened, ...]:
    """All of it, the earliest first."""
    decided = tuple(decided)
    found = (
        *_of_the_referral(record, decided, staff),
        *(each for decision in decided for each in _typed_in(decision, staff)),
        *(each for question in asked for each in _of_a_question(question, staff)),
        *(each for hold in holds for each in _of_a_hold(hold, staff, policy)),
        *_of_a_promise(record, holds),
        *(each for placement in placements for each in _of_a_placement(placement, staff)),
    )
    return tuple(sorted(found, key=lambda each: each.at))


def _of_the_referral(
    record: Referral, decided: tuple[WhoDecided, ...], staff: Mapping[UUID | None, str]
) -> Iterator[Happened]:
    by_deed = {each.deed: staff.get(each.decided_by_id, "") for each in decided}  # the latest of each
    if record.first_asked_at != record.received_at:
        yield Happened(record.first_asked_at, "First asked")
    yield Happened(record.received_at, f"Received from {record.referrer}" if record.referrer else "Received")
    if record.delivery_confirmed_at is not None:
        by = by_deed.get(DecidedDeed.URGENT_SAFELY, "")
        yield Happened(record.delivery_confirmed_at, "Confirmed that care workers can deliver it safely at home", by)
    if record.chc_reviewed_at is not None:
        by = by_deed.get(DecidedDeed.CHC_REVIEW, "")
        yield Happened(record.chc_reviewed_at, "Reviewed for CHC: it can be delivered safely and effectively", by)
    if record.hospital_answered_at is not None:
        said = "From hospital" if record.hospital_answer else "Not from hospital"
        what = f"{said}, answered by {record.hospital_answer_of}"
        yield Happened(record.hospital_answered_at, what, record.hospital_answered_by or "")
    if record.accepted_at is not None:
        yield Happened(record.accepted_at, "Accepted: safe and suitable", staff.get(record.accepted_by_id, ""))
    if record.scheduling_confirmed_at is not None:
        by = staff.get(record.scheduling_confirmed_by_id, "")
        yield Happened(record.scheduling_confirmed_at, "Scheduling confirmed the capacity", by)
    if record.chc_asked_at is not None:
        yield Happened(record.chc_asked_at, "CHC asked to move the support to a provider of their own")
    if record.chc_transferred_at is not None:
        yield Happened(record.chc_transferred_at, "CHC's own provider has taken the support over")
    if record.outcome is not None and record.outcome_at is not None:
        because = f": {record.outcome_because}" if record.outcome_because else ""
        yield Happened(record.outcome_at, f"{record.outcome.label}{because}", staff.get(record.outcome_by_id, ""))


def _typed_in(each: WhoDecided, staff: Mapping[UUID | None, str]) -> Iterator[Happened]:
    """Both names, where somebody else than who decided typed it in (END-10)."""
    if each.decided_by_id != each.typed_by_id:
        what = f"{staff.get(each.decided_by_id, 'A DSO')} decided {each.deed.label}"
        yield Happened(each.decided_at, what, f"typed in by {staff.get(each.typed_by_id, '')}")


def _of_a_question(each: InformationRequest, staff: Mapping[UUID | None, str]) -> Iterator[Happened]:
    yield Happened(each.asked_at, f"Asked {each.of_whom}: {each.what}", staff.get(each.asked_by_id, ""))
    if each.chased_at is not None:
        yield Happened(each.chased_at, f"Chased: {each.what}")
    if each.received_at is not None:
        yield Happened(each.received_at, f"Answered: {each.answer}")


def _of_a_hold(hold: Hold, staff: Mapping[UUID | None, str], policy: PolicySettings) -> Iterator[Happened]:
    until = moment_text(hold_expires(hold.found_at, policy))
    hours = hours_text(hold.worker_minutes)
    yield Happened(
        hold.found_at, f"Capacity found and held, {hours} h a week, until {until}", staff.get(hold.held_by_id, "")
    )
    if hold.ended_at is not None and hold.ended_as is not None:
        told = ", assessor notified" if hold.assessor_notified_at else ""
        yield Happened(hold.ended_at, f"Hold ended: {hold.ended_as.label}{told}", staff.get(hold.ended_by_id, ""))


def _of_a_promise(record: Referral, holds: tuple[Hold, ...]) -> Iterator[Happened]:
    """Promised capacity that was given back; with a hold the hold says it."""
    at = record.capacity_given_back_at
    if at is not None and all(hold.ended_at != at for hold in holds):
        yield Happened(at, "Promised capacity given back")


def _of_a_placement(each: Placement, staff: Mapping[UUID | None, str]) -> Iterator[Happened]:
    by = staff.get(each.decided_by_id, "")
    where = f"Placed out of order as {each.band.roman} {each.band.label}"
    yield Happened(each.decided_at, f"{where}, {each.consulted} consulted: {each.because}", by)
    if each.lifted_at is not None:
        yield Happened(each.lifted_at, "Back in the order")
