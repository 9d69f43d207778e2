"""Who shares a visit with whom, with both plans of a day and those to come: what is counted once on each day ahead."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from models.episodes import Episode
from models.owners_of_days import team_of_day
from models.plans import Plan, PlanVisit
from models.plans_of_days import StoredVersion, is_in_force_or_coming
from models.rules.plans.changes import Week
from models.rules.plans.in_force import plan_of_day
from models.rules.plans.shared import in_both_sums, minutes_by_weekday
from models.shared_visits import SharedVisit
from models.values import Call, PlannedVisit, days_of


@dataclass(frozen=True, slots=True)
class SharedPair:
    """Two open episodes that share the visit at a call, with the team of each on the day that was asked about."""

    episodes: tuple[UUID, UUID]
    teams: tuple[UUID, UUID]
    call: Call
    versions: tuple[tuple[StoredVersion[Week], ...], tuple[StoredVersion[Week], ...]]

    def once_on(self, day: date) -> int:
        """The worker minutes a week that their plans of a day have alike and the sums of both count. (REF-15)."""
        one, other = (plan_of_day(each, day) for each in self.versions)
        if one is None or other is None:
            return 0
        in_both = in_both_sums(one.row.heavier_week, other.row.heavier_week)
        return sum(minutes_by_weekday(one.week, other.week, self.call, in_both))

    def once_ahead(self, day: date, weeks: tuple[int, ...]) -> tuple[int, ...]:
        """The same of each weekday, Monday first, in the week of the two in which it lies. (REF-15)."""
        one, other = (plan_of_day(each, day) for each in self.versions)
        return minutes_by_weekday(one.week if one else (), other.week if other else (), self.call, weeks)

    def least_from(self, day: date) -> int:
        """The worker minutes a week that they have alike on the day from this one on on which it is least. (REF-15)."""
        begins = {each.from_day for versions in self.versions for each in versions}
        return min(self.once_on(each) for each in {day, *(later for later in begins if later > day)})


def shared_pairs(session: Session, office: UUID, day: date) -> tuple[SharedPair, ...]:
    """Every visit that two share whose episodes are open; one statement. (REF-15).

    What counts once is for whoever asks to tell by the day: both are in one team then, and neither has ended.
    """
    one, other = aliased(Episode), aliased(Episode)
    rows = session.execute(
        select(
            SharedVisit.id, SharedVisit.episode_id, SharedVisit.with_episode_id, SharedVisit.call.label("shared"),
            team_of_day(day, one).label("team_id"), team_of_day(day, other).label("other_team_id"),
            Plan.id.label("plan_id"), Plan.episode_id.label("of"), Plan.number, Plan.effective_from, Plan.heavier_week,
            PlanVisit.days, PlanVisit.minutes, PlanVisit.workers, PlanVisit.at,
            PlanVisit.weeks,
        )
        .join(one, (one.id == SharedVisit.episode_id) & one.ended_at.is_(None))
        .join(other, (other.id == SharedVisit.with_episode_id) & other.ended_at.is_(None))
        .join(Plan, or_(Plan.episode_id == one.id, Plan.episode_id == other.id))
        .outerjoin(
            PlanVisit,
            (PlanVisit.plan_id == Plan.id) & (PlanVisit.call == SharedVisit.call),
        )
        .where(SharedVisit.office_id == office, SharedVisit.ended_at.is_(None), is_in_force_or_coming(day))
        .order_by(SharedVisit.id, Plan.id)
    )  # fmt: skip
    return tuple(_pair(list(lines)) for _, lines in groupby(rows, key=attrgetter("id")))


def _pair(rows: list[Any]) -> SharedPair:
    row = rows[0]
    versions = [_version(list(lines)) for _, lines in groupby(rows, key=attrgetter("plan_id"))]
    one, other = (
        tuple(each for each in versions if each.row.of == episode) for episode in (row.episode_id, row.with_episode_id)
    )
    return SharedPair((row.episode_id, row.with_episode_id), (row.team_id, row.other_team_id), row.shared, (one, other))


def _version(rows: list[Any]) -> StoredVersion[Week]:
    week = (
        PlannedVisit(days_of(row.days), row.shared, row.minutes, row.workers, row.at, weeks=row.weeks)
        for row in rows
        if row.days is not None
    )
    return StoredVersion(rows[0], tuple(week))
