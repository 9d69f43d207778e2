"""Prompts on the way to ongoing care, at and around 48 hours."""

from dataclasses import replace
from datetime import timedelta

import pytest

from models.rules.agreement.signing import AgreementFacts
from models.rules.transfer.checklist import ChecklistFacts
from models.rules.transfer.conditions import TransferFacts
from models.rules.transfer.prompts import TransferPromptFacts, transfer_prompts
from models.vocabulary.agreement import Funding
from models.vocabulary.transfer import TransferRoute, TransferStepKind

K = TransferStepKind
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
MARY = TransferPromptFacts(name="Mary Smith", checklist=ChecklistFacts(funding=Funding.COUNCIL))
OWN_STEPS = frozenset({K.CAPACITY_SPOKEN, K.SCHEDULING_TOLD, K.PSP_SENT, K.END_DATE_REQUEST, K.STS_PSP_FINISHED})


def fields(facts, moment, policy):
    return [each.field for each in transfer_prompts(facts, moment, policy)]


@pytest.mark.rule("INT-1", "INT-2")
@pytest.mark.parametrize("sent", ["2026-11-10 10:00", "2026-03-28 10:00", "2026-10-24 10:00"])
@pytest.mark.parametrize(
    ("after", "said"), [(48 * HOUR - MINUTE, False), (48 * HOUR, True), (48 * HOUR + MINUTE, True)]
)
def test_at_48_hours_with_brokerage_a_transfer_can_be_agreed_and_listing_is_asked(at, policy, sent, after, said):
    facts = replace(MARY, transfer=TransferFacts(sent_to_brokerage_at=at(sent)))
    prompts = transfer_prompts(facts, at(sent) + after, policy)
    assert [(each.rule, each.field, each.due) for each in prompts] == [
        ("INT-1", "transfer.conditions", None),
        ("INT-2", "transfer.listed", None),
    ][: 2 * said]
    assert all(each.sentence.startswith("Mary Smith") for each in prompts)
    assert all(each.shown_from == at(sent) + 48 * HOUR for each in prompts)


@pytest.mark.rule("INT-1", "INT-2")
def test_an_offer_an_agreement_or_a_listing_settles_its_prompt(at, policy):
    sent, moment = at("2026-11-10 10:00"), at("2026-11-20 10:00")
    waiting = TransferFacts(sent_to_brokerage_at=sent)

    def left(**more):
        return fields(replace(MARY, transfer=replace(waiting, **more)), moment, policy)

    assert left() == ["transfer.conditions", "transfer.listed"]
    assert left(offer_at=moment) == ["transfer.answer"]
    assert left(offer_at=moment + MINUTE) == ["transfer.conditions", "transfer.listed"]
    assert left(listed_at=sent + HOUR) == ["transfer.conditions"]
    assert "transfer.conditions" not in left(agreed_at=sent)
    assert fields(replace(MARY, transfer=waiting, handed_over_at=moment), moment, policy) == ["transfer.listed"]
    assert fields(replace(MARY, transfer=waiting, is_over=True), moment, policy) == []


@pytest.mark.rule("INT-2")
def test_the_prompt_to_agree_follows_the_policy_but_the_listing_always_counts_from_sent(at, policy):
    facts = replace(MARY, transfer=TransferFacts(sent_to_brokerage_at=at("2026-11-10 10:00")))
    from_listed = replace(policy, transfer_counts_from_listed=True)
    assert fields(facts, at("2026-11-20 10:00"), from_listed) == ["transfer.listed"]


@pytest.mark.rule("INT-3", "INT-4", "INT-5", "INT-6")
def test_outstanding_steps_are_one_prompt_a_role_from_the_agreement_on(at, policy):
    agreed = at("2026-11-12 10:00")
    facts = replace(
        MARY,
        transfer=TransferFacts(agreed_at=agreed),
        checklist=ChecklistFacts(route=TransferRoute.INTERIM_TEAM, has_offer=True, done=frozenset({K.PSP_SENT})),
    )
    assert transfer_prompts(facts, agreed - MINUTE, policy) == ()
    prompts = transfer_prompts(facts, agreed, policy)
    assert [each.rule for each in prompts] == ["INT-3", "INT-4", "INT-5", "INT-6"]
    assert {each.field.rpartition(".")[0] for each in prompts} == {"transfer.checklist"}
    assert {(each.due, each.shown_from) for each in prompts} == {(None, agreed)}
    columns = {"INT-3": "sts_dso", "INT-4": "case_coordinator", "INT-5": "interim_dso", "INT-6": "brokerage"}
    assert all(each.field.endswith(f".{columns[each.rule]}") for each in prompts)
    assert prompts[0].sentence.startswith("Mary Smith's transfer waits for the STS DSO. Not ticked yet: ")
    assert K.CAPACITY_SPOKEN.label in prompts[0].sentence
    assert K.END_DATE_REQUEST.label in prompts[0].sentence
    assert "the case coordinator" in prompts[1].sentence
    assert K.STAYS_ALLOCATED.label not in prompts[1].sentence
    assert K.TRANSFER_ACCEPTED.label in prompts[2].sentence
    assert "news from Brokerage" in prompts[3].sentence


@pytest.mark.rule("INT-3")
def test_a_role_whose_steps_are_done_is_not_prompted(at, policy):
    agreed = at("2026-11-12 10:00")
    facts = replace(
        MARY, transfer=TransferFacts(agreed_at=agreed), checklist=ChecklistFacts(done=OWN_STEPS | {K.INTERIM_PO})
    )
    assert [each.rule for each in transfer_prompts(facts, agreed, policy)] == ["INT-5"]


@pytest.mark.rule("INT-3")
def test_a_move_whose_row_waits_is_asked_from_the_hand_over_until_it_has_gone_out(at, policy):
    moved = at("2026-11-13 09:00")
    facts = replace(MARY, handed_over_at=moved, checklist=ChecklistFacts(has_moved=True, row_waits=True))
    assert fields(facts, moved - MINUTE, policy) == []
    (prompt,) = transfer_prompts(facts, moved, policy)
    assert (prompt.rule, prompt.field, prompt.due) == ("INT-3", "transfer.export_tracker", None)
    assert prompt.sentence.startswith("Mary Smith's move to interim support waits in the tracker")
    assert fields(replace(facts, is_over=True), moved, policy) == ["transfer.export_tracker"]
    assert fields(replace(facts, checklist=ChecklistFacts(has_moved=True)), moved, policy) == []
    assert fields(replace(facts, handed_over_at=None), moved, policy) == []


@pytest.mark.rule("INT-5")
def test_after_interim_has_ended_only_the_interim_dsos_last_step_is_asked(at, policy):
    agreed = at("2026-11-12 10:00")
    ended = ChecklistFacts(done=OWN_STEPS | {K.TRANSFER_ACCEPTED, K.INTERIM_PSP}, has_interim_ended=True)
    facts = replace(MARY, transfer=TransferFacts(agreed_at=agreed), checklist=ended, is_over=True)
    (prompt,) = transfer_prompts(facts, agreed, policy)
    assert (prompt.rule, K.INTERIM_FINISHED.label in prompt.sentence) == ("INT-5", True)


@pytest.mark.rule("FUND-4")
def test_a_self_funder_is_asked_to_sign_then_to_upload_then_for_the_po(at, policy):
    start, later = at("2026-11-13 09:00"), at("2026-11-14 09:00")
    facts = replace(MARY, checklist=ChecklistFacts(funding=Funding.SELF_FUNDER), handed_over_at=start)

    def left(moment=later, **more):
        prompts = transfer_prompts(replace(facts, agreement=AgreementFacts(**more)), moment, policy)
        assert all(each.rule == "FUND-4" and each.due is None for each in prompts)
        return [(each.field, each.shown_from) for each in prompts]

    assert left() == [("transfer.agreement", start)]
    assert left(start - MINUTE) == []
    assert left(refused_at=later) == []
    assert left(signed_at=later) == [("transfer.upload", later)]
    assert left(signed_at=start, uploaded_at=later) == [("transfer.po", later)]
    assert left(signed_at=start, uploaded_at=later, po_raised_at=later) == []


@pytest.mark.rule("FUND-4", "FUND-1")
@pytest.mark.parametrize("funding", list(Funding))
def test_only_a_self_funder_in_interim_support_is_asked_to_sign(at, policy, funding):
    start = at("2026-11-13 09:00")
    facts = replace(MARY, checklist=ChecklistFacts(funding=funding), handed_over_at=start)
    said = ["transfer.agreement"] if funding is Funding.SELF_FUNDER else []
    assert fields(facts, start, policy) == said
    assert fields(replace(facts, handed_over_at=None), start, policy) == []
    assert fields(replace(facts, is_over=True), start, policy) == []
