"""The tags of a sheet as regular expressions, with the prefix that its writer chose for them."""

import re
from dataclasses import dataclass
from functools import cache

ATTRIBUTES = rb"(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*"
_ATTRIBUTE = re.compile(rb"\s([\w:.-]+)\s*=\s*(?:\"([^\"<]*)\"|'([^'<]*)')")
SHEET_DATA = re.compile(rb"<((?:[\w.-]+:)?)sheetData\s*(/?)>")


@dataclass(frozen=True, slots=True)
class Tags:
    """What a sheet's rows and cells look like with that prefix (`x:`, or none)."""

    prefix: bytes
    row_start: bytes
    row_end: bytes
    data_end: bytes
    cell_start: bytes
    usual_row: re.Pattern[bytes]
    any_row: re.Pattern[bytes]
    odd_row_end: re.Pattern[bytes]
    usual_cell: re.Pattern[bytes]
    any_cell: re.Pattern[bytes]
    formula: re.Pattern[bytes]
    value: re.Pattern[bytes]
    inline: re.Pattern[bytes]

    @property
    def named(self) -> str:
        """The prefix as text."""
        return self.prefix.decode("ascii", "replace")


@cache
def tags_with(prefix: bytes) -> Tags:
    """The tags with a prefix; `usual_cell` splits a row as nearly all programs write it, `any_cell` reads any XML."""
    p = re.escape(prefix)
    a = ATTRIBUTES

    def made(pattern: bytes) -> re.Pattern[bytes]:
        return re.compile(pattern.replace(b"~", p), re.DOTALL)

    return Tags(
        prefix=prefix,
        row_start=b"<" + prefix + b"row",
        row_end=b"</" + prefix + b"row>",
        data_end=b"</" + prefix + b"sheetData",
        cell_start=b"<" + prefix + b"c",
        usual_row=made(rb'\s*<~row r="(\d{1,7})"([^<>]*)>'),
        any_row=made(rb"\s*<~row(" + a + rb")\s*(?:(/)>|>(.*?)</~row\s*>)"),
        odd_row_end=made(rb"</~row\s"),
        usual_cell=made(
            rb'<~c r="([A-Z]{1,3})\d{1,7}"([^<>]*)(?:(?<=/)>|>(?:<~f([^<>]*)>(?:[^<]*</~f>)?)?'
            rb"(?:<~v>([^<]*)</~v>|<~is><~t([^<>]*>[^<]*)</~t></~is>)?</~c>)"
        ),
        any_cell=made(rb"\s*<~c(" + a + rb")\s*(?:/>|>(.*?)</~c\s*>)"),
        formula=made(rb"<~f(" + a + rb")\s*(?:/>|>([^<]*)</~f\s*>)"),
        value=made(rb"<~v(?:\s[^<>]*)?>([^<]*)</~v\s*>"),
        inline=made(rb"<~is(?:\s[^<>]*)?>(.*?)</~is\s*>"),
    )


def attributes_of(raw: bytes) -> dict[bytes, bytes]:
    """The attributes of a tag, as they stand."""
    return {name: double or single for name, double, single in _ATTRIBUTE.findall(raw)}
