"""Making a database and taking over an existing office: teams, staff, rates, people in service with plans and goals.

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

from sqlalchemy.orm import Session

import resources
from app.errors import Refused
from app.setup_people import Loaded, add_person
from models import migrations
from models.agreements import Rate
from models.database import Database
from models.people import DatabaseMark, Office
from models.settings import StartCheckItem
from models.staff import Staff
from models.teams import Patch, Team, TeamPatch
from models.values import MINUTES_AN_HOUR, Money, from_london
from models.vocabulary import Role, TeamKind


@dataclass(frozen=True, slots=True)
class NewOffice:
    """What was loaded: the office, its staff by name, and when the file was made."""

    office: UUID
    staff: Mapping[str, UUID]
    as_at: datetime
    people: int = field(default=0)


def create(database: Database, *, is_test: bool, moment: datetime, by: str) -> None:
    """Make the tables and mark the database; a mark as test database is for good."""
    migrations.upgrade(database.url)
    with database.writing() as session:
        if session.get(DatabaseMark, 1) is not None:
            raise Refused("This database exists already. To bring it up to this program: homeward database upgrade")
        session.add(DatabaseMark(number=1, is_test=is_test, made_at=moment, made_by=by, office_id=None))


def as_at_of(file: Path) -> datetime:
    """The moment that an office file speaks of."""
    return from_london(datetime.fromisoformat(_read(file)["as_at"]))


def load_office(session: Session, file: Path) -> NewOffice:
    """Take an office over from its file (the shape of resources/demonstration/office.json)."""
    told = _read(file)
    contacts = told.get("contacts", {})
    office = Office(
        name=told["office"],
        area=told["area"],
        council=told["council"],
        complaints_telephone=contacts.get("complaints", ""),
        finance_telephone=contacts.get("finance", ""),
    )
    session.add(office)
    session.flush()
    session.get_one(DatabaseMark, 1).office_id = office.id
    loaded = Loaded(office.id, {}, {}, {})
    _teams(session, loaded, told["teams"])
    for each in told["staff"]:
        member = Staff(
            office_id=office.id, name=each["name"], role=_role(each["role"]), team_id=loaded.teams[each["team"]].id
        )
        session.add(member)
        loaded.staff[member.name] = member
    session.flush()
    for each in told.get("rates", ()):
        session.add(_rate(office.id, each))
    for position, item in enumerate(resources.read_toml("start_checklist.toml")["items"]):
        session.add(StartCheckItem(office_id=office.id, item=item, position=position))
    as_at = from_london(datetime.fromisoformat(told["as_at"]))
    for each in told["people_in_service"]:
        add_person(session, loaded, each, as_at)
    staff = {name: member.id for name, member in loaded.staff.items()}
    return NewOffice(office.id, staff, as_at, len(told["people_in_service"]))


def _read(file: Path) -> dict[str, Any]:
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise Refused(f"The office file {file.name} can't be opened: {error.strerror}.") from error
    except ValueError as error:
        raise Refused(f"The office file {file.name} is not JSON text.") from error
    if not isinstance(told, dict) or not {"office", "teams", "staff", "people_in_service"} <= set(told):
        raise Refused(f"The office file {file.name} has not the parts office, teams, staff and people_in_service.")
    return told


def _teams(session: Session, loaded: Loaded, told: list[dict[str, Any]]) -> None:
    for each in told:
        team = Team(
            office_id=loaded.office,
            name=each["name"],
            kind=TeamKind(each["kind"].replace("-", "_")),
            worker_minutes_a_week=each["worker_hours_a_week"] * MINUTES_AN_HOUR,
            telephone=each.get("telephone", ""),
        )
        session.add(team)
        loaded.teams[team.name] = team
        for name in each["patches"]:
            if name not in loaded.patches:
                loaded.patches[name] = Patch(office_id=loaded.office, name=name)
                session.add(loaded.patches[name])
            session.flush()
            session.add(TeamPatch(office_id=loaded.office, team_id=team.id, patch_id=loaded.patches[name].id))
    session.flush()


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
