"""Two real windows, each a process with its own login at one server, by keyboard alone; then one loses its power."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import make_url

from app.queries.goals import goals
from app.setup.users import NewUser, add_user
from models.vocabulary.access import Right
from tests.builders import SmallOffice, visit
from tests.window_apart import WindowApart

_PASSWORD = "of two windows"  # noqa: S105  a server's that is gone afterwards


@pytest.fixture
def seat(postgres_office: SmallOffice, tmp_path: Path) -> Iterator[Callable[[str, Right], WindowApart]]:
    """A function that gives somebody of the staff a login of their own and opens a window with it."""
    logins = set()

    def sit(staff: str, right: Right) -> WindowApart:
        login = f"apart-{staff.lower()}"
        if login not in logins:
            logins.add(login)
            new = NewUser(login, "Dales", right, f"{staff} North", key_safe=False)
            add_user(postgres_office.database, new, lambda: _PASSWORD)
        url = make_url(postgres_office.database.url).set(username=login, password=_PASSWORD)
        return WindowApart(url.render_as_string(hide_password=False), postgres_office.now, tmp_path / login)

    yield sit
    for login in logins:
        with postgres_office.database.engine.begin() as connection:
            connection.exec_driver_sql(f'DROP ROLE "{login}"')


def at_goals_of_gill(window: WindowApart) -> None:
    """Find somebody by the search and go to their goals, as the keyboard goes."""
    window.keys("Ctrl+K")
    window.write("gill")
    window.wait("window.search_box.matches", "Gill")
    window.keys("Down", "Return", "Ctrl+4")
    window.wait("goals.list", "I will make my lunch")


def test_two_desks_work_on_one_person_and_what_a_dead_one_typed_comes_back(postgres_office, seat):
    person = postgres_office.a_person(family="Gill")
    episode = postgres_office.an_episode(visit(), person=person)
    postgres_office.a_goal(episode, statement="I will make my lunch", set_at=postgres_office.now - timedelta(hours=1))
    with seat("DSO", Right.DSO) as first, seat("OT", Right.WORKER) as second:
        at_goals_of_gill(first)
        at_goals_of_gill(second)
        second.wait("person.header", "Also open: DSO North")
        first.wait("person.header", "Also open: OT North")

        second.keys("Ctrl+N")
        second.tab_to("goals.what")
        second.write("I will walk to the shop")

        first.keys("Ctrl+N")
        first.tab_to("goals.what")
        first.write("I will make my tea")
        first.keys("Ctrl+S")
        second.wait("goals.list", "I will make my tea")
        assert second.read() == "goals.what"  # the keyboard stays where it was, and so do the words
        assert second.read("goals.what") == "I will walk to the shop"

        second.unplug()
        first.wait("person.header", "Also open", gone=True)
        with seat("OT", Right.WORKER) as again:
            at_goals_of_gill(again)
            again.keys("Ctrl+N")
            again.wait("goals.what", "I will walk to the shop")
            again.keys("Ctrl+S")
            first.wait("goals.list", "I will walk to the shop")
            again.leave()
        first.leave()
    stored = [each.statement for each in postgres_office.ask(goals.view, person=person).goals]
    assert sorted(stored) == ["I will make my lunch", "I will make my tea", "I will walk to the shop"]
