"""Refused rows come back in the format that was sent, and mean the same when they are read again."""

from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.exchange.files.asked import UNASKED
from app.exchange.files.cells import NotSaid
from app.exchange.files.read import read_sheet
from app.exchange.files.sheet import Sheet, WrittenAs
from app.exchange.goals.ratings_file import read_ratings
from app.exchange.reading import RefusedLine
from app.exchange.refused_rows import refused_end, refused_file

WORKBOOK = WrittenAs(is_workbook=True)
HEADER = ("Reference", "Telephone", "Notes")
FORMULAS = ("=1+1", "'=1+1", "''=1", "+44 114 496 0000", "-", "@sum", "'s-Hertogenbosch", "_x0041_")
A_WORD = st.text("ab é“,;=+@'-_0|", min_size=1, max_size=8).map(str.strip).filter(lambda text: text.strip("'"))
TEXTS = st.one_of(A_WORD, st.sampled_from(FORMULAS))
DAYS = st.dates(date(1930, 1, 1), date(2030, 1, 1))
TYPED = st.one_of(
    TEXTS,
    st.integers(-9_999, 999_999_999),
    DAYS,
    st.builds(datetime.combine, DAYS, st.just(time(8, 40, 1))),
    st.sampled_from([True, False, 0.25, 1234.5]),
)


def sent(written, *rows, name="list.csv", header=HEADER, title=""):
    """A sheet, and all its rows refused."""
    refused = [RefusedLine(line, ("It isn't “right”; ask.",), cells) for line, cells in enumerate(rows, 2)]
    return Sheet(name, 1, header, (), title=title, written=written), refused


def again(written, *rows, name="list.csv", header=HEADER):
    """What reading the file of refused rows gives: its sheet, and the cells that were there before."""
    sheet = read_sheet(refused_file(*sent(written, *rows, name=name, header=header)), f"r{refused_end_of(written)}")
    return sheet, [row.cells[: len(header)] for row in sheet.rows]


def refused_end_of(written):
    return refused_end(Sheet("list.txt" if written.delimiter == "\t" else "list.csv", 1, (), (), written=written))


@settings(max_examples=60)
@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=4), st.sampled_from(",;\t|"))
def test_texts_of_a_text_are_read_again_as_they_were(rows, delimiter):
    assert again(WrittenAs(delimiter=delimiter), *rows)[1] == rows


@settings(max_examples=40)
@given(st.lists(st.tuples(TEXTS, TYPED, TYPED), min_size=1, max_size=4))
def test_cells_of_a_workbook_are_read_again_as_they_were_each_of_its_kind(rows):
    read = again(WORKBOOK, *rows)[1]
    assert read == rows
    assert [[type(cell) for cell in row] for row in read] == [[type(cell) for cell in row] for row in rows]


def test_a_workbook_goes_back_as_one_with_its_sheets_name_line_and_reason_last():
    sheet, refused = sent(WORKBOOK, ("CH1", "0114 496 0000", None), title="Referrals", name="list.xlsx")
    read = read_sheet(refused_file(sheet, refused), "r.xlsx")
    assert (refused_end(sheet), read.title, read.written.is_workbook) == (".xlsx", "Referrals", True)
    assert read.header == (*HEADER, "Line", "Refused because")
    assert read.rows[0].cells[3:] == (2, "It isn't “right”; ask.")


def test_zeros_of_telephones_and_nhs_numbers_stay_where_they_were_text():
    assert again(WORKBOOK, ("007", "01144960000", None))[1] == [("007", "01144960000", None)]
    assert again(WrittenAs(), ("007", "01144960000", ""))[1] == [("007", "01144960000", "")]


def test_an_error_and_a_formula_never_worked_out_come_back_as_errors_and_never_as_texts():
    said = (NotSaid("#DIV/0!", "it is an error"), "CH1", NotSaid("=A1&B1", "it was never worked out"))
    cells = again(WORKBOOK, said)[1][0]
    assert not any(isinstance(cell, str) and cell for cell in (cells[0], cells[2]))


def test_times_go_back_as_times():
    assert again(WORKBOOK, ("CH1", time(8, 40), "x"))[1] == [("CH1", time(8, 40), "x")]


@pytest.mark.parametrize(
    ("encoding", "note", "starts", "holds"),
    [
        ("cp1252", "Caf\u00e9", b"Reference;", "Caf\u00e9".encode("cp1252")),
        ("cp1252", "W\u00f3jcik \u0142", b"\xef\xbb\xbfReference;", "\u0142".encode()),
        ("utf-8", "W\u00f3jcik", b"\xef\xbb\xbfReference;", "W\u00f3jcik".encode()),
        ("utf-16", "W\u00f3jcik", b"\xff\xfeR\x00", "W\u00f3jcik".encode("utf-16-le")),
    ],
)
def test_a_text_goes_back_in_its_encoding_where_the_letters_are_in_it(encoding, note, starts, holds):
    content = refused_file(*sent(WrittenAs(delimiter=";", encoding=encoding), ("CH1", "1", note)))
    assert content.startswith(starts)
    assert holds in content


@pytest.mark.parametrize(("name", "end"), [("a.CSV", ".csv"), ("a.txt", ".txt"), ("a.tsv", ".tsv"), ("a.dat", ".csv")])
def test_a_texts_name_ends_as_it_did(name, end):
    assert refused_end(Sheet(name, 1, (), ())) == end


@pytest.mark.parametrize("written", [WORKBOOK, WrittenAs()])
def test_what_stands_right_of_the_last_heading_goes_back_and_is_refused_again_until_it_is_put_right(written):
    wide = ("CH1", "1", "key safe by door", "do NOT ring the son")
    sheet, cells = again(written, wide)
    assert sheet.rows[0].cells[:4] == wide
    assert [line for line, _ in sheet.unfit] == [2]
    assert cells == [wide[:3]]
    assert not again(written, wide[:3])[0].unfit


def test_a_file_that_comes_back_a_second_time_has_one_line_and_one_reason():
    sheet = again(WrittenAs(), ("CH1", "1", "x"))[0]
    twice = read_sheet(refused_file(sheet, [RefusedLine(2, ("Still not right.",), sheet.rows[0].cells)]), "r.csv")
    assert twice.header == sheet.header
    assert twice.rows[0].cells == ("CH1", "1", "x", "2", "Still not right.")


def test_a_column_of_the_file_that_is_called_line_is_kept():
    header = ("Line", "Name", "Team")
    assert again(WrittenAs(), ("Bus 6", "Ann", "North"), header=header)[1] == [("Bus 6", "Ann", "North")]


def test_corrected_ratings_of_a_workbook_are_taken_as_they_were_meant(xlsx, moment):
    header = ["Date", "Time", "MOSAIC", "Name", "Goal", "Letter", "Worker", "Comment"]
    sent_so = xlsx(header, [date(2026, 10, 10), time(8, 40), "007015", "Ann", "Walk", "X", "Joy", "+kind"])
    sheet = read_sheet(sent_so, "r.xlsx")
    refused = read_ratings(sheet, UNASKED, moment).refused
    corrected = read_sheet(refused_file(sheet, [RefusedLine(2, ("…",), _with_p(refused[0].cells))]), "r.xlsx")
    (line,) = read_ratings(corrected, UNASKED, moment).good
    assert (line.mosaic_id, line.comment, line.day) == ("007015", "+kind", date(2026, 10, 10))


def _with_p(cells):
    return tuple("P" if cell == "X" else cell for cell in cells)
