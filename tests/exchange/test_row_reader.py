"""A row of a list: words for nothing, codes, telephones, yes and no, the same in every column."""

import pytest

from app.exchange.columns import Field
from app.exchange.files.cells import Row
from app.exchange.row_reader import RowReader
from models.values import NhsNumber, Postcode

FIELDS = tuple(
    Field(key, title, ())
    for key, title in (
        ("ref", "Ref"), ("given", "Forename"), ("family", "Surname"), ("nhs", "NHS No"), ("phone", "Phone"),
        ("urgent", "Urgent"), ("notes", "Notes"), ("postcode", "Post code"),
    )
)  # fmt: skip


def a_row(**cells):
    keys = [field.key for field in FIELDS]
    return RowReader(Row(7, tuple(cells.get(key) for key in keys)), FIELDS, {key: at for at, key in enumerate(keys)})


@pytest.mark.parametrize("written", ["TBC", "n/a", "Unknown", "?", "not known"])
def test_a_word_for_nothing_is_an_empty_cell_in_every_column_and_said_once(written):
    row = a_row(notes=written, nhs=written, phone=written, postcode=written)
    assert (row.text("notes"), row.text("notes"), row.telephone("phone")) == ("", "", "")
    assert (row.parsed("nhs", NhsNumber.parse), row.parsed("postcode", Postcode.parse)) == (None, None)
    titles = ("notes", "phone", "NHS No", "post code")
    assert row.notices == [f"“{written}” under {title} is taken as not stated." for title in titles]
    assert row.reasons == []


def test_a_dash_is_an_empty_cell_and_needs_no_word():
    row = a_row(notes="-", phone="—")
    assert (row.text("notes"), row.telephone("phone"), row.notices) == ("", "", [])


def test_a_column_that_has_to_be_filled_says_which_word_stands_there():
    row = a_row(ref="TBC")
    assert row.needed("ref") == ""
    assert row.reasons == ["The ref is missing: the cell says “TBC”."]
    assert a_row().needed("ref") == ""


def test_a_denied_number_is_none_and_a_denial_in_prose_stays():
    row = a_row(nhs="None", phone="nil", notes="None")
    assert (row.parsed("nhs", NhsNumber.parse), row.telephone("phone"), row.text("notes")) == (None, "", "None")


@pytest.mark.parametrize("written", ["9.99E+09", "9.99e+9", "7.70E+09", "1E10", "9,99E+09"])
def test_a_number_that_a_spreadsheet_rounded_is_refused_with_how_it_is_mended(written):
    row = a_row(nhs=written, phone=written, ref=written)
    assert (row.parsed("nhs", NhsNumber.parse), row.telephone("phone"), row.needed("ref")) == (None, "", "")
    assert [reason.split("”")[0] for reason in row.reasons] == [
        f"The NHS No “{written}", f"The phone “{written}", f"The ref “{written}",
    ]  # fmt: skip
    assert all("format that column as text" in reason for reason in row.reasons)


def test_a_reason_quotes_the_whole_cell():
    long = "perhaps, when the daughter is back from Spain and the ward has said so"
    row = a_row(urgent=long, nhs="999 123 4560")
    row.surely_yes_or_no("urgent")
    row.parsed("nhs", NhsNumber.parse)
    assert row.reasons[0] == f"“{long}” under urgent is neither Y nor N."
    assert row.reasons[1].startswith("The NHS number's check digit is wrong")
    assert row.reasons[1].endswith("Under NHS No stands “999 123 4560”.")


def test_a_refused_row_says_each_reason_once():
    row = a_row(ref="CH1")
    row.reasons += ["Why.", "Why."]
    assert (row.refused().line, row.refused().reasons) == (7, ("Why.",))


def test_every_hyphen_of_a_code_is_a_hyphen():
    assert str(a_row(nhs="999\u2011092\u20131679").parsed("nhs", NhsNumber.parse)) == "999 092 1679"


def test_the_zero_of_a_telephone_comes_back_with_a_word_where_a_text_had_lost_it():
    row = a_row(phone="1144960033")
    assert row.telephone("phone") == "01144960033"
    assert row.notices == ["Phone “1144960033” is taken as 01144960033: a spreadsheet drops the zero."]
    number = a_row(phone=1144960033)
    assert (number.telephone("phone"), number.notices) == ("01144960033", [])


def test_what_can_not_be_dialled_is_kept_and_said():
    row = a_row(phone="ask the ward clerk")
    assert row.telephone("phone") == "ask the ward clerk"
    assert row.notices == ["Phone “ask the ward clerk” can't be dialled; it is kept as it is written."]


def test_somebody_called_null_keeps_the_name():
    assert a_row(family="Null").text("family", is_name=True) == "Null"
    assert a_row(notes="Null").text("notes") == ""


@pytest.mark.parametrize("written", ["yes - see notes", "Y/N", "✗"])
def test_a_yes_with_more_is_no_yes(written):
    row = a_row(urgent=written)
    assert row.yes_or_no("urgent") is None
    assert row.notices == [f"“{written}” under urgent is neither yes nor no: not taken over."]
    assert not row.surely_yes_or_no("urgent")
    assert row.reasons == [f"“{written}” under urgent is neither Y nor N."]


@pytest.mark.parametrize(("written", "meant"), [(True, True), (1, True), ("1.0", True), ("✓", True), (False, False)])
def test_ticks_ones_and_a_workbooks_own_yes_are_yes(written, meant):
    assert a_row(urgent=written).surely_yes_or_no("urgent") is meant


def test_nothing_said_of_urgency_is_said_and_counts_as_no():
    row = a_row(urgent="TBC")
    assert row.surely_yes_or_no("urgent") is False
    assert row.notices[-1] == "Urgent is not stated; taken as no."
