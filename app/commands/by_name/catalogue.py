"""What can be called by name: every use case of the services and every query, with its arguments, from the signatures.

A use case is a public function whose first parameter is a Turn and which returns Changes; a query is a public function
of the queries whose first parameter is a Turn. Parts of queries that take or give rows of the database can't be said
in JSON and aren't offered.
"""

import inspect
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from inspect import Parameter
from pathlib import Path
from types import FunctionType
from typing import Any, Unpack, get_args, get_origin, get_type_hints

from app.commands.by_name.answers import answer_of, is_sayable
from app.commands.by_name.forms import Form, NotSayable, form_of
from app.door.changes import Changes
from app.door.errors import Refused
from app.door.turn import Turn

_MOST_NAMED = 8
_AS_IT_IS = "as it is"
WHOEVER_TYPED_IT = "whoever typed it"


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument: how it is written, and whether it must be; else what holds where it is left out, as JSON."""

    name: str
    form: Form
    is_needed: bool
    unless_said: str = ""


@dataclass(frozen=True, slots=True)
class Offered:
    """A use case or a query: its Python name without `app.services`, what it takes, its docstring's first line."""

    name: str
    call: Callable[..., Any]
    arguments: tuple[Argument, ...]
    about: str


@dataclass(frozen=True, slots=True)
class Kind:
    """What is called by name: where it is found, and which answers make a function one of it."""

    word: str
    what: str
    packages: tuple[str, ...]
    answers: Callable[[Any], bool]
    but: frozenset[str] = frozenset()  # modules of them, or functions, that nobody calls by name

    @property
    def writes(self) -> bool:
        """Whether calling one changes something."""
        return self is DEED


_NO_DEEDS = frozenset(
    {
        "app.services.history.noting",  # who looked is noted by the program, never said by anybody
        "app.services.agreement.signing.issue",  # a paper is issued as it is gathered, or its sums would be anybody's
        "app.services.agreement.signing.record_signature",  # and signed by whom it names: `sign`
    }
)
_WITH_DEEDS = ("app.services", "app.papers.issuing", "app.papers.issuing_letters")
DEED = Kind("do", "use case", _WITH_DEEDS, lambda answer: answer is Changes, _NO_DEEDS)
QUERY = Kind("ask", "query", ("app.queries",), is_sayable)


@cache
def every(kind: Kind) -> tuple[Offered, ...]:
    """All of a kind, in the order of their rooms."""
    return tuple(_offered(kind))


def named(kind: Kind, asked: str) -> Offered:
    """The one that is meant by its name or its tail; refused with the candidates where several fit."""
    words = asked.strip().split(".")
    ends_so = tuple(_offered(kind, words[-1]))  # only what is called so is imported
    found = [each for each in ends_so if _is_tail(each.name.split("."), words)]
    found = found or [each for each in ends_so if _goes_through(each.name.split("."), words)]
    found = [each for each in found if each.name == asked] or found
    if len(found) == 1:
        return found[0]
    if found:
        raise Refused(f"“{asked}” may be {_listed(found)}: say which.", who=WHOEVER_TYPED_IT)
    near = [each for each in every(kind) if words[-1] and words[-1] in each.name]
    meant = f"Meant, perhaps: {_listed(near)}." if near else "--list shows them all."
    raise Refused(f"There is no {kind.what} “{asked}”. {meant}", who=WHOEVER_TYPED_IT)


def _is_tail(whole: list[str], words: list[str]) -> bool:
    return ["app", "services", *whole][-len(words) :] == words or ["app", "queries", *whole][-len(words) :] == words


def _goes_through(whole: list[str], words: list[str]) -> bool:
    """Whether the words stand in the name in their order, the last at its end: “closure.tick”."""
    rest = iter(whole)
    return bool(words) and whole[-1] == words[-1] and all(word in rest for word in words)


def _listed(found: list[Offered]) -> str:
    names = sorted(each.name for each in found)
    return ", ".join(names[:_MOST_NAMED]) + (", …" if len(names) > _MOST_NAMED else "")


# --- Found -----------------------------------------------------------------------------------------------------


def _offered(kind: Kind, called: str = "") -> Iterator[Offered]:
    names = (name for package in kind.packages for name in _modules(package, called) if name not in kind.but)
    for module in map(import_module, names):
        for name, call in sorted(vars(module).items()):
            is_own = isinstance(call, FunctionType) and call.__module__ == module.__name__ and not name.startswith("_")
            is_own = is_own and f"{module.__name__}.{name}" not in kind.but
            if is_own and called in {"", name} and kind.answers(get_type_hints(call).get("return")):
                yield from _as_offered(f"{module.__name__}.{name}".split(".", 2)[2], call)


def _modules(package: str, called: str) -> Iterator[str]:
    """The modules of a package, or only those that define something of this name."""
    return (name for name, source in _sources(package) if not called or f"def {called}(" in source)


@cache
def _sources(package: str) -> tuple[tuple[str, str], ...]:
    """Each module by its name, with its text."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return ()
    here = Path(spec.origin)
    files = sorted(here.parent.rglob("*.py")) if spec.submodule_search_locations else [here]
    return tuple((_module_name(package, here, file), file.read_text(encoding="utf-8")) for file in files)


def _module_name(package: str, here: Path, file: Path) -> str:
    inner = file.relative_to(here.parent).with_suffix("").parts if file != here else ()
    return ".".join((package, *inner)).removesuffix(".__init__")


def _as_offered(name: str, call: FunctionType) -> Iterator[Offered]:
    hints = get_type_hints(call)
    first, *rest = inspect.signature(call).parameters.values() or (None,)
    if first is None or hints.get(first.name) is not Turn:
        return
    try:
        arguments = tuple(one for each in rest for one in _arguments(each, hints[each.name]))
    except NotSayable:
        return
    yield Offered(name, call, arguments, (inspect.getdoc(call) or "").split("\n", 1)[0])


def _arguments(parameter: Parameter, hint: Any) -> Iterator[Argument]:
    """One, or each of a typed dictionary that is handed over as keywords."""
    if parameter.kind is Parameter.VAR_POSITIONAL:
        raise NotSayable(parameter.name)
    if parameter.kind is not Parameter.VAR_KEYWORD:
        needed = parameter.default is Parameter.empty
        left_out = "" if needed else json.dumps(answer_of(parameter.default), ensure_ascii=False)
        yield Argument(parameter.name, form_of(hint, parameter.name), needed, left_out)
        return
    told = get_args(hint)[0] if get_origin(hint) is Unpack else hint
    for name, each in get_type_hints(told).items():
        yield Argument(name, form_of(each, name), name in told.__required_keys__, _AS_IT_IS)
