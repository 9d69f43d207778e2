"""Ticks of the transfer checklist: who and when, what waits, and what keeps a tick in its place."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.door.errors import Refused
from app.services.closure import ending
from app.services.transfer import checklist, conditions, handing_over
from models.audit import AuditEntry
from models.episodes import Episode
from models.plans import Plan
from models.transfer import Transfer, TransferStep
from models.vocabulary.agreement import Funding
from models.vocabulary.closure import EndReason
from models.vocabulary.transfer import TransferRoute, TransferStepKind

Step = TransferStepKind


def ticked(office, transfer, step):
    with office.database.reading() as session:
        return session.scalars(
            select(TransferStep).where(TransferStep.transfer_id == transfer, TransferStep.step == step)
        ).one_or_none()


def a_transfer(office, *, route=None, funding=Funding.COUNCIL):
    episode = office.an_episode(person=office.a_person(funding=funding))
    made = office.do(conditions.agree_transfer, episode=episode, at=office.now, reason="No offer").made
    if route is TransferRoute.WITHIN_STS:
        office.do(conditions.choose_route, episode=episode, route=route)
    return made


@pytest.mark.rule("INT-3")
def test_a_tick_says_who_when_and_its_note_and_can_be_taken_back(office):
    transfer = a_transfer(office)
    office.do(checklist.tick, transfer=transfer, step=Step.CAPACITY_SPOKEN, note=" Room from Monday ")
    step = ticked(office, transfer, Step.CAPACITY_SPOKEN)
    assert (step.done_at, step.done_by_id, step.note) == (office.now, office.staff["DSO"], "Room from Monday")
    office.do(checklist.untick, transfer=transfer, step=Step.CAPACITY_SPOKEN)
    assert ticked(office, transfer, Step.CAPACITY_SPOKEN).done_at is None
    with office.database.reading() as session:
        entries = session.scalars(select(AuditEntry).where(AuditEntry.row_id == step.id)).all()
    assert len(entries) >= 2
    assert all(each.operation_id for each in entries)


@pytest.mark.rule("INT-3", "INT-5")
@pytest.mark.parametrize(
    ("step", "waits"),
    [
        (Step.PSP_SENT, "Spoken with the interim DSO"),
        (Step.STS_PSP_FINISHED, "Service end date request"),
        (Step.TRANSFER_ACCEPTED, "PSP sent"),
        (Step.INTERIM_PSP, "Transfer accepted"),
        (Step.INTERIM_FINISHED, "PSP completed"),
    ],
)
def test_a_step_waits_for_the_one_before(office, step, waits):
    transfer = a_transfer(office)
    with pytest.raises(Refused, match=f"waits for “{waits}"):
        office.do(checklist.tick, transfer=transfer, step=step, note="x")
    assert ticked(office, transfer, step) is None


@pytest.mark.rule("INT-6")
def test_brokerages_steps_wait_for_an_offer(office):
    transfer = a_transfer(office)
    with pytest.raises(Refused, match="waits for a PVI offer"):
        office.do(checklist.tick, transfer=transfer, step=Step.PVI_CONFIRMED)
    episode = office.get(Transfer, transfer).episode_id
    office.do(conditions.record_offer, episode=episode, at=office.now, provider="Dove Care", starts_on=None)
    for step in (Step.PVI_CONFIRMED, Step.PVI_NOTIFIED, Step.PVI_PO, Step.REVIEW_PLAN_SENT):
        office.do(checklist.tick, transfer=transfer, step=step)
        assert ticked(office, transfer, step).done_at == office.now


@pytest.mark.rule("INT-3")
def test_the_talk_about_capacity_needs_its_case_note_and_the_psp_its_reason(office):
    transfer = a_transfer(office)
    with pytest.raises(Refused, match="case note"):
        office.do(checklist.tick, transfer=transfer, step=Step.CAPACITY_SPOKEN)
    episode = office.an_episode()
    other = office.do(conditions.confirm_need, episode=episode, at=office.now).made
    office.do(checklist.tick, transfer=other, step=Step.CAPACITY_SPOKEN, note="Room")
    with pytest.raises(Refused, match="Give the reason"):
        office.do(checklist.tick, transfer=other, step=Step.PSP_SENT)


@pytest.mark.rule("INT-8", "INT-4")
def test_a_step_that_is_not_of_this_transfer_is_refused(office):
    within = a_transfer(office, route=TransferRoute.WITHIN_STS)
    for step in (Step.TRANSFER_ACCEPTED, Step.PSP_SENT, Step.FABO_REFERRAL):
        with pytest.raises(Refused, match="doesn't belong"):
            office.do(checklist.tick, transfer=within, step=step)


@pytest.mark.rule("INT-3", "PSP-2")
def test_finishing_the_sts_psp_finishes_the_plan_itself(office):
    transfer = a_transfer(office)
    for step in (Step.END_DATE_REQUEST, Step.STS_PSP_FINISHED):
        office.do(checklist.tick, transfer=transfer, step=step)
    with office.database.reading() as session:
        assert session.scalars(select(Plan)).one().finished_at == office.now


@pytest.mark.rule("INT-4", "FUND-2")
def test_a_fabo_tick_dates_the_referral_keeps_an_earlier_date_and_goes_with_the_tick(office):
    transfer = a_transfer(office, funding=Funding.CO_FUNDER)
    office.do(checklist.tick, transfer=transfer, step=Step.FABO_REFERRAL)
    office.clock.advance(timedelta(hours=1))
    office.do(checklist.tick, transfer=transfer, step=Step.FABO_REFERRAL)
    assert office.get(Transfer, transfer).fabo_at == office.now - timedelta(hours=1)
    office.do(checklist.untick, transfer=transfer, step=Step.FABO_REFERRAL)
    assert office.get(Transfer, transfer).fabo_at is None


@pytest.mark.rule("INT-3")
def test_a_tick_on_which_another_rests_stays_until_that_one_is_taken_back(office):
    transfer = a_transfer(office)
    with pytest.raises(Refused, match="isn't ticked"):
        office.do(checklist.untick, transfer=transfer, step=Step.CAPACITY_SPOKEN)
    office.do(checklist.tick, transfer=transfer, step=Step.CAPACITY_SPOKEN, note="Room")
    office.do(checklist.tick, transfer=transfer, step=Step.PSP_SENT)
    with pytest.raises(Refused, match="Take back first what rests on this step: “PSP sent"):
        office.do(checklist.untick, transfer=transfer, step=Step.CAPACITY_SPOKEN)
    office.do(checklist.untick, transfer=transfer, step=Step.PSP_SENT)
    office.do(checklist.untick, transfer=transfer, step=Step.CAPACITY_SPOKEN)


@pytest.mark.rule("INT-5", "INT-7")
def test_after_the_move_its_ground_stays_and_the_last_step_waits_for_the_end(office, make_ready):
    ready = make_ready(office)
    after = office.do(handing_over.hand_over, transfer=ready.transfer, seen=ready.seen(office), at=office.now).made
    for step in (Step.END_DATE_REQUEST, Step.TRANSFER_ACCEPTED):
        with pytest.raises(Refused, match="hand-over rests"):
            office.do(checklist.untick, transfer=ready.transfer, step=step)
    office.do(checklist.tick, transfer=ready.transfer, step=Step.INTERIM_PSP)
    with pytest.raises(Refused, match="the end of interim support"):
        office.do(checklist.tick, transfer=ready.transfer, step=Step.INTERIM_FINISHED)
    office.do(
        ending.end, episode=after, seen=office.version(Episode, after), reason=EndReason.PVI_FOUND,
        ends_at=office.now, package_on=office.now.date(),
    )  # fmt: skip
    office.do(checklist.tick, transfer=ready.transfer, step=Step.INTERIM_FINISHED)


@pytest.mark.rule("INT-1")
def test_a_transfer_that_was_given_up_takes_no_tick(office):
    transfer = a_transfer(office)
    office.do(conditions.abandon, episode=office.get(Transfer, transfer).episode_id)
    with pytest.raises(Refused, match="was given up"):
        office.do(checklist.tick, transfer=transfer, step=Step.END_DATE_REQUEST)
