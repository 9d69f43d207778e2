from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.door.errors import Refused
from app.exchange.columns import Chosen, Mapping
from app.exchange.date_order import order_of
from app.exchange.files.asked import UNASKED, Answers, Asks, DateOrder, FileAsks
from app.exchange.files.cells import Row
from app.exchange.files.read import read_sheet
from app.exchange.files.sheet import Sheet
from app.exchange.goals.ratings_file import read_ratings
from app.exchange.office.people_list import read_people
from app.exchange.office.staff_list import read_pasted_staff, read_staff
from app.exchange.referrals.care_hub_list import read_referrals
from app.exchange.refused_rows import refused_file

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
HEADER = ("Visit date", "Visit time", "MOSAIC ID", "Goal", "IPAD", "Care worker")
REST = ("08:40", "M1", "Walk", "P", "Joy")
DAY_FIRST, MONTH_FIRST = Answers(order=DateOrder.DAY_FIRST), Answers(order=DateOrder.MONTH_FIRST)


def sheet_of(*dates):
    rows = tuple(Row(line, (each, *REST)) for line, each in enumerate(dates, start=2))
    return Sheet("ratings.csv", 1, HEADER, rows)


def read(*dates, answers=UNASKED):
    return read_ratings(sheet_of(*dates), answers, NOW)


def days(reading):
    return [line.day for line in reading.good]


def test_one_date_with_its_month_first_anywhere_and_the_file_is_asked_about():
    with pytest.raises(FileAsks) as asked:
        read(*["10/11/2026"] * 50, "10/14/2026", "11/05/2026")
    question = asked.value.question
    assert question.asks is Asks.ORDER
    assert [value for value, _ in question.choices] == ["day-first", "month-first"]
    assert question.sentence == (
        "“ratings.csv” writes the month first: “10/14/2026” in line 52 under Visit date can be no other (1 such, 51 "
        "that could be either). Say which order its dates have; the rows that don't fit are refused by themselves."
    )
    assert "--day-first or --month-first" in str(asked.value)


def test_dates_in_both_orders_are_asked_about_as_mixed():
    with pytest.raises(
        FileAsks, match="in both orders: “14/10/2026” in line 2 under Visit date has the day first, “10"
    ):
        read("14/10/2026", "10/14/2026")


def test_with_an_answer_the_rows_that_do_not_fit_are_refused_by_themselves():
    dates = ("14/10/2026", "10/14/2026", "10/11/2026", "2026-10-15")
    first = read(*dates, answers=MONTH_FIRST)
    assert days(first) == [date(2026, 10, 14), date(2026, 10, 11), date(2026, 10, 15)]
    (misfit,) = first.refused
    assert (misfit.line, misfit.cells[0]) == (2, "14/10/2026")
    assert misfit.reason == (
        "The visit date “14/10/2026” is not a day in the calendar (read as month, day, year): "
        "write it like 20 Nov 2026."
    )
    second = read(*dates, answers=DAY_FIRST)
    assert days(second) == [date(2026, 10, 14), date(2026, 11, 10), date(2026, 10, 15)]
    assert [each.line for each in second.refused] == [3]


def test_a_file_that_says_its_order_is_read_by_it_without_a_notice():
    reading = read(*["05/11/2026"] * 10, "14/11/2026")
    assert set(days(reading)) == {date(2026, 11, 5), date(2026, 11, 14)}
    assert reading.notices == ()


def test_that_nothing_tells_is_said_of_more_than_a_handful():
    assert read(*["05/11/2026"] * 5, "11/11/2026").notices == ()
    (notice,) = read(*["05/11/2026"] * 6, "11/11/2026").notices
    assert notice.sentence.startswith("Nothing in the file tells whether its dates have the day or the month first; 6 ")
    assert "“05/11/2026” in line 2 under Visit date" in notice.sentence


def test_an_answer_that_every_date_which_tells_contradicts_is_said():
    (notice,) = read("10/14/2026", "10/11/2026", answers=DAY_FIRST).notices
    assert "has the month first, such as “10/14/2026”" in notice.sentence
    assert read("10/14/2026", "10/11/2026", answers=MONTH_FIRST).notices == ()


def test_dates_that_are_none_in_any_order_and_dates_with_a_name_tell_nothing():
    reading = read("31/11/2026", "99/99/2026", "14/15/2026", "0/14/2026", "Nov 14, 2026", "2026-11-14", "20261114")
    assert days(reading) == [date(2026, 11, 14)] * 3


def test_all_date_columns_are_judged_and_no_other():
    header = "Surname,Start,DOB,Interim since,Notes\n"
    with pytest.raises(FileAsks, match="“05/31/1941” in line 2 under DOB"):
        read_people(read_sheet((header + "Gill,05/11/2026,05/31/1941,,\n").encode(), "p.csv"), UNASKED, NOW)
    with pytest.raises(FileAsks, match="“10/14/2026” in line 2 under Interim since"):
        read_people(read_sheet((header + "Gill,05/11/2026,,10/14/2026,\n").encode(), "p.csv"), UNASKED, NOW)
    sheet = read_sheet((header + "Gill,05/11/2026,,,10/14/2026\n").encode(), "p.csv")
    assert len(read_people(sheet, UNASKED, NOW).good) == 1
    without = Answers(Mapping((Chosen("interim_since", ""),)))
    sheet = read_sheet((header + "Gill,05/11/2026,,10/14/2026,\n").encode(), "p.csv")
    assert len(read_people(sheet, without, NOW).good) == 1


def test_every_kind_of_file_asks():
    staff = read_sheet(b"Name,Role,From\nAnn Bee,CWC,05/31/2024\n", "s.csv")
    with pytest.raises(FileAsks, match="“05/31/2024” in line 2 under From"):
        read_staff(staff, UNASKED, ("North",))
    (line,) = read_staff(staff, MONTH_FIRST, ("North",)).good
    assert line.from_day == date(2024, 5, 31)
    with pytest.raises(FileAsks, match="“05/31/2024”"):
        read_pasted_staff("Ann Bee\tCWC\t05/31/2024\nBen Dee\tCWC\t05/11/2024\n", ("North",))
    head = "Ref,Received,Surname,Forename,DOB,Referral document,Reason,Discharge date\n"
    row = "CH1,11/05/2026 08:30,Fearn,Ann,03/11/1941,STAP,New home care,11/17/2026\n"
    referrals = read_sheet((head + row).encode(), "c.csv")
    with pytest.raises(FileAsks, match="“11/17/2026” in line 2 under Discharge date"):
        read_referrals(referrals, UNASKED, NOW, 18)
    (line,) = read_referrals(referrals, MONTH_FIRST, NOW, 18).good
    assert (line.received.date(), line.born, line.discharge) == (
        date(2026, 11, 5), date(1941, 3, 11), date(2026, 11, 17),
    )  # fmt: skip


# --- True dates of a workbook ----------------------------------------------------------------------------------


def test_an_american_file_opened_in_a_british_excel_is_refused_whatever_is_said():
    dates = (date(2026, 5, 10), "10/14/2026", date(2026, 12, 10))
    for answers in (UNASKED, DAY_FIRST, MONTH_FIRST):
        with pytest.raises(
            Refused, match=r"turned round: “10/14/2026” in line 3 .* but 2 true dates stand there, none"
        ):
            read(*dates, answers=answers)


def test_beside_a_true_date_after_the_twelfth_a_text_with_its_month_first_is_asked_about():
    dates = (date(2026, 10, 20), "10/14/2026", "10/11/2026")
    with pytest.raises(FileAsks, match="True dates beside them are taken as they stand"):
        read(*dates)
    assert days(read(*dates, answers=MONTH_FIRST)) == [date(2026, 10, 20), date(2026, 10, 14), date(2026, 10, 11)]


def test_a_british_file_opened_in_an_american_excel_is_asked_about():
    made_true = [date(2026, 11, 10), date(2026, 5, 10), date(2026, 1, 10)]
    left_over = ["14/10/2026", "15/10/2026", "31/10/2026"]
    with pytest.raises(FileAsks, match="may hold dates that were turned round") as asked:
        read(*made_true, *left_over)
    assert [value for value, _ in asked.value.question.choices] == ["day-first"]
    assert len(read(*made_true, *left_over, answers=DAY_FIRST).good) == 6
    for told in ("10/11/2026", date(2026, 10, 13)):
        assert len(read(*made_true, *left_over, told).good) == 7
    assert len(read(*made_true, "14/10/2026 08.40", "15.10.2026", "31 Oct 2026").good) == 6


# --- Refused rows mean the same when they come back -------------------------------------------------------------


def test_the_refused_rows_of_a_file_with_its_month_first_mean_the_same_when_they_come_back():
    rows = (Row(2, ("10/11/2026 08:40", "", "M1", "Walk", "B", "Joy")), Row(3, ("10/14/2026", *REST)))
    reading = read_ratings(Sheet("r.csv", 1, HEADER, rows), MONTH_FIRST, NOW)
    saved = refused_file(Sheet("r.csv", 1, HEADER, rows), reading.refused)
    assert b"11 Oct 2026 08:40" in saved
    again = read_ratings(read_sheet(saved.replace(b",B,", b",P,"), "again.csv"), UNASKED, NOW)
    assert days(again) == [date(2026, 10, 11)]
    assert again.good[0].cells[0] == "11 Oct 2026 08:40"
    kept = read_ratings(Sheet("r.csv", 1, HEADER, rows[:1]), UNASKED, NOW)
    assert kept.refused[0].cells[0] == "10/11/2026 08:40"


# --- Whatever the column ---------------------------------------------------------------------------------------

DAYS = st.lists(st.dates(date(2026, 1, 1), date(2026, 11, 19)), min_size=1, max_size=40)
FORMS = st.sampled_from(("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%y", "%d/%m/%Y 00:00"))


@given(DAYS, FORMS)
def test_a_file_with_the_day_first_never_gives_another_day(visited, form):
    assert days(read(*(day.strftime(form) for day in visited))) == visited


@given(DAYS, FORMS)
def test_a_file_with_the_month_first_gives_no_wrong_day_unless_nothing_tells_which_is_said(visited, form):
    typed = [day.strftime(form.replace("%d", "#").replace("%m", "%d").replace("#", "%m")) for day in visited]
    assert days(read(*typed, answers=MONTH_FIRST)) == visited
    if any(day.day > 12 for day in visited):
        with pytest.raises(FileAsks):
            read(*typed)
    else:
        either = sum(day.day != day.month for day in visited)
        assert bool(read(*typed).notices) == (either > 5)


@given(DAYS, DAYS)
def test_no_workbook_made_by_the_other_order_gives_a_turned_date(early, late):
    """Excel in Britain opens an American file: what it can read it turns round, the rest stays text."""
    cells = [date(day.year, day.day, day.month) if day.day <= 12 else f"{day:%m/%d/%Y}" for day in (*early, *late)]
    if not any(isinstance(cell, str) for cell in cells):
        return  # nothing of the file tells
    with pytest.raises(Refused):
        order_of(sheet_of(*cells), [0], None)


def test_a_column_that_nothing_is_read_from_costs_nothing():
    judged = order_of(sheet_of("10/14/2026"), [None], None)
    assert (judged.order, judged.columns) == (DateOrder.DAY_FIRST, ())


def test_a_time_cell_in_a_column_of_dates_tells_nothing():
    reading = read(time(8, 40), "14/11/2026")
    assert days(reading) == [date(2026, 11, 14)]
    assert "“08:40” can't be read as a date" in reading.refused[0].reason


@given(
    st.lists(st.text(max_size=15) | st.from_regex(r"[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,5}.{0,3}", fullmatch=True))
)
def test_whatever_a_column_holds_it_is_judged_or_asked_about(texts):
    try:
        judged = order_of(sheet_of(*texts), [0], None)
    except Refused as refused:
        said = refused.sentence
    else:
        said = "“ratings.csv”" if judged.order is DateOrder.DAY_FIRST else ""
    assert "“ratings.csv”" in said
