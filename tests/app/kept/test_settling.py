"""What Today keeps: the same as what the records ask for, whoever writes, on whatever day, on both databases."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import delete, insert, select, text, true, update
from sqlalchemy.orm import Session

from app.kept.comparing import compare, compare_kept
from app.kept.settling import settle
from app.queries.today.due_lines import derived, to_derive
from app.queries.today.prompts import today
from models.costs_of_days import papers_of, plans_of, requests_of
from models.due import NOBODY, DueDay, DueLine, DueMark
from models.episodes import Episode
from models.logins import Membership
from models.migrations.marks import PATHS
from models.people import Concern, Person
from models.rates_of_days import rates_from
from models.referrals import Hold
from models.schema import METADATA
from models.settings import StoredSetting
from models.staff import Staff
from models.teams import Team
from models.vocabulary.access import Right
from tests.older import past_the_guards

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def settled(office):
    office.work().keep(settle)
    assert office.ask(to_derive) == frozenset()
    return said(office)


def said(office):
    return office.ask(today)


def live(office):
    """What is said where nothing is kept."""
    with office.unwalled.writing() as session:
        session.execute(delete(DueDay))
    return said(office)


def marked(office):
    with office.database.reading() as session:
        return set(session.scalars(select(DueMark.about_id)))


def test_what_is_kept_is_read_as_it_is_said_live_in_three_statements(office, count_statements):
    episode = office.an_episode(started_at=office.now - 40 * HOUR, goal_setter_id=office.staff["OT"])
    office.a_goal(episode)
    office.a_referral(person=office.a_person(), discharge_on=office.now.date())
    told = said(office)
    assert settled(office) == told != ()
    statements = count_statements(office.database)
    assert said(office) == told
    assert len([each for each in statements if "due_" in each]) == 2
    assert len([each for each in statements if each != "BEGIN"]) == 3  # and the staff
    assert office.ask(compare).trouble == ""
    assert live(office) == told


def test_whose_records_were_written_is_said_anew_at_once_and_nobody_else(office):
    first, second = office.an_episode(), office.an_episode()
    settled(office)
    with office.unwalled.writing() as session:
        session.execute(update(DueLine).values(sentence="kept"))
        session.execute(update(Episode).where(Episode.id == first).values(support_plan_at=office.now))
    person = office.get(Episode, first).person_id
    assert marked(office) == {person, NOBODY}
    assert {row.sentence == "kept" for row in said(office) if row.episode_id == first} == {False}
    assert {row.sentence for row in said(office) if row.episode_id == second} == {"kept"}
    assert "PSP-6" not in {row.rule for row in said(office) if row.episode_id == first}
    office.work().keep(settle)
    assert marked(office) == set()
    assert "PSP-6" not in {row.rule for row in said(office) if row.episode_id == first}


def test_what_ends_or_arises_in_the_course_of_a_day_is_kept_with_its_moment(office):
    referral = office.a_referral(accepted_at=office.now, accepted_by_id=office.staff["DSO"])
    found = office.now - 72 * HOUR + HOUR
    office.store(
        Hold(
            referral_id=referral, team_id=office.teams["North"], found_at=found, held_by_id=office.staff["DSO"],
            worker_minutes=210,
        )
    )  # fmt: skip
    settled(office)
    assert any("until" in row.sentence for row in said(office))
    office.clock.advance(HOUR + timedelta(microseconds=1))
    assert office.ask(to_derive) == frozenset()
    told = said(office)
    assert [row.rule for row in told if "has expired" in row.sentence] == ["REF-13"]
    assert told == live(office)


def test_another_day_and_another_setting_derive_everything_anew(office):
    office.an_episode(started_at=office.now - 40 * HOUR)
    settled(office)
    office.clock.advance(DAY)
    assert office.ask(to_derive) is None
    assert settled(office) == live(office)
    settled(office)
    office.store(
        StoredSetting(
            name="long_term_review_after", number=9, from_at=office.now + HOUR, set_by_id=office.staff["DSO"],
            because="as decided",
        )
    )  # fmt: skip
    assert office.ask(to_derive) == frozenset()
    office.clock.advance(HOUR)
    assert office.ask(to_derive) is None
    assert settled(office) == live(office)


@pytest.mark.parametrize(("kind", "name"), [(Staff, "OT"), (Team, "North")])
def test_a_name_that_sentences_have_derives_everything_anew(office, kind, name):
    office.an_episode(goal_setter_id=office.staff["OT"])
    settled(office)
    key = office.staff[name] if kind is Staff else office.teams[name]
    with office.database.writing() as session:
        session.execute(update(kind).where(kind.id == key).values(name="Somebody else"))
    assert office.ask(to_derive) is None
    assert settled(office) == live(office)


def test_every_table_that_the_lines_are_derived_from_marks_what_is_written(sqlite_office, count_statements):
    statements = count_statements(sqlite_office.database)
    sqlite_office.ask(derived)
    with sqlite_office.database.reading() as session:  # what is asked only where somebody has signed for a cost
        plans_of(session, true()), requests_of(session, true()), papers_of(session, true())
        rates_from(session, sqlite_office.id, sqlite_office.now.date())
    asked = " ".join(statements)
    read = set(re.findall(r'(?:FROM|JOIN|,)\s+"?(\w+)', asked)) & METADATA.tables.keys()
    assert len(read) > 30
    assert read <= PATHS.keys()
    for table in ("staff", "team"):  # of these only another name marks
        called = {table, *re.findall(rf'(?:FROM|JOIN) {table} AS "?(\w+)', asked)}
        columns = {column for each in called for column in re.findall(rf'"?\b{each}"?\.(\w+)', asked)}
        assert {"id", "name"} <= columns <= {"id", "name", "office_id"}


def test_a_bulk_statement_marks_everybody_whom_it_writes_about(office):
    people = {office.get(Episode, office.an_episode()).person_id for _ in range(3)}
    settled(office)
    with office.database.writing() as session:
        session.execute(update(Person).values(telephone="0114 496 0332"))
    assert marked(office) >= people
    settled(office)
    with office.database.writing() as session:
        rows = [
            {"office_id": office.id, "person_id": each, "raised_at": office.now, "raised_by_id": office.staff["DSO"],
             "what": "A bruise"}
            for each in people
        ]  # fmt: skip
        session.execute(insert(Concern), rows)
    assert marked(office) == people
    assert {row.person_id for row in said(office) if row.rule == "DAY-1"} == people


def test_what_is_marked_while_another_settles_stays_marked(postgres_office):
    office = postgres_office
    first, second = (office.get(Episode, office.an_episode()).person_id for _ in range(2))
    settled(office)

    def raise_concern(session, person):
        session.add(
            Concern(office_id=office.id, person_id=person, raised_at=office.now, raised_by_id=office.staff["DSO"],
                    what="A bruise")
        )  # fmt: skip
        session.flush()

    with office.database.writing() as one, office.database.writing() as other:
        raise_concern(one, first)
        raise_concern(other, first)  # nobody waits for another desk's mark
        raise_concern(other, second)
        one.commit()
        assert office.work().keep(settle) > 0
        assert office.ask(to_derive) == frozenset()
    assert office.ask(to_derive) == {first, second}
    assert [row.rule for row in said(office) if row.person_id == first].count("DAY-1") == 2
    settled(office)
    assert office.ask(compare).trouble == ""


def test_one_desk_settles_at_a_time(postgres_office):
    office = postgres_office
    office.an_episode()

    def while_another_settles(turn):
        assert settle(turn) > 0
        return office.work().keep(settle)

    assert office.work().keep(while_another_settles) == 0


def test_lines_that_say_something_else_are_told(office):
    office.an_episode()
    with office.database.engine.connect() as connection:
        assert "derived anew" in compare_kept(connection, office.now).said
    settled(office)
    past_the_guards(office, "UPDATE due_line SET sentence = 'nothing' WHERE rule = 'PSP-6'")
    with office.database.engine.connect() as connection:
        found = compare_kept(connection, office.now)
    assert (found.said, "lines of one person" in found.trouble) == ("", True)
    office.database.close()


def test_nothing_of_it_is_a_record(office):
    """It has no audit: a desk isn't told of it, and no look at somebody's records shows it."""
    office.an_episode()
    with office.database.reading() as session:
        before = _entries(session)
    settled(office)
    with office.database.reading() as session:
        assert _entries(session) == before


def _entries(session: Session) -> int:
    return session.scalar(text("SELECT count(*) FROM audit_entry"))


def test_a_reader_of_a_server_settles_nothing_and_sees_the_same(desk_office):
    office = desk_office
    episode = office.an_episode()
    office.work().keep(settle)
    with office.unwalled.writing() as session:
        session.execute(update(Episode).where(Episode.id == episode).values(support_plan_at=office.now))
        session.execute(update(Membership).values(right=Right.READER))
    told, waits = said(office), marked(office)
    assert waits
    assert office.work().keep(settle) == 0
    assert (said(office), marked(office)) == (told, waits)
    with office.unwalled.writing() as session:
        session.execute(update(Membership).values(right=Right.WORKER))
    assert settled(office) == told
