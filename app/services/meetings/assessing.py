"""The action by which a meeting has ongoing need assessed (MDT-3, MILE-2)."""

from uuid import UUID

from sqlalchemy import Select, select

from app.door.turn import Turn
from models.audit import AuditEntry
from models.meetings import Action, Decision, not_taken_back
from models.vocabulary.meetings import DecisionKind

TO_ASSESS = "Assess ongoing need"


def actions_to_assess(episode: UUID) -> Select[Action]:
    """Those about somebody's episode that are open, the first due first. Source: OPG 3.5, 3.6 (MDT-3, MILE-2).

    An action is one of them by the operation that made it, which decided so, and not by its words.
    """
    decided = (
        select(AuditEntry.operation_id)
        .join(Decision, Decision.id == AuditEntry.row_id)
        .where(Decision.episode_id == episode, Decision.kind == DecisionKind.ASSESS, AuditEntry.before.is_(None))
    )
    made = AuditEntry.__table__.alias("made")
    theirs = select(made.c.row_id).where(made.c.operation_id.in_(decided), made.c.before.is_(None))
    its = Action.episode_id == episode, Action.id.in_(theirs)
    return select(Action).where(*its, Action.done_at.is_(None), not_taken_back(Action)).order_by(Action.due, Action.id)


def finish_assessing(turn: Turn, episode: UUID) -> None:
    """Ongoing need is assessed, or no further action decided: nothing is left to do of them. (MDT-3, MILE-2)."""
    for action in turn.session.scalars(actions_to_assess(episode)):
        action.done_at, action.done_by_id, action.operation_id = turn.moment, turn.staff, turn.operation
