"""Everything known about one person: all tables, what has to be read before it leaves, and no code of a door."""

import json
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from pypdf import PdfReader
from sqlalchemy import select

from app.commands.prints import print_
from app.desk.files import lies_beside, refuse_beside
from app.door.errors import Refused
from app.papers.issuing import issue_agreement
from app.papers.subject_access import BESIDE, gather, subject_access_files, subject_access_json, subject_access_pdf
from app.queries.history.everything import everything
from app.queries.requests.requests import requests
from app.services.closure import deaths
from app.services.history.noting import note_access
from app.services.requests.answering import look_through
from app.services.requests.receiving import record_request
from app.services.retention.holds import lift_hold, place_hold
from models.access import AccessNote
from models.people import Concern, Person, Representative
from models.ratings import Rating
from models.rules.history.subject_access import Review, subject_access_lacks
from models.values import Call
from models.vocabulary.access import Access
from models.vocabulary.agreement import Funding
from models.vocabulary.goals import Letter
from models.vocabulary.people import PaperFormat
from models.vocabulary.requests import AccessCheckKind, AskedBy
from models.vocabulary.staff import Role
from tests.papers.test_agreement import a_rate, an_interim

MANAGER = "Service manager"


def words_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def ask(office, query, **told):
    return office.work(MANAGER).read(query, **told)


@pytest.fixture
def person(office):
    made = office.a_person(given="Nora", family="Pearce", risks="Falls; keysafe 4821 by the door")
    episode = office.an_episode(person=made)
    goal = office.a_goal(episode, number=1, statement="I will make my own tea")
    office.store(
        Representative(person_id=made, name="Anna Gill", relation="daughter", telephone="0114 496 0344"),
        Concern(person_id=made, raised_at=office.now, raised_by_id=office.staff["DSO"], what="Bruise on the arm"),
        *(
            Rating(
                goal_id=goal, day=office.now.date(), call=call, worker_id=office.staff["CWC"], at=office.now,
                letter=Letter.P, wording=1, comment="tired today",
            )
            for call in (Call.MORNING, Call.TEA)
        ),
    )  # fmt: skip
    office.do(note_access, did=Access.OPENED, what="the record", person=made)
    other = office.a_person(given="Quentin", family="Zed")
    office.a_goal(office.an_episode(person=other), statement="Nobody else's goal")
    return made


def test_every_record_of_the_person_is_in_it_and_nothing_of_anybody_elses(office, person):
    told = ask(office, everything, person=person)
    tables = [each.table for each in told.records]
    assert tables[0] == "person"
    assert {"episode", "plan", "plan_visit", "goal", "rating", "representative", "concern"} <= set(tables)
    assert tables.count("rating") == 2
    said = words_of(ask(office, subject_access_pdf, person=person, paper_format=PaperFormat.STANDARD))
    for part in ("I will make my own tea", "tired today", "Bruise on the arm", "Anna Gill", "DSO North opened"):
        assert part in said
    for other in ("Nobody else's goal", "Quentin"):
        assert other not in said


def test_what_may_be_about_somebody_else_is_marked_and_the_persons_own_isnt(office, person):
    told = ask(office, everything, person=person)
    reviews = {(record.table, each.column): each.review for record in told.records for each in record.values}
    assert reviews["person", "given"] is Review.NONE
    assert reviews["person", "risks"] is Review.TYPED
    assert reviews["representative", "name"] is Review.OTHERS
    assert reviews["concern", "what"] is Review.SAFEGUARDING
    assert reviews["rating", "comment"] is Review.TYPED
    assert reviews["rating", "letter"] is Review.NONE
    said = words_of(ask(office, subject_access_pdf, person=person, paper_format=PaperFormat.STANDARD))
    assert "About somebody else: read before it leaves" in said
    assert "ask the safeguarding lead before it leaves" in said


def test_no_code_of_a_door_is_in_either_file(office, person):
    said = words_of(ask(office, subject_access_pdf, person=person, paper_format=PaperFormat.STANDARD))
    kept = ask(office, subject_access_json, person=person).decode()
    for each in (said, kept):
        assert "4821" not in each
        assert "(code not printed)" in each


def test_the_json_says_each_value_with_its_table_column_words_and_mark(office, person):
    told = json.loads(ask(office, subject_access_json, person=person))
    assert told["about"] == "Nora Pearce"
    goal = next(each for each in told["records"] if each["table"] == "goal")
    (statement,) = (each for each in goal["values"] if each["column"] == "statement")
    assert (statement["value"], statement["review"]) == ("I will make my own tea", "typed")
    assert told["looks"][0]["what"] == "the record"


def test_the_service_manager_answers_and_a_dso_only_where_there_is_none(office, person):
    with pytest.raises(Refused, match="put together by the service manager: ask them"):
        office.ask(gather, person=person)
    assert subject_access_lacks(Role.SERVICE_MANAGER, has_service_manager=True) == ()
    assert subject_access_lacks(Role.DSO, has_service_manager=False) == ()
    assert subject_access_lacks(Role.CWC, has_service_manager=False) != ()
    with pytest.raises(Refused):
        ask(office, gather, person=office.id)


@pytest.mark.rule("END-6")
def test_it_stays_after_a_death(office, person):
    office.do(deaths.report_death, person=person, seen=office.version(Person, person))
    assert ask(office, gather, person=person).records


def test_it_is_read_in_as_many_statements_however_much_is_known(office, person, count_statements):
    statements = count_statements(office.database)
    ask(office, everything, person=person)
    first = len(statements)
    office.an_episode(person=office.a_person())
    for number in range(2, 8):
        office.store(
            Concern(person_id=person, raised_at=office.now, raised_by_id=office.staff["DSO"], what=f"Concern {number}")
        )
    del statements[:]
    ask(office, everything, person=person)
    assert len(statements) == first


def test_the_command_writes_both_files_and_it_is_noted(sqlite_office, tmp_path):
    office = sqlite_office
    made = office.a_person(given="Nora", family="Pearce")
    office.an_episode(person=made)
    file = tmp_path / "nora.pdf"
    url = office.database.url.render_as_string(hide_password=False)
    done = CliRunner().invoke(
        print_,
        ["subject-access", str(file), "--person", "Nora Pearce", "--database", url, "--as-at", "2026-11-20T09:00",
         "--staff", f"{MANAGER} North"],
        catch_exceptions=False,
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    assert file.read_bytes().startswith(b"%PDF")
    assert json.loads(file.with_suffix(".json").read_bytes())["about"] == "Nora Pearce"
    with office.database.reading() as session:
        noted = session.scalars(select(AccessNote.what).where(AccessNote.person_id == made)).all()
    assert noted == ["Everything known, for a subject access request"]


@pytest.mark.parametrize("end", [".json", ".zip"])
def test_the_command_writes_over_nothing_beside_the_pdf_and_notes_nothing(sqlite_office, tmp_path, end):
    made = sqlite_office.a_person(given="Nora", family="Pearce")
    file = tmp_path / "nora.pdf"
    file.with_suffix(end).write_bytes(b"of somebody else")
    url = sqlite_office.database.url.render_as_string(hide_password=False)
    with pytest.raises(Refused, match=f"There is already “nora{end}”.*choose another name"):
        CliRunner().invoke(
            print_,
            ["subject-access", str(file), "--person", "Nora Pearce", "--database", url, "--staff", f"{MANAGER} North"],
            catch_exceptions=False,
        )
    assert {each.name: each.read_bytes() for each in tmp_path.glob("nora.*")} == {f"nora{end}": b"of somebody else"}
    with sqlite_office.database.reading() as session:
        assert session.scalars(select(AccessNote.what).where(AccessNote.person_id == made)).all() == []


@pytest.mark.parametrize("name", ["nora.json", "Nora.ZIP"])
def test_a_pdf_that_has_the_end_of_its_data_is_refused_and_nothing_is_written(tmp_path, name):
    with pytest.raises(Refused, match=r"let it end in “\.pdf”"):
        refuse_beside(tmp_path / name, BESIDE)


@pytest.mark.parametrize(
    ("paper", "data"),
    [("nora.pdf", "nora.json"), ("nora.PDF", "nora.json"), ("Copy of M. Marples", "Copy of M. Marples.json")],
)
def test_what_lies_beside_a_paper_has_its_whole_name(tmp_path, paper, data):
    assert lies_beside(tmp_path / paper, ".json").name == data


def test_the_kept_papers_lie_beside_it_as_they_were_issued_each_with_its_hash(office):
    a_rate(office)
    person = office.a_person(funding=Funding.SELF_FUNDER)
    episode = an_interim(office, person=person)
    assert ask(office, subject_access_files, person=person) == b""
    office.do(issue_agreement, episode=episode, edition=PaperFormat.STANDARD)
    other = an_interim(office, person=office.a_person(funding=Funding.SELF_FUNDER))
    office.do(issue_agreement, episode=other, edition=PaperFormat.STANDARD)
    made = ask(office, subject_access_files, person=person)
    with ZipFile(BytesIO(made)) as bundle:
        *files, sums = bundle.namelist()
        assert len(files) == len(PaperFormat)
        said = dict(line.split("  ")[::-1] for line in bundle.read(sums).decode().splitlines())
        assert said == {name: sha256(bundle.read(name)).hexdigest() for name in files}
    assert made == ask(office, subject_access_files, person=person)
    with pytest.raises(Refused, match="put together by the service manager"):
        office.ask(subject_access_files, person=person)


@pytest.mark.rule("SAR-2")
def test_what_is_withheld_and_why_records_are_held_is_in_no_part_of_the_copy(office, person):
    request = office.do(record_request, person=person, asked_by=AskedBy.PERSON, wanted="Everything since 2020").made
    for each in AccessCheckKind:
        found = f"taken out of {each.value}, from a neighbour"
        office.do_as(MANAGER, look_through, request=request, what=each, found=found)
    told = {"asked_by": "The solicitor of the council", "because": "we expect a claim"}
    hold = office.do(place_hold, person=person, **told).made
    office.do(lift_hold, hold=hold, because="settled, as advised")
    office.do(place_hold, person=person, **told)
    said = words_of(ask(office, subject_access_pdf, person=person, paper_format=PaperFormat.STANDARD))
    kept = ask(office, subject_access_json, person=person).decode()
    for copy in (said, kept):
        assert "Everything since 2020" in copy
        for each in ("taken out of", "The solicitor of the council", "we expect a claim", "settled, as advised"):
            assert each not in copy
    assert "why records are held for anybody, isn't in it nor beside it" in said
    shown = [each for row in ask(office, requests) for each in (*row.notes, *(check.found for check in row.checks))]
    assert any("we expect a claim" in each for each in shown)
    assert "taken out of harm, from a neighbour" in shown
