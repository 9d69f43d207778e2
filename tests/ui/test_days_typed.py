"""Every day that is typed by hand in a form, beside what keeps a mistyped year out of it.

`tests/services/test_far_days.py` tries each in its service.
"""

import ast
from pathlib import Path

import pytest

UI = Path(__file__).parents[2] / "ui"
_EDITS = {"DateEdit", "MomentEdit", "DayOrMomentEdit", "BirthDateEdit"}
_QUESTIONS = {"moment", "day", "day_to_come", "day_if_known", "day_or_moment_if_known"}

ASKED = "asked about far off: more than six weeks ahead, and long past or at all past where it is to come"
COME = "has come: a day ahead is refused, or read as the last one"
HELD = "held to another day of the same record, or to the schedule of its records, by its rule"
LOOKED = "looked at only, or this desk's own: nothing is stored in the record"
OF_ROOM = "asked about far off by the rule of its room, whose own tests try it"
NEAR = "more than a year ahead is refused by its rule"
SHOWN = "the office's own, held by its rule: what lies far ahead is shown as to come, and withdrawn until its day"
BOUNDS = {
    "dialogs.first_day.steps rate_from": SHOWN,
    "pages.history.page at": LOOKED,
    "pages.history.page first": LOOKED,
    "pages.history.page last": LOOKED,
    "pages.office.hand_on_form from_day": OF_ROOM,
    "pages.office.policy_forms from_at": SHOWN,
    "pages.office.policy_forms number": SHOWN,
    "pages.office.rate_forms from_day": SHOWN,
    "pages.office.staff_forms first_day": OF_ROOM,
    "pages.office.staff_forms from_day": OF_ROOM,
    "pages.office.staff_forms last_day": OF_ROOM,
    "pages.office.team_forms from_day": OF_ROOM,
    "pages.owners.forms from_day": OF_ROOM,
    "referrals.capacity.forms from_day": OF_ROOM,
    "goals.form target": ASKED,
    "plans.new_version effective": ASKED,
    "plans.chc asked_at": COME,
    "plans.chc known_at": COME,
    "plans.chc transferred_at": COME,
    "plans.double_ups on": COME,
    "plans.double_ups again": ASKED,
    "plans.aim on": COME,
    "plans.onward at": COME,
    "plans.extra_calls until": ASKED,
    "plans.extra_calls notice_given_on": COME,
    "plans.extra_calls said_at": COME,
    "plans.support extension": ASKED,
    "closure.forms expected": ASKED,
    "closure.reassessments reassessed_on": COME,
    "closure.forms began_at": COME,
    "closure.forms last_visit": COME,
    "closure.forms at": ASKED,
    "closure.forms died_on": COME,
    "closure.forms next_visit": HELD,
    "closure.forms fact_on": COME,
    "closure.forms package_on": ASKED,
    "dialogs.person_fields born": COME,
    "figures.tab first": LOOKED,
    "figures.tab last": LOOKED,
    "goals.milestones milestone_at": COME,
    "meetings.carrying_out at": ASKED,
    "meetings.carrying_out effective": ASKED,
    "meetings.carrying_out fact_on": COME,
    "meetings.carrying_out package_on": ASKED,
    "meetings.deeds due": ASKED,
    "plans.support review": COME,
    "plans.forms at": COME,
    "plans.who_agrees when": COME,
    "referrals.capacity.forms first": ASKED,
    "referrals.capacity.forms last": ASKED,
    "referrals.one.deed_forms at": COME,
    "referrals.one.deed_forms found": COME,
    "referrals.one.deed_forms received": COME,
    "referrals.one.deed_forms start": HELD,
    "referrals.one.outcome_forms told": COME,
    "referrals.one.outcome_forms until": ASKED,
    "referrals.taking_in.fields admitted_on": COME,
    "referrals.taking_in.fields discharge": ASKED,
    "referrals.taking_in.fields extra_until": ASKED,
    "referrals.taking_in.fields notice_given_on": COME,
    "referrals.taking_in.fields start_planned_at": ASKED,
    "referrals.taking_in.person born": COME,
    "referrals.taking_in.person first_asked": COME,
    "referrals.taking_in.person received": COME,
    "today.forms at": COME,
    "today.forms raised": COME,
    "today.forms until": ASKED,
    "dialogs.power_forms copy_seen": COME,
    "dialogs.power_forms dated": COME,
    "dialogs.power_forms registered_on": COME,
    "dialogs.power_forms since": COME,
    "pages.office.wording_forms from_day": SHOWN,
    "pages.requests.forms received_on": COME,
    "pages.requests.forms asked_on": COME,
    "pages.requests.forms seen_on": COME,
    "pages.requests.forms told_on": COME,
    "pages.requests.forms given_on": COME,
    "pages.requests.forms ended_on": COME,
    "pages.retention.forms keep_until": HELD,
    "pages.retention.forms held_from": COME,
    "pages.retention.forms lifted_on": COME,
    "pages.reviews.forms opened_on": COME,
    "pages.reviews.forms package_since": COME,
    "pages.reviews.forms sent_on": COME,
    "pages.reviews.forms planned_on": NEAR,
    "pages.reviews.forms met_on": COME,
    "pages.reviews.forms agreed_on": COME,
    "pages.reviews.forms decided_on": COME,
    "pages.reviews.forms starts_on": NEAR,
    "pages.reviews.forms on": COME,
    "meetings.said next_steps_on": COME,
    "transfer.agreement_forms at": COME,
    "transfer.agreement_forms signer_": COME,
    "transfer.cost_forms asked_at": COME,
    "transfer.cost_forms at": COME,
    "transfer.cost_forms said_at": COME,
    "transfer.issue_form assessed_on": COME,
    "transfer.forms at": COME,
    "transfer.forms since": COME,
    "transfer.answers at": COME,
    "transfer.forms starts_on": ASKED,
    "transfer.offer at": COME,
    "transfer.offer on": ASKED,
}


def typed_days():
    """Each day or moment of a form, by its module and the last part of its name."""
    found = set()
    for path in UI.rglob("*.py"):
        module = ".".join(path.relative_to(UI).with_suffix("").parts).removeprefix("tabs.")
        if not module.startswith("widgets."):
            found |= {f"{module} {name}" for name in _named(ast.parse(path.read_text(encoding="utf-8")))}
    return found


def _named(tree):
    for call in (each for each in ast.walk(tree) if isinstance(each, ast.Call)):
        called = call.func
        if isinstance(called, ast.Name) and called.id in _EDITS:
            yield _last_text(call.args[1])
        elif isinstance(called, ast.Attribute) and called.attr in _QUESTIONS and _is_form(called.value):
            yield _last_text(call.args[0])


def _is_form(value):
    return isinstance(value, ast.Name) and value.id == "form"


def _last_text(part):
    texts = [each.value for each in ast.walk(part) if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    return texts[-1].rpartition(".")[2]


@pytest.mark.rule("PSP-2")
def test_every_day_that_is_typed_has_its_bounds_said_here():
    assert typed_days() == set(BOUNDS)
