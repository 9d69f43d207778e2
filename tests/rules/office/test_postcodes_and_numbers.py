"""Which patch a postcode lies in, and what can be dialled."""

from uuid import UUID

import pytest

from models.rules.office.lists import in_order
from models.rules.office.postcodes import Claimed, claimed_twice, parts_lacks, parts_of, patch_of
from models.values import NotAValue, Telephone

A, B = UUID(int=1), UUID(int=2)


def test_a_sector_says_more_than_its_outward_code():
    claims = (Claimed(A, "A", "DE4"), Claimed(B, "B", "DE4 3"), Claimed(B, "B", "DE45"))
    found = [patch_of(typed, claims).patch for typed in ("de43af", "DE4 4AF", "DE45 1AA", "DE5 1AA", "de4", "")]
    assert found == [B, A, B, None, None, None]


def test_what_two_patches_claim_suggests_neither_and_is_said():
    claims = (Claimed(B, "B", "DE4"), Claimed(A, "A", "DE4"))
    found = patch_of("DE4 3AF", claims)
    assert (found.patch, found.warning) == (None, "DE4 belongs to A and B: choose the patch.")
    assert claimed_twice(claims) == ("DE4 is claimed by A and B: nothing is suggested there.",)
    assert claimed_twice(claims[:1]) == ()


def test_parts_are_typed_between_commas_semicolons_or_lines():
    assert parts_of("de4,DE4  3;\n s1, de4") == ("DE4", "DE4 3", "S1")
    assert parts_lacks(("DE4", "DE4 3", "EC1A", "S1 2")) == ()
    for wrong in ("DE", "DE4 3A", "DE4 3AF", "4", "DE4 33"):
        [lack] = parts_lacks((wrong,))
        assert (wrong in lack.sentence, lack.field) == (True, "postcodes")


@pytest.mark.parametrize(
    "typed",
    ["0114 496 0090", "(0114) 496-0090", "+44 114 496 0090", "0300 123 1234", "0808 157 0111", "01632 96003", "111",
     "101", "999", "0114 496 0090 ext 12", "0114 496 0090 x12"],
)  # fmt: skip
def test_what_can_be_dialled_is_a_telephone_number(typed):
    assert Telephone.parse(f" {typed} ").text == typed


@pytest.mark.parametrize(
    "typed", ["", "12", "1234", "0", "00441144960090", "0114 496 0090 after five", "01632 9600901 23", "ring"]
)
def test_what_nobody_can_dial_is_refused(typed):
    with pytest.raises(NotAValue, match="not a telephone number"):
        Telephone.parse(typed)


@pytest.mark.parametrize(("to", "order"), [(0, "cab"), (1, "cab"), (2, "acb"), (3, "abc"), (9, "abc")])
def test_a_line_goes_to_its_place_and_the_others_make_room(to, order):
    lines = [["a"], ["b"], ["c"]]
    assert "".join(each[0] for each in in_order(lines, lines[2], to)) == order
