"""Who is asked to sign an agreement, kept when it is issued; and each signature, with its own moment (FUND-5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, load, look
from models.agreement import Agreement
from models.episodes import Episode
from models.people import Person, Representative
from models.powers_read import KnownPower, powers_of
from models.rules.agreement.powers import acting_lacks
from models.rules.agreement.signing import signed_already_lacks, signing_moment_lacks
from models.rules.agreement.who_signs import (
    Asked,
    WhoSigns,
    asked_again_lacks,
    asked_lacks,
    refused_by_lacks,
    who_signs_lacks,
)
from models.rules.sentences import day_text, joined
from models.signers import AgreementSigner, SignatureRefused, SigningBasis
from models.values import london_day, start_of_day, whole_name
from models.vocabulary.agreement import PowerKind, SignsAs


@dataclass(frozen=True, slots=True)
class SignedOn:
    """One of those who were asked has signed: which line of the paper, and when."""

    signer: UUID
    at: datetime


def ask_to_sign(turn: Turn, *, agreement: UUID, answer: WhoSigns) -> Changes:
    """Keep with an agreement who was asked to sign it, and why: once, for another signer needs a new paper.

    Source: Mental Capacity Act 2005 (FUND-5).
    """
    record = look(turn, Agreement, agreement)
    person = _person_of(turn, record)
    power = _power(turn, person.id, answer.power)
    refuse_if(asked_again_lacks(_asked(turn, agreement)))
    speakers = [look(turn, Representative, each) for each in answer.signers]
    told = [(each.name, each.authority) for each in speakers]
    refuse_if(who_signs_lacks(answer, power.facts if power else None, told, turn.day))
    add(
        turn,
        SigningBasis(
            agreement_id=agreement,
            power_id=answer.power,
            because=answer.because,
            together=answer.together,
            assessed_by=answer.assessed_by.strip(),
            assessed_on=answer.assessed_on,
            evidence=answer.evidence.strip(),
        ),
    )
    names = [(None, whole_name(person.given, person.family))] if power is None else [(e.id, e.name) for e in speakers]
    for position, (key, name) in enumerate(names, start=1):
        row = AgreementSigner(agreement_id=agreement, representative_id=key, name=name, position=position)
        row.signs_as = signs_as(power.facts.kind if power else None)
        add(turn, row)
    return changes(Topic.AGREEMENTS, Topic.TRANSFERS, person=person.id, made=agreement)


def signs_as(kind: PowerKind | None) -> SignsAs:
    """As what somebody signs by a power; by none for themselves."""
    if kind is None:
        return SignsAs.SELF
    return SignsAs.DEPUTY if kind is PowerKind.DEPUTY else SignsAs.ATTORNEY


def record_signatures(turn: Turn, *, agreement: UUID, seen: int, signed: Sequence[SignedOn]) -> Changes:
    """Some or all of those who were asked have signed; it counts as signed once all of them have.

    Source: OPG 5.6; Mental Capacity Act 2005 (FUND-4, FUND-5).
    """
    record = load(turn, Agreement, agreement, seen=seen)
    refuse_if(signed_already_lacks(record.signed_at))
    rows = {each.id: each for each in _asked_rows(turn, agreement)}
    refuse_if(asked_lacks([_as_asked(each) for each in rows.values()], [each.signer for each in signed]))
    basis = _basis(turn, agreement)
    person = _person_of(turn, record)
    power = _power(turn, person.id, basis.power_id if basis else None)
    for each in signed:
        row = rows[each.signer]
        refuse_if(signing_moment_lacks(each.at, record.issued_at, turn.moment))
        if power is not None and row.representative_id is not None:
            refuse_if(acting_lacks(power.facts, row.representative_id, london_day(each.at)))
        row.signed_at, row.operation_id = each.at, turn.operation
    if all(each.signed_at is not None for each in rows.values()):
        _is_signed(turn, record, list(rows.values()), power)
    turn.session.flush()
    return changes(Topic.AGREEMENTS, Topic.TRANSFERS, person=person.id, made=agreement)


def asked_keys(turn: Turn, agreement: UUID, representatives: Sequence[UUID]) -> tuple[UUID, ...] | None:
    """The lines of the paper for these representatives (the person, if none is named); none where nobody was asked.

    Somebody for whom the paper has no line keeps their own key, so that they are refused.
    """
    rows = _asked_rows(turn, agreement)
    if not rows:
        return None
    lines = {each.representative_id: each.id for each in rows}
    return tuple(lines.get(each, each or agreement) for each in (representatives or (None,)))


def keep_refusal(turn: Turn, agreement: UUID, *, because: str, refused_by: str, said_of_cost: str) -> None:
    """Keep who of those who were asked refused, why, and what was said about the cost. Source: FUND-5."""
    asked = _asked(turn, agreement)
    who = refused_by.strip() or joined([each.name for each in asked])
    if refused_by.strip():
        refuse_if(refused_by_lacks(asked, who))
    if not who:
        person = _person_of(turn, look(turn, Agreement, agreement))
        who = whole_name(person.given, person.family)
    add(
        turn,
        SignatureRefused(
            agreement_id=agreement,
            refused_at=turn.moment,
            refused_by=who,
            reason=because.strip(),
            said_of_cost=said_of_cost.strip(),
            recorded_by_id=turn.staff,
        ),
    )


def _is_signed(turn: Turn, record: Agreement, rows: Sequence[AgreementSigner], power: KnownPower | None) -> None:
    record.signed_at = max(each.signed_at for each in rows if each.signed_at is not None)
    record.signed_by = " and ".join(each.name for each in rows)
    record.refused_at, record.refused_because = None, ""
    if power is not None:
        record.signed_as = power.facts.kind.authority
        record.evidence = told_of(power)
        record.evidence_seen_by_id = power.seen_by_id
        record.evidence_seen_at = start_of_day(power.facts.seen_on) if power.facts.seen_on else turn.moment


def told_of(power: KnownPower) -> str:
    """A power in a few words: which document, of which day, with which number."""
    dated = f" of {day_text(power.facts.dated)}" if power.facts.dated else ""
    number = f", number {power.reference}" if power.reference else ""
    return f"{power.facts.kind.label}{dated}{number}"


def _person_of(turn: Turn, record: Agreement) -> Person:
    return look(turn, Person, look(turn, Episode, record.episode_id).person_id)


def _power(turn: Turn, person: UUID, key: UUID | None) -> KnownPower | None:
    """The power of this person; none where it is another's."""
    known = powers_of(turn.session, turn.office, person) if key is not None else ()
    return next((each for each in known if each.id == key), None)


def _basis(turn: Turn, agreement: UUID) -> SigningBasis | None:
    query = select(SigningBasis).where(SigningBasis.agreement_id == agreement, SigningBasis.office_id == turn.office)
    with turn.session.no_autoflush:  # one save, one version
        return turn.session.scalars(query).one_or_none()


def _asked_rows(turn: Turn, agreement: UUID) -> Sequence[AgreementSigner]:
    query = select(AgreementSigner).where(
        AgreementSigner.agreement_id == agreement, AgreementSigner.office_id == turn.office
    )
    with turn.session.no_autoflush:
        return turn.session.scalars(query.order_by(AgreementSigner.position)).all()


def _asked(turn: Turn, agreement: UUID) -> list[Asked]:
    return [_as_asked(each) for each in _asked_rows(turn, agreement)]


def _as_asked(row: AgreementSigner) -> Asked:
    return Asked(row.id, row.name, row.signs_as, row.signed_at)
