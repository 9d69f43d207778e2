"""Suggestions that somebody has put aside with a reason: they stay away until the facts change (IPAD-4).

What a suggestion was made of is kept beside it. The same facts don't bring it back; others do, at once, and so do the
same ones once they had gone. Nothing is decided by it: the ratings stay, and with them whatever else they suggest.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from models.policy import PolicySettings
from models.rules.decision import Lack
from models.rules.goals.suggestions import GoalHistory, Suggestion, SuggestionKind, suggested
from models.rules.who import MDT, WHOEVER_TYPED
from models.values import london_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Dismissed:
    """A suggestion put aside: made of these `facts`, by whom, when, why; `version` is what a deed calls `seen`.

    `sentence` is what was read then; of what is put aside now, what would be read now.
    """

    id: UUID
    version: int
    kind: SuggestionKind
    facts: str
    sentence: str
    because: str
    at: datetime
    by: str


def still_said(found: Iterable[Suggestion], aside: Iterable[Dismissed]) -> tuple[Suggestion, ...]:
    """What is suggested and isn't put aside on these facts. Source: good practice on OPG 3.5 (IPAD-4)."""
    unsaid = {(each.kind, each.facts) for each in aside}
    return tuple([each for each in found if (each.kind, each.facts) not in unsaid])


def put_aside(
    found: Iterable[Suggestion],
    dismissed: Iterable[Dismissed],
    history: GoalHistory,
    day: date,
    policy: PolicySettings,
) -> tuple[Dismissed, ...]:
    """Of what is suggested of the day, what was put aside on these facts, which have held ever since; as is said now.

    That no rating comes is asked about again after as many days as at first: the facts of a silence never change.

    Source: good practice on OPG 3.5 (IPAD-4).
    """
    made = {(each.kind, each.facts): each.sentence for each in found}
    same = [each for each in dismissed if (each.kind, each.facts) in made]
    return tuple(
        [
            replace(each, sentence=made[each.kind, each.facts])
            for each in same
            if not _is_asked_again(each, day, policy) and _has_held(each, history, day, policy)
        ]
    )


def _is_asked_again(each: Dismissed, day: date, policy: PolicySettings) -> bool:
    return each.kind is SuggestionKind.NOT_RECORDED and day - london_day(each.at) >= policy.not_recorded_for


def _has_held(each: Dismissed, history: GoalHistory, day: date, policy: PolicySettings) -> bool:
    """Whether it would have been suggested on every day since it was put aside, by all that is known now."""
    since = london_day(each.at)
    between = (since + timedelta(days=number) for number in range((day - since).days))
    return all(any(said.facts == each.facts for said in suggested(each.kind, history, on, policy)) for on in between)


def dismissal_lacks(because: str, *, is_worked_on: bool) -> tuple[Lack, ...]:
    """A suggestion is put aside for a reason, while its goal is worked on. Source: OPG 3.5 (IPAD-4)."""
    if not is_worked_on:
        return (Lack("IPAD-4", "This goal is closed: nothing is suggested about it any more.", MDT),)
    if not because.strip():
        return (Lack("IPAD-4", "Say why this suggestion is put aside.", WHOEVER_TYPED, "because"),)
    return ()


def shown_again_lacks(shown_again_at: datetime | None) -> tuple[Lack, ...]:
    """A suggestion is brought back once. Source: OPG 3.5 (IPAD-4)."""
    if shown_again_at is None:
        return ()
    return (Lack("IPAD-4", "This suggestion is shown again already.", MDT),)
