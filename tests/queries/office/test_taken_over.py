"""Who in service was taken over, by whom, and what their record still lacks."""

from datetime import timedelta

from app.queries.office.taken_over import taken_over
from app.services.office.in_service import Details, InService, store
from models.episodes import Episode
from models.people import Person
from models.vocabulary.closure import EndReason
from models.vocabulary.episodes import EpisodeKind
from tests.builders import neighbours_of, visit


def take_over(office, family, **told):
    person = InService(
        details=Details(given="Ann", family=family, **told.pop("details", {})), kind=EpisodeKind.SHORT_TERM,
        team=office.teams["North"], dso=office.staff["DSO"], started=office.now - timedelta(days=9), **told,
    )  # fmt: skip
    with office.database.writing() as session:
        store(session, office.id, (person,), office.now)
    return person.person


def test_those_in_service_are_told_with_what_their_record_lacks(office):
    office.an_episode()  # begun here, not taken over
    take_over(office, "Bee")
    whole = {"mosaic_id": "M1", "nhs_number": "9993261629", "patch": office.patches["Matlock"]}
    whole["born"] = office.now.date() - timedelta(days=30_000)
    take_over(office, "Cee", details=whole, coordinator=office.staff["SW"], week=(visit(),))
    rows = {row.name: row for row in office.ask(taken_over)}
    assert rows["Ann Bee"].lacks == (
        "calls", "date of birth", "NHS number", "MOSAIC id", "patch", "case coordinator",
    )  # fmt: skip
    assert (rows["Ann Cee"].lacks, rows["Ann Cee"].team) == ((), "North")
    assert len(rows) == 2


def test_a_week_that_was_planned_since_lacks_nothing_and_who_has_left_stands_there_no_more(office):
    person = take_over(office, "Bee")
    with office.database.reading() as session:
        (episode,) = [each for each in session.query(Episode).all() if each.person_id == person]
    office.a_plan(episode.id, visit(), number=2)
    assert "calls" not in office.ask(taken_over)[0].lacks
    with office.database.writing() as session:
        ended = session.get_one(Episode, episode.id)
        ended.ended_at, ended.end_reason = office.now, EndReason.GOALS_ACHIEVED
    assert office.ask(taken_over) == ()


def test_another_office_sees_none_of_them_and_one_statement_is_enough(office, count_statements):
    neighbours = neighbours_of(office)
    for number in range(5):
        take_over(office, f"Bee {number}")
    statements = count_statements(office.database)
    assert len(office.ask(taken_over)) == 5
    assert len([each for each in statements if each.startswith("SELECT")]) == 1
    with office.database.reading() as session:
        assert all(each.office_id != neighbours.id for each in session.query(Person).all())
