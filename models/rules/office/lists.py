"""Lines of the office's own lists: their order, and what is archived instead of deleted (REF-19)."""

from collections.abc import Sequence
from typing import TypeVar

from models.rules.decision import Lack
from models.rules.who import OFFICE

Line = TypeVar("Line")


def in_order(lines: Sequence[Line], moved: Line, to: int) -> list[Line]:
    """The lines with one of them at another place, the first is 1; a place beyond the end is the last."""
    rest = [each for each in lines if each is not moved]
    rest.insert(min(max(to, 1), len(lines)) - 1, moved)
    return rest


def archived_lacks(name: str, *, is_archived: bool) -> tuple[Lack, ...]:
    """What is archived is neither changed nor archived again: it is brought back first."""
    return (Lack("", f"“{name}” is archived: bring it back first.", OFFICE),) if is_archived else ()


def is_kept_lacks(name: str, *, is_archived: bool) -> tuple[Lack, ...]:
    """Only what is archived is brought back."""
    return () if is_archived else (Lack("", f"“{name}” isn't archived.", OFFICE),)


def last_line_lacks(lines: int) -> tuple[Lack, ...]:
    """A start is never without a checklist. Source: OPG 2.4 (REF-19)."""
    if lines > 1:
        return ()
    return (Lack("REF-19", "The start checklist keeps one line at least: add another first.", OFFICE),)
