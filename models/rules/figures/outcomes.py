"""Figures about what became of goals, by the day on which the support ended."""

from collections.abc import Iterable
from typing import NamedTuple

from models.rules.figures.figure import Figure, none_in_period, share_row, share_text
from models.rules.sentences import counted
from models.vocabulary.goals import GoalState

_OPEN = "Still open at the end"


class GoalCount(NamedTuple):
    """How many goals of support that ended stand so; a draft lacks any of the five parts (GOAL-3).

    `is_before` where that support ended before the period that is asked for.
    """

    state: GoalState
    complete: int
    drafts: int
    is_before: bool = False


def goal_outcomes(counts: Iterable[GoalCount]) -> Figure:
    """What became of the complete goals of support that ended. Source: OPG 3.3; CASE (FIG-1, GOAL-3)."""
    number, drafts = dict.fromkeys(GoalState, 0), 0
    for each in counts:
        number[each.state] += each.complete
        drafts += each.drafts
    whole = sum(number.values())
    order = (*(each for each in GoalState if each is not GoalState.OPEN), GoalState.OPEN)
    rows = tuple(share_row(_OPEN if state is GoalState.OPEN else state.label, number[state], whole) for state in order)
    said = [f"{share_text(number[GoalState.ACHIEVED], whole)} goals were achieved."] if whole else []
    if drafts:
        said.append(f"{counted(drafts, 'draft')} that lacked a part {'is' if drafts == 1 else 'are'} left out.")
    return Figure(
        "What became of goals",
        " ".join(said) or none_in_period("goal of support that ended"),
        "goals",
        rows,
        "The goals of people whose support ended on these days, those of interim support after the short-term stay "
        "included, as they stood at the end. Only goals with all five parts count; drafts are left out and said.",
        "OPG 3.3; CASE",
    )
