"""A hand-over doesn't close the short-term package: its own steps are asked in the transfer's checklist (END-4)."""

from datetime import timedelta

import pytest

from app.door.errors import Refused
from app.queries.closure.closure import closure
from app.queries.transfer.transfer import transfer
from app.services.closure import ending
from app.services.transfer import handing_over, short_term_package, taking_back
from models.episodes import Episode
from models.vocabulary.closure import ClosingStepKind, EndReason

pytestmark = pytest.mark.rule("END-4", "INT-3")


@pytest.fixture
def moved(office, make_ready):
    ready = make_ready(office)
    interim = office.do(handing_over.hand_over, transfer=ready.transfer, seen=ready.seen(office), at=office.now).made
    office.clock.advance(timedelta(hours=1))
    return ready, interim


def tick(office, ready, step):
    office.do(short_term_package.tick_package_step, transfer=ready.transfer, step=step)


def test_the_package_is_open_after_the_move_and_closed_with_its_last_step(office, moved):
    ready, interim = moved
    assert office.get(Episode, ready.episode).closed_at is None
    for step in list(ClosingStepKind)[:2]:
        tick(office, ready, step)
    assert office.get(Episode, ready.episode).closed_at is None
    tick(office, ready, ClosingStepKind.UPDATE_CCL)
    assert office.get(Episode, ready.episode).closed_at == office.now
    shown = office.ask(transfer, episode=interim).package
    assert [each.done_by for each in shown.shown] == ["DSO North"] * 3
    assert office.ask(closure, episode=ready.episode).closed_by == "DSO North"
    with pytest.raises(Refused, match="closed already"):
        tick(office, ready, ClosingStepKind.END_PO)


def test_a_tick_taken_back_opens_the_package_again(office, moved):
    ready, _ = moved
    for step in ClosingStepKind:
        tick(office, ready, step)
    office.do(short_term_package.untick_package_step, transfer=ready.transfer, step=ClosingStepKind.END_PO)
    assert office.get(Episode, ready.episode).closed_at is None
    with pytest.raises(Refused, match="isn't ticked"):
        office.do(short_term_package.untick_package_step, transfer=ready.transfer, step=ClosingStepKind.END_PO)


def test_before_the_move_its_steps_are_shown_and_wait(office, make_ready):
    ready = make_ready(office)
    steps = office.ask(transfer, episode=ready.episode).package.shown
    assert [each.waits_for for each in steps] == ["the hand-over"] * 3
    with pytest.raises(Refused, match="waits for the hand-over"):
        tick(office, ready, ClosingStepKind.END_PO)


def test_what_an_earlier_release_closed_with_the_hand_over_is_asked_no_more(office, moved):
    ready, interim = moved
    with office.database.writing() as session:
        session.get(Episode, ready.episode).closed_at = office.now
    assert office.ask(transfer, episode=interim).package.shown == ()


def test_ticks_of_a_hand_over_that_never_was_count_for_no_end(office, moved):
    ready, _ = moved
    for step in ClosingStepKind:
        tick(office, ready, step)
    office.do(taking_back.take_back_hand_over, transfer=ready.transfer, seen=ready.seen(office), because="Wrong person")
    office.do(ending.end, episode=ready.episode, reason=EndReason.GOALS_ACHIEVED, ends_at=office.now)
    view = office.ask(closure, episode=ready.episode)
    assert (view.is_closed, [each.done_at for each in view.steps]) == (False, [None] * 3)
