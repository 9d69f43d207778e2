"""Deeds that are a DSO's decision, from every seat: refused, or kept with both names (END-10)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select

from app.door.errors import Refused
from app.queries.referrals.one import referral
from app.services import referrals
from models.deciding import WhoDecided
from models.referrals import Referral
from models.staff import Staff
from models.values import Call
from models.vocabulary.deciding import DecidedDeed
from models.vocabulary.staff import Role
from tests.builders import visit

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


TABLE = {
    "accept": Row(_referral(referrals.accept), (DecidedDeed.ACCEPT,)),
    "part-accept": Row(_part, (DecidedDeed.PART_ACCEPT,) * 2),
    "decline": Row(
        _referral(referrals.decline, because="Not safe", discussed_with_assessor=True), (DecidedDeed.DECLINE,)
    ),
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
