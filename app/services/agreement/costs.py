"""What was said about cost, and requests to reduce or stop: each with its moment, who and how. (FUND-8)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, load, look
from app.services.staff_of_day import member
from models.costs import AskedVisit, ChargeRequest, CostSaid
from models.episodes import Episode
from models.rules.agreement.requests import cost_said_lacks, request_lacks, withdrawal_lacks
from models.values import PlannedVisit, days_mask
from models.vocabulary.agreement import ChargeAsk, CostSaidHow


def record_cost_said(
    turn: Turn,
    *,
    episode: UUID,
    said_to: str,
    said_at: datetime,
    how: CostSaidHow,
    leaflet: str = "",
    said: str = "",
    said_by: UUID | None = None,
) -> Changes:
    """Keep what was said about cost; by whoever sits here unless somebody else is named.

    Source: `standards.md`, *Money and law* (FUND-8).
    """
    found = look(turn, Episode, episode)
    refuse_if(cost_said_lacks(found.kind, said_to, said_at, how, leaflet, turn.moment))
    made = add(
        turn,
        CostSaid(
            episode_id=episode,
            said_to=said_to.strip(),
            said_by_id=member(turn, said_by).id if said_by is not None else turn.staff,
            said_at=said_at,
            how=how,
            leaflet=leaflet.strip(),
            said=said.strip(),
            recorded_by_id=turn.staff,
        ),
    )
    return changes(Topic.AGREEMENTS, person=found.person_id, made=made.id)


def ask_for_less(
    turn: Turn,
    *,
    episode: UUID,
    asks: ChargeAsk,
    asked_at: datetime,
    asked_by: str,
    visits: Sequence[PlannedVisit] = (),
    said: str = "",
) -> Changes:
    """Somebody asks to reduce or stop: from the next whole day no more is charged, whatever the plan says.

    `visits` is the week that is asked for, none where all is to stop. Source: `standards.md` (FUND-8, PSP-5).
    """
    found = look(turn, Episode, episode)
    refuse_if(request_lacks(found.kind, asks, asked_by, asked_at, visits, turn.moment))
    made = add(
        turn,
        ChargeRequest(
            episode_id=episode,
            asks=asks,
            asked_at=asked_at,
            asked_by=asked_by.strip(),
            taken_by_id=turn.staff,
            said=said.strip(),
        ),
    )
    for number, each in enumerate(visits if asks is ChargeAsk.LESS else (), start=1):
        line = AskedVisit(
            request_id=made.id,
            number=number,
            days=days_mask(each.days),
            call=each.call,
            at=each.at,
            minutes=each.minutes,
            workers=each.workers,
            weeks=each.weeks,
        )
        add(turn, line)
    return changes(Topic.AGREEMENTS, person=found.person_id, made=made.id)


def withdraw_request(turn: Turn, *, request: UUID, seen: int, because: str) -> Changes:
    """It counts no more from the next whole day on: the plan does again. Source: `standards.md` (FUND-8)."""
    record = load(turn, ChargeRequest, request, seen=seen)
    refuse_if(withdrawal_lacks(record.withdrawn_at, because))
    record.withdrawn_at, record.withdrawn_because, record.withdrawn_by_id = turn.moment, because.strip(), turn.staff
    person = look(turn, Episode, record.episode_id).person_id
    return changes(Topic.AGREEMENTS, person=person, made=record.id)
