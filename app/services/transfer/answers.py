"""What was answered to a hand-over: kept with whose word it is and who recorded it (INT-9)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add
from app.services.staff_of_day import Member, member
from models.handing_over import HandOverAnswered
from models.rules.deciding import receiving_dso_lacks, typing_lacks
from models.transfer import Transfer
from models.vocabulary.staff import ORGANISERS
from models.vocabulary.transfer import HandOverAnswer


def keep_acceptance(turn: Turn, transfer: Transfer, *, by: UUID | None = None, at: datetime | None = None) -> UUID:
    """The interim DSO accepts, now unless said otherwise; whose word it is. Source: MG (INT-5, INT-9)."""
    return keep_answer(turn, transfer, HandOverAnswer.ACCEPTED, by=by, at=at)


def keep_answer(
    turn: Turn,
    transfer: Transfer,
    answer: HandOverAnswer,
    *,
    because: str = "",
    by: UUID | None = None,
    at: datetime | None = None,
) -> UUID:
    """Keep an answer as a DSO's of the receiving team: the one named, else this seat's own, else the one chosen.

    Source: MG (INT-9, END-10).
    """
    here = member(turn, turn.staff)
    said = member(turn, by or _receiver(here, transfer))
    is_of_team = transfer.to_team_id in said.teams
    word = receiving_dso_lacks(said.on_staff, turn.day, is_of_receiving_team=is_of_team)
    refuse_if((*typing_lacks(here.role), *word))
    add(
        turn,
        HandOverAnswered(
            transfer_id=transfer.id,
            answer=answer,
            answered_at=at or turn.moment,
            answered_by_id=said.id,
            recorded_by_id=turn.staff,
            because=because.strip(),
        ),
    )
    return said.id


def withdraw_acceptance(turn: Turn, transfer: UUID) -> None:
    """What was accepted counts no more; the row stays. Source: MG (INT-9)."""
    stands = HandOverAnswered.answer == HandOverAnswer.ACCEPTED, HandOverAnswered.withdrawn_at.is_(None)
    for each in turn.session.scalars(select(HandOverAnswered).where(HandOverAnswered.transfer_id == transfer, *stands)):
        each.withdrawn_at, each.operation_id = turn.moment, turn.operation


def _receiver(here: Member, transfer: Transfer) -> UUID:
    """Whose word it is where nobody is named: who sits here, if they receive the person, else the DSO chosen."""
    is_receiver = here.role in ORGANISERS and transfer.to_team_id in here.teams
    if transfer.interim_dso_id is None or is_receiver:
        return here.id
    return transfer.interim_dso_id
