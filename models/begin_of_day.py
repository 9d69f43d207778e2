"""The moment with which a stored day begins, as an expression: to be asked together with moments, in one order."""

from typing import Any

from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from models.base import UtcDateTime


class _BeginOf(FunctionElement[Any]):
    type = UtcDateTime()
    inherit_cache = True


def begin_of(day: Any) -> _BeginOf:
    """Midnight in UTC of a column's day, which is within the same day in the office; nothing where there is no day."""
    return _BeginOf(day)


def _in_file(element: _BeginOf, compiler: Any, **words: Any) -> str:
    return f"({compiler.process(element.clauses, **words)} || ' 00:00:00.000000')"


def _at_server(element: _BeginOf, compiler: Any, **words: Any) -> str:
    return f"(CAST({compiler.process(element.clauses, **words)} AS timestamp) AT TIME ZONE 'UTC')"


for _dialect, _words in (("sqlite", _in_file), ("postgresql", _at_server)):
    compiles(_BeginOf, _dialect)(_words)
