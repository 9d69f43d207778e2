"""The MDT's word and a case coordinator's: whose they are is kept beside who typed them in (END-10)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.door.errors import Refused
from app.queries.who_decided import who_decided
from app.services.meetings import meetings
from app.services.plans.versions import Agreed, new_version
from app.services.transfer import conditions
from models.deciding import WhoDecided
from models.plans import Plan
from models.vocabulary.deciding import DecidedDeed
from models.vocabulary.episodes import EpisodeKind
from models.vocabulary.meetings import DecisionKind, MeetingKind
from tests.builders import TABLETS, visit

pytestmark = pytest.mark.rule("END-10")
LESS = (visit(minutes=15),)
SEATS = pytest.mark.parametrize("seat", ["DSO", "Admin", "OT", "SW", "CCW", "CWC", "Service manager"])


def changed(office, seat, episode, agreed):
    with office.database.reading() as session:
        newest = session.scalars(
            select(Plan.id).where(Plan.episode_id == episode).order_by(Plan.number.desc()).limit(1)
        ).one()
    told = {"episode": episode, "based_on": newest, "week": LESS, "because": "As agreed", "agreed": agreed}
    told["why_short"] = TABLETS
    return office.do_as(seat, new_version, **told)


def said(seat, name):
    return name if seat == name.removesuffix(" North") else f"{name}, typed in by {seat} North"


@pytest.mark.parametrize("fact", ["maximum independence", "transfer", "step-down"])
def test_the_mdts_word_names_its_day_and_who_was_there(office, fact):
    episode, at = office.an_episode(), office.now - timedelta(days=1)

    def told(seat, present):
        if fact == "step-down":
            return changed(office, seat, episode, Agreed(mdt_at=at, present=present))
        if fact == "transfer":
            told = {"episode": episode, "at": at, "reason": "No offer", "present": present}
            return office.do_as(seat, conditions.agree_transfer, **told)
        return office.do_as(seat, conditions.agree_maximum_independence, episode=episode, at=at, present=present)

    with pytest.raises(Refused, match="Say who was at the meeting in which the MDT decided") as refused:
        told("Admin", " ")
    assert (refused.value.rule, refused.value.who) == ("END-10", "the MDT")
    with pytest.raises(Refused, match="A scheduler's seat doesn't record this"):
        told("Scheduler", "OT, SW")
    told("Admin", "OT, SW")
    (word,) = office.ask(who_decided, episodes=(episode,)).values()
    assert word == "the MDT of 19 Nov 2026 (OT, SW), typed in by Admin North"


def test_what_a_recorded_meeting_decided_names_that_meeting_by_itself(office):
    episode, present = office.an_episode(), (office.staff["DSO"], office.staff["OT"])
    told = {"team": office.teams["North"], "kind": MeetingKind.WEEKLY, "attending": present}
    meeting = office.do(meetings.open_meeting, **told).made
    about = {"meeting": meeting, "episode": episode}
    office.do(meetings.decide, **about, kind=DecisionKind.MAXIMUM_INDEPENDENCE)
    office.do(meetings.decide, **about, kind=DecisionKind.TRANSFER, note="No offer yet")
    down = office.do(meetings.decide, **about, kind=DecisionKind.STEP_DOWN).made
    changed(office, "DSO", episode, Agreed(decision=down))
    words = office.ask(who_decided, episodes=(episode,))
    assert set(words) == {DecidedDeed.MAXIMUM_INDEPENDENCE, DecidedDeed.TRANSFER, DecidedDeed.STEP_DOWN}
    assert set(words.values()) == {"the MDT of 20 Nov 2026 (DSO North, OT North), typed in by DSO North"}


def confirmed(office, seat, episode, coordinator):
    at = office.now
    return office.do_as(seat, conditions.confirm_need, episode=episode, at=at, coordinator=coordinator)


def agreed(office, seat, episode, coordinator):
    return changed(office, seat, episode, Agreed(coordinator_at=office.now, coordinator=coordinator))


WORDS = pytest.mark.parametrize("told", [confirmed, agreed])


def in_interim(office, **told):
    return office.an_episode(kind=EpisodeKind.INTERIM_TEAM, team_id=office.teams["Interim"], **told)


@WORDS
@SEATS
def test_a_case_coordinators_word_is_the_one_named_or_who_sits_here_or_the_persons_own(office, told, seat):
    episode = in_interim(office) if told is agreed else office.an_episode()
    told(office, seat, episode, None)
    own = seat if seat in {"SW", "CCW"} else "SW"
    assert [*office.ask(who_decided, episodes=(episode,)).values()] == [said(seat, f"{own} North")]
    other = in_interim(office) if told is agreed else office.an_episode()
    told(office, seat, other, office.staff["CCW"])
    assert [*office.ask(who_decided, episodes=(other,)).values()] == [said(seat, "CCW North")]


@WORDS
def test_nobody_but_a_sw_or_ccw_speaks_as_case_coordinator_and_no_scheduler_types_it_in(office, told):
    make = in_interim if told is agreed else lambda office, **values: office.an_episode(**values)
    episode = make(office, case_coordinator_id=None)
    with pytest.raises(Refused, match="nobody is named as case coordinator") as refused:
        told(office, "Admin", episode, None)
    assert (refused.value.rule, refused.value.who) == ("END-10", "the case coordinator")
    with pytest.raises(Refused, match="OT North is on the staff as OT: name the SW or CCW"):
        told(office, "Admin", episode, office.staff["OT"])
    with pytest.raises(Refused, match="A scheduler's seat doesn't record this"):
        told(office, "Scheduler", episode, office.staff["SW"])
    with office.database.reading() as session:
        assert session.scalars(select(WhoDecided)).all() == []
