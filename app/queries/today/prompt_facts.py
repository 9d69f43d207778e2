"""The facts on which Today rests, of everybody at once or of one person: twenty statements, however many people.

Each function reads one kind of record of those that can still prompt; nothing is decided here.
"""

from collections import defaultdict
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    true,
)
from sqlalchemy.orm import InstrumentedAttribute, aliased

from app.door.turn import Turn
from app.queries.statement import AnyRow, People
from models.agreement import Agreement
from models.assistive import AtGiven
from models.base import first_there
from models.breaks import Break
from models.capacity import is_promised
from models.care_at_home import SupportAim
from models.chc import chc_columns, chc_now
from models.closed_before import is_taken_over_closed
from models.closure import Closure
from models.costs import CostSaid
from models.episodes import Episode
from models.expected import ExpectedChange
from models.extensions import extended_until
from models.extra_calls import extra_calls_given
from models.goals import Goal
from models.handing_over import HandOverAnswered
from models.owners_of_days import (
    allocated_of_day,
    coordinator_of_day,
    dso_of_day,
    goal_setter_of_day,
    team_of_day,
    team_of_referral_of_day,
)
from models.people import Concern, Person
from models.plans import Plan
from models.plans_of_days import is_change_of_interim_hours
from models.referrals import Hold, InformationRequest, Placement, Referral
from models.staff import Staff
from models.teams import Team
from models.tracker import TrackerChange
from models.transfer import Transfer, TransferStep
from models.transfer_facts import eligible_at, is_waiting_row, not_given_up, reached_columns
from models.vocabulary.agreement import Funding
from models.vocabulary.closure import EndReason, ExpectedKind
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.tracker import CclMark
from models.vocabulary.transfer import TransferRoute, TransferStepKind

PERSON = (
    Person.id.label("person_id"),
    Person.given,
    Person.family,
    Person.death_reported_at,
    Person.death_confirmed_at,
    Person.died_on,
    Person.has_at,
    Person.funding,
)


def referral_rows(turn: Turn, people: People = None) -> list[AnyRow]:
    """Referrals that wait; of somebody in service CHC is said by their episode."""
    served = exists().where(Episode.person_id == Referral.person_id, Episode.ended_at.is_(None)).correlate(Referral)
    return _all(
        turn,
        select(
            *PERSON, Referral.id, Referral.outcome, Referral.from_hospital, Referral.discharge_on, Referral.chc,
            Referral.chc_known_at, Referral.received_at, Referral.chc_asked_at, Referral.chc_transferred_at,
            Referral.accepted_at, Referral.scheduling_confirmed_at, team_of_referral_of_day(turn.day).label("team_id"),
            Hold.found_at,
            served.label("is_served"), is_promised().label("is_promised"), Referral.capacity_found_at,
            Referral.first_start_agreed_at, Referral.start_planned_at, Team.name.label("team"),
            Placement.expires_at.label("placed_until"),
        )
        .select_from(Referral)
        .join(Person, Person.id == Referral.person_id)
        .outerjoin(Team, Team.id == team_of_referral_of_day(turn.day))
        .outerjoin(Hold, (Hold.referral_id == Referral.id) & Hold.ended_at.is_(None))
        .outerjoin(Placement, (Placement.referral_id == Referral.id) & Placement.lifted_at.is_(None))
        .where(
            Referral.office_id == turn.office,
            Referral.outcome.is_(None),
            of_people(people, Referral.person_id),
        ),
    )  # fmt: skip


def question_rows(turn: Turn, people: People = None) -> defaultdict[UUID, list[AnyRow]]:
    """What is asked and hasn't come, by referral."""
    rows = _all(
        turn,
        select(InformationRequest.referral_id.label("of"), InformationRequest.asked_at, InformationRequest.of_whom)
        .join(Referral, Referral.id == InformationRequest.referral_id)
        .where(
            InformationRequest.office_id == turn.office,
            InformationRequest.received_at.is_(None),
            Referral.outcome.is_(None),
            of_people(people, Referral.person_id),
        ),
    )
    return _by(rows)


def episode_rows(turn: Turn, people: People = None) -> list[AnyRow]:
    """Episodes that are open or not closed, or whose long-term package is to be reviewed; with what hangs on each.

    One with several changes of its interim hours, in force or to come, has a row for each. (PSP-5).
    """
    chc = chc_now(turn.office)
    setter = aliased(Staff)
    before = aliased(Episode)  # whose AT is reviewed during interim (END-5)
    handed_over = (
        (before.id == Episode.follows_id)
        & (before.end_reason == EndReason.TRANSFERRED)
        & (Episode.kind != EpisodeKind.SHORT_TERM)
    )
    closing = Episode.closed_at.is_(None) & Episode.ended_at.is_not(None)  # after a hand-over too (END-4)
    reviewing = Episode.package_started_on.is_not(None) & Episode.package_reviewed_on.is_(None)
    return _all(
        turn,
        select(
            *PERSON, Episode.id, Episode.kind, team_of_day(turn.day).label("team_id"),
            dso_of_day(turn.day).label("dso_id"), Staff.name.label("dso"),
            setter.name.label("goal_setter"), goal_setter_of_day(turn.day).label("goal_setter_id"),
            coordinator_of_day(turn.day).label("case_coordinator_id"),
            allocated_of_day(turn.day).label("allocated_worker_id"),
            Episode.started_at, Episode.first_support_at, Episode.support_plan_at,
            Episode.package_started_on, Episode.package_reviewed_on, Episode.ended_at, Episode.end_reason,
            Episode.closed_at, extended_until().label("extended_to"), Plan.made_at.label("changed_at"),
            Plan.effective_from.label("changed_from"), Plan.amended_support_plan_at, Plan.amended_po_at,
            Closure.at_outcome, Closure.at_recorded_at, before.ended_at.label("handed_over_at"),
            AtGiven.given.label("at_given"), AtGiven.id.label("at_asked"), SupportAim.support_for,
            SupportAim.goals_from, *chc_columns(chc),
        )
        .select_from(Episode)
        .join(Person, Person.id == Episode.person_id)
        .join(Staff, Staff.id == dso_of_day(turn.day))
        .outerjoin(setter, setter.id == goal_setter_of_day(turn.day))
        .outerjoin(Plan, (Plan.episode_id == Episode.id) & is_change_of_interim_hours(turn.day))
        .outerjoin(chc, chc.c.episode_id == Episode.id)
        .outerjoin(before, handed_over)
        .outerjoin(Closure, Closure.episode_id == first_there(before.id, Episode.id))
        .outerjoin(AtGiven, AtGiven.episode_id == first_there(before.id, Episode.id))
        .outerjoin(SupportAim, SupportAim.episode_id == Episode.id)
        .where(
            Episode.office_id == turn.office,
            Episode.undone_at.is_(None),
            or_(Episode.ended_at.is_(None), closing, reviewing),
            ~is_taken_over_closed(),  # apart from the others, which an index answers
            of_people(people, Episode.person_id),
        )
        .order_by(Episode.id, Plan.effective_from),
    )  # fmt: skip


def goal_rows(turn: Turn, people: People = None) -> defaultdict[UUID, list[AnyRow]]:
    """The goals of short-term support that goes on, by episode."""
    rows = _all(
        turn,
        select(
            Goal.episode_id.label("of"), Goal.statement, Goal.measure, Goal.achievable, Goal.relevant, Goal.target,
            Goal.calls, Goal.own_words, Goal.aim, Goal.set_at, Goal.state,
            Goal.held_record_at.is_not(None).label("in_held_record"),
            Goal.mosaic_at.is_not(None).label("in_mosaic"),
        )
        .join(Episode, Episode.id == Goal.episode_id)
        .where(
            Goal.office_id == turn.office,
            Episode.ended_at.is_(None),
            Episode.kind == EpisodeKind.SHORT_TERM,
            of_people(people, Episode.person_id),
        ),
    )  # fmt: skip
    return _by(rows)


def transfer_rows(turn: Turn, people: People = None) -> list[AnyRow]:
    """Transfers under way, and those over of which the interim DSO's last step or who pays is still to be said."""
    interim, sts_dso, later = aliased(Episode), aliased(Staff), Agreement.__table__.alias("later")
    coordinator_id = func.coalesce(coordinator_of_day(turn.day, interim), coordinator_of_day(turn.day))
    newer = exists().where(later.c.episode_id == Agreement.episode_id, later.c.issued_at > Agreement.issued_at)
    now = first_there(interim.id, Episode.id)
    agreed = (Agreement.episode_id == now) & ~newer.correlate(Agreement)
    finished = exists().where(
        TransferStep.transfer_id == Transfer.id,
        TransferStep.step == TransferStepKind.INTERIM_FINISHED,
        TransferStep.done_at.is_not(None),
    )
    row_waits = exists().where(is_waiting_row(Transfer.to_episode_id)).correlate(Transfer)
    asked_dso, answered_by, since = aliased(Staff), aliased(Staff), HandOverAnswered.__table__.alias("since")
    answered_since = exists().where(
        since.c.transfer_id == HandOverAnswered.transfer_id, since.c.id > HandOverAnswered.id
    ).correlate(HandOverAnswered)  # fmt: skip
    to_finish = (Transfer.route == TransferRoute.INTERIM_TEAM) & ~finished.correlate(Transfer)
    under_way = or_(
        Transfer.to_episode_id.is_(None) & Episode.ended_at.is_(None),
        interim.ended_at.is_(None) & interim.id.is_not(None),
        interim.ended_at.is_not(None) & to_finish,
        _nobody_said_who_pays(interim),
    )
    end_at = (
        select(func.min(ExpectedChange.expected_at))
        .where(
            ExpectedChange.episode_id == now,
            ExpectedChange.kind == ExpectedKind.END,
            ExpectedChange.confirmed_at.is_(None),
            ExpectedChange.taken_back_at.is_(None),
        )
        .correlate(Episode, interim)
        .scalar_subquery()
    )
    cost_said = exists().where(CostSaid.episode_id == now).correlate(Episode, interim)
    own_end = case((Transfer.to_episode_id.is_(None), Episode.ended_at))  # of somebody taken over in interim support
    return _all(
        turn,
        select(
            *PERSON, Transfer, Episode.kind, Episode.started_at,
            *(each.label(name) for each, name in zip(reached_columns(Episode.id), _REACHED, strict=True)),
            func.coalesce(interim.kind, Episode.kind).label("kind_now"),
            func.coalesce(interim.started_at, Episode.started_at).label("began_now"),
            coordinator_id.label("case_coordinator_id"), Staff.id.label("dso_id"), Staff.name.label("dso"),
            func.coalesce(team_of_day(turn.day, interim), team_of_day(turn.day)).label("team_id"),
            team_of_day(turn.day).label("sts_team_id"),
            dso_of_day(turn.day).label("sts_dso_id"), sts_dso.name.label("sts_dso"),
            func.coalesce(interim.ended_at, own_end).label("interim_ended_at"), row_waits.label("row_waits"),
            end_at.label("end_expected_at"), eligible_at().label("eligible_at"), cost_said.label("is_cost_said"),
            func.coalesce(interim.package_started_on, Episode.package_started_on).label("pvi_started_on"),
            Agreement.issued_at, Agreement.signed_at, Agreement.refused_at, Agreement.uploaded_at,
            Agreement.po_raised_at, asked_dso.name.label("interim_dso"), Team.name.label("to_team"),
            HandOverAnswered.answer, HandOverAnswered.answered_at, HandOverAnswered.because.label("answer_because"),
            answered_by.name.label("answered_by"),
        )
        .select_from(Transfer)
        .join(Episode, Episode.id == Transfer.episode_id)
        .join(Person, Person.id == Episode.person_id)
        .outerjoin(interim, interim.id == Transfer.to_episode_id)
        .join(Staff, Staff.id == func.coalesce(dso_of_day(turn.day, interim), dso_of_day(turn.day)))
        .join(sts_dso, sts_dso.id == dso_of_day(turn.day))
        .outerjoin(Agreement, agreed)
        .outerjoin(asked_dso, asked_dso.id == Transfer.interim_dso_id)
        .outerjoin(Team, Team.id == Transfer.to_team_id)
        .outerjoin(HandOverAnswered, (HandOverAnswered.transfer_id == Transfer.id) & ~answered_since)
        .outerjoin(answered_by, answered_by.id == HandOverAnswered.answered_by_id)
        .where(not_given_up(turn.office), under_way, of_people(people, Episode.person_id)),
    )  # fmt: skip


def _nobody_said_who_pays(interim: type[Episode]) -> ColumnElement[bool]:
    """Interim support that has ended, and whose package isn't closed: the time before may have to be paid (FUND-6)."""
    own = and_(Transfer.to_episode_id.is_(None), Episode.kind != EpisodeKind.SHORT_TERM, Episode.closed_at.is_(None))
    moved_to = and_(interim.id.is_not(None), interim.closed_at.is_(None))
    return and_(Person.funding == Funding.NOT_KNOWN, or_(own, moved_to))


def break_rows(turn: Turn, people: People = None) -> defaultdict[UUID, list[AnyRow]]:
    """Breaks of open episodes that last, or whose next visit is still to come, by episode."""
    rows = _all(
        turn,
        select(
            Break.episode_id.label("of"), Break.kind, Break.episode_kind, Break.began_at, Break.last_visit_on,
            Break.return_expected_at, Break.long_term_planned, Break.return_still_planned, Break.last_asked_at,
            Break.returned_at, Break.next_visit_on,
        )
        .join(Episode, Episode.id == Break.episode_id)
        .where(
            Break.office_id == turn.office,
            Break.returned_at.is_(None) | (Break.next_visit_on > turn.day),
            Episode.ended_at.is_(None),
            of_people(people, Episode.person_id),
        ),
    )  # fmt: skip
    return _by(rows)


def expected_rows(turn: Turn, people: People = None) -> defaultdict[UUID, list[AnyRow]]:
    """What was recorded ahead and neither confirmed nor taken back, by episode."""
    rows = _all(
        turn,
        select(
            ExpectedChange.episode_id.label("of"), ExpectedChange.kind, ExpectedChange.expected_at,
            ExpectedChange.reason,
        )
        .join(Episode, Episode.id == ExpectedChange.episode_id)
        .where(
            ExpectedChange.office_id == turn.office,
            ExpectedChange.confirmed_at.is_(None),
            ExpectedChange.taken_back_at.is_(None),
            of_people(people, Episode.person_id),
        ),
    )  # fmt: skip
    return _by(rows)


def extra_call_rows(turn: Turn, people: People = None) -> defaultdict[UUID, list[AnyRow]]:
    """Extra calls given beside another provider, by episode (REF-9)."""
    return _by(_all(turn, extra_calls_given(turn.office).where(of_people(people, Episode.person_id))))


def concern_rows(turn: Turn, people: People = None) -> list[AnyRow]:
    """Safeguarding concerns that nobody has been told of, and deaths that are reported and not confirmed."""
    untold = (Concern.person_id == Person.id) & Concern.told_at.is_(None)
    reported = Person.death_reported_at.is_not(None) & Person.death_confirmed_at.is_(None)
    return _all(
        turn,
        select(*PERSON, Concern.id, Concern.raised_at, literal(None).label("told_at"))
        .outerjoin(Concern, untold)
        .where(Person.office_id == turn.office, Concern.id.is_not(None) | reported, of_people(people, Person.id)),
    )


def scheduling_rows(turn: Turn, people: People = None) -> list[AnyRow]:
    """What Scheduling asks about a change in the tracker and hasn't marked otherwise since."""
    asked_at = func.coalesce(TrackerChange.ccl_on, TrackerChange.exported_at, TrackerChange.notified_at)
    return _all(
        turn,
        select(
            *PERSON, TrackerChange.kind, TrackerChange.ccl_query, TrackerChange.ccl_by, asked_at.label("asked_at"),
            TrackerChange.episode_id, TrackerChange.referral_id, Staff.name.label("dso"), Staff.id.label("dso_id"),
            func.coalesce(team_of_day(turn.day), team_of_referral_of_day(turn.day)).label("team_id"),
        )
        .select_from(TrackerChange)
        .join(Person, Person.id == TrackerChange.person_id)
        .outerjoin(Episode, Episode.id == TrackerChange.episode_id)
        .outerjoin(Staff, Staff.id == dso_of_day(turn.day))
        .outerjoin(Referral, Referral.id == TrackerChange.referral_id)
        .where(
            TrackerChange.office_id == turn.office,
            TrackerChange.ccl == CclMark.QUERY,
            of_people(people, TrackerChange.person_id),
        )
    )  # fmt: skip


def of_people(people: People, column: InstrumentedAttribute[UUID]) -> ColumnElement[bool]:
    """Of these people, or of everybody."""
    return true() if people is None else column.in_(people)


def _all(turn: Turn, statement: Any) -> list[AnyRow]:
    return list(turn.session.execute(statement))


def _by(rows: list[AnyRow]) -> defaultdict[UUID, list[AnyRow]]:
    found: defaultdict[UUID, list[AnyRow]] = defaultdict(list)
    for row in rows:
        found[row.of].append(row)
    return found


_REACHED = ("independent_at", "assessed_at", "decision")
