"""What the command line shows of people is noted: whose record, which list, which paper; reading goes on without."""

from click.testing import CliRunner
from sqlalchemy import select, text

from app import cli
from models.access import AccessNote
from models.vocabulary.access import Access


def run(office_url, *words, **told):
    return CliRunner().invoke(cli.homeward, [*words, "--database", office_url], catch_exceptions=False, **told)


def notes(office):
    with office.database.reading() as session:
        found = session.scalars(select(AccessNote).order_by(AccessNote.at, AccessNote.id)).all()
        return [(each.deed, each.what, each.person_id, each.rows) for each in found]


def test_a_person_shown_in_a_terminal_is_noted_as_opened(office, office_url):
    person = office.a_person(mosaic_id="M800115")
    office.an_episode(person=person)
    for _ in range(2):
        assert run(office_url, "person", "M800115").exit_code == 0
    assert notes(office) == [(Access.OPENED, "the record", person, None)]


def test_an_answer_about_somebody_s_record_is_an_export_with_whom_it_is_about(office, office_url):
    person = office.a_person(mosaic_id="M800115")
    office.an_episode(person=person)
    asked = run(office_url, "ask", "particulars", "--args", "-", input='{"person": "M800115"}')
    assert asked.exit_code == 0, asked.output
    ((deed, what, whom, _rows),) = notes(office)
    assert (deed, whom) == (Access.EXPORTED, person)
    assert what.startswith("the answer of ")


def test_lists_with_people_are_exports_with_their_rows_and_lists_without_are_none(office, office_url):
    office.a_referral()
    assert run(office_url, "ask", "patches").exit_code == 0
    assert notes(office) == []
    assert run(office_url, "ask", "referrals.queue.queue").exit_code == 0
    assert run(office_url, "queue", "--json").exit_code == 0
    assert [(deed, rows) for deed, _, _, rows in notes(office)] == [(Access.EXPORTED, 1)] * 2


def test_a_referral_sheet_s_note_says_whose_it_is(office, office_url, tmp_path):
    person = office.a_person()
    office.a_referral(person=person, reference="CH-1")
    made = run(office_url, "print", "referral", "--ref", "CH-1", str(tmp_path / "sheet.pdf"))
    assert made.exit_code == 0, made.output
    assert notes(office) == [(Access.SAVED, "the sheet of referral CH-1", person, None)]


def test_where_nothing_can_be_written_it_is_said_and_the_answer_comes(sqlite_office):
    sqlite_office.an_episode(person=sqlite_office.a_person(mosaic_id="M800115"))
    with sqlite_office.database.writing() as session:  # another program keeps the file's one writer's place
        session.execute(text("SELECT 1"))
        answer = run(str(sqlite_office.database.engine.url), "person", "M800115")
    assert answer.exit_code == 0
    assert "can't be noted" in answer.stderr
