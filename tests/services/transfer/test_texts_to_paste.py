"""Each step of the transfer has its text to paste, with what is recorded, and says what isn't."""

from datetime import timedelta

import pytest

from app.queries.transfer.texts_to_paste import ToldTransfer, for_purchase
from app.queries.transfer.transfer import transfer
from app.queries.transfer.view import PeriodLine
from app.services.transfer import handing_over
from models.vocabulary.agreement import Funding
from models.vocabulary.closure import ClosingStepKind
from models.vocabulary.transfer import TransferStepKind


def told(funding):
    return ToldTransfer(who="Ann Gill", dso="Dee", coordinator="", receives="South", funding=funding)


def texts(office, episode):
    view = office.ask(transfer, episode=episode)
    steps = {each.step: each.paste for column in view.columns for each in column.steps}
    return steps | {each.step: each.paste for each in view.package.steps}


@pytest.mark.rule("INT-3", "INT-4", "INT-5", "INT-6")
def test_each_step_has_a_text_that_names_the_person(office, make_ready):
    ready = make_ready(office)
    said = texts(office, ready.episode)
    name = office.ask(transfer, episode=ready.episode).person_name
    assert all(each.startswith(name) for step, each in said.items() if step is not TransferStepKind.STAYS_ALLOCATED)
    assert "as a next action, outcome: sent immediately" in said[TransferStepKind.PSP_SENT]
    assert "This can go straight to purchasing." in said[TransferStepKind.INTERIM_PO]
    assert "not recorded yet" in said[TransferStepKind.END_DATE_REQUEST]


@pytest.mark.rule("END-4")
def test_after_the_move_the_package_texts_give_its_end(office, make_ready):
    ready = make_ready(office)
    interim = office.do(handing_over.hand_over, transfer=ready.transfer, seen=ready.seen(office), at=office.now).made
    office.clock.advance(timedelta(hours=1))
    said = texts(office, interim)
    assert "end the purchase order for short-term support on 20 Nov 2026" in said[ClosingStepKind.END_PO]
    assert "End date of short-term support: 20 Nov 2026" in said[ClosingStepKind.UPDATE_CCL]
    assert "not recorded yet" not in said[TransferStepKind.END_DATE_REQUEST]


@pytest.mark.rule("FUND-4", "FUND-7")
def test_the_purchase_text_marks_a_period_that_nobody_signed_for():
    periods = (
        PeriodLine("From Mon 1 Feb 2027: £86.80 a week.", (), is_agreed=True),
        PeriodLine(
            "From Thu 1 Apr 2027: £90.00 a week. Not agreed: no signed agreement covers it.", (), is_agreed=False
        ),
    )
    text = for_purchase(told(Funding.SELF_FUNDER), periods)
    assert "direct care full cost" in text
    assert "Not agreed" in text
    assert for_purchase(told(Funding.COUNCIL), periods) == ""
