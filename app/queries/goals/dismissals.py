"""The suggestions that were put aside and not shown again, of the goals of some runs of service: one statement."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from app.door.turn import Turn
from models.goals import Goal, SuggestionDismissed
from models.rules.goals.dismissals import Dismissed
from models.rules.goals.suggestions import SuggestionKind
from models.runs import runs_of
from models.staff import Staff


def dismissals_of(turn: Turn, episodes: Sequence[UUID]) -> defaultdict[UUID, tuple[Dismissed, ...]]:
    """By the goal, the newest first; of all goals in the runs of service to which these episodes belong (INT-7)."""
    query = (
        select(
            SuggestionDismissed.goal_id, SuggestionDismissed.id, SuggestionDismissed.version, SuggestionDismissed.kind,
            SuggestionDismissed.facts, SuggestionDismissed.sentence, SuggestionDismissed.because,
            SuggestionDismissed.dismissed_at, Staff.name,
        )
        .join(Goal, Goal.id == SuggestionDismissed.goal_id)
        .join(Staff, Staff.id == SuggestionDismissed.dismissed_by_id)
        .where(
            Goal.office_id == turn.office,
            Goal.episode_id.in_(select(runs_of(turn.office, episodes).c.episode)),
            SuggestionDismissed.shown_again_at.is_(None),
        )
        .order_by(SuggestionDismissed.dismissed_at.desc(), SuggestionDismissed.id)
    )  # fmt: skip
    found: defaultdict[UUID, tuple[Dismissed, ...]] = defaultdict(tuple)
    for goal, key, version, kind, facts, sentence, because, at, by in turn.session.connection().execute(query):
        told = Dismissed(
            id=key,
            version=version,
            kind=SuggestionKind(kind),
            facts=facts,
            sentence=sentence,
            because=because,
            at=at,
            by=by,
        )
        found[goal] = (*found[goal], told)
    return found
