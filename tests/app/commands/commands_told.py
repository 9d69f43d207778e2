"""The commands that the READMEs tell: what is to be typed in a block, and what stands so in a sentence."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.cli import COMMANDS
from tests.architecture.imported import OURS, ROOT

FOLDERS = (*sorted(OURS), "tests", "findings")
BLOCK, INLINE = re.compile(r"^```[a-z]*\n(.*?)^```", re.DOTALL | re.MULTILINE), re.compile(r"(?<!`)`([^`]+)`(?!`)")
PROGRAM = ("homeward", "run.py", "python3 run.py")
OTHERS = (".venv/bin/", "python ", "python3 ", "pytest", "pipx ", "pip ")
COMMENT = re.compile(r"\s+#\s.*$")


@dataclass(frozen=True, slots=True)
class Told:
    """A command as it is told: by which README, and its words."""

    by: str
    line: str

    @property
    def words(self) -> tuple[str, ...]:
        """What is to be typed, with what may be left out, and of two ways the first."""
        plain = re.sub(r"\[(?=[-A-Z])|(?<=\w)\]", "", self.line)
        return tuple(re.sub(r"^(--[\w-]+)/--[\w-]+$", r"\1", word) for word in shlex.split(plain))

    @property
    def of_the_program(self) -> tuple[str, ...] | None:
        """The words after the program's name; none where it is another program's."""
        words = self.words
        if words[:2] == ("python3", "run.py"):
            return words[2:]
        if words[0] in {"homeward", "run.py"}:
            return words[1:]
        return words if words[0] in COMMANDS else None


def readmes() -> list[Path]:
    """Every README of the project."""
    return [ROOT / "README.md", *(path for each in FOLDERS for path in sorted((ROOT / each).rglob("README.md")))]


def is_command(text: str) -> bool:
    """Whether a text in a sentence is something to type: names, keys, paths and code are none."""
    words = text.split()
    if words[0] in {"homeward", "run.py"} or text.startswith("python3 run.py"):
        return len(words) > 1 and not text.startswith("homeward_")
    return text.startswith(OTHERS) or (words[0] in COMMANDS and len(words) > 1 and words[1] != "=")


def told_in(text: str, by: str) -> Iterator[Told]:
    """Each command of a page, once."""
    lines = [
        part
        for block in BLOCK.findall(text)
        for line in block.splitlines()
        for part in COMMENT.sub("", line).strip().split(" && ")
        if part.startswith((*PROGRAM, *OTHERS))
    ]
    sentences = [" ".join(each.split()) for each in INLINE.findall(BLOCK.sub("", text))]
    for line in dict.fromkeys((*lines, *(each for each in sentences if is_command(each)))):
        yield Told(by, line)


def every() -> list[Told]:
    """Those of all READMEs, in their order."""
    return [
        told
        for path in readmes()
        for told in told_in(path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix())
    ]
