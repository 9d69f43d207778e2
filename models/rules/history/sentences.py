"""One change of the audit as a sentence: who did what, in the words of the forms. Values come as words already."""

from dataclasses import dataclass

from models.rules.history.kinds import TABLES
from models.rules.history.not_shown import NOT_SHOWN
from models.rules.history.words import COLUMNS

_OF_TABLES = {("at_given", "given"): "whether it was given"}  # where a name of several tables means another thing
_SHORT = 120  # signs of a value within a sentence; a longer one can be read whole in the record


@dataclass(frozen=True, slots=True)
class Changed:
    """A column before and after, as words; empty where nothing stood there."""

    column: str
    before: str
    after: str


def is_shown(column: str) -> bool:
    """Whether a column is told of; one that a newer table brings is, under its own name, until it has words."""
    return column not in NOT_SHOWN


def column_words(column: str, table: str = "") -> str:
    """What a column is called, in a table where its name means something else than elsewhere."""
    return _OF_TABLES.get((table, column)) or COLUMNS.get(column) or column.replace("_", " ")


def table_words(table: str) -> str:
    """What one record of a table is called: "a goal"."""
    return TABLES.get(table) or f"a {table.replace('_', ' ')}"


def sentence(by: str, table: str, changed: tuple[Changed, ...], *, is_new: bool) -> str:
    """What somebody did, such as "Priya Shah changed the postcode from DE1 1AA to DE2 2BB"."""
    if is_new:
        told = "; ".join(f"{column_words(each.column, table)} {_short(each.after)}" for each in changed if each.after)
        return f"{by} added {table_words(table)}{': ' + told if told else ''}."
    if not changed:
        return f"{by} saved {_the(table)} without changing what is shown."
    deeds = "; ".join(_one(each, table) for each in changed)
    return f"{by} {deeds}." if table == "person" else f"{by} saved {_the(table)}: {deeds}."


def _one(each: Changed, table: str) -> str:
    words = column_words(each.column, table)
    if not each.before:
        return f"set {words} to {_short(each.after)}"
    if not each.after:
        return f"cleared {words}, which was {_short(each.before)}"
    return f"changed {words} from {_short(each.before)} to {_short(each.after)}"


def _the(table: str) -> str:
    words = table_words(table)
    article, _, rest = words.partition(" ")
    return f"the {rest}" if article in {"a", "an"} and rest else words


def _short(words: str) -> str:
    return words if len(words) <= _SHORT else f"{words[: _SHORT - 1].rstrip()}…"
