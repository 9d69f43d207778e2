"""What the DSO says about a team's hours, and what the screens say of it: limit, breakdown, fit, on both databases."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.door.errors import Refused
from app.queries.capacity.contracted_hours import team_hours
from app.queries.capacity.fit import capacity_fit
from app.queries.referrals.queue import capacity
from app.services import referrals
from app.services.capacity import contracted_hours as services
from models.audit import AuditEntry
from models.referrals import Referral
from models.rules.capacity.fit import Answer
from models.teams import Reduction, Team
from models.values import Call
from tests.builders import visit

DAY = timedelta(days=1)
pytestmark = pytest.mark.rule("REF-15")


@pytest.fixture
def north(office):
    return office.teams["North"]


def the(office, query, name="North"):
    return next(each for each in office.ask(query) if each.name == name)


def contract(office, north, minutes, because="A worker more"):
    seen = office.version(Team, north)
    return office.do(services.set_contracted, team=north, seen=seen, worker_minutes=minutes, because=because)


def reduce(office, north, days, minutes=600, because="Sickness"):
    today = office.now.date()
    told = {"first_day": today + days[0] * DAY, "last_day": today + days[1] * DAY, "worker_minutes": minutes}
    return office.do(services.add_reduction, team=north, because=because, **told).made


def usual(office, north, minutes=420, workers=2, call=Call.MORNING, patch="Matlock"):
    return office.do(
        services.set_usual, team=north, patch=office.patches[patch], call=call, worker_minutes=minutes,
        workers_at_once=workers,
    )  # fmt: skip


def test_the_dso_changes_the_contracted_hours_for_a_reason_and_the_audit_keeps_both(office, north):
    contract(office, north, 7200)
    assert the(office, capacity).load.limit == 7200
    assert the(office, team_hours).because == "A worker more"
    with office.database.reading() as session:
        query = select(AuditEntry).where(AuditEntry.table_name == "contracted_change")
        entry = session.scalars(query).one()
        assert session.get_one(Team, north).worker_minutes_a_week == 6000  # as it began
    assert json.loads(entry.after)["worker_minutes_a_week"] == 7200
    assert entry.operation_id is not None


def test_contracted_hours_need_a_reason_a_dso_and_the_version_that_was_seen(office, north):
    with pytest.raises(Refused, match="Say why the contracted hours change"):
        contract(office, north, 7200, because=" ")
    with pytest.raises(Refused, match="can't be less than none"):
        contract(office, north, -1)
    with pytest.raises(Refused, match="DSO or the service manager"):
        office.do_as("Admin", services.set_contracted, team=north, seen=1, worker_minutes=1, because="x")
    contract(office, north, 7200)
    with pytest.raises(Refused, match="has changed since"):
        office.do(services.set_contracted, team=north, seen=1, worker_minutes=1, because="x")
    assert the(office, capacity).load.limit == 7200


def test_less_than_is_given_away_is_allowed_and_shown_as_over_the_limit(office, north):
    office.an_episode(visit())
    contract(office, north, 0, "The team is wound up")
    assert the(office, capacity).load.overcommitted == 210


def test_a_reduction_counts_on_its_first_and_its_last_day_and_on_no_other(office, north):
    reduce(office, north, (1, 2))
    limits = []
    for _ in range(4):
        limits.append(the(office, capacity).load.limit)
        office.clock.advance(DAY)
    assert limits == [6000, 5400, 5400, 6000]


def test_a_reduction_is_changed_when_somebody_is_back_sooner_and_withdrawn_when_it_was_a_mistake(office, north):
    made = reduce(office, north, (0, 5))
    today = office.now.date()
    changed = {"first_day": today, "last_day": today + DAY, "worker_minutes": 300, "because": "Back on Sunday"}
    office.do(services.change_reduction, reduction=made, seen=office.version(Reduction, made), **changed)
    assert the(office, capacity).load.limit == 5700
    office.do(services.withdraw_reduction, reduction=made, seen=office.version(Reduction, made))
    assert the(office, capacity).load.limit == 6000
    assert the(office, team_hours).reductions == ()
    with pytest.raises(Refused, match="withdrawn already"):
        office.do(services.change_reduction, reduction=made, seen=office.version(Reduction, made), **changed)


def test_a_reduction_is_changed_whole_and_by_a_dso_or_the_service_manager_only(office, north):
    made, today = reduce(office, north, (0, 5)), office.now.date()
    changed = {"first_day": today + DAY, "last_day": today + 2 * DAY, "worker_minutes": 300, "because": "Back sooner"}
    for deed, told in ((services.change_reduction, changed), (services.withdraw_reduction, {})):
        with pytest.raises(Refused, match="DSO or the service manager"):
            office.do_as("Admin", deed, reduction=made, seen=1, **told)
        with pytest.raises(Refused, match="has changed since"):
            office.do(deed, reduction=made, seen=2, **told)
    office.do_as("Service manager", services.change_reduction, reduction=made, seen=1, **changed)
    kept = office.get(Reduction, made)
    assert (kept.first_day, kept.last_day) == (today + DAY, today + 2 * DAY)
    assert (kept.worker_minutes_a_week, kept.because, kept.withdrawn_at) == (300, "Back sooner", None)


@pytest.mark.parametrize(
    ("days", "minutes", "because", "sentence"),
    [
        ((1, 0), 60, "Leave", "before the first"),
        ((0, 0), 0, "Leave", "how many hours"),
        ((0, 0), 6001, "Leave", "only 100 h a week"),
        ((0, 0), 60, "", "Say why, such as leave"),
    ],
)
def test_a_reduction_without_its_days_hours_or_reason_is_refused(office, north, days, minutes, because, sentence):
    with pytest.raises(Refused, match=sentence):
        reduce(office, north, days, minutes, because)
    assert the(office, team_hours).reductions == ()


def test_usual_hours_are_said_once_and_changed_and_warn_where_more_is_given_away(office, north):
    usual(office, north)
    usual(office, north, 200, 1)
    [row] = the(office, team_hours).usual
    assert (row.minutes, row.workers) == (200, 1)
    office.an_episode(visit())
    [morning] = the(office, capacity).breakdown
    assert (morning.in_use, morning.free, morning.warning) == (
        210,
        -10,
        "Matlock, morning: 0.17 h a week more than usual.",
    )
    with pytest.raises(Refused, match="from 1 to 99"):
        usual(office, north, 200, 0)


def test_the_breakdown_says_by_patch_and_call_what_is_in_use_promised_held_and_free_for_two(office, north):
    usual(office, north, 60 * 2 * 7, 2)
    office.an_episode(visit())
    for deed in (referrals.confirm_capacity, referrals.hold_capacity):
        key = office.a_referral(visit())
        office.do(referrals.accept, referral=key, seen=1)
        office.do(deed, referral=key, seen=office.version(Referral, key))
    [morning] = the(office, capacity).breakdown
    assert (morning.in_use, morning.promised, morning.held, morning.free) == (210, 210, 210, 210)
    assert morning.held_until == office.now + 3 * DAY
    assert morning.double_ups_text == "none"  # one worker has half an hour left, and a second has none


def test_a_referral_is_answered_by_its_teams_hours_and_its_patches_calls(office, north, count_statements):
    usual(office, north, 30 * 2 * 7, 2)
    usual(office, north, 30 * 2 * 7, 2, patch="Bakewell")
    office.an_episode(visit())
    key = office.a_referral(visit(workers=2), visit(Call.TEA))
    statements = count_statements(office.database)
    fit = office.ask(capacity_fit, referral=key)
    assert len([each for each in statements if each != "BEGIN"]) == 3
    assert [each.answer for each in fit.calls] == [Answer.CALL_FULL, Answer.NOT_SAID]
    assert fit.calls[0].nearest == "Nearest: workers of Bakewell have room at this call."


def test_what_is_held_for_a_referral_is_free_to_it(office, north):
    usual(office, north, 30 * 7, 1)
    contract(office, north, 210)
    key = office.a_referral(visit())
    office.do(referrals.accept, referral=key, seen=1)
    assert office.ask(capacity_fit, referral=key).fits
    office.do(referrals.hold_capacity, referral=key, seen=office.version(Referral, key))
    assert office.ask(capacity_fit, referral=key).fits
    other = office.a_referral(visit())
    fit = office.ask(capacity_fit, referral=other)
    assert fit.calls[0].nearest == "Nearest: South has 100 h free."
    with pytest.raises(Refused, match="isn't in your office"):
        office.ask(capacity_fit, referral=office.id)


def test_four_statements_tell_all_teams_hours(office, north, count_statements):
    reduce(office, north, (0, 1))
    statements = count_statements(office.database)
    found = office.ask(team_hours)
    assert len([each for each in statements if each != "BEGIN"]) == 4
    assert [each.name for each in found] == ["North", "South", "Interim"]
    assert [name for _, name in found[0].patches] == ["Bakewell", "Matlock"]
