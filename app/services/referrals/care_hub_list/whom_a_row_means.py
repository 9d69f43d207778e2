"""Whom a row of a referrals file means, and to which team its patch belongs: looked up for the whole file at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from sqlalchemy import Executable, func, or_, select

from app.door.errors import Refused
from app.door.turn import Turn
from app.services.goals.ratings_file.whose_a_row_is import in_parts
from models.people import Person
from models.rules.closure.deaths import DeathFacts
from models.rules.people.same_person import Candidate, Certainty, Identity, alike_among, candidates, conflict
from models.serving import serves_still
from models.staff import Staff
from models.teams import Patch, Team, TeamPatch
from models.values import NhsNumber, PlannedVisit, Postcode, fold, folded_names, whole_name
from models.vocabulary.referrals import ReferralDocument, ReferralReason, Support
from models.vocabulary.staff import TeamKind

_ALIVE = DeathFacts()
_AT_ONCE = 200


class CallsRow(Protocol):
    """The calls of a row: as typed, and the visits that were read from it."""

    @property
    def typed(self) -> str: ...  # noqa: D102
    @property
    def visits(self) -> tuple[PlannedVisit, ...]: ...  # noqa: D102


class PersonRow(Protocol):
    """By what a row of any list says whom it is about."""

    @property
    def family(self) -> str: ...  # noqa: D102
    @property
    def given(self) -> str: ...  # noqa: D102
    @property
    def born(self) -> date | None: ...  # noqa: D102
    @property
    def nhs_number(self) -> NhsNumber | None: ...  # noqa: D102
    @property
    def mosaic_id(self) -> str: ...  # noqa: D102
    @property
    def postcode(self) -> Postcode | None: ...  # noqa: D102


class ReferralRow(PersonRow, Protocol):
    """A row as `app.exchange.referrals.care_hub_list` reads it."""

    @property
    def line(self) -> int: ...  # noqa: D102
    @property
    def ref(self) -> str: ...  # noqa: D102
    @property
    def received(self) -> datetime: ...  # noqa: D102
    @property
    def born(self) -> date: ...  # noqa: D102
    @property
    def address(self) -> str: ...  # noqa: D102
    @property
    def patch(self) -> str: ...  # noqa: D102
    @property
    def document(self) -> ReferralDocument: ...  # noqa: D102
    @property
    def reason(self) -> ReferralReason: ...  # noqa: D102
    @property
    def from_hospital(self) -> bool: ...  # noqa: D102
    @property
    def urgent(self) -> bool: ...  # noqa: D102
    @property
    def support(self) -> Support: ...  # noqa: D102
    @property
    def support_text(self) -> str: ...  # noqa: D102
    @property
    def calls(self) -> CallsRow: ...  # noqa: D102
    @property
    def needs(self) -> str: ...  # noqa: D102
    @property
    def discharge(self) -> date | None: ...  # noqa: D102
    @property
    def referrer(self) -> str: ...  # noqa: D102
    @property
    def referrer_phone(self) -> str: ...  # noqa: D102
    @property
    def notes(self) -> str: ...  # noqa: D102
    @property
    def notices(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def content_key(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Served:
    """The patch of a row, where the office has it, and the team that its referral goes to."""

    patch: UUID | None
    team: UUID
    warning: str = ""


class KnownPeople:
    """Everybody in the office who may be somebody of the file, and those whom the file itself brings."""

    def __init__(self, turn: Turn, rows: Sequence[PersonRow]) -> None:
        self._numbered: defaultdict[tuple[str, object], list[Identity]] = defaultdict(list)
        self._named: defaultdict[tuple[str, object], _Named] = defaultdict(_Named)
        self._deaths: dict[UUID, DeathFacts] = {}
        for key, each, death in _everybody_near(turn, rows):
            self.add(each)
            if death.is_known:
                self._deaths[key] = death

    def add(self, each: Identity) -> None:
        """Somebody more, for the rows that follow."""
        for key in _numbers(each):
            self._numbered[key].append(each)
        for key in _day_and_place(each):
            self._named[key].add(each)

    def death(self, person: UUID | None) -> DeathFacts:
        """What is known of the death of one of them. (END-6)."""
        return self._deaths.get(person, _ALIVE) if person is not None else _ALIVE

    def may_be(self, alike: Candidate | None) -> str:
        """Who somebody may be and by what, with the mark of whoever died, as the end of a sentence. (END-6)."""
        if alike is None:
            return ""
        death = self.death(alike.known.id)
        name = f"{whole_name(alike.known.given, alike.known.family)}{f' ({death.mark})' if death.mark else ''}"
        return f"may be {name}, who is known already. {alike.sentence}"

    def conflict(self, asked: Identity) -> str:
        """Why an identifier of this row is somebody else's; empty where none is."""
        lack = conflict(asked, self._same_number(asked))
        return lack.sentence if lack else ""

    def same(self, asked: Identity) -> tuple[UUID | None, Candidate | None]:
        """Who this is for certain, by an identifier; else the likeliest other, to be looked at by somebody."""
        found = candidates(asked, self._near(asked))
        if found and found[0].certainty is Certainty.SAME:
            return found[0].known.id, None
        return None, found[0] if found else None

    def _near(self, asked: Identity) -> Iterable[Identity]:
        named = (each for key in _day_and_place(asked) if key in self._named for each in self._named[key].near(asked))
        return {each.id: each for each in (*self._same_number(asked), *named)}.values()

    def _same_number(self, asked: Identity) -> Iterator[Identity]:
        return (each for key in _numbers(asked) for each in self._numbered.get(key, ()))


class _Named:
    """Everybody of one birth date or one postcode, by either part of their name.

    A list may say one day or one postcode of thousands (a day that stands for "not known", a large house): only who is
    called alike can be the same person then, and the others aren't compared one by one.
    """

    def __init__(self) -> None:
        self._by_part: defaultdict[str, list[Identity]] = defaultdict(list)

    def add(self, each: Identity) -> None:
        """Somebody more."""
        for part in dict.fromkeys(folded_names(each.given, each.family)):
            self._by_part[part].append(each)

    def near(self, asked: Identity) -> list[Identity]:
        """Who has a part of the name alike, of given and family name the one that fewer have."""
        return min((self._called(part) for part in folded_names(asked.given, asked.family)), key=len)

    def _called(self, part: str) -> list[Identity]:
        return [each for alike in sorted(alike_among(part, self._by_part.keys())) for each in self._by_part[alike]]


class Patches:
    """The office's patches by name, with the short-term team of each; and the team of what has no known patch."""

    def __init__(self, turn: Turn) -> None:
        rows = turn.session.execute(
            select(Team.id, Team.name, Patch.id.label("patch_id"), Patch.name.label("patch"))
            .outerjoin(TeamPatch, serves_still())
            .outerjoin(Patch, (Patch.id == TeamPatch.patch_id) & Patch.closed_from.is_(None))
            .where(Team.office_id == turn.office, Team.kind == TeamKind.SHORT_TERM, Team.closed_from.is_(None))
            .order_by(Team.name.desc(), Patch.name)
        ).all()
        if not rows:
            raise Refused("The office has no short-term team yet: add one before referrals are taken in.")
        mine = turn.session.scalars(select(Staff.team_id).where(Staff.id == turn.staff)).one_or_none()
        names = {row.id: row.name for row in rows}
        self._otherwise: UUID = mine if mine is not None and mine in names else rows[-1].id
        self._name = names[self._otherwise]
        self._served = {fold(row.patch): Served(row.patch_id, row.id) for row in rows if row.patch}

    def of(self, row: ReferralRow) -> Served:
        """Where this row goes; with a warning where its patch isn't one of the office's."""
        served = self._served.get(fold(row.patch))
        if served is not None:
            return served
        named = f"The patch “{row.patch}” isn't one of this office's" if row.patch else "No patch is given"
        return Served(None, self._otherwise, f"{named}: it goes to {self._name}.")


def identity_of(row: PersonRow, key: UUID | None = None) -> Identity:
    """By what the person of a row is recognised."""
    return Identity(
        id=key,
        given=row.given,
        family=row.family,
        born=row.born,
        postcode=row.postcode,
        nhs_number=row.nhs_number,
        mosaic_id=row.mosaic_id,
    )


def _numbers(each: Identity) -> list[tuple[str, object]]:
    """The numbers under which somebody is looked up."""
    mosaic = each.mosaic_id.strip().upper()
    nhs = [("nhs", each.nhs_number.digits)] if each.nhs_number is not None else []
    return [*nhs, *([("mosaic", mosaic)] if mosaic else [])]


def _day_and_place(each: Identity) -> list[tuple[str, object]]:
    """Birth date and postcode: whoever shares none of these and no number can't be the same person by any rule."""
    found: list[tuple[str, object]] = []
    if each.born is not None:  # day and month may be swapped
        born = each.born
        found.append(("born", (born.year, min(born.day, born.month), max(born.day, born.month))))
    if each.postcode is not None:
        found.append(("postcode", each.postcode))
    return found


def _everybody_near(turn: Turn, rows: Sequence[PersonRow]) -> Iterator[tuple[UUID, Identity, DeathFacts]]:
    """People of the office with a number, a birth date or a postcode of the file, each once, and whether they died.

    One statement some hundred rows, which asks for nothing that was asked for before.
    """
    seen: set[UUID] = set()
    asked: dict[str, set[object]] = {each: set() for each in ("nhs", "mosaic", "postcode", "born")}
    for some in in_parts(rows, _AT_ONCE):
        wanted = {name: said - asked[name] for name, said in _said_by(some).items()}
        for name, values in wanted.items():
            asked[name] |= values
        if not any(wanted.values()):
            continue
        for each in turn.session.execute(_who_has(turn, wanted)):
            if each.id not in seen:
                seen.add(each.id)
                identity = Identity(
                    id=each.id,
                    given=each.given,
                    family=each.family,
                    born=each.born,
                    postcode=Postcode.kept(each.postcode),
                    nhs_number=NhsNumber(each.nhs_number) if each.nhs_number else None,
                    mosaic_id=each.mosaic_id or "",
                )
                death = DeathFacts(
                    reported_at=each.death_reported_at, confirmed_at=each.death_confirmed_at, died_on=each.died_on
                )
                yield each.id, identity, death


def _said_by(rows: Sequence[PersonRow]) -> dict[str, set[object]]:
    """By what these rows say whom they are about."""
    return {
        "nhs": {row.nhs_number.digits for row in rows if row.nhs_number},
        "mosaic": {row.mosaic_id.strip().upper() for row in rows if row.mosaic_id.strip()},
        "postcode": {str(row.postcode) for row in rows if row.postcode},
        "born": {day for row in rows for day in _either_way(row.born)},
    }


def _who_has(turn: Turn, wanted: Mapping[str, set[object]]) -> Executable:
    near = or_(
        Person.nhs_number.in_(wanted["nhs"]),
        func.upper(Person.mosaic_id).in_(wanted["mosaic"]),
        Person.postcode.in_(wanted["postcode"]),
        Person.born.in_(wanted["born"]),
    )
    return select(
        Person.id, Person.given, Person.family, Person.born, Person.postcode, Person.nhs_number, Person.mosaic_id,
        Person.death_reported_at, Person.death_confirmed_at, Person.died_on,
    ).where(Person.office_id == turn.office, near)  # fmt: skip


def _either_way(day: date | None) -> tuple[date, ...]:
    """The day, and with day and month exchanged, as they are often mistyped, where that is a date too."""
    if day is None:
        return ()
    try:
        return day, day.replace(day=day.month, month=day.day)
    except ValueError:
        return (day,)
