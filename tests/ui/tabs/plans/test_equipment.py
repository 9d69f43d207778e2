"""Equipment ordered, and an OT's direct work, recorded in the Service plans tab."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton

from app.queries.plans import versions as queries
from models.episodes import Episode
from models.staff import Staff
from ui.tabs.plans.tab import ServicePlansTab
from ui.widgets.type_ahead import Match, TypeAhead

pytestmark = pytest.mark.rule("PSP-10")


@pytest.fixture
def person(sqlite_office):
    return sqlite_office.get(Episode, sqlite_office.an_episode()).person_id


@pytest.fixture
def tab(open_tab, person):
    return open_tab(ServicePlansTab, person)


@pytest.fixture
def press(qtbot, settled):
    def click(button):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        settled()
        settled()

    return click


def pick(tab, name, office, role):
    box = tab.findChild(TypeAhead, name)
    box.set_value(Match(office.staff[role], role))
    box.picked.emit(box.value())


def test_equipment_is_ordered_with_who_assessed_and_whether_they_are_trained(
    tab, person, press, sqlite_office, elsewhere, qtbot
):
    press(tab.beside.equipment)
    qtbot.keyClicks(tab.findChild(QLineEdit, "plans.equipment_form.what"), "Second stair rail")
    pick(tab, "plans.equipment_form.assessor", sqlite_office, "OT")
    trained = tab.findChild(QCheckBox, "plans.equipment_form.trained")
    assert not trained.isChecked()
    trained.click()
    press(tab.findChild(QPushButton, "plans.equipment_form.confirm"))
    assert tab.beside.notice.text.text() == "The order is recorded."
    assert "Equipment: Second stair rail, ordered" in tab.beside.more.text()
    assert "OT North assessed, trained for it." in tab.beside.more.text()
    (row,) = elsewhere(partial(sqlite_office.ask, queries.view, person=person)).support.equipment
    assert (row.what, row.assessor_trained) == ("Second stair rail", True)
    assert elsewhere(partial(sqlite_office.get, Staff, sqlite_office.staff["OT"])).trained_for_equipment


def test_the_form_says_of_the_assessor_what_the_staff_list_says(tab, press, sqlite_office, elsewhere, qtbot):
    def trains():
        with sqlite_office.database.writing() as session:
            session.get_one(Staff, sqlite_office.staff["SW"]).trained_for_equipment = True

    elsewhere(trains)
    press(tab.beside.equipment)
    said = tab.findChild(QLabel, "plans.equipment_form.trained_said")
    trained = tab.findChild(QCheckBox, "plans.equipment_form.trained")
    assert not said.isVisibleTo(tab)
    pick(tab, "plans.equipment_form.assessor", sqlite_office, "SW")
    assert (trained.isChecked(), said.text()) == (True, "SW North is trained for it, as the staff list says.")
    pick(tab, "plans.equipment_form.assessor", sqlite_office, "CCW")
    assert not trained.isChecked()
    assert said.text().startswith("CCW North is not on the staff list as trained. The OT or a trained assessor")
    pick(tab, "plans.equipment_form.assessor", sqlite_office, "OT")
    assert said.text() == "OT North is an OT, but not on the staff list as trained. Tick it if they are."
    qtbot.keyClicks(tab.findChild(QLineEdit, "plans.equipment_form.what"), "Rail")
    press(tab.findChild(QPushButton, "plans.equipment_form.confirm"))
    assert "OT North assessed, not said to be trained for it." in tab.beside.more.text()


def test_an_ots_work_is_recorded_with_who_asked_for_it(tab, press, sqlite_office, qtbot):
    press(tab.beside.ot_work)
    qtbot.keyClicks(tab.findChild(QLineEdit, "plans.ot_work_form.what"), "Stairs practice")
    press(tab.findChild(QPushButton, "plans.ot_work_form.confirm"))
    assert tab.beside.form is not None  # the OT is asked for first
    pick(tab, "plans.ot_work_form.ot", sqlite_office, "OT")
    pick(tab, "plans.ot_work_form.asked_by", sqlite_office, "DSO")
    press(tab.findChild(QPushButton, "plans.ot_work_form.confirm"))
    assert "OT work: Stairs practice" in tab.beside.more.text()
    assert "DSO North asked for it" in tab.beside.more.text()
