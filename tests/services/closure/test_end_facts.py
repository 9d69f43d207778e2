"""An end asks for its own fact, keeps it, and takes what is known; what was stored without it stays readable."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.door.errors import Refused
from app.queries.closure.closure import closure
from app.queries.today.prompts import today
from app.services.closure import breaks, ending
from app.services.plans import support
from app.services.transfer import conditions
from models.closure import Closure
from models.episodes import Episode
from models.vocabulary.closure import BreakKind, EndReason
from models.vocabulary.episodes import EpisodeKind

DAY = timedelta(days=1)
R = EndReason
pytestmark = pytest.mark.rule("END-1", "END-2")


def end(office, episode, reason, **values):
    seen = office.version(Episode, episode)
    office.do(ending.end, episode=episode, seen=seen, reason=reason, **{"ends_at": office.now, **values})


def kept(office):
    with office.database.reading() as session:
        return session.scalars(select(Closure)).one().fact_on


@pytest.mark.parametrize(
    ("kind", "reason", "name"),
    [
        (EpisodeKind.SHORT_TERM, R.CARE_HOME, "fact_on"),
        (EpisodeKind.SHORT_TERM, R.HOSPITAL, "fact_on"),
        (EpisodeKind.SHORT_TERM, R.ONGOING_ARRANGED, "package_on"),
        (EpisodeKind.INTERIM_TEAM, R.RESIDENTIAL, "fact_on"),
        (EpisodeKind.INTERIM_IN_STS, R.PVI_FOUND, "package_on"),
    ],
)
def test_without_its_fact_nothing_ends_and_with_it_both_are_kept(office, kind, reason, name):
    episode, day = office.an_episode(kind=kind), office.now.date()
    with pytest.raises(Refused, match="Say on which day") as refused:
        end(office, episode, reason)
    assert refused.value.rule == ("END-2" if kind.is_interim else "END-1")
    assert office.get(Episode, episode).ended_at is None
    end(office, episode, reason, **{name: day})
    stored = kept(office) if name == "fact_on" else office.get(Episode, episode).package_started_on
    assert stored == day


@pytest.mark.parametrize(
    ("kind", "reason", "away"),
    [
        (EpisodeKind.SHORT_TERM, R.HOSPITAL, BreakKind.HOSPITAL),
        (EpisodeKind.SHORT_TERM, R.CARE_HOME, BreakKind.CARE_HOME),
        (EpisodeKind.INTERIM_TEAM, R.RESIDENTIAL, BreakKind.CARE_HOME),
    ],
)
def test_the_break_that_is_open_gives_the_day_and_the_form_offers_it(office, kind, reason, away):
    began = office.now - DAY
    episode = office.an_episode(kind=kind)
    office.do(breaks.begin, episode=episode, kind=away, began_at=began, last_visit_on=began.date())
    offered = {each.reason: each.fact_on for each in office.ask(closure, episode=episode).reasons}
    assert offered[reason] == began.date()
    end(office, episode, reason)
    assert kept(office) == began.date()
    assert office.ask(closure, episode=episode).fact.endswith("on 19 Nov 2026")


def test_the_day_of_a_recorded_package_or_an_offer_is_offered(office):
    episode, starts = office.an_episode(kind=EpisodeKind.INTERIM_TEAM), office.now.date() + 3 * DAY

    def offered():
        return {each.reason: each.fact_on for each in office.ask(closure, episode=episode).reasons}[R.PVI_FOUND]

    assert offered() is None
    office.do(conditions.record_offer, episode=episode, at=office.now, provider="Dale Care", starts_on=starts)
    assert offered() == starts
    office.do(
        support.record_package_started, episode=episode, seen=office.version(Episode, episode), on=starts - 3 * DAY
    )
    assert offered() == starts - 3 * DAY


@pytest.mark.rule("PSP-8")
@pytest.mark.parametrize("reason", [R.ONGOING_ARRANGED, R.PVI_FOUND])
def test_no_package_is_left_without_its_review_two_weeks_later(office, reason):
    kind = EpisodeKind.SHORT_TERM if reason is R.ONGOING_ARRANGED else EpisodeKind.INTERIM_TEAM
    episode = office.an_episode(kind=kind)
    end(office, episode, reason, package_on=office.now.date())
    office.clock.advance(14 * DAY)
    assert "PSP-8" in {each.rule for each in office.ask(today)}


def test_what_ended_without_its_fact_before_it_was_asked_stays_readable(office):
    for reason in (R.HOSPITAL, R.CARE_HOME, R.ONGOING_ARRANGED):
        episode = office.an_episode(ended_at=office.now, end_reason=reason)
        view = office.ask(closure, episode=episode)
        assert (view.fact, view.end_reason, bool(view.text_for_mosaic)) == ("", reason, True)


@pytest.mark.rule("END-7")
def test_a_reopened_end_asks_for_its_fact_anew(office):
    episode = office.an_episode()
    end(office, episode, R.HOSPITAL, fact_on=office.now.date())
    office.do(ending.reopen, episode=episode, because="Wrong Jean")
    assert kept(office) is None
    with pytest.raises(Refused, match="admitted to hospital"):
        end(office, episode, R.HOSPITAL)
