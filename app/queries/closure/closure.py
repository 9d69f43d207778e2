"""How support ends, as the tab Closure shows it: reasons, breaks, what remains open, and texts to paste."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from uuid import UUID

from sqlalchemy import ScalarSelect, exists, func, or_, select
from sqlalchemy.orm import aliased

from app.door.errors import not_listed
from app.door.turn import Turn
from app.queries.closure import texts_to_paste
from app.queries.closure.in_return import in_return
from app.queries.closure.texts_to_paste import EndedSupport, MilestoneText, StepText
from app.queries.closure.view import (
    BreakView,
    ClosingStepLine,
    ClosureView,
    DeathView,
    ReasonLine,
    ReassessmentLine,
    ReopeningLine,
)
from app.queries.episodes.assistive import AtView, at_of
from app.queries.episodes.expected import ExpectedRow, expected_of, of_kind
from app.queries.transfer.conditions_and_checklist import lack_lines, plan_and_week
from app.queries.who_decided import who_decided
from models.breaks import Break, BreakUndone
from models.chc import was_chc
from models.closure import ClosingStep, Closure, Reopening
from models.episodes import Episode, Milestone
from models.goals import Goal
from models.owners_of_days import dso_of_day, team_of_day
from models.people import Person
from models.ratings import Rating
from models.reassessments import Reassessment
from models.rules.closure import breaks as break_rules
from models.rules.closure.closing import closing_lacks
from models.rules.closure.deaths import death_question
from models.rules.closure.end_facts import EndFact, fact_line, known_fact, rests_on
from models.rules.closure.ending import asks_for, end_offered_at, reasons_for
from models.staff import Staff
from models.teams import Team
from models.together import Together
from models.transfer import Transfer
from models.transfer_facts import break_facts
from models.values import PlannedVisit, whole_name
from models.vocabulary.closure import TAKEN_OVER_CLOSED, ClosingStepKind, EndReason, ExpectedKind
from models.vocabulary.deciding import DecidedDeed
from models.vocabulary.episodes import MilestoneKind


@dataclass(frozen=True, slots=True)
class _Known:
    """One read of the episode and what hangs on it; the records are for this read only."""

    episode: Episode
    person: Person
    closure: Closure | None
    team: str
    dso: str
    closed_by: str
    last_rated_on: date | None
    has_open_episode: bool
    offer_starts_on: date | None
    is_chc: bool

    @property
    def name(self) -> str:
        return whole_name(self.person.given, self.person.family)


def closure(turn: Turn, *, episode: UUID) -> ClosureView:
    """Everything about the end of one episode. Source: OPG 4, 6 (END-1 to END-8)."""
    known = _known(turn, episode)
    record, person = known.episode, known.person
    together = Together(turn.session)
    asked_breaks, asked_steps = together.ask(_breaks, turn, known), together.ask(_steps, turn, known.closure)
    asked_at, asked_expected = (
        together.ask(at_of, turn, episode=episode),
        together.ask(expected_of, turn, episode=episode),
    )
    asked_words = together.ask(who_decided, turn, episodes=(episode,))
    asked_milestones, reopenings = together.ask(_milestones, turn, episode), together.ask(_reopenings, turn, episode)
    asked_again = together.ask(_reassessments, turn, episode) if record.kind.is_interim else tuple
    week = together.ask(plan_and_week, turn, episode)().visits
    breaks, steps, at, expected = asked_breaks(), asked_steps(), asked_at(), asked_expected()
    words, milestones = asked_words(), asked_milestones()
    done = frozenset(each.step for each in steps if each.done_at is not None)
    away = next((each for each in breaks if each.returned_at is None), None) if not record.ended_at else None
    ends_it = away or next((each for each in breaks if each.is_at_its_limit), None)
    is_closing = record.ended_at is not None and record.closed_at is None
    expected_end = of_kind(expected, ExpectedKind.END)
    ended_by = DecidedDeed.HAND_OVER if record.end_reason is EndReason.TRANSFERRED else DecidedDeed.END
    reassessed = asked_again()
    told = _told(known, breaks, steps, week, milestones, reassessed, at)
    says = partial(in_return, turn, record, person, breaks=breaks, closure=known.closure, is_chc=known.is_chc)
    return ClosureView(
        person=person.id,
        episode=episode,
        seen=record.version,
        closure_seen=known.closure.version if known.closure else None,
        kind=record.kind,
        started_at=record.started_at,
        ended_at=record.ended_at,
        end_reason=record.end_reason,
        end_decided_at=record.end_decided_at,
        package_started_on=record.package_started_on,
        fact=_fact(known),
        closed_at=record.closed_at,
        end_decided_by=words.get(ended_by, ""),
        closed_by=words.get(DecidedDeed.CLOSE, known.closed_by) if known.closed_by else _closed_before(record),
        reasons=tuple(_reason(known, each, expected_end, away, says(each)) for each in reasons_for(record.kind)),
        in_return=says(record.end_reason) if record.end_reason else "",
        end_offered_at=_end_offered_at(known, expected_end, ends_it),
        expected_end=expected_end,
        expected_return=of_kind(expected, ExpectedKind.RETURN),
        open_break=away,
        breaks=breaks,
        steps=steps,
        at=at,
        remains=lack_lines((*closing_lacks(done), *at.lacks)) if is_closing else (),
        death=DeathView(
            person.version,
            person.death_reported_at,
            person.death_confirmed_at,
            person.died_on,
            death_question(person.died_on, known.last_rated_on) if person.died_on else "",
        ),
        reopenings=reopenings(),
        reassessments=reassessed,
        can_reopen=_can_reopen(known),
        text_for_mosaic=texts_to_paste.for_mosaic(told) if told else "",
        text_for_ccl=texts_to_paste.for_ccl(told) if told else "",
        text_for_pst=texts_to_paste.for_pst(told) if told else "",
    )


def _fact(known: _Known) -> str:
    return fact_line(known.episode.end_reason, known.closure.fact_on) if known.closure else ""


def _reason(
    known: _Known, reason: EndReason, expected: ExpectedRow | None, away: BreakView | None, said: str
) -> ReasonLine:
    """A reason with the day that it asks for, as the break, the package or the offer say it."""
    fact = rests_on(reason)
    if fact is EndFact.PACKAGE:
        on = (expected.package_on if expected else None) or known.episode.package_started_on or known.offer_starts_on
    else:
        on = known_fact(reason, away.kind, away.began_at) if away else None
    return ReasonLine(reason, asks_for(reason), fact, on, said)


def _closed_before(episode: Episode) -> str:
    """Of a package that nobody here closed: with a hand-over nobody has to, any other was taken over closed."""
    if episode.closed_at is None or episode.end_reason is EndReason.TRANSFERRED:
        return ""
    return TAKEN_OVER_CLOSED


def _end_offered_at(known: _Known, expected: ExpectedRow | None, away: BreakView | None) -> datetime | None:
    """What is offered as the end: an expected one that has come before what a break offers, a death before both."""
    offered = away.end_offered_at if away else None
    if expected is not None and expected.offered_at is not None:
        offered = expected.offered_at
    return end_offered_at(known.person.died_on, known.episode.started_at, offered)


def _known(turn: Turn, episode: UUID) -> _Known:
    dso, closer = aliased(Staff), aliased(Staff)
    other = aliased(Episode)
    in_service = exists().where(other.person_id == Episode.person_id, other.ended_at.is_(None)).correlate(Episode)
    found = turn.session.execute(
        select(
            Episode, Person, Closure, Team.name, dso.name, closer.name, _last_rated_on(), in_service, _offered(),
            was_chc(),
        )
        .select_from(Episode)
        .join(Person, Person.id == Episode.person_id)
        .join(Team, Team.id == team_of_day(turn.day))
        .join(dso, dso.id == dso_of_day(turn.day))
        .outerjoin(Closure, Closure.episode_id == Episode.id)
        .outerjoin(closer, closer.id == Closure.closed_by_id)
        .where(Episode.id == episode, Episode.office_id == turn.office)
    ).one_or_none()  # fmt: skip
    if found is None:
        raise not_listed("episode")
    record, person, closing, team, organiser, closed_by, rated_on, has_open, offered, is_chc = found
    return _Known(record, person, closing, team, organiser, closed_by or "", rated_on, has_open, offered, bool(is_chc))


def _offered() -> ScalarSelect[date | None]:
    """The day on which a PVI provider said to start, of the transfer out of this episode or into it."""
    leads = or_(Transfer.episode_id == Episode.id, Transfer.to_episode_id == Episode.id)
    return (
        select(func.max(Transfer.offer_starts_on))
        .where(leads, Transfer.abandoned_at.is_(None))
        .correlate(Episode)
        .scalar_subquery()
    )


def _last_rated_on() -> ScalarSelect[date]:
    return (
        select(func.max(Rating.day))
        .join(Goal, Goal.id == Rating.goal_id)
        .where(Goal.person_id == Person.id, Rating.withdrawn_at.is_(None))
        .correlate(Person)
        .scalar_subquery()
    )


def _breaks(turn: Turn, known: _Known) -> tuple[BreakView, ...]:
    """All breaks of the episode, the newest first; only one of an open episode asks anything."""
    rows = turn.session.execute(
        select(Break, Staff.name, BreakUndone.because)
        .join(Staff, Staff.id == Break.recorded_by_id)
        .outerjoin(BreakUndone, BreakUndone.break_id == Break.id)
        .where(Break.episode_id == known.episode.id, Break.office_id == turn.office)
        .order_by(Break.began_at.desc(), Break.id.desc())
    ).all()
    return tuple(_break(turn, known, *row) for row in rows)


def _break(turn: Turn, known: _Known, record: Break, recorded_by: str, undone: str | None) -> BreakView:
    facts = break_facts(record)
    is_over = not break_rules.has_no_visit_yet(facts, turn.day)
    asks = known.episode.ended_at is None and not is_over and not known.person.death_reported_at
    limit = break_rules.end_prompted_from(facts, turn.policy)
    is_at_its_limit = asks and limit is not None and limit <= turn.moment
    prompts = break_rules.break_prompts(known.name, facts, turn.moment, turn.policy) if asks else ()
    return BreakView(
        id=record.id,
        seen=record.version,
        kind=record.kind,
        began_at=record.began_at,
        last_visit_on=record.last_visit_on,
        return_expected_at=record.return_expected_at,
        long_term_planned=record.long_term_planned,
        return_still_planned=record.return_still_planned,
        last_asked_at=record.last_asked_at,
        returned_at=record.returned_at,
        next_visit_on=record.next_visit_on,
        recorded_by=recorded_by,
        undone_because=undone or "",
        days=break_rules.days_without_service(record.last_visit_on, record.next_visit_on or turn.day),
        asked_next_on=break_rules.asked_next_on(facts, turn.policy) if asks and not is_at_its_limit else None,
        end_offered_at=break_rules.end_offered_at(facts),
        is_at_its_limit=is_at_its_limit,
        says=tuple(each.sentence for each in prompts),
    )


def _steps(turn: Turn, closing: Closure | None) -> tuple[ClosingStepLine, ...]:
    rows = turn.session.execute(
        select(ClosingStep.step, ClosingStep.version, Staff.name, ClosingStep.done_at, ClosingStep.note)
        .outerjoin(Staff, Staff.id == ClosingStep.done_by_id)
        .where(ClosingStep.closure_id == (closing.id if closing else None))
    ).all()
    ticked = {step: ClosingStepLine(step, seen, by or "", done_at, note) for step, seen, by, done_at, note in rows}
    return tuple(ticked.get(step, ClosingStepLine(step, None, "", None, "")) for step in ClosingStepKind)


def _reopenings(turn: Turn, episode: UUID) -> tuple[ReopeningLine, ...]:
    rows = turn.session.execute(
        select(Reopening.reopened_at, Staff.name, Reopening.because)
        .join(Staff, Staff.id == Reopening.reopened_by_id)
        .where(Reopening.episode_id == episode, Reopening.office_id == turn.office)
        .order_by(Reopening.reopened_at.desc())
    ).all()
    return tuple(ReopeningLine(*row) for row in rows)


def _reassessments(turn: Turn, episode: UUID) -> tuple[ReassessmentLine, ...]:
    """Those of this episode, the newest first; one that was taken back is kept with its reason."""
    rows = turn.session.execute(
        select(
            Reassessment.id, Reassessment.version, Reassessment.reassessed_on, Reassessment.assessed_by,
            Reassessment.decided, Staff.name, Reassessment.withdrawn_because,
        )
        .join(Staff, Staff.id == Reassessment.recorded_by_id)
        .where(Reassessment.episode_id == episode, Reassessment.office_id == turn.office)
        .order_by(Reassessment.reassessed_on.desc(), Reassessment.id.desc())
    ).all()  # fmt: skip
    return tuple(ReassessmentLine(*row) for row in rows)


def _can_reopen(known: _Known) -> bool:
    record = known.episode
    ended_here = record.ended_at is not None and record.undone_at is None
    return ended_here and record.end_reason is not EndReason.TRANSFERRED and not known.has_open_episode


def _milestones(turn: Turn, episode: UUID) -> tuple[MilestoneText, ...]:
    rows = turn.session.execute(
        select(Milestone.kind, Milestone.at, Milestone.decision, Milestone.assessed_by)
        .where(Milestone.episode_id == episode, Milestone.withdrawn_at.is_(None))
        .order_by(Milestone.at)
    ).all()
    order = tuple(MilestoneKind)
    return tuple(sorted((MilestoneText(*row) for row in rows), key=lambda each: order.index(each.kind)))


def _told(
    known: _Known,
    breaks: tuple[BreakView, ...],
    steps: tuple[ClosingStepLine, ...],
    week: tuple[PlannedVisit, ...],
    milestones: tuple[MilestoneText, ...],
    reassessed: tuple[ReassessmentLine, ...],
    at: AtView,
) -> EndedSupport | None:
    """What the texts tell; none while the episode is open, or where its start was undone."""
    record = known.episode
    if record.ended_at is None or record.end_reason is None:
        return None
    away = next((each for each in breaks if each.returned_at is None), None)
    return EndedSupport(
        name=known.name,
        mosaic_id=known.person.mosaic_id or "",
        kind=record.kind,
        team=known.team,
        dso=known.dso,
        started_at=record.started_at,
        ended_at=record.ended_at,
        reason=record.end_reason,
        decided_at=record.end_decided_at,
        package_started_on=record.package_started_on,
        fact=_fact(known),
        last_visit_on=away.last_visit_on if away else None,
        week=week,
        milestones=milestones,
        reassessments=tuple((each.on, each.assessed_by, each.decided) for each in reversed(reassessed) if each.stands),
        steps=tuple(StepText(each.step, each.done_by, each.done_at) for each in steps if each.done_at is not None),
        at_outcome=at.outcome,
    )
