"""Hours bought as a block for an area: used, not used, and more than bought."""

import pytest

from models.rules.capacity.block import BlockUse, block_line

pytestmark = pytest.mark.rule("STC-4")


@pytest.mark.parametrize(
    ("used", "not_used", "over", "said"),
    [
        (0, 600, 0, "10 h a week bought, 0 h used (0%), 10 h not used"),
        (599, 1, 0, "10 h a week bought, 9.98 h used (99%), 0.02 h not used"),
        (600, 0, 0, "10 h a week bought, 10 h used (100%), 0 h not used"),
        (1, 599, 0, "10 h a week bought, 0.02 h used (under 1%), 9.98 h not used"),
        (601, 0, 1, "10 h a week bought, 10.02 h used (over 100%), 0.02 h more than bought"),
        (630, 0, 30, "10 h a week bought, 10.5 h used (105%), 0.5 h more than bought"),
    ],
)
def test_a_block_is_used_up_to_what_is_bought_and_beyond(used, not_used, over, said):
    found = BlockUse(600, used)
    assert (found.not_used, found.over, found.sentence) == (not_used, over, said)


def test_what_is_promised_or_held_is_said_besides_and_no_share_of_nothing():
    assert BlockUse(600, 300, 90).sentence.endswith("5 h not used; 1.5 h promised or held for people to come")
    assert BlockUse(600, 300, away=90).sentence == (
        "10 h a week bought, 5 h used (50%), of these 1.5 h of people who are away, 5 h not used"
    )
    assert BlockUse(0, 0).sentence == "0 h a week bought, 0 h used, 0 h not used"


def test_the_hours_of_people_who_are_away_stay_used_and_it_is_said_how_many_they_are():
    areas = [BlockUse(600, 300, 0, 90), BlockUse(600, 300)]
    assert (
        areas[0].sentence == "10 h a week bought, 5 h used (50%), of these 1.5 h of people who are away, 5 h not used"
    )
    assert areas[0].not_used == areas[1].not_used
    assert "All 2 areas: 20 h a week bought, 10 h used (50%), of these 1.5 h of people who" in block_line(
        areas[1], areas
    )


def test_what_one_area_has_left_is_no_other_areas():
    areas = [BlockUse(600, 660, 30), BlockUse(600, 300)]
    assert block_line(areas[1], areas) == (
        "Block hours: 10 h a week bought, 5 h used (50%), 5 h not used. All 2 areas: 20 h a week bought, 16 h used "
        "(80%), 5 h not used, 1 h more than bought; 0.5 h promised or held for people to come."
    )
    assert block_line(areas[1], areas[1:]) == "Block hours: 10 h a week bought, 5 h used (50%), 5 h not used."
