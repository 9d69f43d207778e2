"""`homeward export …` and `tracker read-back`: what leaves the office as a file, and Scheduling's marks coming back."""

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import click

from app.commands.desk import as_json, open_desk
from app.commands.figures_asked import figures_asked, figures_options
from app.commands.noting import note_list
from app.commands.options import Commands, DeskAt, desk_options, json_option
from app.desk.release import program
from app.door.cld_releases import release_on
from app.door.errors import refuse_if
from app.exchange import figures_workbook, retention_list
from app.exchange.cld.export import export_return, look_at_return
from app.exchange.tracker import reply
from app.exchange.tracker import round_trip as tracker_file
from app.papers.figures import gather
from app.queries.tracker import state
from models.rules.cld.reporting_year import period_lacks, reporting_year_of
from models.rules.sentences import counted
from models.values import london_day, to_london
from models.vocabulary.retention import RetentionState

_FILE = click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.group(cls=Commands)
def export() -> None:
    """Write a file for others."""


@export.command("tracker")
@_FILE
@click.option("--put-aside", is_flag=True, help="Keep an unreadable workbook under another name and make a new one.")
@desk_options
def export_tracker(desk_at: DeskAt, file: Path, *, put_aside: bool) -> None:
    """Add what is new to Scheduling's tracker, or make it."""
    with open_desk(desk_at, writes=True) as desk:
        report = tracker_file.export(desk.work, file, program=program(), put_aside=put_aside)
    click.echo(f"{file.name}: {counted(len(report.sent), 'change')} went out{_listed(report.sent)}")
    for sentence in (*report.restored, *report.notices):
        click.echo(f"  {sentence}")
    if report.kept_aside:
        click.echo(f"  The unreadable workbook is kept as {report.kept_aside}.")


@export.command("tracker-reply")
@_FILE
@desk_options
def export_tracker_reply(desk_at: DeskAt, file: Path) -> None:
    """Write what waits for Scheduling's answer to a small workbook for e-mail; `tracker read-back` reads it too."""
    with open_desk(desk_at, writes=True) as desk:
        refs = reply.export_reply(desk.work, file, program=program())
    click.echo(f"{file.name}: {counted(len(refs), 'change waits', 'changes wait')} for an answer{_listed(refs)}")


@export.command("figures")
@_FILE
@figures_options
@desk_options
def export_figures(desk_at: DeskAt, file: Path, **asked: Any) -> None:
    """Write the figures of a period."""
    with open_desk(desk_at) as desk:
        paper = desk.work.read(gather, **figures_asked(desk, **asked), program=program())
        figures_workbook.write(desk.work, paper, file)
    click.echo(f"{file.name}: figures of {paper.whose} from {paper.first:%d/%m/%Y} to {paper.last:%d/%m/%Y}")


@export.command("retention")
@_FILE
@click.option(
    "--state", type=click.Choice([each.value for each in RetentionState]), help="Only these; all unless said."
)
@desk_options
def export_retention(desk_at: DeskAt, file: Path, state: str | None) -> None:
    """Write whose records have passed the schedule, and what was decided, for the records manager."""
    with open_desk(desk_at, writes=True) as desk:
        people = retention_list.write(desk.work, file, RetentionState(state) if state else None)
    click.echo(f"{file.name}: {counted(people, 'person', 'people')}")


@export.command("cld")
@_FILE
@click.option("--from", "first", type=_DAY, metavar="DAY", help="First day; 1 April of the reporting year unless said.")
@click.option("--to", "last", type=_DAY, metavar="DAY", help="Last day; today unless said.")
@click.option("--check", is_flag=True, help="Only look: say what refuses it and what is to be mended.")
@click.option("--because", default="", metavar="WHY", help="Why services that were sent before are meant to change.")
@desk_options
def export_cld(
    desk_at: DeskAt, file: Path, first: date | None, last: date | None, because: str, *, check: bool
) -> None:
    """Write the statutory return, Client Level Data, of a period; a FILE that is there is what was sent before."""
    with open_desk(desk_at, writes=not check) as desk:
        until = _day(last) or london_day(desk.moment)
        since, release = _day(first) or reporting_year_of(until), release_on(until)
        refuse_if(period_lacks(since, until))
        if check:
            found = look_at_return(desk.work, release=release, first=since, last=until, path=file)
            note_list(desk, desk_at, "the check of Client Level Data", len(found.to_mend))
        else:
            found = export_return(desk.work, file, release=release, first=since, last=until, because=because)
    would = " would be written" if check else ""
    click.echo(f"{file.name}: {counted(len(found.rows), 'event')} from {since:%d/%m/%Y} to {until:%d/%m/%Y}{would}")
    for lack in found.lacks:
        click.echo(f"  refused: {lack.sentence} Who can help: {lack.who}.")
    click.echo(f"  by {found.release}")
    changed = "changed on purpose" if because.strip() else "refused unless --because says why"
    for lack in found.changed:
        click.echo(f"  {changed}: {lack.sentence} Who can help: {lack.who}.")
    for line in found.to_mend:
        click.echo(f"  {line.about} {line.what} ({line.who})")


@click.group(cls=Commands)
def tracker() -> None:
    """What Scheduling wrote into its tracker."""


@tracker.command("state")
@json_option()
@desk_options
def tracker_state(desk_at: DeskAt, *, wants_json: bool) -> None:
    """Say what waits to go out, when it last did, and what Scheduling asks."""
    with open_desk(desk_at) as desk:
        stands, lines = desk.work.read(state.state), desk.work.read(state.waiting)
        asked = desk.work.read(state.queries)
        note_list(desk, desk_at, "what waits for Scheduling from the command line", len(lines) + len(asked))
    if wants_json:
        rows = {"state": asdict(stands), "waiting": [*map(asdict, lines)], "queries": [*map(asdict, asked)]}
        click.echo(as_json(rows))
        return
    last = f"; last export {to_london(stands.last_exported_at):%d/%m/%Y %H:%M}" if stands.last_exported_at else ""
    to = f" to {stands.last_exported_to}" if stands.last_exported_to else ""
    click.echo(f"{stands.waiting} wait, {stands.queries} asked, {stands.not_in_ccl} not in CCL yet{last}{to}")
    for line in lines:
        click.echo(f"  waits: {line.ref} {line.kind.label}, {line.person}")
    for line in asked:
        click.echo(f"  asked: {line.ref} {line.kind.label}, {line.person}: {line.query}")


@tracker.command("read-back")
@_FILE
@click.option("--check", is_flag=True, help="Only look: say each mark in a sentence, and store nothing.")
@json_option("With --check: each mark as JSON.")
@desk_options
def read_back(desk_at: DeskAt, file: Path, *, check: bool, wants_json: bool) -> None:
    """Read Scheduling's marks: CCL updated, by whom, on which day, and queries."""
    if check:
        _look_back(desk_at, file, wants_json=wants_json)
        return
    with open_desk(desk_at, writes=True) as desk:
        report = tracker_file.read_back(desk.work, file)
    click.echo(f"{file.name}: {report.sentence}")
    for line in (*report.unknown, *report.unread, *report.said):
        click.echo(f"  {line}")


def _look_back(desk_at: DeskAt, file: Path, *, wants_json: bool) -> None:
    """What reading back would store, and what it wouldn't."""
    with open_desk(desk_at) as desk:
        look = tracker_file.look_back(desk.work, file)
        note_list(desk, desk_at, "Scheduling's marks from the command line", len(look.marks))
    if wants_json:
        rows = {"file": look.file_name, "marks": [*map(asdict, look.marks)], "notices": look.notices}
        click.echo(as_json(rows))
        return
    click.echo(f"{look.file_name}: {len(look.to_store)} would be stored")
    for line in (*(mark.sentence for mark in look.marks), *look.notices):
        click.echo(f"  {line}")


def _day(told: date | None) -> date | None:
    """Click gives a moment at midnight; a day is meant."""
    return None if told is None else date(told.year, told.month, told.day)


def _listed(refs: tuple[str, ...]) -> str:
    return f": {', '.join(refs)}" if refs else ""
