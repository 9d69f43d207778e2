"""Which steps of a transfer apply for whom, and what each waits for."""

from dataclasses import replace

import pytest

from models.rules.transfer.checklist import ChecklistFacts, StepState, applies, checklist, outstanding, rests_on
from models.vocabulary import Funding, TransferRole, TransferRoute, TransferStepKind

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
def test_outstanding_are_the_steps_that_somebody_can_do_now():
    assert [each.kind for each in outstanding(TEAM)] == [
        K.CAPACITY_SPOKEN,
        K.SCHEDULING_TOLD,
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
