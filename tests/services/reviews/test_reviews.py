"""Long-term reviews: an area's programme, each review from its letter to the hand-over, and what refuses."""

from datetime import date, timedelta

import pytest

from app.door.errors import Refused
from app.queries.history.changes import history
from app.queries.reviews.programmes import programmes
from app.services.reviews import joint_review, taking_in
from app.services.reviews.programmes import describe_programme, open_programme
from models.people import Person
from models.reviews import LongTermReview
from models.values import london_day
from models.vocabulary.reviews import MetWhom, ReviewOutcome, ReviewState, StaysBecause

pytestmark = pytest.mark.rule("LTR-1")
DAY = timedelta(days=1)


@pytest.fixture
def programme(office):
    return office.do(open_programme, area="Buxton", note="Two providers can take four people a week").made


@pytest.fixture
def review(office, programme):
    return taken_in(office, programme, office.a_person(given="Jo", family="Gill"))


def taken_in(office, programme, person, **told):
    said = {"minutes_a_week": 840, "visits_a_week": 28, "package_since": date(2024, 3, 1)} | told
    return office.do(taking_in.take_in_person, programme=programme, person=person, **said).made


def row(office):
    (programme,) = office.ask(programmes)
    (found,) = programme.reviews
    return found


def met(office, review, **told):
    said = {"whom": MetWhom.PERSON, "explained": True, "needs_match": True} | told
    return office.do(joint_review.record_met, review=review, **said)


def moved(office, review, **told):
    said = {"provider": "Peak Care", "minutes_then": 840, "starts_on": london_day(office.now) + 7 * DAY} | told
    return office.do(joint_review.decide_outcome, review=review, outcome=ReviewOutcome.PVI, **said)


def test_an_area_has_one_programme_which_is_described_anew(office, programme):
    with pytest.raises(Refused, match="Buxton has a programme already"):
        office.do(open_programme, area="BUXTON")
    office.do(describe_programme, programme=programme, note="None can take anybody before January")
    (told,) = office.ask(programmes)
    assert (told.area, told.opened_on) == ("Buxton", london_day(office.now))
    assert (told.note, told.figures.people) == ("None can take anybody before January", 0)
    with pytest.raises(Refused, match="DSO, admin or the service manager"):
        office.do_as("SW", open_programme, area="Glossop")


def test_a_review_goes_from_its_letter_to_the_hand_over(office, review):
    states = [row(office).state]

    def done(deed, **told):
        office.do(deed, review=review, **told)
        states.append(row(office).state)

    office.do(joint_review.record_letters, seen={review: office.version(LongTermReview, review)})
    states.append(row(office).state)
    done(joint_review.arrange_review, social_worker=office.staff["SW"], direct_care=office.staff["DSO"],
         planned_on=london_day(office.now) + DAY)  # fmt: skip
    done(joint_review.record_met, whom=MetWhom.REPRESENTATIVE, met_name="Ann Gill, daughter", explained=True,
         needs_match=True, circumstances="As they were")  # fmt: skip
    done(joint_review.decide_outcome, outcome=ReviewOutcome.STAYS, stays_because=StaysBecause.NO_PROVIDER)
    moved(office, review, starts_on=london_day(office.now))
    states.append(row(office).state)
    done(joint_review.hand_over, worker=office.staff["CWC"], provider_contact="Di, manager", shown="How Jo is lifted")
    assert states == [
        ReviewState.LETTER, ReviewState.MEETING, ReviewState.MEETING, ReviewState.OUTCOME, ReviewState.PROVIDER,
        ReviewState.HAND_OVER, ReviewState.DONE,
    ]  # fmt: skip
    told = row(office)
    assert (told.person, told.social_worker, told.direct_care) == ("Jo Gill", "SW North", "DSO North")
    assert (told.met_name, told.provider, told.handed_over_by) == ("Ann Gill, daughter", "Peak Care", "CWC North")
    assert (told.stays_because, told.minutes_then, told.provider_contact) == (None, 840, "Di, manager")
    (programme,) = office.ask(programmes)
    assert (programme.figures.handed_over, programme.figures.released) == (1, 840)
    said = [each.said for each in office.ask(history, about=told.person_id).rows]
    assert any("a long-term review" in each for each in said)


def test_nobody_moves_at_other_hours_without_an_agreement_recorded(office, review):
    with pytest.raises(Refused, match="Record first whom you met"):
        moved(office, review)
    met(office, review)
    with pytest.raises(Refused, match="7 h a week instead of 14 h: record first that Jo Gill"):
        moved(office, review, minutes_then=420)
    with pytest.raises(Refused, match="there is no change to agree"):
        office.do(joint_review.agree_change, review=review, minutes=840, agreed_with="Jo", because="Walks again")
    office.do(joint_review.agree_change, review=review, minutes=420, agreed_with="Jo Gill", because="Walks again")
    with pytest.raises(Refused, match="14 h a week instead of 7 h"):
        moved(office, review)
    moved(office, review, minutes_then=420)
    assert (row(office).minutes_then, row(office).agreed_because) == (420, "Walks again")


def test_what_the_package_is_can_be_said_later_and_a_move_waits_for_it(office, programme):
    review = taken_in(office, programme, office.a_person(), minutes_a_week=None)
    met(office, review)
    with pytest.raises(Refused, match="Record how many hours a week"):
        moved(office, review)
    office.do(joint_review.describe_package, review=review, package_since=None, visits_a_week=14, minutes_a_week=840,
              speaks_for="Ann Gill")  # fmt: skip
    moved(office, review)


def described(office, review, **told):
    said = {"package_since": None, "visits_a_week": 28, "minutes_a_week": 840, "speaks_for": ""} | told
    return office.do(joint_review.describe_package, review=review, **said)


def handed_over(office, review, **told):
    said = {"worker": office.staff["DSO"], "provider_contact": "Di", "shown": "All"} | told
    return office.do(joint_review.hand_over, review=review, **said)


def test_hours_that_a_meeting_went_through_are_corrected_for_a_reason_that_stands_with_the_circumstances(
    office, review
):
    met(office, review, circumstances="As they were")
    with pytest.raises(Refused, match="went through a package of 14 h a week: say why that was wrong"):
        described(office, review, minutes_a_week=420)
    described(office, review, visits_a_week=14)
    moved(office, review)
    handed_over(office, review)
    described(office, review, minutes_a_week=420, because="The list had the hours of two")
    told = row(office)
    assert (told.state, told.outcome, told.handed_over_on) == (ReviewState.OUTCOME, None, None)
    assert told.circumstances == (
        "As they were\nThe package was corrected from 14 h a week to 7 h: The list had the hours of two"
    )
    moved(office, review, minutes_then=420)


def test_what_a_package_cannot_be_is_refused(office, programme, review):
    for nothing in (0, -5):
        with pytest.raises(Refused, match="some hours a week"):
            described(office, review, minutes_a_week=nothing)
        with pytest.raises(Refused, match="some visits a week"):
            taken_in(office, programme, office.a_person(), visits_a_week=nothing)
    with pytest.raises(Refused, match="it is reviewed once it runs"):
        described(office, review, package_since=london_day(office.now) + DAY)


def test_an_agreement_takes_back_a_move_at_other_hours_and_no_other_outcome(office, review):
    agreed = {"agreed_with": "Jo Gill", "because": "Walks again"}
    met(office, review)
    office.do(joint_review.decide_outcome, review=review, outcome=ReviewOutcome.STAYS,
              stays_because=StaysBecause.NO_PROVIDER)  # fmt: skip
    office.do(joint_review.agree_change, review=review, minutes=420, **agreed)
    assert row(office).state is ReviewState.PROVIDER
    moved(office, review, minutes_then=420)
    handed_over(office, review)
    office.do(joint_review.agree_change, review=review, minutes=420, **agreed | {"because": "Walks well again"})
    assert row(office).handed_over_on is not None
    office.do(joint_review.agree_change, review=review, minutes=300, **agreed)
    told = row(office)
    assert (told.state, told.minutes_then, told.handed_over_on) == (ReviewState.OUTCOME, None, None)


def test_the_packages_own_hours_are_agreed_again_and_go_with_it_when_it_is_corrected(office, review):
    met(office, review)
    office.do(joint_review.agree_change, review=review, minutes=420, agreed_with="Jo Gill", because="Walks again")
    office.do(joint_review.agree_change, review=review, minutes=840, agreed_with="Ann Gill", because="She fell")
    moved(office, review)
    assert (row(office).agreed_minutes_a_week, row(office).agreed_because) == (840, "She fell")
    described(office, review, minutes_a_week=600, because="Mistyped")
    assert (row(office).agreed_minutes_a_week, row(office).agreed_with) == (None, "")
    moved(office, review, minutes_then=600)


def test_a_new_decision_asks_for_the_hand_over_anew(office, review):
    met(office, review)
    moved(office, review)
    office.do(joint_review.hand_over, review=review, worker=office.staff["DSO"], provider_contact="Di", shown="All")
    moved(office, review)
    assert (row(office).state, row(office).handed_over_on) == (ReviewState.HAND_OVER, None)
    assert (row(office).provider_contact, row(office).shown) == ("Di", "All")
    moved(office, review, provider="Dale Care")
    assert (row(office).provider_contact, row(office).shown) == ("", "")
    direct = {"outcome": ReviewOutcome.DIRECT_PAYMENT, "starts_on": london_day(office.now)}
    office.do(joint_review.decide_outcome, review=review, **direct)
    assert (row(office).state, row(office).provider, row(office).minutes_then) == (ReviewState.DONE, "", None)


def test_letters_are_recorded_for_all_or_for_none(office, programme, review):
    other = taken_in(office, programme, dead := office.a_person(family="Ash"))
    office.store()
    with office.database.writing() as session:
        session.get_one(Person, dead).death_reported_at = office.now
    both = {each: office.version(LongTermReview, each) for each in (review, other)}
    with pytest.raises(Refused, match="no paper is addressed"):
        office.do(joint_review.record_letters, seen=both)
    (told,) = office.ask(programmes)
    assert [each.letter_sent_on for each in told.reviews] == [None, None]
    assert [each.mark for each in told.reviews] == ["reported to have died", ""]
    with pytest.raises(Refused, match="nothing is reviewed any more"):
        office.do(joint_review.arrange_review, review=other, social_worker=office.staff["SW"],
                  direct_care=office.staff["DSO"])  # fmt: skip


def test_whoever_leaves_is_taken_up_again_or_by_another_area(office, review):
    person = row(office).person_id
    with pytest.raises(Refused, match="there is nothing to take up again"):
        office.do(joint_review.take_up_again, review=review)
    office.do(joint_review.leave_programme, review=review, because="Moved to a care home")
    with pytest.raises(Refused, match="left the programme"):
        met(office, review)
    assert (row(office).state, row(office).closed_because) == (ReviewState.CLOSED, "Moved to a care home")
    office.do(joint_review.take_up_again, review=review)
    assert row(office).state is ReviewState.LETTER
    second = office.do(open_programme, area="Glossop").made
    with pytest.raises(Refused, match="is in the programme of Buxton already"):
        taken_in(office, second, person)
    office.do(joint_review.leave_programme, review=review, because="Moved to Glossop")
    taken_in(office, second, person)


def test_nobody_is_reviewed_twice_in_an_area_or_in_two(office, programme, review):
    person = row(office).person_id
    office.do(joint_review.leave_programme, review=review, because="Moved to Glossop")
    with pytest.raises(Refused, match=r"left the programme on .*: take the review up again first"):
        taken_in(office, programme, person)
    taken_in(office, office.do(open_programme, area="Glossop").made, person)
    with pytest.raises(Refused, match="is in the programme of Glossop already"):
        office.do(joint_review.take_up_again, review=review)


@pytest.fixture
def underway(office):
    programme = office.do(open_programme, area="Buxton", opened_on=london_day(office.now) - 60 * DAY).made
    return taken_in(office, programme, office.a_person(given="Jo", family="Gill"))


def test_what_was_first_is_not_recorded_after_what_came_of_it(office, underway):
    today = london_day(office.now)
    met(office, underway, met_on=today - 20 * DAY)
    moved(office, underway, decided_on=today - 18 * DAY)
    handed_over(office, underway, on=today - 10 * DAY)
    with pytest.raises(Refused, match="The meeting can't be after"):
        met(office, underway, met_on=today)
    with pytest.raises(Refused, match="the letter was sent by then"):
        office.do(joint_review.record_letters, seen={underway: office.version(LongTermReview, underway)})
    assert row(office).state is ReviewState.TO_START
    assert office.ask(programmes)[0].figures.released == 0
    office.clock.advance(7 * DAY)
    assert row(office).state is ReviewState.DONE
    assert office.ask(programmes)[0].figures.released == 840


def test_nothing_is_recorded_for_days_after_a_death(office, underway):
    today = london_day(office.now)
    met(office, underway, met_on=today - 20 * DAY)
    moved(office, underway, decided_on=today - 20 * DAY)
    with office.database.writing() as session:
        session.get_one(Person, row(office).person_id).death_reported_at = office.now - 10 * DAY
    with pytest.raises(Refused, match="only what was by"):
        met(office, underway)
    with pytest.raises(Refused, match="only what was by"):
        office.do(joint_review.agree_change, review=underway, minutes=420, agreed_with="Jo", because="Walks again")
    with pytest.raises(Refused, match="only what was by"):
        handed_over(office, underway)
    with pytest.raises(Refused, match="nothing is reviewed any more"):
        described(office, underway)
    handed_over(office, underway, on=today - 11 * DAY)


def test_a_schedulers_seat_records_nothing_of_it(office, review):
    with pytest.raises(Refused, match="A scheduler's seat"):
        office.do_as("Scheduler", joint_review.leave_programme, review=review, because="Moved away")


@pytest.mark.parametrize("staff", ["SW", "CWC"])
def test_both_who_review_together_record_what_came_of_it(office, review, staff):
    person = {"whom": MetWhom.PERSON, "explained": True, "needs_match": True}
    office.do_as(staff, joint_review.record_met, review=review, **person)
    stays = {"outcome": ReviewOutcome.STAYS, "stays_because": StaysBecause.NO_PROVIDER}
    office.do_as(staff, joint_review.decide_outcome, review=review, **stays)
    assert row(office).state is ReviewState.PROVIDER
