"""Asking CHC or Brokerage once more for what hasn't come; each time is kept, the last one is shown."""

from uuid import UUID

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, look, take
from models.chc import ChcInService
from models.episodes import Episode
from models.referrals import Referral
from models.rules.today.chasing import Waited, chaser_lacks
from models.transfer import Chaser, Transfer
from models.vocabulary.today import ChaserAbout


def record_chaser(turn: Turn, *, about: ChaserAbout, asked: UUID, whom: str) -> Changes:
    """Note that CHC was chased for a referral or for somebody in service, or Brokerage for a transfer.

    Source: OPG 1.3, 5.1 (REF-8, INT-1).
    """
    if about is ChaserAbout.CHC and (found := turn.session.get(ChcInService, asked)) is not None:
        return _of_chc_in_service(turn, found.id, whom)
    record = _of_chc(turn, asked, whom) if about is ChaserAbout.CHC else _of_brokerage(turn, asked, whom)
    topic = Topic.REFERRALS if about is ChaserAbout.CHC else Topic.TRANSFERS
    return changes(topic, person=record.person_id, made=add(turn, record).id)


def _of_chc(turn: Turn, asked: UUID, whom: str) -> Chaser:
    referral = look(turn, Referral, asked, lock=True)
    waited = Waited("REF-8", "CHC", referral.chc_asked_at, referral.chc_transferred_at)
    refuse_if(chaser_lacks(waited, whom))
    return Chaser(
        person_id=referral.person_id,
        about=ChaserAbout.CHC,
        referral_id=asked,
        by_id=turn.staff,
        whom=whom.strip(),
        chased_at=turn.moment,
    )


def _of_chc_in_service(turn: Turn, asked: UUID, whom: str) -> Changes:
    """The last time stands at the record; each stays in the audit."""
    record = take(turn, ChcInService, asked)
    refuse_if(chaser_lacks(Waited("REF-8", "CHC", record.asked_at, record.transferred_at), whom))
    record.chased_at, record.chased_whom = turn.moment, whom.strip()
    return changes(Topic.EPISODES, person=look(turn, Episode, record.episode_id).person_id, made=record.id)


def _of_brokerage(turn: Turn, asked: UUID, whom: str) -> Chaser:
    transfer = look(turn, Transfer, asked, lock=True)
    settled_at = transfer.offer_at or transfer.abandoned_at
    refuse_if(chaser_lacks(Waited("INT-1", "Brokerage", transfer.sent_to_brokerage_at, settled_at), whom))
    return Chaser(
        person_id=look(turn, Episode, transfer.episode_id).person_id,
        about=ChaserAbout.BROKERAGE,
        transfer_id=asked,
        by_id=turn.staff,
        whom=whom.strip(),
        chased_at=turn.moment,
    )
