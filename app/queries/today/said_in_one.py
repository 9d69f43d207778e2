"""One line a team for all referrals that wait for the same, instead of one for each of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from app.queries.today.prompt_row import PromptRow
from models.rules.referrals.waiting_in_one import waiting_in_one

_Alike: TypeAlias = tuple[str, str, int | None]


def said_in_one(rows: Sequence[PromptRow]) -> list[PromptRow]:
    """The rows in their order; the line of a team opens the referral that waits longest."""
    alike: defaultdict[_Alike, list[PromptRow]] = defaultdict(list)
    for row in rows:
        alike[_of(row)].append(row)
    return list(_each_once(rows, {of: line for of, each in alike.items() if (line := _in_one(each)) is not None}))


def _of(row: PromptRow) -> _Alike:
    return row.rule, row.field, row.team_id.int if row.team_id is not None else None


def _in_one(alike: Sequence[PromptRow]) -> PromptRow | None:
    """What stands for all of these, none where each is said by itself."""
    if len(alike) == 1:
        return None
    first = min(alike, key=lambda each: each.shown_from)
    sentence = waiting_in_one(first.rule, first.field, len(alike), first.team, first.shown_from)
    return None if sentence is None else first._replace(person_id=None, person="", sentence=sentence)


def _each_once(rows: Iterable[PromptRow], once: dict[_Alike, PromptRow]) -> Iterator[PromptRow]:
    """The rows in their order; what is said in one stands where the first of them would."""
    said = set()
    for row in rows:
        of = _of(row)
        if of not in once:
            yield row
        elif of not in said:
            said.add(of)
            yield once[of]
