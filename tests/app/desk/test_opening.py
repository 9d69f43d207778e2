"""Opening a database for a window: who sits here is who was chosen, else the office's first DSO."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from queue import Queue
from uuid import UUID

import pytest
from sqlalchemy import update

from app.desk import places
from app.desk.not_kept import NotKept
from app.desk.opening import _while_looking, open_work
from app.door.clock import SystemClock
from app.door.errors import Unavailable
from app.door.work import Work, only_office
from app.kept.settling import settle
from app.queries.office.seat import Seat, seat
from app.queries.today.page import today_page
from models.database import Database
from models.keys import new_id
from models.logins import Login, Membership
from models.staff import StaffSpell
from models.vocabulary.access import Right
from models.vocabulary.staff import Role
from tests.benchmarks.link import Link
from tests.builders import SmallOffice


@pytest.fixture
def open_as(office: SmallOffice) -> Iterator[Callable[[UUID | None], Seat]]:
    """A function that opens the office's database for a desk, and says who sits there."""
    opened: list[Work] = []

    def at(chosen: UUID | None) -> Seat:
        work = open_work(office.database.url.render_as_string(hide_password=False), office.clock, chosen)
        opened.append(work)
        return work.read(seat)

    yield at
    for work in opened:
        work.database.close()


def test_whoever_was_chosen_sits_here(office, open_as):
    here = open_as(office.staff["OT"])
    assert (here.staff, here.role, here.by_login) == (office.staff["OT"], Role.OT, False)


def test_without_a_choice_the_first_dso_sits_here(office, open_as):
    assert open_as(None).staff == office.staff["DSO"]


def test_a_choice_of_another_office_counts_for_nothing(office, open_as):
    assert open_as(new_id()).staff == office.staff["DSO"]


def test_a_leaver_who_sat_here_is_asked_about_on_a_file_and_another_dso_sits_there_on_a_server(office, open_as):
    leaver = office.staff["Interim DSO"]
    office.store(StaffSpell(staff_id=leaver, last_day=office.now.date() - timedelta(days=1)))
    here = open_as(leaver)
    if office.database.is_sqlite:
        assert (here.staff, here.is_here) == (leaver, False)
    else:
        assert (here.staff, here.is_here) == (office.staff["DSO"], True)


def test_an_office_without_a_dso_is_opened_by_whoever_may_change_it(office, open_as):
    gone = office.now.date() - timedelta(days=1)
    for name in ("DSO", "Interim DSO", "CWC"):
        office.store(StaffSpell(staff_id=office.staff[name], last_day=gone))
    assert open_as(None).role in {Role.ADMIN, Role.SERVICE_MANAGER}


def test_a_desk_names_its_database(office, open_as):
    kind = office.database.url.get_backend_name()
    said = open_as(None).database
    assert said == "homeward.sqlite" if kind == "sqlite" else " on " in said


def test_somebody_who_sits_down_is_named_from_then_on(office):
    work = office.work()
    work.sit(office.staff["OT"])
    assert work.read(seat).staff == office.staff["OT"]


def test_a_defect_where_lines_are_kept_is_noted_for_the_doctor_without_a_name_until_they_are_kept(
    office, monkeypatch, caplog
):
    url = office.database.url.render_as_string(hide_password=False)
    is_broken, told = [True], Queue()

    def settle(_turn):
        if is_broken:
            raise KeyError("Maureen Wójcik")

    def telling(name):
        does = getattr(NotKept, name)

        def do_and_tell(*args):
            does(*args)
            told.put(name)

        monkeypatch.setattr(NotKept, name, do_and_tell)

    telling("note")
    telling("forget")
    monkeypatch.setattr("app.kept.settling.settle", settle)
    monkeypatch.setattr("app.kept.settler.Settler.__init__.__kwdefaults__", {"pause": 0.0})
    office.an_episode()
    work = open_work(url, office.clock)
    assert work.saved is not None
    work.saved()
    assert told.get(timeout=60) == "note"
    said = NotKept(places.not_kept_folder(), url).said(places.log_file())
    assert said.startswith("Since 20 Nov 2026 09:00 something goes wrong inside Homeward (KeyError) where this desk")
    assert str(places.log_file()) in said
    is_broken.clear()
    work.saved()
    while told.get(timeout=60) != "forget":
        pass
    assert NotKept(places.not_kept_folder(), url).said(places.log_file()) == ""
    work.database.close()
    assert "Maureen" not in said + caplog.text
    assert "defect 'KeyError'" in caplog.text


# --- On a server -----------------------------------------------------------------------------------------------


def test_who_logged_in_sits_there_whoever_was_chosen(postgres_office, clock):
    office = postgres_office
    address = office.database.url.render_as_string(hide_password=False)
    login = office.database.url.username
    office.store(Login(name=login, display_name="Jean"))
    office.store(Membership(login=login, staff_id=office.staff["OT"], right=Right.DSO))
    work = open_work(address, clock, office.staff["DSO"])
    here = work.read(seat)
    work.close()
    assert (here.staff, here.by_login) == (office.staff["OT"], True)


@pytest.mark.parametrize("who", [None, "Interim DSO"])
def test_a_login_that_is_nobody_of_the_staff_or_a_leaver_sits_nowhere_until_it_is_tied(postgres_office, clock, who):
    office = postgres_office
    address = office.database.url.render_as_string(hide_password=False)
    login, staff = office.database.url.username, office.staff[who] if who else None
    office.store(Login(name=login, display_name="Jean"))
    office.store(Membership(login=login, staff_id=staff, right=Right.ADMINISTRATOR))
    office.store(StaffSpell(staff_id=office.staff["Interim DSO"], last_day=office.now.date() - timedelta(days=1)))
    with pytest.raises(Unavailable, match=f"^Your login “{login}” isn't tied.*user right {login} RIGHT .*--as NAME"):
        open_work(address, clock, office.staff["DSO"])
    with office.database.writing() as session:
        session.execute(update(Membership).values(staff_id=office.staff["OT"]))
    work = open_work(address, clock)
    assert work.read(seat).staff == office.staff["OT"]
    work.close()


def test_a_login_without_an_office_is_told_so(postgres_office, postgres):
    url = postgres_office.database.url
    with postgres.connect(url.database) as administrator:
        administrator.execute("CREATE ROLE guest LOGIN PASSWORD 'guest' IN ROLE homeward_desk")
    database = Database(url.set(username="guest", password="guest"), postgres_office.clock.now)  # noqa: S106  for one test
    with database.reading() as session, pytest.raises(Unavailable, match="“guest” has no office in this database"):
        only_office(session)
    database.close()
    with postgres.connect(url.database) as administrator:
        administrator.execute("DROP ROLE guest")


def test_a_server_is_opened_and_its_first_page_filled_in_few_trips(desk_office):
    """Two connections at once: one looks at it, with four, the other sits down; what the page goes by is known then."""
    desk_office.work().keep(settle)
    link = Link(desk_office.database.url.render_as_string(hide_password=False))
    work = _while_looking(link.url, desk_office.clock, None)
    opened = link.trips
    work.read(today_page)
    assert (opened <= 12, link.trips - opened) == (True, 3)
    work.close()
    link.close()


def test_what_is_wrong_with_a_server_is_said_though_nobody_can_sit_down_there_either(postgres):
    name = postgres.create()
    with pytest.raises(Unavailable, match=r"This database is empty: it has no tables\."):
        open_work(postgres.url(name), SystemClock())
    postgres.drop(name)
