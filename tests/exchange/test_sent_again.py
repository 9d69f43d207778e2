"""Refused rows of each kind of file, in each form, are corrected and imported again; what went in before is known."""

from dataclasses import replace

import pytest

from app.exchange.refused_rows import refused_end, refused_file
from tests.exchange.made_files import KINDS, as_text, as_workbook, look

BAD = {"referrals": (1, "31/02/2026"), "ratings": (4, "X"), "people": (3, ""), "staff": (1, "Senior")}


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
