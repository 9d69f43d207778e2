"""That the ground of all services holds on both databases: stamps, audit, the wall, refusals in words."""

import psycopg
import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DataError, OperationalError

from app.door.changes import Topic, changes
from app.door.errors import Refused
from app.door.work import in_words
from app.services import deed
from models.audit import AuditEntry
from models.episodes import Episode
from models.people import Person
from models.plans import Plan


def rename(turn, *, person, seen, given="Joan"):
    record = deed.load(turn, Person, person, seen=seen)
    record.given = given
    return changes(Topic.PEOPLE, person=person)


def test_a_save_counts_the_version_and_says_who_and_when(office):
    person = office.a_person()
    office.do(rename, person=person, seen=1)
    assert office.version(Person, person) == 2
    with office.database.reading() as session:
        entries = session.scalars(
            select(AuditEntry).where(AuditEntry.row_id == person).order_by(AuditEntry.number)
        ).all()
        assert [entry.deed for entry in entries] == ["insert", "update"]
        assert "Jean" in (entries[1].before or "")
        assert "Joan" in (entries[1].after or "")
        assert entries[1].operation_id is not None


def test_a_save_over_somebody_elses_is_refused_and_changes_nothing(office):
    person = office.a_person()
    office.do(rename, person=person, seen=1)
    with pytest.raises(Refused, match="has changed since"):
        office.do(rename, person=person, seen=1, given="Jane")
    assert office.get(Person, person).given == "Joan"


def test_a_person_never_has_two_open_episodes(office):
    person = office.a_person()
    office.an_episode(person=person)

    def second(turn):
        first = turn.session.scalars(select(Episode)).one()
        deed.add(turn, Episode(
            person_id=person, kind=first.kind, team_id=first.team_id, dso_id=first.dso_id,
            started_at=turn.moment, first_support_at=turn.moment,
        ))  # fmt: skip
        return changes(Topic.EPISODES)

    with pytest.raises(Refused, match="already has an open episode"):
        office.do(second)


def test_a_superseded_plan_version_never_changes(office):
    episode = office.an_episode()
    office.a_plan(episode, number=2)

    def alter(turn):
        first = turn.session.scalars(select(Plan).where(Plan.number == 1)).one()
        first.because = "rewritten"
        turn.session.flush()
        return changes(Topic.PLANS)

    with pytest.raises(Refused, match="Make a new version"):
        office.do(alter)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM person",
        "DELETE FROM audit_entry",
        "UPDATE audit_entry SET by = 'x'",
        "UPDATE person SET version = 9",
    ],
)
def test_the_database_itself_refuses_to_forget_or_forge(office, statement):
    office.a_person()
    with pytest.raises(Exception, match=r"deleted|append-only|forged"), office.unwalled.writing() as session:
        session.execute(text(statement))
    with office.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Person)) == 1


def test_another_offices_record_is_not_in_the_list(office):
    person = office.a_person()
    work = office.work()
    work._office = office.staff["DSO"]  # an id that is no office
    with pytest.raises(Refused, match="isn't in your office"):
        work.write(lambda turn: rename(turn, person=person, seen=1))


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (OperationalError("", {}, psycopg.errors.DeadlockDetected()), "has changed since"),
        (DataError("", {}, psycopg.DataError()), "can't be stored"),
    ],
)
def test_two_desks_in_each_others_way_and_signs_that_cannot_be_stored_are_refusals(said, why):
    with pytest.raises(Refused, match=why), in_words():
        raise said
