"""The measures of the statutory return from the command line."""

import csv
import json

import pytest

from app.commands.desk import EXIT_REFUSED
from tests.app.commands.conftest import AS_AT, FILES
from tests.app.commands.test_commands import run
from tests.exchange.cld.test_events_file import HEADINGS
from tests.rules.cld.cases import cases

MANAGER = next(
    each["name"]
    for each in json.loads((FILES / "office.json").read_text(encoding="utf-8"))["staff"]
    if each["role"] == "service manager"
)


def written(tmp_path):
    """The cases of 2A as one file of Client Level Data; each is somebody else's."""
    file = tmp_path / "cld.csv"
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, HEADINGS, restval="")
        writer.writeheader()
        for case in cases("ASCOF 2A"):
            for row in case.rows:
                writer.writerow(
                    {
                        "LA_Code": "506",
                        "LA_Person_Unique_Identifier": case.name,
                        "Client_Type": row["client_type"],
                        "Date_of_Birth": row["birth_year_month"] and f"{row['birth_year_month']}-17",
                        "Date_of_Death": row["date_of_death"],
                        "Event_Type": row["event_type"],
                        "Event_Start_Date": row["event_start_date"],
                        "Event_End_Date": row["event_end_date"],
                        "Event_Outcome": row["event_outcome"],
                        "Service_Type": row["service_type"],
                        "Service_Component": row["service_component"],
                    }
                )
    return file


@pytest.mark.rule("FIG-2")
def test_the_figure_of_a_file_is_that_of_its_cases_and_all_that_is_left_out_is_counted(tmp_path):
    told = run("cld", "measures", str(written(tmp_path)), "--from", "2026-04-01", "--to", "2027-03-31").output
    expected = [case.expected for case in cases("ASCOF 2A")]
    below = sum(int(each["expected_denominator"]) for each in expected)
    above = sum(int(each["expected_numerator"]) for each in expected)
    revised = told[told.index("revised edition") :]
    assert f"Total: {round(100 * above / below, 1)} ({above} of {below})" in revised
    assert told.splitlines()[0].endswith(", by Release 2")  # a file says nothing of who approved it
    episodes = sum(each["expected_clusters"].count("..") for each in expected)
    assert f"revised edition: {episodes} episodes" in told
    counted = [line.rpartition(": ") for line in revised.splitlines() if line.startswith("    ")]
    assert sum(int(number) for _, _, number in counted) == episodes
    assert "left out: NFA: Deceased" in {label.strip() for label, _, _ in counted}


@pytest.mark.rule("FIG-2")
def test_the_return_says_what_refuses_it_and_leaves_once_that_is_set(database, tmp_path):
    at, file = ("--database", str(database), *AS_AT), tmp_path / "return.csv"
    looked = run("export", "cld", str(file), "--check", *at).output
    assert "would be written" in looked
    assert "  by Release 2 (not approved by the council)" in looked
    assert "refused: The council's code isn't set: Policy, Statutory return. Who can help: " in looked
    assert not file.exists()
    told = tmp_path / "policy.json"
    approved = ("return_mapping_approved", 20240401)
    for setting, number in (("return_council_code", 17), ("return_interim_type", 1), approved):
        told.write_text(f'{{"setting": "{setting}", "number": {number}, "because": "the council said so"}}')
        assert run("do", "office.policy.set_policy", "--args", str(told), *at, "--staff", MANAGER).exit_code == 0
    exported = run("export", "cld", str(file), *at).output
    assert "from 01/04/2026 to 20/11/2026" in exported
    assert "  by Release 2 (approved by the council: in Policy since 20/11/2026)" in exported
    assert file.read_bytes().startswith(b"\xef\xbb\xbfLA_Code,")
    file.write_bytes(file.read_bytes().replace(b"\n017,", b"\n016,"))
    changed = "LA_Code was “016” in the file sent before and is “017” now."
    assert f"refused unless --because says why: {changed}" in run("export", "cld", str(file), "--check", *at).output
    assert f"changed on purpose: {changed}" in run("export", "cld", str(file), "--because", "merged", *at).output


def test_the_reporting_year_to_date_is_meant_where_no_day_is_said(tmp_path):
    assert (
        "ASCOF 2A, 01/04/2026 to 31/03/2027"
        in run("cld", "measures", str(written(tmp_path)), "--to", "2027-03-31").output
    )
    assert (
        "ASCOF 2A, 01/04/2027 to 01/04/2027"
        in run("cld", "measures", str(written(tmp_path)), "--to", "2027-04-01").output
    )


@pytest.mark.rule("FIG-2")
def test_the_offices_own_measures_name_editions_interim_types_and_the_proxy(database):
    told = run("cld", "measures", "--database", str(database), *AS_AT).output
    for sentence in (
        "ASCOF 2A, 01/04/2026 to 20/11/2026",
        "first edition: ",
        "revised edition: ",
        "interim support is not chosen yet; the revised total with interim support as",
        "  long-term support in the community: ",
        "ASCOF 2D, a local proxy: ",
        "planned admissions aren't told from emergencies",
        "  as known today: what follows the last ends may still come",
        "  of discharges from 01/04/2026 to 20/11/2026; the department's runs 3 months behind",
        "    of those that count\n      died: ",
        "      readmitted: ",
    ):
        assert sentence in told


@pytest.mark.rule("FIG-2")
@pytest.mark.parametrize(("last", "says"), [("2026-11-13", True), ("2026-11-12", False)])
def test_a_period_is_as_known_today_until_all_that_may_follow_its_last_end_has_come(database, last, says):
    told = run("cld", "measures", "--to", last, "--database", str(database), *AS_AT).output
    assert ("as known today" in told) == says


@pytest.mark.parametrize("words", [("cld", "measures"), ("export", "cld", "return.csv", "--check")])
@pytest.mark.parametrize("days", [("--to", "9999-12-31"), ("--from", "2026-05-01", "--to", "2026-04-01")])
def test_a_period_that_cant_be_is_refused_in_words(said_by_main, database, words, days):
    code, said = said_by_main(*words, *days, "--database", str(database), *AS_AT)
    assert code == EXIT_REFUSED
    assert "A return is of days" in said or "lies after" in said
