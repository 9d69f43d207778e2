"""The words of a paper, from a versioned template with the office's over it: a signed one keeps its version's name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

import resources
from models.vocabulary.phrases import Phrase, phrases_in
from reports.layout.language import template
from reports.layout.text import Markup, phrase


class UnknownWording(ValueError):  # noqa: N818  a sentence for whoever chose it
    """There is no such version of the wording."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One version of a paper's phrases: "v2" as the program ships them, "v2.3" with the office's third over them."""

    version: str
    phrases: Mapping[str, Phrase]

    def text(self, name: str) -> str:
        """A phrase as it stands in the template, by its dotted name; a marked gap where the office owes its words.

        In the language in which the paper is read, where the program has it in that.
        """
        found = self.phrases[name]
        if found.own is not None and found.own.is_needed and not found.words:
            return f"[the office’s words: {found.own.title}]"
        return template(found.words)

    def says(self, name: str) -> bool:
        """Whether anything is to be printed there: nothing is where the office needn't say it, and hasn't."""
        return bool(self.text(name))

    def say(self, name: str, /, **values: str) -> Markup:
        """A phrase with its places filled."""
        return phrase(self.text(name), **values)

    def over(self, number: int, office: Mapping[str, str]) -> "Wording":
        """These with the office's own words in place of some, in its version of this number; 0 where it has none."""
        if not number:
            return self
        put = {name: replace(self.phrases[name], words=words) for name, words in office.items()}
        return Wording(f"{self.version}.{number}", {**self.phrases, **put})


@cache
def wording(paper: str, version: str) -> Wording:
    """The phrases of a kind of paper in one shipped version, for instance ("agreement", "v1")."""
    if not re.fullmatch(r"v[0-9]+", version):
        raise UnknownWording(f"“{version}” is not a version of the wording, for instance v1.")
    try:
        return Wording(version, phrases_in(resources.read_toml(f"wording/{paper}/{version}.toml")))
    except FileNotFoundError as error:
        raise UnknownWording(f"The wording {version} of this paper is not in the program.") from error
