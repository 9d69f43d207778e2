"""A mark that a copy doesn't show is taken back only where this very workbook shows that it was emptied."""

from itertools import product
from uuid import UUID

import pytest

from models.rules.tracker.copies import (
    Copy,
    ReadIn,
    Stays,
    is_older_than,
    next_count,
    shows_no_mark,
    stays_sentence,
    stays_sentences,
    why_it_stays,
)

OURS, OTHER = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize(
    ("read_at", "stands", "known", "because"),
    [
        (5, 5, 5, None),  # the same file
        (5, 6, 6, None),  # exported since
        (5, 4, 5, Stays.OLDER),  # an older copy was put back
        (5, 5, 6, Stays.OLDER),  # another person's copy, saved before the last export
        (4, 5, 6, Stays.OLDER),
        (5, 7, 5, None),  # the database was restored from a backup: the file is ahead
        (5, 5, 0, None),  # and has forgotten the workbook altogether
        (7, 6, 5, Stays.OLDER),  # a restored database, and an older copy still
        (None, 1, 1, None),
    ],
)
def test_a_mark_is_emptied_only_in_its_own_workbook_and_never_by_an_older_copy(read_at, stands, known, because):
    assert why_it_stays(ReadIn(OURS, read_at), Copy(OURS, stands, known)) is because


def test_another_workbook_or_one_without_an_id_takes_nothing_back_whatever_it_counts():
    for read_at, stands, known in product((1, 2, 3), repeat=3):
        assert why_it_stays(ReadIn(OURS, read_at), Copy(OTHER, stands, known)) is Stays.ANOTHER
        assert why_it_stays(ReadIn(OURS, read_at), Copy(None, stands, known)) is Stays.NO_ID
        assert why_it_stays(ReadIn(None, None), Copy(OURS, stands, known)) is Stays.READ_BEFORE
    assert why_it_stays(ReadIn(None, None), Copy(None)) is Stays.NO_ID


def test_what_stands_in_an_older_copy_of_the_same_workbook_is_what_stood_before():
    assert is_older_than(ReadIn(OURS, 5), Copy(OURS, 4))
    assert not is_older_than(ReadIn(OURS, 5), Copy(OURS, 5))
    assert not is_older_than(ReadIn(OURS, 5), Copy(OTHER, 4))
    assert not is_older_than(ReadIn(None, None), Copy(None))


def test_a_copy_without_any_of_several_marks_looks_like_one_from_before_it_was_marked():
    assert shows_no_mark(emptied=2, standing=0)
    assert not shows_no_mark(emptied=1, standing=0)
    assert not shows_no_mark(emptied=2, standing=1)


def test_what_stays_is_said_once_for_each_reason():
    assert stays_sentences((Stays.OLDER, Stays.ANOTHER, Stays.OLDER)) == (
        "1 mark that the database knows isn't in this copy: it was read in another workbook. It stays.",
        "2 marks that the database knows aren't in this copy: this is an older copy. They stay.",
    )
    assert stays_sentence(26, Stays.NO_ID).startswith("26 marks that the database knows aren't in this copy: this work")
    assert stays_sentences(()) == ()


def test_a_count_goes_on_from_whichever_is_ahead():
    assert (next_count(0, 0), next_count(3, 3), next_count(3, 5), next_count(5, 3)) == (1, 4, 6, 6)
