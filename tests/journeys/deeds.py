"""Any deed that a desk could do about somebody, whether or not its time has come, as walks draw them by name."""

from collections.abc import Callable

from app.services import referrals
from app.services.agreement import signing
from app.services.closure import breaks, deaths, ending, expecting
from app.services.episodes import reassessments
from app.services.goals import goals
from app.services.plans import support, taking_back, versions
from app.services.plans.versions import Agreed
from app.services.today import concerns
from app.services.transfer import conditions, offers
from app.services.transfer.taking_back import take_back_hand_over
from models.agreement import Agreement
from models.expected import ExpectedChange
from models.plans import Plan
from models.reassessments import Reassessment
from models.values import london_day
from models.vocabulary.closure import BreakKind, EndReason
from tests.builders import TABLETS, visit
from tests.journeys import states
from tests.journeys.life import DAY, Life
from tests.journeys.ways_out import come_back, leave

Deed = Callable[[Life], None]


def _withdraw(life: Life) -> None:
    life.do(referrals.withdraw, referral=life.referral.id, care_hub_told_at=life.office.now, because="Son helps")


def _promise(life: Life) -> None:
    life.do(referrals.confirm_capacity, referral=life.referral.id, start_planned_at=life.office.now + DAY)


def _give_back(life: Life) -> None:
    life.do(referrals.give_back, referral=life.referral.id, because="The ward rang")


def _decline(life: Life) -> None:
    told = {"because": "Another service fits", "discussed_with_assessor": True}
    life.do(referrals.decline, referral=life.referral.id, **told)


def _undo_start(life: Life) -> None:
    life.do(referrals.undo_start, referral=life.referral.id, because="Wrong person")


def _refer_again(life: Life) -> None:
    life.do(referrals.refer_again, referral=life.referral.id)


def _go_away(kind: BreakKind) -> Deed:
    return lambda life: states.went(life, kind, life.office.now + 2 * DAY)


def _undo_break(life: Life) -> None:
    life.do(breaks.undo, break_=life.open_break.id, because="It was her neighbour")


def _concern(life: Life) -> None:
    told = {"what": "A bruise", "raised_at": life.office.now}
    life.do(concerns.record_concern, person=life.person, **told)


def _send(life: Life) -> None:
    life.do(conditions.complete_support_plan, episode=life.episode.id, at=life.office.now)
    life.do(conditions.send_to_brokerage, episode=life.episode.id, at=life.office.now)


def _offer(life: Life) -> None:
    told = {"provider": "Peak Care", "starts_on": london_day(life.office.now + 5 * DAY)}
    life.do(conditions.record_offer, episode=life.episode.id, at=life.office.now, **told)


def _no_offer_any_more(life: Life) -> None:
    life.do(offers.withdraw_offer, episode=life.episode.id, at=life.office.now, because="No carers")


def _independence(life: Life) -> None:
    life.do(conditions.agree_maximum_independence, episode=life.episode.id, at=life.office.now)


def _route(life: Life) -> None:
    told = {"team": life.office.teams["Interim"], "interim_dso": life.office.staff["Interim DSO"]}
    life.do(conditions.choose_route, episode=life.episode.id, route=states.TransferRoute.INTERIM_TEAM, **told)


def _move(life: Life) -> None:
    life.do(states.handing_over.hand_over, transfer=life.transfer.id, at=life.office.now)


def _take_back(life: Life) -> None:
    life.do(take_back_hand_over, transfer=life.transfer.id, because="Wrong person")


def _abandon(life: Life) -> None:
    life.do(conditions.abandon, episode=life.episode.id)


def _reopen(life: Life) -> None:
    life.do(ending.reopen, episode=life.episode.id, because="A mistake")


def _report_death(life: Life) -> None:
    life.do(deaths.report_death, person=life.person)


def _undo_death(life: Life) -> None:
    life.do(deaths.undo_death, person=life.person)


def _accept_offer(life: Life) -> None:
    life.do(offers.accept_offer, episode=life.episode.id, at=life.office.now)


def _decline_offer(life: Life) -> None:
    life.do(offers.decline_offer, episode=life.episode.id, at=life.office.now, because="Too far away")


def _acceptance_was_an_error(life: Life) -> None:
    life.do(offers.take_back_acceptance, episode=life.episode.id)


def _announce_end(life: Life) -> None:
    told = {"reason": EndReason.GOALS_ACHIEVED, "ends_at": life.office.now + 4 * DAY}
    life.do(expecting.end_or_expect, episode=life.episode.id, **told)


def _announce_return(life: Life) -> None:
    back = life.office.now + DAY
    told = {"returned_at": back, "next_visit_on": london_day(back)}
    life.do(expecting.come_back_or_expect, break_=life.open_break.id, **told)


def _expected(life: Life) -> ExpectedChange:
    return life.newest(ExpectedChange, ExpectedChange.episode_id == life.episode.id)


def _move_what_is_expected(life: Life) -> None:
    told = {"to": life.office.now + 6 * DAY, "because": "The lift is late"}
    life.do(expecting.move, expected=_expected(life).id, **told)


def _take_back_what_is_expected(life: Life) -> None:
    life.do(expecting.take_back, expected=_expected(life).id, because="It was somebody else")


def _plan(minutes: int, in_days: int) -> Deed:
    def plan(life: Life) -> None:
        """More or less support from a day on, agreed by whoever has to."""
        now = life.office.now
        agreed = Agreed(dso=True, scheduling_at=now, mdt_at=now, present="OT", coordinator_at=now)
        based_on = life.newest(Plan, Plan.episode_id == life.episode.id).id
        told = {"week": (visit(minutes=minutes),), "because": "MDT", "agreed": agreed, "based_on": based_on}
        told |= {"effective_from": now + in_days * DAY, "why_short": TABLETS}
        life.do(versions.new_version, episode=life.episode.id, later_stands=True, **told)

    return plan


def _take_plan_back(life: Life) -> None:
    newest = life.newest(Plan, Plan.episode_id == life.episode.id)
    life.do(taking_back.take_back, plan=newest.id, because="Agreed too early", later_stands=True)


def _reassess(life: Life) -> None:
    told = {"on": london_day(life.office.now), "assessed_by": "SW North", "decided": "A second call"}
    life.do(reassessments.reassess, episode=life.episode.id, **told)


def _take_reassessment_back(life: Life) -> None:
    found = life.newest(Reassessment, Reassessment.episode_id == life.episode.id)
    life.do(reassessments.take_back, reassessment=found.id, because="Somebody else")


def _work_of_the_ot(life: Life) -> None:
    told = {"by": life.office.staff["OT"], "what": "Bath board", "asked_by": life.office.staff["DSO"]}
    life.do(support.record_specialist_intervention, episode=life.episode.id, **told)


def _goal_setter(life: Life) -> None:
    life.do(goals.agree_goal_setter, episode=life.episode.id, setter=life.office.staff["OT"])


def _part_accept(life: Life) -> None:
    life.do(referrals.part_accept, referral=life.referral.id, starting=(visit(),))


def _agreement(life: Life) -> Agreement:
    return life.newest(Agreement, Agreement.episode_id == life.episode.id)


def _sign(life: Life) -> None:
    life.do(signing.sign, agreement=_agreement(life).id, signed_at=life.office.now)


def _upload(life: Life) -> None:
    life.do(signing.record_upload, agreement=_agreement(life).id, at=life.office.now)


def _po(life: Life) -> None:
    life.do(signing.record_po, agreement=_agreement(life).id)


DEEDS: dict[str, Deed] = {
    "withdraw": _withdraw, "promise": _promise, "give back": _give_back, "decline": _decline, "start": states.start,
    "undo start": _undo_start, "refer again": _refer_again, "hospital": _go_away(BreakKind.HOSPITAL),
    "care home": _go_away(BreakKind.CARE_HOME), "family": _go_away(BreakKind.FAMILY), "come back": come_back,
    "concern": _concern, "independence": _independence, "assess": states.assess, "send": _send, "offer": _offer,
    "no offer": _no_offer_any_more, "route": _route, "move": _move, "abandon": _abandon, "leave": leave,
    "take back the move": _take_back,
    "undo the break": _undo_break,
    "reopen": _reopen, "close": states.close, "report death": _report_death, "undo death": _undo_death,
    "meet": states.meet, "accept offer": _accept_offer, "decline offer": _decline_offer,
    "acceptance was an error": _acceptance_was_an_error,
    "announce an end": _announce_end, "announce a return": _announce_return,
    "move what is expected": _move_what_is_expected, "take back what is expected": _take_back_what_is_expected,
    "less from now": _plan(20, 0), "less in five days": _plan(15, 5), "more in three days": _plan(45, 3),
    "take the plan back": _take_plan_back, "reassess": _reassess, "take reassessment back": _take_reassessment_back,
    "work of the OT": _work_of_the_ot, "goal setter": _goal_setter, "part accept": _part_accept,
    "issue agreement": states.issue, "sign": _sign, "upload": _upload, "PO": _po,
}  # fmt: skip
