from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.plans.comparison import VisitChangeKind, compare
from models.rules.plans.totals import slots
from models.values import Call, PlannedVisit

EVERY_DAY = frozenset(range(7))
WEEKDAYS = frozenset(range(5))
MORNING = PlannedVisit(EVERY_DAY, Call.MORNING, 45, 2, None, "wash")
TEA = PlannedVisit(EVERY_DAY, Call.TEA, 30)
TEA_ON_WEEKDAYS = PlannedVisit(WEEKDAYS, Call.TEA, 30)
AT_NINE = PlannedVisit(EVERY_DAY, Call.MORNING, 30, 1, time(9))


@pytest.mark.rule("PSP-2")
@pytest.mark.parametrize(
    ("old", "new", "sentences"),
    [
        ((MORNING, TEA), (TEA, MORNING), []),
        ((TEA,), (TEA_ON_WEEKDAYS, PlannedVisit(frozenset({5, 6}), Call.TEA, 30)), []),
        ((MORNING, TEA), (MORNING,), ["Tea, every day: stopped (30 minutes, 1 worker)"]),
        ((TEA,), (MORNING, TEA), ["Morning, every day: added (45 minutes, 2 workers)"]),
        ((TEA,), (TEA_ON_WEEKDAYS,), ["Tea, Sat, Sun: stopped (30 minutes, 1 worker)"]),
        (
            (MORNING,),
            (PlannedVisit(EVERY_DAY, Call.MORNING, 30, 1, None, "dress"),),
            ["Morning, every day: 45 → 30 minutes, 2 workers → 1, tasks “wash” → “dress”"],
        ),
        (
            (AT_NINE,),
            (PlannedVisit(EVERY_DAY, Call.MORNING, 30, 2, time(9)),),
            ["Morning at 09:00, every day: 1 worker → 2"],
        ),
        (
            (TEA,),
            (TEA_ON_WEEKDAYS, PlannedVisit(frozenset({5, 6}), Call.TEA, 15)),
            ["Tea, Sat, Sun: 30 → 15 minutes"],
        ),
        ((TEA, TEA), (TEA,), ["Tea, every day: stopped (30 minutes, 1 worker)"]),
        (
            (TEA, TEA),
            (PlannedVisit(EVERY_DAY, Call.TEA, 20), PlannedVisit(EVERY_DAY, Call.TEA, 20)),
            ["Tea, every day: 30 → 20 minutes", "Tea, every day: 30 → 20 minutes"],
        ),
        (
            (AT_NINE,),
            (PlannedVisit(EVERY_DAY, Call.MORNING, 30, 1, time(8, 30)),),
            [
                "Morning at 08:30, every day: added (30 minutes, 1 worker)",
                "Morning at 09:00, every day: stopped (30 minutes, 1 worker)",
            ],
        ),
        (
            (TEA, MORNING),
            (),
            [
                "Morning, every day: stopped (45 minutes, 2 workers)",
                "Tea, every day: stopped (30 minutes, 1 worker)",
            ],
        ),
    ],
)
def test_what_changed_is_told_by_call_and_days(old, new, sentences):
    assert [each.sentence for each in compare(old, new)] == sentences


visits = st.builds(
    PlannedVisit,
    st.frozensets(st.integers(0, 6), min_size=1),
    st.sampled_from((Call.MORNING, Call.TEA)),
    st.sampled_from((30, 45)),
    st.sampled_from((1, 2)),
    st.none() | st.just(time(9)),
)
weeks = st.lists(visits, max_size=5).map(tuple)


@pytest.mark.rule("PSP-2")
@given(weeks, weeks)
def test_no_change_is_invented_or_left_out(old, new):
    changes = compare(old, new)
    assert (changes == ()) is (slots(old) == slots(new))
    count = {kind: sum(len(each.days) for each in changes if each.kind is kind) for kind in VisitChangeKind}
    changed = count[VisitChangeKind.CHANGED]
    assert changed + count[VisitChangeKind.STOPPED] == (slots(old) - slots(new)).total()
    assert changed + count[VisitChangeKind.ADDED] == (slots(new) - slots(old)).total()
    assert all(each.what for each in changes)
