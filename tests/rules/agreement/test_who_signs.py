"""Who signs this time: asked each time an agreement is issued."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from models.rules.agreement.powers import Holder, PowerFacts
from models.rules.agreement.who_signs import (
    Asked,
    WhoSigns,
    asked_again_lacks,
    asked_lacks,
    reason_lacks,
    refused_by_lacks,
    who_signs_lacks,
    without_power_lacks,
)
from models.vocabulary.agreement import Authority, PowerKind, SignsAs, SignsBecause

DAY, ONE = date(2026, 11, 20), timedelta(days=1)
ANN, TOM, POWER = (UUID(int=number) for number in (1, 2, 9))
PERMISSION, LACKS = SignsBecause.PERMISSION, SignsBecause.LACKS_CAPACITY


def power(kind=PowerKind.LPA_PROPERTY, **more):
    known = {"dated": DAY - 9 * ONE, "registered_on": DAY - ONE, "seen_on": DAY, "covers_it": True}
    return PowerFacts(kind=kind, holders=(Holder(key=ANN, name="Ann Gill"),), **(known | more))


def answer(because=PERMISSION, **more):
    return WhoSigns(power=POWER, signers=(ANN,), because=because, **more)


ASSESSED = answer(LACKS, assessed_by="Sam Lee, SW", assessed_on=DAY, evidence="MCA form in MOSAIC")


def fields(lacks):
    assert {each.rule for each in lacks} <= {"FUND-5"}
    return [each.field for each in lacks]


@pytest.mark.rule("FUND-5")
def test_the_person_always_may_sign_also_where_somebody_holds_a_power():
    assert WhoSigns().is_person
    assert who_signs_lacks(WhoSigns(), None, (), DAY) == who_signs_lacks(WhoSigns(), power(), (), DAY) == ()
    assert not answer().is_person
    assert not WhoSigns(signers=(ANN,)).is_person


@pytest.mark.rule("FUND-5")
def test_somebody_else_signs_with_permission_or_because_a_lack_of_capacity_was_assessed(nothing_said):
    assert fields(reason_lacks(answer(None), DAY)) == ["because"]
    assert reason_lacks(answer(PERMISSION), DAY) == reason_lacks(ASSESSED, DAY) == ()
    unknown = answer(LACKS, assessed_by=nothing_said, evidence=nothing_said)
    assert fields(reason_lacks(unknown, DAY)) == ["assessed_by", "assessed_on", "capacity_evidence"]
    assert reason_lacks(ASSESSED, DAY + ONE) == ()
    assert fields(reason_lacks(ASSESSED, DAY - ONE)) == ["assessed_on"]


@pytest.mark.rule("FUND-5")
def test_what_is_missing_of_reason_power_and_holders_is_said_at_once():
    assert who_signs_lacks(answer(), power(), (), DAY) == who_signs_lacks(ASSESSED, power(), (), DAY) == ()
    lacks = who_signs_lacks(WhoSigns(power=POWER, signers=(TOM,)), power(registered_on=None, dated=None), (), DAY)
    assert fields(lacks) == ["because", "registered_on", "dated", "who", "who"]
    deputy = power(PowerKind.DEPUTY)
    assert who_signs_lacks(ASSESSED, deputy, (), DAY) == ()
    assert fields(who_signs_lacks(answer(), deputy, (), DAY)) == ["because"]


@pytest.mark.rule("FUND-5")
@pytest.mark.parametrize(
    ("authority", "why"),
    [
        (Authority.NONE, "without legal authority over money"),
        (Authority.LPA_HEALTH, "attorney for health and welfare"),
        (Authority.APPOINTEE, "benefits appointee"),
        (Authority.LPA_PROPERTY, "Record the power by which Tom Gill signs"),
        (Authority.EPA, "Record the power"),
        (Authority.DEPUTY, "Record the power"),
    ],
)
def test_somebody_without_a_recorded_power_is_refused_with_the_reason(authority, why):
    (lack,) = who_signs_lacks(WhoSigns(signers=(TOM,)), None, [("Tom Gill", authority)], DAY)
    assert (lack.rule, why in lack.sentence) == ("FUND-5", True)
    assert without_power_lacks([("Tom Gill", authority)]) == (lack,)
    assert fields(who_signs_lacks(WhoSigns(power=POWER), None, [], DAY)) == ["who"]


@pytest.mark.rule("FUND-5")
def test_exactly_those_sign_who_were_asked_and_another_needs_a_new_paper():
    asked = [Asked(ANN, "Ann Gill", SignsAs.ATTORNEY), Asked(TOM, "Tom Gill", SignsAs.ATTORNEY)]
    assert asked_lacks(asked, [ANN]) == asked_lacks(asked, [ANN, TOM]) == ()
    assert fields(asked_lacks(asked, [])) == ["signer_1"]
    (other,) = asked_lacks(asked, [ANN, POWER])
    assert "for Ann Gill and Tom Gill to sign" in other.sentence
    assert "issue a new one in its place" in other.sentence
    done = [Asked(ANN, "Ann Gill", SignsAs.ATTORNEY, datetime(2026, 11, 20, tzinfo=UTC)), asked[1]]
    assert [each.sentence for each in asked_lacks(done, [ANN])] == ["Ann Gill has signed already."]
    assert asked_lacks(done, [TOM]) == ()


@pytest.mark.rule("FUND-5")
def test_who_signs_is_said_once_for_a_paper_and_one_of_them_refuses():
    asked = [Asked(ANN, "Ann Gill", SignsAs.ATTORNEY), Asked(TOM, "Tom Gill", SignsAs.ATTORNEY)]
    assert asked_again_lacks([]) == ()
    assert fields(asked_again_lacks(asked)) == ["who"]
    assert refused_by_lacks(asked, "Tom Gill") == refused_by_lacks([], "") == ()
    (lack,) = refused_by_lacks(asked, "Sue Gill")
    assert (lack.field, lack.sentence) == ("refused_by", "Say who refused: Ann Gill or Tom Gill.")
