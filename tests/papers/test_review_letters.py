"""The letters of an area in one file: to whom, in which print, whom to ring; none to the dead, none sent by it."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from app.cli import homeward
from app.door.errors import Refused
from app.papers.review_letters import review_letters_pdf
from app.queries.reviews.letters import letters_to_write, programme_named
from app.queries.reviews.programmes import programmes
from app.services.closure import deaths
from app.services.people.formats import need_format
from app.services.reviews import joint_review, taking_in
from app.services.reviews.programmes import open_programme
from models.people import Person
from models.reviews import LongTermReview
from models.staff import Staff
from models.values import london_day
from models.vocabulary.people import OtherFormat, PaperFormat

pytestmark = pytest.mark.rule("LTR-1")


@pytest.fixture
def buxton(office):
    for role, number in (("SW", "0114 496 0901"), ("DSO", "0114 496 0902")):
        staff_is(office, role, telephone=number)
    return office.do(open_programme, area="Buxton").made


def staff_is(office, who, **told):
    with office.unwalled.writing() as session:
        for name, value in told.items():
            setattr(session.get_one(Staff, office.staff[who]), name, value)


def taken_in(office, programme, family, **more):
    person = office.a_person(given="Jo", family=family, **more)
    return office.do(taking_in.take_in_person, programme=programme, person=person).made, person


def marks(pdf):
    return [each.title for each in PdfReader(BytesIO(pdf)).outline if not isinstance(each, list)]


def words_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_all_who_are_to_be_written_to_get_one_in_their_print_and_none_is_recorded_as_sent(office, buxton):
    first, _ = taken_in(office, buxton, "Ash", paper_format=PaperFormat.LARGE_PRINT)
    _, person = taken_in(office, buxton, "Birch")
    office.do(need_format, person=person, of_format=OtherFormat.BRAILLE, detail="Grade 2")
    planned = london_day(office.now) + timedelta(days=7)
    office.do(joint_review.arrange_review, review=first, social_worker=office.staff["SW"],
              direct_care=office.staff["CWC"], planned_on=planned)  # fmt: skip
    made = office.ask(review_letters_pdf, programme=buxton)
    assert marks(made) == ["Jo Ash", "Jo Birch"]
    words = words_of(made)
    for part in ("SW North from our social work team and CWC North", "27 November 2026", "Two people will come",
                 "Call SW North, telephone 0114 496 0901", "Call DSO North, telephone 0114 496 0902",
                 "1 Mill Bank, Matlock, DE4 3AA", "You also get this letter as: Braille (Grade 2)"):  # fmt: skip
        assert part in words, part
    assert [each.letter_sent_on for each in office.ask(programmes)[0].reviews] == [None, None]


def test_whoever_was_written_to_left_or_died_gets_none(office, buxton):
    sent, _ = taken_in(office, buxton, "Ash")
    left, _ = taken_in(office, buxton, "Birch")
    _, died = taken_in(office, buxton, "Cedar")
    taken_in(office, buxton, "Dale")
    office.do(joint_review.record_letters, seen={sent: office.version(LongTermReview, sent)})
    office.do(joint_review.leave_programme, review=left, because="Moved away")
    office.do(deaths.report_death, person=died, seen=office.version(Person, died))
    assert marks(office.ask(review_letters_pdf, programme=buxton)) == ["Jo Dale"]


def test_a_letter_that_did_not_arrive_is_printed_again_for_that_person_alone_until_they_are_met(office, buxton):
    first, person = taken_in(office, buxton, "Ash")
    _, other = taken_in(office, buxton, "Birch")
    with pytest.raises(Refused, match="no letter to print again: they are still to be written to"):
        office.ask(review_letters_pdf, programme=buxton, person=person)
    office.do(joint_review.record_letters, seen={first: office.version(LongTermReview, first)})
    made = office.ask(review_letters_pdf, programme=buxton, person=person)
    assert marks(made) == ["Jo Ash"]
    assert marks(office.ask(review_letters_pdf, programme=buxton)) == ["Jo Birch"]
    with pytest.raises(Refused, match="no letter to print again"):
        office.ask(review_letters_pdf, programme=buxton, person=other)
    office.do(joint_review.leave_programme, review=first, because="Moved away")
    with pytest.raises(Refused, match="or left the programme"):
        office.ask(review_letters_pdf, programme=buxton, person=person)


def test_no_letter_is_printed_again_to_somebody_who_died(office, buxton):
    first, person = taken_in(office, buxton, "Ash")
    office.do(joint_review.record_letters, seen={first: office.version(LongTermReview, first)})
    office.do(deaths.report_death, person=person, seen=office.version(Person, person))
    with pytest.raises(Refused, match="death is reported, so no paper is addressed to them"):
        office.ask(review_letters_pdf, programme=buxton, person=person)


def test_without_anybody_or_a_number_to_ring_none_is_made_and_it_is_said_who_mends_it(office, buxton):
    with pytest.raises(Refused, match="Nobody in Buxton is still to be written to"):
        office.ask(review_letters_pdf, programme=buxton)
    review, _ = taken_in(office, buxton, "Ash")
    staff_is(office, "DSO", telephone="", team_id=None)
    with pytest.raises(Refused, match="The letter to Jo Ash has no number to ring") as refused:
        office.ask(review_letters_pdf, programme=buxton)
    assert refused.value.lacks[0].who == "whoever runs the office"
    office.do(joint_review.arrange_review, review=review, social_worker=office.staff["SW"],
              direct_care=office.staff["DSO"])  # fmt: skip
    assert "Call SW North" in words_of(office.ask(review_letters_pdf, programme=buxton))


def test_whose_address_is_missing_is_named_before_any_letter_is_printed(office, buxton):
    _, person = taken_in(office, buxton, "Ash")
    taken_in(office, buxton, "Birch")
    with office.unwalled.writing() as session:
        session.get_one(Person, person).address = " "
    with pytest.raises(Refused, match="The letter to Jo Ash has no address: enter it in their details") as refused:
        office.ask(review_letters_pdf, programme=buxton)
    assert len(refused.value.lacks) == 1


def test_whoever_left_the_staff_comes_to_nobody(office, buxton):
    review, _ = taken_in(office, buxton, "Ash")
    office.do(joint_review.arrange_review, review=review, social_worker=office.staff["SW"],
              direct_care=office.staff["CWC"], planned_on=date(2026, 12, 1))  # fmt: skip
    (row,) = office.ask(letters_to_write, programme=buxton).letters
    assert [each.name for each in row.reviewers] == ["SW North", "CWC North"]
    staff_is(office, "CWC", archived_at=office.now - timedelta(days=2))
    (row,) = office.ask(letters_to_write, programme=buxton).letters
    assert row.reviewers is None


def test_three_statements_tell_whom_to_write_to_however_many(office, buxton, count_statements):
    statements = count_statements(office.database)
    counted = []
    for family in ("Ash", "Birch", "Cedar"):
        taken_in(office, buxton, family)
        statements.clear()
        office.ask(lambda turn: (statements.clear(), letters_to_write(turn, programme=buxton)))
        counted.append(len(statements))
    assert counted == [3, 3, 3]


@pytest.mark.usefixtures("buxton")
def test_the_command_line_prints_them_by_the_areas_name(office, tmp_path):
    taken_in(office, office.ask(programme_named, area=" BUXTON "), "Ash")
    with pytest.raises(Refused, match="No programme is open in “Glossop”: one is open in Buxton"):
        office.ask(programme_named, area="Glossop")
    file, url = tmp_path / "letters.pdf", office.database.url.render_as_string(hide_password=False)
    told = ["print", "review-letters", str(file), "--area", "Buxton", "--database", url, "--staff", "DSO North"]
    said = CliRunner().invoke(homeward, [*told, "--as-at", "2026-11-20T09:00"], catch_exceptions=False)
    assert said.exit_code == 0, said.output
    assert marks(file.read_bytes()) == ["Jo Ash"]
