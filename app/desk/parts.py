"""The parts that Homeward is made of, with their versions and licences, as their own packages say them."""

from importlib.metadata import Distribution, distributions, version
from typing import NamedTuple


class Part(NamedTuple):
    """One of them."""

    name: str
    version: str
    licence: str


def own_version() -> str:
    """Which Homeward this is."""
    return version("homeward")


def parts() -> tuple[Part, ...]:
    """Every installed part but Homeward itself, by name; reads files, so call it on a worker."""
    found = {each.name.casefold(): each for each in distributions() if each.name}
    found.pop("homeward", None)
    return tuple(Part(each.name, each.version, _licence(each)) for _, each in sorted(found.items()))


def _licence(part: Distribution) -> str:
    """What the package says: an expression, else its classifiers, else the first line of its licence field."""
    expression = _said(part, "License-Expression")
    classifiers = [each for each in _said(part, "Classifier") if each.startswith("License ::")]
    named = ", ".join(each.rpartition(" :: ")[2] for each in classifiers)
    lines = "".join(_said(part, "License")).strip().splitlines()
    return "".join(expression) or named or (lines[0][:60] if lines else "") or "see the package"


def _said(part: Distribution, field: str) -> list[str]:
    return [str(each) for each in part.metadata.get_all(field) or ()]
