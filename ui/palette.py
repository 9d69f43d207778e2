"""What the search finds beside people: actions, pages of the menu, and sections of help. Pure: rows from words.

All of it is told apart by `kind`; what somebody chose is a `Match.id`, which says what is to be done.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from models.values import fold
from ui.actions import ActionSpec
from ui.icons import Icon
from ui.language import as_read
from ui.navigation import PageName, TabName
from ui.widgets.type_ahead import Match

ACTION, PAGE, HELP = "Action", "Page", "Help"
_MOST_OF_A_KIND = 6
Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class HelpAt:
    """A section of a page of help; `words` are all that it says, plain, by which it is found."""

    page: str
    section: str
    heading: str
    title: str  # of the page
    words: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class Offered:
    """An action as it stands now: where it is done, the keys that do it, and why it can't be done, if it can't."""

    spec: ActionSpec
    where: TabName | PageName | None
    keys: str
    why_not: str = ""


def found(typed: str, offered: Iterable[Offered], pages: Iterable[PageName], help_: Iterable[HelpAt]) -> list[Match]:
    """What begins with each of these words, a kind after the other; nothing typed finds nothing."""
    wanted = plain(typed).split()
    if not wanted:
        return []
    rows: list[Match] = []
    rows += _best(wanted, offered, lambda each: (each.spec.words, _more(each.spec.tip, _where(each))), _action)
    rows += _best(wanted, pages, lambda each: (each.title, _more(each.group)), _page)
    rows += _best(wanted, help_, lambda each: (each.heading, each.words), _help)
    return rows


def plain(text: str) -> str:
    """The words alone, without accents, case and signs."""
    return re.sub(r"\W+", " ", fold(text))


def _best(
    wanted: list[str],
    things: Iterable[Thing],
    said: Callable[[Thing], tuple[str, str]],
    row: Callable[[Thing], Match],
) -> Iterator[Match]:
    """The first few: those that are called so before those of which it is said."""
    called, told = [], []
    for each in things:
        name, more = said(each)
        names = {plain(name), plain(as_read(name))}  # by what it is called here, and by its English
        if any(_begin(wanted, each_name) for each_name in names):
            called.append(each)
        elif _begin(wanted, " ".join((*sorted(names), more))):
            told.append(each)
    return map(row, [*called, *told][:_MOST_OF_A_KIND])


def _more(*told: str) -> str:
    """What is said of it beside its name, as it is read here and in English."""
    return plain(" ".join(dict.fromkeys((*told, *map(as_read, told)))))


def _begin(wanted: list[str], text: str) -> bool:
    spaced = f" {text}"
    return all(f" {word}" in spaced for word in wanted)


def _where(each: Offered) -> str:
    return each.where.title if each.where is not None else ""


def _action(each: Offered) -> Match:
    parts = (as_read(_where(each)), each.keys, as_read(each.spec.tip))
    detail = as_read(each.why_not) or " · ".join(part for part in parts if part)
    sign = each.spec.icon or Icon.ACTION
    return Match(each.spec, as_read(each.spec.words), detail, sign, as_read(ACTION), each.spec.at_once)


def _page(each: PageName) -> Match:
    return Match(each, as_read(each.title), as_read(each.group), each.icon, as_read(PAGE))


def _help(each: HelpAt) -> Match:
    return Match(each, as_read(each.heading), as_read(each.title), Icon.HELP, as_read(HELP))
