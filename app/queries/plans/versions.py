"""The service plans tab: the week in force, its totals, all versions, and what changed between two (PSP-1 to 10)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import aliased

from app.door.errors import Refused
from app.door.turn import Turn
from app.queries.episodes.never_started import refuse_if_never_started
from app.queries.plans.aim import AimAsked, aim_of, with_aim
from app.queries.plans.chc import ChcView, chc_of
from app.queries.plans.continuity import workers_seen
from app.queries.plans.double_ups import CallsForTwo, calls_for_two
from app.queries.plans.extra_calls import ExtraCallsView, extra_calls_of
from app.queries.plans.onward import OnwardRow, onward_of
from app.queries.plans.shared_visits import SharedLine, lines_of, shared_of
from app.queries.plans.support import Support, support_of
from app.queries.plans.support_by_week import visits_rated
from app.queries.who_decided import words_on_plans
from models.closed_before import is_taken_over_closed
from models.episodes import Episode
from models.owners_of_days import dso_of_day, team_of_day
from models.people import Person
from models.plans import Plan, PlanTakenBack, PlanVisit
from models.policy import PolicySettings
from models.rules.goals.levels import RatedVisit, weekly_levels
from models.rules.goals.support_by_week import HoursFrom, SupportWeek, weeks_of_support
from models.rules.plans.changes import hours_change_text
from models.rules.plans.comparison import VisitChange, VisitChangeKind
from models.rules.plans.comparison import compare as compare_weeks
from models.rules.plans.continuity import WorkersOfWeek, is_looked_at
from models.rules.plans.covered import Covered, covered_line, restored, week_line
from models.rules.plans.in_force import coming, coming_line, plan_of_day
from models.rules.plans.short_calls import ShortCall, short_calls, why_changes, why_kept
from models.rules.plans.totals import CallTotals, PlanTotals, calls_in_words, totals
from models.staff import Staff
from models.teams import Team
from models.together import Together
from models.values import PlannedVisit, WhyShort, days_of, hours_text, london_day, whole_name
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.people import PaperFormat
from models.vocabulary.plans import PlanChange, PlanKind

__all__ = [
    "CallTotals", "Comparison", "PlanTotals", "PlansView", "Support", "SupportWeek", "VersionRow", "VisitChange",
    "VisitChangeKind", "compare", "view",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """A version in the list, newest first; `version` is what a deed about this plan version calls `seen`.

    `is_current` marks its episode's plan of today, `is_coming` one that is agreed for a later day; one that was taken
    back before its day is neither, and says when, by whom and why (PSP-2).
    """

    id: UUID
    version: int
    episode: UUID
    episode_kind: EpisodeKind
    number: int
    kind: PlanKind
    change: PlanChange
    because: str
    made_by: str
    whose_word: str  # whose word its change rests on, and who typed it in (END-10)
    effective_from: datetime
    finished_at: datetime | None
    is_current: bool
    is_coming: bool
    can_finish: bool
    taken_back_at: datetime | None
    taken_back_by: str
    taken_back_because: str
    scheduling_confirmed_at: datetime | None
    mdt_agreed_at: datetime | None
    coordinator_agreed_at: datetime | None
    amended_support_plan_at: datetime | None
    amended_po_at: datetime | None
    visits_a_week: int
    worker_minutes: int
    week: tuple[PlannedVisit, ...]
    covered: Covered
    why_short: tuple[WhyShort, ...]
    short: tuple[ShortCall, ...]  # the calls that are asked why they are so short, by today's setting

    @property
    def asks_amendments(self) -> bool:
        """Whether support plan and PO have to follow its change of hours (PSP-5)."""
        return self.change is PlanChange.INTERIM_CHANGE

    @property
    def from_day(self) -> date:
        """The day from which it is in force."""
        return london_day(self.effective_from)

    @property
    def totals(self) -> PlanTotals:
        """The week in numbers, by call too."""
        return totals(self.week)

    @property
    def hours(self) -> str:
        """Worker hours a week; of week A and of week B where calls take turns."""
        return self.totals.by_turns("worker_minutes", hours_text)

    @property
    def calls_text(self) -> str:
        """The week in one line."""
        return calls_in_words(self.week)

    @property
    def covered_text(self) -> str:
        """The calls that others cover, in one line; empty where there are none."""
        return covered_line(self.covered)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlansView:
    """All that the tab shows of a person: the newest episode's plan of today, and every version of the run.

    `newest` is the version that was made last, which a new one is based on; `coming` are sentences. `visit_step` is
    of how many minutes a visit's whole steps are.
    """

    person: UUID
    name: str
    reference: str
    paper_format: PaperFormat
    episode: UUID
    episode_version: int
    kind: EpisodeKind
    is_open: bool
    team: str
    dso: str
    current: VersionRow | None
    newest: UUID | None
    coming: tuple[str, ...]
    versions: tuple[VersionRow, ...]
    support: Support
    onward: tuple[OnwardRow, ...]
    double_ups: CallsForTwo | None
    aim: AimAsked | None  # what support is for at first: none where nobody is asked, and nothing was said
    chc: ChcView
    extra_calls: ExtraCallsView | None
    workers: WorkersOfWeek | None  # none: support ended before the days that are looked at
    weeks: tuple[SupportWeek, ...]
    shared: tuple[SharedLine, ...]
    visit_step: int

    @property
    def to_follow(self) -> VersionRow | None:
        """The change of interim hours that support plan and PO have to follow, also while its day is to come (PSP-5).

        Only the version that was made last can still be ticked, and Today asks for it as soon as it is agreed.
        """
        return next((each for each in self.versions if each.id == self.newest and each.asks_amendments), None)

    @property
    def can_extend(self) -> bool:
        """Whether short-term support goes on, so that it can be extended (PSP-7)."""
        return self.is_open and self.support.six_weeks is not None

    @property
    def asks_for_package(self) -> bool:
        """Whether the days of a long-term package are asked for, or known (PSP-8)."""
        return self.kind.is_interim or self.support.package_started_on is not None

    @property
    def can_change(self) -> bool:
        """Whether there is a plan to make a new version of."""
        return self.is_open and self.current is not None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions side by side: what changed visit by visit, and the change of hours in one phrase."""

    old: VersionRow
    new: VersionRow
    changes: tuple[VisitChange, ...]
    hours: str

    @property
    def sentences(self) -> tuple[str, ...]:
        """The changes in words, of why a call is short too; one sentence where the visits are the same."""
        changed = tuple(each.sentence for each in self.changes) or ("The visits are the same.",)
        return (*changed, *why_changes(self.old.why_short, self.new.why_short))


def view(turn: Turn, *, person: UUID) -> PlansView:
    """The whole tab: person and episodes, versions with their weeks, and what is recorded beside them."""
    episodes = turn.session.execute(with_aim(_episodes(turn, person))).all()
    refuse_if_never_started(turn, person, episodes)
    latest = episodes[-1]
    run = _run(episodes)
    together = Together(turn.session)
    support, chc = together.ask(support_of, turn, latest), together.ask(chc_of, turn, latest.id)
    extra_calls, shared = together.ask(extra_calls_of, turn, latest.id), together.ask(shared_of, turn, latest.id)
    onward, two = together.ask(onward_of, turn, run), together.ask(calls_for_two, turn, latest)
    workers, rated = together.ask(workers_seen, turn, person), together.ask(visits_rated, turn, run)
    versions = together.ask(_versions, turn, Plan.episode_id.in_(run))()
    own = [each for each in versions if each.episode == latest.id]
    ahead = (each for each in reversed(own) if each.is_coming)
    current = next((each for each in own if each.is_current), None)
    return PlansView(
        person=person,
        name=whole_name(latest.given, latest.family),
        reference=latest.mosaic_id or "",
        paper_format=latest.paper_format,
        episode=latest.id,
        episode_version=latest.version,
        kind=latest.kind,
        is_open=latest.ended_at is None,
        team=latest.team,
        dso=latest.dso,
        current=current,
        newest=next((each.id for each in own if each.taken_back_at is None), None),
        coming=tuple(_coming_said(each) for each in coming(ahead, turn.day)),
        versions=versions,
        support=support(),
        onward=onward(),
        double_ups=two(),
        aim=aim_of(turn, latest),
        chc=chc(),
        extra_calls=extra_calls(),
        workers=workers() if is_looked_at(latest.ended_at and london_day(latest.ended_at), turn.day) else None,
        weeks=_weeks(turn, episodes, versions, rated()),
        shared=lines_of(shared(), current.week if current else ()),
        visit_step=turn.policy.visit_step,
    )


def _weeks(
    turn: Turn,
    episodes: Sequence[Row[*tuple[Any, ...]]],
    versions: tuple[VersionRow, ...],
    rated: tuple[RatedVisit[Any], ...],
) -> tuple[SupportWeek, ...]:
    """Hours and levels of the run so far, from the first day of support to today or its end.

    What was agreed for a day after its own episode had ended never came into force: another episode's plan did.
    """
    latest = episodes[-1]
    first = london_day(latest.first_support_at)
    ended = {row.id: london_day(row.ended_at) for row in episodes if row.ended_at}
    standing = (
        each
        for each in reversed(versions)
        if each.taken_back_at is None and each.from_day <= ended.get(each.episode, date.max)
    )
    hours = [
        HoursFrom(each.from_day, number, each.worker_minutes, step_down=each.change is PlanChange.STEP_DOWN)
        for number, each in enumerate(standing)
    ]
    last = min(turn.day, london_day(latest.ended_at)) if latest.ended_at else turn.day
    handed_over = [london_day(each.started_at) for each in episodes[1:]]
    levels = weekly_levels(rated, first, lambda visit: sum([day <= visit.day for day in handed_over]))
    return weeks_of_support(hours, levels, first, last)


def compare(turn: Turn, *, old: UUID, new: UUID) -> Comparison:
    """What changed between two versions, whichever they are. Source: good practice (PSP-2)."""
    found = {each.id: each for each in _versions(turn, Plan.id.in_((old, new)))}
    if not {old, new} <= found.keys():
        raise Refused("One of these versions isn't in your office's list.", who="the office that holds it")
    before, after = found[old], found[new]
    changed = compare_weeks(before.week, after.week, (before.covered, after.covered))
    return Comparison(before, after, changed, hours_change_text(before.week, after.week))


def _episodes(turn: Turn, person: UUID) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Person.given, Person.family, Person.mosaic_id, Person.paper_format, Episode.person_id,
            Episode.id, Episode.version, Episode.kind, Episode.started_at, Episode.first_support_at, Episode.ended_at,
            Episode.follows_id, Episode.support_plan_at, Episode.package_started_on, Episode.package_reviewed_on,
            Team.name.label("team"), Staff.name.label("dso"), is_taken_over_closed().label("is_taken_over_closed"),
        )
        .select_from(Episode)
        .join(Person, Person.id == Episode.person_id)
        .join(Team, Team.id == team_of_day(turn.day))
        .join(Staff, Staff.id == dso_of_day(turn.day))
        .where(Episode.person_id == person, Episode.office_id == turn.office, Episode.undone_at.is_(None))
        .order_by(Episode.started_at, Episode.id)
    )  # fmt: skip


def _run(episodes: Iterable[Row[*tuple[Any, ...]]]) -> list[UUID]:
    """The latest episode and those that it follows: the years before are another run of service."""
    follows = {row.id: row.follows_id for row in episodes}
    here: UUID | None = list(follows)[-1]
    run = []
    while here is not None and here in follows:
        run.append(here)
        here = follows[here]
    return run


def _versions(turn: Turn, which: Any) -> tuple[VersionRow, ...]:
    """Versions newest first, each with its week, in one statement."""
    by = aliased(Staff)
    rows = turn.session.execute(
        select(
            Plan.id, Plan.version, Plan.episode_id, Episode.kind.label("episode_kind"), Episode.ended_at,
            Plan.number, Plan.kind,
            Plan.change, Plan.because, Staff.name.label("made_by"), Plan.effective_from,
            Plan.finished_at, Plan.scheduling_confirmed_at, Plan.mdt_agreed_at, Plan.coordinator_agreed_at,
            Plan.amended_support_plan_at, Plan.amended_po_at, Plan.visits_a_week, Plan.worker_minutes,
            Plan.covered, PlanTakenBack.taken_back_at, by.name.label("taken_back_by"),
            PlanTakenBack.because.label("taken_because"),
            PlanVisit.days, PlanVisit.call, PlanVisit.minutes, PlanVisit.workers, PlanVisit.at, PlanVisit.tasks,
            PlanVisit.weeks, PlanVisit.short_because,
        )
        .join(Episode, Episode.id == Plan.episode_id)
        .outerjoin(Staff, Staff.id == Plan.made_by_id)
        .outerjoin(PlanTakenBack, PlanTakenBack.plan_id == Plan.id)
        .outerjoin(by, by.id == PlanTakenBack.taken_back_by_id)
        .outerjoin(PlanVisit, PlanVisit.plan_id == Plan.id)
        .where(Plan.office_id == turn.office, which)
        .order_by(Episode.started_at.desc(), Plan.number.desc(), PlanVisit.number)
    )  # fmt: skip
    by_plan: defaultdict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        by_plan[row.id].append(row)
    words = words_on_plans(turn, plans=tuple(by_plan))
    until = {lines[0].episode_id: lines[0].ended_at for lines in by_plan.values()}
    found = [_version(lines, turn.policy) for lines in by_plan.values()]
    current, ahead, finishable = set[UUID](), set[UUID](), set[UUID]()
    for episode, ended_at in until.items():
        own = [each for each in found if each.episode == episode and each.taken_back_at is None]
        of_day = plan_of_day(own, min(london_day(ended_at), turn.day) if ended_at else turn.day)
        current |= {of_day.id} if of_day else set()
        if of_day and of_day.finished_at is None and (ended_at is None or of_day is own[0]):
            finishable.add(of_day.id)
        ahead |= {each.id for each in own if each.from_day > turn.day and ended_at is None}
    return tuple(
        replace(
            each,
            whose_word=words.get(each.id, ""),
            is_current=each.id in current,
            is_coming=each.id in ahead,
            can_finish=each.id in finishable,
        )
        for each in found
    )


def _coming_said(version: VersionRow) -> str:
    """What is agreed for later, in one line, with what others cover."""
    what = f"{version.hours} h, {week_line(version.week, version.covered)}" if version.week else "no visits"
    return coming_line(version.from_day, what)


def _version(rows: list[Any], policy: PolicySettings) -> VersionRow:
    row = rows[0]
    week = tuple(
        PlannedVisit(days_of(each.days), each.call, each.minutes, each.workers, each.at, each.tasks, each.weeks)
        for each in rows
        if each.days is not None
    )
    why = why_kept((each.call, each.short_because) for each in rows)
    return VersionRow(
        id=row.id,
        version=row.version,
        episode=row.episode_id,
        episode_kind=row.episode_kind,
        number=row.number,
        kind=row.kind,
        change=row.change,
        because=row.because,
        made_by=row.made_by or "",
        whose_word="",
        effective_from=row.effective_from,
        finished_at=row.finished_at,
        is_current=False,
        is_coming=False,
        can_finish=False,
        taken_back_at=row.taken_back_at,
        taken_back_by=row.taken_back_by or "",
        taken_back_because=row.taken_because or "",
        scheduling_confirmed_at=row.scheduling_confirmed_at,
        mdt_agreed_at=row.mdt_agreed_at,
        coordinator_agreed_at=row.coordinator_agreed_at,
        amended_support_plan_at=row.amended_support_plan_at,
        amended_po_at=row.amended_po_at,
        visits_a_week=row.visits_a_week,
        worker_minutes=row.worker_minutes,
        week=week,
        covered=restored(row.covered),
        why_short=why,
        short=short_calls(week, why, policy),
    )
