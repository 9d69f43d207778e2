"""Who is reviewed, from a list that the council made of its packages: shown first, then stored in one transaction.

Whom a row means is told by the rules by which the Care Hub's list is read. Somebody new gets a record and no episode:
a long-term package of Direct Care is no support of this service. Who is in a programme already is left as they are
(LTR-1).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol
from uuid import UUID

from sqlalchemy import select

from app.door.changes import Changes, Topic
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import one_import_at_a_time
from app.services.office.in_service import Details, person_record
from app.services.people.invented import NumbersHere
from app.services.referrals.care_hub_list.whom_a_row_means import KnownPeople, identity_of
from app.services.staff_of_day import seat_role
from models.keys import new_id
from models.people import Person
from models.reviews import LongTermReview, ReviewProgramme
from models.rules.decision import Lack
from models.rules.office.editors import office_editor_lacks
from models.rules.people.same_person import Candidate, Certainty
from models.rules.reviews.programme import alike_lacks, package_lacks, taking_in_lacks, which_area_lacks
from models.teams import Patch
from models.values import NhsNumber, Postcode, fold, folded_names, whole_name


class PackageRow(Protocol):
    """A row as `app.exchange.reviews.package_list` reads it; area and patch are as typed."""

    @property
    def line(self) -> int: ...  # noqa: D102
    @property
    def given(self) -> str: ...  # noqa: D102
    @property
    def family(self) -> str: ...  # noqa: D102
    @property
    def born(self) -> date | None: ...  # noqa: D102
    @property
    def nhs_number(self) -> NhsNumber | None: ...  # noqa: D102
    @property
    def mosaic_id(self) -> str: ...  # noqa: D102
    @property
    def address(self) -> str: ...  # noqa: D102
    @property
    def postcode(self) -> Postcode | None: ...  # noqa: D102
    @property
    def telephone(self) -> str: ...  # noqa: D102
    @property
    def communication(self) -> str: ...  # noqa: D102
    @property
    def area(self) -> str: ...  # noqa: D102
    @property
    def patch(self) -> str: ...  # noqa: D102
    @property
    def package_since(self) -> date | None: ...  # noqa: D102
    @property
    def visits_a_week(self) -> int | None: ...  # noqa: D102
    @property
    def minutes_a_week(self) -> int | None: ...  # noqa: D102
    @property
    def speaks_for(self) -> str: ...  # noqa: D102
    @property
    def notices(self) -> tuple[str, ...]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class PackagesPlan:
    """What a list would bring, by its lines; `refused` and `notices` say why, and what to look at."""

    new: tuple[int, ...]
    known: tuple[int, ...]
    refused: tuple[tuple[int, str], ...]
    notices: tuple[tuple[int, str], ...]


@dataclass(slots=True)
class _Arrivals:
    people: list[Person] = field(default_factory=list)
    reviews: list[LongTermReview] = field(default_factory=list)
    new: list[int] = field(default_factory=list)
    known: list[int] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)
    notices: list[tuple[int, str]] = field(default_factory=list)


def plan_packages(turn: Turn, rows: Sequence[PackageRow]) -> PackagesPlan:
    """Say what taking these rows in would do; stores nothing."""
    found = _settle(turn, rows)
    return PackagesPlan(tuple(found.new), tuple(found.known), tuple(found.refused), tuple(found.notices))


def import_packages(turn: Turn, *, rows: Sequence[PackageRow]) -> Changes:
    """Take in whom these rows name, settled anew, for another desk may have done so meanwhile. CAB §2 (LTR-1).

    Refused only to whoever may not change what stands in Office.
    """
    refuse_if(office_editor_lacks(seat_role(turn)))
    one_import_at_a_time(turn)
    found = _settle(turn, rows)
    for records in (found.people, found.reviews):  # a review names its person
        turn.go_on()
        _store(turn, records)
    topics = frozenset({Topic.PEOPLE, Topic.EPISODES})
    return Changes(topics, frozenset(each.person_id for each in found.reviews))


def _settle(turn: Turn, rows: Sequence[PackageRow]) -> _Arrivals:
    """Find out for each row, in the order of the list, whether it is new, known or refused."""
    people, numbers, office = KnownPeople(turn, rows), NumbersHere(turn.session), _Office(turn)
    found = _Arrivals()
    for row in rows:
        turn.go_on()
        asked, name = identity_of(row), whole_name(row.given, row.family)
        person, alike = people.same(asked)
        programme = office.programme(row.area)
        if programme is None:
            _refuse(found, row, which_area_lacks(row.area, office.areas()))
        elif reason := people.conflict(asked):
            found.refused.append((row.line, reason))
        elif unfit := numbers.lacks(row.nhs_number.digits if row.nhs_number else None):
            _refuse(found, row, unfit)
        elif told := office.known(row, person, programme):
            found.known.append(row.line)
            found.notices.append((row.line, told))
        elif lacks := (
            *taking_in_lacks(name, "", None, people.death(person)),
            *alike_lacks(name, people.death(_likely(alike))),
            *package_lacks(name, row.package_since, row.visits_a_week, row.minutes_a_week, turn.day),
        ):
            _refuse(found, row, lacks)
        else:
            key = person or new_id()
            if person is None:
                found.people.append(_person(key, row, office.patch(row.patch)))
            found.notices += [(row.line, each) for each in _to_look_at(row, person, people.may_be(alike), office)]
            found.reviews.append(_review(key, programme, row))
            found.new.append(row.line)
            people.add(identity_of(row, key))
            office.takes(row, key, programme)
    return found


class _Office:
    """The office's programmes and patches, and who is in which programme; those whom the list itself brings too."""

    def __init__(self, turn: Turn) -> None:
        programmes = select(ReviewProgramme.id, ReviewProgramme.area).where(ReviewProgramme.office_id == turn.office)
        self._areas: dict[UUID, str] = {row.id: row.area for row in turn.session.execute(programmes)}
        patches = select(Patch.id, Patch.name).where(Patch.office_id == turn.office, Patch.closed_from.is_(None))
        self._patches: dict[str, UUID] = {fold(row.name): row.id for row in turn.session.execute(patches)}
        reviewed = (
            select(
                LongTermReview.person_id, LongTermReview.programme_id, LongTermReview.closed_on, Person.given_folded,
                Person.family_folded, Person.born, Person.postcode,
            )
            .join(Person, Person.id == LongTermReview.person_id)
            .where(LongTermReview.office_id == turn.office)
        )  # fmt: skip
        self._open: dict[UUID, UUID] = {}
        self._left: set[tuple[UUID, UUID]] = set()
        self._named: dict[tuple[object, ...], UUID] = {}
        for row in turn.session.execute(reviewed):
            if row.closed_on is None:
                self._open[row.person_id] = row.programme_id
            else:
                self._left.add((row.person_id, row.programme_id))
            self._named[(row.given_folded, row.family_folded), row.born, row.postcode] = row.person_id

    def areas(self) -> tuple[str, ...]:
        """Where a programme is open, by name."""
        return tuple(sorted(self._areas.values()))

    def programme(self, area: str) -> UUID | None:
        """That of the area that a row names, or where it names none the only one."""
        if not area.strip():
            return next(iter(self._areas)) if len(self._areas) == 1 else None
        return next((key for key, name in self._areas.items() if fold(name) == fold(area)), None)

    def patch(self, name: str) -> UUID | None:
        """The open patch of that name."""
        return self._patches.get(fold(name))

    def known(self, row: PackageRow, person: UUID | None, programme: UUID) -> str:
        """Why nothing of a row is taken in; empty where they are in no programme, and haven't left this one.

        A row without a number is somebody in a programme by name, birth date and postcode, so that a list that is
        taken in again makes nobody twice.
        """
        if person is None and row.nhs_number is None and not row.mosaic_id.strip():
            person = self._named.get(_named(row))
        if person is None:
            return ""
        if person in self._open:
            return f"In the programme of {self._areas[self._open[person]]} already: nothing of this row is taken in."
        if (person, programme) in self._left:
            return f"Left the programme of {self._areas[programme]}: take the review up again there."
        return ""

    def takes(self, row: PackageRow, person: UUID, programme: UUID) -> None:
        """Somebody more, for the rows that follow."""
        self._open[person] = programme
        self._named[_named(row)] = person


def _named(row: PackageRow) -> tuple[object, ...]:
    return folded_names(row.given, row.family), row.born, str(row.postcode or "")


def _refuse(found: _Arrivals, row: PackageRow, lacks: Sequence[Lack]) -> None:
    found.refused.append((row.line, " ".join(lack.sentence for lack in lacks)))


def _likely(alike: Candidate | None) -> UUID | None:
    return alike.known.id if alike is not None and alike.certainty >= Certainty.LIKELY else None


def _store(turn: Turn, records: Iterable[Person] | Iterable[LongTermReview]) -> None:
    """As `deed.add`, of many in as few statements as they take."""
    for each in records:
        each.office_id, each.operation_id = turn.office, turn.operation
        turn.session.add(each)
    turn.session.flush()


def _to_look_at(row: PackageRow, person: UUID | None, may_be: str, office: _Office) -> list[str]:
    told = list(row.notices)
    if person is not None:
        return [*told, "Known already: their details stay as they are."]
    if may_be:
        told.append(f"{may_be[0].upper()}{may_be[1:]}")
    if row.patch.strip() and office.patch(row.patch) is None:
        told.append(f"“{row.patch}” is no patch of this office: not taken over.")
    return told


def _person(key: UUID, row: PackageRow, patch: UUID | None) -> Person:
    return person_record(
        key,
        Details(
            given=row.given,
            family=row.family,
            born=row.born,
            nhs_number=row.nhs_number.digits if row.nhs_number else None,
            mosaic_id=row.mosaic_id.strip() or None,
            address=row.address,
            postcode=str(row.postcode or ""),
            patch=patch,
            telephone=row.telephone,
            communication=row.communication,
        ),
    )


def _review(person: UUID, programme: UUID, row: PackageRow) -> LongTermReview:
    return LongTermReview(
        programme_id=programme,
        person_id=person,
        package_since=row.package_since,
        visits_a_week=row.visits_a_week,
        minutes_a_week=row.minutes_a_week,
        speaks_for=row.speaks_for.strip(),
    )
