"""What moves: the fading in of a notice alone, and not even that where the system asks for reduced motion."""

import re
from pathlib import Path

from PySide6.QtWidgets import QProxyStyle, QStyle

from ui.widgets.notice_bar import NoticeBar

UI = Path(__file__).parents[2] / "ui"


class Still(QProxyStyle):
    """A style on a system that asks for reduced motion, or for motion."""

    lasts = 0

    def styleHint(self, hint, option=None, widget=None, data=None):  # noqa: N802  Qt's name
        if hint is QStyle.StyleHint.SH_Widget_Animation_Duration:
            return self.lasts
        return super().styleHint(hint, option, widget, data)


def test_nothing_is_moved_but_by_the_notice_which_asks_first():
    moving = re.compile(r"QPropertyAnimation|QVariantAnimation|QTimeLine|QMovie|setAnimated\(")
    found = {path.relative_to(UI).as_posix() for path in UI.rglob("*.py") if moving.search(path.read_text("utf-8"))}
    assert found == {"widgets/notice_bar.py"}


def test_a_notice_fades_in_only_where_the_system_lets_things_move(qapp, look, qtbot, monkeypatch):
    monkeypatch.setattr(type(qapp), "platformName", lambda *_app: "xcb")
    bar = NoticeBar(look, "goals.notice")
    qtbot.addWidget(bar)
    for lasts in (0, 200):
        style = Still()
        style.lasts = lasts
        monkeypatch.setattr(type(qapp), "style", lambda _app, style=style: style)
        assert look.motion is (lasts > 0)
        bar.clear()
        bar.tell("The goal is set.")
        assert (bar.graphicsEffect() is not None) is (lasts > 0)
    monkeypatch.undo()
    bar.setGraphicsEffect(None)
