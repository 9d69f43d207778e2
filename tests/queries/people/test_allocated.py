"""The allocated worker stands above the tabs of their person, marked where they aren't there today (DAY-4)."""

from datetime import timedelta

import pytest

from app.queries.people.caseload import person_header
from app.services.owners import changing
from models.episodes import Episode
from models.staff import Staff, StaffLeave
from models.vocabulary.closure import EndReason
from models.vocabulary.owners import OwnerOf

DAY = timedelta(days=1)
pytestmark = pytest.mark.rule("DAY-4")


def allocated(office, episode):
    return office.ask(person_header, person=office.get(Episode, episode).person_id).allocated


def name(office, episode, days):
    office.do(
        changing.change_owner, episode=episode, what=OwnerOf.ALLOCATED_WORKER, now=None, staff=office.staff["CWC"],
        because="Knows her", from_day=office.now.date() + days * DAY,
    )  # fmt: skip


def test_from_their_first_day_until_the_service_ends_the_allocated_worker_is_named(office, count_statements):
    episode = office.an_episode()
    assert allocated(office, episode) == ""
    name(office, episode, 1)
    assert allocated(office, episode) == ""
    office.clock.advance(DAY)
    assert allocated(office, episode) == "CWC North"
    person = office.get(Episode, episode).person_id
    statements = count_statements(office.database)
    office.ask(person_header, person=person)
    assert len([each for each in statements if each != "BEGIN"]) == 1
    with office.database.writing() as session:
        held = session.get_one(Episode, episode)
        held.ended_at, held.end_decided_at, held.end_reason = office.now, office.now, EndReason.GOALS_ACHIEVED
    assert allocated(office, episode) == ""


def test_who_is_on_leave_or_has_left_is_marked(office):
    episode, today = office.an_episode(), office.now.date()
    name(office, episode, 0)
    office.store(StaffLeave(staff_id=office.staff["CWC"], first_day=today, last_day=today))
    assert allocated(office, episode) == "CWC North, on leave until Fri 20 Nov"
    with office.database.writing() as session:
        session.get_one(Staff, office.staff["CWC"]).archived_at = office.now - DAY
    assert allocated(office, episode) == "CWC North, who has left"
