"""The four tabs about one person while nobody is chosen."""

from datetime import timedelta

import pytest

from ui.furniture import screens
from ui.person_area import PersonArea


@pytest.fixture
def area(office_desk, qtbot):
    made = PersonArea(office_desk)
    qtbot.addWidget(made)
    return made


def test_an_office_in_which_nobody_is_in_service_is_told_how_people_come(area, settled):
    area.furnish(screens())
    settled()
    assert area._nobody.heading.text() == "Nobody is in service here"
    assert "People taken over" in area._nobody.lesson.text()


def test_where_somebody_is_in_service_they_are_to_be_chosen(area, sqlite_office, settled):
    sqlite_office.an_episode(started_at=sqlite_office.now - timedelta(days=3))
    area.furnish(screens())
    settled()
    assert area._nobody.heading.text() == "Choose somebody"
