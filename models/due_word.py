"""By what the lines of Today were derived, as one short word: this program's rules, and the settings in force.

Another program or another setting has another word, so that what was derived before is derived anew.
"""

import hashlib
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path

from models.policy import PolicySettings

_HERE = Path(__file__).parent
_NOT_READ = _HERE / "migrations"
_LETTERS = 16


@lru_cache(maxsize=64)
def word_of(policy: PolicySettings, sources: tuple[Path, ...]) -> str:
    """The word of these settings with the rules and facts of `models`; `sources` are the files and folders besides."""
    told = f"{_of_program(sources)} {policy!r}"
    return hashlib.sha256(told.encode()).hexdigest()[:_LETTERS]


@cache
def _of_program(sources: tuple[Path, ...]) -> str:
    """A bundle has its sources inside itself, where nobody changes them: there the release tells."""
    digest = hashlib.sha256(version("homeward").encode())
    for file in sorted(file for each in (_HERE, *sources) for file in _files(each)):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _files(place: Path) -> Iterable[Path]:
    if place.is_file():
        return (place,)
    return (each for each in place.rglob("*.py") if _NOT_READ not in each.parents)
