import re
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QFontInfo, QFontMetrics, QIcon
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from app.desk.preferences import Preferences, Scheme
from models.vocabulary.goals import Letter
from ui.icons import Icon, icon, picture
from ui.states import State
from ui.theme import BODY, Look, load_theme
from ui.widgets.labels_and_buttons import button
from ui.widgets.press import Tick

THEMES = ("light", "dark", "contrast")
GROUNDS = ("window", "surface", "selection", "hover", "trouble_tint", "success_tint", "info_tint")


def brightness(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    lighter, darker = sorted((brightness(one), brightness(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_stands_out_from_everything_that_it_stands_on(name, ground):
    colours = load_theme(name).colours
    assert contrast(colours.text, getattr(colours, ground)) >= 4.5
    assert contrast(colours.quiet, getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("ground", ["window", "surface", "selection", "hover"])
def test_states_can_be_read_as_text(name, ground):
    theme = load_theme(name)
    for state in State:
        assert contrast(theme.state_colour(state), getattr(theme.colours, ground)) >= 4.5, state


@pytest.mark.parametrize("name", THEMES)
def test_buttons_and_selection_can_be_read_and_edges_be_seen(name):
    colours = load_theme(name).colours
    assert contrast(colours.on_accent, colours.accent) >= 4.5
    assert contrast(colours.on_accent, colours.accent_hover) >= 4.5
    assert contrast(colours.accent, colours.surface) >= 4.5
    assert contrast(colours.on_selection, colours.selection) >= 4.5
    for ground in (colours.window, colours.surface):
        assert contrast(colours.edge, ground) >= 3
        assert contrast(colours.focus, ground) >= 3


@pytest.mark.parametrize("name", THEMES)
def test_letters_can_be_read_and_run_from_dark_to_light_by_independence(name):
    letters = load_theme(name).letters
    for ground, ink in letters.values():
        assert contrast(ground, ink) >= 4.5
    grounds = {letter: brightness(ground) for letter, (ground, _ink) in letters.items()}
    assert grounds[Letter.I] < grounds[Letter.A2] < grounds[Letter.P] < grounds[Letter.A1] <= grounds[Letter.D]


def test_the_fonts_are_ours_and_hold_every_letter_of_a_name(look, qapp):
    assert QFontInfo(qapp.font()).family() == look.theme.families[0] == "Noto Sans"
    assert all(QFontMetrics(qapp.font()).inFontUcs4(ord(letter)) for letter in "ŴŶŁżéñ£€’")


def test_figures_have_equal_widths(look):
    metrics = QFontMetrics(look.theme.font())
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


def test_text_grows_and_shrinks_in_steps_and_is_remembered(look, preferences, tmp_path, qapp):
    look.bigger()
    assert look.theme.text_size == 110
    assert (look.theme.px(32), qapp.font().pixelSize()) == (35, 15)
    look.set_text_size(500)
    look.bigger()
    assert look.theme.text_size == 200
    look.set_text_size(10)
    look.smaller()
    assert look.theme.text_size == 80
    preferences.save()
    assert Preferences(tmp_path / "preferences.ini").text_size == 80
    look.normal_size()
    assert look.theme.text_size == 100


def test_a_theme_that_was_chosen_is_put_on_and_remembered(look, preferences, qtbot):
    with qtbot.waitSignal(look.changed):
        look.set_scheme(Scheme.DARK)
    assert look.theme.name == "dark"
    assert preferences.scheme is Scheme.DARK


def test_what_the_system_wanted_last_is_painted_first_and_given_up_where_it_wants_something_else(
    qapp, look, preferences, qtbot
):
    assert preferences.system_theme == ""
    preferences.scheme, preferences.system_theme = Scheme.SYSTEM, "dark"
    again = Look(qapp, preferences)
    assert again.theme.name == "dark"
    with qtbot.waitSignal(again.changed):
        again.follow_system()
    assert (again.theme.name, preferences.system_theme) == ("light", "light")
    with qtbot.assertNotEmitted(again.changed):
        again.follow_system()
    again.setParent(None)
    look.set_scheme(Scheme.LIGHT)


@pytest.mark.usefixtures("qapp")
def test_every_icon_is_there_and_drawn_in_the_colour_asked_for():
    for each in Icon:
        image = picture(each, "#ff0000", 16, 2.0).toImage()
        inks = [image.pixelColor(x, y) for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() == 255]
        assert inks, each
        assert all(ink.red() > 250 and ink.green() < 5 and ink.blue() < 5 for ink in inks), each


@pytest.mark.usefixtures("qapp")
def test_an_icon_is_drawn_when_it_is_painted_for_that_screen_and_that_mode_alone():
    picture.cache_clear()
    sign = icon(Icon.EDIT, "#102030", "#a0a0a0", 16, 4)
    whole, mode = QSize(20, 16), QIcon.Mode
    assert sign.actualSize(QSize(64, 64)) == whole
    assert picture.cache_info().currsize == 0
    fine = sign.pixmap(whole, 2.0)
    assert (fine.devicePixelRatio(), picture.cache_info().currsize) == (2.0, 1)
    assert fine.toImage() == picture(Icon.EDIT, "#102030", 16, 2.0, 4).toImage()
    quiet = sign.pixmap(whole, 1.0, mode.Disabled)
    assert quiet.toImage() == picture(Icon.EDIT, "#a0a0a0", 16, 1.0, 4).toImage()
    given = QIcon(picture(Icon.EDIT, "#102030", 16, 1.0, 4))
    for asked in (QSize(10, 8), whole, QSize(60, 48)):
        assert sign.actualSize(asked) == given.actualSize(asked)
        for each in (mode.Normal, mode.Active, mode.Selected):
            assert sign.pixmap(asked, 1.0, each).toImage() == given.pixmap(asked, 1.0, mode.Normal).toImage()


def test_a_step_of_text_size_dresses_a_widget_once_however_deep_it_lies(look, qtbot):
    outermost = QWidget()
    qtbot.addWidget(outermost)
    widget, label = outermost, None
    for _ in range(8):
        label = QLabel("deep", widget)
        widget = label
    outermost.show()
    dressed = []

    class Heard(QObject):
        def eventFilter(self, _watched, event):  # noqa: N802  Qt's name
            if event.type() is QEvent.Type.StyleChange:
                dressed.append(event)
            return False

    heard = Heard()
    label.installEventFilter(heard)
    look.bigger()
    label.removeEventFilter(heard)
    assert len(dressed) == 1
    assert label.font().pixelSize() == look.theme.px(BODY)


def test_no_margin_and_no_gap_grows_with_the_text():
    """A layout is made once: in one that was made in large text the margins would stay large ever after."""
    laid_out = re.compile(r"(set\w*Spacing|setContentsMargins|addSpacing|Flow)\(.*\.px\(")
    assert [
        f"{file}: {line.strip()}"
        for file in sorted(Path("ui").rglob("*.py"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if laid_out.search(line)
    ] == []


@pytest.mark.parametrize("make", [lambda look: button(look, "&Two", "x.two"), lambda _look: Tick("Two")])
def test_what_tab_comes_to_wears_one_ring_and_is_the_same_within(look, qtbot, make):
    window, above, control = QWidget(), QLineEdit(), make(look)
    column = QVBoxLayout(window)
    for each in (above, control):
        column.addWidget(each)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    above.setFocus()
    within = control.rect().adjusted(3, 3, -3, -3)
    before, ring_before = control.grab(within).toImage(), control.grab().toImage()
    qtbot.keyClick(above, Qt.Key.Key_Tab)
    assert control.hasFocus()
    assert window.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    assert control.grab().toImage() != ring_before
    assert control.grab(within).toImage() == before
