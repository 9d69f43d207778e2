"""A tracker says whose it is: neither invented people's nor another office's is taken, into either database."""

import io
import zipfile

import pytest
from openpyxl import load_workbook
from sqlalchemy import select, update

from app.door.changes import changes
from app.door.clock import SystemClock
from app.door.errors import Refused
from app.exchange.tracker import round_trip
from app.services.tracker.scheduling import tell
from models.people import DatabaseMark
from models.tracker import TrackerChange
from models.vocabulary.tracker import TrackerChangeKind
from reports.tracker.origin import origin_of


@pytest.fixture
def path(tmp_path):
    return tmp_path / "tracker.xlsx"


def a_change(office):
    person = office.a_person()

    def deed(turn):
        told = {"effective_at": turn.moment, "to_team": office.teams["North"]}
        return changes(made=tell(turn, TrackerChangeKind.START, person=person, reason="", **told).id)

    office.do(deed)


def export(office, path, **told):
    return round_trip.export(office.work(), path, program="Homeward test", **told)


def ccl_of(office):
    with office.database.reading() as session:
        return session.scalars(select(TrackerChange.ccl)).one()


def as_real(office, *, is_test):
    """Whether the database holds real records: the mark is what tells. A server takes looks at those only as of now."""
    office.clock.move_to(SystemClock().now())
    with office.unwalled.engine.begin() as connection:
        connection.execute(update(DatabaseMark).values(is_test=is_test))


@pytest.mark.parametrize("is_live", [True, False])
def test_a_demonstration_s_tracker_isnt_taken_by_real_records_nor_theirs_by_it(office, path, is_live):
    a_change(office)
    as_real(office, is_test=is_live)
    export(office, path)
    marked(path, "Yes")
    before = path.read_bytes()
    as_real(office, is_test=not is_live)
    kind = "invented people" if is_live else "real records"
    with pytest.raises(Refused, match=rf"“tracker\.xlsx” was made by another database: .*{kind}"):
        round_trip.read_back(office.work(), path)
    with pytest.raises(Refused, match="made by another database"):
        export(office, path)
    assert (path.read_bytes(), ccl_of(office)) == (before, None)
    aside = export(office, path, put_aside=True).kept_aside
    assert path.with_name(aside).read_bytes() == before
    as_real(office, is_test=is_live)


def test_another_office_s_tracker_isnt_taken_even_after_scheduling_saved_it(office, path):
    a_change(office)
    export(office, path)
    marked(path, "Yes")  # saved by another program: the mark stays with the workbook
    workbook = load_workbook(path)
    for each in workbook.custom_doc_props.props:
        if each.name == "Homeward office":
            each.value = "0198a0b0-0000-7000-8000-000000000000"
    del workbook["About"]
    workbook.save(path)
    with pytest.raises(Refused, match="made by another database"):
        round_trip.read_back(office.work(), path)


def test_a_tracker_from_before_there_were_marks_is_still_read(office, path):
    a_change(office)
    export(office, path)
    marked(path, "Yes")
    workbook = load_workbook(path)
    for name in list(workbook.custom_doc_props.names):
        del workbook.custom_doc_props[name]
    workbook.save(path)
    assert round_trip.read_back(office.work(), path).new == 1


def test_a_tracker_whose_properties_are_lost_is_known_by_its_sheet_about(office, path):
    a_change(office)
    export(office, path)
    marked(path, "Yes")
    workbook = load_workbook(path)
    for name in list(workbook.custom_doc_props.names):
        del workbook.custom_doc_props[name]
    for label, value in workbook["About"].iter_rows(max_col=2):
        if label.value == "Office id":
            value.value = "0198a0b0-0000-7000-8000-000000000000"
    workbook.save(path)
    with pytest.raises(Refused, match="made by another database: Dales"):
        round_trip.read_back(office.work(), path)
    assert ccl_of(office) is None


def marked(path, ccl):
    workbook = load_workbook(path)
    sheet = workbook["Tracker"]
    titles = [cell.value for cell in sheet[1]]
    sheet.cell(2, titles.index("CCL updated") + 1).value = ccl
    workbook.save(path)


@pytest.mark.parametrize(("at", "says"), [(6, 255), (8, 1), (10, 99)], ids=["a later zip", "a password", "packed so"])
def test_properties_that_can_t_be_read_say_nothing_and_stop_nothing(office, path, at, says):
    a_change(office)
    export(office, path)
    content = bytearray(path.read_bytes())
    member = next(found for found in central(content) if content[found + 46 :].startswith(b"docProps/custom.xml"))
    content[member + at] = says
    assert origin_of(bytes(content)) is None


def central(content):
    """Where each part stands in the package's list."""
    at = -1
    while (at := content.find(b"PK\x01\x02", at + 1)) >= 0:
        yield at


def test_properties_that_unpack_to_no_end_are_not_unpacked():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("docProps/custom.xml", b"<a>" + b" " * 2_000_000 + b"</a>")
    assert origin_of(out.getvalue()) is None
