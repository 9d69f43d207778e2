"""The releases of Client Level Data that the program ships, each a dated file."""

from datetime import date
from functools import cache

import resources
from models.rules.cld.release import Release, parse

_FOLDER = "cld"


@cache
def releases() -> tuple[Release, ...]:
    """All of them, the oldest first; a file is called after the day from which it counts."""
    names = resources.names(_FOLDER)
    days = (date.fromisoformat(name.removesuffix(".toml")) for name in names)
    return tuple(parse(day, resources.read_toml(f"{_FOLDER}/{name}")) for day, name in zip(days, names, strict=True))


def release_on(day: date) -> Release:
    """The release in force on a day; of a day before the first, the first."""
    begun = [each for each in releases() if each.since <= day]
    return begun[-1] if begun else releases()[0]
