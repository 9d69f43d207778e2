"""The policy settings: the guidance's numbers, typed, and refused by name where they can't be."""

from dataclasses import fields
from datetime import timedelta

import pytest
from sqlalchemy import select, update

import resources
from app.door import policy
from app.door.changes import Topic, changes
from app.door.errors import Refused, Unavailable
from app.services.deed import add
from models.people import Office
from models.policy import PolicySettings
from models.settings import StoredSetting
from models.teams import Patch
from models.values import NotAValue


def numbers(**other):
    return resources.read_toml("policy.toml") | other


def test_the_defaults_are_the_numbers_of_the_guidance():
    shipped = policy.defaults()
    hours, days = (lambda number: timedelta(hours=number)), (lambda number: timedelta(days=number))
    assert shipped == PolicySettings(
        adult_age=18,
        provider_notice=days(14),
        urgent_and_planned=False,
        block_hours=False,
        hold_for=hours(72),
        hold_warning=hours(24),
        support_plan_within=days(5),
        dated_ahead_up_to=timedelta(days=42),
        start_within=days(14),
        visit_step=5,
        visit_asked_from=600,
        visit_reason_below=30,
        allocated_worker_asked=False,
        recuperation_possible=False,
        short_term_days=42,
        short_term_prompt_day=35,
        onward_asked_after=days(14),
        review_arranged_after=days(14),
        review_arranged_within=days(30),
        review_provider_asked_after=days(30),
        long_term_review_after=days(14),
        goals_within=hours(48),
        mosaic_goals_before=20211208,
        achieved_of=10,
        achieved_at_least=9,
        plateau_over=days(7),
        more_help_over=5,
        one_worker_over=5,
        declining_of=10,
        declining_at_least=3,
        not_recorded_for=days(3),
        estimate_from=10,
        assessor_sheet_over=days(14),
        brokerage_for=hours(48),
        transfer_counts_from_listed=False,
        charging_counts_from_listed=True,
        charge_from_eligible=False,
        bill_weeks=4,
        charged_week_begins=1,
        part_weeks_by_day=True,
        return_planned_within=hours(72),
        interim_break_days=14,
        ask_hospital_every=days(1),
        ask_break_every=days(7),
        access_answered_within=1,
        access_extended_by=2,
        access_warning=days(10),
        retention_years=8,
        return_interim_type=0,
        return_council_code=0,
        return_mapping_approved=0,
    )


@pytest.mark.parametrize("field", fields(PolicySettings), ids=lambda field: field.name)
def test_every_setting_says_its_unit_its_source_and_its_bounds(field):
    told = field.metadata
    assert told["unit"] in {
        "hours",
        "days",
        "count",
        "months",
        "years",
        "yes or no",
        "yyyymmdd",
        "choice",
        "code",
        "release",
    }
    assert any(sign in told["source"] for sign in ("OPG", "MG", "STCH", "good practice"))
    assert told["least"] < told["most"]


@pytest.mark.parametrize("field", fields(PolicySettings), ids=lambda field: field.name)
def test_a_setting_that_is_missing_or_out_of_bounds_is_refused_by_its_name(field):
    missing = {name: number for name, number in numbers().items() if name != field.name}
    with pytest.raises(NotAValue, match=f"“{field.name}” is missing"):
        PolicySettings.parse(missing)
    for wrong in (field.metadata["least"] - 1, field.metadata["most"] + 1, 1.5, "48", None):
        with pytest.raises(NotAValue, match=f"“{field.name}”"):
            PolicySettings.parse(numbers(**{field.name: wrong}))


@pytest.mark.parametrize("field", fields(PolicySettings), ids=lambda field: field.name)
def test_a_setting_takes_its_bounds_themselves(field):
    if field.metadata["unit"] == "yes or no":
        with pytest.raises(NotAValue, match="yes or no"):
            PolicySettings.parse(numbers(**{field.name: 1}))
        return
    for right in (field.metadata["least"], field.metadata["most"]):
        PolicySettings.parse(numbers(**{field.name: right}))
    with pytest.raises(NotAValue, match="whole number"):
        PolicySettings.parse(numbers(**{field.name: True}))


def test_an_unknown_setting_is_refused_by_its_name():
    with pytest.raises(NotAValue, match="“hold_forr” is unknown"):
        PolicySettings.parse(numbers(hold_forr=3))


# --- What the office has set -----------------------------------------------------------------------------------


def setting(office, name, number, **ago):
    office.store(
        StoredSetting(
            name=name,
            number=number,
            from_at=office.now - timedelta(**ago),
            set_by_id=office.staff["Service manager"],
            because="as the council decided",
        )
    )


def test_without_a_change_the_shipped_settings_are_in_force(office):
    assert office.policy() == policy.defaults()


def test_of_each_setting_the_newest_that_has_begun_is_in_force(office):
    setting(office, "hold_for", 60, days=10)
    setting(office, "hold_for", 48, days=0)
    setting(office, "hold_for", 96, days=20)
    setting(office, "hold_for", 24, days=-1)
    setting(office, "goals_within", 36, days=3)
    setting(office, "transfer_counts_from_listed", 1, days=3)
    now = office.policy()
    assert (now.hold_for, now.goals_within) == (timedelta(hours=48), timedelta(hours=36))
    assert now.transfer_counts_from_listed is True
    assert office.policy(office.now - timedelta(microseconds=1)).hold_for == timedelta(hours=60)
    assert office.policy(office.now + timedelta(days=1)).hold_for == timedelta(hours=24)
    assert office.policy(office.now - timedelta(days=30)) == policy.defaults()


@pytest.mark.parametrize(("name", "number"), [("hold_for", 10_000), ("from_the_next_release", 3)])
def test_a_stored_setting_that_cant_be_is_said_by_name_and_not_guessed(office, name, number):
    setting(office, name, number, days=1)
    with pytest.raises(Unavailable, match=name):
        office.policy()


# --- Two desks -------------------------------------------------------------------------------------------------


def hold_for(turn):
    return turn.policy.hold_for


def touched(turn):
    """A question that asks something, as most do."""
    turn.session.scalars(select(Office.id)).all()
    return turn.policy.hold_for


@pytest.mark.parametrize("ask", [hold_for, touched])
def test_a_desk_answers_by_what_another_desk_has_just_set(office, ask):
    desk = office.work()
    assert desk.read(ask) == timedelta(hours=72)
    for number in (48, 96):
        setting(office, "hold_for", number, hours=-number / 1000 + 1)
        assert desk.read(ask) == timedelta(hours=number)


def test_a_deed_goes_by_what_another_desk_set_before_it_and_what_it_had_begun_by_older_settings_isnt_stored(office):
    desk = office.work()
    assert desk.read(hold_for) == timedelta(hours=72)
    setting(office, "hold_for", 48, hours=1)
    went_by = []

    def deed(turn):
        went_by.append(turn.policy.hold_for)
        hours = turn.policy.hold_for // timedelta(hours=1)
        add(turn, Patch(name=f"Patch of {hours}"))
        return changes(Topic.CAPACITY)

    desk.write(deed)
    assert went_by[-1] == timedelta(hours=48)
    with office.database.reading() as session:
        assert session.scalars(select(Patch.name).where(Patch.name.startswith("Patch of"))).all() == ["Patch of 48"]


def test_what_older_settings_would_refuse_is_done_by_newer_ones(office):
    desk = office.work()
    assert desk.read(hold_for) == timedelta(hours=72)
    setting(office, "hold_for", 48, hours=1)

    def only_by_the_new(turn):
        if turn.policy.hold_for == timedelta(hours=72):
            raise Refused("Too long.")
        return changes(Topic.CAPACITY)

    assert desk.write(only_by_the_new) == changes(Topic.CAPACITY)


def test_a_setting_that_cant_be_stops_a_desk_for_as_long_as_it_stands(office):
    desk = office.work()
    desk.read(hold_for)
    setting(office, "hold_for", 10_000, days=1)
    with pytest.raises(Unavailable, match="hold_for"):
        desk.read(hold_for)
    with office.database.writing() as session:
        session.execute(update(StoredSetting).values(withdrawn_at=office.now, withdrawn_because="mistyped"))
    assert desk.read(hold_for) == timedelta(hours=72)
