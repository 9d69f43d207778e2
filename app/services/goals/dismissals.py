"""Putting a suggestion aside with a reason, and showing it again; it decides nothing (IPAD-4)."""

from uuid import UUID

from sqlalchemy import select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, load, look
from models.goals import Goal, SuggestionDismissed
from models.rules.goals.dismissals import dismissal_lacks, shown_again_lacks
from models.rules.goals.suggestions import SuggestionKind
from models.vocabulary.goals import GoalState


def dismiss_suggestion(
    turn: Turn, *, goal: UUID, kind: SuggestionKind, facts: str, sentence: str, because: str
) -> Changes:
    """Put a suggestion aside on the `facts` that it was made of, until they change; `sentence` is what was read.

    Put aside on the same facts by another desk meanwhile, it stays as that one said. Refused without a reason, and
    once the goal is closed. Source: OPG 3.5 (IPAD-4).
    """
    held = look(turn, Goal, goal, lock=True)
    refuse_if(dismissal_lacks(because, is_worked_on=held.state is GoalState.OPEN))
    there = select(SuggestionDismissed.id).where(
        SuggestionDismissed.office_id == turn.office,
        SuggestionDismissed.goal_id == goal,
        SuggestionDismissed.kind == kind.value,
        SuggestionDismissed.facts == facts.strip(),
        SuggestionDismissed.shown_again_at.is_(None),
    )
    if turn.session.scalar(there) is None:
        told = SuggestionDismissed(
            goal_id=goal,
            kind=kind.value,
            facts=facts.strip(),
            sentence=sentence.strip(),
            because=because.strip(),
            dismissed_at=turn.moment,
            dismissed_by_id=turn.staff,
        )
        add(turn, told)
    return changes(Topic.GOALS, person=held.person_id)


def show_suggestion_again(turn: Turn, *, dismissed: UUID, seen: int) -> Changes:
    """Bring a suggestion back that was put aside; who put it aside, when and why is kept. Source: OPG 3.5 (IPAD-4)."""
    held = load(turn, SuggestionDismissed, dismissed, seen=seen)
    refuse_if(shown_again_lacks(held.shown_again_at))
    held.shown_again_at = turn.moment
    return changes(Topic.GOALS, person=look(turn, Goal, held.goal_id).person_id)
