"""What is agreed for later grows by calls that start meanwhile, and what was taken back isn't made again."""

from datetime import timedelta

import pytest

from app.door.changes import Changes
from app.queries.plans import versions as queries
from app.services.episodes.coming_plans import CarriedTo, carry_on
from app.services.episodes.week import last_number, of_day, versions_of, why_short_of
from app.services.plans import versions
from app.services.plans.taking_back import take_back
from app.services.plans.versions import Agreed
from models.episodes import Episode
from models.values import Call, WhyShort, london_day
from models.vocabulary.plans import PlanKind
from tests.builders import visit

pytestmark = pytest.mark.rule("PSP-2", "REF-17")
NOW, ADDED = visit(Call.MORNING, 60), visit(Call.BED, 15)
SLIPS = (
    "Morning, every day: 53 minutes isn't in steps of 5: 50 or 55, perhaps?",
    "Morning, every day: 46 minutes isn't in steps of 5: 45 or 50, perhaps?",
)


def grown(turn, episode):
    to = CarriedTo(
        episode=turn.session.get_one(Episode, episode), number=last_number(turn, episode), kind=PlanKind.SHORT_TERM
    )
    carry_on(turn, versions_of(turn, episode), turn.day, to, added=(ADDED,))
    return Changes(frozenset())


def test_each_version_to_come_is_made_again_with_the_added_visits_and_only_if_it_stands(office):
    episode = office.an_episode(NOW)
    person = office.get(Episode, episode).person_id
    made = []
    for days in (7, 14):
        newest = office.ask(queries.view, person=person).newest
        made.append(
            office.do(
                versions.new_version, episode=episode, based_on=newest, week=(visit(Call.MORNING, 60 - days),),
                because="MDT", effective_from=office.now + timedelta(days=days),
                agreed=Agreed(mdt_at=office.now, present="OT"), answered=SLIPS,
            ).made
        )  # fmt: skip
    office.do(take_back, plan=made[0], because="Not needed", later_stands=True)
    office.do(grown, episode)
    found = office.ask(queries.view, person=person).versions
    assert [each.number for each in found] == [4, 3, 2, 1]
    day = london_day(office.now)
    assert office.ask(of_day, episode, day + timedelta(days=7)) == (NOW,)
    assert office.ask(of_day, episode, day + timedelta(days=14)) == (visit(Call.MORNING, 46), ADDED)


@pytest.mark.rule("PSP-1")
def test_why_a_call_is_short_goes_on_with_what_was_agreed_for_later(office):
    episode = office.an_episode(NOW)
    later = office.now + timedelta(days=7)
    office.a_plan(episode, visit(minutes=20), number=2, why=("Her tablets",), effective_from=later)
    office.do(grown, episode)
    again = office.ask(versions_of, episode)[-1]
    assert again.number == 3
    assert office.ask(why_short_of, again.id) == (WhyShort(Call.MORNING, "Her tablets"),)


@pytest.mark.rule("PSP-1")
def test_what_others_cover_goes_on_but_where_a_visit_is_added(office):
    episode = office.an_episode(NOW)
    later = office.now + timedelta(days=7)
    office.a_plan(episode, NOW, number=2, covered="tea Sat: Jean\nbed Sun: Tom", effective_from=later)
    office.do(grown, episode)
    (said,) = office.ask(queries.view, person=office.get(Episode, episode).person_id).coming
    assert said.endswith("Mon–Sun: morning 60, bed 15. Covered by others: tea, Sat: Jean")
