"""A change of a change before anything went out is one row; what has gone out is answered by rows of its own."""

from datetime import timedelta

import pytest

from app.services.plans import versions
from app.services.plans.taking_back import take_back
from app.services.plans.versions import Agreed
from models.values import Call
from models.vocabulary.tracker import TrackerChangeKind as Kind
from tests.builders import visit
from tests.services.plans.test_versions import newest, told

pytestmark = pytest.mark.rule("PSP-2", "REF-13")
DAY = timedelta(days=1)
WEEK = {
    0: (visit(call=Call.TEA, minutes=60),),
    7: (visit(minutes=60),),
    10: (visit(minutes=90),),
    14: (visit(minutes=120),),
}


@pytest.fixture
def episode(office):
    return office.an_episode(*WEEK[7])


def plan(office, episode, hours, on=None, **values):
    office.clock.advance(timedelta(minutes=1))
    word = Agreed(dso=True, scheduling_at=office.now, mdt_at=office.now, present="OT, SW")
    values.setdefault("based_on", newest(office).id)
    return office.do(
        versions.new_version, episode=episode, week=WEEK[hours], agreed=word, because=f"To {hours}",
        effective_from=on or office.now, **values,
    ).made  # fmt: skip


def standing(office):
    rows = [each for each in told(office) if each.withdrawn_at is None]
    numbers = {each.id: each.number for each in rows}
    return [(each.kind, each.contact_minutes // 60, numbers.get(each.retracts_id)) for each in rows]


def test_seven_fourteen_and_ten_hours_are_one_increase_to_ten(office, episode):
    plan(office, episode, 14)
    plan(office, episode, 10)
    assert standing(office) == [(Kind.INCREASE, 10, None)]
    assert told(office)[-1].reason == "To 10 (7 → 10.5 worker hours a week)"


def test_more_and_less_again_before_an_export_is_nothing(office, episode):
    plan(office, episode, 14)
    plan(office, episode, 7)
    assert standing(office) == []


def test_what_went_out_is_answered(office, episode):
    plan(office, episode, 14)
    office.send_tracker()
    plan(office, episode, 10)
    plan(office, episode, 7)
    assert standing(office) == [(Kind.INCREASE, 14, None), (Kind.DECREASE, 7, None)]


def test_changes_from_two_days_stay_two_rows_and_the_later_says_the_change_from_the_earlier(office, episode):
    plan(office, episode, 14, office.now + 9 * DAY)
    plan(office, episode, 10, office.now + 5 * DAY, later_stands=True)
    assert standing(office) == [(Kind.INCREASE, 10, None), (Kind.INCREASE, 14, None)]
    assert told(office)[-1].reason == "To 14 (10.5 → 14 worker hours a week)"


def test_taking_back_the_version_that_waits_tells_the_one_before_it(office, episode):
    on = office.now + 5 * DAY
    plan(office, episode, 14, on)
    second = plan(office, episode, 10, on)
    office.do(take_back, plan=second, because="Not needed")
    assert standing(office) == [(Kind.INCREASE, 14, None)]


def test_what_is_agreed_again_as_it_was_heard_takes_its_retraction_off_the_queue(office, episode):
    on, before = office.now + 5 * DAY, newest(office).id
    first = plan(office, episode, 14, on)
    office.send_tracker()
    office.do(take_back, plan=first, because="Not needed")
    assert standing(office)[1:] == [(Kind.RETRACTED, 7, 1)]
    plan(office, episode, 14, on, based_on=before)
    assert standing(office) == [(Kind.INCREASE, 14, None)]


def test_other_times_alone_are_rearranged(office, episode):
    plan(office, episode, 0)
    assert standing(office) == [(Kind.REARRANGED, 7, None)]
