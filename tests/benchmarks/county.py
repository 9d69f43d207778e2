"""A county's office as a database for measuring: 4,700 people in service, 5,000 referrals ever, 500 of them open.

Rows are inserted in bulk, past the services and with every trigger; values are drawn from one seed, so that each run
measures the same. Most of what is due has been done, as in an office that works.
"""

from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from app.door.work import Work
from models.base import Base
from models.breaks import Break
from models.database import Database
from models.episodes import Episode, Milestone
from models.goals import Goal
from models.keys import new_id
from models.people import Office, Person
from models.plans import Plan, PlanVisit
from models.referrals import Hold, InformationRequest, Referral, RequestedVisit
from models.rules.plans.totals import totals
from models.staff import Staff
from models.teams import Patch, Team, TeamPatch, UsualHours
from models.values import Call, PlannedVisit, days_mask, fold
from models.vocabulary.closure import BreakKind
from models.vocabulary.episodes import EpisodeKind, MilestoneKind
from models.vocabulary.plans import PlanChange, PlanKind
from models.vocabulary.referrals import ReferralDocument, ReferralOutcome, ReferralReason, Support
from models.vocabulary.staff import Role, TeamKind
from tests.benchmarks.offices import empty_office

IN_SERVICE, WAITING, DONE = 4_700, 500, 4_500
_TEAMS, _HOURS_A_WEEK = 24, 3_000
GIVEN = (
    "Jean", "Margaret", "Dorothy", "Edith", "Irene", "Joan", "Hilda", "Vera", "Audrey", "Sheila", "Brenda", "Maureen",
    "Pauline", "Eileen", "Kathleen", "Arthur", "Harold", "Stanley", "Ronald", "Kenneth", "Raymond", "Derek", "Norman",
    "Leonard", "Cyril", "Siân", "Zofia", "Józef", "Amrit", "Farida",
)  # fmt: skip
FAMILY = (
    "Gill", "Fretwell", "Hallam", "Wragg", "Marsden", "Twigg", "Heathcote", "Bagshaw", "Allsop", "Ollerenshaw",
    "Redfern", "Slack", "Gratton", "Hadfield", "Wheeldon", "Brassington", "Froggatt", "Needham", "Oldfield",
    "Swindell", "Thorpe", "Udall", "Vickers", "Yates", "Alton", "Boam", "Critchlow", "Doxey", "Eyre", "Flint",
    "Goodwin", "Hibbert", "Ibbotson", "Kirkland", "Limb", "Mycock", "Noton", "Outram", "Palfreyman", "Rains",
    "O'Hara", "Kowalczyk",
)  # fmt: skip
WEEKS = (
    ((Call.MORNING, 30, 1),),
    ((Call.MORNING, 45, 1), (Call.BED, 30, 1)),
    ((Call.MORNING, 30, 1), (Call.LUNCH, 30, 1), (Call.TEA, 30, 1)),
    ((Call.MORNING, 45, 2), (Call.LUNCH, 30, 2), (Call.TEA, 30, 2), (Call.BED, 30, 2)),
)


def county_office(file: Path) -> tuple[Database, Work]:
    """The demonstration office, grown to a county; close the database."""
    database, work = empty_office(file)
    moment = work.read(lambda turn: turn.moment)
    with database.writing() as session:
        county = County(session, moment)
        county.make_teams()
        county.fill()
    return database, work


class County:
    """What the rows have in common: the office, its teams, and chance."""

    def __init__(self, session: Session, moment: datetime) -> None:
        self._session, self._moment, self._chance = session, moment, Random(2026)  # noqa: S311  not a secret
        self._office = session.scalars(select(Office.id)).one()
        staff = {role: session.scalars(select(Staff.id).where(Staff.role == role)).all() for role in Role}
        self._dsos, self._ots, self._sws = staff[Role.DSO], staff[Role.OT], staff[Role.SW]
        self._rows: dict[type[Base], list[dict[str, Any]]] = {}
        self._teams: list[tuple[UUID, UUID]] = []

    def fill(self, *, part: int = 1) -> None:
        """People with all that is about them; of everything a part, a tenth say."""
        done = DONE // part
        for number in range(IN_SERVICE // part):
            self._in_service(number, self._referral(number, is_open=False) if number < done else None)
        for number in range(done, done + WAITING // part):
            self._referral(number, is_open=True)
        self._send()

    def _send(self) -> None:
        for kind, rows in self._rows.items():
            self._session.execute(insert(kind), rows)
        self._rows.clear()

    def _add(self, table: type[Base], /, **values: Any) -> UUID:
        key = new_id()
        self._rows.setdefault(table, []).append({"id": key, "office_id": self._office, **values})
        return key

    def _ago(self, *, most: float) -> datetime:
        return self._moment - timedelta(minutes=self._chance.randrange(60, int(most * 1440)))

    def _seldom(self, in_100: int = 3) -> bool:
        return self._chance.randrange(100) < in_100

    def make_teams(self) -> None:
        """The teams with their patches."""
        self._session.execute(update(Team).values(worker_minutes_a_week=_HOURS_A_WEEK * 60))
        for number in range(1, _TEAMS + 1):
            team = self._add(
                Team, name=f"STS {number:02}", kind=TeamKind.SHORT_TERM, worker_minutes_a_week=_HOURS_A_WEEK * 60
            )
            patch = self._add(Patch, name=f"Patch {number:02}")
            self._teams.append((team, patch))
        for team, patch in self._teams:
            self._add(TeamPatch, team_id=team, patch_id=patch)
            for call in (Call.MORNING, Call.LUNCH, Call.TEA, Call.BED):
                self._add(
                    UsualHours, team_id=team, patch_id=patch, call=call, worker_minutes_a_week=90_000,
                    workers_at_once=99,
                )  # fmt: skip
        self._send()

    def _person(self, patch: UUID) -> UUID:
        number = len(self._rows.get(Person, ()))
        given, family = self._chance.choice(GIVEN), self._chance.choice(FAMILY)
        return self._add(
            Person, mosaic_id=f"M{9_000_000 + number}", given=given, family=family, given_folded=fold(given),
            family_folded=fold(family),
            born=self._moment.date() - timedelta(days=self._chance.randrange(24_000, 36_000)),
            postcode=f"DE{1 + number % 75} {number % 9}{'ABDEFGHJLN'[number % 10]}{'PQRSTUWXYZ'[number // 10 % 10]}",
            address=f"{number % 90 + 1} Mill Bank", patch_id=patch, lone_worker_risk=self._seldom(),
        )  # fmt: skip

    def _week(self) -> tuple[PlannedVisit, ...]:
        return tuple(
            PlannedVisit(frozenset(range(7)), call, minutes, workers)
            for call, minutes, workers in self._chance.choice(WEEKS)
        )

    def _referral(self, number: int, *, is_open: bool) -> tuple[UUID, UUID]:
        """Its person and its key."""
        team, patch = self._teams[number % _TEAMS]
        person = self._person(patch)
        asked = self._ago(most=9) if is_open else self._moment - timedelta(days=60, minutes=number)
        hospital = self._seldom(45)
        held = is_open and self._seldom(8)
        promised = is_open and not held and self._seldom(8)
        referral = self._add(
            Referral, person_id=person, team_id=team, reference=f"CHX{number:05}", received_at=asked,
            first_asked_at=asked, document=ReferralDocument.HOSPITAL if hospital else ReferralDocument.SHORT_TERM,
            reason=ReferralReason.HOSPITAL_DISCHARGE if hospital else ReferralReason.NEW_HOME_CARE,
            from_hospital=hospital, urgent=self._seldom(25),
            support=self._chance.choice((Support.NONE, Support.SOME, Support.NOT_STATED)),
            discharge_on=self._moment.date() + timedelta(days=number % 5 - 1) if hospital and is_open else None,
            needs_and_risks="Weak after pneumonia, one to mobilise with frame", referrer="Ward 4",
            accepted_at=asked if promised or held else None, accepted_by_id=self._dsos[0] if promised or held else None,
            scheduling_confirmed_at=asked if promised else None,
            scheduling_confirmed_by_id=self._dsos[0] if promised else None,
            outcome=None if is_open else ReferralOutcome.STARTED,
            outcome_at=None if is_open else asked + timedelta(days=2),
        )  # fmt: skip
        week = self._week()
        for visit in week:
            self._add(
                RequestedVisit, referral_id=referral, revision=1, days=days_mask(visit.days), call=visit.call,
                minutes=visit.minutes, workers=visit.workers,
            )  # fmt: skip
        if held:
            self._add(
                Hold, referral_id=referral, team_id=team, found_at=self._ago(most=3.2), held_by_id=self._dsos[0],
                worker_minutes=totals(week).worker_minutes,
            )  # fmt: skip
        elif is_open and self._seldom(30):
            self._add(
                InformationRequest, referral_id=referral, asked_at=asked, asked_by_id=self._dsos[0], of_whom="Ward 4",
                what="Falls history, and who is at home at night",
                received_at=self._moment if self._seldom(50) else None,
            )  # fmt: skip
        return person, referral

    def _in_service(self, number: int, referred: tuple[UUID, UUID] | None) -> None:
        team, patch = self._teams[number % _TEAMS]
        person, referral = referred or (self._person(patch), None)
        began = self._moment - timedelta(days=3 + number % 45 if self._seldom(95) else 1, minutes=number % 600)
        episode = self._add(
            Episode, person_id=person, kind=EpisodeKind.SHORT_TERM, team_id=team, referral_id=referral,
            dso_id=self._chance.choice(self._dsos), case_coordinator_id=self._chance.choice(self._sws),
            goal_setter_id=self._chance.choice(self._ots), started_at=began, first_support_at=began,
            support_plan_at=None if self._seldom() else began,
        )  # fmt: skip
        self._plan(episode, began)
        for kind in (MilestoneKind.START, MilestoneKind.GOALS_SET):
            self._add(Milestone, episode_id=episode, kind=kind, at=began)
        if not self._seldom():
            for goal in range(1, 5):
                self._goal(episode, person, goal, began)
        if self._seldom(4):
            self._add(
                Break, episode_id=episode, kind=BreakKind.HOSPITAL, episode_kind=EpisodeKind.SHORT_TERM,
                began_at=(away := self._ago(most=2.5)), last_visit_on=away.date(), last_asked_at=away,
                recorded_by_id=self._dsos[0],
            )  # fmt: skip

    def _plan(self, episode: UUID, began: datetime) -> None:
        week = self._week()
        sums = totals(week)
        plan = self._add(
            Plan, episode_id=episode, number=1, kind=PlanKind.SHORT_TERM, change=PlanChange.START, made_at=began,
            effective_from=began, visits_a_week=sums.visits, contact_minutes=sums.contact_minutes,
            worker_minutes=sums.worker_minutes, has_double_up=sums.double_ups > 0,
        )  # fmt: skip
        for number, visit in enumerate(week, start=1):
            self._add(
                PlanVisit, plan_id=plan, number=number, days=days_mask(visit.days), call=visit.call,
                minutes=visit.minutes, workers=visit.workers,
            )  # fmt: skip

    def _goal(self, episode: UUID, person: UUID, number: int, began: datetime) -> None:
        recorded = None if self._seldom(1) else began
        self._add(
            Goal, episode_id=episode, person_id=person, number=number, statement=f"I will make my own lunch {number}",
            measure="Made on 6 of 7 days", achievable="Stands for ten minutes", relevant="No lunch call needed",
            target=(began + timedelta(days=40)).date(), calls="lunch", set_at=began, set_by_id=self._ots[0],
            held_record_at=recorded, mosaic_at=recorded,
        )  # fmt: skip
