"""`homeward do NAME` and `homeward ask NAME`: any use case of the services, any query, by Python name and keywords.

One door for all of them, made from their signatures: nothing is written here for one deed. Exit code 0: done; 1: it was
refused, or an argument was; 2: the database can't be reached, or the command itself can't be read.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from typing import Any, Self, cast

import click

from app.commands.by_name.answers import answer_of, refusal_of
from app.commands.by_name.catalogue import DEED, QUERY, Kind, Offered, every, named
from app.commands.by_name.forms import NotUnderstood, read_object
from app.commands.by_name.seen import shown_by
from app.commands.by_name.told import arguments_in, object_in
from app.commands.desk import EXIT_REFUSED, OpenDesk, as_json, open_desk
from app.commands.options import DeskAt, Moment, desk_options, json_option
from app.door.changes import Changes
from app.door.errors import Refused, Unavailable
from app.door.turn import Turn

_REFUSED, _UNAVAILABLE = 1, EXIT_REFUSED
_RULES = """

ARGUMENTS are one JSON object of the keywords that --list shows: --args FILE, or --args - for standard input. An id is
written as it is, or as people say it where --list says so: a person by MOSAIC id, NHS number or whole name, an episode
by whose it is, a goal by whose and its number (M104417/2), a referral by reference, staff, teams and patches by name.
Days are 2026-11-20, moments 2026-11-20T09:00 (Europe/London where no zone is said), choices a stored word, name or
label, lists [...], objects {...}. `seen` is the version of what was looked at, as an ask shows it: a deed on what has
changed meanwhile is refused. Whoever leaves it out is told which ask.

\b
Answers are JSON:
  do   {"made": ID, "people": [...], "changed": [...]}
  ask  the rows
  refused  {"refused": [{"rule": ..., "sentence": ..., "who": ...}]}, exit code 1
  unavailable  {"unavailable": SENTENCE}, exit code 2
"""


def _by_name(kind: Kind, about: str) -> click.Command:
    """The command: the same for both but for its name."""

    @click.command(kind.word, help=about + _RULES)
    @click.argument("name", required=False, metavar="NAME")
    @click.option("--args", "file", metavar="FILE", help="The arguments, a JSON object; - is standard input.")
    @click.option("--list", "wants_list", is_flag=True, help="Every name with its arguments.")
    @click.option("--lines", is_flag=True, help=_LINES)
    @json_option("Answers are JSON anyway; --list too, with this.")
    @desk_options
    def command(
        desk_at: DeskAt, name: str | None, file: str | None, *, wants_list: bool, lines: bool, wants_json: bool
    ) -> None:
        if wants_list + lines + (name is not None) != 1:
            raise click.UsageError(f"Say the NAME of a {kind.what}, or --list, or --lines.")
        if wants_list:
            click.echo(as_json(list(map(_described, every(kind)))) if wants_json else _list(kind))
        elif lines:
            with Desks() as desks:
                sys.exit(max((_say_line(desks, desk_at, line) for line in _lines()), default=0))
        else:
            with Desks() as desks:
                answer, code = _answered(
                    partial(_called, kind, partial(desks.at, desk_at), name or "", lambda: arguments_in(file))
                )
            click.echo(as_json(answer))
            sys.exit(code)

    return command


_LINES = (
    'Read many from standard input, an object a line: {"do": NAME, "args": {...}} or {"ask": NAME, "args": {...}}, '
    '"as_at" and "staff" beside where they differ. Each is answered with one line, at once.'
)


class Desks:
    """The desk of the call before, kept open for the next where that is at the same moment for the same person."""

    def __init__(self) -> None:
        self._opened = ExitStack()
        self._at: tuple[DeskAt, bool] | None = None
        self._desk: OpenDesk | None = None

    def __enter__(self) -> Self:
        """Nothing is open yet."""
        return self

    def __exit__(self, *_trouble: object) -> None:
        """Close what is open."""
        self._opened.close()

    def at(self, desk_at: DeskAt, *, writes: bool) -> OpenDesk:
        """This desk, opened now if it isn't."""
        if self._desk is None or self._at != (desk_at, writes):
            self._desk = None
            self._opened.close()
            self._desk = self._opened.enter_context(open_desk(desk_at, writes=writes))
            self._at = (desk_at, writes)
        return self._desk


def _called(kind: Kind, desk_at: Callable[..., OpenDesk], name: str, told: Callable[[], Mapping[str, object]]) -> Any:
    """Find it, read what it is told, do it in one transaction."""
    offered, arguments = named(kind, name), told()
    desk = desk_at(writes=kind.writes)
    try:
        if kind.writes:
            return answer_of(desk.work.write(partial(_deed, offered, arguments)))
        return answer_of(desk.work.read(_with, offered, arguments))
    except NotUnderstood as why:
        if kind.writes and why.argument == "seen":
            why.because = shown_by(offered)
        raise


def _deed(offered: Offered, told: Mapping[str, object], turn: Turn) -> Changes:
    return cast("Changes", _with(turn, offered, told))


def _with(turn: Turn, offered: Offered, told: Mapping[str, object]) -> Any:
    forms = {each.name: each.form for each in offered.arguments}
    needed = [each.name for each in offered.arguments if each.is_needed]
    return offered.call(turn, **read_object(turn, told, forms, needed, ""))


def _answered(work: Callable[[], Any]) -> tuple[Any, int]:
    try:
        return work(), 0
    except (Refused, NotUnderstood) as why:
        return refusal_of(why), _REFUSED
    except Unavailable as why:
        return {"unavailable": str(why)}, _UNAVAILABLE


# --- Many, a line each -----------------------------------------------------------------------------------------


def _lines() -> Iterator[bytes]:
    return (line for line in sys.stdin.buffer if line.strip())


def _say_line(desks: Desks, desk_at: DeskAt, line: bytes) -> int:
    answer, code = _answered(partial(_line, desks, desk_at, line))
    click.echo(as_json(answer, indent=None))
    sys.stdout.flush()
    return code


def _line(desks: Desks, desk_at: DeskAt, line: bytes) -> Any:
    told = object_in(line, "a line")
    kinds = [kind for kind in (DEED, QUERY) if kind.word in told]
    unknown = set(told) - {"do", "ask", "args", "as_at", "staff"}
    name = told.get(kinds[0].word) if kinds else None
    if len(kinds) != 1 or unknown or not isinstance(name, str):
        raise NotUnderstood("a line", 'an object {"do" or "ask": NAME, "args", "as_at", "staff"}', told)
    arguments = told.get("args", {})
    if not isinstance(arguments, dict):
        raise NotUnderstood("args", "an object", arguments)
    at, staff = told.get("as_at"), told.get("staff", desk_at.staff)
    if not isinstance(staff, str | None):
        raise NotUnderstood("staff", "a name", staff)
    try:
        as_at = desk_at.as_at if at is None else Moment().convert(at, None, None)
    except click.BadParameter as error:
        raise NotUnderstood("as_at", "a moment such as 2026-11-20T09:00", at) from error
    at_this = replace(desk_at, as_at=as_at, staff=staff)
    return _called(kinds[0], partial(desks.at, at_this), name, lambda: arguments)


# --- The list --------------------------------------------------------------------------------------------------


def _described(offered: Offered) -> dict[str, Any]:
    return {
        "name": offered.name,
        "about": offered.about,
        "arguments": [
            {"name": each.name, "takes": each.form.takes, "needed": each.is_needed, "default": each.unless_said}
            for each in offered.arguments
        ],
    }


def _list(kind: Kind) -> str:
    lines = []
    for offered in every(kind):
        lines.append(f"{offered.name}: {offered.about}")
        for each in offered.arguments:
            left_out = "" if each.is_needed else f" [{each.unless_said} unless said]"
            lines.append(f"    {each.name}: {each.form.takes}{left_out}")
    return "\n".join(lines)


do = _by_name(DEED, "Do a use case: one deed in one transaction, by the same service as the window.")
ask = _by_name(QUERY, "Ask a query: the rows that a screen shows.")
