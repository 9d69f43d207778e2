"""The shared caseload: who is in service, or has ended and isn't closed, with the sign not to be missed; and the person
above the tabs.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, bindparam, exists, func, or_, select

from app.door.errors import Refused
from app.door.turn import Turn
from app.queries.statement import AnyRow
from models.breaks import Break
from models.episodes import Episode, waits_for_closing
from models.expected import ExpectedChange
from models.expected_of_episodes import expected_in, is_still_expected, next_expected
from models.extensions import extended_until
from models.owners_of_days import allocated_of_day, patch_of_day, team_of_day
from models.people import Concern, Person
from models.plans import Plan
from models.plans_of_days import is_plan_of_day_or_end
from models.prepared import Prepared
from models.referrals import Referral
from models.retention import LegalHold
from models.rules.clocks import day_number
from models.rules.closure.expected import expected_text
from models.rules.plans.changes import ShortTermState, short_term_day
from models.rules.sentences import day_text
from models.rules.today.away_owners import away_words
from models.staff import Staff
from models.staff_of_days import is_on_leave, is_on_staff, leave_until
from models.teams import Patch, Team
from models.values import age_on, london_day, whole_name
from models.vocabulary.choice import Choice
from models.vocabulary.closure import BreakKind, EndReason, ExpectedKind
from models.vocabulary.episodes import EpisodeKind

__all__ = ["CaseRow", "PersonHeaderView", "PersonSign", "ShortTermState", "SignRow", "caseload", "person_header"]
_STATEMENTS_KEPT = 4  # of today and of tomorrow, of one team and of all


class PersonSign(Choice):
    """What must not be missed about somebody, the weightiest first."""

    DIED = "died", "Died"
    SAFEGUARDING = "safeguarding", "Safeguarding"
    IN_HOSPITAL = "in_hospital", "In hospital"
    AWAY = "away", "Away"
    EXPECTED = "expected", "Expected"
    LONE_WORKER = "lone_worker", "Lone-worker risk"
    DOUBLE_UP = "double_up", "Double-up"
    COMMUNICATION = "communication", "Communication"
    LEGAL_HOLD = "legal_hold", "Legal hold"


class SignRow(NamedTuple):
    """One sign, with what is known about it."""

    kind: PersonSign
    detail: str = ""


class CaseRow(NamedTuple):
    """Somebody on the caseload. `day` counts from 1; `limit` is the last one, as extended, 0 where there is none.

    `six_weeks` says where these stand, none where there are none. A county has thousands: tuples are made at once.
    """

    episode_id: UUID
    person_id: UUID
    person: str
    family: str
    given: str
    kind: EpisodeKind
    team_id: UUID
    team: str
    patch: str
    day: int
    limit: int
    six_weeks: ShortTermState | None
    ended_at: datetime | None
    signs: tuple[SignRow, ...]

    @property
    def next_sign(self) -> SignRow | None:
        """The weightiest sign, for a list with room for one."""
        return self.signs[0] if self.signs else None

    @property
    def is_closing(self) -> bool:
        """Whether support has ended and the package isn't closed yet."""
        return self.ended_at is not None

    @property
    def shows_closing(self) -> bool:
        """Whether that it is still to be closed is all there is to say of it; the day doesn't count any more."""
        return self.is_closing and not self.signs


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonHeaderView:
    """The person above the tabs, with the latest episode, if there was one.

    `six_weeks` says where these stand, none while no short-term support runs; `limit` is as in `CaseRow`.
    """

    id: UUID
    name: str
    preferred: str
    born: date | None
    age: int | None
    nhs_number: str
    mosaic_id: str
    address: str
    postcode: str
    patch: str
    telephone: str
    communication: str
    risks: str
    lone_worker_risk: bool
    episode_id: UUID | None
    kind: EpisodeKind | None
    team: str
    ended_at: datetime | None
    day: int | None
    limit: int
    six_weeks: ShortTermState | None
    reference: str
    signs: tuple[SignRow, ...]
    allocated: str = ""  # the allocated worker, marked where they have left or are on leave today; empty without one


def caseload(turn: Turn, *, team: UUID | None = None) -> tuple[CaseRow, ...]:
    """Everybody in service, or ended and not closed, by name; of one team or of all, in one statement.

    A row a person: who ended one kind of support and has another open is shown with the open one.
    """
    asked = _cases(turn.office, turn.day, of_one=team is not None)
    lines = asked.tuples(turn.session.connection(), {} if team is None else {"team": team})
    day_of = _days(turn)
    found = [(_by_name(line), _expected_first(line), _case(line, *day_of(line))) for line in map(_Line._make, lines)]
    found.sort(key=itemgetter(0))
    shown: dict[UUID, tuple[Any, CaseRow]] = {}
    for _, expected, case in found:
        known = shown.setdefault(case.person_id, (expected, case))
        if known[1] is not case and _goes_before(case, expected, *reversed(known)):
            shown[case.person_id] = expected, case
    return tuple([case for _, case in shown.values()])


class _Line(NamedTuple):
    """What `_cases` asks of an episode; each for itself, because a county has thousands of them."""

    episode_id: UUID
    person_id: UUID
    given: str
    family: str
    kind: EpisodeKind
    team_id: UUID
    team: str
    patch: str | None
    first_support_at: datetime
    ended_at: datetime | None
    extended_to: date | None
    family_folded: str
    given_folded: str
    started_at: datetime
    death_reported_at: datetime | None
    died_on: date | None
    untold: bool
    break_kind: BreakKind | None
    expected_kind: ExpectedKind | None
    expected_at: datetime | None
    expected_reason: EndReason | None
    lone_worker_risk: bool
    has_double_up: bool | None
    risks: str
    communication: str


_by_name = attrgetter("family_folded", "given_folded", "started_at")
_expected_first = attrgetter("expected_at", "expected_kind")


def _goes_before(case: CaseRow, expected: Any, known: CaseRow, known_expected: Any) -> bool:
    """Whether an open episode stands for somebody rather than an earlier one; of one episode what is expected first."""
    return bool(expected < known_expected) if case.episode_id == known.episode_id else case.ended_at is None


def person_header(turn: Turn, *, person: UUID) -> PersonHeaderView:
    """The person with the open or latest episode, in one statement; refused when not of this office."""
    row = turn.session.execute(
        _people(turn)
        .outerjoin(Staff, (Staff.id == allocated_of_day(turn.day)) & Episode.ended_at.is_(None))
        .add_columns(
            Staff.name.label("allocated"), is_on_staff(turn.day).label("is_here"),
            is_on_leave(turn.day).label("on_leave"), leave_until(turn.day).label("leave_until"),
            _held_since().label("held_since"),
        )
        .where(Person.id == person, Person.office_id == turn.office)
        .order_by(Episode.ended_at.is_(None).desc(), Episode.started_at.desc())
        .limit(1)
    ).one_or_none()  # fmt: skip
    if row is None:
        raise Refused("This person isn't in your office's list, or no longer.", who="the office that holds it")
    day, limit, six_weeks = (None, 0, None) if row.first_support_at is None else _days(turn)(row)
    runs = day is not None and row.ended_at is None
    return PersonHeaderView(
        id=row.person_id,
        name=whole_name(row.given, row.family),
        preferred=row.preferred,
        born=row.born,
        age=age_on(row.born, turn.day) if row.born else None,
        nhs_number=nhs_text(row.nhs_number),
        mosaic_id=row.mosaic_id or "",
        address=row.address,
        postcode=row.postcode,
        patch=row.patch or "",
        telephone=row.telephone,
        communication=row.communication,
        risks=row.risks,
        lone_worker_risk=row.lone_worker_risk,
        episode_id=row.episode_id,
        kind=row.kind,
        team=row.team or "",
        ended_at=row.ended_at,
        day=day if runs else None,
        limit=limit,
        six_weeks=six_weeks if runs else None,
        reference=row.reference or "",
        signs=_signs_above(row),
        allocated=_allocated(turn, row),
    )


def _allocated(turn: Turn, row: AnyRow) -> str:
    """The allocated worker by name, and that they aren't there today. Source: STCH (DAY-4)."""
    if row.allocated is None:
        return ""
    away = away_words(row.leave_until, turn.day, has_left=not row.is_here, on_leave=bool(row.on_leave))
    return f"{row.allocated}, {away}" if away else str(row.allocated)


def nhs_text(digits: str | None) -> str:
    """An NHS number as it is read, 3-3-4; nothing where it isn't known."""
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}" if digits else ""


def _people(turn: Turn) -> Select[*tuple[Any, ...]]:
    """A row a person and episode that was not undone; people without an episode have one row."""
    return (
        select(
            Person.id.label("person_id"), Person.given, Person.family, Person.preferred, Person.born,
            Person.nhs_number, Person.mosaic_id, Person.address, Person.postcode, Person.telephone,
            Person.communication, Person.risks, Person.lone_worker_risk,
            Person.death_reported_at, Person.died_on, Patch.name.label("patch"),
            Episode.id.label("episode_id"), Episode.kind, team_of_day(turn.day).label("team_id"),
            Team.name.label("team"), Episode.started_at,
            Episode.first_support_at, Episode.ended_at, extended_until().label("extended_to"), Plan.has_double_up,
            *next_expected(), Break.kind.label("break_kind"), Referral.reference, _is_untold().label("untold"),
        )
        .select_from(Person)
        .outerjoin(Patch, Patch.id == patch_of_day(turn.day))
        .outerjoin(Episode, (Episode.person_id == Person.id) & Episode.undone_at.is_(None))
        .outerjoin(Team, Team.id == team_of_day(turn.day))
        .outerjoin(Plan, (Plan.episode_id == Episode.id) & is_plan_of_day_or_end(turn.day))
        .outerjoin(Break, (Break.episode_id == Episode.id) & Break.returned_at.is_(None))
        .outerjoin(Referral, Referral.id == Episode.referral_id)
    )  # fmt: skip


@lru_cache(maxsize=_STATEMENTS_KEPT)
def _cases(office: UUID, day: date, *, of_one: bool) -> Prepared:
    """A `_Line` an episode and change expected of it, in no order: who is in service, or has ended and isn't closed."""
    closing = waits_for_closing()
    asked = (
        select(
            Episode.id, Episode.person_id, Person.given, Person.family, Episode.kind,
            team_of_day(day), Team.name, Patch.name, Episode.first_support_at, Episode.ended_at, extended_until(),
            Person.family_folded, Person.given_folded, Episode.started_at,
            Person.death_reported_at, Person.died_on, _is_untold(), Break.kind,
            ExpectedChange.kind, ExpectedChange.expected_at, ExpectedChange.reason, Person.lone_worker_risk,
            Plan.has_double_up, Person.risks, Person.communication,
        )
        .select_from(Episode)
        .join(Person, Person.id == Episode.person_id)
        .outerjoin(Patch, Patch.id == patch_of_day(day))
        .outerjoin(Team, Team.id == team_of_day(day))
        .outerjoin(Plan, (Plan.episode_id == Episode.id) & is_plan_of_day_or_end(day))
        .outerjoin(Break, (Break.episode_id == Episode.id) & Break.returned_at.is_(None))
        .outerjoin(ExpectedChange, (ExpectedChange.episode_id == Episode.id) & is_still_expected())
        .where(Episode.office_id == office, Episode.undone_at.is_(None), or_(Episode.ended_at.is_(None), closing))
    )  # fmt: skip
    of_team = team_of_day(day) == bindparam("team", type_=Episode.team_id.type)
    return Prepared(asked.where(of_team) if of_one else asked)


def _is_untold() -> ColumnElement[bool]:
    return exists().where(Concern.person_id == Person.id, Concern.told_at.is_(None)).correlate(Person)


def _held_since() -> ScalarSelect[date]:
    """Since when the person's records are held for proceedings, by the hold that has stood for longest (RET-2)."""
    held = select(func.min(LegalHold.held_from)).where(LegalHold.person_id == Person.id, LegalHold.lifted_on.is_(None))
    return held.correlate(Person).scalar_subquery()


def _case(row: _Line, day: int, limit: int, six_weeks: ShortTermState | None) -> CaseRow:
    name, signs = whole_name(row.given, row.family), _signs(row)
    return CaseRow(
        row.episode_id, row.person_id, name, row.family, row.given, row.kind, row.team_id, row.team, row.patch or "",
        day, limit, six_weeks, row.ended_at, signs,
    )  # fmt: skip


def _days(turn: Turn) -> Callable[[Any], tuple[int, int, ShortTermState | None]]:
    """What says of an episode its day, the last one as extended, and where the six weeks stand (PSP-7).

    Worked out once for all that began on one day and are counted to one.
    """

    @cache
    def known(first: date, day: date, extended_to: date | None, kind: EpisodeKind) -> Any:
        if kind is not EpisodeKind.SHORT_TERM:
            return day_number(first, day), 0, None
        found = short_term_day(first, day, turn.policy, extended_to)
        return day_number(first, day), found.last_number, found.state

    def day_of(row: Any) -> Any:
        until = turn.day if row.ended_at is None else london_day(row.ended_at)
        return known(london_day(row.first_support_at), until, row.extended_to, row.kind)

    return day_of


def _signs(row: Any) -> tuple[SignRow, ...]:
    found: list[SignRow] = []
    if row.died_on is not None:
        found.append(SignRow(PersonSign.DIED))
    elif row.death_reported_at is not None:
        found.append(SignRow(PersonSign.DIED, "reported, not confirmed"))
    if row.untold:
        found.append(SignRow(PersonSign.SAFEGUARDING, "nobody told yet"))
    if row.break_kind is BreakKind.HOSPITAL:
        found.append(SignRow(PersonSign.IN_HOSPITAL))
    elif row.break_kind is not None:
        found.append(SignRow(PersonSign.AWAY, row.break_kind.label))
    expected = expected_in(row) if row.ended_at is None and row.death_reported_at is None else None
    if expected is not None:
        found.append(SignRow(PersonSign.EXPECTED, expected_text(expected)))
    if row.lone_worker_risk:
        found.append(SignRow(PersonSign.LONE_WORKER, row.risks))
    if row.has_double_up and row.ended_at is None:
        found.append(SignRow(PersonSign.DOUBLE_UP))
    if row.communication:
        found.append(SignRow(PersonSign.COMMUNICATION, row.communication))
    return tuple(found)


def _signs_above(row: Any) -> tuple[SignRow, ...]:
    """Above the tabs also that the records are held, which no list of a team's work has room for."""
    signs = _signs(row)
    return (
        signs
        if row.held_since is None
        else (*signs, SignRow(PersonSign.LEGAL_HOLD, f"since {day_text(row.held_since)}"))
    )
