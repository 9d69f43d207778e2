"""Taking referrals in, keeping what they say up to date, asking for what is missing, and referring again."""

import itertools
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Unpack
from uuid import UUID

from sqlalchemy import func, or_, select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, load, look
from app.services.episodes import week
from app.services.people.invented import NumbersHere
from app.services.referrals.agreed_start import agree_start
from app.services.referrals.calls import revise
from app.services.referrals.details import Details, days_in, decided_in, keep_decided, set_details
from app.services.referrals.opening import continued, free_reference, lacks_of, open_for, store_calls
from models.people import Office, Person
from models.referrals import InformationRequest, Referral
from models.rules.decision import Lack
from models.rules.office.closing import closed_team_lacks
from models.rules.people.naming import length_lacks
from models.rules.people.same_person import Identity, conflict
from models.rules.referrals.forms import (
    answer_lacks,
    asking_lacks,
    details_lacks,
    far_days_lacks,
    known_lacks,
    referring_again_lacks,
    taking_in_lacks,
)
from models.rules.referrals.stage import ReferralDeed
from models.rules.referrals.support_words import support_words_lacks
from models.teams import Team
from models.values import NhsNumber, PlannedVisit, Postcode, folded_names
from models.vocabulary.referrals import Support


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """Somebody whom the office doesn't know yet, as typed in a form or read from a file."""

    given: str
    family: str
    born: date | None = None
    preferred: str = ""
    nhs_number: NhsNumber | None = None
    mosaic_id: str = ""
    address: str = ""
    postcode: Postcode | None = None
    patch: UUID | None = None
    telephone: str = ""
    communication: str = ""

    @property
    def identity(self) -> Identity:
        """By what they are recognised."""
        return Identity(
            given=self.given,
            family=self.family,
            born=self.born,
            postcode=self.postcode,
            nhs_number=self.nhs_number,
            mosaic_id=self.mosaic_id,
        )


def take_in(
    turn: Turn,
    *,
    person: UUID | NewPerson,
    team: UUID,
    received_at: datetime | None = None,
    first_asked_at: datetime | None = None,
    reference: str = "",
    calls: tuple[PlannedVisit, ...] = (),
    told_apart: frozenset[UUID] = frozenset(),
    decided_by: UUID | None = None,
    meant: frozenset[str] = frozenset(),
    **details: Unpack[Details],
) -> Changes:
    """Take a referral in by hand (`made`), about somebody known or somebody new; incomplete ones too.

    A discharge, a planned start or an end of extra calls that lies far off is asked about until it is among `meant`.

    Refused for a child, for an identifier that is somebody else's, and for somebody new who may be one of the list
    unless they were `told_apart` from them. Source: OPG 2.1, 3.2 (REF-1, REF-2, REF-5).
    """
    received_at = received_at or turn.moment
    first_asked_at = first_asked_at or received_at
    about = look(turn, Person, person) if isinstance(person, UUID) else person
    to_team = look(turn, Team, team, lock=True)
    refuse_if(closed_team_lacks(to_team.name, to_team.closed_from))
    lacks = taking_in_lacks(
        about.given, about.family, about.born, received_at, first_asked_at, turn.moment, turn.policy
    )
    refuse_if((*lacks, *length_lacks(asdict(about) if isinstance(about, NewPerson) else {}), *length_lacks(details)))
    refuse_if((*length_lacks({"reference": reference}), *_support_lacks(details, None)))
    refuse_if(far_days_lacks(days_in(details), turn.day, turn.policy, meant=meant))
    decided = decided_in(turn, None, details, decided_by)
    _hold_office(turn)
    known = about if isinstance(about, Person) else _new_person(turn, about, told_apart)
    record = Referral(
        person_id=known.id,
        team_id=team,
        reference=_reference(turn, reference.strip()),
        received_at=received_at,
        first_asked_at=first_asked_at,
    )
    set_details(turn, record, details)
    add(turn, record)
    store_calls(turn, record, calls)
    keep_decided(turn, record, decided)
    return changes(Topic.REFERRALS, Topic.PEOPLE, person=known.id, made=record.id)


def change_details(
    turn: Turn,
    *,
    referral: UUID,
    seen: int,
    decided_by: UUID | None = None,
    meant: frozenset[str] = frozenset(),
    **details: Unpack[Details],
) -> Changes:
    """Change some fields of a referral; the others stay. A day said anew that lies far off is asked about, as there.

    Refused once it has left the queue, but CHC is followed up after the start too. Source: OPG 1.3, 2.1 (REF-1 to
    REF-10).
    """
    opened = open_for(turn, None, referral, seen)
    record, planned = opened.record, opened.record.start_planned_at
    refuse_if((*details_lacks(record.outcome, frozenset(details)), *length_lacks(details)))
    refuse_if(_support_lacks(details, record))
    refuse_if(far_days_lacks(days_in(details, record), turn.day, turn.policy, meant=meant))
    decided = decided_in(turn, record, details, decided_by)
    set_details(turn, record, details)
    keep_decided(turn, record, decided)
    if record.start_planned_at != planned:
        agree_start(turn, opened)
    return changes(Topic.REFERRALS, Topic.CAPACITY, Topic.TRACKER, person=record.person_id)


def _support_lacks(details: Details, record: Referral | None) -> tuple[Lack, ...]:
    """Who helps, in words, against the answer beside it, where either is said anew. Source: OPG 2.2 (REF-10)."""
    if not {"support", "support_text"} & details.keys():
        return ()
    before = (Support.NOT_STATED, "") if record is None else (record.support, record.support_text)
    return support_words_lacks(details.get("support", before[0]), details.get("support_text", before[1]))


def change_calls(
    turn: Turn, *, referral: UUID, seen: int, calls: tuple[PlannedVisit, ...], calls_text: str | None = None
) -> Changes:
    """Ask for other calls than before; the earlier ones stay on record.

    While hours are promised or held, what is asked in addition has to be free. Source: OPG 1.5 (REF-15).
    """
    opened = open_for(turn, None, referral, seen)
    record = opened.record
    refuse_if(details_lacks(record.outcome, frozenset({"calls"})))
    record.calls_text = record.calls_text if calls_text is None else calls_text.strip()
    revise(turn, opened, calls)
    return changes(Topic.REFERRALS, Topic.CAPACITY, Topic.TRACKER, person=record.person_id)


def refer_again(
    turn: Turn, *, referral: UUID, seen: int, reference: str = "", received_at: datetime | None = None
) -> Changes:
    """Refer again after a hold lapsed: a new referral (`made`) that links back and keeps the moment first asked.

    Source: OPG 2.3 (REF-13).
    """
    opened = open_for(turn, ReferralDeed.REFER_AGAIN, referral, seen)
    came_at, lapsed_at = received_at or turn.moment, opened.record.outcome_at or turn.moment
    with turn.session.no_autoflush:
        again = turn.session.scalars(
            select(Referral.reference).where(Referral.earlier_id == referral, Referral.received_at >= lapsed_at)
        ).first()  # the rest of a part-accepted one links back as well, and came before
    refuse_if(referring_again_lacks(lapsed_at, came_at, turn.moment, referred_again_as=again or ""))
    asked = week.of_referral(turn, referral)
    record = continued(turn, opened.record, asked, reference=reference.strip(), received_at=came_at)
    record.calls_text = opened.record.calls_text
    return changes(Topic.REFERRALS, person=record.person_id, made=record.id)


def ask_for_information(turn: Turn, *, referral: UUID, seen: int, what: str, of_whom: str) -> Changes:
    """Ask for what is missing; the waiting for it is visible and stops no clock. Source: OPG 2.1 (REF-3)."""
    opened = open_for(turn, ReferralDeed.ASK_INFORMATION, referral, seen)
    refuse_if(asking_lacks(what, of_whom))
    request = InformationRequest(
        referral_id=referral,
        asked_at=turn.moment,
        asked_by_id=turn.staff,
        of_whom=of_whom.strip(),
        what=what.strip(),
    )
    add(turn, request)
    return changes(Topic.REFERRALS, person=opened.record.person_id, made=request.id)


def chase_information(turn: Turn, *, request: UUID, seen: int) -> Changes:
    """Note that the answer was chased now. Source: OPG 2.1 (REF-3)."""
    record = load(turn, InformationRequest, request, seen=seen)
    refuse_if(answer_lacks("chased", record.received_at))
    record.chased_at = turn.moment
    return _asked_changed(turn, record)


def record_information(
    turn: Turn, *, request: UUID, seen: int, seen_referral: int, answer: str, needs_and_risks: str | None = None
) -> Changes:
    """Record what was answered, and what it changes about needs and risks. Source: OPG 2.1 (REF-3).

    `seen` is the version of the request; `seen_referral` that of the referral, which counts where its needs and risks
    are said anew.
    """
    record = load(turn, InformationRequest, request, seen=seen)
    refuse_if(answer_lacks(answer, record.received_at))
    record.received_at, record.answer = turn.moment, answer.strip()
    if needs_and_risks is not None:
        about = load(turn, Referral, record.referral_id, seen=seen_referral)
        refuse_if(details_lacks(about.outcome, frozenset({"needs_and_risks"})))
        about.needs_and_risks = needs_and_risks.strip()
    return _asked_changed(turn, record)


def _asked_changed(turn: Turn, record: InformationRequest) -> Changes:
    person = turn.session.scalars(select(Referral.person_id).where(Referral.id == record.referral_id)).one()
    return changes(Topic.REFERRALS, person=person)


def _new_person(turn: Turn, told: NewPerson, told_apart: frozenset[UUID]) -> Person:
    """Looked for and stored in one step: two desks that take in the same person wait for each other before."""
    near = _near(turn, told)
    refuse_if(NumbersHere(turn.session).lacks(told.nhs_number.digits if told.nhs_number else None))
    refuse_if(lacks_of(conflict(told.identity, near)))
    refuse_if(known_lacks(told.identity, near, told_apart))
    given_folded, family_folded = folded_names(told.given, told.family)
    return add(
        turn,
        Person(
            given=told.given.strip(),
            family=told.family.strip(),
            preferred=told.preferred.strip(),
            given_folded=given_folded,
            family_folded=family_folded,
            born=told.born,
            nhs_number=told.nhs_number.digits if told.nhs_number else None,
            mosaic_id=told.mosaic_id.strip() or None,
            address=told.address.strip(),
            postcode=str(told.postcode or ""),
            patch_id=told.patch,
            telephone=told.telephone.strip(),
            communication=told.communication.strip(),
        ),
    )


def _near(turn: Turn, told: NewPerson) -> tuple[Identity, ...]:
    """Everybody in the office with the same NHS number, MOSAIC id, family name, birth date or postcode."""
    numbers = [told.nhs_number.digits] if told.nhs_number else []
    ids = [told.mosaic_id.strip().upper()] if told.mosaic_id.strip() else []
    shared = [
        Person.nhs_number.in_(numbers),
        func.upper(Person.mosaic_id).in_(ids),
        Person.family_folded == folded_names(told.given, told.family)[1],
        *([] if told.born is None else [Person.born == told.born]),
        *([] if told.postcode is None else [Person.postcode == str(told.postcode)]),
    ]
    kept = (Person.id, Person.given, Person.family, Person.born, Person.nhs_number, Person.mosaic_id, Person.postcode)
    rows = turn.session.execute(select(*kept).where(Person.office_id == turn.office, or_(*shared)))
    return tuple(
        Identity(
            id=row.id,
            given=row.given,
            family=row.family,
            born=row.born,
            nhs_number=NhsNumber(row.nhs_number) if row.nhs_number else None,
            mosaic_id=row.mosaic_id or "",
            postcode=Postcode.kept(row.postcode),
        )
        for row in rows
    )


def _hold_office(turn: Turn) -> None:
    """One take-in at a time: the search for somebody like them and the next reference stay true until the commit."""
    turn.session.execute(select(Office.id).where(Office.id == turn.office).with_for_update())


def _reference(turn: Turn, wanted: str) -> str:
    """The Care Hub's reference, or the next of our own for a referral that came without one."""
    if wanted:
        return free_reference(turn, wanted, numbered=False)
    count = turn.session.scalar(select(func.count()).where(Referral.office_id == turn.office)) or 0
    typed = select(Referral.reference).where(Referral.office_id == turn.office, Referral.reference.startswith("STS"))
    taken = set(turn.session.scalars(typed))
    return next(each for number in itertools.count(count + 1) if (each := f"STS{number:05}") not in taken)
