"""The suggestions that were put aside and not shown again, of the goals of some runs of service: one statement."""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from uuid import UUID

from sqlalchemy import select

from app.door.turn import Turn
from models.among import among
from models.goals import Goal, SuggestionDismissed
from models.prepared import Prepared
from models.rules.goals.dismissals import Dismissed
from models.rules.goals.suggestions import SuggestionKind
from models.staff import Staff

_OFFICES_KEPT = 4


def dismissals_of(turn: Turn, episodes: Sequence[UUID]) -> defaultdict[UUID, tuple[Dismissed, ...]]:
    """By the goal, the newest first; of the goals of these episodes, which are all of some runs of service (INT-7)."""
    found: defaultdict[UUID, tuple[Dismissed, ...]] = defaultdict(tuple)
    asked = _asked(turn.office).tuples(turn.session.connection(), {"episodes": episodes})
    for goal, key, version, kind, facts, sentence, because, at, by in asked:
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


@lru_cache(maxsize=_OFFICES_KEPT)
def _asked(office: UUID) -> Prepared:
    query = (
        select(
            SuggestionDismissed.goal_id, SuggestionDismissed.id, SuggestionDismissed.version, SuggestionDismissed.kind,
            SuggestionDismissed.facts, SuggestionDismissed.sentence, SuggestionDismissed.because,
            SuggestionDismissed.dismissed_at, Staff.name,
        )
        .join(Goal, Goal.id == SuggestionDismissed.goal_id)
        .join(Staff, Staff.id == SuggestionDismissed.dismissed_by_id)
        .where(
            Goal.office_id == office,
            among(Goal.episode_id, "episodes"),
            SuggestionDismissed.shown_again_at.is_(None),
        )
        .order_by(SuggestionDismissed.dismissed_at.desc(), SuggestionDismissed.id)
    )  # fmt: skip
    return Prepared(query)
