"""`homeward doctor`: what is installed, what is wrong and how to mend it, and a file of that for whoever helps."""

from pathlib import Path

import click

from app.commands.desk import as_json
from app.commands.options import DeskAt, desk_options, json_option
from app.desk import places
from app.doctor.checkup import checkup, summed_up
from app.doctor.diagnostics import CONTENTS, NOT_IN_IT, bundle
from app.doctor.finding import Finding, Stand
from app.door.clock import SystemClock


@click.command()
@click.option(
    "--bundle",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.zip",
    help="Write what was found into a file for whoever helps, without a word about anybody.",
)
@json_option("Each answer as JSON: what it is about, how it stands, what is wrong, how it is mended.")
@desk_options
def doctor(desk_at: DeskAt, file: Path | None, *, wants_json: bool) -> None:
    """Say what is installed, which database is used, what is wrong (then exit code 1) and how to mend it."""
    if file is not None:
        click.echo("\n  ".join(["What goes into the file:", *CONTENTS]), err=wants_json)
        click.echo(NOT_IN_IT, err=wants_json)
    findings = []
    for each in checkup(desk_at.url, SystemClock()):
        findings.append(each)
        if not wants_json:
            for line in each.lines():
                click.echo(line)
    click.echo(as_json([_told(each) for each in findings]) if wants_json else summed_up(findings))
    if file is not None:
        bundle(file.absolute(), desk_at.url, findings)
        click.echo(f"{file} is written.", err=wants_json)
    places.leave_none_empty()
    if any(each.stand is Stand.WRONG for each in findings):
        raise click.exceptions.Exit(1)


def _told(finding: Finding) -> dict[str, object]:
    return {
        "about": finding.about,
        "stand": finding.stand.value,
        "says": finding.says,
        "mend": finding.mend,
        "facts": dict(finding.facts),
    }
