"""The journey's second part: maximum independence, Brokerage, interim support, the agreement, PVI, closed."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.demo.first_weeks import DSO, OT, SW, Journey
from app.demo.player import Player, Shot, made
from app.papers import agreement as agreement_paper
from app.papers import issuing
from app.services.agreement import signing
from app.services.closure import closing, ending
from app.services.meetings import meetings
from app.services.transfer import checklist, conditions, handing_over
from models.agreement import Agreement
from models.assistive import AtGiven
from models.closure import Closure
from models.episodes import Episode
from models.meetings import Meeting
from models.rules.agreement.signing import Signer
from models.teams import Team
from models.transfer import Transfer, TransferStep
from models.values import to_london
from models.vocabulary.closure import ClosingStepKind, EndReason
from models.vocabulary.episodes import AssessmentDecision
from models.vocabulary.meetings import DecisionKind, MeetingKind
from models.vocabulary.transfer import TransferRoute, TransferStepKind

INTERIM_DSO = "Carol Fretwell"
_REASON = "No PVI provider has offered; she needs a morning call until one can start"


def play(player: Player, journey: Journey, keep_papers: Callable[[UUID, UUID], None]) -> None:
    """From the MDT's word on maximum independence to the closed package.

    `keep_papers` is called with the interim episode and the agreement, when the agreement has been issued.
    """
    _to_brokerage(player, journey)
    transfer = _to_agreed(player, journey)
    interim = _hand_over(player, transfer)
    agreement = _agreement(player, interim)
    keep_papers(interim, agreement)
    _sign(player, journey, agreement)
    _pvi(player, transfer, interim)
    _close(player, journey, transfer, interim)


def _to_brokerage(player: Player, journey: Journey) -> None:
    player.at("2026-12-22T13:00")
    _mdt(player, journey, DecisionKind.MAXIMUM_INDEPENDENCE, "Independent on most mornings; the rest will stay.")
    player.tell(f"The MDT agrees: {journey.name} has reached her maximum independence.")
    player.at("2026-12-23T11:00")
    player.do(
        SW,
        conditions.record_assessment,
        episode=journey.episode,
        seen=None,
        at=player.clock.now(),
        decision=AssessmentDecision.ONGOING,
        assessed_by=SW,
    )
    player.at("2026-12-23T15:30")
    done, seen = player.clock.now(), _seen(player, journey.episode)
    player.do(SW, conditions.complete_support_plan, episode=journey.episode, seen=seen, at=done)
    sent = player.at("2026-12-23T16:00")
    seen = _seen(player, journey.episode)
    player.do(SW, conditions.send_to_brokerage, episode=journey.episode, seen=seen, at=sent)
    player.tell(f"{SW} has assessed her ongoing need and sent the package to Brokerage: 48 hours run.")
    listed = player.at("2026-12-25T16:00")
    player.at("2026-12-28T09:30")
    seen = _seen(player, journey.episode)
    player.do(DSO, conditions.record_listed, episode=journey.episode, seen=seen, at=listed)
    player.tell(f"Brokerage has no offer: on the lack of provision list since {to_london(listed):%a %d %b %H:%M}.")


def _seen(player: Player, episode: UUID) -> int | None:
    """The version of the transfer out of this episode."""
    return player.standing(Transfer, Transfer.episode_id == episode)


def _mdt(player: Player, journey: Journey, kind: DecisionKind, note: str) -> None:
    team = player.ask(lambda turn: turn.session.get_one(Episode, journey.episode).team_id)
    attending = tuple(player.staff[name] for name in (DSO, OT, SW))
    meeting = made(player.do(DSO, meetings.open_meeting, team=team, kind=MeetingKind.WEEKLY, attending=attending))
    seen = _seen(player, journey.episode) if kind is DecisionKind.TRANSFER else None
    player.do(DSO, meetings.decide, meeting=meeting, episode=journey.episode, seen=seen, kind=kind, note=note)
    player.do(DSO, meetings.finish_meeting, meeting=meeting, seen=player.seen(Meeting, meeting))


def _to_agreed(player: Player, journey: Journey) -> UUID:
    player.at("2026-12-29T13:00")
    _mdt(player, journey, DecisionKind.TRANSFER, _REASON)
    player.tell("The MDT agrees the transfer to the interim team.")
    team = player.ask(lambda turn: turn.session.scalars(select(Team.id).where(Team.name == "Interim Dales")).one())
    changed = player.do(
        DSO,
        conditions.choose_route,
        episode=journey.episode,
        seen=_seen(player, journey.episode),
        route=TransferRoute.INTERIM_TEAM,
        team=team,
        interim_dso=player.staff[INTERIM_DSO],
    )
    transfer = made(changed)
    player.at("2026-12-29T15:00")
    _tick(player, DSO, transfer, TransferStepKind.CAPACITY_SPOKEN, f"{INTERIM_DSO} has room for the morning call.")
    _tick(player, DSO, transfer, TransferStepKind.PSP_SENT)
    _tick(player, SW, transfer, TransferStepKind.STAYS_ALLOCATED)
    _tick(player, SW, transfer, TransferStepKind.INTERIM_PO)
    player.camera(Shot("transfer", journey.person))
    player.at("2026-12-30T09:00")
    _tick(player, INTERIM_DSO, transfer, TransferStepKind.TRANSFER_ACCEPTED)
    _tick(player, DSO, transfer, TransferStepKind.END_DATE_REQUEST)
    _tick(player, DSO, transfer, TransferStepKind.STS_PSP_FINISHED)
    return transfer


def _tick(player: Player, who: str, transfer: UUID, step: TransferStepKind, note: str = "") -> None:
    seen = player.standing(TransferStep, TransferStep.transfer_id == transfer, TransferStep.step == step)
    player.do(who, checklist.tick, transfer=transfer, step=step, seen=seen, note=note)


def _hand_over(player: Player, transfer: UUID) -> UUID:
    at = player.at("2026-12-30T10:00")
    seen = player.seen(Transfer, transfer)
    interim = made(player.do(DSO, handing_over.hand_over, transfer=transfer, seen=seen, at=at))
    _tick(player, INTERIM_DSO, transfer, TransferStepKind.INTERIM_PSP)
    player.tell(f"Handed over: the short-term episode ends and {INTERIM_DSO}'s interim team takes her on.")
    return interim


def _agreement(player: Player, interim: UUID) -> UUID:
    player.at("2026-12-30T11:30")
    prepared = player.ask(agreement_paper.prepare, episode=interim)
    if prepared.liable_from is None:
        raise LookupError("the agreement isn't complete")
    seen = player.seen(Episode, interim)
    edition = prepared.paper_format
    agreement = made(player.do(INTERIM_DSO, issuing.issue_agreement, episode=interim, seen=seen, edition=edition))
    since = to_london(prepared.liable_from)
    player.tell(f"Her agreement is printed: {prepared.paper.week_total} a week, liable from {since:%d %b %H:%M}.")
    return agreement


def _sign(player: Player, journey: Journey, agreement: UUID) -> None:
    signed = player.at("2026-12-31T10:15")
    player.do(
        INTERIM_DSO,
        signing.record_signature,
        agreement=agreement,
        seen=player.seen(Agreement, agreement),
        signers=(Signer(name=journey.name, is_person=True),),
        signed_at=signed,
    )
    uploaded = player.at("2026-12-31T14:00")
    seen = player.seen(Agreement, agreement)
    player.do(INTERIM_DSO, signing.record_upload, agreement=agreement, seen=seen, at=uploaded)
    seen = player.seen(Agreement, agreement)
    player.do(INTERIM_DSO, signing.record_po, agreement=agreement, seen=seen)
    player.tell("She has signed; the agreement is in MOSAIC and the PO “direct care full cost” is raised.")


def _pvi(player: Player, transfer: UUID, interim: UUID) -> None:
    offered, starts_on = player.at("2027-01-05T11:00"), player.day(date(2027, 1, 11))
    player.do(
        INTERIM_DSO,
        conditions.record_offer,
        episode=interim,
        seen=player.seen(Transfer, transfer),
        at=offered,
        provider="Peakside Home Care",
        starts_on=starts_on,
    )
    for who, step in (
        (INTERIM_DSO, TransferStepKind.PVI_CONFIRMED),
        (INTERIM_DSO, TransferStepKind.PVI_NOTIFIED),
        (INTERIM_DSO, TransferStepKind.PVI_PO),
        (SW, TransferStepKind.REVIEW_PLAN_SENT),
    ):
        _tick(player, who, transfer, step)
    player.tell(f"Brokerage has found a PVI provider, who starts on {starts_on:%a %d %b}.")


def _close(player: Player, journey: Journey, transfer: UUID, interim: UUID) -> None:
    ends = player.at("2027-01-11T09:00")
    player.do(
        INTERIM_DSO,
        ending.end,
        episode=interim,
        seen=player.seen(Episode, interim),
        reason=EndReason.PVI_FOUND,
        ends_at=ends,
        package_on=player.day(date(2027, 1, 11)),
    )
    transfer = player.ask(
        lambda turn: turn.session.scalars(select(Transfer.id).where(Transfer.to_episode_id == interim)).one()
    )
    _tick(player, INTERIM_DSO, transfer, TransferStepKind.INTERIM_FINISHED)
    player.tell(f"Interim support for {journey.name} ends: PVI provision found.")
    player.at("2027-01-11T11:00")
    for step in (ClosingStepKind.END_PO, ClosingStepKind.UPDATE_MOSAIC):
        player.do(INTERIM_DSO, closing.tick, episode=interim, step=step, seen=None)
    said = player.standing(AtGiven, AtGiven.episode_id == journey.episode)
    player.do(INTERIM_DSO, closing.record_at_outcome, episode=interim, seen=said, given=False)
    player.camera(Shot("closure", journey.person))
    player.at("2027-01-12T09:30")
    player.do(INTERIM_DSO, closing.tick, episode=interim, step=ClosingStepKind.UPDATE_CCL, seen=None)
    seen = player.standing(Closure, Closure.episode_id == interim)
    if seen is None:
        raise LookupError("what has ended has its closure")
    player.do(INTERIM_DSO, closing.close, episode=interim, seen=seen)
    player.tell("PO ended, MOSAIC and CCL updated: the package is closed.")
