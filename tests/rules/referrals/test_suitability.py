from dataclasses import fields, replace
from datetime import date, timedelta

import pytest

from models.rules.referrals import suitability
from models.rules.referrals.suitability import ReferralFacts, acceptance_lacks
from models.vocabulary.referrals import ExistingPackage, Notice, ReferralDocument, ReferralReason, Support

DAY = date(2026, 11, 20)
ENOUGH = ReferralFacts(
    document=ReferralDocument.SHORT_TERM,
    reason=ReferralReason.NEW_HOME_CARE,
    born=date(1940, 5, 1),
    support=Support.NONE,
    needs_and_risks="Weak after a fall; stairs",
    alternatives_considered="Daughter is away; no lunch club near",
)


def rules(facts, policy):
    return [lack.rule for lack in acceptance_lacks(facts, DAY, policy)]


@pytest.mark.rule("REF-12")
def test_a_referral_with_everything_can_be_accepted_whatever_the_capacity(policy):
    assert acceptance_lacks(ENOUGH, DAY, policy) == ()
    assert not any("capacity" in each.name for each in fields(ReferralFacts))


@pytest.mark.rule("REF-5")
def test_suitability_is_never_asked_for_a_diagnosis_or_a_disability():
    named = {each.name for each in fields(ReferralFacts)}
    assert not named & {"diagnosis", "disability", "age", "condition"}


@pytest.mark.rule("REF-1", "REF-2", "REF-3", "REF-4", "REF-5", "REF-6", "REF-7", "REF-8", "REF-9", "REF-10")
@pytest.mark.parametrize(
    ("change", "lacking"),
    [
        ({"document": None}, ["REF-1"]),
        ({"reason": None}, ["REF-2"]),
        ({"needs_and_risks": ""}, ["REF-3"]),
        ({"needs_and_risks": "  \n"}, ["REF-3"]),
        ({"still_asked": ("the key safe", "the hoist")}, ["REF-3", "REF-3"]),
        ({"alternatives_considered": " "}, ["REF-4"]),
        ({"born": None}, ["REF-5"]),
        ({"end_of_life": True}, ["REF-6"]),
        ({"end_of_life": True, "end_of_life_discussion": "With Dr Shaw and the ward: days, at home"}, []),
        ({"urgent": True}, ["REF-7"]),
        ({"urgent": True, "delivery_confirmed": True}, []),
        ({"urgent": True, "from_hospital": True}, []),
        ({"urgent": True, "reason": ReferralReason.HOSPITAL_DISCHARGE}, []),
        ({"urgent": True, "reason": ReferralReason.AVOIDING_ADMISSION}, ["REF-7"]),
        ({"chc": True}, ["REF-8"]),
        ({"chc": True, "chc_reviewed": True}, []),
        ({"reason": ReferralReason.SIGNIFICANT_CHANGE}, ["REF-9"]),
        (
            {"reason": ReferralReason.SIGNIFICANT_CHANGE, "existing_package": ExistingPackage.NO_PROVIDER},
            ["REF-9"],
        ),
        ({"reason": ReferralReason.PROVIDER_FAILURE, "existing_package": ExistingPackage.NO_PROVIDER}, []),
        ({"existing_package": ExistingPackage.WHOLE_MOVES}, ["REF-9", "REF-9"]),
        ({"existing_package": ExistingPackage.WHOLE_MOVES, "notice": Notice.PAID}, ["REF-9"]),
        ({"existing_package": ExistingPackage.WHOLE_MOVES, "notice_given_on": DAY}, ["REF-9"]),
        (
            {
                "reason": ReferralReason.SIGNIFICANT_CHANGE,
                "existing_package": ExistingPackage.WHOLE_MOVES,
                "notice": Notice.WORKED,
                "notice_given_on": DAY,
            },
            [],
        ),
        ({"existing_package": ExistingPackage.EXTRA_ONLY}, ["REF-9", "REF-9"]),
        ({"existing_package": ExistingPackage.EXTRA_ONLY, "extra_until": DAY}, ["REF-9"]),
        ({"existing_package": ExistingPackage.EXTRA_ONLY, "provider_agreed": True}, ["REF-9"]),
        ({"existing_package": ExistingPackage.EXTRA_ONLY, "provider_agreed": True, "extra_until": DAY}, []),
        (
            {
                "existing_package": ExistingPackage.EXTRA_ONLY,
                "provider_agreed": True,
                "extra_until": DAY - timedelta(days=1),
            },
            ["REF-9"],
        ),
        ({"support": Support.NOT_STATED}, ["REF-10"]),
        ({"support": Support.SOME}, []),
    ],
)
def test_each_thing_missing_is_named_by_its_rule(policy, change, lacking):
    assert rules(replace(ENOUGH, **change), policy) == lacking


@pytest.mark.rule("REF-3", "REF-9")
def test_each_lack_says_what_to_do_and_who_can(policy):
    lacks = acceptance_lacks(
        ReferralFacts(still_asked=("the hoist",), existing_package=ExistingPackage.EXTRA_ONLY), DAY, policy
    )
    assert all(lack.sentence.endswith(".") and lack.who for lack in lacks)
    assert "the hoist" in " ".join(lack.sentence for lack in lacks)
    assert [lack.who for lack in lacks if "provider has agreed" in lack.sentence] == ["the existing provider"]


@pytest.mark.rule("REF-5")
@pytest.mark.parametrize(
    ("born", "refused"),
    [
        (date(2008, 11, 19), False),
        (date(2008, 11, 20), False),
        (date(2008, 11, 21), True),
        (date(2010, 3, 2), True),
        (DAY, True),
        (date(2026, 11, 21), True),
        (date(1920, 1, 1), False),
        (None, False),
    ],
)
def test_a_child_is_refused_and_an_adult_of_any_age_is_not(policy, born, refused):
    assert bool(suitability.under_age(born, DAY, policy)) is refused
    if refused:
        assert rules(replace(ENOUGH, born=born), policy) == ["REF-5"]


@pytest.mark.rule("REF-5")
def test_a_birthday_on_29_february_falls_on_1_march(policy):
    born = date(2008, 2, 29)
    assert suitability.under_age(born, date(2026, 2, 28), policy)
    assert suitability.under_age(born, date(2026, 3, 1), policy) is None


@pytest.mark.rule("REF-5")
def test_a_birth_date_in_the_future_is_called_a_mistake_and_not_a_child(policy):
    today = suitability.under_age(DAY, DAY, policy)
    tomorrow = suitability.under_age(DAY + timedelta(days=1), DAY, policy)
    assert "under 18" in today.sentence
    assert "future" in tomorrow.sentence


@pytest.mark.rule("REF-5")
def test_a_decline_needs_a_reason_and_the_talk_with_the_assessor():
    assert suitability.decline_lacks("No task that STS can help with", discussed_with_assessor=True) == ()
    assert [each.rule for each in suitability.decline_lacks(" ", discussed_with_assessor=True)] == ["REF-5"]
    assert [each.rule for each in suitability.decline_lacks("x", discussed_with_assessor=False)] == ["REF-5"]
    assert len(suitability.decline_lacks("", discussed_with_assessor=False)) == 2


@pytest.mark.rule("REF-4")
def test_signposting_says_where_to():
    assert suitability.signpost_lacks("Lunch club at the chapel") == ()
    assert suitability.signpost_lacks("  ")[0].rule == "REF-4"


@pytest.mark.rule("REF-14")
def test_a_withdrawal_says_when_the_care_hub_was_told(at):
    now = at("2026-11-20 09:00")
    second = timedelta(seconds=1)
    assert suitability.withdrawal_lacks(now, now) == ()
    assert suitability.withdrawal_lacks(now - second, now) == ()
    assert "future" in suitability.withdrawal_lacks(now + second, now)[0].sentence
    assert suitability.withdrawal_lacks(None, now)[0].rule == "REF-14"


@pytest.mark.rule("REF-9")
@pytest.mark.parametrize(
    ("given", "last"),
    [
        (date(2026, 11, 20), date(2026, 12, 4)),
        (date(2026, 3, 20), date(2026, 4, 3)),
        (date(2026, 10, 20), date(2026, 11, 3)),
        (date(2026, 12, 25), date(2027, 1, 8)),
    ],
)
def test_the_agencys_last_day_is_two_weeks_after_notice(policy, given, last):
    assert suitability.notice_last_day(given, policy) == last


@pytest.mark.rule("REF-5")
def test_nobody_is_born_after_today(passes_around):
    assert passes_around(DAY, lambda born: suitability.birth_date_lacks(born, DAY)) == [True, True, False]
    assert suitability.birth_date_lacks(None, DAY) == ()
    (lack,) = suitability.birth_date_lacks(date(2026, 11, 21), DAY)
    assert lack.sentence == "The birth date 21 Nov 2026 lies in the future: correct it."
