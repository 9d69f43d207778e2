"""What a reviewer may decide of records that passed the schedule: kept on, or disposal by two (RET-2, RET-3).

Nothing is deleted by it: the database refuses DELETE, and its sealed audit keeps what each record said.
"""

from dataclasses import dataclass
from datetime import date

from models.rules.decision import Lack
from models.rules.sentences import day_text
from models.rules.who import EDITORS, SERVICE_MANAGER, WHOEVER_TYPED
from models.vocabulary.retention import RetentionChoice, RetentionState
from models.vocabulary.staff import Role

# What whoever answers a request hears of such records; whoever destroys what was asked for commits an offence.
APPROVED_DISPOSAL = "Their disposal is approved: withdraw it, or see that nothing is destroyed before the answer."
_APPROVERS = frozenset({Role.DSO, Role.SERVICE_MANAGER})


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionFacts:
    """A decision that stands, and whether the records are held or asked for."""

    choice: RetentionChoice | None = None
    keep_until: date | None = None
    is_approved: bool = False
    is_held: bool = False
    is_asked_for: bool = False


def retention_state(facts: DecisionFacts, today: date) -> RetentionState:
    """How records stand: a hold goes before everything, then a request for them, also once a disposal is approved.

    What is kept is reviewed again on its day. Source: Data Protection Act 2018, section 173 (RET-1, RET-2, RET-3).
    """
    if facts.is_held:
        return RetentionState.HELD
    if facts.is_asked_for:
        return RetentionState.ASKED_FOR
    if facts.choice is RetentionChoice.DISPOSE:
        return RetentionState.APPROVED if facts.is_approved else RetentionState.PROPOSED
    if facts.keep_until is not None and facts.keep_until > today:
        return RetentionState.KEPT
    return RetentionState.TO_REVIEW


def keeping_lacks(keep_until: date, because: str, today: date, latest: date) -> tuple[Lack, ...]:
    """Records are kept on until a day to come, for a reason, and for one more schedule at most (RET-1).

    `latest` is when a schedule from today is over. Source: UK GDPR, article 5(1)(e).
    """
    lacks = []
    if keep_until <= today:
        lacks.append(Lack("RET-1", "Keep them until a day that lies ahead.", WHOEVER_TYPED, "keep_until"))
    elif keep_until > latest:
        sentence = (
            f"They are looked at again by {day_text(latest)}, one schedule from today: keep them until then at most."
        )
        lacks.append(Lack("RET-1", sentence, WHOEVER_TYPED, "keep_until"))
    if not because.strip():
        lacks.append(Lack("RET-1", "Say what the records are still needed for.", WHOEVER_TYPED, "because"))
    return tuple(lacks)


def disposal_lacks(facts: DecisionFacts, because: str) -> tuple[Lack, ...]:
    """A disposal is proposed for a reason, of nobody whose records are held or asked for (RET-2, RET-3).

    Source: UK GDPR, articles 5(1)(e) and 15.
    """
    lacks = list(_stopped_lacks(facts))
    if not because.strip():
        lacks.append(Lack("RET-3", "Say why nothing of it is needed any more.", WHOEVER_TYPED, "because"))
    return tuple(lacks)


def approval_lacks(facts: DecisionFacts, because: str, seat: Role, *, is_own: bool) -> tuple[Lack, ...]:
    """Somebody else than who proposed it approves a disposal: a DSO or the service manager (RET-2, RET-3).

    Source: NHS Records Management Code of Practice 2021.
    """
    if facts.choice is not RetentionChoice.DISPOSE or facts.is_approved:
        return (Lack("RET-3", "There is no disposal to approve here.", EDITORS),)
    lacks = list(_stopped_lacks(facts))
    if seat not in _APPROVERS:
        lacks.append(Lack("RET-3", "A disposal is approved by a DSO or the service manager.", SERVICE_MANAGER))
    elif is_own:
        lacks.append(Lack("RET-3", "You proposed this disposal: somebody else approves it.", SERVICE_MANAGER))
    if not because.strip():
        lacks.append(Lack("RET-3", "Say what you looked at before you approve it.", WHOEVER_TYPED, "because"))
    return tuple(lacks)


def withdrawing_lacks(withdrawn_on: date | None, because: str) -> tuple[Lack, ...]:
    """A decision that stands is withdrawn for a reason, once. Good practice (RET-3)."""
    if withdrawn_on is not None:
        return (Lack("RET-3", f"This decision was withdrawn on {day_text(withdrawn_on)}.", WHOEVER_TYPED),)
    return (
        () if because.strip() else (Lack("RET-3", "Say why the decision no longer stands.", WHOEVER_TYPED, "because"),)
    )


def _stopped_lacks(facts: DecisionFacts) -> tuple[Lack, ...]:
    lacks = []
    if facts.is_held:
        lacks.append(Lack("RET-2", "These records are under a legal hold: lift it first.", EDITORS))
    if facts.is_asked_for:
        sentence = "Somebody has asked for these records: answer the subject access request first."
        lacks.append(Lack("RET-3", sentence, SERVICE_MANAGER))
    return tuple(lacks)
