"""Rating by hand, correcting and undoing."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from app.door.errors import ChangedMeanwhile, Refused
from app.services.goals import goals, ratings
from models.goals import Goal
from models.ratings import Rating, RatingCorrection
from models.values import Call
from models.vocabulary.closure import EndReason
from models.vocabulary.goals import GoalState, Letter

TODAY = date(2026, 11, 20)
YESTERDAY = date(2026, 11, 19)


@pytest.fixture
def goal(office):
    return office.a_goal(office.an_episode(started_at=office.now - timedelta(days=5)))


def rate(office, goal, letter, worker="CWC", day=YESTERDAY, call=Call.LUNCH, **values):
    return office.do(ratings.rate, goal=goal, day=day, call=call, worker=office.staff[worker], letter=letter, **values)


def undo(office, goal, letter, back_to, worker="CWC"):
    return office.do(
        ratings.undo_rating,
        goal=goal,
        day=YESTERDAY,
        call=Call.LUNCH,
        worker=office.staff[worker],
        letter=letter,
        back_to=back_to,
    )


def stored(office):
    with office.database.reading() as session:
        now = [(each.letter.value, each.withdrawn_at is None) for each in session.scalars(select(Rating))]
        query = select(RatingCorrection).order_by(RatingCorrection.corrected_at, RatingCorrection.id)
        return now, [each.earlier_letter.value for each in session.scalars(query)]


@pytest.mark.rule("IPAD-1")
def test_a_visit_is_rated_at_its_usual_time_without_touching_the_goal(office, goal):
    rate(office, goal, Letter.P, comment="did well")
    with office.database.reading() as session:
        (row,) = session.scalars(select(Rating)).all()
    assert (row.letter, row.comment, row.wording, row.day, row.call) == (Letter.P, "did well", 1, YESTERDAY, Call.LUNCH)
    assert row.at.hour == 12
    assert row.operation_id is not None
    assert office.version(Goal, goal) == 1


@pytest.mark.rule("IPAD-1", "IPAD-2")
def test_the_same_letter_is_known_and_another_is_a_correction_that_keeps_the_earlier(office, goal):
    rate(office, goal, Letter.P)
    rate(office, goal, Letter.P)
    assert stored(office) == ([("P", True)], [])
    office.clock.advance(timedelta(minutes=1))
    rate(office, goal, Letter.A1)
    office.clock.advance(timedelta(minutes=1))
    rate(office, goal, Letter.I)
    assert stored(office) == ([("I", True)], ["P", "A1"])


@pytest.mark.rule("IPAD-1")
def test_another_workers_letter_is_a_second_rating(office, goal):
    rate(office, goal, Letter.P)
    rate(office, goal, Letter.A1, worker="Second CWC")
    now, kept = stored(office)
    assert (sorted(now), kept) == ([("A1", True), ("P", True)], [])


@pytest.mark.rule("IPAD-2")
def test_undoing_goes_back_step_by_step_and_forgets_nothing(office, goal):
    rate(office, goal, Letter.P)
    office.clock.advance(timedelta(minutes=1))
    rate(office, goal, Letter.A1)
    office.clock.advance(timedelta(minutes=1))
    undo(office, goal, Letter.A1, Letter.P)
    assert stored(office) == ([("P", True)], ["P", "A1"])
    office.clock.advance(timedelta(minutes=1))
    undo(office, goal, Letter.P, None)
    assert stored(office) == ([("P", False)], ["P", "A1", "P"])
    rate(office, goal, Letter.I)
    assert stored(office) == ([("I", True)], ["P", "A1", "P"])


@pytest.mark.rule("IPAD-2")
def test_undoing_over_another_desks_letter_is_refused(office, goal):
    rate(office, goal, Letter.P)
    with pytest.raises(Refused, match="has changed since"):
        undo(office, goal, Letter.A1, None)
    undo(office, goal, Letter.P, None)
    with pytest.raises(Refused, match="has changed since"):
        undo(office, goal, Letter.P, None)
    with pytest.raises(Refused, match="has changed since"):
        undo(office, goal, Letter.P, None, worker="Second CWC")


@pytest.mark.rule("IPAD-1")
def test_a_visit_is_rated_once_its_call_has_begun(office, goal):
    rate(office, goal, Letter.P, day=TODAY, call=Call.MORNING)
    for day, call in ((TODAY, Call.LUNCH), (TODAY + timedelta(days=1), Call.MORNING)):
        with pytest.raises(Refused, match="hasn't been made yet"):
            rate(office, goal, Letter.P, day=day, call=call)
    office.clock.advance(timedelta(hours=2))  # 11 o'clock
    rate(office, goal, Letter.P, day=TODAY)
    with office.database.reading() as session:
        assert max(each.at for each in session.scalars(select(Rating))) == office.now


@pytest.mark.rule("IPAD-1")
@pytest.mark.parametrize("day", [date(2026, 11, 14), date(2026, 11, 18)])
def test_only_days_in_service_are_rated(office, day):
    episode = office.an_episode(
        started_at=office.now - timedelta(days=5),
        ended_at=office.now - timedelta(days=3),
        end_reason=EndReason.GOALS_ACHIEVED,
    )
    goal = office.a_goal(episode)
    rate(office, goal, Letter.P, day=date(2026, 11, 15))
    rate(office, goal, Letter.P, day=date(2026, 11, 17))
    with pytest.raises(Refused, match="in service on"):
        rate(office, goal, Letter.P, day=day)
    assert len(stored(office)[0]) == 2


@pytest.mark.rule("IPAD-1")
def test_a_closed_goal_is_rated_up_to_the_day_it_was_closed(office, goal):
    office.do(goals.close_goal, goal=goal, seen=1, state=GoalState.ACHIEVED)
    rate(office, goal, Letter.I, day=TODAY, call=Call.MORNING)
    office.clock.advance(timedelta(days=1))
    with pytest.raises(Refused, match="was closed on 20 Nov 2026"):
        rate(office, goal, Letter.I, day=TODAY + timedelta(days=1), call=Call.MORNING)


def test_nobody_rates_for_a_worker_who_isnt_of_the_office(office, goal):
    with pytest.raises(Refused, match="isn't in your office"):
        office.do(
            ratings.rate, goal=goal, day=YESTERDAY, call=Call.LUNCH, worker=goal, letter=Letter.P
        )  # an id that is nobody's


@pytest.mark.rule("IPAD-1")
@pytest.mark.parametrize(
    ("call", "at"),
    [
        (Call.NIGHT, (0, 30)),
        (Call.MORNING, (8, 0)),
        (Call.LUNCH, (12, 0)),
        (Call.TEA, (16, 30)),
        (Call.BED, (20, 0)),
    ],
)
def test_each_call_has_its_usual_time(office, goal, call, at):
    rate(office, goal, Letter.P, call=call)
    with office.database.reading() as session:
        [moment] = session.scalars(select(Rating.at))
    assert (moment.hour, moment.minute) == at


def test_a_rating_asks_once_and_is_stored_by_one_statement(office, goal, count_statements):
    statements = count_statements(office.database)
    at = {"goal": goal, "day": YESTERDAY, "call": Call.LUNCH, "worker": office.staff["CWC"]}
    office.work().write(partial(ratings.rate, **at, seen=None, letter=Letter.P, is_meant=True))
    begins = next(number for number, each in enumerate(statements) if "FROM goal" in each)
    asked, kept = statements[begins:]
    assert asked.startswith("SELECT")
    assert kept.startswith("INSERT INTO rating ")


def test_of_two_desks_that_rate_one_place_at_once_the_later_looks_again(office, goal, monkeypatch):
    rate(office, goal, Letter.P)
    read = ratings.before_rating
    monkeypatch.setattr(ratings, "before_rating", lambda turn, **at: replace(read(turn, **at), is_rated=False))
    with pytest.raises(ChangedMeanwhile):
        rate(office, goal, Letter.I, seen=None)
    assert stored(office) == ([("P", True)], [])
