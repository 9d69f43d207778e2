"""Taking over an office: all of its file or nothing, and a refusal names the entry."""

import copy
import json
from datetime import date

import pytest
from sqlalchemy import func, select

import resources
from app.door.clock import FixedClock
from app.door.errors import Refused
from app.door.work import Work, in_words
from app.queries.people.caseload import caseload
from app.queries.people.naming import person_named
from app.queries.plans.versions import view
from app.queries.reviews.programmes import programmes
from app.setup import office_file
from models.database import Database
from models.episodes import Episode
from models.goals import Goal, GoalExample
from models.owners import OwnerChange
from models.people import DatabaseMark, Office, Person
from models.plans import Plan, PlanVisit
from models.staff import Staff
from models.teams import Team
from models.vocabulary.reviews import ReviewState
from models.vocabulary.two_weeks import WEEK_A, WEEK_B

DEMONSTRATION = json.loads(resources.read_text("demonstration/office.json"))


def made(url, clock):
    database = Database(url, clock.now, by="test")
    office_file.create(database, is_test=True, moment=clock.now(), by="test")
    yield database
    database.close()


@pytest.fixture
def database(migrated_url, clock):
    yield from made(migrated_url, clock)


@pytest.fixture
def new_database(database_url, clock):
    """A database that had no table either."""
    yield from made(database_url, clock)


@pytest.fixture
def load(database, tmp_path):
    """A function that loads an office from what a file would say."""

    def from_what(told):
        file = tmp_path / "office.json"
        file.write_text(told if isinstance(told, str) else json.dumps(told), encoding="utf-8")
        with in_words(), database.writing() as session:
            return office_file.load_office(session, file)

    return from_what


def count(database, kind, *where):
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(kind).where(*where))


def test_an_empty_database_gets_its_tables_and_its_mark(new_database):
    assert (count(new_database, DatabaseMark), count(new_database, Person)) == (1, 0)


def test_the_demonstration_office_is_taken_over_whole(database, load):
    people = DEMONSTRATION["people_in_service"]
    loaded = load(DEMONSTRATION)
    reviewed = sum(len(each["reviews"]) for each in DEMONSTRATION["long_term_reviews"])
    before = len(DEMONSTRATION["people_before"])
    assert (loaded.people, count(database, Person), loaded.left_out) == (46, 46 + before + reviewed, ())
    assert count(database, Team) == len(DEMONSTRATION["teams"])
    assert count(database, GoalExample) == len(resources.read_toml("goal_examples.toml")["example"])
    assert count(database, Staff) == len(loaded.staff) == len(DEMONSTRATION["staff"])
    assert count(database, Episode) == 50 + before
    assert count(database, Episode, Episode.ended_at.is_(None)) == 46
    assert count(database, Goal) == sum(len(person["goals"]) for person in people)
    with database.reading() as session:
        twice = session.execute(select(Episode.person_id).group_by(Episode.person_id).having(func.count() == 2)).all()
        assert len(twice) == 4


@pytest.mark.rule("LTR-1")
def test_the_demonstration_shows_a_programme_with_somebody_in_each_state_and_nobody_in_service(database, load):
    loaded = load(DEMONSTRATION)
    work = Work(database, FixedClock(loaded.as_at), staff=loaded.staff["Priya Raman"])
    (programme,) = work.read(programmes)
    assert {each.state for each in programme.reviews} == set(ReviewState)
    served = {each.person_id for each in work.read(caseload)}
    assert not served & {each.person_id for each in programme.reviews}
    assert [each.minutes_then for each in programme.reviews if each.person == "Harold Needham"] == [630]


@pytest.mark.rule("PSP-1")
def test_the_plans_of_a_team_add_up_to_the_visits_of_the_file(database, load):
    load(DEMONSTRATION)
    with database.reading() as session:
        open_plans = select(Team.name, func.sum(Plan.worker_minutes), func.sum(Plan.visits_a_week)).group_by(Team.name)
        open_plans = open_plans.join(Episode, Episode.id == Plan.episode_id).join(Team, Team.id == Episode.team_id)
        found = {name: (int(minutes), int(visits)) for name, minutes, visits in
                 session.execute(open_plans.where(Episode.ended_at.is_(None)))}  # fmt: skip
    told = {}
    for person in DEMONSTRATION["people_in_service"]:
        minutes, visits = told.get(person["team"], (0, 0))
        week = person["visits"]
        minutes += sum(7 * each["minutes"] * each["workers"] for each in week)
        told[person["team"]] = (minutes, visits + 7 * len(week))
    assert found == told


def test_days_other_than_the_whole_week_are_read(database, load):
    told = changed("people_in_service", 0, visits=[
        {"days": days, "call": "tea", "minutes": 30, "workers": 1} for days in ("Mon-Fri", "Mon, Wed-Thu", "Sat-Mon")
    ])  # fmt: skip
    load(told)
    with database.reading() as session:
        assert set(session.scalars(select(PlanVisit.days).where(PlanVisit.days != 127))) == {31, 0b1101, 0b1100001}


def test_visits_of_every_second_week_are_read(database, load):
    told = changed("people_in_service", 0, visits=[
        {"days": "Mon", "call": "tea", "minutes": minutes, "workers": 1, **weeks}
        for minutes, weeks in ((30, {}), (60, {"weeks": "A"}), (45, {"weeks": "B"}))
    ])  # fmt: skip
    load(told)
    with database.reading() as session:
        plan = session.scalars(select(Plan).where(Plan.heavier_week > 0)).one()
        assert (plan.heavier_week, plan.worker_minutes, plan.lighter_minutes) == (WEEK_A, 90, 75)
        lines = session.execute(select(PlanVisit.minutes, PlanVisit.weeks).where(PlanVisit.plan_id == plan.id)).all()
    assert sorted(tuple(each) for each in lines) == [(30, 0), (45, WEEK_B), (60, WEEK_A)]


def test_the_mark_says_what_the_database_is_for_and_which_office_it_has(database, load, clock):
    loaded = load(DEMONSTRATION)
    with database.reading() as session:
        mark = session.get_one(DatabaseMark, 1)
        assert (mark.is_test, mark.made_at, mark.made_by, mark.office_id) == (True, clock.now(), "test", loaded.office)


def test_a_database_with_an_office_is_not_made_again(database, load, clock):
    load(DEMONSTRATION)
    before = count(database, Person)
    with pytest.raises(Refused, match="exists already"):
        office_file.create(database, is_test=False, moment=clock.now(), by="test")
    assert count(database, Person) == before


def test_an_office_is_loaded_once(sqlite_load):
    load, _ = sqlite_load
    load(DEMONSTRATION)
    with pytest.raises(Refused, match="“Dales” is in this database already: an office is loaded once"):
        load(DEMONSTRATION)


def test_a_database_whose_office_was_refused_can_be_made_again_and_stays_a_test_database(database, load, clock):
    with pytest.raises(Refused):
        load(DEMONSTRATION | {"as_at": "yesterday"})
    office_file.create(database, is_test=False, moment=clock.now(), by="test")
    with database.reading() as session:
        assert session.get_one(DatabaseMark, 1).is_test
    assert load(DEMONSTRATION).people == 46


# --- Broken files ----------------------------------------------------------------------------------------------


def changed(part, number, **values):
    told = copy.deepcopy(DEMONSTRATION)
    told[part][number] |= values
    return told


def reviewed(number, **values):
    told = copy.deepcopy(DEMONSTRATION)
    told["long_term_reviews"][0]["reviews"][number] |= values
    return told


def without(part, number, field):
    told = copy.deepcopy(DEMONSTRATION)
    del told[part][number][field]
    return told


@pytest.mark.parametrize(
    ("told", "names", "why"),
    [
        (without("people_in_service", 2, "family"), "people_in_service 3", "“family” is missing"),
        (changed("people_in_service", 4, team="STS West"), "people_in_service 5", "“STS West” is not among the teams"),
        (changed("people_in_service", 4, dso="Nobody"), "people_in_service 5", "“Nobody” is not among the staff"),
        (changed("people_in_service", 4, patch="Buxton"), "people_in_service 5", "“Buxton” is not among the patches"),
        (changed("people_in_service", 0, born="1960-13-06"), "people_in_service 1", "month"),
        (changed("people_in_service", 0, started="2026-03-29T01:30"), "people_in_service 1", "does not exist"),
        (changed("people_in_service", 0, nhs_number="9993261628"), "people_in_service 1", "check digit"),
        (changed("people_in_service", 0, postcode="nowhere"), "people_in_service 1", "postcode"),
        (changed("people_in_service", 0, kind="long-term"), "people_in_service 1", "long_term"),
        (changed("people_in_service", 0, visits=None), "people_in_service 1", ""),
        (changed("people_in_service", 0, visits=[{"days": "Mon-Sum", "call": "tea", "minutes": 30, "workers": 1}]),
         "people_in_service 1", "“Mon-Sum” are not days"),
        (changed("people_in_service", 0,
                 visits=[{"days": "Mon", "call": "tea", "minutes": 30, "workers": 1, "weeks": "C"}]),
         "people_in_service 1", "“C” is neither week A nor week B"),
        (changed("people_in_service", 45, mosaic_id=DEMONSTRATION["people_in_service"][0]["mosaic_id"]),
         "people_in_service 46", "MOSAIC id belongs to somebody else"),
        (changed("long_term_reviews", 0, opened_on="soon"), "long_term_reviews 1", ""),
        (reviewed(7, handed_over_by="Nobody"), "long_term_reviews 1, review 8", "“Nobody” is not among the staff"),
        (reviewed(0, hours_a_week="14"), "long_term_reviews 1, review 1", "“hours_a_week” is a number of hours"),
        (reviewed(0, hours_a_week=-3), "long_term_reviews 1, review 1", "has some hours a week"),
        (reviewed(0, package_since="2030-01-01"), "long_term_reviews 1, review 1", "it is reviewed once it runs"),
        (changed("long_term_reviews", 0, opened_on="2030-01-01"), "long_term_reviews 1", "not ahead"),
        (DEMONSTRATION | {"long_term_reviews": [*DEMONSTRATION["long_term_reviews"],
                          DEMONSTRATION["long_term_reviews"][0] | {"area": "bakewell", "reviews": []}]},
         "long_term_reviews 2", "has a programme already"),
        (reviewed(4, outcome="moved"), "long_term_reviews 1, review 5", "moved"),
        (changed("staff", 1, team="STS Nowhere"), "staff 2", "“STS Nowhere”"),
        (changed("staff", 1, role="Wizard"), "staff 2", "wizard"),
        (changed("staff", 1, name=DEMONSTRATION["staff"][0]["name"]), "staff 2", "break one of its rules"),
        (without("teams", 0, "kind"), "teams 1", "“kind” is missing"),
        (changed("teams", 0, worker_hours_a_week="420"), "teams 1", "worker hours"),
        (changed("rates", 0, single_handed_hour="free"), "rates 1", ""),
        (DEMONSTRATION | {"as_at": "yesterday"}, "as_at", ""),
        ({name: part for name, part in DEMONSTRATION.items() if name != "council"}, "office", "“council” is missing"),
        (DEMONSTRATION | {"staff": {}}, "staff", "not a list"),
        (DEMONSTRATION | {"people_in_service": ["Jean"]}, "people_in_service 1", ""),
        ("{", "office.json", "not JSON"),
        ("[]", "office.json", "lacks the parts"),
    ],
)  # fmt: skip
def test_a_broken_file_is_refused_by_the_name_of_its_entry_and_nothing_is_taken_over(sqlite_load, told, names, why):
    load, database = sqlite_load
    with pytest.raises(Refused) as refused:
        load(told)
    assert names in refused.value.sentence
    assert why in refused.value.sentence
    assert DEMONSTRATION["people_in_service"][0]["family"] not in refused.value.sentence
    assert {count(database, kind) for kind in (Office, Team, Staff, Person, Episode)} == {0}


@pytest.fixture
def sqlite_load(migrated_sqlite_url, clock, tmp_path):
    made = Database(migrated_sqlite_url, clock.now, by="test")
    office_file.create(made, is_test=True, moment=clock.now(), by="test")

    def from_what(told):
        file = tmp_path / "office.json"
        file.write_text(told if isinstance(told, str) else json.dumps(told), encoding="utf-8")
        with in_words(), made.writing() as session:
            return office_file.load_office(session, file)

    yield from_what, made
    made.close()


def test_a_file_that_isnt_there_is_refused(database, tmp_path):
    with pytest.raises(Refused, match="can't be opened"), database.writing() as session:
        office_file.load_office(session, tmp_path / "nowhere.json")


@pytest.mark.rule("STC-1", "STC-2")
def test_a_preset_allocated_workers_and_who_recuperates_are_taken_over(database, load, clock):
    told = copy.deepcopy(DEMONSTRATION)
    first = next(each for each in told["people_in_service"] if each["kind"] == "short-term")
    aim = {"because": "Hip operation", "decided_on": first["started"][:10], "decided_by": "Imogen Swift"}
    first |= {"allocated_worker": "Neil Wragg", "recuperates": aim}
    told["policy"] = {"preset": "short_term_care_at_home", "set_by": "Helen Tideswell"}
    loaded = load(told)
    assert loaded.left_out == ()
    work = Work(database, clock, staff=loaded.staff["Priya Raman"])
    policy = work.read(lambda turn: turn.policy)
    assert all((policy.allocated_worker_asked, policy.recuperation_possible, policy.urgent_and_planned))
    page = work.read(lambda turn: view(turn, person=person_named(turn, f"{first['given']} {first['family']}")))
    assert page.aim.sentence.startswith(
        "To recover and recuperate first, no goals are due: Hip operation (Imogen Swift"
    )
    assert count(database, OwnerChange, OwnerChange.to_staff_id == loaded.staff["Neil Wragg"]) == 1
    for wrong, why in (
        ({"policy": {"preset": "another", "set_by": "Helen Tideswell"}}, "there is no preset"),
        ({"policy": {"preset": "default"}}, "set_by"),
    ):
        with pytest.raises(Refused, match=why):
            load(told | {"office": "Elsewhere"} | wrong)


def test_fields_that_this_program_doesnt_know_are_said_and_not_lost_in_silence(sqlite_load):
    load, _ = sqlite_load
    told = changed("people_in_service", 3, pets="a cat") | {"motto": "With care"}
    told["people_in_service"][5]["goals"][0]["mood"] = "good"
    assert load(told).left_out == ("office: motto", "people_in_service: pets", "goals: mood")


def test_the_moment_of_a_file_is_known_before_it_is_loaded(tmp_path):
    file = tmp_path / "office.json"
    file.write_text(json.dumps(DEMONSTRATION), encoding="utf-8")
    assert office_file.as_at_of(file).date() == date(2026, 11, 20)
