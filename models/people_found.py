"""Reading the people of an office who are found by some words, in one statement, however many there are.

Written by hand, because it is asked at each keystroke: what is looked for is a range of an index on either database.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from models.base import SQLITE_FORMAT
from models.found_by import NearWord

_LAST = "\U0010ffff"  # after every sign that a word may go on with
_TIMES = 4  # as many words of one person may begin alike


@dataclass(frozen=True, slots=True)
class PersonFound:
    """Somebody found, as a server's driver gives them: a file has no keys and days of its own, see `_of_file`."""

    person_id: UUID
    given: str
    family: str
    given_folded: str
    family_folded: str
    preferred: str
    address: str
    born: date | None
    nhs_number: str | None
    mosaic_id: str | None
    postcode: str
    death_reported_at: datetime | None
    death_confirmed_at: datetime | None
    died_on: date | None
    patch: str | None
    episode_id: UUID | None
    referral_id: UUID | None


_PERSON = """
SELECT p.id AS person_id, p.given, p.family, p.given_folded, p.family_folded, p.preferred, p.address,
  p.born, p.nhs_number, p.mosaic_id, p.postcode, p.death_reported_at, p.death_confirmed_at, p.died_on,
  patch.name AS patch,
  (SELECT e.id FROM episode AS e WHERE e.person_id = p.id AND e.ended_at IS NULL LIMIT 1) AS episode_id,
  (SELECT r.id FROM referral AS r WHERE r.person_id = p.id AND r.outcome IS NULL LIMIT 1) AS referral_id
FROM ({found}) AS found JOIN person AS p ON p.id = found.person_id LEFT JOIN patch ON patch.id = CASE
  WHEN EXISTS (SELECT 1 FROM owner_change AS c WHERE c.person_id = p.id) THEN coalesce(
    (SELECT c.to_patch_id FROM owner_change AS c WHERE c.person_id = p.id AND c.what = 'patch' AND
     c.taken_back_at IS NULL AND c.effective_from <= {until} ORDER BY c.effective_from DESC, c.number DESC LIMIT 1),
    p.patch_id)
  ELSE p.patch_id END
ORDER BY found.first, p.id
"""
_FOUND = (
    "SELECT person_id, min(found_by) AS first FROM ({ranges}) AS ranges GROUP BY person_id ORDER BY 2, 1 LIMIT {most}"
)
_RANGE = """SELECT * FROM (SELECT found_by, person_id FROM person_word WHERE office_id = {office}
  AND found_by >= {from_} AND found_by < {to_}{besides} ORDER BY found_by, person_id
  LIMIT {times_most}) AS range_{n}"""


def people_found(
    session: Session, office: UUID, until: datetime, looked_for: Sequence[tuple[str, tuple[str, ...]]], *, most: int
) -> list[PersonFound]:
    """The first so many people, by the word that they are found by and then by name, with what they have open.

    Each of `looked_for` is the beginning of a word as `PersonWord` has it, and of words that stand beside it; whom any
    of them fits is found. `until` is the end of the day that is asked about.
    """
    is_file = session.get_bind().dialect.name == "sqlite"
    told: dict[str, Any] = {"most": most, "times_most": most * _TIMES}
    told["office"] = office.hex if is_file else office
    told["until"] = until.astimezone(UTC).strftime(SQLITE_FORMAT) if is_file else until
    for number, (first, others) in enumerate(looked_for):
        told |= {f"from_{number}": first, f"to_{number}": first + _LAST}
        told |= {f"besides_{number}_{place}": f" {other}" for place, other in enumerate(others)}
    statement = _statement(is_file, tuple(len(others) for _, others in looked_for))
    rows = session.connection().exec_driver_sql(statement, told)  # at each keystroke: SQLAlchemy's own takes as long
    return [_of_file(row) if is_file else PersonFound(*row) for row in rows]


def near_words(session: Session, office: UUID, near: Collection[str]) -> dict[str, set[str]]:
    """The words of the office's people that are found by each of these."""
    asked = select(NearWord.near, NearWord.word).where(NearWord.office_id == office, NearWord.near.in_(near))
    found: dict[str, set[str]] = {}
    for by, word in session.execute(asked):
        found.setdefault(by, set()).add(word)
    return found


def _of_file(row: Row[*tuple[Any, ...]]) -> PersonFound:
    key, given, family, given_folded, family_folded, preferred, address, *others = row
    born, nhs_number, mosaic_id, postcode, reported, confirmed, died, patch, episode, referral = others
    return PersonFound(
        UUID(key), given, family, given_folded, family_folded, preferred, address, _day(born), nhs_number, mosaic_id,
        postcode, _moment(reported), _moment(confirmed), _day(died), patch, _key(episode), _key(referral),
    )  # fmt: skip


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None


def _moment(said: str | None) -> datetime | None:
    return datetime.fromisoformat(f"{said}+00:00") if said else None


def _key(said: str | None) -> UUID | None:
    return UUID(said) if said else None


@lru_cache(maxsize=64)
def _statement(is_file: bool, besides: tuple[int, ...]) -> str:  # noqa: FBT001  one of two databases
    def named(name: str) -> str:
        return f":{name}" if is_file else f"%({name})s"

    names = {name: named(name) for name in ("office", "until", "most", "times_most")}
    inside = "instr" if is_file else "strpos"
    ranges = " UNION ALL ".join(
        _RANGE.format(
            n=number,
            from_=named(f"from_{number}"),
            to_=named(f"to_{number}"),
            besides="".join(
                f" AND {inside}(found_by, {named(f'besides_{number}_{place}')}) > 0" for place in range(others)
            ),
            **names,
        )
        for number, others in enumerate(besides)
    )
    return _PERSON.format(found=_FOUND.format(ranges=ranges, **names), **names)
