"""A change that is in CCL fulfils the step that it reports: of the end, and of the short-term package after a move."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.services.closure import ending
from app.services.tracker.send_and_read_back import Mark, record_marks, send
from app.services.transfer import handing_over, short_term_package, taking_back
from models.closure import ClosingStep, Closure
from models.episodes import Episode
from models.tracker import TrackerChange
from models.vocabulary.closure import ClosingStepKind, EndReason
from models.vocabulary.tracker import CclMark, TrackerChangeKind
from models.vocabulary.transfer import TransferRoute

pytestmark = pytest.mark.rule("END-4", "INT-3")
HOUR = timedelta(hours=1)
MOVES = {TrackerChangeKind.TRANSFER, TrackerChangeKind.INTERIM_IN_STS}
CCL = ClosingStepKind.UPDATE_CCL


@pytest.fixture(params=list(TransferRoute))
def moved(office, make_ready, request):
    """Somebody who was handed over an hour ago, to a team and within STS; the row has gone out."""
    ready = make_ready(office, route=request.param)
    office.do(handing_over.hand_over, transfer=ready.transfer, seen=ready.seen(office), at=office.now)
    office.clock.advance(HOUR)
    with office.database.reading() as session:
        number = session.scalars(select(TrackerChange.number).where(TrackerChange.kind.in_(MOVES))).one()
    office.do(send, numbers=[number], file_name="tracker.xlsx")
    return ready, number


def marked(office, number, ccl, by="Lee", on=None):
    office.do(record_marks, marks=[Mark(number, ccl, by if ccl else "", on)])


def step_of(office, episode):
    query = select(ClosingStep).join(Closure, Closure.id == ClosingStep.closure_id)
    with office.database.reading() as session:
        return session.scalars(query.where(Closure.episode_id == episode, ClosingStep.step == CCL)).one_or_none()


def test_a_move_that_is_in_ccl_fulfils_that_step_of_the_short_term_package(office, moved):
    ready, number = moved
    marked(office, number, CclMark.YES, on=office.now.date())
    step = step_of(office, ready.episode)
    assert (step.done_at, step.done_by_id) == (office.now, office.staff["DSO"])
    assert step.note == f"T{number:05d} in the tracker: CCL updated by Lee on 20 Nov 2026."
    assert office.get(Episode, ready.episode).closed_at is None
    marked(office, number, CclMark.YES, by="Ann")
    assert step_of(office, ready.episode).note == f"T{number:05d} in the tracker: CCL updated by Ann."
    marked(office, number, None)
    assert (step_of(office, ready.episode).done_at, step_of(office, ready.episode).note) == (None, "")
    marked(office, number, CclMark.QUERY)
    assert step_of(office, ready.episode).done_at is None


def test_a_move_in_ccl_as_the_last_step_closes_the_package_which_then_stays_closed(office, moved):
    ready, number = moved
    for step in (ClosingStepKind.END_PO, ClosingStepKind.UPDATE_MOSAIC):
        office.do(short_term_package.tick_package_step, transfer=ready.transfer, step=step)
    marked(office, number, CclMark.YES)
    assert office.get(Episode, ready.episode).closed_at == office.now
    office.clock.advance(HOUR)
    marked(office, number, CclMark.NO)
    assert step_of(office, ready.episode).done_at == office.now - HOUR
    assert office.get(Episode, ready.episode).closed_at == office.now - HOUR


def test_a_move_that_was_taken_back_fulfils_nothing(office, moved):
    ready, number = moved
    seen = ready.seen(office)
    office.do(taking_back.take_back_hand_over, transfer=ready.transfer, seen=seen, because="The wrong person")
    marked(office, number, CclMark.YES)
    assert step_of(office, ready.episode) is None


def test_the_row_of_an_end_that_was_reopened_settles_nothing_of_the_next_end(office):
    episode = office.an_episode()
    office.do(ending.end, episode=episode, seen=1, reason=EndReason.GOALS_ACHIEVED, ends_at=office.now)
    with office.database.reading() as session:
        first = session.scalars(select(TrackerChange.number).where(TrackerChange.episode_id == episode)).one()
    office.do(send, numbers=[first], file_name="tracker.xlsx")
    office.clock.advance(HOUR)
    office.do(ending.reopen, episode=episode, seen=office.get(Episode, episode).version, because="By mistake")
    marked(office, first, CclMark.YES)
    step = step_of(office, episode)
    assert step is None or step.done_at is None
