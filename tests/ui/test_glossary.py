"""Abbreviations: every one on the screen is in the glossary, and is told wherever it stands, in one way."""

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QToolTip, QVBoxLayout, QWidget

from ui.dialogs.help import ABBREVIATIONS, read_page
from ui.glossary import abbreviations, dated, explained, glossary
from ui.hovering import Hovering, explain_on_hover, words_at
from ui.tables.row_table_model import Column, RowTableModel
from ui.tables.table_view import TableView
from ui.widgets.labels_and_buttons import Field, button, words

ROOT = Path(__file__).parents[2]
SHOWN = ("ui", "models/rules", "models/vocabulary", "app/queries")
NO_WORDS = {
    "AD": "of the pattern by which they are found",
    "ISA": "the beginning of a paper's sign, as an example",
    "MATERIALIZED": "SQL",
    "UUID": "a type",
}


def shown_texts():
    """Every text of the program that can come on the screen, with where it stands; and all of help."""
    for folder in SHOWN:
        for path in (ROOT / folder).rglob("*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            told = (ast.Module, ast.ClassDef, ast.FunctionDef)
            says = {
                id(node.body[0].value)
                for node in ast.walk(tree)
                if isinstance(node, told) and node.body and isinstance(node.body[0], ast.Expr)
            }
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in says:
                    yield path.relative_to(ROOT), node.value
    told = (ROOT / "resources" / name for name in ("window/tour.toml", "window/whats_new.toml"))
    for path in (*(ROOT / "resources/help").glob("*.toml"), *told):
        for text in re.findall(r'"([^"\n]*)"', path.read_text(encoding="utf-8")):
            yield path.relative_to(ROOT), text


def capitals():
    """The words in capitals of all these texts; a letter to press, as in “P&O raised”, is no sign of its own."""
    found = {}
    for path, text in shown_texts():
        for each in {*abbreviations(text), *abbreviations(re.sub(r"&(\w)", r"\1", text))}:
            found.setdefault(each, f"{path}: {text[:60]}")
    return found


def test_every_abbreviation_that_can_come_on_the_screen_is_in_the_glossary():
    known = {each.replace("&", "") for each in (*glossary(), *NO_WORDS)}
    missing = {each: where for each, where in capitals().items() if each.replace("&", "") not in known}
    assert missing == {}


def test_nothing_stands_in_the_glossary_that_no_text_shows():
    found = capitals()
    assert {each for each in glossary() if each not in found} == set()
    assert set(NO_WORDS) <= set(found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Assessed, or NFA", ("NFA",)),
        ("DSOs and the MDT's CWC", ("DSO", "MDT", "CWC")),
        ("to the area P&P team", ("P&P",)),
        ("As REF-13 says", ()),
        ("Press Ctrl+K or F1", ()),
        ("I am", ()),
        ("A1 or A2", ("A1", "A2")),
    ],
)
def test_words_in_capitals_are_abbreviations_and_rules_and_keys_are_none(text, found):
    assert abbreviations(text) == found


def test_what_several_mean_stands_a_line_each_and_each_once():
    assert explained("Tell PST: the PO, and PST again") == f"PST: {glossary()['PST']}\nPO: {glossary()['PO']}"
    assert explained("Nothing here") == ""
    assert explained("XYZ") == ""


def test_the_list_is_dated_and_help_tells_all_of_it():
    page = read_page(ABBREVIATIONS, {})
    assert dated() in page.shows
    assert [each.partition(":")[0] for each in page.sections[0].paragraphs] == list(glossary())


def test_a_screen_reader_has_it_as_the_description_of_a_sentence_a_field_a_cell_and_a_column(look, qtbot):
    sentence = words("No FABO referral was made")
    assert sentence.accessibleDescription() == f"FABO: {glossary()['FABO']}"
    line = QLineEdit()
    field = Field(look, "&PO number", line, "As on the letter")
    qtbot.addWidget(field)
    assert line.accessibleDescription() == f"As on the letter\nPO: {glossary()['PO']}"
    field.say("It is too short.")
    assert line.accessibleDescription() == f"It is too short.\nPO: {glossary()['PO']}"
    model = RowTableModel((Column("who", "DSO", str),), hash)
    model.set_rows(["Tell PST", "Nothing"])
    role = Qt.ItemDataRole.AccessibleDescriptionRole
    assert [model.index(row, 0).data(role) for row in (0, 1)] == [f"PST: {glossary()['PST']}", None]
    assert model.headerData(0, Qt.Orientation.Horizontal, role) == f"DSO: {glossary()['DSO']}"


def test_what_the_pointer_rests_on_is_explained_where_it_has_no_tooltip_of_its_own(look, qtbot, monkeypatch):
    explain_on_hover()
    explain_on_hover()
    assert len(QApplication.instance().findChildren(Hovering)) == 1
    window, told = QWidget(), []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, text, _widget: told.append(text))
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    sentence, own, plain = words("Assessed, or NFA"), words("NFA"), words("Nothing")
    own.setToolTip("Its own")
    model = RowTableModel((Column("who", "DSO", str),), hash)
    table = TableView(look, model, "x.list", "List")
    table.show_rows(["Tell PST"])
    raise_po = button(look, "P&O raised", "x.po")
    for each in (sentence, own, plain, table, raise_po):
        column.addWidget(each)
    with qtbot.waitActive(window):
        window.show()
    raise_po.setFocus()

    def rest_on(widget, at):
        where = widget.mapToGlobal(at)
        QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, at, where))
        return words_at(widget, where)

    middle = QPoint(5, 5)
    assert rest_on(sentence, middle) == "Assessed, or NFA"
    assert rest_on(plain, middle) == "Nothing"
    assert rest_on(raise_po, middle) == "PO raised"
    assert rest_on(table.viewport(), table.visualRect(model.index(0, 0)).center()) == "Tell PST"
    assert rest_on(table.horizontalHeader().viewport(), middle) == "DSO"
    assert told == [explained(each) for each in ("NFA", "PO", "PST", "DSO")]
    assert isinstance(own, QLabel)
