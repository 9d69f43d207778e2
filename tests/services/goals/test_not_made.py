"""A planned visit that wasn't made: noted with a reason, taken back, and a letter beside it asked about."""

from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from app.door.errors import ChangedMeanwhile, Refused
from app.services.goals import not_made, ratings
from app.services.goals.not_made import Said
from models.breaks import Break
from models.episodes import Episode
from models.people import Person
from models.ratings import VisitNotMade
from models.values import Call
from models.vocabulary.closure import BreakKind
from models.vocabulary.goals import Letter, NotMade
from tests.builders import visit

TODAY, YESTERDAY = date(2026, 11, 20), date(2026, 11, 19)


@pytest.fixture
def episode(office):
    return office.an_episode(visit(Call.LUNCH), started_at=office.now - timedelta(days=5))


@pytest.fixture
def person(office, episode):
    return office.get(Episode, episode).person_id


def note(office, person, reason=NotMade.NOBODY_CAME, day=YESTERDAY, call=Call.LUNCH, **values):
    return office.do(not_made.note_not_made, person=person, day=day, call=call, reason=reason, **values)


def take_back(office, person, **values):
    return office.do(not_made.take_back_not_made, person=person, day=YESTERDAY, call=Call.LUNCH, **values)


def stored(office):
    with office.database.reading() as session:
        return [
            (each.reason, each.note, each.withdrawn_at is None, each.noted_by_id == office.staff["DSO"])
            for each in session.scalars(select(VisitNotMade))
        ]


@pytest.mark.rule("IPAD-1")
def test_it_is_noted_with_its_reason_by_whom_and_when_and_taken_back_without_being_forgotten(office, person):
    note(office, person, note="van broke down")
    assert stored(office) == [(NotMade.NOBODY_CAME, "van broke down", True, True)]
    note(office, person, NotMade.OUT)
    assert stored(office) == [(NotMade.OUT, "", True, True)]
    take_back(office, person)
    assert stored(office) == [(NotMade.OUT, "", False, True)]
    note(office, person, NotMade.NO_ACCESS)
    assert stored(office) == [(NotMade.NO_ACCESS, "", True, True)]


@pytest.mark.rule("IPAD-1")
def test_another_desk_that_noted_since_is_told(office, person):
    note(office, person)
    with pytest.raises(ChangedMeanwhile):
        note(office, person, NotMade.OUT, seen=None)
    with pytest.raises(ChangedMeanwhile):
        take_back(office, person, seen=Said(NotMade.OUT))
    note(office, person, note="van broke down")
    with pytest.raises(ChangedMeanwhile):
        note(office, person, note="nobody rostered", seen=Said(NotMade.NOBODY_CAME))
    assert stored(office) == [(NotMade.NOBODY_CAME, "van broke down", True, True)]
    take_back(office, person)
    with pytest.raises(Refused, match="isn't recorded"):
        take_back(office, person)


@pytest.mark.rule("IPAD-1")
def test_a_visit_that_has_not_been_or_is_outside_the_service_has_none(office, person):
    with pytest.raises(Refused, match="hasn't been made yet"):
        note(office, person, day=TODAY + timedelta(days=1))
    with pytest.raises(Refused, match="in service"):
        note(office, person, day=TODAY - timedelta(days=30))


@pytest.mark.rule("IPAD-1")
def test_a_visit_that_was_not_due_is_asked_about(office, episode, person):
    with pytest.raises(Refused, match="has no tea visit") as asked:
        note(office, person, call=Call.TEA)
    assert [each.field for each in asked.value.lacks] == ["is_meant"]
    note(office, person, call=Call.TEA, is_meant=True)
    began = office.now - timedelta(days=1, hours=4)
    office.store(
        Break(
            episode_id=episode, kind=BreakKind.HOSPITAL, episode_kind=office.get(Episode, episode).kind,
            began_at=began, last_visit_on=began.date(), last_asked_at=began, recorded_by_id=office.staff["DSO"],
        )
    )  # fmt: skip
    with pytest.raises(Refused, match="in hospital"):
        note(office, person)


@pytest.mark.rule("IPAD-1")
def test_a_letter_for_a_visit_that_was_not_made_is_asked_about_and_the_other_way_round(office, episode, person):
    goal = office.a_goal(episode, set_at=office.now - timedelta(days=4))
    told = {"goal": goal, "day": YESTERDAY, "call": Call.LUNCH, "worker": office.staff["CWC"], "letter": Letter.P}
    note(office, person)
    with pytest.raises(Refused, match=r"not made \(nobody came\)") as asked:
        office.do(ratings.rate, **told, is_meant=False)
    assert [each.field for each in asked.value.lacks] == ["is_meant"]
    take_back(office, person)
    office.do(ratings.rate, **told, is_meant=False)
    with pytest.raises(Refused, match="has a rating"):
        note(office, person)
    note(office, person, is_meant=True)
    office.do(ratings.undo_rating, **told, back_to=None)
    take_back(office, person)
    note(office, person)


@pytest.mark.rule("IPAD-1")
def test_a_letter_where_the_goal_was_not_due_is_asked_about(office, episode):
    told = {"day": YESTERDAY, "worker": office.staff["CWC"], "letter": Letter.P}
    goal = office.a_goal(episode, set_at=office.now - timedelta(days=4), calls="tea")
    with pytest.raises(Refused, match="at other calls"):
        office.do(ratings.rate, goal=goal, call=Call.LUNCH, is_meant=False, **told)
    with pytest.raises(Refused, match="has no tea visit"):
        office.do(ratings.rate, goal=goal, call=Call.TEA, is_meant=False, **told)
    office.do(ratings.rate, goal=goal, call=Call.TEA, is_meant=True, **told)


@pytest.mark.rule("IPAD-1", "END-6")
def test_after_a_death_a_visit_not_made_and_a_letter_are_asked_about_and_nothing_is_lost(office, episode, person):
    goal = office.a_goal(episode, set_at=office.now - timedelta(days=4))
    with office.database.writing() as session:
        session.get_one(Person, person).death_reported_at = office.now - timedelta(days=2)
    letter = {"goal": goal, "call": Call.LUNCH, "worker": office.staff["CWC"], "letter": Letter.P}
    for deed in (
        partial(note, office, person),
        partial(office.do, ratings.rate, day=YESTERDAY, is_meant=False, **letter),
    ):
        with pytest.raises(Refused, match="recorded as having died by 18 Nov 2026") as asked:
            deed()
        assert [each.field for each in asked.value.lacks] == ["is_meant"]
    note(office, person, day=YESTERDAY - timedelta(days=1))  # on the day itself somebody may have come
    note(office, person, is_meant=True)
    assert len(stored(office)) == 2
