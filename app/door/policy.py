"""The policy settings in force: the shipped defaults, and above them what the office has set."""

from datetime import datetime
from functools import cache
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

import resources
from app.door.errors import Unavailable
from models.policy import PolicySettings
from models.rules.spoken_limits import said_in_help
from models.settings import StoredSetting
from models.values import NotAValue


@cache
def defaults() -> PolicySettings:
    """The shipped settings, as the guidance has them."""
    return PolicySettings.parse(resources.read_toml("policy.toml"))


def shipped_in_words() -> dict[str, str]:
    """The shipped limits as help says them, for a desk that can't ask its office."""
    return said_in_help(defaults())


def in_force(session: Session, *, office: UUID, moment: datetime) -> PolicySettings:
    """The settings at a moment; of each setting the newest that has come into force by then."""
    stored = session.execute(
        select(StoredSetting.name, StoredSetting.number)
        .where(StoredSetting.office_id == office, StoredSetting.from_at <= moment)
        .order_by(StoredSetting.from_at)
    ).all()
    if not stored:
        return defaults()
    numbers = resources.read_toml("policy.toml")
    for name, number in stored:
        numbers[name] = bool(number) if isinstance(numbers.get(name), bool) else number
    try:
        return PolicySettings.parse(numbers)
    except NotAValue as error:
        raise Unavailable(
            f"{error} This office has set it so; whoever looks after Homeward can put it right."
        ) from error
