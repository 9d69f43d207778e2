"""Signing a service agreement by those on record: the person, or representatives in their recorded authority."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from app.changes import Changes
from app.services import agreements
from app.services.records import look
from app.turn import Turn
from models.agreements import Agreement
from models.episodes import Episode
from models.people import Person, Representative
from models.rules.signing import Signer


def sign(
    turn: Turn,
    *,
    agreement: UUID,
    seen: int,
    signed_at: datetime,
    representatives: Sequence[UUID] = (),
    document_reaches: bool = True,
    evidence: str = "",
) -> Changes:
    """It was signed: by the person where no representative is named, else by these in their authority.

    `document_reaches` says that the power is registered, or the order covers an agreement; `evidence` what was seen.
    Source: OPG 5.6; Mental Capacity Act 2005 (FUND-4, FUND-5).
    """
    found = [look(turn, Representative, each) for each in representatives]
    signers = [_signer(each, evidence, reaches=document_reaches) for each in found] or [_person(turn, agreement)]
    return agreements.record_signature(
        turn,
        agreement=agreement,
        seen=seen,
        signers=signers,
        signed_at=signed_at,
        evidence=evidence.strip() or " ".join(each.evidence for each in found),
    )


def _person(turn: Turn, agreement: UUID) -> Signer:
    person = look(turn, Person, look(turn, Episode, look(turn, Agreement, agreement).episode_id).person_id)
    return Signer(name=f"{person.given} {person.family}", is_person=True)


def _signer(record: Representative, evidence: str, *, reaches: bool) -> Signer:
    return Signer(
        name=record.name,
        authority=record.authority,
        is_registered=reaches,
        order_covers_it=reaches,
        is_joint=record.is_joint,
        evidence_seen=bool(record.evidence_seen_at or evidence.strip()),
    )
