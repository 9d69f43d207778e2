"""All that somebody has, that a team serves or that lives in a patch, to be handed on many at once (DAY-4)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Text, cast, func, literal, null, or_, select, union_all

from app.door.turn import Turn
from app.queries.owners.of_somebody import what_somebody_owns
from models.episodes import Episode
from models.owners import OwnerChange
from models.owners_of_days import patch_of_day, team_of_day, team_of_referral_of_day
from models.people import Person
from models.referrals import Referral
from models.rules.owners.changing import may_have
from models.staff import Staff
from models.staff_of_days import is_on_leave, is_on_staff, role_of_day
from models.teams import Patch, Team
from models.values import london_day, start_of_day, whole_name
from models.vocabulary.owners import OwnerOf
from models.vocabulary.staff import Role, TeamKind

_IN_SERVICE, _WAITING = "in service", "waiting"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody whose things may be handed on, or who may take them: not there who has left."""

    id: UUID
    name: str
    role: Role
    is_there: bool
    on_leave: bool

    def can_have(self, what: OwnerOf) -> bool:
        """Whether it can be given to them."""
        return self.is_there and may_have(what, self.role)


@dataclass(frozen=True, slots=True)
class Place:
    """A team, with its kind, or a patch."""

    id: UUID
    name: str
    kind: TeamKind | None = None


@dataclass(frozen=True, slots=True)
class Everybody:
    """Whom or what one may choose."""

    staff: tuple[Member, ...]
    teams: tuple[Place, ...]
    patches: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class HeldRow:
    """One record that changes hands: an episode, an action, a referral or a person; with what of it is theirs."""

    record: UUID
    person: str
    said: str
    roles: frozenset[OwnerOf] = frozenset()
    is_referral: bool = False
    to_come: str = ""  # to whom, to which team or patch it goes next, where that is decided already
    from_day: date | None = None  # and from which day


def everybody(turn: Turn) -> Everybody:
    """All of the staff, the teams and the patches, by name; three statements."""
    members = turn.session.execute(
        select(
            Staff.id, Staff.name, role_of_day(turn.day).label("role"), is_on_staff(turn.day), is_on_leave(turn.day)
        )
        .where(Staff.office_id == turn.office)
        .order_by(Staff.name)
    )  # fmt: skip
    teams = turn.session.execute(select(Team.id, Team.name, Team.kind).where(Team.office_id == turn.office))
    patches = turn.session.execute(select(Patch.id, Patch.name).where(Patch.office_id == turn.office))
    return Everybody(
        tuple(Member(*row) for row in members),
        tuple(sorted((Place(*row) for row in teams), key=_by_name)),
        tuple(sorted((Place(*row) for row in patches), key=_by_name)),
    )


def held_by_staff(turn: Turn, *, staff: UUID, day: date | None = None) -> tuple[HeldRow, ...]:
    """What somebody has, a row a record, and to whom it goes next; two statements. Source: STCH (DAY-4)."""
    roles: defaultdict[UUID, list[OwnerOf]] = defaultdict(list)
    rows = what_somebody_owns(turn, staff=staff, day=day)
    for each in rows:
        roles[each.record].append(each.what)
    once = {each.record: each for each in rows}
    held = tuple(
        HeldRow(
            key,
            row.person or "The meeting",
            f"{row.said}, due {row.due:%d %b}" if row.due else ", ".join(each.label for each in roles[key]),
            frozenset(roles[key]),
        )
        for key, row in once.items()
    )
    return _with_next(turn, held, tuple({what for each in held for what in each.roles}), day)


def held_by_team(turn: Turn, *, team: UUID) -> tuple[HeldRow, ...]:
    """Who is in service with a team today, and who waits with it; two statements. (DAY-4)."""
    served = _served().where(Episode.office_id == turn.office, team_of_day(turn.day) == team)
    waits = _waits().where(Referral.office_id == turn.office, team_of_referral_of_day(turn.day) == team)
    return _with_next(turn, _rows(turn.session.execute(union_all(served, waits))), (OwnerOf.TEAM,))


def living_in_patch(turn: Turn, *, patch: UUID) -> tuple[HeldRow, ...]:
    """Who lives in a patch today and is in service or waits; the record is the person. Two statements. (DAY-4)."""
    here = patch_of_day(turn.day) == patch
    served = _served().where(Episode.office_id == turn.office, here)
    waits = _waits().where(Referral.office_id == turn.office, here)
    rows = turn.session.execute(union_all(served, waits))
    said: defaultdict[tuple[UUID, str], list[str]] = defaultdict(list)
    for row in rows:
        said[row.person_id, whole_name(row.given, row.family)].append(row.said)
    ordered = sorted(said.items(), key=lambda each: each[0][1])
    lives = tuple(HeldRow(person, name, ", ".join(dict.fromkeys(words))) for (person, name), words in ordered)
    return _with_next(turn, lives, (OwnerOf.PATCH,))


def _with_next(
    turn: Turn, rows: tuple[HeldRow, ...], whats: tuple[OwnerOf, ...], day: date | None = None
) -> tuple[HeldRow, ...]:
    """With what is decided for a day to come: the first of it, so that nobody hands on twice what goes already."""
    records = [each.record for each in rows]
    about = (OwnerChange.episode_id, OwnerChange.referral_id, OwnerChange.person_id, OwnerChange.action_id)
    to = func.coalesce(Staff.name, Team.name, Patch.name, "nobody")
    found = turn.session.execute(
        select(func.coalesce(*about).label("record"), to.label("to"), OwnerChange.effective_from)
        .outerjoin(Staff, Staff.id == OwnerChange.to_staff_id)
        .outerjoin(Team, Team.id == OwnerChange.to_team_id)
        .outerjoin(Patch, Patch.id == OwnerChange.to_patch_id)
        .where(
            or_(*(each.in_(records) for each in about)),
            OwnerChange.what.in_(whats),
            OwnerChange.taken_back_at.is_(None),
            OwnerChange.effective_from >= start_of_day((day or turn.day) + timedelta(days=1)),
        )
        .order_by(OwnerChange.effective_from.desc(), OwnerChange.number)
    )  # fmt: skip
    coming = {row.record: (row.to, london_day(row.effective_from)) for row in found}
    return tuple(
        replace(each, to_come=coming[each.record][0], from_day=coming[each.record][1])
        if each.record in coming
        else each
        for each in rows
    )


def _served() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Episode.id.label("record"), Person.id.label("person_id"), Person.given, Person.family,
            literal(_IN_SERVICE).label("said"), cast(null(), Text()).label("reference"),
        )
        .join(Person, Person.id == Episode.person_id)
        .where(Episode.ended_at.is_(None))
    )  # fmt: skip


def _waits() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Referral.id.label("record"), Person.id.label("person_id"), Person.given, Person.family,
            literal(_WAITING).label("said"), Referral.reference.label("reference"),
        )
        .join(Person, Person.id == Referral.person_id)
        .where(Referral.outcome.is_(None))
    )  # fmt: skip


def _rows(found: Iterable[Any]) -> tuple[HeldRow, ...]:
    rows = (
        HeldRow(
            row.record,
            whole_name(row.given, row.family),
            f"{row.said}, {row.reference}" if row.reference else row.said,
            is_referral=row.reference is not None,
        )
        for row in found
    )
    return tuple(sorted(rows, key=lambda each: (each.is_referral, each.person)))


def _by_name(place: Place) -> str:
    return place.name
