"""What a sent or marked change leaves behind: whom it touched, by which deed, and which closing step it settles."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.door.changes import changes
from app.services.closure import ending
from app.services.tracker.scheduling import tell
from app.services.tracker.send_and_read_back import Mark, Overtaken, record_marks, send
from models.closure import ClosingStep, Closure
from models.episodes import Episode
from models.keys import new_id
from models.tracker import TrackerBook, TrackerChange
from models.values import start_of_day
from models.vocabulary.closure import ClosingStepKind, EndReason
from models.vocabulary.tracker import CclMark, TrackerChangeKind
from tests.builders import neighbours_of

HOUR = timedelta(hours=1)
KEPT_BY_HAND = "rung Scheduling"


def a_change(office, kind=TrackerChangeKind.START, *, episode=None):
    """Tell Scheduling about a new person or an episode; the person and the number of the change."""
    person = office.get(Episode, episode).person_id if episode else office.a_person()

    def deed(turn):
        told = tell(turn, kind, person=person, episode=episode, effective_at=turn.moment, reason="")
        return changes(person=person, made=told.id)

    return person, office.get(TrackerChange, office.do(deed).made).number


def an_end(office):
    """End somebody's service, send it, and say the closure and the number of the change."""
    episode = office.an_episode()
    office.do(ending.end, episode=episode, seen=1, reason=EndReason.GOALS_ACHIEVED, ends_at=office.now)
    with office.database.reading() as session:
        closure = session.scalars(select(Closure.id).where(Closure.episode_id == episode)).one()
        number = session.scalars(select(TrackerChange.number).where(TrackerChange.episode_id == episode)).one()
    sent(office, number)
    return closure, number


def sent(office, *numbers):
    return office.do(send, numbers=numbers, file_name="tracker.xlsx")


def marked(office, *marks):
    return office.do(record_marks, marks=marks)


def stored(office, number):
    with office.unwalled.reading() as session:
        return session.scalars(select(TrackerChange).where(TrackerChange.number == number)).one()


def step_of(office, closure, kind=ClosingStepKind.UPDATE_CCL):
    query = select(ClosingStep).where(ClosingStep.closure_id == closure, ClosingStep.step == kind)
    with office.database.reading() as session:
        return session.scalars(query).one_or_none()


def test_what_goes_out_touches_just_those_people_and_belongs_to_the_deed_that_sent_it(office):
    (first, one), (second, two), (_, waiting) = (a_change(office) for _ in range(3))
    before = stored(office, one).operation_id
    assert sent(office, one, two).people == {first, second}
    went, stays = stored(office, one), stored(office, waiting)
    assert (went.exported_at, went.exported_to) == (office.now, "tracker.xlsx")
    assert went.operation_id == stored(office, two).operation_id != before
    assert (stays.exported_at, stays.exported_to) == (None, None)


def test_what_has_gone_out_does_not_go_out_again(office):
    (_, one), (_, two) = a_change(office), a_change(office)
    sent(office, one)
    with pytest.raises(Overtaken):
        sent(office, one, two)
    assert stored(office, two).exported_at is None


def test_the_marks_touch_just_the_people_whose_mark_is_new(office):
    (first, one), (second, two) = a_change(office), a_change(office)
    sent(office, one, two)
    yes = Mark(one, CclMark.YES, "Ann", office.now.date())
    assert marked(office, yes).people == {first}
    assert marked(office, yes, Mark(two, CclMark.QUERY, query="Which entrance?")).people == {second}
    assert marked(office, yes).people == frozenset()


def test_a_mark_is_stored_whole_and_belongs_to_the_deed_that_read_it(office):
    _, number = a_change(office)
    sent(office, number)
    before = stored(office, number).operation_id
    marked(office, Mark(number, CclMark.QUERY, "Ann", office.now.date(), "Which entrance?"))
    kept = stored(office, number)
    assert (kept.ccl, kept.ccl_by, kept.ccl_query) == (CclMark.QUERY, "Ann", "Which entrance?")
    assert kept.ccl_on == start_of_day(office.now.date())
    assert kept.operation_id != before


def test_a_change_that_never_went_out_takes_no_mark(office):
    _, unsent = a_change(office)
    assert marked(office, Mark(unsent, CclMark.YES), Mark(99, CclMark.YES)).people == frozenset()
    assert stored(office, unsent).ccl is None


def test_a_workbook_is_counted_each_time_and_no_two_copies_count_the_same(office):
    (_, one), (_, two), book = a_change(office), a_change(office), new_id()
    office.do(send, numbers=[one], file_name="tracker.xlsx", book=book, exports=1)
    with pytest.raises(Overtaken, match="Another copy"):
        office.do(send, numbers=[two], file_name="copy.xlsx", book=book, exports=1)
    assert stored(office, two).exported_at is None
    office.do(send, numbers=[two], file_name="renamed.xlsx", book=book, exports=5)
    kept = office.get(TrackerBook, book)
    assert (kept.file_name, kept.exports, kept.exported_at) == ("renamed.xlsx", 5, office.now)


def test_a_mark_keeps_the_copy_in_which_it_was_read_and_moves_with_the_next(office):
    (_, one), (_, two), book, other = a_change(office), a_change(office), new_id(), new_id()
    sent(office, one, two)
    yes = [Mark(one, CclMark.YES), Mark(two, CclMark.YES)]
    office.do(record_marks, marks=yes, book=book, exports=3)
    assert [(each.marked_in, each.marked_at_export) for each in (stored(office, one), stored(office, two))] == [
        (book, 3), (book, 3),
    ]  # fmt: skip
    office.do(record_marks, marks=[], book=other, exports=1, placed=[two])
    assert (stored(office, one).marked_in, stored(office, two).marked_in) == (book, other)
    assert stored(office, two).ccl is CclMark.YES


def test_another_offices_changes_are_neither_sent_nor_marked(office):
    (_, number), theirs = a_change(office), neighbours_of(office)
    ours = stored(office, number)
    theirs.store(
        TrackerChange(
            number=7, kind=TrackerChangeKind.START, person_id=theirs.a_person(), notified_at=theirs.now,
            effective_at=theirs.now, from_team="", to_team="North", visits_a_week=0, contact_minutes=0,
            has_double_up=False, calls="", reason="", dso=ours.dso, case_note="",
        )
    )  # fmt: skip
    with pytest.raises(Overtaken):
        sent(office, 7)
    with office.unwalled.writing() as session:
        change = session.scalars(select(TrackerChange).where(TrackerChange.number == 7)).one()
        change.exported_at, change.exported_to = office.now, "theirs.xlsx"
    marked(office, Mark(7, CclMark.YES))
    assert stored(office, 7).ccl is None


@pytest.mark.rule("END-4")
def test_a_yes_settles_the_step_of_just_that_end_by_the_deed_that_read_it(office):
    (mine, number), (other, _) = an_end(office), an_end(office)
    office.store(
        ClosingStep(closure_id=mine, step=ClosingStepKind.END_PO, done_at=office.now),
        ClosingStep(closure_id=other, step=ClosingStepKind.UPDATE_CCL),
    )
    office.clock.advance(HOUR)
    marked(office, Mark(number, CclMark.YES))
    step = step_of(office, mine)
    assert (step.done_at, step.done_by_id) == (office.now, office.staff["DSO"])
    assert step.note == f"T{number:05d} in the tracker: CCL updated."
    assert step.operation_id == stored(office, number).operation_id
    assert step_of(office, other).done_at is None
    assert step_of(office, mine, ClosingStepKind.END_PO).done_at == office.now - HOUR
    marked(office, Mark(number, CclMark.NO))
    assert step_of(office, mine).done_at is None
    assert step_of(office, mine).operation_id == stored(office, number).operation_id != step.operation_id


@pytest.mark.rule("END-4")
def test_no_step_appears_where_scheduling_says_no(office):
    closure, number = an_end(office)
    marked(office, Mark(number, CclMark.NO))
    assert step_of(office, closure) is None


@pytest.mark.rule("END-4")
def test_a_step_that_somebody_ticked_by_hand_stays_theirs(office):
    closure, number = an_end(office)
    office.store(
        ClosingStep(
            closure_id=closure, step=ClosingStepKind.UPDATE_CCL, done_at=office.now, done_by_id=office.staff["Admin"],
            note=KEPT_BY_HAND,
        )
    )  # fmt: skip
    office.clock.advance(HOUR)
    for ccl in (CclMark.YES, CclMark.NO):
        marked(office, Mark(number, ccl, "Ann"))
        step = step_of(office, closure)
        assert (step.done_at, step.done_by_id) == (office.now - HOUR, office.staff["Admin"])
        assert step.note == KEPT_BY_HAND


@pytest.mark.rule("END-4")
def test_a_note_on_the_step_outlives_the_tick_that_a_mark_makes_and_takes_back(office):
    closure, number = an_end(office)
    office.store(ClosingStep(closure_id=closure, step=ClosingStepKind.UPDATE_CCL, note=KEPT_BY_HAND))
    for _again in range(2):
        marked(office, Mark(number, CclMark.YES, "Ann\nLee"))
        assert step_of(office, closure).done_at == office.now
        assert step_of(office, closure).note == f"T{number:05d} in the tracker: CCL updated by Ann Lee.\n{KEPT_BY_HAND}"
        marked(office, Mark(number, CclMark.NO))
        assert step_of(office, closure).done_at is None
        assert step_of(office, closure).note == KEPT_BY_HAND


@pytest.mark.rule("END-4")
def test_only_the_end_of_a_service_settles_its_step(office):
    closure, _ = an_end(office)
    episode = office.get(Closure, closure).episode_id
    _, number = a_change(office, TrackerChangeKind.INCREASE, episode=episode)
    sent(office, number)
    marked(office, Mark(number, CclMark.YES))
    assert step_of(office, closure) is None
