"""The checklist before the first visit, as the office edits it (REF-19).

It is one list for everybody who hasn't started: a line that comes is asked of them too, one that is archived is asked
of nobody any more, and what was ticked stays ticked as it was read.
"""

from uuid import UUID

from sqlalchemy import exists, select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, load, take
from app.services.office.placing import put_at
from app.services.staff_of_day import seat_role
from models.referrals import StartCheck
from models.rules.office.editors import office_editor_lacks
from models.rules.office.lists import archived_lacks, is_kept_lacks, last_line_lacks
from models.rules.office.naming import name_lacks
from models.settings import StartCheckItem
from models.values import fold

_WHAT = "line"


def add_check(turn: Turn, *, item: str) -> Changes:
    """Add a line at the end; one of these words that was archived comes back. (REF-19)."""
    _refuse_others(turn)
    lines = _lines(turn)
    refuse_if(name_lacks(_WHAT, item, _words(lines)))
    made = _put(turn, lines, item.strip(), max([each.position for each in lines], default=-1) + 1)
    return changes(Topic.SETTINGS, Topic.REFERRALS, made=made.id)


def reword_check(turn: Turn, *, check: UUID, seen: int, item: str) -> Changes:
    """Say a line in other words. One that somebody has ticked is archived, for that is what they read. (REF-19).

    The new words stand in its place, and are asked of everybody who hasn't started.
    """
    _refuse_others(turn)
    held = load(turn, StartCheckItem, check, seen=seen)
    lines = _lines(turn)
    refuse_if(archived_lacks(held.item, is_archived=held.archived_at is not None))
    refuse_if(name_lacks(_WHAT, item, _words([each for each in lines if each.id != check])))
    if held.item == item.strip():
        return changes(Topic.SETTINGS, Topic.REFERRALS)
    if not _is_ticked(turn, held.item) and not any(each.item == item.strip() for each in lines):
        held.item = item.strip()
        return changes(Topic.SETTINGS, Topic.REFERRALS)
    held.archived_at = turn.moment
    _put(turn, lines, item.strip(), held.position)
    return changes(Topic.SETTINGS, Topic.REFERRALS)


def move_check(turn: Turn, *, check: UUID, seen: int, to: int) -> Changes:
    """Put a line at this place of the list, the first is 1; the others make room."""
    _refuse_others(turn)
    held = load(turn, StartCheckItem, check, seen=seen)
    refuse_if(archived_lacks(held.item, is_archived=held.archived_at is not None))
    lines = [each for each in _lines(turn) if each.archived_at is None]
    put_at(turn, lines, held, to)
    return changes(Topic.SETTINGS, Topic.REFERRALS)


def archive_check(turn: Turn, *, check: UUID, seen: int) -> Changes:
    """Ask this of nobody any more; who ticked it, and when, stays on record. The last line stays. (REF-19)."""
    _refuse_others(turn)
    held = load(turn, StartCheckItem, check, seen=seen)
    refuse_if(archived_lacks(held.item, is_archived=held.archived_at is not None))
    refuse_if(last_line_lacks(sum(each.archived_at is None for each in _lines(turn))))
    held.archived_at = turn.moment
    return changes(Topic.SETTINGS, Topic.REFERRALS)


def restore_check(turn: Turn, *, check: UUID, seen: int) -> Changes:
    """Ask a line again that was archived, at the end of the list."""
    _refuse_others(turn)
    held = load(turn, StartCheckItem, check, seen=seen)
    lines = _lines(turn)
    refuse_if(is_kept_lacks(held.item, is_archived=held.archived_at is not None))
    refuse_if(name_lacks(_WHAT, held.item, _words(lines)))
    held.archived_at, held.position = None, max(each.position for each in lines) + 1
    return changes(Topic.SETTINGS, Topic.REFERRALS)


def _refuse_others(turn: Turn) -> None:
    refuse_if(office_editor_lacks(seat_role(turn)))


def _lines(turn: Turn) -> list[StartCheckItem]:
    query = select(StartCheckItem).where(StartCheckItem.office_id == turn.office)
    return list(turn.session.scalars(query.order_by(StartCheckItem.position, StartCheckItem.id)))


def _words(lines: list[StartCheckItem]) -> list[str]:
    return [each.item for each in lines if each.archived_at is None]


def _is_ticked(turn: Turn, item: str) -> bool:
    query = exists().where(StartCheck.office_id == turn.office, StartCheck.item == item)
    return bool(turn.session.scalar(select(query)))


def _put(turn: Turn, lines: list[StartCheckItem], item: str, position: int) -> StartCheckItem:
    """A new line, or the archived one of these words, at a place."""
    known = next((each for each in lines if fold(each.item) == fold(item) and each.archived_at is not None), None)
    if known is None:
        return add(turn, StartCheckItem(item=item, position=position))
    back = take(turn, StartCheckItem, known.id)
    back.archived_at, back.position = None, position
    return back
