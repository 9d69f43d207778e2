"""The interim DSO's answer to a hand-over: accepted before its moment, or returned with a reason (INT-9)."""

from dataclasses import dataclass
from datetime import datetime

from models.rules.clocks import is_past
from models.rules.decision import Lack, Prompt
from models.rules.sentences import moment_text
from models.rules.who import INTERIM_DSO, NOBODY, STS_DSO
from models.vocabulary.today import DeedOf
from models.vocabulary.transfer import TransferRoute, TransferStepKind

_Step = TransferStepKind
ASKED_ANEW = frozenset({_Step.CAPACITY_SPOKEN, _Step.PSP_SENT, _Step.TRANSFER_ACCEPTED})  # after a return


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFacts:
    """What was asked of whom, and the last answer: `asked_at` is when the PSP was sent, `returned` why it came back."""

    route: TransferRoute | None = None
    asked_at: datetime | None = None
    accepted_at: datetime | None = None
    interim_dso: str = ""
    team: str = ""
    returned_at: datetime | None = None
    returned_by: str = ""
    returned: str = ""
    has_moved: bool = False

    @property
    def is_asked(self) -> bool:
        """Whether the interim DSO has been asked and hasn't answered."""
        return self.asked_at is not None and self.accepted_at is None and not self.is_moot

    @property
    def is_returned(self) -> bool:
        """Whether it came back and hasn't been asked again since."""
        return self.returned_at is not None and self.asked_at is None and not self.is_moot

    @property
    def is_moot(self) -> bool:
        """Whether there is nothing to answer: the person has moved, or stays with STS."""
        return self.has_moved or self.route is not TransferRoute.INTERIM_TEAM


def said_lacks(at: datetime, moment: datetime) -> tuple[Lack, ...]:
    """The answer is recorded when it has been given. Source: MG (INT-9)."""
    if not is_past(moment, at):
        return ()
    return (Lack("INT-9", "The answer lies in the future: record it when it has been given.", INTERIM_DSO, "at"),)


def accepted_before_lacks(accepted_at: datetime | None, at: datetime) -> tuple[Lack, ...]:
    """The hand-over is accepted before its moment, or at it. Source: MG (INT-9)."""
    if accepted_at is None or not is_past(at, accepted_at):
        return ()
    sentence = f"The interim DSO accepted on {moment_text(accepted_at)}: the move can't be before that."
    return (Lack("INT-9", sentence, INTERIM_DSO, "at"),)


def return_lacks(because: str, *, is_asked: bool, has_moved: bool) -> tuple[Lack, ...]:
    """What was asked of the interim DSO is returned with a reason, before the person has moved. Source: MG (INT-9)."""
    if has_moved:
        sentence = "The person has moved already: take the hand-over back instead."
        return (Lack("INT-9", sentence, STS_DSO),)
    if not is_asked:
        sentence = "Nothing is asked of the interim DSO: the PSP hasn't been sent, or has been returned already."
        return (Lack("INT-9", sentence, NOBODY),)
    if because.strip():
        return ()
    return (Lack("INT-9", "Say why the hand-over is returned.", INTERIM_DSO, "because"),)


def answer_prompts(name: str, facts: AnswerFacts) -> tuple[Prompt, ...]:
    """Asked and not answered, for the interim DSO; returned and not asked again, for the STS DSO.

    Source: MG (INT-9).
    """
    if facts.is_asked and facts.asked_at is not None:
        whom = " ".join(filter(None, (facts.interim_dso, f"of {facts.team}" if facts.team else "")))
        sentence = f"{name}'s hand-over is asked of {whom or 'the interim DSO'}: accept it, or return it with a reason."
        return (Prompt("INT-9", sentence, facts.asked_at, None, "transfer.accepted", DeedOf.INTERIM_DSO),)
    if facts.is_returned and facts.returned_at is not None:
        sentence = (
            f"{name}'s hand-over was returned by {facts.returned_by}: “{facts.returned}”. Ask again, or give it up."
        )
        return (Prompt("INT-9", sentence, facts.returned_at, None, "transfer.checklist.sts_dso", DeedOf.STS_DSO),)
    return ()
