"""Of many handed on or moved at once each refusal says whose and what it is, and nothing changes hands (DAY-4)."""

from datetime import timedelta

import pytest

from app.door.errors import Refused
from app.services import referrals
from app.services.meetings import meetings
from app.services.owners import changing, handing_on, moving
from app.services.owners.now import owners_of
from app.services.referrals import holding
from models.episodes import Episode
from models.referrals import Referral
from models.staff import Staff
from models.vocabulary.meetings import MeetingKind
from models.vocabulary.owners import OwnerOf
from models.vocabulary.staff import Role

A_DAY = timedelta(days=1)
pytestmark = pytest.mark.rule("DAY-4")


@pytest.fixture
def ann(office):
    return office.an_episode(person=office.a_person(given="Ann", family="Lee"), goal_setter_id=office.staff["DSO"])


@pytest.fixture
def bob(office):
    return office.an_episode(person=office.a_person(given="Bob", family="May"))


@pytest.fixture
def tom(office):
    record = Staff(name="Tom Ash", role=Role.DSO, team_id=office.teams["North"])
    office.store(record)
    return record.id


def refused(deed):
    with pytest.raises(Refused) as caught:
        deed()
    return [(lack.sentence, lack.field) for lack in caught.value.lacks]


def hand_on(office, to, **told):
    return lambda: office.do(handing_on.hand_on, whose=office.staff["DSO"], staff=to, because="Leave", **told)


def test_an_heir_who_cant_have_some_of_it_is_told_of_which(office, ann, bob):
    held = office.do(meetings.open_meeting, team=office.teams["North"], kind=MeetingKind.WEEKLY).made
    due = office.now.date() + A_DAY
    told = {"meeting": held, "owner": office.staff["DSO"], "due": due}
    office.do(meetings.assign_action, what="Book the room", **told)
    said = refused(hand_on(office, office.staff["Scheduler"]))
    assert [sentence for sentence, _ in said] == [
        "Ann Lee (DSO) and Bob May (DSO): Scheduler North is on the staff as Scheduler: the DSO is a DSO.",
        "Ann Lee (Goal setter): Scheduler North is on the staff as Scheduler: the goal setter is a member of the MDT.",
        (
            "“Book the room”: Scheduler North is on the staff as Scheduler: the action of a meeting is somebody of the "
            "MDT or the office."
        ),
    ]
    for episode in (ann, bob):
        assert office.ask(owners_of, episode).dso == office.staff["DSO"]
    [(alone, _)] = refused(hand_on(office, office.staff["SW"], only=[bob]))
    assert alone == "SW North is on the staff as SW: the DSO is a DSO."


def test_a_change_to_come_and_a_day_before_the_service_are_said_of_whom(office, ann, bob, tom):
    later = office.now.date() + 5 * A_DAY
    office.do(
        changing.change_owner, episode=bob, what=OwnerOf.DSO, now=office.staff["DSO"], staff=tom, because="New",
        from_day=later,
    )  # fmt: skip
    [(sentence, field)] = refused(hand_on(office, tom))
    assert sentence.startswith("Bob May (DSO): It changes hands again from")
    assert field == "later_stands"
    assert office.ask(owners_of, ann).dso == office.staff["DSO"]
    hand_on(office, tom, later_stands=True)()
    assert office.ask(owners_of, ann).dso == office.ask(owners_of, bob).dso == tom


def test_nothing_is_handed_on_from_a_day_before_it_began(office, ann, bob, tom):
    new = office.an_episode(person=office.a_person(given="Cy", family="Orr"), started_at=office.now)
    yesterday = office.now.date() - A_DAY
    [(sentence, _)] = refused(hand_on(office, tom, from_day=yesterday, day_is_meant=True))
    assert sentence.startswith("Cy Orr (DSO): It began on")
    hand_on(office, tom, from_day=yesterday, day_is_meant=True, only=[ann, bob])()
    assert office.ask(owners_of, new).dso == office.staff["DSO"]


def test_of_many_that_move_each_refusal_names_the_person_and_the_record(office, ann, bob):
    waits = office.a_referral(person=office.a_person(given="Dee", family="Pym"))
    free = office.a_referral(person=office.a_person(given="Eve", family="Quy"))
    office.do(referrals.accept, referral=waits, seen=1)
    office.do(holding.hold_capacity, referral=waits, seen=office.version(Referral, waits))
    south = office.teams["South"]
    told = {"team": south, "because": "Boundary"}
    office.do(moving.move_team, episodes=(bob,), from_day=office.now.date() + 3 * A_DAY, **told)
    said = refused(lambda: office.do(moving.move_team, episodes=(ann, bob), referrals=(waits, free), **told))
    reference = office.get(Referral, waits).reference
    assert [sentence.split(":")[0] for sentence, _ in said] == [
        "Bob May (in service)", f"Dee Pym (referral {reference})"
    ]  # fmt: skip
    assert office.ask(owners_of, ann).team == office.teams["North"]
    said = refused(lambda: office.do(moving.move_team, episodes=(ann, bob), team=office.teams["Interim"], because="X",
                                     later_stands=True))  # fmt: skip
    assert [sentence.split(":")[0] for sentence, _ in said] == ["Ann Lee (in service) and Bob May (in service)"]


def test_of_many_whose_patch_changes_each_refusal_names_the_person(office, ann, bob):
    people = [office.ask(_person, each) for each in (ann, bob)]
    patch, day = office.patches["Bakewell"], office.now.date() + 3 * A_DAY
    office.do(moving.move_patch, people=people[:1], patch=patch, because="Boundary", from_day=day)
    [(sentence, _)] = refused(lambda: office.do(moving.move_patch, people=people, patch=patch, because="Boundary"))
    assert sentence.startswith("Ann Lee (patch): It changes hands again from")


def _person(turn, episode):
    return turn.session.get_one(Episode, episode).person_id
