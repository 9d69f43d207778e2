"""The office's patches: a new one, its name, its postcodes, and its end. Nobody who is recorded moves by any of it."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, load, look
from app.services.staff_of_day import seat_role
from models.in_team import still_in_patch
from models.rules.office.closing import closing_day_lacks, closing_lacks, opening_lacks
from models.rules.office.editors import office_editor_lacks
from models.rules.office.naming import name_lacks
from models.rules.office.postcodes import parts_lacks, parts_of
from models.teams import Patch, PatchPostcode, Team, TeamPatch


def new_patch(turn: Turn, *, name: str, teams: tuple[UUID, ...] = (), postcodes: str = "") -> Changes:
    """Add a patch, with the teams that serve it and the postcodes that suggest it."""
    _refuse_others(turn)
    parts = parts_of(postcodes)
    refuse_if((*name_lacks("patch", name, _names(turn)), *parts_lacks(parts)))
    made = add(turn, Patch(name=name.strip()))
    for team in dict.fromkeys(teams):
        add(turn, TeamPatch(team_id=look(turn, Team, team).id, patch_id=made.id))
    _claim(turn, made.id, parts)
    return changes(Topic.SETTINGS, made=made.id)


def change_patch(turn: Turn, *, patch: UUID, seen: int, name: str, postcodes: str) -> Changes:
    """Call the patch otherwise, or draw its boundary anew: outward codes and sectors, between commas.

    Two patches may claim one part: nothing is suggested there, and the page warns.
    """
    _refuse_others(turn)
    held = load(turn, Patch, patch, seen=seen, lock=True)
    parts = parts_of(postcodes)
    refuse_if((*name_lacks("patch", name, _names(turn, without=patch)), *parts_lacks(parts)))
    held.name = name.strip()
    _claim(turn, patch, parts)
    return changes(Topic.SETTINGS)


def close_patch(
    turn: Turn, *, patch: UUID, seen: int, from_day: date, because: str, day_is_meant: bool = False
) -> Changes:
    """Close a patch from a day on. Refused while somebody in service or waiting lives in it: who they are (DAY-4)."""
    _refuse_others(turn)
    held = load(turn, Patch, patch, seen=seen, lock=True)
    rest = [each.sentence for each in still_in_patch(turn.session, turn.office, patch)]
    refuse_if(closing_lacks(held.name, rest, (), held.closed_from, because))
    refuse_if(closing_day_lacks(from_day, turn.day, turn.policy, day_is_meant=day_is_meant))
    held.closed_from, held.closed_because = from_day, because.strip()
    return changes(Topic.SETTINGS)


def open_patch_again(turn: Turn, *, patch: UUID, seen: int, because: str) -> Changes:
    """A patch that was closed is offered again; the audit keeps that it was closed."""
    _refuse_others(turn)
    held = load(turn, Patch, patch, seen=seen, lock=True)
    refuse_if(opening_lacks(held.name, held.closed_from, because))
    held.closed_from, held.closed_because = None, because.strip()
    return changes(Topic.SETTINGS)


def _refuse_others(turn: Turn) -> None:
    refuse_if(office_editor_lacks(seat_role(turn)))


def _names(turn: Turn, *, without: UUID | None = None) -> list[str]:
    """Those of closed patches too: two of one name couldn't be told apart in the history."""
    rows = turn.session.execute(select(Patch.id, Patch.name).where(Patch.office_id == turn.office))
    return [row.name for row in rows if row.id != without]


def _claim(turn: Turn, patch: UUID, parts: tuple[str, ...]) -> None:
    """Make the patch have these parts and no others; what was taken off it is taken up again."""
    query = select(PatchPostcode).where(PatchPostcode.office_id == turn.office, PatchPostcode.patch_id == patch)
    known = {each.part: each for each in turn.session.scalars(query)}
    for part, row in known.items():
        ended = None if part in parts else row.ended_at or turn.moment
        if ended != row.ended_at:
            row.ended_at, row.operation_id = ended, turn.operation
    for part in parts:
        if part not in known:
            add(turn, PatchPostcode(patch_id=patch, part=part))
