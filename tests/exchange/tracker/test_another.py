"""A Ref that means another change in the workbook than here: no answer is taken from its row, nothing put over it."""

from datetime import timedelta

import pytest
from openpyxl import load_workbook
from sqlalchemy import update

from app.door.errors import Refused
from app.exchange.tracker import round_trip
from app.exchange.tracker.look_back import LookedKind
from app.exchange.tracker.reply import export_reply
from models.tracker import TrackerChange
from models.vocabulary.tracker import CclMark
from tests.exchange.tracker.test_look_back import YES, a_change, answers, emptied, export, look, read, write


@pytest.fixture
def path(tmp_path):
    return tmp_path / "tracker.xlsx"


@pytest.fixture
def sent(office, path):
    for _ in range(3):
        a_change(office)
    export(office, path)
    return office


def given_again(office, *, is_sent):
    """As after a backup of before T00003 was put back: somebody else's change has that Ref now, told a day later."""
    values = {"person_id": office.a_person(), "notified_at": office.now + timedelta(days=1)}
    if not is_sent:
        values |= {"exported_at": None, "exported_to": None}
    with office.database.engine.begin() as connection:
        connection.execute(update(TrackerChange).where(TrackerChange.number == 3).values(**values))


def test_an_answer_beside_a_ref_that_was_given_out_again_is_not_taken(sent, path):
    given_again(sent, is_sent=True)
    write(path, (2, YES), (4, YES))
    (said,) = look(sent, path).of(LookedKind.ANOTHER)
    assert said.sentence.startswith("T00003 in row 4 of the workbook is about Jean Gill 3 (Start on ")
    assert "; here it is about Jean Gill 4 (Start on " in said.sentence
    assert said.sentence.endswith(": Yes by Lee on 11 Jan 2027 is not taken.")
    assert look(sent, path).sentence == "1 new, 0 known, 1 not understood"
    assert read(sent, path).said == (said.sentence,)
    assert answers(sent) == [CclMark.YES, None, None]


def test_a_row_about_another_change_takes_no_mark_back(sent, path):
    write(path, (3, YES), (4, YES))
    read(sent, path)
    given_again(sent, is_sent=True)
    write(path, *emptied(4))
    assert (read(sent, path).new, read(sent, path).said) == (0, ())
    assert answers(sent) == [None, CclMark.YES, CclMark.YES]


@pytest.mark.parametrize("is_sent", [True, False])
def test_nothing_is_put_over_a_row_about_another_change_until_the_workbook_is_kept_aside(sent, path, is_sent):
    given_again(sent, is_sent=is_sent)
    write(path, (4, YES))
    before = path.read_bytes()
    with pytest.raises(Refused, match=r"T00003 in row 4 of the workbook is about Jean Gill 3 .* nothing was exported"):
        export(sent, path)
    assert path.read_bytes() == before
    report = round_trip.export(sent.work(), path, program="Homeward test", put_aside=True)
    assert report.sent == (() if is_sent else ("T00003",))
    assert path.with_name(report.kept_aside).read_bytes() == before
    assert [row[4] for row in load_workbook(path)["Tracker"].iter_rows(values_only=True)][1:] == [
        "Jean Gill 1", "Jean Gill 2", "Jean Gill 4",
    ]  # fmt: skip
    assert "Jean Gill 3" in read(sent, path.with_name(report.kept_aside)).said[0]


def test_refs_that_were_sorted_alone_answer_nobody_else_s_change(sent, path):
    later = sent.now + timedelta(days=2)
    with sent.database.engine.begin() as connection:
        connection.execute(update(TrackerChange).where(TrackerChange.number == 2).values(notified_at=later))
    path.unlink()
    export(sent, path)
    write(path, (2, {"Ref": "T00002", **YES}), (3, {"Ref": "T00001"}))
    assert [each.ref for each in look(sent, path).of(LookedKind.ANOTHER)] == ["T00002"]
    assert read(sent, path).new == 0
    with pytest.raises(Refused, match=r"T00002 in row 2 .* 1 more row likewise\. That is so where a column was sorted"):
        export(sent, path)


def test_an_answer_in_a_reply_that_doesn_t_say_when_it_was_told_is_held_to_who_it_is_about(sent, path):
    reply = path.with_name("reply.xlsx")
    export_reply(sent.work(), reply, program="Homeward test")
    write(reply, (2, YES), (4, YES))
    with sent.database.engine.begin() as connection:
        values = {"person_id": sent.a_person(), "effective_at": sent.now + timedelta(days=9)}
        connection.execute(update(TrackerChange).where(TrackerChange.number == 3).values(**values))
    report = read(sent, reply)
    assert (report.new, len(report.said)) == (1, 1)
    assert answers(sent) == [CclMark.YES, None, None]


@pytest.mark.parametrize("ref", ["T99999999999999999999", "T" + "1" * 5_000, "T²"])
def test_a_ref_that_is_longer_than_any_is_none_of_this_office_and_stops_nothing(sent, path, ref):
    write(path, (3, YES), (7, {"Ref": ref, **YES}))
    assert read(sent, path).unknown == (ref,)
    assert answers(sent) == [None, CclMark.YES, None]
    a_change(sent)
    assert export(sent, path).sent == ("T00004",)


def test_a_count_that_no_database_holds_is_no_count(sent, path):
    workbook = load_workbook(path)
    for row in workbook["About"].iter_rows():
        if row[0].value == "Exports":
            row[1].value = "99999999999999999999"
    workbook.save(path)
    write(path, (3, YES))
    assert read(sent, path).new == 1
    export(sent, path)
