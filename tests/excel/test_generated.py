"""Three hundred trackers as people and programs leave them, exported to: theirs is untouched, ours is right."""

import pytest

from reports.tracker.workbook import render
from tests.excel.compare import trespasses
from tests.excel.expected import wrong
from tests.excel.lint import faults
from tests.excel.made.pages import nothing_new
from tests.excel.made.tracker import tracker_of
from tests.excel.package import Package


@pytest.mark.parametrize("seed", range(300))
def test_an_export_to_a_generated_tracker_harms_nothing(seed):
    made = tracker_of(seed)
    assert faults(made.content) == [], made.told
    after = render(made.page, made.content).content
    assert trespasses(made.content, after) == [], made.told
    assert faults(after) == [], made.told
    assert wrong(made.page, after) == [], made.told
    again = render(nothing_new(made.page), after).content
    assert faults(again) == [], made.told
    assert changed_parts(after, again) <= {Package(after).part_of("About")}, made.told


def changed_parts(before, after):
    old, new = Package(before).parts, Package(after).parts
    return {name for name in old | new if old.get(name) != new.get(name)}
