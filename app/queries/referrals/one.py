"""One referral in full: all that it says, what happened, and which deeds are open with what they lack (REF-1 to 19)."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from app.door.errors import not_listed
from app.door.turn import Turn
from app.queries.referrals.history import history
from app.queries.referrals.view import CheckRow, DeedRow, QuestionRow, ReferralView
from app.queries.statement import REQUESTED, AnyRow, visit_of
from models.capacity import team_hours
from models.deciding import WhoDecided
from models.owners_of_days import patch_of_day, team_of_referral_of_day
from models.people import Person
from models.referral_facts import hospital_signs_of, moments_of, place_of, suitability_of
from models.referrals import Hold, InformationRequest, Placement, Referral, RequestedVisit, StartCheck
from models.rules.capacity.load import Load, capacity_lack
from models.rules.plans.totals import calls_in_words, totals
from models.rules.referrals.forms import calls_lacks
from models.rules.referrals.from_hospital import hospital_answer_text, origin_says_so
from models.rules.referrals.offers import Offer, OfferFacts, Offers, offers
from models.rules.referrals.queue_order import place
from models.rules.referrals.stage import (
    ReferralDeed,
    ReferralMoments,
    Stage,
    capacity_clock,
    deed_answers,
    stage,
    waiting,
)
from models.rules.referrals.suitability import acceptance_lacks, notice_last_day
from models.settings import StartCheckItem
from models.staff import Staff
from models.teams import Patch, Team
from models.ticked_by_hand import ticked_by_hand
from models.together import Together
from models.values import PlannedVisit, age_on, whole_name

__all__ = ["CheckRow", "DeedRow", "Offer", "QuestionRow", "ReferralView", "referral"]


def referral(turn: Turn, *, referral: UUID) -> ReferralView:
    """One referral in full; a fixed number of statements. Refused when it isn't of this office."""
    records = _records(turn, referral)
    record, asked = records.record, records.asked
    hold = records.holds[-1] if records.holds else None
    unchecked = tuple(each.item for each in records.checks if each.done_at is None)
    death_known = records.person.death_reported_at is not None
    moments = moments_of(record, asked, hold, unchecked, death_known=death_known)
    standing = next((each for each in records.placements if each.lifted_at is None), None)
    decider = records.staff.get(standing.decided_by_id, "") if standing else ""
    placed = place(place_of(record, standing, decider), turn.moment)
    sums = totals(records.visits)
    clock = capacity_clock(moments, turn.moment, turn.policy)
    waited = waiting(moments, turn.moment)
    person, where = records.person, records.where
    now = stage(moments, turn.moment, turn.policy)
    deeds = _deeds(turn, records, moments, sums.worker_minutes)
    return ReferralView(
        id=record.id,
        version=record.version,
        reference=record.reference,
        person_id=person.id,
        person=whole_name(person.given, person.family),
        preferred=person.preferred,
        age=age_on(person.born, turn.day) if person.born else None,
        born=person.born,
        nhs_number=person.nhs_number or "",
        mosaic_id=person.mosaic_id or "",
        address=person.address,
        postcode=person.postcode,
        patch=where.patch or "",
        telephone=person.telephone,
        communication=person.communication,
        death_reported_at=person.death_reported_at,
        team_id=where.team_id,
        team=where.team,
        stage=now,
        band=placed.band,
        computed_band=placed.computed.band,
        why=placed.sentence,
        reason_in_words=placed.reason,
        out_of_order=placed.out_of_order,
        support_to_ask=placed.computed.support_to_ask,
        hospital_question=hospital_signs_of(record).question if placed.computed.hospital_to_ask else "",
        hospital_answered=_hospital_answered(record),
        received_at=record.received_at,
        first_asked_at=record.first_asked_at,
        waited_minutes=int(waited.total.total_seconds() // 60),
        waited_for_information_minutes=int(waited.for_information.total_seconds() // 60),
        **{name: getattr(record, name) for name in _SAID},
        hospital_by_hand=records.hospital_by_hand,
        tells_apart=turn.policy.urgent_and_planned,
        visits=records.visits,
        calls=calls_in_words(records.visits),
        calls_sentence=sums.sentence,
        minutes=sums.worker_minutes,
        notice_last_day=notice_last_day(record.notice_given_on, turn.policy) if record.notice_given_on else None,
        hold_expires_at=clock.expires_at if clock else None,
        hold_sentence=clock.sentence if clock else "",
        earlier_reference=where.earlier or "",
        questions=tuple(_question(each, records.staff) for each in asked),
        checklist=tuple(
            CheckRow(each.item, each.seen, each.done_at, records.staff.get(each.done_by_id, ""), each.note or "")
            for each in records.checks
        ),
        deeds=deeds,
        offers=_offers(records, now, deeds, is_placed=standing is not None),
        load=records.load,
        history=history(record, asked, records.holds, records.placements, records.decided, records.staff, turn.policy),
    )


_SAID = (
    "document", "reason", "from_hospital", "hospital", "admitted_on", "discharge_on", "urgent", "support",
    "support_text", "calls_text", "needs_and_risks", "alternatives_considered", "referrer", "referrer_telephone",
    "notes", "end_of_life", "end_of_life_discussion", "delivery_confirmed_at", "chc", "chc_reviewed_at",
    "chc_asked_at", "chc_transferred_at", "existing_package", "provider", "notice", "notice_given_on", "extra_until",
    "provider_agreed_at", "accepted_at", "scheduling_confirmed_at", "start_planned_at", "outcome", "outcome_because",
    "pathway", "comes_from", "community_aim", "exceptional_because",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Records:
    """A referral with all that hangs on it, read while the session is open."""

    record: Referral
    person: Person
    where: AnyRow
    asked: tuple[InformationRequest, ...]
    holds: tuple[Hold, ...]
    placements: tuple[Placement, ...]
    decided: tuple[WhoDecided, ...]
    checks: tuple[AnyRow, ...]
    visits: tuple[PlannedVisit, ...]
    staff: dict[UUID | None, str]
    load: Load
    hospital_by_hand: bool


def _records(turn: Turn, key: UUID) -> _Records:
    session = turn.session
    before = Referral.__table__.alias("earlier")
    earlier = select(before.c.reference).where(before.c.id == Referral.earlier_id).correlate(Referral).scalar_subquery()
    found = session.execute(
        select(
            Referral,
            Person,
            Team.name.label("team"),
            Team.id.label("team_id"),
            Patch.name.label("patch"),
            earlier.label("earlier"),
        )
        .select_from(Referral)
        .join(Person, Person.id == Referral.person_id)
        .join(Team, Team.id == team_of_referral_of_day(turn.day))
        .outerjoin(Patch, Patch.id == patch_of_day(turn.day))
        .where(Referral.id == key, Referral.office_id == turn.office)
    ).one_or_none()
    if found is None:
        raise not_listed("referral")
    record, person = found[0], found[1]
    tick = (StartCheck.item == StartCheckItem.item) & (StartCheck.referral_id == key)
    ticks = (
        select(
            StartCheckItem.item,
            StartCheck.version.label("seen"),
            StartCheck.done_at,
            StartCheck.done_by_id,
            StartCheck.note,
        )
        .outerjoin(StartCheck, tick)
        .where(StartCheckItem.office_id == turn.office, StartCheckItem.archived_at.is_(None))
        .order_by(StartCheckItem.position)
    )
    names = select(Staff.id, Staff.name).where(Staff.office_id == turn.office)
    together = Together(session)
    asked, holds, placements, decided = (
        together.ask(_children, turn, kind, key) for kind in (InformationRequest, Hold, Placement, WhoDecided)
    )
    checks, staff = (together.ask(_rows, turn, each) for each in (ticks, names))
    visits = together.ask(_visits, turn, record)
    by_hand = together.ask(_hospital_by_hand, turn, record)
    hours = together.ask(team_hours, session, turn.office, turn.day, team=found.team_id)
    return _Records(
        record=record,
        person=person,
        where=found,
        asked=asked(),
        holds=tuple(sorted(holds(), key=lambda each: (each.ended_at is None, each.found_at))),
        placements=placements(),
        decided=decided(),
        checks=checks(),
        visits=visits(),
        staff={row.id: row.name for row in staff()},
        load=hours()[0].load,
        hospital_by_hand=by_hand(),
    )


def _hospital_by_hand(turn: Turn, record: Referral) -> bool:
    """Asked only where a hospital as origin has ticked the field, so that its tick and one by hand are told apart."""
    return origin_says_so(record.comes_from) and ticked_by_hand(turn.session, turn.office, record.id)


def _rows(turn: Turn, query: Select[*tuple[Any, ...]]) -> tuple[AnyRow, ...]:
    return tuple(turn.session.execute(query))


def _children(turn: Turn, kind: type[Any], referral: UUID) -> tuple[Any, ...]:
    """In the order in which they were made: keys are made in the order of time."""
    return tuple(turn.session.scalars(select(kind).where(kind.referral_id == referral).order_by(kind.id)))


def _visits(turn: Turn, record: Referral) -> tuple[PlannedVisit, ...]:
    rows = turn.session.execute(
        select(*REQUESTED)
        .where(RequestedVisit.referral_id == record.id, RequestedVisit.revision == record.calls_revision)
        .order_by(RequestedVisit.id)
    )
    return tuple(visit_of(row) for row in rows)


def _hospital_answered(record: Referral) -> str:
    if record.hospital_answer is None:
        return ""
    of_whom, by = record.hospital_answer_of or "", record.hospital_answered_by or ""
    return hospital_answer_text(answer=record.hospital_answer, of_whom=of_whom, by=by)


def _question(each: InformationRequest, staff: dict[UUID | None, str]) -> QuestionRow:
    return QuestionRow(
        each.id,
        each.version,
        each.what,
        each.of_whom,
        each.asked_at,
        staff.get(each.asked_by_id, ""),
        each.chased_at,
        each.received_at,
        each.answer,
    )


def _offers(records: _Records, now: Stage, deeds: tuple[DeedRow, ...], *, is_placed: bool) -> Offers:
    """`is_placed` also where the placement has run out: it is lifted all the same."""
    record = records.record
    return offers(
        OfferFacts(
            stage=now,
            outcome=record.outcome,
            lacks_for_acceptance=any(each.deed is ReferralDeed.ACCEPT and each.lacks for each in deeds),
            parts=sum(len(each.days) for each in records.visits),
            out_of_order=is_placed,
            death_known=records.person.death_reported_at is not None,
            hospital_to_ask=hospital_signs_of(record).is_open,
            chc=record.chc,
            chc_asked_at=record.chc_asked_at,
            chc_transferred_at=record.chc_transferred_at,
        )
    )


def _deeds(turn: Turn, records: _Records, moments: ReferralMoments, minutes: int) -> tuple[DeedRow, ...]:
    """Every deed with all that it lacks: its stage, and where that is right, what else it asks for."""
    facts = suitability_of(records.record, records.person.born, records.asked)
    now = stage(moments, turn.moment, turn.policy)
    own = minutes if now in {Stage.PROMISED, Stage.HELD} else 0
    hours = capacity_lack(minutes - own, records.load)
    room = (*calls_lacks(minutes), *((hours,) if hours else ()))
    further = {
        ReferralDeed.ACCEPT: acceptance_lacks(facts, turn.day, turn.policy),
        ReferralDeed.CONFIRM_CAPACITY: room,
        ReferralDeed.HOLD: room,
        ReferralDeed.START: calls_lacks(minutes),
    }
    return tuple(
        [
            DeedRow(answer.deed, answer.lacks or further.get(answer.deed, ()), answer.offered)
            for answer in deed_answers(moments, turn.moment, turn.policy)
        ]
    )
