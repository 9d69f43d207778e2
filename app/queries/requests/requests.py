"""Subject access requests as their page lists them: those that are open by their last day, then what has ended."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.door.turn import Turn
from app.queries.statement import DEATH, AnyRow, death_of
from models.people import Person
from models.request_facts import request_facts
from models.requests import AccessCheck, AccessRequest
from models.retention import LegalHold, RetentionDecision
from models.rules.requests.answering import OF_THE_DEAD, request_state
from models.rules.requests.deadline import due_on, explained
from models.rules.retention.decisions import APPROVED_DISPOSAL
from models.rules.retention.holds import hold_said
from models.staff import Staff
from models.values import whole_name
from models.vocabulary.requests import (
    AccessCheckKind,
    AskedBy,
    Authority,
    ReleasedHow,
    RequestOutcome,
    RequestState,
)

_MOST_ENDED = 200


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One thing to be looked at: what was found, by whom and when; empty where nobody has looked yet."""

    what: AccessCheckKind
    found: str = ""
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRow:
    """A request with how it stands; `time` says how its last day comes about, `notes` what else is to be known."""

    id: UUID
    version: int
    person_id: UUID
    person: str
    mark: str
    state: RequestState
    received_on: date
    asked_by: AskedBy
    asker: str
    wanted: str
    handler_id: UUID | None
    handler: str
    due_on: date | None
    time: str
    notes: tuple[str, ...]
    evidence_asked_on: date | None
    authority: Authority | None
    evidence: str
    evidence_seen_on: date | None
    evidence_seen_by: str
    extended_on: date | None
    extended_because: str
    checks: tuple[CheckRow, ...]
    copied_at: datetime | None
    copied_by: str
    outcome: RequestOutcome | None
    ended_on: date | None
    because: str
    given_to: str
    given_how: ReleasedHow | None


def requests(turn: Turn, *, ended: bool = False) -> tuple[RequestRow, ...]:
    """Open requests by their last day, or the newest of those that have ended; four statements. (SAR-1, SAR-2)."""
    rows: list[AnyRow] = list(turn.session.execute(_asked(turn, ended=ended)))
    if not rows:
        return ()
    keys, people = [row[0].id for row in rows], {row[0].person_id for row in rows}
    checks, holds = _checks(turn, keys), _holds(turn, people)
    for person in _disposed_of(turn, people):
        holds[person].append(APPROVED_DISPOSAL)
    told = tuple(_row(turn, row, checks[row[0].id], holds[row[0].person_id]) for row in rows)
    return told if ended else tuple(sorted(told, key=lambda each: (each.due_on or date.max, each.received_on)))


def _asked(turn: Turn, *, ended: bool) -> Any:
    request, handler, witness, copier = AccessRequest, aliased(Staff), aliased(Staff), aliased(Staff)
    asked = (
        select(
            request, Person.given, Person.family, *DEATH, handler.name.label("handler"),
            witness.name.label("witness"), copier.name.label("copier"),
        )
        .join(Person, Person.id == request.person_id)
        .outerjoin(handler, handler.id == request.handler_id)
        .outerjoin(witness, witness.id == request.evidence_seen_by_id)
        .outerjoin(copier, copier.id == request.copied_by_id)
        .where(request.office_id == turn.office)
    )  # fmt: skip
    if ended:
        newest = asked.where(request.outcome.is_not(None)).order_by(request.ended_on.desc(), request.id.desc())
        return newest.limit(_MOST_ENDED)
    return asked.where(request.outcome.is_(None)).order_by(request.received_on, request.id)


def _checks(turn: Turn, requests: list[UUID]) -> dict[UUID, dict[AccessCheckKind, CheckRow]]:
    found: dict[UUID, dict[AccessCheckKind, CheckRow]] = defaultdict(dict)
    asked = (
        select(AccessCheck.request_id, AccessCheck.what, AccessCheck.found, Staff.name, AccessCheck.checked_at)
        .join(Staff, Staff.id == AccessCheck.checked_by_id)
        .where(AccessCheck.office_id == turn.office, AccessCheck.request_id.in_(requests))
    )
    for request, what, said, by, at in turn.session.execute(asked):
        found[request][what] = CheckRow(what, said, by, at)
    return found


def _holds(turn: Turn, people: set[UUID]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    asked = (
        select(LegalHold.person_id, LegalHold.held_from, LegalHold.asked_by, LegalHold.because)
        .where(LegalHold.office_id == turn.office, LegalHold.lifted_on.is_(None), LegalHold.person_id.in_(people))
        .order_by(LegalHold.held_from, LegalHold.id)
    )
    for person, held_from, asked_by, because in turn.session.execute(asked):
        found[person].append(hold_said(held_from, asked_by, because))
    return found


def _disposed_of(turn: Turn, people: set[UUID]) -> tuple[UUID, ...]:
    asked = select(RetentionDecision.person_id).where(
        RetentionDecision.office_id == turn.office, RetentionDecision.withdrawn_on.is_(None),
        RetentionDecision.approved_on.is_not(None), RetentionDecision.person_id.in_(people),
    )  # fmt: skip
    return tuple(turn.session.scalars(asked))


def _row(turn: Turn, row: AnyRow, checks: dict[AccessCheckKind, CheckRow], holds: list[str]) -> RequestRow:
    held: AccessRequest = row[0]
    death = death_of(row)
    facts = request_facts(held, death)
    return RequestRow(
        id=held.id,
        version=held.version,
        person_id=held.person_id,
        person=whole_name(row.given, row.family),
        mark=death.mark,
        state=request_state(facts, checks),
        received_on=held.received_on,
        asked_by=held.asked_by,
        asker=held.asker,
        wanted=held.wanted,
        handler_id=held.handler_id,
        handler=row.handler or "",
        due_on=due_on(facts, turn.policy),
        time=explained(facts, turn.policy),
        notes=(*((OF_THE_DEAD,) if death.is_known else ()), *holds),
        evidence_asked_on=held.evidence_asked_on,
        authority=held.authority,
        evidence=held.evidence,
        evidence_seen_on=held.evidence_seen_on,
        evidence_seen_by=row.witness or "",
        extended_on=held.extended_on,
        extended_because=held.extended_because,
        checks=tuple(checks.get(each, CheckRow(each)) for each in AccessCheckKind),
        copied_at=held.copied_at,
        copied_by=row.copier or "",
        outcome=held.outcome,
        ended_on=held.ended_on,
        because=held.because,
        given_to=held.given_to,
        given_how=held.given_how,
    )
