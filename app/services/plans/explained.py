"""What was discussed of somebody's support: recorded where it happens, and taken back (NICE QS173)."""

from datetime import date
from uuid import UUID

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, load, look
from app.services.people.deaths import death_of
from models.episodes import Episode
from models.explained import Explained
from models.people import Person
from models.referrals import Referral
from models.rules.plans.explained import ExplainedFacts, explained_back_lacks, explained_lacks
from models.values import london_day
from models.vocabulary.episodes import ExplainedKind


def explain(turn: Turn, *, episode: UUID, what: ExplainedKind, with_whom: str, on: date | None = None) -> Changes:
    """It was discussed with somebody, today unless another day is said; also of support that has ended.

    Refused without whom, ahead of its day, before the service was asked for, after its end or a death, and
    while a death is reported whose day nobody knows yet.
    Source: NICE QS173.
    """
    held, day = look(turn, Episode, episode, lock=True), on or turn.day
    refuse_if(explained_lacks(_facts(turn, held), day, with_whom, turn.day))
    made = add(
        turn,
        Explained(
            episode_id=episode, what=what, explained_on=day, with_whom=with_whom.strip(), recorded_by_id=turn.staff
        ),
    )
    return changes(Topic.EPISODES, person=held.person_id, made=made.id)


def take_back_explained(turn: Turn, *, explained: UUID, seen: int, because: str) -> Changes:
    """It was recorded by mistake: it counts nowhere any more, and stays in the history with the reason."""
    held = load(turn, Explained, explained, seen=seen)
    refuse_if(explained_back_lacks(because, is_taken_back=held.taken_back_at is not None))
    held.taken_back_at, held.taken_back_by_id, held.taken_back_because = turn.moment, turn.staff, because.strip()
    return changes(Topic.EPISODES, person=look(turn, Episode, held.episode_id).person_id)


def _facts(turn: Turn, held: Episode) -> ExplainedFacts:
    referral = look(turn, Referral, held.referral_id) if held.referral_id else None
    began, person = london_day(held.first_support_at), look(turn, Person, held.person_id)
    return ExplainedFacts(
        is_referred=referral is not None,
        asked_on=min(began, london_day(referral.first_asked_at)) if referral else began,
        ended_on=london_day(held.ended_at) if held.ended_at else None,
        death=death_of(person),
        is_undone=held.undone_at is not None,
    )
