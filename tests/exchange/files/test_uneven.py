import pytest

from app.door.errors import Refused
from app.exchange.files.asked import UNASKED
from app.exchange.files.read import read_sheet
from app.exchange.office.staff_list import pasted_sheet, read_staff

HEADINGS = "Name,Role,Team,Telephone,From\n"
WHOLE = "Ann Bee,OT,North,0114 496 0001,1 Apr 2024\n"


def read(text):
    return read_sheet(text.encode(), "a.csv")


def refusal(text):
    with pytest.raises(Refused) as caught:
        read(text)
    return caught.value.sentence


@pytest.mark.parametrize("end", ["Cy Dee,OT,Nor", "Cy Dee", "Cy Dee,OT,North,01629 4960"])
def test_a_file_that_ends_in_the_middle_of_a_row_is_refused_whole(end):
    assert refusal(HEADINGS + WHOLE + end) == (
        "“a.csv” ends in the middle of line 3: it may be cut. Ask for it again; where that line is whole, end it with "
        "a line break."
    )
    assert len(read(HEADINGS + WHOLE + end + "\n").rows) == 2


def test_a_file_cut_within_a_quoted_text_is_refused_whole():
    said = refusal(HEADINGS + WHOLE + 'Cy Dee,OT,North,"01629 49')
    assert "the quotation mark that opens in line 3 is never closed: all that follows, up to line 3," in said


def test_a_last_row_without_a_line_break_is_whole_where_it_is_as_long_as_the_others():
    assert len(read(HEADINGS + WHOLE + WHOLE.strip()).rows) == 2
    assert len(read("Name,Role,Team\nAnn,OT\nBea,OT").rows) == 2


def test_shorter_rows_are_read_with_nothing_in_what_they_lack_and_their_lines_are_said():
    found = read(HEADINGS + "Ann,OT\nBea,CWC\n" + WHOLE + "\nCy,OT\n\nDee,OT\n")
    assert (len(found.rows), found.unfit) == (5, ())
    (notice,) = found.notices
    assert notice.line == 2
    assert notice.sentence == (
        "Lines 2 to 3, 6, 8 (4 in all) have fewer cells than there are headings: what is missing at the end is taken "
        "as empty."
    )
    assert read(HEADINGS + "Ann,OT\n").notices[0].sentence.startswith("Line 2 has fewer cells than")


@pytest.mark.parametrize(
    ("broken", "refused"),
    [
        (["Cy Dee,OT,North", ",0114 496 0001,1 May 2024"], [3, 4]),
        (["Cy Dee,OT,North", "and South", ",0114 496 0001,1 May 2024"], [3, 4, 5]),
        (["Cy Dee,OT,North,0114 496 0001,1 May", "2024"], [3, 4]),
    ],
)
def test_a_row_that_a_line_break_broke_in_parts_is_refused_in_all_its_parts(broken, refused):
    reading = read_staff(read(HEADINGS + WHOLE + "\n".join(broken) + "\n" + WHOLE), UNASKED, ("North",))
    assert [each.line for each in reading.refused] == refused
    assert reading.refused[0].reasons[0] == (
        f"Lines 3 to {refused[-1]} may be one row, broken by a line break in a cell: put quotation marks around that "
        "cell. If they are several rows, put an empty line between them."
    )
    assert [each.line for each in reading.good] == [2, refused[-1] + 1]


def test_a_line_below_the_table_stands_alone_where_an_empty_one_is_between():
    found = read(HEADINGS + WHOLE + "\nExported by the office\n")
    assert ([row.line for row in found.rows], found.unfit) == ([2, 4], ())


def test_headings_divided_by_one_sign_and_rows_by_another_are_refused_whole():
    said = "“a.csv”: line 2 is divided by semicolons, and line 1 by commas. Nothing is taken in: ask for the list as "
    assert refusal("Name,Role,Team\nAnn;OT;North\n").startswith(said)
    assert refusal("Name,Role,Team\nAnn;OT;North\nBea,OT,South\nCy,OT,South\n").startswith(said)
    assert "line 1 is divided by tabs, and line 2 by commas" in refusal("A\tB\tC\tD\nAnn,1\nBea,2\nCy,3\nDee,4\n")
    rows = "Ann;OT;North;1;x\n" * 3
    assert "line 1 is divided by commas, and line 2 by semicolons" in refusal(HEADINGS + rows)


def test_what_was_typed_has_rows_as_wide_as_they_are_needed_and_no_line_break_at_its_end():
    found = pasted_sheet("Name\tRole\tTeam\tTelephone\nAnn\tOT\nBea\tOT\tNorth", ("North",))
    assert (len(found.rows), found.unfit, found.notices) == (2, (), ())
    titled = pasted_sheet("Staff of 2026\nName\tRole\nAnn\tOT\n", ("North",))
    assert "Line 1 stands above the headings" in titled.notices[0].sentence
    wide = pasted_sheet("Name\tRole\nAnn\tOT\tNorth\n", ("North",))
    assert "stands “North”" in wide.unfit[0][1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('Name\tRole\nAnn\t"OT\nBea\tOT\n', "“what was pasted”: the quotation mark that opens in line 2 is never"),
        ("Name\tRole\nAnn;OT\nBea\tOT\n", "line 2 is divided by semicolons, and line 1 by tabs"),
        ("Ann\tOT\nBea;OT\n", "line 2 is divided by semicolons, and line 1 by tabs"),
    ],
)
def test_what_was_pasted_is_read_as_strictly_as_a_file(text, said):
    with pytest.raises(Refused) as caught:
        pasted_sheet(text, ("North",))
    assert said in caught.value.sentence
