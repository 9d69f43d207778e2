"""Keys are UUIDs of version 7, in the order in which they were made."""

import threading
from itertools import pairwise
from uuid import RFC_4122

import pytest

from models import keys
from models.keys import new_id, repeatable


def test_a_key_is_a_uuid_of_version_seven():
    key = new_id()
    assert (key.version, key.variant) == (7, RFC_4122)


def test_keys_made_one_after_the_other_are_in_that_order():
    made = [new_id() for _ in range(5000)]
    assert made == sorted(set(made))


def test_keys_made_by_many_threads_are_all_different_and_in_order_within_each():
    made: list[list[object]] = [[] for _ in range(8)]

    def make(into):
        into.extend(new_id() for _ in range(1000))

    threads = [threading.Thread(target=make, args=(into,)) for into in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(earlier < later for each in made for earlier, later in pairwise(each))
    assert len({key for each in made for key in each}) == 8000


def test_a_clock_set_back_doesnt_break_the_order():
    moments = iter([2_000_000, 1_000_000, 1_000_000, 3_000_000])
    with repeatable(1, lambda: next(moments)):
        made = [new_id() for _ in range(4)]
    assert made == sorted(set(made))
    assert all((key.version, key.variant) == (7, RFC_4122) for key in made)
    assert made[3].int >> 80 == 3_000_000


@pytest.mark.parametrize("random_part", [(1 << 62) - 1, (1 << 74) - 1])
def test_a_full_random_part_carries_over_and_leaves_version_and_variant(random_part):
    high, low = random_part >> 62, random_part & (1 << 62) - 1
    number = 5_000 << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low
    later = keys._next_after(number)
    assert later > number
    assert (later >> 76 & 0xF, later >> 62 & 0b11) == (7, 0b10)


def test_repeatable_keys_are_the_same_each_time_and_the_real_ones_come_back():
    before = new_id()
    runs = []
    for _ in range(2):
        with repeatable(7, lambda: 1_700_000_000_000):
            runs.append([new_id() for _ in range(3)])
    assert runs[0] == runs[1]
    after = new_id()
    assert after > before
    assert after not in runs[0]


def test_repeatable_keys_end_with_their_block_even_where_it_fails():
    with pytest.raises(RuntimeError), repeatable(7, lambda: 1):
        raise RuntimeError
    assert new_id().int >> 80 > 1_700_000_000_000


def test_repeatable_keys_are_the_same_however_many_other_threads_make_meanwhile():
    runs = []
    for others in (0, 5):
        with repeatable(7, lambda: 1_700_000_000_000):
            first, elsewhere = new_id(), []
            thread = threading.Thread(
                target=lambda made, wish: made.extend(new_id() for _ in range(wish)), args=(elsewhere, others)
            )
            thread.start()
            thread.join()
            runs.append([first, new_id()])
        assert all(key not in runs[-1] and key > runs[-1][1] for key in elsewhere)
    assert runs[0] == runs[1]
