"""Whether people are found by the words of their record, as the database keeps them: derived again, and compared."""

from sqlalchemy import Connection

from models.command_line import command
from models.found_by import PersonWord
from models.migrations.found_by_words.filling import near_words_of_all, words_of_all
from models.whole_copies import raw_of
from models.words_of_file import lend_words

_KEPT = f"SELECT office_id, found_by, person_id FROM {PersonWord.__tablename__}"


def words_compared(connection: Connection) -> tuple[str, ...]:
    """What is missing or too much, a sentence each."""
    if connection.dialect.name == "sqlite":
        lend_words(raw_of(connection))  # who only looks may have opened the file without them
    wanted = words_of_all(connection)
    near = f"SELECT office_id, near, word FROM ({near_words_of_all(connection)}) AS told"
    near_kept = "SELECT office_id, near, word FROM near_word"
    troubles = (
        (f"{wanted} EXCEPT {_KEPT}", "People aren't found by words that their record has"),
        (f"{_KEPT} EXCEPT {wanted}", "People are found by words that their record hasn't"),
        (f"{near} EXCEPT {near_kept}", "Words aren't found where they are mistyped"),
    )
    mend = f"Fill them in anew with: {command('database upgrade URL --guards')}"
    counted = ((sentence, _count(connection, rows)) for rows, sentence in troubles)
    return tuple(f"{sentence}: {number}. {mend}" for sentence, number in counted if number)


def _count(connection: Connection, rows: str) -> int:
    return int(connection.exec_driver_sql(f"SELECT count(*) FROM ({rows}) AS rows").scalar_one())
