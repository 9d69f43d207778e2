"""The page Staff: somebody new, put right, leave, leaving, coming back, and handing on what a leaver has."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel

from app.queries.office.staff import members
from app.queries.owners.of_somebody import what_somebody_owns
from app.services.office import days_on_staff, staff
from app.services.today import handover_notes
from models.staff import Staff
from models.values import london_day
from models.vocabulary.staff import Role
from ui.navigation import PageName
from ui.pages.office.staff import StaffPage, Whom
from ui.pages.window import PagesWindow

DAY = timedelta(days=1)


@pytest.fixture
def today(sqlite_office):
    return london_day(sqlite_office.now)


@pytest.fixture
def page(open_page):
    return open_page(StaffPage)


@pytest.fixture
def member(sqlite_office, elsewhere):
    """Somebody of the staff as they are on record now."""

    def find(name):
        found = elsewhere(lambda: sqlite_office.ask(members).members)
        return next(each for each in found if each.name == name)

    return find


def names(page):
    return [row.name for row in page.list.model().shown()]


def choose(page, settled, key):
    assert page.list.choose(key)
    settled()


def offered(page):
    return {each.objectName().removeprefix("staff.") for each in page.member._offers.values() if each.isVisible()}


def test_somebody_new_is_added_and_is_whom_one_goes_on_with(page, press, settled, member, today):
    press(page, "staff.new")
    form = page.panel.form
    form.findChild(object, "staff.add_form.name").setText("Priya Nair")
    form.findChild(object, "staff.add_form.role").set_value(Role.CWC)
    form.findChild(object, "staff.add_form.also.1").setChecked(True)
    press(page, "staff.add_form.confirm")
    settled()
    assert page.panel.notice.text.text() == "They are on the staff."
    found = member("Priya Nair")
    assert (found.role, found.first_day, found.other_team_names) == (Role.CWC, today, ("Interim",))
    assert page.member.title.text() == page.list.current().name == "Priya Nair"


def test_a_namesake_is_refused_beside_the_name_and_what_was_typed_stays(page, press, settled):
    press(page, "staff.new")
    name = page.panel.form.findChild(object, "staff.add_form.name")
    name.setText("cwc north")
    page.panel.form.findChild(object, "staff.add_form.role").set_value(Role.CWC)
    press(page, "staff.add_form.confirm")
    settled()
    assert "is on record already" in page.panel.form.notice.text.text()
    assert name.text() == "cwc north"


def test_a_mistyped_name_is_put_right(page, sqlite_office, press, settled, member):
    choose(page, settled, sqlite_office.staff["OT"])
    press(page, "staff.change")
    page.member.form.findChild(object, "staff.change_form.name").setText("Olive North")
    press(page, "staff.change_form.confirm")
    settled()
    assert member("Olive North").former_names == ("OT North",)
    assert "Called OT North before" in page.member.said.text()


def test_what_is_offered_follows_how_somebody_stands(page, sqlite_office, settled, elsewhere, today):
    ot = sqlite_office.staff["OT"]
    choose(page, settled, ot)
    usual = {"change", "role", "begin", "record_leave", "leave_staff"}
    assert offered(page) == usual
    told = {"member": ot, "last_day": today + DAY}
    elsewhere(lambda: sqlite_office.do(days_on_staff.leave_staff, seen=sqlite_office.version(Staff, ot), **told))
    page.refresh()
    settled()
    assert offered(page) == usual | {"stay"}
    assert page.list.current().last_day == today + DAY
    sqlite_office.clock.advance(2 * DAY)
    page.refresh()
    settled()
    assert "OT North" not in names(page)
    page.whom.set_value(Whom.LEFT)
    page.whom.picked.emit(Whom.LEFT)
    assert names(page) == ["OT North"]
    assert page.list.current().name == "OT North"
    everybody = len(sqlite_office.staff)
    assert page.total.said.text() == f"1 of {everybody} people shown"
    choose(page, settled, ot)
    assert offered(page) == {"change", "come_back"}
    page.total.show_all.click()
    assert (page.whom.value(), len(names(page))) == (Whom.EVERYBODY, everybody)
    assert page.total.said.text() == f"{everybody} people"
    assert page.total.show_all.isHidden()


def test_a_role_to_come_and_leave_are_recorded_and_taken_back(page, sqlite_office, press, settled, member, today):
    choose(page, settled, sqlite_office.staff["CWC"])
    press(page, "staff.role")
    page.member.form.findChild(object, "staff.role_form.role").set_value(Role.DSO)
    page.member.form.findChild(object, "staff.role_form.from_day").set_value(today + DAY)
    press(page, "staff.role_form.confirm")
    settled()
    assert "Becomes DSO on" in page.member.said.text()
    press(page, "staff.keep_role")
    press(page, "staff.keep_role_form.confirm")
    settled()
    assert member("CWC North").roles == ()
    press(page, "staff.record_leave")
    page.member.form.findChild(object, "staff.record_leave_form.first_day").set_value(today)
    press(page, "staff.record_leave_form.confirm")
    settled()
    assert "On leave Fri 20 Nov until further notice." in page.member.said.text()
    press(page, "staff.change_leave")
    page.member.form.findChild(object, "staff.change_leave_form.last_day").set_value(today + DAY)
    press(page, "staff.change_leave_form.confirm")
    settled()
    assert member("CWC North").leave[0].last_day == today + DAY
    press(page, "staff.take_back_leave")
    press(page, "staff.take_back_leave_form.confirm")
    settled()
    assert member("CWC North").leave == ()


@pytest.mark.rule("DAY-4")
def test_a_leaver_is_handed_over_from_the_day_after_their_last(
    open_page, sqlite_office, press, settled, elsewhere, today
):
    leaver, heir = sqlite_office.staff["DSO"], sqlite_office.staff["Interim DSO"]
    sqlite_office.an_episode()
    sqlite_office.an_episode()
    sqlite_office.do(
        handover_notes.write_note, team=sqlite_office.teams["North"], until=today + 5 * DAY, note="Ring the ward"
    )
    page = open_page(StaffPage)
    choose(page, settled, leaver)
    assert any("wrote a hand-over note to North" in each.text() for each in page.owned.stays.findChildren(QLabel))
    press(page, "staff.leave_staff")
    page.member.form.findChild(object, "staff.leave_staff_form.last_day").set_value(today + 4 * DAY)
    press(page, "staff.leave_staff_form.confirm")
    settled()
    assert page.owned.said.text() == "DSO North has 2 things."
    press(page, "staff.hand_on")
    settled()
    box = page.owned.form.findChild(object, "staff.hand_on_form.heir")
    box.set_value(next(each for each in box._choices if each.id == heir))
    press(page, "staff.hand_on_form.confirm")
    settled()
    assert page.owned.notice.text.text() == "It is handed on from that day."
    for day, owner in ((4, leaver), (5, heir)):
        found = elsewhere(
            lambda day=day, owner=owner: sqlite_office.ask(what_somebody_owns, staff=owner, day=today + day * DAY)
        )
        assert len(found) == 2


def test_controls_are_listed(office_desk, sqlite_office, qtbot, press, settled, met, today):
    office = sqlite_office
    office.an_episode()
    cwc, dso = office.staff["CWC"], office.staff["DSO"]
    office.do(days_on_staff.leave_staff, member=dso, seen=1, last_day=today + DAY)
    office.do(days_on_staff.record_leave, member=dso, seen=office.version(Staff, dso), first_day=today)
    told = {"role": Role.ADMIN, "from_day": today + DAY}
    office.do(staff.change_role, member=dso, seen=office.version(Staff, dso), **told)
    office.do(days_on_staff.leave_staff, member=cwc, seen=1, last_day=today - DAY)
    window = PagesWindow(office_desk)
    qtbot.addWidget(window)
    window.open_page(PageName.STAFF, dso)
    settled()
    page = window.page(PageName.STAFF)
    for key in ("staff.new", "staff.hand_on", *(each.objectName() for each in page.member._offers.values())):
        if key == "staff.come_back":
            page.open_at(cwc)
            settled()
        press(page, key)
        settled()
        met.meet(page)
        for panel in (page.panel, page.member, page.owned):
            panel.close_form()
    assert met.differences("Staff") == []
