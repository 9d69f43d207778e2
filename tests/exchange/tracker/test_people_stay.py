"""In People and Capacity a row never moves: who left keeps it, newcomers come below, a note stays with the person."""

from datetime import timedelta

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from sqlalchemy import select, update

from app.door.changes import changes
from app.exchange.tracker import round_trip
from app.services.tracker.scheduling import tell
from models.episodes import Episode
from models.people import Person
from models.values import Call
from models.vocabulary.closure import EndReason
from models.vocabulary.tracker import TrackerChangeKind
from reports.tracker.sheets import OURS, SCHEDULINGS
from tests.builders import visit

DAY = timedelta(days=1)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "tracker.xlsx"


def export(office, path):
    return round_trip.export(office.work(), path, program="Homeward test")


def somebody(office, family, **told):
    return office.an_episode(visit(Call.TEA, 30), person=office.a_person(family=family), **told)


def end(office, episode):
    with office.database.writing() as session:
        session.execute(
            update(Episode)
            .where(Episode.id == episode)
            .values(ended_at=office.now, end_reason=EndReason.GOALS_ACHIEVED)
        )


def person_of(office, episode):
    with office.database.reading() as session:
        return session.scalars(select(Episode.person_id).where(Episode.id == episode)).one()


def tell_of(office, person):
    def deed(turn):
        told = {"effective_at": turn.moment, "reason": "", "to_team": office.teams["North"]}
        return changes(made=tell(turn, TrackerChangeKind.START, person=person, **told).id)

    office.do(deed)


def people(path):
    heading, *rows = load_workbook(path)["People"].iter_rows(values_only=True)
    return [dict(zip(heading, row, strict=True)) for row in rows]


def edit(path, change):
    workbook = load_workbook(path)
    change(workbook)
    workbook.save(path)


def test_who_left_keeps_the_row_marked_and_a_newcomer_comes_below(office, path):
    bob = somebody(office, "B")
    somebody(office, "C")
    export(office, path)
    edit(path, lambda book: setattr(book["People"]["A2"], "comment", Comment("key at number 4", "Moira")))
    end(office, bob)
    somebody(office, "A")
    export(office, path)
    rows = people(path)
    assert [row["Person"] for row in rows] == ["Jean B", "Jean C", "Jean A"]
    assert rows[0]["Service"] == f"Ended {office.now:%d/%m/%Y}"
    assert {rows[0][title] for title in ("Day", "Visits a week", "Worker hours a week", "What for")} == {None}
    assert load_workbook(path)["People"]["A2"].comment.text == "key at number 4"


def test_one_who_comes_back_is_written_into_their_row_again_wherever_it_was_sorted(office, path):
    bob = somebody(office, "B")
    person = person_of(office, bob)
    somebody(office, "C")
    export(office, path)
    end(office, bob)
    export(office, path)
    edit(path, turn_round)
    office.an_episode(visit(Call.TEA, 30), person=person)
    export(office, path)
    assert [(row["Person"], row["Service"][:5], row["Visits a week"]) for row in people(path)] == [
        ("Jean C", "Short", 7), ("Jean B", "Short", 7),
    ]  # fmt: skip


def test_in_a_workbook_of_an_earlier_release_they_are_found_by_mosaic_id_and_get_a_key(office, path):
    bob = somebody(office, "B")
    with office.database.writing() as session:
        session.execute(update(Person).where(Person.id == person_of(office, bob)).values(mosaic_id="0800115"))
    somebody(office, "C")
    export(office, path)
    edit(path, lambda book: book["People"].delete_cols(15))
    end(office, bob)
    export(office, path)
    assert [(row["Person"], row["Service"][:5], len(row["Key"])) for row in people(path)] == [
        ("Jean B", "Ended", 36), ("Jean C", "Short", 36),
    ]  # fmt: skip


def test_hours_that_are_gone_leave_a_row_of_noughts(office, path):
    tea = somebody(office, "B")
    export(office, path)
    end(office, tea)
    office.an_episode(visit(Call.BED, 30), person=office.a_person(family="C"))
    export(office, path)
    rows = list(load_workbook(path)["Capacity"].iter_rows(min_row=2, max_col=4, values_only=True))
    assert rows == [("Matlock", "Tea", 0, 0), ("Matlock", "Bed", 3.5, 3.5)]


def test_a_workbook_in_the_old_order_of_columns_keeps_it(office, path):
    titles = [heading.title for heading in (*OURS, *SCHEDULINGS)]

    def as_before(book):
        sheet = book["Tracker"]
        for column, title in enumerate(titles, start=1):
            sheet.cell(1, column).value = title
        sheet.freeze_panes = "A2"
        for column, title in zip(sheet.tables["SchedulingTracker"].tableColumns, titles, strict=True):
            column.name = title

    export(office, path)
    edit(path, as_before)
    tell_of(office, office.a_person(mosaic_id="0800115"))
    export(office, path)
    sheet = load_workbook(path)["Tracker"]
    assert [cell.value for cell in sheet[1]] == titles
    assert (sheet["A2"].value, sheet["F2"].value, sheet["J2"].value) == ("T00001", "0800115", "North")
    assert sheet["R2"].value is None


def turn_round(book):
    """Two people change places, as when somebody sorts."""
    sheet = book["People"]
    for column in range(1, sheet.max_column + 1):
        upper, lower = sheet.cell(2, column), sheet.cell(3, column)
        upper.value, lower.value = lower.value, upper.value
