"""Who stands in a workbook and is in service no longer: their row says what became of them, on both databases."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import update

from app.exchange.files.cells import Row
from app.exchange.files.sheet import Sheet
from app.exchange.tracker.page import tracker_page
from app.exchange.tracker.who_left import InWorkbook, standing_in
from models.people import Person
from models.teams import Patch
from models.values import Call
from models.vocabulary.closure import EndReason
from tests.builders import visit

DAY = timedelta(days=1)


def page_for(office, *people, mosaic_ids=()):
    standing = InWorkbook(frozenset(people), frozenset(mosaic_ids))
    return office.ask(tracker_page, file_name="tracker.xlsx", program="Homeward test", standing=standing)


def somebody(office, **told):
    person = office.a_person()
    office.an_episode(person=person, **told)
    return person


def ended(office, days_ago=8, **told):
    return somebody(
        office, started_at=office.now - 20 * DAY, ended_at=office.now - days_ago * DAY,
        end_reason=EndReason.GOALS_ACHIEVED, **told,
    )  # fmt: skip


def died(office, person, **told):
    with office.database.writing() as session:
        session.execute(update(Person).where(Person.id == person).values(**told))


def test_who_left_is_said_by_key_with_the_day_and_who_is_in_service_isnt(office):
    left, here = ended(office), somebody(office)
    assert page_for(office, left, here).left == {str(left): f"Ended {office.now - 8 * DAY:%d/%m/%Y}"}


def test_the_newest_end_counts_and_one_who_comes_back_is_in_service_again(office):
    left = ended(office)
    office.an_episode(
        person=left, started_at=office.now - 5 * DAY, ended_at=office.now - 2 * DAY, end_reason=EndReason.GOALS_ACHIEVED
    )
    assert page_for(office, left).left == {str(left): f"Ended {office.now - 2 * DAY:%d/%m/%Y}"}
    office.an_episode(person=left)
    page = page_for(office, left)
    assert page.left == {}
    assert [row.key for row in page.people] == [str(left)]


def test_a_death_is_said_before_the_end(office):
    known, told = ended(office), ended(office)
    died(office, known, death_reported_at=office.now, death_confirmed_at=office.now, died_on=date(2026, 11, 12))
    died(office, told, death_reported_at=office.now)
    assert page_for(office, known, told).left == {str(known): "Died 12/11/2026", str(told): "Reported to have died"}


def test_a_start_that_was_taken_back_is_no_end(office):
    person = ended(office, undone_at=office.now, undone_because="the wrong person")
    assert page_for(office, person).left == {str(person): "Not in service"}


def test_somebody_whom_the_office_doesnt_know_is_left_as_they_are(office):
    assert page_for(office, uuid4()).left == {}


def test_in_a_workbook_without_keys_they_are_found_by_mosaic_id(office):
    left = ended(office)
    died(office, left, mosaic_id="0800115")
    page = page_for(office, mosaic_ids=("0800115", "other"))
    assert (page.left_by_id, [*page.left]) == ({"0800115": str(left)}, [str(left)])


def test_only_those_in_the_workbook_are_asked_for_in_the_same_statements(office, count_statements):
    left = [ended(office) for _ in range(4)]
    statements = count_statements(office.database)
    page_for(office, left[0])
    few = len(statements)
    statements.clear()
    assert len(page_for(office, *left).left) == 4
    assert len(statements) == few <= 8


def test_a_patch_that_is_called_otherwise_keeps_the_keys_of_its_hours(office):
    office.an_episode(visit(Call.TEA, 30))
    (before,) = page_for(office).capacity
    with office.database.writing() as session:
        session.execute(update(Patch).where(Patch.name == "Matlock").values(name="Matlock and Cromford"))
    (after,) = page_for(office).capacity
    assert (after.key, after.patch) == (before.key, "Matlock and Cromford")
    assert before.key.endswith("/tea")


@pytest.mark.parametrize("heading", ["Key", "key of theirs"])
def test_people_of_a_sheet_are_known_by_key_and_without_one_by_mosaic_id(heading):
    person = uuid4()
    rows = (("M1", str(person)), ("M2", ""), ("M3", "typed"), ("", ""))
    sheet = Sheet("t.xlsx", 1, ("MOSAIC id", heading), tuple(Row(at, cells) for at, cells in enumerate(rows, start=2)))
    keyed = heading == "Key"
    assert standing_in(sheet) == InWorkbook(
        frozenset({person} if keyed else ()), frozenset({"M2", "M3"} if keyed else {"M1", "M2", "M3"})
    )
