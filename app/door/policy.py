"""The policy settings in force: the shipped defaults, and above them what the office has set."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache, lru_cache
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

import resources
from app.door.errors import Unavailable
from models.policy import PolicySettings, SettingsInForce
from models.rules.spoken_limits import said_in_help
from models.settings import StoredSetting
from models.values import NotAValue


class _Change(NamedTuple):
    name: str
    number: int
    since: datetime


@cache
def defaults() -> PolicySettings:
    """The shipped settings, as the guidance has them."""
    return PolicySettings.parse(resources.read_toml("policy.toml"))


def shipped_in_words() -> dict[str, str]:
    """The shipped limits as help says them, for a desk that can't ask its office."""
    return said_in_help(defaults())


def in_force(session: Session, *, office: UUID, moment: datetime) -> PolicySettings:
    """The settings at a moment, of each the newest that has come into force by then; they know those before.

    A clock asks for what was in force when it started (`PolicySettings.at`). One statement reads all of them.
    """
    stored = session.execute(
        select(StoredSetting.name, StoredSetting.number, StoredSetting.from_at)
        .where(StoredSetting.office_id == office, StoredSetting.from_at <= moment, StoredSetting.stands())
        .order_by(StoredSetting.from_at, StoredSetting.name)
    ).all()
    return _with_history(tuple(_Change(*row) for row in stored)) if stored else defaults()


@lru_cache(maxsize=64)
def _with_history(stored: tuple[_Change, ...]) -> PolicySettings:
    """Every set of settings that was in force, made once for the same changes: each piece of work asks for it."""
    numbers = dict(resources.read_toml("policy.toml"))
    changes = []
    for since, changed in groupby(stored, key=lambda each: each.since):
        for each in changed:
            numbers[each.name] = bool(each.number) if isinstance(numbers.get(each.name), bool) else each.number
        changes.append((since, _parsed(numbers)))
    return SettingsInForce.of(defaults(), tuple(changes))


def _parsed(numbers: Mapping[str, Any]) -> PolicySettings:
    try:
        return PolicySettings.parse(numbers)
    except NotAValue as error:
        raise Unavailable(
            f"{error} This office has set it so; whoever looks after Homeward can put it right."
        ) from error
