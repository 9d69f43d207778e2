"""What a use case or a query answers, as JSON; and what it refuses, each lack by itself."""

import json
import types
from collections.abc import Collection, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints, is_typeddict
from uuid import UUID

import msgspec

from app.commands.by_name.forms import NotUnderstood
from app.door.changes import Changes
from app.door.errors import Refused

_PLAIN = (str, int, float, bool, date, datetime, time, timedelta, Decimal, UUID, type(None))
_WHOEVER_WROTE_IT = "whoever wrote the arguments"
_AS_MUCH_AS_IS_SHOWN = 200  # letters of what was given


def is_sayable(kind: Any, within: frozenset[Any] = frozenset()) -> bool:
    """Whether a type is made of plain values alone: no row, no mapped object, nothing of which anything may come."""
    if kind in _PLAIN or kind in within or isinstance(kind, TypeVar):
        return True
    owner = get_origin(kind) or kind
    if is_dataclass(owner) or is_typeddict(owner) or fields_of(owner):
        hints = get_type_hints(owner)
        held = fields_of(owner) if is_dataclass(owner) else list(hints)
        return all(is_sayable(hints[name], within | {kind}) for name in held)
    if isinstance(owner, type) and issubclass(owner, Enum):
        return True
    is_of_parts = owner in {Union, types.UnionType} or (isinstance(owner, type) and issubclass(owner, Collection))
    parts = [part for part in get_args(kind) if part is not Ellipsis]
    return is_of_parts and bool(parts) and all(is_sayable(part, within) for part in parts)


def answer_of(answer: object) -> Any:
    """Rows as plain values: moments with their zone, ids as text, choices as they are stored."""
    if isinstance(answer, Changes):
        people, topics = sorted(map(str, answer.people)), sorted(topic.name.lower() for topic in answer.topics)
        return {"made": answer.made and str(answer.made), "people": people, "changed": topics}
    return _plain(answer)


def _plain(value: object) -> Any:
    """Sets in one order, so that the same answer is the same text each time."""
    held = fields_of(type(value))
    if held:
        return {name: _plain(getattr(value, name)) for name in held}
    if isinstance(value, Mapping):
        return {str(_plain(key)): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, set | frozenset):
        return sorted(map(_plain, value), key=str)
    return msgspec.to_builtins(value)


def fields_of(kind: Any) -> Sequence[str]:
    """What rows of this kind hold by name, be they dataclasses or named tuples; nothing of other kinds."""
    if is_dataclass(kind):
        return [each.name for each in fields(kind)]
    named = getattr(kind, "_fields", ())  # a row of the database has them too, each its own
    return named if isinstance(named, tuple) else ()


_SECRET = frozenset({"code"})  # of a key safe: no answer of a command has it
_NOT_TOLD = "something else"


def refusal_of(why: Refused | NotUnderstood) -> dict[str, Any]:
    """Each thing that is lacking: its rule, the sentence, and who can provide it."""
    if isinstance(why, NotUnderstood):
        return {"refused": [_misunderstood(each) for each in why.all]}
    each_by_itself = why.lacks or (why,)
    return {"refused": [{"rule": each.rule, "sentence": each.sentence, "who": each.who} for each in each_by_itself]}


def _shown(given: object) -> str:
    """As it was written, cut short; half of a pair of signs, which no terminal takes, by its number."""
    text = json.dumps(given, ensure_ascii=False)[:_AS_MUCH_AS_IS_SHOWN]
    return text.encode("utf-8", "backslashreplace").decode()


def _misunderstood(why: NotUnderstood) -> dict[str, Any]:
    is_missing = why.given is MISSING
    given = "nothing" if is_missing else _NOT_TOLD if why.argument in _SECRET else _shown(why.given)
    sentence = f"{why.argument} takes {why.takes}; {'it is missing' if is_missing else f'{given} was given'}."
    if why.because:
        sentence += f" {why.because}"
    return {
        "rule": "",
        "sentence": sentence,
        "who": _WHOEVER_WROTE_IT,
        "argument": why.argument,
        "takes": why.takes,
        "given": None if is_missing else given,
    }
