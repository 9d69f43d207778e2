"""Reassessed during interim: as often as needed, kept when taken back, and what an end for changed needs rests on."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.door.errors import Refused
from app.queries.closure.closure import closure
from app.queries.today.away import changed_since
from app.services.closure import ending
from app.services.episodes import reassessments
from models.episodes import Episode, Milestone
from models.reassessments import Reassessment
from models.values import london_day
from models.vocabulary.closure import EndReason
from models.vocabulary.episodes import EpisodeKind

DAY = timedelta(days=1)


@pytest.fixture
def interim(office):
    """An interim episode of ten days."""
    return office.an_episode(kind=EpisodeKind.INTERIM_TEAM, started_at=office.now - 10 * DAY)


def reassess(office, episode, **other):
    told = {"on": london_day(office.now), "assessed_by": " Sam Lee, SW ", "decided": " two calls more "} | other
    return office.do(reassessments.reassess, episode=episode, **told).made


def end(office, episode, **other):
    told = {"reason": EndReason.NEEDS_CHANGED, "ends_at": office.now} | other
    return office.do(ending.end, episode=episode, **told)


@pytest.mark.rule("MILE-3")
def test_needs_are_reassessed_as_often_as_they_change_and_nothing_else_moves(office, interim):
    before = office.get(Episode, interim)
    first = reassess(office, interim, on=london_day(office.now) - 3 * DAY)
    again = reassess(office, interim, decided="residential care is looked for")
    record = office.get(Reassessment, first)
    assert (record.assessed_by, record.decided, record.recorded_by_id) == (
        "Sam Lee, SW", "two calls more", office.staff["DSO"],
    )  # fmt: skip
    view = office.ask(closure, episode=interim)
    assert [(each.id, each.stands) for each in view.reassessments] == [(again, True), (first, True)]
    after = office.get(Episode, interim)
    assert (after.started_at, after.first_support_at, after.kind) == (
        before.started_at, before.first_support_at, before.kind,
    )  # fmt: skip
    with office.database.reading() as session:
        assert session.scalars(select(Milestone).where(Milestone.episode_id == interim)).all() == []


@pytest.mark.rule("MILE-3")
def test_it_is_refused_outside_the_interim_episode(office, interim):
    for on, why in ((10, "can't be in the future"), (-11, "a reassessment in it can't be before")):
        with pytest.raises(Refused, match=why):
            reassess(office, interim, on=london_day(office.now) + on * DAY)
    with pytest.raises(Refused, match="during interim support"):
        reassess(office, office.an_episode())
    reassess(office, interim)
    end(office, interim)
    with pytest.raises(Refused, match="This episode has ended"):
        reassess(office, interim)


@pytest.mark.rule("MILE-3")
def test_it_is_told_to_whom_it_happened_while_they_were_away(office, interim):
    since = office.now - DAY
    made = reassess(office, interim)
    assert (
        "Needs were reassessed by Sam Lee, SW: two calls more"
        in office.ask(changed_since, since=since).rows[0].sentences
    )
    office.do(reassessments.take_back, reassessment=made, seen=1, because="the wrong person")
    assert (
        "A reassessment was taken back: it was a mistake." in office.ask(changed_since, since=since).rows[0].sentences
    )


@pytest.mark.rule("END-2", "MILE-3")
def test_interim_ends_for_changed_needs_on_the_day_of_a_reassessment_or_later_alone(office, interim):
    with pytest.raises(Refused, match="Record the reassessment first: its day, who") as refused:
        end(office, interim)
    assert (refused.value.rule, refused.value.who) == ("END-2", "the SW, CCW or case coordinator")
    reassess(office, interim, on=london_day(office.now) - 2 * DAY)
    with pytest.raises(Refused, match="support can't end for it before"):
        end(office, interim, ends_at=office.now - 3 * DAY)
    end(office, interim, ends_at=office.now - 2 * DAY)
    assert office.get(Episode, interim).end_reason is EndReason.NEEDS_CHANGED
    text = office.ask(closure, episode=interim).text_for_mosaic
    assert "Needs reassessed: 18 Nov 2026, by Sam Lee, SW: two calls more" in text


@pytest.mark.rule("END-2", "MILE-3")
def test_no_end_rests_on_a_reassessment_that_was_taken_back_and_it_is_kept(office, interim):
    made = reassess(office, interim)
    with pytest.raises(Refused, match="why it was a mistake"):
        office.do(reassessments.take_back, reassessment=made, seen=1, because=" ")
    office.do(reassessments.take_back, reassessment=made, seen=1, because="the wrong person")
    with pytest.raises(Refused, match="taken back already"):
        office.do(reassessments.take_back, reassessment=made, seen=office.version(Reassessment, made), because="again")
    with pytest.raises(Refused, match="Record the reassessment first"):
        end(office, interim)
    (line,) = office.ask(closure, episode=interim).reassessments
    assert (line.stands, line.withdrawn_because) == (False, "the wrong person")
