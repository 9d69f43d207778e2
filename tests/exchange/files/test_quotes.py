import pytest

from app.door.errors import Refused
from app.exchange.files.read import read_sheet

HEADINGS = (
    "Ref,Received,Surname,Forename,DOB,NHS No,MOSAIC,Address,Post code,Patch,Referral document,Reason,From hospital,"
    "Urgent,Current support,Calls requested,Needs and risks,Discharge date,Referrer,Referrer phone,Notes"
)
ROW = (
    "X{0:02},14/11/2026 09:30,Testperson{0:02},Ada,11/03/1953,,,1 Test Lane,DE4 3AF,Matlock,Short-term assessment and "
    "plan,New home care,N,N,None,am 30 x7,Needs help,,GP surgery,0114 496 0033,{1}"
)
THEN = (
    " Nothing is taken in: correct it there, or ask for the list as an Excel workbook, where no text needs quotation "
    "marks."
)


def thirty(**notes):
    rows = [ROW.format(at, notes.get(f"x{at:02}", "a note")) for at in range(1, 31)]
    return "\r\n".join([HEADINGS, *rows, ""])


def read(text):
    return read_sheet(text.encode(), "a.csv")


def refusal(text):
    with pytest.raises(Refused) as caught:
        read(text)
    return caught.value.sentence


def test_a_quotation_mark_that_is_never_closed_breaks_the_whole_file_and_names_its_lines():
    assert refusal(thirty(x01='"hard of hearing')) == (
        "“a.csv”: the quotation mark that opens in line 2 is never closed: all that follows, up to line 31, would be "
        "one text." + THEN
    )


@pytest.mark.parametrize("closing", ['a note"', '5"', '"'])
@pytest.mark.parametrize("at", [2, 3, 17, 30])
def test_a_quotation_mark_that_another_row_s_closes_breaks_the_whole_file(closing, at):
    said = refusal(thirty(**{"x01": '"hard of hearing', f"x{at:02}": closing}))
    assert said == (
        f"“a.csv”: the quotation mark that opens in line 2 is not closed before line {at + 1}, and what stands between "
        "looks like whole rows." + THEN
    )


def test_a_mark_that_the_next_row_s_quoted_text_closes_breaks_the_whole_file():
    said = refusal(thirty(x04='"hard of hearing', x05='"a, note"'))
    assert said == (
        "“a.csv”: the quotation mark that opens in line 5 is not closed before line 6, and there “a” follows on it: "
        'one is missing, or one within a text has to be doubled ("").' + THEN
    )


def test_rows_that_are_narrower_than_the_headings_are_seen_within_a_text_too():
    rows = [f"X{at},Test,Ada,11/03/1953,Lane" for at in range(9)]
    rows[2], rows[6] = 'X2,Test,Ada,11/03/1953,"Lane', 'X6,Test,Ada,11/03/1953,Lane"'
    assert "opens in line 4 is not closed before line 8" in refusal("\n".join([HEADINGS, *rows, ""]))
    only = "\n".join([HEADINGS, rows[2], *rows[3:6], rows[6]])
    assert "opens in line 2 is not closed before line 6" in refusal(only)


@pytest.mark.parametrize(
    "note",
    [
        '"likes tea, toast, jam\r\ndo NOT ring the son, the daughter, the neighbour"',
        '"1. washing, dressing\n2. lunch, tea, bed\n\n3. shopping"',
        '"said ""come in, then""\nand ""go, now"""',
        '"morning 30, lunch 30, tea 30, bed 30\nmorning 45, lunch 30, tea 30, bed 45"',
        '"a note"',
        '""',
        '5" step',
        'a 5" and a 6" step',
        'reads "The Peak"',
    ],
)
def test_a_note_may_hold_line_breaks_commas_and_quotation_marks(note):
    found = read(thirty(x07=note))
    assert (len(found.rows), found.unfit, found.notices) == (30, (), ())
    quoted = note[1:-1].replace('""', '"') if note.startswith('"') else note
    assert found.rows[6].cells[-1] == quoted
    assert found.rows[7].line == 9 + note.count("\n")


def test_the_first_and_the_last_cell_of_a_row_may_both_run_over_lines():
    found = read('Name,Role,Team,Base,Note\n"Ann\nBee",OT,North,Matlock,"tea,\ntoast"\nCy,OT,North,Matlock,x\n')
    assert [row.cells[0] for row in found.rows] == ["Ann\nBee", "Cy"]


def test_what_follows_on_a_closing_mark_breaks_the_whole_file():
    assert refusal('Ref,Note\n1,x\n2,"abc"def\n') == (
        "“a.csv”: in line 3 “def” follows on a closing quotation mark; a quotation mark in a text has to be doubled "
        '("").' + THEN
    )


@pytest.mark.parametrize("row", ['2,"says \\"stop, now\\" often"', '2,"says \\"stop\\""', '2,5\\" step'])
def test_a_mark_after_a_backslash_breaks_the_whole_file(row):
    assert refusal(f"Ref,Note\n1,x\n{row}\n") == (
        '“a.csv”: in line 3 a backslash stands before a quotation mark (\\"); a quotation mark in a text has to be '
        'doubled ("").' + THEN
    )


def test_a_mark_after_a_blank_breaks_the_whole_file():
    assert refusal('Ref, Note, Team\n1, "tea, toast", North\n') == (
        "“a.csv”: in line 2 a blank stands before a quotation mark that would open a text: take the blank away." + THEN
    )
    assert read('Ref,Note\n1,"he said, ""stop""\nand then, "\n').rows[0].cells == ("1", 'he said, "stop"\nand then, ')


def test_texts_between_apostrophes_break_the_whole_file():
    said = "“a.csv” puts its texts between apostrophes ('): they have to stand between quotation marks (\")."
    assert refusal("'Ref','Note'\n'1','tea, toast'\n") == said + THEN
    assert refusal("Ref,Name,Note\n1,'Ann','tea, toast'\n") == said + THEN
    assert read("Ref,Name,Note\n1,'Annie',x\n").rows[0].cells == ("1", "'Annie'", "x")


@pytest.mark.parametrize("lines", ['tea, toast\n\nbed"', 'tea\ntoast\nbed"', 'tea\nx;y;z;1\nbed"'])
def test_a_mark_that_closes_what_none_opened_breaks_the_whole_file_where_a_row_is_too_short(lines):
    at = 3 + lines.count("\n")
    said = refusal(f"Ref;Name;Note;Team\n0;Zoe;x;South\n1;Ann;{lines};North\n")
    assert said == (
        f"“a.csv”: in line {at} a quotation mark closes a text that none opens, and line 3 is too short: one may "
        "be missing there." + THEN
    )


def test_a_mark_at_the_end_of_a_cell_is_a_letter_in_a_row_that_is_as_long_as_the_headings():
    assert read('Ref;Name;Note\n1;Ann;a step of 5"\n2;Bea;6"\n').rows[0].cells[2] == 'a step of 5"'


def test_marks_around_everything_and_doubled_ones_are_read():
    found = read('"Ref","Note"\r\n"1","5"" step"\r\n"2",""""\r\n')
    assert (found.header, [row.cells for row in found.rows]) == (("Ref", "Note"), [("1", '5" step'), ("2", '"')])


def test_a_text_of_more_lines_than_a_note_has_is_taken_for_one_that_was_not_closed():
    assert "opens in line 2 is not closed before line 602" in refusal('Ref,Note\n1,"' + "x\n" * 600 + '"\n')
