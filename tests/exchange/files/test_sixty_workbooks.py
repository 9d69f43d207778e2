"""One list as sixty programs and features write it: each read with the same rows, or what isn't read is said."""

import pytest

from app.exchange.columns import Field
from app.exchange.files.parse import parsed
from tests.exchange.files.sixty import SAID, WORKBOOKS
from tests.exchange.files.sixty_made import HEADINGS, ROWS

FIELDS = tuple(Field(heading.lower(), heading, (), required=True) for heading in HEADINGS)


def test_there_are_sixty():
    assert len(WORKBOOKS) >= 60
    assert set(SAID) <= set(WORKBOOKS)


@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_workbook_is_read_with_every_row_and_what_is_not_read_is_said(name):
    found = parsed(WORKBOOKS[name](), "a.xlsx", None, FIELDS)
    places = [found.header.index(heading) for heading in HEADINGS]
    assert [tuple(row.cells[at] for at in places) for row in found.rows] == list(ROWS)
    assert [heading for heading in found.header if heading] == list(HEADINGS)
    said = [*(each.sentence for each in found.notices), *(each.title for each in found.others)]
    assert len(said) == (1 if name in SAID else 0), said
    assert (found.unsaid, found.unfit) == ((), ())
    if name in SAID:
        assert said[0].startswith(SAID[name])
