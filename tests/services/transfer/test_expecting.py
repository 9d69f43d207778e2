"""A move to interim support ahead of its day: told at once, confirmed by the hand-over, dropped with the transfer."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.door.errors import Refused
from app.queries.today.prompts import today
from app.services.transfer import answering, checklist, conditions, expecting
from models.episodes import Episode
from models.expected import ExpectedChange
from models.tracker import TrackerChange
from models.transfer import Transfer
from models.vocabulary.tracker import TrackerChangeKind as Told
from models.vocabulary.transfer import TransferRoute, TransferStepKind

DAY = timedelta(days=1)
pytestmark = pytest.mark.rule("END-9", "INT-7")


def hand_over(office, ready, at):
    return office.do(expecting.hand_over_or_expect, transfer=ready.transfer, seen=ready.seen(office), at=at).made


def told(office):
    with office.database.reading() as session:
        rows = session.scalars(select(TrackerChange).order_by(TrackerChange.number)).all()
    return [(each.kind, each.reason, each.to_team) for each in rows]


@pytest.mark.parametrize(
    ("route", "kind", "team"),
    [(TransferRoute.INTERIM_TEAM, Told.TRANSFER, "Interim"), (TransferRoute.WITHIN_STS, Told.INTERIM_IN_STS, "North")],
)
def test_a_move_ahead_is_told_and_confirmed_by_the_hand_over(office, make_ready, route, kind, team):
    ready, on = make_ready(office, route=route), office.now + 2 * DAY
    made = hand_over(office, ready, on)
    assert told(office) == [(kind, "Expected, to be confirmed on the day: Move to interim support", team)]
    assert office.get(Episode, ready.episode).ended_at is None
    office.send_tracker()  # what nobody heard isn't confirmed but told once, as it came
    office.clock.move_to(on)
    assert "transfer.hand_over" in {each.field for each in office.ask(today) if each.rule == "END-9"}
    hand_over(office, ready, on)
    assert (office.get(Episode, ready.episode).ended_at, office.get(ExpectedChange, made).confirmed_at) == (on, on)
    assert told(office)[1] == (kind, "Confirmed: No offer yet", team)


def test_ahead_only_who_receives_the_person_has_to_be_chosen(office):
    episode = office.an_episode()
    made = office.do(conditions.send_to_brokerage, episode=episode, at=office.now).made
    with pytest.raises(Refused, match="Say whether an Interim Home Care team"):
        office.do(
            expecting.hand_over_or_expect, transfer=made, seen=office.version(Transfer, made), at=office.now + DAY
        )


def test_a_transfer_that_is_given_up_is_not_expected_any_more(office, make_ready):
    ready = make_ready(office)
    made = hand_over(office, ready, office.now + DAY)
    office.send_tracker()  # what nobody heard would be withdrawn instead
    office.do(conditions.abandon, episode=ready.episode)
    assert office.get(ExpectedChange, made).because == "No transfer after all"
    assert told(office)[-1][0] is Told.RETRACTED


@pytest.mark.rule("INT-9")
def test_a_hand_over_that_is_returned_is_not_expected_any_more(office, make_ready):
    ready = make_ready(office)
    made = hand_over(office, ready, office.now + DAY)
    office.send_tracker()  # what nobody heard would be withdrawn instead
    returned = {"transfer": ready.transfer, "seen": ready.seen(office), "because": "No room this week"}
    office.do(answering.return_hand_over, **returned)
    assert office.get(ExpectedChange, made).because == "Hand-over returned: No room this week"
    assert told(office)[-1][:2] == (Told.RETRACTED, "Hand-over returned: No room this week")


@pytest.mark.rule("INT-9")
def test_on_its_day_the_move_is_confirmed_through_the_hand_overs_own_gates(office, make_ready):
    ready, on = make_ready(office), office.now + DAY
    made = hand_over(office, ready, on)
    office.clock.move_to(on)
    office.do(checklist.untick, transfer=ready.transfer, step=TransferStepKind.TRANSFER_ACCEPTED)
    with pytest.raises(Refused, match="has not accepted"):
        hand_over(office, ready, on)
    assert office.get(ExpectedChange, made).confirmed_at is None


@pytest.mark.rule("INT-8")
def test_another_route_sends_the_expected_move_there_and_scheduling_hears_both(office, make_ready):
    ready = make_ready(office)
    made = hand_over(office, ready, office.now + DAY)
    office.send_tracker()
    office.do(checklist.untick, transfer=ready.transfer, step=TransferStepKind.TRANSFER_ACCEPTED)
    office.do(conditions.choose_route, episode=ready.episode, route=TransferRoute.WITHIN_STS)
    assert [(kind, team) for kind, _reason, team in told(office)[1:]] == [
        (Told.RETRACTED, "North"),
        (Told.INTERIM_IN_STS, "North"),
    ]
    assert office.get(ExpectedChange, made).to_team_id is None
