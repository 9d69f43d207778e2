"""A year is soon mistyped: every day that a form asks for is tried 1,130 days ahead in the service that stores it.

The bounds stand beside the fields in `tests/ui/test_days_typed.py`: what is asked about is refused with a
question that somebody can answer with yes, and then stored; what must have come, or hangs on another day, is refused.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from app.door.errors import Refused
from app.queries.meetings.carrying_out import step_down_asked
from app.services import referrals
from app.services.capacity import contracted_hours
from app.services.closure import breaks, expecting
from app.services.goals.goals import set_goal
from app.services.meetings import meetings
from app.services.meetings.carrying_out import end_as_decided, step_down_as_decided
from app.services.plans import extra_calls, support, versions
from app.services.plans.double_ups import record_double_up_answer
from app.services.plans.versions import Agreed
from app.services.today import handover_notes
from app.services.transfer import conditions, offers
from models.breaks import Break
from models.episodes import Episode
from models.meetings import Decision, Meeting
from models.referrals import Referral
from models.transfer import Transfer
from models.values import Call, WhyShort, london_day, start_of_day
from models.vocabulary.closure import BreakKind, EndReason
from models.vocabulary.meetings import DecisionKind, MeetingKind
from models.vocabulary.plans import TwoWorkers
from models.vocabulary.referrals import Band, ExistingPackage, ReferralOutcome
from tests.builders import TABLETS, visit
from tests.ui.test_days_typed import ASKED as BY_ASKING
from tests.ui.test_days_typed import BOUNDS

pytestmark = pytest.mark.rule("PSP-2", "END-3", "END-9", "GOAL-3", "INT-1", "MDT-3", "REF-9", "REF-11", "REF-18")
FAR, DAY = timedelta(days=1130), timedelta(days=1)


@dataclass(frozen=True)
class Try:
    """Deeds with a day typed, by the office, the moment typed, and the answer to what is asked about it."""

    office: object
    at: datetime
    yes: bool

    @property
    def day(self) -> date:
        return london_day(self.at)

    @property
    def meant(self):
        return {"day_is_meant": self.yes}

    def episode(self, **values) -> dict[str, object]:
        key = self.office.an_episode(visit(), **values)
        return {"episode": key, "seen": self.office.version(Episode, key)}

    def referral(self) -> dict[str, object]:
        key = self.office.a_referral(visit())
        return {"referral": key, "seen": self.office.version(Referral, key)}

    def transfer(self, **more) -> dict[str, object]:
        episode = self.office.an_episode(visit(), started_at=self.office.now - 9 * DAY)
        return {"episode": episode, "seen": None, "at": self.office.now, "provider": "Peak Care", **more}

    def away(self) -> dict[str, object]:
        made = breaks_begun(self.office)
        return {"break_": made, "seen": self.office.version(Break, made)}


def breaks_begun(office) -> UUID:
    episode = office.an_episode(visit())
    return office.do(
        breaks.begin, episode=episode, seen=1, kind=BreakKind.FAMILY, began_at=office.now,
        last_visit_on=london_day(office.now),
    ).made  # fmt: skip


def target(a):
    episode = a.office.an_episode()
    return a.office.do(set_goal, episode=episode, statement="Tea", target=a.day, target_is_meant=a.yes)


def effective(a):
    episode = a.office.an_episode(visit())
    plan = a.office.a_plan(episode, visit(), number=2)
    return a.office.do(
        versions.new_version, episode=episode, based_on=plan, week=(visit(minutes=20),), because="Less",
        effective_from=a.at, agreed=Agreed(mdt_at=a.office.now, present="OT, SW"), why_short=TABLETS, **a.meant,
    )  # fmt: skip


def decided(a, kind):
    """A decision of the meeting that goes on about somebody new, with what carries it out."""
    with a.office.database.reading() as session:
        held = session.scalars(select(Meeting.id).where(Meeting.finished_at.is_(None))).first()
    team = {"team": a.office.teams["North"], "kind": MeetingKind.WEEKLY}
    held = held or a.office.do(meetings.open_meeting, **team).made
    made = a.office.do(meetings.decide, meeting=held, episode=a.episode()["episode"], kind=kind).made
    return made, a.office.get(Decision, made)


def end_in_the_meeting(a, **told):
    made, decision = decided(a, DecisionKind.END)
    told = {"reason": EndReason.GOALS_ACHIEVED, "ends_at": a.at} | told
    seen = {"seen": a.office.version(Episode, decision.episode_id), "decision_seen": decision.version}
    return a.office.do(end_as_decided, decision=made, **seen, **told, **a.meant)


def step_down_in_the_meeting(a):
    made, decision = decided(a, DecisionKind.STEP_DOWN)
    newest = a.office.ask(step_down_asked, episode=decision.episode_id).newest
    return a.office.do(
        step_down_as_decided, decision=made, seen=decision.version, based_on=newest, week=(visit(minutes=20),),
        because="Less", effective_from=start_of_day(a.day), why_short=(WhyShort(Call.MORNING, "Short"),), **a.meant,
    )  # fmt: skip


def asked_again(a):
    plan = a.office.a_plan(a.office.an_episode(), visit(workers=2), number=2)
    return a.office.do(
        record_double_up_answer, plan=plan, seen=None, answer=TwoWorkers.TWO_NEEDED, because="Turns with a rail",
        answered_by=a.office.staff["OT"], ask_again_on=a.day, again_is_meant=a.yes,
    )  # fmt: skip


def extension(a):
    return a.office.do(support.extend, **a.episode(), until=a.day, still_gaining_independence=True, **a.meant)


def longer_extra_calls(tried: Try):
    """Extra calls beside another provider, agreed up to today, are given longer."""
    office, person = tried.office, tried.office.a_person()
    key = office.a_referral(
        person=person, existing_package=ExistingPackage.EXTRA_ONLY, extra_until=london_day(office.now),
        outcome=ReferralOutcome.STARTED, outcome_at=office.now,
    )  # fmt: skip
    told = {"referral": key, "seen": 1, "until": tried.day, "whom": "Ann", **tried.meant}
    tried.office.do(extra_calls.extend_extra_calls, episode=office.an_episode(person=person), **told)


def placement(a):
    return a.office.do(
        referrals.place_out_of_order, **a.referral(), band=Band.URGENT_NO_SUPPORT, because="Alone", consulted="Team",
        expires_at=a.at, end_is_meant=a.yes,
    )  # fmt: skip


def expected_return(a):
    return a.office.do(
        breaks.begin, **a.episode(), kind=BreakKind.FAMILY, began_at=a.office.now, return_expected_at=a.at,
        last_visit_on=london_day(a.office.now), return_is_meant=a.yes,
    )  # fmt: skip


def expected_return_again(a):
    told = {"return_still_planned": True, "return_expected_at": a.at, "return_is_meant": a.yes}
    return a.office.do(breaks.answer, **a.away(), **told)


def end(a):
    return a.office.do(expecting.end_or_expect, **a.episode(), reason=EndReason.GOALS_ACHIEVED, ends_at=a.at, **a.meant)


def package(a):
    return a.office.do(
        expecting.end_or_expect, **a.episode(), reason=EndReason.ONGOING_ARRANGED, ends_at=a.office.now,
        package_on=a.day, **a.meant,
    )  # fmt: skip


def package_of_an_end_to_come(a):
    return a.office.do(
        expecting.end_or_expect, **a.episode(), reason=EndReason.ONGOING_ARRANGED, ends_at=a.office.now + DAY,
        package_on=a.day, **a.meant,
    )  # fmt: skip


def back(a):
    return a.office.do(expecting.come_back_or_expect, **a.away(), returned_at=a.at, **a.meant)


def due(a):
    kind = MeetingKind.WEEKLY
    meeting = a.office.do(meetings.open_meeting, team=a.office.teams["North"], kind=kind).made
    told = {"what": "Ring", "owner": a.office.staff["OT"], "due": a.day, "due_is_meant": a.yes}
    try:
        return a.office.do(meetings.assign_action, meeting=meeting, **told)
    finally:  # the next try opens its own
        a.office.do(meetings.finish_meeting, meeting=meeting, seen=a.office.version(Meeting, meeting))


def leave(a, first, last):
    return a.office.do(
        contracted_hours.add_reduction, team=a.office.teams["North"], first_day=first, last_day=last,
        worker_minutes=60, because="Leave", days_are_meant=a.yes,
    )  # fmt: skip


def detail(a, name, said):
    meant = frozenset({name} if a.yes else ())
    person = a.office.a_person()
    a.office.do(referrals.change_details, **a.referral(), meant=meant, **{name: said})
    return a.office.do(referrals.take_in, person=person, team=a.office.teams["North"], meant=meant, **{name: said})


def note(a):
    told = {"until": a.day, "until_is_meant": a.yes, "note": "Keys"}
    return a.office.do(handover_notes.write_note, team=a.office.teams["North"], **told)


def offered(a):
    return a.office.do(conditions.record_offer, **a.transfer(starts_on=a.day, start_is_meant=a.yes))


def put_off(a):
    told = a.transfer(starts_on=None)
    seen = a.office.version(Transfer, a.office.do(conditions.record_offer, **told).made)
    return a.office.do(offers.put_off_pvi_start, episode=told["episode"], seen=seen, on=a.day, start_is_meant=a.yes)


ASKED = {
    "goals.form target": target,
    "plans.new_version effective": effective,
    "plans.double_ups again": asked_again,
    "plans.support extension": extension,
    "plans.extra_calls until": longer_extra_calls,
    "referrals.one.outcome_forms until": placement,
    "closure.forms expected": expected_return,
    "closure.forms expected, asked again": expected_return_again,
    "closure.forms at, of an end": end,
    "closure.forms at, of a return": back,
    "closure.forms package_on": package,
    "closure.forms package_on, of an end to come": package_of_an_end_to_come,
    "meetings.carrying_out at": end_in_the_meeting,
    "meetings.carrying_out package_on": lambda a: end_in_the_meeting(
        a, reason=EndReason.ONGOING_ARRANGED, ends_at=a.office.now, package_on=a.day
    ),
    "meetings.carrying_out effective": step_down_in_the_meeting,
    "meetings.deeds due": due,
    "referrals.capacity.forms first": lambda a: leave(a, a.day, a.day),
    "referrals.capacity.forms last": lambda a: leave(a, london_day(a.office.now), a.day),
    "referrals.taking_in.fields discharge": lambda a: detail(a, "discharge_on", a.day),
    "referrals.taking_in.fields extra_until": lambda a: detail(a, "extra_until", a.day),
    "referrals.taking_in.fields start_planned_at": lambda a: detail(a, "start_planned_at", a.at),
    "today.forms until": note,
    "transfer.forms starts_on": offered,
    "transfer.offer on": put_off,
}


def test_every_field_whose_bound_is_a_question_is_tried_here():
    assert {each.partition(",")[0] for each in ASKED} == {
        field for field, bound in BOUNDS.items() if bound is BY_ASKING
    }


@pytest.mark.parametrize("field", ASKED)
def test_a_day_far_off_is_asked_about_and_kept_once_it_is_meant(office, field):
    far = office.now + FAR
    with pytest.raises(Refused, match="meant") as refused:
        ASKED[field](Try(office, far, yes=False))
    assert all(each.field.endswith("meant") or each.field == "effective" for each in refused.value.lacks)
    ASKED[field](Try(office, far, yes=True))
    ASKED[field](Try(office, office.now + 41 * DAY, yes=False))
