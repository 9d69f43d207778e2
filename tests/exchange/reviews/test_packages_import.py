"""A list of long-term packages: what becomes of each row, who mends what is wrong, and nobody twice."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from app.door.errors import Refused
from app.exchange.files.asked import UNASKED
from app.exchange.files.read import read_sheet
from app.exchange.look import look_at_sheet
from app.exchange.looked import Brings
from app.exchange.reviews.packages_import import PACKAGES
from app.queries.people.search import search
from app.queries.reviews.programmes import programmes
from app.services.closure import deaths
from app.services.reviews import joint_review
from app.services.reviews.programmes import open_programme
from models.episodes import Episode
from models.people import Person
from models.reviews import LongTermReview
from models.vocabulary.people import PaperFormat
from models.vocabulary.reviews import ReviewState

pytestmark = pytest.mark.rule("LTR-1")
HEADER = (
    "Client;DOB;NHS number;MOSAIC;Address;Postcode;Tel;Communication needs;Area;Town;Package start;Visits;Hours;NOK"
)
NEW = (
    "Wójcik, Maureen;06/09/1940;;M900001;1 Mill Bank;SK17 6AB;;large print;buxton;Matlock;01/03/2019;28;14,5;Ann Wójcik"
)


@pytest.fixture
def buxton(office):
    return office.do(open_programme, area="Buxton").made


def looked(office, *rows, header=HEADER):
    content = "\r\n".join((header, *rows)).encode()
    return office.ask(look_at_sheet, PACKAGES, read_sheet(content, "list.csv", fields=PACKAGES.fields), UNASKED)


def taken(office, *rows, header=HEADER):
    found = looked(office, *rows, header=header)
    office.work().write(PACKAGES.deed(found, {}))
    return found


def reviews(office):
    return {row.person: row for each in office.ask(programmes) for row in each.reviews}


@pytest.mark.usefixtures("buxton")
def test_somebody_new_gets_a_record_and_a_review_and_no_episode(office):
    found = taken(office, NEW)
    assert (found.accepted, found.known, found.refused) == (1, 0, ())
    row = reviews(office)["Maureen Wójcik"]
    assert (row.state, row.package_since, row.visits_a_week) == (ReviewState.LETTER, date(2019, 3, 1), 28)
    assert (row.minutes_a_week, row.speaks_for) == (870, "Ann Wójcik")
    person = office.get(Person, row.person_id)
    assert (person.born, person.address, person.postcode) == (date(1940, 9, 6), "1 Mill Bank", "SK17 6AB")
    assert (person.patch_id, person.paper_format) == (office.patches["Matlock"], PaperFormat.LARGE_PRINT)
    with office.database.reading() as session:
        assert session.scalars(select(Episode)).all() == []
    assert [each.person_id for each in office.ask(search, text="wojcik")] == [row.person_id]


@pytest.mark.usefixtures("buxton")
def test_the_same_list_again_changes_nothing_with_numbers_or_without(office):
    without = "Ash, Ann;02/05/1938;;;;;;;;;;;7;", "Birch, Bob;;;;;SK17 6AD;;;;;;;7;"
    first = taken(office, NEW, *without)
    assert (first.accepted, first.refused) == (3, ())
    before = reviews(office)
    again = taken(office, NEW, *without, NEW)
    assert (again.accepted, again.known, again.refused) == (0, 4, ())
    assert {each.brings for each in again.rows()} == {Brings.KNOWN}
    assert reviews(office) == before


@pytest.mark.usefixtures("buxton")
def test_the_same_list_with_numbers_or_a_birth_date_added_later_makes_nobody_twice(office):
    taken(office, "Smith, John;02/01/1940;;;1 Mill Bank;DE4 3AA;;;;;;;7;", "Dale, Dora;;;;2 Mill Bank;DE4 3AA;;;;;;;7;")
    before = reviews(office)
    again = taken(office, "Smith, John;02/01/1940;;M77;1 Mill Bank;DE4 3AA;;;;;;;7;",
                  "Dale, Dora;05/06/1941;;M78;2 Mill Bank;DE4 3AA;;;;;;;7;")  # fmt: skip
    assert (again.accepted, again.known) == (0, 1)
    (refused,) = again.refused
    assert "Dora Dale of the same postcode was taken into a programme before" in refused.reason
    assert reviews(office) == before
    other = taken(office, "Smith, John;03/01/1972;;M79;1 Mill Bank;DE4 3AA;;;;;;;7;")
    assert (other.accepted, other.refused) == (1, ())


@pytest.mark.usefixtures("buxton")
def test_two_of_one_name_in_one_house_are_told_apart_before_the_second_is_taken_in(office):
    father, son = "Smith, John;;;;1 Mill Bank;DE4 3AA;;;;;;;7;", "Smith, John;;;;3 Mill Bank;DE4 3AA;1;;;;;;14;"
    for known in (0, 1):
        found = taken(office, father, son)
        assert (found.accepted, found.known) == (1 - known, known)
        assert "Same name and postcode as row 2" in found.refused[0].reason
    again = looked(office, father, son.replace(";;;;3", ";05/06/1972;;;3"))
    assert (again.accepted, again.known, len(again.refused)) == (0, 1, 1)


@pytest.mark.usefixtures("buxton")
def test_whoever_is_known_is_found_by_a_number_and_keeps_their_details(office):
    known = office.a_person(given="Maureen", family="Wójcik", born=date(1940, 9, 6), mosaic_id="M900001")
    found = taken(office, NEW)
    assert "Known already: their details stay as they are." in [each.sentence for each in found.notices]
    assert reviews(office)["Maureen Wójcik"].person_id == known
    assert office.get(Person, known).address == "1 Mill Bank, Matlock"


@pytest.mark.usefixtures("buxton")
def test_whoever_is_only_alike_is_looked_at(office):
    office.a_person(given="Maureen", family="Wójcik", born=date(1940, 9, 6), mosaic_id="M777777")
    found = looked(office, "Wójcik, Maureen;06/09/1940;;;;SK17 6AB;;;Buxton;Chesterfield;;;;")
    said = " ".join(each.sentence for each in found.notices)
    assert "May be Maureen Wójcik, who is known already." in said
    assert "“Chesterfield” is no patch of this office: not taken over." in said
    assert [each.brings for each in found.rows()] == [Brings.LOOK_AT]


@pytest.mark.usefixtures("buxton")
@pytest.mark.rule("END-6")
def test_whoever_is_like_somebody_who_died_is_not_brought_back_as_living(office):
    died = office.a_person(given="Jo", family="Ash", born=date(1940, 1, 2))
    office.do(deaths.report_death, person=died, seen=office.version(Person, died))
    found = taken(office, "Ash, Jo;02/01/1940;;;1 Mill Bank;DE4 3AA;;;;;;;7;", "Ash, Jo;;;;;DE4 3AA;;;;;;;7;")
    (refused,) = found.refused
    assert "known by name, birth date and postcode (reported to have died)" in refused.reason
    told = " ".join(each.sentence for each in found.notices if each.line == 3)
    assert "May be Jo Ash (reported to have died), who is known already." in told


@pytest.mark.usefixtures("buxton")
def test_hours_that_a_spreadsheet_has_worked_out_are_taken_to_the_minute(office):
    made, content = Workbook(), BytesIO()
    made.active.append(["Name", "MOSAIC", "Hours"])
    for number, hours in enumerate((620 / 60, 14.0, 12.25, 5 / 60, "10.333")):
        made.active.append([f"Ann A{number}sh", f"M{number}", hours])
    made.save(content)
    sheet = read_sheet(content.getvalue(), "list.xlsx", fields=PACKAGES.fields)
    found = office.ask(look_at_sheet, PACKAGES, sheet, UNASKED)
    assert [each.minutes_a_week for each in found.reading.good] == [620, 840, 735, 5]
    assert "Hours a week “10.333” can't be read" in found.refused[0].reason


def test_each_refused_row_says_what_is_wrong_and_who_mends_it_and_the_others_come_in(office, buxton):
    died = office.a_person(given="Dora", family="Dale", mosaic_id="M800001", born=None)
    office.do(deaths.report_death, person=died, seen=office.version(Person, died))
    office.a_person(given="Eve", family="Elm", mosaic_id="M800002", born=date(1950, 1, 1))
    left = taken(office, "Fern, Fay;01/01/1941;;M800003;;;;;;;;;7;")
    assert left.accepted == 1
    review = reviews(office)["Fay Fern"]
    office.do(joint_review.leave_programme, review=review.id, because="Moved away")
    far = f"{office.now + timedelta(days=30):%d/%m/%Y}"
    found = taken(
        office,
        NEW,
        "Ash, Ann;;;;;;;;;;;;7;",
        "Birch, Bob;01/01/1941;;;;;;;Glossop;;;;7;",
        "Cedar, Cy;01/01/1941;;;;;;;;;;;lots;",
        "Dale, Dora;;;M800001;;;;;;;;;7;",
        "Elm, Evan;02/02/1952;;M800002;;;;;;;;;7;",
        "Fern, Fay;01/01/1941;;M800003;;;;;;;;;7;",
        f"Gorse, Guy;01/01/1941;;;;;;;;;{far};;7;",
        "Hale, Hal;01/01/1941;;;;;;;;;01/01/1930;9999;9999;",
    )
    assert (found.accepted, found.known) == (1, 1)
    told = {each.line: each.reason for each in found.refused}
    assert "whoever made the list adds an NHS number" in told[3]
    assert "“Glossop” has no programme: a DSO, admin or the service manager opens it" in told[4]
    assert "Hours a week “lots” can't be read" in told[5]
    assert "reported to have died" in told[6]
    assert "M800002" in told[7]
    assert "it is reviewed once it runs" in told[9]
    for part in ("born on 1 Jan 1941, after the package began", "A week has 168 hours", "9,999 visits a week"):
        assert part in told[10], part
    assert "Left the programme of Buxton" in " ".join(each.sentence for each in found.notices)
    assert set(reviews(office)) == {"Maureen Wójcik", "Fay Fern"}
    assert office.get(LongTermReview, review.id).closed_on is not None
    assert [each.id for each in office.ask(programmes)] == [buxton]


def test_an_area_is_told_where_there_are_several_or_none(office):
    row = "Ash, Ann;02/05/1938;;;;;;;;;;;7;"
    assert "No area has a programme" in looked(office, row).refused[0].reason
    office.do(open_programme, area="Buxton")
    office.do(open_programme, area="Glossop")
    assert "says in which area: programmes are Buxton, Glossop" in looked(office, row).refused[0].reason


@pytest.mark.usefixtures("buxton")
def test_only_who_may_change_the_office_takes_a_list_in(office):
    found = looked(office, NEW)
    with pytest.raises(Refused, match="DSO, admin or the service manager"):
        office.work("SW").write(PACKAGES.deed(found, {}))
    assert reviews(office) == {}


@pytest.mark.usefixtures("buxton")
def test_a_list_asks_the_database_as_often_for_many_rows_as_for_one(office, count_statements):
    statements = count_statements(office.database)
    asked, stored = [], []
    for first, rows in ((0, 1), (100, 60)):
        some = [f"Gill, Jean;;;M6{first + number:04};;;;;;;;;7;" for number in range(rows)]
        statements.clear()
        found = looked(office, *some)
        asked.append(len(statements))
        statements.clear()
        office.work().write(PACKAGES.deed(found, {}))
        stored.append(len([each for each in statements if not each.startswith(("BEGIN", "SAVEPOINT", "RELEASE"))]))
        assert found.accepted == rows
    assert asked[0] == asked[1]
    assert stored[0] == stored[1]
