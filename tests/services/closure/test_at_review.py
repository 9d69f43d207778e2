"""Assistive technology given during STS: reviewed from the hand-over on, during interim too, and before it closes."""

from datetime import timedelta

import pytest

from app.door.errors import Refused
from app.queries.closure.closure import closure
from app.queries.today.prompts import today
from app.queries.transfer.transfer import transfer
from app.services.closure import closing, deaths, ending
from app.services.transfer import handing_over, taking_back
from models.episodes import Episode
from models.people import Person
from models.vocabulary.closure import AtOutcome, ClosingStepKind, EndReason
from models.vocabulary.episodes import EpisodeKind

pytestmark = pytest.mark.rule("END-5")


@pytest.fixture
def handed_over(office, make_ready):
    """Somebody with AT who was handed over an hour ago: the way there, and the interim episode."""
    ready = make_ready(office, person=office.a_person(has_at=True))
    made = office.do(handing_over.hand_over, transfer=ready.transfer, seen=ready.seen(office), at=office.now).made
    office.clock.advance(timedelta(hours=1))
    return ready, made


def asked(office):
    return [(each.shown_from, each.episode_id) for each in office.ask(today) if each.field == "closure.at"]


def end(office, interim):
    office.do(ending.end, episode=interim, reason=EndReason.PVI_FOUND, ends_at=office.now, package_on=office.now.date())
    for step in ClosingStepKind:
        office.do(closing.tick, episode=interim, step=step)


def test_a_hand_over_does_not_wait_for_it_and_it_is_asked_until_recorded_during_interim(office, handed_over):
    ready, interim = handed_over
    assert asked(office) == [(office.now - timedelta(hours=1), interim)]
    view = office.ask(closure, episode=interim)
    assert (view.is_open, view.shows_package, view.at.seen, len(view.at.lacks)) == (True, True, 1, 1)
    office.do(closing.record_at_outcome, episode=interim, outcome=AtOutcome.CONTINUE_PAY)
    assert asked(office) == []
    view = office.ask(closure, episode=interim)
    assert (view.at.outcome, view.at.lacks) == (AtOutcome.CONTINUE_PAY, ())
    office.do(closing.record_at_outcome, episode=interim, outcome=AtOutcome.CONTINUE_FUNDED)
    assert office.ask(closure, episode=ready.episode).at.outcome is AtOutcome.CONTINUE_FUNDED
    with pytest.raises(Refused, match="closes it stands in the transfer's checklist"):
        office.do(closing.tick, episode=ready.episode, step=ClosingStepKind.END_PO)


def test_interim_does_not_close_while_the_review_is_open(office, handed_over):
    _, interim = handed_over
    end(office, interim)
    with pytest.raises(Refused, match="assistive technology was given"):
        office.do(closing.close, episode=interim)
    office.do(closing.record_at_outcome, episode=interim, outcome=AtOutcome.DECOMMISSION)
    office.do(closing.close, episode=interim)
    assert office.get(Episode, interim).closed_at == office.now
    with pytest.raises(Refused, match="closed already"):
        office.do(closing.record_at_outcome, episode=interim, outcome=AtOutcome.DECOMMISSION)


def test_after_a_death_it_is_decommissioned_only_whatever_was_said_before(office, handed_over):
    ready, interim = handed_over
    office.do(closing.record_at_outcome, episode=interim, outcome=AtOutcome.CONTINUE_FUNDED)
    person = office.get(Episode, ready.episode).person_id
    office.do(deaths.report_death, person=person, seen=office.version(Person, person))
    assert len(asked(office)) == 1
    with pytest.raises(Refused, match="is decommissioned"):
        office.do(closing.record_at_outcome, episode=interim, outcome=AtOutcome.CONTINUE_PAY)
    office.do(closing.record_at_outcome, episode=interim, outcome=AtOutcome.DECOMMISSION)
    assert asked(office) == []


def test_a_hand_over_taken_back_leaves_the_review_to_the_end_of_short_term_support(office, handed_over):
    ready, interim = handed_over
    office.do(closing.record_at_outcome, episode=interim, outcome=AtOutcome.CONTINUE_PAY)
    office.do(
        taking_back.take_back_hand_over, transfer=ready.transfer, seen=ready.seen(office), because="The wrong person"
    )
    assert asked(office) == []
    office.do(ending.end, episode=ready.episode, reason=EndReason.ONGOING_ARRANGED, ends_at=office.now,
              package_on=office.now.date())  # fmt: skip
    assert len(asked(office)) == 1


def test_the_record_of_the_person_is_no_answer_and_no_settles_it_with_whose_word_and_when(office, handed_over):
    ready, interim = handed_over
    view = office.ask(transfer, episode=interim).at
    assert (view.given, view.seems_given, view.after_hand_over) == (None, True, True)
    with pytest.raises(Refused, match="nothing to review"):
        office.do(closing.record_at_outcome, episode=interim, given=False, outcome=AtOutcome.DECOMMISSION)
    office.do(closing.record_at_outcome, episode=interim, given=False)
    view = office.ask(transfer, episode=interim).at
    assert (view.given, view.said_by, view.said_at, view.lacks) == (False, "DSO North", office.now, ())
    assert (asked(office), office.ask(closure, episode=ready.episode).at.given) == ([], False)
    end(office, interim)
    office.do(closing.close, episode=interim)


def test_yes_without_an_outcome_asks_for_the_review_and_no_takes_an_outcome_away(office):
    episode = office.an_episode()
    office.do(ending.end, episode=episode, reason=EndReason.GOALS_ACHIEVED, ends_at=office.now)
    for step in ClosingStepKind:
        office.do(closing.tick, episode=episode, step=step)
    with pytest.raises(Refused, match="Say whether assistive technology was given"):
        office.do(closing.close, episode=episode)
    office.do(closing.record_at_outcome, episode=episode, given=True)
    with pytest.raises(Refused, match="assistive technology continues"):
        office.do(closing.close, episode=episode)
    office.do(closing.record_at_outcome, episode=episode, outcome=AtOutcome.CONTINUE_PAY)
    office.do(closing.record_at_outcome, episode=episode, given=False)
    assert office.ask(closure, episode=episode).at.outcome is None
    office.do(ending.reopen, episode=episode, because="Wrong Jean")
    office.do(ending.end, episode=episode, reason=EndReason.GOALS_ACHIEVED, ends_at=office.now)
    assert office.ask(closure, episode=episode).at.given is None


def test_interim_from_before_the_program_asked_is_asked_at_its_end_only(office):
    before = office.an_episode(
        started_at=office.now - timedelta(days=9), ended_at=office.now - timedelta(days=2),
        end_reason=EndReason.TRANSFERRED, closed_at=office.now - timedelta(days=2),
    )  # fmt: skip
    person = office.get(Episode, before).person_id
    interim = office.an_episode(
        person=person, kind=EpisodeKind.INTERIM_TEAM, team_id=office.teams["Interim"], follows_id=before
    )
    assert asked(office) == []
    end(office, interim)
    assert [each for _since, each in asked(office)] == [interim]
