"""Which ask gives the version that a use case wants as `seen`: told to whoever left it out."""

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from app.commands.by_name.answers import fields_of
from app.commands.by_name.catalogue import QUERY, Offered, every

_MOST_NAMED = 2


def shown_by(deed: Offered) -> str:
    """The asks of the same room that hold versions, those first which are asked about the same record."""
    room, own = deed.name.split(".")[0], {each.name for each in deed.arguments}
    near = [pair for pair in _holding() if pair[0].name.startswith(f"{room}.")]
    near = near or [pair for pair in _holding() if room in pair[0].name]
    near = near or [pair for pair in _holding() if own & {each.name for each in pair[0].arguments}]
    beside = deed.name.rpartition(".")[0]
    near.sort(
        key=lambda pair: (
            -len(own & {each.name for each in pair[0].arguments}),
            pair[0].name.rpartition(".")[0] != beside,
            -len(pair[1]),
        )
    )
    said = [f"ask {each.name} ({', '.join(dict.fromkeys(where))})" for each, where in near[:_MOST_NAMED]]
    return f"It is the version that was looked at, as shown by {' or '.join(said)}." if said else ""


@cache
def _holding() -> tuple[tuple[Offered, tuple[str, ...]], ...]:
    """Every ask whose answer holds versions, with where."""
    found = ((each, tuple(_versions(get_type_hints(each.call)["return"]))) for each in every(QUERY))
    return tuple(pair for pair in found if pair[1])


def _versions(kind: Any, path: str = "", within: frozenset[Any] = frozenset()) -> Iterator[str]:
    """Where an answer holds versions: “goals[].version”."""
    owner = get_origin(kind) or kind
    if owner not in within:
        for name in fields_of(owner):
            if name in _NAMES or name.endswith(_ENDS):
                yield f"{path}.{name}".lstrip(".")
            yield from _versions(get_type_hints(owner)[name], f"{path}.{name}", within | {owner})
    many = "[]" if owner in {tuple, list} else ""
    for part in get_args(kind):
        yield from _versions(part, path + many, within)


_NAMES, _ENDS = ("seen", "version"), ("_seen", "_version")
