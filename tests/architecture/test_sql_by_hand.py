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


def statements(source: str) -> list[str]:
    """Every text of a module that begins as a statement, pieces of f-strings too."""
    texts = (node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant))
    return [text for text in texts if isinstance(text, str) and STATEMENT.match(text)]


def test_no_statement_is_written_by_hand_outside_models():
    paths = [path for folder in ("app", "ui", "reports") for path in sorted((ROOT / folder).rglob("*.py"))]
    found = {str(path.relative_to(ROOT)): said for path in paths if (said := statements(path.read_text("utf-8")))}
    assert found == {}


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


def test_papers_are_read_by_queries_and_use_no_session_of_their_own():
    papers = {path.name: ast.parse(path.read_text("utf-8")) for path in sorted((ROOT / "app/papers").rglob("*.py"))}
    used = [
        name
        for name, tree in papers.items()
        if any(isinstance(node, ast.Attribute) and node.attr == "session" for node in ast.walk(tree))
    ]
    assert (used, "agreement.py" in papers) == ([], True)
