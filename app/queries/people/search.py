"""Finding people as somebody types, and saying who may be known already when a referral comes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select

from app.door.turn import Turn
from app.queries.people.caseload import nhs_text
from app.queries.statement import DEATH, AnyRow, death_of
from models.episodes import Episode
from models.owners_of_days import patch_of_day
from models.people import Person
from models.people_found import PersonFound, near_words, people_found
from models.referrals import Referral
from models.rules.clocks import end_of_day
from models.rules.people.found_by import near
from models.rules.people.same_person import Certainty, Identity, candidates
from models.rules.people.typed import Reading, corrected, first_looked_for, looked_for_in_addresses, readings, said_by
from models.teams import Patch
from models.values import NhsNumber, Postcode, age_on, folded_names, whole_name

__all__ = ["AT_MOST", "Certainty", "FoundPerson", "KnownPerson", "may_be_known", "of_these", "search"]

AT_MOST = 12


class FoundPerson(NamedTuple):
    """Somebody found: who they are, and what they have open here; `death` marks that they died, none of the living.

    `found_by` is the word of theirs that was meant, where it isn't the beginning of their name or a number.
    """

    person_id: UUID
    name: str
    born: date | None
    age: int | None
    nhs_number: str
    mosaic_id: str
    postcode: str
    patch: str
    episode_id: UUID | None
    referral_id: UUID | None
    death: str
    found_by: str = ""

    @property
    def state(self) -> str:
        """What they have open, in words, after the mark of a death. (END-6)."""
        open_here = "In service" if self.episode_id is not None else "Waiting" if self.referral_id is not None else ""
        if not self.death:
            return open_here
        died = f"{self.death[0].upper()}{self.death[1:]}"
        return f"{died}, {open_here.lower()}" if open_here else died

    @property
    def told_apart(self) -> str:
        """What tells people of one name apart, and by what they were found who aren't called so."""
        born = f"{self.born:%d/%m/%Y}" if self.born else ""
        by = f"found by “{self.found_by}”" if self.found_by else ""
        return ", ".join(part for part in (born, by, self.patch, self.state) if part)


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody who may be the person asked about: how surely, and on what evidence."""

    person: FoundPerson
    certainty: Certainty
    sentence: str


def search(turn: Turn, *, text: str) -> tuple[FoundPerson, ...]:
    """People of the office by the beginnings of words of their names and of where they live, and of their numbers.

    Also by the birth date as people type it. The first twelve, by the word found and then by name. Accents, capitals,
    apostrophes and the order don't matter; where nobody has what was typed, a mistake in each word is looked past.
    One statement, three where there are mistakes, and another for a number as long as a code that is nobody's: it may
    be an address's. Nothing typed finds nobody.
    """
    typed = readings(text)
    return _who_fit(turn, typed, typed) or _who_fit(turn, _who_may_be_meant(turn, typed), typed)


def _who_fit(turn: Turn, asked: Sequence[Reading], typed: Sequence[Reading]) -> tuple[FoundPerson, ...]:
    by_what = said_by(asked, typed)
    by_code = [first_looked_for(reading) for reading in asked]
    by_address = [looked for reading in asked if (looked := looked_for_in_addresses(reading)) is not None]
    for looked_for in (by_code, by_address):
        if looked_for:
            rows = people_found(turn.session, turn.office, end_of_day(turn.day), looked_for, most=AT_MOST)
            if rows:
                return tuple(_found(turn, row, _by_what(row, by_what)) for row in rows)
    return ()


def _by_what(row: PersonFound, told: Callable[[str, Sequence[str]], str]) -> str:
    shown = f" {row.given_folded} {row.family_folded}"
    return told(shown, (row.given, row.family, row.preferred, row.address))


def _who_may_be_meant(turn: Turn, typed: Sequence[Reading]) -> tuple[Reading, ...]:
    """What is near to it of the words that people of the office have."""
    beside = {word: near(word) for reading in typed for word in reading}
    keys = {key for each in beside.values() for key in each}
    if not keys:
        return ()
    known = near_words(turn.session, turn.office, keys)
    words = {word: {each for key in keys for each in known.get(key, ())} for word, keys in beside.items()}
    return tuple(other for reading in typed for other in corrected(reading, words))


def of_these(turn: Turn, *, people: Sequence[UUID]) -> tuple[FoundPerson, ...]:
    """Those of these people whom the office has, in the order given; whoever can't be seen from here is left out."""
    rows = turn.session.execute(_people(turn).where(Person.office_id == turn.office, Person.id.in_(people)))
    found = {row.person_id: _found(turn, row) for row in rows}
    return tuple(found[each] for each in people if each in found)


def may_be_known(turn: Turn, *, asked: Identity) -> tuple[KnownPerson, ...]:
    """Who in the office may be this person, the surest first; somebody decides, never the program (REF-1)."""
    near: list[ColumnElement[bool]] = [Person.family_folded == folded_names(asked.given, asked.family)[1]]
    if asked.nhs_number is not None:
        near.append(Person.nhs_number == asked.nhs_number.digits)
    if asked.mosaic_id.strip():
        near.append(func.upper(Person.mosaic_id) == asked.mosaic_id.strip().upper())
    if asked.born is not None:
        near.append(Person.born == asked.born)
    if asked.postcode is not None:
        near.append(Person.postcode == str(asked.postcode))
    rows = {
        row.person_id: row
        for row in turn.session.execute(_people(turn).where(Person.office_id == turn.office, or_(*near)))
    }
    found = candidates(asked, (_identity(row) for row in rows.values()))
    return tuple(
        KnownPerson(_found(turn, rows[each.known.id]), each.certainty, each.sentence)
        for each in found
        if each.known.id is not None
    )


def _people(turn: Turn) -> Select[*tuple[Any, ...]]:
    open_episode = select(Episode.id).where(Episode.person_id == Person.id, Episode.ended_at.is_(None))
    waiting = select(Referral.id).where(Referral.person_id == Person.id, Referral.outcome.is_(None))
    return select(
        Person.id.label("person_id"), Person.given, Person.family, Person.born, Person.nhs_number, Person.mosaic_id,
        Person.postcode, *DEATH, Patch.name.label("patch"),
        open_episode.correlate(Person).limit(1).scalar_subquery().label("episode_id"),
        waiting.correlate(Person).limit(1).scalar_subquery().label("referral_id"),
    ).select_from(Person).outerjoin(Patch, Patch.id == patch_of_day(turn.day))  # fmt: skip


def _found(turn: Turn, row: AnyRow | PersonFound, found_by: str = "") -> FoundPerson:
    born = row.born
    return FoundPerson(
        row.person_id, whole_name(row.given, row.family), born, age_on(born, turn.day) if born else None,
        nhs_text(row.nhs_number), row.mosaic_id or "", row.postcode, row.patch or "", row.episode_id, row.referral_id,
        death_of(row).mark, found_by,
    )  # fmt: skip


def _identity(row: AnyRow) -> Identity:
    return Identity(
        id=row.person_id,
        given=row.given,
        family=row.family,
        born=row.born,
        postcode=Postcode.kept(row.postcode),
        nhs_number=NhsNumber(row.nhs_number) if row.nhs_number else None,
        mosaic_id=row.mosaic_id or "",
    )
