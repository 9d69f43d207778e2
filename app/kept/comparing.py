"""Whether the lines that Today keeps are those that the records ask for, told by `homeward database check`."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from app.door.policy import KnownSettings, SettingsInUse
from app.door.turn import Turn
from app.queries.today.due_lines import about_of, derived, kept, to_derive
from models.command_line import command
from models.due import NOBODY, DueDay
from models.rules.sentences import counted


@dataclass(frozen=True, slots=True)
class KeptLines:
    """What was compared, in a sentence, and what is wrong."""

    said: str
    trouble: str = ""


_NOT_KEPT = KeptLines("The lines of Today are derived anew when it is opened next.")


def compare_kept(connection: Connection, moment: datetime) -> KeptLines:
    """Derive the kept day of each office anew and compare, as a database is just now."""
    with Session(connection) as session:
        found = [
            compare(Turn(session, moment, _settings(session, office).at(moment), office, NOBODY, NOBODY, day))
            for office, day in session.execute(select(DueDay.office_id, DueDay.day)).all()
        ]
    return next((each for each in found if each.trouble), found[0] if found else _NOT_KEPT)


def _settings(session: Session, office: UUID) -> SettingsInUse:
    return KnownSettings().look(session, office)


def compare(turn: Turn) -> KeptLines:
    """The lines of one office and day; whose records were written since is left to the next settling."""
    about = to_derive(turn)
    if about is None:
        return _NOT_KEPT
    stored, wanted = (
        Counter(each for each in lines if about_of(each) not in about) for lines in (kept(turn), derived(turn))
    )
    wrong = {about_of(each) for each in (stored - wanted) + (wanted - stored)}
    if not wrong:
        return KeptLines(f"What Today keeps, {counted(stored.total(), 'line')}, is what its records ask for.")
    whose = f"{len(wrong)} people" if len(wrong) > 1 else "one person"
    return KeptLines(
        "",
        f"Today keeps lines of {whose} that their records don't ask for, or lacks some that they do. "
        f"Have all of them derived anew: {command('database upgrade URL --guards')}",
    )
