"""Opening a database for a window: who sits here is who was chosen, else the office's first DSO."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import UUID

import pytest

from app.desk.opening import open_work
from app.door.work import Work
from app.queries.office.seat import Seat, seat
from models.keys import new_id
from models.staff import StaffSpell
from models.vocabulary.staff import Role
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
