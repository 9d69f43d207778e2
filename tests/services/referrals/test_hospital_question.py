"""A referral carries the question whether the person is from hospital, until it is answered; the band follows."""

from datetime import date

import pytest

from app.door.errors import Refused
from app.queries.figures.figures import figures
from app.queries.referrals.queue import queue, referral
from app.services import referrals
from app.services.closure import deaths
from models.people import Person
from models.referrals import Referral
from models.rules.referrals.offers import Offer
from models.values import Call
from models.vocabulary.referrals import Band, ComesFrom, ReferralDocument, ReferralReason, Support
from tests.builders import visit

pytestmark = pytest.mark.rule("REF-10")


@pytest.fixture
def asked(office):
    """A referral on the hospital's document that says it is for new home care."""
    return office.a_referral(
        visit(), visit(Call.TEA), document=ReferralDocument.HOSPITAL, reason=ReferralReason.NEW_HOME_CARE,
        from_hospital=False, support=Support.SOME, urgent=False,
    )  # fmt: skip


def answer(office, key, *, yes, of_whom="Ward 3"):
    seen = office.version(Referral, key)
    return office.do(referrals.answer_from_hospital, referral=key, seen=seen, answer=yes, of_whom=of_whom)


def test_the_question_is_carried_marked_and_offered_and_the_higher_band_stands(office, asked):
    [row] = office.ask(queue)
    view = office.ask(referral, referral=asked)
    assert (row.band, row.hospital_to_ask, view.band) == (Band.FROM_HOSPITAL, True, Band.FROM_HOSPITAL)
    assert "The document says so" in view.hospital_question
    assert Offer.FROM_HOSPITAL in view.offers.beside
    assert view.hospital_answered == ""


@pytest.mark.parametrize(("yes", "expected"), [(True, Band.FROM_HOSPITAL), (False, Band.OTHER)])
def test_it_is_answered_once_and_queue_and_figures_follow(office, asked, yes, expected):
    answer(office, asked, yes=yes)
    [row] = office.ask(queue)
    view = office.ask(referral, referral=asked)
    assert (row.band, row.hospital_to_ask, view.hospital_question) == (expected, False, "")
    assert Offer.FROM_HOSPITAL not in (*view.offers.beside, *view.offers.further)
    by = office.get(Referral, asked).hospital_answered_by
    assert view.hospital_answered == f"{'yes' if yes else 'no'}, said Ward 3 (recorded by {by})"
    assert any("answered by Ward 3" in each.what for each in view.history)
    with pytest.raises(Refused, match="already"):
        answer(office, asked, yes=not yes)
    first = office.ask(figures, first=date(2026, 11, 1), last=date(2026, 11, 30)).figures[0]
    assert [each.label for each in first.rows if each.value] == [f"Band {expected.roman}"]


def test_the_rest_of_a_part_accepted_referral_is_not_asked_again(office, asked):
    answer(office, asked, yes=False)
    seen, values = office.version(Referral, asked), {"alternatives_considered": "family", "needs_and_risks": "hoist"}
    office.do(referrals.change_details, referral=asked, seen=seen, **values)
    rest = office.do(
        referrals.part_accept, referral=asked, seen=office.version(Referral, asked), starting=(visit(),)
    ).made
    assert [(each.band, each.hospital_to_ask) for each in office.ask(queue)] == [(Band.OTHER, False)] * 2
    assert office.get(Referral, rest).hospital_answer_of == "Ward 3"


def test_nothing_is_answered_without_a_question_a_source_or_after_it_left(office, asked):
    with pytest.raises(Refused, match="yes or no"):
        answer(office, asked, yes=None)
    with pytest.raises(Refused, match="who answered"):
        answer(office, asked, yes=True, of_whom=" ")
    agree = office.a_referral(
        document=ReferralDocument.SHORT_TERM, reason=ReferralReason.NEW_HOME_CARE, from_hospital=False
    )
    with pytest.raises(Refused, match="agree"):
        answer(office, agree, yes=True)
    seen = office.version(Referral, asked)
    office.do(referrals.withdraw, referral=asked, seen=seen, care_hub_told_at=office.now)
    with pytest.raises(Refused, match="left the queue"):
        answer(office, asked, yes=True)


def test_a_no_is_refused_while_where_they_come_from_is_a_hospital(office, asked):
    seen = office.version(Referral, asked)
    office.do(referrals.change_details, referral=asked, seen=seen, comes_from=ComesFrom.ACUTE_HOSPITAL)
    with pytest.raises(Refused, match="so they are from hospital: change where they come from") as refused:
        answer(office, asked, yes=False)
    assert [each.field for each in refused.value.lacks] == ["from_hospital_answer"]
    seen = office.version(Referral, asked)
    office.do(referrals.change_details, referral=asked, seen=seen, comes_from=ComesFrom.COMMUNITY)
    answer(office, asked, yes=False)
    assert [each.band for each in office.ask(queue)] == [Band.OTHER]


def said(office, key):
    """What is kept of the answer."""
    record = office.get(Referral, key)
    return (
        record.hospital_answer, record.hospital_answered_at, record.hospital_answered_by, record.hospital_answer_of
    )  # fmt: skip


@pytest.mark.rule("REF-10", "STC-1")
@pytest.mark.parametrize("origin", [None, *ComesFrom])
def test_a_no_goes_once_a_hospital_is_said_to_be_where_they_come_from_and_is_asked_about_anew(office, asked, origin):
    answer(office, asked, yes=False)
    before, seen = said(office, asked), office.version(Referral, asked)
    office.do(referrals.change_details, referral=asked, seen=seen, comes_from=origin)
    is_hospital = origin is not None and origin.is_hospital
    [row] = office.ask(queue)
    assert (row.band, row.hospital_to_ask) == (Band.FROM_HOSPITAL if is_hospital else Band.OTHER, is_hospital)
    assert said(office, asked) == ((None,) * 4 if is_hospital else before)
    if is_hospital:
        with pytest.raises(Refused, match="so they are from hospital"):
            answer(office, asked, yes=False)
        answer(office, asked, yes=True, of_whom="Ward 5")
        assert office.get(Referral, asked).hospital_answer_of == "Ward 5"


@pytest.mark.rule("REF-10", "STC-1")
def test_a_no_that_went_with_a_hospital_said_by_mistake_is_asked_for_again(office, asked):
    answer(office, asked, yes=False)
    for origin in (ComesFrom.ACUTE_HOSPITAL, ComesFrom.COMMUNITY):
        seen = office.version(Referral, asked)
        office.do(referrals.change_details, referral=asked, seen=seen, comes_from=origin)
    [row] = office.ask(queue)
    assert (row.band, row.hospital_to_ask) == (Band.FROM_HOSPITAL, True)
    answer(office, asked, yes=False, of_whom="Her daughter")
    assert [(each.band, each.hospital_to_ask) for each in office.ask(queue)] == [(Band.OTHER, False)]


@pytest.mark.rule("REF-10", "STC-1")
def test_a_yes_stays_whatever_is_said_about_where_they_come_from(office, asked):
    answer(office, asked, yes=True)
    before = said(office, asked)
    for origin in (*ComesFrom, None):
        seen = office.version(Referral, asked)
        office.do(referrals.change_details, referral=asked, seen=seen, comes_from=origin)
        assert said(office, asked) == before


@pytest.mark.rule("END-6")
def test_after_a_death_nothing_is_asked(office, asked):
    person = office.get(Referral, asked).person_id
    office.do(deaths.report_death, person=person, seen=office.version(Person, person))
    view = office.ask(referral, referral=asked)
    assert Offer.FROM_HOSPITAL not in (*view.offers.beside, *view.offers.further)
