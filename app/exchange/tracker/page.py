"""Gathers what the scheduling tracker says: the changes of one workbook, capacity, and who is in service today."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Row, ScalarSelect, and_, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from app.door.turn import Turn
from app.exchange.tracker.capacity import capacity_rows
from app.exchange.tracker.who_left import NOBODY, InWorkbook, who_left
from app.queries.office.choices import here
from app.queries.statement import DEATH, death_of
from app.queries.tracker.state import ref_of
from models.care_at_home import SupportAim
from models.episodes import Episode, Milestone
from models.expected_of_episodes import expected_in, next_expected
from models.extensions import extended_until
from models.owners_of_days import dso_of_day, patch_of_day, team_of_day
from models.people import DatabaseMark, Person
from models.plans import Plan
from models.plans_of_days import is_plan_of_day, stands
from models.rules.clocks import day_number, end_of_day
from models.rules.closure.expected import expected_line, expected_text
from models.rules.goals.smart import goals_asked_since, goals_due
from models.rules.plans.changes import last_day_of_short_term, support_plan_due
from models.rules.plans.in_force import coming_line, coming_text
from models.rules.plans.two_weeks import told_with_turns
from models.staff import Staff
from models.teams import Patch, Team
from models.tracker import TrackerChange
from models.transfer import Transfer
from models.values import hours_text, london_day, to_london, whole_name
from models.vocabulary.episodes import EpisodeKind, MilestoneKind
from reports.tracker.page import About, Marks, Minutes, PersonRow, TrackerPage, TrackerRow

_AnyRow = Row[Any]
_ENDING_WITHIN = timedelta(days=7)
_AT_ONCE = 5_000  # numbers in one statement


def tracker_page(
    turn: Turn,
    *,
    file_name: str,
    program: str,
    numbers: frozenset[int] = frozenset(),
    standing: InWorkbook = NOBODY,
) -> TrackerPage:
    """Everything for one export to this file, in a fixed number of statements.

    The changes are those that went to this file, those that stand in it (`numbers`), and those that went nowhere yet.
    `standing` are the people who stand in its sheet People: what became of those who left is said in their rows.
    """
    about = about_here(turn, program=program)
    people = turn.session.execute(_people(turn)).all()
    ending = frozenset(row.id for row in people if _ends_soon(turn, row))
    left = who_left(turn, standing, frozenset(row.person_id for row in people))
    return TrackerPage(
        turn.moment,
        about,
        tuple(map(_change, _told(turn, file_name, numbers))),
        capacity_rows(turn, ending),
        tuple(_in_service(turn, row) for row in people),
        left.sentences,
        left.keys,
    )


def about_here(turn: Turn, *, program: str) -> About:
    """Where a workbook that is made here comes from."""
    office, bind = here(turn), turn.session.get_bind()
    is_test = bool(turn.session.scalar(select(DatabaseMark.is_test)))
    return About(
        program, Path(bind.engine.url.database or "").name, office.name, office.council, str(turn.office), is_test
    )


def _told(turn: Turn, file_name: str, numbers: frozenset[int]) -> list[_AnyRow]:
    """The changes of this export in their order; a statement holds no more numbers than any database takes.

    Those that stand in the workbook and went to it under its name are found by the name alone: nearly always all.
    """
    its_own = or_(TrackerChange.exported_at.is_(None), TrackerChange.exported_to == file_name)
    rows = list(turn.session.execute(_changes(turn, its_own)))
    others = sorted(numbers - {row.number for row in rows})
    for first in range(0, len(others), _AT_ONCE):
        standing = TrackerChange.number.in_(others[first : first + _AT_ONCE])
        rows += turn.session.execute(_changes(turn, standing))
    return sorted(rows, key=lambda row: row.number) if others else rows


def _changes(turn: Turn, which: ColumnElement[bool]) -> Any:
    taken_back = aliased(TrackerChange)
    return (
        select(
            TrackerChange.number, TrackerChange.kind, TrackerChange.notified_at, TrackerChange.effective_at,
            TrackerChange.from_team, TrackerChange.to_team, TrackerChange.visits_a_week,
            TrackerChange.contact_minutes, TrackerChange.has_double_up, TrackerChange.calls, TrackerChange.reason,
            TrackerChange.dso, TrackerChange.case_note, TrackerChange.exported_at,
            TrackerChange.written,
            TrackerChange.ccl, TrackerChange.ccl_by, TrackerChange.ccl_on, TrackerChange.ccl_query,
            taken_back.number.label("retracts"), Person.given, Person.family, Person.mosaic_id, Person.postcode,
            Patch.name.label("patch"),
        )
        .select_from(TrackerChange)
        .join(Person, Person.id == TrackerChange.person_id)
        .outerjoin(Patch, Patch.id == patch_of_day(turn.day))
        .outerjoin(taken_back, taken_back.id == TrackerChange.retracts_id)
        .where(
            TrackerChange.office_id == turn.office,
            TrackerChange.withdrawn_at.is_(None),
            which,
        )
        .order_by(TrackerChange.number)
    )  # fmt: skip


def _change(row: _AnyRow) -> TrackerRow:
    """What goes with no week says none: an end has no visits, not nought of them."""
    return TrackerRow(
        ref=ref_of(row.number),
        notified=row.notified_at,
        change=row.kind,
        effective=day_or_moment(row.effective_at),
        person=whole_name(row.given, row.family),
        mosaic_id=row.mosaic_id or "",
        retracts=ref_of(row.retracts) if row.retracts else "",
        postcode=row.postcode,
        patch=row.patch or "",
        from_team=row.from_team,
        to_team=row.to_team,
        visits_a_week=row.visits_a_week if row.calls else None,
        minutes_a_week=row.contact_minutes if row.calls else None,
        double_up=row.has_double_up,
        calls=told_with_turns(row.calls, london_day(row.effective_at)),
        reason=row.reason,
        dso=row.dso,
        case_note=row.case_note,
        sent=row.exported_at is not None,
        written=json.loads(row.written) if row.written else None,
        marks=marks_known(row),
    )


def marks_known(row: _AnyRow) -> Marks:
    """What Scheduling answered, as far as it was read back."""
    return Marks(row.ccl, row.ccl_by, london_day(row.ccl_on) if row.ccl_on else None, row.ccl_query)


def day_or_moment(at: datetime) -> date | datetime:
    """A moment at midnight in the office means the day."""
    local = to_london(at)
    return local.date() if (local.hour, local.minute) == (0, 0) else at


def _people(turn: Turn) -> Any:
    """A row for everybody in service: their plan in force, and what their next deadline rests on."""
    taken_over = (
        select(func.min(Transfer.offer_starts_on))
        .where(
            or_(Transfer.episode_id == Episode.id, Transfer.to_episode_id == Episode.id),
            Transfer.abandoned_at.is_(None),
        )
        .scalar_subquery()
    )
    coming = _next_plan(turn)
    goals_set = exists().where(Milestone.episode_id == Episode.id, Milestone.kind == MilestoneKind.GOALS_SET)
    return (
        select(
            Episode.id, Episode.person_id, Episode.kind, Episode.started_at, Episode.first_support_at,
            Episode.support_plan_at, SupportAim.support_for, SupportAim.goals_from,
            Person.given, Person.family, Person.mosaic_id, Person.postcode, *DEATH, Patch.name.label("patch"),
            Team.name.label("team"), Staff.name.label("dso"), Plan.visits_a_week, Plan.contact_minutes,
            Plan.worker_minutes, Plan.heavier_week, extended_until().label("extended_to"),
            taken_over.label("taken_over_on"),
            goals_set.label("goals_set"), *next_expected(), coming(Plan.effective_from).label("changes_at"),
            coming(Plan.worker_minutes).label("changes_to"),
        )
        .select_from(Episode)
        .join(Person, Person.id == Episode.person_id)
        .join(Team, Team.id == team_of_day(turn.day))
        .join(Staff, Staff.id == dso_of_day(turn.day))
        .outerjoin(Patch, Patch.id == patch_of_day(turn.day))
        .outerjoin(Plan, and_(Plan.episode_id == Episode.id, is_plan_of_day(turn.day)))
        .outerjoin(SupportAim, SupportAim.episode_id == Episode.id)
        .where(Episode.office_id == turn.office, Episode.ended_at.is_(None))
        .order_by(Person.family_folded, Person.given_folded, Episode.id)
    )  # fmt: skip


def _in_service(turn: Turn, row: _AnyRow) -> PersonRow:
    interim, first = row.kind is not EpisodeKind.SHORT_TERM, london_day(row.first_support_at)
    death = death_of(row)
    deadline, about = min(_deadlines(turn, row), default=(None, "")) if not death.is_known else (None, "")
    return PersonRow(
        key=str(row.person_id),
        person=whole_name(row.given, row.family),
        mosaic_id=row.mosaic_id or "",
        postcode=row.postcode,
        patch=row.patch or "",
        team=row.team,
        dso=row.dso,
        kind=row.kind.label,
        started=london_day(row.started_at),
        day=day_number(first, turn.day),
        of_days=None if interim else day_number(first, _last_day(turn, row)),
        visits_a_week=row.visits_a_week or 0,
        week=Minutes(row.contact_minutes or 0, row.worker_minutes or 0),
        deadline=deadline and deadline.replace(second=0, microsecond=0),  # the end of a day reads 23:59, not the next
        deadline_about=_and_coming(about, row) if not death.is_known else f"{death.mark.capitalize()}: no visits",
    )


def _and_coming(about: str, row: _AnyRow) -> str:
    """What comes, said beside what is due: the next plan agreed for later, and what is expected (PSP-2, END-9).

    And that calls take turns in two weeks, where the hours are those of one.
    """
    said, expected = [about] if about else [], expected_in(row)
    if row.heavier_week:
        said.append("hours of the heavier of two weeks" if said else "Hours of the heavier of two weeks")
    if row.changes_at is not None:
        day, what = london_day(row.changes_at), f"{hours_text(row.changes_to)} h a week"
        said.append(coming_text(day, what) if said else coming_line(day, what))
    if expected is not None:
        said.append(f"expected: {expected_text(expected)}" if said else expected_line(expected))
    return "; ".join(said)


def _next_plan(turn: Turn) -> Callable[[InstrumentedAttribute[Any]], ScalarSelect[Any]]:
    """A column of the next version that is agreed for later, of the episode of the outer statement."""
    later = aliased(Plan)

    def of(column: InstrumentedAttribute[Any]) -> ScalarSelect[Any]:
        return (
            select(getattr(later, column.key))
            .where(later.episode_id == Episode.id, later.effective_from > end_of_day(turn.day), stands(later.id))
            .order_by(later.effective_from, later.number.desc())
            .limit(1)
            .correlate(Episode)
            .scalar_subquery()
        )

    return of


def _last_day(turn: Turn, row: _AnyRow) -> date:
    return last_day_of_short_term(london_day(row.first_support_at), turn.policy, row.extended_to)


def _deadlines(turn: Turn, row: _AnyRow) -> list[tuple[datetime, str]]:
    """What is due next of goals, support plan and the end of six weeks; interim support counts nothing down."""
    if row.kind is not EpisodeKind.SHORT_TERM:
        return []
    last = "Last day as extended" if row.extended_to else "Last day of six weeks"
    found = [(end_of_day(_last_day(turn, row)), last)]
    asked = goals_asked_since(row.started_at, row.support_for, row.goals_from)
    if not row.goals_set and asked is not None:
        found.append((goals_due(asked, turn.policy), "Goals to be set"))
    if row.support_plan_at is None:
        found.append((support_plan_due(row.started_at, turn.policy), "Support plan to be in place"))
    return found


def _ends_soon(turn: Turn, row: _AnyRow) -> bool:
    """Whether it is planned to end in the next seven days: recorded ahead, six weeks over, or a provider takes over."""
    expected = expected_in(row)
    if expected is not None and expected.ends_episode:
        return turn.day <= expected.day < turn.day + _ENDING_WITHIN
    planned = row.taken_over_on or (_last_day(turn, row) if row.kind is EpisodeKind.SHORT_TERM else None)
    return planned is not None and turn.day <= planned < turn.day + _ENDING_WITHIN
