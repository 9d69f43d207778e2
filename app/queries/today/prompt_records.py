"""Everything that can prompt, of everybody or of some, with whose deed it is: what Today's lines are derived from."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import TypeAlias
from uuid import UUID

from app.door.turn import Turn
from app.queries.agreement.renewals import costs
from app.queries.plans.double_ups import by_two
from app.queries.statement import AnyRow, People, death_of
from app.queries.today import prompt_facts
from app.queries.today.about import About, Holder
from app.queries.today.in_meetings import actions, actions_of_nobody, weeks
from app.queries.today.in_plans import onward_facts, plan_facts
from app.queries.today.in_requests import requests
from app.queries.today.in_reviews import letters, review_rows, reviews
from app.queries.today.ticks import tick_rows
from models.chc import chc_in
from models.goal_facts import goal_facts
from models.referral_facts import first_start_of
from models.rules.agreement.periods import request_to_answer
from models.rules.agreement.prompts import CostPromptFacts
from models.rules.closure.breaks import BreakFacts
from models.rules.closure.closing import AtFacts
from models.rules.closure.expected import ExpectedFacts
from models.rules.closure.prompts import ClosingPromptFacts
from models.rules.goals.milestones import MilestoneFacts
from models.rules.goals.prompts import GoalPromptFacts
from models.rules.goals.smart import RecordPlace, is_complete
from models.rules.referrals.extra_calls import ExtraCallsFacts
from models.rules.referrals.prompts import QuestionFacts, ReferralPromptFacts
from models.rules.today.concerns import ConcernFacts
from models.rules.today.prompts import RecordPromptFacts
from models.rules.tracker.prompts import QueryFacts
from models.rules.transfer.answering import AnswerFacts
from models.rules.transfer.checklist import ChecklistFacts
from models.rules.transfer.prompts import TransferPromptFacts
from models.transfer import Transfer
from models.transfer_facts import (
    NOTHING_PAST,
    Reached,
    agreement_facts,
    charge_facts,
    not_given_up,
    past_with_brokerage,
    transfer_facts,
)
from models.values import whole_name
from models.vocabulary.closure import ClosingStepKind, ExpectedKind
from models.vocabulary.episodes import MilestoneKind
from models.vocabulary.goals import GoalState
from models.vocabulary.today import DeedOf
from models.vocabulary.transfer import HandOverAnswer, TransferStepKind

Ticks: TypeAlias = defaultdict[UUID, list[AnyRow]]


def records(turn: Turn, person: UUID | None = None) -> Iterator[About]:
    """Everything that can prompt, of everybody or of one person, whether or not it does now: sixteen statements.

    Four more where somebody has signed for a cost, or asked for less.
    """
    people = None if person is None else frozenset({person})
    reviewed = review_rows(turn, people)
    yield from _but_reviews(turn, people)
    yield from reviews(reviewed)
    yield from weeks(turn, person)
    if person is None:
        yield from letters(turn, reviewed)
        yield from actions_of_nobody(turn)


def records_of(turn: Turn, people: People) -> Iterator[About]:
    """The same without what is about nobody in particular, of everybody or of these: fifteen statements."""
    yield from _but_reviews(turn, people)
    yield from reviews(review_rows(turn, people))


def records_of_nobody(turn: Turn) -> Iterator[About]:
    """What is about nobody in particular: each team's week, each area's letters, and what was taken on besides.

    Three statements.
    """
    yield from weeks(turn, None)
    yield from letters(turn, review_rows(turn, None, to_write=True))
    yield from actions_of_nobody(turn)


def _but_reviews(turn: Turn, people: People) -> Iterator[About]:
    ticks = tick_rows(turn, people)
    yield from _referrals(turn, people)
    yield from _episodes(turn, ticks, people)
    yield from _transfers(turn, ticks, people)
    yield from _costs(turn, people)
    yield from _concerns(turn, people)
    yield from _scheduling(turn, people)
    yield from actions(turn, people)
    yield from requests(turn, people)


def records_of_referral(turn: Turn, person: UUID, referral: UUID) -> Iterator[About]:
    """What can prompt about one referral, and about its person besides: three statements."""
    people = frozenset({person})
    yield from (each for each in _referrals(turn, people) if each.referral_id == referral)
    yield from _concerns(turn, people)


def _referrals(turn: Turn, people: People) -> Iterator[About]:
    asked = prompt_facts.question_rows(turn, people)
    for row in prompt_facts.referral_rows(turn, people):
        name = _name(row)
        facts = ReferralPromptFacts(
            name=name,
            outcome=row.outcome,
            questions=tuple(QuestionFacts(each.asked_at, each.of_whom) for each in asked[row.id]),
            hold_found_at=row.found_at
            or ((row.capacity_found_at or row.scheduling_confirmed_at) if row.is_promised else None),
            first_start_at=_first_start(row) if row.is_promised else None,
            from_hospital=row.from_hospital,
            discharge_on=row.discharge_on,
            chc_since=(row.chc_known_at or row.received_at) if row.chc and not row.is_served else None,
            chc_asked_at=row.chc_asked_at,
            chc_transferred_at=row.chc_transferred_at,
            received_at=row.received_at,
            accepted_at=row.accepted_at,
            is_promised=row.is_promised,
            placed_until=row.placed_until,
        )
        record = RecordPromptFacts(name=name, death=death_of(row), referral=facts)
        yield About(
            person_id=row.person_id,
            record=record,
            holder=Holder(None, row.team_id, team=row.team or ""),
            referral_id=row.id,
        )


def _episodes(turn: Turn, ticks: Ticks, people: People) -> Iterator[About]:
    goals, breaks = prompt_facts.goal_rows(turn, people), prompt_facts.break_rows(turn, people)
    expected = prompt_facts.expected_rows(turn, people)
    extra, double_ups = prompt_facts.extra_call_rows(turn, people), by_two(turn, people)
    for _, (row, *others) in groupby(prompt_facts.episode_rows(turn, people), key=attrgetter("id")):
        name = _name(row)
        record = RecordPromptFacts(
            name=name,
            death=death_of(row),
            goals=_goals_facts(row, name, goals[row.id], ticks[row.id]),
            plan=plan_facts(row, name, [row, *others]),
            onward=onward_facts(ticks[row.id]),
            double_ups=double_ups.get(row.id),
            chc=chc_in(row),
            extra_calls=tuple(ExtraCallsFacts(each.extra_until, each.provider) for each in extra[row.id]),
            breaks=tuple(_break_facts(each, expected[row.id]) for each in breaks[row.id]),
            expected=tuple(ExpectedFacts(each.kind, each.expected_at, each.reason) for each in expected[row.id]),
            closing=_closing_facts(row, name, ticks[row.id]) if row.ended_at or row.handed_over_at else None,
        )
        yield About(
            person_id=row.person_id,
            record=record,
            holder=Holder(row.dso_id, row.team_id, row.id),
            others={
                DeedOf.GOAL_SETTER: Holder(row.goal_setter_id, row.team_id, row.id),
                DeedOf.CASE_COORDINATOR: Holder(row.case_coordinator_id, row.team_id, row.id),
            },
        )


def _transfers(turn: Turn, ticks: Ticks, people: People) -> Iterator[About]:
    past = past_with_brokerage(turn.session, not_given_up(turn.office), people)
    for row in prompt_facts.transfer_rows(turn, people):
        record, name, was = row.Transfer, _name(row), past.get(row.Transfer.id, NOTHING_PAST)
        reached = Reached(row.independent_at, row.assessed_at, row.decision)
        facts = TransferPromptFacts(
            name=name,
            transfer=transfer_facts(record, was, reached),
            checklist=ChecklistFacts(
                route=record.route,
                funding=row.funding,
                has_offer=record.offer_at is not None,
                has_moved=record.handed_over_at is not None,
                row_waits=row.row_waits,
                has_interim_ended=row.interim_ended_at is not None,
                done=frozenset(TransferStepKind(each.word) for each in ticks[record.id]),
            ),
            agreement=agreement_facts(row),
            answer=_answer_facts(row, record, {each.word: each.at for each in ticks[record.id]}),
            handed_over_at=record.handed_over_at or (row.started_at if row.kind.is_interim else None),
            is_over=row.interim_ended_at is not None,
            provider=record.offer_provider,
            pvi_started_on=row.pvi_started_on,
            end_expected_at=row.end_expected_at,
            charged=charge_facts(row.kind_now, row.funding, row.began_now, record, was, reached, row.eligible_at),
            is_cost_said=row.is_cost_said,
        )
        now = record.to_episode_id or record.episode_id
        yield About(
            person_id=row.person_id,
            record=RecordPromptFacts(name=name, death=death_of(row), transfer=facts),
            holder=Holder(row.dso_id, row.team_id, now),
            others={
                DeedOf.STS_DSO: Holder(row.sts_dso_id, row.sts_team_id, record.episode_id),
                DeedOf.CASE_COORDINATOR: Holder(row.case_coordinator_id, row.team_id, now),
                DeedOf.INTERIM_DSO: Holder(record.interim_dso_id, record.to_team_id, now),
            },
        )


def _answer_facts(row: AnyRow, record: Transfer, done: Mapping[str, datetime]) -> AnswerFacts:
    is_returned = row.answer is HandOverAnswer.RETURNED
    return AnswerFacts(
        route=record.route,
        asked_at=done.get(TransferStepKind.PSP_SENT.value),
        accepted_at=done.get(TransferStepKind.TRANSFER_ACCEPTED.value),
        interim_dso=row.interim_dso or "",
        team=row.to_team or "",
        returned_at=row.answered_at if is_returned else None,
        returned_by=row.answered_by or "",
        returned=row.answer_because or "",
        has_moved=record.handed_over_at is not None,
    )


def _costs(turn: Turn, people: People) -> Iterator[About]:
    for each in costs(turn, people):
        row = each.row
        name = _name(row)
        yield About(
            person_id=row.person_id,
            record=RecordPromptFacts(
                name=name,
                death=death_of(row),
                cost=CostPromptFacts(name=name, due=each.due, asked=request_to_answer(each.plans, each.asked)),
            ),
            holder=Holder(row.dso_id, row.team_id, row.id),
        )


def _concerns(turn: Turn, people: People) -> Iterator[About]:
    seen: set[UUID] = set()
    for row in prompt_facts.concern_rows(turn, people):
        record = RecordPromptFacts(
            name=_name(row),
            death=death_of(row),
            is_person=row.person_id not in seen,
            concerns=() if row.id is None else (ConcernFacts(row.raised_at),),
        )
        seen.add(row.person_id)
        yield About(person_id=row.person_id, record=record, concern_id=row.id)


def _scheduling(turn: Turn, people: People) -> Iterator[About]:
    for row in prompt_facts.scheduling_rows(turn, people):
        name = _name(row)
        facts = QueryFacts(name, row.kind, row.ccl_query, row.ccl_by, row.asked_at, row.episode_id is not None)
        yield About(
            person_id=row.person_id,
            record=RecordPromptFacts(name=name, death=death_of(row), query=facts),
            holder=Holder(row.dso_id, row.team_id, row.episode_id),
            referral_id=row.referral_id,
        )


def _goals_facts(row: AnyRow, name: str, goals: Iterable[AnyRow], ticks: Iterable[AnyRow]) -> GoalPromptFacts:
    kept = sorted((each for each in goals if each.state is not GoalState.DROPPED), key=_SET_AT)
    recorded = set()
    if kept and all(each.in_held_record for each in kept):
        recorded.add(RecordPlace.HELD_RECORD)
    if kept and all(each.in_mosaic for each in kept):
        recorded.add(RecordPlace.MOSAIC)
    return GoalPromptFacts(
        name=name,
        kind=row.kind,
        started_at=row.started_at,
        ended_at=row.ended_at,
        goal_setter=row.goal_setter or "",
        goals_complete_at=next((each.set_at for each in kept if is_complete(goal_facts(each))), None),
        recorded_in=frozenset(recorded),
        milestones=tuple(
            MilestoneFacts(MilestoneKind(each.word), each.at) for each in ticks if each.word in _MILESTONES
        ),
        support_for=row.support_for,
        goals_from=row.goals_from,
    )


def _closing_facts(row: AnyRow, name: str, ticks: Iterable[AnyRow]) -> ClosingPromptFacts:
    return ClosingPromptFacts(
        name=name,
        ended_at=row.ended_at,
        reason=row.end_reason,
        closed_at=row.closed_at,
        done=frozenset(ClosingStepKind(each.word) for each in ticks if each.word in _CLOSING_STEPS),
        at=AtFacts(
            given=row.at_given,
            outcome=row.at_outcome,
            recorded_at=row.at_recorded_at,
            is_dead=row.death_reported_at is not None,
            is_asked_at_end_only=row.at_asked is None and not row.has_at,
        ),
        handed_over_at=row.handed_over_at,
    )


def _break_facts(row: AnyRow, expected: Iterable[AnyRow]) -> BreakFacts:
    return BreakFacts(
        kind=row.kind,
        episode_kind=row.episode_kind,
        began_at=row.began_at,
        last_visit_on=row.last_visit_on,
        return_expected_at=row.return_expected_at,
        is_return_announced=any(each.kind is ExpectedKind.RETURN for each in expected),
        long_term_planned=row.long_term_planned,
        return_still_planned=row.return_still_planned,
        last_asked_at=row.last_asked_at,
        returned_at=row.returned_at,
        next_visit_on=row.next_visit_on,
    )


def _first_start(row: AnyRow) -> datetime | None:
    return first_start_of(row.capacity_found_at, row.first_start_agreed_at, row.start_planned_at)


def _name(row: AnyRow) -> str:
    return whole_name(row.given, row.family)


_SET_AT = attrgetter("set_at")
_MILESTONES = {each.value for each in MilestoneKind}
_CLOSING_STEPS = {each.value for each in ClosingStepKind}
