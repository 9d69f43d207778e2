"""A move to another team passes its hours there, counts in capacity from its day, and is told (DAY-4, REF-15)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.door.errors import Refused
from app.services.closure import ending
from app.services.episodes.week import versions_of
from app.services.owners import changing, moving
from app.services.owners.now import team_of, team_of_referral
from app.services.plans import versions
from app.services.referrals import holding
from models.capacity import team_hours
from models.episodes import Episode
from models.owners_of_days import patch_of_day
from models.people import Person
from models.referrals import Referral
from models.staff import Staff
from models.teams import Team
from models.tracker import TrackerChange
from models.vocabulary.closure import EndReason
from models.vocabulary.staff import Role, TeamKind
from models.vocabulary.tracker import TrackerChangeKind
from tests.builders import visit

A_DAY = timedelta(days=1)
A_WEEK = 7 * 30  # worker minutes of the builders' plan


def today_of(office):
    return office.now.date()


def loads(office, day):
    with office.database.reading() as session:
        return {each.name: each.load for each in team_hours(session, office.id, day)}


def told(office, kind=TrackerChangeKind.TEAM_CHANGED):
    with office.database.reading() as session:
        found = session.scalars(select(TrackerChange).where(TrackerChange.kind == kind).order_by(TrackerChange.number))
        return tuple(found)


def narrow(office, minutes):
    """South has so many minutes a week."""
    with office.database.writing() as session:
        session.get_one(Team, office.teams["South"]).worker_minutes_a_week = minutes


def move(office, *episodes, **values):
    told = {"team": office.teams["South"], "because": "The patch went to South"} | values
    return office.do(moving.move_team, episodes=episodes, **told)


@pytest.mark.rule("DAY-4", "REF-15")
def test_hours_go_from_team_to_team_on_the_day_of_the_move(office):
    episode, monday = office.an_episode(), today_of(office) + timedelta(days=3)
    move(office, episode, from_day=monday)
    before, after = loads(office, monday - A_DAY), loads(office, monday)
    assert (before["North"].in_use, before["South"].in_use) == (A_WEEK, 0)
    assert (after["North"].in_use, after["South"].in_use) == (0, A_WEEK)
    assert before["South"].free == before["South"].limit - A_WEEK
    assert before["South"].weakest[1] == monday
    assert office.ask(team_of, episode, monday - A_DAY) == office.teams["North"]
    assert office.ask(team_of, episode, monday) == office.teams["South"]


@pytest.mark.rule("DAY-4", "REF-15")
def test_a_move_passes_the_hours_of_the_other_team_for_all_of_them_together(office):
    first, second = office.an_episode(), office.an_episode()
    narrow(office, 2 * A_WEEK - 1)
    with pytest.raises(Refused, match="are free"):
        move(office, first, second)
    assert office.ask(team_of, first) == office.teams["North"]
    narrow(office, 2 * A_WEEK)
    move(office, first, second)
    assert loads(office, today_of(office))["South"].free == 0


@pytest.mark.rule("DAY-4", "REF-15", "PSP-2")
def test_a_plan_that_grows_after_the_move_weighs_in_the_team_of_its_day(office):
    episode = office.an_episode()
    grows, monday = office.now + timedelta(days=6), today_of(office) + timedelta(days=3)
    office.a_plan(episode, visit(minutes=60), number=2, effective_from=grows)
    narrow(office, 2 * A_WEEK - 1)
    with pytest.raises(Refused, match="are free"):
        move(office, episode, from_day=monday)
    narrow(office, 2 * A_WEEK)
    move(office, episode, from_day=monday)
    now = loads(office, today_of(office))
    assert now["South"].free == 0
    assert now["South"].weakest[1] == grows.date()
    assert now["North"].free == now["North"].limit - A_WEEK
    assert loads(office, grows.date())["South"].in_use == 2 * A_WEEK


@pytest.mark.rule("DAY-4")
def test_scheduling_hears_the_teams_the_day_and_why_and_not_of_what_was_taken_back_in_time(office):
    episode, monday = office.an_episode(), today_of(office) + timedelta(days=3)
    move(office, episode, from_day=monday)
    (row,) = told(office)
    assert (row.from_team, row.to_team, row.reason) == ("North", "South", "The patch went to South")
    assert (row.visits_a_week, row.effective_at.date()) == (7, monday)
    change = office.ask(lambda turn: newest(turn, episode))
    office.do(changing.take_back_change, change=change, because="North keeps it")
    (row,) = told(office)
    assert row.withdrawn_at is not None
    assert office.ask(team_of, episode, monday) == office.teams["North"]


@pytest.mark.rule("DAY-4")
def test_what_scheduling_heard_is_retracted(office):
    episode = office.an_episode()
    move(office, episode, from_day=today_of(office) + A_DAY)
    office.send_tracker()
    office.do(
        changing.take_back_change, change=office.ask(lambda turn: newest(turn, episode)), because="North keeps it"
    )
    (row,), (retracted,) = told(office), told(office, TrackerChangeKind.RETRACTED)
    assert (retracted.retracts_id, retracted.to_team) == (row.id, "North")


@pytest.mark.rule("DAY-4", "REF-15")
def test_a_move_isnt_taken_back_where_its_old_hours_are_given_away_by_now(office):
    episode = office.an_episode()
    move(office, episode, from_day=today_of(office) + A_DAY)
    with office.database.writing() as session:
        session.get_one(Team, office.teams["North"]).worker_minutes_a_week = A_WEEK - 1
    with pytest.raises(Refused, match="are free"):
        office.do(changing.take_back_change, change=office.ask(lambda turn: newest(turn, episode)), because="No")


@pytest.mark.rule("DAY-4", "END-1")
def test_a_move_to_come_goes_with_the_end_of_the_service(office):
    episode = office.an_episode()
    move(office, episode, from_day=today_of(office) + timedelta(days=5))
    office.do(ending.end, episode=episode, reason=EndReason.GOALS_ACHIEVED, ends_at=office.now)
    (row,) = told(office)
    assert row.withdrawn_at is not None


@pytest.mark.rule("DAY-4", "INT-7")
def test_interim_support_by_a_team_is_reached_by_a_hand_over_alone(office):
    episode = office.an_episode()
    with pytest.raises(Refused, match="is a hand-over"):
        move(office, episode, team=office.teams["Interim"])
    with pytest.raises(Refused, match="nothing would change"):
        move(office, episode, team=office.teams["North"])
    with pytest.raises(Refused, match="Choose at least one"):
        move(office)


@pytest.mark.rule("DAY-4")
def test_the_dso_there_takes_them_on_from_the_same_day(office):
    tom = Staff(name="Tom", role=Role.DSO, team_id=office.teams["South"])
    office.store(tom)
    episode, monday = office.an_episode(), today_of(office) + timedelta(days=3)
    move(office, episode, from_day=monday, dso=tom.id)
    assert office.ask(lambda turn: changing.owners_of(turn, episode, monday)).dso == tom.id
    assert office.ask(lambda turn: changing.owners_of(turn, episode)).dso == office.staff["DSO"]


@pytest.mark.rule("DAY-4", "REF-13", "REF-15")
def test_a_referral_moves_while_no_hours_are_held_and_is_held_by_the_team_of_the_day(office):
    referral = office.a_referral(accepted_at=office.now, accepted_by_id=office.staff["DSO"])
    held = office.do(holding.hold_capacity, referral=referral, seen=office.version(Referral, referral)).made
    assert held
    with pytest.raises(Refused, match="give them back first"):
        office.do(moving.move_team, referrals=[referral], team=office.teams["South"], because="Room there")
    office.do(holding.give_back, referral=referral, seen=office.version(Referral, referral))
    with pytest.raises(Refused, match="short-term team"):
        office.do(moving.move_team, referrals=[referral], team=office.teams["Interim"], because="Room there")
    office.do(moving.move_team, referrals=[referral], team=office.teams["South"], because="Room there")
    assert office.ask(team_of_referral, referral) == office.teams["South"]
    assert told(office) == ()
    office.do(holding.hold_capacity, referral=referral, seen=office.version(Referral, referral))
    now = loads(office, today_of(office))
    assert (now["North"].held, now["South"].held) == (0, A_WEEK)


@pytest.mark.rule("DAY-4", "REF-15")
def test_no_hours_are_held_in_a_team_that_a_referral_is_about_to_leave(office):
    referral = office.a_referral(accepted_at=office.now, accepted_by_id=office.staff["DSO"])
    day = today_of(office) + A_DAY
    office.do(moving.move_team, referrals=[referral], team=office.teams["South"], because="Room", from_day=day)
    with pytest.raises(Refused, match="moves to another team"):
        office.do(holding.hold_capacity, referral=referral, seen=office.version(Referral, referral))
    office.clock.advance(A_DAY)
    office.do(holding.hold_capacity, referral=referral, seen=office.version(Referral, referral))
    assert loads(office, day)["South"].held == A_WEEK


@pytest.mark.rule("DAY-4")
def test_a_patch_boundary_moves_for_many_from_a_day(office):
    people = [office.get(Episode, office.an_episode()).person_id, office.get(Referral, office.a_referral()).person_id]
    day = today_of(office) + timedelta(days=10)
    office.do(moving.move_patch, people=people, patch=office.patches["Bakewell"], because="New boundary", from_day=day)
    for person in people:
        lives_in = [
            office.ask(lambda turn, on=on: turn.session.scalar(select(patch_of_day(on)).where(Person.id == person)))  # noqa: B023
            for on in (day - A_DAY, day)
        ]
        assert lives_in == [office.patches["Matlock"], office.patches["Bakewell"]]


def newest(turn, episode):
    """The change of this episode that was made last."""
    changes = changing.standing_changes(turn, changing.OwnerOf.TEAM, episode, "episode_id")
    return changes[-1].id


def grow(turn, episode, minutes, at):
    agreed = versions.Agreed(dso=True, scheduling_at=turn.moment)
    (now,) = versions_of(turn, episode)
    return versions.new_version(
        turn, episode=episode, based_on=now.id, week=(visit(minutes=minutes),), because="Weaker", agreed=agreed,
        effective_from=at,
    )  # fmt: skip


@pytest.mark.rule("DAY-4", "REF-15", "PSP-3")
def test_more_support_needs_hours_in_every_team_in_which_it_will_be_given(office):
    episode = office.an_episode()
    move(office, episode, from_day=today_of(office) + timedelta(days=3))
    narrow(office, 2 * A_WEEK - 1)
    with pytest.raises(Refused, match="are free"):
        office.do(grow, episode, 60, office.now)
    narrow(office, 2 * A_WEEK)
    office.do(grow, episode, 60, office.now)
    assert loads(office, today_of(office))["South"].weakest == (0, today_of(office) + timedelta(days=3))


@pytest.mark.rule("DAY-4", "REF-15")
def test_of_two_moves_on_one_day_the_earlier_counts_again_when_the_newer_is_taken_back(office):
    with office.database.writing() as session:
        west = Team(
            office_id=office.id, name="West", kind=TeamKind.SHORT_TERM, worker_minutes_a_week=A_WEEK, telephone="1"
        )
        session.add(west)
        session.flush()
        office.teams["West"] = west.id
    episode, monday = office.an_episode(), today_of(office) + timedelta(days=3)
    move(office, episode, from_day=monday)
    move(office, episode, from_day=monday, team=office.teams["West"])
    narrow(office, A_WEEK - 1)
    newer = office.ask(lambda turn: newest(turn, episode))
    with pytest.raises(Refused, match="are free"):
        office.do(changing.take_back_change, change=newer, because="No")
    narrow(office, A_WEEK)
    office.do(changing.take_back_change, change=newer, because="No")
    assert office.ask(team_of, episode, monday) == office.teams["South"]
    assert [(row.from_team, row.to_team) for row in told(office) if row.withdrawn_at is None] == [("North", "South")]


@pytest.mark.rule("DAY-4")
def test_scheduling_isnt_told_of_a_move_from_a_team_to_itself(office):
    episode, monday = office.an_episode(), today_of(office) + timedelta(days=3)
    move(office, episode, from_day=monday)
    move(office, episode, from_day=monday, team=office.teams["North"])
    assert [row.to_team for row in told(office) if row.withdrawn_at is None] == []
    assert office.ask(team_of, episode, monday) == office.teams["North"]
