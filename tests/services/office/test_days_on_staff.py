"""Leaving, staying after all, coming back and leave; a leaver is offered nowhere and keeps their history."""

from datetime import timedelta
from functools import partial

import pytest

from app.door.errors import Refused
from app.queries.office.choices import staff as choices
from app.queries.office.staff import Standing, members
from app.services.goals import goals
from app.services.meetings import meetings
from app.services.office import days_on_staff
from app.services.plans import support
from app.services.referrals import deciding as referrals
from models.rules.spells import Spell
from models.staff import Staff
from models.values import london_day
from models.vocabulary.meetings import MeetingKind

DAY = timedelta(days=1)


def today(office):
    return london_day(office.now)


def row(office, name):
    return next(each for each in office.ask(members).members if each.id == office.staff[name])


def deed(office, what, name, **told):
    key = office.staff[name]
    return office.do(what, member=key, seen=office.version(Staff, key), **told)


def offered(office):
    return {each.id for each in office.ask(choices)}


def test_a_leaving_ahead_is_said_moved_and_taken_back_while_it_is_to_come(office):
    last, here = today(office) + 2 * DAY, office.staff["OT"]
    deed(office, days_on_staff.leave_staff, "OT", last_day=last, because="Retires")
    found = row(office, "OT")
    assert (found.standing, found.last_day, found.because) == (Standing.HERE, last, "Retires")
    deed(office, days_on_staff.leave_staff, "OT", last_day=last + DAY)
    assert row(office, "OT").last_day == last + DAY
    deed(office, days_on_staff.stay, "OT")
    assert row(office, "OT").last_day is None
    with pytest.raises(Refused, match="Nobody said that OT North leaves"):
        deed(office, days_on_staff.stay, "OT")
    deed(office, days_on_staff.leave_staff, "OT", last_day=today(office))
    assert here in offered(office)  # her last day is hers
    office.clock.advance(DAY)
    assert here not in offered(office)
    with pytest.raises(Refused, match=r"OT North left on .*: let them come back from a day"):
        deed(office, days_on_staff.stay, "OT")


def test_who_comes_back_was_away_in_between(office):
    with pytest.raises(Refused, match="is on the staff on"):
        deed(office, days_on_staff.come_back, "OT", first_day=today(office))
    deed(office, days_on_staff.leave_staff, "OT", last_day=today(office) - 10 * DAY)
    with pytest.raises(Refused, match="choose a day after they left"):
        deed(office, days_on_staff.come_back, "OT", first_day=today(office) - 10 * DAY)
    deed(office, days_on_staff.come_back, "OT", first_day=today(office) + DAY)
    found = row(office, "OT")
    assert (found.standing, found.first_day) == (Standing.TO_COME, today(office) + DAY)
    assert found.earlier == (Spell(None, today(office) - 10 * DAY),)
    with pytest.raises(Refused, match="was on the staff before"):
        deed(office, days_on_staff.begin_on, "OT", first_day=today(office) - 10 * DAY)
    deed(office, days_on_staff.begin_on, "OT", first_day=today(office) - 9 * DAY)
    assert row(office, "OT").standing is Standing.HERE


def test_who_was_archived_before_there_were_days_is_a_leaver_and_can_come_back(office):
    with office.database.writing() as session:
        session.get_one(Staff, office.staff["OT"]).archived_at = office.now - 3 * DAY
    assert row(office, "OT").standing is Standing.LEFT
    deed(office, days_on_staff.come_back, "OT", first_day=today(office))
    found = row(office, "OT")
    assert (found.standing, found.earlier) == (Standing.HERE, (Spell(None, today(office) - 3 * DAY),))


def test_a_first_day_is_before_the_last_one_and_a_mistyped_last_day_is_asked_about(office):
    deed(office, days_on_staff.leave_staff, "OT", last_day=today(office))
    with pytest.raises(Refused, match="their first day is before that"):
        deed(office, days_on_staff.begin_on, "OT", first_day=today(office) + DAY)
    with pytest.raises(Refused, match="Is that the day that is meant"):
        deed(office, days_on_staff.leave_staff, "SW", last_day=today(office) + 400 * DAY)
    deed(office, days_on_staff.leave_staff, "SW", last_day=today(office) + 400 * DAY, day_is_meant=True)
    deed(office, days_on_staff.begin_on, "CCW", first_day=today(office))
    with pytest.raises(Refused, match="CCW North isn't on the staff on"):
        deed(office, days_on_staff.leave_staff, "CCW", last_day=today(office) - DAY)


@pytest.mark.rule("DAY-4")
def test_leave_is_recorded_changed_and_taken_back_and_two_never_share_a_day(office):
    first, last = today(office), today(office) + 5 * DAY
    deed(office, days_on_staff.record_leave, "OT", first_day=first, last_day=last)
    found = row(office, "OT")
    assert found.is_on_leave
    assert office.staff["OT"] in offered(office)  # on leave is on the staff
    for again in ({"first_day": last}, {"first_day": first - 3 * DAY, "last_day": first}):
        with pytest.raises(Refused, match="OT North is on leave from"):
            deed(office, days_on_staff.record_leave, "OT", **again)
    with pytest.raises(Refused, match="before it begins"):
        deed(office, days_on_staff.record_leave, "OT", first_day=last + 3 * DAY, last_day=last + 2 * DAY)
    (leave,) = found.leave
    deed(office, days_on_staff.change_leave, "OT", leave=leave.id, first_day=first, last_day=None)
    assert row(office, "OT").leave[0].last_day is None
    deed(office, days_on_staff.take_back_leave, "OT", leave=leave.id)
    assert not row(office, "OT").leave
    with pytest.raises(Refused, match="taken back already"):
        deed(office, days_on_staff.change_leave, "OT", leave=leave.id, first_day=first, last_day=None)
    deed(office, days_on_staff.leave_staff, "OT", last_day=today(office))
    with pytest.raises(Refused, match="isn't on the staff on"):
        deed(office, days_on_staff.record_leave, "OT", first_day=last)


def test_nothing_is_recorded_at_the_seat_of_a_leaver_or_before_somebody_begins(sqlite_office):
    office = sqlite_office
    deed(office, days_on_staff.begin_on, "OT", first_day=today(office) + DAY)
    say = partial(office.do_as, "OT", goals.set_goal, episode=office.an_episode(), statement="Walk")
    with pytest.raises(Refused, match=r"OT North sits here and isn't on the staff on .*: choose who is at this desk"):
        say()
    office.clock.advance(DAY)
    say()


def test_a_leaver_is_given_nothing(office):
    episode, referral = office.an_episode(), office.a_referral()
    for name in ("OT", "Interim DSO", "CWC"):
        deed(office, days_on_staff.leave_staff, name, last_day=today(office) - DAY)
    ot, dso, cwc = (office.staff[name] for name in ("OT", "Interim DSO", "CWC"))
    meeting = office.do(meetings.open_meeting, team=office.teams["North"], kind=MeetingKind.WEEKLY).made
    action = {"meeting": meeting, "what": "Ring", "due": today(office)}
    given = (
        partial(goals.set_goal, episode=episode, statement="Walk", set_by=ot),
        partial(goals.agree_goal_setter, episode=episode, seen=1, setter=ot),
        partial(meetings.attend, meeting=meeting, staff=cwc, seen=None),
        partial(meetings.assign_action, **action, owner=cwc),
        partial(support.record_equipment, episode=episode, what="Rail", assessed_by=ot),
        partial(support.record_specialist_intervention, episode=episode, what="Stairs", by=ot),
        partial(referrals.accept, referral=referral, seen=1, decided_by=dso),
    )
    for each in given:
        with pytest.raises(Refused, match="isn't on the staff on"):
            office.do(each)
    support_at = partial(support.record_equipment, episode=episode, what="Rail", assessed_by=ot)
    office.do(support_at, ordered_at=office.now - DAY)  # she was there when it was ordered
