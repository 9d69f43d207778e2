"""What waits for an answer goes out by e-mail and comes back, and no mark is lost by it: on both databases."""

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from app.door.errors import Refused, Unavailable
from app.exchange.tracker import round_trip
from app.exchange.tracker.reply import export_reply, waiting_for_answers
from models.tracker import TrackerBook, TrackerChange
from models.vocabulary.tracker import CclMark
from tests.exchange.tracker.deeds import a_change, mark

PROGRAM = "Homeward test"
HEADINGS = ["Ref", "Change", "Effective", "Person", "CCL updated", "By", "On", "Query"]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "tracker.xlsx"


@pytest.fixture
def reply(tmp_path):
    return tmp_path / "for answers.xlsx"


def exported(office, path, count=3):
    for _ in range(count):
        a_change(office)
    round_trip.export(office.work(), path, program=PROGRAM)


def answers(office):
    with office.database.reading() as session:
        return session.execute(select(TrackerChange.ccl, TrackerChange.ccl_query).order_by(TrackerChange.number)).all()


def test_what_waits_for_an_answer_goes_out_with_what_was_answered_and_nothing_else(office, path, reply):
    exported(office, path)
    mark(path, "T00001", CCL_updated="Yes")
    mark(path, "T00002", CCL_updated="Query", Query="Which flat?")
    round_trip.read_back(office.work(), path)
    a_change(office)  # waits to go out: Scheduling hasn't heard of it
    assert export_reply(office.work(), reply, program=PROGRAM) == ("T00002", "T00003")
    workbook = load_workbook(reply)
    sheet = workbook["Tracker"]
    assert [cell.value for cell in sheet[1]] == HEADINGS
    assert [(row[0], row[4], row[7]) for row in sheet.iter_rows(min_row=2, values_only=True)] == [
        ("T00002", "Query", "Which flat?"), ("T00003", None, None),
    ]  # fmt: skip
    assert (sheet.freeze_panes, sheet.tables["Answers"].ref) == ("E2", "A1:H3")
    (choices,) = sheet.data_validations.dataValidation
    assert (choices.showErrorMessage, str(choices.sqref)) == (True, "E2:E1048576")
    about = dict(workbook["About"].iter_rows(values_only=True))
    with office.database.reading() as session:
        assert about["Answers for the workbook"] == str(session.scalars(select(TrackerBook.id)).one())
    assert about["Workbook id"] not in {None, "", about["Answers for the workbook"]}


def test_answers_come_back_and_the_tracker_takes_none_of_them_back_nor_the_reply_the_tracker_s(office, path, reply):
    exported(office, path)
    mark(path, "T00001", CCL_updated="Yes")
    round_trip.read_back(office.work(), path)
    export_reply(office.work(), reply, program=PROGRAM)
    mark(reply, "T00002", CCL_updated="Yes", By="Ann")
    mark(reply, "T00003", Query="Which entrance?")
    assert round_trip.read_back(office.work(), reply).new == 2
    answered = [(CclMark.YES, ""), (CclMark.YES, ""), (CclMark.QUERY, "Which entrance?")]
    assert answers(office) == answered
    round_trip.read_back(office.work(), path)  # where nobody has typed those two yet
    round_trip.export(office.work(), path, program=PROGRAM)
    round_trip.read_back(office.work(), path)
    assert answers(office) == answered


def test_nothing_is_written_where_nothing_waits_nor_over_another_file(office, path, reply):
    with pytest.raises(Refused, match="Nothing waits for Scheduling's answer"):
        export_reply(office.work(), reply, program=PROGRAM)
    assert not reply.exists()
    exported(office, path)
    before = path.read_bytes()
    with pytest.raises(Unavailable, match="already a file"):
        export_reply(office.work(), path, program=PROGRAM)
    assert path.read_bytes() == before


def test_a_tracker_is_not_added_to_a_reply(office, path, reply):
    exported(office, path)
    export_reply(office.work(), reply, program=PROGRAM)
    before = reply.read_bytes()
    with pytest.raises(Refused):
        round_trip.export(office.work(), reply, program=PROGRAM)
    assert reply.read_bytes() == before


def test_gathering_it_takes_the_same_statements_however_much_waits(office, path, count_statements):
    exported(office, path, 1)
    statements = count_statements(office.database)
    office.ask(waiting_for_answers, program=PROGRAM)
    few = len(statements)
    exported(office, path, 4)
    statements.clear()
    assert len(office.ask(waiting_for_answers, program=PROGRAM).page.rows) == 5
    assert len(statements) == few <= 5
