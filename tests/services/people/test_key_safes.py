"""The code of a key safe: who is told it, what is written down of that, and that it stands nowhere else."""

import json
import zipfile
from datetime import timedelta
from functools import partial
from io import BytesIO

import pytest
from click.testing import CliRunner
from pypdf import PdfReader
from sqlalchemy import select, text

from app import cli
from app.commands.by_name.answers import answer_of, refusal_of
from app.commands.by_name.catalogue import QUERY, every
from app.commands.by_name.forms import NotUnderstood
from app.door.clock import FixedClock
from app.door.errors import ChangedMeanwhile, Refused
from app.door.work import Work
from app.papers.continuity import continuity_pdf
from app.papers.of_person import person_paper, tells_code
from app.papers.subject_access import subject_access_beside
from app.queries.history.changes import history
from app.queries.people.key_safes import key_safe, key_safe_code
from app.services.history.noting import note_key_safe_look, note_opened
from app.services.people.key_safes import set_key_safe_code, take_key_safe_code_away
from models.access import AccessNote
from models.episodes import Episode
from models.schema import METADATA
from models.vocabulary.access import Right
from models.vocabulary.person_papers import PersonPaper
from tests.builders import visit

CODE = "C7719Y"  # in the papers of no test and in no name


@pytest.fixture(params=["sqlite", "postgresql"])
def desk(request):
    """An office on a file, and as a desk's own login has it at a server, with the right to codes."""
    return request.getfixturevalue("sqlite_office" if request.param == "sqlite" else "desk_office")


@pytest.fixture
def person(desk):
    made = desk.a_person(given="Nora", family="Pearce", risks="Falls", mosaic_id="M900001")
    desk.an_episode(visit(), person=made)
    desk.do(set_key_safe_code, person=made, seen=None, code=f" {CODE} ")
    return made


def told(office, person):
    look = office.do(note_key_safe_look, person=person).made
    return office.ask(key_safe_code, person=person, look=look).told


def at_server(office, statement, **values):
    """What its administrator does."""
    with office.unwalled.engine.begin() as connection:
        return connection.execute(text(statement), values)


def test_it_is_told_for_a_look_and_the_look_is_noted(desk, person):
    assert told(desk, person) == CODE
    with desk.database.reading() as session:
        assert session.scalars(select(AccessNote.what).where(AccessNote.person_id == person)).all() == [
            "the key-safe code"
        ]


def test_each_look_is_noted_by_itself(desk, person):
    assert (told(desk, person), told(desk, person)) == (CODE, CODE)
    with desk.database.reading() as session:
        assert len(session.scalars(select(AccessNote.id)).all()) == 2


def test_another_code_takes_its_place_and_none_is_told_once_it_is_taken_away(desk, person):
    with pytest.raises(ChangedMeanwhile):
        desk.do(set_key_safe_code, person=person, seen=None, code="1")
    desk.do(set_key_safe_code, person=person, seen=1, code="8820")
    assert told(desk, person) == "8820"
    assert desk.ask(key_safe, person=person).set_at == desk.now or not desk.database.is_sqlite
    desk.do(take_key_safe_code_away, person=person, seen=2)
    assert desk.ask(key_safe, person=person).set_at is None
    with pytest.raises(Refused, match="No key-safe code is kept"):
        told(desk, person)
    with pytest.raises(Refused, match="No key-safe code is kept"):
        desk.do(take_key_safe_code_away, person=person, seen=3)


@pytest.mark.parametrize(("code", "said"), [("  ", "Type the code"), ("x" * 41, "40 signs")])
def test_what_is_no_code_is_refused(sqlite_office, code, said):
    with pytest.raises(Refused, match=said):
        sqlite_office.do(set_key_safe_code, person=sqlite_office.a_person(), seen=None, code=code)


def test_in_a_file_it_is_told_for_a_look_at_this_code_alone(sqlite_office):
    office, person = sqlite_office, sqlite_office.a_person()
    office.do(set_key_safe_code, person=person, seen=None, code=CODE)
    at_record = office.do(note_opened, person=person).made
    at_another = office.do(note_key_safe_look, person=office.a_person()).made
    by_another = office.do_as("CWC", note_key_safe_look, person=person).made
    for look in (person, at_record, at_another, by_another):
        with pytest.raises(Refused, match="noted who looks"):
            office.ask(key_safe_code, person=person, look=look)


def test_a_login_without_the_right_sees_that_there_is_one_and_may_neither_see_nor_set_it(desk_office):
    office, person = desk_office, desk_office.a_person()
    office.do(set_key_safe_code, person=person, seen=None, code=CODE)
    at_server(office, "UPDATE membership SET key_safe = false")
    found = office.ask(key_safe, person=person)
    assert (found.seen, found.set_at is not None, found.may_be_told) == (1, True, False)
    assert not office.ask(tells_code, person=person, kind=PersonPaper.CALL_SHEET)
    for tried in (
        lambda: told(office, person),
        lambda: office.do(set_key_safe_code, person=person, seen=1, code="1"),
        lambda: office.do(take_key_safe_code_away, person=person, seen=1),
    ):
        with pytest.raises(Refused, match="neither see nor set key-safe codes"):
            tried()


def test_the_right_to_codes_doesnt_make_a_reader_a_writer(desk_office):
    office, person = desk_office, desk_office.a_person()
    office.do(set_key_safe_code, person=person, seen=None, code=CODE)
    at_server(office, 'UPDATE membership SET "right" = :right', right=Right.READER.value)
    assert told(office, person) == CODE
    with pytest.raises(Refused, match="at least the right “worker”"):
        office.do(set_key_safe_code, person=person, seen=1, code="1")


# --- It stands nowhere else -------------------------------------------------------------------------------------


def test_no_table_but_its_own_holds_it_and_history_says_only_that_it_was_set(desk, person):
    desk.do(set_key_safe_code, person=person, seen=1, code=f"{CODE}2")
    told(desk, person)
    with desk.unwalled.reading() as session:
        held = {
            name
            for name, table in METADATA.tables.items()
            if CODE in repr(session.execute(select(*table.columns)).all())
        }
    assert held == {"key_safe_code"}
    said = repr(desk.ask(history, about=person))
    assert CODE not in said
    assert "key safe" in said


def test_no_query_and_no_answer_of_a_command_tells_it(desk, person):
    told(desk, person)
    known = {"person": person, "about": person, "text": "Pearce", "who": "M900001", "record": person}
    with desk.database.reading() as session:
        known["episode"] = session.scalars(select(Episode.id)).one()
    asked = 0
    for query in every(QUERY):
        needed = [each.name for each in query.arguments if each.is_needed]
        if set(needed) <= known.keys():
            asked += 1
            try:
                answer = answer_of(desk.ask(query.call, **{name: known[name] for name in needed}))
            except Refused as why:
                answer = str(why)
            assert CODE not in repr(answer), query.name
    assert asked > len(known)
    assert not [each.name for each in every(QUERY) if each.name.endswith("key_safe_code")]


def test_of_all_papers_the_call_sheet_alone_tells_it_and_only_for_a_look(desk, person):
    told(desk, person)
    for kind in PersonPaper:
        try:
            words = words_of(desk.ask(person_paper, person=person, kind=kind))
            assert CODE not in words
            assert ("isn't printed here: ask the team" in words) is (kind is PersonPaper.CALL_SHEET)
        except Refused as why:
            assert CODE not in str(why)  # noqa: PT017  a paper may be refused, with a sentence
        assert desk.ask(tells_code, person=person, kind=kind) is (kind is PersonPaper.CALL_SHEET)
    assert CODE not in words_of(desk.ask(continuity_pdf))
    look = desk.do(note_key_safe_look, person=person).made
    sheet = words_of(desk.ask(person_paper, person=person, kind=PersonPaper.CALL_SHEET, look=look))
    assert f"Key safe {CODE}" in sheet
    desk.do(take_key_safe_code_away, person=person, seen=1)
    assert "Key safe" not in words_of(desk.ask(person_paper, person=person, kind=PersonPaper.CALL_SHEET))


def test_no_file_that_leaves_tells_it_but_the_call_sheet(sqlite_office, tmp_path, monkeypatch):
    office = sqlite_office
    office.database.close()
    url = str(office.database.engine.url)
    person = office.a_person(given="Nora", family="Pearce", mosaic_id="M900001")
    office.an_episode(visit(), person=person)
    office.do(set_key_safe_code, person=person, seen=None, code=CODE)
    monkeypatch.chdir(tmp_path)
    said = []
    for words in (
        ("export", "tracker", "tracker.xlsx"),
        ("export", "tracker-reply", "reply.xlsx"),
        ("export", "figures", "figures.xlsx"),
        ("print", "continuity", "continuity.pdf"),
        ("print", "call-sheet", "--person", "M900001", "sheet.pdf"),
        ("person", "M900001"),
        ("today",),
        ("queue",),
        ("doctor",),
    ):
        done = CliRunner().invoke(cli.homeward, [*words, "--database", url], catch_exceptions=True)
        said.append(done.output)
    assert CODE not in "".join(said)
    assert (tmp_path / "sheet.pdf").exists(), said
    for file in tmp_path.iterdir():
        if file.suffix in {".pdf", ".xlsx", ".json"} and file.name != "sheet.pdf":
            content = words_of(file.read_bytes()) if file.suffix == ".pdf" else unpacked(file)
            assert CODE not in content, file.name
    assert CODE in words_of((tmp_path / "sheet.pdf").read_bytes())
    with office.database.reading() as session:
        noted = session.scalars(select(AccessNote.what).where(AccessNote.person_id == person)).all()
    assert "the key-safe code" in noted


def test_what_answers_a_subject_access_request_leaves_it_out(sqlite_office):
    office = sqlite_office
    person = office.a_person()
    office.do(set_key_safe_code, person=person, seen=None, code=CODE)
    files = office.work("Service manager").read(subject_access_beside, person=person)
    told_of = json.loads(files[".json"])
    assert CODE not in json.dumps(told_of)
    assert "key safe" in json.dumps(told_of)


def words_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def unpacked(file):
    with zipfile.ZipFile(file) as opened:
        return "".join(opened.read(name).decode("utf-8", "replace") for name in opened.namelist())


@pytest.mark.parametrize("days", [-9_000, 9_000])
def test_at_a_server_a_look_can_t_be_dated_otherwise(desk_office, days):
    office, person = desk_office, desk_office.a_person()
    office.do(set_key_safe_code, person=person, seen=None, code=CODE)
    at_server(office, "UPDATE database_mark SET is_test = false")
    desk = Work(office.database, FixedClock(office.now + timedelta(days=days)), staff=office.staff["DSO"])
    with pytest.raises(Refused, match="The server takes a look only as of this moment"):
        desk.write(partial(note_key_safe_look, person=person))


def test_at_a_server_a_look_that_isn_t_one_s_own_says_what_to_do(desk_office):
    office, person = desk_office, desk_office.a_person()
    office.do(set_key_safe_code, person=person, seen=None, code=CODE)
    with pytest.raises(Refused, match="tells a code for a look of your own that was noted within the last minute"):
        office.ask(key_safe_code, person=person, look=person)


def test_a_refused_command_tells_no_code_that_was_written_as_a_number():
    assert "9981" not in json.dumps(refusal_of(NotUnderstood("code", "text", 9981)))
    assert "9981" in json.dumps(refusal_of(NotUnderstood("telephone", "text", 9981)))
