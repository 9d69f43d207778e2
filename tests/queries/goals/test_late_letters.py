"""How late a letter came is told of what was typed in or corrected by hand, and of nothing that a file brought."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.queries.goals import goals as queries
from app.services.goals import ratings
from models.episodes import Episode
from models.ratings import IMPORTED, Rating, RatingCorrection, RatingImport
from models.values import Call, london_day
from models.vocabulary.goals import Letter

TODAY = date(2026, 11, 20)
COUNTS = {"accepted": 1, "known": 0, "changed": 0, "refused": 0}


@pytest.fixture
def episode(office):
    return office.an_episode(started_at=office.now - timedelta(days=5))


@pytest.fixture
def goal(office, episode):
    return office.a_goal(episode, set_at=office.now - timedelta(days=4), number=1)


@pytest.fixture
def person(office, episode):
    return office.get(Episode, episode).person_id


def ago(days):
    return TODAY - timedelta(days=days)


def rate(office, goal, day, letter):
    office.do(ratings.rate, goal=goal, day=day, call=Call.LUNCH, worker=office.staff["CWC"], letter=letter)


def latest(office, person):
    return office.ask(queries.view, person=person).goals[0].latest.given[0]


@pytest.mark.rule("IPAD-2")
def test_of_a_letter_typed_in_by_hand_it_is_told_how_late_that_was_and_of_a_files_not(office, goal, person):
    rate(office, goal, ago(3), Letter.P)
    with office.database.reading() as session:
        stored = session.scalars(select(Rating)).one()
        typed = london_day(stored.created_at)  # a server's own day, a file's the program's
    assert latest(office, person).days_late == (typed - ago(3)).days >= 3
    brought = RatingImport(file_name="a.csv", digest="x", read_at=office.now, **COUNTS)
    office.store(brought)
    with office.database.writing() as session:
        session.scalars(select(Rating)).one().import_id = brought.id
    assert latest(office, person).days_late == 0


@pytest.mark.rule("IPAD-2")
def test_of_a_letter_corrected_by_hand_it_is_told_how_late_that_was_until_it_is_undone(office, goal, person):
    rate(office, goal, ago(3), Letter.P)
    with office.database.reading() as session:
        typed = london_day(session.scalars(select(Rating)).one().created_at)  # a server's own day
    by_hand = (typed - ago(3)).days
    wrote = {"goal": goal, "day": ago(3), "call": Call.LUNCH, "worker": office.staff["CWC"]}
    assert latest(office, person).days_corrected == 0
    office.do(ratings.rate, **wrote, seen=Letter.P, letter=Letter.I)
    assert (latest(office, person).days_corrected, latest(office, person).late_text) == (
        3,
        f"typed in {by_hand} days later, corrected 3 days later",
    )
    office.do(ratings.undo_rating, **wrote, letter=Letter.I, back_to=Letter.P)
    found = latest(office, person)
    assert (found.letter, found.days_corrected) == (Letter.P, 0)


@pytest.mark.rule("IPAD-2")
def test_a_files_correction_isnt_late_and_one_by_hand_of_a_files_letter_is(office, goal, person):
    rate(office, goal, ago(3), Letter.P)
    brought = RatingImport(file_name="a.csv", digest="x", read_at=office.now, **COUNTS)
    office.store(brought)
    wrote = {"goal": goal, "day": ago(3), "call": Call.LUNCH, "worker": office.staff["CWC"]}
    with office.database.writing() as session:
        session.scalars(select(Rating)).one().import_id = brought.id
    office.do(ratings.rate, **wrote, seen=Letter.P, letter=Letter.I)
    found = latest(office, person)
    assert (found.late_text, found.arrived) == ("corrected 3 days later", office.now)
    with office.database.writing() as session:
        session.scalars(select(RatingCorrection)).one().because = IMPORTED
    found = latest(office, person)
    assert (found.late_text, found.arrived) == ("", office.now)


@pytest.fixture
def wrote(office, goal):
    return {"goal": goal, "day": ago(0), "call": Call.MORNING, "worker": office.staff["CWC"]}


def corrected(office, wrote, days):
    """Rated P, and I some days later."""
    office.do(ratings.rate, **wrote, letter=Letter.P)
    office.clock.advance(timedelta(days=days))
    office.do(ratings.rate, **wrote, seen=Letter.P, letter=Letter.I)
    office.clock.advance(timedelta(hours=1))


@pytest.mark.rule("IPAD-2")
def test_a_late_correction_stays_late_when_only_its_comment_is_changed(office, wrote, person):
    corrected(office, wrote, 6)
    commented = {**wrote, "seen": Letter.I, "letter": Letter.I, "comment": "Spoke to her"}
    office.work().write(lambda turn: ratings.rate(turn, **commented))  # which refuses no other desk: the letter stands
    found = latest(office, person)
    assert (found.letter, found.comment, found.days_corrected) == (Letter.I, "Spoke to her", 6)


@pytest.mark.rule("IPAD-2")
def test_a_late_correction_stays_late_when_a_slip_after_it_is_taken_back(office, wrote, person):
    corrected(office, wrote, 6)
    office.do(ratings.rate, **wrote, seen=Letter.I, letter=Letter.A1)
    office.clock.advance(timedelta(hours=1))
    office.do(ratings.undo_rating, **wrote, letter=Letter.A1, back_to=Letter.I)
    assert latest(office, person).days_corrected == 6
    office.clock.advance(timedelta(hours=1))
    office.do(ratings.undo_rating, **wrote, letter=Letter.I, back_to=Letter.P)
    assert latest(office, person).days_corrected == 0


@pytest.mark.rule("IPAD-2")
def test_a_letter_typed_in_late_after_another_was_taken_back_is_late(office, wrote, person):
    office.do(ratings.rate, **wrote, letter=Letter.P)
    office.clock.advance(timedelta(days=6))
    office.do(ratings.undo_rating, **wrote, letter=Letter.P, back_to=None)
    office.do(ratings.rate, **wrote, letter=Letter.I)
    assert (latest(office, person).letter, latest(office, person).late_text) == (Letter.I, "typed in 6 days later")
