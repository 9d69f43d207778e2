"""What keeps the setting of its beginning is a clock, and the page of policy counts how many of it run."""

import re
from pathlib import Path

import pytest

from app.queries.office.running_clocks import running
from app.services.plans.onward import record_onward
from app.services.reviews.joint_review import decide_outcome, record_letters, record_met
from app.services.reviews.programmes import open_programme
from app.services.reviews.taking_in import take_in_person
from models.reviews import LongTermReview
from models.rules.office.settings import SAID, Clock
from models.vocabulary.plans import OnwardService
from models.vocabulary.reviews import MetWhom, ReviewOutcome, StaysBecause

RULES = Path(__file__).parents[3] / "models" / "rules"


def test_whatever_is_asked_by_the_setting_of_a_beginning_is_said_to_be_a_clock():
    read = "".join(each.read_text(encoding="utf-8") for each in RULES.rglob("*.py"))
    kept = set(re.findall(r"policy\.at\([^\n]*?\)\.(\w+)", read)) & set(SAID)
    assert {"onward_asked_after", "review_provider_asked_after", "hold_for"} <= kept
    assert [name for name in sorted(kept) if SAID[name].clock is None] == []


@pytest.mark.rule("LTR-1")
@pytest.mark.rule("PSP-11")
def test_reviews_and_what_was_asked_of_others_keep_the_days_of_their_beginning(office):
    programme = office.do(open_programme, area="Buxton").made
    reviews = [
        office.do(take_in_person, programme=programme, person=office.a_person(family=family)).made
        for family in ("Ash", "Birch", "Cedar", "Dale")
    ]
    written_to = reviews[:3]
    office.do(record_letters, seen={each: office.version(LongTermReview, each) for each in written_to})
    office.do(record_met, review=reviews[0], whom=MetWhom.PERSON, explained=True, needs_match=True)
    stays = {"outcome": ReviewOutcome.STAYS, "stays_because": StaysBecause.NO_PROVIDER}
    office.do(decide_outcome, review=reviews[0], **stays)
    asked = {"service": OnwardService.THERAPY, "what": "Hand therapy", "asked_by": office.staff["OT"]}
    office.do(record_onward, episode=office.an_episode(), **asked)
    counted = office.ask(running)
    clocks = (Clock.WRITTEN_TO, Clock.NO_PROVIDER, Clock.ANOTHER_SERVICE)
    assert [counted[clock] for clock in clocks] == [2, 1, 1]
