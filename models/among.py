"""Whether a column is one of many keys that a statement is told at once: its words stay the same however many they are.

So it is made once and kept (`models.prepared`); of a list SQLAlchemy makes its words anew with each number of keys.
"""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Dialect, Text, Uuid, bindparam
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine


class _Keys(TypeDecorator[Sequence[UUID]]):
    """Many keys as one value: a server's array, a file's JSON."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(ARRAY(Uuid()) if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: Sequence[UUID] | None, dialect: Dialect) -> Any:
        keys = value or ()
        return list(keys) if dialect.name == "postgresql" else json.dumps([each.hex for each in keys])


class _Among(FunctionElement[bool]):
    type = Boolean()
    inherit_cache = True

    def self_group(self, against: Any = None) -> Any:  # noqa: ARG002  SQLAlchemy's own
        """Itself: else a file is asked whether it is 1, and finds no index by that."""
        return self


def among(column: Any, name: str) -> _Among:
    """Whether the column is one of the keys, UUIDs, that the statement is told by this name."""
    return _Among(column, bindparam(name, type_=_Keys()))


def _in_file(element: _Among, compiler: Any, **words: Any) -> str:
    column, keys = element.clauses
    kept = f"SELECT value FROM json_each({compiler.process(keys, **words)})"  # noqa: S608  our own words
    return f"{compiler.process(column, **words)} IN ({kept})"


def _at_server(element: _Among, compiler: Any, **words: Any) -> str:
    column, keys = element.clauses
    return f"{compiler.process(column, **words)} = ANY ({compiler.process(keys, **words)})"


for _dialect, _words in (("sqlite", _in_file), ("postgresql", _at_server)):
    compiles(_Among, _dialect)(_words)
