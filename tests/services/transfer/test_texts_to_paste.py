"""Each step of the transfer has its text to paste, with what is recorded, and says what isn't."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.queries.transfer.texts_to_paste import ToldTransfer, for_purchase, package_text, step_text
from app.queries.transfer.transfer import transfer
from app.queries.transfer.view import PeriodLine
from app.services.transfer import handing_over
from models.values import Call, PlannedVisit
from models.vocabulary.agreement import Funding
from models.vocabulary.closure import ClosingStepKind
from models.vocabulary.transfer import TransferStepKind
from models.vocabulary.two_weeks import EVERY_WEEK, WEEK_A


def told(funding):
    return ToldTransfer(
        day=date(2026, 11, 20), who="Ann Gill", dso="Dee", coordinator="", receives="South", funding=funding
    )


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


@pytest.mark.rule("PSP-1")
def test_a_text_that_names_week_a_or_b_says_when_each_begins():
    ann = replace(told(Funding.COUNCIL), week=(PlannedVisit(frozenset({3}), Call.LUNCH, 60, weeks=WEEK_A),))
    turns = "\nWeek A begins on Monday 23 Nov 2026 and every second Monday from then, week B on Monday 16 Nov 2026."
    steps = TransferStepKind.SCHEDULING_TOLD, TransferStepKind.PSP_SENT, TransferStepKind.PVI_PO
    assert all(turns in step_text(each, ann) for each in steps)
    assert turns in package_text(ClosingStepKind.UPDATE_MOSAIC, ann)
    assert turns in package_text(ClosingStepKind.UPDATE_CCL, ann)
    assert "Week A begins" not in step_text(TransferStepKind.PVI_NOTIFIED, ann)
    every_week = replace(ann, week=(replace(ann.week[0], weeks=EVERY_WEEK),), reason="Ann asked for week A")
    assert "Week A begins" not in step_text(TransferStepKind.PSP_SENT, every_week)


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
