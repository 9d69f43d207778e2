"""How somebody comes into each state of referral, hold, episode, break, transfer, agreement and package."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from app.papers.issuing import issue_agreement
from app.services import referrals
from app.services.agreement import signing
from app.services.closure import breaks, closing, deaths, ending, expecting
from app.services.goals import goals
from app.services.meetings import meetings
from app.services.plans import support, versions
from app.services.tracker.send_and_read_back import send
from app.services.transfer import checklist, conditions, handing_over, offers
from models.goals import Goal
from models.plans import Plan
from models.rules.goals.smart import RecordPlace
from models.tracker import TrackerChange
from models.values import Call, london_day
from models.vocabulary.agreement import Funding
from models.vocabulary.closure import AtOutcome, BreakKind, ClosingStepKind, EndReason
from models.vocabulary.episodes import AssessmentDecision
from models.vocabulary.meetings import MeetingKind
from models.vocabulary.people import PaperFormat
from models.vocabulary.plans import PlanKind
from models.vocabulary.transfer import TransferRoute, TransferStepKind
from tests.builders import START_CHECKS, SmallOffice, visit
from tests.journeys.life import DAY, HOUR, Life, refer

State = Callable[[SmallOffice], Life]


def later(life: Life, by: timedelta) -> Life:
    """The clock moves on."""
    life.office.clock.advance(by)
    return life


def accepted(office: SmallOffice, **details: Any) -> Life:
    life = refer(office, **details)
    life.do(referrals.accept, referral=life.referral.id)
    return life


def information_asked(office: SmallOffice) -> Life:
    life = refer(office)
    life.do(referrals.ask_for_information, referral=life.referral.id, what="Falls", of_whom="Ward 4")
    return life


def held(office: SmallOffice, **details: Any) -> Life:
    life = accepted(office, **details)
    life.do(referrals.hold_capacity, referral=life.referral.id)
    return life


def lapsed(office: SmallOffice) -> Life:
    life = later(held(office), 73 * HOUR)
    life.do(referrals.release, referral=life.referral.id)
    return life


def given_back(office: SmallOffice) -> Life:
    life = later(held(office), HOUR)
    life.do(referrals.give_back, referral=life.referral.id, because="The ward rang")
    return life


def promised(office: SmallOffice, in_days: int | None = 1) -> Life:
    life = accepted(office)
    planned = None if in_days is None else office.now + in_days * DAY
    life.do(referrals.confirm_capacity, referral=life.referral.id, start_planned_at=planned)
    return life


def started(office: SmallOffice, **details: Any) -> Life:
    life = held(office, **details)
    start(life)
    return life


def start(life: Life) -> None:
    """All that is asked before the first visit, and the start."""
    for item in START_CHECKS:
        life.do(referrals.tick_start_check, referral=life.referral.id, item=item)
    coordinator = life.office.staff["SW" if life.desk == "DSO" else "CCW"]  # who goes with the DSO when she leaves
    life.do(referrals.start, referral=life.referral.id, case_coordinator=coordinator)


def in_service(office: SmallOffice, **details: Any) -> Life:
    """Goals are set and recorded, the support plan is in place: nothing is to be done now."""
    life = later(started(office, **details), HOUR)
    set_goal(life)
    record_goals(life)
    life.do(support.mark_support_plan, episode=life.episode.id)
    return later(life, DAY)


def set_goal(life: Life) -> None:
    """One goal with all that makes it SMART."""
    life.do(
        goals.set_goal, episode=life.episode.id, statement="I make my own lunch", measure="on 6 of 7 days",
        achievable="stands for ten minutes", relevant="no lunch call", target=london_day(life.office.now + 20 * DAY),
        calls=(Call.LUNCH,),
    )  # fmt: skip


def record_goals(life: Life) -> None:
    """All goals stand in the held record and in MOSAIC."""
    for place in (RecordPlace.HELD_RECORD, RecordPlace.MOSAIC):
        kept = life.all_of(Goal, Goal.episode_id == life.episode.id)
        life.do(goals.mark_recorded, seen={each.id: each.version for each in kept}, place=place)


def extended(office: SmallOffice) -> Life:
    life = later(in_service(office), 36 * DAY)
    until = london_day(office.now + 10 * DAY)
    life.do(support.extend, episode=life.episode.id, until=until, still_gaining_independence=True, note="Gains")
    return life


def end_announced(office: SmallOffice) -> Life:
    life = in_service(office)
    told = {"reason": EndReason.GOALS_ACHIEVED, "ends_at": office.now + 5 * DAY}
    life.do(expecting.end_or_expect, episode=life.episode.id, **told)
    return life


def return_announced(office: SmallOffice) -> Life:
    life = away(in_service, BreakKind.HOSPITAL)(office)
    back = office.now + DAY
    life.do(expecting.come_back_or_expect, break_=life.open_break.id, returned_at=back, next_visit_on=london_day(back))
    return life


def offer_accepted(office: SmallOffice) -> Life:
    life = offered(office)
    life.do(offers.accept_offer, episode=life.episode.id, at=office.now)
    return life


def offer_withdrawn(office: SmallOffice) -> Life:
    life = later(offered(office), DAY)
    life.do(offers.withdraw_offer, episode=life.episode.id, at=office.now, because="No carers")
    return life


def away(make: State, kind: BreakKind, back_in: timedelta | None = None) -> State:
    def made(office: SmallOffice) -> Life:
        life = make(office)
        went(life, kind, None if back_in is None else office.now + back_in)
        return life

    return made


def went(life: Life, kind: BreakKind, expected: Any = None) -> None:
    """A break begins now, after a visit today."""
    now = life.office.now
    life.do(
        breaks.begin, episode=life.episode.id, kind=kind, began_at=now, last_visit_on=london_day(now),
        return_expected_at=expected,
    )  # fmt: skip


def independent(office: SmallOffice, **details: Any) -> Life:
    life = in_service(office, **details)
    life.do(conditions.agree_maximum_independence, episode=life.episode.id, at=office.now)
    return life


def assessed(office: SmallOffice, **details: Any) -> Life:
    life = independent(office, **details)
    assess(life)
    life.do(conditions.complete_support_plan, episode=life.episode.id, at=office.now)
    return life


def assess(life: Life) -> None:
    """Ongoing need is assessed."""
    told = {"at": life.office.now, "decision": AssessmentDecision.ONGOING, "assessed_by": "SW North"}
    life.do(conditions.record_assessment, episode=life.episode.id, **told)


def with_brokerage(office: SmallOffice, **details: Any) -> Life:
    life = assessed(office, **details)
    life.do(conditions.confirm_need, episode=life.episode.id, at=office.now)
    life.do(conditions.send_to_brokerage, episode=life.episode.id, at=office.now)
    return life


def listed(office: SmallOffice, **details: Any) -> Life:
    life = later(with_brokerage(office, **details), 49 * HOUR)
    life.do(conditions.record_listed, episode=life.episode.id, at=office.now)
    return life


def offered(office: SmallOffice) -> Life:
    life = with_brokerage(office)
    told = {"provider": "Peak Care", "starts_on": london_day(office.now + 9 * DAY)}
    life.do(conditions.record_offer, episode=life.episode.id, at=office.now, **told)
    return life


def agreed(office: SmallOffice, **details: Any) -> Life:
    """The transfer to the interim team is agreed and its route is chosen."""
    life = listed(office, **details)
    life.do(conditions.agree_transfer, episode=life.episode.id, at=office.now, reason="No provider yet")
    choose_team(life)
    return life


def choose_team(life: Life) -> None:
    """The interim team takes them, and its DSO."""
    told = {"team": life.office.teams["Interim"], "interim_dso": life.office.staff["Interim DSO"]}
    life.do(conditions.choose_route, episode=life.episode.id, route=TransferRoute.INTERIM_TEAM, **told)


def tick(life: Life, step: TransferStepKind) -> None:
    """A step of the transfer's checklist."""
    if step is TransferStepKind.TRANSFER_ACCEPTED and life.transfer.interim_dso_id is None:
        choose_team(life)
    life.do(checklist.tick, transfer=life.transfer.id, step=step, note="Spoken")


def handed_over(office: SmallOffice, **details: Any) -> Life:
    life = agreed(office, **details)
    for step in ("capacity_spoken", "psp_sent", "end_date_request", "transfer_accepted"):
        tick(life, TransferStepKind(step))
    life.do(handing_over.hand_over, transfer=life.transfer.id, at=office.now)
    return life


def interim_in_sts(office: SmallOffice) -> Life:
    life = listed(office)
    life.do(conditions.agree_transfer, episode=life.episode.id, at=office.now, reason="No team has room")
    life.do(conditions.choose_route, episode=life.episode.id, route=TransferRoute.WITHIN_STS)
    based_on = life.newest(Plan, Plan.episode_id == life.episode.id).id
    told = {"week": (visit(),), "because": "Long-term plan", "kind": PlanKind.LONG_TERM}
    life.do(versions.new_version, episode=life.episode.id, based_on=based_on, **told)
    tick(life, TransferStepKind.END_DATE_REQUEST)
    life.do(handing_over.hand_over, transfer=life.transfer.id, at=office.now)
    return life


def self_funder(office: SmallOffice) -> Life:
    return handed_over(office, person={"funding": Funding.SELF_FUNDER})


def issued(office: SmallOffice) -> Life:
    life = later(self_funder(office), 3 * DAY)
    issue(life)
    return life


def issue(life: Life) -> None:
    """The agreement is printed as it is kept."""
    life.do(issue_agreement, episode=life.episode.id, edition=PaperFormat.STANDARD)


def ended(office: SmallOffice, **details: Any) -> Life:
    life = in_service(office, **details)
    end(life, EndReason.GOALS_ACHIEVED)
    return life


def end(life: Life, reason: EndReason, **told: Any) -> None:
    """The open episode ends now."""
    life.do(ending.end, episode=life.episode.id, reason=reason, ends_at=life.office.now, **told)


def close(life: Life) -> None:
    """All that closes the package."""
    for step in ClosingStepKind:
        life.do(closing.tick, episode=life.episode.id, step=step)
    if any(each.field == "closure.at" for each in life.lines()):
        life.do(closing.record_at_outcome, episode=life.episode.id, given=False)
    life.do(closing.close, episode=life.episode.id)


def record_at(life: Life) -> None:
    """The review of assistive technology, after a death taken out."""
    life.do(closing.record_at_outcome, episode=life.episode.id, outcome=AtOutcome.DECOMMISSION)


def ended_with_at(office: SmallOffice) -> Life:
    return ended(office, person={"has_at": True})


def ended_with_package(office: SmallOffice) -> Life:
    life = assessed(office)
    end(life, EndReason.ONGOING_ARRANGED, package_on=london_day(office.now))
    return life


def package_runs(office: SmallOffice) -> Life:
    life = ended_with_package(office)
    close(life)
    return life


def reported(make: State) -> State:
    def made(office: SmallOffice) -> Life:
        life = make(office)
        life.do(deaths.report_death, person=life.person)
        return life

    return made


def meet(life: Life) -> None:
    """The team of the open episode, else North, holds its weekly meeting."""
    episode = life.episode
    team = episode.team_id if episode is not None and episode.ended_at is None else life.office.teams["North"]
    held_now = life.do(meetings.open_meeting, team=team, kind=MeetingKind.WEEKLY)
    life.do(meetings.finish_meeting, meeting=held_now, seen=1)


def export(life: Life) -> None:
    """The tracker goes out with all that waits."""
    waits = (TrackerChange.exported_at.is_(None), TrackerChange.withdrawn_at.is_(None))
    waiting = [each.number for each in life.all_of(TrackerChange, *waits)]
    if waiting:
        life.do(send, numbers=waiting, file_name="tracker.xlsx")


def refuse_to_sign(life: Life, agreement: Any) -> None:
    """They won't sign, and say why."""
    life.do(signing.record_refusal, agreement=agreement, because="Wants advice first")


STATES: dict[str, State] = {
    "referral: new": refer,
    "referral: information asked": information_asked,
    "referral: waits for capacity": accepted,
    "hold: held": held,
    "hold: expired": lambda office: later(held(office), 73 * HOUR),
    "hold: given back": given_back,
    "hold: lapsed": lapsed,
    "hold: promised": promised,
    "hold: promised, no start agreed": lambda office: promised(office, None),
    "hold: promised, its start has passed": lambda office: later(promised(office), 5 * DAY),
    "episode: just started": started,
    "episode: in service": in_service,
    "episode: six weeks are over": lambda office: later(in_service(office), 43 * DAY),
    "episode: extended": extended,
    "episode: an end is announced": end_announced,
    "episode: ended, to be closed": ended,
    "episode: ended, assistive technology": ended_with_at,
    "break: in hospital, back in a day": away(in_service, BreakKind.HOSPITAL, DAY),
    "break: in hospital": away(in_service, BreakKind.HOSPITAL),
    "break: in a care home": away(in_service, BreakKind.CARE_HOME),
    "break: with family": away(in_service, BreakKind.FAMILY, 9 * DAY),
    "break: a return is announced": return_announced,
    "break: away in interim": away(handed_over, BreakKind.AWAY),
    "transfer: maximum independence": independent,
    "transfer: assessed": assessed,
    "transfer: with Brokerage": with_brokerage,
    "transfer: listed": listed,
    "transfer: offered": offered,
    "transfer: offer accepted": offer_accepted,
    "transfer: offer withdrawn": offer_withdrawn,
    "transfer: agreed": agreed,
    "transfer: handed over": handed_over,
    "transfer: interim within STS": interim_in_sts,
    "agreement: to be printed": self_funder,
    "agreement: to be signed": issued,
    "package: ended with a package": ended_with_package,
    "package: runs": package_runs,
    "death: reported while waiting": reported(accepted),
    "death: reported in service": reported(in_service),
}
