"""A recovery key as people write it down: every slip of the pen is found, and where it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.recovery_keys import GROUPS, NotAKey, as_groups, from_groups

KEY = bytes(range(7, 39))
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@given(st.binary(min_size=32, max_size=32))
def test_what_is_written_down_is_the_key(key):
    assert from_groups(" ".join(as_groups(key))) == key


def test_it_is_typed_in_small_letters_with_hyphens_and_with_letters_that_look_like_others():
    typed = "-".join(as_groups(KEY)).lower().replace("1", "l").replace("0", "o").replace("v", "u")
    assert from_groups(f"  {typed}\n") == KEY


def test_it_is_copied_from_the_sheet_with_the_numbers_of_its_groups():
    assert from_groups("\n".join(f"Group {place} {group}" for place, group in enumerate(as_groups(KEY), 1))) == KEY
    assert from_groups(" / ".join(as_groups(KEY))) == KEY


def test_a_sign_that_is_missing_is_not_said_of_every_group_after_it():
    whole = " ".join(as_groups(KEY))
    for wrong in (whole[:7] + whole[8:], f"{whole[:7]}W{whole[7:]}"):
        with pytest.raises(NotAKey, match=r"^From group 2 .*probably a sign is missing or too many in group 2"):
            from_groups(wrong)
    groups = list(as_groups(KEY))
    groups[1] = groups[7] = "ZZZZZ"
    with pytest.raises(NotAKey, match=r"wrong or missing in group 2 \(“ZZZZZ”\), and in 1 more after it"):
        from_groups(" ".join(groups))


def test_each_sign_that_is_mistyped_is_found_with_its_group():
    whole, found = "".join(as_groups(KEY)), 0
    for place, right in enumerate(whole):
        for sign in SIGNS.replace(right, ""):
            with pytest.raises(NotAKey, match=rf"in group {place // 5 + 1} "):
                from_groups(whole[:place] + sign + whole[place + 1 :])
            found += 1
    assert found == 65 * 31


def test_groups_that_were_exchanged_are_found():
    groups = as_groups(KEY)
    for place in range(GROUPS - 1):
        others = [*groups[:place], groups[place + 1], groups[place], *groups[place + 2 :]]
        with pytest.raises(NotAKey, match=rf"in group {place + 1} "):
            from_groups(" ".join(others))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "13 groups of 5 signs; 0 signs were typed"),
        (" ".join(as_groups(KEY)[:12]), "60 signs were typed"),
        (" ".join([*as_groups(KEY), "0000"]), "69 signs were typed"),
        (" ".join(as_groups(KEY))[:-1], "in group 13 "),
        (" ".join(as_groups(KEY)).replace("7", "é"), "in group "),
        (" ".join(["ZZZZ" + each[4] for each in as_groups(KEY)]), "in group "),
    ],
)
def test_what_is_no_recovery_key_is_said(typed, said):
    with pytest.raises(NotAKey, match=said):
        from_groups(typed)


def test_a_number_that_is_longer_than_a_key_is_none():
    first = as_groups(b"\xff" * 32)[0]
    other = next(f"8{first[1:4]}{sign}" for sign in SIGNS if _is_taken(f"8{first[1:4]}{sign}"))
    with pytest.raises(NotAKey, match="no recovery key begins so"):
        from_groups("".join([other, *as_groups(b"\xff" * 32)[1:]]))


def _is_taken(group):
    try:
        from_groups("".join([group, *as_groups(b"\xff" * 32)[1:]]))
    except NotAKey as error:
        return "begins so" in str(error)
    return True
