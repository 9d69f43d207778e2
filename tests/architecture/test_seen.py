"""No use case saves over what another desk has saved: each takes the version that its desk saw, or says here why not.

What a use case does with it is tried wherever a test does one (`tests/told_deeds.py`): a desk that saw another version
is refused, and so is the second of two desks that saw the same.
"""

import ast
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, get_type_hints

import pytest

import app.exchange
import app.papers
import app.services
from app.door.changes import Changes
from app.door.turn import Turn

ROOT = Path(__file__).parents[2]
HANDS_ON = "app.papers.late"  # to use cases of the same names, which are looked at themselves
NEW = "makes a new record only"
_NOTED = f"{NEW}: who looked, which nobody changes"
WITHOUT = {
    "app.services.capacity.contracted_hours:add_reduction": NEW,
    "app.services.episodes.reassessments:reassess": f"{NEW}; the episode is held, and an ended one refuses it",
    "app.services.history.noting:note_key_safe_look": _NOTED,
    "app.services.history.noting:note_once": _NOTED,
    "app.services.history.noting:note_opened": _NOTED,
    "app.services.history.noting:note_paper": _NOTED,
    "app.services.history.noting:note_papers": _NOTED,
    "app.services.goals.goals:set_goal": f"{NEW}; the episode is held, and a goal that it has already is refused",
    "app.services.history.noting:note_access": f"{NEW}: of a look, a print or an export",
    "app.services.meetings.meetings:assign_action": f"{NEW}; the meeting is held, and a finished one refuses it",
    "app.services.meetings.meetings:open_meeting": f"{NEW}; the team is held, and a meeting that goes on refuses it",
    "app.services.office.policy:apply_preset": f"{NEW}s; the office is held, and what is so already is refused",
    "app.services.office.policy:set_policy": f"{NEW}; the office is held, and a moment that has one refuses it",
    "app.services.office.rates:enter_rate": f"{NEW}; the office is held, and a day that has a rate refuses it",
    "app.services.office.staff:add_member": f"{NEW}; the office is held, and a name that is there refuses it",
    "app.services.agreement.costs:ask_for_less": f"{NEW}: of several that stand the newest counts",
    "app.services.agreement.costs:record_cost_said": NEW,
    "app.services.agreement.powers:record_power": NEW,
    "app.services.agreement.signatures:ask_to_sign": "of the agreement that this very press issues; once said, refused",
    "app.services.people.details:add_representative": NEW,
    "app.services.people.formats:need_format": f"{NEW}; the person is held, and a need that is there refuses it",
    "app.services.owners.changing:change_owner": "`now` is who has it, as the desk saw; another since then refuses",
    "app.services.owners.changing:take_back_change": "the change is held, and taken back once, before its day",
    "app.services.owners.handing_on:hand_on": f"{NEW}s, of what somebody has on that day; a later one is asked about",
    "app.services.owners.moving:move_patch": f"{NEW}s; the people are held, and a later change is asked about",
    "app.services.owners.moving:move_team": f"{NEW}s; all are held, and what is there already is refused",
    "app.services.plans.chc:ask_chc": "the episode is held, and CHC is asked once, wherever it is recorded",
    "app.services.plans.chc:chc_has_taken_over": "the episode is held, and CHC takes over once",
    "app.services.plans.chc:record_chc": f"{NEW}; the episode is held, and CHC is recorded once for its support",
    "app.services.plans.extra_calls:record_said": NEW,
    "app.services.plans.explained:explain": f"{NEW}; the episode is held, and it may be discussed again",
    "app.services.plans.onward:record_onward": f"{NEW}; the episode is held, and an ended one refuses it",
    "app.services.plans.support:record_equipment": f"{NEW}; the episode is held, and an ended one refuses it",
    "app.services.plans.support:record_specialist_intervention": f"{NEW}; the episode is held as well",
    "app.services.requests.receiving:record_request": NEW,
    "app.services.retention.holds:place_hold": f"{NEW}; the person is held, and several may stand",
    "app.services.reviews.programmes:open_programme": f"{NEW}; an area that has one refuses it",
    "app.services.reviews.taking_in:take_in_person": f"{NEW}; the person is held, and an open review refuses it",
    "app.services.referrals.taking_in:take_in": f"{NEW}s: a referral, and the person where nobody is known",
    "app.services.today.chasing:record_chaser": f"{NEW}; what was settled meanwhile refuses it",
    "app.services.today.concerns:record_concern": NEW,
    "app.services.today.handover_notes:write_note": NEW,
    "app.services.plans.versions:new_version": "`based_on` is what the desk changed; a newer version refuses",
    "app.services.office.contacts:set_numbers": "`was` are the numbers that the desk saw; others since then refuse",
    "app.services.office.goal_examples:add_example": f"{NEW}, or brings an archived one of those words back",
    "app.services.office.lists:add_entry": f"{NEW}, or brings an archived one of that name back",
    "app.services.office.patches:new_patch": f"{NEW}; a name that is there already is refused",
    "app.services.office.start_checklist:add_check": f"{NEW}, or brings an archived one of those words back",
    "app.services.office.teams:new_team": f"{NEW}; a name that is there already is refused",
    "app.services.plans.shared_visits:share_visit": f"{NEW}; both episodes are held, and a call is shared once",
    "app.services.plans.taking_back:take_back": "the episode is held, and a version is taken back once",
    "app.services.goals.dismissals:dismiss_suggestion": "`facts` are what the desk saw; others bring it back",
    "app.services.goals.ratings:undo_rating": "`letter` is what the desk saw; another since then refuses",
    "app.services.goals.ratings_file.take_in:import_ratings": "each row is settled anew, and what it corrects is kept",
    "app.exchange.goals.ratings_import:take": "each row is settled anew, and what it corrects is kept",
    "app.services.office.people_import:import_people": f"{NEW}s; who is in service already is left as they are",
    "app.exchange.office.people_import:take": f"{NEW}s; who is in service already is left as they are",
    "app.services.reviews.taking_in_list:import_packages": f"{NEW}s; who is in a programme already is left as they are",
    "app.exchange.reviews.packages_import:take": f"{NEW}s; who is in a programme already is left as they are",
    "app.services.tracker.send_and_read_back:send": "`numbers` are what the desk saw waiting; each goes out once",
    "app.services.tracker.send_and_read_back:record_marks": "Scheduling's file says what is so; the audit keeps all",
}


@cache
def use_cases() -> dict[str, Callable[..., Any]]:
    """Every public function that is handed a turn and gives back what it changed, as `package.module:name`."""
    return {
        f"{module.__name__}:{name}": found
        for module in _modules()
        for name, found in inspect.getmembers(module, inspect.isfunction)
        if found.__module__ == module.__name__ and not name.startswith("_") and _is_use_case(found)
    }


def _modules() -> Iterator[Any]:
    for package in (app.services, app.papers, app.exchange):
        for each in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if each.name != HANDS_ON:
                yield import_module(each.name)


def _is_use_case(function: Callable[..., Any]) -> bool:
    hints, parameters = get_type_hints(function), list(inspect.signature(function).parameters)
    return bool(parameters) and hints.get(parameters[0]) is Turn and hints.get("return") is Changes


def with_seen() -> list[str]:
    return [name for name, deed in use_cases().items() if "seen" in inspect.signature(deed).parameters]


def test_there_are_use_cases_to_look_at():
    assert len(with_seen()) > 50


def test_each_takes_the_version_that_its_desk_saw_or_has_its_reason():
    assert sorted(set(use_cases()) - set(with_seen())) == sorted(WITHOUT)
    assert all(WITHOUT.values())


def test_what_was_seen_is_always_said_and_by_name():
    for name in with_seen():
        seen = inspect.signature(use_cases()[name]).parameters["seen"]
        assert (seen.kind, seen.default) == (seen.KEYWORD_ONLY, seen.empty), name


@cache
def done_in_tests() -> frozenset[Callable[..., Any]]:
    """Every function of ours that a test of services names, by the ways in which they import it."""
    found = []
    for path in sorted((ROOT / "tests" / "services").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        known = {
            bound.asname or bound.name: _meant(node.module or "", bound.name)
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("app.")
            for bound in node.names
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Name):
                found.append(known.get(node.id))
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                found.append(getattr(known.get(node.value.id), node.attr, None))
    return frozenset(each for each in found if inspect.isfunction(each))


def _meant(module: str, name: str) -> Any:
    brought = import_module(module)
    return getattr(brought, name) if hasattr(brought, name) else import_module(f"{module}.{name}")


@pytest.mark.parametrize("name", with_seen())
def test_each_is_done_by_a_test_that_tries_it_over_other_versions(name):
    assert use_cases()[name] in done_in_tests() or name in ELSEWHERE


ELSEWHERE = {  # these hand `seen` on
    "app.exchange.agreement.scan:attach_scan",
    "app.exchange.referrals.referrals_import:take",
    "app.papers.issuing:issue_agreement",
}


def test_what_only_hands_it_on_is_still_there():
    assert set(with_seen()) >= ELSEWHERE
