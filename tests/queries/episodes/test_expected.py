"""What is recorded ahead is shown as expected everywhere, and counts nowhere before somebody confirms it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.exchange.tracker.page import tracker_page
from app.papers import continuity, service_plan
from app.queries.capacity.outlook import capacity_outlook
from app.queries.capacity.team_capacity import capacity
from app.queries.figures.figures import figures
from app.queries.people.caseload import PersonSign, caseload, person_header
from app.queries.today.prompts import PromptGroup, today
from app.services.closure import breaks, deaths, ending, expecting
from models.episodes import Episode
from models.people import Person
from models.rules.capacity.outlook import BackKind
from models.values import london_day, start_of_day
from models.vocabulary.closure import BreakKind, EndReason, ExpectedKind
from reports.layout.styles import Edition

DAY = timedelta(days=1)
pytestmark = pytest.mark.rule("END-9")


@pytest.fixture
def expecting_end(office):
    """Somebody of North whose support is to end in three days: the episode, the person."""
    person = office.a_person(given="Jean", family="Gill")
    episode = office.an_episode(person=person)
    expect_end(office, episode, office.now + 3 * DAY)
    return episode, person


def expect_end(office, episode, at):
    values = {"reason": EndReason.GOALS_ACHIEVED, "ends_at": at, "seen": office.version(Episode, episode)}
    office.do(expecting.end_or_expect, episode=episode, **values)


def prompts(office):
    return [(each.rule, each.group, each.field) for each in office.ask(today) if each.rule == "END-9"]


@pytest.mark.parametrize(
    ("now", "on"),
    [("2026-11-20T09:00", "2026-11-23T18:00"), ("2026-03-27T09:00", "2026-03-29T09:00"),
     ("2026-10-23T09:00", "2026-10-25T22:30")],
)  # fmt: skip
def test_today_asks_on_the_day_from_midnight_and_it_is_overdue_the_next_morning(office, now, on):
    office.clock.move_to(datetime.fromisoformat(now).replace(tzinfo=UTC))
    on = datetime.fromisoformat(on).replace(tzinfo=UTC)
    episode = office.an_episode()
    expect_end(office, episode, on)
    second = timedelta(seconds=1)
    first, after = start_of_day(london_day(on)), start_of_day(london_day(on) + DAY)
    seen = []
    for moment in (first - second, first, after - second, after):
        office.clock.move_to(moment)
        seen.append([group is PromptGroup.OVERDUE for _, group, _ in prompts(office)])
    assert seen == [[], [False], [False], [True]]
    assert prompts(office)[0][2] == "closure.confirm_end"


def test_a_return_that_was_announced_is_asked_about_once(office):
    episode = office.an_episode(started_at=office.now - 9 * DAY)
    away = office.do(
        breaks.begin, episode=episode, kind=BreakKind.FAMILY, began_at=office.now, last_visit_on=office.now.date()
    ).made  # fmt: skip
    office.do(expecting.come_back_or_expect, break_=away, seen=1, returned_at=office.now + 2 * DAY)
    office.clock.advance(2 * DAY)
    asked = [(each.rule, each.field) for each in office.ask(today) if each.rule in {"END-3", "END-9"}]
    assert asked == [("END-9", "closure.come_back")]


def test_a_reported_death_silences_it(office, expecting_end):
    office.clock.advance(3 * DAY)
    assert len(prompts(office)) == 1
    office.do(deaths.report_death, person=expecting_end[1], seen=office.version(Person, expecting_end[1]))
    assert prompts(office) == []
    assert PersonSign.EXPECTED not in {each.kind for each in office.ask(person_header, person=expecting_end[1]).signs}


def test_the_header_and_the_caseload_say_what_is_expected(office, expecting_end):
    [row] = office.ask(caseload)
    header = office.ask(person_header, person=expecting_end[1])
    said = "support ends 23 Nov 2026 (Goals achieved, no formal support needed)"
    for signs in (row.signs, header.signs):
        assert [each.detail for each in signs if each.kind is PersonSign.EXPECTED] == [said]


@pytest.mark.usefixtures("expecting_end")
def test_the_outlook_names_it_and_its_hours_stay_in_use(office):
    team = next(each for each in office.ask(capacity_outlook) if each.name == "North")
    [row] = team.back
    assert (row.kind, row.day, row.minutes) == (BackKind.ANNOUNCED_END, date(2026, 11, 24), 210)
    assert "not confirmed yet: its hours stay in use" in row.sentence
    assert {each.free for each in team.days} == {6000 - 210}
    used = next(each for each in office.ask(capacity) if each.name == "North").load.in_use
    office.clock.advance(9 * DAY)
    assert next(each for each in office.ask(capacity) if each.name == "North").load.in_use == used == 210


def test_the_tracker_and_both_papers_show_it_as_expected(office, expecting_end):
    [person] = office.ask(tracker_page, file_name="tracker.xlsx", program="Homeward").people
    assert "expected: support ends 23 Nov 2026" in person.deadline_about
    [line] = office.ask(continuity.gather).people
    assert "Expected: support ends 23 Nov 2026 (Goals achieved, no formal support needed), not confirmed yet" in (
        line.to_know
    )
    paper = office.ask(service_plan.gather, episode=expecting_end[0])
    assert paper.expected == ((ExpectedKind.END, date(2026, 11, 23)),)
    assert service_plan.draw(paper, Edition.LARGE_PRINT)


def test_an_announced_end_is_no_end_in_figures_and_a_confirmed_one_is(office, expecting_end):
    asked = {"first": date(2026, 11, 1), "last": date(2026, 11, 30), "team": None}
    office.clock.advance(3 * DAY)
    before = office.ask(figures, **asked)
    office.do(
        ending.end, episode=expecting_end[0], seen=office.version(Episode, expecting_end[0]),
        reason=EndReason.GOALS_ACHIEVED, ends_at=office.now,
    )  # fmt: skip
    assert office.ask(figures, **asked) != before
