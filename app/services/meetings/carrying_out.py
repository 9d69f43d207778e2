"""A meeting carries out what it decided, by the services of the end and of the plan (MDT-3, END-10, PSP-4).

The decision's row is touched by the same operation: so the meeting knows what it did, and can take it back.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.door.changes import Changes, Topic
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.closure.expecting import end_or_expect
from app.services.deed import load, look
from app.services.meetings.open_meeting import held_open
from app.services.people.deaths import death_of
from app.services.plans.versions import Agreed, new_version
from models.episodes import Episode
from models.meetings import Decision, MeetingTakenBack
from models.people import Person
from models.rules.meetings.agenda import of_the_dead_lacks
from models.rules.meetings.carrying_out import carrying_out_lacks
from models.rules.meetings.taking_back import standing_lacks
from models.values import PlannedVisit, WhyShort, whole_name
from models.vocabulary.closure import EndReason
from models.vocabulary.meetings import DecisionKind


def end_as_decided(
    turn: Turn,
    *,
    decision: UUID,
    decision_seen: int,
    seen: int,
    reason: EndReason,
    ends_at: datetime,
    package_on: date | None = None,
    fact_on: date | None = None,
    day_is_meant: bool = False,
    decided_by: UUID | None = None,
) -> Changes:
    """End the support as the open meeting decided, now or at a moment ahead, in the name of a DSO.

    `seen` is the version of the episode. Refused once the meeting is finished or has taken the decision back, and for
    whatever an end or an expected one is refused. Source: OPG 3.5, 6.1, 6.2 (MDT-3, END-1, END-9, END-10).
    """
    found = _to_carry_out(turn, decision, decision_seen, DecisionKind.END)
    done = end_or_expect(
        turn,
        episode=found.episode_id,
        seen=seen,
        reason=reason,
        ends_at=ends_at,
        package_on=package_on,
        fact_on=fact_on,
        day_is_meant=day_is_meant,
        decided_by=decided_by,
    )
    return replace(done, topics=done.topics | {Topic.MEETINGS})


def step_down_as_decided(
    turn: Turn,
    *,
    decision: UUID,
    seen: int,
    based_on: UUID,
    week: Sequence[PlannedVisit],
    because: str,
    effective_from: datetime,
    day_is_meant: bool = False,
    later_stands: bool = False,
    answered: frozenset[str] = frozenset(),
    why_short: Sequence[WhyShort] = (),
) -> Changes:
    """Plan the lighter week that the open meeting decided, which is its agreement.

    `seen` is the version of the decision. Refused once the meeting is finished or has taken the decision back, and for
    whatever a new version is refused. Source: OPG 3.1, 3.5 (MDT-3, PSP-2, PSP-4).
    """
    found = _to_carry_out(turn, decision, seen, DecisionKind.STEP_DOWN)
    done = new_version(
        turn,
        episode=found.episode_id,
        based_on=based_on,
        week=week,
        because=because,
        agreed=Agreed(decision=decision),
        effective_from=effective_from,
        day_is_meant=day_is_meant,
        later_stands=later_stands,
        answered=answered,
        why_short=why_short,
    )
    return replace(done, topics=done.topics | {Topic.MEETINGS})


def _to_carry_out(turn: Turn, decision: UUID, seen: int, wanted: DecisionKind) -> Decision:
    """The decision of an open meeting, of this kind, that stands; after a death only that support ends (END-6)."""
    held_open(turn, look(turn, Decision, decision).meeting_id)
    found = load(turn, Decision, decision, seen=seen, lock=True)
    refuse_if(carrying_out_lacks(found.kind, wanted))
    person = look(turn, Person, look(turn, Episode, found.episode_id).person_id)
    refuse_if(of_the_dead_lacks(whole_name(person.given, person.family), death_of(person), wanted))
    taken = select(MeetingTakenBack.id).where(MeetingTakenBack.decision_id == decision)
    refuse_if(standing_lacks(is_taken_back=turn.session.scalars(taken).first() is not None))
    return found
