"""What a phrase of a paper must keep, which words are printed, and who releases them."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from models.rules.office.releasing import (
    Wrote,
    draft_lacks,
    releasing_lacks,
    sending_lacks,
    sent_lacks,
    unfit_lacks,
    wording_reason_lacks,
)
from models.rules.office.wording import (
    OfficePhrase,
    look_again,
    own_words_lacks,
    phrase_lacks,
    standing_words,
    unknown_phrase_lacks,
    words_kept,
)
from models.vocabulary.phrases import phrases_in
from models.vocabulary.staff import Role

TOLD = {
    "title": "Your paper",
    "own": {
        "money.how": {"title": "how to pay", "hint": "How", "places": ["day"]},
        "money.late": {"title": "paying late", "hint": "When", "needed": False},
    },
    "money": {"heading": "4. The money", "how": "", "late": "", "from": "From **{day}** at {time}."},
}
PHRASES = phrases_in(TOLD)
WRITER, MANAGER, OTHER = (UUID(int=number) for number in range(3))
NOW, TODAY = datetime(2026, 11, 20, 9, tzinfo=UTC), date(2026, 11, 20)


def said(words, shipped=""):
    return OfficePhrase(words, shipped)


def sentences(lacks):
    return " ".join(each.sentence for each in lacks)


def test_a_file_of_words_is_read_by_dotted_names_with_its_parts_and_the_offices_own():
    assert list(PHRASES) == ["title", "money.heading", "money.how", "money.late", "money.from"]
    assert PHRASES["title"].part == "Head of the paper"
    assert PHRASES["money.from"].part == "4. The money"
    assert PHRASES["money.from"].places == {"day", "time"}
    assert PHRASES["money.how"].own.is_needed
    assert PHRASES["money.how"].places == {"day"}
    assert not PHRASES["money.late"].own.is_needed


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("money.from", "At {time} on {day}, and **{day}** again"),
        ("money.how", "On {day}"),
        ("money.how", "By post"),
        ("money.how", ""),
        ("title", "x" * 2000),
        ("title", "A * star"),
    ],
)
def test_words_that_keep_the_places_and_pair_their_stars_may_stand(name, words):
    assert phrase_lacks(PHRASES[name], words) == ()


@pytest.mark.parametrize(
    ("name", "words", "sentence"),
    [
        ("money.from", "From {day}.", "{time} must stay"),
        ("money.from", "Soon.", "{day} and {time} must stay"),
        ("money.from", "{day} {time} {person}", "{person} can't be filled in here. What can: {day} and {time}."),
        ("title", "For {person}", "Nothing can."),
        ("title", "For {", "brace"),
        ("title", "For }", "brace"),
        ("title", "For {two words}", "brace"),
        ("title", "**Bold", "two end them"),
        ("title", "**Bold** and **", "two end them"),
        ("title", " ", "can't be empty"),
        ("title", "x" * 2001, "2000 signs"),
    ],
)
def test_words_that_would_break_the_paper_are_refused(name, words, sentence):
    lacks = phrase_lacks(PHRASES[name], words)
    assert sentence in sentences(lacks)
    assert {each.field for each in lacks} == {"words"}


def test_a_phrase_is_kept_as_one_line_and_its_no_break_spaces_stay():
    assert words_kept("  Ring\n\n us \t on\u00a001629 ") == "Ring us on\u00a001629"


def test_only_needed_words_that_are_still_empty_leave_a_paper_a_draft():
    (lack,) = own_words_lacks("agreement", PHRASES.values())
    assert "about how to pay yet" in lack.sentence
    assert lack.field == "wording.agreement:money:how"


def test_the_offices_words_are_printed_where_they_fit_what_is_shipped_now():
    office = {
        "title": said("Our paper", "Your paper"),
        "money.from": said("From {nothing}", "From **{day}** at {time}."),
        "money.late": said(None),
        "gone.long": said("Gone"),
    }
    assert standing_words(PHRASES, office) == {"title": "Our paper"}
    assert sentences(unfit_lacks(PHRASES, office)).startswith("“money.from” doesn't fit")


def test_what_the_program_has_changed_since_is_looked_at_again():
    office = {
        "title": said("Our paper", "Your paper"),
        "money.how": said("By post", "By pigeon"),
        "money.from": said("From {nothing}", "From **{day}** at {time}."),
    }
    again = look_again(PHRASES, office)
    assert set(again) == {"money.how", "money.from"}
    assert "changed since" in again["money.how"]
    assert "doesn't fit" in again["money.from"]


def test_a_phrase_that_there_is_not_is_refused():
    assert unknown_phrase_lacks("title", PHRASES) == ()
    assert "no phrase “own”" in sentences(unknown_phrase_lacks("own", PHRASES))


def test_what_was_released_or_withdrawn_is_no_draft():
    assert draft_lacks(None, None) == ()
    assert "released" in sentences(draft_lacks(NOW, None))
    assert "withdrawn" in sentences(draft_lacks(None, NOW))


@pytest.mark.parametrize(
    ("day", "because", "differs", "sentence"),
    [
        (TODAY, "Plainer", True, ""),
        (date(2027, 4, 1), "Plainer", True, ""),
        (date(2026, 11, 19), "Plainer", True, "today or a later day, not from"),
        (TODAY, " ", True, "Say why"),
        (TODAY, "Plainer", False, "Nothing differs"),
    ],
)
def test_a_draft_is_sent_for_today_or_later_with_a_reason_and_a_change(day, because, differs, sentence):
    found = sentences(sending_lacks(day, TODAY, because, differs=differs))
    assert (sentence in found) if sentence else not found


def test_only_what_was_sent_is_released_and_a_withdrawal_says_why():
    assert sent_lacks(NOW) == ()
    assert "send it first" in sentences(sent_lacks(None))
    assert wording_reason_lacks("A slip") == ()
    assert "Say why" in sentences(wording_reason_lacks(" "))


@pytest.mark.parametrize(
    ("staff", "role", "wrote", "managers", "sentence"),
    [
        (MANAGER, Role.SERVICE_MANAGER, {WRITER}, {MANAGER}, ""),
        (WRITER, Role.DSO, {WRITER}, {MANAGER}, "second person"),
        (OTHER, Role.DSO, {WRITER}, {MANAGER}, "service manager"),
        (OTHER, Role.DSO, {WRITER}, set(), ""),
        (OTHER, Role.ADMIN, {WRITER}, set(), "a DSO who"),
        (MANAGER, Role.SERVICE_MANAGER, {MANAGER}, {MANAGER}, "second person"),
        (OTHER, Role.DSO, {MANAGER}, {MANAGER}, ""),
        (OTHER, Role.SERVICE_MANAGER, {MANAGER}, {MANAGER, OTHER}, ""),
        (WRITER, Role.DSO, {MANAGER}, {MANAGER, OTHER}, "service manager"),
    ],
)
def test_a_second_person_releases_the_manager_before_a_dso(staff, role, wrote, managers, sentence):
    lacks = releasing_lacks(staff, role, Wrote(frozenset(wrote), frozenset(managers)))
    assert (sentence in sentences(lacks)) if sentence else lacks == ()
