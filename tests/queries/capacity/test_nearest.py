"""The nearest team where a referral's own is full: same patch first, then most free, from the start on (REF-15)."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from app.queries.capacity.fit import capacity_fit
from app.services.capacity import contracted_hours
from app.services.owners import moving
from models.referrals import Referral
from models.teams import Reduction, Team, TeamPatch
from models.vocabulary.staff import TeamKind
from tests.builders import visit

DAY = timedelta(days=1)
pytestmark = pytest.mark.rule("REF-15", "DAY-4")


@pytest.fixture
def full(office):
    """North has no hours; South serves the patch with 100 h, East has 200 h and serves none."""
    office.store(Team(name="East", kind=TeamKind.SHORT_TERM, worker_minutes_a_week=200 * 60))
    seen = office.version(Team, office.teams["North"])
    told = {"seen": seen, "worker_minutes": 0, "because": "Nobody is left"}
    office.do(contracted_hours.set_contracted, team=office.teams["North"], **told)
    return office.a_referral(visit())


def away(office, first, last, minutes):
    office.store(
        Reduction(
            team_id=office.teams["South"], first_day=first, last_day=last, worker_minutes_a_week=minutes,
            because="Sickness",
        )
    )  # fmt: skip


def test_a_team_that_serves_the_same_patch_comes_before_one_with_more_free(office, full):
    nearest = office.ask(capacity_fit, referral=full).nearest
    assert (nearest.name, nearest.id, nearest.free) == ("South", office.teams["South"], 6000)
    with office.database.writing() as session:
        session.execute(update(TeamPatch).where(TeamPatch.team_id == office.teams["South"]).values(ended_at=office.now))
    assert office.ask(capacity_fit, referral=full).nearest.name == "East"


def test_the_weakest_day_from_the_start_on_decides_to_the_minute(office, full):
    today = office.now.date()
    away(office, today + 3 * DAY, today + 5 * DAY, 6000 - 210)  # what is asked is just free
    assert office.ask(capacity_fit, referral=full).nearest.free == 210
    away(office, today + 5 * DAY, today + 5 * DAY, 1)
    assert office.ask(capacity_fit, referral=full).nearest.name == "East"
    with office.database.writing() as session:
        session.get_one(Referral, full).start_planned_at = office.now + 6 * DAY
    assert office.ask(capacity_fit, referral=full).nearest.free == 6000
    with office.database.writing() as session:
        session.get_one(Referral, full).start_planned_at = office.now + 5 * DAY
    assert office.ask(capacity_fit, referral=full).nearest.name == "East"


def test_moved_there_it_fits_and_no_team_is_named_nor_looked_for(office, full, count_statements):
    to = office.ask(capacity_fit, referral=full).nearest.id
    office.do(moving.move_team, referrals=(full,), team=to, because="South has room")
    statements = count_statements(office.database)
    fit = office.ask(capacity_fit, referral=full)
    assert (fit.fits, fit.nearest) == (True, None)
    assert len([each for each in statements if each != "BEGIN"]) == 3
