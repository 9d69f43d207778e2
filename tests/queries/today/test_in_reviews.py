"""Today and long-term reviews: what is next of each, with whom it stands, and an area's letters as one line."""

from datetime import timedelta

import pytest

from app.queries.today.prompts import PromptGroup, today
from app.services.closure import deaths
from app.services.reviews import joint_review, taking_in
from app.services.reviews.programmes import open_programme
from models.people import Person
from models.reviews import LongTermReview
from models.values import london_day, start_of_day
from models.vocabulary.reviews import MetWhom, ReviewOutcome, StaysBecause

pytestmark = pytest.mark.rule("LTR-1")
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


@pytest.fixture
def buxton(office):
    return office.do(open_programme, area="Buxton").made


def taken_in(office, programme, family):
    person = office.a_person(given="Jo", family=family)
    return office.do(taking_in.take_in_person, programme=programme, person=person, minutes_a_week=840).made, person


def shown(office, **asked):
    return [row for row in office.ask(today, **asked) if row.rule == "LTR-1"]


def sent(office, *reviews):
    office.do(joint_review.record_letters, seen={each: office.version(LongTermReview, each) for each in reviews})


def met(office, review):
    office.do(joint_review.record_met, review=review, whom=MetWhom.PERSON, explained=True, needs_match=True)


def arranged(office, review, **told):
    who = {"social_worker": office.staff["SW"], "direct_care": office.staff["DSO"]}
    office.do(joint_review.arrange_review, review=review, **who, **told)


def test_the_letters_of_an_area_are_one_line_until_all_are_sent(office, buxton):
    assert shown(office) == []
    (first, _), (second, died) = (taken_in(office, buxton, family) for family in ("Ash", "Birch"))
    (line,) = shown(office)
    assert "to 2 people" in line.sentence
    assert (line.person_id, line.field, line.owner) == (None, "reviews.letters", "")
    assert line.record == buxton
    office.do(deaths.report_death, person=died, seen=office.version(Person, died))
    (line,) = shown(office)
    assert "to one person" in line.sentence
    sent(office, first)
    assert shown(office) == []
    assert office.get(LongTermReview, second).letter_sent_on is None


def test_each_step_of_a_review_is_shown_to_its_social_worker(office, buxton):
    review, person = taken_in(office, buxton, "Ash")
    sent(office, review)
    assert shown(office) == []
    day = london_day(office.now)
    arranged(office, review, planned_on=day)
    (line,) = shown(office)
    assert (line.field, line.owner, line.person_id, line.is_mine) == ("reviews.met", "SW North", person, False)
    met(office, review)
    (line,) = shown(office)
    assert line.field == "reviews.decide"
    office.do(joint_review.decide_outcome, review=review, outcome=ReviewOutcome.PVI, provider="Peak Care",
              minutes_then=840, starts_on=day + 7 * DAY)  # fmt: skip
    (line,) = shown(office)
    assert (line.field, london_day(line.due)) == ("reviews.hand_over", day + 6 * DAY)
    told = {"worker": office.staff["DSO"], "provider_contact": "Di", "shown": "All"}
    office.do(joint_review.hand_over, review=review, **told)
    assert shown(office) == []


def test_whoever_was_written_to_and_has_no_day_is_asked_about_and_becomes_overdue(office, buxton):
    review, person = taken_in(office, buxton, "Ash")
    sent(office, review)
    policy, sent_on = office.policy(), london_day(office.now)
    office.clock.move_to(start_of_day(sent_on + policy.review_arranged_after) - SECOND)
    assert shown(office) == []
    office.clock.advance(SECOND)
    (line,) = shown(office)
    assert (line.field, line.person_id, line.owner, line.group) == ("reviews.arrange", person, "", PromptGroup.LATER)
    arranged(office, review)  # who comes is known, the day isn't
    (line,) = shown(office)
    assert line.owner == "SW North"
    office.clock.move_to(start_of_day(sent_on + policy.review_arranged_within + DAY) - SECOND)
    assert shown(office)[0].group is not PromptGroup.OVERDUE
    office.clock.advance(SECOND)
    assert shown(office)[0].group is PromptGroup.OVERDUE
    arranged(office, review, planned_on=london_day(office.now) + DAY)
    assert shown(office) == []


def test_whoever_waits_for_a_provider_is_asked_about_again_and_nobody_after_a_death(office, buxton):
    review, person = taken_in(office, buxton, "Ash")
    sent(office, review)
    met(office, review)
    told = {"outcome": ReviewOutcome.STAYS, "stays_because": StaysBecause.NO_PROVIDER}
    office.do(joint_review.decide_outcome, review=review, **told)
    assert shown(office) == []
    office.clock.advance(office.policy().review_provider_asked_after)
    (line,) = shown(office)
    assert (line.field, line.owner) == ("reviews.decide", "")
    office.do(joint_review.decide_outcome, review=review, **told)
    assert shown(office) == []
    office.clock.advance(office.policy().review_provider_asked_after)
    assert len(shown(office)) == 1
    office.do(deaths.report_death, person=person, seen=office.version(Person, person))
    assert shown(office) == []


def test_whoever_left_the_programme_is_in_no_line(office, buxton):
    review, _ = taken_in(office, buxton, "Ash")
    met(office, review)
    assert len(shown(office)) == 1
    office.do(joint_review.leave_programme, review=review, because="Moved away")
    assert shown(office) == []
