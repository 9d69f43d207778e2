"""The page History: changes in words, narrowed and a page at a time; a record as it stood; who looked, for managers."""

from functools import partial

from app.services.people.details import change_person
from models.people import Person
from ui.pages.history.page import HistoryPageView


def shown(page):
    return [row.said for row in page.list.model().shown()]


def test_it_tells_of_whoever_it_is_opened_for_and_of_the_whole_office(open_page, sqlite_office, press, settled, qtbot):
    office = sqlite_office
    person, _other = office.a_person(), office.a_person()
    office.do(change_person, person=person, seen=office.version(Person, person), telephone="0114 496 0000")
    page = open_page(HistoryPageView, person)
    qtbot.waitUntil(lambda: len(shown(page)) == 2)
    assert "set the telephone number to 0114 496 0000." in shown(page)[0]
    assert page.subject.text().startswith("Jean Gill")
    page.at.set_value(office.now)
    press(page, "history.as_it_stood")
    settled()
    stood = {row.label: row.value for row in page.stood.model().shown()}
    assert stood["the telephone number"] == "0114 496 0000"
    press(page, "history.whole_office")
    settled()
    qtbot.waitUntil(partial(_tells_of_more, page))
    assert page.panel.isHidden()
    press(page, "history.looks")
    settled()
    assert "service manager only" in page.notice.text.text()


def _tells_of_more(page):
    return len(shown(page)) > 2


def test_one_of_their_records_can_be_picked_and_the_chosen_change_is_read_whole(open_page, sqlite_office, settled):
    office = sqlite_office
    person = office.a_person()
    referral = office.a_referral(person=person, reference="CH-77", needs_and_risks="Weak after pneumonia. " * 5)
    office.an_episode(person=person)
    page = open_page(HistoryPageView, person)
    settled()
    labels = [page.record.itemText(number) for number in range(page.record.count())]
    assert [label.partition(" ")[0] for label in labels] == ["Jean", "Referral", "Plan"]
    assert page.detail.text() == page.list.current().said
    everything = len(shown(page))
    page.record.set_value(referral)
    page.record.picked.emit(referral)
    settled()
    assert 0 < len(shown(page)) < everything
    assert any("a referral" in each for each in shown(page))
    page.at.set_value(office.now)
    page.stood_at.click()
    settled()
    assert {row.kind for row in page.stood.model().shown()} >= {"a referral"}
    assert "a person" not in {row.kind for row in page.stood.model().shown()}


def test_that_somebody_s_history_was_opened_is_told_once(open_page, office_desk, sqlite_office, settled):
    person, opened = sqlite_office.a_person(), []
    office_desk.person_opened.connect(opened.append)
    page = open_page(HistoryPageView, person)
    page.refresh()
    settled()
    assert opened == [person]


def test_a_filter_that_stays_says_that_it_hides_changes_and_lets_go_of_them(open_page, sqlite_office, press, settled):
    office = sqlite_office
    person, other = office.a_person(), office.a_person()
    office.do(change_person, person=person, seen=office.version(Person, person), telephone="0114 496 0000")
    page = open_page(HistoryPageView, person)
    settled()
    assert not page.show_all.isVisible()
    page.text.setText("telephone")
    page.first.set_value(office.now.date())
    press(page, "history.show")
    settled()
    assert len(shown(page)) == 1
    assert page.subject.text().endswith("1 change shown, only those that fit what is chosen below")
    page.open_at(other)
    settled()
    assert "only those that fit" in page.subject.text()
    press(page, "history.show_all")
    settled()
    assert (page.text.text(), page.first.value(), page.show_all.isVisible()) == ("", None, False)
    assert "only those that fit" not in page.subject.text()
    assert shown(page)
