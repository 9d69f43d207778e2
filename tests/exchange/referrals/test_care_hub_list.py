from datetime import UTC, date, datetime

import pytest

from app.exchange.files.asked import UNASKED
from app.exchange.files.read import read_sheet
from app.exchange.referrals.care_hub_list import read_referrals
from models.vocabulary.referrals import ReferralDocument, ReferralReason, Support

GOOD = {
    "Ref": "CH1", "Received": "14/11/26 19.30", "Surname": "O'Brien", "Forename": "Łucja", "DOB": "18.03.1943",
    "NHS No": 9991291229, "MOSAIC": "M1", "Address": "1 Mill Bank", "Post code": "de4 3af", "Patch": "Matlock",
    "Referral document": "Trusted assessment (D2A)", "Reason": "Prevent admission", "From hospital": "N",
    "Urgent": "Y", "Current support": "", "Calls requested": "am 45x2 daily", "Needs and risks": "",
    "Discharge date": None, "Referrer": "GP", "Referrer phone": 1144960033, "Notes": "'=HYPERLINK(\"#A1\")",
}  # fmt: skip


@pytest.fixture
def read(xlsx, moment):
    def reading(**changed):
        row = GOOD | {key.replace("_", " "): value for key, value in changed.items()}
        return read_referrals(read_sheet(xlsx(list(row), list(row.values()))), UNASKED, moment, 18)

    return reading


def test_the_care_hubs_list_is_read_with_its_untidy_cells(demonstration, moment):
    reading = read_referrals(demonstration("care-hub-referrals-2026-11.xlsx"), UNASKED, moment, 18)
    assert len(reading.good) == 40
    assert len({line.content_key for line in reading.good}) == 39
    assert [(line.line, line.cells[0]) for line in reading.refused] == [(43, "CH26190"), (44, "CH26191")]
    assert "check digit" in reading.refused[0].reason
    assert "18 and over" in reading.refused[1].reason


def test_each_part_of_a_referral_is_read(read):
    (line,) = read().good
    assert line.received == datetime(2026, 11, 14, 19, 30, tzinfo=UTC)
    assert (line.family, line.given, line.born) == ("O'Brien", "Łucja", date(1943, 3, 18))
    assert (str(line.nhs_number), str(line.postcode)) == ("999 129 1229", "DE4 3AF")
    assert (line.document, line.reason) == (ReferralDocument.TRUSTED_ASSESSOR, ReferralReason.AVOIDING_ADMISSION)
    assert (line.from_hospital, line.urgent, line.discharge) == (False, True, None)
    assert (line.calls.typed, line.calls.visits[0].workers) == ("am 45x2 daily", 2)
    assert (line.referrer_phone, line.notes) == ("01144960033", '\'=HYPERLINK("#A1")')
    assert line.notices == ()


@pytest.mark.rule("REF-10")
@pytest.mark.parametrize(
    ("typed", "support", "kept"),
    [("None", Support.NONE, ""), ("", Support.NOT_STATED, ""), ("Daughter daily", Support.SOME, "Daughter daily")],
)
def test_no_support_and_nothing_said_about_support_are_told_apart(read, typed, support, kept):
    (line,) = read(Current_support=typed).good
    assert (line.support, line.support_text) == (support, kept)


@pytest.mark.rule("REF-5")
def test_somebody_is_refused_until_the_eighteenth_birthday(read):
    assert read(DOB="21/11/2008").refused[0].reason.startswith("The person is 17")
    assert len(read(DOB="20/11/2008").good) == 1


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("Ref", "", "The ref is missing."),
        ("DOB", "18.03.26", "four digits"),
        ("DOB", "1/1/1899", "can't be right"),
        ("Received", "20/11/2026 09:01", "in the future"),
        ("Received", "29/03/2026 01:30", "does not exist"),
        ("Received", "yesterday", "can't be read as a date"),
        ("NHS No", "999 123 4560", "check digit"),
        ("Post code", "nowhere", "postcode"),
        ("Reason", "Because", "“Because” is not known: it is one of “Hospital discharge”"),
        ("Referral document", "", "is missing: it is one of"),
        ("Urgent", "perhaps", "neither Y nor N"),
        ("Discharge date", "soon", "discharge date “soon”"),
        ("Notes", "x" * 9_000, "shorten it"),
    ],
)
def test_a_row_that_can_not_go_in_says_why(read, field, typed, said):
    assert said in read(**{field.replace(" ", "_"): typed}).refused[0].reason


def test_all_reasons_are_said_at_once(read):
    assert len(read(Ref="", DOB="", Reason="").refused[0].reasons) == 3


def test_what_is_taken_for_granted_is_said(read):
    (line,) = read(Received=date(2026, 11, 14), Urgent="", Calls_requested="am 30 x5").good
    assert len(line.notices) == 4


@pytest.mark.rule("REF-1")
def test_one_name_is_enough_in_the_list(read):
    assert [(each.given, each.family) for each in read(Surname="").good] == [("Łucja", "")]
    (refused,) = read(Surname="", Forename="").refused
    assert refused.reason == "The name is missing."


@pytest.mark.rule("REF-3")
def test_empty_needs_are_taken_in_because_the_gate_is_at_acceptance(read):
    assert read(Needs_and_risks="").good[0].needs == ""


def test_the_same_content_written_differently_has_the_same_key_and_a_change_is_told_field_by_field(read):
    (first,), (same,), (urgent,) = (
        read().good,
        read(Post_code="DE43AF", NHS_No="999 129 1229", Received=datetime.fromisoformat("2026-11-14T19:30:00")).good,
        read(Urgent="N").good,
    )
    assert first.content_key == same.content_key != urgent.content_key
    different = [new.title for old, new in zip(first.said(), urgent.said(), strict=True) if old != new]
    assert different == ["Urgent"]
