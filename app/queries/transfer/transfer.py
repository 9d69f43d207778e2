"""The way on from STS, as the tab Interim transfer shows it: conditions, checklist by role, money and why.

For an interim episode the transfer shown is the one that led to it.
"""

from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, and_, case, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from app.door.errors import not_listed
from app.door.turn import Turn
from app.queries.agreement.paper_files import files_of
from app.queries.agreement.who_may_sign import power_views
from app.queries.episodes.assistive import at_of
from app.queries.episodes.expected import expected_of, of_kind
from app.queries.statement import AnyRow, death_of
from app.queries.transfer import answers, conditions_and_checklist
from app.queries.transfer import money as transfer_money
from app.queries.transfer.conditions_and_checklist import Known, Tick
from app.queries.transfer.past_offers import came_to_nothing
from app.queries.transfer.short_term_package import short_term_package
from app.queries.transfer.texts_to_paste import for_purchase, package_with_texts, told_of, with_texts
from app.queries.transfer.view import PastOfferLine, ReceivingTeam, RouteView, TransferView
from models.base import first_there
from models.capacity import team_hours
from models.costs import Eligibility
from models.episodes import Episode, Milestone
from models.owners_of_days import coordinator_of_day, dso_of_day, team_of_day
from models.people import Person
from models.rules.transfer.prompts import is_pvi_start_due
from models.staff import Staff
from models.staff_of_days import is_on_staff, role_of_day, works_in
from models.teams import Team
from models.together import Together
from models.transfer import Transfer, TransferStep
from models.transfer_facts import PastWithBrokerage, Reached, is_waiting_row, reached_columns, transfer_facts
from models.values import whole_name
from models.vocabulary.closure import ExpectedKind
from models.vocabulary.episodes import MilestoneKind
from models.vocabulary.staff import ORGANISERS, TeamKind


def transfer(turn: Turn, *, episode: UUID) -> TransferView:
    """Everything about one episode's transfer and its money. Source: OPG 5; MG (INT-1 to INT-8, FUND-1 to FUND-5)."""
    known = _known_of(turn, episode)
    record, facts = known.record, transfer_facts(known.record, known.past, known.reached)
    together, is_interim = Together(turn.session), known.kind.is_interim
    out_of = record.episode_id if record else episode
    asked_ticks, asked_powers = together.ask(_ticks, turn, record), together.ask(power_views, turn, known.person)
    asked_package = together.ask(short_term_package, turn, out_of, has_moved=known.has_moved)
    expected, at = together.ask(expected_of, turn, episode=episode), together.ask(at_of, turn, episode=episode)
    agreements = together.ask(transfer_money.agreements, turn, episode) if is_interim else tuple
    papers = together.ask(files_of, turn, episode=episode) if is_interim else tuple
    facts_shown = together.ask(
        conditions_and_checklist.facts_shown, turn, episode, record, known.reached, known.eligibility
    )
    asked_week = together.ask(conditions_and_checklist.plan_and_week, turn, episode)
    past_answers = together.ask(answers.past_answers, turn, record.id if record else None)
    speakers = together.ask(transfer_money.speakers, turn, known.person)
    money = together.ask(transfer_money.money, turn, known)()
    week, ticks, powers = asked_week(), asked_ticks(), asked_powers()
    shown = conditions_and_checklist.columns(known, ticks)
    told = told_of(known, record, week, turn.moment)
    return TransferView(
        person=known.person,
        person_name=known.person_name,
        episode=episode,
        episode_seen=known.episode_seen,
        kind=known.kind,
        team_name=known.team_name,
        dso_name=known.dso_name,
        coordinator_name=known.coordinator_name,
        started_at=known.started_at,
        ended_at=known.ended_at,
        funding=known.funding,
        transfer=record.id if record else None,
        seen=record.version if record else None,
        independence_seen=known.independence_seen,
        assessment_seen=known.assessment_seen,
        handed_over_at=record.handed_over_at if record else None,
        facts=facts_shown(),
        past_offers=known.past_offers,
        is_off_list=facts.listed_at is not None and facts.still_listed_at is None,
        pvi_started_on=known.package_started_on,
        is_pvi_start_due=is_pvi_start_due(facts, known.package_started_on, turn.moment),
        conditions=conditions_and_checklist.condition_lines(facts, turn.moment),
        alternatives=conditions_and_checklist.alternative_lines(facts, turn.moment, turn.policy),
        clock=conditions_and_checklist.brokerage_clock(facts, turn.moment, turn.policy),
        columns=with_texts(shown, told),
        package=package_with_texts(asked_package(), told),
        purchase_text=for_purchase(told, money.periods) if is_interim else "",
        route=_route(known),
        expected_move=of_kind(expected(), ExpectedKind.HAND_OVER),
        at=at(),
        plan=week.shown,
        hand_over_lacks=conditions_and_checklist.lacks_before_the_move(turn, known, facts, week, ticks),
        answer=answers.answer_view(known, shown, past_answers()),
        money=money,
        agreements=agreements(),
        agreement_lacks=transfer_money.issuing(known, money),
        representatives=transfer_money.representatives(speakers(), powers),
        powers=powers,
        papers=papers(),
    )


def receiving_teams(turn: Turn) -> tuple[ReceivingTeam, ...]:
    """The interim teams to choose from, with what each has free. Source: OPG 5.2; MG (INT-3, REF-15)."""
    together = Together(turn.session)
    organisers = together.ask(_organisers, turn)
    hours = together.ask(team_hours, turn.session, turn.office, turn.day)
    return tuple(
        ReceivingTeam(
            each.id,
            each.name,
            each.load.free,
            each.load.sentence,
            tuple((one.id, one.name) for one in organisers() if one.team_id == each.id),
        )
        for each in hours()
        if each.kind is TeamKind.INTERIM
    )


def _organisers(turn: Turn) -> tuple[AnyRow, ...]:
    """Who could be the interim DSO, by team and name."""
    query = (
        select(Staff.id, Staff.name, Team.id.label("team_id"))
        .join(Team, works_in(Team.id))
        .where(
            Staff.office_id == turn.office,
            Team.office_id == turn.office,
            role_of_day(turn.day).in_(ORGANISERS),
            is_on_staff(turn.day),
        )
        .order_by(Staff.name)
    )
    return tuple(turn.session.execute(query))


def _known_of(turn: Turn, episode: UUID) -> Known:
    """The episode, its person, and the transfer that led to it or that goes out from it.

    What came to nothing of that transfer is asked along, by the same choice of it.
    """
    together = Together(turn.session)
    past = together.ask(came_to_nothing, turn, _transfer_of(episode))
    found = together.ask(_episode_and_transfer, turn, episode)()
    if found is None:
        raise not_listed("episode")
    return _known(found, *past())


def _led_here(episode: UUID | InstrumentedAttribute[UUID]) -> ColumnElement[bool]:
    return Transfer.to_episode_id == episode


def _goes_out(episode: UUID | InstrumentedAttribute[UUID]) -> ColumnElement[bool]:
    return and_(Transfer.episode_id == episode, Transfer.abandoned_at.is_(None))


def _transfer_of(episode: UUID) -> ScalarSelect[UUID]:
    """The transfer that is shown with an episode: one that led to it before one that goes out from it."""
    led_here = _led_here(episode)
    found = select(Transfer.id).where(or_(led_here, _goes_out(episode))).order_by(case((led_here, 0), else_=1))
    return found.limit(1).scalar_subquery()


def _episode_and_transfer(turn: Turn, episode: UUID) -> AnyRow | None:
    dso, coordinator, to_dso = aliased(Staff), aliased(Staff), aliased(Staff)
    to_team, after = aliased(Team), aliased(Episode)
    led_here = _led_here(Episode.id)
    return turn.session.execute(
        select(
            Episode,
            Person,
            Transfer,
            Team.name,
            dso.name,
            coordinator.name,
            to_team.name,
            to_dso.name,
            after.ended_at,
            exists().where(is_waiting_row(Transfer.to_episode_id)).correlate(Transfer),
            func.coalesce(after.package_started_on, Episode.package_started_on),
            _milestone_seen(MilestoneKind.MAXIMUM_INDEPENDENCE),
            _milestone_seen(MilestoneKind.ASSESSED),
            Eligibility,
            *reached_columns(first_there(Transfer.episode_id, Episode.id)),
        )
        .select_from(Episode)
        .join(Person, Person.id == Episode.person_id)
        .join(Team, Team.id == team_of_day(turn.day))
        .join(dso, dso.id == dso_of_day(turn.day))
        .outerjoin(coordinator, coordinator.id == coordinator_of_day(turn.day))
        .outerjoin(Transfer, or_(led_here, _goes_out(Episode.id)))
        .outerjoin(Eligibility, Eligibility.transfer_id == Transfer.id)
        .outerjoin(to_team, to_team.id == Transfer.to_team_id)
        .outerjoin(to_dso, to_dso.id == Transfer.interim_dso_id)
        .outerjoin(after, after.id == Transfer.to_episode_id)
        .where(Episode.id == episode, Episode.office_id == turn.office)
        .order_by(case((led_here, 0), else_=1))
        .limit(1)
    ).one_or_none()


def _known(found: AnyRow, past: PastWithBrokerage, past_offers: tuple[PastOfferLine, ...]) -> Known:
    record, person, transfer_record, team_name, dso_name, coordinator_name, to_team_name, to_dso_name, *rest = found
    ended, waits, package_started_on, independence_seen, assessment_seen, eligibility, *reached = rest
    return Known(
        episode=record.id,
        person=person.id,
        person_name=whole_name(person.given, person.family),
        mosaic_id=person.mosaic_id or "",
        episode_seen=record.version,
        kind=record.kind,
        started_at=record.started_at,
        ended_at=record.ended_at,
        team_name=team_name,
        dso_name=dso_name,
        coordinator_name=coordinator_name or "",
        funding=person.funding,
        death=death_of(person),
        record=transfer_record,
        independence_seen=independence_seen,
        assessment_seen=assessment_seen,
        to_team_name=to_team_name or "",
        to_dso_name=to_dso_name or "",
        interim_ended_at=ended,
        row_waits=waits,
        package_started_on=package_started_on,
        past=past,
        reached=Reached(*reached),
        eligibility=eligibility,
        past_offers=past_offers,
    )


def _milestone_seen(kind: MilestoneKind) -> ScalarSelect[int]:
    """The version of a milestone of the episode that the transfer leads out of."""
    of_it = Milestone.episode_id == first_there(Transfer.episode_id, Episode.id)
    return (
        select(Milestone.version)
        .where(of_it, Milestone.kind == kind, Milestone.withdrawn_at.is_(None))
        .correlate(Transfer, Episode)
        .scalar_subquery()
    )


def _ticks(turn: Turn, record: Transfer | None) -> tuple[Tick, ...]:
    """The ticks with who ticked; asked even where there is no transfer, so that the tab always costs the same."""
    rows = turn.session.execute(
        select(
            TransferStep.step, TransferStep.version, TransferStep.done_at, func.coalesce(Staff.name, ""),
            TransferStep.note, TransferStep.asked_at, func.coalesce(TransferStep.reference, ""),
            func.coalesce(TransferStep.not_needed_because, ""),
        )
        .outerjoin(Staff, Staff.id == TransferStep.done_by_id)
        .where(TransferStep.transfer_id == (record.id if record else None))
    ).all()  # fmt: skip
    return tuple(Tick(*row) for row in rows)


def _route(known: Known) -> RouteView:
    record = known.record
    if record is None:
        return RouteView()
    return RouteView(record.route, record.to_team_id, known.to_team_name, record.interim_dso_id, known.to_dso_name)
