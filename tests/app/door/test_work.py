"""Work opens a session for one piece of work, and says what the database says in words."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from app.door.changes import Topic, changes
from app.door.clock import FixedClock
from app.door.errors import ChangedMeanwhile, Refused, Unavailable
from app.door.work import Work, in_words
from models.database import Database, sqlite_url
from models.episodes import Episode
from models.keys import new_id
from models.people import Person
from models.ratings import Rating
from models.teams import Team
from models.values import Call
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.goals import Letter
from tests.racing import apart


class RunningClock:
    """A desk's own clock that nobody set, and that says what the test wants."""

    is_set = False

    def __init__(self, moment):
        self.moment = moment

    def now(self):
        return self.moment


def rename(turn, *, person, given):
    turn.session.get_one(Person, person).given = given
    return changes(Topic.PEOPLE, person=person)


def moment_of(turn):
    return turn.moment


# --- Turns -----------------------------------------------------------------------------------------------------


def test_a_turn_knows_office_staff_moment_and_has_an_operation_of_its_own(office):
    turns = [office.ask(lambda turn: (turn.office, turn.staff, turn.moment, turn.operation)) for _ in range(2)]
    assert turns[0][:3] == (office.id, office.staff["DSO"], office.now)
    assert turns[0][3] != turns[1][3]


def test_a_deed_is_kept_and_says_what_it_touched(office):
    person = office.a_person()
    assert office.do(rename, person=person, given="Joan") == changes(Topic.PEOPLE, person=person)
    assert office.get(Person, person).given == "Joan"


def test_a_deed_that_raises_leaves_nothing(office):
    person = office.a_person()

    def half(turn):
        turn.session.get_one(Person, person).given = "Joan"
        turn.session.flush()
        raise Refused("Not today.")

    with pytest.raises(Refused, match="Not today"):
        office.work().write(half)
    assert office.get(Person, person).given == "Jean"
    assert office.version(Person, person) == 1


def test_a_question_changes_nothing(office):
    person = office.a_person()
    office.ask(rename, person=person, given="Joan")
    assert office.get(Person, person).given == "Jean"


# --- What the database says ------------------------------------------------------------------------------------


def test_a_change_by_another_desk_is_a_refusal(office):
    person = office.a_person()

    def slow(turn):
        mine = turn.session.get_one(Person, person)
        turn.session.execute(
            update(Person.__table__).where(Person.id == person).values(given="Theirs")
        )  # as another desk would have, in between
        mine.given = "Mine"
        return changes(Topic.PEOPLE)

    with pytest.raises(Refused, match="This has changed since it was looked at"):
        office.work().write(slow)
    assert office.get(Person, person).given == "Jean"


def test_a_constraint_that_a_rule_should_have_caught_is_a_refusal_with_its_own_sentence(office):
    person = office.a_person(nhs_number="9993261629", mosaic_id="M1")
    office.an_episode(person=person)

    def second(turn):
        turn.session.add(
            Episode(
                office_id=turn.office,
                person_id=person,
                kind=EpisodeKind.SHORT_TERM,
                team_id=office.teams["North"],
                dso_id=turn.staff,
                started_at=turn.moment,
                first_support_at=turn.moment,
            )
        )
        return changes(Topic.EPISODES)

    with pytest.raises(Refused, match="already has an open episode"):
        office.work().write(second)
    for values, sentence in (
        ({"nhs_number": "9993261629"}, "NHS number belongs to somebody else"),
        ({"mosaic_id": "M1"}, "MOSAIC id belongs to somebody else"),
        ({"nhs_number": "999"}, "would break one of its rules"),
    ):
        with pytest.raises(Refused, match=sentence), in_words():
            office.a_person(**values)


def test_of_two_desks_that_rate_one_visit_at_once_the_later_is_told_of_a_change(office):
    goal = office.a_goal(office.an_episode())
    rating = {
        "goal_id": goal, "day": office.now.date(), "call": Call.MORNING, "worker_id": office.staff["DSO"],
        "office_id": office.id, "at": office.now, "letter": Letter("I"), "wording": 1, "comment": "",
    }  # fmt: skip

    def deed(turn):
        turn.session.execute(insert(Rating.__table__), rating)
        return changes(Topic.RATINGS)

    office.work().write(deed)
    with pytest.raises(ChangedMeanwhile):
        office.work().write(deed)


def test_a_mistake_in_a_statement_is_a_defect_and_never_called_unreachable(office):
    with pytest.raises(DBAPIError):
        office.ask(lambda turn: turn.session.execute(text("SELECT nonsense FROM nowhere")))


def test_a_database_in_use_by_somebody_slow_is_unavailable(sqlite_office):
    hasty = Database(sqlite_office.database.url, sqlite_office.clock.now, patience_s=0)
    desk = Work(hasty, sqlite_office.clock, staff=sqlite_office.staff["DSO"])
    person = sqlite_office.a_person()
    with sqlite_office.database.writing() as slow:
        slow.execute(select(Person.id))
        with pytest.raises(Unavailable, match="try again"):
            desk.write(lambda turn: rename(turn, person=person, given="Joan"))
    hasty.close()


@pytest.mark.parametrize(
    "url", ["postgresql+psycopg://nobody@127.0.0.1:1/nothing", "sqlite:////no/such/folder/a.sqlite"]
)
def test_a_server_or_a_file_that_isnt_there_is_unavailable(url, clock, office_free):
    database = Database(url, clock.now)
    with pytest.raises(Unavailable):
        Work(database, clock, staff=office_free).read(moment_of)
    database.close()


@pytest.fixture
def office_free():
    return new_id()


def test_a_database_without_an_office_says_how_to_load_one(migrated_url, clock, office_free):
    database = Database(migrated_url, clock.now)
    with pytest.raises(Unavailable, match="no office yet"):
        Work(database, clock, staff=office_free).read(moment_of)
    database.close()


def test_a_file_that_isnt_ours_is_unavailable(tmp_path, clock, office_free):
    file = tmp_path / "letter.sqlite"
    file.write_text("Dear Sir or Madam, " * 100, encoding="utf-8")
    database = Database(sqlite_url(file), clock.now)
    with pytest.raises(Unavailable, match="not a database"):
        Work(database, clock, staff=office_free).read(moment_of)
    database.close()


# --- The moment ------------------------------------------------------------------------------------------------


def desk_with(office, clock):
    return Work(office.database, clock, staff=office.staff["DSO"])


def test_a_clock_that_is_set_is_used_as_it_is(office):
    assert desk_with(office, FixedClock(office.now)).read(moment_of) == office.now


def test_without_a_set_clock_a_file_uses_the_desks_and_a_server_its_own(office):
    clock = RunningClock(datetime(2001, 1, 1, tzinfo=UTC))
    moment = desk_with(office, clock).read(moment_of)
    if office.database.is_sqlite:
        assert moment == clock.moment
        return
    with office.database.reading() as session:
        server = session.execute(text("SELECT clock_timestamp()")).scalar_one()
    assert timedelta(0) <= server - moment < timedelta(minutes=1)


def test_the_servers_clock_is_asked_seldom_and_again_when_the_desks_has_jumped(office):
    if office.database.is_sqlite:
        pytest.skip("a file has no clock")
    asked = []

    def note(_connection, _cursor, statement, *_rest):
        if "clock_timestamp" in statement:
            asked.append(statement)

    event.listen(office.database.engine, "before_cursor_execute", note)
    clock = RunningClock(datetime(2001, 1, 1, tzinfo=UTC))
    desk = desk_with(office, clock)
    counts, moments = [], []
    for step in (timedelta(0), timedelta(minutes=10), timedelta(seconds=1), timedelta(hours=-5), timedelta(0)):
        clock.moment += step
        moments.append(desk.read(moment_of))
        counts.append(len(asked))
    event.remove(office.database.engine, "before_cursor_execute", note)
    assert counts == [1, 1, 2, 3, 3]
    assert moments[1] - moments[0] == timedelta(minutes=10)
    assert abs(moments[3] - moments[0]) < timedelta(minutes=1)


# --- Four desks ------------------------------------------------------------------------------------------------

TIMES = 10


def add_minutes(turn, *, team):
    record = turn.session.scalars(select(Team).where(Team.id == team).with_for_update()).one()
    record.worker_minutes_a_week += 1
    return changes(Topic.CAPACITY)


def desk_of_its_own(url, staff, team, ready, said):
    database = Database(url, lambda: datetime(2026, 11, 20, 9, tzinfo=UTC))
    work = Work(database, FixedClock(datetime(2026, 11, 20, 9, tzinfo=UTC)), staff=staff)
    ready.wait()
    try:
        for _ in range(TIMES):
            work.write(lambda turn: add_minutes(turn, team=team))
    except Exception as error:  # noqa: BLE001  told to the test
        said.put(repr(error))
    else:
        said.put("")
    database.close()


@pytest.mark.rule("REF-15")
def test_four_desks_that_read_decide_and_write_lose_nothing(office, office_url):
    team = office.teams["North"]
    before = office.get(Team, team).worker_minutes_a_week
    context = apart(__name__)
    ready, said = context.Barrier(4), context.Queue()
    desks = [
        context.Process(target=desk_of_its_own, args=(office_url, office.staff["DSO"], team, ready, said))
        for _ in range(4)
    ]
    for desk in desks:
        desk.start()
    answers = [said.get(timeout=60) for _ in desks]
    for desk in desks:
        desk.join(60)
    said.close()
    said.join_thread()
    assert answers == [""] * 4
    assert office.get(Team, team).worker_minutes_a_week == before + 4 * TIMES


def test_a_program_that_imports_one_service_alone_can_save(migrated_sqlite_url):
    program = (
        "import sys\n"
        "from datetime import UTC, datetime\n"
        "from uuid import uuid4\n"
        "from app.door.changes import Topic, changes\n"
        "from app.door.clock import FixedClock\n"
        "from app.door.work import Work\n"
        "from models.database import Database\n"
        "from models.tracker import TrackerChange\n"
        "moment = datetime(2026, 11, 20, 9, tzinfo=UTC)\n"
        "database = Database(sys.argv[1], lambda: moment)\n"
        "work = Work(database, FixedClock(moment), staff=uuid4(), office=uuid4())\n"
        "def deed(turn):\n"
        "    turn.session.flush()\n"
        "    list(TrackerChange.metadata.sorted_tables)\n"
        "    return changes(Topic.TRACKER)\n"
        "work.write(deed)\n"
        "database.close()\n"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-W", "error", "-c", program, migrated_sqlite_url],
        cwd=Path(__file__).parents[3],
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[3])},
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
