"""Putting a suggestion aside with a reason, and showing it again; it decides nothing (IPAD-4)."""

from uuid import UUID

from sqlalchemy import select

from app.door.changes import Changes, Topic, changes
from app.door.errors import ChangedMeanwhile, refuse_if
from app.door.turn import Turn
from app.services.deed import add, load, look
from models.goals import Goal, SuggestionDismissed
from models.rules.goals.dismissals import dismissal_lacks, shown_again_lacks
from models.rules.goals.suggestions import SuggestionKind
from models.rules.sentences import moment_text
from models.staff import Staff
from models.values import start_of_day
from models.vocabulary.goals import GoalState


def dismiss_suggestion(
    turn: Turn, *, goal: UUID, kind: SuggestionKind, facts: str, sentence: str, because: str
) -> Changes:
    """Put a suggestion aside on the `facts` that it was made of, until they change; `sentence` is what was read.

    Refused without a reason, once the goal is closed, and where another desk has put it aside on these facts today:
    what it said stands. What was put aside on an earlier day has ended where the suggestion is made again.
    Source: OPG 3.5 (IPAD-4).
    """
    held = look(turn, Goal, goal, lock=True)
    refuse_if(dismissal_lacks(because, is_worked_on=held.state is GoalState.OPEN))
    there = (
        select(SuggestionDismissed.dismissed_at, SuggestionDismissed.because, Staff.name)
        .join(Staff, Staff.id == SuggestionDismissed.dismissed_by_id)
        .where(
            SuggestionDismissed.office_id == turn.office,
            SuggestionDismissed.goal_id == goal,
            SuggestionDismissed.kind == kind.value,
            SuggestionDismissed.facts == facts.strip(),
            SuggestionDismissed.shown_again_at.is_(None),
            SuggestionDismissed.dismissed_at >= start_of_day(turn.day),
        )
    )
    for at, first, by in turn.session.execute(there):
        raise ChangedMeanwhile(last=f"{by} put it aside, {moment_text(at)}, because “{first}”")
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
