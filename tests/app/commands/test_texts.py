"""Rows as lines of text."""

import pytest

from app.commands.texts import table


@pytest.mark.parametrize("typed", ["a\nb", "a\x1b[31mb", "a\u202eb", "a\0b"])
def test_what_was_typed_cannot_break_a_line_or_command_the_terminal(typed):
    (line,) = table([("1", typed, "end")])
    assert line.isprintable()
    assert line.startswith("1  a ")
