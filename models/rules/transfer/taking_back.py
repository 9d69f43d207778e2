"""A hand-over made in error is taken back: while interim is open, unsigned, and for a reason (INT-9)."""

from dataclasses import dataclass
from datetime import datetime

from models.rules.decision import Lack
from models.rules.sentences import day_text
from models.rules.who import DSO, NOBODY, STS_DSO
from models.values import london_day
from models.vocabulary.transfer import TransferStepKind

_Step = TransferStepKind
# What was done for this move; the conditions are facts about the person and stay as they are.
DONE_FOR_THE_MOVE = frozenset(
    {
        *(_Step.CAPACITY_SPOKEN, _Step.SCHEDULING_TOLD, _Step.PSP_SENT, _Step.END_DATE_REQUEST, _Step.STS_PSP_FINISHED),
        *(_Step.INTERIM_PO, _Step.TRANSFER_ACCEPTED, _Step.INTERIM_PSP),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakingBackFacts:
    """How a move stands that may have been a mistake: `signed_at` is of an agreement in its interim support."""

    has_moved: bool = False
    interim_ended_at: datetime | None = None
    signed_at: datetime | None = None


def taking_back_lacks(facts: TakingBackFacts) -> tuple[Lack, ...]:
    """Only an open, unsigned interim support is taken back; what is in the way. Source: good practice; MG (INT-9)."""
    if not facts.has_moved:
        sentence = "Nobody was handed over here: there is nothing to take back."
        return (Lack("INT-9", sentence, NOBODY),)
    if facts.interim_ended_at is not None:
        ended = day_text(london_day(facts.interim_ended_at))
        sentence = (
            f"The interim support ended on {ended}, so the hand-over stands. If the end was a mistake, reopen it."
        )
        return (Lack("INT-9", sentence, DSO),)
    if facts.signed_at is not None:
        signed = day_text(london_day(facts.signed_at))
        sentence = (
            f"An agreement for this interim support was signed on {signed}, so the hand-over stands: "
            "end the interim support where it was wrong."
        )
        return (Lack("INT-9", sentence, DSO),)
    return ()


def taking_back_reason_lacks(because: str) -> tuple[Lack, ...]:
    """It is said why the hand-over was a mistake. Source: good practice (INT-9)."""
    if because.strip():
        return ()
    return (Lack("INT-9", "Say why the hand-over was a mistake.", STS_DSO, "because"),)
