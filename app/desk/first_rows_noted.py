"""Notes for the next start how the first rows of Today can be read, once the lines of a file are settled."""

from pathlib import Path

from sqlalchemy import Select

from app.desk.first_rows import FirstRowsNote, begun
from app.door.policy import STORED
from app.door.turn import Turn
from app.queries.today.due_lines import KEPT, STATE, to_derive, word_of_turn
from app.queries.today.line import SOURCES
from app.queries.today.staff_of_today import staff_on
from models.demonstration import GOES_ON_AT
from models.program_stamp import stamp_of
from models.revision import NEWEST
from models.rules.spoken_limits import nothing_to_do


def note_first_rows(turn: Turn, folder: Path, file: Path) -> None:
    """Note it in the folder, where all lines are settled."""
    if to_derive(turn) == frozenset():
        _note(turn).keep(folder, file)


def _note(turn: Turn) -> FirstRowsNote:
    asked: dict[str, Select[*tuple[object, ...]]] = {
        "state": STATE,
        "lines": KEPT,
        "staff": staff_on(turn.day),
        "settings": STORED,
        "clock": GOES_ON_AT,
    }
    spelt = {name: _spelt(turn, each) for name, each in asked.items()}
    driver = turn.session.connection().connection
    settings = driver.cursor().execute(spelt["settings"]).fetchall()
    return FirstRowsNote(
        program=stamp_of(SOURCES),
        revision=NEWEST,
        day=str(turn.day),
        word=word_of_turn(turn),
        settings=begun(settings, turn.moment),
        staff=str(turn.staff),
        lesson=nothing_to_do(turn.policy),
        asked=spelt,
    )


def _spelt(turn: Turn, statement: Select[*tuple[object, ...]]) -> str:
    """The whole statement, with nothing left to be filled in."""
    filled = statement.params(office=turn.office)
    return str(filled.compile(turn.session.get_bind(), compile_kwargs={"literal_binds": True}))
