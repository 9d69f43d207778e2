"""One line a team for all referrals that wait for the same, instead of one for each of them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from app.queries.today.prompt_row import PromptRow
from models.rules.referrals.waiting_in_one import waiting_in_one

_ALONE = 1


def said_in_one(rows: Sequence[PromptRow]) -> list[PromptRow]:
    """The rows in their order; the line of a team opens the referral that waits longest."""
    alike: defaultdict[tuple[str, str, UUID | None], list[PromptRow]] = defaultdict(list)
    for row in rows:
        alike[_of(row)].append(row)
    return list(_each_once(rows, alike))


def _of(row: PromptRow) -> tuple[str, str, UUID | None]:
    return row.rule, row.field, row.team_id


def _each_once(
    rows: Iterable[PromptRow], alike: dict[tuple[str, str, UUID | None], list[PromptRow]]
) -> Iterable[PromptRow]:
    """The rows in their order; of what is said in one the first stands for all."""
    said = set()
    for row in rows:
        waiting = alike[_of(row)]
        first = min(waiting, key=lambda each: each.shown_from)
        sentence = waiting_in_one(row.rule, row.field, len(waiting), row.team, first.shown_from)
        if sentence is None or len(waiting) == _ALONE:
            yield row
        elif _of(row) not in said:
            said.add(_of(row))
            yield first._replace(person_id=None, person="", sentence=sentence)
