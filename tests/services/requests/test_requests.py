"""Subject access requests: from what came to what left, and what refuses; each office its own."""

from datetime import datetime, timedelta

import pytest

from app.door.errors import Refused
from app.papers.subject_access import subject_access_json
from app.queries.history.changes import history
from app.queries.requests.requests import requests
from app.queries.today.prompts import today
from app.services.requests import answering, receiving
from models.people import Person
from models.requests import AccessRequest
from models.values import london_day
from models.vocabulary.requests import (
    AccessCheckKind,
    AskedBy,
    Authority,
    ReleasedHow,
    RequestOutcome,
    RequestState,
)

pytestmark = pytest.mark.rule("SAR-2")
DAY = timedelta(days=1)


@pytest.fixture
def person(office):
    return office.a_person(given="Jo", family="Gill")


@pytest.fixture
def request_of(office, person):
    return lambda **told: (
        office.do(receiving.record_request, **{"person": person, "asked_by": AskedBy.PERSON} | told).made
    )


def row(office, *, ended=False):
    (found,) = office.ask(requests, ended=ended)
    return found


def looked_through(office, key):
    for each in AccessCheckKind:
        office.do_as("Service manager", answering.look_through, request=key, what=each, found="nothing")


def test_a_request_goes_from_its_evidence_to_its_release(office, request_of):
    key = request_of(asked_by=AskedBy.ANOTHER, asker="Ann Gill, daughter", handler=office.staff["DSO"])
    office.do(receiving.ask_for_evidence, request=key)
    assert (row(office).state, row(office).due_on) == (RequestState.EVIDENCE, None)
    told = {"evidence": "a registered power and a driving licence", "authority": Authority.ATTORNEY}
    office.do(receiving.record_evidence, request=key, **told)
    told = row(office)
    assert (told.state, told.evidence_seen_by, told.handler) == (RequestState.CHECKS, "DSO North", "DSO North")
    looked_through(office, key)
    office.do(receiving.name_handler, request=key, handler=office.staff["Service manager"])
    assert (row(office).state, row(office).handler) == (RequestState.COPY, "Service manager North")
    office.do_as("Service manager", answering.record_copy, request=key)
    office.do_as("Service manager", answering.release, request=key, given_to="Ann Gill", given_how=ReleasedHow.POST)
    assert office.ask(requests) == ()
    told = row(office, ended=True)
    assert (told.state, told.outcome, told.given_to) == (RequestState.CLOSED, RequestOutcome.RELEASED, "Ann Gill")
    with pytest.raises(Refused, match="record a new one"):
        office.do_as("Service manager", answering.record_copy, request=key)


@pytest.mark.parametrize("made_at", ["2026-10-24T22:59Z", "2026-10-24T23:01Z", "2026-10-25T23:59Z"])
def test_a_copy_is_given_from_the_day_on_which_it_was_made_here(office, request_of, made_at):
    moment = datetime.fromisoformat(made_at)
    office.clock.advance(moment - office.now)
    key = request_of(received_on=london_day(moment) - 3 * DAY)
    looked_through(office, key)
    office.do_as("Service manager", answering.record_copy, request=key)
    given = {"request": key, "given_to": "Jo Gill", "given_how": ReleasedHow.POST}
    with pytest.raises(Refused, match="it can't have left before"):
        office.do_as("Service manager", answering.release, **given, given_on=london_day(moment) - DAY)
    office.do_as("Service manager", answering.release, **given, given_on=london_day(moment))
    assert row(office, ended=True).ended_on == london_day(moment)


def test_what_was_looked_at_is_said_anew_and_not_twice(office, request_of):
    key = request_of()
    for found in ("nothing", "a neighbour's number, struck out"):
        office.do_as("Service manager", answering.look_through, request=key, what=AccessCheckKind.OTHERS, found=found)
    (first, *rest) = row(office).checks
    assert (first.what, first.found, first.by) == (
        AccessCheckKind.OTHERS, "a neighbour's number, struck out", "Service manager North",
    )  # fmt: skip
    assert [each.at for each in rest] == [None] * 4


def test_a_release_names_everything_that_is_missing(office, request_of):
    key = request_of()
    with pytest.raises(Refused) as refused:
        office.do_as("Service manager", answering.release, request=key, given_to="", given_how=None)
    assert len(refused.value.lacks) == 4
    assert row(office).outcome is None


@pytest.mark.rule("SAR-1")
def test_a_longer_time_is_recorded_with_when_it_was_told_and_why(office, request_of):
    key = request_of(received_on=london_day(office.now) - 20 * DAY)
    first = row(office).due_on
    with pytest.raises(Refused, match="Say why the request is complex"):
        office.do(receiving.extend_request, request=key, because="")
    office.do(receiving.extend_request, request=key, because="Four episodes, and files of two teams")
    assert row(office).due_on > first + 50 * DAY
    assert row(office).extended_on == london_day(office.now)


@pytest.mark.rule("SAR-1")
def test_what_was_seen_is_said_anew_and_the_last_day_stays(office, request_of):
    key = request_of(received_on=london_day(office.now) - 60 * DAY)
    came = london_day(office.now) - 60 * DAY
    office.do(receiving.ask_for_evidence, request=key, asked_on=came)
    office.do(receiving.record_evidence, request=key, evidence="a passport", seen_on=came + DAY)
    due = row(office).due_on
    assert due < london_day(office.now)
    with pytest.raises(Refused, match="from when time runs"):
        office.do(receiving.record_evidence, request=key, evidence="a passport again")
    office.do(receiving.record_evidence, request=key, evidence="a passport and a letter", seen_on=came + DAY)
    assert (row(office).due_on, row(office).evidence) == (due, "a passport and a letter")


@pytest.mark.rule("SAR-1")
def test_today_says_it_as_the_last_day_nears_to_whoever_answers_it(office, request_of, person):
    request_of(handler=office.staff["DSO"], received_on=london_day(office.now) - 5 * DAY)
    shown = [each for each in office.ask(today) if each.rule.startswith("SAR")]
    assert shown == []
    office.clock.advance(20 * DAY)
    (line,) = [each for each in office.ask(today) if each.rule.startswith("SAR")]
    assert (line.person_id, line.field) == (person, "subject_access.release")


@pytest.mark.rule("SAR-3")
def test_a_request_about_somebody_who_died_is_handed_on(office, request_of, person):
    key = request_of(asked_by=AskedBy.ANOTHER, asker="Ann Gill")
    with office.database.writing() as session:
        session.get_one(Person, person).death_reported_at = office.now
    told = row(office)
    assert (told.state, told.mark) == (RequestState.DEAD, "reported to have died")
    assert "Access to Health Records Act 1990" in told.notes[0]
    (line,) = [each for each in office.ask(today) if each.rule == "SAR-3"]
    assert line.field == "subject_access.end"
    with pytest.raises(Refused, match="no right to what is kept about somebody who died"):
        office.do_as("Service manager", answering.release, request=key, given_to="Ann Gill", given_how=ReleasedHow.HAND)
    told = {"outcome": RequestOutcome.HANDED_ON, "because": "She died", "given_to": "Information governance"}
    office.do_as("Service manager", answering.end_request, request=key, **told)
    assert row(office, ended=True).outcome is RequestOutcome.HANDED_ON


def test_a_refusal_says_why_and_that_they_were_told_of_their_rights(office, request_of):
    key = request_of()
    refused = {"request": key, "outcome": RequestOutcome.REFUSED, "because": "The same as last week, unchanged"}
    with pytest.raises(Refused, match="complain to the ICO"):
        office.do_as("Service manager", answering.end_request, **refused)
    office.do_as("Service manager", answering.end_request, **refused, told_rights=True)
    assert row(office, ended=True).because == "The same as last week, unchanged"


def test_requests_are_recorded_by_the_office_and_answered_by_the_service_manager(office, request_of, person):
    with pytest.raises(Refused, match="a DSO, admin or the service manager"):
        office.do_as("SW", receiving.record_request, person=person, asked_by=AskedBy.PERSON)
    key = request_of()
    with pytest.raises(Refused, match="Everything known about somebody is put together by"):
        office.do_as("SW", answering.record_copy, request=key)


def test_two_desks_do_not_answer_one_request_twice(office, request_of):
    key = request_of()
    seen = office.version(AccessRequest, key)
    office.do_as("Service manager", answering.record_copy, request=key, seen=seen)
    with pytest.raises(Refused, match="changed"):
        office.do(receiving.ask_for_evidence, request=key, seen=seen)


@pytest.mark.rule("SAR-1")
def test_the_request_is_itself_in_what_is_told_about_the_person(office, request_of, person):
    request_of(wanted="Everything since 2020")
    told = office.work("Service manager").read(subject_access_json, person=person).decode()
    assert "Everything since 2020" in told
    said = [each.said for each in office.ask(history, about=person).rows]
    assert any("a subject access request" in each for each in said)
