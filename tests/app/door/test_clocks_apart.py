"""A desk whose clock isn't its server's hears by how much, and that it is mended; up to the limit it hears nothing."""

from datetime import UTC, datetime, timedelta
from itertools import count
from threading import Event

import pytest

from app.door import news
from app.door.clock import SystemClock
from app.door.clocks_apart import APART, MENDED, Apart, Told, apart
from app.door.news import listen
from app.door.work import Work
from tests.builders import SmallOffice

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


class Wrong(SystemClock):
    """A computer's clock that is ahead by so much."""

    def __init__(self, by: timedelta = timedelta(0)) -> None:
        self.by = by

    def now(self) -> datetime:
        return super().now() + self.by


@pytest.mark.parametrize(
    ("by", "is_felt"),
    [
        (timedelta(0), False),
        (APART - SECOND, False),
        (APART, False),
        (APART + SECOND, True),
        (-APART, False),
        (-APART - SECOND, True),
    ],
)
def test_two_clocks_are_apart_from_more_than_the_limit_on(by, is_felt):
    assert apart(NOON + by, NOON, NOON + by) == (Apart(by) if is_felt else None)


@pytest.mark.parametrize(
    ("by", "is_felt"),
    [(APART, True), (MENDED + SECOND, True), (MENDED, False), (-MENDED - SECOND, True), (-MENDED, False)],
)
def test_clocks_that_were_apart_are_so_until_they_are_clearly_within_the_limit(by, is_felt):
    assert apart(NOON + by, NOON, NOON + by, was_apart=True) == (Apart(by) if is_felt else None)


def test_what_a_slow_server_told_between_asking_and_hearing_isnt_apart():
    assert apart(NOON, NOON + 3 * SECOND, NOON + 90 * SECOND) is None
    assert apart(NOON + 70 * SECOND, NOON, NOON + 90 * SECOND) == Apart(70 * SECOND)
    assert apart(NOON, NOON + 200 * SECOND, NOON + 90 * SECOND) == Apart(-110 * SECOND)


@pytest.mark.parametrize(
    ("by", "words"),
    [
        (APART + SECOND, "61 seconds ahead"),
        (timedelta(minutes=-2), "2 minutes behind"),
        (timedelta(minutes=119), "119 minutes ahead"),
        (timedelta(hours=-3), "3 hours behind"),
        (timedelta(days=1), "24 hours ahead"),
        (timedelta(days=-40), "40 days behind"),
    ],
)
def test_it_is_said_by_how_much_and_which_way(by, words):
    assert Apart(by).words == words
    assert Apart(by).sentence.startswith(f"This computer's clock is {words}")


@pytest.fixture
def at_server(postgres_office: SmallOffice) -> tuple[Work, Wrong]:
    """A desk at a server, with a clock of its own that can be set wrong."""
    clock = Wrong()
    return Work(postgres_office.database, clock, staff=postgres_office.staff["DSO"]), clock


@pytest.fixture
def beats(monkeypatch):
    """Beats without waiting: a clock in seconds that goes on by one at each look."""
    monkeypatch.setattr(news, "_EVERY_S", 0.0)
    seconds = count()
    return lambda: float(next(seconds))


def test_a_wrong_clock_is_told_when_it_changes_and_once_it_is_mended(at_server, beats):
    work, clock = at_server
    heard = listen(work, Event(), beats)
    next(heard)
    told = []
    for by in (timedelta(hours=-3), timedelta(days=1), timedelta(0)):
        clock.by = by
        told.append(next(heard))
    assert all(isinstance(each, Told) for each in told)
    assert [each.off.words if each.off else "" for each in told] == ["3 hours behind", "24 hours ahead", ""]
    heard.close()


def test_a_clock_that_stands_about_the_limit_is_told_of_once(at_server):
    work, clock = at_server
    compared, told = news._Compared(work), []
    for by in (APART + 5 * SECOND, APART - 5 * SECOND, APART + 5 * SECOND, timedelta(0)):
        clock.by = by
        told.append(compared.is_otherwise(clock.now(), SystemClock().now()))
    assert told == [True, False, False, True]


def test_what_is_recorded_after_a_clock_was_set_goes_by_the_servers_at_once(at_server, beats):
    work, clock = at_server
    before = work.read(lambda turn: turn.moment)
    heard = listen(work, Event(), beats)
    next(heard)
    clock.by = timedelta(minutes=5)  # less than after how long a server is asked anew
    next(heard)
    after = work.read(lambda turn: turn.moment)
    assert timedelta(0) <= after - before < timedelta(minutes=1)
    heard.close()


def test_a_file_is_on_the_computer_whose_clock_it_is(sqlite_office, monkeypatch):
    monkeypatch.setattr(news, "_EVERY_S", 0.0)
    work = Work(sqlite_office.database, Wrong(timedelta(days=2)), staff=sqlite_office.staff["DSO"])
    stop = Event()
    heard = listen(work, stop)
    next(heard)
    stop.set()
    assert list(heard) == []
