import pytest

from app.door.errors import Refused
from app.exchange.columns import Chosen, Field, Mapping, guess, settle

FIELDS = (
    Field("born", "DOB", ("Date of birth",), required=True),
    Field("postcode", "Post code", ()),
    Field("notes", "Notes", ("Comment",)),
)


def test_headings_are_found_by_synonyms_whatever_their_case_accents_and_signs():
    mapping = guess(["  post-CODE", "Date of Birth:", "?"], FIELDS)
    assert mapping.heading("born") == "Date of Birth:"
    assert mapping.column("postcode", ["  post-CODE", "Date of Birth:"]) == 0
    assert mapping.column("notes", []) is None


def test_a_remembered_column_is_preferred_to_a_guess():
    remembered = Mapping((Chosen("notes", "Remark"),))
    assert settle(["DOB", "Notes", "Remark"], FIELDS, remembered).heading("notes") == "Remark"


def test_a_remembered_column_that_is_gone_is_guessed_again():
    remembered = Mapping((Chosen("notes", "Remark"),))
    assert settle(["DOB", "Notes"], FIELDS, remembered).heading("notes") == "Notes"


def test_a_missing_required_column_is_refused_by_name():
    with pytest.raises(Refused, match="no column for “DOB”"):
        settle(["Notes"], FIELDS, None)


def test_a_heading_that_stands_twice_is_refused():
    with pytest.raises(Refused, match="more than one column headed “DOB”"):
        settle(["DOB", "DOB"], FIELDS, None)
