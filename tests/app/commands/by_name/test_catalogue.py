"""What is offered by name: every use case, and every query that JSON can say; and whom their ids mean."""

import inspect
import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, get_type_hints
from uuid import UUID

import pytest
from click.testing import CliRunner

from app import cli
from app.commands.by_name import whom
from app.commands.by_name.catalogue import DEED, QUERY, every, named
from app.commands.by_name.seen import shown_by
from app.door.changes import Changes
from app.door.errors import Refused
from app.door.turn import Turn

ROOT = Path(__file__).parents[4]
ROWS_OF_THE_DATABASE = {
    "agreement.paper_files.issued_file",
    "agreement.paper_files.kept_file",
    "agreement.renewals.costs",
    "history.kept_files.kept_files",
    "office.wording_kept.versions_of_office",
    # parts of queries that take or give rows, or a part of a statement: no question of a screen
    "closure.in_return.in_return",
    "episodes.never_started.refuse_if_never_started",
    "figures.blocks.block_spans",
    "figures.support.explained_counts",
    "figures.support.goal_counts",
    "figures.support.holds_ended",
    "figures.support.moves",
    "figures.support.support_ends",
    "goals.ipad_history.history_from",
    "goals.suggestion_facts.goal_histories",
    "people.formats.formats_of_many",
    "people.key_safes.key_safe_code",  # told for a look that is noted first, which its own places do
    "transfer.money.speakers",
    "transfer.past_offers.came_to_nothing",
    "goals.ipad_history.one_goal",
    "goals.progress.progress_of",
    "history.values.names_of",
    "meetings.agenda_facts.episodes_of",
    "meetings.agenda_facts.meetings_of",
    "plans.aim.aim_of",
    "plans.double_ups.answers_of",
    "plans.double_ups.by_two",
    "plans.double_ups.calls_for_two",
    "plans.support.support_of",
    "today.due_lines.derived",
    "today.due_lines.shown",
    "today.in_meetings.actions",
    "today.in_meetings.actions_of_nobody",
    "today.in_meetings.weeks",
    "today.in_requests.requests",
    "today.in_reviews.letters",
    "today.in_reviews.review_rows",
    "today.prompt_facts.break_rows",
    "today.prompt_facts.concern_rows",
    "today.prompt_facts.episode_rows",
    "today.prompt_facts.expected_rows",
    "today.prompt_facts.extra_call_rows",
    "today.prompt_facts.goal_rows",
    "today.prompt_facts.question_rows",
    "today.prompt_facts.referral_rows",
    "today.prompt_facts.scheduling_rows",
    "today.ticks.tick_rows",
    "today.prompt_facts.transfer_rows",
    "today.prompt_records.records",
    "today.prompt_records.records_of",
    "today.prompt_records.records_of_nobody",
    "today.prompt_records.records_of_referral",
    "today.staff_of_today.staff_rows",
    "transfer.conditions_and_checklist.facts_shown",
    "transfer.conditions_and_checklist.lacks_before_the_move",
    "transfer.money.money",
}
BY_ID_ALONE = {  # what nobody calls by a name: asks give its id
    "draft",
    "need",
    "version",
    "versions",
    "about",
    "action",
    "agreement",
    "asked",
    "based_on",
    "book",
    "break_",
    "change",
    "chc",
    "check",
    "concern",
    "connection",
    "decision",
    "dismissed",
    "entry",
    "example",
    "expected",
    "explained",
    "hold",
    "holders",
    "instead_of",
    "leave",
    "meeting",
    "new",
    "note",
    "now",
    "old",
    "only",
    "plan",
    "plans",
    "power",
    "rate",
    "ratings",
    "reassessment",
    "record",
    "reduction",
    "replacement",
    "replacements",
    "representative",
    "representatives",
    "request",
    "shared",
    "signer",
    "signers",
    "transfer",
    "weeks",
    "programme",
    "review",
}


def written(folder: str) -> Iterator[tuple[str, Any]]:
    """Every public function that begins with a Turn, found in the files themselves."""
    for path in sorted((ROOT / "app" / folder).rglob("*.py")):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for name, call in vars(import_module(module)).items():
            if inspect.isfunction(call) and call.__module__ == module and not name.startswith("_"):
                first = next(iter(inspect.signature(call).parameters), "")
                if get_type_hints(call).get(first) is Turn:
                    yield f"{module}.{name}".split(".", 2)[2], call


def test_every_use_case_is_offered():
    said = {name for name, call in written("services") if get_type_hints(call)["return"] is Changes}
    said -= {name for name in said if name.startswith("history.noting.")}  # see the next test
    said -= {"agreement.signing.issue", "agreement.signing.record_signature"}
    papers = {"issuing.issue_agreement", "issuing.issue_renewal", "issuing_letters.issue_letter"}
    assert {each.name for each in every(DEED)} == said | papers
    assert len(said) > 100


@pytest.mark.rule("FUND-4")
def test_nobody_can_issue_or_sign_by_name_a_paper_that_was_not_gathered():
    for name in ("agreement.signing.issue", "record_signature"):
        with pytest.raises(Refused, match="There is no use case"):
            named(DEED, name)


def test_nobody_can_write_down_by_name_that_somebody_looked():
    assert not [each.name for each in every(DEED) if "noting" in each.name or each.name.startswith("note_")]
    for name in ("note_access", "history.noting.note_opened", "app.services.history.noting.note_once"):
        with pytest.raises(Refused, match="There is no use case"):
            named(DEED, name)


def test_every_query_is_offered_but_for_parts_that_hand_rows_of_the_database_around():
    said = {name for name, _ in written("queries")}
    assert said - {each.name for each in every(QUERY)} == ROWS_OF_THE_DATABASE
    assert {each.name for each in every(QUERY)} <= said


def test_every_name_leads_to_its_own_with_and_without_its_beginning():
    for kind, package in ((DEED, "app.services."), (QUERY, "app.queries.")):
        for each in every(kind):
            assert named(kind, each.name).name == each.name
            if not each.name.startswith("issuing"):
                assert named(kind, package + each.name).name == each.name


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("accept", "referrals.deciding.accept"),
        ("set_goal", "goals.goals.set_goal"),
        ("referrals.accept", "referrals.deciding.accept"),
        ("closure.tick", "closure.closing.tick"),
        ("checklist.tick", "transfer.checklist.tick"),
        ("issue_agreement", "issuing.issue_agreement"),
    ],
)
def test_a_tail_is_enough_where_only_one_ends_so(asked, meant):
    assert named(DEED, asked).name == meant


def test_where_several_end_so_all_are_named_and_none_is_taken():
    with pytest.raises(Refused, match=r"closure\.closing\.tick.*transfer\.checklist\.tick.*say which"):
        named(DEED, "tick")


@pytest.mark.parametrize("asked", ["", ".", "acc", "accept.referrals", "os.system", "look", "load", "put", "__class__"])
def test_what_is_no_use_case_is_refused(asked):
    with pytest.raises(Refused, match="There is no use case"):
        named(DEED, asked)


def test_each_id_is_called_by_a_name_or_is_known_to_have_none():
    ids = {
        name
        for kind in (DEED, QUERY)
        for each in every(kind)
        for parameter, hint in get_type_hints(each.call).items()
        for name in [parameter]
        if UUID in {hint, *_parts(hint)}
    }
    ids -= {"return"}
    assert {name for name in ids if whom.meant_by(name).find is None} <= BY_ID_ALONE
    assert {"person", "episode", "referral", "goal", "team", "patch", "worker"} <= ids - BY_ID_ALONE


def _parts(hint: Any) -> set[Any]:
    args = getattr(hint, "__args__", ())
    return {*args, *(each for part in args for each in _parts(part))}


def test_whoever_leaves_seen_out_can_be_told_where_it_stands():
    deeds = [each for each in every(DEED) if any(one.name == "seen" for one in each.arguments)]
    assert len(deeds) > 40
    for each in deeds:
        told = shown_by(each)
        assert "as shown by ask " in told, each.name
        room = each.name.split(".")[0]
        assert room in told or room in {"issuing", "issuing_letters"}, (each.name, told)


@pytest.mark.parametrize(("word", "name", "argument"), [("do", "accept", "referral"), ("ask", "figures", "first")])
def test_the_list_says_every_name_with_its_arguments_and_what_it_is_for(word, name, argument):
    text = CliRunner().invoke(cli.homeward, [word, "--list"], catch_exceptions=False).stdout
    rows = json.loads(CliRunner().invoke(cli.homeward, [word, "--list", "--json"], catch_exceptions=False).stdout)
    assert len(rows) == len(every(DEED if word == "do" else QUERY))
    (row,) = (each for each in rows if each["name"].endswith(f".{name}"))
    assert argument in [each["name"] for each in row["arguments"]]
    assert f"{row['name']}: {row['about']}\n" in text
    assert all(each["about"] and all(one["takes"] for one in each["arguments"]) for each in rows)
