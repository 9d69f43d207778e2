"""Every list that shows somebody who died marks it; the lists of what lies ahead of them leave them out (END-6)."""

from datetime import timedelta

import pytest

from app.commands.texts import queue_lines
from app.exchange.tracker.page import tracker_page
from app.queries.capacity.outlook import capacity_outlook
from app.queries.meetings.agenda import agenda
from app.queries.people.caseload import PersonSign, caseload
from app.queries.people.continuity import everybody_in_service
from app.queries.people.search import search
from app.queries.referrals.queue import queue
from app.queries.today.away import changed_since
from app.queries.today.page import today_page
from app.queries.today.prompts import today
from app.services.closure import deaths
from app.services.tracker.send_and_read_back import Mark, record_marks
from models.people import Concern, Person
from models.tracker import TrackerChange
from models.vocabulary.meetings import MeetingKind
from models.vocabulary.tracker import CclMark

DAY = timedelta(days=1)


@pytest.fixture
def gone(office):
    """Somebody in the fifth week of support, who waits for more calls, with a concern that nobody was told of."""
    person = office.a_person(family="Ash")
    office.an_episode(person=person, started_at=office.now - 36 * DAY)
    office.a_referral(person=person)
    office.store(Concern(person_id=person, raised_at=office.now, raised_by_id=office.staff["CWC"], what="bruise"))
    return person


def report(office, person, deed=deaths.report_death, **known):
    office.do(deed, person=person, seen=office.version(Person, person), **known)


def weekly(office):
    return office.ask(agenda, team=office.teams["North"], kind=MeetingKind.WEEKLY)


@pytest.mark.rule("END-6")
def test_the_lists_of_people_mark_a_death(office, gone):
    before = office.now
    office.clock.advance(DAY)
    assert [(each.state, each.death) for each in office.ask(search, text="ash")] == [("In service", "")]
    report(office, gone)
    assert [each.state for each in office.ask(search, text="ash")] == ["Reported to have died, in service"]
    assert office.ask(caseload)[0].next_sign.kind is PersonSign.DIED
    [row] = office.ask(queue)
    assert row.death_reported
    assert "Ash, reported to have died" in queue_lines([row])[0]
    assert [each.has_died for each in office.ask(everybody_in_service)] == [True]
    assert [each.death_reported for each in weekly(office).people] == [True]
    assert [each.death for each in office.ask(changed_since, since=before).rows] == ["reported to have died"]
    report(office, gone, deaths.confirm_death, died_on=office.now.date())
    assert [each.state for each in office.ask(search, text="ash")] == ["Died, in service"]


@pytest.mark.rule("END-6")
def test_what_comes_back_and_the_people_of_the_tracker_mark_it(office, gone):
    report(office, gone)
    [north] = office.ask(capacity_outlook, team=office.teams["North"])
    assert {each.marked_person for each in north.back} == {"Jean Ash, reported to have died"}
    [row] = office.ask(tracker_page, file_name="tracker.xlsx", program="Homeward").people
    assert (row.deadline, row.deadline_about) == (None, "Reported to have died: no visits")


@pytest.mark.rule("END-6", "DAY-1")
def test_today_marks_what_is_still_owed_and_says_nothing_of_what_lies_ahead(office, gone):
    report(office, gone)
    page = office.ask(today_page)
    assert (page.waiting, page.starting) == ((), ())
    assert all("died" in each.sentence for each in page.prompts)
    assert {each.rule for each in page.prompts} == {"END-6", "END-8", "DAY-1"}


@pytest.mark.rule("END-6", "REF-12")
def test_what_scheduling_asks_about_stopping_the_visits_is_still_answered(office, gone):
    report(office, gone)
    office.send_tracker()
    with office.database.reading() as session:
        [row] = session.query(TrackerChange).all()
    office.do(record_marks, marks=[Mark(row.number, CclMark.QUERY, "Zoe", None, "from which call?")])
    asked = [each.sentence for each in office.ask(today) if each.rule == "REF-12"]
    assert len(asked) == 1
    assert "from which call?" in asked[0]
    assert "(reported to have died)" in asked[0]
