"""Words for nothing, lost zeros and unseen signs in the Care Hub's list: each row is what it says, or says why not."""

from datetime import UTC, datetime

import pytest

from app.exchange.files.asked import UNASKED
from app.exchange.files.read import read_sheet
from app.exchange.referrals.care_hub_list import read_referrals
from app.exchange.refused_rows import refused_file
from models.rules.referrals.queue_order import QueueFacts, band
from models.vocabulary.referrals import Band, Support

HEADER = (
    "Ref,Received,Surname,Forename,DOB,NHS No,MOSAIC,Address,Post code,Patch,Referral document,Reason,From hospital,"
    "Urgent,Current support,Calls requested,Needs and risks,Discharge date,Referrer,Referrer phone,Notes"
)
ROW = {
    "Ref": "S1", "Received": "14/11/2026 09:30", "Surname": "Testperson", "Forename": "Ada", "DOB": "11/03/1953",
    "NHS No": "", "MOSAIC": "", "Address": "1 Test Lane", "Post code": "DE4 3AF", "Patch": "Matlock",
    "Referral document": "Short-term assessment and plan", "Reason": "New home care", "From hospital": "N",
    "Urgent": "Y", "Current support": "None", "Calls requested": "am 30 x7", "Needs and risks": "Needs help",
    "Discharge date": "", "Referrer": "GP surgery", "Referrer phone": "0114 496 0033", "Notes": "",
}  # fmt: skip
MOMENT = datetime(2026, 11, 20, 9, tzinfo=UTC)


def sheet_of(**changed):
    row = ROW | {key.replace("_", " "): value for key, value in changed.items()}
    text = HEADER + "\n" + ",".join(f'"{row[heading]}"' for heading in HEADER.split(",")) + "\n"
    return read_sheet(text.encode(), "list.csv")


def read(**changed):
    return read_referrals(sheet_of(**changed), UNASKED, MOMENT, 18)


def one(**changed):
    reading = read(**changed)
    assert reading.refused == ()
    return reading.good[0]


def banded(line):
    return band(QueueFacts(reference=line.ref, first_asked=line.received, urgent=line.urgent, support=line.support))


@pytest.mark.rule("REF-10")
@pytest.mark.parametrize(
    "typed", ["None", "None currently", "none.", "no current support", "Nobody", "0", "NIL", "No care in place"]
)
def test_a_plain_denial_puts_an_urgent_referral_with_those_without_support(typed):
    line = one(Current_support=typed)
    placed = banded(line)
    assert (line.support, placed.band, placed.support_to_ask) == (Support.NONE, Band.URGENT_NO_SUPPORT, False)
    assert line.notices == ()


@pytest.mark.rule("REF-10")
@pytest.mark.parametrize("typed", ["", "-", "N/A", "Unknown", "?", "TBC", "tba", "—", "not known"])
def test_a_word_for_nothing_is_asked_as_an_empty_cell_is(typed):
    line = one(Current_support=typed)
    placed = banded(line)
    assert (line.support, placed.band, placed.support_to_ask) == (Support.NOT_STATED, Band.URGENT_NO_SUPPORT, True)
    words = typed not in {"", "-", "—"}
    assert line.notices == ((f"“{typed}” under current support is taken as not stated.",) if words else ())


@pytest.mark.rule("REF-10")
def test_a_text_in_doubt_is_kept_and_asked_about():
    line = one(Current_support="No formal support")
    assert (line.support, line.support_text) == (Support.NOT_STATED, "No formal support")
    assert banded(line).support_to_ask
    assert line.notices == (
        "Current support “No formal support” doesn't say whether anybody helps now: not stated, to be asked.",
    )


@pytest.mark.rule("REF-10")
def test_every_text_that_is_read_as_some_support_is_said():
    line = one(Current_support="Family daily")
    assert (line.support, line.support_text, banded(line).band) == (Support.SOME, "Family daily", Band.URGENT)
    assert line.notices == ("Current support “Family daily” is taken as some support.",)


def test_the_same_words_say_nothing_in_every_other_column():
    columns = (
        "NHS No", "MOSAIC", "Address", "Post code", "Patch", "Needs and risks", "Discharge date", "Referrer",
        "Referrer phone", "Notes", "Calls requested",
    )  # fmt: skip
    line = one(**dict.fromkeys(columns, "TBC"))
    assert (line.nhs_number, line.postcode, line.discharge) == (None, None, None)
    assert (line.mosaic_id, line.address, line.patch, line.needs, line.referrer, line.referrer_phone) == ("",) * 6
    assert (line.notes, line.calls.visits, line.calls.unread) == ("", (), ())
    assert len(line.notices) == len(columns)


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("Ref", "The ref is missing: the cell says “TBC”."),
        ("DOB", "The date of birth is missing: the cell says “TBC”."),
        ("Received", "When it was received is missing: the cell says “TBC”."),
        ("Reason", "The reason is missing: the cell says “TBC”: it is one of"),
    ],
)
def test_a_needed_column_with_such_a_word_is_refused_as_missing(column, said):
    assert read(**{column: "TBC"}).refused[0].reason.startswith(said)


def test_a_name_of_two_words_for_nothing_is_missing():
    refused = read(Surname="unknown", Forename="-").refused[0]
    assert refused.reason == "The name is missing: the cell says “unknown”."


def test_a_telephone_that_excel_saved_without_its_zero_has_it_again_and_says_so():
    line = one(Referrer_phone="1144960033")
    assert line.referrer_phone == "01144960033"
    assert line.notices == (
        "Referrer phone “1144960033” is taken as 01144960033: a spreadsheet drops the zero.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("column", "typed"), [("Referrer phone", "1.14E+09"), ("NHS No", "9.99E+09"), ("MOSAIC", "7.70E+09")]
)
def test_a_number_rounded_by_excel_is_refused_with_the_whole_cell(column, typed):
    (refused,) = read(**{column: typed}).refused
    assert f"“{typed}” is a number that a spreadsheet has rounded: format that column as text" in refused.reason


def test_a_saved_list_of_refused_rows_keeps_its_zeros():
    sheet = sheet_of(DOB="")
    again = read_sheet(refused_file(sheet, read(DOB="").refused), "refused.csv")
    assert again.rows[0].cells[list(again.header).index("Referrer phone")] == "0114 496 0033"


@pytest.mark.parametrize("typed", ["999\u2011092\u20111679", "\u200b999 092 1679", "999\u00a0092\u00a01679"])
def test_signs_that_nobody_sees_do_not_break_a_number(typed):
    assert str(one(NHS_No=typed).nhs_number) == "999 092 1679"


def test_an_unseen_sign_in_a_postcode_goes_and_a_wrong_letter_is_named():
    assert str(one(Post_code="DE6 1AF\u200b").postcode) == "DE6 1AF"
    assert "“DE6 1OF” can't be a postcode" in read(Post_code="DE6 1OF").refused[0].reason


def test_a_number_that_nobody_was_ever_given_is_refused():
    assert "Nobody was ever given the NHS number 000 000 0019" in read(NHS_No="0000000019").refused[0].reason


def test_a_reason_quotes_the_whole_cell():
    long = "yes, but only until the daughter comes back from her holiday in Spain"
    assert f"“{long}” under urgent is neither Y nor N." in read(Urgent=long).refused[0].reason
