"""Words that stand in no cell of a sheet are named: notes, comments and text boxes, whoever wrote the workbook."""

import io
import zipfile

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment

from app.exchange.files.read import read_sheet

THREAD = (
    '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
    '<threadedComment ref="B2" id="{1}"><text>Ask the daughter first</text></threadedComment></ThreadedComments>'
)
THREAD_KIND = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"


def by_openpyxl(**notes):
    book = openpyxl.Workbook()
    for row in (("Ref", "Name"), (1, "Ann"), (2, "Bea")):
        book.active.append(row)
    for cell, (text, writer) in notes.items():
        book.active[cell].comment = Comment(text, writer)
    other = book.create_sheet("Other")
    other["A1"].comment = Comment("of another sheet", "M")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def said(content):
    return [(each.line, each.sentence) for each in read_sheet(content, "list.xlsx").notices]


def test_a_note_is_said_with_its_row_and_without_its_writer():
    content = by_openpyxl(B3=("Jo Bee:\ndo NOT ring  the son", "Jo Bee"))
    assert said(content) == [(3, "The cell B3 has a note, which isn't taken over: “do NOT ring the son”.")]


def test_a_note_on_a_heading_or_beside_the_list_is_said_of_the_file():
    lines = [line for line, _ in said(by_openpyxl(A1=("As in Mosaic", "M"), D9=("Ask Joy", "M")))]
    assert lines == [None, None]


def test_notes_and_text_boxes_of_another_program_are_named():
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("List")
    for at, row in enumerate((("Ref", "Name"), (1, "Ann"), (2, "Bea"))):
        sheet.write_row(at, 0, row)
    sheet.write_comment("B2", "has a key safe", {"author": "Joy"})
    for text in ("Only until 3 December", ""):
        sheet.insert_textbox("E2", text)
    book.close()
    assert said(out.getvalue()) == [
        (2, "The cell B2 has a note, which isn't taken over: “has a key safe”."),
        (None, "The sheet holds 1 text box that isn't read: “Only until 3 December”."),
    ]


def test_of_a_comment_with_answers_what_is_written_is_said_and_not_what_stands_in_for_it():
    out = io.BytesIO()
    written = by_openpyxl(B2=("[Threaded comment]", "tc={1}"))
    with zipfile.ZipFile(io.BytesIO(written)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            if name == "xl/worksheets/_rels/sheet1.xml.rels":
                thread = f'<Relationship Id="t" Type="{THREAD_KIND}" Target="../talk/one.xml"/></Relationships>'
                part = part.replace(b"</Relationships>", thread.encode())
            after.writestr(name, part)
        after.writestr("xl/talk/one.xml", THREAD)
    assert said(out.getvalue()) == [(2, "The cell B2 has a note, which isn't taken over: “Ask the daughter first”.")]


def test_a_sheet_without_any_says_nothing():
    assert said(by_openpyxl()) == []
