"""Refused rows of each kind of file, in each form, are corrected and imported again; what went in before is known."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from app.exchange.files.asked import Answers, Asks, DateOrder
from app.exchange.files.read import read_sheet
from app.exchange.look import look_at_sheet
from app.exchange.refused_rows import refused_end, refused_file
from models.values import to_london
from tests.exchange.made_files import KINDS, as_text, as_workbook, look

BAD = {
    "referrals": (1, "31/02/2026"),
    "ratings": (4, "X"),
    "people": (3, ""),
    "staff": (1, "Senior"),
    "packages": (4, "lots"),
}


def as_sent(made, rows, form):
    return as_workbook(made, rows) if form == "workbook" else as_text(made, rows, form)


def counts(looked):
    return looked.accepted, looked.known, looked.changed, len(looked.refused)


@pytest.mark.parametrize("form", [",", ";", "workbook"])
@pytest.mark.parametrize("kind", KINDS)
def test_refused_rows_are_corrected_sent_again_and_taken_in_once(service, kind, form):
    made, (at, wrong) = KINDS[kind], BAD[kind]
    right = made.row(6)
    content = as_sent(made, [made.row(5), (*right[:at], wrong, *right[at + 1 :])], form)
    name = "list.xlsx" if form == "workbook" else "list.csv"
    first = look(service, made, content, name)
    assert counts(first) == (1, 0, 0, 1)
    service.work().write(made.kind.deed(first, {}))

    back = f"back{refused_end(first.sheet)}"
    untouched = look(service, made, refused_file(first.sheet, first.refused), back)
    assert counts(untouched) == (0, 0, 0, 1)
    assert untouched.refused[0].reasons == first.refused[0].reasons
    assert untouched.about[2] == first.about[3] != ""

    corrected = [replace(first.refused[0], cells=right)]
    again = look(service, made, refused_file(first.sheet, corrected), back)
    assert counts(again) == (1, 0, 0, 0)
    service.work().write(made.kind.deed(again, {}))
    assert counts(look(service, made, refused_file(first.sheet, corrected), back)) == (0, 1, 0, 0)
    assert counts(look(service, made, content, name)) == (0, 1, 0, 1)


MONTH_FIRST = Answers(order=DateOrder.MONTH_FIRST)
DATED = {"referrals": 1, "ratings": 0, "people": 3}


@pytest.mark.parametrize("form", [",", "workbook"])
@pytest.mark.parametrize("kind", DATED)
def test_rows_of_a_month_first_file_mean_the_same_days_when_they_come_back(service, kind, form):
    made, (bad, wrong) = KINDS[kind], BAD[kind]
    dated = DATED[kind]

    def row(number, written):
        cells = list(made.row(number))
        cells[dated] = cells[dated].replace(cells[dated][:10], written)
        return tuple(cells)

    def with_fault(cells):
        at = bad if bad != dated else 6
        return (*cells[:at], wrong if bad != dated else "Perhaps", *cells[at + 1 :])

    rows = [row(5, "11/13/2026"), with_fault(row(6, "11/05/2026")), with_fault(row(7, "11/14/2026"))]
    name = "list.xlsx" if form == "workbook" else "list.csv"
    sheet = read_sheet(as_sent(made, rows, form), name, fields=made.kind.fields)
    asked = service.ask(look_at_sheet, made.kind, sheet)
    assert asked.question.asks is Asks.ORDER
    first = service.ask(look_at_sheet, made.kind, sheet, MONTH_FIRST)
    assert counts(first) == (1, 0, 0, 2)

    def mended(refused):
        at = bad if bad != dated else 6
        return replace(refused, cells=(*refused.cells[:at], made.row(6)[at], *refused.cells[at + 1 :]))

    content = refused_file(first.sheet, [mended(each) for each in first.refused])
    again = read_sheet(content, f"back{refused_end(first.sheet)}", fields=made.kind.fields)
    unasked = service.ask(look_at_sheet, made.kind, again)
    assert unasked.question is None or unasked.question.asks is Asks.ORDER
    looked = service.ask(look_at_sheet, made.kind, again, MONTH_FIRST)
    assert counts(looked) == (2, 0, 0, 0)
    assert [day_of(each) for each in looked.reading.good] == [date(2026, 11, 5), date(2026, 11, 14)]
    if unasked.question is None:
        assert [day_of(each) for each in unasked.reading.good] == [date(2026, 11, 5), date(2026, 11, 14)]


def day_of(line):
    """The day that stands in the dated column of its kind."""
    said = next(getattr(line, name) for name in ("received", "day", "started", "start") if hasattr(line, name))
    return to_london(said).date() if isinstance(said, datetime) else said
