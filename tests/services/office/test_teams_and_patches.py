"""Teams and patches as the office makes, changes and closes them, on both databases."""

from datetime import timedelta

import pytest

from app.door.errors import Refused
from app.queries.capacity.fit import capacity_fit
from app.queries.capacity.outlook import capacity_outlook
from app.queries.capacity.team_capacity import capacity
from app.queries.office import choices
from app.queries.office.teams_and_patches import patch_of_postcode, teams_and_patches, who_is_in
from app.queries.transfer.transfer import receiving_teams
from app.services import referrals
from app.services.capacity import contracted_hours
from app.services.office import patches as patch_deeds
from app.services.office import teams as deeds
from app.services.referrals.taking_in import NewPerson
from app.services.transfer import conditions
from models.people import Person
from models.referrals import Referral
from models.teams import Patch, Team
from models.values import london_day
from models.vocabulary.staff import TeamKind
from models.vocabulary.transfer import TransferRoute
from tests.builders import visit

DAY = timedelta(days=1)
pytestmark = pytest.mark.rule("DAY-4")


def new(office, name="West", kind=TeamKind.SHORT_TERM, **told):
    return office.do(deeds.new_team, **({"name": name, "kind": kind, "worker_minutes": 6000} | told)).made


def close(office, team, because="Joined with North", ahead=0, **told):
    office.do(
        deeds.close_team, team=team, seen=office.version(Team, team), from_day=london_day(office.now) + ahead * DAY,
        because=because, **told,
    )  # fmt: skip


def team(office, key):
    return next(each for each in office.ask(teams_and_patches).teams if each.id == key)


def patch(office, key):
    return next(each for each in office.ask(teams_and_patches).patches if each.id == key)


def test_a_new_team_has_its_hours_patches_and_number_and_is_offered_at_once(office):
    made = new(office, telephone="0114  496 0099", patches=(office.patches["Matlock"],))
    row = team(office, made)
    assert (row.name, row.minutes, row.because, row.telephone) == ("West", 6000, "As the team began", "0114 496 0099")
    assert [name for _, name in row.patches] == ["Matlock"]
    assert made in {each.id for each in office.ask(choices.teams)}
    assert next(each for each in office.ask(capacity) if each.id == made).load.free == 6000


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"name": " "}, "Give the team a name"),
        ({"name": "north"}, "“North” is there already"),
        ({"name": " No rth".replace(" r", "r")}, "“North” is there already"),
        ({"name": "W" * 121}, "at most 120 letters"),
        ({"telephone": "ring me"}, "not a telephone number"),
        ({"worker_minutes": -1}, "can't be less than none"),
    ],
)
def test_a_team_without_a_name_of_its_own_or_with_wrong_numbers_is_refused(office, told, said):
    with pytest.raises(Refused, match=said):
        new(office, **told)


def test_who_is_not_an_editor_of_the_office_changes_no_team(office):
    with pytest.raises(Refused, match="changed by a DSO, admin or the service manager"):
        office.do_as("CWC", deeds.new_team, name="West", kind=TeamKind.INTERIM, worker_minutes=0)
    with pytest.raises(Refused, match="changed by a DSO, admin or the service manager"):
        office.do_as("CWC", patch_deeds.new_patch, name="Wirksworth")


def test_a_team_is_renamed_and_a_name_that_another_has_is_refused(office):
    north = office.teams["North"]
    told = {"team": north, "seen": office.version(Team, north), "telephone": ""}
    with pytest.raises(Refused, match="“South” is there already"):
        office.do(deeds.change_team, name="SOUTH", **told)
    office.do(deeds.change_team, name="North East", **told)
    assert (team(office, north).name, team(office, north).telephone) == ("North East", "")


def test_a_team_serves_other_patches_and_takes_one_up_again(office):
    north, matlock, bakewell = office.teams["North"], office.patches["Matlock"], office.patches["Bakewell"]
    for wanted in ((matlock,), (), (bakewell, matlock)):
        office.do(deeds.set_patches, team=north, seen=office.version(Team, north), patches=wanted)
        assert {key for key, _ in team(office, north).patches} == set(wanted)
        offered = next(each for each in office.ask(choices.teams) if each.id == north)
        assert len(offered.patches) == len(wanted)


def test_a_team_with_people_is_not_closed_and_the_refusal_says_who_and_where_they_can_go(office):
    north = office.teams["North"]
    office.an_episode(visit(), person=office.a_person(given="Jean", family="Gill"))
    waits = office.a_referral(person=office.a_person(given="Bob", family="Stone"))
    office.do(contracted_hours.set_contracted, team=office.teams["South"],
              seen=office.version(Team, office.teams["South"]), worker_minutes=720, because="x")  # fmt: skip
    with pytest.raises(Refused) as caught:
        close(office, north)
    said = str(caught.value)
    assert "Bob Stone (waiting) and Jean Gill (in service)" in said
    assert "They can go to South (12 h free)." in said
    assert {each.name for each in office.ask(who_is_in, team=north)} == {"Bob Stone", "Jean Gill"}
    assert office.get(Referral, waits).team_id == north
    assert office.get(Team, north).closed_from is None


def test_a_closed_team_keeps_its_history_and_is_offered_nowhere(office):
    made = new(office)
    close(office, made)
    assert made not in {each.id for each in office.ask(choices.teams)}
    assert made not in {each.id for each in office.ask(capacity)}
    assert made not in {each.id for each in office.ask(capacity_outlook)}
    row = team(office, made)
    assert (row.closed_from, row.closed_because) == (london_day(office.now), "Joined with North")
    told = {"person": NewPerson(given="Ann", family="Lee"), "received_at": office.now}
    with pytest.raises(Refused, match="West is closed from"):
        office.do(referrals.take_in, team=made, **told)
    with pytest.raises(Refused, match="already"):
        close(office, made)


def test_a_closed_interim_team_receives_nobody(office):
    made = new(office, "Interim West", TeamKind.INTERIM)
    close(office, made)
    assert made not in {each.id for each in office.ask(receiving_teams)}
    episode = office.an_episode(visit())
    with pytest.raises(Refused, match="Interim West is closed"):
        office.do(
            conditions.choose_route, episode=episode, seen=None, route=TransferRoute.INTERIM_TEAM, team=made,
            interim_dso=office.staff["Interim DSO"],
        )  # fmt: skip


def test_closing_says_why_asks_about_days_far_off_and_is_taken_back_for_a_reason(office):
    made = new(office)
    with pytest.raises(Refused, match="Say why West closes"):
        close(office, made, " ")
    with pytest.raises(Refused, match="Is that the day that is meant"):
        close(office, made, ahead=43)
    close(office, made, ahead=43, day_is_meant=True)
    with pytest.raises(Refused, match="Say why West opens again"):
        office.do(deeds.open_team_again, team=made, seen=office.version(Team, made), because="")
    office.do(deeds.open_team_again, team=made, seen=office.version(Team, made), because="By mistake")
    assert made in {each.id for each in office.ask(choices.teams)}


def test_a_referral_of_a_closed_team_is_still_answered(office):
    referral = office.a_referral(visit())
    with office.database.writing() as session:
        session.get_one(Team, office.teams["North"]).closed_from = london_day(office.now)
    assert office.ask(capacity_fit, referral=referral) is not None


def test_a_patch_has_postcodes_that_suggest_it_and_two_that_claim_one_are_warned_of(office):
    matlock = office.patches["Matlock"]

    def bound(key, name, postcodes):
        office.do(patch_deeds.change_patch, patch=key, seen=office.version(Patch, key), name=name, postcodes=postcodes)

    bound(matlock, "Matlock", "de4, DE4  3; de45")
    wirksworth = office.do(patch_deeds.new_patch, name="Wirksworth", teams=(office.teams["North"],),
                           postcodes="DE4 4").made  # fmt: skip
    assert patch(office, matlock).parts == ("DE4", "DE4 3", "DE45")
    assert patch(office, wirksworth).teams == ("North",)
    assert office.ask(patch_of_postcode, postcode="de4 4aa").patch == wirksworth
    assert office.ask(patch_of_postcode, postcode="DE4 9ZZ").patch == matlock
    bound(wirksworth, "Wirksworth", "DE4")
    assert (
        office.ask(patch_of_postcode, postcode="DE4 9ZZ").warning
        == "DE4 belongs to Matlock and Wirksworth: choose the patch."
    )
    assert office.ask(teams_and_patches).warnings == (
        "DE4 is claimed by Matlock and Wirksworth: nothing is suggested there.",
    )
    bound(wirksworth, "Wirksworth", "DE4 4")
    assert office.ask(patch_of_postcode, postcode="de4 4aa").patch == wirksworth
    with pytest.raises(Refused, match="neither an outward code"):
        bound(matlock, "Matlock", "DE4 3AA")


def test_new_boundaries_change_nobody_who_is_recorded(office):
    person = office.a_person()
    before = office.get(Person, person).patch_id
    bakewell = office.patches["Bakewell"]
    office.do(
        patch_deeds.change_patch, patch=bakewell, seen=office.version(Patch, bakewell), name="Bakewell",
        postcodes="DE4",
    )  # fmt: skip
    assert office.get(Person, person).patch_id == before


def test_a_patch_closes_once_nobody_in_service_or_waiting_lives_there(office):
    bakewell, today = office.patches["Bakewell"], london_day(office.now)
    person = office.a_person(given="Jean", family="Gill")
    with office.database.writing() as session:
        session.get_one(Person, person).patch_id = bakewell
    office.a_referral(person=person)
    told = {"patch": bakewell, "from_day": today, "because": "Joined"}
    with pytest.raises(Refused, match=r"Jean Gill \(waiting\)"):
        office.do(patch_deeds.close_patch, seen=office.version(Patch, bakewell), **told)
    empty = office.do(patch_deeds.new_patch, name="Wirksworth").made
    office.do(patch_deeds.close_patch, seen=1, **(told | {"patch": empty}))
    assert empty not in {each.id for each in office.ask(choices.patches)}
    assert patch(office, empty).closed_because == "Joined"
    office.do(patch_deeds.open_patch_again, patch=empty, seen=office.version(Patch, empty), because="Not yet")
    assert empty in {each.id for each in office.ask(choices.patches)}


def test_the_page_of_teams_shows_hours_past_and_ahead_with_who_and_why(office):
    north, today = office.teams["North"], london_day(office.now)
    for ahead, minutes in ((0, 5000), (3, 4000)):
        made = office.do(
            contracted_hours.set_contracted, team=north, seen=office.version(Team, north), worker_minutes=minutes,
            because="As agreed", from_day=today + ahead * DAY,
        ).made  # fmt: skip
    office.do(contracted_hours.withdraw_contracted, change=made, seen=1, because="No money")
    newest, first = team(office, north).hours
    assert (newest.minutes, newest.withdrawn, newest.can_be_withdrawn) == (
        4000,
        "withdrawn by DSO North: No money",
        False,
    )
    assert (first.minutes, first.by, first.because) == (5000, "DSO North", "As agreed")


def test_teams_and_patches_take_five_statements(office, count_statements):
    new(office)
    statements = count_statements(office.database)
    office.ask(teams_and_patches)
    assert len([each for each in statements if each != "BEGIN"]) == 5
