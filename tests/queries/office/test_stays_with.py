"""What somebody has that isn't handed on with the rest, each with what to do about it (DAY-2, DAY-4, INT-9)."""

from datetime import timedelta

import pytest

from app.queries.owners.of_somebody import what_somebody_owns, what_stays_with
from app.services.today import handover_notes
from models.episodes import Episode
from models.transfer import Transfer, TransferStep
from models.vocabulary.closure import EndReason
from models.vocabulary.transfer import TransferRoute, TransferStepKind

DAY = timedelta(days=1)
pytestmark = pytest.mark.rule("DAY-4")


@pytest.fixture
def named(office):
    """A transfer with an interim DSO named to receive the person; its episode and itself."""
    episode = office.an_episode(person=office.a_person(given="Ann", family="Lee"))
    transfer = Transfer(
        episode_id=episode, agreed_at=office.now, route=TransferRoute.INTERIM_TEAM,
        to_team_id=office.teams["Interim"], interim_dso_id=office.staff["Interim DSO"],
    )  # fmt: skip
    office.store(transfer)
    return episode, transfer.id


def stays(office, who="Interim DSO"):
    return office.ask(what_stays_with, staff=office.staff[who])


def tick(office, transfer, step):
    office.store(TransferStep(transfer_id=transfer, step=step, done_at=office.now, done_by_id=office.staff["DSO"]))


@pytest.mark.rule("INT-3", "INT-9")
def test_a_hand_over_is_its_receivers_from_being_named_until_it_is_made(office, named):
    episode, transfer = named
    seen = []
    for step in (None, TransferStepKind.PSP_SENT, TransferStepKind.TRANSFER_ACCEPTED):
        if step is not None:
            tick(office, transfer, step)
        [row] = stays(office)
        assert (row.record, row.person, row.person_id) == (transfer, "Ann Lee", office.get(Episode, episode).person_id)
        seen.append((row.said, row.to_do.split(",")[0]))
    assert seen == [
        ("is to receive the hand-over to Interim", "Choose another interim DSO in Transfer."),
        ("was asked to accept the hand-over to Interim and hasn't answered", "Answer it"),
        ("accepted the hand-over to Interim", "Move the person"),
    ]
    assert stays(office, "DSO") == ()


def test_one_that_was_given_up_or_whose_service_ended_is_nobodys(office, named):
    episode, transfer = named
    with office.database.writing() as session:
        session.get_one(Transfer, transfer).abandoned_at = office.now
    assert stays(office) == ()
    with office.database.writing() as session:
        session.get_one(Transfer, transfer).abandoned_at = None
        held = session.get_one(Episode, episode)
        held.ended_at, held.end_reason = office.now, EndReason.GOALS_ACHIEVED
    assert stays(office) == ()


@pytest.mark.rule("DAY-2")
def test_a_note_is_its_writers_until_its_last_day_and_not_one_day_longer(office, count_statements):
    until = office.now.date() + DAY
    office.do(handover_notes.write_note, team=office.teams["North"], until=until, note="Ring the ward")
    office.clock.advance(DAY)
    statements = count_statements(office.database)
    [row] = stays(office, "DSO")
    assert len([each for each in statements if each != "BEGIN"]) == 1
    assert (row.person, row.said) == ("", "wrote a hand-over note to North, shown until 21 Nov 2026")
    assert row.to_do.startswith("It stays in view.")
    assert office.ask(what_somebody_owns, staff=office.staff["DSO"]) == ()
    office.clock.advance(DAY)
    assert stays(office, "DSO") == ()
