"""Where document, reason and field disagree on *from hospital*, the higher band stands and a question is asked."""

import pytest

from models.rules.referrals.from_hospital import (
    HospitalSigns,
    answer_stands,
    hospital_answer_lacks,
    hospital_answer_text,
    origin_lacks,
    origin_says_so,
    ticked_by_origin,
)
from models.rules.referrals.queue_order import QueueFacts, band
from models.vocabulary.referrals import Band, ComesFrom, ReferralDocument, ReferralReason, Support

pytestmark = pytest.mark.rule("REF-10")
HOSPITAL, SHORT_TERM, D2A = ReferralDocument.HOSPITAL, ReferralDocument.SHORT_TERM, ReferralDocument.TRUSTED_ASSESSOR
DISCHARGE, NEW_CARE, AVOIDING = (
    ReferralReason.HOSPITAL_DISCHARGE, ReferralReason.NEW_HOME_CARE, ReferralReason.AVOIDING_ADMISSION,
)  # fmt: skip


@pytest.mark.parametrize(
    ("document", "reason", "field", "yes", "asks"),
    [
        (HOSPITAL, DISCHARGE, True, True, False),
        (HOSPITAL, DISCHARGE, False, True, False),  # nobody has looked at the field
        (HOSPITAL, NEW_CARE, True, True, True),
        (HOSPITAL, NEW_CARE, False, True, True),
        (HOSPITAL, AVOIDING, False, True, True),
        (D2A, NEW_CARE, False, True, True),
        (HOSPITAL, None, True, True, False),
        (HOSPITAL, None, False, True, True),
        (SHORT_TERM, DISCHARGE, True, True, True),
        (SHORT_TERM, DISCHARGE, False, True, True),
        (SHORT_TERM, NEW_CARE, True, True, True),
        (SHORT_TERM, NEW_CARE, False, False, False),
        (None, DISCHARGE, True, True, False),
        (None, DISCHARGE, False, True, True),
        (None, None, True, True, False),
        (None, None, False, False, False),
    ],
)
def test_any_sign_is_enough_and_where_they_disagree_it_is_asked(document, reason, field, yes, asks):
    signs = HospitalSigns(document=document, reason=reason, field=field)
    assert (signs.is_from_hospital, signs.disagree, signs.is_open) == (yes, asks, asks)
    found = band(QueueFacts(reference="R1", first_asked=None, from_hospital=field, document=document, reason=reason))
    assert found.hospital_to_ask is asks
    assert (found.band is Band.FROM_HOSPITAL) is yes


@pytest.mark.parametrize(
    ("answer", "reason", "expected"),
    [
        (None, NEW_CARE, Band.FROM_HOSPITAL),
        (True, NEW_CARE, Band.FROM_HOSPITAL),
        (False, NEW_CARE, Band.URGENT),
        (False, AVOIDING, Band.FROM_HOSPITAL),  # by another right to the first band
    ],
)
def test_the_band_follows_the_answer(answer, reason, expected):
    found = band(
        QueueFacts(
            reference="R1", first_asked=None, from_hospital=True, document=HOSPITAL, reason=reason, urgent=True,
            support=Support.SOME, hospital_answer=answer,
        )
    )  # fmt: skip
    assert (found.band, found.hospital_to_ask) == (expected, answer is None)


def test_the_question_says_what_speaks_for_it_and_against():
    assert HospitalSigns(document=HOSPITAL, reason=NEW_CARE).question == (
        "From hospital? The document says so, the reason and the field don't: ask, and record the answer."
    )
    assert HospitalSigns(document=HOSPITAL, reason=NEW_CARE, field=True).question == (
        "From hospital? The document and the field say so, the reason doesn't: ask, and record the answer."
    )


def test_it_is_answered_once_with_yes_or_no_and_from_whom():
    signs = HospitalSigns(document=HOSPITAL, reason=NEW_CARE)
    assert hospital_answer_lacks(signs, False, "Ward 3") == ()
    assert [each.field for each in hospital_answer_lacks(signs, None, " ")] == ["from_hospital_answer", "of_whom"]
    answered = HospitalSigns(document=HOSPITAL, reason=NEW_CARE, answer=False)
    assert "already" in hospital_answer_lacks(answered, True, "Ward 3")[0].sentence
    agree = HospitalSigns(document=HOSPITAL, reason=DISCHARGE)
    assert "agree" in hospital_answer_lacks(agree, True, "Ward 3")[0].sentence
    assert hospital_answer_text(answer=False, of_whom="Ward 3", by="Sam") == "no, said Ward 3 (recorded by Sam)"


@pytest.mark.rule("STC-1")
def test_of_where_somebody_comes_from_the_two_hospitals_say_so_and_nothing_else():
    saying = {each for each in (None, *ComesFrom) if origin_says_so(each)}
    assert saying == {ComesFrom.ACUTE_HOSPITAL, ComesFrom.COMMUNITY_HOSPITAL}


@pytest.mark.rule("STC-1")
@pytest.mark.parametrize(
    ("before", "now", "ticked", "otherwise", "after"),
    [
        (None, ComesFrom.ACUTE_HOSPITAL, False, False, True),
        (ComesFrom.ACUTE_HOSPITAL, ComesFrom.COMMUNITY, True, False, False),
        (ComesFrom.ACUTE_HOSPITAL, None, True, False, False),
        (ComesFrom.ACUTE_HOSPITAL, ComesFrom.COMMUNITY_HOSPITAL, True, False, True),
        (ComesFrom.ACUTE_HOSPITAL, ComesFrom.COMMUNITY, True, True, True),  # said by hand, or the discharge is known
        (ComesFrom.COMMUNITY, ComesFrom.BED_BASED, True, False, True),  # no origin had ticked it
        (ComesFrom.COMMUNITY, ComesFrom.BED_BASED, False, False, False),
    ],
)
def test_the_field_follows_the_origin_unless_something_else_says_so(before, now, ticked, otherwise, after):
    assert ticked_by_origin(before, now, ticked=ticked, is_otherwise_known=otherwise) is after


@pytest.mark.rule("REF-10", "STC-1")
@pytest.mark.parametrize("origin", [None, *ComesFrom])
@pytest.mark.parametrize("field", [None, True, False])
def test_only_a_no_while_the_origin_is_a_hospital_lacks_another_origin(origin, field):
    assert bool(origin_lacks(origin, field=field)) is (field is False and origin_says_so(origin))


@pytest.mark.rule("REF-10", "STC-1")
@pytest.mark.parametrize("origin", [None, *ComesFrom])
@pytest.mark.parametrize("answer", [None, True, False])
def test_only_a_no_falls_with_a_hospital_as_origin(origin, answer):
    assert answer_stands(origin, answer) is not (answer is False and origin_says_so(origin))
