"""Every change of a transfer's record belongs to the deed that made it, and reaches just that person's record."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.door.errors import Refused
from app.queries.transfer.transfer import transfer
from app.services.episodes import milestones
from app.services.episodes.open_episode import open_episode
from app.services.transfer import checklist, conditions, handing_over
from app.services.transfer.transfer_of_episode import done_steps, step_of, transfer_of
from models.audit import AuditEntry
from models.episodes import Episode
from models.transfer import Transfer
from models.vocabulary.closure import EndReason
from models.vocabulary.episodes import AssessmentDecision
from models.vocabulary.transfer import TransferStepKind
from tests.builders import neighbours_of

HOUR = timedelta(hours=1)
Step = TransferStepKind
ASSESSED = {"decision": AssessmentDecision.ONGOING, "assessed_by": "SW North"}


def record_of(office, episode):
    with office.database.reading() as session:
        query = select(Transfer).where(Transfer.episode_id == episode, Transfer.abandoned_at.is_(None))
        return session.scalars(query).one_or_none()


def operations(office, key):
    """By which deeds a record came to be as it is, in order, each once."""
    with office.database.reading() as session:
        query = select(AuditEntry.operation_id).where(AuditEntry.row_id == key).order_by(AuditEntry.number)
        return list(dict.fromkeys(session.scalars(query)))


@pytest.mark.rule("INT-1", "INT-2")
def test_each_fact_after_the_first_belongs_to_the_deed_that_recorded_it(office):
    episode = office.an_episode()
    office.do(conditions.confirm_need, episode=episode, at=office.now)
    key = record_of(office, episode).id
    for count, (deed, told) in enumerate(
        (
            (conditions.agree_transfer, {"at": office.now, "reason": "No offer"}),  # before the move only
            (conditions.send_to_brokerage, {"at": office.now}),  # also after it
            (conditions.confirm_need, {"at": office.now}),
        ),
        start=2,
    ):
        office.do(deed, episode=episode, **told)
        assert len(operations(office, key)) == count
        assert office.get(Transfer, key).operation_id == operations(office, key)[-1]


@pytest.mark.rule("INT-3")
def test_a_step_ticked_anew_belongs_to_the_deed_that_ticked_it(office):
    episode = office.an_episode()
    transfer = office.do(conditions.agree_transfer, episode=episode, at=office.now, reason="No offer").made
    for note in (" Room from Monday ", " From Tuesday "):
        office.do(checklist.tick, transfer=transfer, step=Step.CAPACITY_SPOKEN, note=note)
    step = office.ask(step_of, transfer, Step.CAPACITY_SPOKEN)
    assert step.note == "From Tuesday"
    assert len(operations(office, step.id)) == 2
    assert step.operation_id == operations(office, step.id)[-1]


@pytest.mark.rule("INT-3")
def test_ticks_are_told_apart_by_step_and_by_transfer(office):
    mine, other = (
        office.do(conditions.agree_transfer, episode=office.an_episode(), at=office.now, reason="No offer").made
        for _ in range(2)
    )
    office.do(checklist.tick, transfer=mine, step=Step.CAPACITY_SPOKEN, note="Room")
    office.do(checklist.tick, transfer=mine, step=Step.PSP_SENT)
    office.do(checklist.untick, transfer=mine, step=Step.PSP_SENT)
    office.do(checklist.tick, transfer=other, step=Step.END_DATE_REQUEST)
    assert office.ask(done_steps, mine) == {Step.CAPACITY_SPOKEN}
    assert office.ask(done_steps, other) == {Step.END_DATE_REQUEST}
    assert office.ask(step_of, mine, Step.END_DATE_REQUEST) is None
    assert office.ask(step_of, mine, Step.CAPACITY_SPOKEN).note == "Room"


@pytest.mark.rule("FUND-3", "MILE-2")
def test_the_need_keeps_the_day_on_which_it_was_confirmed_when_an_assessment_follows(office):
    episode, at = office.an_episode(), office.now - HOUR
    office.do(conditions.confirm_need, episode=episode, at=at)
    office.do(milestones.record_assessment, episode=episode, at=office.now, **ASSESSED)
    assert record_of(office, episode).need_confirmed_at == at
    assert office.ask(transfer, episode=episode).facts.assessed_at == office.now


@pytest.mark.rule("INT-1")
def test_an_assessment_in_one_persons_goals_is_no_news_of_another(office):
    other = office.an_episode()
    office.do(conditions.confirm_need, episode=other, at=office.now)
    office.do(milestones.record_assessment, episode=office.an_episode(), at=office.now, **ASSESSED)
    assert office.ask(transfer, episode=other).facts.assessed_at is None


@pytest.mark.rule("INT-1")
def test_a_transfer_that_was_given_up_is_not_found_again(office):
    episode = office.an_episode()
    office.do(conditions.confirm_need, episode=episode, at=office.now)
    office.do(conditions.abandon, episode=episode)
    assert office.ask(transfer_of, episode) is None


@pytest.mark.rule("INT-7")
def test_who_can_lift_a_refusal_is_said_with_it(office, make_ready):
    ready = make_ready(office)
    after = office.do(handing_over.hand_over, transfer=ready.transfer, seen=ready.seen(office), at=office.now).made
    with pytest.raises(Refused, match="moved to interim support") as moved:
        office.do(conditions.agree_transfer, episode=after, at=office.now, reason="Again")
    assert (moved.value.rule, moved.value.who) == ("INT-7", "nobody")
    with pytest.raises(Refused, match="has ended") as ended:
        office.ask(open_episode, ready.episode)
    assert ended.value.who == "the DSO, by reopening it"


@pytest.mark.rule("INT-6")
def test_after_interim_support_has_ended_no_news_is_taken_by_either_episode(office, make_ready):
    ready = make_ready(office)
    after = office.do(handing_over.hand_over, transfer=ready.transfer, seen=ready.seen(office), at=office.now).made
    with office.database.writing() as session:
        episode = session.get_one(Episode, after)
        episode.ended_at, episode.end_reason = office.now, EndReason.PVI_FOUND
    for episode in (ready.episode, after):
        with pytest.raises(Refused, match="has ended"):
            office.do(conditions.record_listed, episode=episode, at=office.now)


def test_another_offices_transfer_is_not_found(office):
    theirs = neighbours_of(office)
    episode = theirs.an_episode()
    theirs.store(Transfer(episode_id=episode))
    with pytest.raises(Refused, match="isn't in your office"):
        office.do(conditions.confirm_need, episode=episode, at=office.now)
