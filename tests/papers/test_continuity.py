"""The continuity list: who is in service with calls, contacts and risks, dated, and nothing that opens a door."""

from datetime import timedelta
from io import BytesIO

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from app.commands.prints import print_
from app.papers.continuity import continuity_pdf, draw, gather
from app.services.closure import deaths
from models.breaks import Break
from models.episodes import Extension
from models.people import Person, Representative
from models.shared_visits import SharedVisit
from models.values import Call
from models.vocabulary.closure import BreakKind
from models.vocabulary.episodes import EpisodeKind
from reports.continuity import without_codes
from tests.builders import visit

pytestmark = pytest.mark.rule("DAY-3")


def words_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_it_says_who_is_in_service_with_calls_contacts_and_risks_at_which_moment(office):
    person = office.a_person(
        given="Łukasz", family="Gill <b>", telephone="0114 496 0122", risks="Falls; keysafe 4821 by the door",
        lone_worker_risk=True,
    )  # fmt: skip
    episode = office.an_episode(visit(Call.MORNING, 45, 2), visit(Call.TEA), person=person)
    office.store(
        Representative(person_id=person, name="Anna Gill", relation="daughter", telephone="0114 496 0344"),
        Break(
            episode_id=episode, kind=BreakKind.HOSPITAL, episode_kind=EpisodeKind.SHORT_TERM, began_at=office.now,
            last_visit_on=office.now.date(), last_asked_at=office.now, recorded_by_id=office.staff["DSO"],
        ),
    )  # fmt: skip
    paper = office.ask(gather)
    (line,) = paper.people
    assert (line.name, line.patch, line.telephone) == ("Łukasz Gill <b>", "Matlock", "0114 496 0122")
    assert line.calls == "Mon–Sun: morning 45 ×2, tea 30"
    assert line.support == "Short-term, day 3 of 42, North"
    assert [(each.name, each.telephone) for each in line.contacts] == [
        ("Anna Gill (daughter)", "0114 496 0344"),
        ("DSO DSO North", "0114 496 0010"),
        ("Case coordinator SW North", "0114 496 0010"),
    ]
    assert line.to_know[:3] == (
        "In hospital since 20 Nov 2026: no visits now",
        "Two care workers at some calls",
        "Lone-worker risk: don't visit alone",
    )
    said = words_of(draw(paper))
    assert "As at 09:00 on Friday 20 November 2026: 1 person" in said
    for text in ("Łukasz Gill <b>", "0114 496 0344", "Falls; keysafe (code not printed) by the door"):
        assert text in said
    assert "4821" not in said
    assert "Matlock, morning round · 1 person" in said
    assert "every day: 45 min, two care workers" in said
    assert said.index("tea round") < said.index("Matlock, who they are")
    assert draw(paper) == draw(paper)


@pytest.mark.rule("PSP-7")
@pytest.mark.parametrize(("last", "said"), [(56, "day 44 of 56"), (44, "day 44 of 44"), (43, "day 44, past 43")])
def test_the_day_is_counted_to_the_last_one_as_extended(office, last, said):
    begun = office.now - timedelta(days=43)
    episode = office.an_episode(started_at=begun)
    office.store(
        Extension(
            episode_id=episode, last_day=begun.date() + timedelta(days=last - 1), agreed_at=begun,
            agreed_by_id=office.staff["DSO"],
        )
    )  # fmt: skip
    assert said in office.ask(gather).people[0].support


def test_it_can_be_one_teams_and_leaves_out_who_is_reported_to_have_died(office, count_statements):
    office.an_episode()
    office.an_episode(team_id=office.teams["South"])
    gone = office.a_person()
    office.an_episode(person=gone)
    office.do(deaths.report_death, person=gone, seen=office.version(Person, gone))
    statements = count_statements(office.database)
    paper = office.ask(gather, team=office.teams["North"])
    assert len([each for each in statements if each != "BEGIN"]) == 5
    assert (paper.team, len(paper.people), paper.left_out) == ("North", 1, 1)
    assert "1 person reported to have died" in words_of(draw(paper))
    assert len(office.ask(gather).people) == 2
    empty = office.ask(gather, team=office.teams["Interim"])
    assert (empty.team, empty.people) == ("Interim", ())
    assert "Nobody is in service." in words_of(draw(empty))


@pytest.mark.rule("PSP-1")
def test_a_visit_for_two_is_said_on_the_round_and_of_each_of_the_two_as_long_as_it_is_one(office):
    one, other = office.a_person(given="Ann", family="Ode"), office.a_person(given="Bert", family="Ode")
    first = office.an_episode(visit(), visit(Call.TEA), person=one)
    second = office.an_episode(visit(), visit(Call.TEA, 15), person=other)
    told = {"episode_id": first, "with_episode_id": second, "shared_by_id": office.staff["DSO"], "ended_because": ""}
    office.store(*(SharedVisit(call=call, shared_at=office.now, **told) for call in (Call.MORNING, Call.TEA)))
    ann, bert = office.ask(gather).people
    assert [text for _, text in bert.shared] == ["Morning, every day: one visit for two, together with Ann Ode"]
    assert ann.shared == ((Call.MORNING, "Morning, every day: one visit for two, together with Bert Ode"),)
    assert ann.to_know[0] == ann.shared[0][1]
    said = words_of(draw(office.ask(gather)))
    assert said.count("one visit for two, together with Bert Ode") == 2  # on the round, and where she is told of
    office.store(
        Break(
            episode_id=second, kind=BreakKind.HOSPITAL, episode_kind=EpisodeKind.SHORT_TERM, began_at=office.now,
            last_visit_on=office.now.date(), last_asked_at=office.now, recorded_by_id=office.staff["DSO"],
        )
    )  # fmt: skip
    assert [each.shared for each in office.ask(gather).people] == [(), ()]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Key safe 1234 left of the door", "Key safe (code not printed) left of the door"),
        ("keysafe1234", "keysafe(code not printed)"),
        ("KEYSAFE: C1234Y", "KEYSAFE: (code not printed)"),
        ("key box code is 99#12", "key box code is (code not printed)"),
        ("ks 4821", "ks (code not printed)"),
        ("4821 is the key safe code", "(code not printed) is the key safe code"),
        ("keysafe by the door. 4821", "keysafe by the door. (code not printed)"),
        ("combination 4821, ring 0114 496 0010 first", "combination (code not printed), ring 0114 496 0010 first"),
        ("door code 4711, two dogs", "door code (code not printed), two dogs"),
        ("Falls twice in 2026. 2 dogs", "Falls twice in 2026. 2 dogs"),
        ("Uses a frame", "Uses a frame"),
    ],
)
def test_what_opens_a_door_is_never_printed(typed, printed):
    assert without_codes(typed) == printed


def test_the_command_writes_the_list_of_everybody(sqlite_office, tmp_path):
    sqlite_office.an_episode()
    file = tmp_path / "continuity.pdf"
    url = sqlite_office.database.url.render_as_string(hide_password=False)
    done = CliRunner().invoke(
        print_, ["continuity", str(file), "--database", url, "--as-at", "2026-11-20T09:00"], catch_exceptions=False
    )
    assert done.exit_code == 0, done.output
    assert file.read_bytes() == sqlite_office.ask(continuity_pdf)
