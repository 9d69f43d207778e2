"""`homeward audit`: whether the sealed audit holds. Nothing is changed."""

import sys

import click
from sqlalchemy import Connection

from app.commands.desk import as_json
from app.commands.options import Commands, DeskAt, desk_options, json_option
from app.desk.looked_at import not_as_seen
from app.door.errors import Unavailable
from app.door.work import in_words
from models.looking import look
from models.seals_verified import SealedAudit, verified
from models.soundness import Excused, unfit


@click.group(cls=Commands)
def audit() -> None:
    """The audit of every change, sealed into a chain."""


@audit.command()
@json_option()
@desk_options
def verify(desk_at: DeskAt, *, wants_json: bool) -> None:
    """Compare every entry with its seal, every seal with the one before, and the end with what this desk has seen.

    At a server a desk's login compares the entries of its own offices, and the whole chain of seals.

    Ends with exit code 1 where it doesn't hold; the first sentence names the earliest entry.
    """
    with in_words():
        found, missing = look(desk_at.url, lambda connection: _verified(desk_at.url, connection))
    troubles = (*found.troubles, *((missing,) if missing else ()))
    if wants_json:
        told = {
            "entries": found.entries,
            "unseen": found.unseen,
            "waiting": found.waiting,
            "seal": found.last.number,
            "word": found.last.word,
        }
        click.echo(as_json({**told, "holds": not troubles, "troubles": list(troubles)}))
    else:
        click.echo("\n".join(troubles) or _holds(found))
    if troubles:
        sys.exit(1)


def _verified(url: str, connection: Connection) -> tuple[SealedAudit, str]:
    why_not = unfit(connection, Excused.GUARDS)
    if why_not:
        raise Unavailable(why_not)
    return verified(connection), not_as_seen(connection, url)


def _holds(found: SealedAudit) -> str:
    waiting = f" {found.waiting} wait for their seal." if found.waiting else ""
    if not found.last.number:
        return f"Nothing of this audit is sealed yet, so nothing of it can be shown to hold.{waiting}"
    others = (
        f" The chain holds over {found.unseen} of other offices too; what they say is compared by whoever may read "
        "all, as the server's administrator may."
        if found.unseen
        else ""
    )
    return (
        f"The audit holds: {found.entries - found.unseen} entries say what they said when they were sealed.{waiting}"
        f"{others} "
        f"The last seal is {found.last.number}, {found.last.word}."
    )
