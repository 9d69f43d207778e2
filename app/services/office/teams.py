"""The office's teams: a new one, its name and number, which patches it serves, and its end (DAY-4).

A team that closes keeps its history; it is offered nowhere from then on. The team's row is held while that is decided,
as it is where something is given to it.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.door.changes import Changes, Topic, changes
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import add, load, look
from app.services.staff_of_day import seat_role
from models.capacity import team_hours
from models.in_team import still_in_team
from models.rules.capacity.contracted_hours import contracted_lacks
from models.rules.office.closing import closed_team_lacks, closing_day_lacks, closing_lacks, opening_lacks
from models.rules.office.editors import office_editor_lacks
from models.rules.office.naming import name_lacks, telephone_kept, telephone_lacks
from models.teams import Patch, Team, TeamPatch
from models.values import hours_text
from models.vocabulary.staff import TeamKind

_FIRST_HOURS = "As the team began"


def new_team(
    turn: Turn, *, name: str, kind: TeamKind, worker_minutes: int, patches: tuple[UUID, ...] = (), telephone: str = ""
) -> Changes:
    """Add a team with the worker minutes a week that it is contracted to do, and the patches that it serves. (REF-15).

    A name that another has, in whatever letters, is refused.
    """
    _refuse_others(turn)
    refuse_if(name_lacks("team", name, _names(turn)))
    refuse_if((*telephone_lacks(telephone), *contracted_lacks(worker_minutes, _FIRST_HOURS)))
    made = add(
        turn,
        Team(
            name=name.strip(),
            kind=kind,
            worker_minutes_a_week=worker_minutes,
            worker_minutes_because=_FIRST_HOURS,
            telephone=telephone_kept(telephone),
        ),
    )
    _serve(turn, made.id, patches)
    return changes(Topic.SETTINGS, Topic.CAPACITY, made=made.id)


def change_team(turn: Turn, *, team: UUID, seen: int, name: str, telephone: str) -> Changes:
    """Call the team otherwise, or give it another number; papers name it so from then on."""
    _refuse_others(turn)
    held = load(turn, Team, team, seen=seen)
    refuse_if(name_lacks("team", name, _names(turn, without=team)))
    refuse_if(telephone_lacks(telephone))
    held.name, held.telephone = name.strip(), telephone_kept(telephone)
    return changes(Topic.SETTINGS, Topic.CAPACITY)


def set_patches(turn: Turn, *, team: UUID, seen: int, patches: tuple[UUID, ...]) -> Changes:
    """Say which patches the team serves from now on; nobody who is recorded moves by it."""
    _refuse_others(turn)
    held = load(turn, Team, team, seen=seen, lock=True)
    refuse_if(closed_team_lacks(held.name, held.closed_from))
    _serve(turn, team, patches)
    return changes(Topic.SETTINGS, Topic.CAPACITY)


def close_team(
    turn: Turn, *, team: UUID, seen: int, from_day: date, because: str, day_is_meant: bool = False
) -> Changes:
    """Close a team from a day on. Refused while somebody is in it: who, and where they can go (DAY-4).

    From the saving on nothing is given to it any more, so that it is empty on its day as well.
    """
    _refuse_others(turn)
    held = load(turn, Team, team, seen=seen, lock=True)
    rest = [each.sentence for each in still_in_team(turn.session, turn.office, team)]
    refuse_if(closing_lacks(held.name, rest, _elsewhere(turn, held) if rest else (), held.closed_from, because))
    refuse_if(closing_day_lacks(from_day, turn.day, turn.policy, day_is_meant=day_is_meant))
    held.closed_from, held.closed_because = from_day, because.strip()
    return changes(Topic.SETTINGS, Topic.CAPACITY)


def open_team_again(turn: Turn, *, team: UUID, seen: int, because: str) -> Changes:
    """A team that was closed, by mistake or for a time, is offered again; the audit keeps that it was closed."""
    _refuse_others(turn)
    held = load(turn, Team, team, seen=seen, lock=True)
    refuse_if(opening_lacks(held.name, held.closed_from, because))
    held.closed_from, held.closed_because = None, because.strip()
    return changes(Topic.SETTINGS, Topic.CAPACITY)


def _refuse_others(turn: Turn) -> None:
    refuse_if(office_editor_lacks(seat_role(turn)))


def _names(turn: Turn, *, without: UUID | None = None) -> list[str]:
    """Those of closed teams too: two of one name couldn't be told apart in the history."""
    rows = turn.session.execute(select(Team.id, Team.name).where(Team.office_id == turn.office))
    return [row.name for row in rows if row.id != without]


def _elsewhere(turn: Turn, team: Team) -> tuple[str, ...]:
    """The other teams of its kind, with what each has free."""
    others = team_hours(turn.session, turn.office, turn.day)
    return tuple(
        f"{each.name} ({hours_text(each.load.free)} h free)"
        for each in others
        if each.kind is team.kind and each.id != team.id
    )


def _serve(turn: Turn, team: UUID, patches: Iterable[UUID]) -> None:
    """Make the team serve these patches and no others; what was taken back is taken up again."""
    wanted = {look(turn, Patch, each).id for each in patches}
    query = select(TeamPatch).where(TeamPatch.office_id == turn.office, TeamPatch.team_id == team)
    known = {each.patch_id: each for each in turn.session.scalars(query)}
    for patch, row in known.items():
        ended = None if patch in wanted else row.ended_at or turn.moment
        if ended != row.ended_at:
            row.ended_at, row.operation_id = ended, turn.operation
    for patch in sorted(wanted - known.keys()):
        add(turn, TeamPatch(team_id=team, patch_id=patch))
