"""Taking in a file of ratings."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.door.clock import FixedClock
from app.door.work import Work
from app.exchange.files.asked import UNASKED
from app.exchange.files.read import read_sheet
from app.exchange.goals.ratings_file import read_ratings
from app.services.goals import goals, not_made, ratings
from app.services.goals.ratings_file.take_in import import_ratings, plan_import
from app.setup.office_file import load_office
from models.audit import AuditEntry
from models.database import Database
from models.goals import Goal
from models.people import DatabaseMark, Person
from models.ratings import Rating, RatingCorrection, RatingImport, VisitNotMade
from models.values import Call, call_at, start_of_day
from models.vocabulary.closure import EndReason
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.goals import Letter, NotMade
from tests.builders import visit

DEMONSTRATION = Path(__file__).parents[3] / "resources" / "demonstration"
LUNCH = datetime(2026, 11, 19, 12, 10, tzinfo=UTC)
STATEMENT = "I will make my own lunch"


@dataclass(frozen=True)
class Row:
    """A row as the file's reader gives it."""

    line: int = 2
    moment: datetime = LUNCH
    mosaic_id: str = "M000500"
    person: str = "Jean Gill"
    goal: str = STATEMENT
    letter: Letter = Letter.P
    worker: str = "CWC North"
    comment: str = ""

    @property
    def day(self) -> date:
        return self.moment.date()

    @property
    def call(self) -> Call:
        return call_at(self.moment.time())


@pytest.fixture
def goal(office):
    """Jean Gill's goal; she has been in service for five days."""
    person = office.a_person(mosaic_id="M000500", family="Gill")
    episode = office.an_episode(person=person, started_at=office.now - timedelta(days=5))
    return office.a_goal(episode, statement=STATEMENT)


def take_in(office, *rows):
    """What the plan said, after it was done."""
    plan = office.ask(plan_import, rows)
    office.do(import_ratings, rows=rows, file_name="goals.csv", digest="d")
    return plan.accepted, plan.known, plan.changed, len(plan.refused)


def stored(office):
    with office.database.reading() as session:
        now = session.execute(select(Rating.letter, Rating.withdrawn_at).order_by(Rating.day, Rating.letter)).all()
        kept = session.scalars(select(RatingCorrection.earlier_letter).order_by(RatingCorrection.id)).all()
        return [letter.value for letter, withdrawn in now if withdrawn is None], [each.value for each in kept]


def count(database, kind):
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(kind))


@pytest.mark.rule("IPAD-2")
def test_a_row_is_stored_with_its_import_and_audited(office, goal):
    assert take_in(office, Row(comment="=1+1")) == (1, 0, 0, 0)
    with office.database.reading() as session:
        (rating,) = session.scalars(select(Rating)).all()
        (read,) = session.scalars(select(RatingImport)).all()
        entries = session.scalars(select(AuditEntry).where(AuditEntry.table_name == "rating")).all()
    assert (rating.goal_id, rating.worker_id, rating.call) == (goal, office.staff["CWC"], Call.LUNCH)
    assert (rating.at, rating.comment, rating.import_id) == (Row().moment, "=1+1", read.id)
    assert (read.file_name, read.accepted, read.known, read.changed, read.refused) == ("goals.csv", 1, 0, 0, 0)
    assert [(each.deed, each.operation_id) for each in entries] == [("insert", rating.operation_id)]
    assert rating.operation_id == read.operation_id


@pytest.mark.rule("IPAD-2")
@pytest.mark.usefixtures("goal")
def test_the_same_file_again_adds_nothing(office):
    rows = (Row(), Row(line=3, moment=Row().moment + timedelta(minutes=4)), Row(line=4, worker="Second CWC"))
    assert take_in(office, *rows) == (2, 1, 0, 0)
    assert take_in(office, *rows) == (0, 3, 0, 0)
    assert (count(office.database, Rating), count(office.database, RatingImport)) == (2, 1)


@pytest.mark.rule("IPAD-1", "IPAD-2")
@pytest.mark.usefixtures("goal")
def test_the_same_workers_other_letter_later_is_a_correction_and_an_old_file_never_undoes_it(office):
    first, later = Row(letter=Letter.A1), Row(letter=Letter.P, comment="on reflection")
    assert take_in(office, first) == (1, 0, 0, 0)
    assert take_in(office, later) == (0, 0, 1, 0)
    assert stored(office) == (["P"], ["A1"])
    assert take_in(office, first) == (0, 1, 0, 0)
    assert take_in(office, first, later) == (0, 2, 0, 0)
    assert stored(office) == (["P"], ["A1"])


@pytest.mark.rule("IPAD-1", "IPAD-2")
@pytest.mark.usefixtures("goal")
def test_of_two_letters_in_one_file_that_of_the_later_moment_stands(office):
    at = Row().moment
    rows = (Row(2, at + timedelta(minutes=5), letter=Letter.I), Row(3, at, letter=Letter.A1))
    assert take_in(office, *rows) == (1, 0, 1, 0)
    assert stored(office) == (["I"], ["A1"])
    assert take_in(office, *rows) == (0, 2, 0, 0)


@pytest.mark.rule("IPAD-2")
@pytest.mark.usefixtures("goal")
def test_of_two_letters_of_one_moment_that_of_the_later_line_stands(office):
    assert take_in(office, Row(3, letter=Letter.I), Row(2, letter=Letter.A1)) == (1, 0, 1, 0)
    assert stored(office) == (["I"], ["A1"])


@pytest.mark.rule("IPAD-2")
@pytest.mark.usefixtures("goal")
def test_an_older_letter_that_arrives_late_is_kept_and_does_not_stand(office):
    take_in(office, Row(letter=Letter.I))
    older = Row(moment=Row().moment - timedelta(minutes=5), letter=Letter.A1, comment="first thought")
    assert take_in(office, older) == (0, 0, 1, 0)
    assert stored(office) == (["I"], ["A1"])
    with office.database.reading() as session:
        assert session.scalar(select(RatingCorrection.earlier_comment)) == "first thought"
    assert take_in(office, older) == (0, 1, 0, 0)


@pytest.mark.rule("IPAD-2")
def test_what_was_undone_by_hand_stays_undone_and_is_rated_anew_by_another_row(office, goal):
    take_in(office, Row())
    place = {"goal": goal, "day": Row().day, "call": Call.LUNCH, "worker": office.staff["CWC"]}
    office.do(ratings.undo_rating, letter=Letter.P, back_to=None, **place)
    assert take_in(office, Row()) == (0, 1, 0, 0)
    assert stored(office) == ([], ["P"])
    assert take_in(office, Row(letter=Letter.A1)) == (1, 0, 0, 0)
    assert stored(office) == (["A1"], ["P"])


@pytest.mark.rule("IPAD-2")
def test_people_goals_and_workers_are_found_however_they_are_written(office, goal):
    office.do(
        goals.change_goal, goal=goal, seen=1, because="more", statement="I will make lunch and tea", measure="m",
        achievable="a", relevant="r", target=None, calls=(Call.LUNCH,), aim=None, own_words="",
    )  # fmt: skip
    rows = (
        Row(2, goal="i will  make my own LUNCH ", mosaic_id=" m000500", worker="cwc  north"),
        Row(3, Row().moment - timedelta(days=1), goal="I will make lunch and tea"),
    )
    assert take_in(office, *rows) == (2, 0, 0, 0)
    with office.database.reading() as session:
        assert session.scalars(select(Rating.wording).order_by(Rating.day)).all() == [2, 1]


@pytest.mark.rule("IPAD-1", "IPAD-2")
@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"mosaic_id": "M9"}, "Nobody in this office has the MOSAIC id “M9”"),
        ({"goal": "I will fly"}, "Jean Gill has no goal “I will fly”"),
        ({"worker": "Nobody Known"}, "nobody among the staff"),
        ({"moment": Row().moment - timedelta(days=5)}, "not yet in service on 14 Nov 2026"),
    ],
)
@pytest.mark.usefixtures("goal")
def test_a_row_about_nobody_we_know_is_refused_with_its_line_and_the_rest_goes_in(office, wrong, sentence):
    rows = (Row(), replace(Row(line=7), **wrong))
    plan = office.ask(plan_import, rows)
    assert [(each.line, sentence in each.reason) for each in plan.refused] == [(7, True)]
    assert take_in(office, *rows) == (1, 0, 0, 1)
    assert count(office.database, Rating) == 1


@pytest.mark.rule("IPAD-2", "INT-7")
def test_a_goal_goes_on_being_rated_after_the_transfer_and_not_between_episodes(office):
    person = office.a_person(mosaic_id="M000500")
    moved = office.now - timedelta(days=3)
    first = office.an_episode(
        person=person, started_at=office.now - timedelta(days=9), ended_at=moved, end_reason=EndReason.TRANSFERRED
    )
    office.a_goal(first, statement=STATEMENT)
    office.an_episode(person=person, started_at=moved, kind=EpisodeKind.INTERIM_TEAM, follows_id=first)
    assert take_in(office, Row()) == (1, 0, 0, 0)


@pytest.mark.rule("IPAD-1")
@pytest.mark.usefixtures("goal")
def test_a2_where_one_worker_was_planned_is_taken_in_and_said_once_a_person_and_call(office):
    rows = [
        Row(2 + back, datetime(2026, 11, 19 - back, 8, 10, tzinfo=UTC), letter=Letter.A2, person="Gill Jean")
        for back in range(3)
    ]
    plan = office.ask(plan_import, rows)
    assert plan.accepted == 3
    named, odd = plan.warnings
    assert named.startswith("M000500 is Jean Gill in the records")
    assert odd.startswith("Jean Gill, morning, 3 ratings: A2 says that two workers helped")


@pytest.mark.rule("IPAD-1")
def test_a_plan_counts_from_midnight_of_its_day(office, goal):
    episode = office.get(Goal, goal).episode_id
    assert office.ask(plan_import, (Row(letter=Letter.A2),)).warnings == ()  # nothing is planned at lunch yet
    for workers, since in ((1, LUNCH - timedelta(days=1)), (2, start_of_day(LUNCH.date()))):
        office.a_plan(episode, visit(Call.LUNCH, workers=workers), number=1 + workers, effective_from=since)
    assert office.ask(plan_import, (Row(letter=Letter.A2),)).warnings == ()
    [warning] = office.ask(plan_import, (Row(letter=Letter.A2, moment=LUNCH - timedelta(days=1)),)).warnings
    assert warning.startswith("Jean Gill, lunch, 1 rating: A2 says")


@pytest.mark.rule("IPAD-2")
@pytest.mark.usefixtures("goal")
def test_the_preview_stores_nothing_and_a_file_that_brings_nothing_leaves_no_trace(office):
    office.ask(plan_import, (Row(),))
    done = office.do(import_ratings, rows=(Row(mosaic_id="M9"),), file_name="x.csv")
    assert done.made is None
    assert count(office.database, Rating) + count(office.database, RatingImport) == 0


@pytest.mark.usefixtures("goal")
def test_many_rows_take_few_statements(office, count_statements):
    begin = datetime(2026, 11, 19, 12, tzinfo=UTC)
    rows = [Row(2 + n, begin - timedelta(days=n % 4), worker=("CWC North", "Second CWC")[n // 4]) for n in range(8)]
    statements = count_statements(office.database)
    office.ask(plan_import, rows)
    assert len(statements) <= 9
    statements.clear()
    office.do(import_ratings, rows=rows, file_name="x.csv")
    assert len([each for each in statements if not each.startswith(("SAVEPOINT", "RELEASE"))]) <= 12
    assert count(office.database, Rating) == 8


@pytest.mark.rule("IPAD-2")
def test_the_demonstration_file_goes_in_once(migrated_url):
    clock = FixedClock(datetime(2026, 11, 20, 9, tzinfo=UTC))
    database = Database(migrated_url, clock.now, by="test")
    with database.writing() as session:
        session.add(DatabaseMark(number=1, is_test=True, made_at=clock.now(), made_by="test", office_id=None))
        session.flush()
        loaded = load_office(session, DEMONSTRATION / "office.json")
    work = Work(database, clock, staff=loaded.staff["Priya Raman"])
    reading = read_ratings(read_sheet(DEMONSTRATION / "goal-tracker-2026-11.csv"), UNASKED, clock.now())
    deed = partial(import_ratings, rows=reading.good, file_name="goal-tracker-2026-11.csv")
    for accepted, known in ((3746, 1), (0, 3747)):
        plan = work.read(plan_import, reading.good)
        assert (plan.accepted, plan.known, plan.changed) == (accepted, known, 0)
        assert len(reading.refused) + len(plan.refused) == 4
        work.write(deed)
        assert (count(database, Rating), count(database, RatingImport)) == (3746, 1)
    database.close()


@pytest.mark.rule("IPAD-1", "IPAD-2")
def test_a_first_letter_for_a_visit_recorded_as_not_made_comes_in_and_is_asked_about_by_its_line(office, goal):
    person = office.get(Goal, goal).person_id
    noted = {"person": person, "day": LUNCH.date(), "call": Call.LUNCH}
    office.do(not_made.note_not_made, **noted, reason=NotMade.NOBODY_CAME, note="van broke down", is_meant=True)
    rows = (Row(line=2), Row(line=3, moment=LUNCH - timedelta(days=1)), Row(line=4, worker="Second CWC"))
    asked = office.ask(plan_import, rows).asked
    assert [line for line, _ in asked] == [2, 4]
    assert asked[0][1] == (
        "The lunch visit on 19 Nov 2026 is recorded as not made: nobody came (“van broke down”), noted by DSO North. "
        "Both are kept and shown: ask which is true."
    )
    assert take_in(office, *rows) == (3, 0, 0, 0)
    other = replace(Row(line=5), letter=Letter.I)
    assert [line for line, _ in office.ask(plan_import, (other, *rows)).asked] == [5]  # the others are there
    with office.database.reading() as session:
        assert session.scalars(select(VisitNotMade.withdrawn_at)).all() == [None]
    office.do(not_made.take_back_not_made, **noted, seen=not_made.Said(NotMade.NOBODY_CAME, "van broke down"))
    after = office.ask(plan_import, (Row(worker="OT North"),))
    assert (after.accepted, after.asked) == (1, ())


@pytest.mark.rule("IPAD-1", "END-6")
def test_a_letter_for_a_visit_after_a_death_comes_in_and_is_asked_about_by_its_line(office, goal):
    with office.database.writing() as session:
        person = session.get_one(Person, session.get_one(Goal, goal).person_id)
        person.death_reported_at = LUNCH - timedelta(days=1)
    rows = (Row(line=2), Row(line=3, moment=LUNCH - timedelta(days=1)))
    assert office.ask(plan_import, rows).asked == (
        (
            2,
            (
                "The lunch visit on 19 Nov 2026 wasn't due: the person is recorded as having died by 18 Nov 2026. "
                "The letter is kept: ask which is true."
            ),
        ),
    )
    assert take_in(office, *rows) == (2, 0, 0, 0)
