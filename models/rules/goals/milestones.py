"""The milestones of an episode: their order in time, and when an assessment is asked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from models.rules.clocks import is_past
from models.rules.decision import Lack
from models.rules.sentences import day_text
from models.rules.who import DSO
from models.values import london_day
from models.vocabulary.episodes import MilestoneKind

_ORDER = tuple(MilestoneKind)
_OF_THE_EPISODE = {MilestoneKind.START, MilestoneKind.END}
_WHO = "whoever records the milestone"


@dataclass(frozen=True, slots=True)
class MilestoneFacts:
    """A milestone that was reached, and when."""

    kind: MilestoneKind
    at: datetime


def order_lacks(present: Iterable[MilestoneFacts]) -> tuple[Lack, ...]:
    """Name each neighbour that would lie before what it follows; any may be missing.

    Compared by their days in the office, as the guidance dates them; two on one day are in order.

    Source: OPG 3.4 (MILE-1).
    """
    ordered = sorted(present, key=lambda each: _ORDER.index(each.kind))
    return tuple(
        _out_of_order(earlier, later)
        for earlier, later in pairwise(ordered)
        if london_day(later.at) < london_day(earlier.at)
    )


def kind_lacks(kind: MilestoneKind) -> tuple[Lack, ...]:
    """Start and end come with the episode's own, the assessment with its decision: neither is dated alone.

    Source: OPG 3.4 (MILE-1).
    """
    if kind in _OF_THE_EPISODE:
        return (Lack("MILE-1", f"“{kind.label}” is dated by the episode itself: correct it there.", DSO),)
    if kind is MilestoneKind.ASSESSED:
        return (
            Lack(
                "MILE-1", "Say what the assessment decided, and who assessed.", "the SW, CCW or coordinator", "decision"
            ),
        )
    return ()


def future_lacks(kind: MilestoneKind, at: datetime, moment: datetime) -> tuple[Lack, ...]:
    """A milestone is reached before it is dated. Source: OPG 3.4 (MILE-1)."""
    if not is_past(moment, at):
        return ()
    return (Lack("MILE-1", f"“{kind.label}” can't be dated in the future: correct the date.", _WHO, "milestone_at"),)


def assessor_lacks(assessed_by: str) -> tuple[Lack, ...]:
    """An assessment says whose it is. Source: OPG 3.6 (MILE-2)."""
    if assessed_by.strip():
        return ()
    return (Lack("MILE-2", "Say who assessed: the SW, the CCW or the case coordinator.", _WHO, "assessed_by"),)


def is_assessment_due(present: Iterable[MilestoneFacts]) -> bool:
    """Maximum independence is reached, and neither assessment nor NFA is dated. Source: OPG 3.6 (MILE-2)."""
    kinds = {each.kind for each in present}
    return MilestoneKind.MAXIMUM_INDEPENDENCE in kinds and MilestoneKind.ASSESSED not in kinds


def _out_of_order(earlier: MilestoneFacts, later: MilestoneFacts) -> Lack:
    first, second = (day_text(london_day(each.at)) for each in (earlier, later))
    sentence = (
        f"“{later.kind.label}” on {second} can't be before “{earlier.kind.label}” on {first}: "
        "correct whichever date is wrong."
    )
    return Lack("MILE-1", sentence, _WHO)
