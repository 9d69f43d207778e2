"""Files from outside are read in a process of their own: whatever becomes of it, the program goes on."""

import os
import select
import subprocess
import sys
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path

import pytest

from app.door.errors import Refused, Unavailable
from app.door.progress import Progress, Stopped
from app.exchange.columns import Field
from app.exchange.files import reader as readers
from app.exchange.files.asked import Asks, FileAsks, Question
from app.exchange.files.cells import NotSaid, Row
from app.exchange.files.columns_sent import Column, Columns, columns_of, rows_of
from app.exchange.files.parse import parsed
from app.exchange.files.reader import KEPT, FileReader, how_files_are_read
from app.exchange.files.sent import (
    Answer,
    NotBelieved,
    answer_of,
    packed,
    raise_if_refused,
    refusal_sent,
    sheet_of,
    sheet_sent,
)
from app.exchange.files.sheet import Notice, OtherSheet, Sheet, WrittenAs

GOOD = b"Ref,Name\n1,Ann\n"
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="other systems hold a process to its memory otherwise")
MIB = 2**20


@pytest.fixture
def reader():
    made = []

    def make(**limits):
        made.append(FileReader(**limits))
        return made[-1]

    yield make
    for each in made:
        each.close()


def read(by, content=GOOD, name="list.csv", **how):
    return by.sheet(content, name, None, (), **how)


def refusal(by, *given, **how):
    with pytest.raises(Refused) as caught:
        read(by, *given, **how)
    return caught.value


@pytest.fixture
def long_list():
    """A list that is as good as any, and takes some megabytes to read."""
    return b"Ref,Name\n" + b"".join(b"%d,Somebody\n" % number for number in range(60_000))


# --- the process -----------------------------------------------------------------------------------------------------


def test_a_file_is_read_as_it_is_read_here_and_the_process_is_kept(reader, xlsx):
    one = reader()
    when = datetime.fromisoformat("2026-11-14T08:40:59")
    workbook = xlsx(["Ref", "On", "At", "Moment", "Yes", "Sum"], [1, date(2026, 11, 14), time(8, 40), when, True, 1.5])
    assert one.sheet(workbook, "a.xlsx", None, ()) == parsed(workbook, "a.xlsx")
    first = one._child.pid
    fields = (Field("ref", "Ref", ("Reference",), required=True),)
    assert one.sheet(workbook, "a.xlsx", "Sheet", fields) == parsed(workbook, "a.xlsx", "Sheet", fields)
    assert one._child.pid == first


def test_a_refusal_is_the_same_there_as_here_and_costs_no_process(reader):
    one = reader()
    read(one)
    first = one._child.pid
    with pytest.raises(Refused) as here:
        parsed(b"", "list.csv")
    there = refusal(one, b"")
    assert (there.sentence, there.who) == (here.value.sentence, here.value.who)
    assert one._child.pid == first


def test_the_process_is_started_at_the_first_file_or_while_one_is_chosen(reader):
    one = reader()
    assert one._child is None
    one.warm()
    warmed = one._child.pid
    assert read(one).rows == (Row(2, ("1", "Ann")),)
    assert one._child.pid == warmed


def test_a_process_that_was_ended_from_outside_is_followed_by_another(reader):
    one = reader()
    read(one)
    first = one._child.pid
    one._child.kill()
    one._child.wait()
    assert read(one).rows == (Row(2, ("1", "Ann")),)
    assert one._child.pid != first


STARTS_ONE = """
from app.exchange.files.reader import KEPT
import os
KEPT.warm()
print(KEPT._child.pid, flush=True)
os._exit(0)
"""
BRINGS = """
import sys, app.exchange.files.child
print({name.split(".")[0] for name in sys.modules} & {"sqlalchemy", "PySide6", "openpyxl", "ui", "click", "pikepdf"})
"""


@ON_LINUX
def test_the_process_ends_with_the_program_that_started_it_however_that_ends():
    done = subprocess.run([sys.executable, "-c", STARTS_ONE], capture_output=True, check=True)
    with suppress(ProcessLookupError):  # it has ended by now
        fate = os.pidfd_open(int(done.stdout))
        assert select.select([fate], [], [], 60)[0], "it goes on without its program"
        os.close(fate)


def test_it_imports_neither_database_nor_window():
    done = subprocess.run([sys.executable, "-c", BRINGS], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "set()"


def test_it_is_told_nothing_of_this_desk(reader, monkeypatch):
    monkeypatch.setenv("PGPASSWORD", "a canary")
    one = reader()
    read(one)
    if sys.platform == "linux":
        assert b"canary" not in Path(f"/proc/{one._child.pid}/environ").read_bytes()


def test_it_is_found_from_whatever_folder_the_program_was_started_in(reader, monkeypatch, tmp_path):
    (tmp_path / "app").mkdir()
    (tmp_path / "app/__init__.py").write_text("raise SystemExit", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert read(reader()).header == ("Ref", "Name")


def test_the_desk_says_how_it_how_files_are_read_and_why_not_where_it_cannot(monkeypatch):
    limits = "with at most 512 MiB of memory and 120 seconds." if sys.platform == "linux" else "and 120 seconds."
    said, is_read = how_files_are_read()
    assert is_read
    assert said.startswith("Files from outside are read in a process of their own")
    assert said.endswith(limits)
    with monkeypatch.context() as context:
        context.setattr(readers, "READS", ["-c", "raise SystemExit(1)"])
        KEPT.close()
        said, is_read = how_files_are_read()
        assert (is_read, "can't start what reads files" in said) == (False, True)


def test_where_it_cannot_begin_the_desk_says_so(reader, monkeypatch):
    monkeypatch.setattr(readers, "READS", ["-c", "raise SystemExit(1)"])
    with pytest.raises(Unavailable, match="can't start what reads files"):
        read(reader())
    monkeypatch.setattr(readers.sys, "executable", str(Path("not there")))
    with pytest.raises(Unavailable, match="can't start what reads files"):
        read(reader())


# --- its limits: harmless files under lowered ones -----------------------------------------------------------------


@ON_LINUX
@pytest.mark.parametrize("bytes_that_find_no_room", [0, 16 * MIB])
def test_a_file_that_takes_more_memory_than_it_may_is_refused_and_the_next_is_read(
    reader, long_list, bytes_that_find_no_room
):
    one = reader(memory=8 * MIB)
    assert read(one).rows
    assert one.is_confined
    first = one._child
    found = refusal(one, long_list + b"\n" * bytes_that_find_no_room)
    assert "“list.csv” can't be opened" in found.sentence
    assert "8 MiB" in found.sentence
    assert found.who == "whoever sent the file"
    assert read(one).rows == (Row(2, ("1", "Ann")),)
    assert one._child is first or first.poll() is not None


FILLS_UP = """
import sys
from app.exchange.files.limits import confine
confine(8 * 2**20)
kept = []
try:
    while True:
        kept.append(bytes(4_096))
except MemoryError:
    while True:
        pass
"""


@ON_LINUX
def test_a_process_that_has_no_memory_left_and_does_not_end_is_ended(reader, monkeypatch):
    monkeypatch.setattr(readers, "READS", ["-c", FILLS_UP])
    one = reader(memory=8 * MIB)
    one.warm()
    first = one._child
    assert "takes more than 8 MiB" in refusal(one).sentence
    assert first.poll() is not None


def test_the_same_file_is_read_within_the_limit_of_the_program(reader, long_list):
    assert len(read(reader(), long_list).rows) == 60_000


def test_a_file_that_is_not_read_in_time_is_refused_and_nothing_goes_on_reading(reader):
    one = reader(seconds=0)
    one.warm()
    first = one._child
    assert "after 0 seconds it still wasn't" in refusal(one).sentence
    assert first.poll() is not None
    assert one._child is None


def test_a_process_that_breaks_off_is_a_sentence_and_the_next_file_is_read(reader, monkeypatch):
    one = reader()
    with monkeypatch.context() as context:
        context.setattr(readers, "READS", ["-c", "import sys; sys.stdin.buffer.read(9); raise SystemExit(9)"])
        assert "breaks off what opens it" in refusal(one).sentence
    assert read(one).rows


def test_whoever_stops_the_reading_stops_the_process(reader, monkeypatch):
    one, progress = reader(), Progress()
    progress.stop()
    with monkeypatch.context() as context:
        context.setattr(
            readers, "READS", ["-c", "import sys; sys.stdin.buffer.read()"]
        )  # it listens, and never answers
        one.warm()
        child = one._child
        with pytest.raises(Stopped, match="Nothing has been changed"):
            read(one, progress=progress)
    assert child.poll() is not None
    assert read(one).rows


def test_a_defect_in_reading_names_the_place_and_nothing_of_the_file(reader):
    one = reader()
    with pytest.raises(Refused, match="breaks off what opens it") as caught:
        one.sheet(b"Ref,A canary\n1,2\n", "list.csv", None, (Field("ref", "Ref", (17,)),))
    assert str(caught.value.__cause__).startswith("ValidationError at ")
    assert "canary" not in str(caught.value.__cause__)
    assert read(one).rows


def test_a_file_whose_name_no_text_can_hold_is_read_and_called_something_like_it(reader):
    assert read(reader(), name="list\udcff.csv").name == "list?.csv"


# --- what it answers is not believed ---------------------------------------------------------------------------------

ROWS = (
    Row(2, ("1", None, date(2026, 11, 14), 1.5, NotSaid("#N/A", "an error"))),
    Row(5, ("2", True, "today", time(8, 40), datetime.fromisoformat("2026-11-14T08:40:00"))),
)


@pytest.mark.parametrize(
    "rows", [ROWS, (), (Row(1, ()),), (Row(1, ("a",)), Row(2, ("b", "c"))), (Row(3, (None, 1)),) * 2]
)
def test_rows_come_back_as_they_were_sent(rows):
    assert rows_of(columns_of(rows)) == rows


def test_what_stands_in_a_list_again_and_again_is_one_object_there():
    rows = [Row(line, ("Karen Siddall", date(2026, 11, 14), line % 2 or True)) for line in (2, 3, 4)]
    made = rows_of(columns_of([Row(row.line, (str(row.cells[0].encode(), "ascii"), *row.cells[1:])) for row in rows]))
    assert len({id(row.cells[0]) for row in made}) == len({id(row.cells[1]) for row in made}) == 1
    assert [type(row.cells[2]) for row in made] == [bool, int, bool]


def test_a_table_comes_back_with_all_that_was_seen_of_it():
    sheet = Sheet(
        "a.xlsx",
        3,
        ("Ref", "Name"),
        ROWS,
        "List",
        (OtherSheet("Old", 4, is_hidden=True),),
        (Notice("Look at it.", 5), Notice("All of it.")),
        WrittenAs(is_workbook=True),
    )
    assert sheet_of(answer_of(packed(sheet_sent(sheet)))) == sheet


def test_a_question_comes_back_as_one():
    question = Question(Asks.ORDER, "Which comes first?", (("day-first", "The day"), ("month-first", "The month")))
    with pytest.raises(FileAsks) as caught:
        raise_if_refused(answer_of(packed(refusal_sent(FileAsks(question, command_line="Give --month-first.")))))
    assert caught.value.question == question
    assert caught.value.sentence == "Which comes first? Give --month-first."


@pytest.mark.parametrize(
    "packet",
    [
        b"",
        b"\x80\x05cos\nsystem\n.",  # a pickle
        packed(Answer(broke="ValueError at csv_text.py:40")),
        packed(sheet_sent(Sheet("a", 1, ("x",), ROWS)))[:-3],
    ],
)
def test_what_is_no_answer_is_not_taken_for_one(packet):
    with pytest.raises(NotBelieved):
        answer_of(packet)


FIRST = b"\0" * 4  # the first value, in one row


@pytest.mark.parametrize(
    "sent",
    [
        Columns((1, 2), (), (Column("", ("a",), FIRST),)),
        Columns((1,), (1, 2), (Column("", ("a",), FIRST),)),
        Columns((1,), (), (Column("d", ("a",), FIRST),)),
        Columns((1,), (), (Column("?", ("a",), FIRST),)),
        Columns((1,), (), (Column("d", (10**9,), FIRST),)),
        Columns((1,), (), (Column("n", ("abc",), FIRST),)),
        Columns((1,), (), (Column("", ("a",), b"\1" + FIRST[1:]),)),
        Columns((1,), (), (Column("", ("a",), FIRST[1:]),)),
    ],
)
def test_columns_that_are_no_table_are_not_taken_for_one(sent):
    head = sheet_sent(Sheet("a", 1, ("x",), ())).head
    with pytest.raises(NotBelieved):
        sheet_of(Answer(head, sent))


def test_an_answer_without_a_table_is_none():
    with pytest.raises(NotBelieved):
        sheet_of(Answer())
    with pytest.raises(NotBelieved):
        sheet_of(Answer(b"\x80", Columns((), (), ())))
