"""Requests, holds and decisions about retention at a server: each office its own, and each right what it may."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError

from app.door.errors import Refused
from app.door.work import Work
from app.queries.history.changes import history
from app.queries.requests.requests import requests
from app.queries.retention.review import holds as holds_of
from app.queries.retention.review import to_review
from app.queries.today.prompts import today
from app.services.requests import answering, receiving
from app.services.retention import deciding, holds
from models.logins import Membership
from models.requests import AccessCheck, AccessRequest
from models.retention import LegalHold, RetentionDecision
from models.values import london_day
from models.vocabulary.access import Right
from models.vocabulary.closure import EndReason
from models.vocabulary.requests import AccessCheckKind, AskedBy
from tests.builders import neighbours_of

KINDS = (AccessRequest, AccessCheck, LegalHold, RetentionDecision)
WHY = "an inquest"


def left_long_ago(office, **told):
    """Somebody whose one episode ended long before the schedule passed."""
    person, ended = office.a_person(**told), office.now.replace(year=office.now.year - 9)
    office.an_episode(
        person=person, started_at=ended.replace(month=1), first_support_at=ended.replace(month=1), ended_at=ended,
        end_reason=EndReason.GOALS_ACHIEVED, closed_at=ended,
    )  # fmt: skip
    return person


def kept_records(office):
    """A request that is looked through, a hold, and a proposal, each about somebody else: the keys of the three."""
    asking, held, due = (left_long_ago(office, family=name) for name in ("Asking", "Held", "Due"))
    request = office.do(receiving.record_request, person=asking, asked_by=AskedBy.PERSON).made
    told = {"what": AccessCheckKind.HARM, "found": "no harm seen"}
    office.do_as("Service manager", answering.look_through, request=request, **told)
    hold = office.do(holds.place_hold, person=held, asked_by="Legal services", because=WHY).made
    proposed = office.do(deciding.propose_disposal, person=due, because="nothing is owed").made
    return (asking, held, due), (request, hold, proposed)


def hold_of(office, person):
    """As somebody would store one who goes round the program."""
    told = {"held_from": london_day(office.now), "asked_by": "Nobody", "because": WHY}
    return LegalHold(office_id=office.id, person_id=person, placed_by_id=office.staff["DSO"], **told)


@pytest.fixture
def there(desk_office):
    """The office beside it, at desks of its own."""
    other = neighbours_of(desk_office)
    other.work = lambda staff="DSO": Work(other.database, other.clock, staff=other.staff[staff], office=other.id)
    return other


def with_right(office, right):
    """What whoever gives the logins does."""
    with office.unwalled.writing() as session:
        session.execute(update(Membership).values(right=right))


def deeds(people, keys, tomorrow):
    """Every deed about these, as a desk would do it that was told their keys."""
    (asking, held, _due), (request, hold, proposed) = people, keys
    return (
        partial(receiving.record_request, person=asking, asked_by=AskedBy.PERSON),
        partial(receiving.ask_for_evidence, request=request, seen=1),
        partial(receiving.record_evidence, request=request, seen=1, evidence="a passport"),
        partial(receiving.extend_request, request=request, seen=1, because="Four episodes"),
        partial(answering.look_through, request=request, seen=1, what=AccessCheckKind.OTHERS, found="nothing"),
        partial(answering.record_copy, request=request, seen=1),
        partial(holds.place_hold, person=held, asked_by="Legal services", because=WHY),
        partial(holds.lift_hold, hold=hold, seen=1, because="it is over"),
        partial(deciding.keep_records, person=held, seen=None, keep_until=tomorrow, because=WHY),
        partial(deciding.propose_disposal, person=held, seen=None, because=WHY),
        partial(deciding.approve_disposal, decision=proposed, seen=1, because="looked through it"),
        partial(deciding.withdraw_decision, decision=proposed, seen=1, because=WHY),
    )


def as_stored(office):
    """Each record of the four kinds, of every office, with its version and columns."""
    with office.unwalled.reading() as session:
        return {
            (kind.__tablename__, row.id): {column.key: getattr(row, column.key) for column in kind.__table__.columns}
            for kind in KINDS
            for row in session.scalars(select(kind))
        }


@pytest.mark.rule("SAR-2", "RET-2", "RET-3")
def test_another_offices_requests_holds_and_decisions_are_neither_seen_nor_changed(desk_office, there):
    office = desk_office
    theirs = kept_records(there)
    before = as_stored(office)
    assert len(before) == 4
    asked = (partial(office.ask, requests), partial(office.ask, holds_of), lambda: office.ask(to_review).rows)
    assert [each() for each in asked] == [(), (), ()]
    assert [each for each in office.ask(today) if each.rule.startswith("SAR")] == []
    assert all(office.ask(history, about=person).rows == () for person in theirs[0])
    with office.database.reading() as session:
        assert [session.scalars(select(kind)).all() for kind in KINDS] == [[]] * 4
    manager = office.work("Service manager")
    for deed in deeds(*theirs, london_day(office.now) + timedelta(days=1)):
        with pytest.raises(Refused):
            manager.write(deed)
    for kind in KINDS:
        with office.database.writing() as session:
            changed = session.execute(update(kind).values(version=kind.version + 1))
        assert changed.rowcount == 0
    assert as_stored(office) == before
    mine = kept_records(office)
    assert [each.id for each in office.ask(requests)] == [mine[1][0]]
    assert [each.id for each in office.ask(holds_of)] == [mine[1][1]]
    assert {each.person_id for each in office.ask(to_review).rows} == set(mine[0])
    assert [each.id for each in there.ask(requests)] == [theirs[1][0]]


@pytest.mark.rule("SAR-2", "RET-3")
@pytest.mark.parametrize("right", [Right.READER, Right.WORKER])
def test_a_reader_and_a_worker_see_what_stands_and_record_nothing_of_it(desk_office, right):
    office = desk_office
    people, keys = kept_records(office)
    before = as_stored(office)
    with_right(office, right)
    (request,) = office.ask(requests)
    assert (request.id, [each.found for each in request.checks if each.at]) == (keys[0], ["no harm seen"])
    assert [each.id for each in office.ask(holds_of)] == [keys[1]]
    assert {each.decision_id for each in office.ask(to_review).rows} == {None, keys[2]}
    seen = {
        each: office.version(kind, each)
        for kind, each in zip((AccessRequest, LegalHold, RetentionDecision), keys, strict=True)
    }
    manager = partial(office.do_as, "Service manager")
    least = f"at least the right “{'dso' if right is Right.WORKER else '(worker|dso)'}”"
    with pytest.raises(Refused, match=least):
        manager(receiving.record_request, person=people[1], asked_by=AskedBy.PERSON)
    with pytest.raises(Refused, match=least):
        manager(answering.look_through, request=keys[0], seen=seen[keys[0]], what=AccessCheckKind.OTHERS, found="none")
    with pytest.raises(Refused, match=least):
        manager(answering.record_copy, request=keys[0], seen=seen[keys[0]])
    with pytest.raises(Refused, match=least):
        manager(holds.place_hold, person=people[2], asked_by="Legal services", because=WHY)
    with pytest.raises(Refused, match=least):
        manager(holds.lift_hold, hold=keys[1], seen=seen[keys[1]], because="it is over")
    with pytest.raises(Refused, match=least):
        manager(deciding.approve_disposal, decision=keys[2], seen=seen[keys[2]], because="looked through it")
    with pytest.raises(DBAPIError, match="lacks a right in its office"), office.database.writing() as session:
        session.add(hold_of(office, people[0]))
    assert as_stored(office) == before


@pytest.mark.rule("SAR-2", "RET-2", "RET-3")
def test_a_dso_records_what_comes_and_the_service_manager_approves(desk_office):
    office = desk_office
    people, keys = kept_records(office)
    with_right(office, Right.DSO)
    office.do(holds.lift_hold, hold=keys[1], because="the inquest is over")
    office.do(receiving.record_evidence, request=keys[0], evidence="a passport")
    office.do_as("Service manager", answering.record_copy, request=keys[0])
    office.do_as("Service manager", deciding.approve_disposal, decision=keys[2], because="looked through it")
    assert office.get(RetentionDecision, keys[2]).approved_by_id == office.staff["Service manager"]
    assert office.ask(holds_of) == ()
    assert {each.person_id for each in office.ask(to_review).rows} == set(people)
