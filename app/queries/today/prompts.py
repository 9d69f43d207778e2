"""Every prompt that is to be shown now, each with the place that settles it (the tab Today)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import TypeAlias
from uuid import UUID

from app.door.turn import Turn
from app.queries.statement import AnyRow
from app.queries.today import prompt_facts
from models.goal_facts import goal_facts
from models.rules.closure.breaks import BreakFacts
from models.rules.closure.closing import AtFacts
from models.rules.closure.deaths import DeathFacts
from models.rules.closure.prompts import ClosingPromptFacts
from models.rules.decision import Prompt
from models.rules.goals.milestones import MilestoneFacts
from models.rules.goals.prompts import GoalPromptFacts
from models.rules.goals.smart import RecordPlace, is_complete
from models.rules.plans.prompts import PlanPromptFacts
from models.rules.referrals.prompts import QuestionFacts, ReferralPromptFacts
from models.rules.today.concerns import ConcernFacts
from models.rules.today.headings import PromptGroup, group_of
from models.rules.today.prompts import RecordPromptFacts, record_prompts, standing
from models.rules.tracker.prompts import QueryFacts
from models.rules.transfer.checklist import ChecklistFacts
from models.rules.transfer.prompts import TransferPromptFacts
from models.transfer_facts import agreement_facts, transfer_facts
from models.values import whole_name
from models.vocabulary.closure import ClosingStepKind
from models.vocabulary.episodes import MilestoneKind
from models.vocabulary.goals import GoalState
from models.vocabulary.transfer import TransferStepKind

__all__ = ["PromptGroup", "PromptRow", "today"]

Ticks: TypeAlias = defaultdict[UUID, list[AnyRow]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptRow:
    """A line of Today. `field` names the control that settles it, in the tab before its dot; the ids say of what."""

    rule: str
    person_id: UUID
    person: str
    sentence: str
    shown_from: datetime
    due: datetime | None
    group: PromptGroup
    field: str
    owner: str
    owner_id: UUID | None
    team_id: UUID | None
    is_mine: bool
    referral_id: UUID | None = None
    episode_id: UUID | None = None
    concern_id: UUID | None = None

    @property
    def record(self) -> UUID | None:
        """Of what it is settled: a referral, else an episode, else a concern."""
        return self.referral_id or self.episode_id or self.concern_id

    @property
    def tab(self) -> str:
        """The tab in which it is settled, as the first part of `field` names it."""
        return self.field.split(".")[0]


@dataclass(frozen=True, slots=True)
class _About:
    """Whom and what some prompts are about."""

    row: AnyRow
    prompts: tuple[Prompt, ...]
    owner: str = ""
    owner_id: UUID | None = None
    team_id: UUID | None = None
    referral_id: UUID | None = None
    episode_id: UUID | None = None
    concern_id: UUID | None = None


def today(
    turn: Turn, *, team: UUID | None = None, mine: bool = False, acting_for: frozenset[UUID] = frozenset()
) -> tuple[PromptRow, ...]:
    """All that is to be shown now, the most pressing first; of one team or all, or only what is this desk's.

    What belongs to no team, a concern or a death, is shown to every team; what nobody owns, to everybody. Of those
    for whom this desk acts while they are away, the list is shown as well, whatever their team.
    Nine statements, however many people.
    """
    ticks = prompt_facts.tick_rows(turn)
    found = (
        *_referrals(turn),
        *_episodes(turn, ticks),
        *_transfers(turn, ticks),
        *_concerns(turn),
        *_scheduling(turn),
    )
    rows = [row for about in found for row in _rows(about, turn)]
    wanted = (
        row
        for row in rows
        if _is_of(row, team) or row.owner_id in acting_for
        if not mine or row.is_mine or row.owner_id is None or row.owner_id in acting_for
    )
    return tuple(sorted(wanted, key=_standing))


def _is_of(row: PromptRow, team: UUID | None) -> bool:
    """What belongs to no team belongs to every one."""
    return team is None or row.team_id in {None, team}


def _standing(row: PromptRow) -> tuple[int, bool, datetime, str, str]:
    return standing(row.group, row.rule, row.due, row.shown_from, row.person)


def _rows(about: _About, turn: Turn) -> Iterator[PromptRow]:
    row, moment = about.row, turn.moment
    name = _name(row) if about.prompts else ""
    for prompt in about.prompts:
        yield PromptRow(
            rule=prompt.rule,
            person_id=row.person_id,
            person=name,
            sentence=prompt.sentence,
            shown_from=prompt.shown_from,
            due=prompt.due,
            group=group_of(prompt.due, moment),
            field=prompt.field,
            owner=about.owner,
            owner_id=about.owner_id,
            team_id=about.team_id,
            is_mine=about.owner_id == turn.staff,
            referral_id=about.referral_id,
            episode_id=about.episode_id,
            concern_id=about.concern_id,
        )


def _referrals(turn: Turn) -> Iterator[_About]:
    asked = prompt_facts.question_rows(turn)
    for row in prompt_facts.referral_rows(turn):
        name = _name(row)
        facts = ReferralPromptFacts(
            name=name,
            outcome=row.outcome,
            questions=tuple(QuestionFacts(each.asked_at, each.of_whom) for each in asked[row.id]),
            hold_found_at=row.found_at,
            from_hospital=row.from_hospital,
            discharge_on=row.discharge_on,
            chc_since=(row.chc_known_at or row.received_at) if row.chc else None,
            chc_asked_at=row.chc_asked_at,
            chc_transferred_at=row.chc_transferred_at,
            support_ended=row.outcome is not None and not row.is_served,
        )
        prompts = _prompts(turn, RecordPromptFacts(name=name, death=_death(row), referral=facts))
        yield _About(row, prompts, team_id=row.team_id, referral_id=row.id)


def _episodes(turn: Turn, ticks: Ticks) -> Iterator[_About]:
    goals, breaks = prompt_facts.goal_rows(turn), prompt_facts.break_rows(turn)
    for row in prompt_facts.episode_rows(turn):
        name = _name(row)
        record = RecordPromptFacts(
            name=name,
            death=_death(row),
            goals=_goals_facts(row, name, goals[row.id], ticks[row.id]),
            plan=_plan_facts(row, name),
            breaks=tuple(_break_facts(each) for each in breaks[row.id]),
            closing=_closing_facts(row, name, ticks[row.id]) if row.ended_at else None,
        )
        yield _About(row, _prompts(turn, record), row.dso, row.dso_id, row.team_id, episode_id=row.id)


def _transfers(turn: Turn, ticks: Ticks) -> Iterator[_About]:
    for row in prompt_facts.transfer_rows(turn):
        record, name = row.Transfer, _name(row)
        facts = TransferPromptFacts(
            name=name,
            transfer=transfer_facts(record),
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
            handed_over_at=record.handed_over_at or (row.started_at if row.kind.is_interim else None),
            is_over=row.interim_ended_at is not None,
        )
        prompts = _prompts(turn, RecordPromptFacts(name=name, death=_death(row), transfer=facts))
        episode = record.to_episode_id or record.episode_id
        theirs = tuple(each for each in prompts if each.rule == _STS_STEPS)
        others = tuple(each for each in prompts if each.rule != _STS_STEPS)
        yield _About(row, theirs, row.sts_dso, row.sts_dso_id, row.sts_team_id, episode_id=record.episode_id)
        yield _About(row, others, row.dso, row.dso_id, row.team_id, episode_id=episode)


def _concerns(turn: Turn) -> Iterator[_About]:
    seen: set[UUID] = set()
    for row in prompt_facts.concern_rows(turn):
        record = RecordPromptFacts(
            name=_name(row),
            death=_death(row),
            is_person=row.person_id not in seen,
            concerns=() if row.id is None else (ConcernFacts(row.raised_at),),
        )
        seen.add(row.person_id)
        yield _About(row, _prompts(turn, record), concern_id=row.id)


def _scheduling(turn: Turn) -> Iterator[_About]:
    for row in prompt_facts.scheduling_rows(turn):
        name = _name(row)
        facts = QueryFacts(name, row.kind, row.ccl_query, row.ccl_by, row.asked_at, row.episode_id is not None)
        prompts = _prompts(turn, RecordPromptFacts(name=name, death=_death(row), query=facts))
        yield _About(row, prompts, row.dso, row.dso_id, row.team_id, row.referral_id, row.episode_id)


def _prompts(turn: Turn, record: RecordPromptFacts) -> tuple[Prompt, ...]:
    return record_prompts(record, turn.moment, turn.policy)


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
    )


def _plan_facts(row: AnyRow, name: str) -> PlanPromptFacts:
    return PlanPromptFacts(
        name=name,
        kind=row.kind,
        started_at=row.started_at,
        first_support_at=row.first_support_at,
        ended_at=row.ended_at,
        support_plan_at=row.support_plan_at,
        extended_to=row.extended_to,
        changed_at=row.changed_at,
        changed_support_plan_at=row.amended_support_plan_at,
        changed_po_at=row.amended_po_at,
        package_started_on=row.package_started_on,
        package_reviewed_on=row.package_reviewed_on,
    )


def _closing_facts(row: AnyRow, name: str, ticks: Iterable[AnyRow]) -> ClosingPromptFacts:
    return ClosingPromptFacts(
        name=name,
        ended_at=row.ended_at,
        reason=row.end_reason,
        closed_at=row.closed_at,
        done=frozenset(ClosingStepKind(each.word) for each in ticks if each.word in _CLOSING_STEPS),
        at=AtFacts(has_at=row.has_at, outcome=row.at_outcome, recorded_at=row.at_recorded_at),
    )


def _break_facts(row: AnyRow) -> BreakFacts:
    return BreakFacts(
        kind=row.kind,
        episode_kind=row.episode_kind,
        began_at=row.began_at,
        last_visit_on=row.last_visit_on,
        return_expected_at=row.return_expected_at,
        long_term_planned=row.long_term_planned,
        return_still_planned=row.return_still_planned,
        last_asked_at=row.last_asked_at,
        returned_at=row.returned_at,
        next_visit_on=row.next_visit_on,
    )


def _death(row: AnyRow) -> DeathFacts:
    return DeathFacts(reported_at=row.death_reported_at, confirmed_at=row.death_confirmed_at, died_on=row.died_on)


def _name(row: AnyRow) -> str:
    return whole_name(row.given, row.family)


_STS_STEPS = "INT-3"  # what the STS DSO still has to do, after the hand-over too
_SET_AT = attrgetter("set_at")
_MILESTONES = {each.value for each in MilestoneKind}
_CLOSING_STEPS = {each.value for each in ClosingStepKind}
