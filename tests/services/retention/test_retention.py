"""The retention review on a database: who is listed, what is decided by whom, holds, and two offices."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.door.errors import Refused
from app.exchange import retention_list
from app.queries.history.changes import history
from app.queries.people.caseload import PersonSign, person_header
from app.queries.requests.requests import requests
from app.queries.retention.review import holds as holds_of
from app.queries.retention.review import to_review
from app.services.requests.answering import end_request
from app.services.requests.receiving import record_request
from app.services.retention import deciding, holds
from app.services.reviews import taking_in
from app.services.reviews.programmes import open_programme
from models.people import Person
from models.retention import LegalHold, RetentionDecision
from models.reviews import LongTermReview, ReviewProgramme
from models.rules.clocks import months_after
from models.values import london_day, start_of_day
from models.vocabulary.closure import EndReason
from models.vocabulary.requests import AskedBy, RequestOutcome
from models.vocabulary.retention import RetentionState
from models.vocabulary.reviews import ReviewOutcome

pytestmark = pytest.mark.rule("RET-1")
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def limit(office):
    """The last end of care that is due today."""
    return months_after(london_day(office.now), -8 * 12)


def cared_for(office, ended_on, **told):
    """Somebody whose one episode ended in the last hour of this day."""
    person = office.a_person(**told)
    ended = start_of_day(ended_on + DAY) - HOUR
    office.an_episode(
        person=person, started_at=ended - 30 * DAY, first_support_at=ended - 30 * DAY, ended_at=ended,
        end_reason=EndReason.GOALS_ACHIEVED, closed_at=ended,
    )  # fmt: skip
    return person


def listed(office, **told):
    return [each.person_id for each in office.ask(to_review, **told).rows]


def test_records_are_listed_from_their_day_on(office):
    on, before = cared_for(office, limit(office)), cared_for(office, limit(office) - DAY)
    cared_for(office, limit(office) + DAY)
    assert listed(office) == [before, on]
    office.clock.advance(DAY)
    assert len(listed(office)) == 3
    row = office.ask(to_review).rows[1]
    assert (row.ended_on, row.due_on, row.state) == (
        limit(office) - DAY,
        london_day(office.now) - DAY,
        RetentionState.TO_REVIEW,
    )


def test_nobody_is_listed_with_anything_open_or_later(office):
    old = limit(office)
    again, died, died_by_then, reported = (cared_for(office, old) for _ in range(4))
    office.an_episode(person=again)
    with office.database.writing() as session:
        for person, died_on in ((died, old + DAY), (died_by_then, old)):
            held = session.get_one(Person, person)
            held.death_reported_at = held.death_confirmed_at = office.now
            held.died_on = died_on
        session.get_one(Person, reported).death_reported_at = office.now
    assert listed(office) == [died_by_then]


def test_a_start_that_was_undone_is_no_care(office):
    person = cared_for(office, limit(office))
    office.an_episode(
        person=person, started_at=office.now - DAY, ended_at=office.now, undone_at=office.now,
        undone_because="the wrong person",
    )  # fmt: skip
    assert listed(office) == [person]


def reviewed(office, **told):
    """Somebody with nothing but a long-term review, taken in today."""
    person = office.a_person()
    with office.database.reading() as session:
        known = session.scalars(select(ReviewProgramme.id)).one_or_none()
    programme = known or office.do(open_programme, area="Buxton").made
    review = office.do(taking_in.take_in_person, programme=programme, person=person).made
    with office.database.writing() as session:
        held = session.get_one(LongTermReview, review)
        for name, value in told.items():
            setattr(held, name, value)
    return person


@pytest.mark.rule("LTR-1")
def test_whoever_had_a_long_term_review_alone_is_listed_once_it_ended(office):
    old = limit(office)
    moved = {"outcome": ReviewOutcome.PVI, "provider": "Peak Care", "decided_on": old - 9 * DAY}
    before = reviewed(office, **moved, starts_on=old - DAY)
    closed = reviewed(office, closed_on=old, closed_because="moved away")
    reviewed(office, **moved, starts_on=old + DAY)
    reviewed(office, closed_on=old + DAY, closed_because="moved away")
    reviewed(office, outcome=ReviewOutcome.STAYS, decided_on=old - 9 * DAY, starts_on=old - 9 * DAY)
    reviewed(office)
    rows = office.ask(to_review).rows
    assert [(each.person_id, each.ended_on) for each in rows] == [(before, old - DAY), (closed, old)]
    office.do(deciding.propose_disposal, person=closed, because="nothing is owed")
    assert listed(office, state=RetentionState.PROPOSED) == [closed]


@pytest.mark.rule("LTR-1")
def test_a_review_that_ended_later_than_care_puts_the_schedule_off_until_its_own_day(office):
    person = cared_for(office, limit(office) - 30 * DAY)
    programme = office.do(open_programme, area="Buxton").made
    review = office.do(taking_in.take_in_person, programme=programme, person=person).made
    assert listed(office) == []
    with office.database.writing() as session:
        held = session.get_one(LongTermReview, review)
        held.closed_on, held.closed_because = limit(office), "moved away"
    (row,) = office.ask(to_review).rows
    assert (row.person_id, row.ended_on, row.due_on) == (person, limit(office), london_day(office.now))


def test_what_is_kept_on_is_listed_again_on_its_day(office):
    person = cared_for(office, limit(office))
    until = london_day(office.now) + 2 * DAY
    office.do(deciding.keep_records, person=person, keep_until=until, because="a complaint is open")
    assert listed(office, state=RetentionState.TO_REVIEW) == []
    assert listed(office, state=RetentionState.KEPT) == [person]
    office.clock.advance(2 * DAY)
    assert listed(office, state=RetentionState.TO_REVIEW) == [person]


@pytest.mark.rule("RET-3")
def test_a_disposal_takes_two_and_deletes_nothing(office):
    person = cared_for(office, limit(office), family="Gill")
    made = office.do(deciding.propose_disposal, person=person, because="nothing is owed").made
    with pytest.raises(Refused, match="somebody else approves it"):
        office.do(deciding.approve_disposal, decision=made, because="looked")
    with pytest.raises(Refused, match="What stands in Office"):
        office.do_as("SW", deciding.approve_disposal, decision=made, because="looked")
    office.do_as("Service manager", deciding.approve_disposal, decision=made, because="looked through it")
    (row,) = office.ask(to_review, state=RetentionState.APPROVED).rows
    assert (row.decided_by, row.approved_by) == ("DSO North", "Service manager North")
    with office.database.reading() as session:
        assert session.get_one(Person, person).family == "Gill"
    said = [each.said for each in office.ask(history, about=person).rows]
    assert any("a decision about retention" in each for each in said)
    office.do(deciding.withdraw_decision, decision=made, because="a claim came")
    assert listed(office, state=RetentionState.TO_REVIEW) == [person]
    with pytest.raises(Refused, match="was withdrawn on"):
        office.do_as("Service manager", deciding.approve_disposal, decision=made, because="looked")


def test_nothing_is_decided_of_records_that_are_not_due(office):
    person = cared_for(office, limit(office) + DAY)
    with pytest.raises(Refused, match="The schedule hasn't passed"):
        office.do(deciding.propose_disposal, person=person, because="nothing is owed")


def test_a_decision_from_before_somebody_came_back_stands_no_more(office):
    person = cared_for(office, limit(office) - 9 * 366 * DAY)
    made = office.do(deciding.propose_disposal, person=person, because="nothing is owed").made
    later = office.now + 9 * 366 * DAY
    office.an_episode(
        person=person, started_at=office.now + DAY, first_support_at=office.now + DAY, ended_at=office.now + 2 * DAY,
        end_reason=EndReason.GOALS_ACHIEVED, closed_at=office.now + 2 * DAY,
    )  # fmt: skip
    office.clock.advance(later - office.now)
    (row,) = office.ask(to_review).rows
    assert (row.state, row.decision_id, row.decision) == (RetentionState.TO_REVIEW, None, None)
    with pytest.raises(Refused, match="changed"):
        office.do_as("Service manager", deciding.approve_disposal, decision=made, because="looked through it")
    anew = office.do(deciding.propose_disposal, person=person, seen=None, because="nothing of either is owed").made
    assert [each.decision_id for each in office.ask(to_review, state=RetentionState.PROPOSED).rows] == [anew]
    assert office.get(RetentionDecision, made).withdrawn_because == "Decided anew"


@pytest.mark.rule("RET-2")
def test_a_hold_stops_a_disposal_until_it_is_lifted(office):
    person = cared_for(office, limit(office))
    proposed = office.do(deciding.propose_disposal, person=person, because="nothing is owed").made
    told = {"person": person, "asked_by": "Legal services", "because": "an inquest"}
    hold = office.do(holds.place_hold, **told).made
    assert listed(office, state=RetentionState.HELD) == [person]
    with pytest.raises(Refused, match="lift it first"):
        office.do_as("Service manager", deciding.approve_disposal, decision=proposed, because="looked")
    office.do(record_request, person=person, asked_by=AskedBy.PERSON)
    (request,) = office.ask(requests)
    assert "Legal hold since" in request.notes[0]
    assert [each.id for each in office.ask(holds_of)] == [hold]
    assert [(each.kind, each.detail) for each in office.ask(person_header, person=person).signs] == [
        (PersonSign.LEGAL_HOLD, "since 20 Nov 2026")
    ]
    office.do(holds.lift_hold, hold=hold, because="the inquest is over")
    assert office.ask(holds_of) == ()
    assert office.ask(person_header, person=person).signs == ()
    assert office.get(LegalHold, hold).lifted_because == "the inquest is over"
    with pytest.raises(Refused, match="answer the subject access request first"):
        office.do(deciding.propose_disposal, person=person, because="nothing is owed")


@pytest.mark.rule("RET-2", "RET-3")
@pytest.mark.parametrize("is_approved", [False, True])
def test_a_disposal_from_before_a_hold_doesnt_come_back_with_its_lifting(office, is_approved):
    person = cared_for(office, limit(office))
    proposed = office.do(deciding.propose_disposal, person=person, because="nothing is owed").made
    if is_approved:
        office.do_as("Service manager", deciding.approve_disposal, decision=proposed, because="looked")
    told = {"person": person, "asked_by": "Legal services"}
    first, second = (office.do(holds.place_hold, because=each, **told).made for each in ("an inquest", "a claim"))
    office.do(holds.lift_hold, hold=first, because="the inquest is over")
    assert listed(office, state=RetentionState.HELD) == [person]
    office.do(holds.lift_hold, hold=second, because="the claim is settled")
    (row,) = office.ask(to_review, state=RetentionState.TO_REVIEW).rows
    assert (row.person_id, row.decision_id) == (person, None)
    was = office.get(RetentionDecision, proposed)
    assert (was.withdrawn_because, was.withdrawn_by_id) == (
        "A legal hold on these records was lifted: they are reviewed anew.", office.staff["DSO"],
    )  # fmt: skip
    with pytest.raises(Refused, match="was withdrawn on"):
        office.do_as("Service manager", deciding.approve_disposal, decision=proposed, because="looked")
    anew = office.do(deciding.propose_disposal, person=person, because="the claim was paid").made
    office.do_as("Service manager", deciding.approve_disposal, decision=anew, because="looked again")
    assert listed(office, state=RetentionState.APPROVED) == [person]


@pytest.mark.rule("RET-1", "RET-2")
def test_what_is_kept_on_stays_so_once_a_hold_is_lifted(office):
    person = cared_for(office, limit(office))
    until = london_day(office.now) + 9 * DAY
    office.do(deciding.keep_records, person=person, keep_until=until, because="a complaint is open")
    hold = office.do(holds.place_hold, person=person, asked_by="Legal services", because="a claim").made
    office.do(holds.lift_hold, hold=hold, because="the claim is settled")
    assert [each.keep_until for each in office.ask(to_review, state=RetentionState.KEPT).rows] == [until]


@pytest.mark.rule("RET-3")
def test_what_somebody_asks_for_is_no_approved_disposal_until_they_are_answered(office, tmp_path):
    person = cared_for(office, limit(office), family="Gill")
    made = office.do(deciding.propose_disposal, person=person, because="nothing is owed").made
    office.do_as("Service manager", deciding.approve_disposal, decision=made, because="looked through it")
    request = office.do(record_request, person=person, asked_by=AskedBy.PERSON).made
    assert listed(office, state=RetentionState.APPROVED) == []
    assert [each.state for each in office.ask(to_review, state=RetentionState.ASKED_FOR).rows] == [
        RetentionState.ASKED_FOR
    ]
    assert retention_list.write(office.work(), tmp_path / "list.xlsx", RetentionState.APPROVED) == 0
    (row,) = office.ask(requests)
    assert row.notes == (
        "Their disposal is approved: withdraw it, or see that nothing is destroyed before the answer.",
    )
    told = {"outcome": RequestOutcome.WITHDRAWN, "because": "they know it now"}
    office.do_as("Service manager", end_request, request=request, **told)
    assert listed(office, state=RetentionState.APPROVED) == [person]


def test_pages_follow_one_another_and_each_says_how_many_there_are(office):
    people = [cared_for(office, limit(office) - number * DAY) for number in range(3)]
    first = office.ask(to_review, most=2)
    rest = office.ask(to_review, most=2, first=2)
    assert [each.person_id for each in (*first.rows, *rest.rows)] == people[::-1]
    assert (first.of, rest.of, rest.first) == (3, 3, 2)


@pytest.mark.rule("RET-3")
def test_the_list_goes_out_as_a_workbook_noted_first(office, tmp_path):
    cared_for(office, limit(office))
    assert retention_list.write(office.work(), tmp_path / "list.xlsx") == 1
    assert (tmp_path / "list.xlsx").stat().st_size > 0
