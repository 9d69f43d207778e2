"""`homeward queue`, `today`, `person`: what the tabs show, as text or JSON."""

import click

from app.commands.desk import as_json, open_desk
from app.commands.noting import note_list, note_person
from app.commands.options import DeskAt, desk_options, json_option
from app.commands.texts import history_lines, queue_lines, today_lines
from app.queries.goals import goals
from app.queries.people.naming import person_named
from app.queries.referrals import queue as referrals
from app.queries.today import in_one

_JSON = json_option()


@click.command()
@_JSON
@desk_options
def queue(desk_at: DeskAt, *, wants_json: bool) -> None:
    """The referral queue in the Care Hub's order, with band and reason."""
    with open_desk(desk_at) as desk:
        rows = desk.work.read(referrals.queue)
        note_list(desk, desk_at, "the referral queue from the command line", len(rows))
    if not wants_json:
        click.echo("\n".join(queue_lines(rows)))
        return
    click.echo(
        as_json(
            [
                {
                    "ref": row.reference,
                    "band": row.band.number,
                    "why": row.why,
                    "received": row.received_at.isoformat(),
                    "out_of_order": row.out_of_order,
                    "person": row.person,
                    "stage": row.stage.value,
                }
                for row in rows
            ]
        )
    )


@click.command()
@_JSON
@desk_options
def today(desk_at: DeskAt, *, wants_json: bool) -> None:
    """Every prompt that is due, with its deadline."""
    with open_desk(desk_at) as desk:
        rows = desk.work.read(in_one.today_in_one)
        note_list(desk, desk_at, "Today from the command line", len(rows))
        moment = desk.moment
    if not wants_json:
        click.echo("\n".join(today_lines(rows, moment)))
        return
    click.echo(
        as_json(
            [
                {
                    "rule": row.rule,
                    "person": row.person,
                    "due": row.due.isoformat() if row.due else None,
                    "sentence": row.sentence,
                    "group": row.group.value,
                    "owner": row.owner,
                }
                for row in rows
            ]
        )
    )


@click.command()
@click.argument("who", metavar="WHO")
@desk_options
def person(desk_at: DeskAt, who: str) -> None:
    """One person's goals and IPAD history; WHO is a MOSAIC id, an NHS number or a whole name."""
    with open_desk(desk_at) as desk:
        view = desk.work.read(lambda turn: goals.view(turn, person=person_named(turn, who)))
        click.echo("\n".join(history_lines(view)))
        note_person(desk, desk_at, desk.work.read(person_named, who))
