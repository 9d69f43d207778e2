"""The policy settings: the guidance's numbers, typed, and refused by name where they can't be."""

from dataclasses import fields
from datetime import timedelta

import pytest

import resources
from app.door import policy
from app.door.errors import Unavailable
from models.policy import PolicySettings
from models.settings import StoredSetting
from models.values import NotAValue


def numbers(**other):
    return resources.read_toml("policy.toml") | other


def test_the_defaults_are_the_numbers_of_the_guidance():
    shipped = policy.defaults()
    hours, days = (lambda number: timedelta(hours=number)), (lambda number: timedelta(days=number))
    assert shipped == PolicySettings(
        adult_age=18,
        provider_notice=days(14),
        hold_for=hours(72),
        hold_warning=hours(24),
        support_plan_within=days(5),
        dated_ahead_up_to=timedelta(days=42),
        start_within=days(14),
        short_term_days=42,
        short_term_prompt_day=35,
        long_term_review_after=days(14),
        goals_within=hours(48),
        mosaic_goals_before=20211208,
        achieved_of=10,
        achieved_at_least=9,
        plateau_over=days(7),
        more_help_over=5,
        declining_of=10,
        declining_at_least=3,
        not_recorded_for=days(3),
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
    )


@pytest.mark.parametrize("field", fields(PolicySettings), ids=lambda field: field.name)
def test_every_setting_says_its_unit_its_source_and_its_bounds(field):
    told = field.metadata
    assert told["unit"] in {"hours", "days", "count", "years", "yes or no", "yyyymmdd"}
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


def in_force(office, moment=None):
    with office.database.reading() as session:
        return policy.in_force(session, office=office.id, moment=moment or office.now)


def test_without_a_change_the_shipped_settings_are_in_force(office):
    assert in_force(office) == policy.defaults()


def test_of_each_setting_the_newest_that_has_begun_is_in_force(office):
    setting(office, "hold_for", 60, days=10)
    setting(office, "hold_for", 48, days=0)
    setting(office, "hold_for", 96, days=20)
    setting(office, "hold_for", 24, days=-1)
    setting(office, "goals_within", 36, days=3)
    setting(office, "transfer_counts_from_listed", 1, days=3)
    now = in_force(office)
    assert (now.hold_for, now.goals_within) == (timedelta(hours=48), timedelta(hours=36))
    assert now.transfer_counts_from_listed is True
    assert in_force(office, office.now - timedelta(microseconds=1)).hold_for == timedelta(hours=60)
    assert in_force(office, office.now + timedelta(days=1)).hold_for == timedelta(hours=24)
    assert in_force(office, office.now - timedelta(days=30)) == policy.defaults()


@pytest.mark.parametrize(("name", "number"), [("hold_for", 10_000), ("from_the_next_release", 3)])
def test_a_stored_setting_that_cant_be_is_said_by_name_and_not_guessed(office, name, number):
    setting(office, name, number, days=1)
    with pytest.raises(Unavailable, match=name):
        in_force(office)
