"""`homeward import packages`: long-term packages into their area's programme, with the same report as every import."""

import json

import pytest
from click.testing import CliRunner

from app import cli
from app.queries.reviews.programmes import programmes
from app.services.reviews.programmes import open_programme

LIST = "Surname;First name;DOB;MOSAIC;Hours a week\r\nWójcik;Maureen;06/09/1940;M900001;14\r\nNobody;Ann;;;\r\n"


@pytest.mark.rule("LTR-1")
def test_a_list_is_looked_at_taken_in_and_known_the_second_time(sqlite_office, tmp_path):
    sqlite_office.do(open_programme, area="Buxton")
    file, url = tmp_path / "packages.csv", sqlite_office.database.url.render_as_string(hide_password=False)
    file.write_bytes(LIST.encode())

    def run(*words):
        told = ["import", "packages", str(file), "--database", url, "--as-at", "2026-11-20T09:00", "--json", *words]
        done = CliRunner().invoke(cli.homeward, told, catch_exceptions=False)
        return done.exit_code, json.loads(done.stdout)

    code, looked = run("--check")
    assert (code, looked["accepted"], [each["line"] for each in looked["refused"]]) == (1, 1, [3])
    assert sqlite_office.ask(programmes)[0].reviews == ()
    assert run()[1] == looked
    assert [each.person for each in sqlite_office.ask(programmes)[0].reviews] == ["Maureen Wójcik"]
    again = run()[1]
    assert (again["accepted"], again["known"]) == (0, 1)
