"""The words that the program ships for each paper: one folder a paper, its newest version counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import resources
from app.door.errors import Refused
from models.vocabulary.phrases import Phrase, phrases_in

_FOLDER = "wording"
_CALLED = {
    "agreement": "Individual service agreement",
    "cost_said": "Notice of what was said about cost",
    "end_pack": "End pack: then and now",
    "refused": "Record of a refusal to sign",
}  # where the folder's name isn't what people say


@dataclass(frozen=True, slots=True)
class ShippedWords:
    """A paper's newest shipped version and its phrases by name; `title` is what staff call the paper."""

    paper: str
    title: str
    version: str
    phrases: Mapping[str, Phrase]


@cache
def shipped_papers() -> tuple[str, ...]:
    """Every paper whose words are shipped, by the name of its folder."""
    return resources.names(_FOLDER)


@cache
def shipped_words(paper: str) -> ShippedWords:
    """The words of a paper in their newest version; refused where there is no such paper."""
    if paper not in shipped_papers():
        raise Refused(f"There is no paper “{paper}”.")
    newest = max(int(each.removeprefix("v").removesuffix(".toml")) for each in resources.names(f"{_FOLDER}/{paper}"))
    told = resources.read_toml(f"{_FOLDER}/{paper}/v{newest}.toml")
    title = _CALLED.get(paper, paper.replace("_", " ").capitalize())
    return ShippedWords(paper, title, f"v{newest}", phrases_in(told))
