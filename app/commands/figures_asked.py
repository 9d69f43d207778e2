"""Which figures a command means: of which days, and of which team and patch by their names."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

import click

from app.commands.desk import OpenDesk
from app.queries.office.naming import patch_named, team_named
from models.values import london_day

_DAYS_BACK = 28
_DAY = click.DateTime(formats=["%Y-%m-%d"])
_Command = TypeVar("_Command", bound=Callable[..., Any])


def figures_options(command: _Command) -> _Command:
    """The days, the team and the patch, for every command about figures."""
    for option in (
        click.option("--patch", metavar="NAME", help="People of one patch, by its name; all patches unless said."),
        click.option("--team", metavar="NAME", help="One team, by its name; all teams unless said."),
        click.option("--to", "last", type=_DAY, metavar="DAY", help="Last day; today unless said."),
        click.option("--from", "first", type=_DAY, metavar="DAY", help=f"First day; {_DAYS_BACK} days unless said."),
    ):
        command = option(command)
    return command


def figures_asked(
    desk: OpenDesk, *, first: date | None, last: date | None, team: str | None, patch: str | None
) -> dict[str, Any]:
    """The first and the last day, both counted, the team and the patch, as the figures take them."""
    until = _day(last) or london_day(desk.moment)
    since = _day(first) or date.fromordinal(until.toordinal() - _DAYS_BACK + 1)
    of_team: UUID | None = None if team is None else desk.work.read(team_named, name=team)
    of_patch: UUID | None = None if patch is None else desk.work.read(patch_named, name=patch)
    return {"first": since, "last": until, "team": of_team, "patch": of_patch}


def _day(told: date | None) -> date | None:
    """Click gives a moment at midnight; a day is meant."""
    return None if told is None else date(told.year, told.month, told.day)
