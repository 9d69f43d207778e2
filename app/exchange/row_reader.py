"""One row of a list by the keys of its fields; collects every reason against it and what was taken for granted."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from app.exchange.codes import instead, is_rounded, rounded
from app.exchange.columns import Field
from app.exchange.files.asked import DateOrder
from app.exchange.files.cells import Cell, Row, plain_hyphens, shown, text_of
from app.exchange.reading import RefusedLine
from app.exchange.telephones import has_number, with_its_zero
from models.rules.people.naming import LONGEST_NAME, LONGEST_TEXT, too_long
from models.rules.placeholders import is_denied, is_only_signs, is_placeholder
from models.rules.yes_and_no import yes_or_no
from models.values import NotAValue, fold
from models.vocabulary.choice import Choice

V = TypeVar("V")
C = TypeVar("C", bound=Choice)
_NO_WORDS: frozenset[str] = frozenset()


class RowReader:
    """A row; `reasons` refuse it, `notices` stop nothing.

    A placeholder such as “TBC” is an empty cell, in every column: it is said, unless it is only a dash.
    """

    def __init__(
        self,
        row: Row,
        fields: Sequence[Field],
        columns: Mapping[str, int | None],
        order: DateOrder = DateOrder.DAY_FIRST,
    ) -> None:
        self.row, self.order = row, order
        self.reasons: list[str] = []
        self.notices: list[str] = []
        self._titles = {field.key: _as_spoken(field.title) for field in fields}
        self._columns = columns
        self._empty: dict[str, str] = {}

    def cell(self, key: str) -> Cell:
        """What stands in that column, if there is one."""
        column = self._columns.get(key)
        return self.row.cells[column] if column is not None and column < len(self.row.cells) else None

    def text(self, key: str, longest: int = LONGEST_TEXT, *, is_name: bool = False) -> str:
        """The cell as text without blanks around it; refused when it is beyond what a record holds."""
        text = text_of(self.cell(key)).strip()
        if not text:
            return ""
        if is_placeholder(text, is_name=is_name):
            self._says_nothing(key, text)
            return ""
        if said := too_long(self._titles[key], text, longest):
            self.reasons.append(said)
        return text

    def code(self, key: str) -> str:
        """A number or a code: every kind of hyphen is one, “none” is an empty cell, and “9.99E+09” is refused."""
        text = plain_hyphens(self.text(key, LONGEST_NAME))
        if is_denied(text):
            self._says_nothing(key, text)
            return ""
        if is_rounded(text):
            self.reasons.append(rounded(self._titles[key], text))
            return ""
        return text

    def parsed(self, key: str, parse: Callable[[str], V]) -> V | None:
        """A code as the value that it is; none where nothing is stated; what isn't one is refused, quoted whole."""
        text = self.code(key)
        if not text:
            return None
        try:
            return parse(text)
        except NotAValue as error:
            said = str(error)
            self.reasons.append(said if text in said else f"{said} Under {self._titles[key]} stands “{shown(text)}”.")
            return None

    def needed(self, key: str) -> str:
        """A code that has to be there."""
        before = len(self.reasons)
        text = self.code(key)
        if not text and len(self.reasons) == before:
            self.reasons.append(f"The {self._titles[key]} is missing{self.instead(key)}.")
        return text

    def instead(self, key: str) -> str:
        """What stands in a cell that counts as empty, to end a sentence that says so; nothing where nothing does."""
        return instead(self._empty.get(key, ""))

    def choice(self, key: str, known: Mapping[C, tuple[str, ...]]) -> C | None:
        """One of the fixed choices, by its label or a name that offices use for it."""
        text = self.text(key)
        for each, names in known.items():
            if fold(text) in {fold(each.label), fold(each.value), *map(fold, names)}:
                return each
        labels = ", ".join(f"“{each.label}”" for each in known)
        problem = f"“{shown(text)}” is not known" if text else f"is missing{self.instead(key)}"
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
        whole = " ".join((self._name("name") or f"{self._name('given')} {self._name('family')}").split())
        if not whole:
            self.reasons.append("The name is missing.")
        return turned_round(whole)

    def _name(self, key: str) -> str:
        return self.text(key, LONGEST_NAME, is_name=True)

    def telephone(self, key: str) -> str:
        """The number as it is written, with the zero that a spreadsheet dropped; what can't be dialled is said."""
        text = self.code(key)
        whole = with_its_zero(text)
        if whole != text and not isinstance(self.cell(key), int):
            self.notices.append(f"{self._title(key)} “{text}” is taken as {whole}: a spreadsheet drops the zero.")
        if whole and not has_number(whole):
            self.notices.append(f"{self._title(key)} “{shown(whole)}” can't be dialled; it is kept as it is written.")
        return whole

    def yes_or_no(self, key: str, *, yes: frozenset[str] = _NO_WORDS, no: frozenset[str] = _NO_WORDS) -> bool | None:
        """Yes or no, by the column's own words too; none where the list says neither, which is noticed."""
        meant = self._yes_or_no(key, yes, no)
        text = self.text(key)
        if meant is None and text:
            self.notices.append(f"“{shown(text)}” under {self._titles[key]} is neither yes nor no: not taken over.")
        return meant

    def surely_yes_or_no(self, key: str, *, yes: frozenset[str] = _NO_WORDS, no: frozenset[str] = _NO_WORDS) -> bool:
        """Yes or no, by the column's own words too; nothing said counts as no, with a notice, all else is refused."""
        meant = self._yes_or_no(key, yes, no)
        if meant is not None:
            return meant
        if text := self.text(key):
            self.reasons.append(f"“{shown(text)}” under {self._titles[key]} is neither Y nor N.")
        else:
            self.notices.append(f"{self._title(key)} is not stated; taken as no.")
        return False

    def _yes_or_no(self, key: str, yes: frozenset[str], no: frozenset[str]) -> bool | None:
        return yes_or_no(text_of(self.cell(key)), yes=yes, no=no)

    def refused(self) -> RefusedLine:
        """The row with every reason against it, each once."""
        return RefusedLine(self.row.line, tuple(dict.fromkeys(self.reasons)), self.row.cells)

    def _says_nothing(self, key: str, text: str) -> None:
        if key not in self._empty and not (is_only_signs(text) and "?" not in text):
            self.notices.append(f"“{shown(text)}” under {self._titles[key]} is taken as not stated.")
        self._empty[key] = shown(text)

    def _title(self, key: str) -> str:
        title = self._titles[key]
        return f"{title[0].upper()}{title[1:]}"


def turned_round(name: str) -> str:
    """“Hallam, Tom” as “Tom Hallam”; a name with more commas, or none, is left as it is."""
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}".strip() if comma and "," not in given else name


def _as_spoken(title: str) -> str:
    return title if title[:2].isupper() else title[0].lower() + title[1:]
