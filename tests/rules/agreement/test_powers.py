"""Which powers reach an agreement on a day, and which of their holders have to sign."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from models.rules.agreement.powers import (
    Holder,
    PowerFacts,
    acting_lacks,
    copy_lacks,
    holders_lacks,
    named_lacks,
    of_person_lacks,
    power_lacks,
    registered_lacks,
    replacing_lacks,
)
from models.vocabulary.agreement import Acting, PowerKind, SignsBecause

DAY, ONE = date(2026, 11, 20), timedelta(days=1)
PERMISSION, LACKS = SignsBecause.PERMISSION, SignsBecause.LACKS_CAPACITY
ANN, TOM, SUE = (UUID(int=number) for number in (1, 2, 3))


def holder(key=ANN, name="Ann Gill", **more):
    return Holder(key=key, name=name, **more)


def power(kind=PowerKind.LPA_PROPERTY, *holders, **more):
    known = {"dated": DAY - 300 * ONE, "registered_on": DAY - 200 * ONE, "seen_on": DAY, "covers_it": True}
    return PowerFacts(kind=kind, holders=holders or (holder(),), **(known | more))


def said(lacks):
    assert {each.rule for each in lacks} <= {"FUND-5"}
    return [each.sentence for each in lacks]


def fields(lacks):
    return [each.field for each in lacks]


@pytest.mark.rule("FUND-5")
@pytest.mark.parametrize("because", [PERMISSION, LACKS])
def test_a_lasting_power_reaches_from_the_day_on_which_it_is_registered(because):
    for registered, reaches in ((DAY - ONE, True), (DAY, True), (DAY + ONE, False), (None, False)):
        lacks = power_lacks(power(registered_on=registered), because, DAY)
        assert (lacks == ()) is reaches
        assert fields(lacks) == [] if reaches else ["registered_on"]


@pytest.mark.rule("FUND-5")
def test_an_enduring_power_has_to_be_registered_once_the_person_lacks_capacity():
    unregistered, registered = power(PowerKind.EPA, registered_on=None), power(PowerKind.EPA, registered_on=DAY)
    assert power_lacks(unregistered, PERMISSION, DAY) == ()
    assert fields(power_lacks(unregistered, LACKS, DAY)) == ["registered_on"]
    assert power_lacks(registered, LACKS, DAY) == power_lacks(registered, PERMISSION, DAY) == ()
    assert fields(power_lacks(registered, LACKS, DAY - ONE)) == ["registered_on"]


@pytest.mark.rule("FUND-5")
def test_a_deputy_signs_only_when_the_person_lacks_capacity_and_the_order_covers_it():
    order = power(PowerKind.DEPUTY, registered_on=None)
    assert power_lacks(order, LACKS, DAY) == ()
    assert "only when the person lacks capacity" in said(power_lacks(order, PERMISSION, DAY))[0]
    for covers, word in ((None, "Say whether"), (False, "does not cover")):
        (sentence,) = said(power_lacks(power(PowerKind.DEPUTY, covers_it=covers), LACKS, DAY))
        assert word in sentence


@pytest.mark.rule("FUND-5")
def test_a_power_has_its_date_and_a_copy_that_somebody_saw():
    assert fields(power_lacks(power(dated=None), PERMISSION, DAY)) == ["dated"]
    assert fields(power_lacks(power(seen_on=None), PERMISSION, DAY)) == ["copy_seen"]
    assert power_lacks(power(dated=DAY, registered_on=DAY), PERMISSION, DAY) == ()
    assert fields(power_lacks(power(dated=DAY + ONE), PERMISSION, DAY)) == ["dated"]
    for name, field in (("dated", "dated"), ("registered_on", "registered_on"), ("seen_on", "copy_seen")):
        assert copy_lacks(power(**{name: DAY}), DAY) == ()
        assert fields(copy_lacks(power(**{name: DAY + ONE}), DAY)) == [field]


@pytest.mark.rule("FUND-5")
def test_a_power_is_registered_on_or_after_its_date():
    assert registered_lacks(power(dated=DAY, registered_on=DAY)) == registered_lacks(power(dated=None)) == ()
    assert registered_lacks(power(registered_on=None)) == ()
    assert fields(registered_lacks(power(dated=DAY, registered_on=DAY - ONE))) == ["registered_on"]


@pytest.mark.rule("FUND-5")
@pytest.mark.parametrize(
    ("acts", "together", "one_is_enough"),
    [
        (Acting.JOINTLY, None, False),
        (Acting.JOINTLY, False, False),
        (Acting.SEVERALLY, None, True),
        (Acting.SEVERALLY, True, True),
        (Acting.MIXED, True, False),
        (Acting.MIXED, None, False),
        (Acting.MIXED, False, True),
        (None, None, False),
        (None, False, False),
    ],
)
def test_all_sign_who_act_only_together_and_what_is_not_known_counts_as_yes(acts, together, one_is_enough):
    both = power(PowerKind.LPA_PROPERTY, holder(), holder(TOM, "Tom Gill"), acts=acts)
    alone = holders_lacks(both, [ANN], DAY, together=together)
    assert (alone == ()) is one_is_enough
    assert one_is_enough or "Tom Gill has to sign as well" in said(alone)[0]
    assert holders_lacks(both, [ANN, TOM], DAY, together=together) == ()


@pytest.mark.rule("FUND-5")
def test_nobody_and_a_stranger_do_not_sign_by_a_power():
    assert fields(holders_lacks(power(), [], DAY)) == ["who"]
    assert "Only those who hold" in said(holders_lacks(power(), [ANN, uuid4()], DAY))[0]
    assert "Only those who hold" in said(acting_lacks(power(), TOM, DAY))[0]


@pytest.mark.rule("FUND-5")
def test_a_replacement_signs_from_the_day_they_replaced_somebody_who_signs_no_more():
    sue = holder(SUE, "Sue Gill", is_replacement=True, acts_from=DAY)
    ann = holder(stopped_on=DAY)
    held = power(PowerKind.LPA_PROPERTY, ann, holder(TOM, "Tom Gill"), sue, acts=Acting.JOINTLY)
    assert holders_lacks(held, [ANN, TOM], DAY - ONE) == ()
    assert holders_lacks(held, [SUE, TOM], DAY) == holders_lacks(held, [SUE, TOM], DAY + ONE) == ()
    assert "can't sign before 20 Nov 2026" in said(acting_lacks(held, SUE, DAY - ONE))[0]
    assert "stopped acting on 20 Nov 2026" in said(acting_lacks(held, ANN, DAY))[0]
    waiting = power(PowerKind.LPA_PROPERTY, holder(), holder(SUE, "Sue Gill", is_replacement=True))
    assert holders_lacks(waiting, [ANN], DAY) == ()
    assert "have replaced nobody yet" in said(holders_lacks(waiting, [ANN, SUE], DAY))[0]


@pytest.mark.rule("FUND-5")
def test_only_a_named_replacement_replaces_an_attorney_who_acted_until_then():
    sue = holder(SUE, "Sue Gill", is_replacement=True)
    held = power(PowerKind.LPA_PROPERTY, holder(), holder(TOM, "Tom Gill", stopped_on=DAY), sue)
    assert replacing_lacks(held, SUE, ANN, DAY) == replacing_lacks(held, None, ANN, DAY) == ()
    assert replacing_lacks(held, SUE, TOM, DAY - ONE) == ()
    for instead_of in (TOM, None, SUE, uuid4()):
        assert fields(replacing_lacks(held, SUE, instead_of, DAY)) == ["instead_of"]
    for replacement in (TOM, uuid4()):
        assert fields(replacing_lacks(held, replacement, ANN, DAY)) == ["replacement"]
    acting = power(PowerKind.LPA_PROPERTY, holder(), holder(SUE, "Sue Gill", is_replacement=True, acts_from=DAY))
    assert "Sue Gill has already acted since" in said(replacing_lacks(acting, SUE, ANN, DAY))[0]


@pytest.mark.rule("FUND-5")
def test_those_who_hold_a_power_speak_for_the_person():
    assert of_person_lacks(are_theirs=True) == ()
    assert fields(of_person_lacks(are_theirs=False)) == ["holder_1"]


@pytest.mark.rule("FUND-5")
def test_somebody_holds_a_power_who_is_no_replacement():
    assert named_lacks(power()) == ()
    assert fields(named_lacks(power(PowerKind.EPA, holder(is_replacement=True)))) == ["holder_1"]
