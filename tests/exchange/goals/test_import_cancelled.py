"""A long file of ratings that is cancelled on the way writes nothing and loses nothing; its corrections are known."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event, func, select

from app.door.press import Press
from app.door.progress import Stopped
from app.exchange.files.read import read_sheet
from app.exchange.goals.ratings_import import RATINGS
from app.exchange.look import look_at_sheet
from app.services.goals import ratings
from app.services.goals.ratings_file import take_in
from models.audit import AuditEntry
from models.base import Base
from models.values import Call
from models.vocabulary.goals import Letter

GOAL, MOSAIC, FIRST = "I will make my own lunch", "M000500", date(2026, 10, 12)
TIMES = ("08:10", "12:10", "16:40", "20:10")
DAYS, BATCH = 30, 40
HEADER = "Date,Time,MOSAIC,Goal,Letter,Worker,Comment\n"


@pytest.fixture
def goal(office):
    """With a letter by hand, which the file corrects."""
    began = office.now - timedelta(days=60)
    episode = office.an_episode(person=office.a_person(mosaic_id=MOSAIC), started_at=began)
    made = office.a_goal(episode, set_at=began, statement=GOAL, calls="")
    told = {"goal": made, "day": FIRST, "call": Call.LUNCH, "worker": office.staff["CWC"]}
    office.do(ratings.rate, letter=Letter.A1, **told)
    return made


def looked_at(office, letter):
    days = [FIRST + timedelta(days=number) for number in range(DAYS)]
    rows = [f"{day:%d/%m/%Y},{time},{MOSAIC},{GOAL},{letter},CWC North," for day in days for time in TIMES]
    sheet = read_sheet((HEADER + "\n".join(rows)).encode(), "ratings.csv", fields=RATINGS.fields)
    found = office.ask(look_at_sheet, RATINGS, sheet)
    return found, (found.accepted, found.known, found.changed, len(found.refused))


def kept(office):
    """How much each table holds, the audit too."""
    with office.unwalled.reading() as session:
        tables = (*Base.metadata.sorted_tables, AuditEntry.__table__)
        return {table.name: session.scalar(select(func.count()).select_from(table)) for table in tables}


@pytest.mark.rule("IPAD-2")
@pytest.mark.parametrize("how", [Press.cancel, Press.give_up])
@pytest.mark.usefixtures("goal")
def test_a_file_cancelled_between_two_batches_writes_nothing_and_comes_in_whole_afterwards(office, monkeypatch, how):
    monkeypatch.setattr(take_in, "_ROWS_A_STATEMENT", BATCH)
    found, told = looked_at(office, "P")
    assert told == (DAYS * len(TIMES) - 1, 0, 1, 0)
    before, press, stored, work = kept(office), Press(), [], office.work()

    @event.listens_for(work.database.engine, "after_cursor_execute")
    def _after(_connection, _cursor, statement, _values, _context, executemany):
        if executemany and statement.startswith("INSERT INTO rating "):
            stored.append(statement)
            if len(stored) == 2:
                how(press)

    with pytest.raises(Stopped, match=r"^Stopped. Nothing has been changed.$"):
        work.write(RATINGS.deed(found, {}), press)
    assert len(stored) == 2
    assert kept(office) == before
    assert looked_at(office, "P")[1] == told
    work.write(RATINGS.deed(found, {}), Press())
    assert looked_at(office, "P")[1] == (0, DAYS * len(TIMES), 0, 0)
    after = kept(office)
    assert (after["rating"], after["rating_correction"]) == (DAYS * len(TIMES), before["rating_correction"] + 1)
