"""A file's answers to a few questions before anything of SQLAlchemy is imported, for the first rows of a start.

Read as it stands, by one transaction, and nothing of it is changed: what stands in a log that was left over, or is
changed meanwhile, isn't answered here. Whoever opens the file afterwards looks at all of it (`models.looking`).
"""

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from models.database_file import APPLICATION_ID, NotOurs
from models.file_driver import FileConnection, connect_file, file_errors
from models.file_stands import FOR_GOOD, FOR_READING, Stands

Answers = Mapping[str, list[tuple[Any, ...]]]


def first_answers(file: Path, revision: str, questions: Mapping[str, str]) -> Answers | None:
    """The rows of each question, as the file keeps them; none where it isn't ours, of this revision, or can't be read.

    The questions are whole statements, with nothing left to be filled in.
    """
    try:
        before = Stands.of(file)
        if before.log > 0 and not before.is_open_elsewhere:
            return None
        how = FOR_READING if before.is_open_elsewhere else f"{FOR_READING}&{FOR_GOOD}"
        with closing(connect_file(file, how, isolation_level=None)) as connection:
            answers = _ask(connection, revision, questions)
        return answers if before.is_open_elsewhere or before == Stands.of(file) else None
    except file_errors(OSError, NotOurs):
        return None


def _ask(connection: FileConnection, revision: str, questions: Mapping[str, str]) -> Answers | None:
    if connection.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
        return None
    connection.execute("BEGIN")
    if connection.execute("SELECT version_num FROM alembic_version").fetchall() != [(revision,)]:
        return None
    return {name: connection.execute(question).fetchall() for name, question in questions.items()}
