"""The demonstration's people: screen and paper say one first day, and sums that plain SQL and Fractions confirm."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from importlib.resources import as_file
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

import resources
from app.door.clock import FixedClock
from app.door.errors import Refused
from app.door.work import Work, in_words
from app.papers.issuing import agreement_pages
from app.papers.issuing_letters import letter_pages
from app.queries.transfer.transfer import transfer
from app.setup import office_file
from models.database import Database
from models.vocabulary.people import PaperFormat
from tests.papers.read_back import by_each, money_of, pence_of

LONDON, DAY = ZoneInfo("Europe/London"), timedelta(days=1)
_PEOPLE = """
    SELECT e.id, e.kind, p.funding, e.started_at, t.sent_to_brokerage_at AS sent, t.listed_at AS listed,
           t.need_confirmed_at AS needed, t.support_plan_at AS planned, t.fabo_at AS fabo
    FROM episode e JOIN person p ON p.id = e.person_id LEFT JOIN transfer t ON t.to_episode_id = e.id
    WHERE e.ended_at IS NULL
"""
_WEEK = "SELECT v.minutes, v.workers, v.days FROM plan_visit v JOIN plan n ON n.id = v.plan_id WHERE n.episode_id = :id"


@pytest.fixture
def desk(migrated_sqlite_url):
    """The demonstration's office on its own morning."""
    with as_file(resources.path("demonstration/office.json")) as office:
        clock = FixedClock(office_file.as_at_of(office))
        database = Database(migrated_sqlite_url, clock.now, by="test")
        office_file.create(database, is_test=True, moment=clock.now(), by="test")
        with in_words(), database.writing() as session:
            loaded = office_file.load_office(session, office)
    yield Work(database, clock, staff=next(iter(loaded.staff.values())))
    database.close()


def rows(desk, query, **said):
    with desk.database.reading() as session:
        return session.execute(text(query), said).all()


def moment(stored: str | None) -> datetime | None:
    return datetime.fromisoformat(stored).replace(tzinfo=UTC) if stored else None


@pytest.mark.rule("FUND-1", "FUND-2", "FUND-3", "FUND-4")
def test_screen_and_paper_of_everybody_say_the_same_first_day_and_right_sums(desk, tmp_path):
    told = Counter()
    for row in rows(desk, _PEOPLE):
        episode = UUID(row.id)
        if row.kind == "short_term":
            with pytest.raises(Refused, match="free"):
                desk.read(agreement_pages, episode=episode, edition="standard")
            assert desk.read(transfer, episode=episode).money.charged == ""
            told["free"] += 1
            continue
        deciding = [row.started_at, row.sent]
        deciding += [row.needed] if row.funding == "self_funder" else [row.planned, row.fabo]
        known = [moment(each) for each in deciding]
        if row.listed is None or None in known:
            assert desk.read(transfer, episode=episode).money.charged == ""
            told["not yet"] += 1
            continue
        over = max(*known, moment(row.listed) + 2 * DAY)
        first = over.astimezone(LONDON).date() + DAY
        screen = desk.read(transfer, episode=episode).money.charged
        assert screen.startswith(f"Charged from {first:%a} {first.day} {first:%b %Y}")
        for edition in PaperFormat:
            if row.funding == "self_funder":
                content = desk.read(agreement_pages, episode=episode, edition=edition.value)
            else:
                content = desk.read(letter_pages, episode=episode, paper_format=edition)
            for words in by_each(content, tmp_path):
                found = money_of(words)
                assert f"{first:%A} {first.day} {first:%B %Y}" in found.text
                if row.funding == "self_funder":
                    assert found.charged_from == first
                    _is_right(desk, row.id, found)
        told[row.funding] += 1
    assert told == {"free": 42, "self_funder": 2, "co_funder": 2}


def _is_right(desk, episode, found):
    """One plan and one rate: a line for each visit, by its minutes in a week and the price of its workers."""
    ((one, two),) = rows(desk, "SELECT single_handed_pence, double_handed_pence FROM rate")
    expected = []
    for minutes, workers, days in rows(desk, _WEEK, id=episode):
        expected.append(pence_of(minutes * days.bit_count(), two if workers == 2 else one))
    (period,) = found.periods
    assert sorted(each.amount for each in period.lines) == sorted(expected)
    assert period.total == sum(expected)
    assert period.bill == 4 * sum(expected)
