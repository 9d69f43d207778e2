"""`homeward do NAME` and `homeward ask NAME`: any use case of the services, any query, by Python name and keywords.

One door for all of them, made from their signatures: nothing is written here for one deed. Exit code 0: done; 1: it was
refused, or an argument was; 2: the database can't be reached, or the command itself can't be read; 3: a defect.
"""

import sys
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

import click

from app.commands.by_name.calling import Call, Desks
from app.commands.by_name.catalogue import DEED, QUERY, Kind, Offered, every
from app.commands.by_name.forms import NotUnderstood
from app.commands.by_name.told import arguments_in, object_in
from app.commands.desk import as_json
from app.commands.options import DeskAt, Moment, desk_options, json_option

Value = TypeVar("Value")
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
  defect  {"defect": SENTENCE}, exit code 3
"""


def _by_name(kind: Kind, about: str) -> click.Command:
    """The command: the same for both but for its name, and that a deed may have an id of its own."""

    @click.command(kind.word, help=about + _RULES)
    @click.argument("name", required=False, metavar="NAME")
    @click.option("--args", "file", metavar="FILE", help="The arguments, a JSON object; - is standard input.")
    @click.option("--list", "wants_list", is_flag=True, help="Every name with its arguments.")
    @click.option("--lines", is_flag=True, help=_LINES)
    @json_option("Answers are JSON anyway; --list too, with this.")
    @desk_options
    def command(
        desk_at: DeskAt,
        name: str | None,
        file: str | None,
        *,
        wants_list: bool,
        lines: bool,
        wants_json: bool,
        operation: UUID | None = None,
    ) -> None:
        if wants_list + lines + (name is not None) != 1:
            raise click.UsageError(f"Say the NAME of a {kind.what}, or --list, or --lines.")
        if (file is not None or operation) and name is None:
            raise click.UsageError("--args and --operation belong to a NAME.")
        if wants_list:
            click.echo(as_json(list(map(_described, every(kind)))) if wants_json else _list(kind))
        elif lines:
            sys.exit(_answer_lines(desk_at))
        else:
            call = Call(kind, name or "", partial(arguments_in, file), desk_at, operation)
            with Desks() as desks:
                answer, code = desks.answer(lambda: call)
            click.echo(as_json(answer))
            sys.exit(code)

    return click.option("--operation", type=click.UUID, help=_OPERATION)(command) if kind.writes else command


_OPERATION = (
    "The id of this deed, made by whoever calls: called again with the same one, it is stored "
    'once, whatever the arguments are then, and its answer says "stored_before".'
)
_LINES = (
    'Read many from standard input, an object a line: {"do": NAME, "args": {...}} or {"ask": NAME, "args": {...}}, '
    '"as_at", "staff" and "operation" beside where wanted. Each is answered with one line, at once.'
)


# --- Many, a line each -----------------------------------------------------------------------------------------


def _answer_lines(desk_at: DeskAt) -> int:
    """Answer each line at once; the highest of their exit codes."""
    worst = 0
    with Desks() as desks:
        for line in sys.stdin.buffer:
            if line.strip():
                answer, code = desks.answer(partial(_call_of, desk_at, line))
                click.echo(as_json(answer, indent=None))
                sys.stdout.flush()
                worst = max(worst, code)
    return worst


def _call_of(desk_at: DeskAt, line: bytes) -> Call:
    told = object_in(line, "a line")
    kinds = [kind for kind in (DEED, QUERY) if kind.word in told]
    name = told.get(kinds[0].word) if kinds else None
    if len(kinds) != 1 or set(told) - _IN_A_LINE or not isinstance(name, str):
        raise NotUnderstood("a line", 'an object {"do" or "ask": NAME, "args", "as_at", "staff", "operation"}', told)
    arguments, staff = told.get("args", {}), told.get("staff", desk_at.staff)
    if not isinstance(arguments, dict):
        raise NotUnderstood("args", "an object", arguments)
    if not isinstance(staff, str | None):
        raise NotUnderstood("staff", "a name", staff)
    as_at = _read(Moment(), told.get("as_at"), "as_at", "a moment such as 2026-11-20T09:00") or desk_at.as_at
    operation = _read(click.UUID, told.get("operation"), "operation", "an id")
    return Call(kinds[0], name, lambda: arguments, replace(desk_at, as_at=as_at, staff=staff), operation)


_IN_A_LINE = {"do", "ask", "args", "as_at", "staff", "operation"}


def _read(form: click.ParamType[Value], given: object, name: str, takes: str) -> Value | None:
    try:
        return None if given is None else form.convert(given, None, None)
    except (click.BadParameter, AttributeError) as error:
        raise NotUnderstood(name, takes, given) from error


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
