"""Finding people as somebody types, and saying who may be known already when a referral comes."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from app.door.turn import Turn
from app.queries.people.caseload import nhs_text
from app.queries.statement import DEATH, AnyRow, death_of
from models.episodes import Episode
from models.owners_of_days import patch_of_day
from models.people import Person
from models.referrals import Referral
from models.rules.people.same_person import Certainty, Identity, candidates
from models.teams import Patch
from models.values import NhsNumber, Postcode, age_on, fold, folded_names, whole_name

__all__ = ["AT_MOST", "Certainty", "FoundPerson", "KnownPerson", "may_be_known", "search"]

AT_MOST = 50
_LEAST_DIGITS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPerson:
    """Somebody found: who they are, and what they have open here; `death` marks that they died, none of the living."""

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

    @property
    def state(self) -> str:
        """What they have open, in words, after the mark of a death. (END-6)."""
        open_here = "In service" if self.episode_id is not None else "Waiting" if self.referral_id is not None else ""
        if not self.death:
            return open_here
        died = f"{self.death[0].upper()}{self.death[1:]}"
        return f"{died}, {open_here.lower()}" if open_here else died


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody who may be the person asked about: how surely, and on what evidence."""

    person: FoundPerson
    certainty: Certainty
    sentence: str


def search(turn: Turn, *, text: str) -> tuple[FoundPerson, ...]:
    """People of the office by the beginnings of names, by NHS number, MOSAIC id or postcode; at most 50, by name.

    Accents, capitals and apostrophes don't matter. One statement; nothing typed finds nobody.
    """
    matches = _matches(text)
    if not matches:
        return ()
    asked = (
        _people(turn)
        .where(Person.office_id == turn.office, or_(*matches))
        .order_by(Person.family_folded, Person.given_folded, Person.id)
        .limit(AT_MOST)
    )
    return tuple(_found(turn, row) for row in turn.session.execute(asked))


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


def _matches(text: str) -> list[ColumnElement[bool]]:
    """By the kinds of things that people type; each word of a name must begin some word of it."""
    text = text.replace("\0", "")  # no name holds it, and PostgreSQL takes no such text
    plain = re.sub(r"[\s-]", "", text).upper()
    folded = " " + Person.given_folded + " " + Person.family_folded + " " + func.lower(Person.preferred)
    words = [folded.contains(f" {word}", autoescape=True) for word in fold(text).split()]
    matches = [and_(*words)] if words else []
    if plain:
        matches.append(func.upper(Person.mosaic_id).startswith(plain, autoescape=True))
    if len(plain) >= _LEAST_DIGITS:
        if plain.isdigit():
            matches.append(Person.nhs_number.startswith(plain))
        else:
            matches.append(func.replace(Person.postcode, " ", "").startswith(plain, autoescape=True))
    return matches


def _found(turn: Turn, row: AnyRow) -> FoundPerson:
    return FoundPerson(
        person_id=row.person_id,
        name=whole_name(row.given, row.family),
        born=row.born,
        age=age_on(row.born, turn.day) if row.born else None,
        nhs_number=nhs_text(row.nhs_number),
        mosaic_id=row.mosaic_id or "",
        postcode=row.postcode,
        patch=row.patch or "",
        episode_id=row.episode_id,
        referral_id=row.referral_id,
        death=death_of(row).mark,
    )


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
