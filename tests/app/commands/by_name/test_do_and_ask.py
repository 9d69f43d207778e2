"""Any use case and any query by name: what is done, what is refused, and what is no argument of theirs."""

import json
from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import select

from app.commands.by_name.catalogue import DEED, QUERY, every
from app.desk import places
from models.episodes import Episode
from models.goals import Goal
from models.keys import new_id
from models.people import DatabaseMark, Person
from models.ratings import Rating
from models.referrals import Referral
from models.vocabulary.goals import Letter
from tests.builders import neighbours_of

SEAT = ("--as-at", "2026-11-20T09:00", "--staff")


def test_a_deed_is_done_by_the_names_that_people_use(office, call):
    person = office.a_person(given="Zofia", family="O'Brien", mosaic_id="M800115", nhs_number="9991291229")
    episode = office.an_episode(person=person)
    done = call("do", "goals.set_goal", {
        "episode": "Zofia O’Brien", "statement": "I will make my own lunch", "target": "2026-12-10",
        "calls": ["lunch", "TEA", "Bed"], "set_by": "OT North",
    })  # fmt: skip
    assert (done.code, set(done.told)) == (0, {"made", "people", "changed"})
    goal = office.get(Goal, UUID(done.told["made"]))
    assert (goal.episode_id, goal.statement, goal.calls, goal.set_by_id, str(goal.target)) == (
        episode, "I will make my own lunch", "lunch,tea,bed", office.staff["OT"], "2026-12-10",
    )  # fmt: skip
    assert (done.told["people"], "goals" in done.told["changed"]) == ([str(person)], True)
    rated = call("do", "rate", {
        "goal": "M800115/1", "day": "2026-11-19", "call": "lunch", "worker": "cwc north", "seen": None, "letter": "A1",
        "at": "2026-11-19T12:30", "is_meant": True,
    })  # fmt: skip
    assert rated.code == 0, rated.told
    with office.database.reading() as session:
        rating = session.scalars(select(Rating)).one()
        assert (rating.goal_id, rating.letter, rating.worker_id) == (goal.id, Letter.A1, office.staff["CWC"])
        assert rating.at == datetime(2026, 11, 19, 12, 30, tzinfo=UTC)


def test_what_is_asked_for_is_told_with_ids_zones_and_stored_words(office, call):
    referral = office.a_referral()
    (row,) = call("ask", "queue", {"team": "North"}).told
    assert (row["id"], row["version"], row["stage"]) == (str(referral), 1, "new")
    assert row["first_asked_at"] == "2026-11-19T09:00:00Z"
    assert call("ask", "referrals.one.referral", {"referral": row["reference"]}).told["id"] == row["id"]
    assert call("ask", "queue", {"team": "South"}).told == []


def test_each_thing_that_is_missing_is_refused_by_itself(office, call):
    referral = office.a_referral(needs_and_risks="", alternatives_considered="")
    answer = call("do", "accept", {"referral": str(referral), "seen": 1})
    assert answer.code == 1
    assert {each["rule"] for each in answer.told["refused"]} >= {"REF-3", "REF-4"}
    assert all(set(each) == {"rule", "sentence", "who"} and each["sentence"] for each in answer.told["refused"])
    assert all("\n" not in each["sentence"] and "," not in each["rule"] for each in answer.told["refused"])
    assert office.get(Referral, referral).accepted_at is None


def test_a_version_that_has_changed_is_refused_and_a_missing_one_is_said_where_to_find(office, call):
    referral = str(office.a_referral())
    assert "changed" in call("do", "accept", {"referral": referral, "seen": 7}).sentences
    missing = call("do", "accept", {"referral": referral})
    assert (missing.code, [each["argument"] for each in missing.told["refused"]]) == (1, ["seen"])
    assert "ask referrals.one.referral (version" in missing.sentences
    assert call("do", "accept", {"referral": referral, "seen": 1}).code == 0


def test_a_deed_called_again_with_its_id_is_stored_once_and_answered_alike(office, call):
    episode = str(office.an_episode())
    told, operation = {"episode": episode, "statement": "I will cook"}, str(new_id())
    first = call("do", f"set_goal --operation {operation}", told)
    again = call("do", f"set_goal --operation {operation}", told)
    line = {"do": "set_goal", "args": told, "operation": operation}
    (once_more,) = call("do", "--lines", json.dumps(line)).told
    assert (first.code, again.code) == (0, 0)
    assert once_more == again.told
    assert ("stored_before" in first.told, again.told["stored_before"]) == (False, True)
    with office.database.reading() as session:
        assert [str(each.operation_id) for each in session.scalars(select(Goal))] == [operation]


def test_another_deed_under_an_id_that_was_used_is_not_told_as_done(office, call):
    episode, operation = str(office.an_episode()), str(new_id())
    call("do", f"set_goal --operation {operation}", {"episode": episode, "statement": "I will cook"})
    other = call("do", f"set_goal --operation {operation}", {"episode": episode, "statement": "I will wash"})
    assert (other.code, other.told["stored_before"]) == (0, True)
    with office.database.reading() as session:
        assert session.scalars(select(Goal.statement)).all() == ["I will cook"]


def test_a_defect_is_told_as_json_and_written_down_without_a_word_about_anybody(office, call, caplog):
    person = office.a_person(family="Canaryson")
    office.an_episode(person=person)
    with office.database.engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE person SET death_reported_at = 'yesterday'"
            if office.database.is_sqlite
            else "ALTER TABLE person RENAME COLUMN death_reported_at TO told_at"
        )
    answer = call("ask", "goals.goals.view", {"person": str(person)})
    assert (answer.code, set(answer.told)) == (3, {"defect"})
    assert ("defect '" in caplog.text, "Canaryson" in caplog.text, str(person) in caplog.text) == (True, False, False)
    assert str(places.log_file()) in answer.told["defect"]


def test_an_object_a_typed_dictionary_and_a_week_are_read(office, call):
    done = call("do", "take_in", {
        "person": {"given": "Mary", "family": "Zeal", "born": "1940-03-14", "postcode": "de4 3aa",
                   "nhs_number": "999 129 1229", "patch": "Matlock"},
        "team": "North", "calls": [{"days": [0, 1], "call": "morning", "minutes": 30, "workers": 2, "at": "07:30"}],
        "document": "hospital", "reason": "Hospital discharge", "urgent": True, "discharge_on": "2026-11-22",
        "start_planned_at": "2026-11-22T17:00",
    })  # fmt: skip
    assert done.code == 0, done.told
    referral = office.get(Referral, UUID(done.told["made"]))
    person = office.get(Person, referral.person_id)
    assert (person.nhs_number, person.postcode, person.patch_id) == ("9991291229", "DE4 3AA", office.patches["Matlock"])
    assert (referral.urgent, referral.start_planned_at) == (True, datetime(2026, 11, 22, 17, tzinfo=UTC))


@pytest.mark.parametrize(
    ("told", "argument", "said"),
    [
        ({"statement": 3}, "statement", "takes text; 3 was given"),
        ({"statement": "a\0b"}, "statement", "no database can keep"),
        ('{"statement": "\\ud800"}', "statement", "takes text"),
        ({"statement": None}, "statement", "null was given"),
        ({"statement": "x", "target": "2026-02-30"}, "target", "takes a day such as"),
        ({"statement": "x", "target": "20261201"}, "target", "takes a day such as"),
        ({"statement": "x", "target": 20261201}, "target", "takes a day such as"),
        ({"statement": "x", "calls": "lunch"}, "calls", "takes a list"),
        ({"statement": "x", "calls": ["lunch", "brunch"]}, "calls[1]", "takes one of morning, lunch"),
        ({"statement": "x", "set_by": "Nobody At All"}, "set_by", "is called “Nobody At All”"),
        ({"statement": "x", "set_by": ""}, "set_by", "one of the staff"),
        ({"statement": "x", "set_by": ["OT North"]}, "set_by", "one of the staff"),
        ({"statement": "x", "colour": "red"}, "colour", "there is episode, statement"),
        ({}, "statement", "it is missing"),
    ],
)
def test_a_wrong_argument_is_named_with_what_it_takes_and_what_was_given(office, call, told, argument, said):
    episode = str(office.an_episode())
    typed = told if isinstance(told, str) else json.dumps(told)
    whole = typed.replace("{", f'{{"episode": "{episode}"' + (", " if told else ""), 1)
    answer = call("do", "set_goal", whole)
    (lack,) = answer.told["refused"]
    assert (answer.code, lack["argument"], said in lack["sentence"]) == (1, argument, True), lack
    assert lack["who"]
    with office.database.reading() as session:
        assert session.scalars(select(Goal)).all() == []


def test_all_that_is_wrong_is_said_at_once(call):
    answer = call("do", "set_goal", {"episode": "Nobody", "target": "soon", "calls": [], "colour": "red"})
    assert {each["argument"] for each in answer.told["refused"]} == {"episode", "statement", "target", "colour"}


@pytest.mark.parametrize(
    ("name", "told", "argument"),
    [
        ("agree_maximum_independence", {"at": "2026-03-29T01:30"}, "at"),  # the clocks leave it out
        ("agree_maximum_independence", {"at": "2026-11-20"}, "at"),
        ("agree_maximum_independence", {"at": "tomorrow"}, "at"),
        ("agree_maximum_independence", {"at": 1}, "at"),
        ("plans.support.extend", {"until": None, "still_gaining_independence": "yes"}, "still_gaining_independence"),
        ("plans.support.extend", {"until": None, "still_gaining_independence": 1}, "still_gaining_independence"),
        ("breaks.begin", {"kind": 1, "began_at": "2026-11-20T08:00", "last_visit_on": "2026-11-20"}, "kind"),
    ],
)
def test_moments_ticks_and_choices_are_never_guessed(office, call, name, told, argument):
    answer = call("do", name, {"episode": str(office.an_episode()), **told})
    wrong = [each.get("argument") for each in answer.told["refused"]]
    assert (answer.code, argument in wrong) == (1, True), answer.told


@pytest.mark.parametrize(
    ("visit", "said"),
    [
        ({"days": [0], "call": "morning"}, "calls[0].minutes"),
        ({"days": [0], "call": "morning", "minutes": 30.5}, "calls[0].minutes"),
        ({"days": [0], "call": "morning", "minutes": True}, "calls[0].minutes"),
        ({"days": [0], "call": "morning", "minutes": 2**70}, "calls[0].minutes"),
        ({"days": [7], "call": "morning", "minutes": 30}, "at least one day of the week"),
        ({"days": [], "call": "morning", "minutes": 30}, "at least one day of the week"),
        ({"days": [0], "call": "morning", "minutes": 30, "workers": 3}, "one worker or two"),
        ({"days": [0], "call": "morning", "minutes": 30, "at": "25:00"}, "calls[0].at"),
        ("every day", "calls[0]"),
    ],
)
def test_what_is_wrong_within_a_list_is_found_by_its_place(office, call, visit, said):
    referral = str(office.a_referral())
    answer = call("do", "change_calls", {"referral": referral, "seen": 1, "calls": [visit]})
    assert (answer.code, said in answer.sentences) == (1, True), answer.told


@pytest.mark.parametrize(
    "typed", ["", "[]", "3", "null", "{", "[" * 100_000, '{"a": NaN}', '{"a": 1, "a": 2}', b"\xff\xfe", '"text"']
)
def test_what_is_no_object_is_refused(call, typed):
    answer = call("do", "accept", typed)
    assert (answer.code, answer.told["refused"][0]["argument"]) == (1, "--args")


def test_a_folder_or_no_file_for_the_arguments_is_refused(call, tmp_path):
    for file in (tmp_path, tmp_path / "none.json"):
        answer = call("do", f"accept --args {file}")
        assert (answer.code, answer.told["refused"][0]["argument"]) == (1, "--args")
        assert "can't be read" in answer.sentences
    (tmp_path / "a.json").write_text(json.dumps({"team": "South"}), encoding="utf-8-sig")
    assert call("ask", f"queue --args {tmp_path / 'a.json'}").told == []


def test_somebody_of_another_office_is_nobody_here(office, call):
    theirs = neighbours_of(office)
    person = theirs.a_person(mosaic_id="M999001")
    episode = theirs.an_episode(person=person)
    for told in ({"person": "M999001"}, {"person": str(person)}):
        answer = call("do", "record_concern", {**told, "what": "A door left open"})
        assert answer.code == 1, answer.told
    assert call("do", "set_goal", {"episode": str(episode), "statement": "I will cook"}).code == 1
    assert call("ask", "goals.goals.view", {"person": str(person)}).code == 1


def test_many_lines_are_answered_one_by_one_at_their_own_moments(office, call):
    office.an_episode(person=office.a_person(mosaic_id="M1"))
    lines = [
        {"do": "set_goal", "args": {"episode": "M1", "statement": "I will cook"}, "staff": "OT North"},
        {"ask": "goals.goals.view", "args": {"person": "M1"}, "as_at": "2026-11-21T09:00"},
        {"do": "set_goal", "args": {"episode": "M1"}},
        {"do": "set_goal", "ask": "queue"},
        {"ask": "queue", "args": []},
        {"ask": "queue", "as_at": "soon"},
        {"ask": "seat", "staff": "OT North"},
    ]
    answer = call("do", "--lines", "\n".join([*map(json.dumps, lines), "", "[]", "{"]))
    made, view, *refused, seat, no_object, no_json = answer.told
    assert answer.code == 1
    goal = office.get(Goal, UUID(made["made"]))
    assert (view["goals"][0]["id"], goal.set_by_id) == (made["made"], office.staff["OT"])
    assert seat["name"] == "OT North"
    assert ["refused" in each for each in (*refused, no_object, no_json)] == [True] * 6


def test_a_real_office_is_asked_at_any_moment_but_never_changed_at_another(office, call):
    referral = str(office.a_referral())
    with office.database.writing() as session:
        session.get_one(DatabaseMark, 1).is_test = False
    assert len(call("ask", "queue").told) == 1
    answer = call("do", "accept", {"referral": referral, "seen": 1})
    assert (answer.code, "back-date" in answer.sentences) == (1, True)
    line = {"do": "accept", "args": {"referral": referral, "seen": 1}, "as_at": "2026-11-20T09:00"}
    assert "back-date" in json.dumps(call("do", "--lines", json.dumps(line), "--staff", "DSO North").told)
    assert office.get(Referral, UUID(referral)).accepted_at is None


def test_a_database_that_is_not_there_is_unavailable(call, tmp_path):
    answer = call("do", "accept", {}, "--database", str(tmp_path / "none.sqlite"))
    assert (answer.code, "unavailable" in answer.told) == (2, True)


# --- Every one of them -----------------------------------------------------------------------------------------


NOWHERE = "01a22175-fbbd-774b-9e19-ed0578758e80"
PLAIN = (  # by how what is taken begins
    ("text that is a postcode", "DE4 3AA"),
    ("text that is an NHS number", "9991291229"),
    ("text", "some text"),
    ("true or false", True),
    ("a whole number", 1),
    ("a day", "2026-11-20"),
    ("a moment", "2026-11-20T08:00"),
    ("a time", "07:30"),
    ("a list, each", []),
)


def something_for(takes: str) -> object:
    """A value that an argument takes, read off what it says: an id is one that nothing has."""
    for beginning, value in PLAIN:
        if takes.startswith(beginning):
            return value
    if takes.startswith("one of ") and not takes.startswith("one of the staff"):
        return takes.removeprefix("one of ").split(" or ")[0].split(", ")[0]
    return {} if takes.startswith("an object") else NOWHERE


def test_a_deed_on_what_is_not_there_is_refused_in_words(call):
    for offered, told, answer in _each(call, DEED):
        if "made" in answer:
            assert NOWHERE not in told.values(), (offered.name, told)
        else:
            assert all(each["sentence"] for each in answer["refused"]), offered.name


def test_a_query_about_what_is_not_there_is_refused_or_tells_that_there_is_nothing(call):
    for offered, _told, answer in _each(call, QUERY):
        assert not isinstance(answer, dict) or not {"unavailable", "defect"} & set(answer), offered.name


def _each(call, kind):
    """Each of a kind with arguments of the right form, about records that nobody has; and what it answers."""
    told = [
        (each, {one.name: something_for(one.form.takes) for one in each.arguments if one.is_needed})
        for each in every(kind)
    ]
    lines = "\n".join(json.dumps({kind.word: each.name, "args": arguments}) for each, arguments in told)
    answers = call("do", "--lines", lines).told
    return [(*pair, answer) for pair, answer in zip(told, answers, strict=True)]


REFUSED = {
    "agreement.paper_files.newest_issued",  # there is none yet
    "agreement.refusals.newest_refused_of",  # nor anybody who refused
    "episodes.came_by.referral_of",  # they came by none
    "history.everything.refuse_others",  # theirs
    "history.everything.everything",  # the service manager's
    "history.looks.looks",  # theirs too
    "referrals.lapse.lapse_of",  # its hold hasn't lapsed
}


def test_every_query_about_somebody_is_told_as_json(office, call):
    episode = office.an_episode()
    office.a_goal(episode)
    person = str(office.get(Episode, episode).person_id)
    known = {"person": person, "episode": str(episode), "referral": str(office.a_referral()), "team": "North"}
    asked = 0
    for each in every(QUERY):
        needed = {one.name for one in each.arguments if one.is_needed}
        if needed <= set(known) and each.name not in REFUSED:
            answer = call("ask", each.name, {name: known[name] for name in needed})
            assert answer.code == 0, (each.name, answer.told)
            asked += 1
    assert asked > 30


@pytest.mark.rule("END-10")
def test_a_deed_of_a_dso_is_typed_in_at_another_seat_with_the_dsos_name(office, call):
    referral = str(office.a_referral())
    refused = call("do", "accept", {"referral": referral, "seen": 1}, *SEAT, "Admin North")
    assert [(each["rule"], each["who"]) for each in refused.told["refused"]] == [("END-10", "the DSO")]
    told = {"referral": referral, "seen": 1, "decided_by": "DSO Interim"}
    assert "A scheduler's seat" in call("do", "accept", told, *SEAT, "Scheduler North").sentences
    assert call("do", "accept", told, *SEAT, "Admin North").code == 0
    assert office.get(Referral, UUID(referral)).accepted_by_id == office.staff["Interim DSO"]
