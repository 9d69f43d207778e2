"""The way on from STS: what was agreed, assessed, sent and listed, each with its moment (INT-1, INT-2, FUND-2, FUND-3).

The move itself is in `handing_over`, the checklist's ticks in `checklist`. `seen` is the version of the transfer that
the desk saw, none where nothing was recorded yet; of the milestone where the fact is one.
"""

from datetime import date, datetime
from uuid import UUID

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deciding import coordinator_of, keep, keep_mdt
from app.services.deed import add, look, refuse_if_changed
from app.services.episodes.expected import drop_expected, send_expected_move_to
from app.services.episodes.put_milestone import put, refuse_if_redated
from app.services.meetings.assessing import finish_assessing
from app.services.owners.now import owners_of
from app.services.staff_of_day import member
from app.services.transfer.transfer_of_episode import (
    begun_transfer,
    begun_while_supported,
    done_steps,
    facts_of,
    put_tick,
    supported_as_seen,
    transfer_as_seen,
    transfer_for,
    transfer_of,
)
from models.episodes import Episode
from models.rules.clocks import is_past
from models.rules.deciding import receiving_dso_lacks
from models.rules.goals.milestones import assessor_lacks
from models.rules.office.closing import closed_team_lacks
from models.rules.transfer.offers import listings, offered_start_lacks, relisting_lacks, standing_lacks
from models.rules.transfer.recording import (
    another_route_lacks,
    happened_lacks,
    listing_lacks,
    own_search_lacks,
    provider_lacks,
    reason_lacks,
    receiver_lacks,
    receiving_team_lacks,
    sending_lacks,
    under_way_lacks,
)
from models.teams import Team
from models.transfer import PastListing, Transfer
from models.vocabulary.closure import ExpectedKind
from models.vocabulary.deciding import DecidedDeed
from models.vocabulary.episodes import AssessmentDecision, MilestoneKind
from models.vocabulary.transfer import TransferRoute, TransferStepKind


def agree_maximum_independence(
    turn: Turn, *, episode: UUID, seen: int | None, at: datetime, present: str = ""
) -> Changes:
    """The MDT agreed that the person has reached their maximum independence; `present` says who was there.

    Source: OPG 3.6, 5.1 (MILE-2, INT-1, END-10).
    """
    refuse_if(happened_lacks("The agreement", at, turn.moment))
    transfer = begun_transfer(turn, episode)
    refuse_if_redated(turn, episode, MilestoneKind.MAXIMUM_INDEPENDENCE, seen)
    put(turn, episode, MilestoneKind.MAXIMUM_INDEPENDENCE, at)
    keep_mdt(turn, DecidedDeed.MAXIMUM_INDEPENDENCE, at, present, episode=episode)
    return _changed(turn, episode, transfer)


def record_assessment(
    turn: Turn, *, episode: UUID, seen: int | None, at: datetime, decision: AssessmentDecision, assessed_by: str
) -> Changes:
    """The assessment of ongoing need, or the decision for no further action; a meeting's action to assess is done.

    Source: OPG 3.4, 3.5, 3.6 (MILE-2, MDT-3).
    """
    refuse_if(happened_lacks("The assessment", at, turn.moment))
    refuse_if(assessor_lacks(assessed_by))
    transfer = begun_while_supported(turn, episode)
    refuse_if_redated(turn, transfer.episode_id, MilestoneKind.ASSESSED, seen)
    put(turn, transfer.episode_id, MilestoneKind.ASSESSED, at, decision=decision, assessed_by=assessed_by.strip())
    finish_assessing(turn, transfer.episode_id)
    return _changed(turn, episode, transfer, Topic.MEETINGS)


def complete_support_plan(turn: Turn, *, episode: UUID, seen: int | None, at: datetime) -> Changes:
    """The long-term support plan is complete. Source: OPG 5.1, 5.5 (INT-1, FUND-2)."""
    refuse_if(happened_lacks("The support plan", at, turn.moment))
    transfer = supported_as_seen(turn, episode, seen)
    transfer.support_plan_at = at
    return _changed(turn, episode, transfer)


def confirm_need(
    turn: Turn, *, episode: UUID, seen: int | None, at: datetime, coordinator: UUID | None = None
) -> Changes:
    """The case coordinator, a SW or CCW, confirmed that ongoing support is needed; the person's own unless named.

    Source: OPG 5.6 (FUND-3, END-10).
    """
    refuse_if(happened_lacks("The confirmation", at, turn.moment))
    transfer = supported_as_seen(turn, episode, seen)
    transfer.need_confirmed_at = at
    own = owners_of(turn, episode).case_coordinator
    said = coordinator_of(turn, DecidedDeed.ONGOING_NEED, coordinator, own)
    keep(turn, DecidedDeed.ONGOING_NEED, said, episode=episode)
    return _changed(turn, episode, transfer)


def make_fabo_referral(turn: Turn, *, episode: UUID, seen: int | None, at: datetime) -> Changes:
    """The FABO referral was made. Source: OPG 5.5 (FUND-2)."""
    refuse_if(happened_lacks("The FABO referral", at, turn.moment))
    transfer = supported_as_seen(turn, episode, seen)
    transfer.fabo_at = at
    put_tick(turn, transfer.id, TransferStepKind.FABO_REFERRAL, "", at)
    return _changed(turn, episode, transfer)


def send_to_brokerage(turn: Turn, *, episode: UUID, seen: int | None, at: datetime) -> Changes:
    """The package was sent to Brokerage: from here the 48 hours run. Source: OPG 5.2; MG (INT-2)."""
    refuse_if(happened_lacks("Sending", at, turn.moment))
    transfer = supported_as_seen(turn, episode, seen)
    refuse_if(sending_lacks(at, transfer.listed_at))
    transfer.sent_to_brokerage_at = at
    return _changed(turn, episode, transfer)


def record_listed(turn: Turn, *, episode: UUID, seen: int | None, at: datetime) -> Changes:
    """Brokerage said that the package is on the lack of provision list; never assumed. Source: OPG 5.2 (INT-2).

    After an accepted offer has broken a listing off, a later moment is a listing of its own (FUND-6).
    """
    refuse_if(happened_lacks("Listing", at, turn.moment))
    transfer = supported_as_seen(turn, episode, seen)
    refuse_if(listing_lacks(at, transfer.sent_to_brokerage_at))
    _keep_broken_listing(turn, transfer, at)
    transfer.listed_at = at
    return _changed(turn, episode, transfer)


def _keep_broken_listing(turn: Turn, transfer: Transfer, at: datetime) -> None:
    """A listing that an accepted offer broke off stays as it was; the package isn't listed while that offer stands."""
    before = transfer.listed_at
    if before is None:
        return
    offers = facts_of(turn, transfer).offers
    broken = listings((before,), offers)[0].until
    if broken is None or is_past(at, broken):
        return
    refuse_if(relisting_lacks(at, offers))
    add(turn, PastListing(transfer_id=transfer.id, listed_at=before))


def record_offer(
    turn: Turn,
    *,
    episode: UUID,
    seen: int | None,
    at: datetime,
    provider: str,
    starts_on: date | None,
    start_is_meant: bool = False,
) -> Changes:
    """A PVI provider has offered; it may not be able to start yet. Also after the move. Source: OPG 5.2 (INT-1).

    What comes of it, and its corrections, are in `offers`; refused while the offer before is open. A start that lies
    far off is asked about until `start_is_meant`.
    """
    refuse_if(happened_lacks("The offer", at, turn.moment))
    refuse_if(provider_lacks(provider))
    refuse_if(offered_start_lacks(starts_on, turn.day, turn.policy, is_meant=start_is_meant))
    transfer = supported_as_seen(turn, episode, seen)
    refuse_if(standing_lacks(transfer.offer_provider, transfer.offer_at))
    transfer.offer_at, transfer.offer_provider, transfer.offer_starts_on = at, provider.strip(), starts_on
    return _changed(turn, episode, transfer)


def record_own_search(turn: Turn, *, episode: UUID, seen: int | None, since: date, evidence: str) -> Changes:
    """The person looks for a provider themselves without success, dated and evidenced. Source: OPG 5.6 (INT-1)."""
    refuse_if(own_search_lacks(since, evidence, turn.day))
    transfer = transfer_as_seen(turn, episode, seen)
    transfer.own_search_since, transfer.own_search_evidence = since, evidence.strip()
    return _changed(turn, episode, transfer)


def agree_transfer(
    turn: Turn, *, episode: UUID, seen: int | None, at: datetime, reason: str, present: str = ""
) -> Changes:
    """The MDT agreed this transfer to interim support, with its reason; `present` says who was there.

    Source: OPG 5.2; MG (INT-1, END-10).
    """
    refuse_if(happened_lacks("The agreement", at, turn.moment))
    refuse_if(reason_lacks(reason))
    transfer = transfer_as_seen(turn, episode, seen)
    transfer.agreed_at, transfer.reason = at, reason.strip()
    keep_mdt(turn, DecidedDeed.TRANSFER, at, present, episode=episode)
    return _changed(turn, episode, transfer)


def choose_route(
    turn: Turn,
    *,
    episode: UUID,
    seen: int | None,
    route: TransferRoute,
    team: UUID | None = None,
    interim_dso: UUID | None = None,
) -> Changes:
    """Who gives the interim support: an interim team with its DSO, or STS itself. Source: OPG 5.2, 5.4 (INT-8)."""
    transfer = transfer_as_seen(turn, episode, seen)
    if route is TransferRoute.WITHIN_STS:
        team = interim_dso = None
    else:
        _check_receiver(turn, team, interim_dso)
    is_other = (route, team, interim_dso) != (transfer.route, transfer.to_team_id, transfer.interim_dso_id)
    is_accepted = TransferStepKind.TRANSFER_ACCEPTED in done_steps(turn, transfer.id)
    refuse_if(another_route_lacks(is_another=is_other, is_accepted=is_accepted))
    transfer.route, transfer.to_team_id, transfer.interim_dso_id = route, team, interim_dso
    send_expected_move_to(turn, look(turn, Episode, episode), team, "Another team gives the interim support")
    return _changed(turn, episode, transfer, Topic.TRACKER)


def abandon(turn: Turn, *, episode: UUID, seen: int | None) -> Changes:
    """There will be no transfer after all; what was recorded stays to be read."""
    transfer = transfer_of(turn, episode)
    refuse_if_changed(turn, transfer, seen)
    refuse_if(under_way_lacks(is_under_way=transfer is not None))
    transfer = transfer_for(turn, episode)
    transfer.abandoned_at = turn.moment
    held = look(turn, Episode, episode)
    drop_expected(turn, held, "No transfer after all", ExpectedKind.HAND_OVER)
    return changes(Topic.TRANSFERS, Topic.EPISODES, Topic.TRACKER, person=held.person_id, made=transfer.id)


def _check_receiver(turn: Turn, team: UUID | None, dso: UUID | None) -> None:
    """An Interim Home Care team of this office and a DSO of it, both chosen. Source: OPG 5.2; MG (INT-3, END-10)."""
    refuse_if(receiver_lacks(has_team=team is not None, has_dso=dso is not None))
    if team is not None:
        held = look(turn, Team, team, lock=True)
        refuse_if((*receiving_team_lacks(held.kind), *closed_team_lacks(held.name, held.closed_from)))
    if dso is not None:
        said = member(turn, dso)
        refuse_if(receiving_dso_lacks(said.on_staff, turn.day, is_of_receiving_team=team in said.teams))


def _changed(turn: Turn, episode: UUID, transfer: Transfer, *more: Topic) -> Changes:
    turn.session.flush()
    person = look(turn, Episode, episode).person_id
    return changes(Topic.TRANSFERS, Topic.EPISODES, *more, person=person, made=transfer.id)
