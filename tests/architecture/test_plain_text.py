"""Typed text is shown as it was typed: nothing in the window reads it as HTML or Markdown, which can open files."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
READS_MARKUP = {
    "setHtml",
    "insertHtml",
    "appendHtml",
    "setMarkdown",
    "insertMarkdown",
    "fromHtml",
    "fromMarkdown",
    "setDefaultStyleSheet",
    "RichText",
    "MarkdownText",
    "AutoText",
    "QTextBrowser",
    "QWhatsThis",
}
GUESSES = {"QLabel", "QMessageBox", "QErrorMessage"}  # these read text as HTML when it looks like it
# The places that may, each with its reason.
MAY_READ_MARKUP: dict[str, str] = {}
MAY_GUESS = {
    "ui/widgets/labels_and_buttons.py": "makes the plain label that everybody else uses, and tells it not to guess",
}


def violations(name: str, source: str) -> list[str]:
    """Where a module lets Qt read text as markup, or guess whether it is."""
    found = []
    tree = ast.parse(source)
    for node in ast.walk(tree):
        said = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
        if said in READS_MARKUP and name not in MAY_READ_MARKUP:
            found.append(f"{name}:{node.lineno}: {said} reads text as markup")
        if isinstance(node, ast.Call) and guesses(node, tree) and name not in MAY_GUESS:
            found.append(
                f"{name}:{node.lineno}: {ast.unparse(node.func)} guesses; use words() of ui.widgets.labels_and_buttons"
            )
    return found


def guesses(call: ast.Call, tree: ast.Module) -> bool:
    """Whether this makes a widget that guesses; an empty label that is only given a picture has nothing to read."""
    made = ast.unparse(call.func).split(".")[-1]
    if made != "QLabel" or call.args or call.keywords:
        return made in GUESSES
    places = [node.targets[0] for node in ast.walk(tree) if isinstance(node, ast.Assign) and node.value is call]
    return not places or f"{ast.unparse(places[0])}.setText(" in ast.unparse(tree)


def windows() -> list[str]:
    return [path.relative_to(ROOT).as_posix() for folder in ("ui", "app") for path in (ROOT / folder).rglob("*.py")]


@pytest.mark.parametrize("name", sorted(windows()))
def test_a_window_shows_typed_text_as_it_was_typed(name):
    assert violations(name, (ROOT / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "notes.setHtml(text)",
        "notes.setMarkdown(text)",
        "label.setTextFormat(Qt.TextFormat.RichText)",
        "view = QTextBrowser()",
        "label = QLabel(person.name)",
        "picture = QLabel()\npicture.setText(person.name)",
        "layout.addWidget(QLabel())",
        "QtWidgets.QMessageBox(self)",
    ],
)
def test_a_planted_way_round_is_found(source):
    assert len(violations("ui/tabs/today/tab.py", source)) == 1


def test_a_label_that_only_shows_a_picture_is_left_alone():
    assert violations("ui/tabs/today/tab.py", "self._picture = QLabel()\nself._picture.setPixmap(icon)") == []


def test_a_place_that_may_is_there():
    assert [name for name in (*MAY_READ_MARKUP, *MAY_GUESS) if not (ROOT / name).exists()] == []
