"""What a meeting takes back of what it decided or assigned, while it goes on, and what may rest on it (MDT-3).

Afterwards each thing is changed where it stands, with its own rules.
"""

from dataclasses import dataclass
from datetime import date, datetime

from models.rules.decision import Lack
from models.rules.sentences import day_text
from models.rules.who import DSO, MDT, NOBODY
from models.vocabulary.meetings import DecisionKind, MeetingKind


@dataclass(frozen=True, slots=True, kw_only=True)
class RestingFacts:
    """What may rest on a decision by now.

    `planned_from` is the day of a plan's version that was made for it, `was_redated` that its milestone, its transfer
    or the end it expects isn't as it left them; `asked`, `expected_on` (announced ahead, END-9) and `moved` are of the
    hand-over (INT-1), `ended` of the support it is about, `end_expected_on` of an end announced elsewhere since. What
    the meeting itself did because of it rests on nothing: the end and the version to come that it made go with it.
    `is_closing` is that somebody has closed some of the package since it ended the support.
    """

    kind: DecisionKind
    planned_from: date | None = None
    was_redated: bool = False
    asked: bool = False
    expected_on: date | None = None
    moved: bool = False
    ended: bool = False
    end_expected_on: date | None = None
    is_closing: bool = False


def taking_back_lacks(
    kind: MeetingKind, finished_at: datetime | None, because: str, taken_back_at: datetime | None
) -> tuple[Lack, ...]:
    """Only in the meeting itself, once, and with a reason. Source: OPG 3.5; good practice (MDT-3)."""
    if finished_at is not None:
        sentence = f"This {kind.label} is finished: what it decided is changed where it stands."
        return (Lack("MDT-3", sentence, f"{MDT}, in the next meeting"),)
    if taken_back_at is not None:
        return (Lack("MDT-3", "It is taken back already.", NOBODY),)
    return () if because.strip() else (Lack("MDT-3", "Say why the meeting takes it back.", MDT, "because"),)


def resting_lacks(name: str, facts: RestingFacts) -> tuple[Lack, ...]:
    """Nothing is taken back under what was done since because of it.

    Source: OPG 3.1, 5.2, 6.1 (MDT-3, PSP-2, INT-1, END-7, END-9).
    """
    if facts.planned_from is not None:
        day = day_text(facts.planned_from)
        sentence = f"{name}'s plan from {day} rests on it: take that version back first, or plan anew."
        return (Lack("PSP-2", sentence, DSO, "plans.versions"),)
    if facts.moved:
        return (Lack("INT-1", f"{name} has moved to interim support since: take the hand-over back first.", DSO),)
    if facts.ended:
        or_else = ", or correct the milestone where it stands" if facts.kind in _MILESTONES else ""
        return (Lack("END-7", f"{name}'s support has ended since: reopen it first{or_else}.", DSO),)
    if facts.is_closing:
        sentence = f"What closes {name}'s package is recorded already since the end: reopen the support in Closure."
        return (Lack("END-7", sentence, DSO),)
    if facts.end_expected_on is not None:
        day = day_text(facts.end_expected_on)
        sentence = f"{name}'s support ends on {day}, as was announced in Closure since: take that back there first."
        return (Lack("END-9", sentence, DSO),)
    if facts.expected_on is not None:
        day = day_text(facts.expected_on)
        sentence = f"{name}'s move on {day} is announced to Scheduling: take that back first."
        return (Lack("END-9", sentence, DSO),)
    if facts.asked:
        sentence = f"The hand-over of {name} has been asked for since: open that step of the checklist again first."
        return (Lack("INT-1", sentence, DSO, "transfer.checklist.sts_dso"),)
    if facts.was_redated:
        where = _WHERE.get(facts.kind, "where it stands")
        return (Lack("MDT-3", f"Somebody has said it anew since, so it stands: correct it {where}.", DSO),)
    return ()


def acted_lacks(done_at: datetime | None) -> tuple[Lack, ...]:
    """An action that is done was needed. Source: OPG 3.5 (MDT-3)."""
    if done_at is None:
        return ()
    return (Lack("MDT-3", "It is done already: open it again first, if it was marked by mistake.", MDT),)


def standing_lacks(*, is_taken_back: bool) -> tuple[Lack, ...]:
    """What was taken back is neither done, opened again nor planned. Source: OPG 3.5 (MDT-3)."""
    sentence = "The meeting took this back: decide or assign it anew, if it is meant after all."
    return (Lack("MDT-3", sentence, MDT),) if is_taken_back else ()


_MILESTONES = frozenset({DecisionKind.MAXIMUM_INDEPENDENCE, DecisionKind.NFA})
_WHERE = {
    DecisionKind.MAXIMUM_INDEPENDENCE: "under the milestones",
    DecisionKind.NFA: "under the milestones",
    DecisionKind.TRANSFER: "among the conditions of the transfer",
    DecisionKind.END: "in Closure",
}
