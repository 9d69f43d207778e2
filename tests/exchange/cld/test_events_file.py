"""A file of Client Level Data is read whole or refused whole."""

import csv
from datetime import date

import pytest

from app.door.errors import Refused
from app.exchange.cld.events_file import read_events

HEADINGS = [
    "LA_Code",
    "NHS_Number",
    "LA_Person_Unique_Identifier",
    "Client_Type",
    "Date_of_Birth",
    "Date_of_Death",
    "Event_Type",
    "Event_Start_Date",
    "Event_End_Date",
    "Event_Outcome",
    "Request_Route_of_Access",
    "Assessment_Type",
    "Service_Type",
    "Service_Component",
]


def written(tmp_path, *rows, headings=HEADINGS, encoding="utf-8-sig"):
    file = tmp_path / "cld.csv"
    with file.open("w", newline="", encoding=encoding) as out:
        writer = csv.DictWriter(out, headings, restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows({"Event_Start_Date": "01/05/2026", **row} for row in rows)
    return file


@pytest.mark.rule("FIG-2")
def test_each_field_comes_as_it_is_written_and_ids_stay_text(tmp_path):
    row = {
        "LA_Code": "506", "NHS_Number": "0101000000", "LA_Person_Unique_Identifier": "007",
        "Client_Type": "Service user", "Date_of_Birth": "17/03/1944", "Date_of_Death": "2026-06-01",
        "Event_Type": "Service", "Event_End_Date": "28/05/2026", "Event_Outcome": "NFA: Deceased",
        "Service_Type": "Short term support: ST-Max", "Service_Component": "Reablement",
    }  # fmt: skip
    (event,) = read_events(written(tmp_path, row)).events
    assert event.person == "NHS 0101000000"
    assert (event.born, event.died) == (date(1944, 3, 1), date(2026, 6, 1))
    assert (event.start, event.end) == (date(2026, 5, 1), date(2026, 5, 28))
    assert (event.service_type, event.component) == ("Short term support: ST-Max", "Reablement")
    assert (event.client_type, event.event_type, event.outcome) == ("Service user", "Service", "NFA: Deceased")


@pytest.mark.parametrize(
    ("row", "person"),
    [
        ({"LA_Code": "506", "LA_Person_Unique_Identifier": "007"}, "506 007"),
        ({"LA_Code": "506"}, ""),
        ({"LA_Person_Unique_Identifier": "007"}, "007"),
    ],
)
def test_without_an_nhs_number_the_councils_own_id_is_the_person(tmp_path, row, person):
    (event,) = read_events(written(tmp_path, row)).events
    assert event.person == person


@pytest.mark.parametrize(
    ("field", "route"), [("Request_Route_of_Access", "Discharge from hospital"), ("Assessment_Type", "Short term")]
)
def test_a_route_or_an_assessments_type_tells_events_apart(tmp_path, field, route):
    (event,) = read_events(written(tmp_path, {field: route})).events
    assert event.route == route


def test_a_row_without_a_start_is_counted_and_left(tmp_path):
    read = read_events(written(tmp_path, {"Event_Start_Date": ""}, {}))
    assert (len(read.events), read.without_start) == (1, 1)
    assert read.events[0].record == 2


def test_a_day_that_is_none_is_refused_with_its_line(tmp_path):
    with pytest.raises(Refused, match="line 3: Date_of_Birth is “31/02/1944”"):
        read_events(written(tmp_path, {}, {"Date_of_Birth": "31/02/1944"}))


def test_a_missing_column_is_named(tmp_path):
    headings = [each for each in HEADINGS if each != "Event_Outcome"]
    with pytest.raises(Refused, match="no column Event_Outcome"):
        read_events(written(tmp_path, {}, headings=headings))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "no column"),
        (b"\xff\xfe\x00", "UTF-8"),
        ((",".join(HEADINGS) + "\nx\n").encode(), "as many cells"),
        ((",".join(HEADINGS) + "\n" + "," * len(HEADINGS) + "\n").encode(), "as many cells"),
        ((",".join(HEADINGS) + '\n"x"y' + "," * (len(HEADINGS) - 1) + "\n").encode(), "can't be read at line"),
    ],
)
def test_what_is_no_such_file_is_refused(tmp_path, content, why):
    file = tmp_path / "cld.csv"
    file.write_bytes(content)
    with pytest.raises(Refused, match=why):
        read_events(file)
