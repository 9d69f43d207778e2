"""What the search finds beside people: by the beginnings of words, what is called so first, a kind after the other."""

import pytest

from ui.actions import OF_PAGES, SHELL, ActionSpec
from ui.finding import _read
from ui.furniture import bring
from ui.navigation import PageName, TabName
from ui.pages.furniture import PAGES
from ui.pages.furniture import bring as bring_page
from ui.palette import ACTION, HELP, PAGE, HelpAt, Offered, found, plain

GOAL = ActionSpec("goals.new_goal", "&Set a goal", "Set a goal for this person", "Ctrl+N")
UNDO = ActionSpec("goals.undo_rating", "&Undo", "Take the last rating back", "Ctrl+Z", at_once=True)
HELP_ON_GOALS = HelpAt("goals", "set", "Setting a goal", "Goals", plain("A goal says what they will do"))


def rows(typed, *offered):
    return found(typed, offered, PageName, (HELP_ON_GOALS,))


@pytest.mark.parametrize("typed", ["goal", "GOAL", "set goal", "goal set"])
def test_an_action_is_found_by_the_beginnings_of_its_words_in_any_order(typed):
    first = rows(typed, Offered(GOAL, TabName.GOALS, "Ctrl+N"))[0]
    assert (first.id, first.text, first.detail, first.kind) == (
        GOAL,
        "Set a goal",
        "Goals · Ctrl+N · Set a goal for this person",
        ACTION,
    )


@pytest.mark.parametrize("typed", ["", "  ", "oal", "sett goal x", "…"])
def test_nothing_is_found_by_nothing_or_by_the_middle_of_a_word(typed):
    assert rows(typed, Offered(GOAL, TabName.GOALS, "Ctrl+N")) == []


def test_the_kinds_come_one_after_the_other_and_each_row_is_spoken_with_its_kind():
    found_rows = rows("goal", Offered(GOAL, TabName.GOALS, "Ctrl+N"))
    assert [each.kind for each in found_rows] == [ACTION, PAGE, HELP]
    assert found_rows[0].spoken == "Set a goal, Goals · Ctrl+N · Set a goal for this person, Action"
    assert found_rows[1].spoken == "Goal examples, Office, Page"


def test_what_is_called_so_stands_before_what_only_tells_of_it():
    tells = ActionSpec("x.tells", "Begin", "Take a rating", "")
    called = ActionSpec("x.called", "Take the list in", "Read it", "")
    both = rows("take", Offered(tells, None, ""), Offered(called, None, ""))[:2]
    assert [each.id for each in both] == [called, tells]


def test_an_action_that_isnt_possible_says_why_and_one_that_stores_at_once_waits_for_an_arrow():
    row = rows("undo", Offered(UNDO, TabName.GOALS, "Ctrl+Z", "Choose somebody first."))[0]
    assert (row.detail, row.waits_for_an_arrow) == ("Choose somebody first.", True)


def test_every_page_of_the_menu_that_has_actions_is_named():
    assert {name: bring_page(name).specs for name in PAGES if bring_page(name).specs} == OF_PAGES


def test_every_action_has_words_of_its_own_kind_and_every_section_of_help_is_found_by_its_heading():
    specs = [spec for name in TabName for spec in bring(name).specs] + list(SHELL)
    for spec in specs:
        assert spec in [each.id for each in found(spec.words, [Offered(spec, None, "")], (), ())]
    help_, of_pages = _read()
    assert {name for name, _spec in of_pages} == set(OF_PAGES)
    for section in help_:
        assert section in [each.id for each in found(section.heading, (), (), [section])], section


@pytest.mark.parametrize(
    ("typed", "heading"), [("glossary", "Glossary of all abbreviations"), ("doctor", "About"), ("check-up", "About")]
)
def test_what_a_thing_is_also_called_finds_it_in_help(typed, heading):
    sections, _actions = _read()
    assert heading in [each.text for each in found(typed, (), PageName, sections)]
