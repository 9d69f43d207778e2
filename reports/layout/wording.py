"""The council's own phrases, from a versioned template: a signed paper shows again in the words that were signed."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import resources
from reports.layout.text import Markup, phrase


class UnknownWording(ValueError):  # noqa: N818  a sentence for whoever chose it
    """There is no such version of the wording."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One version of a paper's phrases."""

    version: str
    phrases: Any

    def text(self, name: str) -> str:
        """A phrase as it stands in the template, by its dotted name."""
        found = self.phrases
        for part in name.split("."):
            found = found[part]
        if not isinstance(found, str):
            raise TypeError(f"{name} is a table of phrases, not a phrase")
        return found

    def say(self, name: str, /, **values: str) -> Markup:
        """A phrase with its places filled."""
        return phrase(self.text(name), **values)


@cache
def wording(paper: str, version: str) -> Wording:
    """The phrases of a kind of paper in one version, for instance ("agreement", "v1")."""
    if not re.fullmatch(r"v[0-9]+", version):
        raise UnknownWording(f"“{version}” is not a version of the wording, for instance v1.")
    try:
        return Wording(version, resources.read_toml(f"wording/{paper}/{version}.toml"))
    except FileNotFoundError as error:
        raise UnknownWording(f"The wording {version} of this paper is not in the program.") from error
