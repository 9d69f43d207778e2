"""Every column of every recorded table has words in History, or a reason why it isn't shown."""

import pytest

from models.rules.history.kinds import TABLES
from models.rules.history.not_shown import NOT_SHOWN
from models.rules.history.sentences import Changed, sentence
from models.rules.history.words import COLUMNS
from models.schema import METADATA

RECORDED = {name: table for name, table in METADATA.tables.items() if "updated_by" in table.columns or name == "office"}


def test_every_table_has_words():
    assert RECORDED.keys() == TABLES.keys()


def test_every_column_has_words_or_a_reason_and_none_has_both():
    columns = {column.name for table in RECORDED.values() for column in table.columns}
    assert columns == COLUMNS.keys() | NOT_SHOWN.keys()
    assert not COLUMNS.keys() & NOT_SHOWN.keys()
    assert all(COLUMNS.values())
    assert all(NOT_SHOWN.values())


def test_no_words_are_a_column_s_name():
    assert [words for words in COLUMNS.values() if "_" in words] == []


@pytest.mark.parametrize(
    ("table", "changed", "is_new", "said"),
    [
        (
            "person",
            (Changed("postcode", "DE1 1AA", "DE2 2BB"),),
            False,
            "Priya Shah changed the postcode from DE1 1AA to DE2 2BB.",
        ),
        (
            "goal",
            (Changed("state", "open", "met"),),
            False,
            "Priya Shah saved the goal: changed the state from open to met.",
        ),
        (
            "at_given",
            (Changed("given", "", "no"),),
            False,
            "Priya Shah saved the answer about assistive technology: set whether it was given to no.",
        ),
        ("person", (Changed("risks", "", "A dog"),), False, "Priya Shah set the risks to A dog."),
        ("person", (Changed("risks", "A dog", ""),), False, "Priya Shah cleared the risks, which was A dog."),
        ("hold", (Changed("team_id", "", "North"),), True, "Priya Shah added a hold of capacity: the team North."),
        ("hold", (), False, "Priya Shah saved the hold of capacity without changing what is shown."),
    ],
)
def test_a_change_is_told_as_a_sentence(table, changed, is_new, said):
    assert sentence("Priya Shah", table, changed, is_new=is_new) == said
