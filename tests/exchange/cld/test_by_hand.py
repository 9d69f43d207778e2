"""ASCOF 2A of one arranged office, worked out by hand: each way in which support ends, on both sides of the windows."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest

from app.door.cld_releases import release_on
from app.exchange.cld.measures import office_measures, share_2a
from models.chc import ChcInService
from models.rules.cld.events import Span
from models.rules.cld.measure_2a import figure_2a, named_count
from models.vocabulary.agreement import Funding
from models.vocabulary.cld import InterimType
from models.vocabulary.closure import EndReason
from models.vocabulary.episodes import EpisodeKind

PERIOD = Span(date(2026, 4, 1), date(2026, 9, 30))
RELEASE = release_on(PERIOD.last)


def at(month, day):
    return datetime(2026, month, day, 9, tzinfo=UTC)


def died(*day):
    return {"died_on": date(2026, *day), "death_reported_at": at(*day), "death_confirmed_at": at(*day)}


def stay(office, *, person=None, start=(6, 1), end=(6, 20), reason=EndReason.GOALS_ACHIEVED, package=None, **who):
    """Somebody's support, from the first of June to the twentieth unless said; who they are, and the package after."""
    return office.an_episode(
        person=person or office.a_person(**who),
        started_at=at(*start),
        ended_at=at(*end) if end else None,
        end_reason=reason if end else None,
        package_started_on=date(2026, *package) if package else None,
    )


@pytest.fixture
def arranged(office):
    """Eighteen episodes of seventeen people; in the comments what each is in the revised edition."""
    stay(office)  # numerator, 65 and above
    stay(office, born=date(1980, 1, 1))  # numerator, 18 to 64
    ongoing = EndReason.ONGOING_ARRANGED
    stay(office, reason=ongoing, package=(6, 22))  # denominator: community support follows
    stay(office, reason=ongoing, package=(6, 27))  # denominator: on the seventh day
    stay(office, reason=ongoing, package=(6, 28))  # unable: on the eighth, and "progress to" says nothing
    stay(office, reason=ongoing, package=(6, 22), funding=Funding.SELF_FUNDER)  # left out: they pay
    stay(office, reason=EndReason.CARE_HOME)  # denominator: the care home
    stay(office, **died(6, 27))  # left out: died on the seventh day
    stay(office, **died(6, 28))  # numerator: on the eighth
    stay(office, reason=EndReason.DIED, **died(6, 20))  # left out: died
    stay(office, reason=EndReason.HOSPITAL)  # left out: hospital
    back = office.a_person()
    stay(office, person=back, reason=EndReason.HOSPITAL)
    stay(office, person=back, start=(6, 27), end=(7, 20))  # numerator: joined on the seventh day, one episode
    known = office.a_person()
    stay(office, person=known, start=(1, 5), end=(2, 10), reason=ongoing, package=(2, 12))  # ends before the period
    stay(office, person=known)  # not counted: had long-term support
    chc = stay(office, reason=ongoing)  # left out: the NHS's
    office.store(
        ChcInService(
            episode_id=chc, known_at=at(6, 10), fast_track=False, out_of_hours=False,
            recorded_by_id=office.staff["DSO"],
        )
    )  # fmt: skip
    stay(office, start=(9, 1), end=(9, 28), package=(10, 2))  # denominator; numerator before the package is known
    stay(office, start=(9, 1), end=None)  # not counted: goes on
    stay(office, start=(9, 1), end=(10, 1))  # not counted: ends after the period
    moved = office.a_person()
    stay(office, person=moved, start=(9, 1), end=(9, 30), reason=EndReason.TRANSFERRED)  # by the type of interim
    office.an_episode(person=moved, kind=EpisodeKind.INTERIM_TEAM, started_at=at(10, 1))
    return office_measures(office.work(), release=RELEASE, period=PERIOD, today=date(2026, 11, 20))


def shares(episodes):
    return {line.label: share_2a(line) for line in figure_2a(episodes, RELEASE)}


@pytest.mark.rule("FIG-2")
def test_the_revised_edition_is_what_was_worked_out_by_hand(arranged):
    assert shares(arranged.revised_edition) == {
        "18 to 64": "100.0 % (1 of 1)",
        "65 and above": "42.9 % (3 of 7)",
        "Total": "50.0 % (4 of 8)",
    }
    assert Counter(map(named_count, arranged.revised_edition)) == {
        "numerator and denominator": 4,
        "denominator only": 4,
        "left out: NFA: Deceased": 2,
        "left out: Admitted to hospital": 1,
        "left out: NFA: Self-funded client or under 12wk disregard": 1,
        "left out: NFA: Referral to NHS services or NHS funded social care": 1,
        "left out: unable to classify": 2,
        "not counted: existing client": 1,
        "not counted: still open": 1,
        "not counted: ends outside the period": 2,
    }


@pytest.mark.rule("FIG-2")
def test_the_first_edition_doesnt_know_of_the_package_of_october(arranged):
    assert shares(arranged.first_edition) == {
        "18 to 64": "100.0 % (1 of 1)",
        "65 and above": "57.1 % (4 of 7)",
        "Total": "62.5 % (5 of 8)",
    }


@pytest.mark.rule("FIG-2")
def test_each_type_of_interim_support_is_what_was_worked_out_by_hand(arranged):
    assert {each: share_2a(line) for each, line in arranged.by_interim} == {
        InterimType.OTHER_SHORT_TERM: "55.6 % (5 of 9)",
        InterimType.COMMUNITY: "44.4 % (4 of 9)",
        InterimType.ST_MAX: "50.0 % (4 of 8)",
        InterimType.NOT_EXPORTED: "50.0 % (4 of 8)",
    }
