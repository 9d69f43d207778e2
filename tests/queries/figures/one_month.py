"""One month of a small office, of which the figures are worked out on paper; it is the 20th of November at 09:00."""

from datetime import UTC, datetime, timedelta

from models.closure import Reopening
from models.episodes import Milestone
from models.explained import Explained
from models.handing_over import HandOverTakenBack
from models.referrals import Hold, Referral
from models.transfer import PastOffer, Transfer
from models.vocabulary.closure import EndReason
from models.vocabulary.episodes import AssessmentDecision, EpisodeKind, ExplainedKind, MilestoneKind
from models.vocabulary.goals import GoalState
from models.vocabulary.referrals import HoldEnd, ReferralOutcome
from models.vocabulary.transfer import OfferEnd, TransferRoute
from tests.builders import visit

DAY = timedelta(days=1)


def at(day, hour=9):
    return datetime(2026, 11, day, hour, tzinfo=UTC)


def arrange(office):
    """Store whom the figures of November are about."""
    assert office.now == at(20)
    _moved_and_found(office)
    _died(office)
    _reopened(office)
    _whose_move_was_taken_back(office)
    _asked_for(office)
    office.an_episode(started_at=at(2), ended_at=at(3), undone_at=at(3), undone_because="Wrong person")
    office.an_episode(kind=EpisodeKind.INTERIM_TEAM, started_at=at(2), ended_at=at(3), end_reason=EndReason.PVI_FOUND)


def _moved_and_found(office):
    """Started on the 2nd, two days after she was asked for; handed over on the 16th; a provider began on the 19th."""
    person = office.a_person()
    referral = office.a_referral(
        person=person, received_at=at(2) - 2 * DAY, outcome=ReferralOutcome.STARTED, outcome_at=at(2)
    )
    first = office.an_episode(
        visit(minutes=60), person=person, referral_id=referral, started_at=at(2), ended_at=at(16),
        end_reason=EndReason.TRANSFERRED,
    )  # fmt: skip
    office.a_goal(first, set_at=at(3), state=GoalState.ACHIEVED, closed_at=at(15))
    interim = office.an_episode(
        visit(minutes=30), person=person, kind=EpisodeKind.INTERIM_TEAM, follows_id=first, started_at=at(16),
        first_support_at=at(2), ended_at=at(19), end_reason=EndReason.PVI_FOUND, team_id=office.teams["Interim"],
    )  # fmt: skip
    moved = Transfer(
        episode_id=first, route=TransferRoute.INTERIM_TEAM, to_episode_id=interim, sent_to_brokerage_at=at(11),
        offer_at=at(18), offer_provider="Peak Care", handed_over_at=at(16),
    )  # fmt: skip
    office.store(
        Milestone(episode_id=first, kind=MilestoneKind.MAXIMUM_INDEPENDENCE, at=at(9)),
        Milestone(episode_id=first, kind=MilestoneKind.ASSESSED, at=at(11), decision=AssessmentDecision.ONGOING),
        moved,
        _told(office, first, ExplainedKind.SCOPE, 2),
        _told(office, first, ExplainedKind.SCOPE, 4),  # with her daughter once more: she started once
        _told(office, interim, ExplainedKind.TRANSITION_REVIEWED, 17),
    )
    office.store(
        PastOffer(
            transfer_id=moved.id, provider="Dale Care", offered_at=at(15), ended_at=at(17), because="Too far",
            ended_as=OfferEnd.WITHDRAWN, recorded_by_id=office.staff["DSO"],
        ),
    )  # fmt: skip


def _died(office):
    """Started on the 3rd, no goal was complete on the 5th, died on the 10th: five days were lost."""
    episode = office.an_episode(started_at=at(3), ended_at=at(10), end_reason=EndReason.DIED)
    office.a_goal(episode, set_at=at(4), measure="")


def _reopened(office):
    """Ended on the 12th by mistake, reopened, and ended for good on the 18th: one end."""
    episode = office.an_episode(started_at=at(4), ended_at=at(18), end_reason=EndReason.GOALS_ACHIEVED)
    office.store(
        Reopening(episode_id=episode, reopened_at=at(13), reopened_by_id=office.staff["DSO"], because="Wrong person"),
        Milestone(episode_id=episode, kind=MilestoneKind.GOALS_SET, at=at(5)),
    )
    office.a_goal(episode, set_at=at(5))
    back = {"taken_back_at": at(6), "taken_back_by_id": office.staff["DSO"], "taken_back_because": "Another person"}
    office.store(
        _told(office, episode, ExplainedKind.SCOPE, 5),
        _told(office, episode, ExplainedKind.GOALS, 5),
        _told(office, episode, ExplainedKind.TRANSITION_BEGUN, 5, **back),
    )


def _told(office, episode, what, day, **back):
    return Explained(
        episode_id=episode, what=what, explained_on=at(day).date(), with_whom="her daughter",
        recorded_by_id=office.staff["DSO"], **back,
    )  # fmt: skip


def _whose_move_was_taken_back(office):
    """In the other team since the 1st; her goals came on the 17th, fourteen days late; no move stands."""
    episode = office.an_episode(started_at=at(1), team_id=office.teams["South"])
    office.a_goal(episode, set_at=at(17))
    interim = office.an_episode(
        kind=EpisodeKind.INTERIM_TEAM, started_at=at(6), ended_at=at(7), undone_at=at(7), undone_because="By mistake"
    )
    open_again = Transfer(episode_id=episode, route=TransferRoute.INTERIM_TEAM)
    office.store(open_again)
    office.store(
        HandOverTakenBack(
            transfer_id=open_again.id, episode_id=interim, handed_over_at=at(6), taken_back_at=at(7),
            taken_back_by_id=office.staff["DSO"], because="By mistake",
        ),
    )  # fmt: skip


def _asked_for(office):
    """One waits since the 10th; one was taken on in part and waits for nothing; one's hold lapsed, one's was used."""
    office.a_referral(received_at=at(10))
    whole = office.a_referral(received_at=at(8), outcome=ReferralOutcome.STARTED, outcome_at=at(9))
    told = {"person": office.get(Referral, whole).person_id, "received_at": at(8), "earlier_id": whole}
    office.a_referral(**told, outcome=ReferralOutcome.WITHDRAWN, outcome_at=at(9), care_hub_told_at=at(9))
    for end in (HoldEnd.RELEASED, HoldEnd.STARTED):
        referral = office.a_referral(received_at=at(8), outcome=ReferralOutcome.LAPSED, outcome_at=at(15))
        office.store(
            Hold(
                referral_id=referral, team_id=office.teams["North"], found_at=at(8), held_by_id=office.staff["DSO"],
                worker_minutes=600, ended_at=at(15), ended_as=end, ended_by_id=office.staff["DSO"],
                assessor_notified_at=at(15),
            ),
        )  # fmt: skip
