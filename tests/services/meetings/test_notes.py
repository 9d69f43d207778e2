"""What somebody says in a meeting, and the next steps agreed with them."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.door.errors import Refused
from app.services.closure import deaths
from app.services.meetings import meetings, notes
from models.meetings import MeetingNote
from models.people import Person
from models.vocabulary.meetings import MeetingKind

DAY = timedelta(days=1)


@pytest.fixture
def weekly(office):
    return office.do(meetings.open_meeting, team=office.teams["North"], kind=MeetingKind.WEEKLY).made


def kept(office):
    with office.database.reading() as session:
        return session.scalars(select(MeetingNote)).all()


@pytest.mark.rule("MDT-1")
def test_a_meeting_keeps_one_note_about_somebody_with_the_day_of_the_next_steps(office, weekly):
    told = {"meeting": weekly, "episode": office.an_episode()}
    made = office.do(notes.note_about, **told, person_says="I want to cook again").made
    today = office.now.date()
    with pytest.raises(Refused, match="Say on which day the next steps were agreed with"):
        office.do(notes.note_about, **told, person_says="I want to cook again", next_steps="lunch alone")
    with pytest.raises(Refused, match="hasn't come yet"):
        office.do(notes.note_about, **told, next_steps="lunch alone", next_steps_on=today + DAY)
    again = office.do_as("OT", notes.note_about, **told, next_steps="lunch alone", next_steps_on=today - DAY).made
    (note,) = kept(office)
    assert made == again == note.id
    assert (note.person_says, note.next_steps, note.next_steps_on) == ("", "lunch alone", today - DAY)
    assert note.noted_by_id == office.staff["OT"]
    office.do(notes.note_about, **told, person_says="I want to cook again", next_steps=" ", next_steps_on=today)
    (note,) = kept(office)
    assert (note.person_says, note.next_steps, note.next_steps_on) == ("I want to cook again", "", None)


@pytest.mark.rule("MDT-1", "MDT-3")
def test_nothing_is_noted_in_a_meeting_that_is_over_or_about_who_has_left(office, weekly):
    ended = office.an_episode(ended_at=office.now, end_reason="goals_achieved")
    with pytest.raises(Refused, match="has ended"):
        office.do(notes.note_about, meeting=weekly, episode=ended, person_says="thank you")
    episode = office.an_episode()
    office.do(meetings.finish_meeting, meeting=weekly)
    with pytest.raises(Refused, match="is finished"):
        office.do(notes.note_about, meeting=weekly, episode=episode, person_says="thank you")
    assert kept(office) == []


@pytest.mark.rule("MDT-1", "END-6")
def test_nothing_is_agreed_with_who_is_reported_to_have_died_and_nothing_heard_of_who_has(office, weekly):
    person = office.a_person(family="Able")
    told = {"meeting": weekly, "episode": office.an_episode(person=person)}
    today = office.now.date()
    office.do(deaths.report_death, person=person, seen=office.version(Person, person))
    office.do(notes.note_about, **told, person_says="I want to cook again")
    with pytest.raises(Refused, match="Jean Able is reported to have died: assign what is still to be done"):
        office.do(notes.note_about, **told, next_steps="lunch alone", next_steps_on=today)
    office.do(deaths.confirm_death, person=person, seen=office.version(Person, person), died_on=today)
    with pytest.raises(Refused, match="Jean Able has died: assign"):
        office.do(notes.note_about, **told, person_says="I want to cook lunch")
    office.do(notes.note_about, **told)
    (note,) = kept(office)
    assert (note.person_says, note.next_steps) == ("", "")


@pytest.mark.rule("MDT-1", "END-6")
def test_a_slip_in_a_note_made_before_a_death_is_mended_and_its_next_steps_stand(office, weekly):
    person, today = office.a_person(family="Able"), office.now.date()
    told = {"meeting": weekly, "episode": office.an_episode(person=person)}
    agreed = {"next_steps": "lunch alone", "next_steps_on": today}
    office.do(notes.note_about, **told, **agreed, person_says="I mange")
    office.do(deaths.report_death, person=person, seen=office.version(Person, person))
    office.do(notes.note_about, **told, **agreed, person_says="I manage")
    with pytest.raises(Refused, match="Jean Able is reported to have died: assign"):
        office.do(notes.note_about, **told, person_says="I manage", next_steps="tea alone", next_steps_on=today)
    office.do(deaths.confirm_death, person=person, seen=office.version(Person, person), died_on=today)
    office.do(notes.note_about, **told, next_steps="", person_says="I manage")
    (note,) = kept(office)
    assert (note.person_says, note.next_steps) == ("I manage", "")
