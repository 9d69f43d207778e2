"""One row of a list by the keys of its fields; collects every reason against it and what was taken for granted."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from app.exchange.columns import Field
from app.exchange.files.cells import Cell, Row, text_of
from models.rules.people.naming import LONGEST_NAME, LONGEST_TEXT, too_long
from models.values import NotAValue, fold
from models.vocabulary.choice import Choice

V = TypeVar("V")
C = TypeVar("C", bound=Choice)
YES = frozenset({"y", "yes", "true", "1", "x", "✓", "✔", "trained", "done"})
NO = frozenset({"n", "no", "false", "0", "none", "not trained", "not yet", "na", "n/a", "/"})
_SHORTENED_BY_EXCEL = (9, 10)  # digits that are left of a British number whose zero Excel took for nothing
_SHOWN = 40


class RowReader:
    """A row; `reasons` refuse it, `notices` stop nothing."""

    def __init__(self, row: Row, fields: Sequence[Field], columns: Mapping[str, int | None]) -> None:
        self.row = row
        self.reasons: list[str] = []
        self.notices: list[str] = []
        self._titles = {field.key: _as_spoken(field.title) for field in fields}
        self._columns = columns

    def cell(self, key: str) -> Cell:
        """What stands in that column, if there is one."""
        column = self._columns.get(key)
        return self.row.cells[column] if column is not None and column < len(self.row.cells) else None

    def text(self, key: str, longest: int = LONGEST_TEXT) -> str:
        """The cell as text without blanks around it; refused when it is beyond what a record holds."""
        text = text_of(self.cell(key)).strip()
        if said := too_long(self._titles[key], text, longest):
            self.reasons.append(said)
        return text

    def needed(self, key: str) -> str:
        """A short text that has to be there."""
        text = self.text(key, LONGEST_NAME)
        if not text:
            self.reasons.append(f"The {self._titles[key]} is missing.")
        return text

    def choice(self, key: str, known: Mapping[C, tuple[str, ...]]) -> C | None:
        """One of the fixed choices, by its label or a name that offices use for it."""
        text = self.text(key)
        for each, names in known.items():
            if fold(text) in {fold(each.label), fold(each.value), *map(fold, names)}:
                return each
        labels = ", ".join(f"“{each.label}”" for each in known)
        problem = f"“{text[:_SHOWN]}” is not known" if text else "is missing"
        self.reasons.append(f"The {self._titles[key]} {problem}: it is one of {labels}.")
        return None

    def attempt(self, read: Callable[[], V]) -> V | None:
        """What `read` gives, or nothing and its reason kept."""
        try:
            return read()
        except NotAValue as error:
            self.reasons.append(str(error))
            return None

    def name(self) -> str:
        """Of one column or of two; “Hallam, Tom” is turned round."""
        parts = " ".join(filter(None, (self.text("given", LONGEST_NAME), self.text("family", LONGEST_NAME))))
        whole = " ".join((self.text("name", LONGEST_NAME) or parts).split())
        if not whole:
            self.reasons.append("The name is missing.")
        return turned_round(whole)

    def telephone(self, key: str) -> str:
        """The number as text; Excel drops the leading zero where it took the number for a figure."""
        cell, text = self.cell(key), self.text(key, LONGEST_NAME)
        eaten = isinstance(cell, int) and len(text) in _SHORTENED_BY_EXCEL and not text.startswith("0")
        return f"0{text}" if eaten else text

    def yes_or_no(self, key: str) -> bool | None:
        """Yes or no; none where the list doesn't say, or says something else, which is noticed."""
        text = self.text(key)
        plain = fold(text).rstrip(".")
        if plain in YES or plain in NO:
            return plain in YES
        if text and plain:
            self.notices.append(f"“{text[:_SHOWN]}” under {self._titles[key]} is neither yes nor no: not taken over.")
        return None

    def surely_yes_or_no(
        self, key: str, *, yes: frozenset[str] = frozenset(), no: frozenset[str] = frozenset()
    ) -> bool:
        """Yes or no, by the column's own words too; nothing said counts as no, with a notice, all else is refused."""
        text = self.text(key)
        plain, title = fold(text), self._titles[key]
        if plain in YES | yes or plain in NO | no:
            return plain in YES | yes
        if text:
            self.reasons.append(f"“{text[:_SHOWN]}” under {title} is neither Y nor N.")
        else:
            self.notices.append(f"{title.capitalize()} is not stated; taken as no.")
        return False


def turned_round(name: str) -> str:
    """“Hallam, Tom” as “Tom Hallam”; a name with more commas, or none, is left as it is."""
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}".strip() if comma and "," not in given else name


def _as_spoken(title: str) -> str:
    return title if title[:2].isupper() else title[0].lower() + title[1:]
