"""What a changed row of the Care Hub's list would overwrite, in words and not too long."""

from datetime import date
from types import SimpleNamespace

import pytest

from app.services.referrals.care_hub_list.differences import TITLES, differences
from models.vocabulary.referrals import ReferralDocument

pytestmark = pytest.mark.rule("REF-1")


def sentences(kept, said):
    return [
        each.sentence
        for each in differences(SimpleNamespace(**dict.fromkeys(TITLES) | kept), dict.fromkeys(TITLES) | said)
    ]


@pytest.mark.parametrize(
    ("name", "kept", "said", "sentence"),
    [
        ("urgent", False, True, "Urgent: No → Yes"),
        ("document", None, ReferralDocument.SHORT_TERM, f"Document: nothing → {ReferralDocument.SHORT_TERM.label}"),
        ("discharge_on", date(2026, 11, 9), None, "Discharge date: 09/11/2026 → nothing"),
        ("notes", "A  cat\n", "", "Notes: A cat → nothing"),
        ("notes", "x" * 60, "x" * 61, f"Notes: {'x' * 60} → {'x' * 60}…"),
    ],
)
def test_a_field_is_told_as_it_is_kept_and_as_the_file_says_it(name, kept, said, sentence):
    assert sentences({name: kept}, {name: said}) == [sentence]


def test_a_field_in_which_both_agree_is_not_told():
    assert sentences({"notes": "A cat"}, {"notes": "A cat"}) == []
