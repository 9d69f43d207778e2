"""The county that is made for measuring: as guarded as a real database, the same each time, on both kinds."""

from sqlalchemy import func, select

from app.door.clock import FixedClock
from app.door.work import Work
from app.queries.history.changes import history
from app.queries.people.caseload import caseload
from app.queries.referrals.queue import queue
from app.setup import office_file
from models.base import Base
from models.closure import Closure
from models.database import Database
from models.episodes import Episode
from models.goals import Goal
from models.guards import missing_guards
from models.ratings import Rating
from models.referrals import Referral
from models.staff import Staff
from tests.benchmarks.make import Size, make
from tests.benchmarks.offices import OFFICE

SMALL = Size(part=50, lives=30, years=0.5)
SMALLEST = Size(part=470, lives=5, years=0.1)


def test_a_made_county_is_guarded_and_has_its_history(database_url):
    make(database_url, SMALL)
    database = Database(database_url, FixedClock(office_file.as_at_of(OFFICE)).now)
    with database.reading() as session:
        assert missing_guards(session.connection()) == ()
        open_now = session.scalar(select(func.count()).where(Episode.ended_at.is_(None)))
        closed = session.scalar(select(func.count()).select_from(Closure))
        assert session.scalar(select(func.count()).where(Referral.outcome.is_(None))) == 10
        assert session.scalar(select(func.count()).where(Goal.closed_at.is_not(None))) == 30 * 4
        assert session.scalar(select(func.count()).select_from(Rating)) > 30 * 4 * 12
        desk = session.scalars(select(Staff.id).where(Staff.name == "Priya Raman")).one()
        if database.is_sqlite:
            assert session.connection().exec_driver_sql("PRAGMA foreign_key_check").all() == []
    work = Work(database, FixedClock(office_file.as_at_of(OFFICE)), staff=desk)
    assert (len(work.read(queue)), closed >= 30) == (10, True)
    assert len(work.read(caseload)) >= open_now > 90
    assert len(work.read(history).rows) > 20
    database.close()


def test_two_of_one_size_hold_the_same(tmp_path):
    said = []
    for name in ("one", "other"):
        make(str(tmp_path / name), SMALLEST)
        database = Database(f"sqlite:///{tmp_path / name}", FixedClock(office_file.as_at_of(OFFICE)).now)
        with database.reading() as session:
            said.append({kind: session.execute(select(kind).order_by(*_key(kind))).all() for kind in _KINDS})
        database.close()
    assert said[0] == said[1]


_KINDS = [Goal.__table__, Rating.__table__, Referral.__table__]


def _key(kind):
    assert kind in Base.metadata.sorted_tables
    return kind.primary_key.columns
