from datetime import UTC, date, datetime, time

import pytest

from app.exchange.files.asked import UNASKED
from app.exchange.files.read import read_sheet
from app.exchange.files.sheet import Sheet
from app.exchange.goals.ratings_file import read_ratings
from app.exchange.refused_rows import refused_file
from models.values import Call
from models.vocabulary.goals import Letter

HEADER = "Visit date,Visit time,MOSAIC ID,Person,Goal,IPAD,Care worker,Comment\n"


def read(moment, *rows):
    return read_ratings(read_sheet((HEADER + "\n".join(rows)).encode(), "r.csv"), UNASKED, moment)


@pytest.mark.rule("IPAD-2")
def test_the_goal_trackers_file_is_read_line_by_line(demonstration, moment):
    reading = read_ratings(demonstration("goal-tracker-2026-11.csv"), UNASKED, moment)
    assert len(reading.good) == 3746 + 1 + 1  # one twice, one of an unknown person: both are found with the database
    assert [line.line for line in reading.refused] == [2542, 3020, 3053]
    assert "in the future" in reading.refused[0].reason
    assert "not a day in the calendar" in reading.refused[1].reason
    assert "no IPAD letter" in reading.refused[2].reason


def test_a_rating_knows_its_moment_day_call_and_words(moment):
    (line,) = read(moment, '10/10/2026,08:40,M1,Seán Fearn,I will dress,a1,Grace Mutasa,"=needs new batteries"').good
    assert line.moment == datetime(2026, 10, 10, 7, 40, tzinfo=UTC)
    assert (line.day, line.call, line.letter) == (date(2026, 10, 10), Call.MORNING, Letter.A1)
    assert (line.mosaic_id, line.goal, line.worker, line.comment, line.ambiguous) == (
        "M1", "I will dress", "Grace Mutasa", "=needs new batteries", False,
    )  # fmt: skip


def test_the_same_row_twice_has_the_same_key_and_another_worker_has_not(moment):
    row = "10/10/2026,08:40,M1,Ann,Walk,P,Joy,"
    first, again, other = read(moment, row, row, row.replace("Joy", "Lee")).good
    assert first.key == again.key != other.key


def test_the_hour_that_october_has_twice_is_marked_and_the_one_march_leaves_out_is_refused(moment):
    reading = read(moment, "25/10/2026,01:30,M1,Ann,Walk,P,Joy,", "29/03/2026,01:30,M1,Ann,Walk,P,Joy,")
    assert reading.good[0].ambiguous
    assert "does not exist" in reading.refused[0].reason


def test_a_row_says_every_reason_against_it_at_once(moment):
    (line,) = read(moment, "31/11/2026,08:40,,Ann,,B,,").refused
    assert len(line.reasons) == 5


def test_cells_of_a_workbook_are_read_as_well(xlsx, moment):
    header = HEADER.strip().split(",")
    sheet = read_sheet(xlsx(header, [date(2026, 10, 10), time(8, 40), 701586.0, "Ann", "Walk", "I", "Joy", None]))
    (line,) = read_ratings(sheet, UNASKED, moment).good
    assert (line.moment, line.mosaic_id) == (datetime(2026, 10, 10, 7, 40, tzinfo=UTC), "701586")


def test_refused_rows_are_saved_without_formulas_and_read_again_as_they_were(moment):
    reading = read(
        moment, '31/11/2026,08:40,M1,Ann,Walk,P,Joy,"\'=HYPERLINK(1)"', '31/11/2026,08:40,M1,Ann,Walk,P,Joy,"=1+1"'
    )
    saved = refused_file(Sheet("r.csv", 1, reading.header, ()), reading.refused)
    assert b",=1" not in saved
    again = read_sheet(saved, "refused.csv")
    assert [row.cells[7] for row in again.rows] == ["'=HYPERLINK(1)", "=1+1"]
    corrected = saved.replace(b"31/11/2026", b"30/10/2026")
    assert len(read_ratings(read_sheet(corrected, "c.csv"), UNASKED, moment).good) == 2
    assert read_sheet(refused_file(again, ()), "x.csv").header == again.header


def test_a_hundred_thousand_rows_are_read(moment):
    reading = read(moment, *["10/10/2026,08:40,M1,Ann,Walk,P,Joy,"] * 100_000)
    assert len(reading.good) == 100_000
    assert reading.good[-1].line == 100_001


@pytest.mark.rule("IPAD-2")
def test_a_word_for_nothing_in_a_needed_column_is_missing_and_a_rounded_id_is_told(moment):
    rows = (
        "10/10/2026,08:40,TBC,Ann,-,?,Unknown,",
        "10/10/2026,08:40,9.99E+09,Ann,Walk,P,Joy,",
        "n/a,,M1,Ann,Walk,P,Joy,",
    )
    said = [line.reasons for line in read(moment, *rows).refused]
    assert said[0] == (
        "The IPAD letter is missing: the cell says “?”.",
        "The MOSAIC id is missing: the cell says “TBC”.",
        "The goal is missing: the cell says “-”.",
        "The care worker is missing: the cell says “Unknown”.",
    )
    assert said[1][0].startswith("The MOSAIC id “9.99E+09” is a number that a spreadsheet has rounded")
    assert said[2] == ("The visit date is missing: the cell says “n/a”.",)


def test_an_id_with_a_hyphen_of_another_kind_is_the_same_id(moment):
    rows = ("10/10/2026,08:40,M\u20111,Ann,Walk,P,Joy,", "10/10/2026,08:40,M-1,Ann,Walk,P,Joy,")
    first, again = read(moment, *rows).good
    assert first.key == again.key


def test_a_letter_that_is_none_is_quoted_whole(moment):
    long = "independent with a bit of prompting"
    (line,) = read(moment, f"10/10/2026,08:40,M1,Ann,Walk,{long},Joy,").refused
    assert line.reasons == (f"“{long}” is no IPAD letter: it is I, P, A1, A2 or D.",)


@pytest.mark.rule("IPAD-1", "IPAD-2")
@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("N", "the visit wasn't made, which is no letter"),
        ("n.", "the visit wasn't made"),
        ("Not made", "the visit wasn't made"),
        ("no answer", "the visit wasn't made"),
        ("The whole visit was refused", "the visit wasn't made"),
        ("Refused", "leaves open whether the goal was declined (D) or the whole visit refused"),
        ("not-due", "the goal wasn't due at the visit"),
        ("H", "the person was away: record the break"),
        ("In hospital", "the person was away"),
    ],
)
def test_a_word_for_no_rating_is_refused_by_what_it_says_and_never_taken_for_declined(moment, word, says):
    reading = read(moment, f"10/10/2026,08:40,M1,Ann,Walk,{word},Joy,")
    assert reading.good == ()
    assert reading.refused[0].reasons[0].startswith(f"“{word}” ")
    assert says in reading.refused[0].reasons[0]


@pytest.mark.rule("IPAD-1")
@pytest.mark.parametrize("letter", list(Letter))
def test_a_letter_may_be_written_in_words(moment, letter):
    (line,) = read(moment, f"10/10/2026,08:40,M1,Ann,Walk,{letter.label.lower()},Joy,").good
    assert line.letter is letter
