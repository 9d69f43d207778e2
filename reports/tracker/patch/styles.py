"""The looks of our cells among a workbook's styles: found again where they are, appended once where they aren't."""

import re
from dataclasses import dataclass

from reports.layout.cells import Kind
from reports.tracker.page import TrackerUnreadable
from reports.tracker.patch.elements import MARKUP, Element, Part, said_true, tag
from reports.tracker.patch.signs import count_of

_BUILT_IN = {0: "general", 1: "0", 2: "0.00", 49: "@"}
_DAYS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_FIRST_OWN = 164
_IN_QUOTES = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_NO_SIGN = re.compile(r"\\(.)")
_OTHERWISE = {"horizontal": "general", "vertical": "bottom", "indent": "0", "textRotation": "0", "readingOrder": "0"}
_TRUTHS = ("wrapText", "shrinkToFit", "justifyLastLine")
_OF_PLAIN = ("fontId", "fillId", "borderId")
_HEADING_FONT = '<{b}/><{sz} val="11"/><{color} rgb="FFFFFFFF"/><{name} val="Calibri"/><{family} val="2"/>'
_HEADING_FILL = '<{fg} rgb="FF1F4E5F"/>'
NO_STYLES = "The tracker has no styles to which ours could be added: open it in Excel, save it, then export again."
_IS_ALTERNATIVE = (
    "The styles of the tracker are written in alternatives for different programs, to which none can be added safely: "
    "open it in Excel, save it, then export again."
)


@dataclass(frozen=True, slots=True)
class _Look:
    """How a cell looks: its number format, its alignment (as the part says it), whether Excel keeps it a text."""

    code: str
    alignment: tuple[tuple[str, str], ...]
    is_text: bool


def _look_of(kind: Kind) -> _Look:
    text = kind in {Kind.TEXT, Kind.WRAPPED}
    side = "right" if kind in {Kind.COUNT, Kind.HOURS} else "left"
    wrapped = (("wrapText", "1"),) if kind is Kind.WRAPPED else ()
    alignment = (("horizontal", side), ("indent", "1"), ("vertical", "top"), *wrapped)
    return _Look("@" if text else kind.value, alignment, text)


class Looks:
    """The styles of a workbook, and the numbers under which our cells' looks stand there."""

    def __init__(self, part: Part) -> None:
        self.part = part
        root = part.root
        self._written = _formats(root)
        self._given_formats = {number: _NO_SIGN.sub(r"\1", code) for number, code in self._written.items()}
        self._formats = dict(self._given_formats)
        listed = root.first("cellXfs")
        if listed is None:
            raise TrackerUnreadable(NO_STYLES)
        self._xfs = listed.all("xf")
        self._of: dict[Kind | None, int] = {}
        self._new: list[str] = []
        self._new_formats: list[str] = []
        self._days = frozenset(at for at, xf in enumerate(self._xfs) if self._is_day(xf))

    def look(self, kind: Kind) -> int:
        """The number of a kind of cell's look."""
        if kind not in self._of:
            look = _look_of(kind)
            there = self._found(look)
            self._of[kind] = there if there >= 0 else self._appended(self._xf(look))
        return self._of[kind]

    def heading(self) -> int:
        """The number of the look of our headings; made anew for each workbook that gets a sheet."""
        if None not in self._of:
            font, fill = self._added("fonts", "font", self._font()), self._added("fills", "fill", self._fill())
            alignment = '<{a} horizontal="left" indent="1" vertical="center" wrapText="1"/>'
            given = f'numFmtId="0" fontId="{font}" fillId="{fill}" borderId="0" xfId="0" applyFont="1" applyFill="1"'
            self._of[None] = self._appended(self._named(f'<{{x}} {given} applyAlignment="1">{alignment}</{{x}}>'))
        return self._of[None]

    def shows_day(self, index: int) -> bool:
        """Whether a number that looks so is a day or a moment to whoever reads it."""
        return index in self._days

    def finish(self) -> None:
        """Let what was appended wait to be spliced in; the rest of the part keeps its bytes."""
        if self._new_formats:
            self._append("numFmts", self._new_formats, before=("fonts", "fills", "borders", "cellStyleXfs", "cellXfs"))
        if self._new:
            self._append("cellXfs", self._new)

    def _found(self, look: _Look) -> int:
        """Where a cell looks so already, the plain font on no ground in no frame; -1: nowhere."""
        return next((at for at, xf in enumerate(self._xfs) if self._is(xf, look)), -1)

    def _is(self, xf: Element, look: _Look) -> bool:
        given = xf.given
        if (
            any(given.get(each, "0") != "0" for each in _OF_PLAIN)
            or said_true(given.get("quotePrefix")) != look.is_text
        ):
            return False
        if not all(said_true(given.get(f"apply{each}"), unless_said=True) for each in ("NumberFormat", "Alignment")):
            return False
        protection = xf.first("protection")
        if protection is not None and not said_true(protection.given.get("locked"), unless_said=True):
            return False
        return self._code(xf) == look.code and _alignment(xf) == _as_said(dict(look.alignment))

    def _code(self, xf: Element) -> str:
        number = _number(xf.given.get("numFmtId"))
        return self._given_formats.get(number, _BUILT_IN.get(number, ""))

    def _is_day(self, xf: Element) -> bool:
        number = _number(xf.given.get("numFmtId"))
        if number not in self._given_formats:
            return number in _DAYS
        bare = _IN_QUOTES.sub("", self._written[number]).lower()
        return any(sign in bare for sign in "dmyhs")

    def _xf(self, look: _Look) -> str:
        text = ' quotePrefix="1"' if look.is_text else ""
        alignment = " ".join(f'{name}="{value}"' for name, value in look.alignment)
        return self._named(
            f'<{{x}} numFmtId="{self._format(look.code)}" fontId="0" fillId="0" borderId="0" xfId="0"{text} '
            f'applyNumberFormat="1" applyAlignment="1"><{{a}} {alignment}/></{{x}}>'
        )

    def _format(self, code: str) -> int:
        for number, each in (*_BUILT_IN.items(), *self._formats.items()):
            if each == code:
                return number
        number = max((_FIRST_OWN - 1, *self._formats)) + 1
        self._formats[number] = code
        name = tag(self.part.root, "numFmt")
        self._new_formats.append(f'<{name} numFmtId="{number}" formatCode="{code}"/>')
        return number

    def _appended(self, xf: str) -> int:
        self._refuse_alternatives()
        self._new.append(xf)
        return len(self._xfs) + len(self._new) - 1

    def _added(self, plural: str, single: str, text: str) -> int:
        """Append one font or fill, and say its number; where there are none, a first one would be everybody's."""
        self._refuse_alternatives()
        listed = self.part.root.first(plural)
        if listed is None:
            return 0
        number = len(listed.all(single))
        self._append(plural, [text])
        return number

    def _append(self, plural: str, texts: list[str], before: tuple[str, ...] = ()) -> None:
        listed = self.part.root.first(plural)
        if listed is None:
            name = tag(self.part.root, plural)
            whole = f'<{name} count="{len(texts)}">{"".join(texts)}</{name}>'
            self.part.put_before(next(each for each in self.part.root.children if each.name in before), whole)
            return
        self.part.put(listed, "count", str(len(listed.children) + len(texts)))
        self.part.put_last(listed, "".join(texts))

    def _refuse_alternatives(self) -> None:
        """Where a program may choose what it reads, one number means two looks."""
        lists = [each for each in self.part.root.children if each.name != "extLst"]
        if any(each.space == MARKUP for top in lists for each in (top, *top.within())):
            raise TrackerUnreadable(_IS_ALTERNATIVE)

    def _named(self, text: str) -> str:
        return text.format(x=tag(self.part.root, "xf"), a=tag(self.part.root, "alignment"))

    def _font(self) -> str:
        names = {each: tag(self.part.root, each) for each in ("b", "sz", "color", "name", "family")}
        font = tag(self.part.root, "font")
        return f"<{font}>{_HEADING_FONT.format(**names)}</{font}>"

    def _fill(self) -> str:
        fill, pattern = tag(self.part.root, "fill"), tag(self.part.root, "patternFill")
        colour = _HEADING_FILL.format(fg=tag(self.part.root, "fgColor"))
        return f'<{fill}><{pattern} patternType="solid">{colour}</{pattern}></{fill}>'


def _formats(root: Element) -> dict[int, str]:
    listed = root.first("numFmts")
    return {
        _number(each.given.get("numFmtId")): each.given.get("formatCode", "")
        for each in (listed.all("numFmt") if listed is not None else ())
    }


def _number(said: str | None) -> int:
    return count_of(said) or 0


def _alignment(xf: Element) -> dict[str, str]:
    said = xf.first("alignment")
    return _as_said(said.given if said is not None else {})


def _as_said(given: dict[str, str]) -> dict[str, str]:
    """An alignment with what is so otherwise left out, and each truth said one way."""
    truths = {name: "1" for name in _TRUTHS if said_true(given.get(name))}
    rest = {name: value for name, value in given.items() if name in _OTHERWISE and value != _OTHERWISE[name]}
    return truths | rest
