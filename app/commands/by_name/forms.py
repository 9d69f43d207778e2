"""How an argument of each type is written in JSON, in words for whoever writes it and as the value that it becomes.

Made from the type alone, so that a new use case needs nothing here.
"""

import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass, make_dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from typing import Any, NoReturn, Union, get_args, get_origin, get_type_hints, is_typeddict
from uuid import UUID

from app.commands.by_name import whom
from app.door.errors import Refused
from app.door.turn import Turn
from models.values import NotAValue, from_london

_GREATEST = 2**31 - 1  # what both databases keep in a whole number
_LISTS = (list, tuple, Sequence, Iterable)
_SETS = (set, frozenset)
_MAPS = (dict, Mapping)


class NotSayable(TypeError):  # noqa: N818  an answer about a type
    """A type that JSON can't say: a row or an object of the database, or anything at all."""


class NotUnderstood(Exception):  # noqa: N818  an answer about what was written
    """An argument that isn't what its use case takes; `all` has the others that aren't, too."""

    def __init__(self, argument: str, takes: str, given: object, because: str = "") -> None:
        super().__init__(argument)
        self.argument, self.takes, self.given, self.because = argument, takes, given, because
        self.all = [self]


Read = Callable[[Turn, object, str], Any]  # what is given under which name, in which the refusal speaks of it


@dataclass(frozen=True, slots=True)
class Form:
    """`takes` in words, and how it is read."""

    takes: str
    read: Read


@cache
def form_of(kind: Any, name: str) -> Form:
    """The form of an argument of this type; ids are read by the argument's name: whom they mean."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind is UUID:
        return _id(name)
    origin, parts = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        return _one_of_several(parts, name)
    if origin in _LISTS or origin in _SETS:
        return _many(origin, parts, name)
    if origin in _MAPS:
        return _map(parts, name)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _choice(kind)
    if is_typeddict(kind) or is_dataclass(kind):
        return _object(kind)
    if getattr(kind, "_is_protocol", False):
        return _object(_made_to(kind))
    raise NotSayable(str(kind))


# --- Plain values ----------------------------------------------------------------------------------------------


def _refuse(takes: str, given: object, name: str, because: str = "") -> NoReturn:
    raise NotUnderstood(name, takes, given, because)


def _plain(takes: str, read: Callable[[Any], Any], given_as: type) -> Form:
    def checked(_turn: Turn, given: object, name: str) -> Any:
        if type(given) is not given_as:  # True is no number, and a number is no text
            _refuse(takes, given, name)
        try:
            return read(given)
        except (NotAValue, InvalidOperation, ValueError) as error:
            _refuse(takes, given, name, str(error) if isinstance(error, NotAValue) else "")

    return Form(takes, checked)


def _text(given: str) -> str:
    if "\0" in given:
        raise NotAValue("It holds a sign that no database can keep.")
    given.encode()  # half of a pair of signs is no text: a ValueError
    return given


def _whole(given: int) -> int:
    if abs(given) > _GREATEST:
        raise NotAValue("It is too large.")
    return given


def _day(given: str) -> date:
    if len(given) != len("2026-11-20"):
        raise ValueError
    return date.fromisoformat(given)


def _moment(given: str) -> datetime:
    if len(given) < len("2026-11-20T09:00"):
        raise ValueError
    told = datetime.fromisoformat(given)
    return from_london(told) if told.tzinfo is None else told


def _time(given: str) -> time:
    told = time.fromisoformat(given)
    if told.tzinfo is not None or ":" not in given:
        raise ValueError
    return told


_PLAIN = {
    str: _plain("text", _text, str),
    int: _plain("a whole number", _whole, int),
    bool: _plain("true or false", bool, bool),
    date: _plain("a day such as 2026-11-20", _day, str),
    datetime: _plain("a moment such as 2026-11-20T09:00 (Europe/London where no zone is said)", _moment, str),
    time: _plain("a time such as 07:30", _time, str),
    Decimal: _plain("an exact number as text, such as 12.50", Decimal, str),
}


def _id(name: str) -> Form:
    means = whom.meant_by(name)

    def read(turn: Turn, given: object, called: str) -> UUID:
        if not isinstance(given, str) or not given.strip():
            _refuse(means.takes, given, called)
        if whom.is_id(given):
            return UUID(given)
        if means.find is None:
            _refuse(means.takes, given, called)
        try:
            return means.find(turn, given)
        except Refused as why:
            raise NotUnderstood(called, means.takes, given, why.sentence) from why

    return Form(means.takes, read)


def _choice(kind: type[Enum]) -> Form:
    takes = "one of " + ", ".join(str(each.value) for each in kind)
    by_word: dict[object, Enum] = {}
    for each in kind:  # what is stored goes before what is shown
        for word in (getattr(each, "label", None), each.name, each.value):
            by_word[word.casefold() if isinstance(word, str) else word] = each

    def read(_turn: Turn, given: object, name: str) -> Enum:
        word = given.casefold() if isinstance(given, str) else given
        if isinstance(given, bool) or not isinstance(given, str | int) or word not in by_word:
            _refuse(takes, given, name)
        return by_word[word]

    return Form(takes, read)


# --- What holds others -----------------------------------------------------------------------------------------


def _one_of_several(parts: tuple[Any, ...], name: str) -> Form:
    forms = [form_of(part, name) for part in parts if part is not type(None)]
    takes = " or ".join([*(form.takes for form in forms), *(["null"] if type(None) in parts else [])])

    def read(turn: Turn, given: object, called: str) -> Any:
        if given is None and type(None) in parts:
            return None
        if len(forms) == 1:
            return forms[0].read(turn, given, called)
        as_object = [form for form in forms if form.takes.startswith(_OBJECT)]
        for form in as_object if isinstance(given, dict) else [each for each in forms if each not in as_object]:
            return form.read(turn, given, called)
        _refuse(takes, given, called)

    return Form(takes, read)


def _many(origin: Any, parts: tuple[Any, ...], name: str) -> Form:
    if not parts or len([part for part in parts if part is not Ellipsis]) != 1:
        raise NotSayable(str(origin))
    each = form_of(parts[0], name)
    takes, whole = f"a list, each {each.takes}", frozenset if origin in _SETS else tuple

    def read(turn: Turn, given: object, called: str) -> Any:
        if not isinstance(given, list):
            _refuse(takes, given, called)
        return whole(each.read(turn, one, f"{called}[{number}]") for number, one in enumerate(given))

    return Form(takes, read)


def _map(parts: tuple[Any, ...], name: str) -> Form:
    key, value = form_of(parts[0], name), form_of(parts[1], name)
    takes = f"{_OBJECT} from {key.takes} to {value.takes}"

    def read(turn: Turn, given: object, called: str) -> Any:
        if not isinstance(given, dict):
            _refuse(takes, given, called)
        return {key.read(turn, word, called): value.read(turn, one, f"{called}.{word}") for word, one in given.items()}

    return Form(takes, read)


_OBJECT = "an object"


def _object(kind: Any) -> Form:
    """A frozen dataclass or a typed dictionary; where the class reads text, as an NHS number does, text will do."""
    hints = get_type_hints(kind)
    if is_typeddict(kind):
        needed, known = kind.__required_keys__, dict(hints)
    else:
        own = [field for field in fields(kind) if field.init]
        needed = {field.name for field in own if field.default is MISSING and field.default_factory is MISSING}
        known = {field.name: hints[field.name] for field in own}
    forms = {word: form_of(hint, word) for word, hint in known.items()}
    said = ", ".join(f"{word}{'' if word in needed else '?'}: {form.takes}" for word, form in forms.items())
    parse = getattr(kind, "parse", None)
    takes = f"text that is {_called(kind)}" if parse else f"{_OBJECT} {{{said}}}"

    def read(turn: Turn, given: object, called: str) -> Any:
        try:
            if parse is not None and isinstance(given, str):
                return parse(given)
            if not isinstance(given, dict) or parse is not None:
                _refuse(takes, given, called)
            return kind(**read_object(turn, given, forms, needed, f"{called}."))
        except NotAValue as error:
            _refuse(takes, given, called, str(error))

    return Form(takes, read)


def read_object(
    turn: Turn, given: Mapping[str, object], forms: Mapping[str, Form], needed: Iterable[str], before: str
) -> dict[str, Any]:
    """What an object holds, each by its name: none unknown, none missing. Refused with all that is wrong."""
    wrong = [
        NotUnderstood(f"{before}{word}", f"nothing: there is {_names(forms)}", given[word])
        for word in given
        if word not in forms
    ]
    wrong += [NotUnderstood(f"{before}{word}", forms[word].takes, MISSING) for word in needed if word not in given]
    held = {}
    for word in (each for each in given if each in forms):
        try:
            held[word] = forms[word].read(turn, given[word], f"{before}{word}")
        except NotUnderstood as why:
            wrong += why.all
    if wrong:
        wrong[0].all = wrong
        raise wrong[0]
    return held


def _names(forms: Iterable[str]) -> str:
    return ", ".join(forms) or "no argument"


def _called(kind: type) -> str:
    return (
        "".join(f" {sign.lower()}" if sign.isupper() else sign for sign in kind.__name__).strip().replace("nhs", "NHS")
    )


def _made_to(protocol: Any) -> Any:
    """A frozen class with what a protocol asks for: the file importers hand over rows of their own."""
    asked = {
        name: get_type_hints(each.fget)["return"]
        for name, each in vars(protocol).items()
        if isinstance(each, property) and each.fget is not None
    }
    return make_dataclass(protocol.__name__, list(asked.items()), frozen=True)
