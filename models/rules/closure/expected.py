"""What is recorded ahead of its day: an end, a return or a move. Nothing happens by itself (END-9).

Somebody confirms it by the deed itself, with its own gates: the end, the return, the hand-over. Until then the support
goes on and its hours stay in use.
"""

from dataclasses import dataclass
from datetime import date, datetime

from models.policy import PolicySettings
from models.rules.clocks import end_of_day, is_past, whole_days
from models.rules.decision import Lack, Prompt
from models.rules.sentences import day_text
from models.rules.who import DSO, NOBODY
from models.values import london_day, start_of_day
from models.vocabulary.closure import EndReason, ExpectedKind

_WHAT = {
    ExpectedKind.END: "support ends",
    ExpectedKind.RETURN: "back in service",
    ExpectedKind.HAND_OVER: "moves to interim support",
}
_FIELDS = {
    ExpectedKind.END: "closure.confirm_end",
    ExpectedKind.RETURN: "closure.come_back",
    ExpectedKind.HAND_OVER: "transfer.hand_over",
}


@dataclass(frozen=True, slots=True)
class ExpectedFacts:
    """Something that is expected: what, when, and for which reason an end."""

    kind: ExpectedKind
    expected_at: datetime
    reason: EndReason | None = None

    @property
    def ends_episode(self) -> bool:
        """Whether the team's hours would be free: somebody who comes back frees none."""
        return self.kind is not ExpectedKind.RETURN

    @property
    def day(self) -> date:
        """The office's day on which it is to be confirmed."""
        return london_day(self.expected_at)


def is_ahead(at: datetime, moment: datetime) -> bool:
    """Whether something is recorded ahead: this very moment isn't. Source: good practice (END-9)."""
    return is_past(moment, at)


def announcing_lacks(
    facts: ExpectedFacts,
    moment: datetime,
    policy: PolicySettings,
    *,
    known: ExpectedFacts | None = None,
    is_death_known: bool = False,
    day_is_meant: bool = False,
) -> tuple[Lack, ...]:
    """One of a kind is expected at a time, of the living, and more than six weeks ahead only where that is meant.

    `known` is what is expected already of this kind. The first that fails is named. Source: good practice (END-9).
    """
    if facts.reason is EndReason.DIED or is_death_known:
        return (Lack("END-9", "Nothing is recorded ahead for a death: end the support as it ended.", DSO, "at"),)
    if known is not None:
        sentence = f"{_first_up(expected_text(known))} is expected already: move that, or take it back."
        return (Lack("END-9", sentence, DSO, "at"),)
    return day_ahead_lacks(facts.expected_at, moment, policy, day_is_meant=day_is_meant)


def day_ahead_lacks(
    at: datetime, moment: datetime, policy: PolicySettings, *, day_is_meant: bool = False
) -> tuple[Lack, ...]:
    """A day ahead lies ahead, and at most six weeks (setting) without asking. Source: good practice (END-9)."""
    if not is_ahead(at, moment):
        return (Lack("END-9", "This moment has come: confirm what happened then.", DSO, "at"),)
    day = london_day(at)
    if day_is_meant or whole_days(london_day(moment), day) <= policy.dated_ahead_up_to.days:
        return ()
    sentence = f"{day_text(day)} is far ahead: correct the day, or say that it is meant."
    return (Lack("END-9", sentence, DSO, "day_is_meant"),)


def still_expected_lacks(*, is_settled: bool) -> tuple[Lack, ...]:
    """What was confirmed or taken back isn't expected any more. Source: good practice (END-9)."""
    return (Lack("END-9", "This was confirmed or taken back already.", NOBODY),) if is_settled else ()


def why_not_as_expected_lacks(because: str) -> tuple[Lack, ...]:
    """What is moved or taken back says why, for Scheduling has booked by it. Source: good practice (END-9)."""
    if because.strip():
        return ()
    return (Lack("END-9", "Say why: Scheduling reads it beside what is retracted.", DSO, "because"),)


def expected_prompts(name: str, facts: ExpectedFacts) -> tuple[Prompt, ...]:
    """On its day somebody confirms it, moves it or takes it back; overdue the next morning. Good practice (END-9)."""
    asked = {
        ExpectedKind.END: f"{name}'s support was to end on {day_text(facts.day)}{_why(facts)}: did it?",
        ExpectedKind.RETURN: f"{name} was to be back in service on {day_text(facts.day)}: are they?",
        ExpectedKind.HAND_OVER: f"{name} was to move to interim support on {day_text(facts.day)}: did they?",
    }
    sentence = f"{asked[facts.kind]} Confirm it, move it or take it back."
    return (Prompt("END-9", sentence, start_of_day(facts.day), end_of_day(facts.day), _FIELDS[facts.kind]),)


def expected_text(facts: ExpectedFacts) -> str:
    """What is expected, short: "support ends 30 Nov 2026 (PVI provision found)". Source: good practice (END-9)."""
    return f"{_WHAT[facts.kind]} {day_text(facts.day)}{_why(facts)}"


def expected_line(facts: ExpectedFacts) -> str:
    """The same as a line of its own: "Expected: support ends 30 Nov 2026 (PVI provision found)". (END-9)."""
    return f"Expected: {expected_text(facts)}"


def told_ahead(what: str) -> str:
    """What Scheduling reads of something that isn't confirmed yet. Source: good practice (END-9)."""
    return f"Expected, to be confirmed on the day: {what}"


def told_confirmed(what: str, *, was_expected: bool) -> str:
    """What Scheduling reads of something that has happened, which it may have heard of ahead. (END-9)."""
    return f"Confirmed: {what}" if was_expected else what


def _why(facts: ExpectedFacts) -> str:
    return f" ({facts.reason.label})" if facts.reason is not None else ""


def _first_up(text: str) -> str:
    return text[0].upper() + text[1:]
