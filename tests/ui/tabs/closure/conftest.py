"""Whatever state a test brings this tab into: each sentence that it says there has its Welsh."""

from collections.abc import Iterator

import pytest

from tests.ui.language.heard import listening, still_english, welsh


@pytest.fixture(autouse=True)
def said_in_welsh() -> Iterator[None]:
    """A new sentence without one is named here: it stays English in the window, whole, until somebody translates it."""
    with listening() as heard:
        yield
    assert still_english(heard.heard, welsh()) == []
