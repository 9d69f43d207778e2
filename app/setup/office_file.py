"""Making a database and taking over an existing office: teams, staff, rates, people in service, reviews, who waits.

Taking over never refuses for a rule: what is there is there, and the prompts show what is overdue (REF-15).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import URL, Connection, inspect, select
from sqlalchemy.orm import Session

import resources
from app.desk.files import refuse_if_held
from app.door.errors import Refused
from app.door.policy import from_then_on
from app.setup.care_at_home import take_policy_over
from app.setup.entries import LISTS, Named, entry, known_as, left_out
from app.setup.own_words import take_words_over
from app.setup.people_before import add_people_before
from app.setup.people_in_service import Loaded, add_person
from app.setup.referrals_waiting import add_referrals
from app.setup.reviews_held import add_programmes
from models import migrations
from models.agreement import Rate
from models.command_line import command
from models.database import Database
from models.goals import GoalExample
from models.looking import look
from models.people import DatabaseMark, Office
from models.settings import StartCheckItem
from models.soundness import unfit
from models.staff import Staff, StaffSpell, StaffTeam
from models.teams import Patch, Team, TeamPatch
from models.values import MINUTES_AN_HOUR, Money, NotAValue, fold, from_london, london_day
from models.vocabulary.goals import GoalPurpose
from models.vocabulary.staff import Role, TeamKind


@dataclass(frozen=True, slots=True)
class NewOffice:
    """What was loaded: the office, its staff by name, and when the file was made."""

    office: UUID
    staff: Mapping[str, UUID]
    as_at: datetime
    people: int = field(default=0)
    left_out: tuple[str, ...] = field(default=())  # fields of the file that nobody reads


def create(database: Database, *, is_test: bool, moment: datetime, by: str) -> None:
    """Make the tables and mark the database; a mark as test database is for good.

    Where an office couldn't be loaded the tables stay, empty: making it again goes on from there. Whatever else is
    there is left as it is: not even an older database of ours is brought up by this.
    """
    _refuse_what_is_there(database.url)
    migrations.upgrade(database.url)
    with database.writing() as session:
        mark = session.get(DatabaseMark, 1)
        if mark is None:
            session.add(DatabaseMark(number=1, is_test=is_test, made_at=moment, made_by=by, office_id=None))
        else:
            mark.is_test = mark.is_test or is_test


def is_shared(url: URL) -> bool:
    """Whether a server's database is whole and has an office, beside which another may be loaded."""
    return url.get_backend_name() != "sqlite" and look(url, _has_an_office)


def _has_an_office(connection: Connection) -> bool:
    return not unfit(connection) and connection.execute(select(Office.id).limit(1)).first() is not None


def _refuse_what_is_there(url: URL) -> None:
    """Refuse a database that has an office, or tables that aren't ours; nothing is changed there."""
    file = Path(url.database or "")
    if url.get_backend_name() == "sqlite" and (not file.exists() or (file.is_file() and not file.stat().st_size)):
        return
    why_not = look(url, _stands_in_the_way)
    if why_not:
        raise Refused(why_not)


def _stands_in_the_way(connection: Connection) -> str:
    if not inspect(connection).get_table_names():
        return ""
    why_not = unfit(connection)
    if why_not or not _has_an_office(connection):
        return why_not
    return f"This database exists already, and was left as it is. Look at it with: {command('database check')}"


def as_at_of(file: Path) -> datetime:
    """The moment that an office file speaks of."""
    return _as_at(_read(file))


def load_office(session: Session, file: Path) -> NewOffice:
    """Take an office over from its file (the shape of resources/demonstration/office.json), all of it or nothing.

    `Refused` names the entry that can't be taken over.
    """
    return take_over(session, _read(file))


def take_over(session: Session, told: dict[str, Any]) -> NewOffice:
    """Take an office over from what its file, or whoever starts it, says of it."""
    as_at = _as_at(told)
    office = _office(session, told)
    loaded = Loaded(office, Named("teams"), Named("patches"), Named("staff"))
    _teams(session, loaded, told["teams"])
    for number, each in enumerate(told["staff"], start=1):
        with entry(f"staff {number}"):
            _add_member(session, loaded, each)
    for number, each in enumerate(told.get("rates", ()), start=1):
        with entry(f"rates {number}"):
            session.add(_rate(office, each))
            session.flush()
    take_policy_over(session, office, loaded.staff, told.get("policy"), as_at)
    take_words_over(session, office, told.get("wording", {}), as_at)
    for position, item in enumerate(resources.read_toml("start_checklist.toml")["items"]):
        session.add(StartCheckItem(office_id=office, item=item, position=position))
    for position, each in enumerate(resources.read_toml("goal_examples.toml")["example"]):
        session.add(_example(office, position, each))
    for number, each in enumerate(told["people_in_service"], start=1):
        with entry(f"people_in_service {number}{known_as(each)}"):
            add_person(session, loaded, each, as_at)
    in_force = from_then_on(session, office=office, moment=as_at, planned={})[0]
    add_people_before(session, loaded, told.get("people_before", ()), as_at, in_force)
    add_programmes(session, loaded, told.get("long_term_reviews", ()), london_day(as_at))
    add_referrals(session, loaded, told.get("referrals", ()), as_at)
    staff = {name: member.id for name, member in loaded.staff.items()}
    return NewOffice(office, staff, as_at, len(told["people_in_service"]), left_out(told))


def _example(office: UUID, position: int, told: dict[str, Any]) -> GoalExample:
    words = {**told, "purpose": GoalPurpose(told["purpose"]), "calls": ",".join(told["calls"])}
    return GoalExample(office_id=office, position=position, statement_folded=fold(told["statement"]), **words)


def _as_at(told: dict[str, Any]) -> datetime:
    with entry("as_at"):
        return from_london(datetime.fromisoformat(told["as_at"]))


def _office(session: Session, told: dict[str, Any]) -> UUID:
    contacts = told.get("contacts", {})
    with entry("office"):
        if session.scalar(select(Office.id).where(Office.name == told["office"])) is not None:
            raise Refused(f"“{told['office']}” is in this database already: an office is loaded once.")
        office = Office(
            name=told["office"],
            area=told["area"],
            council=told["council"],
            complaints_telephone=contacts.get("complaints", ""),
            finance_telephone=contacts.get("finance", ""),
            out_of_hours_telephone=contacts.get("out_of_hours") or None,
        )
        session.add(office)
        session.flush()
        mark = session.get_one(DatabaseMark, 1)
        mark.office_id = mark.office_id or office.id  # which one a file is of; a server's names its first
    return office.id


def _read(file: Path) -> dict[str, Any]:
    refuse_if_held(file)
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise Refused(f"The office file {file.name} can't be opened: {error.strerror}.") from error
    except ValueError as error:
        raise Refused(f"The office file {file.name} is not JSON text.") from error
    if not isinstance(told, dict) or not {"office", "teams", "staff", "people_in_service"} <= set(told):
        raise Refused(f"The office file {file.name} lacks the parts office, teams, staff and people_in_service.")
    for part in LISTS:
        if not isinstance(told.get(part, []), list):
            raise Refused(f"The part {part} of the office file {file.name} is not a list.")
    return told


def _teams(session: Session, loaded: Loaded, told: list[dict[str, Any]]) -> None:
    for number, each in enumerate(told, start=1):
        with entry(f"teams {number}"):
            _team(session, loaded, each)


def _team(session: Session, loaded: Loaded, told: dict[str, Any]) -> None:
    team = Team(
        office_id=loaded.office,
        name=told["name"],
        kind=TeamKind(told["kind"].replace("-", "_")),
        worker_minutes_a_week=_minutes(told["worker_hours_a_week"]),
        telephone=told.get("telephone", ""),
    )
    session.add(team)
    loaded.teams[team.name] = team
    for name in told["patches"]:
        if name not in loaded.patches:
            loaded.patches[name] = Patch(office_id=loaded.office, name=name)
            session.add(loaded.patches[name])
        session.flush()
        session.add(TeamPatch(office_id=loaded.office, team_id=team.id, patch_id=loaded.patches[name].id))
    session.flush()


def _add_member(session: Session, loaded: Loaded, told: Mapping[str, Any]) -> None:
    member = Staff(
        office_id=loaded.office,
        name=told["name"],
        role=_role(told["role"]),
        team_id=loaded.teams[told["team"]].id,
        telephone=told.get("telephone", ""),
        trained_for_equipment=bool(told.get("trained_for_equipment")),
    )
    session.add(member)
    session.flush()
    loaded.staff[member.name] = member
    for name in told.get("other_teams", ()):
        session.add(StaffTeam(office_id=loaded.office, staff_id=member.id, team_id=loaded.teams[name].id))
    if told.get("first_day"):
        first = date.fromisoformat(told["first_day"])
        session.add(StaffSpell(office_id=loaded.office, staff_id=member.id, first_day=first))
    session.flush()


def _minutes(hours: Any) -> int:
    if isinstance(hours, bool) or not isinstance(hours, int | float) or hours < 0:
        raise NotAValue(f"“{hours}” is not a number of worker hours a week")
    return round(hours * MINUTES_AN_HOUR)


def _role(told: str) -> Role:
    return Role(told.casefold().replace(" ", "_"))


def _rate(office: UUID, told: Mapping[str, str]) -> Rate:
    return Rate(
        office_id=office,
        from_day=date.fromisoformat(told["from"]),
        single_handed_pence=Money(Decimal(told["single_handed_hour"])).in_pence,
        double_handed_pence=Money(Decimal(told["double_handed_hour"])).in_pence,
        note=told.get("note", ""),
    )
