"""`homeward cld …`: the measures of the statutory return, as the department computes them."""

from collections import Counter
from datetime import date
from pathlib import Path

import click

from app.commands.desk import open_desk
from app.commands.options import Commands, DeskAt, desk_options
from app.door.cld_releases import release_on
from app.door.errors import refuse_if
from app.exchange.cld.events_file import read_events
from app.exchange.cld.measures import OfficeMeasures, office_measures
from models.rules.cld.events import Span
from models.rules.cld.measure_2a import Episode2A, episodes_2a, figure_2a, named_count
from models.rules.cld.measure_2d import Linked, percent_2d
from models.rules.cld.release import Release
from models.rules.cld.reporting_year import period_lacks, reporting_year_of
from models.rules.sentences import counted
from models.values import london_day

_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.group(cls=Commands)
def cld() -> None:
    """Client Level Data, the statutory return."""


@cld.command("measures")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--from", "first", type=_DAY, metavar="DAY", help="First day; 1 April of the reporting year unless said.")
@click.option("--to", "last", type=_DAY, metavar="DAY", help="Last day; today unless said.")
@desk_options
def measures(desk_at: DeskAt, file: Path | None, first: date | None, last: date | None) -> None:
    """Compute ASCOF 2A of a FILE of Client Level Data; without one 2A and a local 2D of the office's own records.

    Both editions of 2A, and everything that is left out by its name and number.
    """
    if file is None:
        with open_desk(desk_at) as desk:
            today = london_day(desk.moment)
            period, release = _asked(first, last, today)
            found = office_measures(desk.work, release=release, period=period, today=today)
        _say_head(period, release, found.release)
        if (today - period.last).days <= release.measure_2a.sequel_within:
            click.echo("  as known today: what follows the last ends may still come")
        _say_office(found, release, period)
        return
    period, release = _asked(first, last, london_day(desk_at.clock().now()))
    read = read_events(file)
    _say_head(period, release, release.name)
    if read.without_start:
        click.echo(f"  rows without a start, which the department drops: {read.without_start}")
    for edition, until in (("first edition", period.last), ("revised edition", date.max)):
        _say(edition, episodes_2a(read.events, release, period=period, data=Span(date.min, until)), release)


def _asked(first: date | None, last: date | None, today: date) -> tuple[Span, Release]:
    until = _day(last) or today
    since = _day(first) or reporting_year_of(until)
    refuse_if(period_lacks(since, until))
    return Span(since, until), release_on(until)


def _say_head(period: Span, release: Release, said: str) -> None:
    click.echo(f"ASCOF 2A, {period.first:%d/%m/%Y} to {period.last:%d/%m/%Y}, by {said}")
    click.echo(f"  read from {release.source}")


def _say_office(found: OfficeMeasures, release: Release, period: Span) -> None:
    _say("first edition", found.first_edition, release)
    _say("revised edition", found.revised_edition, release)
    click.echo(f"interim support is {found.interim.label}; the revised total with interim support as")
    for interim, line in found.by_interim:
        click.echo(f"  {interim.label}: {line.percent} ({line.successes} of {line.denominator})")
    good, whole, percent = percent_2d(found.reablement)
    click.echo(f"ASCOF 2D, a local proxy: {percent} ({good} of {whole})")
    behind = counted(release.measure_2d.months_behind, "month")
    days = f"{period.first:%d/%m/%Y} to {period.last:%d/%m/%Y}"
    click.echo(f"  of discharges from {days}; the department's runs {behind} behind")
    click.echo("  by the hospital stays that the office was told of; planned admissions aren't told from emergencies")
    for label, number in sorted(Counter(each.linked.value for each in found.reablement).items()):
        click.echo(f"    {label}: {number}")
    told = [each for each in found.reablement if each.linked in {Linked.SUCCESS, Linked.FAILURE}]
    click.echo("    of those that count")
    for label, failed in (
        ("died", [each.died for each in told]),
        ("readmitted", [each.readmitted for each in told]),
        ("moved to a care home", [each.care_home for each in told]),
        ("with long-term community support at admission", [each.in_community for each in told]),
    ):
        click.echo(f"      {label}: {sum(failed)}")
    if found.undated:
        unknown = "reported to have died on a day that isn't recorded: counted as living (the DSO)"
        click.echo(f"      {found.undated} {unknown}")


def _say(edition: str, episodes: tuple[Episode2A, ...], release: Release) -> None:
    click.echo(f"{edition}: {len(episodes)} episodes")
    for line in figure_2a(episodes, release):
        click.echo(f"  {line.label}: {line.percent} ({line.successes} of {line.denominator})")
    for label, number in sorted(Counter(map(named_count, episodes)).items()):
        click.echo(f"    {label}: {number}")


def _day(told: date | None) -> date | None:
    """Click gives a moment at midnight; a day is meant."""
    return None if told is None else date(told.year, told.month, told.day)
