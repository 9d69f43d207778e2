"""Breaks on Today, recorded through the services: each limit a second before, at it and after, over clock changes."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.door.errors import Refused
from app.queries.closure.closure import closure
from app.queries.today.prompts import PromptGroup, today
from app.services.closure import breaks, ending
from models.breaks import Break
from models.episodes import Episode
from models.values import from_london, london_day, start_of_day
from models.vocabulary.closure import BreakKind, EndReason
from models.vocabulary.episodes import EpisodeKind

HOUR, DAY, SECOND = timedelta(hours=1), timedelta(days=1), timedelta(seconds=1)
BEGINNINGS = (
    datetime(2026, 11, 20, 9, tzinfo=UTC),
    from_london(datetime(2026, 10, 24, 10)),  # noqa: DTZ001  the clock on the wall
    from_london(datetime(2026, 3, 28, 10)),  # noqa: DTZ001  the clock on the wall
)


@pytest.fixture(params=BEGINNINGS, ids=("no change", "clocks go back", "clocks go forward"))
def begun(office, request):
    """The moment at which it begins; the office's clock stands there."""
    office.clock.move_to(request.param)
    return request.param


def away(office, begun, kind=BreakKind.HOSPITAL, episode_kind=EpisodeKind.SHORT_TERM, **told):
    """A break that begins now, recorded through the service; gives the break and its episode."""
    episode = office.an_episode(kind=episode_kind, started_at=begun - 30 * DAY)
    facts = {"kind": kind, "began_at": begun, "last_visit_on": london_day(begun)} | told
    return office.do(breaks.begin, episode=episode, **facts).made, episode


def said(office):
    return [row.sentence.removeprefix(f"{row.person} ") for row in office.ask(today) if row.field == "closure.break"]


@pytest.mark.rule("END-3")
@pytest.mark.parametrize(("after", "is_late"), [(72 * HOUR, False), (72 * HOUR + SECOND, True)])
def test_hospital_with_a_return_expected_after_the_72nd_hour_has_its_line_and_its_exit_at_once(
    office, begun, after, is_late
):
    _, episode = away(office, begun, return_expected_at=begun + after)
    lines = said(office)
    assert len(lines) == is_late
    if not is_late:
        return
    assert "later than 72 hours after the admission: end the service" in lines[0]
    view = office.ask(closure, episode=episode)
    assert (view.end_offered_at, view.open_break.is_at_its_limit) == (begun, True)
    office.clock.advance(DAY)
    office.do(ending.end, episode=episode, reason=EndReason.HOSPITAL, ends_at=view.end_offered_at)
    record = office.get(Episode, episode)
    assert (record.ended_at, record.end_decided_at) == (begun, office.now)  # both kept
    assert said(office) == []


@pytest.mark.rule("END-3")
def test_a_stay_in_hospital_is_asked_about_until_its_72nd_hour_and_then_ending_is_prompted(office, begun):
    made, _ = away(office, begun)
    for day in (1, 2):
        office.clock.move_to(start_of_day(london_day(begun) + day * DAY))
        assert said(office) == ["is in hospital: is a return within 72 hours of the admission still planned?"]
        office.do(breaks.answer, break_=made, seen=office.version(Break, made), return_still_planned=True)
        assert said(office) == []
    for after, line in ((-SECOND, "still planned?"), (0 * SECOND, "for 72 hours: end"), (SECOND, "for 72 hours: end")):
        office.clock.move_to(begun + 72 * HOUR + after)
        (only,) = said(office)
        assert line in only
    assert [row.group for row in office.ask(today) if row.field == "closure.break"] == [PromptGroup.OPEN]
    office.do(breaks.come_back, break_=made, seen=office.version(Break, made), returned_at=office.now)
    assert said(office) == []


@pytest.mark.rule("END-3")
def test_a_placement_whose_day_of_return_has_passed_has_a_line_and_two_ways_out(office, begun):
    made, _ = away(office, begun, BreakKind.CARE_HOME, return_expected_at=start_of_day(london_day(begun) + DAY))
    assert said(office) == []
    office.clock.move_to(start_of_day(london_day(begun) + DAY))
    (line,) = said(office)
    assert "was to be back on" in line
    later = start_of_day(london_day(begun) + 2 * DAY)
    office.do(breaks.answer, break_=made, seen=1, return_still_planned=True, return_expected_at=later)
    assert said(office) == []
    office.clock.move_to(later)
    office.do(breaks.come_back, break_=made, seen=office.version(Break, made), returned_at=office.now)
    assert said(office) == []


@pytest.mark.rule("END-3")
@pytest.mark.parametrize(("after", "lines"), [(-SECOND, 0), (0 * SECOND, 1), (SECOND, 1)])
def test_a_placement_without_a_day_is_prompted_once_72_hours_have_passed(office, begun, after, lines):
    away(office, begun, BreakKind.CARE_HOME)
    office.clock.move_to(begun + 72 * HOUR + after)
    assert len(said(office)) == lines


@pytest.mark.rule("END-3")
def test_in_interim_the_days_count_on_after_a_return_until_the_next_visit(office, begun):
    last = london_day(begun)
    made, episode = away(office, begun, BreakKind.FAMILY, EpisodeKind.INTERIM_TEAM)
    office.clock.advance(10 * DAY)
    office.do(breaks.come_back, break_=made, seen=1, returned_at=office.now, next_visit_on=last + 16 * DAY)
    office.clock.move_to(start_of_day(last + 15 * DAY) - SECOND)
    assert said(office) == []
    with pytest.raises(Refused, match="No break has reached its limit"):
        office.do(ending.end, episode=episode, reason=EndReason.LONG_BREAK, ends_at=begun)
    office.clock.move_to(start_of_day(last + 15 * DAY))
    (line,) = said(office)
    assert "14 days or more without a visit" in line
    view = office.ask(closure, episode=episode)
    assert (view.end_offered_at, view.open_break) == (begun, None)
    office.clock.move_to(start_of_day(last + 16 * DAY))  # the visit resets the count
    assert said(office) == []
    with pytest.raises(Refused, match="No break has reached its limit"):
        office.do(ending.end, episode=episode, reason=EndReason.LONG_BREAK, ends_at=begun)
    office.clock.move_to(start_of_day(last + 15 * DAY))
    office.do(ending.end, episode=episode, reason=EndReason.LONG_BREAK, ends_at=view.end_offered_at)
    assert office.get(Episode, episode).ended_at == begun


@pytest.mark.rule("END-3")
def test_two_breaks_with_no_visit_between_them_are_counted_through(office):
    office.clock.move_to(BEGINNINGS[0])
    begun, last = office.now, london_day(BEGINNINGS[0])
    made, episode = away(office, begun, BreakKind.HOSPITAL, EpisodeKind.INTERIM_TEAM)
    office.clock.advance(7 * DAY)
    office.do(breaks.come_back, break_=made, seen=1, returned_at=office.now, next_visit_on=last + 9 * DAY)
    office.clock.advance(DAY)
    again = {"kind": BreakKind.FAMILY, "began_at": office.now}
    with pytest.raises(Refused, match="no visit was made after 20 Nov 2026 and before 29 Nov 2026"):
        office.do(breaks.begin, episode=episode, last_visit_on=last + 8 * DAY, **again)
    office.do(breaks.begin, episode=episode, last_visit_on=last, **again)
    office.clock.move_to(start_of_day(last + 15 * DAY) - SECOND)
    assert said(office) == []
    office.clock.move_to(start_of_day(last + 15 * DAY))
    assert "14 days or more without a visit" in said(office)[0]


@pytest.mark.rule("END-3")
def test_a_mistyped_year_of_an_expected_return_is_asked_about_when_a_break_begins_and_when_it_is_asked_about(office):
    office.clock.move_to(BEGINNINGS[0])
    mistyped = start_of_day(date(2029, 11, 22))
    with pytest.raises(Refused, match="22 Nov 2029, which is far ahead: correct the day, or say that it is meant"):
        away(office, office.now, BreakKind.AWAY, return_expected_at=mistyped)
    made, _ = away(office, office.now, BreakKind.AWAY, return_expected_at=mistyped, return_is_meant=True)
    told = {"break_": made, "seen": 1, "return_still_planned": True}
    with pytest.raises(Refused, match="nobody is expected back before"):
        office.do(breaks.answer, **told, return_expected_at=start_of_day(date(2020, 11, 22)))
    office.do(breaks.answer, **told, return_expected_at=mistyped)  # as it was: it was meant
    assert office.get(Break, made).return_expected_at == mistyped
