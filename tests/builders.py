"""One line builds a valid record; a test names only what matters to it.

`SmallOffice` is an office of three teams with one member of staff in each role, on a database of its own; its `do`
and `ask` run use cases and queries as the program does, at the moment of its clock.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID

from sqlalchemy import select

from app.door.changes import Changes
from app.door.clock import FixedClock
from app.door.turn import Turn
from app.door.wording import shipped_papers, shipped_words
from app.door.work import Work
from app.services.episodes.week import plan_lines, requested_lines, sums_of
from app.services.tracker.send_and_read_back import send
from app.setup.own_words import take_words_over
from models.base import Recorded
from models.database import Database
from models.episodes import Episode
from models.goals import Goal
from models.migrations.walls.oneself import DID
from models.people import DatabaseMark, Office, Person
from models.plans import Plan
from models.policy import PolicySettings
from models.referrals import Referral
from models.settings import StartCheckItem
from models.staff import Staff
from models.teams import Patch, Team, TeamPatch
from models.tracker import TrackerChange
from models.values import Call, PlannedVisit, WhyShort, folded_names
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.plans import PlanChange, PlanKind
from models.vocabulary.referrals import ReferralDocument, ReferralReason, Support
from models.vocabulary.staff import Role, TeamKind
from tests.told_deeds import told_by_its_deed

P = ParamSpec("P")
R = TypeVar("R")
Row = TypeVar("Row", bound=Recorded)
EVERY_DAY = frozenset(range(7))
SINCE = datetime(2020, 1, 1, tzinfo=UTC)  # the office's own words are as old as any day of a test
START_CHECKS = ("Risks and moving and handling seen", "First visit confirmed")


def visit(
    call: Call = Call.MORNING, minutes: int = 30, workers: int = 1, days: frozenset[int] = EVERY_DAY
) -> PlannedVisit:
    """A planned visit, 30 minutes every morning by one worker unless said otherwise."""
    return PlannedVisit(days, call, minutes, workers)


TABLETS = (WhyShort(Call.MORNING, "Only her tablets"),)  # why a short morning call is enough


class MovingClock(FixedClock):
    """A clock that a test moves on."""

    def advance(self, by: timedelta) -> None:
        self.move_to(self.now() + by)


@dataclass
class SmallOffice:
    """The office, by name: `teams["North"]`, `staff["DSO"]` and so on are ids."""

    database: Database
    clock: MovingClock
    id: UUID
    teams: dict[str, UUID]
    patches: dict[str, UUID]
    staff: dict[str, UUID]
    count: int = field(default=0)
    as_administrator: Database | None = None  # where a server lets its administrator do what it refuses a desk
    desk_of: Callable[[UUID], Database] | None = None  # and knows who does something by whose login it is

    @property
    def now(self) -> datetime:
        return self.clock.now()

    @property
    def unwalled(self) -> Database:
        """The database as whoever looks after it sees it; a file is everybody's."""
        return self.as_administrator or self.database

    def work(self, staff: str = "DSO") -> Work:
        """The desk of somebody of the staff."""
        here = self.database if self.desk_of is None else self.desk_of(self.staff[staff])
        return Work(here, self.clock, staff=self.staff[staff])

    def do(self, deed: Callable[Concatenate[Turn, P], Changes], *args: P.args, **kwargs: P.kwargs) -> Changes:
        """Do a use case as the DSO."""
        return self.work().write(told_by_its_deed(deed, *args, **kwargs))

    def do_as(
        self, staff: str, deed: Callable[Concatenate[Turn, P], Changes], *args: P.args, **kwargs: P.kwargs
    ) -> Changes:
        """Do a use case as somebody else of the staff."""
        return self.work(staff).write(told_by_its_deed(deed, *args, **kwargs))

    def ask(self, query: Callable[Concatenate[Turn, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Ask a query as the DSO."""
        return self.work().read(query, *args, **kwargs)

    def policy(self, moment: datetime | None = None) -> PolicySettings:
        """The settings that a desk goes by, now or at a moment."""
        desk = Work(self.database, FixedClock(moment or self.now), staff=self.staff["DSO"])
        return desk.read(lambda turn: turn.policy)

    def get(self, kind: type[Row], key: UUID) -> Row:
        """A record as it is stored now."""
        with self.database.reading() as session:
            return session.get_one(kind, key)

    def version(self, kind: type[Row], key: UUID) -> int:
        """Which version of a record is stored now."""
        return self.get(kind, key).version

    def store(self, *records: Recorded) -> None:
        """Put records straight into the database, as taken over from elsewhere."""
        with (self.unwalled if any(map(self._is_anothers, records)) else self.database).writing() as session:
            for record in records:
                record.office_id = self.id
                session.add(record)
                session.flush()

    def _is_anothers(self, record: Recorded) -> bool:
        """Whether it says that somebody else than the DSO did it, which no server takes from a desk of the DSO's."""
        said = {getattr(record, column) for column in DID.get(record.__tablename__, ())}
        return bool(said - {None, self.staff["DSO"]})

    def send_tracker(self) -> None:
        """Let all that waits for Scheduling go out in a workbook, so that it is heard."""
        with self.database.reading() as session:
            waits = (TrackerChange.exported_at.is_(None), TrackerChange.withdrawn_at.is_(None))
            numbers = session.scalars(select(TrackerChange.number).where(*waits)).all()
        self.do(send, numbers=numbers, file_name="tracker.xlsx")

    def _next(self) -> int:
        self.count += 1
        return self.count

    def a_person(self, **values: Any) -> UUID:
        number = self._next()
        told = {
            "given": "Jean",
            "family": f"Gill {number}",
            "born": date(1940, 5, 1),
            "mosaic_id": f"M{number:06}",
            "patch_id": self.patches["Matlock"],
        } | values
        given_folded, family_folded = folded_names(told["given"], told["family"])
        person = Person(
            postcode="DE4 3AA", address="1 Mill Bank, Matlock",
            given_folded=given_folded, family_folded=family_folded, **told,
        )  # fmt: skip
        self.store(person)
        return person.id

    def a_referral(self, *visits: PlannedVisit, person: UUID | None = None, **values: Any) -> UUID:
        """A referral that could be accepted at once, received a day ago; 30 minutes every morning by default."""
        number = self._next()
        told = {
            "reference": f"CH{number:05}", "received_at": self.now - timedelta(days=1), "team_id": self.teams["North"],
            "document": ReferralDocument.SHORT_TERM, "reason": ReferralReason.NEW_HOME_CARE, "support": Support.NONE,
            "needs_and_risks": "Weak after pneumonia, one to mobilise with frame", "referrer": "Ward 4",
            "alternatives_considered": "Daughter works nights", "calls_text": "am 30 daily",
        } | values  # fmt: skip
        told.setdefault("first_asked_at", told["received_at"])
        referral = Referral(person_id=person or self.a_person(), **told)
        self.store(referral, *requested_lines(self.id, referral.id, visits or (visit(),), revision=1))
        return referral.id

    def an_episode(self, *visits: PlannedVisit, person: UUID | None = None, **values: Any) -> UUID:
        """An open short-term episode that began two days ago, with a first plan; its person has a name of their own."""
        told = {
            "kind": EpisodeKind.SHORT_TERM, "team_id": self.teams["North"], "dso_id": self.staff["DSO"],
            "case_coordinator_id": self.staff["SW"], "started_at": self.now - timedelta(days=2),
        } | values  # fmt: skip
        told.setdefault("first_support_at", told["started_at"])
        episode = Episode(person_id=person or self.a_person(), **told)
        self.store(episode)
        self.a_plan(episode.id, *(visits or (visit(),)), effective_from=told["started_at"], made_at=told["started_at"])
        return episode.id

    def a_plan(
        self, episode: UUID, *visits: PlannedVisit, why: tuple[str | None, ...] | None = None, **values: Any
    ) -> UUID:
        told = {
            "number": 1, "kind": PlanKind.SHORT_TERM, "change": PlanChange.START, "made_at": self.now,
            "effective_from": self.now,
            "made_by_id": self.staff["DSO"],
        } | values  # fmt: skip
        plan = Plan(episode_id=episode, **sums_of(visits), **told)
        self.store(plan, *plan_lines(self.id, plan.id, visits, why=why))
        return plan.id

    def a_goal(self, episode: UUID, **values: Any) -> UUID:
        number = self._next()
        told = {
            "number": number, "statement": f"I will make my own lunch {number}", "measure": "made on 6 of 7 days",
            "achievable": "stands for ten minutes", "relevant": "no lunch call needed",
            "target": date(2026, 12, 10), "calls": "lunch", "set_at": self.now, "set_by_id": self.staff["OT"],
        } | values  # fmt: skip
        goal = Goal(episode_id=episode, person_id=self.get(Episode, episode).person_id, **told)
        self.store(goal)
        return goal.id


def neighbours_of(office: SmallOffice) -> SmallOffice:
    """Another office on the same database, with teams, patches and staff of the same names; desks stay in the first."""
    return small_office(office.unwalled, office.clock, name="High Peak")


def small_office(database: Database, clock: MovingClock, *, hours: int = 100, name: str = "Dales") -> SmallOffice:
    """Fill an empty migrated database: teams North and South (STS) and Interim, each with `hours` a week."""
    with database.writing() as session:
        office = Office(name=name, area="Derbyshire Dales", council="Derbyshire County Council",
                        complaints_telephone="0114 496 0090", finance_telephone="0114 496 0091")  # fmt: skip
        session.add(office)
        if session.get(DatabaseMark, 1) is None:
            session.add(DatabaseMark(number=1, is_test=True, made_at=clock.now(), made_by="test", office_id=None))
            session.flush()
            session.get_one(DatabaseMark, 1).office_id = office.id
        session.flush()
        teams = {
            name: Team(
                office_id=office.id, name=name, kind=kind, worker_minutes_a_week=hours * 60, telephone="0114 496 0001"
            )
            for name, kind in (
                ("North", TeamKind.SHORT_TERM),
                ("South", TeamKind.SHORT_TERM),
                ("Interim", TeamKind.INTERIM),
            )
        }
        patches = {name: Patch(office_id=office.id, name=name) for name in ("Matlock", "Bakewell")}
        session.add_all([*teams.values(), *patches.values()])
        session.flush()
        session.add_all(
            TeamPatch(office_id=office.id, team_id=team.id, patch_id=patch.id)
            for team in teams.values()
            for patch in patches.values()
        )
        staff = {
            role.label: Staff(
                office_id=office.id,
                name=f"{role.label} North",
                role=role,
                team_id=teams["North"].id,
                telephone="0114 496 0010",
            )
            for role in Role
        }
        staff["Interim DSO"] = Staff(
            office_id=office.id, name="DSO Interim", role=Role.DSO, team_id=teams["Interim"].id
        )
        staff["Second CWC"] = Staff(office_id=office.id, name="Second CWC", role=Role.CWC, team_id=teams["North"].id)
        session.add_all(staff.values())
        session.add_all(
            StartCheckItem(office_id=office.id, item=item, position=number) for number, item in enumerate(START_CHECKS)
        )
        session.flush()
        take_words_over(session, office.id, every_own_word(), SINCE)
        ids = {name: team.id for name, team in teams.items()}
        return SmallOffice(database, clock, office.id, ids, {name: patch.id for name, patch in patches.items()},
                           {name: member.id for name, member in staff.items()})  # fmt: skip


def every_own_word() -> dict[str, dict[str, str]]:
    """What the office must say itself, by paper and phrase: each paper can be more than a draft."""
    return {
        paper: {
            each.name: f"We tell you here about {each.own.title}."
            for each in shipped_words(paper).phrases.values()
            if each.own is not None and each.own.is_needed
        }
        for paper in shipped_papers()
    }
