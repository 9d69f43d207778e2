"""How each line of Today is settled: the deed behind its button, done by whoever does such deeds.

A line that no entry here settles fails the test that meets it: either it has no way out, or it is to be added.
"""

from collections.abc import Callable

from app.queries.today.prompts import PromptRow
from app.services import referrals
from app.services.agreement import costs, signing
from app.services.closure import breaks, closing, deaths, expecting
from app.services.people import details
from app.services.plans import support, versions
from app.services.referrals.dying import leave_as_died
from app.services.today import concerns
from app.services.transfer import conditions, offers
from app.services.transfer.short_term_package import tick_package_step
from models.agreement import Agreement
from models.closure import ClosingStep, Closure
from models.people import Concern
from models.plans import Plan
from models.referrals import InformationRequest
from models.rules.closure.ending import reasons_for
from models.values import london_day
from models.vocabulary.agreement import CostSaidHow, Funding
from models.vocabulary.closure import BreakKind, ClosingStepKind, EndReason
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.transfer import TransferStepKind
from tests.journeys import states
from tests.journeys.life import Life

WayOut = Callable[[Life, PromptRow], None]


def settle(life: Life, row: PromptRow) -> None:
    """Do what the line asks for; where that is refused, or nobody knows how, it fails."""
    WAYS_OUT[row.field](life, row)


def leave(life: Life) -> None:
    """The open episode ends for a reason that it can have today."""
    episode = life.episode
    if life.office.get(type(episode), episode.id).kind is EpisodeKind.SHORT_TERM:
        states.end(life, EndReason.GOALS_ACHIEVED)
    else:
        states.end(life, EndReason.PVI_FOUND, package_on=london_day(life.office.now))


def _decide(life: Life, _row: PromptRow) -> None:
    life.do(referrals.accept, referral=life.referral.id)


def _capacity(life: Life, row: PromptRow) -> None:
    """Ask for capacity; start in its time; give it back or release it once that is over."""
    referral = life.referral.id
    if row.rule == "REF-12":
        life.do(referrals.hold_capacity, referral=referral)
    elif "release it" in row.sentence:
        life.do(referrals.release, referral=referral)
    else:
        states.start(life)


def _information(life: Life, _row: PromptRow) -> None:
    asked = life.newest(InformationRequest, InformationRequest.referral_id == life.referral.id)
    told = {"seen": asked.version, "seen_referral": life.referral.version}
    life.do(referrals.record_information, request=asked.id, answer="Two falls this year", **told)


def _goal(life: Life, _row: PromptRow) -> None:
    states.set_goal(life)


def _goals_recorded(life: Life, _row: PromptRow) -> None:
    states.record_goals(life)


def _assess(life: Life, _row: PromptRow) -> None:
    states.assess(life)


def _support_plan(life: Life, row: PromptRow) -> None:
    if row.rule == "PSP-6":
        life.do(support.mark_support_plan, episode=life.episode.id)
    else:
        life.do(versions.note_amended_support_plan, plan=_plan(life))


def _amended_po(life: Life, _row: PromptRow) -> None:
    life.do(versions.note_amended_po, plan=_plan(life))


def _plan(life: Life):
    return life.newest(Plan, Plan.episode_id == life.episode.id).id


def _six_weeks(life: Life, _row: PromptRow) -> None:
    if life.open_break is not None:
        _break(life, _row)
    else:
        leave(life)


def _review(life: Life, row: PromptRow) -> None:
    life.do(support.record_package_reviewed, episode=row.episode_id, on=london_day(life.office.now))


def _agree(life: Life, _row: PromptRow) -> None:
    told = {"at": life.office.now, "reason": "No provider yet"}
    life.do(conditions.agree_transfer, episode=life.episode.id, **told)


def _listed(life: Life, _row: PromptRow) -> None:
    life.do(conditions.record_listed, episode=life.episode.id, at=life.office.now)


def _steps(life: Life, row: PromptRow) -> None:
    """Every step that the line names; once all before the move are done, somebody moves them or ends the support."""
    for step in TransferStepKind:
        if step.label in row.sentence:
            if step is TransferStepKind.SCHEDULING_TOLD:
                states.export(life)
            else:
                states.tick(life, step)


def _accepted(life: Life, _row: PromptRow) -> None:
    states.tick(life, TransferStepKind.TRANSFER_ACCEPTED)


def _export(life: Life, _row: PromptRow) -> None:
    states.export(life)


def _agreement(life: Life, _row: PromptRow) -> None:
    found = life.all_of(Agreement, Agreement.episode_id == life.episode.id)
    if not found:
        states.issue(life)
        found = life.all_of(Agreement, Agreement.episode_id == life.episode.id)
    states.refuse_to_sign(life, found[-1].id)


def _upload(life: Life, _row: PromptRow) -> None:
    found = life.newest(Agreement, Agreement.episode_id == life.episode.id)
    life.do(signing.record_upload, agreement=found.id, at=life.office.now)


def _po(life: Life, _row: PromptRow) -> None:
    life.do(signing.record_po, agreement=life.newest(Agreement, Agreement.episode_id == life.episode.id).id)


def _ending(life: Life, row: PromptRow) -> None:
    """Of a death, of an end whose day has come, or because the ongoing care has begun."""
    if row.rule == "END-9":
        life.do(
            expecting.end_or_expect, episode=life.episode.id, reason=EndReason.GOALS_ACHIEVED, ends_at=life.office.now
        )
    elif row.rule in {"END-1", "END-2"}:
        by_care = EndReason.ONGOING_ARRANGED if row.rule == "END-1" else EndReason.PVI_FOUND
        states.end(life, by_care, package_on=london_day(life.office.now))
    elif row.rule == "END-8":
        life.do(deaths.confirm_death, person=life.person, died_on=london_day(life.office.now))
    else:
        states.end(life, EndReason.DIED)


def _confirm_end(life: Life, _row: PromptRow) -> None:
    told = {"reason": EndReason.GOALS_ACHIEVED, "ends_at": life.office.now}
    life.do(expecting.end_or_expect, episode=life.episode.id, **told)


def _confirm_return(life: Life, _row: PromptRow) -> None:
    come_back(life)


def _closing(life: Life, row: PromptRow) -> None:
    """What the line still names, assistive technology first; the package is closed with the last of it."""
    if any(each.field == "closure.at" for each in life.lines()):
        states.record_at(life)
    ended, steps = row.episode_id, _ticked(life, row)
    for step in ClosingStepKind:
        if step not in steps:
            life.do(closing.tick, episode=ended, step=step)
    life.do(closing.close, episode=ended)


def _ticked(life: Life, row: PromptRow) -> set[ClosingStepKind]:
    of = life.all_of(Closure, Closure.episode_id == row.episode_id)
    done = [each for known in of for each in life.all_of(ClosingStep, ClosingStep.closure_id == known.id)]
    return {each.step for each in done if each.done_at is not None}


def _at(life: Life, _row: PromptRow) -> None:
    states.record_at(life)


def _break(life: Life, row: PromptRow) -> None:
    """A question is answered with yes twice, then they are back; a limit that is reached ends the support."""
    away = life.open_break
    if "end the service" in row.sentence:
        reason = {
            BreakKind.HOSPITAL: EndReason.HOSPITAL, BreakKind.CARE_HOME: EndReason.CARE_HOME
        }.get(away.kind, EndReason.LONG_BREAK)  # fmt: skip
        allowed = reasons_for(life.episode.kind)
        states.end(life, reason if reason in allowed else EndReason.LONG_BREAK)
    elif life.done[-2:].count("answer") < 1:
        life.do(breaks.answer, break_=away.id, return_still_planned=True)
    else:
        come_back(life)


def come_back(life: Life) -> None:
    """The person is back and is visited today."""
    told = {"returned_at": life.office.now, "next_visit_on": london_day(life.office.now)}
    life.do(breaks.come_back, break_=life.open_break.id, **told)


def _concern(life: Life, row: PromptRow) -> None:
    seen = life.office.version(Concern, row.concern_id)
    life.do(concerns.record_told, concern=row.concern_id, seen=seen, whom="The safeguarding team")


def _pvi_start(life: Life, _row: PromptRow) -> None:
    life.do(offers.record_pvi_start, episode=life.episode.id, on=london_day(life.office.now))


def _answer(life: Life, _row: PromptRow) -> None:
    life.do(offers.accept_offer, episode=life.episode.id, at=life.office.now)


def _who_pays(life: Life, _row: PromptRow) -> None:
    life.do(details.change_person, person=life.person, funding=Funding.COUNCIL)


def _died_waiting(life: Life, _row: PromptRow) -> None:
    life.do(leave_as_died, referral=life.referral.id)


def _lift(life: Life, _row: PromptRow) -> None:
    life.do(referrals.lift_placement, referral=life.referral.id)


def _cost_said(life: Life, row: PromptRow) -> None:
    life.do(
        costs.record_cost_said,
        episode=row.episode_id,
        said_to="Ann Gill",
        said_at=life.office.now,
        how=CostSaidHow.BY_WORD,
    )


def _package(life: Life, row: PromptRow) -> None:
    """Every step of the short-term package that was handed over; the last of them closes it."""
    for step in ClosingStepKind:
        if step not in _ticked(life, row):
            life.do(tick_package_step, transfer=life.transfer.id, step=step)


WAYS_OUT: dict[str, WayOut] = {
    "transfer.cost_said": _cost_said,
    "transfer.checklist.sts_dso.package": _package,
    "referrals.died": _died_waiting,
    "referrals.place": _lift,
    "transfer.pvi_start": _pvi_start,
    "transfer.answer": _answer,
    "transfer.funding": _who_pays,
    "referrals.accept": _decide,
    "referrals.hold": _capacity,
    "referrals.start": _capacity,
    "referrals.information": _information,
    "goals.new": _goal,
    "goals.recorded": _goals_recorded,
    "goals.milestones": _assess,
    "plans.support_plan": _support_plan,
    "plans.po_request": _amended_po,
    "plans.extension": _six_weeks,
    "plans.review": _review,
    "transfer.conditions": _agree,
    "transfer.listed": _listed,
    "transfer.checklist.sts_dso": _steps,
    "transfer.checklist.case_coordinator": _steps,
    "transfer.checklist.interim_dso": _steps,
    "transfer.checklist.brokerage": _steps,
    "transfer.accepted": _accepted,
    "transfer.export_tracker": _export,
    "transfer.agreement": _agreement,
    "transfer.upload": _upload,
    "transfer.po": _po,
    "closure.end": _ending,
    "closure.confirm_end": _confirm_end,
    "closure.come_back": _confirm_return,
    "closure.steps": _closing,
    "closure.at": _at,
    "closure.break": _break,
    "today.concern": _concern,
}
