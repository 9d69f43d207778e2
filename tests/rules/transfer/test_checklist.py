"""Which steps of a transfer apply for whom, and what each waits for."""

from dataclasses import replace

import pytest

from models.rules.transfer.checklist import (
    ChecklistFacts,
    StepState,
    applies,
    checklist,
    outstanding,
    rests_on,
    tick_lacks,
    untick_lacks,
)
from models.vocabulary.agreement import Funding
from models.vocabulary.transfer import TransferRole, TransferRoute, TransferStepKind

K = TransferStepKind
TEAM = ChecklistFacts(route=TransferRoute.INTERIM_TEAM)


def step(kind, facts):
    (found,) = (each for each in checklist(facts) if each.kind is kind)
    return found


@pytest.mark.rule("INT-3", "INT-4", "INT-5", "INT-6")
def test_every_step_stands_in_its_roles_column_under_its_rule():
    rules = {each.role: each.rule for each in checklist(TEAM)}
    assert rules == {
        TransferRole.STS_DSO: "INT-3",
        TransferRole.CASE_COORDINATOR: "INT-4",
        TransferRole.INTERIM_DSO: "INT-5",
        TransferRole.BROKERAGE: "INT-6",
    }
    kinds = [each.kind for each in checklist(TEAM)]
    assert kinds == [each for each in K if each not in {K.FABO_REFERRAL, K.REVIEW_PLAN_SENT}]


@pytest.mark.rule("INT-4")
@pytest.mark.parametrize("funding", list(Funding))
def test_the_fabo_referral_is_asked_for_co_funders_only(funding):
    assert applies(K.FABO_REFERRAL, replace(TEAM, funding=funding)) is (funding is Funding.CO_FUNDER)


@pytest.mark.rule("INT-4")
def test_the_review_plan_is_asked_upon_a_pvi_offer():
    assert not applies(K.REVIEW_PLAN_SENT, TEAM)
    assert applies(K.REVIEW_PLAN_SENT, replace(TEAM, has_offer=True))


@pytest.mark.rule("INT-8")
def test_staying_with_sts_leaves_out_the_hand_over_and_the_interim_dso():
    kinds = [each.kind for each in checklist(ChecklistFacts(route=TransferRoute.WITHIN_STS))]
    assert kinds == [
        K.SCHEDULING_TOLD,
        K.END_DATE_REQUEST,
        K.STS_PSP_FINISHED,
        K.STAYS_ALLOCATED,
        K.INTERIM_PO,
        K.PVI_CONFIRMED,
        K.PVI_NOTIFIED,
        K.PVI_PO,
    ]


@pytest.mark.rule("INT-8")
def test_what_was_done_stays_on_the_checklist_whatever_route_is_chosen_later():
    facts = ChecklistFacts(route=TransferRoute.WITHIN_STS, done=frozenset({K.CAPACITY_SPOKEN}))
    assert step(K.CAPACITY_SPOKEN, facts).state is StepState.DONE


@pytest.mark.rule("INT-3", "INT-5")
@pytest.mark.parametrize(
    ("kind", "before"),
    [
        (K.PSP_SENT, K.CAPACITY_SPOKEN),
        (K.STS_PSP_FINISHED, K.END_DATE_REQUEST),
        (K.TRANSFER_ACCEPTED, K.PSP_SENT),
        (K.INTERIM_PSP, K.TRANSFER_ACCEPTED),
    ],
)
def test_a_step_waits_for_the_one_before_it(kind, before):
    waiting = step(kind, TEAM)
    assert (waiting.state, waiting.waits_for) == (StepState.WAITING, (before,))
    ready = step(kind, replace(TEAM, done=frozenset({before})))
    assert (ready.state, ready.waits_for) == (StepState.READY, ())


@pytest.mark.rule("INT-6")
@pytest.mark.parametrize("kind", [K.PVI_NOTIFIED, K.PVI_PO, K.REVIEW_PLAN_SENT])
def test_news_of_a_provider_waits_for_an_offer_and_then_for_its_confirmation(kind):
    offered = replace(TEAM, has_offer=True)
    assert step(K.PVI_CONFIRMED, TEAM).later == "a PVI offer"
    assert step(K.PVI_CONFIRMED, offered).state is StepState.READY
    assert step(kind, offered).waits_for == (K.PVI_CONFIRMED,)
    assert step(kind, replace(offered, done=frozenset({K.PVI_CONFIRMED}))).state is StepState.READY


@pytest.mark.rule("INT-5")
def test_the_interim_dso_finishes_when_interim_ends():
    done = replace(TEAM, done=frozenset({K.INTERIM_PSP}))
    assert step(K.INTERIM_FINISHED, done).state is StepState.WAITING
    assert step(K.INTERIM_FINISHED, done).later == "the end of interim support"
    assert step(K.INTERIM_FINISHED, replace(done, has_interim_ended=True)).state is StepState.READY


@pytest.mark.rule("INT-3")
def test_scheduling_is_told_after_the_move_and_once_its_row_has_gone_out():
    assert step(K.SCHEDULING_TOLD, TEAM).later == "the hand-over, whose row goes to Scheduling"
    moved = replace(TEAM, has_moved=True, row_waits=True)
    assert step(K.SCHEDULING_TOLD, moved).later == "the tracker's export: its row waits to go out"
    assert step(K.SCHEDULING_TOLD, replace(moved, row_waits=False)).state is StepState.READY
    assert step(K.SCHEDULING_TOLD, replace(moved, done=frozenset({K.SCHEDULING_TOLD}))).state is StepState.DONE


@pytest.mark.rule("INT-3")
def test_outstanding_are_the_steps_that_somebody_can_do_now():
    assert [each.kind for each in outstanding(TEAM)] == [
        K.CAPACITY_SPOKEN,
        K.END_DATE_REQUEST,
        K.STAYS_ALLOCATED,
        K.INTERIM_PO,
    ]


@pytest.mark.rule("INT-3", "INT-5")
def test_a_step_names_what_is_done_and_rests_on_it():
    done = frozenset({K.CAPACITY_SPOKEN, K.PSP_SENT, K.TRANSFER_ACCEPTED})
    assert rests_on(K.CAPACITY_SPOKEN, done) == (K.PSP_SENT,)
    assert rests_on(K.PSP_SENT, done) == (K.TRANSFER_ACCEPTED,)
    assert rests_on(K.TRANSFER_ACCEPTED, done) == ()


def ticked(kind, facts=TEAM, note="Spoke with Ann", reason="Waits for care"):
    return [(each.rule, each.sentence, each.who) for each in tick_lacks(kind, facts, note=note, reason=reason)]


@pytest.mark.rule("INT-3", "INT-4", "INT-5", "INT-6")
@pytest.mark.parametrize("kind", [each for each in K if each is not K.FABO_REFERRAL])
def test_a_step_is_ticked_when_it_is_its_turn_and_else_says_what_it_waits_for(kind):
    facts = replace(TEAM, has_offer=kind is K.REVIEW_PLAN_SENT)
    said, asked = ticked(kind, facts), step(kind, facts)
    assert bool(said) is (asked.state is StepState.WAITING)
    for rule, sentence, who in said:
        before = [f"“{each.label}”" for each in asked.waits_for] or [asked.later]
        assert (rule, who) == (asked.rule, asked.role.label)
        assert all(each in sentence for each in before)


@pytest.mark.rule("INT-8")
def test_a_step_of_another_way_is_not_ticked():
    within = replace(TEAM, route=TransferRoute.WITHIN_STS)
    assert [rule for rule, *_ in ticked(K.TRANSFER_ACCEPTED, within)] == ["INT-8"]
    assert ticked(K.TRANSFER_ACCEPTED, replace(within, done=frozenset({K.TRANSFER_ACCEPTED}))) == []


@pytest.mark.rule("INT-3")
def test_the_talk_about_capacity_has_its_note_and_the_psp_goes_with_its_reason(nothing_said):
    assert [who for *_, who in ticked(K.CAPACITY_SPOKEN, note=nothing_said)] == ["the STS DSO"]
    spoken = replace(TEAM, done=frozenset({K.CAPACITY_SPOKEN}))
    assert ticked(K.PSP_SENT, spoken, note=nothing_said) == []
    assert [who for *_, who in ticked(K.PSP_SENT, spoken, reason=nothing_said)] == ["the MDT"]
    assert ticked(K.END_DATE_REQUEST, note=nothing_said, reason=nothing_said) == []


def unticked(kind, *done, has_moved=False):
    return [each.sentence for each in untick_lacks(kind, frozenset(done), has_moved=has_moved)]


@pytest.mark.rule("INT-3")
def test_only_a_tick_that_is_there_and_on_which_nothing_rests_is_taken_back():
    assert unticked(K.CAPACITY_SPOKEN) == ["This step isn't ticked."]
    assert unticked(K.CAPACITY_SPOKEN, K.CAPACITY_SPOKEN) == []
    (rests,) = unticked(K.CAPACITY_SPOKEN, K.CAPACITY_SPOKEN, K.PSP_SENT)
    assert rests == f"Take back first what rests on this step: “{K.PSP_SENT.label}”."


@pytest.mark.rule("INT-7")
@pytest.mark.parametrize("kind", list(K))
def test_what_the_hand_over_rested_on_stays_ticked_after_it(kind):
    assert unticked(kind, kind) == []
    stays = kind in {K.END_DATE_REQUEST, K.TRANSFER_ACCEPTED}
    assert bool(unticked(kind, kind, has_moved=True)) is stays
