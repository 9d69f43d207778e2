"""The papers of a meeting: the pack made before it and the minutes of what it recorded, in a fixed number of reads."""

from datetime import UTC, date, datetime, timedelta
from functools import partial
from io import BytesIO

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from app.commands.prints import print_
from app.door.errors import Refused
from app.papers.meetings import gather_minutes, gather_pack, minutes_pdf, pack_pdf
from app.queries.meetings.minutes import meetings_held
from app.services.closure import deaths
from app.services.goals import not_made
from app.services.meetings import meetings, notes, taking_back
from models.people import Person
from models.values import Call
from models.vocabulary.goals import NotMade
from models.vocabulary.meetings import DecisionKind, MeetingKind
from models.vocabulary.people import PaperFormat
from tests.builders import visit

WEEKLY, DAILY = MeetingKind.WEEKLY, MeetingKind.DAILY
DAY = timedelta(days=1)


def words_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def somebody(office, family, **values):
    person = office.a_person(given="Jean", family=family)
    episode = office.an_episode(
        visit(Call.LUNCH), visit(Call.MORNING, 45, 2), person=person, started_at=office.now - 10 * DAY, **values
    )
    office.a_goal(episode, set_at=office.now - 9 * DAY, number=1, statement="I will make my own lunch")
    return person, episode


@pytest.mark.rule("MDT-1")
def test_the_weekly_pack_has_everybody_of_the_team_with_support_goals_and_room_to_write(office):
    somebody(office, "Young")
    somebody(office, "Able")
    somebody(office, "Other", team_id=office.teams["South"])
    paper = office.ask(gather_pack, team=office.teams["North"], kind=WEEKLY)
    assert [each.name for each in paper.people] == ["Jean Able", "Jean Young"]
    pdf = office.ask(pack_pdf, team=office.teams["North"], kind=WEEKLY)
    said = words_of(pdf)
    for part in (
        "2 people on the agenda",
        "14 visits a week, 8.75 h with the person, 14 h of workers",
        "Mon–Sun: morning 45 ×2, lunch 30",
        "1. I will make my own lunch",
        "What the person says",
        "Next step, by whom, by when",
    ):
        assert part in said
    assert [mark.title for mark in PdfReader(BytesIO(pdf)).outline] == ["Jean Able", "Jean Young"]


@pytest.mark.rule("MDT-1")
def test_whom_the_last_meeting_left_as_they_are_has_a_line_of_the_pack_and_no_block(office):
    _, young = somebody(office, "Young")
    office.clock.advance(DAY)
    held = office.do(meetings.open_meeting, team=office.teams["North"], kind=WEEKLY).made
    office.do(notes.note_about, meeting=held, episode=young, person_says="I want to walk")
    office.do(meetings.finish_meeting, meeting=held)
    office.clock.advance(11 * DAY)
    somebody(office, "Able")
    paper = office.ask(gather_pack, team=office.teams["North"], kind=WEEKLY)
    assert [each.name for each in paper.people] == ["Jean Able"]
    hours = "14 visits a week, 8.75 h with the person, 14 h of workers"
    assert paper.as_before == (f"Jean Young, {hours}. 21 Nov 2026: “I want to walk”",)
    said = words_of(office.ask(pack_pdf, team=office.teams["North"], kind=WEEKLY))
    assert "2 people on the agenda, 1 as the last meeting left them" in said
    assert "Carry on as now, but" in said


@pytest.mark.rule("MDT-2")
def test_the_daily_pack_has_those_with_a_reason_and_what_the_weekly_left_undone(office):
    _, waiting = somebody(office, "Undone")
    somebody(office, "Quiet")
    weekly = office.do(meetings.open_meeting, team=office.teams["North"], kind=WEEKLY).made
    told = {"meeting": weekly, "owner": office.staff["OT"], "due": date(2026, 11, 20)}
    office.do(meetings.assign_action, episode=waiting, what="Ring the daughter", **told)
    office.do(meetings.assign_action, what="Chair the next weekly", **told)
    office.do(meetings.finish_meeting, meeting=weekly)
    office.clock.advance(DAY)
    paper = office.ask(gather_pack, team=office.teams["North"], kind=DAILY)
    (one,) = paper.people
    assert (one.name, one.because) == ("Jean Undone", "Outstanding from the weekly MDT")
    assert one.actions == ("Jean Undone: Ring the daughter (OT North, by 20 Nov 2026, overdue)",)
    assert paper.general == ("Chair the next weekly (OT North, by 20 Nov 2026, overdue)",)


@pytest.mark.rule("MDT-1", "IPAD-1")
def test_visits_that_werent_made_are_there_to_discuss(office):
    person, _ = somebody(office, "Young")
    told = {"day": date(2026, 11, 19), "call": Call.LUNCH, "reason": NotMade.OUT, "is_meant": True}
    office.do(not_made.note_not_made, person=person, **told)
    (one,) = office.ask(gather_pack, team=office.teams["North"], kind=WEEKLY).people
    assert "1 visit not made since the start: the person was out." in one.to_discuss


@pytest.mark.rule("END-6", "MDT-1")
def test_who_is_reported_to_have_died_is_marked_and_nothing_is_suggested(office):
    person, _ = somebody(office, "Gone")
    office.do(deaths.report_death, person=person, seen=office.version(Person, person))
    (one,) = office.ask(gather_pack, team=office.teams["North"], kind=WEEKLY).people
    assert one.mark[0] == "Reported to have died: ask the DSO before any contact."
    assert one.to_discuss == ()
    assert all(goal.says == () for goal in one.goals)


@pytest.mark.rule("MDT-3")
def test_the_minutes_say_who_was_there_what_was_decided_and_who_took_on_what(office):
    person, episode = somebody(office, "Young")
    meeting = office.do(
        meetings.open_meeting, team=office.teams["North"], kind=WEEKLY,
        attending=(office.staff["OT"], office.staff["DSO"]),
    ).made  # fmt: skip
    office.do(
        meetings.decide, meeting=meeting, episode=episode, seen=1, kind=DecisionKind.STEP_DOWN, note="lunch to 15"
    )
    told = {"meeting": meeting, "owner": office.staff["OT"], "due": date(2026, 11, 25)}
    office.do(meetings.assign_action, episode=episode, what="Order a perching stool", **told)
    office.do(meetings.assign_action, what="Chair the next weekly", **told)
    office.do(meetings.finish_meeting, meeting=meeting)
    paper = office.ask(gather_minutes, team=office.teams["North"], kind=WEEKLY)
    assert paper.present == ("DSO North, DSO", "OT North, OT")
    (one,) = paper.people
    assert (one.name, one.decisions) == ("Jean Young", ("Step-down agreed: lunch to 15",))
    assert [(each.what, each.owner, each.due, each.standing) for each in one.actions] == [
        ("Order a perching stool", "OT North", date(2026, 11, 25), "open")
    ]
    assert [each.what for each in paper.general] == ["Chair the next weekly"]
    office.do(deaths.report_death, person=person, seen=office.version(Person, person))
    office.clock.advance(7 * DAY)
    later = office.ask(gather_minutes, team=office.teams["North"], kind=WEEKLY)
    assert (later.people[0].mark, later.people[0].actions[0].standing) == ("reported to have died", "overdue")
    said = words_of(office.ask(minutes_pdf, team=office.teams["North"], kind=WEEKLY))
    assert "Jean Young · " in said
    assert "reported to have died" in said


@pytest.mark.rule("MDT-3")
def test_what_a_meeting_took_back_is_struck_in_its_minutes_and_in_the_next_pack_with_the_reason(office):
    _, episode = somebody(office, "Young")
    meeting = office.do(meetings.open_meeting, team=office.teams["North"], kind=WEEKLY).made
    decide = partial(office.do, meetings.decide, meeting=meeting, episode=episode)
    gone = decide(kind=DecisionKind.END, note="manages").made
    told = {"meeting": meeting, "owner": office.staff["OT"], "due": date(2026, 11, 25)}
    action = office.do(meetings.assign_action, episode=episode, what="Order a stool", **told).made
    office.do(meetings.assign_action, episode=episode, what="Ring", **told)
    office.do(taking_back.take_back_decision, decision=gone, seen=1, because="meant <for> another")
    office.do(taking_back.take_back_action, action=action, seen=1, because="SW has one")
    office.do(meetings.finish_meeting, meeting=meeting)
    (one,) = office.ask(gather_minutes, team=office.teams["North"], kind=WEEKLY).people
    struck = "<strike>Service can end: manages</strike> (taken back: meant &lt;for&gt; another)"
    assert one.decisions == (struck,)
    assert [(each.what, each.taken_back) for each in one.actions] == [("Order a stool", "SW has one"), ("Ring", "")]
    said = words_of(office.ask(minutes_pdf, team=office.teams["North"], kind=WEEKLY))
    assert "taken back: meant <for> another" in said
    assert "taken back: SW has one" in said
    (one,) = office.ask(gather_pack, team=office.teams["North"], kind=WEEKLY).people
    assert one.decided_before == (struck.replace("end:", "end, 20 Nov 2026:"),)
    assert "(taken back: meant <for> another)" in words_of(
        office.ask(pack_pdf, team=office.teams["North"], kind=WEEKLY)
    )


@pytest.mark.rule("MDT-1", "MDT-3")
def test_what_somebody_says_and_the_next_steps_stand_in_the_minutes_and_in_the_next_pack(office):
    _, able = somebody(office, "Able")
    _, young = somebody(office, "Young")
    meeting = office.do(meetings.open_meeting, team=office.teams["North"], kind=WEEKLY).made
    office.do(meetings.decide, meeting=meeting, episode=young, kind=DecisionKind.CARRY_ON)
    told = {"person_says": "I miss my garden", "next_steps": "lunch alone", "next_steps_on": date(2026, 11, 19)}
    office.do(notes.note_about, meeting=meeting, episode=able, **told)
    office.do(notes.note_about, meeting=meeting, episode=young, person_says="")
    office.do(meetings.finish_meeting, meeting=meeting)
    paper = office.ask(gather_minutes, team=office.teams["North"], kind=WEEKLY)
    assert [(each.name, each.said, each.decisions) for each in paper.people] == [
        ("Jean Able", ("Says: “I miss my garden”", "Next steps agreed 19 Nov 2026: lunch alone"), ()),
        ("Jean Young", (), ("Carry on as now",)),
    ]
    assert "Says: “I miss my garden”" in words_of(office.ask(minutes_pdf, team=office.teams["North"], kind=WEEKLY))
    office.clock.advance(DAY)
    office.a_plan(able, visit(Call.LUNCH), number=2, change="same_hours")
    [one] = office.ask(gather_pack, team=office.teams["North"], kind=WEEKLY).people
    assert one.said_before == ("20 Nov 2026: “I miss my garden”", "Next steps agreed 19 Nov 2026: lunch alone")
    assert "Said last time" in words_of(office.ask(pack_pdf, team=office.teams["North"], kind=WEEKLY))


@pytest.mark.rule("MDT-3")
def test_there_are_no_minutes_before_the_first_meeting_and_an_open_one_says_so(office):
    with pytest.raises(Refused, match="No Daily MDT of this team has been recorded yet"):
        office.ask(gather_minutes, team=office.teams["North"], kind=DAILY)
    office.do(meetings.open_meeting, team=office.teams["North"], kind=DAILY)
    said = words_of(office.ask(minutes_pdf, team=office.teams["North"], kind=DAILY))
    for part in ("not finished yet", "Nobody is recorded as there.", "Nothing was recorded about anybody."):
        assert part in said


def test_both_are_gathered_in_as_many_statements_however_many_people_there_are(office, count_statements):
    for number in range(6):
        somebody(office, f"Gill {number}")
    office.do(meetings.open_meeting, team=office.teams["North"], kind=WEEKLY)
    statements = count_statements(office.database)
    office.ask(gather_pack, team=office.teams["North"], kind=WEEKLY)
    for_pack = len([each for each in statements if each.startswith(("SELECT", "WITH"))])
    office.ask(gather_minutes, team=office.teams["North"], kind=WEEKLY)
    assert (for_pack, len([each for each in statements if each.startswith(("SELECT", "WITH"))]) - for_pack) == (16, 6)


@pytest.mark.parametrize("paper", ["mdt", "minutes"])
def test_the_commands_write_what_the_window_shows(sqlite_office, tmp_path, paper):
    office, file = sqlite_office, tmp_path / "paper.pdf"
    somebody(office, "Young")
    office.do(meetings.open_meeting, team=office.teams["North"], kind=WEEKLY)
    url = office.database.url.render_as_string(hide_password=False)
    done = CliRunner().invoke(
        print_,
        [paper, str(file), "--team", "North", "--edition", "large", "--database", url, "--as-at", "2026-11-20T09:00"],
        catch_exceptions=False,
    )
    assert done.exit_code == 0, done.output
    made = pack_pdf if paper == "mdt" else minutes_pdf
    asked = {"team": office.teams["North"], "kind": WEEKLY, "paper_format": PaperFormat.LARGE_PRINT}
    assert file.read_bytes() == office.ask(made, **asked)


@pytest.mark.rule("MDT-3")
def test_the_minutes_are_of_any_meeting_by_its_day(sqlite_office, tmp_path):
    office, file = sqlite_office, tmp_path / "paper.pdf"
    for _ in range(2):
        held = office.do(meetings.open_meeting, team=office.teams["North"], kind=WEEKLY).made
        office.do(meetings.finish_meeting, meeting=held)
        office.clock.advance(DAY)
    newest, first = office.ask(meetings_held, team=office.teams["North"], kind=WEEKLY)
    assert first.held_at == office.now - 2 * DAY
    told = {"team": office.teams["North"], "kind": WEEKLY}
    assert office.ask(gather_minutes, **told, meeting=first.id).held_at == first.held_at
    assert office.ask(gather_minutes, **told).held_at == newest.held_at
    url = office.database.url.render_as_string(hide_password=False)
    asked = ["minutes", str(file), "--team", "North", "--database", url, "--as-at", "2026-11-22T09:00"]
    done = CliRunner().invoke(print_, [*asked, "--on", "2026-11-20"], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    assert file.read_bytes() == office.ask(minutes_pdf, **told, meeting=first.id)
    none = CliRunner().invoke(print_, [*asked, "--on", "2026-11-19"])
    assert str(none.exception) == "No Weekly MDT of this team is recorded on 19 Nov 2026."


@pytest.mark.rule("MDT-3")
def test_of_a_day_with_two_meetings_the_time_says_which(sqlite_office, tmp_path):
    office, file = sqlite_office, tmp_path / "paper.pdf"
    for _ in range(2):
        held = office.do(meetings.open_meeting, team=office.teams["North"], kind=WEEKLY).made
        office.do(meetings.finish_meeting, meeting=held)
        office.clock.advance(timedelta(hours=2))
    _, first = office.ask(meetings_held, team=office.teams["North"], kind=WEEKLY)
    url = office.database.url.render_as_string(hide_password=False)
    asked = ["minutes", str(file), "--team", "North", "--database", url, "--as-at", "2026-11-20T13:00"]
    both = CliRunner().invoke(print_, [*asked, "--on", "2026-11-20"])
    held = "20 Nov 2026 at 09:00 and 20 Nov 2026 at 11:00"
    assert str(both.exception) == f"The Weekly MDT was held {held}: say the time of one of these."
    done = CliRunner().invoke(print_, [*asked, "--on", "2026-11-20T09:00"], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    assert file.read_bytes() == office.ask(minutes_pdf, team=office.teams["North"], kind=WEEKLY, meeting=first.id)
    neither = CliRunner().invoke(print_, [*asked, "--on", "2026-11-20T10:00"])
    assert str(neither.exception) == str(both.exception)


@pytest.mark.rule("MDT-3")
def test_of_two_meetings_that_began_in_one_minute_the_second_says_which(sqlite_office, tmp_path):
    office, file = sqlite_office, tmp_path / "paper.pdf"
    office.clock.advance(timedelta(seconds=5))
    for _ in range(2):
        held = office.do(meetings.open_meeting, team=office.teams["North"], kind=WEEKLY).made
        office.do(meetings.finish_meeting, meeting=held)
        office.clock.advance(timedelta(seconds=15))
    second, first = office.ask(meetings_held, team=office.teams["North"], kind=WEEKLY)
    office.clock.move_to(datetime(2026, 11, 20, 13, tzinfo=UTC))
    url = office.database.url.render_as_string(hide_password=False)
    asked = ["minutes", str(file), "--team", "North", "--database", url, "--as-at", "2026-11-20T13:00"]
    for said in ("2026-11-20", "2026-11-20T09:00", "2026-11-20T09:00:06"):
        both = CliRunner().invoke(print_, [*asked, "--on", said])
        told = "20 Nov 2026 at 09:00:05 and 20 Nov 2026 at 09:00:20"
        assert str(both.exception) == f"The Weekly MDT was held {told}: say the time of one of these."
    for each in (first, second):
        done = CliRunner().invoke(print_, [*asked, "--on", f"{each.held_at:%Y-%m-%dT%H:%M:%S}"], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        assert file.read_bytes() == office.ask(minutes_pdf, team=office.teams["North"], kind=WEEKLY, meeting=each.id)
