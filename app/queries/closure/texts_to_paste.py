"""The texts to paste into MOSAIC and into CCL when support has ended: composed from plain values, sent nowhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from models.rules.plans.totals import calls_in_words, totals
from models.rules.plans.two_weeks import turns_of
from models.rules.sentences import day_text, moment_text
from models.values import PlannedVisit, london_day
from models.vocabulary.closure import AtOutcome, ClosingStepKind, EndReason
from models.vocabulary.episodes import AssessmentDecision, EpisodeKind, MilestoneKind


@dataclass(frozen=True, slots=True)
class MilestoneText:
    """A milestone that was reached, with what the assessment decided and who assessed."""

    kind: MilestoneKind
    at: datetime
    decision: AssessmentDecision | None = None
    assessed_by: str = ""


@dataclass(frozen=True, slots=True)
class StepText:
    """A closing step that is done: by whom, when."""

    step: ClosingStepKind
    done_by: str
    done_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedSupport:
    """An episode that has ended, as the two texts tell it."""

    name: str
    mosaic_id: str
    kind: EpisodeKind
    team: str
    dso: str
    started_at: datetime
    ended_at: datetime
    reason: EndReason
    decided_at: datetime | None = None
    package_started_on: date | None = None
    fact: str = ""
    last_visit_on: date | None = None
    week: tuple[PlannedVisit, ...] = ()
    milestones: tuple[MilestoneText, ...] = ()
    reassessments: tuple[tuple[date, str, str], ...] = ()  # the day, by whom, what was decided
    steps: tuple[StepText, ...] = ()
    at_outcome: AtOutcome | None = None


def for_mosaic(ended: EndedSupport) -> str:
    """What to paste into the case note or step in MOSAIC, a fact a line. Source: OPG 6.3 (END-4)."""
    return "\n".join(_mosaic_lines(ended))


def for_ccl(ended: EndedSupport) -> str:
    """What Scheduling needs for Call Confirm Live: start and end, and the visits that stop. Source: OPG 6.3 (END-4)."""
    who = f"{ended.name} ({ended.mosaic_id})" if ended.mosaic_id else ended.name
    lines = [
        who,
        f"Team: {ended.team}. DSO: {ended.dso}.",
        f"Start date: {day_text(london_day(ended.started_at))}",
        f"End date: {day_text(london_day(ended.ended_at))}, from {moment_text(ended.ended_at)}",
    ]
    if ended.last_visit_on:
        lines.append(f"Last visit: {day_text(ended.last_visit_on)}")
    lines.append(f"Visits that stop: {calls_in_words(ended.week)}" if ended.week else "No visits were planned.")
    lines += _turns(ended, lines[-1])
    lines.append(f"Reason: {ended.reason.label}")
    return "\n".join(lines)


def for_pst(ended: EndedSupport) -> str:
    """What the purchase support team needs to end the purchase order. Source: OPG 6.3 (END-4)."""
    who = f"{ended.name} ({ended.mosaic_id})" if ended.mosaic_id else ended.name
    ends = day_text(london_day(ended.ended_at))
    request = f"Please end the purchase order for {ended.kind.label.lower()} on {ends}."
    return "\n".join((who, request, f"Reason: {ended.reason.label}.", f"Team: {ended.team}. DSO: {ended.dso}."))


def _mosaic_lines(ended: EndedSupport) -> Iterator[str]:
    yield f"Support ended: {ended.name}" + (f", {ended.mosaic_id}" if ended.mosaic_id else "")
    yield f"Kind of support: {ended.kind.label}."
    yield f"Began {moment_text(ended.started_at)}, ended {moment_text(ended.ended_at)}. Team {ended.team}."
    yield f"Reason: {ended.reason.label}."
    if ended.decided_at and london_day(ended.decided_at) != london_day(ended.ended_at):
        yield f"The end was decided on {day_text(london_day(ended.decided_at))}."
    if ended.last_visit_on:
        yield f"Last visit before the break: {day_text(ended.last_visit_on)}."
    yield from (_milestone(each) for each in ended.milestones if each.kind in _TOLD)
    yield from (f"Needs reassessed: {day_text(on)}, by {by}: {what}" for on, by, what in ended.reassessments)
    if ended.week:
        plan = f"Plan at the end: {totals(ended.week).sentence}."
        yield from (plan, *_turns(ended, plan))
    if ended.fact:
        yield f"{ended.fact}."
    if ended.package_started_on:
        yield f"Ongoing care from {day_text(ended.package_started_on)}."
    if ended.at_outcome:
        yield f"Assistive technology: {ended.at_outcome.label}."
    yield from (f"{each.step.label}: {each.done_by}, {moment_text(each.done_at)}." for each in ended.steps)
    yield f"DSO: {ended.dso}."


def _turns(ended: EndedSupport, text: str) -> tuple[str, ...]:
    """Which weeks are A and B, where a text names one: who reads it knows no letters of ours."""
    turns = turns_of(text, london_day(ended.ended_at))
    return (turns,) if turns else ()


_TOLD = (MilestoneKind.GOALS_SET, MilestoneKind.MAXIMUM_INDEPENDENCE, MilestoneKind.ASSESSED)


def _milestone(milestone: MilestoneText) -> str:
    what = milestone.decision.label if milestone.decision else milestone.kind.label
    by = f", by {milestone.assessed_by}" if milestone.assessed_by else ""
    return f"{what}: {day_text(london_day(milestone.at))}{by}."
