"""The page History: changes in words, narrowed and a page at a time; a record as it stood; who looked, for managers."""

import os
from functools import partial
from pathlib import Path

from app.services.people.details import change_person
from models.people import Person
from ui.pages.history.page import HistoryPageView


def shown(page):
    return [row.said for row in page.list.model().shown()]


def test_it_tells_of_whoever_it_is_opened_for_and_of_the_whole_office(open_page, sqlite_office, press, settled, qtbot):
    office = sqlite_office
    person, _other = office.a_person(), office.a_person()
    office.do(change_person, person=person, seen=office.version(Person, person), telephone="01629 000000")
    page = open_page(HistoryPageView, person)
    qtbot.waitUntil(lambda: len(shown(page)) == 2)
    assert "set the telephone number to 01629 000000." in shown(page)[0]
    assert page.subject.text().startswith("Jean Gill")
    page.at.set_value(office.now)
    press(page, "history.as_it_stood")
    settled()
    stood = {row.label: row.value for row in page.stood.model().shown()}
    assert stood["the telephone number"] == "01629 000000"
    if os.environ.get("PICTURES"):
        page.resize(900, 620)
        page.grab().save(str(Path(os.environ["PICTURES"]) / "history.png"))
    press(page, "history.whole_office")
    settled()
    qtbot.waitUntil(partial(_tells_of_more, page))
    assert page.panel.isHidden()
    press(page, "history.looks")
    settled()
    assert "service manager only" in page.notice.text.text()


def _tells_of_more(page):
    return len(shown(page)) > 2
