"""Taking over one person in service as an office file tells of them: record, episodes, plan, goals, way onwards.

What they become is told in one place for every way in: `app.services.office.in_service`.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.door.errors import refuse_if
from app.services.office.in_service import Details, GoalHeld, InService, InterimSince, SpeaksFor, store
from app.setup.care_at_home import take_support_over
from app.setup.entries import Named
from app.setup.members import on_staff
from models.rules.owners.changing import heir_lacks
from models.staff import Staff
from models.teams import Patch, Team
from models.values import DAYS, Call, NhsNumber, NotAValue, PlannedVisit, Postcode, from_london, london_day
from models.vocabulary.agreement import Authority, Funding
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.owners import OwnerOf
from models.vocabulary.staff import Role
from models.vocabulary.two_weeks import EVERY_WEEK, TURNS, letter_of

_AUTHORITIES = {
    "none": Authority.NONE,
    "lasting power of attorney, property and affairs": Authority.LPA_PROPERTY,
    "lasting power of attorney, health and welfare": Authority.LPA_HEALTH,
    "enduring power of attorney": Authority.EPA,
    "deputy": Authority.DEPUTY,
    "appointee": Authority.APPOINTEE,
}


@dataclass(frozen=True, slots=True)
class Loaded:
    """What of the office is known so far, by name."""

    office: UUID
    teams: Named[Team]
    patches: Named[Patch]
    staff: Named[Staff]


def add_person(session: Session, loaded: Loaded, told: dict[str, Any], as_at: datetime) -> None:
    """Take one person over. Somebody with interim support gets both episodes: the short-term one has ended.

    Refused where who has them couldn't: a DSO is a DSO, a case coordinator an SW or CCW (END-10).
    """
    coordinator = loaded.staff.get(told.get("case_coordinator", ""))
    dso, today = loaded.staff[told["dso"]], london_day(as_at)
    refuse_if(heir_lacks(OwnerOf.DSO, on_staff(session, dso), today))
    if coordinator is not None:
        refuse_if(heir_lacks(OwnerOf.CASE_COORDINATOR, on_staff(session, coordinator), today))
    kind = EpisodeKind(told["kind"].replace("-", "_"))
    person = InService(
        details=details_of(loaded, told),
        kind=kind,
        team=loaded.teams[told["team"]].id,
        dso=dso.id,
        coordinator=coordinator.id if coordinator else None,
        started=_moment(told["started"]),
        week=tuple(planned_visit(each) for each in told["visits"]),
        goals=tuple(_goal(loaded, each) for each in told["goals"]),
        speaks_for=_speaks_for(told["representative"]) if told.get("representative") else None,
        interim=_interim(loaded, told, told["interim"]) if kind.is_interim else None,
    )
    (key,) = store(session, loaded.office, (person,), as_at)
    take_support_over(session, loaded.office, loaded.staff, told, key, as_at)


def details_of(loaded: Loaded, told: dict[str, Any]) -> Details:
    """Who somebody is, as the file tells of whoever is in service or was."""
    return Details(
        mosaic_id=told["mosaic_id"],
        nhs_number=NhsNumber.parse(told["nhs_number"]).digits if told.get("nhs_number") else None,
        given=told["given"],
        family=told["family"],
        born=date.fromisoformat(told["born"]),
        address=told["address"],
        postcode=str(Postcode.parse(told["postcode"])),
        patch=loaded.patches[told["patch"]].id,
        telephone=told.get("telephone", ""),
        communication=told.get("communication", ""),
        funding=Funding(told.get("funding", "not_known").replace("-", "_")),
    )


def _speaks_for(told: dict[str, str]) -> SpeaksFor:
    return SpeaksFor(
        told["name"], told.get("relation", ""), _authority(told.get("authority", "none")), told.get("telephone", "")
    )


def _authority(told: str) -> Authority:
    if told not in _AUTHORITIES:
        raise NotAValue(f"“{told}” is not an authority: it is one of {', '.join(_AUTHORITIES)}")
    return _AUTHORITIES[told]


def _goal(loaded: Loaded, told: dict[str, Any]) -> GoalHeld:
    return GoalHeld(
        statement=told["statement"],
        measure=told["measure"],
        achievable=told["achievable"],
        relevant=told["relevant"],
        target=date.fromisoformat(told["target"]),
        calls=tuple(told["calls"]),
        set_at=_moment(told["set"]),
        set_by=loaded.staff[told["set_by"]].id,
    )


def _interim(loaded: Loaded, told: dict[str, Any], interim: dict[str, str]) -> InterimSince:
    team = _short_term_team(loaded, told)
    return InterimSince(
        began=_moment(interim["began"]),
        team=team.id,
        dso=_dso_of(loaded, team.id).id,
        sent_to_brokerage=_moment(interim["sent_to_brokerage"]),
        listed=_moment(interim["listed"]),
        maximum_independence=_noon(interim["maximum_independence"]),
        assessed=_noon(interim["assessed"]),
    )


def _short_term_team(loaded: Loaded, told: dict[str, Any]) -> Team:
    """The team of the case coordinator, which is the short-term team whose MDT the person was in."""
    coordinator = loaded.staff[told["case_coordinator"]]
    return next(team for team in loaded.teams.values() if team.id == coordinator.team_id)


def _dso_of(loaded: Loaded, team: UUID) -> Staff:
    for member in loaded.staff.values():
        if member.role is Role.DSO and member.team_id == team:
            return member
    raise NotAValue("the case coordinator's team has no DSO, who had the short-term episode")


def planned_visit(told: dict[str, Any]) -> PlannedVisit:
    """A call of a week as the file writes it. NotAValue where it is none."""
    return PlannedVisit(
        _days(told["days"]), Call(told["call"]), told["minutes"], told["workers"], tasks=told.get("tasks", ""),
        weeks=_weeks(told.get("weeks", "")),
    )  # fmt: skip


def _weeks(told: str) -> int:
    """In which of two weeks: "A" or "B"; every week where the file says nothing."""
    letters = {letter_of(weeks): weeks for weeks in (EVERY_WEEK, *TURNS)}
    if told not in letters:
        raise NotAValue(f"“{told}” is neither week A nor week B")
    return letters[told]


def _days(told: str) -> frozenset[int]:
    """Days as the file writes them: "Mon-Sun", "Sat", "Mon, Wed-Fri"."""
    found: set[int] = set()
    for part in told.split(","):
        first, _, last = part.strip().partition("-")
        if first not in DAYS or (last or first) not in DAYS:
            raise NotAValue(f"“{told}” are not days such as Mon-Sun or Mon, Wed, Fri")
        begin, end = DAYS.index(first), DAYS.index(last or first)
        found |= {day % 7 for day in range(begin, end + 1 if end >= begin else end + 8)}
    return frozenset(found)


def _moment(told: str) -> datetime:
    return from_london(datetime.fromisoformat(told))


def _noon(told: str) -> datetime:
    """A day without a time is kept as its noon, which no clock change moves to another day."""
    return _moment(told) + timedelta(hours=12)
