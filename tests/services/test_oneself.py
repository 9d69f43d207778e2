"""Who did something is told at a server by nobody but themselves: which columns say so, and that they are held."""

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError

from app.door.errors import Refused
from app.door.work import Work
from app.services.today import handover_notes
from models.episodes import HandoverNote
from models.migrations.walls.oneself import DID
from models.schema import METADATA

WHOSE_WORD = {  # said by whoever has the word, and typed in by somebody else, perhaps
    "closure.closed_by_id",
    "cost_said.said_by_id",
    "extra_calls_said.said_by_id",
    "goal.set_by_id",
    "double_up_answer.answered_by_id",
    "hand_over_answered.answered_by_id",
    "hold.held_by_id",
    "intervention_request.asked_by_id",
    "onward_connection.asked_by_id",
    "placement.decided_by_id",
    "plan.scheduling_confirmed_by_id",
    "referral.accepted_by_id",
    "referral.outcome_by_id",
    "referral.scheduling_confirmed_by_id",
    "transfer_step.done_by_id",
    "support_aim.decided_by_id",
    "who_decided.decided_by_id",
}
CARRIED = {"agreement.evidence_seen_by_id", "plan.made_by_id"}  # from one record to another
ABOUT = {  # whom it is about, or who is to do it
    "access_request.handler_id",
    "action.owner_id",
    "attendance.staff_id",
    "episode.case_coordinator_id",
    "episode.dso_id",
    "episode.goal_setter_id",
    "equipment.assessed_by_id",
    "former_name.staff_id",
    "long_term_review.direct_care_id",
    "long_term_review.handed_over_by_id",
    "long_term_review.social_worker_id",
    "membership.staff_id",
    "owner_change.to_staff_id",
    "rating.worker_id",
    "specialist_intervention.by_id",
    "staff_leave.staff_id",
    "staff_role.staff_id",
    "staff_spell.staff_id",
    "staff_team.staff_id",
    "transfer.interim_dso_id",
    "visit_not_made.worker_id",
}


def test_of_each_column_that_names_somebody_of_the_staff_it_is_said_whether_they_did_it():
    named = {
        f"{table.name}.{key}"
        for table in METADATA.sorted_tables
        for link in table.foreign_key_constraints
        if link.referred_table.name == "staff"
        for key in set(link.column_keys) - {"office_id"}
    }
    did = {f"{table}.{column}" for table, columns in DID.items() for column in columns}
    assert named == did | WHOSE_WORD | CARRIED | ABOUT | {"access_note.staff_id"}


def note(office):
    return {"team": office.teams["North"], "until": office.now.date(), "note": "Ring"}


def test_each_of_the_staff_does_it_in_their_own_name(desk_office):
    office = desk_office
    made = office.do_as("OT", handover_notes.write_note, **note(office)).made
    assert office.get(HandoverNote, made).by_id == office.staff["OT"]
    office.do(handover_notes.take_down, note=made, seen=1)  # and another may do more with it
    assert office.get(HandoverNote, made).by_id == office.staff["OT"]


def test_nobody_does_it_in_anothers_name(desk_office):
    office = desk_office
    as_the_ot = Work(office.database, office.clock, staff=office.staff["OT"])
    with pytest.raises(Refused, match=r"^The server knows your login as somebody else of the staff") as refused:
        as_the_ot.write(lambda turn: handover_notes.write_note(turn, **note(office)))
    assert refused.value.who == "whoever gives the logins"
    with office.database.reading() as session:
        assert session.scalars(select(HandoverNote)).all() == []


def test_nor_says_afterwards_that_another_did_it(desk_office):
    office = desk_office
    made = office.do(handover_notes.write_note, **note(office)).made
    said = update(HandoverNote).where(HandoverNote.id == made).values(version=HandoverNote.version + 1)
    with pytest.raises(DBAPIError, match="theirs to say"), office.database.writing() as session:
        session.execute(said.values(by_id=office.staff["OT"]))
    with office.database.writing() as session:
        session.execute(said.values(by_id=office.staff["DSO"], note="Ring them"))
    assert office.get(HandoverNote, made).note == "Ring them"


def test_whoever_looks_after_the_server_puts_rows_of_others_there(desk_office):
    office = desk_office
    own = {"team_id": office.teams["North"], "written_at": office.now, "until": office.now.date(), "note": "Ring"}
    office.store(HandoverNote(by_id=office.staff["OT"], **own))
