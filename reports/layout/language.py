"""In which language a paper is read: English, or one that the program has its own sentences in."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

import resources
from models.vocabulary.languages import Language
from models.vocabulary.translation import Translation

ENGLISH = "en-GB"
_read_in: ContextVar[Translation | None] = ContextVar("read_in", default=None)


@cache
def translation(language: Language) -> Translation:
    """Our sentences in a language, as the program ships them."""
    told = resources.read_toml(f"language/{language.value}.toml")
    return Translation(language.value, {english: words for part in told.values() for english, words in part.items()})


@contextmanager
def read_in(language: Translation | None) -> Iterator[None]:
    """While a paper is drawn for somebody who reads this language; None is English."""
    token = _read_in.set(language)
    try:
        yield
    finally:
        _read_in.reset(token)


def as_read(text: str) -> str:
    """A text as the reader of the paper that is being drawn reads it."""
    language = _read_in.get()
    return text if language is None else language.said(text)


def template(english: str) -> str:
    """A phrase whose places are still to be filled, in that language; an office's own words stay as it wrote them."""
    language = _read_in.get()
    return english if language is None else language.template(english)


def language_code() -> str:
    """The language of the paper that is being drawn, as its file names it."""
    language = _read_in.get()
    return ENGLISH if language is None else language.code
