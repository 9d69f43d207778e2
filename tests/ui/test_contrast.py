"""What has to be seen is seen: contrasts of the themes' own colours and of rendered samples, and with other eyes.

Text has at least 4.5 : 1 (WCAG 1.4.3), a sign or the edge of a control 3 : 1 (WCAG 1.4.11). A focus ring is two lines:
one of them has 3 : 1 on whatever it is drawn, and both have it of each other (WCAG technique C40).
"""

from collections import Counter
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QIcon, QImage, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QStyle,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.desk.preferences import Scheme
from models.vocabulary.goals import Letter
from tests.ui.test_theme import GROUNDS, THEMES, contrast
from ui.icons import Icon
from ui.tables.grid import paint_focus
from ui.theme import Theme, load_theme
from ui.widgets.ipad_cells import CellTiles
from ui.widgets.ipad_model import CellLook
from ui.widgets.labels_and_buttons import button

TEXT, SIGN = 4.5, 3.0
APART = 12.0  # in CIELAB: five times what is seen as a difference where two fields touch
# How colours look without one kind of cone: Machado, Oliveira and Fernandes 2009, severity 1.0, on linear light.
EYES = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
    "no colour": ((0.2126, 0.7152, 0.0722),) * 3,
}
Rgb = tuple[float, float, float]


def linear(colour: str) -> Rgb:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def seen_by(eyes: str, colour: str) -> Rgb:
    red, green, blue = linear(colour)
    one, two, three = (min(max(r * red + g * green + b * blue, 0), 1) for r, g, b in EYES[eyes])
    return one, two, three


def lab(colour: Rgb) -> Rgb:
    red, green, blue = colour
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def distance(one: Rgb, other: Rgb) -> float:
    return float(sum((a - b) ** 2 for a, b in zip(lab(one), lab(other), strict=True)) ** 0.5)


def ring_on(theme: Theme, ground: str) -> float:
    return max(contrast(theme.colours.focus, ground), contrast(theme.colours.surface, ground))


@pytest.mark.parametrize("name", THEMES)
def test_edges_bars_and_rings_are_seen_on_whatever_they_stand(name):
    theme = load_theme(name)
    colours = theme.colours
    low = {f"edge on {each}": contrast(colours.edge, getattr(colours, each)) for each in GROUNDS}
    low["hospital bar"] = contrast(theme.hospital[0], colours.surface)
    low["ring of itself"] = contrast(colours.focus, colours.surface)
    grounds = {letter.value: ground for letter, (ground, _ink) in theme.letters.items()}
    grounds |= {"hospital": theme.hospital[0], "selection": colours.selection, "hover": colours.hover}
    low |= {f"ring on {each}": ring_on(theme, ground) for each, ground in grounds.items()}
    assert {each: round(found, 2) for each, found in low.items() if found < SIGN} == {}
    assert contrast(*theme.hospital) >= TEXT


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("name", THEMES)
def test_letters_that_stand_beside_each_other_differ_for_every_eye(name, eyes):
    theme = load_theme(name)
    order = [theme.letters[each][0] for each in (Letter.I, Letter.P, Letter.A1, Letter.A2)]
    least = APART if eyes != "no colour" else APART / 2  # these are told by their letters too
    near = pairwise(order)  # D is hatched, A2 has a dot: these differ without colour
    assert [pair for pair in near if distance(*(seen_by(eyes, each) for each in pair)) < least] == []


# --- rendered --------------------------------------------------------------------------------------------------


def inks(image: QImage) -> list[str]:
    """The colours of a picture, the commonest first."""
    counted = Counter(image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height()))
    return [colour for colour, _ in counted.most_common()]


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK, Scheme.CONTRAST], ids=lambda each: each.value)
def test_a_painted_bar_and_a_painted_ring_have_it_in_their_pixels(look, scheme):
    look.set_scheme(scheme)
    theme = look.theme
    for shown in [CellLook(in_hospital=True), *(CellLook(letter=each) for each in Letter)]:
        image = QImage(40, 32, QImage.Format.Format_RGB32)
        image.fill(QColor(theme.colours.surface))
        painter = QPainter(image)
        CellTiles(look).put(painter, [[shown]], QPoint(0, 0), 40)
        painter.end()
        plain = inks(image)
        painter = QPainter(image)
        if shown.in_hospital:
            assert contrast(plain[0], plain[1]) >= SIGN
        option = QStyleOptionViewItem()
        option.state |= QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_Active
        option.rect = QRect(0, 0, 40, 32)
        paint_focus(look, painter, option)
        painter.end()
        ring = {image.pixelColor(20, y).name() for y in range(4)}
        assert {theme.colours.focus, theme.colours.surface} <= ring
        assert max(contrast(each, plain[0]) for each in ring) >= SIGN


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK, Scheme.CONTRAST], ids=lambda each: each.value)
def test_fields_and_buttons_have_it_in_their_pixels(look, qtbot, scheme):
    look.set_scheme(scheme)
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    primary = QPushButton("Save")
    primary.setProperty("kind", "primary")
    line, empty, prose = QLineEdit("typed"), QLineEdit(), QPlainTextEdit()
    for each in (empty, prose):
        each.setPlaceholderText("a hint")
    for each in (line, QPushButton("Back"), primary, empty, prose):
        column.addWidget(each)
    primary.setFocus()  # no ring around the others
    window.show()
    for each, least in ((line, TEXT), (primary, TEXT)):
        found = inks(each.grab().toImage())
        assert max(contrast(ink, found[0]) for ink in found[1:12]) >= least
    for each in (empty, prose):
        found = inks(each.grab().toImage().copy(8, 4, 60, 24))
        assert max(contrast(ink, found[0]) for ink in found[1:12]) >= TEXT
    edge = line.grab().toImage().pixelColor(line.width() // 2, 0).name()
    assert contrast(edge, look.theme.colours.window) >= SIGN


def columns_of(colour: str, image: QImage) -> list[int]:
    rows = range(4, image.height() - 4)
    return [x for x in range(image.width()) if any(image.pixelColor(x, y).name() == colour for y in rows)]


@pytest.mark.parametrize("kind", ["", "quiet"])
def test_the_arrow_of_a_button_with_a_menu_grows_with_the_text(look, qtbot, kind):
    wide = {}
    for size in (100, 200):
        look.set_text_size(size)
        shown = button(look, "", "test.papers", kind=kind)
        qtbot.addWidget(shown)
        shown.setMenu(QMenu(shown))
        shown.show()
        ink = look.theme.colours.accent if kind else look.theme.colours.text
        found = columns_of(ink, shown.grab().toImage())
        wide[size] = found[-1] - found[0] + 1
        assert shown.sizeHint().width() > found[-1]
    assert wide[100] >= 6
    assert wide[200] >= 1.8 * wide[100]


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK, Scheme.CONTRAST], ids=lambda each: each.value)
def test_the_icon_of_a_chosen_item_is_as_clear_as_the_others(look, scheme):
    look.set_scheme(scheme)
    sign = look.theme.icon(Icon.PERSON)
    shown = [sign.pixmap(16, 16, mode).toImage() for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected)]
    assert shown[0] == shown[1]
