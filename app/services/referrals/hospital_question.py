"""Answering whether somebody comes from hospital, where document, reason and field disagree (REF-10)."""

from uuid import UUID

from sqlalchemy import select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.referrals.opening import open_for
from models.referral_facts import hospital_signs_of
from models.referrals import Referral
from models.rules.referrals.forms import details_lacks
from models.rules.referrals.from_hospital import answer_stands, hospital_answer_lacks, origin_lacks
from models.staff import Staff


def answer_from_hospital(turn: Turn, *, referral: UUID, seen: int, answer: bool | None, of_whom: str) -> Changes:
    """Record yes or no, once, and from whom it came; the band follows. Refused where nothing disagrees, and
    a no while where they come from is a hospital.

    Source: OPG 2.2; `domain.md` (REF-10).
    """
    record = open_for(turn, None, referral, seen).record
    refuse_if(details_lacks(record.outcome, frozenset({"from_hospital"})))
    refuse_if(hospital_answer_lacks(hospital_signs_of(record), answer, of_whom))
    refuse_if(origin_lacks(record.comes_from, field=answer, at="from_hospital_answer"))
    record.hospital_answer, record.hospital_answered_at = answer, turn.moment
    with turn.session.no_autoflush:
        record.hospital_answered_by = turn.session.scalars(select(Staff.name).where(Staff.id == turn.staff)).one()
    record.hospital_answer_of = of_whom.strip()
    return changes(Topic.REFERRALS, person=record.person_id)


def let_a_no_go(record: Referral) -> None:
    """Once where they come from is a hospital, nothing stands that was answered against it. (REF-10, STC-1)."""
    if not answer_stands(record.comes_from, record.hospital_answer):
        record.hospital_answer = record.hospital_answered_at = None
        record.hospital_answered_by = record.hospital_answer_of = None
