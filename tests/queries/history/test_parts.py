"""Whose History it is says which of their records can be looked at by themselves, on both databases."""

from datetime import timedelta

from app.queries.history.as_it_stood import as_it_stood
from app.queries.history.changes import history
from app.queries.history.parts import parts
from models.episodes import Episode


def test_a_person_s_records_are_offered_by_what_they_are_called(office):
    person = office.a_person()
    referral = office.a_referral(person=person, reference="CH-77")
    office.an_episode(person=person)
    rows = office.ask(parts, about=person)
    assert rows[0].id == person
    assert rows[0].label.startswith("Jean Gill")
    assert [row.id for row in rows if row.label.startswith("Referral CH-77 of ")] == [referral]
    (plan,) = [row for row in rows if row.label.startswith("Plan 1 from ")]
    assert {row.kind for row in office.ask(history, about=plan.id).rows} == {"a plan", "a visit of the plan"}
    assert {row.kind for row in office.ask(as_it_stood, about=referral, at=office.now + timedelta(days=4000))} >= {
        "a referral"
    }


def test_another_record_and_another_person_s_offer_nothing(office):
    person, other = office.a_person(), office.a_person()
    episode = office.an_episode(person=person)
    assert office.ask(parts, about=episode) == ()
    assert [row.id for row in office.ask(parts, about=other)] == [other]
    assert office.get(Episode, episode).person_id == person
