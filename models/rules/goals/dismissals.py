"""Suggestions that somebody has put aside with a reason: they stay away until the facts change (IPAD-4).

What a suggestion was made of is kept beside it. The same facts don't bring it back; others do, at once. Nothing is
decided by it: the ratings stay, and with them whatever else they suggest.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from models.rules.decision import Lack
from models.rules.goals.suggestions import Suggestion, SuggestionKind
from models.rules.who import MDT, WHOEVER_TYPED


@dataclass(frozen=True, slots=True, kw_only=True)
class Dismissed:
    """A suggestion put aside: made of these `facts`, by whom, when, why; `version` is what a deed calls `seen`."""

    id: UUID
    version: int
    kind: SuggestionKind
    facts: str
    sentence: str
    because: str
    at: datetime
    by: str


def still_said(found: Iterable[Suggestion], dismissed: Iterable[Dismissed]) -> tuple[Suggestion, ...]:
    """What is suggested and wasn't put aside on these facts. Source: good practice on OPG 3.5 (IPAD-4)."""
    aside = {(each.kind, each.facts) for each in dismissed}
    return tuple([each for each in found if (each.kind, each.facts) not in aside])


def put_aside(found: Iterable[Suggestion], dismissed: Iterable[Dismissed]) -> tuple[Dismissed, ...]:
    """What would be suggested and was put aside on these facts. Source: good practice on OPG 3.5 (IPAD-4)."""
    made = {(each.kind, each.facts) for each in found}
    return tuple([each for each in dismissed if (each.kind, each.facts) in made])


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
