"""Letters taken back and given again in the order asked, whatever is answered meanwhile."""

from functools import partial

import pytest
from PySide6.QtCore import Qt

from app.door.errors import NotKnown, Unavailable
from app.services.goals import ratings
from models.values import Call
from models.vocabulary.goals import Letter
from ui.tabs.goals.tab import GoalsTab

UNDO = Qt.KeyboardModifier.ControlModifier
REDO = UNDO | Qt.KeyboardModifier.ShiftModifier
INDEPENDENT, PROMPTED, DECLINED = Qt.Key.Key_I, Qt.Key.Key_P, Qt.Key.Key_D


@pytest.fixture
def worker(sqlite_office):
    return sqlite_office.staff["CWC"]


@pytest.fixture
def tab(open_tab, person, rated, worker):
    """The Goals tab of somebody whose third visit of ten is rated, with the keyboard on the first."""
    assert rated
    tab = open_tab(GoalsTab, person)
    tab.history.worker.set_value(worker)
    at(tab, 0)
    return tab


@pytest.fixture
def press(tab, qtbot, settled):
    """A function that presses keys at once, one after another, and waits until all is answered."""

    def pressed(*keys):
        for key in keys:
            if isinstance(key, Qt.KeyboardModifier):
                qtbot.keyClick(tab.history.strip, Qt.Key.Key_Z, key)
            else:
                qtbot.keyClick(tab.history.strip, key)
        settled()
        settled()

    return pressed


@pytest.fixture
def own(view, rated):
    """A function that gives the letters by the number of their visit, but the one that was there."""

    def letters():
        cells = [cell.letter for cell in view().history.cells]
        return {number: letter for number, letter in enumerate(cells) if letter not in (None, Letter.A1)}

    assert rated
    return letters


@pytest.fixture
def change(sqlite_office, elsewhere, rated, worker, view):
    """A function that rates a visit at another desk."""

    def changed(number, seen, letter):
        day = view().history.cells[number].day
        told = {"goal": rated, "day": day, "call": Call.LUNCH, "worker": worker, "seen": seen}
        elsewhere(partial(sqlite_office.do, ratings.rate, **told, letter=letter))

    return changed


def at(tab, number):
    strip = tab.history.strip
    strip.setCurrentIndex(strip.model().index(0, number))


@pytest.mark.rule("IPAD-2")
def test_what_is_taken_back_is_the_last_letter_even_before_it_is_answered(tab, press, own):
    press(INDEPENDENT)
    press(PROMPTED, UNDO)
    assert own() == {0: Letter.I}
    press(REDO)
    assert own() == {0: Letter.I, 1: Letter.P}
    press(UNDO, UNDO)
    assert own() == {}
    assert not tab.history.undo.isEnabled()
    press(REDO, REDO, UNDO, REDO, UNDO)
    assert own() == {0: Letter.I}
    assert tab.history.undo.isEnabled()
    assert tab.history.redo.isEnabled()


@pytest.mark.rule("IPAD-2")
def test_of_a_letter_that_is_refused_nothing_is_taken_back_and_only_its_own_reason_is_said(tab, press, own, change):
    press(INDEPENDENT)
    change(1, None, Letter.D)
    press(PROMPTED, UNDO)
    assert tab.history.notice.text.text().endswith("then decide again.")
    assert own() == {0: Letter.I, 1: Letter.D}
    assert not tab.history.redo.isEnabled()
    press(UNDO)
    assert own() == {1: Letter.D}


@pytest.mark.rule("IPAD-2")
def test_a_refusal_to_give_a_letter_again_is_said_though_another_letter_was_pressed(tab, press, own, change):
    press(INDEPENDENT)
    press(UNDO)
    change(0, None, Letter.D)
    at(tab, 3)
    press(REDO, PROMPTED)
    assert own() == {0: Letter.D, 3: Letter.P}
    assert "This has changed since it was looked at" in tab.history.notice.text.text()
    assert not tab.history.notice.isHidden()
    press(UNDO)
    assert own() == {0: Letter.D}
    press(REDO)
    assert own() == {0: Letter.D, 3: Letter.P}
    assert not tab.history.redo.isEnabled()


@pytest.mark.rule("IPAD-2")
def test_a_letter_that_another_desk_has_changed_doesnt_keep_the_earlier_ones_from_being_taken_back(
    tab, press, own, change
):
    press(INDEPENDENT, PROMPTED)
    change(1, Letter.P, Letter.D)
    press(UNDO)
    assert own() == {0: Letter.I, 1: Letter.D}
    assert tab.history.notice.text.text().endswith("It can't be taken back from here any more.")
    press(UNDO)
    assert own() == {1: Letter.D}


@pytest.mark.rule("IPAD-2")
def test_a_letter_that_cant_be_taken_back_while_the_database_is_away_is_taken_back_later(
    tab, press, own, office_desk, monkeypatch
):
    press(INDEPENDENT, PROMPTED)
    at(tab, 3)

    def away(*_deed):
        raise Unavailable("The database can't be reached.")

    with monkeypatch.context() as gone:
        gone.setattr(office_desk.door._work, "write", away)
        press(UNDO, UNDO, DECLINED)
    assert tab.history.undo.isEnabled()
    assert not tab.history.redo.isEnabled()
    press(UNDO)
    assert own() == {0: Letter.I}
    press(UNDO)
    assert own() == {}


@pytest.mark.rule("IPAD-2")
def test_a_letter_whose_storing_wasnt_known_can_be_taken_back_once_it_is(
    tab, press, own, office_desk, monkeypatch, settled
):
    write, lost = office_desk.door._work.write, [True]

    def unsure(deed, pressed):
        done = write(deed, pressed)
        if lost and lost.pop():
            raise NotKnown(pressed.operation)
        return done

    monkeypatch.setattr(office_desk.door._work, "write", unsure)
    press(INDEPENDENT)
    assert not tab.history.undo.isEnabled()
    tab.refresh()
    settled()
    settled()
    assert tab.history.notice.isHidden()
    press(UNDO)
    assert own() == {}


@pytest.mark.rule("IPAD-2")
def test_another_letter_is_given_at_once_where_one_is_taken_back_or_given_again(tab, press, own):
    press(INDEPENDENT)
    at(tab, 0)
    press(UNDO, PROMPTED)
    assert own() == {0: Letter.P}
    press(UNDO)
    at(tab, 0)
    press(REDO, DECLINED)
    assert own() == {0: Letter.D}
    at(tab, 0)
    press(UNDO, INDEPENDENT)
    assert own() == {0: Letter.I}
    assert tab.history.notice.isHidden()
