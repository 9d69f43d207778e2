import pytest

from app.door.errors import Refused
from app.exchange.files.read import read_sheet


def read(content):
    return read_sheet(content, "a.csv")


def refusal(content):
    with pytest.raises(Refused) as caught:
        read(content)
    return caught.value.sentence


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_how_a_file_is_written_is_kept_for_its_refused_rows(encoding):
    found = read("Ref;Name\n1;Zoë\n".encode(encoding))
    assert (found.rows[0].cells, found.written.encoding, found.written.delimiter) == (("1", "Zoë"), encoding, ";")
    assert (found.written.is_workbook, found.notices) == (False, ())


def test_lines_in_another_encoding_than_the_rest_are_read_and_named():
    rows = [b"Ref,Name\n", "1,Seán\n".encode(), "2,Zoë Núñez\n".encode("cp1252"), "3,Siân\n".encode()]
    found = read(b"".join(rows))
    assert [row.cells[1] for row in found.rows] == ["Seán", "Zoë Núñez", "Siân"]
    assert [(each.line, each.sentence) for each in found.notices] == [
        (3, "This line is written in Windows (1252), the rest in UTF-8: look whether “Zoë”, “Núñez” is right.")
    ]
    marked = read(b"\xef\xbb\xbf" + b"".join(rows))
    assert (marked.notices, marked.written.encoding) == (found.notices, "utf-8-sig")


def test_the_rarer_encoding_is_named_whichever_it_is():
    rows = [b"Ref,Name\n", "1,Seán\n".encode(), "2,Zoë\n".encode("cp1252"), "3,Siân\n".encode("cp1252")]
    (notice,) = read(b"".join(rows)).notices
    assert (notice.line, "in UTF-8, the rest in Windows" in notice.sentence) == (2, True)


def test_many_such_lines_are_named_up_to_a_hundred_and_then_counted():
    mixed = "".join(f"{at},Seán\n" for at in range(300)).encode() + "x,Zoë\n".encode("cp1252") * 130
    notices = read(b"Ref,Name\n" + mixed).notices
    assert len(notices) == 101
    assert notices[-1].sentence == (
        "The same in 30 more lines, the last being line 431: they are written in another encoding than the rest."
    )


def test_utf_16_without_a_mark_is_refused_and_what_to_do_is_said():
    for encoding in ("utf-16-le", "utf-16-be"):
        assert refusal("Ref,Name\n1,Ann\n".encode(encoding)) == (
            "“a.csv” seems to be written in UTF-16, but the mark at its start that would say so is missing: save it as "
            "an Excel workbook or as CSV (UTF-8)."
        )


@pytest.mark.parametrize("content", [b"Ref,Name\n1,Ann\n2,A\x00nn\n", b"Ref,Name\n1,Ann\n2,\x81\x8d\n"])
def test_bytes_that_are_no_letters_are_refused_with_their_line(content):
    assert refusal(content) == (
        "“a.csv” is not a text file that can be read: line 3 holds bytes that are no letters. Look whether it is the "
        "right file, then save it as an Excel workbook or as CSV (UTF-8)."
    )


@pytest.mark.parametrize(
    "content", ["Ref,Name\n1,Zoë\n2,Zoë".encode()[:-1], "Ref,Name\n1,Zoë\n2,Zoë".encode("utf-16")[:-1]]
)
def test_a_file_that_is_cut_in_the_middle_of_a_letter_is_refused(content):
    assert refusal(content) == "“a.csv” ends in the middle of a letter: the file is cut. Ask for it again."


def test_only_line_breaks_end_a_line():
    found = read("Ref,Name\r1,a\u2028b\u0085c\u2029\r\r2,d\x0ce\r".encode())
    assert [(row.line, row.cells) for row in found.rows] == [
        (2, ("1", "a b\u0085c ")),
        (4, ("2", "de")),
    ]


def test_line_breaks_of_several_kinds_are_each_one():
    found = read(b'Ref,Name\r\n1,Ann\n2,Bea\r\n3,"Cy\r\nDee\rEve"\n4,Flo')
    assert [row.line for row in found.rows] == [2, 3, 4, 7]
    assert found.rows[2].cells[1] == "Cy\r\nDee\rEve"
    assert [row.line for row in read(b"Ref,Name\r1,Ann\r2,Bea").rows] == [2, 3]
    assert [row.line for row in read(b"Ref,Name\r\r\n1,Ann\r\r\n2,Bea\r\r\n").rows] == [3, 5]


def test_a_lone_carriage_return_that_may_stand_within_a_cell_refuses_the_file():
    assert refusal(b"Ref,Name\n1,Ann\rBee\n2,Cy\n") == (
        "“a.csv”: line 2 ends with a carriage return and others with a line feed, so that it can't be told whether a "
        "row ends there. Nothing is taken in: ask for the list as an Excel workbook."
    )
