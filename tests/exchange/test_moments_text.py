from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.files.asked import DateOrder
from app.exchange.moments_text import read_birth, read_day, read_moment
from app.exchange.written_times import read_clock
from models.values import NotAValue, from_london, is_ambiguous, to_london

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
TODAY = date(2026, 11, 20)


def moment(typed, at=None):
    return read_moment(typed, "The visit date", NOW, at=at, at_what="The visit time")


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "typed",
    [
        "14/11/26", "14.11.2026", "14-11-2026", "2026-11-14", "14 Nov 2026", "Sat 14th November 26", "14.11.26",
        "20261114", 20261114, "2026/11/14", "14-Nov-2026", "14-NOV-26", "Nov 14, 2026", "November 14th 2026",
        "Saturday, 14th of November 2026", "14Nov2026", "2026-11-14T00:00:00.000", "2026-11-14T00:00:00Z",
        "14/11/2026 at 9.30am", "14 / 11 / 2026", "14\u00a0Nov\u00a02026",
    ],
)  # fmt: skip
def test_days_are_read_day_first(typed):
    assert read_day(typed, "The date") == date(2026, 11, 14)


@pytest.mark.parametrize(
    "typed",
    [
        "31/11/2026", "11/14/2026", "soon", "14/11", 46346, "14/11/2026 nonsense", "14 Nov", "Sat 14 Nov", "Nov 2026",
        "14/11/2026 approx", "14/11/2026-15/11/2026", "14/11/2026 - 15.11", "2026-14-11", "20261411", "14/11/026",
        "14 Novel 2026", "Sun 14/11/2026", "14/11/0026", "11/03/0953", "14/11/1026", "14/11/2260", 19990231, True,
        20261114.5, "14/11/2026 25:00", "14/11/2026 24:00", "14112026",
    ],
)  # fmt: skip
def test_what_is_not_a_day_for_sure_is_refused_with_its_whole_cell(typed):
    with pytest.raises(NotAValue, match="The date “") as refused:
        read_day(typed, "The date")
    assert typed is True or f"“{typed}”" in str(refused.value)


def test_a_cell_is_quoted_up_to_two_hundred_signs():
    with pytest.raises(NotAValue, match="…”") as refused:
        read_day("14/11/2026 " + "or so " * 100, "The date")
    assert len(str(refused.value)) < 330


def test_a_day_as_excel_counts_them_is_refused_with_what_to_do():
    with pytest.raises(NotAValue, match=r"write it like 20/11/2026\. It may be a day as Excel counts them: format"):
        read_day("46340", "The date")
    with pytest.raises(NotAValue, match="is a number: format that column as dates"):
        read_day(46340, "The date")


def test_a_birth_with_a_year_of_two_digits_is_refused():
    for born in ("18.03.26", "18.03.43", "18 Mar 43"):
        with pytest.raises(NotAValue, match="four digits"):
            read_birth(born, TODAY)


@pytest.mark.parametrize("born", ["20/11/1905", "11/03/0953", "21/11/2026", date(1899, 12, 31), date(1900, 1, 1)])
def test_a_birth_that_can_not_be_is_refused(born):
    with pytest.raises(NotAValue, match=r"The date of birth “.*” can't be right"):
        read_birth(born, TODAY)


def test_a_birth_today_or_up_to_the_age_of_120_can_be():
    assert read_birth("20/11/2026", TODAY) == TODAY
    assert read_birth("21/11/1905", TODAY) == date(1905, 11, 21)


def test_a_moment_more_than_ten_years_back_or_a_day_years_ahead_is_mistyped():
    assert moment("01/01/2016 08:00").local == datetime(2016, 1, 1, 8)  # noqa: DTZ001  a wall clock
    with pytest.raises(NotAValue, match="“31/12/2015 08:00” can't be right: it lies more than 10 years back"):
        moment("31/12/2015 08:00")
    assert read_day("31/12/2028", "The date", now=TODAY) == date(2028, 12, 31)
    with pytest.raises(NotAValue, match="“14/11/2062” can't be right: it lies more than 2 years ahead"):
        read_day("14/11/2062", "The date", now=TODAY)
    with pytest.raises(NotAValue, match="98 may be 1998 or 2098"):
        read_day("01/09/98", "The date", now=TODAY)


def test_with_the_month_first_the_sentence_asks_for_a_form_that_is_sure():
    assert read_day("11/14/2026", "x", order=DateOrder.MONTH_FIRST) == date(2026, 11, 14)
    assert read_day("14 Nov 2026", "x", order=DateOrder.MONTH_FIRST) == date(2026, 11, 14)
    with pytest.raises(NotAValue, match=r"read as month, day, year\): write it like 20 Nov 2026"):
        read_day("14/11/2026", "x", order=DateOrder.MONTH_FIRST)


@pytest.mark.parametrize(
    ("typed", "local", "timed"),
    [
        ("14/11/26 19.30", "2026-11-14T19:30:00", True),
        ("2026-11-14T07:05:09", "2026-11-14T07:05:09", True),
        ("2026-11-14 07:05:09.999", "2026-11-14T07:05:09", True),
        ("14/11/2026 at 9.30am", "2026-11-14T09:30:00", True),
        ("14/11/2026, 9pm", "2026-11-14T21:00:00", True),
        ("14/11/2026 0930", "2026-11-14T09:30:00", True),
        ("14/11/2026 09:30hrs", "2026-11-14T09:30:00", True),
        ("20261114T084000", "2026-11-14T08:40:00", True),
        (datetime(2026, 11, 14, 8), "2026-11-14T08:00:00", True),  # noqa: DTZ001  a cell has no zone
        (date(2026, 11, 14), "2026-11-14T00:00:00", False),
        ("14/11/2026", "2026-11-14T00:00:00", False),
    ],
)
def test_a_moment_may_be_written_in_many_ways_or_be_a_cell_of_its_own(typed, local, timed):
    read = moment(typed)
    assert (read.local, read.timed) == (datetime.fromisoformat(local), timed)


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("2026-10-10T08:40:00Z", "2026-10-10T08:40:00"),
        ("2026-10-10T08:40:00+01:00", "2026-10-10T07:40:00"),
        ("2026-10-10T08:40:00.000+0100", "2026-10-10T07:40:00"),
        ("2026-10-10 08:40+01", "2026-10-10T07:40:00"),
        ("2026-10-10T08:40:00-05:00", "2026-10-10T13:40:00"),
        ("10/10/2026 08:40 BST", "2026-10-10T07:40:00"),
        ("2026-03-29T00:59:59Z", "2026-03-29T00:59:59"),
        ("2026-03-29T01:00:00Z", "2026-03-29T01:00:00"),
        ("2026-10-25T01:30:00+01:00", "2026-10-25T00:30:00"),
        ("2026-10-25T01:30:00+00:00", "2026-10-25T01:30:00"),
    ],
)
def test_a_zone_that_is_said_makes_an_exact_moment(typed, at):
    read = moment(typed)
    assert read.moment == utc(at)
    assert not read.ambiguous


def test_without_a_zone_the_hour_that_october_has_twice_is_marked_and_the_first_is_meant():
    read = moment("25/10/2026 01:30")
    assert (read.moment, read.ambiguous) == (utc("2026-10-25T00:30:00"), True)
    assert not moment("25/10/2026 02:00").ambiguous


def test_a_time_that_march_leaves_out_is_refused_with_its_cell():
    for typed, at in (("29/03/2026 01:30", None), ("29/03/2026", "01:30")):
        with pytest.raises(NotAValue, match=r"“29/03/2026.*” can't be right: 01:30 on 29/03/2026 does not exist"):
            moment(typed, at)


def test_a_time_of_greenwich_just_before_midnight_in_summer_is_of_the_next_day_here():
    assert read_day("2026-07-10T23:00:00.000Z", "x") == date(2026, 7, 11)
    assert moment("2026-07-10T23:30:00Z").local.date() == date(2026, 7, 11)
    assert moment("2026-07-10T23:00:00Z", "08:40").local == datetime.fromisoformat("2026-07-11T08:40:00")
    assert read_day("2026-11-14T23:30:00Z", "x") == date(2026, 11, 14)


@pytest.mark.parametrize("typed", ["2026-10-10T08:40:00+15:00", "14/11/2026 09:30 BST", "14/11/2026 09:30-10:00",
    "14/11/2026 0930-1000", "2026-10-10 08:40-09:10"])  # fmt: skip
def test_a_zone_that_can_not_be_and_a_time_from_until_are_refused(typed):
    with pytest.raises(NotAValue, match="The visit date “"):
        moment(typed)


def test_two_cells_that_contradict_each_other_are_refused():
    assert moment("2026-10-10T08:40:00", "08:40").local.time() == time(8, 40)
    assert moment("2026-10-10T00:00:00", "08:40").local.time() == time(8, 40)
    with pytest.raises(NotAValue, match="has a time of its own, other than the visit time “08:40”"):
        moment("10/10/2026 10:15", "08:40")
    with pytest.raises(NotAValue, match="are of different days"):
        moment("10/10/2026", datetime(2026, 10, 11, 8, 40))  # noqa: DTZ001  a cell has no zone
    assert moment("10/10/2026", datetime(1899, 12, 31, 8, 40)).local.time() == time(8, 40)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("cell", "at"),
    [
        ("8.40", time(8, 40)), ("7:05 pm", time(19, 5)), (0.3611111, time(8, 40)), ("0840", time(8, 40)),
        ("930", time(9, 30)), (930, time(9, 30)), (1605, time(16, 5)), ("9am", time(9)), ("9.30 a.m.", time(9, 30)),
        ("12am", time(0)), ("12:00 AM", time(0)), ("12:00 PM", time(12)), ("08:40:00.500", time(8, 40)),
    ],
)  # fmt: skip
def test_times_are_read_as_text_and_as_parts_of_a_day(cell, at):
    assert read_clock(cell, "The time").at == at


@pytest.mark.parametrize(
    "cell", ["25:00", "8", "13pm", "", 1.5, 45, "24:00", "2400", "08:60", "9-10", "08:40-09:10", True]
)
def test_what_is_not_a_time_is_refused(cell):
    with pytest.raises(NotAValue, match="The time “"):
        read_clock(cell, "The time")


# --- Whatever is written is read back ----------------------------------------------------------------------------

DAYS = st.dates(date(1950, 1, 1), date(2049, 12, 31))
FORMS = (
    "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %m %Y", "%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%d %b %Y", "%d-%b-%Y",
    "%d %B %Y", "%b %d, %Y", "%B %d %Y", "%a %d/%m/%Y", "%A, %d %B %Y", "%d/%m/%Y %H:%M", "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%d %H:%M:%S.000",
)  # fmt: skip
SHORT = ("%d/%m/%y", "%d.%m.%y", "%d-%b-%y", "%d %B %y")


@given(DAYS, st.sampled_from(FORMS))
def test_a_day_written_in_any_form_is_read_back_as_that_day(day, form):
    assert read_day(day.strftime(form), "x") == day


@given(st.dates(date(2000, 1, 1), date(2050, 12, 31)), st.sampled_from(SHORT))
def test_a_day_of_this_century_may_have_a_year_of_two_digits(day, form):
    assert read_day(day.strftime(form), "x") == day


@given(st.datetimes(datetime(2017, 1, 1), datetime(2026, 11, 1)), st.integers(-11 * 4, 14 * 4))  # noqa: DTZ001
def test_a_moment_written_with_any_zone_is_read_back_as_that_moment(wall, quarters):
    ahead = timedelta(minutes=15 * quarters)
    sign, minutes = "-" if quarters < 0 else "+", abs(15 * quarters)
    wall = wall.replace(microsecond=0)
    read = moment(f"{wall.isoformat()}{sign}{minutes // 60:02}:{minutes % 60:02}")
    assert read.moment == (wall - ahead).replace(tzinfo=UTC)
    assert read.local == to_london(read.moment).replace(tzinfo=None)
    assert not read.ambiguous


@given(st.datetimes(datetime(2017, 1, 1), datetime(2026, 11, 1)))  # noqa: DTZ001  a wall clock's time
def test_a_moment_without_a_zone_is_the_clocks_here_or_refused(wall):
    wall = wall.replace(microsecond=0)
    try:
        expected = from_london(wall)
    except NotAValue:
        with pytest.raises(NotAValue, match="does not exist"):
            moment(f"{wall:%d/%m/%Y %H:%M:%S}")
        return
    read = moment(f"{wall:%d/%m/%Y %H:%M:%S}")
    assert (read.moment, read.ambiguous) == (expected, is_ambiguous(wall))


@given(st.text(max_size=40) | st.from_regex(r"[0-9]{1,4}[ ./-][0-9a-z]{1,4}[ ./-][0-9]{1,4}.{0,12}", fullmatch=True))
def test_no_text_does_anything_but_be_read_or_refused_in_a_sentence(typed):
    try:
        said = ""
        moment(typed)
    except NotAValue as refused:
        said = str(refused)
    assert not said or said.startswith("The visit date “")
