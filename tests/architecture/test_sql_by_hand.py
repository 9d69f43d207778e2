"""Statements in the database's own language stand in `models` only; elsewhere they are built from mapped classes."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STATEMENT = re.compile(
    r"\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|PRAGMA|LISTEN|NOTIFY|BEGIN|COMMIT|SET|WITH|VACUUM|ATTACH"
    r"|CREATE (TABLE|INDEX|TRIGGER|DATABASE)|DROP|ALTER)\s+(\w|$)"
)
AS_THEY_ARE = {"text", "literal_column", "TextClause", "DDL", "exec_driver_sql"}


def statements(source: str) -> list[str]:
    """Every text of a module that begins as a statement, pieces of f-strings too."""
    texts = (node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant))
    return [text for text in texts if isinstance(text, str) and STATEMENT.match(text)]


def taken_as_they_are(source: str) -> list[str]:
    """What hands the database a text as it stands, whatever the text: SQLAlchemy's own names for it."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and f"{node.module}".split(".")[0] == "sqlalchemy":
            found += [each.name for each in node.names if each.name in AS_THEY_ARE]
        elif isinstance(node, ast.Attribute) and (
            node.attr in AS_THEY_ARE - {"text"} or ast.unparse(node) in {"sqlalchemy.text", "sa.text"}
        ):
            found.append(node.attr)
    return found


def sources() -> dict[str, str]:
    paths = [path for folder in ("app", "ui", "reports") for path in sorted((ROOT / folder).rglob("*.py"))]
    return {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in paths}


def test_no_statement_is_written_by_hand_outside_models():
    assert {name: said for name, source in sources().items() if (said := statements(source))} == {}


def test_no_text_reaches_the_database_as_it_stands_outside_models():
    assert {name: said for name, source in sources().items() if (said := taken_as_they_are(source))} == {}


@pytest.mark.parametrize(
    "source",
    [
        'from sqlalchemy import text\ntext("select given from person")',
        'from sqlalchemy import text as words\nwords("/* why */ SELECT 1")',
        'import sqlalchemy as sa\nsa.text("given = :given")',
        "import sqlalchemy\nsqlalchemy.literal_column(what)",
        "from sqlalchemy.schema import DDL",
        "connection.exec_driver_sql(what)",
    ],
)
def test_a_planted_way_for_a_text_is_found(source):
    assert len(taken_as_they_are(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        'cursor.execute("PRAGMA data_version")',
        'cursor.execute(f"LISTEN {channel}")',
        'session.execute(text("SELECT 1"))',
        'session.execute(text("""\n  UPDATE person SET given = 1"""))',
    ],
)
def test_a_planted_statement_is_found(source):
    assert len(statements(source)) == 1


def test_words_of_people_are_left_alone():
    assert statements('say("Select a person.")\nsay("SET")\nsay("Begin the meeting")\nsay("With whom")') == []


def names_a_session(source: str) -> bool:
    """Whether a module has a session in its hands, under whichever kind of name."""
    for node in ast.walk(ast.parse(source)):
        said = getattr(node, "attr", getattr(node, "id", getattr(node, "arg", getattr(node, "value", None))))
        if isinstance(said, str) and said in {"session", "_session"}:
            return True
    return False


def test_papers_are_read_by_queries_and_use_no_session_of_their_own():
    papers = {name: source for name, source in sources().items() if name.startswith("app/papers/")}
    used = [name for name, source in papers.items() if names_a_session(source)]
    assert (used, "app/papers/agreement.py" in papers) == ([], True)


@pytest.mark.parametrize(
    "source",
    [
        "turn.session.scalars(what)",
        "def gather(session): ...",
        "read(session=turn)",
        'getattr(turn, "session")',
        "session = turn.here",
    ],
)
def test_a_planted_session_is_found(source):
    assert names_a_session(source)
