"""The one gate to Qt: what is ours is told in the language of the desk, whole or not at all, and nothing else is."""

from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo, QLocale
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QPushButton

import resources
from app.desk.preferences import Preferences
from models.vocabulary.closure import EndReason
from models.vocabulary.languages import Language
from tests.ui.language.heard import reading_welsh
from ui import language
from ui.actions import SHELL, spec_of
from ui.language import as_read, called, typed
from ui.navigation import PageName, TabName
from ui.pages.desk.settings import SettingsPage
from ui.palette import Offered, found
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labels_and_buttons import Field, button, words
from ui.widgets.nhs_edit import NhsEdit


@pytest.fixture
def welsh():
    """The desk reads Welsh."""
    with reading_welsh() as told:
        yield told


@pytest.mark.usefixtures("welsh")
@pytest.mark.parametrize(
    ("english", "told"),
    [
        ("Thu 5 Nov", "Iau 5 Tach"),
        ("yesterday 23:59", "ddoe 23:59"),
        ("in 1 d 14 h", "ymhen 1 d 14 awr"),
        ("Due in 3 h, today 12:00", "Ymhen 3 awr, heddiw 12:00"),
        ("Ended Thu 5 Nov 09:00: Died", "Daeth i ben Iau 5 Tach 09:00: Bu farw"),
        ("Died Thu 5 Nov\nReported today 09:00", "Bu farw Iau 5 Tach\nAdroddwyd heddiw 09:00"),
        ("Reopen…", "Ailagor…"),
        ("&Record the break", "Cofnodi’r to&riad"),
        ("Mo&ve the return…", "Symud y dychwelyd…"),
        ("Back &since", "Yn ôl er&s"),
    ],
)
def test_ours_is_told_with_its_days_and_numbers_and_its_letter_where_it_has_it(english, told):
    assert as_read(english) == told


@pytest.mark.usefixtures("welsh")
@pytest.mark.parametrize(
    "text",
    [
        "Nobody has translated this sentence.",
        "The package is closed. Nobody has translated this sentence.",
        "The package is closed.\nNobody has translated this sentence.",
        "End: A reason without its Welsh",
        "In hospital since the day before",
        "Ann Lee",
        "Nobody has translated this, today 09:00",
        "Nobody has translated this: A reason",
        "STS Dales North",
        "",
    ],
)
def test_what_isnt_known_whole_stays_as_it_is_whole(text):
    assert as_read(text) == text


@pytest.mark.usefixtures("welsh")
def test_what_somebody_typed_is_left_whatever_it_says(qtbot):
    for each in ("May", "Died", "End the purchase order", "Died Thu 5 Nov"):
        assert as_read(each) != each
        label = words(typed(each))
        qtbot.addWidget(label)
        assert QLabel.text(label) == each
    assert (
        as_read("Recorded by mistake: Died. Recorded by May") == "Cofnodwyd drwy gamgymeriad: Died. Cofnodwyd gan May"
    )
    assert as_read("May is in hospital: is a return within 72 hours of the admission still planned?").startswith(
        "Mae May yn yr ysbyty"
    )


@pytest.mark.usefixtures("welsh")
def test_a_widget_shows_it_and_goes_on_telling_the_program_what_was_said(look, qtbot):
    label, pressed = words("The end of support", "heading"), button(look, "&Confirm the end…", "closure.confirm_end")
    box = ChoiceBox(look, "closure.which")
    box.set_choices([(EndReason.DIED, "Died"), (None, "Choose")])
    for each in (label, pressed, box):
        qtbot.addWidget(each)
    assert (QLabel.text(label), label.text()) == ("Diwedd y cymorth", "The end of support")
    assert (QPushButton.text(pressed), pressed.text()) == ("&Cadarnhau’r diwedd…", "&Confirm the end…")
    assert (pressed.accessibleName(), called(pressed)) == ("Cadarnhau’r diwedd…", "Confirm the end…")
    assert box.itemText(0) == "Bu farw"
    label.clear()
    assert (QLabel.text(label), label.text()) == ("", "")


@pytest.mark.usefixtures("welsh")
def test_a_records_own_name_is_no_choice_of_ours(look, qtbot):
    box = ChoiceBox(look, "closure.which")
    qtbot.addWidget(box)
    box.set_choices([(object(), "Died")])
    assert box.itemText(0) == "Died"


@pytest.mark.usefixtures("welsh")
def test_a_screen_reader_is_told_in_which_language_a_text_is(qtbot):
    spoken = []
    for text in ("The end of support", "Nobody has translated this sentence."):
        label = words(text)
        qtbot.addWidget(label)
        spoken.append(
            QAccessible.queryAccessibleInterface(label)
            .attributesInterface()
            .attributeValue(QAccessible.Attribute.Locale)
        )
    assert [each.language() for each in spoken] == [QLocale.Language.Welsh, QLocale.Language.English]


@pytest.mark.usefixtures("welsh")
def test_what_is_wrong_in_a_field_is_told_in_one_language(look, qtbot):
    field = Field(look, "Date of &death", NhsEdit("closure.died_on"), "A name, and where they work.")
    qtbot.addWidget(field)
    assert field.control.accessibleName() == "Dyddiad y farwolaeth"
    field.say("Give the date of death to confirm it.")
    assert QLabel.text(field.line) == "Rhowch ddyddiad y farwolaeth i’w chadarnhau."
    assert field.control.accessibleDescription() == QLabel.text(field.line)


@pytest.mark.parametrize("typed_words", ["settings", "gosodiadau", "light", "golau"])
@pytest.mark.usefixtures("welsh")
def test_the_search_finds_an_action_and_a_page_by_either_language(typed_words):
    offered = [Offered(spec, None, "") for spec in SHELL]
    rows = found(typed_words, offered, PageName, ())
    assert {"Gosodiadau", "Golau"} & {row.text for row in rows}


@pytest.mark.usefixtures("welsh")
def test_the_tabs_are_found_by_either_language():
    spec = spec_of("window.quit")
    for each in ("quit", "gadael"):
        assert [row.text for row in found(each, [Offered(spec, TabName.TODAY, "")], (), ())] == ["Gadael"]


def test_english_reads_nothing_looks_nothing_up_and_gives_back_the_very_text(monkeypatch, qtbot):
    def refuse(name: str) -> None:
        raise AssertionError(name)

    monkeypatch.setattr(resources, "read_toml", refuse)
    language.read_in(None)
    text = "The end of support"
    assert as_read(text) is text
    assert typed(text) is text
    label = words(text)
    qtbot.addWidget(label)
    assert QLabel.text(label) == label.text() == text
    assert label.locale() == QLocale()
    assert called(label) == ""


@pytest.mark.parametrize("each", Language)
def test_each_language_has_its_window_and_qt_where_it_ships_it(each):
    language.read_in(each)
    language.read_in(None)
    shipped = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)) / f"qtbase_{each.value}.qm"
    assert not shipped.exists(), "Qt has come to speak it: say so in resources/language/README.md"


def test_no_sentence_stands_twice_in_a_catalogue():
    for each in Language:
        parts = resources.read_toml(f"language/window/{each.value}.toml").values()
        said = [english for part in parts for english in part]
        assert sorted(said) == sorted(set(said))


def test_the_setting_is_kept_for_the_next_start(open_page, office_desk, settled):
    page = open_page(SettingsPage)
    assert page.language.value() == "English"
    page.language.set_value(Language.WELSH)
    page.language.picked.emit(Language.WELSH)
    settled()
    assert office_desk.preferences.language is Language.WELSH
    page.language.picked.emit("English")
    assert office_desk.preferences.language is None


@pytest.mark.parametrize("kept", ["", "cy", "xx"])
def test_what_isnt_a_language_of_the_program_is_english(tmp_path, kept):
    preferences = Preferences(tmp_path / "desk.ini")
    preferences._put("look/language", kept)
    assert preferences.language is (Language.WELSH if kept == "cy" else None)
