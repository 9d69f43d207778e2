"""The policy settings in force: the shipped defaults, and above them what the office has set."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

import resources
from app.door.cld_releases import releases
from app.door.errors import Unavailable
from models.base import Key
from models.policy import PolicySettings, SettingsInForce
from models.rules.office.settings import SAID, Group, choices_of, named, value_said
from models.rules.sentences import day_text
from models.rules.spoken_limits import said_in_help
from models.settings import StoredSetting
from models.transactions import Along
from models.values import NotAValue


class _Change(NamedTuple):
    name: str
    number: int
    since: datetime


@cache
def defaults() -> PolicySettings:
    """The shipped settings, as the guidance has them."""
    return PolicySettings.parse(resources.read_toml("policy.toml"))


@dataclass(frozen=True, slots=True)
class Preset:
    """A set of settings that an office applies in one deed, as plain numbers by name."""

    name: str
    title: str
    says: str
    source: str
    numbers: Mapping[str, int]


@cache
def presets() -> tuple[Preset, ...]:
    """The sets to choose from: the guidance's own numbers, none of a council's return, and those of sister services."""
    shipped = {
        name: int(number)
        for name, number in resources.read_toml("policy.toml").items()
        if SAID[name].group is not Group.RETURN
    }
    says = "Every number as Homeward ships it; what the council has said of its statutory return stays."
    own = Preset("default", "As the guidance has it", says, "OPG; MG; STCH", shipped)
    others = resources.read_toml("policy_presets.toml")
    return (own, *(Preset(name, **told) for name, told in others.items()))


def choices(name: str) -> tuple[tuple[int, str], ...]:
    """The numbers of a setting that stand for something, each in words; of a release, the first day as yyyymmdd."""
    if named().get(name, {}).get("unit") != "release":
        return choices_of(name)
    return (
        (0, value_said(name, 0)),
        *((each.number, f"{each.name}, from {day_text(each.since)}") for each in releases()),
    )


def shipped_in_words() -> dict[str, str]:
    """The shipped limits as help says them, for a desk that can't ask its office."""
    return said_in_help(defaults())


class KnownSettings:
    """What the office has set, as one desk knows it: each piece of work reads it again along with its first statement.

    So a desk waits for no settings, and works by none that another desk has changed.
    """

    def __init__(self) -> None:
        self.changes: tuple[_Change, ...] | None = None

    def look(self, session: Session, office: UUID) -> "SettingsInUse":
        """What is known now, to be asked at the end of this session's work whether it was right."""
        return SettingsInUse(self, Along(session, STORED, {"office": office}))


class SettingsInUse:
    """The settings that one piece of work goes by."""

    def __init__(self, known: KnownSettings, asked: Along) -> None:
        self._known, self._asked = known, asked
        self._changes = self._read() if asked.is_there or known.changes is None else known.changes

    def at(self, moment: datetime) -> PolicySettings:
        """The settings at a moment, of each the newest that has come into force by then; they know those before.

        A clock asks for what was in force when it started (`PolicySettings.at`).
        """
        begun = tuple(each for each in self._changes if each.since <= moment)
        return _with_history(begun) if begun else defaults()

    def were_others(self) -> bool:
        """Whether the work went by what wasn't in force any more, and has to be done again."""
        return self._read() != self._changes

    def _read(self) -> tuple[_Change, ...]:
        found = tuple(_Change(*row) for row in self._asked.rows)
        self._known.changes = found
        return found


STORED = (
    select(StoredSetting.name, StoredSetting.number, StoredSetting.from_at)
    .where(StoredSetting.office_id == bindparam("office", type_=Key()), StoredSetting.stands())
    .order_by(StoredSetting.from_at, StoredSetting.name)
)


def from_then_on(
    session: Session,
    *,
    office: UUID,
    moment: datetime,
    planned: Mapping[str, int],
    without: UUID | None = None,
) -> tuple[PolicySettings, ...]:
    """What would be in force at a moment and after each change to come, with these numbers planned from that moment.

    `without` is a change to come that would be withdrawn. NotAValue where a number is out of its bounds.
    """
    stored = session.execute(
        select(StoredSetting.id, StoredSetting.name, StoredSetting.number, StoredSetting.from_at)
        .where(StoredSetting.office_id == office, StoredSetting.stands())
        .order_by(StoredSetting.from_at, StoredSetting.name)
    ).all()
    changed = [_Change(row.name, row.number, row.from_at) for row in stored if row.id != without]
    # Those of one moment are told apart by nothing, so what is planned comes after what is stored for it.
    changed += [_Change(name, number, moment) for name, number in planned.items()]
    numbers = dict(resources.read_toml("policy.toml"))
    found: list[PolicySettings] = []
    for since, each in groupby(sorted(changed, key=lambda one: one.since), key=lambda one: one.since):
        numbers |= {one.name: _typed_as(numbers, one) for one in each}
        if since <= moment:
            found = []
        found.append(PolicySettings.parse(numbers))
    return tuple(found) or (defaults(),)


def _typed_as(numbers: Mapping[str, Any], change: _Change) -> int | bool:
    return bool(change.number) if isinstance(numbers.get(change.name), bool) else change.number


@lru_cache(maxsize=64)
def _with_history(stored: tuple[_Change, ...]) -> PolicySettings:
    """Every set of settings that was in force, made once for the same changes: each piece of work asks for it."""
    numbers = dict(resources.read_toml("policy.toml"))
    changes = []
    for since, changed in groupby(stored, key=lambda each: each.since):
        for each in changed:
            numbers[each.name] = _typed_as(numbers, each)
        changes.append((since, _parsed(numbers)))
    return SettingsInForce.of(defaults(), tuple(changes))


def _parsed(numbers: Mapping[str, Any]) -> PolicySettings:
    try:
        return PolicySettings.parse(numbers)
    except NotAValue as error:
        raise Unavailable(
            f"{error} This office has set it so; whoever looks after Homeward can put it right."
        ) from error
