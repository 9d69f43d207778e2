"""A safeguarding concern is recorded and told; a hand-over note is left, read until its day, and taken down."""

from datetime import timedelta

import pytest

from app.door.errors import Refused
from app.queries.people.caseload import PersonSign, person_header
from app.queries.today.concerns import untold
from app.queries.today.handover_notes import notes
from app.queries.today.prompts import today
from app.services.today import concerns, handover_notes
from models.episodes import HandoverNote
from models.people import Concern

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def rules(office):
    return {row.rule for row in office.ask(today)}


@pytest.mark.rule("DAY-1")
def test_a_concern_is_prompted_and_a_sign_until_somebody_is_told(office):
    person = office.a_person()
    made = office.do_as("CWC", concerns.record_concern, person=person, what=" A bruise on the left arm ").made
    (row,) = office.ask(untold)
    assert (row.id, row.what, row.raised_by) == (made, "A bruise on the left arm", "CWC North")
    (prompt,) = (row for row in office.ask(today) if row.rule == "DAY-1")
    assert (prompt.concern_id, prompt.field, prompt.person_id) == (made, "today.concern", person)
    assert PersonSign.SAFEGUARDING in {each.kind for each in office.ask(person_header, person=person).signs}
    office.clock.advance(HOUR)
    office.do(concerns.record_told, concern=made, seen=row.version, whom="Call Derbyshire, Ms Bell")
    kept = office.get(Concern, made)
    assert (kept.told_whom, kept.told_at, kept.operation_id is not None) == (
        "Call Derbyshire, Ms Bell", office.now, True,
    )  # fmt: skip
    assert office.ask(untold) == ()
    assert "DAY-1" not in rules(office)
    assert PersonSign.SAFEGUARDING not in {each.kind for each in office.ask(person_header, person=person).signs}


@pytest.mark.rule("DAY-1")
def test_a_concern_that_was_told_at_once_is_never_prompted(office):
    office.do(concerns.record_concern, person=office.a_person(), what="Money missing", told_whom="Ms Bell")
    assert "DAY-1" not in rules(office)


@pytest.mark.rule("DAY-1")
def test_a_concern_that_says_nothing_or_is_told_to_nobody_is_refused(office):
    person = office.a_person()
    with pytest.raises(Refused, match="Say what was seen or heard"):
        office.do(concerns.record_concern, person=person, what=" ")
    with pytest.raises(Refused, match="still to come"):
        office.do(concerns.record_concern, person=person, what="bruise", raised_at=office.now + HOUR)
    made = office.do(concerns.record_concern, person=person, what="bruise").made
    seen = office.version(Concern, made)
    with pytest.raises(Refused, match="Say who was told"):
        office.do(concerns.record_told, concern=made, seen=seen, whom=" ")
    for at in (office.now - HOUR, office.now + HOUR):
        with pytest.raises(Refused, match="moment of telling"):
            office.do(concerns.record_told, concern=made, seen=seen, whom="Ms Bell", at=at)
    assert office.version(Concern, made) == seen
    office.do(concerns.record_told, concern=made, seen=seen, whom="Ms Bell")
    with pytest.raises(Refused, match="This has changed since it was looked at"):
        office.do(concerns.record_told, concern=made, seen=seen, whom="Mr Low")
    with pytest.raises(Refused, match="already"):
        office.do(concerns.record_told, concern=made, seen=office.version(Concern, made), whom="Mr Low")


@pytest.mark.rule("DAY-2")
def test_a_hand_over_note_is_shown_until_its_day_has_passed(office):
    team, until = office.teams["North"], office.now.date() + 2 * DAY
    made = office.do(handover_notes.write_note, team=team, until=until, note=" Ring Jean first ").made
    (row,) = office.ask(notes)
    assert (row.id, row.note, row.by, row.team, row.until) == (made, "Ring Jean first", "DSO North", "North", until)
    assert office.ask(notes, team=office.teams["South"]) == ()
    office.clock.advance(2 * DAY)
    assert len(office.ask(notes, team=team)) == 1
    office.clock.advance(DAY)
    assert office.ask(notes) == ()


@pytest.mark.rule("DAY-2")
def test_a_note_can_be_taken_down_and_an_empty_or_past_one_is_refused(office):
    team, today_ = office.teams["North"], office.now.date()
    for told, said in (
        ({"note": " ", "until": today_}, "Write what the next desk"),
        ({"note": "x", "until": today_ - DAY}, "from today on"),
    ):
        with pytest.raises(Refused, match=said):
            office.do(handover_notes.write_note, team=team, **told)
    made = office.do(handover_notes.write_note, team=team, until=today_, note="Ring Jean").made
    with pytest.raises(Refused, match="This has changed since it was looked at"):
        office.do(handover_notes.take_down, note=made, seen=7)
    office.do(handover_notes.take_down, note=made, seen=office.version(HandoverNote, made))
    assert office.ask(notes) == ()
    with pytest.raises(Refused, match="any more"):
        office.do(handover_notes.take_down, note=made, seen=office.version(HandoverNote, made))
