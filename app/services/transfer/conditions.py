"""The way on from STS: what was agreed, assessed, sent and listed, each with its moment (INT-1, INT-2, FUND-2, FUND-3).

The move itself is in `hand_overs`, the checklist's ticks in `transfer_steps`.
"""

from datetime import date, datetime
from uuid import UUID

from app.door.changes import Changes, Topic, changes
from app.door.errors import Refused
from app.door.turn import Turn
from app.services.deed import look
from app.services.episodes.put_milestone import put
from app.services.transfer.transfer_of_episode import (
    done_steps,
    note_assessment,
    put_tick,
    transfer_for,
    transfer_of,
    way_on_of,
)
from models.episodes import Episode
from models.staff import Staff
from models.teams import Team
from models.transfer import Transfer
from models.vocabulary import AssessmentDecision, MilestoneKind, TeamKind, TransferRoute, TransferStepKind


def agree_maximum_independence(turn: Turn, *, episode: UUID, at: datetime) -> Changes:
    """The MDT agreed that the person has reached their maximum independence. Source: OPG 3.6, 5.1 (MILE-2, INT-1)."""
    _not_ahead(turn, at, "The agreement")
    transfer = transfer_for(turn, episode)
    transfer.independence_agreed_at = at
    put(turn, episode, MilestoneKind.MAXIMUM_INDEPENDENCE, at)
    return _changed(turn, episode, transfer)


def record_assessment(
    turn: Turn, *, episode: UUID, at: datetime, decision: AssessmentDecision, assessed_by: str
) -> Changes:
    """The assessment of ongoing need, or the decision for no further action. Source: OPG 3.4, 3.6 (MILE-2)."""
    _not_ahead(turn, at, "The assessment")
    if not assessed_by.strip():
        raise Refused("Say who assessed: SW, CCW or the outside case coordinator.", rule="MILE-2", who="the DSO")
    transfer = way_on_of(turn, episode)
    note_assessment(turn, look(turn, Episode, transfer.episode_id), at, decision)
    put(turn, transfer.episode_id, MilestoneKind.ASSESSED, at, decision=decision, assessed_by=assessed_by.strip())
    return _changed(turn, episode, transfer)


def complete_support_plan(turn: Turn, *, episode: UUID, at: datetime) -> Changes:
    """The long-term support plan is complete. Source: OPG 5.1, 5.5 (INT-1, FUND-2)."""
    _not_ahead(turn, at, "The support plan")
    transfer = way_on_of(turn, episode)
    transfer.support_plan_at = at
    return _changed(turn, episode, transfer)


def confirm_need(turn: Turn, *, episode: UUID, at: datetime) -> Changes:
    """The case coordinator confirmed that ongoing support is needed. Source: OPG 5.6 (FUND-3)."""
    _not_ahead(turn, at, "The confirmation")
    transfer = way_on_of(turn, episode)
    transfer.need_confirmed_at = at
    return _changed(turn, episode, transfer)


def make_fabo_referral(turn: Turn, *, episode: UUID, at: datetime) -> Changes:
    """The FABO referral was made. Source: OPG 5.5 (FUND-2)."""
    _not_ahead(turn, at, "The FABO referral")
    transfer = way_on_of(turn, episode)
    transfer.fabo_at = at
    put_tick(turn, transfer.id, TransferStepKind.FABO_REFERRAL, "", at)
    return _changed(turn, episode, transfer)


def send_to_brokerage(turn: Turn, *, episode: UUID, at: datetime) -> Changes:
    """The package was sent to Brokerage: from here the 48 hours run. Source: OPG 5.2; MG (INT-2)."""
    _not_ahead(turn, at, "Sending")
    transfer = way_on_of(turn, episode)
    if transfer.listed_at is not None and at > transfer.listed_at:
        raise Refused("It can't be sent to Brokerage after Brokerage listed it.", rule="INT-2", who="the DSO")
    transfer.sent_to_brokerage_at = at
    return _changed(turn, episode, transfer)


def record_listed(turn: Turn, *, episode: UUID, at: datetime) -> Changes:
    """Brokerage said that the package is on the lack of provision list; never assumed. Source: OPG 5.2 (INT-2)."""
    _not_ahead(turn, at, "Listing")
    transfer = way_on_of(turn, episode)
    if transfer.sent_to_brokerage_at is None or at < transfer.sent_to_brokerage_at:
        raise Refused(
            "Record first when the package was sent to Brokerage; it is listed after that.",
            rule="INT-2",
            who="the case coordinator",
        )
    transfer.listed_at = at
    return _changed(turn, episode, transfer)


def record_offer(turn: Turn, *, episode: UUID, at: datetime, provider: str, starts_on: date | None) -> Changes:
    """A PVI provider has offered; it may not be able to start yet. Also after the move. Source: OPG 5.2 (INT-1)."""
    _not_ahead(turn, at, "The offer")
    if not provider.strip():
        raise Refused("Name the provider who offered.", rule="INT-6", who="Brokerage")
    transfer = way_on_of(turn, episode)
    transfer.offer_at, transfer.offer_provider, transfer.offer_starts_on = at, provider.strip(), starts_on
    return _changed(turn, episode, transfer)


def withdraw_offer(turn: Turn, *, episode: UUID) -> Changes:
    """The offer fell through: the wait without one counts again; that there was one stays in the audit (INT-1)."""
    transfer = way_on_of(turn, episode)
    if transfer.offer_at is None:
        raise Refused("No offer is recorded for this person.", rule="INT-6", who="Brokerage")
    transfer.offer_at, transfer.offer_provider, transfer.offer_starts_on = None, "", None
    return _changed(turn, episode, transfer)


def record_own_search(turn: Turn, *, episode: UUID, since: date, evidence: str) -> Changes:
    """The person looks for a provider themselves without success, dated and evidenced. Source: OPG 5.6 (INT-1)."""
    if since > turn.day or not evidence.strip():
        raise Refused(
            "Say since when the person has looked for a provider, and what shows it.", rule="INT-1", who="the person"
        )
    transfer = transfer_for(turn, episode)
    transfer.own_search_since, transfer.own_search_evidence = since, evidence.strip()
    return _changed(turn, episode, transfer)


def agree_transfer(turn: Turn, *, episode: UUID, at: datetime, reason: str) -> Changes:
    """The MDT agreed this transfer to interim support, with its reason. Source: OPG 5.2; MG (INT-1)."""
    _not_ahead(turn, at, "The agreement")
    if not reason.strip():
        raise Refused("Give the reason for the transfer: it goes with the PSP.", rule="INT-3", who="the MDT")
    transfer = transfer_for(turn, episode)
    transfer.agreed_at, transfer.reason = at, reason.strip()
    return _changed(turn, episode, transfer)


def choose_route(
    turn: Turn, *, episode: UUID, route: TransferRoute, team: UUID | None = None, interim_dso: UUID | None = None
) -> Changes:
    """Who gives the interim support: an interim team with its DSO, or STS itself. Source: OPG 5.2, 5.4 (INT-8)."""
    transfer = transfer_for(turn, episode)
    if route is TransferRoute.WITHIN_STS:
        team = interim_dso = None
    else:
        if team is None or interim_dso is None:
            raise Refused("Choose the interim team and its DSO.", rule="INT-3", who="the STS DSO")
        if look(turn, Team, team).kind is not TeamKind.INTERIM:
            raise Refused("This team isn't an Interim Home Care team.", rule="INT-3", who="the STS DSO")
        look(turn, Staff, interim_dso)
    is_other = (route, team, interim_dso) != (transfer.route, transfer.to_team_id, transfer.interim_dso_id)
    if is_other and TransferStepKind.TRANSFER_ACCEPTED in done_steps(turn, transfer.id):
        raise Refused(
            "The interim DSO has accepted this transfer: take back that tick before another team is chosen.",
            rule="INT-5",
            who="the interim DSO",
        )
    transfer.route, transfer.to_team_id, transfer.interim_dso_id = route, team, interim_dso
    return _changed(turn, episode, transfer)


def abandon(turn: Turn, *, episode: UUID) -> Changes:
    """There will be no transfer after all; what was recorded stays to be read."""
    if transfer_of(turn, episode) is None:
        raise Refused("No transfer is under way for this person.", rule="INT-1", who="nobody")
    transfer = transfer_for(turn, episode)
    transfer.abandoned_at = turn.moment
    return _changed(turn, episode, transfer)


def _not_ahead(turn: Turn, at: datetime, what: str) -> None:
    if at > turn.moment:
        raise Refused(f"{what} lies in the future: record it when it has happened.", rule="INT-1", who="the DSO")


def _changed(turn: Turn, episode: UUID, transfer: Transfer) -> Changes:
    turn.session.flush()
    person = look(turn, Episode, episode).person_id
    return changes(Topic.TRANSFERS, Topic.EPISODES, person=person, made=transfer.id)
