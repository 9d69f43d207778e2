"""What the window says, as it passes its one gate: while a test runs in English, or told in the language of a desk."""

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent

from models.vocabulary.languages import Language
from models.vocabulary.translation import Translation
from ui import language

_LETTERS = re.compile(r"[^\W\d_]")
# What may stay as it is in any language, with the reason.
STAYS = {
    r"(now|today), .*": "what can be typed into a field for a day: its reader knows these words only",
    r".* \(Ctrl\+\w\)": "words that were told already, and the keys",
    r"It can't be opened\.": "what a test made up",
}


class Listening(Translation):
    """Tells everything as it was said, and keeps it."""

    def __init__(self) -> None:
        super().__init__("cy", {})
        self.heard: dict[str, None] = {}
        self.said = self._hear  # type: ignore[assignment]  # without what is kept of earlier texts

    def _hear(self, text: str) -> str:
        self.heard[text] = None
        return text


def welsh() -> Translation:
    """The window's sentences in Welsh."""
    return language._sentences(Language.WELSH)


def still_english(heard: dict[str, None], known: Translation) -> list[str]:
    """Of what was said, what has no sentence in that language; what has no letters needs none."""
    asked = (each for each in heard if _LETTERS.search(each))
    return [each for each in asked if not known.knows(each) and not any(re.fullmatch(it, each) for it in STAYS)]


@contextmanager
def listening() -> Iterator[Listening]:
    """Everything stays English, and is heard; not what an earlier test has left, which goes first."""
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    language._read_in = made = Listening()
    try:
        yield made
    finally:
        language.read_in(None)


class Telling(Translation):
    """Tells Welsh, and keeps each line that it told."""

    def __init__(self, known: Translation) -> None:
        super().__init__(known.code, {})
        self._of = known
        self.told: set[str] = set()
        self.said = self._tell  # type: ignore[assignment]  # as above

    def knows(self, text: str) -> bool:
        return self._of.knows(text)

    def _tell(self, text: str) -> str:
        told = self._of.said(text)
        if self._of.knows(text):
            self.told.update(told.split("\n"))
        return told


@contextmanager
def reading_welsh() -> Iterator[Telling]:
    """From now on every widget that is made is told Welsh."""
    language._read_in = made = Telling(welsh())
    try:
        yield made
    finally:
        language.read_in(None)
