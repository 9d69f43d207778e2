"""What was asked of other services: recorded, asked about on Today, and answered."""

from datetime import timedelta

import pytest

from app.door.errors import Refused
from app.queries.history.changes import history
from app.queries.plans import versions as queries
from app.queries.today.prompts import today
from app.services.plans.onward import record_onward, record_onward_answer
from models.episodes import Episode
from models.onward import OnwardConnection
from models.vocabulary.closure import EndReason
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.plans import OnwardService

pytestmark = pytest.mark.rule("PSP-11")
DAY = timedelta(days=1)


def ask(office, episode, **told):
    said = {"service": OnwardService.COMMUNITY, "what": " A balance class ", "of_whom": "Falls clinic"} | told
    return office.do(record_onward, episode=episode, asked_by=office.staff["OT"], **said).made


def asked_today(office):
    return [each.sentence for each in office.ask(today) if each.rule == "PSP-11"]


def test_a_request_is_kept_with_who_asked_and_answered_in_words(office, person_of):
    episode = office.an_episode()
    made = ask(office, episode)
    (row,) = office.ask(queries.view, person=person_of(episode)).onward
    assert (row.title, row.asked_by, row.asked_at) == (
        "A community service, Falls clinic: A balance class", "OT North", office.now,
    )  # fmt: skip
    assert (row.outcome, row.answered_at) == ("", None)
    assert office.get(OnwardConnection, made).recorded_by_id == office.staff["DSO"]
    with pytest.raises(Refused, match="Say what came of it"):
        office.do(record_onward_answer, connection=made, seen=1, outcome=" ")
    office.do(record_onward_answer, connection=made, seen=1, outcome="Begins on Monday")
    with pytest.raises(Refused, match="has changed since"):
        office.do(record_onward_answer, connection=made, seen=1, outcome="Refused")
    office.do(record_onward_answer, connection=made, seen=2, outcome="Begins on Tuesday")
    (row,) = office.ask(queries.view, person=person_of(episode)).onward
    assert (row.outcome, row.answered_at, row.version) == ("Begins on Tuesday", office.now, 3)
    told = [each.said for each in office.ask(history, about=person_of(episode)).rows]
    assert any("a request of another service" in each for each in told)


def test_it_is_refused_without_words_ahead_and_after_the_end(office):
    episode = office.an_episode()
    with pytest.raises(Refused, match="Say what was asked"):
        ask(office, episode, what=" ")
    with pytest.raises(Refused, match="can't be in the future"):
        ask(office, episode, asked_at=office.now + DAY)
    ended = office.an_episode(ended_at=office.now, end_reason=EndReason.GOALS_ACHIEVED)
    with pytest.raises(Refused):
        ask(office, ended)


def test_today_asks_from_the_fourteenth_day_on_until_it_is_answered(office):
    episode = office.an_episode(started_at=office.now - 20 * DAY)
    made = ask(office, episode, asked_at=office.now - 13 * DAY)
    assert asked_today(office) == []
    office.clock.advance(DAY)
    (sentence,) = asked_today(office)
    assert "A community service was asked for" in sentence
    assert "(A balance class): say what came of it" in sentence
    office.do(record_onward_answer, connection=made, seen=1, outcome="Refused")
    assert asked_today(office) == []


def test_it_goes_on_in_the_support_that_follows_and_ends_with_support(office, person_of):
    ended = {"ended_at": office.now, "end_reason": EndReason.TRANSFERRED}
    first = office.an_episode(started_at=office.now - 30 * DAY, **ended)
    office.store(
        OnwardConnection(
            episode_id=first, service=OnwardService.OTHER, what="A hot meal", asked_at=office.now - 20 * DAY,
            asked_by_id=office.staff["OT"], recorded_by_id=office.staff["DSO"],
        )
    )  # fmt: skip
    assert asked_today(office) == []
    interim = {"kind": EpisodeKind.INTERIM_TEAM, "team_id": office.teams["Interim"], "follows_id": first}
    office.an_episode(person=person_of(first), **interim)
    assert len(asked_today(office)) == 1
    assert len(office.ask(queries.view, person=person_of(first)).onward) == 1


@pytest.fixture
def person_of(office):
    return lambda episode: office.get(Episode, episode).person_id
