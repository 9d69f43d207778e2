"""Deeds that are a DSO's decision, from every seat: refused, or kept with both names (END-10)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select

from app.door.errors import Refused
from app.queries.closure.closure import closure
from app.queries.referrals.one import referral
from app.services import referrals
from app.services.closure import closing, deaths, ending, expecting
from app.services.plans.versions import Agreed, new_version
from models.assistive import AtGiven
from models.closure import ClosingStep, Closure
from models.deciding import WhoDecided
from models.people import Person
from models.plans import Plan
from models.referrals import Referral, StartCheck
from models.staff import Staff
from models.values import Call
from models.vocabulary.closure import ClosingStepKind, EndReason
from models.vocabulary.deciding import DecidedDeed
from models.vocabulary.staff import Role
from tests.builders import START_CHECKS, visit

pytestmark = pytest.mark.rule("END-10")
SEATS = tuple(role.label for role in Role)
NAME_ONE = tuple(role.label for role in Role if role not in {Role.DSO, Role.SCHEDULER})


@dataclass(frozen=True)
class Row:
    """One deed of the table: how it is made ready, and which decisions it keeps."""

    ready: Callable[[Any], Callable[..., Any]]
    kept: tuple[DecidedDeed, ...]


def _referral(deed, **told):
    return lambda office: partial(deed, referral=office.a_referral(), seen=1, **told)


def _part(office):
    key = office.a_referral(visit(), visit(Call.TEA))
    return partial(referrals.part_accept, referral=key, seen=1, starting=(visit(),))


def _details(**told):
    return lambda office: partial(referrals.change_details, referral=office.a_referral(), seen=1, **told)


def _taking_in(office):
    told = {"person": office.a_person(), "team": office.teams["North"]}
    return partial(referrals.take_in, **told, chc=True, chc_reviewed=True)


def _accepted(office, deed):
    key = office.a_referral(accepted_at=office.now, accepted_by_id=office.staff["DSO"])
    return partial(deed, referral=key, seen=1)


def _to_start(office, person=None):
    """Accepted elsewhere and promised, as taken over: nothing of it was decided here."""
    told = dict.fromkeys(("accepted_at", "scheduling_confirmed_at"), office.now)
    told |= dict.fromkeys(("accepted_by_id", "scheduling_confirmed_by_id"), office.staff["DSO"])
    key = office.a_referral(person=person, **told)
    by = {"done_at": office.now, "done_by_id": office.staff["DSO"]}
    office.store(*(StartCheck(referral_id=key, item=item, **by) for item in START_CHECKS))
    return partial(referrals.start, referral=key, seen=1)


def _the_rest(office):
    person = office.a_person()
    office.an_episode(person=person)
    return _to_start(office, person)


def _to_end(office):
    told = {"reason": EndReason.GOALS_ACHIEVED, "ends_at": office.now}
    return partial(ending.end, episode=office.an_episode(), seen=1, **told)


def _to_end_ahead(office):
    told = {"reason": EndReason.GOALS_ACHIEVED, "ends_at": office.now + timedelta(days=2)}
    return partial(expecting.end_or_expect, episode=office.an_episode(), seen=1, **told)


def _to_close(office):
    """Ended and settled as taken over."""
    key = office.an_episode(ended_at=office.now, end_reason=EndReason.GOALS_ACHIEVED)
    closure = Closure(episode_id=key)
    by = {"done_at": office.now, "done_by_id": office.staff["DSO"]}
    said = AtGiven(episode_id=key, given=False, said_at=office.now, said_by_id=office.staff["DSO"])
    office.store(said, closure, *(ClosingStep(closure_id=closure.id, step=each, **by) for each in ClosingStepKind))
    return partial(closing.close, episode=key, seen=1)


def _more(office):
    """More support; the DSO is named among those who agreed."""
    episode = office.an_episode()
    with office.database.reading() as session:
        plan = session.scalars(select(Plan.id).where(Plan.episode_id == episode)).one()

    def more(turn, *, decided_by=None):
        agreed = Agreed(dso=True, scheduling_at=turn.moment, decided_by=decided_by)
        week = (visit(minutes=60),)
        return new_version(turn, episode=episode, based_on=plan, week=week, because="Weaker", agreed=agreed)

    return more


TABLE = {
    "accept": Row(_referral(referrals.accept), (DecidedDeed.ACCEPT,)),
    "part-accept": Row(_part, (DecidedDeed.PART_ACCEPT,) * 2),
    "decline": Row(
        _referral(referrals.decline, because="Not safe", discussed_with_assessor=True), (DecidedDeed.DECLINE,)
    ),
    "promise": Row(lambda office: _accepted(office, referrals.confirm_capacity), (DecidedDeed.PROMISE,)),
    "hold": Row(lambda office: _accepted(office, referrals.hold_capacity), (DecidedDeed.HOLD,)),
    "start": Row(_to_start, (DecidedDeed.START,)),
    "start the rest": Row(_the_rest, (DecidedDeed.START, DecidedDeed.MORE)),
    "urgent safely": Row(_details(delivery_confirmed=True), (DecidedDeed.URGENT_SAFELY,)),
    "CHC review": Row(_details(chc=True, chc_reviewed=True), (DecidedDeed.CHC_REVIEW,)),
    "end of life": Row(_details(end_of_life=True, end_of_life_discussion="Dr Bell agrees"), (DecidedDeed.END_OF_LIFE,)),
    "taking in with a review": Row(_taking_in, (DecidedDeed.CHC_REVIEW,)),
    "end": Row(_to_end, (DecidedDeed.END,)),
    "end ahead": Row(_to_end_ahead, (DecidedDeed.END,)),
    "close": Row(_to_close, (DecidedDeed.CLOSE,)),
    "more support": Row(_more, (DecidedDeed.MORE,)),
    "signpost": Row(_referral(referrals.signpost, where_to="Age UK"), (DecidedDeed.SIGNPOST,)),
}
EVERY = pytest.mark.parametrize("row", TABLE.values(), ids=TABLE)


def kept(office):
    """The decisions that are kept: which deed, who decided, who typed."""
    names = {key: name for name, key in office.staff.items()}
    with office.database.reading() as session:
        rows = session.scalars(select(WhoDecided).order_by(WhoDecided.id)).all()
    return [(each.deed, names[each.decided_by_id], names[each.typed_by_id]) for each in rows]


@EVERY
def test_at_a_dsos_seat_no_name_is_needed(office, row):
    office.do(row.ready(office))
    assert kept(office) == [(each, "DSO", "DSO") for each in row.kept]


@EVERY
def test_any_other_seat_is_refused_until_it_names_the_dso_and_then_both_names_are_kept(office, row):
    for seat in NAME_ONE:
        deed, before = row.ready(office), len(kept(office))
        with pytest.raises(Refused, match="Say which DSO decided") as refused:
            office.do_as(seat, deed)
        assert refused.value.rule == "END-10"
        assert len(kept(office)) == before
        office.do_as(seat, deed, decided_by=office.staff["Interim DSO"])  # of the office: leave is covered by another
        assert kept(office)[before:] == [(each, "Interim DSO", seat) for each in row.kept]


@EVERY
def test_a_schedulers_seat_is_refused_and_told_who_can(office, row):
    deed = row.ready(office)
    for named in ({}, {"decided_by": office.staff["DSO"]}):
        with pytest.raises(Refused, match="A scheduler's seat doesn't record this: a DSO, or somebody else") as refused:
            office.do_as("Scheduler", deed, **named)
        assert (refused.value.rule, refused.value.who) == ("END-10", "the DSO")
    assert kept(office) == []


@EVERY
def test_nobody_but_a_dso_on_the_staff_on_that_day_decides(office, row):
    deed = row.ready(office)
    with pytest.raises(Refused, match="OT North is on the staff as OT: name the DSO who decided"):
        office.do(deed, decided_by=office.staff["OT"])
    with office.database.writing() as session:
        session.get_one(Staff, office.staff["Interim DSO"]).archived_at = office.now - timedelta(days=1)
    with pytest.raises(Refused, match="DSO Interim isn't on the staff on"):
        office.do(deed, decided_by=office.staff["Interim DSO"])
    assert kept(office) == []


def test_the_referral_names_the_dso_who_accepted_or_declined_it_not_the_typist(office):
    for deed, told, column in (
        (referrals.accept, {}, "accepted_by_id"),
        (referrals.decline, {"because": "Not safe", "discussed_with_assessor": True}, "outcome_by_id"),
    ):
        key = office.a_referral()
        office.do_as("Admin", deed, referral=key, seen=1, decided_by=office.staff["DSO"], **told)
        assert getattr(office.get(Referral, key), column) == office.staff["DSO"]


def test_the_referrals_history_names_who_decided_and_who_typed_it_in(office):
    key = office.a_referral()
    office.do_as("Admin", referrals.accept, referral=key, seen=1, decided_by=office.staff["Interim DSO"])
    told = [(each.what, each.by) for each in office.ask(referral, referral=key).history]
    assert ("Accepted: safe and suitable", "DSO Interim") in told
    assert ("DSO Interim decided to accept the referral", "typed in by Admin North") in told
    own = office.a_referral()
    office.do(referrals.accept, referral=own, seen=1)
    assert not any("typed in" in each.by for each in office.ask(referral, referral=own).history)


def test_details_that_are_no_decision_ask_for_no_dso_and_one_that_stands_is_not_asked_again(office):
    key = office.a_referral()
    told = {"chc": True, "chc_reviewed": True, "end_of_life_discussion": "Dr Bell agrees", "delivery_confirmed": True}
    office.do(referrals.change_details, referral=key, seen=1, **told)
    plain = {"notes": "Key safe by the door", "chc_asked": True, "urgent": True}
    for seat in ("Admin", "Scheduler"):
        seen = office.version(Referral, key)
        office.do_as(seat, referrals.change_details, referral=key, seen=seen, **told, **plain)
        plain["notes"] += "."
    office.do_as("Admin", referrals.change_details, referral=key, seen=seen + 1, chc_reviewed=False)
    assert len(kept(office)) == 3


def test_the_closure_says_who_decided_its_end_and_its_closing_and_who_typed_them_in(office):
    episode = office.an_episode()
    told = {"reason": EndReason.GOALS_ACHIEVED, "ends_at": office.now, "decided_by": office.staff["DSO"]}
    office.do_as("Admin", ending.end, episode=episode, **told)
    for step in ClosingStepKind:
        office.do_as("Admin", closing.tick, episode=episode, step=step)
    office.do_as("Admin", closing.record_at_outcome, episode=episode, given=False)
    office.do(closing.close, episode=episode)
    view = office.ask(closure, episode=episode)
    assert (view.end_decided_by, view.closed_by) == ("DSO North, typed in by Admin North", "DSO North")


@pytest.mark.rule("END-8")
@pytest.mark.parametrize("seat", SEATS)
def test_a_death_is_reported_by_anybody(office, seat):
    person = office.a_person()
    office.do_as(seat, deaths.report_death, person=person, seen=1)
    assert office.get(Person, person).death_reported_at == office.now
