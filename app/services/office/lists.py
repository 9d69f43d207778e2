"""The names that the office's forms suggest: providers, AT teams, places, services. Typing freely stays allowed."""

from uuid import UUID

from sqlalchemy import select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, load, take
from app.services.office.placing import put_at
from app.services.staff_of_day import seat_role
from models.rules.office.editors import office_editor_lacks
from models.rules.office.lists import archived_lacks, is_kept_lacks
from models.rules.office.naming import name_lacks
from models.settings import ListEntry
from models.values import fold
from models.vocabulary.office import OfficeList

_WHAT = "entry"


def add_entry(turn: Turn, *, of_list: OfficeList, name: str) -> Changes:
    """Add a name at the end of a list; one that was archived comes back. The same in other letters is refused."""
    _refuse_others(turn)
    entries = _entries(turn, of_list)
    refuse_if(name_lacks(_WHAT, name, [each.name for each in entries if each.archived_at is None]))
    known = next((each for each in entries if each.name_folded == fold(name)), None)
    position = max([each.position for each in entries], default=-1) + 1
    if known is not None:
        back = take(turn, ListEntry, known.id)
        back.name, back.archived_at, back.position = name.strip(), None, position
        return changes(Topic.SETTINGS, made=back.id)
    made = ListEntry(of_list=of_list, name=name.strip(), name_folded=fold(name), position=position)
    return changes(Topic.SETTINGS, made=add(turn, made).id)


def rename_entry(turn: Turn, *, entry: UUID, seen: int, name: str) -> Changes:
    """Spell a name otherwise; what was recorded with it stays as it was typed."""
    _refuse_others(turn)
    held = load(turn, ListEntry, entry, seen=seen)
    refuse_if(archived_lacks(held.name, is_archived=held.archived_at is not None))
    others = [each.name for each in _entries(turn, held.of_list) if each.id != entry]
    refuse_if(name_lacks(_WHAT, name, others))
    held.name, held.name_folded = name.strip(), fold(name)
    return changes(Topic.SETTINGS)


def move_entry(turn: Turn, *, entry: UUID, seen: int, to: int) -> Changes:
    """Put an entry at this place of its list, the first is 1; the others make room."""
    _refuse_others(turn)
    held = load(turn, ListEntry, entry, seen=seen)
    refuse_if(archived_lacks(held.name, is_archived=held.archived_at is not None))
    entries = [each for each in _entries(turn, held.of_list) if each.archived_at is None]
    put_at(turn, entries, held, to)
    return changes(Topic.SETTINGS)


def archive_entry(turn: Turn, *, entry: UUID, seen: int) -> Changes:
    """Suggest it no more; what was recorded with it stays."""
    _refuse_others(turn)
    held = load(turn, ListEntry, entry, seen=seen)
    refuse_if(archived_lacks(held.name, is_archived=held.archived_at is not None))
    held.archived_at = turn.moment
    return changes(Topic.SETTINGS)


def restore_entry(turn: Turn, *, entry: UUID, seen: int) -> Changes:
    """Suggest an archived entry again, at the end of its list."""
    _refuse_others(turn)
    held = load(turn, ListEntry, entry, seen=seen)
    refuse_if(is_kept_lacks(held.name, is_archived=held.archived_at is not None))
    held.archived_at, held.position = None, max(each.position for each in _entries(turn, held.of_list)) + 1
    return changes(Topic.SETTINGS)


def _refuse_others(turn: Turn) -> None:
    refuse_if(office_editor_lacks(seat_role(turn)))


def _entries(turn: Turn, of_list: OfficeList) -> list[ListEntry]:
    query = select(ListEntry).where(ListEntry.office_id == turn.office, ListEntry.of_list == of_list)
    return list(turn.session.scalars(query.order_by(ListEntry.position, ListEntry.id)))
