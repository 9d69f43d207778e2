"""The demonstration from its first step to its list of files."""

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from importlib.resources import as_file
from pathlib import Path
from typing import Any, cast

import resources
from app.commands.imports import report_text, take_ratings, take_referrals
from app.commands.texts import history_lines, queue_lines, today_lines
from app.demo import care_at_home, first_weeks, kept_records, to_closure
from app.demo.papers import write_agreement, write_tracker
from app.demo.player import Player, Shot, no_picture
from app.door.clock import FixedClock
from app.door.work import Work, in_words
from app.queries.capacity.team_capacity import capacity
from app.queries.goals import goals
from app.queries.people.naming import person_named
from app.queries.referrals import queue
from app.queries.today import in_one
from app.setup import office_file
from models import keys
from models.database import Database, sqlite_url
from models.values import to_london

OFFICE = "demonstration/office.json"
CARE_AT_HOME = "demonstration/care-at-home.json"
REFERRALS = "demonstration/care-hub-referrals-2026-11.xlsx"
RATINGS = "demonstration/goal-tracker-2026-11.csv"
_SEED = 20261120
_SHOWN = "Seán Fearn"  # whose IPAD history is printed
_FIRST_SHOTS = (
    Shot("today"),
    Shot("referrals"),
    Shot("referrals", press="referrals.by_patch", name="capacity"),
    Shot("figures"),
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for: where to, at which moment (none: the office file's), with pictures, of the second office."""

    folder: Path
    as_at: datetime | None
    screenshots: bool
    care_at_home: bool = False


def play(wish: Wish, say: Callable[[str], None]) -> tuple[Path, ...]:
    """Play the office that was asked for; the files that it wrote."""
    return _play_care_at_home(wish, say) if wish.care_at_home else _play_dales(wish, say)


def _play_care_at_home(wish: Wish, say: Callable[[str], None]) -> tuple[Path, ...]:
    """Five areas with blocks of hours, and what is different there; no list of the Care Hub, no ratings, no tracker."""
    with ExitStack() as opened:
        office = opened.enter_context(as_file(resources.path(CARE_AT_HOME)))
        clock = FixedClock(wish.as_at or office_file.as_at_of(office))
        opened.enter_context(keys.repeatable(_SEED, lambda: int(clock.now().timestamp() * 1000)))
        database = _database(wish.folder, clock)
        opened.callback(database.close)
        with in_words(), database.writing() as session:
            loaded = office_file.load_office(session, office)
        say(f"The office is loaded: {loaded.people} people in service, {len(loaded.staff)} staff.")
        player = Player(database, clock, loaded.staff, say)
        say("\nToday")
        for line in today_lines(player.ask(in_one.today_in_one), clock.now()):
            say(line)
        say("\nThe blocks of five areas")
        for each in player.ask(capacity):
            say(f"{each.name}: {each.block}")
        say("\nFive people")
        with _camera(player, wish, care_at_home.DSO) as camera:
            player.camera = camera.take if camera is not None else no_picture
            care_at_home.play(player)
            return tuple(sorted(camera.taken)) if camera is not None else ()


def _play_dales(wish: Wish, say: Callable[[str], None]) -> tuple[Path, ...]:
    """Make the database, read the files in, print what is due, play the journey, write papers and pictures.

    The same moment gives the same bytes of each paper and picture: keys and clock are set, not drawn.
    """
    with ExitStack() as opened:
        office, care_hub, tracker_app = (
            opened.enter_context(as_file(resources.path(name))) for name in (OFFICE, REFERRALS, RATINGS)
        )
        clock = FixedClock(wish.as_at or office_file.as_at_of(office))
        opened.enter_context(keys.repeatable(_SEED, lambda: int(clock.now().timestamp() * 1000)))
        database = _database(wish.folder, clock)
        opened.callback(database.close)
        with in_words(), database.writing() as session:
            loaded = office_file.load_office(session, office)
        say(f"The office is loaded: {loaded.people} people in service, {len(loaded.staff)} staff.")
        player = Player(database, clock, loaded.staff, say)
        work = Work(database, clock, staff=loaded.staff[first_weeks.DSO])
        say(report_text(take_referrals(work, care_hub), care_hub))
        say(report_text(take_ratings(work, tracker_app), tracker_app))
        for again in (take_referrals(work, care_hub), take_ratings(work, tracker_app)):
            say(f"The same file once more: {again.sentence}")
        _print_what_is(player, say)
        files: list[Path] = []
        with _camera(player, wish, first_weeks.DSO) as camera:
            if camera is not None:
                player.camera = camera.take
                for shot in _FIRST_SHOTS:
                    camera.take(shot)
            _journey(player, wish.folder, files)
            files += camera.taken if camera is not None else ()
        return tuple(sorted(files))


def _database(folder: Path, clock: FixedClock) -> Database:
    """A database of its own, made anew each time and marked as a test database for good."""
    folder.mkdir(parents=True, exist_ok=True)
    for leftover in folder.glob("homeward.sqlite*"):
        leftover.unlink()
    for name in ("tracker.xlsx",):
        (folder / name).unlink(missing_ok=True)  # an export appends to what is there
    database = Database(sqlite_url(folder / "homeward.sqlite"), clock.now, by="demonstration")
    office_file.create(database, is_test=True, moment=clock.now(), by="demonstration")
    return database


def _camera(player: Player, wish: Wish, sits_here: str) -> AbstractContextManager[Any]:
    """Qt is imported only where pictures are wanted."""
    if not wish.screenshots:
        player.camera = no_picture
        return nullcontext(None)
    pictures = import_module("app.demo.pictures")
    return cast("AbstractContextManager[Any]", pictures.camera(player, wish.folder, sits_here))


def _print_what_is(player: Player, say: Callable[[str], None]) -> None:
    moment = player.clock.now()
    say(f"\nThe queue at {to_london(moment):%H:%M on %a %d %b %Y}")
    for line in queue_lines(player.ask(queue.queue)):
        say(line)
    say("\nToday")
    for line in today_lines(player.ask(in_one.today_in_one), moment):
        say(line)
    say("\nOne person's IPAD history")
    for line in history_lines(player.ask(lambda turn: goals.view(turn, person=person_named(turn, _SHOWN)))):
        say(line)


def _journey(player: Player, folder: Path, files: list[Path]) -> None:
    player.say("\nOne person's journey")
    journey = first_weeks.play(player)
    to_closure.play(
        player, journey, lambda interim, issued: files.extend(write_agreement(player, folder, interim, issued))
    )
    files.append(write_tracker(player, folder, player.staff[first_weeks.DSO]))
    for page in ("tracker", "history"):
        player.camera(Shot(page, journey.person))
    files += kept_records.play(player, folder, journey)
