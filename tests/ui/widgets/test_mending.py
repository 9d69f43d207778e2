"""What is wrong in a form is named, marked, in sight and has the keyboard; mended, the mark and the notice go."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from app.door.changes import Changes
from app.door.errors import Refused, Unavailable, refuse_if
from models.rules.decision import Lack
from ui.widgets.hours_edit import HoursEdit
from ui.widgets.inline_form import FormSpec, InlineForm
from ui.widgets.labels_and_buttons import scrolled
from ui.widgets.type_ahead import Match, TypeAhead

ROOT = Path(__file__).parents[3]


def _all_kinds(form: InlineForm, _view: None):
    form.line("above", "&Above")
    form.moment("at", "&When")
    form.day("on", "&On")
    form.amount(HoursEdit(form.name("hours")), "&Hours", "")
    form.choice("kind", "&Kind", ((1, "One"), (2, "Two")))
    form.someone(TypeAhead(form.desk.look, form.name("who"), "Type a name"), "Wh&o")
    form.text("because", "&Reason")
    form.line("provider", "&Provider")
    form.tick("discussed", "Talked it o&ver")
    return lambda: lambda _turn: Changes(frozenset())


SPEC: FormSpec[None] = FormSpec("told", "Tell", "&Tell", "Told.", _all_kinds)
KEYS = {
    "at": "When", "on": "On", "hours": "Hours", "kind": "Kind", "who": "Who", "because": "Reason",
    "provider": "Provider", "discussed": "Talked it over",
}  # fmt: skip
NEEDED = ("on", "hours", "kind", "who")


@pytest.fixture
def page(desk, qtbot):
    """A form of every kind of question in a page that is far lower than it."""
    outer = QWidget()
    form = InlineForm(desk, "today", SPEC, None)
    area = scrolled(form, "today.page")
    QVBoxLayout(outer).addWidget(area)
    outer.resize(400, 160)
    qtbot.addWidget(outer)
    outer.show()
    qtbot.waitExposed(outer)
    qtbot.waitUntil(lambda: area.viewport().height() > 0)
    yield form  # noqa: PT022  the page around it is kept until the test is over


def control(form: InlineForm, key: str) -> QWidget:
    found = form.findChild(QWidget, form.name(key))
    assert found is not None
    return found


def change(asked: QWidget) -> None:
    match asked:
        case TypeAhead():
            asked.set_value(Match("ann", "Ann Lee"))
        case QCheckBox():
            asked.setChecked(True)
        case QPlainTextEdit():
            asked.setPlainText("as agreed")
        case HoursEdit():
            asked.setText("3 h")
        case QLineEdit() if "on" in asked.objectName().rpartition(".")[2] or asked.objectName().endswith(".at"):
            asked.setText("5/11/2026" if asked.objectName().endswith(".on") else "5/11/2026 9:30")
        case QLineEdit():
            asked.setText("Ashgrove Care")
        case _:
            asked.setCurrentIndex(1)  # type: ignore[attr-defined]  # a choice


def is_seen(asked: QWidget) -> bool:
    area = next(each for each in _above(asked) if isinstance(each, QScrollArea))
    top = asked.mapTo(area.viewport(), asked.rect().topLeft()).y()
    return top >= 0 and top + min(asked.height(), 30) <= area.viewport().height()


def _above(asked: QWidget):
    while (asked := asked.parentWidget()) is not None:
        yield asked


@pytest.mark.parametrize("key", KEYS)
def test_a_rule_s_refusal_leads_to_its_field_and_goes_when_it_is_mended(page, qtbot, key):
    asked = control(page, key)
    page.notice.say(Refused("Say it.", who="the DSO", lacks=(Lack("REF-5", "Say it.", "the DSO", key),)))
    assert page.notice.text.text() == f"{KEYS[key]}: Say it. Who can help: the DSO."
    assert asked.property("state") == "wrong"
    assert page.focusWidget() is asked
    qtbot.waitUntil(lambda: is_seen(asked))
    change(asked)
    assert asked.property("state") != "wrong"
    assert page.notice.isHidden()


def test_what_is_missing_is_said_of_every_field_at_once_and_the_notice_goes_with_the_last(page):
    sent = []
    page.confirmed.connect(sent.append)
    page.send()
    assert [line.partition(":")[0] for line in page.notice.text.text().split("\n")] == [KEYS[key] for key in NEEDED]
    assert page.focusWidget() is control(page, "on")
    for key in NEEDED:
        assert not page.notice.isHidden()
        assert control(page, key).property("state") == "wrong"
        change(control(page, key))
        assert control(page, key).property("state") != "wrong"
    assert page.notice.isHidden()
    page.send()
    assert len(sent) == 1


def test_what_cannot_be_read_is_named_and_stays_wrong_until_it_can(page):
    for key in NEEDED:
        change(control(page, key))
    on = control(page, "on")
    on.setText("31/2/2026")
    page.send()
    assert page.notice.text.text() == "On: There is no such day in the calendar."
    on.setText("31/2/202")
    assert not page.notice.isHidden()
    on.setText("28/2/2026")
    assert on.property("state") != "wrong"
    assert page.notice.isHidden()


def test_a_mark_outlives_leaving_the_field_but_not_another_value(page, desk):
    at = control(page, "at")
    at.setText("now")
    page.notice.say(Refused("Too late.", lacks=(Lack("REF-16", "Too late.", "", "at"),)))
    at.setFocus()
    control(page, "because").setFocus()
    assert at.property("state") == "wrong"
    at.set_value(desk.clock.now() - timedelta(hours=1))
    assert at.property("state") != "wrong"


def test_a_lack_without_a_field_here_stays_said_until_the_next_answer(page):
    lacks = (Lack("REF-12", "It has to be accepted first.", "the DSO"), Lack("REF-5", "Say why.", "", "because"),
             Lack("REF-5", "Not asked here.", "", "born"))  # fmt: skip
    with pytest.raises(Refused) as refused:
        refuse_if(lacks, saying="Two things:")
    page.notice.say(refused.value)
    assert page.notice.text.text().startswith("Two things:\nIt has to be accepted first.\nReason: Say why.\nNot asked")
    change(control(page, "because"))
    assert page.notice.text.text().startswith("Two things:\nIt has to be accepted first.\nNot asked here.")
    assert not page.notice.isHidden()


def test_another_notice_meanwhile_is_left_alone(page):
    page.notice.say(Refused("Say why.", lacks=(Lack("REF-5", "Say why.", "", "because"),)))
    page.notice.say(Unavailable("The database can't be reached."))
    change(control(page, "because"))
    assert page.notice.text.text() == "The database can't be reached."


def test_each_field_that_a_rule_names_is_a_control_of_the_window():
    words = set()
    for line in (ROOT / "ui" / "controls.md").read_text(encoding="utf-8").splitlines():
        words |= {name.rpartition(".")[2] for name in line.replace("`", " ").replace("|", " ").split() if "." in name}
    named = {
        (call.args[3].value, path.name)
        for path in (ROOT / "models" / "rules").rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Lack"
        if len(call.args) > 3 and isinstance(call.args[3], ast.Constant)
    }
    assert len(named) > 40
    elsewhere = {"reason", "at"}  # "reason" is also the note of a decision
    lost = {each for each in named if each[0].rpartition(".")[2].replace("_1", "_N") not in words | elsewhere}
    assert lost == set()


def test_a_name_that_was_typed_whole_loses_its_mark_when_it_is_picked(page, qtbot):
    who = control(page, "who")
    who.set_choices((Match("ann", "Ann Lee"), Match("ben", "Ben Ward")))
    qtbot.keyClicks(who, "Ann Lee")
    page.send()
    assert (who.property("state"), page.notice.isHidden()) == ("wrong", False)
    qtbot.keyClick(who, Qt.Key.Key_Tab)
    assert who.value() == Match("ann", "Ann Lee")
    assert who.property("state") != "wrong"
    assert "Who:" not in page.notice.text.text()
