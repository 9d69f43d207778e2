"""What a form can say about a referral: each field by name, ticks kept as the moment at which they were made."""

from datetime import date, datetime
from typing import TypedDict
from uuid import UUID

from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deciding import dso_of, keep
from app.services.deed import add
from app.services.referrals.hospital_question import let_a_no_go
from models.referrals import Referral
from models.rules.referrals.from_hospital import HospitalSigns, origin_lacks, origin_says_so, ticked_by_origin
from models.ticked_by_hand import ticked_by_hand
from models.vocabulary.deciding import DecidedDeed
from models.vocabulary.referrals import (
    ComesFrom,
    CommunityAim,
    ExistingPackage,
    Notice,
    Pathway,
    ReferralDocument,
    ReferralReason,
    Support,
)


class Details(TypedDict, total=False):
    """The fields of a referral that a form may set; those left out stay as they are."""

    document: ReferralDocument | None
    reason: ReferralReason | None
    from_hospital: bool
    hospital: str
    admitted_on: date | None
    discharge_on: date | None
    urgent: bool
    support: Support
    support_text: str
    calls_text: str
    needs_and_risks: str
    alternatives_considered: str
    referrer: str
    referrer_telephone: str
    notes: str
    end_of_life: bool
    end_of_life_discussion: str
    delivery_confirmed: bool
    chc: bool
    chc_reviewed: bool
    chc_asked: bool
    chc_transferred: bool
    existing_package: ExistingPackage | None
    provider: str
    notice: Notice | None
    notice_given_on: date | None
    extra_until: date | None
    provider_agreed: bool
    start_planned_at: datetime | None
    pathway: Pathway | None
    comes_from: ComesFrom | None
    community_aim: CommunityAim | None
    exceptional_because: str


# A tick on the form is a moment in the record: when somebody confirmed, reviewed or asked.
TICKS = {
    "delivery_confirmed": "delivery_confirmed_at",
    "chc_reviewed": "chc_reviewed_at",
    "chc_asked": "chc_asked_at",
    "chc_transferred": "chc_transferred_at",
    "provider_agreed": "provider_agreed_at",
}


# What a DSO decides, by the field that says so: not how it was worded before, nor that it is taken back.
_DECIDED = {
    "end_of_life_discussion": DecidedDeed.END_OF_LIFE,
    "delivery_confirmed": DecidedDeed.URGENT_SAFELY,
    "chc_reviewed": DecidedDeed.CHC_REVIEW,
}


def decided_in(
    turn: Turn, record: Referral | None, details: Details, decided_by: UUID | None
) -> dict[DecidedDeed, UUID]:
    """The decisions of a DSO that these fields say anew, each with who decided; refused where that is no DSO.

    Source: OPG 1.3 (REF-6, REF-7, REF-8, END-10).
    """
    new = [deed for field, deed in _DECIDED.items() if _is_said_anew(record, field, details.get(field))]
    return {deed: dso_of(turn, deed, decided_by) for deed in new}


def keep_decided(turn: Turn, record: Referral, decided: dict[DecidedDeed, UUID]) -> None:
    """Keep who decided what these fields say, and who typed it in."""
    for deed, decider in decided.items():
        keep(turn, deed, decider, referral=record.id)


def _is_said_anew(record: Referral | None, field: str, said: object) -> bool:
    if isinstance(said, str):
        return bool(said.strip()) and (record is None or said.strip() != record.end_of_life_discussion)
    return bool(said) and (record is None or getattr(record, TICKS[field]) is None)


def days_in(details: Details, record: Referral | None = None) -> dict[str, date | datetime]:
    """The days that these fields say anew, by name."""
    said = {name: value for name, value in details.items() if isinstance(value, date)}
    return {name: day for name, day in said.items() if record is None or day != getattr(record, name)}


def _says_hospital(record: Referral) -> bool:
    signs = HospitalSigns(document=record.document, reason=record.reason)
    return bool(signs.by_document or signs.by_reason or record.hospital or record.admitted_on or record.discharge_on)


def set_details(turn: Turn, record: Referral, details: Details) -> None:
    """Put what the form says into the record; a tick that stands keeps its moment.

    Who comes from a hospital is from hospital, whether or not that field was ticked too; said to come from elsewhere
    they aren't any more, where nothing else says so: what was ticked by hand stands again. A no that was answered
    before goes with it; refused where it is said that they aren't while they come from a hospital. (REF-10, STC-1).
    """
    origin, field = record.comes_from, details.get("from_hospital")
    comes_from = details.get("comes_from", origin)
    refuse_if(origin_lacks(comes_from, field=field))
    if field and origin_says_so(comes_from) and not origin_says_so(origin):
        record.from_hospital = True  # by itself, before the origin says so too: only thus the audit tells them apart
        add(turn, record)
    by_hand = origin_says_so(origin) and ticked_by_hand(turn.session, turn.office, record.id)  # before it is changed
    for name, said in details.items():
        if name in TICKS:
            kept = getattr(record, TICKS[name])
            setattr(record, TICKS[name], (kept or turn.moment) if said else None)
        else:
            setattr(record, name, said.strip() if isinstance(said, str) else said)
    record.from_hospital = ticked_by_origin(
        origin,
        record.comes_from,
        ticked=bool(record.from_hospital),
        is_otherwise_known="from_hospital" in details or by_hand or _says_hospital(record),
    )
    let_a_no_go(record)
    if record.chc and record.chc_known_at is None:
        record.chc_known_at = turn.moment
    elif not record.chc:
        record.chc_known_at = None
