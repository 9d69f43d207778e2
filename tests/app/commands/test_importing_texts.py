"""`homeward import` of texts that can't be believed: nothing of them goes in, and what to do is said."""

import json

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from app import cli
from app.door.clock import SystemClock
from models.database import Database, sqlite_url
from models.people import Person
from models.referrals import Referral

AS_AT = ("--as-at", "2026-11-20T09:00")
HEADINGS = (
    "Ref,Received,Surname,Forename,DOB,NHS No,MOSAIC,Address,Post code,Patch,Referral document,Reason,From hospital,"
    "Urgent,Current support,Calls requested,Needs and risks,Discharge date,Referrer,Referrer phone,Notes"
)
ROW = (
    "X{0:02},14/11/2026 09:30,Testperson{0:02},Ada,11/03/1953,,,1 Test Lane,DE4 3AF,Matlock,Short-term assessment and "
    "plan,New home care,N,N,None,am 30 x7,Needs help,,GP surgery,0114 496 0033,{1}"
)


def text_of(*notes):
    return "\r\n".join([HEADINGS, *(ROW.format(at, note) for at, note in enumerate(notes, start=1)), ""])


def counted(database):
    opened = Database(sqlite_url(database), SystemClock().now)
    with opened.reading() as session:
        found = tuple(session.scalar(select(func.count()).select_from(kind)) for kind in (Person, Referral))
    opened.close()
    return found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            text_of('"hard of hearing', *["a note"] * 29),
            "opens in line 2 is never closed: all that follows, up to line 31",
        ),
        (text_of('"hard of hearing', *["a note"] * 28, 'a note"'), "opens in line 2 is not closed before line 31, and"),
        (text_of("a note", "a note")[:-120], "“list.csv” ends in the middle of line 3: it may be cut."),
        (text_of('"says \\"stop\\""'), "“list.csv”: in line 2 a backslash stands before a quotation mark"),
    ],
    ids=["never closed", "closed by another", "cut", "backslash"],
)
def test_a_text_that_can_t_be_believed_is_refused_whole_with_two(said_by_main, database, tmp_path, text, said):
    before = counted(database)
    file = tmp_path / "list.csv"
    file.write_bytes(text.encode())
    code, told = said_by_main("import", "referrals", str(file), "--database", str(database), *AS_AT)
    assert code == 2
    assert said in " ".join(told.split())
    assert counted(database) == before


def test_a_wider_row_is_refused_and_the_others_go_in(database, tmp_path):
    before = counted(database)
    file = tmp_path / "list.csv"
    file.write_bytes(text_of("a note", "has a key safe, do NOT ring the son", "a note").encode())
    words = ("import", "referrals", str(file), "--json", "--database", str(database), *AS_AT)
    done = CliRunner().invoke(cli.homeward, words, catch_exceptions=False)
    told = json.loads(done.stdout)
    assert (done.exit_code, told["accepted"], [each["line"] for each in told["refused"]]) == (1, 2, [3])
    assert "stands “do NOT ring the son”" in told["refused"][0]["reason"]
    assert counted(database) == tuple(count + 2 for count in before)


def test_letters_of_a_wrong_encoding_are_a_notice_of_their_line(database, tmp_path):
    file = tmp_path / "list.csv"
    file.write_bytes(text_of("a note", "ask for WÃ³jcik").encode())
    words = ("import", "referrals", str(file), "--json", "--check", "--database", str(database), *AS_AT)
    told = json.loads(CliRunner().invoke(cli.homeward, words, catch_exceptions=False).stdout)
    assert [each["line"] for each in told["notices"] if "wrong encoding" in each["sentence"]] == [3]
