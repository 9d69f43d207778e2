"""Hours bought as a block for an area: used, not used, and more than bought."""

import pytest

from models.rules.capacity.block import BlockUse, block_line, block_use

pytestmark = pytest.mark.rule("STC-4")


@pytest.mark.parametrize(
    ("used", "not_used", "over", "said"),
    [
        (0, 600, 0, "10 h a week bought, 0 h used (0%), 10 h not used"),
        (599, 1, 0, "10 h a week bought, 9.98 h used (100%), 0.02 h not used"),
        (600, 0, 0, "10 h a week bought, 10 h used (100%), 0 h not used"),
        (630, 0, 30, "10 h a week bought, 10.5 h used (105%), 0.5 h more than bought"),
    ],
)
def test_a_block_is_used_up_to_what_is_bought_and_beyond(used, not_used, over, said):
    found = BlockUse(600, used)
    assert (found.not_used, found.over, found.sentence) == (not_used, over, said)


def test_what_is_promised_or_held_is_said_besides_and_no_share_of_nothing():
    assert BlockUse(600, 300, 90).sentence.endswith("5 h not used; 1.5 h promised or held for people to come")
    assert BlockUse(0, 0).sentence == "0 h a week bought, 0 h used, 0 h not used"


def test_the_areas_together():
    areas = [BlockUse(600, 660, 30), BlockUse(600, 300)]
    assert block_use(areas) == BlockUse(1200, 960, 30)
    assert block_use([]) == BlockUse(0, 0)
    assert block_line(areas[1], areas) == (
        "Block hours: 10 h a week bought, 5 h used (50%), 5 h not used. All 2 areas: 20 h a week bought, 16 h used "
        "(80%), 4 h not used; 0.5 h promised or held for people to come."
    )
    assert block_line(areas[1], areas[1:]) == "Block hours: 10 h a week bought, 5 h used (50%), 5 h not used."
