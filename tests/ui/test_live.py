"""What is shown is what the database holds, at most 8 s ago; where it may be older, the bar says since when."""

from datetime import timedelta

import pytest

from app.bootstrap import make_window


@pytest.fixture
def window(office_desk, qtbot, settled):
    shown = make_window(office_desk.look, office_desk.preferences, lambda: office_desk)
    qtbot.addWidget(shown)
    with qtbot.waitSignal(shown.completed):
        shown.show()
    settled()
    return shown


def test_while_other_desks_arent_heard_the_bar_says_since_when(window, office_desk, qtbot):
    door, before = office_desk.door, office_desk.clock.now() - timedelta(minutes=2)
    door.lose(before)
    assert window.bar.connection.text() == "not live since 08:58, your typing is kept"
    with qtbot.waitSignal(door.reached):
        door.ask(window, lambda _turn: 1).then(lambda _one: None, pytest.fail)
    assert window.bar.connection.text() == "not live since 08:58, saved"
    door.hear()
    assert window.bar.connection.text() == "homeward.sqlite, saved"
    door.lose(before - timedelta(days=1))
    assert window.bar.connection.text() == "not live since yesterday 08:58, your typing is kept"
