import pytest

from app.door.errors import Refused
from app.exchange.columns import Field
from app.exchange.files.read import read_sheet

ROWS = [["Ref", "Calls", "Note"], ["1", "am 30, tea 30", "a; b"], ["2", "am 30, tea 30", "c; d"]]


def read(text, fields=()):
    return read_sheet(text.encode(), "a.csv", fields=fields)


def refusal(text):
    with pytest.raises(Refused) as caught:
        read(text)
    return caught.value.sentence


def written(delimiter):
    return "".join(delimiter.join(f'"{cell}"' if delimiter in cell else cell for cell in row) + "\r\n" for row in ROWS)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_each_delimiter_is_told_from_the_others_in_the_texts(delimiter):
    found = read(written(delimiter))
    assert [found.header, *(row.cells for row in found.rows)] == list(map(tuple, ROWS))
    assert found.written.delimiter == delimiter


def test_a_title_above_the_headings_divides_nothing():
    found = read("Staff of North, South\n\nName;Role;Team\nHallam, Tom;OT;North\nBee, Ann;OT;South\n")
    assert (found.header, found.rows[0].cells[0]) == (("Name", "Role", "Team"), "Hallam, Tom")


def test_a_first_line_that_says_the_delimiter_is_no_row():
    found = read("sep=;\r\nName;Role, team\r\nAnn;OT, North\r\n")
    assert (found.header_line, found.header, found.rows[0].line) == (2, ("Name", "Role, team"), 3)
    assert refusal("sep=~\nName~Role\n") == (
        "“a.csv” says in its first line that “~” divides its cells; commas, semicolons, tabs and upright strokes are "
        "known here: save it as an Excel workbook."
    )


def test_two_delimiters_that_fit_alike_are_refused_unless_the_headings_are_known():
    text = "Ref,Needs;risks\n1,a;b\n2,c;d\n"
    assert refusal(text) == (
        "“a.csv” can be divided by commas and by semicolons alike: save it as an Excel workbook, or write a first line "
        "like “sep=,” above the headings."
    )
    assert read(text, (Field("ref", "Ref", ()),)).header == ("Ref", "Needs;risks")
    assert read("sep=,\n" + text).header == ("Ref", "Needs;risks")


def test_a_wider_row_doesn_t_change_the_delimiter():
    found = read("Ref;Name;Note\n1;Ann;a, b\n2;Bea;c; d\n")
    assert (found.header, len(found.unfit)) == (("Ref", "Name", "Note"), 1)


def test_a_list_of_one_column_holds_no_table():
    assert "holds no table with headings" in refusal("Name\nAnn\nBea\n")
