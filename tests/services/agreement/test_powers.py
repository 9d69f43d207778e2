"""Powers over somebody's money: recorded from the document, corrected, and attorneys replaced."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.door.errors import ChangedMeanwhile, Refused
from app.services.agreement import powers
from app.services.people import details
from models.powers_read import powers_of
from models.signers import Power, PowerHolder
from models.vocabulary.agreement import Acting, Authority, PowerKind

DAY = timedelta(days=1)


@pytest.fixture
def family(office):
    """A person and three who speak for them."""
    person = office.a_person()
    return person, [
        office.do(details.add_representative, person=person, name=name, authority=Authority.LPA_PROPERTY).made
        for name in ("Ann Gill", "Tom Gill", "Sue Gill")
    ]


def known(office, person):
    with office.database.reading() as session:
        (found,) = powers_of(session, office.id, person)
    return found


@pytest.mark.rule("FUND-5")
def test_a_power_is_kept_with_its_holders_and_who_saw_the_copy(office, family):
    person, (ann, tom, sue) = family
    today = office.now.date()
    made = office.do(
        powers.record_power,
        person=person,
        kind=PowerKind.LPA_PROPERTY,
        holders=(ann, tom),
        replacements=(sue,),
        dated=today - 90 * DAY,
        reference=" 7000-1234 ",
        registered_on=today - 30 * DAY,
        acts=Acting.JOINTLY,
        copy_seen=today,
    ).made
    found = known(office, person)
    assert (found.id, found.reference, found.seen_by, found.facts.seen_on) == (made, "7000-1234", "DSO North", today)
    assert [(each.name, each.is_replacement) for each in found.facts.holders] == [
        ("Ann Gill", False),
        ("Tom Gill", False),
        ("Sue Gill", True),
    ]
    assert [each.name for each in found.facts.acting(today)] == ["Ann Gill", "Tom Gill"]


@pytest.mark.rule("FUND-5")
def test_a_power_is_refused_without_a_holder_with_a_strangers_or_with_days_that_cannot_be(office, family):
    person, (ann, _tom, sue) = family
    today, other = office.now.date(), office.do(details.add_representative, person=office.a_person(), name="X").made
    for holders, more, why in (
        ((), {}, "Say who holds the power"),
        ((), {"replacements": (sue,)}, "at least one who is no replacement"),
        ((ann, other), {}, "doesn't speak for this person"),
        ((ann,), {"copy_seen": today + DAY}, "hasn't come yet"),
        ((ann,), {"dated": today, "registered_on": today - DAY}, "on or after the day"),
    ):
        with pytest.raises(Refused, match=why):
            office.do(powers.record_power, person=person, kind=PowerKind.EPA, holders=holders, **more)
    with office.database.reading() as session:
        assert session.scalars(select(Power)).all() == []


@pytest.mark.rule("FUND-5")
def test_what_was_not_known_is_added_later_and_nothing_else_is_lost(office, family):
    person, (ann, tom, _sue) = family
    today = office.now.date()
    made = office.do(
        powers.record_power, person=person, kind=PowerKind.EPA, holders=(ann,), dated=today - DAY, reference="7"
    ).made
    office.do(powers.change_power, power=made, seen=1, registered_on=today, copy_seen=today, holders=(ann, tom))
    found = known(office, person)
    assert (found.facts.dated, found.facts.registered_on, found.reference) == (today - DAY, today, "7")
    assert [each.name for each in found.facts.holders] == ["Ann Gill", "Tom Gill"]
    with pytest.raises(ChangedMeanwhile):
        office.do(powers.change_power, power=made, seen=1, covers_it=True)
    office.do(powers.change_power, power=made, seen=2, copy_seen=None)
    assert (known(office, person).facts.seen_on, known(office, person).seen_by) == (None, "")


@pytest.mark.rule("FUND-5")
def test_a_replacement_acts_from_the_day_on_which_an_attorney_stopped(office, family):
    person, (ann, tom, sue) = family
    today = office.now.date()
    made = office.do(
        powers.record_power, person=person, kind=PowerKind.EPA, holders=(ann, tom), replacements=(sue,)
    ).made
    with pytest.raises(Refused, match="Only somebody whom the power names"):
        office.do(powers.replace_attorney, power=made, seen=1, instead_of=ann, since=today, replacement=tom)
    office.do(powers.replace_attorney, power=made, seen=1, instead_of=ann, since=today, replacement=sue)
    facts = known(office, person).facts
    assert [each.name for each in facts.acting(today - DAY)] == ["Ann Gill", "Tom Gill"]
    assert [each.name for each in facts.acting(today)] == ["Tom Gill", "Sue Gill"]
    office.do(powers.replace_attorney, power=made, seen=2, instead_of=tom, since=today)
    assert [each.name for each in known(office, person).facts.acting(today)] == ["Sue Gill"]
    with office.database.reading() as session:
        assert len(session.scalars(select(PowerHolder)).all()) == 3
