"""Twenty times out, through people's hands in LibreOffice, and back: nothing lost, nothing twice."""

import random
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.exchange.tracker import round_trip
from app.services.closure import ending
from models.tracker import TrackerChange
from models.values import london_day
from models.vocabulary.closure import EndReason
from models.vocabulary.tracker import TrackerChangeKind
from tests.exchange.tracker.deeds import a_change
from tests.libreoffice.desk import sat_down, why_not
from tests.libreoffice.plain_reader import cells_of
from tests.libreoffice.scheduling import Given, Scheduling
from tests.libreoffice.seen import MARKS, OUR_HEADINGS, Grid, lost, misread, with_bold

ROUNDS = 20
DAY = timedelta(days=1)
KINDS = tuple(kind for kind in TrackerChangeKind if kind is not TrackerChangeKind.RETRACTED)
pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not() or "all is there")


@pytest.fixture
def desk(tmp_path):
    with sat_down(tmp_path) as desk:
        yield desk


def marks_of(office):
    """The marks as the database knows them, by Ref."""
    with office.database.reading() as session:
        return {
            f"T{change.number:05}": Given(
                change.ccl.label if change.ccl else "",
                change.ccl_by,
                london_day(change.ccl_on) if change.ccl_on else None,
                change.ccl_query,
            )
            for change in session.scalars(select(TrackerChange).where(TrackerChange.exported_at.is_not(None)))
        }


class Rounds:
    """What was true after each round so far."""

    def __init__(self, office, path):
        self.office, self.path = office, path
        self.scheduling = Scheduling(random.Random(12))  # noqa: S311  which rows, not a secret
        self.ours = {}
        self.episodes = [office.an_episode() for _ in range(4)]

    def something_happens(self, number):
        """One or two new changes; now and then somebody's service ends."""
        for _ in range(1 + number % 2):
            a_change(self.office, KINDS[number % len(KINDS)])
        if number % 6 == 5 and len(self.episodes) > 2:
            episode = self.episodes.pop()
            told = {"reason": EndReason.GOALS_ACHIEVED, "ends_at": self.office.now}
            self.office.do(ending.end, episode=episode, seen=1, **told)

    def look(self, desk):
        """Everything in the workbook, once what LibreOffice shows is what stands in the file."""
        stands, shown = cells_of(self.path.read_bytes()), desk.seen(self.path)
        assert misread(shown, stands) == []
        return with_bold(shown, stands)

    def export(self, desk):
        """Export, look again at all of it, and find everything that was there before and should be there now."""
        before = self.look(desk) if self.path.exists() else None
        report = round_trip.export(self.office.work(), self.path, program="Homeward test")
        after = self.look(desk)
        assert before is None or lost(before, after) == []
        self._rows_stand_once(Grid(after["Tracker"], "Ref"), report)

    def _rows_stand_once(self, grid, report):
        scheduling = self.scheduling
        assert grid.twice == []
        assert not set(report.sent) & set(scheduling.refs)
        scheduling.refs += report.sent
        assert sorted(grid.keys.values()) == sorted(scheduling.refs)
        for ref in scheduling.refs:
            said = {heading: grid.shown(ref, heading) for heading in OUR_HEADINGS}
            assert said == self.ours.setdefault(ref, said)
            given = scheduling.marks.get(ref, Given())
            assert tuple(grid.shown(ref, heading) for heading in MARKS) == given.cells

    def people_work(self, desk, number):
        with desk.opened(self.path, saved_as=self.path):
            self.scheduling.work(desk, number, london_day(self.office.now))

    def read_back(self):
        report = round_trip.read_back(self.office.work(), self.path)
        assert (report.unknown, report.unread) == ((), ())
        known = {ref: given for ref, given in marks_of(self.office).items() if given != Given()}
        assert known == {ref: given for ref, given in self.scheduling.marks.items() if given != Given()}
        self.scheduling.read = set(self.scheduling.refs)


def test_twenty_rounds_through_peoples_hands_lose_nothing_and_repeat_nothing(sqlite_office, tmp_path, desk):
    rounds = Rounds(sqlite_office, tmp_path / "tracker.xlsx")
    for number in range(ROUNDS):
        rounds.something_happens(number)
        rounds.export(desk)
        rounds.people_work(desk, number)
        rounds.read_back()
        sqlite_office.clock.advance(DAY)
    rounds.export(desk)
    assert round_trip.export(sqlite_office.work(), rounds.path, program="Homeward test").sent == ()
