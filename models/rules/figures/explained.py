"""The figure of what was discussed with those who started: what a service has to show by NICE QS173."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from models.rules.figures.figure import Figure, none_in_period, share_row, share_text
from models.vocabulary.episodes import ExplainedKind


class ExplainedCount(NamedTuple):
    """With how many of those who started it was recorded; `what` is none for all who did.

    `is_before` where they started before the period that is asked for.
    """

    what: ExplainedKind | None
    number: int
    is_before: bool = False


def explained(counts: Iterable[ExplainedCount]) -> Figure:
    """Of those who started, with whom each was recorded, by now. Source: NICE QS173 (FIG-1)."""
    number: Counter[ExplainedKind | None] = Counter()
    for each in counts:
        number[each.what] += each.number
    whole = number[None]
    scope, goals = number[ExplainedKind.SCOPE], number[ExplainedKind.GOALS]
    said = (
        f"What the service will and won't do was discussed with {share_text(scope, whole)} of those who started, "
        f"goals were agreed and shared with {share_text(goals, whole)}."
    )
    return Figure(
        "Discussed and agreed",
        said if whole else none_in_period("start"),
        "people",
        tuple(share_row(each.label, number[each], whole) for each in ExplainedKind),
        "Short-term support that started on these days: whether it is recorded by now, with whom and on which day, in "
        "it or in the interim support that followed. What was taken back doesn't count; who isn't in it may have "
        "been told and not recorded.",
        "NICE QS173",
    )
