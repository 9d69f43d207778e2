"""An episode's owners change from a day: to whom, when, and what a desk that saw another is told (DAY-4)."""

from datetime import date, timedelta
from functools import partial

import pytest

from app.door.errors import ChangedMeanwhile, Refused
from app.queries.owners.of_somebody import what_somebody_owns
from app.services.goals import goals
from app.services.office.policy import set_policy
from app.services.owners import changing, handing_on
from app.services.owners.now import owners_of
from models.episodes import Episode
from models.staff import Staff
from models.vocabulary.owners import OwnerOf
from models.vocabulary.staff import Role

A_DAY = timedelta(days=1)


@pytest.fixture
def tom(office):
    """A second DSO."""
    return hired(office, "Tom")


def hired(office, name, role=Role.DSO, **values):
    record = Staff(name=name, role=role, team_id=office.teams["South"], **values)
    office.store(record)
    return record.id


def today_of(office):
    return office.ask(lambda turn: turn.day)


def dso_on(office, episode, day):
    return office.ask(lambda turn: owners_of(turn, episode, day)).dso


def hand(office, episode, staff, **values):
    told = {"what": OwnerOf.DSO, "now": office.staff["DSO"], "because": "Leave"} | values
    return office.do(changing.change_owner, episode=episode, staff=staff, **told)


@pytest.mark.rule("DAY-4")
def test_it_counts_from_midnight_of_its_day_and_the_first_owner_has_it_until_then(office, tom):
    episode, monday = office.an_episode(), today_of(office) + timedelta(days=3)
    hand(office, episode, tom, from_day=monday)
    assert dso_on(office, episode, monday - A_DAY) == office.staff["DSO"]
    assert dso_on(office, episode, monday) == dso_on(office, episode, monday + timedelta(days=400)) == tom
    assert office.get(Episode, episode).dso_id == office.staff["DSO"]


@pytest.mark.rule("DAY-4")
def test_of_two_with_one_day_the_newer_counts(office, tom):
    episode, day = office.an_episode(), today_of(office) + A_DAY
    hand(office, episode, tom, from_day=day)
    hand(office, episode, office.staff["Interim DSO"], from_day=day, because="Tom is away too")
    assert dso_on(office, episode, day) == office.staff["Interim DSO"]


@pytest.mark.rule("DAY-4")
def test_one_to_come_is_taken_back_with_a_reason_before_its_day_and_once(office, tom):
    episode, day = office.an_episode(), today_of(office) + A_DAY
    made = hand(office, episode, tom, from_day=day).made
    with pytest.raises(Refused, match="Say why"):
        office.do(changing.take_back_change, change=made, because=" ")
    office.do(changing.take_back_change, change=made, because="He stays after all")
    assert dso_on(office, episode, day) == office.staff["DSO"]
    with pytest.raises(Refused, match="already"):
        office.do(changing.take_back_change, change=made, because="He stays after all")
    made = hand(office, episode, tom).made
    with pytest.raises(Refused, match="hand it on anew"):
        office.do(changing.take_back_change, change=made, because="No")


@pytest.mark.rule("DAY-4")
def test_the_days_that_are_refused_and_those_that_are_asked_about(office, tom):
    started = today_of(office) - timedelta(days=2)
    episode = office.an_episode()
    with pytest.raises(Refused, match="It began on"):
        hand(office, episode, tom, from_day=started - A_DAY, day_is_meant=True)
    with pytest.raises(Refused, match="Is that the day that is meant"):
        hand(office, episode, tom, from_day=started)
    hand(office, episode, tom, from_day=started, day_is_meant=True)
    assert dso_on(office, episode, started) == tom
    far = today_of(office) + timedelta(days=43)
    with pytest.raises(Refused, match="ahead"):
        hand(office, episode, office.staff["Interim DSO"], now=tom, from_day=far)
    hand(office, episode, office.staff["Interim DSO"], now=tom, from_day=far - A_DAY)


@pytest.mark.rule("DAY-4")
def test_an_earlier_day_than_one_to_come_asks_whether_that_still_stands(office, tom):
    episode, day = office.an_episode(), today_of(office) + timedelta(days=5)
    hand(office, episode, tom, from_day=day)
    with pytest.raises(Refused, match="changes hands again"):
        hand(office, episode, office.staff["Interim DSO"], from_day=day - A_DAY)
    hand(office, episode, office.staff["Interim DSO"], from_day=day - A_DAY, later_stands=True)
    assert dso_on(office, episode, day - A_DAY) == office.staff["Interim DSO"]
    assert dso_on(office, episode, day) == tom


@pytest.mark.rule("DAY-4")
def test_who_can_have_what(office, tom):
    episode = office.an_episode()
    for what, who, sentence in (
        (OwnerOf.DSO, "SW", "is a DSO"),
        (OwnerOf.CASE_COORDINATOR, "OT", "an SW or CCW"),
        (OwnerOf.GOAL_SETTER, "Scheduler", "member of the MDT"),
        (OwnerOf.ALLOCATED_WORKER, "Admin", "member of the MDT"),
    ):
        now = office.ask(lambda turn, what=what: owners_of(turn, episode).of(what))
        with pytest.raises(Refused, match=sentence):
            hand(office, episode, office.staff[who], what=what, now=now)
    left = hired(office, "Priya", archived_at=office.now - 2 * A_DAY)
    with pytest.raises(Refused, match="isn't on the staff"):
        hand(office, episode, left)
    with pytest.raises(Refused, match="can't be nobody"):
        hand(office, episode, None)
    with pytest.raises(Refused, match="nothing would change"):
        hand(office, episode, office.staff["DSO"])
    with pytest.raises(Refused, match="changed by a DSO"):
        office.work("CWC").write(
            partial(changing.change_owner, episode=episode, what=OwnerOf.DSO, now=office.staff["DSO"], staff=tom,
                    because="Leave")
        )  # fmt: skip


@pytest.mark.rule("DAY-4", "PSP-11")
def test_the_allocated_worker_is_named_changed_and_given_back(office):
    episode, what = office.an_episode(), OwnerOf.ALLOCATED_WORKER
    hand(office, episode, office.staff["CWC"], what=what, now=None)
    assert office.ask(lambda turn: owners_of(turn, episode)).allocated_worker == office.staff["CWC"]
    hand(office, episode, None, what=what, now=office.staff["CWC"])
    assert office.ask(lambda turn: owners_of(turn, episode)).allocated_worker is None


@pytest.mark.rule("DAY-4", "STC-2")
def test_where_the_office_asks_for_an_allocated_worker_it_goes_to_somebody_and_not_to_nobody(office):
    episode, told = office.an_episode(), {"what": OwnerOf.ALLOCATED_WORKER}
    hand(office, episode, office.staff["CWC"], now=None, **told)
    told["now"] = office.staff["CWC"]
    office.do_as("Service manager", set_policy, setting="allocated_worker_asked", number=1, because="STCH")
    with pytest.raises(Refused, match="choose a member of the MDT who takes it on") as refused:
        hand(office, episode, None, **told)
    assert [(each.rule, each.field) for each in refused.value.lacks] == [("STC-2", "staff")]
    hand(office, episode, office.staff["OT"], **told)
    assert office.ask(lambda turn: owners_of(turn, episode)).allocated_worker == office.staff["OT"]


def test_a_desk_that_saw_another_owner_is_told(office, tom):
    episode = office.an_episode()
    hand(office, episode, tom)
    with pytest.raises(ChangedMeanwhile):
        hand(office, episode, office.staff["Interim DSO"])


@pytest.mark.rule("DAY-4", "GOAL-2")
def test_the_first_goal_setter_is_the_episodes_own_and_each_other_counts_from_its_day(office):
    episode = office.an_episode()
    office.do(goals.agree_goal_setter, episode=episode, seen=1, setter=office.staff["OT"])
    office.clock.advance(A_DAY)
    seen = office.version(Episode, episode)
    office.do(goals.agree_goal_setter, episode=episode, seen=seen, setter=office.staff["CWC"])
    before, now = (
        office.ask(lambda turn, day=day: owners_of(turn, episode, day)).goal_setter
        for day in (today_of(office) - A_DAY, today_of(office))
    )
    assert (before, now) == (office.staff["OT"], office.staff["CWC"])


@pytest.mark.rule("DAY-4")
def test_everything_somebody_has_goes_on_from_a_day_in_one_transaction(office, tom):
    first, second = office.an_episode(), office.an_episode(dso_id=tom)
    monday = today_of(office) + timedelta(days=2)
    office.do(handing_on.hand_on, whose=office.staff["DSO"], staff=tom, because="Leave", from_day=monday)
    assert office.ask(what_somebody_owns, staff=office.staff["DSO"], day=monday) == ()
    theirs = office.ask(what_somebody_owns, staff=tom, day=monday)
    assert {(each.what, each.record) for each in theirs} == {(OwnerOf.DSO, first), (OwnerOf.DSO, second)}
    assert [each.record for each in office.ask(what_somebody_owns, staff=office.staff["DSO"])] == [first]


@pytest.mark.rule("DAY-4")
def test_only_what_is_chosen_goes_on_and_an_heir_who_cant_have_all_of_it_gets_nothing(office, tom):
    first, second = office.an_episode(), office.an_episode()
    office.do(handing_on.hand_on, whose=office.staff["DSO"], staff=tom, because="Leave", only=[first])
    assert [each.record for each in office.ask(what_somebody_owns, staff=office.staff["DSO"])] == [second]
    with pytest.raises(Refused, match="is on the staff as SW"):
        office.do(handing_on.hand_on, whose=tom, staff=office.staff["SW"], because="Leave")
    with pytest.raises(Refused, match="Choose at least one"):
        office.do(handing_on.hand_on, whose=office.staff["OT"], staff=tom, because="Leave")
    with pytest.raises(Refused, match="nothing would change"):
        office.do(handing_on.hand_on, whose=tom, staff=tom, because="Leave")


@pytest.mark.parametrize("turned", [date(2026, 3, 29), date(2026, 10, 25)])
@pytest.mark.rule("DAY-4")
def test_it_counts_from_midnight_in_the_office_when_the_clocks_change(office, tom, turned):
    office.clock.move_to(office.clock.now().replace(year=turned.year, month=turned.month, day=turned.day - 3))
    episode = office.an_episode()
    hand(office, episode, tom, from_day=turned)
    assert dso_on(office, episode, turned - A_DAY) == office.staff["DSO"]
    assert dso_on(office, episode, turned) == dso_on(office, episode, turned + A_DAY) == tom
