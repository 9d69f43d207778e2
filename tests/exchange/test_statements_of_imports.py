"""How often a file asks the database: for a long list as often as for a short one, and never by the row."""

import re
from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from app.exchange.files.read import read_sheet
from app.exchange.look import look_at_sheet
from tests.exchange.made_files import GOAL, KINDS, as_text

GOALS = 15
VISITS = tuple(product(range(1, 19), ("08:40", "12:10", "16:35", "20:15"), range(GOALS)))
MOST = 16  # to look at a file, or to take it in, on either database


def rated(number):
    day, at, goal = VISITS[number]
    return f"{day:02}/11/2026", at, "M000500", f"{GOAL} {goal}", "P", "CWC North", ""


ROWS = {"ratings": rated, "referrals": KINDS["referrals"].row}


@pytest.fixture
def served(office):
    person = office.a_person(mosaic_id="M000500")
    episode = office.an_episode(person=person, started_at=office.now - timedelta(days=30))
    for number in range(GOALS):
        office.a_goal(episode, statement=f"{GOAL} {number}")
    return office


@pytest.mark.parametrize("name", ["ratings", "referrals"])
def test_a_file_asks_the_database_as_often_for_a_thousand_rows_as_for_one(served, count_statements, name):
    made, begin = replace(KINDS[name], row=ROWS[name]), 0
    statements = count_statements(served.database)
    asked, stored = [], []
    for rows in (1, 10, 1000):
        content = as_text(made, [made.row(number) for number in range(begin, begin + rows)], ",")
        begin += rows
        statements.clear()
        looked = served.ask(look_at_sheet, made.kind, read_sheet(content, "list.csv", fields=made.kind.fields))
        assert (looked.accepted, looked.refused) == (rows, ())
        asked.append(len(statements))
        statements.clear()
        served.work().write(made.kind.deed(looked, {}))
        stored.append(len([each for each in statements if not each.startswith(("BEGIN", "SAVEPOINT", "RELEASE"))]))
    for one, ten, thousand in (asked, stored):  # five hundred names are asked for at once
        assert one == ten <= thousand <= one + 1 <= MOST


def test_ratings_that_one_transaction_looks_at_and_takes_in_are_matched_once(served, count_statements):
    made = replace(KINDS["ratings"], row=rated)
    sheet = read_sheet(as_text(made, [made.row(number) for number in range(10)], ","), "list.csv", fields=())
    statements = count_statements(served.database)

    def take_in(turn):
        return made.kind.deed(look_at_sheet(turn, made.kind, sheet), {})(turn)

    served.work().write(take_in)
    assert len([each for each in statements if re.search(r"FROM rating\b", each)]) == 1
    looked = served.ask(look_at_sheet, made.kind, sheet)
    assert (looked.accepted, looked.known) == (0, 10)
    served.work().write(made.kind.deed(looked, {}))
    assert served.ask(look_at_sheet, made.kind, sheet).known == 10
