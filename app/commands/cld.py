"""`homeward cld …`: the measures of the statutory return, as the department computes them."""

from collections import Counter
from datetime import date
from pathlib import Path

import click

from app.commands.options import Commands
from app.door.cld_releases import release_on
from app.door.clock import SystemClock
from app.exchange.cld.events_file import read_events
from models.rules.cld.events import Span
from models.rules.cld.measure_2a import Episode2A, episodes_2a, figure_2a, named_count
from models.rules.cld.release import Release
from models.rules.cld.reporting_year import reporting_year_of
from models.values import london_day

_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.group(cls=Commands)
def cld() -> None:
    """Client Level Data, the statutory return."""


@cld.command("measures")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--from", "first", type=_DAY, metavar="DAY", help="First day; 1 April of the reporting year unless said.")
@click.option("--to", "last", type=_DAY, metavar="DAY", help="Last day; today unless said.")
def measures(file: Path, first: date | None, last: date | None) -> None:
    """Compute ASCOF 2A from a FILE of Client Level Data, first and revised edition, with all that is left out."""
    until = _day(last) or london_day(SystemClock().now())
    period = Span(_day(first) or reporting_year_of(until), until)
    release, read = release_on(until), read_events(file)
    approved = f"approved on {release.approved_on:%d/%m/%Y}" if release.approved_on else "not approved by the council"
    click.echo(f"ASCOF 2A, {period.first:%d/%m/%Y} to {period.last:%d/%m/%Y}, by {release.name} ({approved})")
    click.echo(f"  read from {release.source}")
    if read.without_start:
        click.echo(f"  rows without a start, which the department drops: {read.without_start}")
    for edition, data in (("first edition", Span(date.min, until)), ("revised edition", Span(date.min, date.max))):
        _say(edition, episodes_2a(read.events, release, period=period, data=data), release)


def _say(edition: str, episodes: tuple[Episode2A, ...], release: Release) -> None:
    click.echo(f"{edition}: {len(episodes)} episodes")
    for line in figure_2a(episodes, release):
        click.echo(f"  {line.label}: {line.percent} ({line.successes} of {line.denominator})")
    for label, number in sorted(Counter(map(named_count, episodes)).items()):
        click.echo(f"    {label}: {number}")


def _day(told: date | None) -> date | None:
    """Click gives a moment at midnight; a day is meant."""
    return None if told is None else date(told.year, told.month, told.day)
