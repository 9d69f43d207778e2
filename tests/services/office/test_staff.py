"""Who works here: added, put right, in another role from a day; and what is refused so that nobody is locked out."""

from datetime import timedelta
from functools import partial

import pytest

from app.door.errors import ChangedMeanwhile, Refused
from app.queries.office.choices import staff as choices
from app.queries.office.deciders import deciders
from app.queries.office.staff import Standing, members
from app.services.goals.ratings import rate
from app.services.office import days_on_staff, staff
from app.services.referrals import deciding as referrals
from models.staff import Staff
from models.values import Call, london_day
from models.vocabulary.goals import Letter
from models.vocabulary.staff import Role

DAY = timedelta(days=1)


def today(office):
    return london_day(office.now)


def added(office, name="Priya Nair", role=Role.CWC, **told):
    return office.do(staff.add_member, name=name, role=role, **told).made


def row(office, key):
    return next(each for each in office.ask(members).members if each.id == key)


def deed(office, what, key, **told):
    return office.do(what, member=key, seen=office.version(Staff, key), **told)


def offered(office):
    return {each.name for each in office.ask(choices)}


def corrected(office, key, **told):
    now = row(office, key)
    said = {"name": now.name, "team": now.team_id, "other_teams": now.other_teams, "telephone": now.telephone}
    return deed(office, staff.change_member, key, **said | {"trained_for_equipment": False} | told)


def test_somebody_new_is_offered_from_their_first_day_in_the_teams_they_work_in(office):
    north, south = office.teams["North"], office.teams["South"]
    key = added(office, "  Priya   Nair ", team=north, other_teams=(south, north), first_day=today(office) + DAY)
    found = row(office, key)
    assert (found.name, found.team, found.other_team_names) == ("Priya Nair", "North", ("South",))
    assert (found.standing, found.first_day, found.last_day) == (Standing.TO_COME, today(office) + DAY, None)
    assert "Priya Nair" not in offered(office)
    office.clock.advance(DAY)
    assert "Priya Nair" in offered(office)
    assert row(office, key).standing is Standing.HERE


@pytest.mark.parametrize("seat", ["CWC", "OT", "SW", "CCW", "Scheduler"])
def test_the_staff_is_kept_by_those_who_run_the_office(office, seat):
    with pytest.raises(Refused, match="is changed by a DSO, admin or the service manager"):
        office.do_as(seat, staff.add_member, name="Priya Nair", role=Role.CWC)
    with pytest.raises(Refused, match="is changed by a DSO"):
        office.do_as(seat, days_on_staff.leave_staff, member=office.staff["OT"], seen=1, last_day=today(office))


@pytest.mark.parametrize("said", ["cwc north", "CWC  North"])
def test_a_namesake_is_refused_and_told_how_to_be_told_apart(office, said):
    with pytest.raises(Refused, match=r"CWC North \(CWC, North\) is on record already.*Somebody else: add"):
        added(office, said)
    with pytest.raises(Refused, match="Give a name"):
        added(office, "  ")
    with pytest.raises(Refused, match="shorten it to 120"):
        added(office, "x" * 121)
    deed(office, days_on_staff.leave_staff, office.staff["CWC"], last_day=today(office) - DAY)
    with pytest.raises(Refused, match="let them come back"):
        added(office, said)


def test_a_mistyped_name_is_put_right_and_the_former_one_stays_readable(office):
    key = added(office, "Priya Naïr")
    corrected(office, key, name="Priya Nair", telephone=" 0114 496 0077 ", trained_for_equipment=True)
    found = row(office, key)
    assert (found.name, found.former_names, found.telephone) == ("Priya Nair", ("Priya Naïr",), "0114 496 0077")
    assert found.trained_for_equipment
    corrected(office, key)  # the same name again makes no former one
    assert row(office, key).former_names == ("Priya Naïr",)
    with pytest.raises(ChangedMeanwhile):
        office.do(staff.take_back_role, member=key, seen=1, change=key)


def test_teams_are_added_and_given_up_and_taken_up_again(office):
    key, (north, south) = added(office), (office.teams["North"], office.teams["South"])
    for wanted in ((north, south), (south,), (north, south)):
        corrected(office, key, team=office.teams["Interim"], other_teams=wanted)
        assert set(row(office, key).other_teams) == set(wanted)


@pytest.mark.rule("END-10")
def test_a_cwc_who_becomes_dso_decides_from_that_day(office):
    key = added(office)
    deed(office, staff.change_role, key, role=Role.DSO, from_day=today(office) + DAY, because="Promoted")
    referral = office.a_referral()
    accept = partial(office.do, referrals.accept, referral=referral, seen=1, decided_by=key)
    with pytest.raises(Refused, match="Priya Nair is on the staff as CWC"):
        accept()
    assert key not in [each for each, _ in office.ask(deciders).dsos]
    office.clock.advance(DAY)
    assert key in [each for each, _ in office.ask(deciders).dsos]
    accept()
    assert row(office, key).role is Role.DSO
    assert [(each.role, each.is_to_come) for each in row(office, key).roles] == [(Role.DSO, False)]


def test_a_change_of_role_that_is_to_come_is_taken_back_and_one_that_counts_is_not(office):
    key = added(office)
    with pytest.raises(Refused, match="That is their role already: CWC"):
        deed(office, staff.change_role, key, role=Role.CWC, from_day=today(office))
    deed(office, staff.change_role, key, role=Role.DSO, from_day=today(office) + DAY)
    (change,) = row(office, key).roles
    deed(office, staff.take_back_role, key, change=change.id)
    assert row(office, key).roles == ()
    with pytest.raises(Refused, match="taken back already"):
        deed(office, staff.take_back_role, key, change=change.id)
    deed(office, staff.change_role, key, role=Role.OT, from_day=today(office))
    (change,) = row(office, key).roles
    with pytest.raises(Refused, match="This change has counted since"):
        deed(office, staff.take_back_role, key, change=change.id)
    deed(office, staff.change_role, key, role=Role.SW, from_day=None)  # it was recorded wrongly all along
    assert (row(office, key).role, row(office, key).roles) == (Role.SW, ())
    with pytest.raises(Refused, match=r"is 60 days ahead\. Is that the day"):
        deed(office, staff.change_role, key, role=Role.OT, from_day=today(office) + 60 * DAY)


def test_nobody_leaves_or_changes_who_is_the_last_to_change_office_and_the_last_dso_is_asked_about(office):
    leave = partial(deed, office, days_on_staff.leave_staff, last_day=today(office))
    leave(office.staff["Interim DSO"])
    with pytest.raises(Refused, match="is the last DSO: after that nobody can accept") as asked:
        leave(office.staff["DSO"])
    assert asked.value.lacks[0].field == "last_is_meant"
    with pytest.raises(Refused, match="is the last DSO"):
        deed(office, staff.change_role, office.staff["DSO"], role=Role.OT, from_day=today(office) + DAY)
    leave(office.staff["Admin"])
    leave(office.staff["Service manager"])
    for meant in (False, True):
        with pytest.raises(Refused, match="is the last who may change what stands in Office"):
            leave(office.staff["DSO"], last_is_meant=meant)
    added(office, role=Role.ADMIN)
    leave(office.staff["DSO"], last_is_meant=True)


@pytest.mark.rule("IPAD-1")
def test_a_rating_by_hand_is_of_somebody_on_the_staff_that_day(office):
    episode = office.an_episode()
    goal = office.a_goal(episode)
    key = added(office, first_day=today(office))
    give = partial(office.do, rate, goal=goal, call=Call.MORNING, worker=key, seen=None, letter=Letter.P)
    with pytest.raises(Refused, match="Priya Nair isn't on the staff on"):
        give(day=today(office) - DAY)
    office.clock.advance(DAY)
    give(day=today(office) - DAY)
