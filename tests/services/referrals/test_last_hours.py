"""The last free hours of a team, wanted by several desks at the same moment: real processes, both databases.

Each round has a team of its own with room for exactly one of the desks, so that every round is a race for the last.
"""

import sqlite3
from collections import Counter

import pytest
from sqlalchemy import select

from app.door.work import Work
from app.queries.referrals.queue import capacity
from app.services import referrals
from models.database import Database
from models.plans import Plan
from models.referrals import Referral
from models.teams import Team
from models.values import Call
from models.vocabulary.staff import TeamKind
from tests.builders import visit
from tests.racing import Press, pressed, race

ROUNDS = 20
HOURS = 210  # worker minutes a week of half an hour every day: what each desk wants in each round
DEEDS = ("hold", "confirm", "plan more", "hold", "plan more")


@pytest.fixture
def last_hours(office):
    """A function that makes a team with `used` worker minutes in use, and room for one more wish."""

    def made(number, used):
        team = Team(name=f"Round {number}", kind=TeamKind.SHORT_TERM, worker_minutes_a_week=used + HOURS)
        office.store(team)
        return team.id

    return made


@pytest.fixture
def wish(office):
    """A function that makes something for a desk to want of a team, each deed in its own way."""

    def made(deed, team):
        if deed == "plan more":
            episode = office.an_episode(visit(Call.TEA), team_id=team)
            with office.database.reading() as session:
                plan = session.scalars(select(Plan.id).where(Plan.episode_id == episode)).one()
            return Press(deed, episode, plan=plan, week=(visit(Call.TEA), visit()))
        key = office.a_referral(visit(), team_id=team)
        office.do(referrals.accept, referral=key, seen=office.version(Referral, key))
        return Press(deed, key, office.version(Referral, key))

    return made


def raced(office, rounds):
    """What the desks were answered, round by round; in each the hours were promised, and once."""
    url = office.database.url.render_as_string(hide_password=False)
    by_round = race(url, office.now, office.staff["DSO"], tuple(zip(*rounds, strict=True)))
    assert Counter(map(became_of_the_hours, by_round)) == {"promised once": len(rounds)}
    return by_round


def became_of_the_hours(said):
    """What a round's answers say of its hours; a desk that failed or never got its turn says nothing of them."""
    match said.count("done"):
        case 0 | 1 if failed := [each for each in said if each.startswith(("died", "unavailable"))]:
            return f"a desk failed: {failed}"
        case 0 | 1 if "busy" in said:
            return "nobody can tell: the machine is too busy"
        case 0:
            return "lost"
        case 1:
            return "promised once"
        case _:
            return "promised twice"


def loads(office):
    return [each.load for each in office.ask(capacity) if each.name.startswith("Round")]


@pytest.mark.rule("REF-15")
def test_the_last_hours_go_to_one_desk_each_time_whatever_the_others_press(office, wish, last_hours):
    used = HOURS * DEEDS.count("plan more")
    rounds = []
    for number in range(ROUNDS):
        team = last_hours(number, used)
        rounds.append([wish(deed, team) for deed in DEEDS])
    for said in raced(office, rounds):
        assert sorted(said).count("done") == 1, said
        assert sum("are free: the rest is promised to others" in each for each in said) == len(DEEDS) - 1
    assert [(load.free, load.overcommitted) for load in loads(office)] == [(0, 0)] * ROUNDS


@pytest.mark.rule("REF-15")
def test_two_desks_that_take_up_the_same_referral_promise_its_hours_once(office, wish, last_hours):
    wanted = [wish("hold", last_hours(number, 0)) for number in range(ROUNDS)]
    for said in raced(office, [[each, Press("confirm", each.record, each.seen)] for each in wanted]):
        done, refused = sorted(said)
        assert done == "done"
        assert "This has changed since it was looked at" in refused
    assert [(load.promised + load.held, load.free) for load in loads(office)] == [(HOURS, 0)] * ROUNDS


# --- A busy machine is told from a lost hour -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "became"),
    [
        (["done", "refused: …"], "promised once"),
        (["done", "done", "busy"], "promised twice"),
        (["refused: …", "refused: …"], "lost"),
        (["busy", "refused: …"], "nobody can tell: the machine is too busy"),
        (["done", "unavailable: …", "busy"], "a desk failed: ['unavailable: …']"),
    ],
)
def test_what_became_of_the_hours_is_told_from_how_the_desks_fared(said, became):
    assert became_of_the_hours(said) == became


@pytest.fixture
def impatient_desk(sqlite_office):
    """A desk that doesn't wait for another's write, and the same file opened by somebody else."""
    database = Database(sqlite_office.database.url, sqlite_office.clock.now, patience_s=0)
    other = sqlite3.connect(sqlite_office.database.url.database, isolation_level=None)
    yield Work(database, sqlite_office.clock, staff=sqlite_office.staff["DSO"]), other
    other.close()
    database.close()


def test_a_desk_that_never_gets_its_turn_says_that_it_was_busy_and_presses_when_it_does(sqlite_office, impatient_desk):
    desk, other = impatient_desk
    key = sqlite_office.a_referral(visit())
    sqlite_office.do(referrals.accept, referral=key, seen=1)
    press = Press("hold", key, sqlite_office.version(Referral, key))
    other.execute("BEGIN IMMEDIATE")
    assert pressed(desk, press) == "busy"
    other.execute("ROLLBACK")
    assert pressed(desk, press) == "done"
