"""How often a desk waits for its server: what fills a screen, and what stores a deed, by the trips over its link."""

from datetime import timedelta

import pytest
from sqlalchemy import func, insert, literal, select, text
from sqlalchemy.exc import DBAPIError

from app.door.changes import Topic, changes
from app.door.clock import FixedClock
from app.door.errors import Refused
from app.door.work import Work
from app.kept.settling import settle
from app.queries.capacity import team_capacity
from app.queries.closure.page import closure_page
from app.queries.goals import goals
from app.queries.meetings.agenda import agenda
from app.queries.people import caseload
from app.queries.plans import versions
from app.queries.referrals import one, queue
from app.queries.today.page import today_page
from app.queries.transfer.page import transfer_page
from app.services.deed import add, load
from app.services.goals import ratings
from models.database import Database
from models.episodes import Episode
from models.people import Office, Person
from models.teams import Patch
from models.together import Together
from models.values import Call
from models.vocabulary.goals import Letter
from models.vocabulary.meetings import MeetingKind
from tests.benchmarks.link import Link
from tests.builders import visit


@pytest.fixture
def link(postgres_office):
    made = Link(postgres_office.database.url.render_as_string(hide_password=False))
    yield made
    made.close()


@pytest.fixture
def desk(link, postgres_office):
    """A desk that has asked something already: it is connected, and knows its office and the settings."""
    database = Database(link.url, postgres_office.clock.now)
    work = Work(database, FixedClock(postgres_office.now), staff=postgres_office.staff["DSO"])
    work.read(lambda turn: turn.moment)
    yield work
    database.close()


@pytest.fixture
def trips(link):
    def counted(work, *args, **kwargs):
        before = link.trips
        work(*args, **kwargs)
        return link.trips - before

    return counted


SCREENS = {
    "Today": (today_page, 3, {}),
    "the queue": (queue.queue, 3, {}),
    "a referral": (one.referral, 2, {"referral": lambda records: records["referral"]}),
    "a person's goals": (goals.view, 3, {"person": lambda records: records["person"]}),
    "plans": (versions.view, 3, {"person": lambda records: records["person"]}),
    "transfer": (transfer_page, 3, {"person": lambda records: records["person"]}),
    "closure": (closure_page, 3, {"person": lambda records: records["person"]}),
    "meetings": (agenda, 3, {"team": lambda records: records["team"], "kind": lambda _: MeetingKind.WEEKLY}),
    "a person's header": (caseload.person_header, 1, {"person": lambda records: records["person"]}),
    "the caseload": (caseload.caseload, 1, {}),
    "capacity": (team_capacity.capacity, 2, {}),
}


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_is_filled_in_so_many_trips(postgres_office, desk, trips, name):
    episode = postgres_office.an_episode(visit())
    of_it = postgres_office.get(Episode, episode)
    records = {"referral": postgres_office.a_referral(), "person": of_it.person_id, "team": of_it.team_id}
    postgres_office.work().keep(settle)  # as a desk does behind each deed
    query, most, asked = SCREENS[name]
    given = {word: find(records) for word, find in asked.items()}
    assert trips(desk.read, query, **given) <= most


def test_a_question_without_a_statement_looks_at_the_settings_all_the_same(desk, trips):
    assert trips(desk.read, lambda turn: turn.day) == 1


def test_a_first_rating_is_stored_in_few_trips(postgres_office, desk, trips):
    goal = postgres_office.a_goal(postgres_office.an_episode(visit()))
    day = (postgres_office.now - timedelta(days=1)).date()
    worker = postgres_office.staff["DSO"]
    given = {"goal": goal, "day": day, "call": Call.MORNING, "worker": worker, "seen": None, "letter": Letter("I")}
    assert trips(desk.write, lambda turn: ratings.rate(turn, **given, is_meant=True)) <= 2


# --- A deed's own trips ----------------------------------------------------------------------------------------


def a_patch(turn):
    add(turn, Patch(name="Ashby"))
    return changes(Topic.CAPACITY)


def test_what_only_adds_is_stored_in_two_trips_one_for_its_transactions_name(desk, trips):
    assert trips(desk.write, a_patch) == 2


def test_a_deed_that_looks_first_takes_a_trip_to_look_and_one_to_add_and_keep(desk, trips):
    def deed(turn):
        turn.session.scalars(select(Office.id).with_for_update()).all()
        return a_patch(turn)

    assert trips(desk.write, deed) == 2
    assert desk.read(lambda turn: turn.session.scalar(select(func.count()).where(Patch.name == "Ashby"))) == 1


def test_what_is_added_is_found_by_the_next_statement(desk):
    def deed(turn):
        a_patch(turn)
        found.extend(turn.session.scalars(select(Patch.name).where(Patch.name == "Ashby")))
        return changes(Topic.CAPACITY)

    found = []
    desk.write(deed)
    assert found == ["Ashby"]


def test_a_deed_that_refuses_before_it_asks_anything_only_looks_at_the_settings(desk, trips):
    def deed(_turn):
        raise Refused("Not today.")

    def refused():
        with pytest.raises(Refused, match="Not today"):
            desk.write(deed)

    assert trips(refused) <= 2


def test_what_the_database_has_against_an_added_record_is_heard_when_it_is_kept_and_nothing_is(postgres_office, desk):
    postgres_office.a_person(mosaic_id="M1")

    def deed(turn):
        a_patch(turn)
        add(turn, Person(given="J", family="M", given_folded="j", family_folded="m", mosaic_id="M1"))
        a_patch(turn)
        return changes(Topic.PEOPLE)

    with pytest.raises(Refused, match="MOSAIC id belongs to somebody else"):
        desk.write(deed)
    assert desk.read(lambda turn: turn.session.scalar(select(func.count()).where(Patch.name == "Ashby"))) == 0
    desk.write(a_patch)


def test_many_records_of_a_kind_are_added_along_with_the_end(postgres_office, desk, trips):
    rows = [{"office_id": postgres_office.id, "name": f"Patch {number}"} for number in range(200)]

    def deed(turn):
        turn.session.scalars(select(Office.id)).all()
        turn.session.execute(insert(Patch.__table__), rows)
        return changes(Topic.CAPACITY)

    assert trips(desk.write, deed) == 2


def test_a_version_that_another_desk_changed_is_still_refused(postgres_office, desk):
    person = postgres_office.a_person()

    def deed(turn):
        found = load(turn, Person, person, seen=1)
        postgres_office.work().write(lambda theirs: rename(theirs, person))
        found.given = "Mine"
        return changes(Topic.PEOPLE)

    def rename(turn, key):
        turn.session.get_one(Person, key).given = "Theirs"
        return changes(Topic.PEOPLE)

    with pytest.raises(Refused, match="changed since"):
        desk.write(deed)
    assert postgres_office.get(Person, person).given == "Theirs"


# --- A question ------------------------------------------------------------------------------------------------


def test_a_question_that_would_write_is_a_defect_and_stores_nothing(postgres_office, desk):
    person = postgres_office.a_person()

    def question(turn):
        turn.session.get_one(Person, person).given = "Joan"
        turn.session.flush()

    with pytest.raises(RuntimeError, match="stores nothing"):
        desk.read(question)
    assert postgres_office.get(Person, person).given == "Jean"


# --- Together --------------------------------------------------------------------------------------------------


def one_after_another(turn, first, *further):
    said = [turn.session.scalar(select(literal(first)))]
    said += [turn.session.scalar(select(literal(each))) for each in further]
    return said


def test_questions_together_take_as_many_trips_as_the_longest_of_them(desk, trips):
    def question(turn):
        together = Together(turn.session)
        asked = [
            together.ask(one_after_another, turn, "a", "b"),
            together.ask(one_after_another, turn, "c"),
            together.ask(lambda: "nothing asked"),
            together.ask(one_after_another, turn, "d", "e"),
        ]
        found.append([each() for each in asked])

    found = []
    assert trips(desk.read, question) == 2
    assert found == [[["a", "b"], ["c"], "nothing asked", ["d", "e"]]]


@pytest.mark.parametrize("further", [(), ("f",)])
def test_what_a_question_asks_together_itself_goes_along_too(desk, trips, further):
    def nested(turn):
        together = Together(turn.session)
        asked = [together.ask(one_after_another, turn, "a", "b"), together.ask(one_after_another, turn, "c")]
        return [each() for each in reversed(asked)]

    def question(turn):
        together = Together(turn.session)
        asked = [
            together.ask(nested, turn),
            together.ask(one_after_another, turn, "d", "e", *further),
            together.ask(nested, turn),
        ]
        found.append([each() for each in asked])

    found = []
    assert trips(desk.read, question) == 2 + len(further)
    assert found == [[[["c"], ["a", "b"]], ["d", "e", *further], [["c"], ["a", "b"]]]]


@pytest.mark.parametrize("place", [0, 1])
def test_what_the_database_has_against_one_of_them_is_heard(office, place):
    def question(turn):
        together = Together(turn.session)
        asked = [turn.session.scalar, turn.session.scalar]
        statements = [select(literal(1)), select(literal(1))]
        statements[place] = text("SELECT nonsense FROM nowhere WHERE 1 = :one").bindparams(one=1)
        answers = [together.ask(ask, each) for ask, each in zip(asked, statements, strict=True)]
        return [each() for each in answers]

    work = office.work()
    with pytest.raises(DBAPIError):
        work.read(question)
    assert work.read(one_after_another, "a") == ["a"]


def test_a_question_that_asks_otherwise_the_second_time_is_a_defect(desk):
    def fickle(turn):
        times.append(1)
        return one_after_another(turn, str(len(times)), "b")

    def question(turn):
        together = Together(turn.session)
        first = together.ask(fickle, turn)
        together.ask(one_after_another, turn, "c")
        return first()

    times = []
    with pytest.raises(RuntimeError, match="asks the same each time"):
        desk.read(question)
