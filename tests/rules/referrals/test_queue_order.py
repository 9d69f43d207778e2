from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.referrals.queue_order import Placement, QueueFacts, band, order, place, placement_lacks
from models.vocabulary.referrals import Band, ReferralDocument, ReferralReason, Support

R = ReferralReason
S = Support
SECOND = timedelta(seconds=1)


@pytest.fixture
def now(at):
    return at("2026-11-20 09:00")


@pytest.fixture
def facts(at):
    return QueueFacts(reference="CH26110", first_asked=at("2026-11-17 05:00"), support=S.SOME)


@pytest.mark.rule("REF-10")
@pytest.mark.parametrize(
    ("from_hospital", "reason", "urgent", "support", "number", "because"),
    [
        (True, R.HOSPITAL_DISCHARGE, True, S.NONE, 1, "from hospital"),
        (True, R.NEW_HOME_CARE, False, S.SOME, 1, "from hospital"),
        (False, R.HOSPITAL_DISCHARGE, False, S.SOME, 1, "from hospital"),
        (True, R.AVOIDING_ADMISSION, False, S.SOME, 1, "from hospital"),
        (False, R.AVOIDING_ADMISSION, False, S.SOME, 1, "avoiding admission"),
        (False, R.AVOIDING_ADMISSION, True, S.NONE, 1, "avoiding admission"),
        (False, R.NEW_HOME_CARE, True, S.NONE, 2, "urgent, no support in place"),
        (False, R.PROVIDER_FAILURE, True, S.NOT_STATED, 2, "urgent, support not stated, ranked as none"),
        (False, R.NEW_HOME_CARE, True, S.SOME, 3, "urgent, some support in place"),
        (False, R.SIGNIFICANT_CHANGE, False, S.NONE, 4, "no support in place"),
        (False, None, False, S.NOT_STATED, 4, "support not stated, ranked as none"),
        (False, R.NEW_HOME_CARE, False, S.SOME, 5, "not urgent, some support in place"),
        (False, R.PROVIDER_FAILURE, False, S.SOME, 5, "not urgent, some support in place"),
    ],
)
def test_the_band_follows_the_care_hubs_order_and_says_why(
    facts, from_hospital, reason, urgent, support, number, because
):
    found = band(replace(facts, from_hospital=from_hospital, reason=reason, urgent=urgent, support=support))
    assert (found.band.number, found.because) == (number, because)
    assert found.support_to_ask is (support is S.NOT_STATED)


@pytest.mark.rule("REF-10")
def test_a_place_is_explained_with_its_band_and_waiting_time(facts, now):
    assert place(facts, now).sentence == "(v) not urgent, some support in place, waiting 3 d 4 h"
    assert place(facts, now).waiting == timedelta(days=3, hours=4)
    assert not place(facts, now).out_of_order


@pytest.mark.rule("REF-10")
def test_the_waiting_time_is_elapsed_time_across_the_clock_change(facts, at):
    over_october = place(replace(facts, first_asked=at("2026-10-24 09:00")), at("2026-10-25 09:00"))
    over_march = place(replace(facts, first_asked=at("2026-03-28 09:00")), at("2026-03-29 09:00"))
    assert over_october.waiting == timedelta(hours=25)
    assert over_march.waiting == timedelta(hours=23)


def references(places):
    return [each.reference for each in places]


@pytest.mark.rule("REF-10")
def test_within_a_band_the_first_asked_comes_first_then_the_reference(facts, now):
    asked = facts.first_asked
    b = replace(facts, reference="CH2")
    c = replace(facts, reference="CH3")
    earlier = replace(facts, reference="CH9", first_asked=asked - SECOND)
    hospital = replace(facts, reference="CH8", first_asked=now, from_hospital=True)
    assert references(order([c, b, hospital, earlier], now)) == ["CH8", "CH9", "CH2", "CH3"]


@pytest.mark.rule("REF-10")
def test_the_hour_that_october_has_twice_is_ordered_by_what_really_came_first(facts, at, now):
    first = at("2026-10-25 01:30")
    later = replace(facts, reference="CH1", first_asked=first + timedelta(minutes=45))
    sooner = replace(facts, reference="CH2", first_asked=first.astimezone(timezone(timedelta(hours=1))))
    assert references(order([later, sooner], now)) == ["CH2", "CH1"]


@pytest.fixture
def placement():
    return Placement(Band.URGENT, "Wife goes into hospital tonight", "Priya Raman", "Care Hub")


@pytest.mark.rule("REF-11")
def test_a_placed_referral_goes_to_the_front_of_the_band_and_its_computed_band_stays(facts, now, placement):
    urgent = replace(facts, reference="CH1", urgent=True, first_asked=facts.first_asked - timedelta(days=9))
    placed = replace(facts, reference="CH5", placement=placement)
    placed_before = replace(placed, reference="CH6", first_asked=facts.first_asked - SECOND)
    above = replace(urgent, reference="CH7", support=S.NONE, first_asked=now)
    found = order([urgent, placed, placed_before, above], now)
    assert references(found) == ["CH7", "CH6", "CH5", "CH1"]
    assert found[2].computed.band is Band.OTHER
    assert found[2].band is Band.URGENT
    assert [each.out_of_order for each in found] == [False, True, True, False]
    for word in ("Priya Raman", "Care Hub", "Wife goes into hospital tonight", "(iii)", "(v)", "waiting 3 d 4 h"):
        assert word in found[2].sentence


@pytest.mark.rule("REF-11")
@pytest.mark.parametrize(("step", "out_of_order"), [(-SECOND, True), (0 * SECOND, True), (SECOND, False)])
def test_a_placement_counts_up_to_its_end_and_no_longer(facts, at, placement, step, out_of_order):
    until = at("2026-11-21 17:00")
    found = place(replace(facts, placement=replace(placement, expires_at=until)), until + step)
    assert found.out_of_order is out_of_order
    assert found.band is (Band.URGENT if out_of_order else Band.OTHER)


@pytest.mark.rule("REF-11")
def test_placing_out_of_order_needs_reason_decider_and_consulted():
    assert placement_lacks("because", "Priya", "Care Hub") == ()
    assert len(placement_lacks(" ", "", "\t")) == 3
    assert {each.rule for each in placement_lacks("", "", "")} == {"REF-11"}
    assert "reason" in placement_lacks("", "Priya", "Care Hub")[0].sentence
    assert "who decided" in placement_lacks("because", "", "Care Hub")[0].sentence
    assert "consulted" in placement_lacks("because", "Priya", "")[0].sentence


START = datetime(2026, 10, 24, 11, tzinfo=UTC)
placements = st.builds(
    Placement,
    st.sampled_from(Band),
    st.just("because"),
    st.just("Priya"),
    st.just("Care Hub"),
    st.none() | st.integers(-50, 50).map(lambda hours: START + timedelta(hours=hours)),
)
some_facts = st.builds(
    QueueFacts,
    reference=st.integers(1, 60).map(lambda number: f"CH{number:02}"),
    first_asked=st.integers(-6, 0).map(lambda hours: START + timedelta(hours=hours)),
    from_hospital=st.booleans(),
    reason=st.none() | st.sampled_from(R),
    urgent=st.booleans(),
    support=st.sampled_from(S),
    placement=st.none() | placements,
)
queues = st.lists(some_facts, max_size=12, unique_by=lambda each: each.reference)


@pytest.mark.rule("REF-10", "REF-11")
@given(queues.flatmap(lambda queue: st.tuples(st.just(queue), st.permutations(queue))))
def test_the_order_is_total_and_the_same_however_the_rows_arrive(pair):
    queue, shuffled = pair
    found = order(queue, START)
    assert found == order(shuffled, START)
    assert sorted(references(found)) == sorted(each.reference for each in queue)
    asked = {each.reference: each.first_asked for each in queue}
    keys = [(each.band.number, not each.out_of_order, asked[each.reference], each.reference) for each in found]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


@pytest.mark.rule("REF-10")
@given(queues, some_facts)
def test_somebody_new_moves_nobody_past_anybody(queue, newcomer):
    without = [each for each in queue if each.reference != newcomer.reference]
    found = references(order([*without, newcomer], START))
    found.remove(newcomer.reference)
    assert found == references(order(without, START))


@pytest.mark.rule("REF-10")
@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (ReferralDocument.HOSPITAL, Band.FROM_HOSPITAL),
        (ReferralDocument.TRUSTED_ASSESSOR, Band.FROM_HOSPITAL),
        (ReferralDocument.SHORT_TERM, Band.OTHER),
        (None, Band.OTHER),
    ],
)
def test_a_hospital_document_puts_in_the_higher_band_and_says_that_only_the_document_says_so(facts, document, expected):
    found = band(replace(facts, document=document, reason=ReferralReason.NEW_HOME_CARE))
    assert found.band is expected
    assert ("by its document" in found.because) is (expected is Band.FROM_HOSPITAL)
    said = band(replace(facts, document=document, from_hospital=True))
    assert (said.band, said.because) == (Band.FROM_HOSPITAL, "from hospital")
