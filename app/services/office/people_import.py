"""People in service from a list: what it brings is shown first, then stored in one transaction.

Somebody who is in service already is *known* and left as they are, whatever else the row says: nobody is taken over
twice, and two open episodes can't be. No rule refuses and nobody who decided is asked (REF-15, END-10).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from sqlalchemy import select

from app.door.changes import Changes, Topic
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import one_import_at_a_time
from app.services.office.in_service import InService, store
from app.services.office.whom_a_list_names import NotFound, OfficeNames, PersonInServiceRow
from app.services.people.invented import NumbersHere
from app.services.referrals.care_hub_list.whom_a_row_means import KnownPeople, identity_of
from app.services.staff_of_day import seat_role
from models.episodes import Episode
from models.keys import new_id
from models.people import Person
from models.rules.office.editors import office_editor_lacks
from models.rules.people.same_person import Candidate
from models.values import folded_names


@dataclass(frozen=True, slots=True)
class Notice:
    """What of a row was taken for granted, isn't taken over, or should be looked at."""

    line: int
    sentence: str


@dataclass(frozen=True, slots=True)
class PeoplePlan:
    """What a list would bring, by its lines; `refused` are those that don't fit the office, each with its reason."""

    new: tuple[int, ...]
    known: tuple[int, ...]
    refused: tuple[tuple[int, str], ...]
    notices: tuple[Notice, ...]


@dataclass(slots=True)
class _Arrivals:
    new: list[InService] = field(default_factory=list)
    new_lines: list[int] = field(default_factory=list)
    known: list[int] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


def plan_people(turn: Turn, rows: Sequence[PersonInServiceRow]) -> PeoplePlan:
    """Say what taking these rows over would do; stores nothing."""
    found = _settle(turn, rows)
    return PeoplePlan(tuple(found.new_lines), tuple(found.known), tuple(found.refused), tuple(found.notices))


def import_people(turn: Turn, *, rows: Sequence[PersonInServiceRow]) -> Changes:
    """Take over what these rows bring, settled anew, for another desk may have done so meanwhile. (REF-15, END-10).

    Refused only to whoever may not change what stands in Office.
    """
    refuse_if(office_editor_lacks(seat_role(turn)))
    one_import_at_a_time(turn)
    people = store(turn.session, turn.office, _settle(turn, rows).new, turn.moment, turn.operation, turn.go_on)
    topics = (Topic.PEOPLE, Topic.EPISODES, Topic.PLANS, Topic.GOALS, Topic.CAPACITY, Topic.TRANSFERS)
    return Changes(frozenset(topics), frozenset(people))


def _settle(turn: Turn, rows: Sequence[PersonInServiceRow]) -> _Arrivals:
    """Find out for each row, in the order of the list, whether it is new, known or refused."""
    people, names = KnownPeople(turn, rows), OfficeNames(turn)
    serving, numbers = _Serving(turn), NumbersHere(turn.session)
    found = _Arrivals()
    for row in rows:
        turn.go_on()
        asked = identity_of(row)
        person, alike = people.same(asked)
        if reason := people.conflict(asked):
            found.refused.append((row.line, reason))
        elif unfit := numbers.lacks(row.nhs_number.digits if row.nhs_number else None):
            found.refused.append((row.line, " ".join(lack.sentence for lack in unfit)))
        elif person in serving.people or serving.is_same(row, alike):
            found.known.append(row.line)
            found.notices.append(Notice(row.line, "In service already: nothing of this row is taken over."))
        elif (told := _told(found, row, names)) is not None:
            found.notices += _looked_at(row, person, people.may_be(alike))
            key = person or new_id()
            found.new.append(replace(told, person=key, is_known=person is not None))
            people.add(identity_of(row, key))
            serving.add(row, key)
    return found


class _Serving:
    """Who is in service: everybody with an open episode, and those whom the list itself has brought."""

    def __init__(self, turn: Turn) -> None:
        is_open = (
            select(Episode.person_id, Person.given_folded, Person.family_folded, Episode.first_support_at)
            .join(Person, Person.id == Episode.person_id)
            .where(Episode.office_id == turn.office, Episode.ended_at.is_(None))
        )
        rows = turn.session.execute(is_open).all()
        self.people: set[UUID | None] = {row.person_id for row in rows}
        self._since = {((row.given_folded, row.family_folded), row.first_support_at) for row in rows}

    def add(self, row: PersonInServiceRow, key: UUID) -> None:
        """Somebody more, for the rows that follow."""
        self.people.add(key)
        self._since.add((folded_names(row.given, row.family), row.started))

    def is_same(self, row: PersonInServiceRow, alike: Candidate | None) -> bool:
        """Whether a row without an id is somebody in service of the very name, by start or by birth date and postcode.

        A list without ids that is taken in again makes nobody twice; whoever is only alike is looked at.
        """
        name = folded_names(row.given, row.family)
        if row.nhs_number is not None or row.mosaic_id.strip():
            return False
        if (name, row.started) in self._since:
            return True
        return (
            alike is not None
            and alike.known.id in self.people
            and name == folded_names(alike.known.given, alike.known.family)
            and (row.born, row.postcode) == (alike.known.born, alike.known.postcode)
        )


def _told(found: _Arrivals, row: PersonInServiceRow, names: OfficeNames) -> InService | None:
    """The row by the office's records; nothing, and the reason kept, where a name is nobody's."""
    try:
        told, notices = names.told(row)
    except NotFound as reason:
        found.refused.append((row.line, str(reason)))
        return None
    found.new_lines.append(row.line)
    found.notices += [Notice(row.line, sentence) for sentence in (*row.notices, *notices)]
    return told


def _looked_at(row: PersonInServiceRow, person: UUID | None, may_be: str) -> list[Notice]:
    if person is not None:
        return [Notice(row.line, "Known already, without support: it is added to their record.")]
    return [Notice(row.line, f"{may_be[0].upper()}{may_be[1:]}")] if may_be else []
