"""Who is reviewed, from a list that the council made of its packages: shown first, then stored in one transaction.

Whom a row means is told by the rules by which the Care Hub's list is read. Somebody new gets a record and no episode:
a long-term package of Direct Care is no support of this service. Who is in a programme already is left as they are
(LTR-1).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
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
from app.services.referrals.care_hub_list.whom_a_row_means import KnownPeople, PersonRow, identity_of
from app.services.staff_of_day import seat_role
from models.keys import new_id
from models.people import Person
from models.reviews import LongTermReview, ReviewProgramme
from models.rules.decision import Lack
from models.rules.office.editors import office_editor_lacks
from models.rules.people.same_person import Candidate, Certainty, Identity, by_name
from models.rules.reviews.programme import (
    alike_lacks,
    package_lacks,
    taking_in_lacks,
    told_apart_lacks,
    which_area_lacks,
)
from models.teams import Patch
from models.values import NhsNumber, Postcode, fold, folded_names, whole_name


class PackageRow(PersonRow, Protocol):
    """A row as `app.exchange.reviews.package_list` reads it; area and patch are as typed."""

    @property
    def line(self) -> int: ...  # noqa: D102
    @property
    def address(self) -> str: ...  # noqa: D102
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
        elif told := office.known(person or office.recognised(row, asked), programme):
            found.known.append(row.line)
            found.notices.append((row.line, told))
        elif lacks := (
            *(office.doubts(asked, programme) if person is None else ()),
            *taking_in_lacks(name, "", None, people.death(person)),
            *alike_lacks(name, people.death(_likely(alike))),
            *package_lacks(name, row.package_since, row.visits_a_week, row.minutes_a_week, turn.day, row.born),
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
            office.takes(row.line, key, asked, programme)
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
                LongTermReview.person_id, LongTermReview.programme_id, LongTermReview.closed_on, Person.given,
                Person.family, Person.born, Person.postcode, Person.nhs_number, Person.mosaic_id,
            )
            .join(Person, Person.id == LongTermReview.person_id)
            .where(LongTermReview.office_id == turn.office)
        )  # fmt: skip
        self._open: dict[UUID, UUID] = {}
        self._left: set[tuple[UUID, UUID]] = set()
        self._people: dict[UUID, Identity] = {}
        self._named: defaultdict[tuple[object, ...], list[UUID]] = defaultdict(list)
        self._lines: dict[UUID, int] = {}  # on which row whoever is new stands, or is recognised by name and postcode
        for row in turn.session.execute(reviewed):
            if row.closed_on is None:
                self._open[row.person_id] = row.programme_id
            else:
                self._left.add((row.person_id, row.programme_id))
            identity = Identity(
                given=row.given, family=row.family, born=row.born, postcode=Postcode.kept(row.postcode),
                nhs_number=NhsNumber(row.nhs_number) if row.nhs_number else None, mosaic_id=row.mosaic_id or "",
            )  # fmt: skip
            self._add(row.person_id, identity)

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

    def known(self, person: UUID | None, programme: UUID) -> str:
        """Why nothing of a row is taken in; empty where they are in no programme, and haven't left this one."""
        if person is None:
            return ""
        if person in self._open:
            return f"In the programme of {self._areas[self._open[person]]} already: nothing of this row is taken in."
        if (person, programme) in self._left:
            return f"Left the programme of {self._areas[programme]}: take the review up again there."
        return ""

    def recognised(self, row: PackageRow, asked: Identity) -> UUID | None:
        """Whom a row without a number of theirs means, so that a list that is taken in again makes nobody twice.

        By name and birth date; or by name and postcode, where record and row say no more, for one row of a list each.
        """
        likely = list(self._alike(asked, Certainty.LIKELY))
        if likely:
            return next((each for each in likely if each in self._open), likely[0])
        if not _says_little(asked):
            return None
        for key in self._alike(asked, Certainty.POSSIBLE):
            if key not in self._lines and _says_little(self._people[key]):
                self._lines[key] = row.line
                return key
        return None

    def doubts(self, asked: Identity, programme: UUID) -> tuple[Lack, ...]:
        """What is missing where somebody of a programme, or of an earlier row, has the same name and postcode. (LTR-1).

        Nobody is written to twice by it, and of two people in one house neither is passed over.
        """
        for key in self._alike(asked, Certainty.POSSIBLE):
            if self.known(key, programme):
                return told_apart_lacks(whole_name(asked.given, asked.family), self._lines.get(key))
        return ()

    def takes(self, line: int, key: UUID, asked: Identity, programme: UUID) -> None:
        """Somebody more, for the rows that follow."""
        self._open[key], self._lines[key] = programme, line
        self._add(key, asked)

    def _add(self, key: UUID, each: Identity) -> None:
        self._people[key] = each
        for place in _day_and_place(each):
            self._named[place].append(key)

    def _alike(self, asked: Identity, certainty: Certainty) -> Iterator[UUID]:
        keys = dict.fromkeys(key for place in _day_and_place(asked) for key in self._named.get(place, ()))
        return (key for key in keys if by_name(asked, self._people[key]) is certainty)


def _day_and_place(each: Identity) -> list[tuple[object, ...]]:
    """Without one of these in common with a name, nobody is recognised by it."""
    name = folded_names(each.given, each.family)
    return [(*name, value) for value in (each.born, each.postcode) if value is not None]


def _says_little(each: Identity) -> bool:
    return each.born is None and each.nhs_number is None and not each.mosaic_id.strip()


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
