"""What every deed about a referral does: load it with its children, refuse what its stage forbids, free its hold."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.capacity.free_hours import free_hours
from app.services.deed import add, load
from app.services.episodes import week
from app.services.owners.now import referral_moves_on, team_of_referral
from app.services.tracker import scheduling
from models.people import Person
from models.referral_facts import moments_of
from models.referrals import Hold, InformationRequest, Referral, StartCheck
from models.rules.capacity.holds import goes_on
from models.rules.capacity.load import capacity_lack
from models.rules.decision import Lack
from models.rules.owners.changing import moving_away_lacks
from models.rules.plans.totals import worker_minutes
from models.rules.referrals.forms import calls_lacks, reference_lacks
from models.rules.referrals.stage import ReferralDeed, ReferralMoments, Stage, deed_answer, stage
from models.settings import StartCheckItem
from models.values import PlannedVisit
from models.vocabulary.referrals import HoldEnd, ReferralOutcome
from models.vocabulary.tracker import TrackerChangeKind


@dataclass(frozen=True, slots=True)
class Opened:
    """A referral, loaded for one deed, with what its stage rests on."""

    record: Referral
    asked: tuple[InformationRequest, ...]
    hold: Hold | None
    moments: ReferralMoments

    def stage(self, turn: Turn) -> Stage:
        """Where it stands now."""
        return stage(self.moments, turn.moment, turn.policy)


def open_for(turn: Turn, deed: ReferralDeed | None, referral: UUID, seen: int, *, at: datetime | None = None) -> Opened:
    """The referral as the desk saw it, its row held; refused where its stage doesn't allow the deed. (REF-12).

    `at` is when the deed took place, now unless said otherwise: by then its capacity hasn't expired. (REF-13).
    """
    record = load(turn, Referral, referral, seen=seen, lock=True)
    with turn.session.no_autoflush:  # one save of the record, at the end
        asked = tuple(
            turn.session.scalars(
                select(InformationRequest)
                .where(InformationRequest.referral_id == referral)
                .order_by(InformationRequest.asked_at)
            )
        )
        hold = turn.session.scalars(
            select(Hold)
            .where(Hold.referral_id == referral)
            .order_by(Hold.ended_at.is_(None).desc(), Hold.ended_at.desc())
        ).first()
        unchecked = _unchecked(turn, referral) if deed is ReferralDeed.START else ()
        person = turn.session.get_one(Person, record.person_id)
        death_known = person.death_reported_at is not None or person.death_confirmed_at is not None
    moments = moments_of(record, asked, hold, unchecked, death_known=death_known)
    if deed is not None:
        refuse_if(deed_answer(deed, moments, min(at or turn.moment, turn.moment), turn.policy).lacks)
    return Opened(record, asked, hold, moments)


def _unchecked(turn: Turn, referral: UUID) -> tuple[str, ...]:
    """The items of the office's start checklist that nobody has ticked. (REF-19)."""
    ticked = select(StartCheck.item).where(StartCheck.referral_id == referral, StartCheck.done_at.is_not(None))
    return tuple(
        turn.session.scalars(
            select(StartCheckItem.item)
            .where(
                StartCheckItem.office_id == turn.office,
                StartCheckItem.archived_at.is_(None),
                StartCheckItem.item.not_in(ticked),
            )
            .order_by(StartCheckItem.position)
        )
    )


def hours_asked(visits: Iterable[PlannedVisit]) -> int:
    """The worker minutes a week of what is asked for."""
    return sum(worker_minutes(visit) for visit in visits)


def refuse_without_hours(turn: Turn, opened: Opened, day: date | None = None) -> int:
    """Refuse what the team hasn't free, and give the worker minutes a week asked; counts what the stage leaves out.

    `day` is of the agreed start, none: now. Hours that this very referral holds are free to it. (REF-15).
    """
    with turn.session.no_autoflush:
        minutes = hours_asked(week.of_referral(turn, opened.record.id))
    refuse_if(calls_lacks(minutes))
    refuse_if(moving_away_lacks(referral_moves_on(turn, opened.record.id)))
    team = free_hours(turn, team_of_referral(turn, opened.record.id), day)
    own = minutes if opened.stage(turn) in {Stage.PROMISED, Stage.HELD} else 0
    lack = capacity_lack(minutes - own, team)
    refuse_if((lack,) if lack else ())
    return minutes


def end_hold(turn: Turn, opened: Opened, how: HoldEnd, *, because: str, told_assessor: bool = False) -> None:
    """End what is held or promised, if anything is; Scheduling hears that the hours are free again if it heard of them.

    (REF-13, REF-14).
    """
    hold, record = opened.hold, opened.record
    if told_assessor:
        record.assessor_notified_at = turn.moment
    if hold is not None and hold.ended_at is None:
        hold.operation_id = turn.operation
        hold.ended_at, hold.ended_as, hold.ended_by_id = turn.moment, how, turn.staff
        hold.assessor_notified_at = turn.moment if told_assessor else None
    elif opened.stage(turn) not in {Stage.PROMISED, Stage.HOLD_EXPIRED}:
        return
    record.capacity_given_back_at = turn.moment
    _tell_free(turn, record, because)


def become_a_promise(turn: Turn, opened: Opened) -> None:
    """End the open hold, whose capacity is promised from now on: nothing is given back. (REF-13)."""
    hold = opened.hold
    if hold is not None and hold.ended_at is None:
        hold.operation_id = turn.operation
        hold.ended_at, hold.ended_as, hold.ended_by_id = turn.moment, HoldEnd.PROMISED, turn.staff


def first_found(turn: Turn, opened: Opened, taken_at: datetime) -> datetime | None:
    """From when the clock of what is taken now goes on, none where it begins: one clock a referral. (REF-13)."""
    record, hold = opened.record, opened.hold
    if opened.stage(turn) is Stage.HELD and hold is not None:
        return hold.found_at
    if opened.stage(turn) is Stage.PROMISED:
        return record.capacity_found_at or record.scheduling_confirmed_at
    given_back_at = record.capacity_given_back_at or (hold.ended_at if hold is not None else None)
    if not goes_on(given_back_at, taken_at, turn.policy):
        return None
    return record.capacity_found_at or (hold.found_at if hold is not None else None)


def _tell_free(turn: Turn, record: Referral, because: str) -> None:
    """Scheduling hears *Hold released* of what it heard last, a hold or a promise; of what it never heard, nothing."""
    told = scheduling.told_of_capacity(turn, referral=record.id)
    if told is None:
        return
    if scheduling.withdraw_unheard(turn, told) and scheduling.withdraw_retraction(turn, told) is None:
        return
    scheduling.tell(
        turn,
        TrackerChangeKind.HOLD_RELEASED,
        person=record.person_id,
        effective_at=turn.moment,
        reason=because,
        week=week.of_referral(turn, record.id),
        from_team=team_of_referral(turn, record.id),
        referral=record.id,
    )


def leave(
    turn: Turn,
    record: Referral,
    outcome: ReferralOutcome,
    because: str,
    at: datetime | None = None,
    by: UUID | None = None,
) -> None:
    """Let a referral leave the queue, as `by` decided; none: who sits here."""
    record.outcome, record.outcome_at, record.outcome_by_id = outcome, at or turn.moment, by or turn.staff
    record.outcome_because = because.strip()


def person_of(turn: Turn, record: Referral) -> Person:
    """Whom the referral is about; read, not to be changed."""
    with turn.session.no_autoflush:
        return turn.session.get_one(Person, record.person_id)


def continued(
    turn: Turn, earlier: Referral, visits: Iterable[PlannedVisit], *, reference: str, received_at: datetime
) -> Referral:
    """A referral of its own that links back, says the same and keeps the moment first asked. (REF-13, REF-17)."""
    copied = {name: getattr(earlier, name) for name in _COPIED}
    copied["team_id"] = team_of_referral(turn, earlier.id)
    record = Referral(
        **copied,
        reference=free_reference(turn, reference or f"{earlier.reference}/", numbered=not reference),
        earlier_id=earlier.id,
        received_at=received_at,
    )
    add(turn, record)
    store_calls(turn, record, visits)
    return record


def store_calls(turn: Turn, record: Referral, visits: Iterable[PlannedVisit]) -> None:
    """Store the calls asked for now, as the referral's current revision; the earlier ones stay."""
    lines = week.requested_lines(turn.office, record.id, visits, revision=record.calls_revision)
    for line in lines:
        line.operation_id = turn.operation
    turn.session.add_all(lines)
    turn.session.flush()


def free_reference(turn: Turn, wanted: str, *, numbered: bool) -> str:
    """A reference that nobody has yet: the one wanted, or the first free number after it."""
    taken = set(
        turn.session.scalars(
            select(Referral.reference).where(
                Referral.office_id == turn.office, Referral.reference.startswith(wanted, autoescape=True)
            )
        )
    )
    if not numbered:
        refuse_if(reference_lacks(wanted, taken))
        return wanted
    return next(f"{wanted}{number}" for number in range(2, len(taken) + 3) if f"{wanted}{number}" not in taken)


def lacks_of(lack: Lack | None) -> tuple[Lack, ...]:
    """A single lack, or none, as the tuple that `refuse_if` takes."""
    return (lack,) if lack else ()


_COPIED = (
    "person_id", "first_asked_at", "document", "reason", "from_hospital", "hospital_answer",
    "hospital_answered_at", "hospital_answered_by", "hospital_answer_of", "hospital", "admitted_on",
    "discharge_on", "urgent", "support", "support_text", "needs_and_risks", "alternatives_considered", "referrer",
    "referrer_telephone", "notes", "end_of_life", "end_of_life_discussion", "delivery_confirmed_at", "chc",
    "chc_known_at", "chc_reviewed_at", "chc_asked_at", "chc_transferred_at", "existing_package", "provider", "notice",
    "notice_given_on", "extra_until", "provider_agreed_at", "pathway", "comes_from", "community_aim",
    "exceptional_because",
)  # fmt: skip
