"""Reading the people of an office who are found by some words, in one statement, however many there are.

Written by hand, because it is asked at each keystroke: what is looked for is a range of an index on either database.
"""

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from models.base import SQLITE_FORMAT, key_of_text
from models.found_by import NearWord
from models.prepared import Prepared, ask_file

_LAST = "\U0010ffff"  # after every sign that a word may go on with
_TIMES = 4  # as many words of one person may begin alike


class PersonFound(NamedTuple):
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
FROM ({found}) AS found {joined} person AS p ON p.id = found.person_id LEFT JOIN patch ON patch.id = CASE
  WHEN EXISTS (SELECT 1 FROM owner_change AS c WHERE c.person_id = p.id) THEN coalesce(
    (SELECT c.to_patch_id FROM owner_change AS c WHERE c.person_id = p.id AND c.what = 'patch' AND
     c.taken_back_at IS NULL AND c.effective_from <= {until} ORDER BY c.effective_from DESC, c.number DESC LIMIT 1),
    p.patch_id)
  ELSE p.patch_id END
"""
_RANGE = """SELECT found_by, person_id FROM person_word WHERE office_id = {office}
  AND found_by >= {from_} AND found_by < {to_}{besides}"""
_IN_ORDER = " ORDER BY found_by, person_id LIMIT {times_most}"
# A file walks the ranges side by side and stops at the last person wanted; CROSS JOIN keeps the people in that order.
_FOUND_IN_FILE = "SELECT DISTINCT person_id FROM ({ranges}{in_order}) LIMIT {most}"
_RANGE_AT_SERVER = "SELECT * FROM ({one}{in_order}) AS range_{n}"
_FOUND_AT_SERVER = (
    "SELECT person_id, min(found_by) AS first FROM ({ranges}) AS ranges GROUP BY person_id ORDER BY 2, 1 LIMIT {most}"
)
_SERVERS_ORDER = "ORDER BY found.first, p.id"


def people_found(
    session: Session, office: UUID, until: datetime, looked_for: Sequence[tuple[str, tuple[str, ...]]], *, most: int
) -> list[PersonFound]:
    """The first so many people, by the word that they are found by and then by name, with what they have open.

    Each of `looked_for` is the beginning of a word as `PersonWord` has it, and of words that stand beside it; whom any
    of them fits is found. `until` is the end of the day that is asked about.
    """
    is_file = session.get_bind().dialect.name == "sqlite"
    told: dict[str, Any] = {"most": most, "times_most": most * _TIMES * (len(looked_for) if is_file else 1)}
    told["office"] = office.hex if is_file else office
    told["until"] = until.astimezone(UTC).strftime(SQLITE_FORMAT) if is_file else until
    for number, (first, others) in enumerate(looked_for):
        told |= {f"from_{number}": first, f"to_{number}": first + _LAST}
        told |= {f"besides_{number}_{place}": f" {other}" for place, other in enumerate(others)}
    statement = _statement(is_file, tuple(len(others) for _, others in looked_for))
    connection = session.connection()  # asked itself: at each keystroke SQLAlchemy's own takes as long
    if is_file:
        return [_of_file(*row) for row in ask_file(connection, statement, told)]
    return [PersonFound(*row) for row in connection.exec_driver_sql(statement, told)]


def near_words(session: Session, office: UUID, near: Collection[str]) -> dict[str, set[str]]:
    """The words of the office's people that are found by each of these."""
    told: dict[str, object] = {"office": office, **{f"near_{number}": each for number, each in enumerate(near)}}
    if session.get_bind().dialect.name == "sqlite":
        rows = _near_in_file(len(near)).rows(session.connection(), told)
    else:
        rows = session.execute(_near(len(near)), told).all()
    found: dict[str, set[str]] = {}
    for by, word in rows:
        found.setdefault(by, set()).add(word)
    return found


def _of_file(
    key: str, given: str, family: str, given_folded: str, family_folded: str, preferred: str, address: str,
    born: str | None, nhs_number: str | None, mosaic_id: str | None, postcode: str, reported: str | None,
    confirmed: str | None, died: str | None, patch: str | None, episode: str | None, referral: str | None,
) -> PersonFound:  # fmt: skip
    return PersonFound(
        UUID(key), given, family, given_folded, family_folded, preferred, address, _day(born), nhs_number, mosaic_id,
        postcode, _moment(reported), _moment(confirmed), _day(died), patch, key_of_text(episode), key_of_text(referral),
    )  # fmt: skip


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None


def _moment(said: str | None) -> datetime | None:
    return datetime.fromisoformat(f"{said}+00:00") if said else None


@lru_cache(maxsize=64)
def _near_in_file(number: int) -> Prepared:
    return Prepared(_near(number))


@lru_cache(maxsize=64)
def _near(number: int) -> Select[*tuple[Any, ...]]:
    near = [bindparam(f"near_{each}", type_=NearWord.near.type) for each in range(number)]
    return select(NearWord.near, NearWord.word).where(
        NearWord.office_id == bindparam("office", type_=NearWord.office_id.type), NearWord.near.in_(near)
    )


@lru_cache(maxsize=64)
def _statement(is_file: bool, besides: tuple[int, ...]) -> str:  # noqa: FBT001  one of two databases
    def named(name: str) -> str:
        return f":{name}" if is_file else f"%({name})s"

    names = {name: named(name) for name in ("office", "until", "most", "times_most")}
    inside = "instr" if is_file else "strpos"
    in_order = _IN_ORDER.format(**names)
    ranges = [
        _RANGE.format(
            from_=named(f"from_{number}"),
            to_=named(f"to_{number}"),
            besides="".join(
                f" AND {inside}(found_by, {named(f'besides_{number}_{place}')}) > 0" for place in range(others)
            ),
            **names,
        )
        for number, others in enumerate(besides)
    ]
    if is_file:
        found = _FOUND_IN_FILE.format(ranges=" UNION ".join(ranges), in_order=in_order, **names)
        return _PERSON.format(found=found, joined="CROSS JOIN", **names)
    each = [_RANGE_AT_SERVER.format(one=one, in_order=in_order, n=number) for number, one in enumerate(ranges)]
    found = _FOUND_AT_SERVER.format(ranges=" UNION ALL ".join(each), **names)
    return _PERSON.format(found=found, joined="JOIN", **names) + _SERVERS_ORDER
