"""Policy numbers: changed now or ahead, withdrawn, in sets; what runs keeps the number of its start."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from app.door.cld_releases import release_on
from app.door.errors import ChangedMeanwhile, Refused
from app.door.policy import choices, defaults, presets
from app.queries.office.policy import change_preview, policy_page, preset_preview
from app.queries.today.prompts import today
from app.services.office import policy
from models.episodes import Episode
from models.policy import PolicySettings
from models.referrals import Hold
from models.rules.capacity.holds import hold_expires
from models.rules.office.settings import SAID, bounds_said, number_of, value_said
from models.settings import StoredSetting
from models.staff import Staff
from models.values import start_of_day

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WHY = "as the council decided"


def set_to(office, by="Service manager", **numbers):
    from_at = numbers.pop("from_at", None)
    ((name, number),) = numbers.items()
    return office.do_as(by, policy.set_policy, setting=name, number=number, because=WHY, from_at=from_at).made


def withdraw(office, change, because="not needed after all"):
    seen = office.version(StoredSetting, change)
    return office.do_as("Service manager", policy.withdraw_change, change=change, seen=seen, because=because)


def field_of(refused):
    return [lack.field for lack in refused.value.lacks]


def test_every_setting_is_said_in_words_and_has_its_shipped_number_within_its_bounds():
    assert set(SAID) == {each.name for each in fields(PolicySettings)}
    said = [each.words for each in SAID.values()]
    assert len(set(said)) == len(said)
    for name in SAID:
        assert value_said(name, number_of(defaults(), name))
    assert [value_said(name, number) for name, number in (
        ("hold_for", 72), ("provider_notice", 1), ("short_term_days", 42), ("interim_break_days", 14),
        ("mosaic_goals_before", 20211208), ("charge_from_eligible", 0), ("adult_age", 18), ("achieved_of", 10),
        ("return_interim_type", 0), ("return_council_code", 0), ("return_council_code", 17),
        ("return_mapping_approved", 0), ("return_mapping_approved", 20240401),
    )] == [
        "72 h", "1 day", "day 42", "14 days", "8 Dec 2021", "no", "18 years", "10 visits",
        "not chosen yet", "not set yet", "017",
        "not approved yet", "by the release from 1 Apr 2024",
    ]  # fmt: skip


@pytest.mark.rule("FIG-2")
def test_the_council_approves_one_release_and_is_asked_about_the_next_anew(office):
    now, later = release_on(office.now.date()), replace(release_on(office.now.date()), since=date(2027, 4, 1))
    assert now.said(office.policy()) == "Release 2 (not approved by the council)"
    set_to(office, return_mapping_approved=now.number)
    since = f"{office.now:%d/%m/%Y}"
    office.clock.move_to(office.now + 9 * DAY)
    set_to(office, hold_for=48)
    assert now.said(office.policy()) == f"Release 2 (approved by the council: in Policy since {since})"
    assert later.said(office.policy()) == "Release 2 (not approved by the council)"
    set_to(office, return_mapping_approved=0)
    assert now.said(office.policy()) == "Release 2 (not approved by the council)"


@pytest.mark.rule("FIG-2")
def test_only_a_release_that_is_there_can_be_approved(office):
    known = next(each for each in office.ask(policy_page).settings if each.unit == "release").choices
    assert known == ((0, "not approved yet"), (20240401, "Release 2, from 1 Apr 2024"))
    with pytest.raises(Refused, match="It takes one of the releases that Homeward has, or none yet"):
        set_to(office, return_mapping_approved=20240402)
    assert office.ask(change_preview, setting="return_mapping_approved", number=20240402).lacks


def test_a_number_is_in_force_from_the_moment_it_is_set(office):
    set_to(office, hold_for=48)
    assert office.policy().hold_for == 48 * HOUR
    assert office.policy(office.now - HOUR).hold_for == 72 * HOUR


@pytest.mark.parametrize(
    ("midnight", "day"),
    [
        (datetime(2027, 3, 28, 0, tzinfo=UTC), date(2027, 3, 28)),  # the clocks go forward an hour later
        (datetime(2027, 3, 28, 23, tzinfo=UTC), date(2027, 3, 29)),
        (datetime(2026, 12, 1, 0, tzinfo=UTC), date(2026, 12, 1)),
        (datetime(2027, 10, 30, 23, tzinfo=UTC), date(2027, 10, 31)),  # and back
        (datetime(2027, 11, 1, 0, tzinfo=UTC), date(2027, 11, 1)),
    ],
)
def test_a_number_set_ahead_takes_hold_at_its_moment_without_anybody_doing_anything(office, midnight, day):
    desk = office.work()
    set_to(office, goals_within=24, from_at=start_of_day(day))
    for moment, hours in ((midnight - timedelta(seconds=1), 48), (midnight, 24)):
        office.clock.move_to(moment)
        assert desk.read(lambda turn: turn.policy.goals_within) == hours * HOUR


def test_a_hold_that_began_before_keeps_its_limit_and_one_begun_after_has_the_new(office):
    with_72 = office.now
    set_to(office, hold_for=48, from_at=office.now + HOUR)
    office.clock.advance(HOUR)
    found = office.policy()
    assert hold_expires(with_72, found) == with_72 + 72 * HOUR
    assert hold_expires(office.now, found) == office.now + 48 * HOUR


def test_todays_prompts_go_by_the_number_of_the_start(office):
    before = office.get(Episode, office.an_episode()).started_at
    set_to(office, goals_within=24)
    after = office.get(Episode, office.an_episode(started_at=office.now)).started_at
    due = {each.due for each in office.ask(today) if each.rule == "GOAL-1"}
    assert due == {before + 48 * HOUR, after + 24 * HOUR}


def test_the_preview_says_truly_how_many_clocks_keep_what_they_have(office):
    for _ in range(3):
        office.an_episode()
    office.a_goal(office.an_episode())
    office.an_episode(ended_at=office.now, end_reason="goals_achieved")
    ahead = start_of_day(date(2026, 12, 1))
    said = office.ask(change_preview, setting="goals_within", number=24, from_at=ahead).does[0]
    assert said == (
        "After the start, goals are set: 3 running clocks (goals to be set) keep 48 h; "
        "new ones from 1 Dec 2026 have 24 h."
    )
    said = office.ask(change_preview, setting="short_term_days", number=56).does[0]
    assert "4 running clocks (short-term support) keep day 42; new ones from now have day 56." in said
    said = office.ask(change_preview, setting="hold_for", number=48).does[0]
    assert "No clock runs that keeps 72 h; new ones from now have 48 h." in said
    said = office.ask(change_preview, setting="hold_warning", number=12, from_at=ahead).does[0]
    assert said.endswith("This is no clock: from 1 Dec 2026 it is 12 h instead of 24 h, for everybody.")
    assert "nothing changes" in office.ask(change_preview, setting="hold_for", number=72).does[0]


def test_held_capacity_is_counted_while_it_is_held(office):
    hold = Hold(
        referral_id=office.a_referral(), team_id=office.teams["North"], found_at=office.now,
        held_by_id=office.staff["DSO"], worker_minutes=210,
    )  # fmt: skip
    office.store(hold)
    said = office.ask(change_preview, setting="hold_for", number=48).does[0]
    assert "1 running clock (capacity held or promised) keeps 72 h;" in said


@pytest.mark.parametrize("field", fields(PolicySettings), ids=lambda field: field.name)
def test_every_setting_has_a_preview_and_refuses_what_is_out_of_its_bounds(office, field):
    least, most = field.metadata["least"], field.metadata["most"]
    if field.metadata["unit"] == "yes or no":
        least, most = 0, 1
    for wrong in (least - 1, most + 1):
        assert office.ask(change_preview, setting=field.name, number=wrong).lacks
        with pytest.raises(Refused, match="It takes ") as refused:
            set_to(office, **{field.name: wrong})
        assert field_of(refused) == ["number"]
    rights = [number for number, _ in choices(field.name)] if field.metadata["unit"] == "release" else [least, most]
    for right in rights:
        assert office.ask(change_preview, setting=field.name, number=right).does


@pytest.mark.parametrize(
    ("name", "wrong", "right"),
    [
        ("short_term_prompt_day", 43, 42),
        ("achieved_at_least", 11, 10),
        ("declining_at_least", 11, 10),
        ("hold_warning", 73, 72),
        ("hold_for", 337, 336),
        ("start_within", 2, 3),
    ],
)
@pytest.mark.rule("REF-13", "PSP-7")
def test_numbers_that_contradict_each_other_are_refused(office, name, wrong, right):
    with pytest.raises(Refused, match=r"It takes|contradict each other") as refused:
        set_to(office, **{name: wrong})
    assert field_of(refused) == ["number"]
    set_to(office, **{name: right})


def test_a_contradiction_with_a_change_to_come_is_refused_too(office):
    set_to(office, short_term_days=28 + 7, from_at=office.now + 10 * DAY)  # the prompt day is 35
    with pytest.raises(Refused, match="asked after the last day"):
        set_to(office, short_term_prompt_day=36)


def test_a_change_whose_going_would_leave_a_contradiction_isnt_withdrawn(office):
    longer = set_to(office, short_term_days=56, from_at=office.now + DAY)
    set_to(office, short_term_prompt_day=49, from_at=office.now + DAY)
    with pytest.raises(Refused, match="contradict each other"):
        withdraw(office, longer)


def test_nothing_changes_in_the_past_and_now_is_no_past(office):
    with pytest.raises(Refused, match="past") as refused:
        set_to(office, hold_for=48, from_at=office.now - timedelta(microseconds=1))
    assert field_of(refused) == ["from_at"]
    set_to(office, hold_for=48, from_at=office.now)


def test_a_change_that_changes_nothing_or_says_no_why_is_refused(office):
    with pytest.raises(Refused, match="it is 72 h already"):
        set_to(office, hold_for=72)
    with pytest.raises(Refused, match="Say why"):
        office.do_as("Service manager", policy.set_policy, setting="hold_for", number=48, because=" ")
    with pytest.raises(Refused, match="no policy setting"):
        set_to(office, hold_forr=48)


def test_a_change_to_come_is_withdrawn_with_a_reason_and_set_again(office):
    ahead = office.now + DAY
    made = set_to(office, hold_for=48, from_at=ahead)
    with pytest.raises(Refused, match="planned already"):
        set_to(office, hold_for=36, from_at=ahead)
    with pytest.raises(Refused, match="Say why"):
        withdraw(office, made, because="")
    with pytest.raises(ChangedMeanwhile):
        office.do_as("Service manager", policy.withdraw_change, change=made, seen=7, because=WHY)
    withdraw(office, made)
    with pytest.raises(Refused, match="withdrawn already"):
        withdraw(office, made)
    assert office.policy(ahead).hold_for == 72 * HOUR
    assert set_to(office, hold_for=36, from_at=ahead) == made
    assert office.policy(ahead).hold_for == 36 * HOUR


def test_a_change_in_force_isnt_withdrawn(office):
    made = set_to(office, hold_for=48, from_at=office.now + DAY)
    office.clock.advance(DAY)
    with pytest.raises(Refused, match="It has been in force since"):
        withdraw(office, made)


def test_policy_is_set_by_the_service_manager_and_by_a_dso_only_where_there_is_none(office):
    for by in ("DSO", "Admin", "OT"):
        with pytest.raises(Refused, match="Policy is set by the service manager"):
            set_to(office, by, hold_for=48)
    manager = office.get(Staff, office.staff["Service manager"])
    with office.database.writing() as session:
        session.get_one(Staff, manager.id).archived_at = office.now
    set_to(office, "DSO", hold_for=48)
    with pytest.raises(Refused, match="by a DSO here"):
        set_to(office, "OT", hold_for=36)


def test_the_page_shows_every_setting_with_who_set_it_and_what_is_to_come(office):
    set_to(office, hold_for=60)
    later = set_to(office, hold_for=48, from_at=start_of_day(date(2026, 12, 1)))
    withdraw(office, set_to(office, hold_for=36, from_at=start_of_day(date(2026, 12, 5))))
    page = office.ask(policy_page)
    assert [each.name for each in page.settings] == list(SAID)
    row = next(each for each in page.settings if each.name == "hold_for")
    assert (row.value, row.shipped, row.bounds, row.source) == (
        "60 h", "72 h", "1 to 336 hours", "OPG 2.3; REF-13",
    )  # fmt: skip
    assert (row.because, row.coming) == (WHY, "48 h from 1 Dec 2026")
    assert [(each.value, each.is_to_come, each.is_withdrawn) for each in row.history] == [
        ("36 h", False, True), ("48 h", True, False), ("60 h", False, False),
    ]  # fmt: skip
    assert row.history[1].id == later
    assert "ask them" in page.lacks
    assert office.work("Service manager").read(policy_page).lacks == ""


# --- Presets -----------------------------------------------------------------------------------------------------


def apply(office, preset, from_at=None):
    return office.do_as("Service manager", policy.apply_preset, preset=preset, because=WHY, from_at=from_at)


@pytest.mark.rule("STC-1", "STC-2", "STC-3", "STC-4")
def test_a_preset_sets_what_differs_in_one_deed_and_leaves_the_rest(office):
    set_to(office, support_plan_within=7)
    set_to(office, goals_within=24)
    said = office.ask(preset_preview, preset="short_term_care_at_home")
    assert [each.partition(":")[0] for each in said.does] == [
        "Contracted hours are bought as a block for each team's area",
        "Urgent and planned support are told apart before acceptance",
        "After the start, the support plan is in place",
        "An allocated worker is asked for until one is named",
        "Somebody can recover and recuperate first, without goals",
    ]
    office.clock.advance(HOUR)
    apply(office, "short_term_care_at_home")
    assert (office.policy().support_plan_within, office.policy().goals_within) == (5 * DAY, 24 * HOUR)
    now = office.policy()
    assert all((now.allocated_worker_asked, now.recuperation_possible, now.urgent_and_planned, now.block_hours))
    assert (now.short_term_days, now.long_term_review_after) == (42, 14 * DAY)
    apply(office, "default", office.now + DAY)
    assert office.policy().goals_within == 24 * HOUR
    assert office.policy(office.now + DAY).goals_within == 48 * HOUR


def test_a_preset_that_changes_nothing_or_isnt_there_is_refused(office):
    assert office.ask(preset_preview, preset="default").does == ("Every number of this set is so already.",)
    with pytest.raises(Refused, match="nothing would change"):
        apply(office, "default")
    with pytest.raises(Refused, match="There is no preset"):
        apply(office, "another")


def test_every_preset_is_within_the_bounds_and_contradicts_nothing():
    shipped = {name: number_of(defaults(), name) for name in SAID}
    for preset in presets():
        assert set(preset.numbers) <= set(SAID)
        numbers = {**shipped, **preset.numbers}
        assert all(isinstance(value_said(name, number), str) for name, number in numbers.items())


def test_the_bounds_of_the_councils_code_are_said_as_a_code():
    assert bounds_said("return_council_code") == "a number from 1 to 999, or 0 for not set yet"


def test_as_the_guidance_has_it_leaves_what_the_council_said_of_its_return(office):
    for setting, number in (
        ("return_mapping_approved", 20240401),
        ("return_council_code", 386),
        ("adult_age", 19),
    ):
        office.do_as("Service manager", policy.set_policy, setting=setting, number=number, because="Council")
    office.clock.advance(timedelta(hours=1))
    apply(office, "default")
    kept = office.ask(lambda turn: turn.policy)
    assert (kept.return_mapping_approved, kept.return_council_code, kept.adult_age) == (20240401, 386, 18)
